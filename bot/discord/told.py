"""What goes wrong is told to the one it happened to: in words where it is theirs to mend, else by an id the log has."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.text import safe, unmentioned
from bot.discord.view import Colour, note
from prompts import message

if TYPE_CHECKING:
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)


class Told(Exception):  # not a fault of ours: something to say
    """A message of ours for whoever acted, in place of what they asked for."""

    def __init__(self, name: str, /, **values: object) -> None:
        """Name the message and its values."""
        super().__init__(name)
        self.name = name
        self.values = values

    def words(self, language: str) -> str:
        """What to say."""
        return message(self.name, language, **{name: _harmless(value) for name, value in self.values.items()})


def _harmless(value: object) -> object:
    return safe(unmentioned(value)) if isinstance(value, str) else value


def in_words(error: BaseException, language: str, where: str = "") -> str:
    """What to tell of an error: its own words if it is Told, else an id under which the log has it.

    Told                          its own words; nothing is logged
    Unknown interaction, message  nobody is there any more; logged without a trace
    anything else                 an id; the log has it with the same id, where it happened, and the whole trace
    """
    if isinstance(error, Told):
        return error.words(language)
    if isinstance(error, discord.NotFound):
        log.info("too late: %s %s", error, where)
        return message("too-late", language)
    id = secrets.token_hex(4)
    log.error("error %s %s", id, where, exc_info=error)
    return message("failed", language, id=id)


def error_view(error: BaseException, language: str, where: str = "") -> ui.LayoutView:
    """An error as a message; a fault of ours looks worse than a rule or a limit."""
    return note(in_words(error, language, where), Colour.CAUTION if isinstance(error, Told) else Colour.WRONG)


def place_of(interaction: Interaction) -> str:
    """What was used where and by whom, for the log."""
    data: Any = interaction.data or {}
    what = data.get("name") or data.get("custom_id")
    return f"({what}, server {interaction.guild_id}, user {interaction.user.id})"


async def tell(interaction: Interaction, error: BaseException, language: str) -> None:
    """Say it to the one who acted, and to no one else; in place of "is thinking" where that stands."""
    view = error_view(error, language, place_of(interaction))
    try:
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await interaction.edit_original_response(view=view)
        elif interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)
    except discord.HTTPException as problem:
        log.warning("could not tell about an error: %s", problem)


@contextmanager
def suppressed(what: str) -> Iterator[None]:
    """Go on where only the showing failed; the log has it."""
    try:
        yield
    except discord.HTTPException as error:
        log.warning("%s: %s", what, error)
