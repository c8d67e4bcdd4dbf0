"""From a question to the message that answers it, wherever it was asked."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui

from bot.answering.answerer import Told as Hears
from bot.answering.conversation import Exchange
from bot.answering.model import Abstention, Answer
from bot.community import Community
from bot.contract import moment
from bot.discord.answers import (
    LONGEST_CHOICE,
    MOST_OPTIONS,
    Shown,
    empty_view,
    given,
    growing_view,
    named_articles,
    outcome_view,
    writing_view,
)
from bot.discord.growing import Asks, Growing, Show
from bot.discord.records import Given, ServerSettings
from bot.discord.text import safe, shortened, unmentioned
from bot.discord.told import Told, error_view
from bot.discord.view import Colour, Press, note
from bot.wording import Audience, conflict_lines, understood, written_by
from index.language import language_of_question
from index.query import Filter, Query
from prompts import message

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.view import Interaction

log = logging.getLogger(__name__)
LONGEST = 1000
"""Characters of a question."""
LIBRARIES = 25
"""So many servers' libraries at most answer a direct message, those asked last."""
LONGEST_UNDERSTOOD = 200
"""Characters of a follow-up as it was understood."""
NOBODY = discord.AllowedMentions.none()
"""Said with every edit of a message, where discord.py does not say it by itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with who asked it, where, and how the answer is to be seen; `place` 0 is a direct message.

    It goes on from the answer `before`. `open`: if the articles do not say, the editors may know what was asked. `said`
    is the message that asks, if one does.
    """

    query: Query
    guild: int
    place: int
    asker: discord.User | discord.Member
    language: str
    private: bool
    with_question: bool = True
    before: Given | None = None
    open: bool = True
    said: int = 0

    @property
    def server(self) -> int:
        """Whose turn it takes in the queue; direct messages have one each."""
        return self.guild or self.asker.id


