"""A server: the first message, setting up, help, and how its library is doing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.community import Status
from bot.discord.answers import article_line
from bot.discord.form import Form
from bot.discord.records import ServerSettings, default_zone
from bot.discord.text import safe
from bot.discord.told import Told
from bot.discord.view import Colour, Part, Press, button, card, choice, message_of, note, row, rule
from bot.wording import Audience, duration
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
WRITES = discord.Permissions(view_channel=True, send_messages=True)
LANGUAGES = {"auto": "language-auto", "en": "language-en", "ko": "language-ko"}
_ANSWERED_IN = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
]


class Server(commands.Cog):
    """Setting up and looking after."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and answer for the parts of the settings."""
        self.bot = bot
        bot.answers_to({"set": self.set, "zone": self.open_zone})

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

    @app_commands.command(name="help", description="What Footnote does, and how to ask, check and add")
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

    @app_commands.command(name="setup", description="Set up Footnote for this server")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def setup(self, interaction: Interaction) -> None:
        """`/setup`."""
        _managers_only(interaction)
        await interaction.response.send_message(view=self._panel(interaction), ephemeral=True)

    @app_commands.command(name="settings", description="How Footnote is set up in this server")
    @app_commands.guild_only()
    async def settings(self, interaction: Interaction) -> None:
        """`/settings`: shown to all, changed by those who manage the server."""
        if _manages(interaction):
            view = self._panel(interaction)
        else:
            settings = _existing(self._settings(interaction), interaction.guild)
            language = self.bot.language(interaction)
            troubles = _troubles(interaction.guild, self._settings(interaction), language)
            view = note("\n".join([settings_text(settings, language), *(f"⚠️ {line}" for line in troubles)]))
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="status", description="How many articles there are, and what is still being worked on")
    @app_commands.guild_only()
    async def status(self, interaction: Interaction) -> None:
        """`/status`."""
        if interaction.guild_id is None:
            raise Told("in-a-server")
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self.bot.community(interaction.guild_id).status()
        seconds = self.bot.seconds_left(found.left)
        await interaction.edit_original_response(view=note(status_text(found, seconds, self.bot.audience(interaction))))

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

    def _panel(self, interaction: Interaction) -> ui.LayoutView:
        assert interaction.guild_id is not None
        guild = self.bot.get_guild(interaction.guild_id)
        settings = self._settings(interaction)
        language = self.bot.language(interaction)
        troubles = [f"⚠️ {line}" for line in _troubles(guild, settings, language)]
        return panel(_existing(settings, guild), language, troubles)


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
    raise Told("stale")


def _troubles(guild: discord.Guild | None, settings: ServerSettings, language: str) -> list[str]:
    """What keeps a setting from working."""
    if guild is None:
        return []
    found = []
    if any(guild.get_channel(id) is None for id in settings.channels or ()):
        found.append(message("channels-gone", language))
    if settings.editors_role and guild.get_role(settings.editors_role) is None:
        found.append(message("role-gone", language))
    if settings.editors_channel is not None:
        channel = guild.get_channel(settings.editors_channel)
        if channel is None:
            found.append(message("channel-gone", language))
        elif not channel.permissions_for(guild.me).is_superset(WRITES):
            found.append(message("channel-mute", language))
    return found


def _existing(settings: ServerSettings, guild: discord.Guild | None) -> ServerSettings:
    """The settings without channels and a role that are gone: Discord shows no select that names them."""
    if guild is None:
        return settings
    role, log_channel = settings.editors_role, settings.editors_channel
    return replace(
        settings,
        channels=tuple(id for id in settings.channels or () if guild.get_channel(id)) or None,
        editors_role=role if role and guild.get_role(role) else None,
        editors_channel=log_channel if log_channel and guild.get_channel(log_channel) else None,
    )


def panel(settings: ServerSettings, language: str, troubles: Sequence[str] = ()) -> ui.LayoutView:
    """All settings with what changes them."""
    channels: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=Press("set", "channels").custom_id,
        channel_types=_ANSWERED_IN,
        placeholder=message("all-channels", language),
        min_values=0,
        max_values=25,
        default_values=[_a_channel(id) for id in settings.channels or ()],
    )
    role: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=Press("set", "role").custom_id,
        placeholder=message("no-role", language),
        min_values=0,
        default_values=[discord.Object(settings.editors_role, type=discord.Role)] if settings.editors_role else [],
    )
    editors: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=Press("set", "log").custom_id,
        channel_types=[discord.ChannelType.text, discord.ChannelType.news],
        placeholder=message("no-channel", language),
        min_values=0,
        default_values=[_a_channel(settings.editors_channel)] if settings.editors_channel else [],
    )
    languages = [(value, message(name, language), "") for value, name in LANGUAGES.items()]
    switches: list[ui.Section[Any]] = [
        _switch(settings.private, "answers-private", "answers-public", "private", language),
        _switch(settings.everyone_reads, "all-read", "editors-only-read", "readers", language),
        ui.Section(
            message("time-zone-is", language, zone=safe(settings.time_zone)),
            accessory=button(message("change", language), Press("zone")),
        ),
    ]
    body = card(
        Colour.ANSWER,
        f"### {message('set-up-title', language)}\n{message('set-up-intro', language)}",
        rule(),
        f"**{message('ask-mentions', language)}**",
        ui.ActionRow(Part(channels)),
        f"**{message('ask-role', language)}**",
        ui.ActionRow(Part(role)),
        f"**{message('ask-log', language)}**",
        ui.ActionRow(Part(editors)),
        f"**{message('ask-language', language)}**",
        ui.ActionRow(choice("", Press("set", "language"), languages, settings.language or "auto")),
        rule(),
        *switches,
        "\n".join(troubles),
    )
    add = button(message("add-title", language), Press("add-about"), discord.ButtonStyle.success)
    return message_of(body, *row(add))


def _switch(on: bool, when_on: str, when_off: str, key: str, language: str) -> ui.Section[Any]:
    """What holds now, and a button for the other way."""
    return ui.Section(
        message(when_on if on else when_off, language),
        accessory=button(message(f"not-{when_on}" if on else f"not-{when_off}", language), Press("set", key)),
    )


def _a_channel(id: int) -> discord.Object:
    return discord.Object(id, type=discord.abc.GuildChannel)


def settings_text(settings: ServerSettings, language: str) -> str:
    """The settings for somebody who may not change them."""
    said = {
        "ask-mentions": message("all-channels", language)
        if settings.channels is None
        else ", ".join(f"<#{id}>" for id in settings.channels),
        "ask-role": f"<@&{settings.editors_role}>" if settings.editors_role else message("no-role", language),
        "time-zone": safe(settings.time_zone),
    }
    lines = [f"**{message(name, language)}** {value}" for name, value in said.items()]
    lines.append(message("answers-private" if settings.private else "answers-public", language))
    return "\n".join([f"### {message('set-up-title', language)}", *lines])


def status_text(status: Status, seconds: float, audience: Audience) -> str:
    """How a library is doing."""
    language = audience.language
    lines = [
        f"### {message('articles', language, count=status.articles)}",
        message("model-none", language, embedding=status.embedding),
    ]
    if status.newest:
        lines.append(f"{message('newest', language)} {article_line(status.newest.article, audience)}")
    if status.left.waiting:
        soon = duration(seconds, language)
        lines.append(f"⏳ {message('vectors-wait', language, count=status.left.waiting, time=soon)}")
    else:
        lines.append(f"✓ {message('vectors-done', language)}")
    return "\n".join(lines)
