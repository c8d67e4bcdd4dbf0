"""Gaps that are filled: once articles came in, open questions are asked again, and who wished to hear is told."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
from discord import ui
from discord.ext import commands, tasks

from bot.answering.model import Answer
from bot.discord.answers import Shown, given, named_articles, outcome_view
from bot.discord.records import Unanswered
from bot.wording import Audience, day
from index.query import Query
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

log = logging.getLogger(__name__)
EVERY = 15.0
"""Seconds between two looks."""


class Filled(commands.Cog):
    """Asks again while nobody else asks."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot; nothing is asked yet."""
        self.bot = bot

    async def cog_load(self) -> None:
        """Begin."""
        self.look.start()

    async def cog_unload(self) -> None:
        """End."""
        self.look.cancel()

    @tasks.loop(seconds=EVERY)
    async def look(self) -> None:
        """Look at the servers that have open questions."""
        for guild in self.bot.memory.gaps.guilds():
            try:
                if self.bot.get_guild(guild):
                    await self.ask_again(guild)
            except Exception:  # a look that raises would be the last one
                log.exception("the open questions of %s were not asked again", guild)

    @look.before_loop
    async def _begin(self) -> None:
        await self.bot.wait_until_ready()

    async def ask_again(self, guild: int) -> None:
        """Ask those questions that the library has not been asked since it grew; who asks anew goes first."""
        community, gaps = self.bot.community(guild), self.bot.memory.gaps
        growth = await community.growth()
        for gap in gaps.to_ask(guild, growth):
            if self.bot.limits.running or self.bot.leaving:
                return
            outcome = await community.ask(query_of(gap, self.bot))
            filled = isinstance(outcome, Answer)
            gaps.note_asked(gap.answer, growth, (gap.filled or datetime.now(UTC)) if filled else None)
            if isinstance(outcome, Answer) and (wishing := gaps.wishing(gap.answer)):
                await self._tell(gap, outcome, wishing)
                gaps.grant(gap.answer)

    async def _tell(self, gap: Unanswered, outcome: Answer, wishing: list[int]) -> None:
        """Tell each in a direct message; where one cannot be had, all where it was asked, if that was in public."""
        unreached = [user for user in wishing if not await self._tell_in_person(gap, outcome, user)]
        if not unreached or gap.given.private or gap.given.direct:
            return
        place = self.bot.get_channel(gap.given.place)
        if isinstance(place, discord.abc.Messageable):
            try:
                await place.send(view=self._answer(gap, outcome, gap.given.place, gap.given.asker))
            except discord.HTTPException as error:
                log.info("nobody can be told in %s: %s", gap.given.place, error)

    async def _tell_in_person(self, gap: Unanswered, outcome: Answer, user: int) -> bool:
        """Whether that is settled: they were told, or are not in the server any more."""
        if not await self.bot.is_member(user, gap.given.guild):
            return True
        try:
            person = self.bot.get_user(user) or await self.bot.fetch_user(user)
            await person.send(view=self._answer(gap, outcome, 0, user))
        except discord.HTTPException as error:
            log.info("%s cannot be told in person: %s", user, error)
            return False
        return True

    def _answer(self, gap: Unanswered, outcome: Answer, place: int, user: int) -> ui.LayoutView:
        """The answer as it is kept there, with a word on why it comes now."""
        was, language = gap.given, gap.given.language
        zone = self.bot.server(was.guild).zone
        asked = message("asked-then", language, date=day(was.asked, Audience(language, zone)))
        kept = replace(given(outcome, was.guild, place, user, language, notes=(asked, *was.notes)), typed=was.typed)
        key = self.bot.memory.keep_answer(kept)
        return outcome_view(Shown(kept, key, named_articles(outcome), zone), with_question=True, editor=False)


def query_of(gap: Unanswered, bot: FootnoteBot) -> Query:
    """The question as it was asked, of the same articles, on the server's clock."""
    asked = gap.given.asked.astimezone(bot.server(gap.given.guild).zone)
    return Query(gap.given.question, asked, gap.given.chosen)
