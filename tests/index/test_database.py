"""The SQLite file: all or nothing, narrowing, frequencies, the outbox."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from index.changes import Change, Kind, Stored
from index.database import EVERY_LANGUAGE, FEW_PIECES, Database, Derived, NewPassage
from index.errors import LibraryProblem
from index.published import parse_published
from index.query import Filter, Order
from tests.library import BRIDGE, FERRY, NOW, an_article


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "library.db", "mine")
    database.use_embedding("model", EVERY_LANGUAGE)
    yield database
    database.close()


def write(database: Database, id: str, *passages: NewPassage, text: str = FERRY, published: str = "") -> None:
    change = Change(Kind.ADDED, an_article(id, text, published), 1)
    database.write([(change, Derived(passages))], NOW)


def passage(key: str, words: str = "ferri sold") -> NewPassage:
    return NewPassage(key, 0, len(FERRY), "", words)


def embed_all(database: Database) -> None:
    numbers = [number for number, _ in database.waiting(9)]
    database.store_vectors(numbers, np.full((len(numbers), 4), 0.5, np.float32), "model")


def test_a_write_that_fails_half_way_leaves_nothing(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        write(database, "ferry", passage("same"), passage("same"))

    assert database.counts()["articles"] == 0
    assert database.match(["ferri"], 5) == []
    assert database.stored(["ferry"]) == {}


def test_what_was_written_is_there_after_opening_again(database: Database, tmp_path: Path) -> None:
    write(database, "ferry", passage("key"))
    again = Database(tmp_path / "library.db", "mine")

    stored = again.article("ferry")

    assert stored
    assert stored.article == an_article("ferry", FERRY)
    assert stored.indexed == NOW
    again.close()


def test_the_identity_of_a_library_stays(database: Database, tmp_path: Path) -> None:
    again = Database(tmp_path / "library.db", "mine")

    assert again.meta("identity") == database.meta("identity")
    assert again.meta("name") == "mine"
    again.close()


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    path.write_bytes(b"something else entirely " * 1000)

    with pytest.raises(LibraryProblem, match="cannot be opened as a library"):
        Database(path, "mine")


def test_stored_knows_newest_version_and_removal(database: Database) -> None:
    write(database, "ferry", passage("key"))
    fingerprint = an_article("ferry", FERRY).fingerprint

    database.remove("ferry", NOW)

    assert database.stored(["ferry", "never"]) == {"ferry": Stored(1, fingerprint, removed=True)}


def test_filters_narrow_lists_and_matches_alike(database: Database) -> None:
    for id, published in {"old": "2026-01-01T00:00:00Z", "new": "2026-02-01T00:00:00Z", "undated": ""}.items():
        write(database, id, passage(id), text=f"{FERRY} {id}", published=published)
    february = datetime(2026, 2, 1, tzinfo=UTC)

    for chosen, ids in [
        (Filter(since=february), ["new"]),
        (Filter(until=february), ["old"]),
        (Filter(), ["new", "old", "undated"]),
    ]:
        rows = database.rows(database.match(["ferri"], 9, chosen))

        assert [one.article.id for one in database.articles(chosen)] == ids
        assert database.count_articles(chosen) == len(ids)
        assert sorted(row.key for row in rows) == sorted(ids)
    assert database.count_undated() == 1


def test_frequencies_count_passages(database: Database) -> None:
    write(database, "one", passage("one", "ferri sold ferri"))
    write(database, "two", passage("two", "ferri 여객 객선"))

    assert database.document_frequency(["ferri", "객선", "absent"]) == {"ferri": 2, "객선": 1}


@pytest.mark.parametrize("term", ["or", "and", "near", "not", "3.14", "title", "*", "a:b", "(", "-", "^"])
def test_a_term_is_never_a_query_operator(database: Database, term: str) -> None:
    write(database, "one", passage("one", f"before {term} after"))
    write(database, "two", passage("two", "nothing of it"))

    found = database.match([term], 5)

    assert len(found) <= 1


def test_the_outbox_tells_additions_and_deletions_in_order(database: Database) -> None:
    write(database, "ferry", passage("first"), passage("second", "other"))
    embed_all(database)

    added = database.outbox(9)
    database.clear_outbox(added[0][0])
    database.remove("ferry", NOW)

    assert [(key, vector is not None) for _, key, vector in added] == [("first", True), ("second", True)]
    left = [(key, vector is not None) for _, key, vector in database.outbox(9)]
    assert left == [("second", False), ("first", False), ("second", False)]


def test_a_vector_for_a_passage_that_is_gone_is_dropped(database: Database) -> None:
    write(database, "ferry", passage("key"))
    [(number, words)] = database.waiting(9)
    database.remove("ferry", NOW)

    database.store_vectors([number], np.ones((1, 4), np.float32), "model")

    assert words == f"\n{FERRY}"
    assert database.counts() == {"articles": 0, "passages": 0, "vectors": 0, "waiting": 0, "outbox": 0}


def test_a_copy_is_no_copy_once_the_first_is_removed(database: Database) -> None:
    write(database, "first", passage("first"))
    write(database, "second", passage("second"))
    write(database, "other", passage("other"), text=BRIDGE)

    database.remove("first", NOW)

    assert [one.copy_of for one in database.articles()] == [None, None]


def test_several_articles_are_removed_together_and_their_versions_stay_readable(database: Database) -> None:
    for id in ("first", "second", "kept"):
        write(database, id, passage(id))
    database.remove("second", NOW)

    assert database.remove_all(["first", "second", "unknown"], NOW) == 1

    assert [one.article.id for one in database.articles()] == ["kept"]
    assert database.match(["ferri"], 5) == [3]
    stored = database.article("first")
    assert stored
    assert (stored.article.text, stored.removed) == (FERRY, NOW.replace(microsecond=0))


def test_revision_changes_with_the_vectors(database: Database) -> None:
    before = database.revision()
    write(database, "ferry", passage("key"))
    embed_all(database)
    between = database.revision()

    database.remove("ferry", NOW)

    assert len({before, between}) == 2
    assert database.revision() != between


@pytest.mark.parametrize("how", [{}, {"guessed": True}, {"from_metadata": True}])
def test_a_date_is_kept_with_what_makes_it_doubtful(database: Database, how: dict[str, bool]) -> None:
    published = parse_published("2026-11-20", **how)
    database.write([(Change(Kind.ADDED, replace(an_article("a", FERRY), published=published), 1), Derived())], NOW)

    stored = database.article("a")

    assert stored is not None
    assert stored.article.published == published


def test_merging_full_text_leaves_few_pieces_and_every_passage(database: Database, tmp_path: Path) -> None:
    for number in range(10):
        write(database, f"ferry {number}", passage(f"key {number}"))

    while database.merge_full_text():
        pass

    with closing(sqlite3.connect(tmp_path / "library.db")) as sql:
        assert sql.execute("SELECT count(DISTINCT segid) FROM full_text_idx").fetchone()[0] < FEW_PIECES
    assert len(database.match(["ferri"], 20)) == 10


# Lists


def an_entry(id: str, published: str, language: str = "en", publisher: str = "Courier", version: int = 1) -> Change:
    article = replace(an_article(id, f"{FERRY} {id}", published, language), publisher=publisher)
    return Change(Kind.ADDED, article, version)


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (Order.NEWEST, ["july", "may", "march", "undated"]),
        (Order.OLDEST, ["march", "may", "july", "undated"]),
        (Order.ADDED, ["may", "undated", "july", "march"]),
    ],
)
def test_articles_come_in_the_order_that_is_asked_for(database: Database, order: Order, ids: list[str]) -> None:
    months = {"march": "2026-03-01", "july": "2026-07-01", "undated": "", "may": "2026-05-01"}
    for minutes, (id, published) in enumerate(months.items()):
        database.write([(an_entry(id, published), Derived())], NOW + timedelta(minutes=minutes))

    assert [one.article.id for one in database.articles(order=order)] == ids
    paged = [database.articles(limit=1, offset=at, order=order) for at in range(5)]
    assert [one.article.id for page in paged for one in page] == ids


def test_an_article_that_was_changed_is_the_one_added_last(database: Database) -> None:
    for minutes, id in enumerate(("ferry", "bridge")):
        database.write([(an_entry(id, "2026-03-01"), Derived())], NOW + timedelta(minutes=minutes))
    changed = replace(an_entry("ferry", "2026-03-02", version=2), kind=Kind.CHANGED)
    database.write([(changed, Derived())], NOW + timedelta(hours=1))

    assert [(one.article.id, one.version) for one in database.articles(order=Order.ADDED)] == [
        ("ferry", 2),
        ("bridge", 1),
    ]


def test_the_languages_of_what_is_in_the_library_are_known(database: Database) -> None:
    entries = [("a", "ko"), ("b", "en"), ("c", "ko"), ("d", ""), ("e", "fr")]
    database.write([(an_entry(id, "", language), Derived()) for id, language in entries], NOW)
    database.remove("e", NOW)

    assert database.held_languages() == ["ko", "en"]


@pytest.mark.parametrize("chosen", [Filter(), Filter(publisher="Courier"), Filter(language="ko")])
@pytest.mark.parametrize("order", Order)
def test_no_list_reads_the_texts_of_articles_that_it_does_not_show(
    database: Database, tmp_path: Path, chosen: Filter, order: Order
) -> None:
    asked: list[str] = []
    database._sql.set_trace_callback(asked.append)
    database.articles(chosen, 8, 0, order)
    database.count_articles(chosen)
    database.held_languages()
    database._sql.set_trace_callback(None)

    for sql in asked:
        plan = [row["detail"] for row in database._sql.execute(f"EXPLAIN QUERY PLAN {sql}")]
        scans = [step for step in plan if step.startswith("SCAN v")]
        assert all("versions_as_listed" in step or "versions_by_date" in step for step in scans), plan


def test_a_library_from_before_lists_gets_their_index(database: Database, tmp_path: Path) -> None:
    write(database, "ferry")
    database._sql.executescript("DROP INDEX versions_as_listed; PRAGMA user_version = 4")

    with closing(Database(tmp_path / "library.db", "mine")) as newer:
        assert newer.lacking() == []
        assert [one.article.id for one in newer.articles(order=Order.ADDED)] == ["ferry"]
