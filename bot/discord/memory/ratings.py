"""What readers think of answers, as the memory keeps it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from pydantic import TypeAdapter

from bot.discord.records import Given, Rating

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

    def of(self, guild: int, since: datetime, limit: int = 1_000_000) -> list[Rating]:
        """Those of a server from that moment on, the newest first."""
        rows = self._sql.execute(
            """SELECT answer, user, at, good, reason, words, content FROM ratings
               WHERE guild = ? AND at >= ? ORDER BY at DESC LIMIT ?""",
            [guild, int(since.timestamp()), limit],
        )
        return [
            Rating(key, user, datetime.fromtimestamp(at, UTC), bool(good), reason, words, _GIVEN.validate_json(content))
            for key, user, at, good, reason, words, content in rows
        ]
