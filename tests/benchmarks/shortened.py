"""A question as somebody in a hurry types it: its asking words and a few of its heaviest; pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answering.wanted import asking_words, wanted
from index.terms import terms

WORDS = (1, 2, 3, 5)
"""How many of the heaviest words stay."""


def shortened(question: str, weights: Mapping[str, float], words: int) -> str:
    """The last sentence that asks, with only what asks and the heaviest words, in their order."""
    asks = wanted(question).asks
    begins, ends = asking_words(asks)
    written = asks.split()
    kept: set[int] = set()
    at = 0
    for number, word in enumerate(written):
        at = asks.index(word, at)
        if at < ends and at + len(word) > begins:
            kept.add(number)
        at += len(word)
    heaviest = sorted(range(len(written)), key=lambda number: -_weight(written[number], weights))
    return " ".join(written[number] for number in sorted(kept.union(heaviest[:words]))).rstrip(".,")


def _weight(word: str, weights: Mapping[str, float]) -> float:
    return max((weights.get(term, 0.0) for term in terms(word)), default=0.0)
