"""How a server's settings look, what keeps them from working, and how its library is doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.community import Status
from bot.discord.answers import article_line
from bot.discord.records import Allowance, ServerSettings
from bot.discord.text import safe
from bot.discord.view import Colour, Part, Press, button, card, choice, message_of, row, rule
from bot.wording import Audience, duration
from prompts import message

WRITES = discord.Permissions(view_channel=True, send_messages=True)
LANGUAGES = {"auto": "language-auto", "en": "language-en", "ko": "language-ko"}
_ANSWERED_IN = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
]


def troubles_of(guild: discord.Guild | None, settings: ServerSettings, language: str) -> list[str]:
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


def existing(settings: ServerSettings, guild: discord.Guild | None) -> ServerSettings:
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


def panel(settings: ServerSettings, limits: Allowance, language: str, troubles: Sequence[str] = ()) -> ui.LayoutView:
    """All settings with what changes them, in the 40 components that Discord allows; `limits` are those in force."""
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
        _switch(settings.threads, "in-threads", "in-place", "threads", language),
        _switch(settings.suggestions, "suggestions-on", "suggestions-off", "suggestions", language),
        _switch(settings.weekly, "weekly-on", "weekly-off", "weekly", language),
        ui.Section(limits_text(limits, language), accessory=button(message("change", language), Press("limits"))),
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


def limits_text(limits: Allowance, language: str) -> str:
    """The limits in force, in a line."""
    return message("limits-are", language, user=limits.user, server=limits.server, queue=limits.queue)


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
    lines.append(message("suggestions-on" if settings.suggestions else "suggestions-off", language))
    return "\n".join([f"### {message('set-up-title', language)}", *lines])


def status_text(status: Status, seconds: float, audience: Audience) -> str:
    """How a library is doing."""
    language = audience.language
    lines = [
        f"### {message('articles', language, count=status.articles)}",
        message("model-writes", language, model=safe(status.model), embedding=status.embedding)
        if status.model
        else message("model-none", language, embedding=status.embedding),
    ]
    if status.newest:
        lines.append(f"{message('newest', language)} {article_line(status.newest.article, audience)}")
    if status.left.waiting:
        soon = duration(seconds, language)
        lines.append(f"⏳ {message('vectors-wait', language, count=status.left.waiting, time=soon)}")
    else:
        lines.append(f"✓ {message('vectors-done', language)}")
    return "\n".join(lines)
