"""A server: the first message, setting up, help, and how its library is doing."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.discord.form import Form
from bot.discord.naming import localised
from bot.discord.panel import LANGUAGES, WRITES, existing, panel, settings_text, status_text, troubles_of
from bot.discord.records import Allowance, ServerSettings, default_zone
from bot.discord.spending import spending_text
from bot.discord.told import Told
from bot.discord.usage import LIMITS, PERIODS, Load, beginning, stricter_limit, usage_text
from bot.discord.view import Colour, Press, button, card, message_of, note, row
from bot.wording import Audience
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)


class Server(commands.Cog):
    """Setting up and looking after."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and answer for the parts of the settings."""
        self.bot = bot
        bot.answers_to({"set": self.set, "zone": self.open_zone, "limits": self.open_limits})

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Greet the servers that it was invited to while it was away."""
        for guild in self.bot.guilds:
            if self.bot.memory.server(guild.id) is None:
                await self.on_guild_join(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say hello where it may, and how to begin."""
        log.info("invited to %s", guild.id)
        settings = self.bot.server(guild)
        self.bot.memory.set_server(guild.id, settings)
        language = "ko" if guild.preferred_locale is discord.Locale.korean else "en"
        view = message_of(
            card(
                Colour.ANSWER,
                f"### {message('hello-title', language)}",
                message("hello", language),
                message("to-begin", language),
            ),
            *row(button(message("set-up", language), Press("set", "open"), discord.ButtonStyle.primary)),
        )
        for channel in [guild.system_channel, *guild.text_channels]:
            if channel and channel.permissions_for(guild.me).is_superset(WRITES):
                try:
                    await channel.send(view=view)
                except discord.HTTPException as error:
                    log.info("could not say hello in %s: %s", guild.id, error)
                return

    @app_commands.command(name="help", description=localised("command-help"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def help(self, interaction: Interaction) -> None:
        """`/help`."""
        language = self.bot.language(interaction)
        manages = _manages(interaction)
        parts = (
            [button(message("set-up", language), Press("set", "open"), discord.ButtonStyle.primary)] if manages else []
        )
        body = card(Colour.ANSWER, f"### {message('help-title', language)}", message("help", language))
        await interaction.response.send_message(view=message_of(body, *row(*parts)), ephemeral=True)

    @app_commands.command(name="setup", description=localised("command-setup"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def setup(self, interaction: Interaction) -> None:
        """`/setup`."""
        _managers_only(interaction)
        await interaction.response.send_message(view=self._panel(interaction), ephemeral=True)

    @app_commands.command(name="settings", description=localised("command-settings"))
    @app_commands.guild_only()
    async def settings(self, interaction: Interaction) -> None:
        """`/settings`: shown to all, changed by those who manage the server."""
        if _manages(interaction):
            view = self._panel(interaction)
        else:
            settings = existing(self._settings(interaction), interaction.guild)
            language = self.bot.language(interaction)
            troubles = troubles_of(interaction.guild, self._settings(interaction), language)
            view = note("\n".join([settings_text(settings, language), *(f"⚠️ {line}" for line in troubles)]))
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="status", description=localised("command-status"))
    @app_commands.guild_only()
    async def status(self, interaction: Interaction) -> None:
        """`/status`."""
        if interaction.guild_id is None:
            raise Told("in-a-server")
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self.bot.community(interaction.guild_id).status()
        audience = self.bot.audience(interaction)
        told = status_text(found, self.bot.seconds_left(found.left), audience)
        if _manages(interaction):
            usage = self._usage(interaction.guild_id, interaction.created_at, found.size, audience)
            told += f"\n{usage}"
            if found.model:
                told += f"\n{spending_text(self.bot.app.account(str(interaction.guild_id)), audience)}"
        await interaction.edit_original_response(view=note(told))

    def _usage(self, guild: int, now: datetime, size: int, audience: Audience) -> str:
        """What those who manage the server see besides."""
        begun = [(days, beginning(now.astimezone(audience.zone), days)) for days in PERIODS]
        asked = [(days, self.bot.memory.usage(guild, since)) for days, since in begun]
        limits = self.bot.limits
        waiting, refused = limits.running_in(guild), limits.refused_in(guild)
        return usage_text(asked, Load(waiting, refused, limits.began, limits.of(guild), size), audience)

    # Changing

    def _settings(self, interaction: Interaction) -> ServerSettings:
        return self.bot.server(interaction.guild or interaction.guild_id)

    async def set(self, interaction: Interaction, press: Press) -> None:
        """Change what a part of the panel is about; `open` only shows the panel."""
        _managers_only(interaction)
        assert interaction.guild_id is not None
        if press.key == "open":
            await interaction.response.send_message(view=self._panel(interaction), ephemeral=True)
            return
        changed = _changed(self._settings(interaction), press)
        self.bot.memory.set_server(interaction.guild_id, changed)
        await interaction.response.edit_message(view=self._panel(interaction))

    async def open_zone(self, interaction: Interaction, press: Press) -> None:
        """A form for the time zone."""
        _managers_only(interaction)
        language = self.bot.language(interaction)

        async def submitted(interaction: Interaction, form: Form) -> None:
            _managers_only(interaction)
            assert interaction.guild_id is not None
            name = form.text("zone")
            try:
                ZoneInfo(name)
            except (ValueError, OSError, LookupError) as error:
                raise Told("no-such-zone", name=name) from error
            self.bot.memory.set_server(interaction.guild_id, replace(self._settings(interaction), time_zone=name))
            await interaction.response.edit_message(view=self._panel(interaction))

        form = Form(message("time-zone", language), language, submitted)
        hint = message("time-zone-hint", language)
        zone = self._settings(interaction).time_zone
        form.ask_for("zone", message("time-zone", language), zone, longest=60, required=True, hint=hint)
        await interaction.response.send_modal(form)

    async def open_limits(self, interaction: Interaction, press: Press) -> None:
        """A form for the limits of this server."""
        _managers_only(interaction)
        language, allowed = self.bot.language(interaction), self.bot.limits.allowed

        async def submitted(interaction: Interaction, form: Form) -> None:
            _managers_only(interaction)
            assert interaction.guild_id is not None
            typed = {name: stricter_limit(form.text(name), getattr(allowed, name)) for name in LIMITS}
            chosen = replace(self._settings(interaction), limits=Allowance(**typed))
            self.bot.memory.set_server(interaction.guild_id, chosen)
            await interaction.response.edit_message(view=self._panel(interaction))

        form = Form(message("limits-title", language), language, submitted)
        chosen = self._settings(interaction).limits
        for name in LIMITS:
            hint = message("limits-hint", language, most=getattr(allowed, name))
            known = getattr(chosen, name)
            form.ask_for(name, message(f"limits-{name}", language), str(known or ""), longest=20, hint=hint)
        await interaction.response.send_modal(form)

    def _panel(self, interaction: Interaction) -> ui.LayoutView:
        assert interaction.guild_id is not None
        guild = self.bot.get_guild(interaction.guild_id)
        settings = self._settings(interaction)
        language = self.bot.language(interaction)
        troubles = [f"⚠️ {line}" for line in troubles_of(guild, settings, language)]
        return panel(existing(settings, guild), self.bot.limits.of(interaction.guild_id), language, troubles)


def _manages(interaction: Interaction) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def _managers_only(interaction: Interaction) -> None:
    if interaction.guild_id is None:
        raise Told("in-a-server")
    if not _manages(interaction):
        raise Told("managers-only")


def _changed(settings: ServerSettings, press: Press) -> ServerSettings:
    """The settings after a part of the panel was used; raises Told for one that is not ours."""
    ids = tuple(int(value) for value in press.values if value.isdecimal())
    first = ids[0] if ids else None
    match press.key:
        case "channels":
            return replace(settings, channels=ids or None)
        case "role":
            return replace(settings, editors_role=first)
        case "log":
            return replace(settings, editors_channel=first)
        case "language" if press.values and press.values[0] in LANGUAGES:
            chosen = press.values[0].replace("auto", "")
            untouched = settings.time_zone == default_zone(settings.language)
            zone = default_zone(chosen) if untouched and chosen else settings.time_zone
            return replace(settings, language=chosen, time_zone=zone)
        case "private":
            return replace(settings, private=not settings.private)
        case "readers":
            return replace(settings, everyone_reads=not settings.everyone_reads)
        case "threads":
            return replace(settings, threads=not settings.threads)
        case "suggestions":
            return replace(settings, suggestions=not settings.suggestions)
        case "weekly":
            return replace(settings, weekly=not settings.weekly)
    raise Told("stale")
