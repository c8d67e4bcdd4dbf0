"""Asking: a command, a mention, a reply, a direct message or a right-click becomes a question; its answer a message."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.answering.conversation import standing_alone
from bot.answering.model import Abstention, Answer
from bot.community import Community
from bot.contract import moment
from bot.discord.answers import LONGEST_CHOICE, Shown, empty_view, given, named_articles, outcome_view
from bot.discord.form import Form
from bot.discord.records import Given, ServerSettings
from bot.discord.text import safe, shortened, unmentioned
from bot.discord.told import Told, error_view
from bot.discord.view import Colour, Press, note, presses_in
from bot.wording import understood
from index.language import language_of_question
from index.query import EVERYTHING, Filter, Query
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
LONGEST = 1000
"""Characters of a question."""
FRESH = timedelta(minutes=30)
"""So long a direct message may go on from the one before it; later only a reply or the button does."""
THREAD_EXISTS, LONGEST_NAME = 160004, 100
"""Discord's error where a message has its thread already, and characters of a thread's name."""
LIBRARIES = 25
"""So many servers' libraries at most answer a direct message, those asked last."""
NOBODY = discord.AllowedMentions.none()
"""Said with every edit of a message, where discord.py does not say it by itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with who asked it, where, and how the answer is to be seen; `place` 0 is a direct message.

    `typed` is what was asked, where it was understood otherwise; `of` the server whose library a direct message goes on
    with.
    """

    query: Query
    guild: int
    place: int
    asker: discord.User | discord.Member
    language: str
    private: bool
    with_question: bool = True
    typed: str = ""
    of: int = 0

    @property
    def server(self) -> int:
        """Whose turn it takes in the queue; direct messages have one each."""
        return self.guild or self.asker.id


