"""How well a passage matches the terms of a question: BM25 over title and body, with a bonus for phrases; pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.terms import content_terms, terms

SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.0, 0.6, 130
"""BM25's k1 and b, and the length of a usual passage in terms (fixed, so that a library of one article ranks too)."""
TITLE_WEIGHT = 2.5
PHRASE_WEIGHT = 0.7


@dataclass(frozen=True)
class QuestionTerms:
    """The terms of a question, in order, and the weight (idf) of those that carry meaning."""

    sequence: Sequence[str]
    weights: Mapping[str, float]

    @cached_property
    def total(self) -> float:
        """The weight of the whole question, never 0."""
        return sum(self.weights.values()) or 1.0

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The terms that stand side by side."""
        return frozenset(pairwise(self.sequence))

    def coverage(self, found: Iterable[str]) -> float:
        """0..1: how much of the question's weight is among the terms."""
        here = set(found)
        return sum(weight for term, weight in self.weights.items() if term in here) / self.total


def question_terms(question: str, frequency: Mapping[str, int], passages: int) -> QuestionTerms:
    """Weigh the terms by how rare they are among so many passages; an idf that is never 0, even in one passage."""
    weights = {term: _idf(frequency.get(term, 0), passages) for term in content_terms(question)}
    return QuestionTerms(terms(question), weights)


def _idf(frequency: int, passages: int) -> float:
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def match(question: QuestionTerms, title: Sequence[str], body: Sequence[str]) -> float:
    """0 where no term is found; about 1 where each is found once; more where they are frequent or stand together."""
    weights = question.weights
    in_title, in_body = (Counter(term for term in part if term in weights) for part in (title, body))
    room = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * len(body) / USUAL_LENGTH)
    score = 0.0
    for term in in_title.keys() | in_body.keys():
        frequency = in_body[term] + TITLE_WEIGHT * in_title[term]
        score += weights[term] * frequency * (SATURATION + 1) / (frequency + room)
    together = {pair for part in (title, body) for pair in pairwise(part) if pair in question.pairs}
    score += PHRASE_WEIGHT * sum(min(weights.get(first, 0), weights.get(second, 0)) for first, second in together)
    return score / question.total
