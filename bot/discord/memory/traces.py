"""What of somebody or of a server is remembered, to hand out and to erase; and what is old enough to go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

_OF_USER = {
    "questions": "SELECT content FROM answers WHERE asker = ? ORDER BY asked",
    "asked_in": "SELECT json_object('server', guild, 'last', last) FROM readers WHERE user = ?",
    "feedback": """SELECT json_object('at', at, 'good', good, 'reason', reason, 'words', words,
                   'answer', json_remove(content, '$.asker')) FROM ratings WHERE user = ? ORDER BY at""",
    "unanswered": "SELECT content FROM gaps WHERE asker = ? ORDER BY asked",
    "wishes_to_hear": """SELECT json_object('question', json_extract(content, '$.question'))
                         FROM wishes JOIN gaps USING (answer) WHERE user = ?""",
    "reports": "SELECT json_object('answer', answer, 'citation', number) FROM reports WHERE user = ?",
    "drafts": "SELECT content FROM drafts WHERE json_extract(content, '$.editor') = ? ORDER BY made",
    "suggestions": """SELECT json_remove(json_set(content, '$.decided', json_extract(content, '$.decided_by') != ''),
                      '$.decided_by', '$.decider') FROM suggestions WHERE member = ? ORDER BY made""",
    "decisions": """SELECT json_object('at', made, 'as', json_extract(content, '$.decided_by')) FROM suggestions
                    WHERE NOT waits AND json_extract(content, '$.decider') = ? ORDER BY made""",
    "searches": "SELECT content FROM searches WHERE user = ? ORDER BY made",
}
"""What is handed out to somebody, each row as JSON, without others: who asked what they rated, who decided on what they
suggested. Times are seconds since 1970, UTC."""
_ERASED = {
    "answers": "asker = :value",
    "readers": "user = :value",
    "ratings": "user = :value OR asker = :value",
    "gaps": "asker = :value",
    "wishes": "user = :value OR answer NOT IN (SELECT answer FROM gaps)",
    "reports": "user = :value",
    "drafts": "json_extract(content, '$.editor') = :value",
    "suggestions": "member = :value OR (NOT waits AND json_extract(content, '$.decider') = :value)",
    "searches": "user = :value",
}
_OF_SERVER = {
    "reports": "answer IN (SELECT key FROM answers WHERE guild = :value)",
    "answers": "guild = :value",
    "readers": "guild = :value",
    "ratings": "guild = :value",
    "gaps": "guild = :value",
    "wishes": "answer NOT IN (SELECT answer FROM gaps)",
    "drafts": "json_extract(content, '$.guild') = :value",
    "suggestions": "guild = :value",
    "searches": "guild = :value",
    "steps": "change IN (SELECT number FROM changes WHERE guild = :value)",
    "changes": "guild = :value",
    "servers": "guild = :value",
}
_OLD = {
    "answers": "asked < :value",
    "reports": "answer NOT IN (SELECT key FROM answers)",
    "readers": "last < :value",
    "ratings": "at < :value",
    "gaps": "asked < :value",
    "wishes": "answer NOT IN (SELECT answer FROM gaps)",
    "drafts": "made < :value",
    "suggestions": "made < :value",
    "searches": "made < :value",
    "steps": "change IN (SELECT number FROM changes WHERE made < :value)",
    "changes": "made < :value",
}
"""The rows of each table that go, in this order."""


class Traces:
    """Everything that is kept of people."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        """Take the open memory."""
        self._sql = sql

    def of(self, user: int) -> dict[str, list[str]]:
        """All that is kept of somebody, by what it is, each as JSON."""
        return {name: [row[0] for row in self._sql.execute(select, [user])] for name, select in _OF_USER.items()}

    def erase(self, user: int) -> int:
        """Forget somebody, in the file too; how many rows that were."""
        count = self._delete(_ERASED, user)
        self._sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return count

    def forget_server(self, guild: int) -> None:
        """Forget a server."""
        self._delete(_OF_SERVER, guild)

    def oldest(self) -> datetime | None:
        """When the oldest question was asked that is remembered."""
        found = self._sql.execute("SELECT min(asked) FROM answers").fetchone()[0]
        return None if found is None else datetime.fromtimestamp(found, UTC)

    def expire(self, before: datetime, sooner: Mapping[str, datetime]) -> int:
        """Forget what is older, of some tables what is not so old; how many rows that were."""
        return self._delete(_OLD, int(before.timestamp()), {table: int(at.timestamp()) for table, at in sooner.items()})

    def _delete(self, conditions: dict[str, str], value: int, of_table: Mapping[str, int] | None = None) -> int:
        values = {table: max(value, (of_table or {}).get(table, value)) for table in conditions}
        with self._transaction():
            return sum(
                self._sql.execute(f"DELETE FROM {table} WHERE {condition}", {"value": values[table]}).rowcount
                for table, condition in conditions.items()
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._sql.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._sql.execute("ROLLBACK")
            raise
        self._sql.execute("COMMIT")
