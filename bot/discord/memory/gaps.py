"""Questions that the articles did not answer, and who wishes to hear when they do, as the memory keeps it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from pydantic import TypeAdapter

from bot.discord.records import Given, Unanswered

MOST = 2000
"""So many of a server are looked at, the newest."""
_GIVEN = TypeAdapter(Given)


class Gaps:
    """What is missing in the libraries of servers."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        """Take the open memory."""
        self._sql = sql

    def keep(self, key: str, given: Given, growth: int = 0) -> None:
        """Keep the question of an abstention, whose key it is; `growth` is the library's, 0 if not known."""
        asked = int(given.asked.timestamp())
        content = _GIVEN.dump_json(given).decode()
        values = [key, given.guild, given.asker, asked, content, growth]
        self._sql.execute("INSERT OR IGNORE INTO gaps VALUES (?, ?, ?, ?, ?, ?, NULL)", values)

    def of(self, guild: int) -> list[Unanswered]:
        """Those of a server, the oldest first."""
        rows = self._sql.execute(
            "SELECT answer, content, filled FROM gaps WHERE guild = ? ORDER BY asked DESC, rowid DESC LIMIT ?",
            [guild, MOST],
        ).fetchall()
        return sorted((_unanswered(*row) for row in reversed(rows)), key=lambda one: one.given.asked)

    def forget(self, key: str) -> None:
        """It was put aside, or its answer was deleted."""
        self._sql.execute("DELETE FROM gaps WHERE answer = ?", [key])
        self._sql.execute("DELETE FROM wishes WHERE answer = ?", [key])

    # Asking them again

    def guilds(self) -> list[int]:
        """The servers that have any."""
        return [row[0] for row in self._sql.execute("SELECT DISTINCT guild FROM gaps")]

    def to_ask(self, guild: int, growth: int) -> list[Unanswered]:
        """Those that were not asked of this library since it has grown so far, those that somebody waits for first."""
        rows = self._sql.execute(
            """SELECT answer, content, filled FROM gaps WHERE guild = ? AND growth < ? ORDER BY
               answer NOT IN (SELECT answer FROM wishes), asked DESC LIMIT ?""",
            [guild, growth, MOST],
        )
        return [_unanswered(*row) for row in rows]

    def note_asked(self, key: str, growth: int, filled: datetime | None) -> None:
        """It was asked again of a library grown so far; `filled` if articles answer it since then."""
        seconds = filled and int(filled.timestamp())
        self._sql.execute("UPDATE gaps SET growth = ?, filled = ? WHERE answer = ?", [growth, seconds, key])

    # Who wishes to hear

    def wish(self, key: str, user: int) -> None:
        """This reader wants to hear when the articles answer it; it is asked again soon."""
        self._sql.execute("INSERT OR IGNORE INTO wishes VALUES (?, ?)", [key, user])
        self._sql.execute("UPDATE gaps SET growth = 0 WHERE answer = ?", [key])

    def wishing(self, key: str) -> list[int]:
        """Who does."""
        return [row[0] for row in self._sql.execute("SELECT user FROM wishes WHERE answer = ? ORDER BY user", [key])]

    def wishes_of(self, user: int) -> int:
        """How many answers somebody waits for."""
        return int(self._sql.execute("SELECT count(*) FROM wishes WHERE user = ?", [user]).fetchone()[0])

    def grant(self, key: str, user: int) -> None:
        """This reader has been told."""
        self._sql.execute("DELETE FROM wishes WHERE answer = ? AND user = ?", [key, user])

    def doubt(self, guild: int) -> None:
        """Articles were taken out or taken back: what they answered is asked again soon."""
        self._sql.execute("UPDATE gaps SET growth = 0 WHERE guild = ? AND filled IS NOT NULL", [guild])


def _unanswered(key: str, content: str, filled: int | None) -> Unanswered:
    since = None if filled is None else datetime.fromtimestamp(filled, UTC)
    return Unanswered(key, _GIVEN.validate_json(content), since)
