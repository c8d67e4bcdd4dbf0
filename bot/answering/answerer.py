"""The whole way from a question to an answer, on one screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering.abstain import THRESHOLD, confidence
from bot.answering.candidates import by_answers, candidates
from bot.answering.cite import as_statement
from bot.answering.conflicts import conflicts
from bot.answering.extract import extract
from bot.answering.model import Abstention, Answer, Citation, Statement
from bot.answering.support import support
from index.query import Found, Query

Told = Callable[[Answer], Awaitable[None]]
"""Hears an answer as it grows: its statements are checked, and more may follow."""


@dataclass(frozen=True)
class Answerer:
    """Retrieve -> enough? -> choose the quotes -> state -> check."""

    retrieve: Callable[[Query], Awaitable[Found]]
    write: Callable[[Query, Found, Told | None], Awaitable[Answer | Abstention]]

    async def answer(self, question: Query, told: Told | None = None) -> Answer | Abstention:
        """An answer whose every statement is backed by its quote, or an abstention with the nearest articles."""
        return await self.write(question, await self.retrieve(question), told)


def quoted(question: Query, found: Found) -> Answer | Abstention:
    """The answer made of quotes alone: some ten milliseconds of computing, so not for an event loop."""
    topic = question.topic
    said = candidates(topic, found)
    found = by_answers(found, said)
    sure = confidence(topic, found, said)
    citations = extract(said) if sure >= THRESHOLD else []
    statements, kept = check(citations)
    if not statements:
        return Abstention(question, sure, found.hits)
    return Answer(question, sure, found.hits, statements, kept, conflicts=conflicts(question, statements, kept))


def check(citations: Sequence[Citation]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """State each quote, keep those statements that it really supports, and number them from 1 without a gap."""
    statements: list[Statement] = []
    kept: list[Citation] = []
    for citation in citations:
        text = as_statement(citation.quote)
        judged = support(text, citation.quote)
        if judged.supported:
            kept.append(replace(citation, number=len(kept) + 1))
            statements.append(Statement(text, (len(kept),), judged.score))
    return tuple(statements), tuple(kept)
