"""The chat model as a judge: does this evidence say what a statement says? It replaces support.py where that is set."""

from __future__ import annotations

import re

from bot.answering.chat import Talk
from bot.answering.evidence import harmless
from bot.answering.quantities import quantities
from bot.answering.support import THRESHOLD, Support, support
from bot.answering.wanted import names_in
from index.terms import terms
from prompts import prompt

_CODE = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z0-9])\w+")
_NUMBER = re.compile(r"(?<![\d.,-])(?:100|\d?\d)(?![\d]|[.,]\d)")
_ALONE = re.compile(rf"[\W_]*(?:\w+\W*[:=])?[\W_]*?({_NUMBER.pattern})[\W_]*")
"""A line that has nothing else, or says that it is the score."""
_SCALE = re.compile(r"\b(?:from |between )?0 ?(?:to|and|-|–) ?100\b|(?: ?/| out of| of) ?\**100\b")


async def judged(claim: str, evidence: str, talk: Talk) -> Support:
    """How well evidence backs a claim as the model sees it; as support.py does where its word cannot be read.

    Nor does its word count for a claim that brings a number or a name along.
    The quote is the slice that support.py finds nearest. Raises ModelFailed.
    """
    asked = prompt("claim", evidence=harmless(evidence), claim=" ".join(harmless(claim).split()))
    said = await talk.reply([("system", prompt("judge")), ("human", asked)])
    by_code = support(claim, evidence)
    score = _score(said)
    if score is None or _brings_along(claim, evidence):
        return by_code
    return Support(score, score >= THRESHOLD, by_code.quote)


def _brings_along(claim: str, evidence: str) -> bool:
    """Whether it has a number, a name or a code that the evidence has not: no opinion mends that."""
    known = {*terms(evidence)}
    numbers, told = ({one.value for one in quantities(text)} for text in (claim, evidence))
    names = {term for name in (*names_in(claim), *_CODE.findall(claim)) for term in terms(name)}
    return not (numbers <= told and names <= known)


def _score(said: str) -> float | None:
    """The number that it gives, 0..1; None where it names several, and none on a line of its own."""
    lines = _SCALE.sub("", said).splitlines()
    alone = {found[1] for line in lines if (found := _ALONE.fullmatch(line))}
    numbers = alone or {number for line in lines for number in _NUMBER.findall(line)}
    return int(numbers.pop()) / 100 if len(numbers) == 1 else None
