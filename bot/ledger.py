"""What a chat model took for each library, and what it wrote, in one SQLite file; all of its SQL is in this file."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.answering.model import Tokens
from bot.errors import Problem
from bot.spending import Spent

log = logging.getLogger(__name__)
SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE spent (                    -- kept for good: a row a library, month and model, and nothing of anybody
    library TEXT NOT NULL,              -- its name; '' for libraries that were deleted since, together
    month   TEXT NOT NULL,              -- in UTC, such as 2026-11
    model   TEXT NOT NULL,
    read    INTEGER NOT NULL,           -- tokens
    written INTEGER NOT NULL,           -- tokens
    cost    REAL NOT NULL,              -- by the prices of the time, in the operator's currency; 0 if there were none
    PRIMARY KEY (library, month, model)
) WITHOUT ROWID;
CREATE TABLE warned (                   -- how much of a budget was used when the editors were last told of it
    library TEXT NOT NULL,
    month   TEXT NOT NULL,
    percent INTEGER NOT NULL,
    PRIMARY KEY (library, month)
) WITHOUT ROWID;
CREATE TABLE answers (                  -- that a model wrote, for who asks the same again
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    key     BLOB NOT NULL UNIQUE,       -- a hash of the question and of all else that it hangs on, with the secret
    library TEXT NOT NULL,
    made    INTEGER NOT NULL,           -- seconds since 1970, UTC
    content TEXT NOT NULL               -- JSON: see bot/answering/remembered.py
);
CREATE INDEX answers_by_age ON answers (made);
CREATE INDEX answers_by_library ON answers (library);
CREATE TABLE secret (value BLOB NOT NULL)
"""
MOST = 10_000
"""So many answers are kept, the newest."""
BUSY = 0.5
"""So many seconds another process's writing is waited for; each takes a fraction of a millisecond."""
_ADD = """INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
          read = read + excluded.read, written = written + excluded.written, cost = cost + excluded.cost"""


@dataclass(frozen=True, slots=True)
class Row:
    """What one model took for one library in one month; the library "" is those that were deleted since."""

    library: str
    month: str
    model: str
    spent: Spent


