"""The ways in: a command, a mention, a reply, a direct message or a right-click becomes a question."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.discord.answers import Shown, outcome_view
from bot.discord.asking import (
    LONGEST,
    Asked,
    Asking,
    language_for,
    publishers_offered,
    question_in,
    said_as,
)
from bot.discord.form import Form
from bot.discord.naming import localised
from bot.discord.recent import Recent
from bot.discord.records import Given
from bot.discord.text import unmentioned
from bot.discord.told import Told, error_view
from bot.discord.view import Colour, Press, note, presses_in
from index.query import Query
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
FRESH = timedelta(minutes=30)
"""So long a direct message may go on from the one before it; later only a reply or the button does."""
MOST_TOLD = 10_000
"""So many users are remembered as told that Discord hides their replies."""


class Ask(commands.Cog):
    """Questions."""

    def __init__(self, bot: FootnoteBot, asking: Asking) -> None:
        """Take the bot and what answers, and answer for the parts of answers."""
        self.bot = bot
        self.asking = asking
        bot.answers_to({"read-on": self.read_on, "share": self.share, "delete": self.delete})
        self._told_hidden = Recent(MOST_TOLD)
        self._about = app_commands.ContextMenu(name=localised("menu-ask-about"), callback=self.ask_about)
        self._about.guild_only = True
        bot.tree.add_command(self._about)

    # The ways in

    @app_commands.command(name="ask", description=localised("command-ask"))
    @app_commands.describe(
        question=localised("option-question"),
        since=localised("option-since"),
        until=localised("option-until"),
        publisher=localised("option-publisher"),
        private=localised("option-private"),
    )
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def ask(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, LONGEST],
        since: str = "",
        until: str = "",
        publisher: str = "",
        private: bool | None = None,
    ) -> None:
        """`/ask`, in a server or in a direct message."""
        await self.asking.answer_interaction(interaction, question, since, until, publisher, private)

    @ask.autocomplete("publisher")
    async def publishers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The publishers of this server's library."""
        return await publishers_offered(self.bot, interaction, typed)

    async def ask_about(self, interaction: Interaction, about: discord.Message) -> None:
        """A right-click on a message: its text may be edited first."""
        language = self.bot.language(interaction)

        async def submitted(interaction: Interaction, form: Form) -> None:
            await self.asking.answer_interaction(interaction, form.text("question"))

        form = Form(message("ask-about-title", language), language, submitted)
        label = message("question", language)
        form.ask_for("question", label, unmentioned(about.content), longest=LONGEST, required=True)
        await interaction.response.send_modal(form)

    @commands.Cog.listener()
    async def on_message(self, said: discord.Message) -> None:
        """A mention, a reply to one of its answers with the ping on, or a direct message."""
        if said.author.bot or self.bot.user is None:
            return
        question = unmentioned(said.content)[:LONGEST]
        if said.guild and not self._may_answer_in(said):
            return
        if not question and isinstance(said.channel, discord.Thread):
            return
        if self._is_hidden(said):
            await self._tell_hidden(said)
        elif said.guild is None or self.bot.user in said.mentions:
            with self.bot.finishing(said.id):
                await self._answer_message(said, question)

    async def _tell_hidden(self, said: discord.Message) -> None:
        """Once a user, so that talk below an answer is left alone."""
        if self._told_hidden.meet(said.author.id):
            words = message("reply-hidden", self.bot.language_in(said.guild))
            await self._reply(said, note(words, Colour.ABSTENTION))

    def _is_hidden(self, said: discord.Message) -> bool:
        """Whether it replies to the answer of a command: Discord then neither counts a ping nor shows the text."""
        answered = said.reference.resolved if said.reference else None
        if said.content or not isinstance(answered, discord.Message):
            return False
        return answered.author == self.bot.user and answered.interaction_metadata is not None

    def _may_answer_in(self, said: discord.Message) -> bool:
        chosen = self.bot.server(said.guild).channels
        return chosen is None or bool({said.channel.id, getattr(said.channel, "parent_id", None)} & {*chosen})

    async def _answer_message(self, said: discord.Message, question: str) -> None:
        """Answer a message below it; where the bot may not speak it stays silent."""
        guild = said.guild.id if said.guild else 0
        query = Query(question, said.created_at)
        language = language_for(query, self.bot.server(said.guild)) if question else self.bot.language_in(said.guild)
        place = said.channel.id if guild else 0
        before_it = self._before(said, place)
        where = guild, place, said.author
        asked = Asked(query, *where, language, private=False, with_question=False, before=before_it, said=said.id)
        try:
            if self.bot.leaving:
                raise Told("leaving")
            question_in(question)
            with self.bot.limits.turn(asked.asker.id, asked.server) as before:
                await self._answer_below(said, asked, before)
        except Exception as error:
            await self._reply(said, error_view(error, language))

    def _before(self, said: discord.Message, place: int) -> Given | None:
        """The answer that a message replies to, else in a thread the last one there, of direct messages a fresh one."""
        guild = said.guild.id if said.guild else 0
        answered = said.reference.resolved if said.reference else None
        if isinstance(answered, discord.Message) and answered.author == self.bot.user:
            for press in presses_in(answered):
                kept = self.bot.memory.answer(press.key)
                if kept and kept.place == place and not kept.private and (kept.guild == guild or not place):
                    return kept
        if said.guild and not isinstance(said.channel, discord.Thread):
            return None
        last = self.bot.memory.last_in(guild, place, said.author.id)
        return last if last and (said.guild or said.created_at - last.asked < FRESH) else None

    async def _answer_below(self, said: discord.Message, asked: Asked, before: int) -> None:
        """A reply that first says that it is under way and then becomes the answer."""
        shown = await self._reply(said, note(f"⏳ {message('searching', asked.language)}"))
        if shown is None:
            return

        try:
            await self.asking.answer(asked, before, lambda view: said_as(shown, view))
        except discord.NotFound:
            log.info("the answer in %s was deleted before it was written", said.channel.id)

    @staticmethod
    async def _reply(said: discord.Message, view: ui.LayoutView) -> discord.Message | None:
        try:
            return await said.channel.send(view=view, reference=said.to_reference(fail_if_not_exists=False))
        except discord.HTTPException as error:
            log.info("cannot answer in %s: %s", said.channel.id, error)
            return None

    # The parts of an answer

    async def read_on(self, interaction: Interaction, press: Press) -> None:
        """The next page, for the one who pressed."""
        kept = await self.bot.given(interaction, press.key)
        await interaction.response.defer(ephemeral=True, thinking=True)
        view = outcome_view(await self._recalled(kept, press.key), with_question=False, editor=False, page=press.page)
        await interaction.edit_original_response(view=view)

    async def share(self, interaction: Interaction, press: Press) -> None:
        """The private answer once more, for all in the channel."""
        kept = await self.bot.given(interaction, press.key)
        if interaction.user.id != kept.asker or not kept.private:
            raise Told("not-yours")
        if kept.shared:
            raise Told("shared-before")
        self.bot.memory.keep_answer(replace(kept, shared=True), press.key)
        try:
            await interaction.response.defer()
            public = replace(kept, private=False)
            shown = await self._recalled(public, self.bot.memory.keep_answer(public))
            await interaction.followup.send(view=outcome_view(shown, with_question=True, editor=False))
        except Exception:
            self.bot.memory.keep_answer(kept, press.key)
            raise
        once = await self._recalled(replace(kept, shared=True), press.key)
        await interaction.edit_original_response(view=outcome_view(once, with_question=True, editor=False))

    async def _recalled(self, kept: Given, key: str) -> Shown:
        """A given answer with its articles in the versions it cited."""
        cited: list[tuple[str, int | None]] = [(one.article_id, one.version) for one in kept.cited]
        wanted = cited or [(id, None) for id in kept.nearest]
        found = await self.bot.community(kept.guild).versions(wanted)
        articles = tuple(stored.article for stored in found if stored)
        if len(articles) < len(cited):
            raise Told("article-gone")
        return Shown(kept, key, articles, self.bot.server(kept.guild).zone)

    async def delete(self, interaction: Interaction, press: Press) -> None:
        """Take an answer back; for its asker and for editors."""
        kept = await self.bot.given(interaction, press.key)
        if interaction.user.id != kept.asker and not self.bot.is_editor(interaction.user, interaction.guild_id):
            raise Told("not-yours-to-delete")
        await interaction.response.defer()
        await interaction.delete_original_response()
        self.bot.memory.forget_answer(press.key)
        self.bot.memory.gaps.forget(press.key)
