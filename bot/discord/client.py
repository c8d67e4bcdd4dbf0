"""The bot: joins the cogs, hands presses to them, tells what goes wrong, and leaves in good order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.community import Community
from bot.discord.form import is_open, tell_lost
from bot.discord.growing import Growing
from bot.discord.limits import Limits
from bot.discord.memory import Memory
from bot.discord.panel import WRITES
from bot.discord.records import Allowance, Given, ServerSettings, default_zone
from bot.discord.told import Told, tell
from bot.discord.view import Part, Press, press_of
from bot.wording import Audience
from index.library import Left

if TYPE_CHECKING:
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
Pressed = Callable[["Interaction", Press], Awaitable[None]]
NEEDED = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)
WANTED = NEEDED | discord.Permissions(create_public_threads=True)
"""Those that it is invited with: with the last one follow-ups can go on in a thread."""
MEMBERSHIP = timedelta(minutes=10)
"""So long somebody seen in a server is taken to be there still."""
MOST_MEMBERS = 10_000
"""From so many on, those seen longer ago are forgotten."""
STOPPING = 2.0
"""Seconds for the last edit of answers that had to be stopped."""
SECONDS_A_STEP = 0.002
"""Taken for the speed of the queue until it was measured."""


class Tree(app_commands.CommandTree["FootnoteBot"]):
    """The commands; what goes wrong in one is told to whoever called it."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """No new work once the bot is leaving; answers that run are finished."""
        if interaction.client.leaving and interaction.type is not discord.InteractionType.autocomplete:
            await tell(interaction, Told("leaving"), interaction.client.language(interaction))
            return False
        if interaction.type is discord.InteractionType.application_command:
            interaction.client.unfinished.add(interaction.id)
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Unwrap it and tell it; an autocomplete has nobody to tell."""
        interaction.client.unfinished.discard(interaction.id)
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, app_commands.CheckFailure):
            cause = Told("not-allowed")
        if isinstance(cause, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
            cause = Told("unknown-command")
        if interaction.type is discord.InteractionType.autocomplete:
            log.error("autocomplete failed", exc_info=cause)
            return
        await tell(interaction, cause, interaction.client.language(interaction))


class FootnoteBot(commands.AutoShardedBot):
    """Footnote in Discord, on as many servers as it was invited to."""

    def __init__(self, app: App, memory: Memory, *, registers: bool = True) -> None:
        """Take what it works with; nothing is connected yet. `registers` its commands, and cares for the queues."""
        super().__init__(
            command_prefix=commands.when_mentioned,
            tree_cls=Tree,
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.app = app
        self.memory = memory
        settings = app.settings
        allowed = settings.user_questions_per_minute, settings.server_questions_per_minute, settings.server_queue
        self.limits = Limits(Allowance(*allowed), lambda server: self.server(server).limits)
        self.leaving = self.hurried = False
        self.unfinished: set[int] = set()
        self.growing: dict[str, Growing] = {}
        self._registers = registers
        self._communities: dict[int, Community] = {}
        self._presses: dict[str, Pressed] = {}
        self._members: dict[tuple[int, int], float] = {}
        self.seconds_a_step = SECONDS_A_STEP

    async def setup_hook(self) -> None:
        """Load the cogs, and register the commands."""
        from bot.discord.articles import Articles
        from bot.discord.ask import Ask
        from bot.discord.asking import Asking
        from bot.discord.browse import Browse
        from bot.discord.care import Care
        from bot.discord.changing import Changing
        from bot.discord.check import Check
        from bot.discord.expiry import Expiry
        from bot.discord.factcheck import FactCheck
        from bot.discord.feedback import Feedback
        from bot.discord.filled import Filled
        from bot.discord.follow import Follow
        from bot.discord.gaps import Gaps
        from bot.discord.naming import Names
        from bot.discord.privacy import Privacy
        from bot.discord.server import Server
        from bot.discord.spending import Spending
        from bot.discord.stop import Stop
        from bot.discord.suggest import Suggest
        from bot.discord.undo import Undo
        from bot.discord.weekly import Weekly

        asking, changing, browse = Asking(self), Changing(self), Browse(self)
        for cog in (
            Ask(self, asking),
            Stop(self),
            Follow(self, asking),
            Check(self),
            FactCheck(self),
            Feedback(self),
            Gaps(self, asking),
            Privacy(self),
            browse,
            Articles(self, changing, browse),
            Suggest(self, changing),
            Undo(self, changing),
            Server(self),
        ):
            await self.add_cog(cog)
        self.add_dynamic_items(Part)
        if self._registers:
            await self.add_cog(Care(self))
            await self.add_cog(Filled(self))
            await self.add_cog(Expiry(self))
            await self.add_cog(Weekly(self))
            if self.app.settings.model and self.app.settings.budget:
                await self.add_cog(Spending(self))
            await self.tree.set_translator(Names())
            await self.tree.sync()

    def answers_to(self, presses: Mapping[str, Pressed]) -> None:
        """Note who answers for which acts."""
        self._presses.update(presses)

    # Servers

    def community(self, guild: int) -> Community:
        """The library of a server; it is named by the server's id."""
        if guild not in self._communities:
            self._communities[guild] = Community(self.app, str(guild))
        return self._communities[guild]

    async def forget_community(self, guild: int) -> None:
        """Delete the library of a server; raises IndexProblem or Problem where that cannot be now."""
        self._communities.pop(guild, None)
        await self.app.in_worker(self.app.delete_library, str(guild))

    def stirred(self) -> list[Community]:
        """The libraries in which articles came or went since their vector queues were looked at."""
        return [community for community in self._communities.values() if community.stirred]

    def server(self, guild: discord.Guild | int | None) -> ServerSettings:
        """What a server has chosen; the defaults depend on its language."""
        if guild is None:
            return ServerSettings()
        if known := self.memory.server(guild if isinstance(guild, int) else guild.id):
            return known
        met = self.get_guild(guild) if isinstance(guild, int) else guild
        return ServerSettings(time_zone=default_zone("ko" if met and _is_korean(met.preferred_locale) else ""))

    def language_in(self, guild: discord.Guild | None) -> str:
        """The language to talk to nobody in particular in: the one the server has chosen, else its own."""
        return self.server(guild).language or ("ko" if guild and _is_korean(guild.preferred_locale) else "en")

    def language(self, interaction: Interaction) -> str:
        """The language to talk to somebody in: the server's if it has chosen one, else theirs."""
        return self.server(interaction.guild_id).language or ("ko" if _is_korean(interaction.locale) else "en")

    def audience(self, interaction: Interaction, guild: int | None = None) -> Audience:
        """That language, with the days and hours of the server, or of another one in a direct message."""
        return Audience(self.language(interaction), self.server(guild or interaction.guild_id).zone)

    def is_editor(self, user: discord.User | discord.Member, guild: int | None) -> bool:
        """Whether somebody may change the library of the server they are in: by role, or by managing the server."""
        if guild is None or not isinstance(user, discord.Member) or user.guild.id != guild:
            return False
        permissions = user.resolved_permissions or user.guild_permissions
        role = self.server(guild).editors_role
        return permissions.manage_guild or (role is not None and user.get_role(role) is not None)

    async def is_member(self, user: int, guild: int) -> bool | None:
        """Whether somebody is in a server now, as Discord says or said a few minutes ago; None if it does not say."""
        if self._members.get((user, guild), 0.0) > time.monotonic():
            return True
        if (found := self.get_guild(guild)) is None:
            return False
        try:
            await found.fetch_member(user)
        except discord.NotFound:
            self.memory.forget_reader(user, guild)
            return False
        except discord.HTTPException as error:
            log.warning("membership of %s in %s could not be confirmed: %s", user, guild, error)
            return None
        now = time.monotonic()
        if len(self._members) >= MOST_MEMBERS:
            self._members = {key: until for key, until in self._members.items() if until > now}
        self._members[user, guild] = now + MEMBERSHIP.total_seconds()
        return True

    def forget_member(self, user: int) -> None:
        """Forget where somebody was seen."""
        self._members = {key: until for key, until in self._members.items() if key[0] != user}

    # What people do

    async def on_message(self, message: discord.Message, /) -> None:
        """No commands by prefix; the cogs listen themselves."""

    async def on_ready(self) -> None:
        """Say so to whoever reads the log."""
        log.info("connected as %s, in %s servers", self.user, len(self.guilds))

    async def on_app_command_completion(self, interaction: Interaction, command: object) -> None:
        """A command is done."""
        self.unfinished.discard(interaction.id)

    @contextmanager
    def finishing(self, id: int) -> Iterator[None]:
        """What is done in here is waited for when the bot leaves; `id` is the message's or interaction's."""
        self.unfinished.add(id)
        try:
            yield
        finally:
            self.unfinished.discard(id)

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Do what a part means; whatever goes wrong is told to the one who pressed it."""
        try:
            if self.leaving:
                raise Told("leaving")
            if (answers := self._presses.get(press.act)) is None:
                raise Told("stale")
            with self.finishing(interaction.id):
                await answers(interaction, press)
        except Exception as error:
            await tell(interaction, error, self.language(interaction))

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer what discord.py passes over in silence: parts and forms that are not ours, or not any more."""
        data: Any = interaction.data or {}
        custom_id = data.get("custom_id", "")
        if interaction.type is discord.InteractionType.component and not _stands_in(interaction.message, custom_id):
            await tell(interaction, Told("stale"), self.language(interaction))
        if interaction.type is discord.InteractionType.modal_submit and not is_open(custom_id):
            await tell_lost(interaction, self.language(interaction))

    async def given(self, interaction: Interaction, key: str) -> Given:
        """The answer that a part belongs to, for somebody who may see it where it stands; else raises Told."""
        found = self.memory.answer(key)
        if found is None:
            raise Told("stale")
        mine = interaction.user.id == found.asker
        if found.direct:
            if interaction.guild_id is not None or not mine:
                raise Told("stale")
            if not (sure := await self.is_member(found.asker, found.guild)):
                raise Told("not-confirmed" if sure is None else "left-server")
        elif interaction.guild_id != found.guild or interaction.channel_id != found.place:
            raise Told("stale")
        elif found.private and not mine:
            raise Told("not-yours")
        return found

    def editors_channel(self, guild: int) -> discord.abc.Messageable | None:
        """The channel that a server has chosen for its editors, if it is still there."""
        channel_id = self.server(guild).editors_channel
        found = self.get_guild(guild)
        channel = found and channel_id and found.get_channel_or_thread(channel_id)
        return channel if channel and isinstance(channel, discord.abc.Messageable) else None

    def may_tell_editors(self, guild: int) -> bool:
        """Whether there is an editors' channel that can be written to, as far as Discord has told."""
        channel = self.editors_channel(guild)
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return False
        return channel.permissions_for(channel.guild.me).is_superset(WRITES)

    async def tell_editors(self, guild: int, view: discord.ui.LayoutView) -> bool:
        """Say something in the editors' channel; False where there is none, or none that can be written to."""
        if (channel := self.editors_channel(guild)) is None:
            return False
        try:
            await channel.send(view=view)
        except discord.HTTPException as error:
            log.warning("the editors' channel of %s cannot be written to: %s", guild, error)
            return False
        return True

    def seconds_left(self, left: Left) -> float:
        """How long a vector queue will take, as fast as it went last."""
        return left.steps * self.seconds_a_step

    async def leave(self, seconds: float) -> None:
        """Take no more work, let the running answers finish for so long, stop those that are written, then close.

        Once it is `hurried`, they get no more time.
        """
        self.leaving = True
        until = time.monotonic() + seconds
        while self.unfinished and time.monotonic() < until and not self.hurried:
            await asyncio.sleep(0.05)
        until = time.monotonic() + (STOPPING if self.growing else 0)
        for growing in self.growing.values():
            growing.stop()
        while self.unfinished and time.monotonic() < until:
            await asyncio.sleep(0.05)
        if self.unfinished:
            log.warning("left with %s things unfinished", len(self.unfinished))
        await self.close()
        await self.app.in_worker(self.app.libraries.close)
        self.app.ledger.close()
        self.memory.close()


def _is_korean(locale: discord.Locale) -> bool:
    return locale is discord.Locale.korean


def _stands_in(said: discord.Message | None, custom_id: str) -> bool:
    """Whether a part of that id is ours and stands in the message it was pressed in."""
    if said is None or press_of(custom_id) is None:
        return False
    parts = discord.ui.LayoutView.from_message(said, timeout=None).walk_children()
    return any(getattr(part, "custom_id", None) == custom_id for part in parts)
