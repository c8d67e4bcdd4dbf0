"""What must be true of every answer whoever wrote it: each statement is backed by a quote that stands in an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.answering.model import Abstention, Answer
from bot.answering.support import support
from bot.contract import outcome_json
from bot.evaluation.figures import INVARIANTS
from index.terms import is_function_term, terms

Row = Mapping[str, Any]
_MARKER = re.compile(r"\[\d+\]")
_BROUGHT_ALONG = re.compile(
    r"\w+://\S*[\w/]|www\.\S*[\w/]|\]\(|<[@#&!:/a-z]|@(?:everyone|here)\b|```"  # links, mentions, code
    r"|[a-z0-9-]{2,}\.[a-z]{2,}\b|[?？]$"  # addresses, questions
    r"|[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f]"  # what hides or turns around
    r"|[\ufeff\ud800-\udfff\U000e0000-\U000e007f]",
    re.IGNORECASE,
)
"""What no statement has unless one of its quotes has it."""


def faults_of(outcome: Answer | Abstention) -> list[str]:
    """What is wrong with an outcome; nothing of an abstention."""
    texts = {hit.passage.article.id: hit.passage.article.text for hit in outcome.hits}
    return faults(outcome_json(None, outcome, "en", 0.0), texts)


def faults(row: Row, texts: Mapping[str, str]) -> list[str]:
    """What is wrong with an answer as the contract has it; `texts` are those of the articles, by their ids."""
    return [] if row["abstained"] else [*_faults(row, texts)]


def _faults(row: Row, texts: Mapping[str, str]) -> Iterator[str]:
    yield from (f"not true: {name}" for name, sound in INVARIANTS.items() if not sound(row, texts))
    if (numbers := [one["number"] for one in row["citations"]]) != [*range(1, len(numbers) + 1)]:
        yield f"the citations are numbered {numbers}"
    quotes = {one["number"]: one for one in row["citations"]}
    for statement in row["statements"]:
        yield from _faults_of_statement(statement["text"], [quotes[number] for number in statement["citations"]])


def _faults_of_statement(text: str, cited: Sequence[Row]) -> Iterator[str]:
    if not any(support(text, one["translation"] or one["quote"]).supported for one in cited):
        yield f"no quote backs {text!r}"
    if _MARKER.search(text):
        yield f"{text!r} has a marker of its own"
    if all(map(is_function_term, terms(text))):
        yield f"{text!r} says nothing"
    for found in _BROUGHT_ALONG.finditer(text):
        if not any(found[0].casefold() in one["quote"].casefold() for one in cited):
            yield f"no quote has the {found[0]!r} of {text!r}"
