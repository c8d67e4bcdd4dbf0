"""Expiry: what is old goes, and so do the libraries of servers that the bot was removed from long enough ago."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

log = logging.getLogger(__name__)
EVERY = timedelta(hours=1)
"""How often is looked for what is old enough to go."""


class Expiry(commands.Cog):
    """Keeps nothing longer than the operator says."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot; nothing goes yet."""
        self.bot = bot

    async def cog_load(self) -> None:
        """Begin."""
        self.look.start()

    async def cog_unload(self) -> None:
        """End."""
        self.look.cancel()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed: the library waits for so long."""
        self._note_gone(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """It is back: nothing has gone if it was in time."""
        self.bot.memory.note_gone(guild.id, None)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Where it was removed from and invited to while it was away."""
        here = {guild.id for guild in self.bot.guilds}
        for guild in {*self.bot.memory.servers()} - here:
            self._note_gone(guild)
        for guild in here:
            self.bot.memory.note_gone(guild, None)

    def _note_gone(self, guild: int) -> None:
        days = self.bot.app.settings.keep_left_days
        log.warning("not in the server %s any more: its library is deleted in %s days", guild, days)
        self.bot.memory.note_gone(guild, datetime.now(UTC))

    @tasks.loop(seconds=EVERY.total_seconds())
    async def look(self) -> None:
        """Let go what is old enough."""
        try:
            await self.expire(datetime.now(UTC))
        except Exception:  # a look that raises would be the last one
            log.exception("what is old did not go")

    @look.before_loop
    async def _begin(self) -> None:
        await self.bot.wait_until_ready()

    async def expire(self, now: datetime) -> None:
        """Let go what is old by then."""
        settings = self.bot.app.settings
        if count := self.bot.memory.traces.expire(now - timedelta(days=settings.keep_days)):
            log.info("%s rows were older than %s days and went", count, settings.keep_days)
        for guild in self.bot.memory.gone_before(now - timedelta(days=settings.keep_left_days)):
            if self.bot.get_guild(guild):
                continue
            await self.bot.forget_community(guild)
            self.bot.memory.forget_server(guild)
            log.info("the library of the server %s is deleted", guild)
