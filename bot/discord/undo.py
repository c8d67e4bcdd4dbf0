"""Undo: for ten minutes editors take back what was added, changed or removed, once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord import ui
from discord.ext import commands

from bot.discord.changing import Changing, name_of
from bot.discord.preview import undone_view
from bot.discord.records import Changed
from bot.discord.rights import editors_only
from bot.discord.told import Told, suppressed
from bot.discord.view import Press, unwatched

if TYPE_CHECKING:
    import discord

    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)


class Undo(commands.Cog):
    """Takes changes back."""

    def __init__(self, bot: FootnoteBot, changing: Changing) -> None:
        """Take the bot and what changes libraries, and answer for the button."""
        self.bot = bot
        self.changing = changing
        self._undoing: set[str] = set()
        bot.answers_to({"undo": self.undo})

    def _change(self, interaction: Interaction, key: str) -> Changed:
        """A change that an editor of its server can still take back; raises Told."""
        guild = editors_only(interaction)
        change = self.bot.memory.desk.change(key)
        if change is None:
            raise Told("undo-too-late")
        if change.guild != guild:
            raise Told("stale")
        if change.undone:
            raise Told("undone-already")
        if key in self._undoing:
            raise Told("being-undone")
        return change

    async def undo(self, interaction: Interaction, press: Press) -> None:
        """Take a change back, and tell the other editors; what somebody has changed since is left."""
        change = self._change(interaction, press.key)
        self._undoing.add(press.key)
        try:
            await interaction.response.defer()
            await self._undo(interaction, change, press.key)
        finally:
            self._undoing.discard(press.key)

    async def _undo(self, interaction: Interaction, change: Changed, key: str) -> None:
        desk = self.bot.memory.desk
        undone = await self.bot.community(change.guild).undo(change.steps, desk.changed_later(key))
        done = sum(not one.left for one in undone)
        log.info("%s of %s undone by %s in %s", done, len(undone), interaction.user.id, change.guild)
        who = name_of(interaction)
        if done:
            self.bot.memory.gaps.doubt(change.guild)
            desk.note_undone(key)
            assert interaction.message
            with suppressed("the button was not taken away"):
                await interaction.edit_original_response(view=_without_buttons(interaction.message))
            await self.bot.tell_editors(change.guild, undone_view(undone, who, self.changing.audience(interaction)))
        await interaction.followup.send(view=undone_view(undone, who, self.bot.audience(interaction)), ephemeral=True)


def _without_buttons(said: discord.Message) -> ui.LayoutView:
    view = ui.LayoutView.from_message(said, timeout=None)
    for item in view.children:
        if isinstance(item, ui.ActionRow):
            view.remove_item(item)
    return unwatched(view)
