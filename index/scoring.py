"""How well a passage matches the terms of a question: BM25 over title and body, with a bonus for phrases; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from index.terms import content_terms, is_light_term, terms

SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.0, 0.6, 130
"""BM25's k1 and b, and the length of a usual passage in terms (fixed, so that a library of one article ranks too)."""
TITLE_WEIGHT = 2.5
PHRASE_WEIGHT = 0.7
_HANGUL_BIGRAM = re.compile("[가-힣]{2}")
IMAGINED, LIGHT_SHARE, OTHER_SHARE = 100, 0.1, 0.002


@dataclass(frozen=True, slots=True)
class Spelling:
    """Terms, side by side, that stand for one of the question; what they count of it; how many passages have them."""

    terms: tuple[str, ...]
    worth: float
    passages: int


NO_VARIANTS: Mapping[str, Sequence[Spelling]] = MappingProxyType({})


@dataclass(frozen=True)
class QuestionTerms:
    """The terms of a question, in order, and the weight (idf) of those that carry meaning.

    `variants` are other spellings of some of them, best first, that a text may have instead.
    """

    sequence: Sequence[str]
    weights: Mapping[str, float]
    variants: Mapping[str, Sequence[Spelling]] = field(default_factory=dict)

    @cached_property
    def all(self) -> frozenset[str]:
        """Every term that tells anything about a text: those that carry meaning, and their other spellings'."""
        spelled = (term for ones in self.variants.values() for one in ones for term in one.terms)
        return frozenset((*self.weights, *spelled))

    @cached_property
    def total(self) -> float:
        """The weight of the whole question, never 0."""
        return sum(self.weights.values()) or 1.0

    @cached_property
    def written(self) -> list[tuple[str, float, list[tuple[str, float]]]]:
        """Each term with a space around it, as texts have it, its weight, and its other spellings with their worth."""
        return [
            (
                f" {term} ",
                weight,
                [(f" {' '.join(one.terms)} ", one.worth) for one in self.variants.get(term, ())],
            )
            for term, weight in self.weights.items()
        ]

    @cached_property
    def pairs(self) -> dict[str, float]:
        """The terms that stand side by side, as ` one other `, each with the weight of the lighter one."""
        weights = self.weights
        found = {}
        for one, other in pairwise(self.sequence):
            if one in weights and other in weights:
                weight = min(weights[one], weights[other])
                found[f" {one} {other} "] = weight
                for pair in self._other_pairs(one, other):
                    found.setdefault(pair, weight)
        return found

    def _other_pairs(self, one: str, other: str) -> Iterator[str]:
        """Two neighbours as other spellings have them, and Hangul words as one compound has them."""
        if _HANGUL_BIGRAM.fullmatch(one) and _HANGUL_BIGRAM.fullmatch(other) and one[1] != other[0]:
            yield f" {one} {one[1]}{other[0]} {other} "
        for spelling in self.variants.get(one, ()):
            yield f" {' '.join(spelling.terms)} {other} "
        for spelling in self.variants.get(other, ()):
            yield f" {one} {' '.join(spelling.terms)} "

    def coverage(self, found: Iterable[str]) -> float:
        """0..1: how much of the question's weight is among the terms, other spellings counting a little less."""
        here = set(found)
        held = sum(weight for term, weight in self.weights.items() if term in here)
        for term, spellings in self.variants.items():
            if term in self.weights and term not in here:
                there = (one.worth for one in spellings if here.issuperset(one.terms))
                held += self.weights[term] * max(there, default=0.0)
        return held / self.total

    def among(self, terms: Container[str]) -> QuestionTerms:
        """Those of the terms alone, without an order."""
        weights = {term: weight for term, weight in self.weights.items() if term in terms}
        return QuestionTerms((), weights, self.variants)


def question_terms(
    question: str,
    frequency: Mapping[str, int],
    passages: int,
    variants: Mapping[str, Sequence[Spelling]] = NO_VARIANTS,
) -> QuestionTerms:
    """Weigh the terms by how rare they are among so many passages and those we imagine besides.

    A term that is in none weighs what its other spellings do.
    """

    def seen(term: str) -> int:
        return frequency.get(term, 0) or max((one.passages for one in variants.get(term, ())), default=0)

    weights = {term: _idf(term, seen(term), passages) for term in content_terms(question)}
    return QuestionTerms(terms(question), weights, variants)


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
    for term, weight, spellings in question.written:
        frequency = body.count(term) + TITLE_WEIGHT * title.count(term)
        for other, worth in spellings:
            frequency += worth * (body.count(other) + TITLE_WEIGHT * title.count(other))
        if frequency:
            score += weight * frequency * (SATURATION + 1) / (frequency + room)
    if score:
        score += PHRASE_WEIGHT * sum(weight for pair, weight in question.pairs.items() if pair in title or pair in body)
    return score / question.total
