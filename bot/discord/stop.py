"""Stopping an answer that a chat model writes: by the button, or by deleting the question or what there is of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.discord.told import Told
from bot.discord.view import Press

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction


class Stop(commands.Cog):
    """Ends answers before they are complete."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and answer for the button."""
        self.bot = bot
        bot.answers_to({"stop": self.stop})

    async def stop(self, interaction: Interaction, press: Press) -> None:
        """For its asker and for editors; what was written so far stays."""
        growing = self.bot.growing.get(press.key)
        if growing is None:
            raise Told("nothing-to-stop")
        if interaction.user.id != growing.asker and not self.bot.is_editor(interaction.user, interaction.guild_id):
            raise Told("not-yours-to-stop")
        await interaction.response.defer()
        growing.stop()

    @commands.Cog.listener()
    async def on_raw_message_delete(self, deleted: discord.RawMessageDeleteEvent) -> None:
        """A question or an answer was taken back."""
        self._end({deleted.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, deleted: discord.RawBulkMessageDeleteEvent) -> None:
        """Many messages were deleted at once."""
        self._end(deleted.message_ids)

    def _end(self, messages: Iterable[int]) -> None:
        gone = {*messages}
        for growing in self.bot.growing.values():
            if growing.messages & gone:
                growing.stop(gone=True)