class Asking:
    """Answers what was asked, and shows the answer in the place of the question."""

    def __init__(self, bot: FootnoteBot) -> None:
        """Take the bot."""
        self.bot = bot

    async def answer_interaction(
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
        chosen = articles_chosen(settings.zone, since, until, publisher)
        query = Query(question_in(question), interaction.created_at, chosen)
        place = interaction.channel_id or 0 if interaction.guild_id else 0
        if before is None and isinstance(interaction.channel, discord.Thread) and interaction.guild_id:
            before = self.bot.memory.last_in(interaction.guild_id, place, interaction.user.id)
        language = language_for(query, settings)
        where = interaction.guild_id or 0, place, interaction.user
        asked = Asked(query, *where, language, hidden, before=before, open=private is not True)
        with self.bot.limits.turn(asked.asker.id, asked.server) as turn:
            await interaction.response.defer(ephemeral=hidden, thinking=True)
            await self.answer(asked, turn, lambda view: edited(interaction, view))

    async def answer(self, asked: Asked, before: int, show: Show) -> None:
        """Show the answer, after as long in the queue as it takes; what goes wrong is told in its place."""
        began = time.monotonic()
        try:
            if before:
                await show(note(f"⏳ {message('waiting', asked.language, count=before)}"))
            view = await (self._from_server(asked, show) if asked.guild else self._from_servers(asked, show))
        except Exception as error:
            view = error_view(error, asked.language)
        await show(view)
        log.info("answered in %.2f s (server %s)", time.monotonic() - began, asked.guild or "direct")

    async def _from_server(self, asked: Asked, show: Show) -> ui.LayoutView:
        """The answer of the library of the server where it was asked."""
        self.bot.memory.note_reader(asked.asker.id, asked.guild)
        editor = self.bot.is_editor(asked.asker, asked.guild)
        community = self.bot.community(asked.guild)
        query = self._on_clock_of(asked.guild, asked.query)

        async def ask(told: Hears | None) -> Answer | Abstention:
            return await community.ask(await self._understood(asked, query, asked.guild), told)

        outcome, stopped = await self._outcome(asked, asked.guild, ask, show)
        if isinstance(outcome, Abstention) and not await community.count():
            return empty_view(asked.language, editor=editor)
        growth = await community.growth() if isinstance(outcome, Abstention) else 0
        told = *stopped, *_written_by(outcome, asked.language)
        notes = (*_as_understood(asked, outcome), *told, *await notes_on(outcome.question, asked.language, community))
        return self._published(asked, asked.guild, outcome, notes, editor=editor, growth=growth)

    def _on_clock_of(self, guild: int, query: Query) -> Query:
        """The question as asked in the server's time zone, whose "today" it means."""
        return replace(query, asked=query.asked.astimezone(self.bot.server(guild).zone))

    async def _from_servers(self, asked: Asked, show: Show) -> ui.LayoutView:
        """The surest answer of the libraries of those servers where the asker has asked and still is."""
        guilds, unsure = await self._servers_of(asked.asker.id)
        query = await self._understood(asked, asked.query, asked.before.guild if asked.before else 0)
        goes_on = asked.before is not None and asked.before.direct and query != asked.query
        guilds = [guild for guild in guilds if goes_on and asked.before and guild == asked.before.guild] or guilds
        if not guilds:
            return note(message("not-confirmed" if unsure else "no-server", asked.language), Colour.ABSTENTION)
        filled = [guild for guild in guilds if await self.bot.community(guild).count()]
        if not filled:
            return note(message("empty-direct", asked.language), Colour.ABSTENTION)
        asking = [(guild, self._on_clock_of(guild, query)) for guild in filled[:LIBRARIES]]
        outcomes = [(guild, await self.bot.community(guild).quote(query)) for guild, query in asking]
        guild, quotes = max(outcomes, key=lambda pair: (isinstance(pair[1], Answer), pair[1].confidence))

        async def ask(told: Hears | None) -> Answer | Abstention:
            model = self.bot.app.settings.model
            return await self.bot.community(guild).ask(quotes.question, told) if model else quotes

        outcome, stopped = await self._outcome(asked, guild, ask, show)
        found = self.bot.get_guild(guild)
        where = message("from-server", asked.language, server=safe(found.name if found else str(guild)))
        notes = (
            *_as_understood(asked, outcome),
            where,
            *stopped,
            *_written_by(outcome, asked.language),
            *await notes_on(outcome.question, asked.language, self.bot.community(guild)),
        )
        return self._published(asked, guild, outcome, notes, editor=False)

    async def _understood(self, asked: Asked, query: Query, guild: int) -> Query:
        """The question as it stands alone, by what was asked before it in a server."""
        before = asked.before
        if before is None:
            return query
        said = " ".join(one.text for one in before.statements)
        return await self.bot.community(guild).understood(query, Exchange(before.question, said))

    async def _outcome(
        self, asked: Asked, guild: int, ask: Asks, show: Show
    ) -> tuple[Answer | Abstention, tuple[str, ...]]:
        """What a server's library answers, and whether that was stopped; a chat model's answer is shown growing."""
        if not self.bot.app.settings.model:
            return await ask(None), ()
        growing = Growing(show, lambda answer, stop: self._growing_view(asked, guild, answer, stop), asked.asker.id)
        growing.messages.add(asked.said)
        self.bot.growing[growing.key] = growing
        try:
            outcome = await growing.written(ask)
        finally:
            del self.bot.growing[growing.key]
        return outcome, (message("stopped", asked.language),) if growing.stopped else ()

    def _growing_view(self, asked: Asked, guild: int, answer: Answer | None, stop: Press) -> ui.LayoutView:
        if answer is None:
            return writing_view(asked.language, stop)
        kept = given(answer, guild, asked.place, asked.asker.id, asked.language, typed=_typed(asked, answer))
        shown = Shown(kept, "", named_articles(answer), self.bot.server(guild).zone)
        return growing_view(shown, stop, with_question=asked.with_question)

    def _told_apart(self, outcome: Answer | Abstention, asked: Asked, guild: int) -> tuple[str, ...]:
        """The lines that say where articles disagree."""
        audience = Audience(asked.language, self.bot.server(guild).zone)
        found = outcome.conflicts if isinstance(outcome, Answer) else ()
        return tuple(f"⚖️ {safe(line)}" for line in conflict_lines(found, audience))

    async def _servers_of(self, user: int) -> tuple[list[int], bool]:
        """Where somebody has asked and still is, the latest first; whether some of it could not be confirmed."""
        known = self.bot.memory.servers_of(user)
        confirmed = [(guild, await self.bot.is_member(user, guild)) for guild in known]
        return [guild for guild, sure in confirmed if sure], any(sure is None for _, sure in confirmed)

    def _published(
        self,
        asked: Asked,
        guild: int,
        outcome: Answer | Abstention,
        notes: tuple[str, ...],
        *,
        editor: bool,
        growth: int = 0,
    ) -> ui.LayoutView:
        kept = given(
            outcome,
            guild,
            asked.place,
            asked.asker.id,
            asked.language,
            notes=notes,
            apart=self._told_apart(outcome, asked, guild),
            private=asked.private,
            typed=_typed(asked, outcome),
        )
        key = self.bot.memory.keep_answer(kept)
        if asked.open and asked.place and not kept.statements and not self._could_not_say(outcome):
            self.bot.memory.gaps.keep(key, kept, growth)
        shown = Shown(kept, key, named_articles(outcome), self.bot.server(guild).zone)
        return outcome_view(shown, with_question=asked.with_question, editor=editor)

    def _could_not_say(self, outcome: Answer | Abstention) -> bool:
        """Whether it was the chat model that failed, with no quotes in its place, rather than the articles."""
        written = outcome.written
        return self.bot.app.settings.model_fallback == "none" and written is not None and bool(written.fell_back)


def question_in(text: str) -> str:
    """What is asked, without mentions; raises Told where nothing is."""
    if question := unmentioned(text):
        return question
    raise Told("nothing-asked")


def _written_by(outcome: Answer | Abstention, language: str) -> tuple[str, ...]:
    """The line that says which model wrote it, if one did."""
    told = written_by(outcome, language)
    return (safe(told),) if told else ()


async def notes_on(query: Query, language: str, community: Community) -> tuple[str, ...]:
    """The time that was understood, and what the filters of a question left out."""
    window = understood(query.window, language)
    notes = [safe(window)] if window else []
    return (*notes, *await left_out(query.chosen, language, community))


async def left_out(chosen: Filter, language: str, community: Community) -> tuple[str, ...]:
    """What filters left out: articles that name no date, or all where there is no such publisher."""
    notes = []
    if (chosen.since or chosen.until) and (undated := await community.count_undated(chosen)):
        notes.append(message("left-out", language, count=undated))
    if chosen.publisher and not await community.count(Filter(publisher=chosen.publisher)):
        notes.append(message("no-publisher", language, name=safe(shortened(chosen.publisher, 100))))
    return tuple(notes)


async def publishers_offered(bot: FootnoteBot, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """The publishers of this server's library whose names hold what was typed."""
    if interaction.guild_id is None:
        return []
    found = await bot.community(interaction.guild_id).publishers(typed, MOST_OPTIONS, LONGEST_CHOICE)
    return [app_commands.Choice(name=name, value=name) for name in found]


def language_for(query: Query, settings: ServerSettings) -> str:
    """The language of the words around the quotes: the server's if it has chosen one, else the question's."""
    return settings.language or language_of_question(query.text)


def articles_chosen(zone: tzinfo, since: str, until: str, publisher: str, language: str = "") -> Filter:
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
    return Filter(first, last, publisher.strip(), language)


def _typed(asked: Asked, outcome: Answer | Abstention) -> str:
    """What was asked, where it was understood otherwise; else ""."""
    return "" if outcome.question.text == asked.query.text else asked.query.text


def _as_understood(asked: Asked, outcome: Answer | Abstention) -> tuple[str, ...]:
    """The line that says how a follow-up was understood; none where it was taken at its word."""
    if not _typed(asked, outcome):
        return ()
    words = safe(shortened(unmentioned(outcome.question.text), LONGEST_UNDERSTOOD))
    return (message("understood-as", asked.language, question=words),)


async def edited(interaction: Interaction, view: ui.LayoutView) -> discord.Message:
    """Show a view in place of what an interaction was answered with."""
    return await interaction.edit_original_response(view=view)


async def said_as(shown: discord.Message, view: ui.LayoutView) -> discord.Message:
    """Show a view in place of a message of ours."""
    return await shown.edit(view=view, allowed_mentions=NOBODY)
