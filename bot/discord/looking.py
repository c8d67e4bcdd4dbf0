"""What the bot does by itself: a cog that looks now and then, from when it is loaded until it is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord.ext import commands, tasks

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot


class Looking(commands.Cog):
    """Its `look` is a loop of discord.py's, and must not raise, or it was the last one."""

    look: tasks.Loop[Any]

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot; nothing is looked at yet."""
        self.bot = bot

    async def cog_load(self) -> None:
        """Begin."""
        self.look.start()

    async def cog_unload(self) -> None:
        """End."""
        self.look.cancel()
