"""Knowledge gaps: what was asked and not answered, for editors; and the wish to hear when it is."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.answering.gaps import grouped
from bot.discord.asking import Asked, Asking, edited
from bot.discord.filled import query_of
from bot.discord.listings import pages_of, turns
from bot.discord.naming import localised
from bot.discord.records import Unanswered
from bot.discord.rights import editors_only
from bot.discord.text import safe_line, shortened, unmentioned
from bot.discord.told import Told
from bot.discord.view import Colour, Press, button, card, choice, message_of, note, row, rule
from bot.wording import Audience, day
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
LISTED = 8
"""So many groups a page, and wordings in a card."""
LONGEST_QUESTION = 250
MOST_WISHES = 25
"""So many answers somebody may wait for: each is a direct message one day."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same, the oldest first; it is known by the first one."""

    questions: tuple[Unanswered, ...]

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.questions[0].answer

    @property
    def text(self) -> str:
        """How it was asked last."""
        return self.questions[-1].given.question

    @property
    def readers(self) -> int:
        """How many people asked."""
        return len({one.given.asker for one in self.questions})

    @property
    def last(self) -> datetime:
        """When it was asked last."""
        return max(one.given.asked for one in self.questions)

    @property
    def filled(self) -> bool:
        """Whether articles answer it by now."""
        return any(one.filled for one in self.questions)


def gaps_among(questions: Sequence[Unanswered]) -> list[Gap]:
    """The gaps, those that most people met first, and of these those met last; what is filled comes after the rest."""
    groups = grouped([one.given.question for one in questions])
    gaps = [Gap(tuple(questions[place] for place in group)) for group in groups]
    return sorted(gaps, key=lambda gap: (gap.filled, -gap.readers, -len(gap.questions), -gap.last.timestamp()))