class Ask(commands.Cog):
    """Questions."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot, and answer for the parts of answers."""
        self.bot = bot
        bot.answers_to({"read-on": self.read_on, "share": self.share, "delete": self.delete, "follow": self.follow})
        self._told_hidden: set[int] = set()
        self._about = app_commands.ContextMenu(name="Ask about this", callback=self.ask_about)
        self._about.guild_only = True
        bot.tree.add_command(self._about)

    # The ways in

    @app_commands.command(name="ask", description="Ask the articles a question; every sentence comes with its source")
    @app_commands.describe(
        question="What do you want to know?",
        since="Only articles published from this day on, such as 2026-09-01",
        until="Only articles published until this day, such as 2026-09-30",
        publisher="Only articles of this publisher",
        private="Only you see the answer",
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
        await self._answer_interaction(interaction, question, since, until, publisher, private)

    @ask.autocomplete("publisher")
    async def publishers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The publishers of this server's library."""
        if interaction.guild_id is None:
            return []
        found = await self.bot.community(interaction.guild_id).publishers(typed, 25, LONGEST_CHOICE)
        return [app_commands.Choice(name=name, value=name) for name in found]

    async def ask_about(self, interaction: Interaction, about: discord.Message) -> None:
        """A right-click on a message: its text may be edited first."""
        language = self.bot.language(interaction)

        async def submitted(interaction: Interaction, form: Form) -> None:
            await self._answer_interaction(interaction, form.text("question"))

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
        if said.author.id not in self._told_hidden:
            self._told_hidden.add(said.author.id)
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

    # From the question to the message

    async def _answer_interaction(
        self,
        interaction: Interaction,
        question: str,
        since: str = "",
        until: str = "",
        publisher: str = "",
        private: bool | None = None,
        before: Given | None = None,
    ) -> None:
        """Answer a command or a form; what is wrong with a question only its asker is told.

        It goes on from the answer before it, which in a thread is the last one there.
        """
        settings = self.bot.server(interaction.guild or interaction.guild_id)
        hidden = interaction.guild_id is not None and (settings.private if private is None else private)
        chosen = self._chosen(settings.zone, since, until, publisher)
        query = Query(self._question(question), interaction.created_at, chosen)
        place = interaction.channel_id or 0 if interaction.guild_id else 0
        if before is None and isinstance(interaction.channel, discord.Thread) and interaction.guild_id:
            before = self.bot.memory.last_in(interaction.guild_id, place, interaction.user.id)
        language = self._language(query, settings)
        asked = _going_on(Asked(query, interaction.guild_id or 0, place, interaction.user, language, hidden), before)

        with self.bot.limits.turn(asked.asker.id, asked.server) as turn:
            await interaction.response.defer(ephemeral=hidden, thinking=True)
            await self._answer(asked, turn, lambda view: _edited(interaction, view))

    async def _answer_message(self, said: discord.Message, question: str) -> None:
        """Answer a message below it; where the bot may not speak it stays silent."""
        guild = said.guild.id if said.guild else 0
        query = Query(question, said.created_at)
        language = self._language(query, self.bot.server(said.guild)) if question else self.bot.language_in(said.guild)
        place = said.channel.id if guild else 0
        asked = Asked(query, guild, place, said.author, language, private=False, with_question=False)
        asked = _going_on(asked, self._before(said, place))
        try:
            if self.bot.leaving:
                raise Told("leaving")
            self._question(question)
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
            await self._answer(asked, before, lambda view: _said(shown, view))
        except discord.NotFound:
            log.info("the answer in %s was deleted before it was written", said.channel.id)

    @staticmethod
    async def _reply(said: discord.Message, view: ui.LayoutView) -> discord.Message | None:
        try:
            return await said.channel.send(view=view, reference=said.to_reference(fail_if_not_exists=False))
        except discord.HTTPException as error:
            log.info("cannot answer in %s: %s", said.channel.id, error)
            return None

    @staticmethod
    def _language(query: Query, settings: ServerSettings) -> str:
        """The language of the words around the quotes: the server's if it has chosen one, else the question's."""
        return settings.language or language_of_question(query.text)

    @staticmethod
    def _question(text: str) -> str:
        if question := unmentioned(text):
            return question
        raise Told("nothing-asked")

    @staticmethod
    def _chosen(zone: tzinfo, since: str, until: str, publisher: str) -> Filter:
        """Which articles are asked for; raises Told for a date that is none."""

        def read(text: str, *, end_of_day: bool) -> datetime | None:
            if not text.strip():
                return None
            try:
                found = moment(text.strip(), zone)
            except ValueError as error:
                raise Told("not-a-date", text=text[:50]) from error
            return found + timedelta(days=1) if end_of_day and len(text.strip()) <= len("2026-11-23") else found

        first, last = read(since, end_of_day=False), read(until, end_of_day=True)
        if first and last and first >= last:
            raise Told("no-such-span", since=since, until=until)
        return Filter(first, last, publisher.strip()) if since or until or publisher else EVERYTHING

    async def _answer(self, asked: Asked, before: int, show: Callable[[ui.LayoutView], Awaitable[None]]) -> None:
        """Show the answer, after as long in the queue as it takes; what goes wrong is told in its place."""
        began = time.monotonic()
        try:
            if before:
                await show(note(f"⏳ {message('waiting', asked.language, count=before)}"))
            view = await (self._from_server(asked) if asked.guild else self._from_servers(asked))
        except Exception as error:
            view = error_view(error, asked.language)
        await show(view)
        log.info("answered in %.2f s (server %s)", time.monotonic() - began, asked.guild or "direct")

    async def _from_server(self, asked: Asked) -> ui.LayoutView:
        """The answer of the library of the server where it was asked."""
        self.bot.memory.note_reader(asked.asker.id, asked.guild)
        editor = self.bot.is_editor(asked.asker, asked.guild)
        community = self.bot.community(asked.guild)
        outcome = await community.ask(self._on_clock_of(asked.guild, asked.query))
        if isinstance(outcome, Abstention) and not await community.count():
            return empty_view(asked.language, editor=editor)
        notes = (*_as_understood(asked), *await self._notes(outcome.question, asked.language, community))
        return self._published(asked, asked.guild, outcome, notes, editor=editor)

    def _on_clock_of(self, guild: int, query: Query) -> Query:
        """The question as asked in the server's time zone, whose "today" it means."""
        return replace(query, asked=query.asked.astimezone(self.bot.server(guild).zone))

    @staticmethod
    async def _notes(query: Query, language: str, community: Community) -> tuple[str, ...]:
        """The time that was understood, and what the filters of a question left out."""
        window = understood(query.window, language)
        notes = [safe(window)] if window else []
        chosen = query.chosen
        if (chosen.since or chosen.until) and (undated := await community.count_undated(chosen)):
            notes.append(message("left-out", language, count=undated))
        if chosen.publisher and not await community.count(Filter(publisher=chosen.publisher)):
            notes.append(message("no-publisher", language, name=safe(shortened(chosen.publisher, 100))))
        return tuple(notes)

    async def _from_servers(self, asked: Asked) -> ui.LayoutView:
        """The surest answer of the libraries of those servers where the asker has asked and still is."""
        guilds, unsure = await self._servers_of(asked.asker.id)
        guilds = [guild for guild in guilds if guild == asked.of] or guilds
        if not guilds:
            return note(message("not-confirmed" if unsure else "no-server", asked.language), Colour.ABSTENTION)
        filled = [guild for guild in guilds if await self.bot.community(guild).count()]
        if not filled:
            return note(message("empty-direct", asked.language), Colour.ABSTENTION)
        asking = [(guild, self._on_clock_of(guild, asked.query)) for guild in filled[:LIBRARIES]]
        outcomes = [(guild, await self.bot.community(guild).ask(query)) for guild, query in asking]
        guild, outcome = max(outcomes, key=lambda pair: (isinstance(pair[1], Answer), pair[1].confidence))
        found = self.bot.get_guild(guild)
        where = message("from-server", asked.language, server=safe(found.name if found else str(guild)))
        notes = (
            *_as_understood(asked),
            where,
            *await self._notes(outcome.question, asked.language, self.bot.community(guild)),
        )
        return self._published(asked, guild, outcome, notes, editor=False)

    async def _servers_of(self, user: int) -> tuple[list[int], bool]:
        """Where somebody has asked and still is, the latest first; whether some of it could not be confirmed."""
        known = self.bot.memory.servers_of(user)
        confirmed = [(guild, await self.bot.is_member(user, guild)) for guild in known]
        return [guild for guild, sure in confirmed if sure], any(sure is None for _, sure in confirmed)

    def _published(
        self, asked: Asked, guild: int, outcome: Answer | Abstention, notes: tuple[str, ...], *, editor: bool
    ) -> ui.LayoutView:
        kept = given(
            outcome,
            guild,
            asked.place,
            asked.asker.id,
            asked.language,
            notes=notes,
            private=asked.private,
            typed=asked.typed,
        )
        zone = self.bot.server(guild).zone
        shown = Shown(kept, self.bot.memory.keep_answer(kept), named_articles(outcome), zone)
        return outcome_view(shown, with_question=asked.with_question, editor=editor)

    # Following up

    async def follow(self, interaction: Interaction, press: Press) -> None:
        """A form for a further question; its answer stands in a thread where that is possible, else in place."""
        await self.bot.given(interaction, press.key)
        language = self.bot.language(interaction)

        async def submitted(interaction: Interaction, form: Form) -> None:
            kept = await self.bot.given(interaction, press.key)
            if interaction.message and self._opens_threads(interaction, kept):
                await self._answer_in_thread(interaction, interaction.message, kept, form.text("question"))
            else:
                await self._answer_interaction(interaction, form.text("question"), private=kept.private, before=kept)

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
        query = Query(self._question(question), interaction.created_at)
        language = self._language(query, self.bot.server(interaction.guild_id))
        here = Asked(query, kept.guild, kept.place, interaction.user, language, private=True)
        asked = _going_on(here, kept)
        with self.bot.limits.turn(asked.asker.id, asked.server) as before:
            await interaction.response.defer(ephemeral=True, thinking=True)
            try:
                thread = await self._thread_of(said, kept, language)
                shown = await thread.send(view=note(f"⏳ {message('searching', language)}"))
            except discord.HTTPException as error:
                log.info("no thread can be opened in %s: %s", kept.place, error)
                await self._answer(asked, before, lambda view: _edited(interaction, view))
                return
            where = note(message("goes-on-in", language, thread=thread.mention), Colour.DONE)
            await interaction.edit_original_response(view=where)
            in_thread = replace(asked, place=thread.id, private=False)
            await self._answer(in_thread, before, lambda view: _said(shown, view))

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


async def _edited(interaction: Interaction, view: ui.LayoutView) -> None:
    await interaction.edit_original_response(view=view)


async def _said(shown: discord.Message, view: ui.LayoutView) -> None:
    await shown.edit(view=view, allowed_mentions=NOBODY)


def _going_on(asked: Asked, before: Given | None) -> Asked:
    """The question as it stands alone, by what was asked before it."""
    typed = asked.query.text
    understood = standing_alone(typed, before.question) if before else typed
    if before is None or understood == typed:
        return asked
    of = before.guild if before.direct else 0
    return replace(asked, query=replace(asked.query, text=understood), typed=typed, of=of)


def _as_understood(asked: Asked) -> tuple[str, ...]:
    """The line that says how a follow-up was understood; none where it was taken at its word."""
    if not asked.typed:
        return ()
    return (message("understood-as", asked.language, question=safe(shortened(unmentioned(asked.query.text), 200))),)
