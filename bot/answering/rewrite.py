"""A follow-up -> a question that stands alone, by the chat model; conversation.py is the way without one."""

from __future__ import annotations

from bot.answering.chat import Talk
from bot.answering.cite import brings_along
from bot.answering.conversation import Exchange
from bot.answering.evidence import harmless
from bot.answering.quantities import quantities
from bot.answering.wanted import names_in
from index.language import language_of_question
from index.terms import content_terms, terms
from prompts import prompt

LONGEST, LONGEST_ANSWER = 300, 800
"""Characters of a question that is understood, and of the answer before it that the model reads."""
OLD_WORDS = 0.5
"""So much at least of what carries meaning must have been said before; a model may put it in other words."""


async def rewritten(asked: str, before: Exchange, talk: Talk) -> str | None:
    """The follow-up as the model understands it; None if that is no question by what was said. Raises ModelFailed."""
    shown = prompt(
        "exchange",
        question=harmless(before.question),
        answer=harmless(before.answer[:LONGEST_ANSWER]),
        asked=harmless(asked),
    )
    said = await talk.reply([("system", prompt("followup")), ("human", shown)])
    lines = [line.strip().strip("\"“”'") for line in said.splitlines() if line.strip()]
    return lines[0] if len(lines) == 1 and _stands_on(lines[0], asked, before) else None


def _stands_on(question: str, asked: str, before: Exchange) -> bool:
    """Whether it brings along no name, number, link or language that was not there, and is mostly what was said.

    It has the names and numbers of the follow-up, and is not the question before once more.
    """
    said = f"{before.question} {before.answer} {asked}"
    if len(question) > max(LONGEST, len(asked)) or language_of_question(question) != language_of_question(asked):
        return False
    if terms(question) == terms(before.question) != terms(asked):
        return False
    if not _names_and_numbers(asked) <= {*terms(question), *_names_and_numbers(question)}:
        return False
    known, content = set(terms(said)), set(content_terms(question))
    if not {one.term for one in quantities(question)} <= {one.term for one in quantities(said)}:
        return False
    if not known.issuperset(term for name in names_in(question) for term in terms(name)):
        return False
    return bool(content) and len(content & known) >= OLD_WORDS * len(content) and not brings_along(question, said)


def _names_and_numbers(text: str) -> set[str]:
    return {one.term for one in quantities(text)}.union(*(terms(name) for name in names_in(text)))
