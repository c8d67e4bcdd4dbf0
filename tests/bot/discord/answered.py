"""Answers longer than quotes alone make them, as a chat model will write them."""

from __future__ import annotations

from datetime import UTC, datetime

import discord

from bot.answering.model import Statement
from bot.discord.answers import Shown, outcome_view
from bot.discord.records import Cited, Given
from tests.bot.discord.town import Town
from tests.library import an_article


async def an_answer(town: Town, statements: int, words: int = 12) -> discord.Message:
    """An answer of so many statements of so many words, each with its own citation, in the general channel."""
    told = [f"Ferry {number} {'sails ' * (words - 3)}home{number}." for number in range(1, statements + 1)]
    article = an_article("fleet", "\n\n".join(told), "2026-11-22", title="The fleet")
    town.fill(article)
    starts = [article.text.index(one) for one in told]
    given = Given(
        guild=town.guild.id,
        place=town.general.id,
        asker=town.reader.id,
        asked=datetime(2026, 11, 23, tzinfo=UTC),
        private=False,
        language="en",
        question="Where do the ferries sail?",
        confidence=0.9,
        statements=tuple(Statement(one, (number,), 1.0) for number, one in enumerate(told, start=1)),
        cited=tuple(Cited("fleet", 1, start, start + len(one)) for start, one in zip(starts, told, strict=True)),
        nearest=(),
    )
    shown = Shown(given, town.bot.memory.keep_answer(given), (article,) * statements, UTC)
    channel = town.bot.get_channel(town.general.id)
    assert isinstance(channel, discord.TextChannel)
    sent = await channel.send(view=outcome_view(shown, with_question=True, editor=False))
    await town.env.settle()
    return sent
