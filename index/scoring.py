"""How well a passage matches the terms of a question: BM25 over title and body, with a bonus for phrases; pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.terms import content_terms, is_light_term, terms

SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.0, 0.6, 130
"""BM25's k1 and b, and the length of a usual passage in terms (fixed, so that a library of one article ranks too)."""
TITLE_WEIGHT = 2.5
PHRASE_WEIGHT = 0.7
IMAGINED, LIGHT_SHARE, OTHER_SHARE = 100, 0.1, 0.002


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
    def pairs(self) -> dict[str, float]:
        """The terms that stand side by side, as ` one other `, each with the weight of the lighter one."""
        weights = self.weights
        return {
            f" {one} {other} ": min(weights[one], weights[other])
            for one, other in pairwise(self.sequence)
            if one in weights and other in weights
        }

    def coverage(self, found: Iterable[str]) -> float:
        """0..1: how much of the question's weight is among the terms."""
        here = set(found)
        return sum(weight for term, weight in self.weights.items() if term in here) / self.total


def question_terms(question: str, frequency: Mapping[str, int], passages: int) -> QuestionTerms:
    """Weigh the terms by how rare they are among so many passages and those we imagine besides."""
    weights = {term: _idf(term, frequency.get(term, 0), passages) for term in content_terms(question)}
    return QuestionTerms(terms(question), weights)


def _idf(term: str, frequency: int, passages: int) -> float:
    """The usual idf, of a library that is larger by IMAGINED passages, in which light words are common.

    So a library of one article does not take "many" for a rare word; in a large one it makes no difference.
    """
    seen = frequency + IMAGINED * (LIGHT_SHARE if is_light_term(term) else OTHER_SHARE)
    return math.log(1 + (passages + IMAGINED - seen + 0.5) / (seen + 0.5))


def match(question: QuestionTerms, title: str, body: str) -> float:
    """0 where no term is found; about 1 where each is found once; more where they are frequent or stand together.

    Title and body are terms with a space around each: counting in such a text is far faster than in lists.
    """
    score = 0.0
    length = body.count(" ") - 1
    room = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    for term, weight in question.weights.items():
        frequency = body.count(f" {term} ") + TITLE_WEIGHT * title.count(f" {term} ")
        score += weight * frequency * (SATURATION + 1) / (frequency + room)
    score += PHRASE_WEIGHT * sum(weight for pair, weight in question.pairs.items() if pair in title or pair in body)
    return score / question.total
