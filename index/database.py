"""One library in one SQLite file: the truth. All SQL of Footnote is in this file and in schema.sql."""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.changes import Change, Kind, Stored
from index.errors import EmbeddingProblem, LibraryProblem
from index.published import Published
from index.query import EVERYTHING, Filter, Order
from index.sounds import heard, sounds

SCHEMA_VERSION = 5
_COMING = "CREATE TABLE coming_vectors (passage INTEGER PRIMARY KEY, vector BLOB NOT NULL)"
_UPGRADES = {
    1: (_COMING, "INSERT OR IGNORE INTO meta SELECT 'dimensions', length(vector) / 4 FROM vectors LIMIT 1"),
    2: (
        "CREATE TABLE spellings (sound TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (sound, word)) WITHOUT ROWID",
        "CREATE TABLE quick_vectors (passage INTEGER PRIMARY KEY, vector BLOB NOT NULL)",
    ),
    3: ("ALTER TABLE articles ADD COLUMN sentences BLOB NOT NULL DEFAULT x''",),
    4: ("CREATE INDEX versions_as_listed ON versions (indexed, published, publisher, language, article, version)",),
}
"""What makes of each older schema the next one."""
EVERY_LANGUAGE = "*"
HEARD_AT_A_TIME = 5000
"""So many passages' spellings are noted in one transaction, of some 0.2 s."""
MERGED_AT_A_TIME = 1000
"""So many pages of full text are merged in one transaction, of some 0.1 s."""
FEW_PIECES = 4
"""SQLite merges no fewer pieces of full text than so many (its `usermerge`)."""
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage as it is written: its key, its place in the text, its terms."""

    key: str
    start: int
    end: int
    title_terms: str
    body_terms: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What is made of the text of an article: its passages, and its sentences, packed."""

    passages: Sequence[NewPassage] = ()
    sentences: bytes = b""


class Row(NamedTuple):
    """A passage as retrieval scores it: numbers, and terms with a space around each, without the article's text."""

    number: int
    key: str
    article: int
    start: int
    end: int
    title: str
    body: str
    published: float | None
    vector: Vectors | None
    quick: Vectors | None


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One version of an article with what the library knows about it."""

    article: Article
    version: int
    newest: int
    indexed: datetime
    removed: datetime | None
    copy_of: str | None
    number: int = 0
    sentences: bytes = b""


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURRENT = "FROM articles a JOIN versions v ON v.article = a.number AND v.version = a.version WHERE a.removed IS NULL"
_IN_ORDER = {
    Order.NEWEST: "v.published DESC NULLS LAST, a.number",
    Order.OLDEST: "v.published NULLS LAST, a.number",
    Order.ADDED: "v.indexed DESC, a.number DESC",
}
_PASSAGES = """FROM passages p JOIN articles a ON a.number = p.article
               JOIN versions v ON v.article = a.number AND v.version = a.version"""
_PASSAGES_FOUND = """CROSS JOIN passages p ON p.number = full_text.rowid CROSS JOIN articles a ON a.number = p.article
                     CROSS JOIN versions v ON v.article = a.number AND v.version = a.version"""
"""The same for what full text found, in this order: looking up each passage of a broad filter there takes seconds."""

_BY_PASSAGE = (
    ("full_text", "rowid"),
    ("vectors", "passage"),
    ("quick_vectors", "passage"),
    ("coming_vectors", "passage"),
    ("passages", "number"),
)
_GIVEN = ("fingerprint", "text_key", "title", "text", "publisher", "author", "url", "language", "published")
_AS_GIVEN = ", ".join(f"{column} = excluded.{column}" for column in (*_GIVEN, "published_how"))
"""What a version that is written again is set to, also if somebody changed it by hand meanwhile."""
_HEARD = "coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'heard'), 0)"
_SEEN_QUICKLY = "coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'seen_quickly'), 0)"
_HAS_QUICK_QUEUE = f"""(EXISTS (SELECT 1 FROM meta WHERE key = 'quick' AND value != '')
                        AND EXISTS (SELECT 1 FROM passages WHERE number > {_SEEN_QUICKLY}))"""
_HAS_QUEUE = f"""SELECT EXISTS (SELECT 1 FROM passages WHERE waiting) OR EXISTS (SELECT 1 FROM outbox)
                 OR EXISTS (SELECT 1 FROM full_text WHERE rowid > {_HEARD}) OR {_HAS_QUICK_QUEUE}"""
_GROWTH = f"""SELECT 2 * coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'passages'), 0)
                     + NOT ({_HAS_QUEUE})"""


def has_queue(path: Path) -> bool:
    """`Database.has_queue` of a file that is only looked into, in a fraction of the time; raises LibraryProblem."""
    return bool(_looked_up(path, _HAS_QUEUE))


def growth(path: Path) -> int:
    """`Database.growth` of a file that is only looked into; raises LibraryProblem."""
    return _looked_up(path, _GROWTH)


def _looked_up(path: Path, select: str) -> int:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as sql:
            return int(sql.execute(select).fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise LibraryProblem(f"{path} cannot be read as a library ({error}). Restore it from a backup.") from error


def _schema() -> str:
    return files("index").joinpath("schema.sql").read_text("utf-8")


def name_of(path: Path) -> str:
    """The name of the library in a file; the file's own name where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as sql:
            return str(sql.execute("SELECT value FROM meta WHERE key = 'name'").fetchone()[0])
    except (sqlite3.DatabaseError, TypeError):
        return path.stem


