"""What must be true of every answer whoever wrote it: each statement is backed by a quote that stands in an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.answering.model import Abstention, Answer
from bot.answering.support import support
from bot.contract import outcome_json
from bot.evaluation.figures import INVARIANTS

Row = Mapping[str, Any]
_BROUGHT_ALONG = re.compile(r"\w+://|www\.|\]\(|<[@#&!:/a-z]|@(?:everyone|here)\b|```", re.IGNORECASE)
"""What begins a link, a mention, a picture or a block of code."""


def faults_of(outcome: Answer | Abstention) -> list[str]:
    """What is wrong with an outcome; nothing of an abstention."""
    hits = {hit.passage.article.id: hit.passage.article.text for hit in outcome.hits}
    return faults(outcome_json(None, outcome, "en", 0.0), hits)


def faults(row: Row, texts: Mapping[str, str]) -> list[str]:
    """What is wrong with an answer as the contract has it; `texts` are those of the articles, by their ids."""
    return [] if row["abstained"] else [*_faults(row, texts)]


def _faults(row: Row, texts: Mapping[str, str]) -> Iterator[str]:
    yield from (f"not true: {name}" for name, sound in INVARIANTS.items() if not sound(row, texts))
    if (numbers := [one["number"] for one in row["citations"]]) != [*range(1, len(numbers) + 1)]:
        yield f"the citations are numbered {numbers}"
    quotes = {one["number"]: one["quote"] for one in row["citations"]}
    for statement in row["statements"]:
        cited = [quotes[number] for number in statement["citations"]]
        text = statement["text"]
        if not any(support(text, quote).supported for quote in cited):
            yield f"no quote backs {text!r}"
        if not any(letter.isalnum() for letter in text):
            yield f"{text!r} says nothing"
        for found in _BROUGHT_ALONG.finditer(text):
            if not any(found[0] in quote for quote in cited):
                yield f"no quote has the {found[0]!r} of {text!r}"
