"""Fact-checking: a message or a claim, sentence by sentence, with the quote that backs or contradicts it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.answering.factcheck import Finding, Verdict, claims_of
from bot.answering.links import link_to
from bot.discord.answers import SHORT_URL, article_line
from bot.discord.asking import LONGEST
from bot.discord.naming import localised
from bot.discord.text import pages, safe, shortened, unmentioned
from bot.discord.told import Told
from bot.discord.view import Colour, card, message_of
from bot.wording import Audience, in_words
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
LONGEST_CLAIM, LONGEST_QUOTE, LONGEST_PAGE = 240, 400, 3500
MARKS = {Verdict.SUPPORTED: "✅", Verdict.CONTRADICTED: "❌", Verdict.NOT_FOUND: "➖"}


class FactCheck(commands.Cog):
    """Is that so?"""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and offer to check any message."""
        self.bot = bot
        self._this = app_commands.ContextMenu(name=localised("menu-fact-check"), callback=self.check_this)
        self._this.guild_only = True
        bot.tree.add_command(self._this)

    @app_commands.command(name="check", description=localised("command-check"))
    @app_commands.describe(claim=localised("option-claim"), private=localised("option-private"))
    @app_commands.guild_only()
    async def check(
        self,
        interaction: Interaction,
        claim: app_commands.Range[str, 1, LONGEST],
        private: bool | None = None,
    ) -> None:
        """`/check`."""
        hidden = self.bot.server(interaction.guild_id).private if private is None else private
        await self._check(interaction, claim, hidden=hidden)

    async def check_this(self, interaction: Interaction, said: discord.Message) -> None:
        """A right-click on a message; only who asked sees what comes of it."""
        await self._check(interaction, said.content, hidden=True)

    async def _check(self, interaction: Interaction, text: str, *, hidden: bool) -> None:
        if interaction.guild_id is None:
            raise Told("in-a-server")
        claims = claims_of(unmentioned(text))
        if not claims:
            raise Told("nothing-to-check")
        audience = self.bot.audience(interaction)
        with self.bot.limits.turn(interaction.user.id, interaction.guild_id):
            await interaction.response.defer(ephemeral=hidden, thinking=True)
            community = self.bot.community(interaction.guild_id)
            if not await community.count():
                raise Told("empty-here")
            found = await community.check(claims, interaction.created_at.astimezone(audience.zone))
        first, *further = findings_views(found, audience)
        await interaction.edit_original_response(view=first)
        for view in further:
            await interaction.followup.send(view=view, ephemeral=hidden)


def findings_views(found: Sequence[Finding], audience: Audience) -> list[ui.LayoutView]:
    """The messages that tell what was found of each claim."""
    laid_out = pages([finding_text(one, audience) for one in found], LONGEST_PAGE, gap=2)
    return [message_of(card(_colour(found), "\n\n".join(page))) for page in laid_out]


def _colour(found: Sequence[Finding]) -> Colour:
    """That of the worst of them."""
    verdicts = {one.verdict for one in found}
    if Verdict.CONTRADICTED in verdicts:
        return Colour.WRONG
    return Colour.ANSWER if Verdict.SUPPORTED in verdicts else Colour.ABSTENTION


def finding_text(one: Finding, audience: Audience) -> str:
    """A claim, what was found of it, and where."""
    language = audience.language
    lines = [f"{MARKS[one.verdict]} **{safe(shortened(one.claim, LONGEST_CLAIM))}**"]
    if one.verdict is Verdict.NOT_FOUND or one.citation is None:
        return "\n".join([*lines, message("claim-not-found", language)])
    if one.verdict is Verdict.SUPPORTED:
        lines.append(in_words(one.support, language))
    for other in one.differences:
        said, instead = safe(shortened(other.claimed, 60)), safe(shortened(other.quoted, 60))
        lines.append(message("claim-differs", language, claimed=said, quoted=instead))
    article, quote = one.citation.article, one.citation.quote
    lines.append(f"> {safe(shortened(quote, LONGEST_QUOTE))}")
    lines.append(f"-# {article_line(article, audience, link_to(article.url, quote), SHORT_URL)}")
    return "\n".join(lines)
