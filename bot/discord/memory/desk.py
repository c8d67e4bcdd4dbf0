"""What lies on the editors' desks: suggestions that wait for them, and changes that can be taken back for a while."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from bot.discord.records import Changed, Suggestion
from bot.undoing import Step

SUGGESTIONS_LIVE = timedelta(days=30)
UNDO_LIVES = timedelta(minutes=10)
CHANGES_KEPT = timedelta(days=1)
"""So long a button knows that its change was taken back; later it only says that it is too late."""
_SUGGESTION = TypeAdapter(Suggestion)


class Desk:
    """A part of the bot's memory, in the same file."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        """Take the open file."""
        self._sql = sql

    # Suggestions

    def keep_suggestion(self, suggestion: Suggestion) -> str:
        """Keep a suggestion for thirty days; returns its key. Expired ones leave the file."""
        key, now = secrets.token_urlsafe(12), datetime.now(UTC)
        self._sql.execute("DELETE FROM suggestions WHERE made < ?", [_seconds(now - SUGGESTIONS_LIVE)])
        values = [suggestion.guild, suggestion.member, True, _SUGGESTION.dump_json(suggestion).decode()]
        self._sql.execute("INSERT INTO suggestions VALUES (?, ?, ?, ?, ?, ?)", [key, _seconds(now), *values])
        return key

    def suggestion(self, key: str) -> Suggestion | None:
        """A suggestion by its key, None if it has expired or never reached the editors."""
        oldest = _seconds(datetime.now(UTC) - SUGGESTIONS_LIVE)
        row = self._sql.execute("SELECT content FROM suggestions WHERE key = ? AND made >= ?", [key, oldest]).fetchone()
        return None if row is None else _SUGGESTION.validate_json(row[0])

    def open_suggestions(self, guild: int, member: int) -> int:
        """How many suggestions of a member wait for the editors of a server."""
        oldest = _seconds(datetime.now(UTC) - SUGGESTIONS_LIVE)
        found = self._sql.execute(
            "SELECT count(*) FROM suggestions WHERE guild = ? AND member = ? AND waits AND made >= ?",
            [guild, member, oldest],
        )
        return int(found.fetchone()[0])

    def update_suggestion(self, key: str, suggestion: Suggestion) -> None:
        """Keep what has become of a suggestion; once it is decided it waits no more."""
        self._sql.execute(
            "UPDATE suggestions SET waits = ?, content = ? WHERE key = ?",
            [not suggestion.decided_by, _SUGGESTION.dump_json(suggestion).decode(), key],
        )

    def forget_suggestion(self, key: str) -> None:
        """It could not be shown to the editors."""
        self._sql.execute("DELETE FROM suggestions WHERE key = ?", [key])

    # Changes

    def keep_change(self, guild: int, steps: Sequence[Step]) -> str:
        """Keep what was done to articles, for Undo; returns its key. Changes of long ago leave the file."""
        key, now = secrets.token_urlsafe(12), datetime.now(UTC)
        oldest = _seconds(now - CHANGES_KEPT)
        with self._sql:
            self._sql.execute("BEGIN")
            self._sql.execute("DELETE FROM steps WHERE change IN (SELECT number FROM changes WHERE made < ?)", [oldest])
            self._sql.execute("DELETE FROM changes WHERE made < ?", [oldest])
            number = self._sql.execute(
                "INSERT INTO changes (key, guild, made) VALUES (?, ?, ?)", [key, guild, _seconds(now)]
            ).lastrowid
            rows = [(number, at, step.article_id, step.version, step.before) for at, step in enumerate(steps)]
            self._sql.executemany("INSERT INTO steps VALUES (?, ?, ?, ?, ?)", rows)
        return key

    def change(self, key: str) -> Changed | None:
        """A change by its key; None if it was more than ten minutes ago and was not taken back."""
        youngest = _seconds(datetime.now(UTC) - UNDO_LIVES)
        found = self._sql.execute(
            "SELECT number, guild, undone FROM changes WHERE key = ? AND (made >= ? OR undone)", [key, youngest]
        ).fetchone()
        if found is None:
            return None
        rows = self._sql.execute(
            "SELECT article, version, before FROM steps WHERE change = ? ORDER BY place", found[:1]
        )
        return Changed(found[1], tuple(Step(*row) for row in rows), undone=bool(found[2]))

    def changed_later(self, key: str) -> set[str]:
        """The ids of those articles of a change that another one has touched since, and was not taken back."""
        rows = self._sql.execute(
            """SELECT ours.article FROM changes made JOIN steps ours ON ours.change = made.number
               JOIN steps later ON later.article = ours.article AND later.change > made.number
               JOIN changes other ON other.number = later.change
               WHERE made.key = ? AND other.guild = made.guild AND NOT other.undone""",
            [key],
        )
        return {row[0] for row in rows}

    def note_undone(self, key: str) -> None:
        """The change was taken back."""
        self._sql.execute("UPDATE changes SET undone = 1 WHERE key = ?", [key])


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
