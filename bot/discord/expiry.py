"""Expiry: what is old goes, and so do the libraries of servers that the bot was removed from long enough ago."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import discord
from discord.ext import commands, tasks

from bot.discord.looking import Looking

log = logging.getLogger(__name__)
EVERY = timedelta(hours=1)
"""How often is looked for what is old enough to go."""
A_LITTLE = timedelta(hours=6)
"""What was asked in so long goes at a time."""


class Expiry(Looking):
    """Keeps nothing longer than the operator says."""

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
        known, here = {*self.bot.memory.servers()}, {guild.id for guild in self.bot.guilds}
        for guild in known - here:
            self._note_gone(guild)
        for guild in here:
            self.bot.memory.note_gone(guild, None)
        if known and not known & here:
            log.error("it is in none of the %s servers where it was: is DISCORD_TOKEN another bot's?", len(known))
        if waiting := self.bot.memory.gone_before(datetime.now(UTC) + timedelta(days=1)):
            days = self.bot.app.settings.keep_left_days
            left = ", ".join(map(str, waiting))
            log.warning("the libraries of these servers are deleted %s days after it was removed: %s", days, left)

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
        await self._expire_traces(now)
        self.bot.app.ledger.expire(now)
        days = self.bot.app.settings.keep_left_days
        for guild in self.bot.memory.gone_before(now - timedelta(days=days)):
            if self.bot.get_guild(guild) is None:
                await self._expire_server(guild)

    async def _expire_traces(self, now: datetime) -> None:
        """A little at a time, so that nobody waits: there may be very much when there was no expiry before."""
        memory, kept = self.bot.memory, timedelta(days=self.bot.app.settings.keep_days)
        at = min(memory.traces.oldest() or now - kept, now - kept)
        count = memory.expire(at + kept, kept)
        while at < now - kept:
            at = min(at + A_LITTLE, now - kept)
            count += memory.expire(at + kept, kept)
            await asyncio.sleep(0)
        if count:
            log.info("%s rows were old and went", count)

    async def _expire_server(self, guild: int) -> None:
        """Delete the library of a server and what was asked there; one that cannot be keeps no other."""
        try:
            await self.bot.forget_community(guild)
        except Exception as error:
            log.error("the library of the server %s could not be deleted, it is tried again: %s", guild, error)
            return
        self.bot.memory.forget_server(guild)
        log.warning("the library of the server %s is deleted", guild)