class Ledger:
    """A file that several processes write to; a call takes a fraction of a millisecond.

    No failure of it costs an answer: the log is told, and what cannot be written waits in memory for the next time.
    """

    def __init__(self, path: Path, lives: timedelta = timedelta(days=7)) -> None:
        """Nothing is opened yet; answers live for so long."""
        self._path = path
        self._lives = lives
        self._lock = threading.RLock()
        self._sql: sqlite3.Connection | None = None
        self._secret = b""
        self._unwritten: dict[tuple[str, str, str], Spent] = {}
        self._complaint = ""

    def open(self) -> None:
        """Open or create the file, so that its operator hears at once; raises Problem if a newer Footnote made it."""
        with self._lock:
            try:
                self._opened()
            except (sqlite3.Error, OSError) as error:
                self._complain(error)

    def close(self) -> None:
        """Write what still waits, and close the file."""
        with self._lock:
            if self._unwritten:
                with self._complaining(), self._writing():
                    pass
            if self._sql:
                self._sql.close()
            self._sql = None

    # The file

    def _opened(self) -> sqlite3.Connection:
        if self._sql is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            sql = sqlite3.connect(self._path, timeout=BUSY, isolation_level=None, check_same_thread=False)
            try:
                self._prepare(sql)
            except BaseException:
                sql.close()
                raise
            self._sql = sql
        return self._sql

    def _prepare(self, sql: sqlite3.Connection) -> None:
        sql.execute("PRAGMA journal_mode = WAL")
        sql.execute("PRAGMA synchronous = NORMAL")
        sql.execute("PRAGMA secure_delete = ON")
        if not _version(sql):
            with _transaction(sql):
                if not _version(sql):  # or another process was first
                    for statement in _SCHEMA.split(";\n"):
                        sql.execute(statement)
                    sql.execute("INSERT INTO secret VALUES (?)", [secrets.token_bytes(32)])
                    sql.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        if _version(sql) > SCHEMA_VERSION:
            raise Problem(f"{self._path} was made by a newer Footnote. Install that version or a later one.")
        self._secret = sql.execute("SELECT value FROM secret").fetchone()[0]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            yield self._opened()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, with what could not be written before."""
        with self._lock:
            sql = self._opened()
            with _transaction(sql):
                for (library, month, model), spent in self._unwritten.items():
                    sql.execute(_ADD, [library, month, model, spent.tokens.read, spent.tokens.written, spent.cost])
                yield sql
            self._unwritten.clear()
            self._complaint = ""

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        """Go on where the file fails."""
        try:
            yield
        except (sqlite3.Error, OSError, Problem) as error:
            self._complain(error)

    def _complain(self, error: Exception) -> None:
        """Tell the log, unless it has been told just that since the file could last be written."""
        if str(error) != self._complaint:
            log.error(
                "%s cannot be used (%s). What the chat model takes is counted in memory until it can be written. While "
                "the file cannot be read, answers under a budget are made of quotes. Make room, or restore or remove "
                "it, then start again.",
                *(self._path, error),
            )
        self._complaint = str(error)

    # What it took

    def add(self, library: str, month: str, model: str, spent: Spent) -> Spent | None:
        """Count what a model took; what the library had taken in that month before, None if that cannot be told."""
        with self._lock:
            with self._complaining(), self._writing() as sql:
                before = _total(sql, library, month)
                sql.execute(_ADD, [library, month, model, spent.tokens.read, spent.tokens.written, spent.cost])
                return before
            key = (library, month, model)
            self._unwritten[key] = self._unwritten.get(key, Spent()) + spent
        return None

    def spent(self, library: str, month: str) -> Spent | None:
        """What a library has taken in a month, None if that cannot be told."""
        with self._complaining(), self._reading() as sql:
            return _total(sql, library, month) + self._waiting(library, month)
        return None

    def _waiting(self, library: str, month: str) -> Spent:
        waiting = [spent for (one, when, _), spent in self._unwritten.items() if (one, when) == (library, month)]
        return sum(waiting, Spent())

    def rows(self) -> list[Row]:
        """All that was taken, the latest month first; raises Problem where it cannot be read."""
        if not self._path.exists():
            return []
        try:
            with self._reading() as sql:
                found = sql.execute("SELECT * FROM spent ORDER BY month DESC, library, model").fetchall()
        except (sqlite3.Error, OSError) as error:
            raise Problem(f"{self._path} cannot be read ({error}). Restore or remove it.") from error
        return [
            Row(library, month, model, Spent(Tokens(read, written), cost))
            for library, month, model, read, written, cost in found
        ]

    def warned(self, library: str, month: str) -> int:
        """How many percent of the budget were used when the editors were last told; 0 if they were not."""
        with self._complaining(), self._reading() as sql:
            found = sql.execute("SELECT percent FROM warned WHERE library = ? AND month = ?", [library, month])
            return int((found.fetchone() or [0])[0])
        return 0

    def note_warned(self, library: str, month: str, percent: int) -> None:
        """They have been told now."""
        with self._complaining(), self._writing() as sql:
            sql.execute("INSERT OR REPLACE INTO warned VALUES (?, ?, ?)", [library, month, percent])

    # What it wrote

    def _key(self, what: str) -> bytes:
        return hashlib.blake2b(what.encode(), key=self._secret, digest_size=32).digest()

    def find(self, what: str) -> str | None:
        """The answer that was kept for this, None if there is none that is young enough."""
        oldest = _seconds(datetime.now(UTC) - self._lives)
        with self._complaining(), self._reading() as sql:
            values = [self._key(what), oldest]
            row = sql.execute("SELECT content FROM answers WHERE key = ? AND made >= ?", values).fetchone()
            return None if row is None else str(row[0])
        return None

    def keep(self, library: str, what: str, content: str) -> None:
        """Keep an answer for what it hangs on, of which only a hash is kept; old ones go, and those beyond MOST."""
        now = datetime.now(UTC)
        with self._complaining(), self._writing() as sql:
            values = [self._key(what), library, _seconds(now), content]
            sql.execute("INSERT OR REPLACE INTO answers (key, library, made, content) VALUES (?, ?, ?, ?)", values)
            sql.execute("DELETE FROM answers WHERE number <= (SELECT max(number) FROM answers) - ?", [MOST])
            sql.execute("DELETE FROM answers WHERE made < ?", [_seconds(now - self._lives)])

    def expire(self, now: datetime) -> None:
        """Let go the answers that are old by then."""
        if self._path.exists():
            with self._complaining(), self._writing() as sql:
                sql.execute("DELETE FROM answers WHERE made < ?", [_seconds(now - self._lives)])

    def forget(self, library: str) -> None:
        """Forget a library that is deleted: its answers go, what it took is counted on without its name.

        Raises Problem where that cannot be done now.
        """
        if not self._path.exists():
            return
        try:
            with self._writing() as sql:
                for row in sql.execute("SELECT * FROM spent WHERE library = ?", [library]).fetchall():
                    sql.execute(_ADD, ["", *row[1:]])
                for table in ("spent", "warned", "answers"):
                    sql.execute(f"DELETE FROM {table} WHERE library = ?", [library])
        except (sqlite3.Error, OSError) as error:
            raise Problem(f"{self._path} cannot be written ({error}).") from error


@contextmanager
def _transaction(sql: sqlite3.Connection) -> Iterator[None]:
    try:
        sql.execute("BEGIN IMMEDIATE")
        yield
        sql.execute("COMMIT")
    finally:
        if sql.in_transaction:
            sql.execute("ROLLBACK")


def _version(sql: sqlite3.Connection) -> int:
    return int(sql.execute("PRAGMA user_version").fetchone()[0])


def _total(sql: sqlite3.Connection, library: str, month: str) -> Spent:
    read, written, cost = sql.execute(
        """SELECT coalesce(sum(read), 0), coalesce(sum(written), 0), total(cost) FROM spent
           WHERE library = ? AND month = ?""",
        [library, month],
    ).fetchone()
    return Spent(Tokens(read, written), cost)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
