"""Changing a library: what was done is kept for Undo, and told in the editors' channel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.community import is_new
from bot.discord.preview import Seen, log_view
from bot.discord.text import safe, shortened
from bot.reading import identified
from bot.undoing import Step, steps_of
from bot.wording import Audience
from index.article import Article
from index.ingest import Report
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

LONGEST_WHO = 60
"""Characters of somebody's name."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of articles that were added, which are new or changed, and the key of the change, "" for none."""

    report: Report
    new: tuple[Article, ...]
    key: str

    @property
    def counts(self) -> dict[str, int]:
        """How many were added and changed."""
        counted = self.report.counts()
        return {name: counted[name] for name in ("added", "changed")}


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was taken out, and the key of the change."""

    article: Article
    key: str


class Changing:
    """Changes the libraries of servers for their editors."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot."""
        self.bot = bot

    async def seen(self, guild: int, incoming: Sequence[Article]) -> Seen:
        """What is to be known of articles before they are added."""
        community = self.bot.community(guild)
        entries = await community.weigh([identified(one) for one in incoming])
        copy_of = entries[0].copy_of if len(entries) == 1 else None
        copied = await community.article(copy_of) if copy_of else None
        return Seen(tuple(entries), copied.article if copied else None, datetime.now(UTC))

    async def add(
        self, guild: int, incoming: Sequence[Article], told: Callable[[int], Awaitable[None]] | None = None
    ) -> Added:
        """Add what an editor has seen; `told` hears how many are in."""
        articles = [identified(one) for one in incoming]
        report = await self.bot.community(guild).add(articles, told or _silent)
        new = [article for article, entry in zip(articles, report.entries, strict=True) if is_new(entry)]
        steps = steps_of(report.entries)
        return Added(report, tuple(new), self.bot.memory.desk.keep_change(guild, steps) if steps else "")

    async def remove(self, guild: int, id: str) -> Removed | None:
        """Take an article out; None if it is not in the library."""
        stored = await self.bot.community(guild).remove(id)
        if stored is None:
            return None
        self.bot.memory.gaps.doubt(guild)
        step = Step(id, stored.version, stored.version)
        return Removed(stored.article, self.bot.memory.desk.keep_change(guild, [step]))

    async def log(
        self, interaction: Interaction, name: str, articles: Sequence[Article], key: str, **values: object
    ) -> None:
        """Tell the editors' channel who did what, with the button that takes it back."""
        assert interaction.guild_id is not None
        audience = self.audience(interaction)
        line = message(name, audience.language, who=name_of(interaction), **values)
        await self.bot.tell_editors(interaction.guild_id, log_view(line, articles, key, audience))

    def audience(self, interaction: Interaction) -> Audience:
        """How to speak to the editors of a server where somebody does something."""
        server = self.bot.server(interaction.guild or interaction.guild_id)
        return Audience(server.language or self.bot.language(interaction), server.zone)


def name_of(interaction: Interaction) -> str:
    """What somebody is called here, as it may stand in a message."""
    return safe(shortened(interaction.user.display_name, LONGEST_WHO))


async def _silent(done: int) -> None:
    """Nobody watches the progress."""