class Database:
    """The articles, versions, passages, full text and vectors of one library; safe beside other processes."""

    def __init__(self, path: Path, name: str, *, create: bool = True) -> None:
        """Open or create the file; raises LibraryProblem if it is not ours or was made by a newer Footnote."""
        self.name = name
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        with ExitStack() as unless_opened:
            try:
                self._sql = sqlite3.connect(uri, uri=True, timeout=60, isolation_level=None, check_same_thread=False)
                unless_opened.callback(self._sql.close)
                self._prepare(path, name, create=create)
            except sqlite3.DatabaseError as error:
                raise LibraryProblem(
                    f"{path} cannot be opened as a library ({error}). Restore it from a backup."
                ) from error
            unless_opened.pop_all()
        self._sql.row_factory = sqlite3.Row

    def _prepare(self, path: Path, name: str, *, create: bool) -> None:
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = FULL")
        self._sql.execute("PRAGMA cache_size = -65536")
        with self._transaction():
            found = self._sql.execute("PRAGMA user_version").fetchone()[0]
            if found > SCHEMA_VERSION:
                raise LibraryProblem(
                    f"The library {name!r} was made by a newer Footnote (schema {found}, this one knows "
                    f"{SCHEMA_VERSION}). Install that version or a later one."
                )
            if found == 0 and not create:
                raise LibraryProblem(f"{path.name} holds no library: it is empty. Restore it from a backup.")
            if found == 0:
                for statement in _schema().split(";\n"):
                    self._sql.execute(statement)
                self.set_meta("name", name)
                self.set_meta("identity", uuid.uuid4().hex)
            for older in range(found or SCHEMA_VERSION, SCHEMA_VERSION):
                for statement in _UPGRADES[older]:
                    self._sql.execute(statement)
            if found != SCHEMA_VERSION:
                self._sql.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Close the connection; everything committed stays."""
        self._sql.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One transaction that takes the write lock at once, so that it never fails half-way for want of it."""
        try:
            self._sql.execute("BEGIN IMMEDIATE")
            yield
            self._sql.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise LibraryProblem(
                f"The library cannot be written ({error}); nothing of this step was. Is the disk full, the folder "
                "read-only, or another program holding the file?"
            ) from error
        finally:
            if self._sql.in_transaction:
                self._sql.execute("ROLLBACK")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        try:
            return self._sql.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if self._sql.in_transaction:
                raise
            raise LibraryProblem(f"The library cannot be read ({error}). Restore it from a backup.") from error

    def _each(self, sql: str) -> Iterator[sqlite3.Row]:
        """Rows one at a time, for very many."""
        try:
            yield from self._sql.execute(sql)
        except sqlite3.DatabaseError as error:
            raise LibraryProblem(f"The library cannot be read ({error}). Restore it from a backup.") from error

    def _among(self, sql: str, values: Iterable[object]) -> list[sqlite3.Row]:
        """Rows of a query whose `(?)` stands for any number of values, handed over as one JSON list."""
        return self._rows(sql.replace("(?)", "(SELECT value FROM json_each(?))"), [json.dumps(list(values))])

    # What the library says about itself

    def meta(self, key: str) -> str | None:
        """A fact about the library, None if it was never set."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", [key])
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a fact about the library."""
        self._sql.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", [key, value]
        )

    def counts(self) -> dict[str, int]:
        """How many articles, passages, vectors, passages that wait for one, and changes that Chroma has not seen."""
        row = self._rows("""SELECT (SELECT count(*) FROM articles WHERE removed IS NULL) articles,
            (SELECT count(*) FROM passages) passages, (SELECT count(*) FROM vectors) vectors,
            (SELECT count(*) FROM passages WHERE waiting) waiting, (SELECT count(*) FROM outbox) outbox""")[0]
        return dict(zip(row.keys(), row, strict=True))

    def has_vectors(self) -> bool:
        """Whether any passage has its vector."""
        return bool(self._rows("SELECT EXISTS (SELECT 1 FROM vectors)")[0][0])

    def has_queue(self) -> bool:
        """Whether passages wait for a vector, Chroma has not seen a change, or spellings are still to be noted."""
        return bool(self._rows(_HAS_QUEUE)[0][0])

    def size(self) -> int:
        """How many passages there are."""
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    def unseen(self) -> int:
        """How many changes Chroma has not seen."""
        return int(self._rows("SELECT count(*) FROM outbox")[0][0])

    # Writing articles

    def stored(self, ids: Iterable[str]) -> dict[str, Stored]:
        """What is known of those of the ids that the library ever held."""
        rows = self._among(
            """SELECT a.id, a.version, v.fingerprint, a.removed FROM articles a
               JOIN versions v ON v.article = a.number AND v.version = a.version WHERE a.id IN (?)""",
            ids,
        )
        return {row["id"]: Stored(row["version"], row["fingerprint"], row["removed"] is not None) for row in rows}

    def first_with_text(self, text_keys: Iterable[str]) -> dict[str, str]:
        """The earliest article in the library that has each text, by text key."""
        rows = self._among(
            f"SELECT v.text_key, a.id {_CURRENT} AND v.text_key IN (?) ORDER BY a.number DESC", text_keys
        )
        return {row["text_key"]: row["id"] for row in rows}

    def write(self, changes: Sequence[tuple[Change, Derived]], now: datetime) -> None:
        """Make the changes in one transaction: a new version, its passages in place of the old one's, the outbox."""
        with self._transaction():
            embedded = self._embedded()
            for change, derived in changes:
                if change.kind is not Kind.UNCHANGED:
                    number = self._write_version(change, now)
                    self._write_derived(number, derived, waiting=embedded(change.article.language))

    def languages(self) -> str:
        """The languages whose passages get a vector, with spaces between, or EVERY_LANGUAGE."""
        found = self.meta("languages")
        return EVERY_LANGUAGE if found is None else found

    def _embedded(self) -> Callable[[str], bool]:
        """Whether a vector is to follow, by language: as the library's embedding model knows it."""
        known = self.languages().split()
        return lambda language: EVERY_LANGUAGE in known or language in known

    def _write_version(self, change: Change, now: datetime) -> int:
        article = change.article
        number: int = self._rows(
            """INSERT INTO articles (id, version) VALUES (?, ?)
               ON CONFLICT (id) DO UPDATE SET version = excluded.version, removed = NULL RETURNING number""",
            [article.id, change.version],
        )[0][0]
        self._sql.execute(
            f"""INSERT INTO versions VALUES ({", ".join("?" * 13)}) ON CONFLICT DO UPDATE SET {_AS_GIVEN}""",
            [
                number,
                change.version,
                article.fingerprint,
                article.text_key,
                article.title,
                article.text,
                article.publisher,
                article.author,
                article.url,
                article.language,
                *_published_columns(article.published),
                int(now.timestamp()),
            ],
        )
        return number

    def _write_derived(self, article: int, derived: Derived, *, waiting: bool = False) -> None:
        """Keep the passages that stay the same (and their vectors), drop what is gone, add what is new."""
        self._sql.execute("UPDATE articles SET sentences = ? WHERE number = ?", [derived.sentences, article])
        old = {
            row["key"]: row["number"]
            for row in self._rows("SELECT key, number FROM passages WHERE article = ?", [article])
        }
        kept = {passage.key for passage in derived.passages}
        self._drop({key: number for key, number in old.items() if key not in kept})
        for passage in derived.passages:
            if passage.key in old:
                self._move(old[passage.key], passage)
                continue
            number = self._sql.execute(
                'INSERT INTO passages (key, article, "start", "end", waiting) VALUES (?, ?, ?, ?, ?)',
                [passage.key, article, passage.start, passage.end, waiting],
            ).lastrowid
            self._sql.execute(
                "INSERT INTO full_text (rowid, title, body) VALUES (?, ?, ?)",
                [number, passage.title_terms, passage.body_terms],
            )

    def _move(self, number: int, passage: NewPassage) -> None:
        self._sql.execute(
            'UPDATE passages SET "start" = ?, "end" = ? WHERE number = ?', [passage.start, passage.end, number]
        )
        self._sql.execute(
            "INSERT OR REPLACE INTO full_text (rowid, title, body) VALUES (?, ?, ?)",
            [number, passage.title_terms, passage.body_terms],
        )

    def rewrite(self, made: Iterable[tuple[StoredArticle, Derived]]) -> None:
        """Put what was newly derived in place of the stored ones, in one transaction; the articles stay as they are.

        An article that was changed or removed since it was read is left to whoever did that.
        """
        with self._transaction():
            embedded = self._embedded()
            for stored, derived in made:
                if self._rows(
                    "SELECT 1 FROM articles WHERE number = ? AND version = ? AND removed IS NULL",
                    [stored.number, stored.version],
                ):
                    self._write_derived(stored.number, derived, waiting=embedded(stored.article.language))

    def _drop(self, passages: dict[str, int]) -> None:
        numbers = [[number] for number in passages.values()]
        self._sql.executemany(
            """INSERT INTO outbox (key, passage) SELECT key, NULL FROM passages
               WHERE number = ?1 AND (number IN (SELECT passage FROM vectors)
                                      OR number IN (SELECT passage FROM coming_vectors))""",
            numbers,
        )
        for table, column in _BY_PASSAGE:
            self._sql.executemany(f"DELETE FROM {table} WHERE {column} = ?", numbers)

    def remove(self, id: str, now: datetime) -> bool:
        """Take an article out of all answers; its versions stay readable. False if it is not in the library."""
        return self.remove_all([id], now) == 1

    def remove_all(self, ids: Iterable[str], now: datetime) -> int:
        """Take several articles out in one transaction; how many of them were in the library."""
        with self._transaction():
            rows = self._among(
                f"""UPDATE articles SET removed = {int(now.timestamp())} WHERE id IN (?) AND removed IS NULL
                    RETURNING number""",
                ids,
            )
            for row in rows:
                self._write_derived(row["number"], Derived())
        return len(rows)

    # Reading articles

    def article(self, id: str, version: int | None = None) -> StoredArticle | None:
        """One version of an article (the newest by default), also of a removed one."""
        rows = self._rows(
            """SELECT v.*, a.*, a.version AS newest FROM articles a JOIN versions v ON v.article = a.number
               WHERE a.id = ? AND v.version = coalesce(?, a.version)""",
            [id, version],
        )
        return self._stored_articles(rows)[0] if rows else None

    def articles(
        self, chosen: Filter = EVERYTHING, limit: int = -1, offset: int = 0, order: Order = Order.NEWEST
    ) -> list[StoredArticle]:
        """The articles in the library, newest first unless told otherwise, undated ones last; a page of them.

        Which they are an index tells; of the texts only the page's are read.
        """
        conditions, values = _conditions(chosen)
        page = f"SELECT a.number {_CURRENT} {conditions} ORDER BY {_IN_ORDER[order]} LIMIT ? OFFSET ?"
        rows = self._rows(
            f"""SELECT v.*, a.*, a.version AS newest {_CURRENT} AND a.number IN ({page}) ORDER BY {_IN_ORDER[order]}""",
            [*values, limit, offset],
        )
        return self._stored_articles(rows)

    def articles_after(self, number: int, limit: int) -> list[StoredArticle]:
        """The articles in the library beyond a number, in the order of their numbers."""
        rows = self._rows(
            f"SELECT v.*, a.*, a.version AS newest {_CURRENT} AND a.number > ? ORDER BY a.number LIMIT ?",
            [number, limit],
        )
        return self._stored_articles(rows)

    def count_articles(self, chosen: Filter = EVERYTHING) -> int:
        """How many articles the filter lets through."""
        conditions, values = _conditions(chosen)
        return int(self._rows(f"SELECT count(*) {_CURRENT} {conditions}", values)[0][0])

    def publishers(self, part: str, limit: int, longest: int) -> list[str]:
        """Publishers whose name, of at most so many characters, holds these letters; most articles first."""
        rows = self._rows(
            f"""SELECT v.publisher {_CURRENT} AND v.publisher != '' AND instr(lower(v.publisher), lower(?))
                AND length(v.publisher) <= ?
                GROUP BY v.publisher ORDER BY count(*) DESC, v.publisher LIMIT ?""",
            [part, longest, limit],
        )
        return [row["publisher"] for row in rows]

    def held_languages(self) -> list[str]:
        """The languages that its articles are in, as ISO codes, that of most articles first."""
        rows = self._rows(
            f"""SELECT v.language {_CURRENT} AND v.language != ''
                GROUP BY v.language ORDER BY count(*) DESC, v.language"""
        )
        return [row["language"] for row in rows]

    def titled(self, part: str, limit: int) -> list[StoredArticle]:
        """The articles whose title or id holds these letters, the newest first."""
        rows = self._rows(
            f"""SELECT v.*, a.*, a.version AS newest {_CURRENT}
                AND (instr(lower(v.title), lower(?)) OR instr(lower(a.id), lower(?)))
                ORDER BY v.published DESC NULLS LAST, a.number LIMIT ?""",
            [part, part, limit],
        )
        return self._stored_articles(rows)

    def count_undated(self, chosen: Filter = EVERYTHING) -> int:
        """How many articles that the filter would let through, but for its dates, name no date."""
        conditions, values = _conditions(replace(chosen, since=None, until=None))
        return int(self._rows(f"SELECT count(*) {_CURRENT} {conditions} AND v.published IS NULL", values)[0][0])

    def by_number(self, numbers: Iterable[int]) -> dict[int, StoredArticle]:
        """The newest versions of some articles, by their numbers in this file."""
        rows = self._among(f"SELECT v.*, a.*, a.version AS newest {_CURRENT} AND a.number IN (?)", numbers)
        return dict(zip((row["number"] for row in rows), self._stored_articles(rows), strict=True))

    def _stored_articles(self, rows: list[sqlite3.Row]) -> list[StoredArticle]:
        first = self.first_with_text(row["text_key"] for row in rows)
        return [_stored_article(row, first.get(row["text_key"])) for row in rows]

    # Full text

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each of the terms occurs."""
        return dict(tuple(row) for row in self._among("SELECT term, doc FROM vocabulary WHERE term IN (?)", terms))

    def match(self, terms: Sequence[str], limit: int, chosen: Filter = EVERYTHING) -> list[int]:
        """The passages that hold any of the terms, best first by SQLite's own BM25."""
        conditions, values = _conditions(chosen)
        joined = _PASSAGES_FOUND if chosen else ""
        rows = self._rows(
            f"""SELECT full_text.rowid FROM full_text {joined} WHERE full_text MATCH ? {conditions}
                ORDER BY bm25(full_text, 2.0, 1.0) LIMIT ?""",
            [" OR ".join(f'"{term}"' for term in terms), *values, limit],
        )
        return [row[0] for row in rows]

    def has_side_by_side(self, terms: Sequence[str]) -> bool:
        """Whether the terms stand side by side in any passage."""
        sql = "SELECT EXISTS (SELECT 1 FROM full_text WHERE full_text MATCH ?)"
        return bool(self._rows(sql, [f'"{" ".join(terms)}"'])[0][0])

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """Some passages, as retrieval scores them."""
        found = self._among(
            f"""SELECT p.number, p.key, p.article, p."start", p."end", f.title, f.body, v.published,
                CAST(x.vector AS BLOB) vector, CAST(q.vector AS BLOB) quick
                {_PASSAGES} JOIN full_text f ON f.rowid = p.number LEFT JOIN vectors x ON x.passage = p.number
                LEFT JOIN quick_vectors q ON q.passage = p.number
                WHERE p.number IN (?)""",
            numbers,
        )
        return [_row(row) for row in found]

    def merge_full_text(self) -> bool:
        """Merge some of the pieces full text is in, as each one slows down questions; False if they are few and large.

        SQLite counts two changes or more where it had anything to merge (its documentation of FTS5, "merge").
        """
        if self._rows("SELECT count(DISTINCT segid) FROM full_text_idx")[0][0] < FEW_PIECES:
            return False
        with self._transaction():
            before = self._sql.total_changes
            self._sql.execute("INSERT INTO full_text (full_text, rank) VALUES ('merge', ?)", [MERGED_AT_A_TIME])
            return self._sql.total_changes - before >= 2

    # Spellings

    def note_spellings(self) -> bool:
        """Note how the words of new passages are spelled, of some at a time; False if there are no new ones."""
        rows = self._rows(
            f"SELECT rowid, title, body FROM full_text WHERE rowid > {_HEARD} ORDER BY rowid LIMIT ?",
            [HEARD_AT_A_TIME],
        )
        if rows:
            words = heard({row["title"] for row in rows} | {row["body"] for row in rows})
            with self._transaction():
                self._sql.executemany(
                    "INSERT OR IGNORE INTO spellings VALUES (?, ?)", sorted(zip(sounds(words), words, strict=True))
                )
                self.set_meta("heard", str(rows[-1]["rowid"]))
        return bool(rows)

    def spelled(self, sounds: Iterable[str]) -> list[str]:
        """The words with any of the sounds that are or were in the library."""
        return [row["word"] for row in self._among("SELECT word FROM spellings WHERE sound IN (?)", sounds)]

    # Vectors

    def use_embedding(self, name: str, languages: str) -> None:
        """Take an embedding model into use where there are no vectors yet, or the languages of the one in use.

        `languages` are those of which every passage is to get a vector, with spaces between, or EVERY_LANGUAGE.
        """
        if self.meta("embedding") == name and self.meta("languages") == languages:
            return
        with self._transaction():
            self.set_meta("embedding", name)
            self._use_languages(languages)

    def _use_languages(self, languages: str) -> None:
        self.set_meta("languages", languages)
        self._sql.execute(
            f"""UPDATE passages SET waiting = number NOT IN (SELECT passage FROM vectors) AND number IN
                (SELECT p.number {_PASSAGES} WHERE ? OR v.language IN (SELECT value FROM json_each(?)))""",
            [languages == EVERY_LANGUAGE, json.dumps(languages.split())],
        )

    def waiting(self, limit: int, *, newest: bool = False) -> list[tuple[int, str]]:
        """Passages whose vectors are still to come, oldest first, with the words to embed: title and passage."""
        rows = self._rows(
            f"""SELECT p.number, v.title, substr(v.text, p."start" + 1, p."end" - p."start") words
                {_PASSAGES} WHERE p.waiting ORDER BY p.number {"DESC" if newest else ""} LIMIT ?""",
            [limit],
        )
        return [_to_embed(row) for row in rows]

    def store_vectors(self, numbers: Sequence[int], vectors: Vectors, embedding: str) -> None:
        """Keep the vectors (a row a passage) of passages that still wait for one, and note them for Chroma.

        Those of an embedding model that is not in use any more are dropped; EmbeddingProblem for vectors of another
        length than the library's.
        """
        with self._transaction():
            if self.meta("embedding") != embedding:
                return
            self._check_length(vectors, "dimensions")
            for number, vector in zip(numbers, vectors, strict=True):
                if self._rows("UPDATE passages SET waiting = 0 WHERE number = ? AND waiting RETURNING 1", [number]):
                    self._sql.execute("INSERT INTO vectors VALUES (?, ?)", [number, vector.astype("<f4").tobytes()])
                    self._sql.execute(
                        "INSERT INTO outbox (key, passage) SELECT key, number FROM passages WHERE number = ?", [number]
                    )

    def use_quick(self, name: str) -> None:
        """Take a quick model into use beside the embedding model, "" for none; vectors of another one are dropped."""
        if (self.meta("quick") or "") != name:
            with self._transaction():
                self._sql.execute("DELETE FROM quick_vectors")
                self.set_meta("quick", name)
                self.set_meta("seen_quickly", "0")

    def waiting_for_quick(self, limit: int, languages: str) -> list[tuple[int, str]]:
        """The next passages in these languages that the quick model has not seen, oldest first, as `waiting` gives."""
        if not self._rows(f"SELECT {_HAS_QUICK_QUEUE}")[0][0]:
            return []
        rows = self._rows(
            f"""SELECT p.number, v.title, substr(v.text, p."start" + 1, p."end" - p."start") words
                {_PASSAGES} WHERE p.number > {_SEEN_QUICKLY} AND v.language IN (SELECT value FROM json_each(?))
                ORDER BY p.number LIMIT ?""",
            [json.dumps(languages.split()), limit],
        )
        if not rows:
            self.set_meta("seen_quickly", str(self._rows("SELECT max(number) FROM passages")[0][0]))
        return [_to_embed(row) for row in rows]

    def store_quick(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """Keep the quick vectors (a row a passage) of passages that still exist, and that they were seen."""
        with self._transaction():
            self._sql.executemany(
                "INSERT OR REPLACE INTO quick_vectors SELECT number, ? FROM passages WHERE number = ?",
                [(vector.astype("<f4").tobytes(), number) for number, vector in zip(numbers, vectors, strict=True)],
            )
            self.set_meta("seen_quickly", str(max(numbers[-1], int(self.meta("seen_quickly") or 0))))

    def _check_length(self, vectors: Vectors, key: str) -> None:
        """All vectors of a library are as long as its first one."""
        known, length = int(self.meta(key) or 0), vectors.shape[1]
        if not known:
            self.set_meta(key, str(length))
        elif length != known:
            raise EmbeddingProblem(
                f"The embedding model gave vectors of {length} numbers where the library has some of {known}: it is "
                "not what it was. To embed everything anew with it: footnote rebuild --embedding NAME",
                retry=False,
            )

    def vectors(self, chosen: Filter = EVERYTHING) -> tuple[NDArray[np.int64], Vectors]:
        """The passage numbers and vectors (n x dimensions) of all articles that the filter lets through."""
        conditions, values = _conditions(chosen)
        source = f"SELECT p.number {_PASSAGES} WHERE 1 {conditions}"
        narrowed = f"AND passage IN ({source})" if chosen else ""
        size = 4 * int(self.meta("dimensions") or 0)
        rows = self._rows(
            f"""SELECT passage, vector FROM vectors WHERE typeof(vector) = 'blob' AND length(vector) = ? {narrowed}
                ORDER BY passage""",
            [size, *values],
        )
        numbers = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        packed = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f4")
        return numbers, packed.reshape(len(rows), -1) if rows else packed.reshape(0, 0)

    def growth(self) -> int:
        """A number that grows whenever passages come, and once more when nothing waits for a vector any longer."""
        return int(self._rows(_GROWTH)[0][0])

    def revision(self) -> int:
        """A number that grows whenever a vector comes or goes."""
        rows = self._rows("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
        return int(rows[0]["seq"]) if rows else 0

    # What Chroma has not seen

    def outbox(self, limit: int) -> list[tuple[int, str, Vectors | None]]:
        """The oldest changes for Chroma: sequence, key, and the vector to add or None to delete the key."""
        rows = self._rows(
            """SELECT o.sequence, o.key, CAST(x.vector AS BLOB) vector
               FROM outbox o LEFT JOIN vectors x ON x.passage = o.passage ORDER BY o.sequence LIMIT ?""",
            [limit],
        )
        return [(row["sequence"], row["key"], _vector(row["vector"])) for row in rows]

    def clear_outbox(self, through: int) -> None:
        """Forget the changes up to a sequence number: Chroma has them."""
        self._sql.execute("DELETE FROM outbox WHERE sequence <= ?", [through])

    def start_collection(self, name: str, stamp: str, place: str) -> None:
        """Take an empty collection into use, and note every vector for it."""
        with self._transaction():
            self._use_collection(name, stamp, place)
            self._sql.execute("DELETE FROM outbox")
            self._sql.execute(
                """INSERT INTO outbox (key, passage) SELECT p.key, p.number FROM passages p
                   JOIN vectors x ON x.passage = p.number ORDER BY p.number"""
            )

    def _use_collection(self, name: str, stamp: str, place: str) -> None:
        for key, value in {"collection": name, "stamp": stamp, "other_stamp": "", "chroma": place}.items():
            self.set_meta(key, value)

    def numbers_of(self, keys: Sequence[str]) -> dict[str, int]:
        """The passage numbers of those of the keys that are in the library."""
        return dict(tuple(row) for row in self._among("SELECT key, number FROM passages WHERE key IN (?)", keys))

    # Looking for faults

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong: pages, indexes, the full text against what it is made from."""
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check(10)") if row[0] != "ok"]
        try:
            self._sql.execute("INSERT INTO full_text (full_text, rank) VALUES ('integrity-check', 0)")
        except sqlite3.DatabaseError as error:
            found.append(f"the full text does not match its own index ({error})")
        return found

    def lacking(self) -> list[str]:
        """Tables, indexes and facts that every library has and this one does not, and triggers that none has."""
        wanted = set(re.findall(r"CREATE (?:VIRTUAL )?(?:TABLE|INDEX) (\w+)", _schema()))
        rows = self._rows("SELECT type, name FROM sqlite_master")
        lacking = wanted - {row["name"] for row in rows}
        facts = {"name", "identity", "embedding", "languages"} - {row[0] for row in self._rows("SELECT key FROM meta")}
        foreign = {f"no trigger {row['name']}" for row in rows if row["type"] == "trigger"}
        return sorted(lacking | {f"the fact {key!r}" for key in facts} | foreign)

    def textless(self) -> list[str]:
        """The ids of articles whose newest version is not there."""
        rows = self._rows("""SELECT a.id FROM articles a LEFT JOIN versions v
            ON v.article = a.number AND v.version = a.version WHERE v.article IS NULL""")
        return [row["id"] for row in rows]

    def passages(self, articles: Iterable[int]) -> dict[int, list[tuple[NewPassage, bool, bool]]]:
        """The stored passages of some articles by number, each with whether it waits and whether it has a vector.

        The terms of one that full text has lost are empty.
        """
        rows = self._among(
            """SELECT p.*, coalesce(f.title, '') title, coalesce(f.body, '') body, x.passage IS NOT NULL embedded
               FROM passages p LEFT JOIN full_text f ON f.rowid = p.number LEFT JOIN vectors x ON x.passage = p.number
               WHERE p.article IN (?) ORDER BY p.article, p."start" """,
            articles,
        )
        found: dict[int, list[tuple[NewPassage, bool, bool]]] = {}
        for row in rows:
            passage = NewPassage(row["key"], row["start"], row["end"], row["title"], row["body"])
            found.setdefault(row["article"], []).append((passage, bool(row["waiting"]), bool(row["embedded"])))
        return found

    def strays(self) -> dict[str, int]:
        """How many rows belong to nothing: passages, full text, vectors."""
        shown = "SELECT number FROM articles WHERE removed IS NULL"
        sql = {
            "passages": f"SELECT count(*) FROM passages WHERE article NOT IN ({shown})",
            "rows of full text": "SELECT count(*) FROM full_text WHERE rowid NOT IN (SELECT number FROM passages)",
            "vectors": "SELECT count(*) FROM vectors WHERE passage NOT IN (SELECT number FROM passages)",
            "quick vectors": "SELECT count(*) FROM quick_vectors WHERE passage NOT IN (SELECT number FROM passages)",
        }
        return {what: int(self._rows(one)[0][0]) for what, one in sql.items()}

    def odd_vectors(self) -> list[int]:
        """The passages whose vectors are not as many numbers as the library's, or not of length 1."""
        size, odd = 4 * int(self.meta("dimensions") or 0), []
        for row in self._each("SELECT passage, CAST(vector AS BLOB) vector FROM vectors"):
            sound = isinstance(row["vector"], bytes) and len(row["vector"]) == size
            vector = np.frombuffer(row["vector"], dtype="<f4") if sound else None
            if vector is None or not 0.99 < float(vector @ vector) < 1.01:
                odd.append(int(row["passage"]))
        return odd

    def embedded_words(self, numbers: Iterable[int], limit: int) -> list[tuple[str, Vectors]]:
        """The words that were embedded, and the vectors that came of it, of a few of some passages."""
        rows = self._among(
            f"""SELECT v.title, substr(v.text, p."start" + 1, p."end" - p."start") words, CAST(x.vector AS BLOB) vector
                {_PASSAGES} JOIN vectors x ON x.passage = p.number WHERE p.number IN (?)""",
            numbers,
        )
        step = max(1, len(rows) // limit)
        found = [(f"{row['title']}\n{row['words']}", _vector(row["vector"])) for row in rows[::step][:limit]]
        return [(words, vector) for words, vector in found if vector is not None]

    def sample(self, limit: int) -> list[int]:
        """The numbers of some passages, evenly over the library."""
        step = max(1, self.size() // max(1, limit))
        rows = self._rows(
            "SELECT number FROM (SELECT number, row_number() OVER (ORDER BY number) place FROM passages) "
            "WHERE place % ? = 0 LIMIT ?",
            [step, limit],
        )
        return [row["number"] for row in rows]

    def keys(self) -> set[str]:
        """The keys of all passages that have a vector."""
        return {row[0] for row in self._rows("SELECT p.key FROM passages p JOIN vectors x ON x.passage = p.number")}

    def outbox_keys(self) -> set[str]:
        """The keys of which Chroma has not seen the newest change."""
        return {row[0] for row in self._rows("SELECT key FROM outbox")}

    # Rebuilding

    def begin_coming(self, embedding: str) -> None:
        """Prepare for vectors of another embedding model; those made for it before stay, those for another go."""
        if self.meta("coming") != embedding:
            with self._transaction():
                self._sql.execute("DELETE FROM coming_vectors")
                self.set_meta("coming", embedding)
                self.set_meta("coming_dimensions", "")

    def to_come(self, after: int, limit: int, languages: str) -> list[tuple[int, str]]:
        """Passages beyond a number that have no coming vector yet, with the words to embed."""
        rows = self._rows(
            f"""SELECT p.number, v.title, substr(v.text, p."start" + 1, p."end" - p."start") words {_PASSAGES}
                WHERE p.number > ? AND p.number NOT IN (SELECT passage FROM coming_vectors)
                AND (? OR v.language IN (SELECT value FROM json_each(?))) ORDER BY p.number LIMIT ?""",
            [after, languages == EVERY_LANGUAGE, json.dumps(languages.split()), limit],
        )
        return [_to_embed(row) for row in rows]

    def count_to_come(self, languages: str) -> int:
        """How many passages have no coming vector yet."""
        rows = self._rows(
            f"""SELECT count(*) {_PASSAGES} WHERE p.number NOT IN (SELECT passage FROM coming_vectors)
                AND (? OR v.language IN (SELECT value FROM json_each(?)))""",
            [languages == EVERY_LANGUAGE, json.dumps(languages.split())],
        )
        return int(rows[0][0])

    def forget_coming(self) -> None:
        """Drop the coming vectors that were made so far."""
        with self._transaction():
            self._sql.execute("DELETE FROM coming_vectors")
            self.set_meta("coming_dimensions", "")

    def store_coming(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """Keep coming vectors of passages that still exist; EmbeddingProblem where their lengths differ."""
        with self._transaction():
            self._check_length(vectors, "coming_dimensions")
            for number, vector in zip(numbers, vectors, strict=True):
                self._sql.execute(
                    "INSERT OR REPLACE INTO coming_vectors SELECT number, ? FROM passages WHERE number = ?",
                    [vector.astype("<f4").tobytes(), number],
                )

    def count_vectors(self, *, coming: bool) -> int:
        """How many vectors there are, in use or coming."""
        return int(self._rows(f"SELECT count(*) FROM {'coming_vectors' if coming else 'vectors'}")[0][0])

    def keyed_vectors(self, after: int, limit: int, *, coming: bool) -> list[tuple[int, str, Vectors]]:
        """Vectors of passages beyond a number, with their passages' numbers and keys."""
        rows = self._rows(
            f"""SELECT p.number, p.key, x.vector FROM passages p
                JOIN {"coming_vectors" if coming else "vectors"} x ON x.passage = p.number
                WHERE p.number > ? ORDER BY p.number LIMIT ?""",
            [after, limit],
        )
        return [(row["number"], row["key"], np.frombuffer(row["vector"], dtype="<f4")) for row in rows]

    def use_rebuilt(self, name: str, stamp: str, place: str, coming: tuple[str, str] | None) -> None:
        """Take a filled collection into use and, with it, the coming vectors of an embedding model (name, languages).

        What the outbox holds is applied to the new collection too: it is no more than what changed meanwhile.
        """
        with self._transaction():
            self._use_collection(name, stamp, place)
            if coming:
                self._sql.execute("DROP TABLE vectors")
                self._sql.execute("ALTER TABLE coming_vectors RENAME TO vectors")
                self._sql.execute(_COMING)
                self.set_meta("embedding", coming[0])
                self.set_meta("dimensions", self.meta("coming_dimensions") or "")
                self._use_languages(coming[1])
            self._sql.execute("DELETE FROM coming_vectors")
            self.set_meta("coming", "")
            self._sql.execute("INSERT INTO outbox (key) VALUES ('')")  # a new revision, for who keeps vectors in memory
            self._sql.execute("DELETE FROM outbox WHERE key = ''")

    def mend(self) -> None:
        """Drop what belongs to nothing and vectors that are not the model's; what lacks one waits for it again."""
        with self._transaction():
            self._sql.execute("INSERT INTO full_text (full_text) VALUES ('rebuild')")
            self._sql.execute(
                "DELETE FROM passages WHERE article NOT IN (SELECT number FROM articles WHERE removed IS NULL)"
            )
            self._sql.execute("DELETE FROM full_text WHERE rowid NOT IN (SELECT number FROM passages)")
            self._sql.execute("DELETE FROM vectors WHERE passage NOT IN (SELECT number FROM passages)")
            usual = self._rows("SELECT length(vector) / 4 FROM vectors GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
            self.set_meta("dimensions", str(usual[0][0]) if usual else "")
            self._sql.executemany("DELETE FROM vectors WHERE passage = ?", [[number] for number in self.odd_vectors()])
            self._use_languages(self.languages())


def _conditions(chosen: Filter) -> tuple[str, list[object]]:
    """SQL that keeps the versions `v` of the articles that count, and its values."""
    wanted = [
        ("v.published >= ?", chosen.since and chosen.since.timestamp()),
        ("v.published < ?", chosen.until and chosen.until.timestamp()),
        ("v.publisher = ? COLLATE NOCASE", chosen.publisher),
        ("v.language = ?", chosen.language),
    ]
    used = [(condition, value) for condition, value in wanted if value not in (None, "")]
    return "".join(f" AND {condition}" for condition, _ in used), [value for _, value in used]


def _to_embed(row: sqlite3.Row) -> tuple[int, str]:
    return row["number"], f"{row['title']}\n{row['words']}"


def _vector(blob: object) -> Vectors | None:
    """None for what is no vector, also where somebody put something else there."""
    return np.frombuffer(blob, dtype="<f4") if isinstance(blob, bytes) and not len(blob) % 4 else None


def _row(row: sqlite3.Row) -> Row:
    number, key, article, start, end, title, body, published, vector, quick = row
    return Row(number, key, article, start, end, f" {title} ", f" {body} ", published, _vector(vector), _vector(quick))


def _published_columns(published: Published | None) -> tuple[int | None, str]:
    if published is None:
        return None, ""
    how = {"day": published.day_only, "guessed": published.guessed, "metadata": published.from_metadata}
    return int(published.at.timestamp()), " ".join(word for word, applies in how.items() if applies)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else _EPOCH + timedelta(seconds=seconds)


def _stored_article(row: sqlite3.Row, first_with_text: str | None) -> StoredArticle:
    at, how = _moment(row["published"]), row["published_how"].split()
    article = Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        author=row["author"],
        published=None if at is None else Published(at, "day" in how, "guessed" in how, "metadata" in how),
        url=row["url"],
        language=row["language"],
    )
    return StoredArticle(
        article=article,
        version=row["version"],
        newest=row["newest"],
        indexed=_EPOCH + timedelta(seconds=row["indexed"]),
        removed=_moment(row["removed"]),
        copy_of=first_with_text if first_with_text != article.id else None,
        number=row["number"],
        sentences=row["sentences"],
    )
