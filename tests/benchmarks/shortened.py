"""A question as somebody in a hurry types it: its asking words and a few of its heaviest; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.answering.wanted import wanted
from index.terms import terms

WORDS = (1, 2, 3, 5)
"""How many of the heaviest words stay."""
_ASKING = re.compile(
    r"\bhow(?: (?:many|much|long|old|far|tall|big|large|high|often|fast|deep|soon))?\b"
    r"|\b(?:who(?:m|se)?|what|which|when|where|why)\b"
    r"|\w*(?:누구|누가|무엇|무슨|언제|어디|얼마|어느|어떤|어떻|며칠|왜|몇|뭐)\w*",
    re.IGNORECASE,
)


def shortened(question: str, weights: Mapping[str, float], words: int) -> str:
    """The last sentence that asks, with only what asks and the heaviest words, in their order."""
    asks = wanted(question).asks
    sign = _ASKING.search(asks)
    begins, ends = sign.span() if sign else (0, 0)
    words_at = list(re.finditer(r"\S+", asks))
    kept = {number for number, word in enumerate(words_at) if word.start() < ends and begins < word.end()}
    written = [word.group() for word in words_at]
    heaviest = sorted(range(len(written)), key=lambda number: -_weight(written[number], weights))
    return " ".join(written[number] for number in sorted(kept.union(heaviest[:words]))).rstrip(".,")


def _weight(word: str, weights: Mapping[str, float]) -> float:
    return max((weights.get(term, 0.0) for term in terms(word)), default=0.0)
