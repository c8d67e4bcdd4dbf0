"""Gaps that are filled: once articles came in, open questions are asked again, and who wished to hear is told."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
from discord.ext import tasks

from bot.answering.model import Abstention, Answer
from bot.discord.answers import Shown, given, named_articles, outcome_view
from bot.discord.looking import Looking
from bot.discord.records import Unanswered
from bot.wording import Audience, day
from index.errors import IndexProblem
from index.query import Query
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

log = logging.getLogger(__name__)
EVERY = 15.0
"""Seconds between two looks."""
AT_ONCE = 20
"""So many are told of an answer at a look, the others at the next ones: Discord stops who writes to very many."""
LONGEST_PAUSE = 1.0
"""Seconds."""
STANDS_BACK = 3600.0
"""Seconds that a question which could not be asked stands back for."""
TOO_FAST = 40003
"""Discord's code for too many direct messages that are begun at a time."""


class Filled(Looking):
    """Asks again while nobody else asks."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot; nothing is asked yet."""
        super().__init__(bot)
        self._grown: dict[int, int] = {}
        self._failed: dict[str, float] = {}
        self._told_openly: set[str] = set()

    @tasks.loop(seconds=EVERY)
    async def look(self) -> None:
        """Look at the servers that have open questions."""
        for guild in self.bot.memory.gaps.guilds():
            try:
                if self.bot.get_guild(guild) and await self._has_settled(guild):
                    await self.ask_again(guild)
            except IndexProblem as problem:
                log.warning("the open questions of %s were not asked again: %s", guild, problem)
            except Exception:  # a look that raises would be the last one
                log.exception("the open questions of %s were not asked again", guild)

    @look.before_loop
    async def _begin(self) -> None:
        await self.bot.wait_until_ready()

    async def _has_settled(self, guild: int) -> bool:
        """Whether no article came in since the last look; while many do, asking after each would be for nothing."""
        growth = await self.bot.community(guild).growth()
        before, self._grown[guild] = self._grown.get(guild), growth
        return growth == before

    async def ask_again(self, guild: int) -> None:
        """Ask those questions that the library has not been asked since it grew; who asks anew goes first.

        One that cannot be asked now ends that, and at the next look stands back for the others. Each is followed by a
        pause as long as it took: two thousand take minutes, and the worker has other things to do. A chat model is not
        asked: nobody waits for most of them, and each would cost.
        """
        community, gaps = self.bot.community(guild), self.bot.memory.gaps
        growth = await community.growth()
        for gap in gaps.to_ask(guild, growth):
            if self.bot.limits.running or self.bot.leaving:
                return
            if self._failed.get(gap.answer, 0.0) > time.monotonic():
                continue
            began = time.monotonic()
            try:
                outcome = await community.quote(query_of(gap, self.bot))
            except Exception:
                self._failed[gap.answer] = time.monotonic() + STANDS_BACK
                raise
            self._failed.pop(gap.answer, None)
            await self._note(gap, outcome, growth)
            await asyncio.sleep(min(time.monotonic() - began, LONGEST_PAUSE))

    async def _note(self, gap: Unanswered, outcome: Answer | Abstention, growth: int) -> None:
        """Note what came of it; while some have not been told, it is asked again at the next look."""
        gaps = self.bot.memory.gaps
        if isinstance(outcome, Abstention):
            gaps.note_asked(gap.answer, growth, None)
            return
        gaps.note_asked(gap.answer, 0, gap.filled or datetime.now(UTC))
        await self._tell(gap, outcome)
        if not gaps.wishing(gap.answer):
            gaps.note_asked(gap.answer, growth, gap.filled or datetime.now(UTC))

    async def _tell(self, gap: Unanswered, outcome: Answer) -> None:
        """Tell so many in a direct message; where one cannot be had, all where it was asked, if that was in public."""
        gaps, unreached = self.bot.memory.gaps, False
        for _ in range(AT_ONCE):
            if not (wishing := gaps.wishing(gap.answer)):
                break
            reached = await self._tell_in_person(gap, outcome, wishing[0])
            if reached is None:
                break
            gaps.grant(gap.answer, wishing[0])
            unreached |= not reached
        if unreached and not (gap.given.private or gap.given.direct or gap.answer in self._told_openly):
            self._told_openly.add(gap.answer)
            place = self.bot.get_channel(gap.given.place)
            if isinstance(place, discord.abc.Messageable):
                await self._send(place, gap, outcome, gap.given.place, gap.given.asker)

    async def _tell_in_person(self, gap: Unanswered, outcome: Answer, user: int) -> bool | None:
        """Whether somebody was told, or is not in the server any more; None if it may go better at the next look."""
        if not (sure := await self.bot.is_member(user, gap.given.guild)):
            return None if sure is None else True
        try:
            direct = await self.bot.create_dm(discord.Object(user))
        except (discord.HTTPException, OSError) as error:
            return _outcome_of(error)
        return await self._send(direct, gap, outcome, 0, user)

    async def _send(
        self, to: discord.abc.Messageable, gap: Unanswered, outcome: Answer, place: int, user: int
    ) -> bool | None:
        """Send the answer as it is kept there, with a word on why it comes now; as `_tell_in_person`."""
        was, language = gap.given, gap.given.language
        zone = self.bot.server(was.guild).zone
        name = "asked-then" if not place and user == was.asker else "asked-then-here"
        asked = message(name, language, date=day(was.asked, Audience(language, zone)))
        answer = given(outcome, was.guild, place, user, language, notes=(asked, *was.notes), typed=was.typed)
        kept = replace(answer, asked=datetime.now(UTC))
        key = self.bot.memory.keep_answer(kept)
        shown = Shown(kept, key, named_articles(outcome), zone)
        try:
            await to.send(view=outcome_view(shown, with_question=True, editor=False))
        except (discord.HTTPException, OSError) as error:
            self.bot.memory.forget_answer(key)
            log.info("nobody was told that a question is answered now (channel %s, user %s): %s", place, user, error)
            return _outcome_of(error)
        return True


def _outcome_of(error: discord.HTTPException | OSError) -> bool | None:
    """False where a message cannot be sent, None where it may be later."""
    if isinstance(error, OSError) or error.status >= 500 or error.status == 429 or error.code == TOO_FAST:
        return None
    return False


def query_of(gap: Unanswered, bot: FootnoteBot) -> Query:
    """The question as it was asked, of the same articles, on the server's clock."""
    asked = gap.given.asked.astimezone(bot.server(gap.given.guild).zone)
    return Query(gap.given.question, asked, gap.given.chosen)
