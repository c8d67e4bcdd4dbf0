"""What readers think of answers, as the memory keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from pydantic import TypeAdapter

from bot.discord.records import Given, Rating

MOST = 20_000
"""So many are looked at, the newest; a file that Discord takes holds fewer."""
Row: TypeAlias = tuple[str, int, int, int, str, str, str]
_GIVEN = TypeAdapter(Given)


class Ratings:
    """One of each reader about an answer: the last counts."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        """Take the open memory."""
        self._sql = sql

    def keep(self, rating: Rating) -> None:
        """Keep a rating in place of an earlier one by the same reader."""
        given = rating.given
        self._sql.execute(
            "INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(rating.answer, rating.user, given.guild, given.asker, int(rating.at.timestamp())),
                *(rating.good, rating.reason, rating.words, _GIVEN.dump_json(given).decode()),
            ],
        )

    def of(self, guild: int, since: datetime, limit: int = MOST) -> list[Rating]:
        """Those of a server from that moment on, the newest first."""
        return read(self.rows(guild, since, limit))

    def rows(self, guild: int, since: datetime, limit: int = MOST) -> list[Row]:
        """The same for `read`, which takes ten times as long and can be done in another thread."""
        return self._sql.execute(
            """SELECT answer, user, at, good, reason, words, content FROM ratings
               WHERE guild = ? AND at >= ? ORDER BY at DESC LIMIT ?""",
            [guild, int(since.timestamp()), limit],
        ).fetchall()

    def count(self, guild: int) -> int:
        """How many there are of a server."""
        return int(self._sql.execute("SELECT count(*) FROM ratings WHERE guild = ?", [guild]).fetchone()[0])


def read(rows: Sequence[Row]) -> list[Rating]:
    """Ratings from their rows; pure."""
    return [
        Rating(key, user, datetime.fromtimestamp(at, UTC), bool(good), reason, words, _GIVEN.validate_json(content))
        for key, user, at, good, reason, words, content in rows
    ]
