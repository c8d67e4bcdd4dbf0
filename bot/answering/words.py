"""A claim and its evidence, read into words that can be compared. Pure; quantities are read as digits.

Every word has search terms, which overlap in Korean, and keys, which do not: a stem without its particle, two letters
of a Korean predicate, as its endings change, or a term that is no function word.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.answering.quantities import Quantity, canonical, quantities
from index.sentences import sentences
from index.terms import is_function_term, terms

FUNCTION_WORD, NUMBER, LONGEST = 0.2, 2.0, 2.0  # weights; the other words weigh by length, as long words are rarer
WORD_TAIL = 0.25  # what follows in the same word weighs less: Korean particles and endings, the rest of a compound

_HANGUL = re.compile("[가-힣]")
_KOREAN_WORD = re.compile(r"[^\W_]+(?:[.,'’\-][^\W_]+)*")
_PARTICLE = re.compile(
    r"(?<=\w\w)(?:에서[는의도만]?|에게서?[는도]?|에[는도만]?|으?로[는도서써]?|까지|부터|이?라[는고]|[을를은는이가의와과도만]"
    r"|이[며나다고]|보다|처럼|입니다|이?었다|였다|들[은이을의]?)$"
)
_PREDICATE = re.compile(r"\w\w[다고며지서면던한된할될해여어아게기음함됨요까]$")
_NOT_SPACE, _END_OF_WORD = re.compile(r"\S+"), re.compile(r"\S*")
_GAP_IN_NUMBER = re.compile(r"(?<=\d[.,]) (?=\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """text[start:end] of a claim, with white space inside where a quantity has it."""

    start: int
    end: int
    terms: list[str]
    keys: list[str]
    quantities: list[Quantity]


@dataclass(frozen=True)
class Claim:
    """A claim and its words, but for those without a letter or digit."""

    text: str
    words: list[Word]

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much each term tells."""
        return dict(self.weighted)

    @cached_property
    def weighted(self) -> list[tuple[str, float]]:
        """The same in order, with repeats."""
        return [
            (term, _weight(term) * (WORD_TAIL if at else 1.0)) for word in self.words for at, term in enumerate(word.terms)
        ]

    @cached_property
    def keys(self) -> list[str]:
        """The keys of all words in order."""
        return [key for word in self.words for key in word.keys]


@dataclass(frozen=True, slots=True)
class Sentence:
    """evidence[start:end] with its terms, keys and quantities."""

    start: int
    end: int
    terms: list[str]
    keys: list[str]
    quantities: list[Quantity]


def read_claim(text: str) -> Claim:
    """The words of a claim; "two dozen" is one of them."""
    return Claim(text, [word for word in _words(text) if word.terms])


def read_evidence(text: str) -> list[Sentence]:
    """The sentences; where one writes "1, 250", as some agencies do, it has 1, 250 and 1250."""
    found = quantities(text)
    return [_sentence(text, start, end, _taken(found, start, end)) for start, end in sentences(text)]


def _taken(found: deque[Quantity], start: int, end: int) -> list[Quantity]:
    """Those in text[start:end], which are taken from the queue with all before them."""
    inside = []
    while found and found[0].start < end:
        one = found.popleft()
        if start <= one.start and one.end <= end:
            inside.append(one)
    return inside


def _sentence(text: str, start: int, end: int, found: list[Quantity]) -> Sentence:
    plain = canonical(text, found, start, end)
    its_terms = terms(plain)
    keys = _keys(plain, its_terms)
    if found and _GAP_IN_NUMBER.search(text, start, end):
        joined = quantities(_GAP_IN_NUMBER.sub("", text[start:end]))
        found, its_terms = [*found, *joined], its_terms + [one.term for one in joined]
    return Sentence(start, end, its_terms, keys, found)


def _words(text: str) -> Iterator[Word]:
    found = quantities(text)
    at = 0
    while match := _NOT_SPACE.search(text, at):
        start, at = match.span()
        inside = []
        while found and found[0].start < at:
            inside.append(found.popleft())
            at = _END_OF_WORD.match(text, max(at, inside[-1].end)).end()  # type: ignore[union-attr] # it matches nothing
        plain = canonical(text, inside, start, at)
        its_terms = terms(plain)
        yield Word(start, at, its_terms, _keys(plain, its_terms), inside)


def _keys(text: str, its_terms: list[str]) -> list[str]:
    if not _HANGUL.search(text):
        return [term for term in its_terms if not is_function_term(term)]
    return [key for word in _KOREAN_WORD.findall(text) for key in _korean_keys(word)]


def _korean_keys(word: str) -> list[str]:
    if not _HANGUL.search(word):
        return [term for term in terms(word) if not is_function_term(term)]
    stem = _PARTICLE.sub("", word)
    return [word[:2] if stem == word and _PREDICATE.search(word) else stem.lower()]


def _weight(term: str) -> float:
    if is_function_term(term):
        return FUNCTION_WORD
    if any(letter.isdigit() for letter in term):
        return NUMBER
    return min(LONGEST, 0.5 + len(term) / 6)


def is_korean(text: str) -> bool:
    """Whether there is a Korean letter in it."""
    return bool(_HANGUL.search(text))
