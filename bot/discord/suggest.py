"""Suggestions: a member's preview goes to the editors' channel, one of them decides, and the member hears of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import ui
from discord.ext import commands

from bot.discord.changing import LONGEST_WHO, Changing, name_of
from bot.discord.form import Form
from bot.discord.records import Draft, Suggestion
from bot.discord.rights import editors_only, own_draft
from bot.discord.suggested import LONGEST_REASON, approved_view, declined_view, outcome_view, suggestion_view
from bot.discord.text import shortened
from bot.discord.told import Told, suppressed
from bot.discord.view import Colour, Press, note
from bot.wording import Audience
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)


class Suggest(commands.Cog):
    """From a member's preview to an editor's decision."""

    def __init__(self, bot: FootnoteBot, changing: Changing) -> None:
        """Take the bot and what changes libraries, and answer for the parts of suggestions."""
        self.bot = bot
        self.changing = changing
        self._deciding: set[str] = set()
        bot.answers_to({"draft-suggest": self.suggest, "approve": self.approve, "decline": self.decline})

    async def suggest(self, interaction: Interaction, press: Press) -> None:
        """Show the editors what was previewed; pressed twice it is sent once, and a failure leaves it open."""
        draft = own_draft(interaction, press.key)
        self.bot.memory.forget_draft(press.key)
        sent = False
        try:
            await interaction.response.defer()
            if not (sent := await self._send(interaction, draft)):
                raise Told("suggest-unsent")
        finally:
            if not sent:
                self.bot.memory.keep_draft(draft, press.key)
        thanks = message("suggested", self.bot.language(interaction))
        with suppressed("the thanks were not shown"):
            await interaction.edit_original_response(view=note(f"✓ {thanks}", Colour.DONE))

    async def _send(self, interaction: Interaction, draft: Draft) -> bool:
        """Whether it stands in the editors' channel."""
        language = self.bot.language(interaction)
        seen, desk = await self.changing.seen(draft.guild, draft.incoming), self.bot.memory.desk
        named, parts = _known_as(interaction.user), (draft.incoming, draft.refused, seen.versions)
        suggestion = Suggestion(draft.guild, draft.editor, named, language, *parts)
        key = desk.keep_suggestion(suggestion)
        sent = False
        try:
            view = suggestion_view(suggestion, key, seen, self._audience(interaction))
            sent = await self.bot.tell_editors(draft.guild, view)
        finally:
            if not sent:
                desk.forget_suggestion(key)
        return sent

    def _audience(self, interaction: Interaction) -> Audience:
        """How to speak to all editors of a server."""
        return Audience(self.bot.language_in(interaction.guild), self.bot.server(interaction.guild_id).zone)

    def _waiting(self, interaction: Interaction, key: str) -> Suggestion:
        """A suggestion that an editor of its server can decide on; raises Told."""
        guild = editors_only(interaction)
        suggestion = self.bot.memory.desk.suggestion(key)
        if suggestion is None:
            raise Told("suggestion-gone")
        if suggestion.guild != guild:
            raise Told("stale")
        if suggestion.decided_by:
            raise Told("decided-already", who=suggestion.decided_by)
        if key in self._deciding:
            raise Told("being-decided")
        return suggestion

    @contextmanager
    def _decides(self, key: str) -> Iterator[None]:
        """Nobody else decides meanwhile; what fails can be decided again."""
        self._deciding.add(key)
        try:
            yield
        finally:
            self._deciding.discard(key)

    async def approve(self, interaction: Interaction, press: Press) -> None:
        """Add the articles as Add does, and say so to the editors and to the member.

        Where others have changed the articles since it was shown, it is shown anew first: no text is replaced unseen.
        """
        suggestion = self._waiting(interaction, press.key)
        with self._decides(press.key):
            await interaction.response.defer()
            await self._show_if_moved(interaction, press.key, suggestion)
            added = await self.changing.add(suggestion.guild, suggestion.incoming)
            self._decided(interaction, press.key, suggestion)
        told = await self._tell_member(suggestion, approved=True)
        who, audience = name_of(interaction), self._audience(interaction)
        view = approved_view(suggestion, added.counts, added.key, who, audience, told=told)
        log.info("%s of a suggestion approved by %s in %s", added.counts, interaction.user.id, suggestion.guild)
        await self._show(interaction, view)

    async def _show_if_moved(self, interaction: Interaction, key: str, suggestion: Suggestion) -> None:
        """Raises Told where the articles would become other versions than the editors have seen."""
        seen = await self.changing.seen(suggestion.guild, suggestion.incoming)
        if seen.versions != suggestion.versions:
            moved = replace(suggestion, versions=seen.versions)
            self.bot.memory.desk.update_suggestion(key, moved)
            await self._show(interaction, suggestion_view(moved, key, seen, self._audience(interaction)))
            raise Told("suggestion-moved")

    async def decline(self, interaction: Interaction, press: Press) -> None:
        """A form for the reason; the decision falls when it is sent."""
        self._waiting(interaction, press.key)
        language = self.bot.language(interaction)

        async def submitted(interaction: Interaction, form: Form) -> None:
            suggestion, reason = self._waiting(interaction, press.key), form.text("reason")
            with self._decides(press.key):
                await interaction.response.defer()
                self._decided(interaction, press.key, suggestion)
            told = await self._tell_member(suggestion, approved=False, reason=reason)
            who, audience = name_of(interaction), self._audience(interaction)
            await self._show(interaction, declined_view(suggestion, reason, who, audience, told=told))

        form = Form(message("decline-title", language), language, submitted)
        hint = message("decline-hint", language)
        form.ask_for("reason", message("decline-reason", language), longest=LONGEST_REASON, hint=hint)
        await interaction.response.send_modal(form)

    def _decided(self, interaction: Interaction, key: str, suggestion: Suggestion) -> None:
        who = shortened(interaction.user.display_name, LONGEST_WHO)
        self.bot.memory.desk.update_suggestion(key, suggestion.decided(who, interaction.user.id))

    @staticmethod
    async def _show(interaction: Interaction, view: ui.LayoutView) -> None:
        with suppressed("what became of a suggestion was not shown"):
            await interaction.edit_original_response(view=view)

    async def _tell_member(self, suggestion: Suggestion, *, approved: bool, reason: str = "") -> bool:
        """Whether the member could be told in a direct message.

        Who takes none is not told in the channel instead: the suggestion was made in private, and nobody is pinged. The
        editors see it and can.
        """
        found = self.bot.get_guild(suggestion.guild)
        server = found.name if found else str(suggestion.guild)
        audience = Audience(suggestion.language, self.bot.server(suggestion.guild).zone)
        view = outcome_view(suggestion, server, audience, approved=approved, reason=reason)
        try:
            direct = await self.bot.create_dm(discord.Object(suggestion.member))
            await direct.send(view=view)
        except (discord.HTTPException, OSError) as error:
            log.info("%s could not be told about a suggestion: %s", suggestion.member, error)
            return False
        return True


def _known_as(member: discord.User | discord.Member) -> str:
    """What a member is called here, with the name that nobody else can take."""
    called = shortened(member.display_name, LONGEST_WHO)
    return called if called == member.name else f"{called} ({member.name})"
