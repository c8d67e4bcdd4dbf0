"""What the bot remembers beside the libraries: settings, answers given, drafts; all of its SQL is in this folder."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter

from bot.discord.memory.desk import CHANGES_KEPT, SUGGESTIONS_LIVE, Desk
from bot.discord.memory.gaps import Gaps
from bot.discord.memory.ratings import Ratings
from bot.discord.memory.traces import Traces
from bot.discord.records import Draft, Given, Search, ServerSettings, Usage
from bot.errors import Problem

SCHEMA_VERSION = 3
_UPGRADES = {
    1: """ALTER TABLE answers ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
          UPDATE answers SET place = json_extract(content, '$.place')""",
    2: """ALTER TABLE answers ADD COLUMN found INTEGER NOT NULL DEFAULT 1;
          UPDATE answers SET found = json_array_length(content, '$.statements') > 0;
          ALTER TABLE servers ADD COLUMN gone INTEGER;
          ALTER TABLE servers ADD COLUMN summed INTEGER""",
}
"""What makes of the tables of each older schema those of the next one; new tables come as the file has them."""
DRAFTS_LIVE, SEARCHES_LIVE = timedelta(days=1), timedelta(days=30)
_SERVER, _GIVEN, _DRAFT = TypeAdapter(ServerSettings), TypeAdapter(Given), TypeAdapter(Draft)
_SEARCH = TypeAdapter(Search)


class Memory:
    """One SQLite file, used from the event loop: a call takes well under a millisecond, a draft of megabytes 0.1 s."""

    def __init__(self, path: Path) -> None:
        """Open or create it; raises Problem if it is not ours or was made by a newer Footnote."""
        with ExitStack() as unless_opened:
            try:
                self._sql = sqlite3.connect(path, timeout=2, isolation_level=None)
                unless_opened.callback(self._sql.close)
                self._prepare(path)
            except sqlite3.DatabaseError as error:
                told = f"{path}, the bot's own memory, cannot be opened ({error}). Restore or remove it."
                raise Problem(told) from error
            unless_opened.pop_all()
        self._servers: dict[int, ServerSettings] = {}
        self.ratings = Ratings(self._sql)
        self.gaps = Gaps(self._sql)
        self.traces = Traces(self._sql)
        self.desk = Desk(self._sql)

    def _prepare(self, path: Path) -> None:
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = NORMAL")
        self._sql.execute("PRAGMA secure_delete = ON")  # what is erased is not left in free pages
        found = self._sql.execute("PRAGMA user_version").fetchone()[0]
        if found > SCHEMA_VERSION:
            raise Problem(f"{path} was made by a newer Footnote. Install that version or a later one.")
        if found < SCHEMA_VERSION:
            upgrades = "; ".join(_UPGRADES[older] for older in range(found or SCHEMA_VERSION, SCHEMA_VERSION))
            schema = files(__name__).joinpath("memory.sql").read_text("utf-8")
            self._sql.executescript(f"BEGIN; {upgrades}; {schema}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._sql.close()

    def _first(self, sql: str, value: object) -> str | None:
        row = self._sql.execute(sql, [value]).fetchone()
        return None if row is None else str(row[0])

    # Servers

    def server(self, guild: int) -> ServerSettings | None:
        """What a server has chosen, None before the bot met it."""
        if guild not in self._servers:
            stored = self._first("SELECT settings FROM servers WHERE guild = ?", guild)
            if stored is None:
                return None
            self._servers[guild] = _SERVER.validate_json(stored)
        return self._servers[guild]

    def set_server(self, guild: int, settings: ServerSettings) -> None:
        """Remember what a server has chosen."""
        self._sql.execute(
            """INSERT INTO servers (guild, settings) VALUES (?, ?)
               ON CONFLICT (guild) DO UPDATE SET settings = excluded.settings""",
            [guild, _SERVER.dump_json(settings).decode()],
        )
        self._servers[guild] = settings

    def servers(self) -> list[int]:
        """The servers that the bot was in when it last heard of them."""
        return [row[0] for row in self._sql.execute("SELECT guild FROM servers WHERE gone IS NULL")]

    def note_gone(self, guild: int, at: datetime | None) -> None:
        """The bot is not in that server any more since then; None: it is there again."""
        self._sql.execute("UPDATE servers SET gone = ? WHERE guild = ?", [at and _seconds(at), guild])

    def gone_before(self, moment: datetime) -> list[int]:
        """The servers that it was removed from before that moment."""
        return [row[0] for row in self._sql.execute("SELECT guild FROM servers WHERE gone < ?", [_seconds(moment)])]

    def summed(self, guild: int) -> datetime | None:
        """Up to when the editors of a server have a summary; None before the first week."""
        stored = self._first("SELECT summed FROM servers WHERE guild = ? AND summed IS NOT NULL", guild)
        return None if stored is None else datetime.fromtimestamp(int(stored), UTC)

    def note_summed(self, guild: int, at: datetime) -> None:
        """They have one now."""
        self._sql.execute("UPDATE servers SET summed = ? WHERE guild = ?", [_seconds(at), guild])

    def forget_server(self, guild: int) -> None:
        """Forget a server with everything that was asked and said in it."""
        self._servers.pop(guild, None)
        self.traces.forget_server(guild)

    # What is old

    def expire(self, now: datetime, kept: timedelta) -> int:
        """Forget what is older than that, and what never lives so long; how many rows that were."""
        sooner = {"drafts": DRAFTS_LIVE, "searches": SEARCHES_LIVE, "suggestions": SUGGESTIONS_LIVE}
        sooner |= {"steps": CHANGES_KEPT, "changes": CHANGES_KEPT}
        return self.traces.expire(now - kept, {table: now - lives for table, lives in sooner.items()})

    # Readers

    def note_reader(self, user: int, guild: int) -> None:
        """Remember that this user asked in this server, just now."""
        self._sql.execute("INSERT OR REPLACE INTO readers VALUES (?, ?, ?)", [user, guild, _seconds(datetime.now(UTC))])

    def forget_reader(self, user: int, guild: int) -> None:
        """This user has left that server."""
        self._sql.execute("DELETE FROM readers WHERE user = ? AND guild = ?", [user, guild])

    def servers_of(self, user: int) -> list[int]:
        """Where this user has asked, the latest first."""
        return [
            row[0] for row in self._sql.execute("SELECT guild FROM readers WHERE user = ? ORDER BY last DESC", [user])
        ]

    # Answers

    def keep_answer(self, given: Given, key: str = "") -> str:
        """Keep an answer for its buttons, anew or as it has become; returns the key they carry."""
        key = key or secrets.token_urlsafe(12)
        values = [key, given.guild, given.asker, _seconds(given.asked), _GIVEN.dump_json(given).decode()]
        self._sql.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
            [*values, given.place, bool(given.statements)],
        )
        return key

    def answer(self, key: str) -> Given | None:
        """An answer by its key, None if it was deleted or never was."""
        stored = self._first("SELECT content FROM answers WHERE key = ?", key)
        return None if stored is None else _GIVEN.validate_json(stored)

    def last_in(self, guild: int, place: int, asker: int) -> Given | None:
        """The last answer in a channel or thread that this asker may see; of direct messages (0), their own."""
        stored = self._sql.execute(
            """SELECT content FROM answers WHERE place = ?1 AND (guild = ?2 OR ?1 = 0)
               AND (asker = ?3 OR (?1 != 0 AND NOT json_extract(content, '$.private')))
               ORDER BY asked DESC, json_extract(content, '$.asked') DESC LIMIT 1""",
            [place, guild, asker],
        ).fetchone()
        return None if stored is None else _GIVEN.validate_json(stored[0])

    def usage(self, guild: int, since: datetime) -> Usage:
        """What was asked in a server since then, direct messages and deleted answers apart.

        It takes some 30 ms a hundred thousand answers, from an index without their contents.
        """
        row = self._sql.execute(
            """SELECT count(*), coalesce(sum(found), 0), count(DISTINCT asker) FROM answers
               WHERE guild = ? AND asked >= ? AND place != 0""",
            [guild, _seconds(since)],
        ).fetchone()
        return Usage(*row)

    def forget_answer(self, key: str) -> None:
        """The answer was deleted."""
        self._sql.execute("DELETE FROM answers WHERE key = ?", [key])

    def report(self, key: str, number: int, user: int) -> bool:
        """Note that a reader calls a citation wrong; False if the same one did before."""
        return bool(self._sql.execute("INSERT OR IGNORE INTO reports VALUES (?, ?, ?)", [key, number, user]).rowcount)

    # Drafts

    def keep_draft(self, draft: Draft, key: str = "") -> str:
        """Keep a draft until it is added or a day has passed; returns its key."""
        key = key or secrets.token_urlsafe(12)
        now = datetime.now(UTC)
        self._sql.execute("DELETE FROM drafts WHERE made < ?", [_seconds(now - DRAFTS_LIVE)])
        self._sql.execute(
            "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", [key, _seconds(now), _DRAFT.dump_json(draft).decode()]
        )
        return key

    def draft(self, key: str) -> Draft | None:
        """A draft by its key, None if it was added, dropped or has expired."""
        oldest = _seconds(datetime.now(UTC) - DRAFTS_LIVE)
        row = self._sql.execute("SELECT content FROM drafts WHERE key = ? AND made >= ?", [key, oldest]).fetchone()
        return None if row is None else _DRAFT.validate_json(row[0])

    def forget_draft(self, key: str) -> bool:
        """The draft was added or dropped; False if it was so before."""
        return bool(self._sql.execute("DELETE FROM drafts WHERE key = ?", [key]).rowcount)

    # Searches

    def keep_search(self, search: Search) -> str:
        """Keep a search or a list for its pages, for a month; returns the key that its parts carry."""
        key, now = secrets.token_urlsafe(12), datetime.now(UTC)
        self._sql.execute("DELETE FROM searches WHERE made < ?", [_seconds(now - SEARCHES_LIVE)])
        values = [key, search.guild, search.user, _seconds(now), _SEARCH.dump_json(search).decode()]
        self._sql.execute("INSERT INTO searches VALUES (?, ?, ?, ?, ?)", values)
        return key

    def search(self, key: str) -> Search | None:
        """A search by its key, None if it has expired or never was."""
        stored = self._first("SELECT content FROM searches WHERE key = ?", key)
        return None if stored is None else _SEARCH.validate_json(stored)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
