"""A disagreement of articles in the chat model's words, held to the two quotes with their publishers and dates."""

from __future__ import annotations

from babel.dates import format_date

from bot.answering.chat import Talk
from bot.answering.cite import Backed, as_statement, brings_along
from bot.answering.draft import DraftReader
from bot.answering.evidence import harmless
from bot.answering.model import Conflict, Side
from bot.answering.quantities import quantities
from bot.answering.support import support
from index.language import language_of_question
from prompts import prompt

FIRST, SECOND = "K1AA", "K2BB"
"""The keys of the two quotes."""


async def worded(question: str, conflict: Conflict, talk: Talk) -> Backed | None:
    """One sentence that gives both sides, cited to both; None if it says anything else. Raises ModelFailed."""
    language = language_of_question(question)
    lines = [_reported(side, language) for side in (conflict.first, conflict.second)]
    asked = prompt(
        "conflict",
        question=harmless(question),
        sides="\n".join(f"[{key}] {harmless(line)}" for key, line in zip((FIRST, SECOND), lines, strict=True)),
        relation=prompt("update" if conflict.update else "disagreement"),
        first=FIRST,
        second=SECOND,
    )
    reader = DraftReader()
    drafted = [*reader.read(await talk.reply([("human", asked)])), *reader.end()]
    if len(drafted) != 1:
        return None
    text, evidence = as_statement(drafted[0].text), "; ".join(line.rstrip(" .") for line in lines)
    judged = support(text, evidence)
    if not judged.supported or brings_along(text, evidence):
        return None
    if not all(gives(text, side) for side in (conflict.first, conflict.second)):
        return None
    return Backed(text, (conflict.first.citation, conflict.second.citation), judged.score)


def gives(text: str, side: Side) -> bool:
    """Whether a text has the number of a side, or its date or name in so many words."""
    numbers = {one.value for one in quantities(side.said)}
    if numbers:
        return numbers <= {one.value for one in quantities(text)}
    return side.said.casefold() in text.casefold()


def _reported(side: Side, language: str) -> str:
    """Who reported it and when, and the quote; what is said of that in such words is what the library holds of it."""
    article = side.citation.article
    by = article.publisher or article.title or article.id
    if article.published is None:
        return f"{by}: {side.citation.quote}"
    date = article.published.at.date()
    if language == "ko":
        return f"{by} {format_date(date, 'long', locale='ko')} 보도: {side.citation.quote}"
    return f"{by} reported on {format_date(date, 'long', locale='en_GB')}: {side.citation.quote}"