class Gaps(commands.Cog):
    """What is missing."""

    def __init__(self, bot: FootnoteBot, asking: Asking) -> None:
        """Take the bot and what answers, and answer for the parts of the list."""
        self.bot = bot
        self.asking = asking
        bot.answers_to(
            {
                "wish": self.wish,
                "gaps": self.turn,
                "gap": self.show,
                "gap-answer": self.answer,
                "gap-aside": self.put_aside,
            }
        )

    async def wish(self, interaction: Interaction, press: Press) -> None:
        """Below "the articles do not say": this reader wants to hear when they do."""
        kept = await self.bot.given(interaction, press.key)
        if kept.statements:
            raise Told("stale")
        gaps, user = self.bot.memory.gaps, interaction.user.id
        if (count := gaps.wishes_of(user)) >= MOST_WISHES and user not in gaps.wishing(press.key):
            raise Told("wished-enough", count=count)
        gaps.keep(press.key, kept)
        gaps.wish(press.key, user)
        noted = message("wish-noted", self.bot.language(interaction))
        await interaction.response.send_message(view=note(noted, Colour.DONE), ephemeral=True)

    @app_commands.command(name="gaps", description=localised("command-gaps"))
    @app_commands.guild_only()
    async def gaps(self, interaction: Interaction) -> None:
        """`/gaps`, for editors."""
        editors_only(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._list(interaction, 1)

    async def turn(self, interaction: Interaction, press: Press) -> None:
        """Another page; below a message of the bot's to all editors, the list for the one who pressed."""
        editors_only(interaction)
        in_place = interaction.message is not None and interaction.message.flags.ephemeral
        await interaction.response.defer(ephemeral=True, thinking=not in_place)
        await self._list(interaction, press.page)

    async def _list(self, interaction: Interaction, page: int) -> None:
        view = list_view(await self._gaps(interaction), page, self.bot.audience(interaction))
        await interaction.edit_original_response(view=view)

    async def _gaps(self, interaction: Interaction) -> list[Gap]:
        open_questions = self.bot.memory.gaps.of(editors_only(interaction))
        return await self.bot.app.in_reader(gaps_among, open_questions)

    async def _named(self, interaction: Interaction, press: Press) -> Gap:
        """The gap with the question that a part names; raises Told where it is gone."""
        key = press.values[0] if press.values else press.key
        for gap in await self._gaps(interaction):
            if any(one.answer == key for one in gap.questions):
                return gap
        raise Told("gap-gone")

    async def show(self, interaction: Interaction, press: Press) -> None:
        """One gap: how it was asked, and what can be done about it."""
        await interaction.response.defer()
        gap = await self._named(interaction, press)
        await interaction.edit_original_response(view=gap_view(gap, press.page, self.bot.audience(interaction)))

    async def answer(self, interaction: Interaction, press: Press) -> None:
        """What the articles say by now."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        gap = await self._named(interaction, press)
        query = query_of(gap.questions[-1], self.bot)
        place = interaction.channel_id or 0
        asked = Asked(
            query,
            editors_only(interaction),
            place,
            interaction.user,
            self.bot.language(interaction),
            private=True,
            open=False,
        )
        with self.bot.limits.waiting(asked.server) as before:
            await self.asking.answer(asked, before, lambda view: edited(interaction, view))

    async def put_aside(self, interaction: Interaction, press: Press) -> None:
        """Forget a gap that no article will ever fill."""
        await interaction.response.defer()
        gap = await self._named(interaction, press)
        for one in gap.questions:
            self.bot.memory.gaps.forget(one.answer)
        log.info("%s open questions put aside by %s", len(gap.questions), interaction.user.id)
        await self._list(interaction, press.page)


def list_view(gaps: Sequence[Gap], page: int, audience: Audience) -> ui.LayoutView:
    """A page (from 1) of the gaps."""
    language = audience.language
    if not gaps:
        return note(message("no-gaps", language), Colour.DONE)
    last = pages_of(len(gaps), LISTED)
    page = min(max(page, 1), last)
    shown = gaps[(page - 1) * LISTED : page * LISTED]
    questions, filled = sum(len(gap.questions) for gap in gaps), sum(gap.filled for gap in gaps)
    head = f"### {message('gaps-title', language, gaps=len(gaps), questions=questions)}"
    told = f"✅ {message('gaps-filled', language, count=filled)}" if filled else ""
    options = [(gap.key, f"{'✅ ' if gap.filled else ''}{one_line(gap.text, 90)}", "") for gap in shown]
    where = f"-# {message('page', language, page=page, pages=last)}" if last > 1 else ""
    lines = "\n".join(gap_line(gap, audience) for gap in shown)
    body = card(Colour.ABSTENTION, head, told, rule(), lines, where)
    look = row(choice(message("gap-which", language), Press("gap", "", 0, page), options))
    return message_of(body, *look, *turns(Press("gaps", page=page), last, language))


def gap_line(gap: Gap, audience: Audience) -> str:
    """A gap, how often it was met, and whether it is filled."""
    filled = f" · ✅ {message('gap-filled', audience.language)}" if gap.filled else ""
    return f"**{safe_line(unmentioned(gap.text), LONGEST_QUESTION)}**\n-# {_met(gap, audience)}{filled}"


def _met(gap: Gap, audience: Audience) -> str:
    last = day(gap.last, audience)
    return message("gap-met", audience.language, times=len(gap.questions), readers=gap.readers, date=last)


def one_line(question: str, longest: int) -> str:
    """A question without mentions, shortened."""
    return shortened(unmentioned(question), longest)


def gap_view(gap: Gap, page: int, audience: Audience) -> ui.LayoutView:
    """One gap with the ways it was asked, the last first; `page` is that of the list to go back to."""
    language = audience.language
    wordings = list(dict.fromkeys(one_line(one.given.question, LONGEST_QUESTION) for one in reversed(gap.questions)))
    more = len(wordings) - 1 - LISTED
    lines = [f"- {safe_line(one, LONGEST_QUESTION)}" for one in wordings[1 : 1 + LISTED]]
    if more > 0:
        lines.append(f"-# {message('and-more', language, count=more)}")
    parts = [button(message("add-about", language), Press("add-about"), discord.ButtonStyle.primary)]
    if gap.filled:
        parts.insert(0, button(message("gap-answer", language), Press("gap-answer", gap.key)))
    parts += [
        button(message("gap-aside", language), Press("gap-aside", gap.key, 0, page)),
        button(message("gap-back", language), Press("gaps", "", 0, page)),
    ]
    body = card(Colour.ABSTENTION, gap_line(gap, audience), "\n".join(lines))
    return message_of(body, *row(*parts))
