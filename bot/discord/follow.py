"""Following up: a further question goes on from an answer, in a thread below it where that is possible."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.discord.asking import LONGEST, Asked, Asking, edited, language_for, question_in, said_as
from bot.discord.form import Form
from bot.discord.records import Given
from bot.discord.text import shortened, unmentioned
from bot.discord.view import Colour, Press, note
from index.query import Query
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
THREAD_EXISTS, LONGEST_NAME = 160004, 100
"""Discord's error where a message has its thread already, and characters of a thread's name."""


class Follow(commands.Cog):
    """Follow-ups to an answer."""

    def __init__(self, bot: FootnoteBot, asking: Asking) -> None:
        """Take the bot and what answers, and answer for the button."""
        self.bot = bot
        self.asking = asking
        bot.answers_to({"follow": self.follow})

    async def follow(self, interaction: Interaction, press: Press) -> None:
        """A form for a further question; its answer stands in a thread where that is possible, else in place."""
        await self.bot.given(interaction, press.key)
        language = self.bot.language(interaction)

        async def submitted(interaction: Interaction, form: Form) -> None:
            kept = await self.bot.given(interaction, press.key)
            question = form.text("question")
            if interaction.message and self._opens_threads(interaction, kept):
                await self._answer_in_thread(interaction, interaction.message, kept, question)
            else:
                await self.asking.answer_interaction(interaction, question, private=kept.private, before=kept)

        form = Form(message("follow-up-title", language), language, submitted)
        hint = message("follow-up-hint", language)
        form.ask_for("question", message("question", language), longest=LONGEST, required=True, hint=hint)
        await interaction.response.send_modal(form)

    def _opens_threads(self, interaction: Interaction, kept: Given) -> bool:
        """Whether a follow-up goes on in a thread: of a public answer in a channel, where the server wants that."""
        allowed = interaction.app_permissions
        return (
            not kept.private
            and isinstance(interaction.channel, discord.TextChannel)
            and self.bot.server(interaction.guild_id).threads
            and allowed.create_public_threads
            and allowed.send_messages_in_threads
        )

    async def _answer_in_thread(
        self, interaction: Interaction, said: discord.Message, kept: Given, question: str
    ) -> None:
        """Answer in the thread of a message; where none can be opened, its asker alone sees the answer."""
        query = Query(question_in(question), interaction.created_at)
        language = language_for(query, self.bot.server(interaction.guild_id))
        asked = Asked(query, kept.guild, kept.place, interaction.user, language, private=True, before=kept)
        with self.bot.limits.turn(asked.asker.id, asked.server) as before:
            await interaction.response.defer(ephemeral=True, thinking=True)
            try:
                thread = await self._thread_of(said, kept, language)
                shown = await thread.send(view=note(f"⏳ {message('searching', language)}"))
            except discord.HTTPException as error:
                log.info("no thread can be opened in %s: %s", kept.place, error)
                await self.asking.answer(asked, before, lambda view: edited(interaction, view))
                return
            where = note(message("goes-on-in", language, thread=thread.mention), Colour.DONE)
            await interaction.edit_original_response(view=where)
            in_thread = replace(asked, place=thread.id, private=False)
            await self.asking.answer(in_thread, before, lambda view: said_as(shown, view))

    @staticmethod
    async def _thread_of(said: discord.Message, kept: Given, language: str) -> discord.Thread:
        """The thread of a message, opened with a word on how to go on if there is none yet."""
        assert said.guild is not None
        if open_thread := said.guild.get_thread(said.id):
            return open_thread
        name = shortened(unmentioned(kept.typed or kept.question), LONGEST_NAME)
        try:
            thread = await said.create_thread(name=name)
        except discord.HTTPException as error:
            found = await said.guild.fetch_channel(said.id) if error.code == THREAD_EXISTS else None
            if not isinstance(found, discord.Thread):
                raise
            return found
        await thread.send(view=note(message("thread-begin", language)))
        return thread
