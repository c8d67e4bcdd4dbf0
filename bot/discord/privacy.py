"""Privacy: what is kept of people and for how long; everybody can take it out and erase it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import ANSWERS_LIVE
from bot.discord.memory import SEARCHES_LIVE
from bot.discord.naming import localised
from bot.discord.text import safe
from bot.discord.view import LARGEST, Colour, Press, button, card, hand_over, message_of, note, row
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
FILE = "footnote-my-data"


class Privacy(commands.Cog):
    """What is kept of the one who asks."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and answer for the parts below `/privacy`."""
        self.bot = bot
        bot.answers_to({"my-data": self.hand_out, "erase": self.ask_once_more, "erase-all": self.erase})

    @app_commands.command(name="privacy", description=localised("command-privacy"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def privacy(self, interaction: Interaction) -> None:
        """`/privacy`."""
        language = self.bot.language(interaction)
        settings = self.bot.app.settings
        days, month = settings.keep_days, min(settings.keep_days, SEARCHES_LIVE.days)
        told = message("privacy", language, days=days, month=month, library=settings.keep_left_days)
        if settings.model:
            lives = min(days, ANSWERS_LIVE.days)
            told += f"\n{message('privacy-model', language, model=safe(settings.model), days=lives)}"
        parts = [
            button(message("my-data", language), Press("my-data")),
            button(message("erase", language), Press("erase"), discord.ButtonStyle.danger),
        ]
        view = message_of(card(Colour.ANSWER, f"### {message('privacy-title', language)}", told), *row(*parts))
        await interaction.response.send_message(view=view, ephemeral=True)

    async def hand_out(self, interaction: Interaction, press: Press) -> None:
        """All that is kept of the one who pressed, as a file; it may be much, and counts as a question does."""
        language, user = self.bot.language(interaction), interaction.user.id
        self.bot.limits.take(user, interaction.guild_id or user)
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = self.bot.memory.traces.of(user)
        name, content = await self.bot.app.in_reader(written, kept)
        said = message("my-data-file", language, count=sum(map(len, kept.values())))
        await hand_over(interaction, said, name, content)

    async def ask_once_more(self, interaction: Interaction, press: Press) -> None:
        """Erasing cannot be undone, so it is asked for twice."""
        language = self.bot.language(interaction)
        part = button(message("erase-all", language), Press("erase-all"), discord.ButtonStyle.danger)
        view = note(message("erase-really", language), Colour.CAUTION)
        view.add_item(row(part)[0])
        await interaction.response.send_message(view=view, ephemeral=True)

    async def erase(self, interaction: Interaction, press: Press) -> None:
        """Forget the one who pressed."""
        count = self.bot.memory.traces.erase(interaction.user.id)
        self.bot.forget_member(interaction.user.id)
        log.info("somebody erased what was kept of them: %s rows", count)
        said = message("erased", self.bot.language(interaction), count=count)
        await interaction.response.edit_message(view=note(said, Colour.DONE))


def written(kept: Mapping[str, Sequence[str]]) -> tuple[str, bytes]:
    """All of it, each as JSON, as a file with its name; one that Discord would not take is zipped.

    Drafts that are too large even so are only counted: they are articles of others, and go within a day.
    """
    read = {name: [json.loads(one) for one in of_it] for name, of_it in kept.items()}
    content = json.dumps(read, ensure_ascii=False, indent=1).encode()
    if len(content) <= LARGEST:
        return f"{FILE}.json", content
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(f"{FILE}.json", content)
    if len(file.getvalue()) > LARGEST and kept["drafts"]:
        return written({**kept, "drafts": [], "drafts_left_out": [str(len(kept["drafts"]))]})
    return f"{FILE}.zip", file.getvalue()
