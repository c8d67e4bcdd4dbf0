"""Does this quote back this statement? A score of shared words, halved where number, name or negation differ.

The score is the mean of three shares of the claim, each 0..1 and weighted by how much a word tells: its words found
anywhere in the evidence, its words found in the best place (a sentence, or as many as the claim has), and its
neighbouring words that follow each other there. Paraphrase and exchanged roles are beyond such a score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from index.sentences import sentences
from index.terms import content_terms, is_function_term, terms

THRESHOLD = 0.6
HALVED = 0.5  # below the threshold, so that a single difference is enough
FUNCTION_WORD, NUMBER, LONGEST = 0.2, 2.0, 2.0  # weights; the other words weigh by length, as long words are rarer
WORD_TAIL = 0.25  # what follows in the same word weighs less: Korean particles and endings, the rest of a compound
WIDEST = 3  # sentences of a quote at most, which keeps the search linear

_SPELLED = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*(?: ?[가-힣])?|\b(?:{'|'.join(_SPELLED)})\b")
_GAP_IN_NUMBER = re.compile(r"(?<=\d[.,]) (?=\d)")
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-Þ]\w+")
_NEGATED = re.compile(r"(?i)\b(?:not|no|never|nobody|without|cannot|nor|\w+n['\u2019]t)\s+(\w+(?:\s+\w+){0,2})")
_NEGATED_KOREAN = re.compile(r"\b(\w+)(?:지 ?[않못말]| ?(?:없|아니|아닌))|\b[안못] (\w+)")

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Support:
    """How well evidence backs a claim: `score` 0..1; `quote` the slice of it that does so best, '' if none does."""

    score: float
    supported: bool
    quote: str


def support(claim: str, evidence: str) -> Support:
    """Takes time linear in both texts, and knows no more than the two say."""
    words = _weighted(claim)
    weights = dict(words)
    spans = sentences(evidence)
    found = [_terms(evidence[start:end]) for start, end in spans]
    first, last = _best_place(weights, found, width=min(WIDEST, len(sentences(claim))))
    everywhere = {term for sentence in found for term in sentence}
    place = [term for sentence in found[first:last] for term in sentence]
    score = (_share(weights, everywhere) + _share(weights, set(place)) + _order(words, place)) / 3
    if not score:
        return Support(0.0, False, "")
    quote = evidence[spans[first][0] : spans[last - 1][1]]
    if _lacks_a_number(claim, evidence) or not _names(claim) <= everywhere or _negation_differs(claim, quote):
        score *= HALVED
    return Support(score, score >= THRESHOLD, quote)


def _terms(text: str) -> list[str]:
    return [_SPELLED.get(term, term) for term in terms(text)]


def _weighted(claim: str) -> list[tuple[str, float]]:
    """The terms of the claim in order, each with how much it tells."""
    return [
        (term, _weight(term) * (WORD_TAIL if at else 1.0))
        for word in claim.split()
        for at, term in enumerate(_terms(word))
    ]


def _weight(term: str) -> float:
    if is_function_term(term):
        return FUNCTION_WORD
    if any(letter.isdigit() for letter in term):
        return NUMBER
    return min(LONGEST, 0.5 + len(term) / 6)


def _share(weights: dict[_Key, float], found: set[_Key]) -> float:
    total = sum(weights.values())
    return sum(weight for key, weight in weights.items() if key in found) / total if total else 0.0


def _best_place(weights: dict[str, float], found: list[list[str]], width: int) -> tuple[int, int]:
    """(first, last + 1) of the `width` neighbouring sentences that hold most of the weight."""

    def held(first: int) -> float:
        present = {term for sentence in found[first : first + width] for term in sentence if term in weights}
        return sum(weights[term] for term in present)

    first = max(range(max(1, len(found) - width + 1)), key=held)
    return first, min(first + width, len(found))


def _order(words: list[tuple[str, float]], place: list[str]) -> float:
    """The share of neighbours in the claim that are neighbours in the place, once foreign words are left out there."""
    claimed = {term for term, _ in words}
    pairs = {(one, other): weight + more for (one, weight), (other, more) in pairwise(words)}
    return _share(pairs, set(pairwise(term for term in place if term in claimed)))


def _lacks_a_number(claim: str, evidence: str) -> bool:
    """Whether the evidence lacks a number of the claim; it may write "1, 000" or "1. 5", as some agencies do."""
    return not _numbers(claim) <= _numbers(evidence) | _numbers(_GAP_IN_NUMBER.sub("", evidence))


def _numbers(text: str) -> set[str]:
    """Numbers as digits without separators of thousands, "three" as 3; in Korean with the unit, as 5만 is not 5일."""
    return {_SPELLED.get(run, run.replace(",", "").replace(" ", "")) for run in _NUMBER.findall(text.casefold())}


def _names(claim: str) -> set[str]:
    """Terms of capitalised words, but for those that begin a sentence."""
    return {term for name in _NAME.findall(claim) for term in _terms(name) if not is_function_term(term)}


def _negation_differs(claim: str, quote: str) -> bool:
    """Whether a word that both have is negated in one of them only."""
    return bool((_negated(claim) ^ _negated(quote)) & set(content_terms(claim)) & set(content_terms(quote)))


def _negated(text: str) -> set[str]:
    """The words after an English "not" (three at most), the stem before or after a Korean one."""
    english = [term for words in _NEGATED.findall(text) for term in content_terms(words)]
    korean = [term for stem in _NEGATED_KOREAN.findall(text) for term in terms("".join(stem))[:1]]
    return {*english, *korean}
