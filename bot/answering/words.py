"""A claim and its evidence, read into words that can be compared. Pure; quantities are read as digits.

Every word has search terms, which overlap in Korean, and keys, which do not: a stem without its particle, the root
of a Korean predicate, as its endings change, or a term that is no function word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.answering.quantities import Quantity, canonical, quantities
from index.sentences import sentences
from index.terms import is_function_term, terms

FUNCTION_WORD, NUMBER, LONGEST = 0.2, 2.0, 2.0  # weights; the other words weigh by length, as long words are rarer
WORD_TAIL = 0.25  # what follows in the same word weighs less: Korean particles and endings, the rest of a compound

REMEMBERED = 32
"""So many claims are read once, as each is held against several places."""
_HANGUL = re.compile("[가-힣]")
_KOREAN_WORD = re.compile(r"[^\W_]+(?:[.,'’\-][^\W_]+)*")
_PARTICLE = re.compile(
    r"(?<=\w)(?:[을를은는이가의와과도만에로]$|(?<=\w\w)(?:에서[는의도만]?|에게서?[는도]?|에[는도만]?|으?로[는도서써]?|까지|부터|이?라[는고]|[을를은는이가의와과도만]"
    r"|이[며나다고]|보다|처럼|입니다|이?었다|였다|들[은이을의]?)$)"
)
_PREDICATE = re.compile(r"\w[다고며]$|\w\w[고지서면던한된할될해여어아게기음함됨요까]$")
_JAMO = frozenset(map(chr, range(0x1100, 0x1113)))
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
            (term, _weight(term) * (WORD_TAIL if at else 1.0))
            for word in self.words
            for at, term in enumerate(word.terms)
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text with its sentences, and the quantities, terms and keys of all of it."""

    text: str
    sentences: list[Sentence]
    quantities: list[Quantity]
    terms: set[str]
    keys: set[str]

    def has(self, word: Word) -> bool:
        """Whether it has a key of the word, or of a Korean word its bigrams, of a predicate the first of them."""
        return any(
            key in self.keys
            or key in self.terms
            or (is_korean(key) and self.terms.issuperset(terms(key)))
            or (key[0] in _JAMO and word.terms[0] in self.terms)
            for key in word.keys
        )


@lru_cache(REMEMBERED)
def read_claim(text: str) -> Claim:
    """The words of a claim; "two dozen" is one of them."""
    return Claim(text, [word for word in _words(text) if word.terms])


def read_evidence(text: str) -> Evidence:
    """The sentences; where one writes "1, 250" or "1. 5", as some agencies do, it has 1250 or 1.5 as well."""
    found = quantities(text)
    read = [_sentence(text, start, end, _taken(found, start, end)) for start, end in sentences(text)]
    numbers = [one for sentence in read for one in sentence.quantities]
    if _GAP_IN_NUMBER.search(text):
        numbers += quantities(_GAP_IN_NUMBER.sub("", text))
    everywhere = {term for sentence in read for term in sentence.terms} | {one.term for one in numbers}
    return Evidence(text, read, numbers, everywhere, {key for sentence in read for key in sentence.keys})


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
    return Sentence(start, end, its_terms, _keys(plain, its_terms), found)


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
    return [root(word) if stem == word and _PREDICATE.search(word) else stem.lower()]


def root(predicate: str) -> str:
    """What endings leave of a Korean predicate, in single letters: ㅇㅣㄱ of 이겼다 and 이기지, ㅌㅏ of 탔다."""
    kept = predicate[:-1][:2] or predicate
    letters = unicodedata.normalize("NFD", kept[0])
    return letters + unicodedata.normalize("NFD", kept[1])[0] if len(kept) > 1 else letters[:2]


def _weight(term: str) -> float:
    if is_function_term(term):
        return FUNCTION_WORD
    if any(letter.isdigit() for letter in term):
        return NUMBER
    return min(LONGEST, 0.5 + len(term) / 6)


def is_korean(text: str) -> bool:
    """Whether there is a Korean letter in it."""
    return bool(_HANGUL.search(text))
