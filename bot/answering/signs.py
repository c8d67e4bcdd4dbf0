"""What speaks for and against evidence backing a claim, in numbers 0..1 that support.py weighs. Pure and linear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from bot.answering.contrasts import exaggerations, negations, opposites
from bot.answering.quantities import stated
from bot.answering.roles import exchanged
from bot.answering.words import FUNCTION_WORD, Claim, Evidence, Sentence, Word, is_korean, read_claim, read_evidence
from index.sentences import sentences
from index.terms import terms

WIDEST = 3  # sentences of a quote at most, which keeps the search linear
NEAR = 6  # words
WHOLE = 0.8  # of what the quote holds of the claim's weight

_CLAUSE = re.compile(r"[,;:] | (?:while|but|although|whereas|and) ")
_NAME = re.compile(r"(?<=[a-z,] )[A-ZÀ-Þ]\w+")

_Key = TypeVar("_Key")
_Pairs = set[tuple[str, str]]


class Signs(NamedTuple):
    """The first four are shares of the claim; the others 0 or 1, but for `name`, a share of its names."""

    found: float
    """Its weight that is anywhere in the evidence."""
    together: float
    """Its weight, function words left out, that is in the quote."""
    copied: float
    """The square of its neighbouring words that are neighbours in the quote."""
    retold: float
    """Its neighbouring words that are near each other anywhere; 0 where names do not show by their capitals."""
    cased: float
    """Whether they do, in the claim or in the evidence."""
    korean: float
    """Whether the claim is Korean, whose terms are shorter and shared more easily."""
    foreign: float
    """Whether a word of it is nowhere in the evidence."""
    put_in: float
    """Whether such a word stands between two that are near each other in the quote."""
    number: float
    """Whether a number or a date of it is nowhere."""
    name: float
    """Its names that are nowhere."""
    opposite: float
    """Whether the quote has the opposite of a word of it."""
    negated: float
    """Whether only one of the two negates a word of both."""
    stronger: float
    """Whether it says only, all, never and the like, and the quote does not."""
    exchanged: float
    """Whether it exchanges who did it and to whom."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The signs, the quote that backs the claim best, and the words of the claim that are not backed, in order."""

    signs: Signs
    quote: str
    unbacked: list[Word]


def compare(claim: str, evidence: str) -> Compared | None:
    """None if the two have no term in common."""
    asked, read = read_claim(claim), read_evidence(evidence)
    if read.terms.isdisjoint(asked.weights):
        return None
    place = _best_place(asked, read.sentences)
    against = _against(asked, read, place)
    return Compared(_signs(asked, read, place, against), _quote(read, place), against.words(asked))


@dataclass(frozen=True, slots=True)
class _Against:
    """What of a claim the evidence lacks or says otherwise; spans are of the claim's text."""

    foreign: list[Word]
    numbers: list[Word]
    nameless: float
    opposite: list[tuple[int, int]]
    negated: list[tuple[int, int]]
    stronger: list[tuple[int, int]]
    exchanged: set[str]

    def words(self, claim: Claim) -> list[Word]:
        """The words it is about, in order."""
        spans = [*self.opposite, *self.negated, *self.stronger]
        spans += ((word.start, word.end) for word in (*self.foreign, *self.numbers))
        inside = {at for start, end in spans for at in range(start, end)}
        return [
            word
            for word in claim.words
            if not (inside.isdisjoint(range(word.start, word.end)) and self.exchanged.isdisjoint(word.keys))
        ]


def _against(claim: Claim, read: Evidence, place: list[Sentence]) -> _Against:
    text, quote = claim.text, _quote(read, place)
    clause = _clause(claim, quote)
    names = _NAME.findall(text)
    return _Against(
        foreign=[word for word in claim.words if word.keys and not read.has(word)],
        numbers=[
            word for word in claim.words if any(not stated(one, text, read.quantities) for one in word.quantities)
        ],
        nameless=sum(not read.terms.issuperset(terms(name)) for name in names) / max(1, len(names)),
        opposite=opposites(text, clause),
        negated=negations(text, clause),
        stronger=exaggerations(text, quote),
        exchanged=exchanged(text, quote, claim.keys, _keys(place)),
    )


def _signs(claim: Claim, read: Evidence, place: list[Sentence], against: _Against) -> Signs:
    content = {term: weight for term, weight in claim.weights.items() if weight > FUNCTION_WORD} or claim.weights
    keys = _keys(place)
    pairs, claimed = set(pairwise(claim.keys)), set(claim.keys)
    cased = bool(_NAME.search(claim.text) or _NAME.search(read.text))
    near = {pair for sentence in read.sentences for pair in _near(sentence.keys, claimed)} if cased else set()
    return Signs(
        found=_share(claim.weights, read.terms),
        together=_share(content, {term for sentence in place for term in sentence.terms}),
        copied=(len(pairs & set(pairwise(keys))) / max(1, len(pairs))) ** 2,
        retold=len(pairs & near) / max(1, len(pairs)),
        cased=float(cased),
        korean=float(is_korean(claim.text)),
        foreign=float(bool(against.foreign)),
        put_in=float(_put_in(claim, against.foreign, set(_near(keys, claimed)))),
        number=float(bool(against.numbers)),
        name=against.nameless,
        opposite=float(bool(against.opposite)),
        negated=float(bool(against.negated)),
        stronger=float(bool(against.stronger)),
        exchanged=float(bool(against.exchanged)),
    )


def _best_place(claim: Claim, read: list[Sentence]) -> list[Sentence]:
    """The neighbouring sentences, as many as the claim has, that hold most of its weight."""
    weights = claim.weights
    held = [weights.keys() & sentence.terms for sentence in read]
    width = min(WIDEST, len(sentences(claim.text)))
    first = max(
        range(max(1, len(read) - width + 1)),
        key=lambda first: sum(weights[term] for term in set().union(*held[first : first + width])),
    )
    return read[first : first + width]


def _quote(read: Evidence, place: list[Sentence]) -> str:
    return read.text[place[0].start : place[-1].end]


def _keys(place: list[Sentence]) -> list[str]:
    return [key for sentence in place for key in sentence.keys]


def _clause(claim: Claim, quote: str) -> str:
    """The part of the quote, between commas and the like, that says what the claim says; all of it if no part does."""

    def held(part: str) -> float:
        return sum(claim.weights.get(term, 0.0) for term in set(terms(part)))

    best = max(_CLAUSE.split(quote), key=held)
    return best if held(best) >= WHOLE * held(quote) else quote


def _share(weights: dict[_Key, float], found: Iterable[_Key]) -> float:
    total = sum(weights.values())
    return sum(weights[key] for key in weights.keys() & found) / total if total else 0.0


def _near(keys: list[str], claimed: set[str]) -> Iterator[tuple[str, str]]:
    """The pairs of claimed keys that stand near each other, both ways round."""
    held = [(at, key) for at, key in enumerate(keys) if key in claimed]
    for index, (at, key) in enumerate(held):
        for there, other in held[index + 1 : index + 1 + NEAR]:
            if there - at <= NEAR:
                yield key, other
                yield other, key


def _put_in(claim: Claim, foreign: list[Word], near: _Pairs) -> bool:
    """Whether a foreign word stands between two words that are near each other in the quote."""
    lost = {word.start for word in foreign}
    kept = [word for word in claim.words if word.keys]
    return any(
        word.start in lost and (before.keys[-1], after.keys[0]) in near
        for before, word, after in zip(kept, kept[1:], kept[2:], strict=False)
    )
