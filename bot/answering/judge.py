"""The chat model as a judge: does this evidence say what a statement says? It replaces support.py where that is set."""

from __future__ import annotations

import re

from bot.answering.chat import Talk
from bot.answering.evidence import harmless
from bot.answering.support import THRESHOLD, Support, support
from prompts import prompt

_NUMBER = re.compile(r"(?<![\d.,-])(?:100|\d?\d)(?![\d]|[.,]\d)")


async def judged(claim: str, evidence: str, talk: Talk) -> Support:
    """How well evidence backs a claim as the model sees it; as support.py does where its word cannot be read.

    The quote is the slice that support.py finds nearest. Raises ModelFailed.
    """
    asked = prompt("claim", evidence=harmless(evidence), claim=harmless(claim))
    said = await talk.reply([("system", prompt("judge")), ("human", asked)])
    by_code = support(claim, evidence)
    found = _NUMBER.search(said)
    if found is None:
        return by_code
    score = int(found[0]) / 100
    return Support(score, score >= THRESHOLD, by_code.quote)
