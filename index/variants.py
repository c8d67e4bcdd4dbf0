"""Other spellings, in a library, of the words of a question: British, transliterated, misspelt, in Hangul.

A word that the library has is taken at its word, but for its twins by rule.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Protocol

from babel import Locale

from index.closeness import BY_LETTERS, allowed, apart, between_hangul, between_sounds
from index.scoring import Spelling
from index.sounds import near_sounds, sounds, spoken
from index.terms import content_terms, is_function_term, is_light_term, terms, without_ending
from index.twins import twins, without_slavic_ending

TWIN, WRITTEN_APART, MISSPELT, WITH_PARTICLE = 0.95, 0.9, 0.85, 0.8
"""What another spelling counts of the word itself."""
SELDOM, RARER, SLIGHT = 2, 20, 0.35
"""A word in so few passages is taken for misspelt where one so slightly different is so many times as frequent."""
RARER_BRIDGE = 4
"""So many times rarer than its neighbours, a bigram in a compound says that the compound is mostly written apart."""
FREQUENT, AS_LIKELY, KEPT = 0.15, 0.2, 3
"""What a frequency e times as high makes up for in distance; of the spellings as likely as the first, so many stay."""
SHORTEST, LONG, ENDING = 5, 7, 2
"""Letters of a stem that may be misspelt, of a word that may lack a consonant, and of a lost ending that count, as they
do where the first letter is right."""
_WORD = re.compile(r"[^\W\d_]+")
_ENDS_AS_A_VERB = re.compile("[았었했였겠됐갔왔졌렸켰났]$")
_SYLLABLE, _PARTICLES = re.compile("[가-힣]"), "이가은는을를에의도와과로만"
_LATIN, _HANGUL = re.compile("[a-z]{4,20}"), re.compile("[가-힣]{2,8}")


class Known(Protocol):
    """What a library tells about its words."""

    def document_frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each of the terms occurs, without those that occur in none."""

    def has_side_by_side(self, terms: Sequence[str]) -> bool:
        """Whether the terms stand side by side anywhere."""

    def spelled(self, sounds: Iterable[str]) -> Sequence[str]:
        """The words with any of the sounds."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question in lower case and without its ending, and those of its terms that carry meaning."""

    plain: str
    terms: tuple[str, ...]
    is_name: bool
    is_hangul: bool

    @property
    def rarer(self) -> int:
        """How many times rarer than another it has to be to be taken for that one."""
        return 0 if self.is_hangul else RARER


@dataclass(frozen=True, slots=True)
class _Other:
    """Terms that may stand for a term, how far apart the two are, and how much more frequent they have to be."""

    term: str
    terms: tuple[str, ...]
    worth: float
    apart: float = 0.0
    rarer: int = 0


def variants(question: str, frequency: Mapping[str, int], known: Known) -> dict[str, tuple[Spelling, ...]]:
    """The spellings that stand for the terms of a question; `frequency` is that of its terms in the library."""
    wanted = content_terms(question)
    words = list(_words(question, frozenset(wanted)))
    others = [_Other(term, (twin,), TWIN) for term in wanted if not is_light_term(term) for twin in twins(term)]
    others += chain.from_iterable(map(_with_particles, wanted))
    others += chain.from_iterable(_bridges(word, frequency) for word in words)
    others += _misspelt([word for word in words if _is_doubtful(word, frequency)], known)
    found: dict[str, list[_Other]] = defaultdict(list)
    for other in others:
        found[other.term].append(other)
    passages = known.document_frequency(list({term for other in others for term in other.terms})) if others else {}
    best = {term: _best(ones, passages, frequency.get(term, 0)) for term, ones in found.items()}
    standing = {
        term: tuple(one for one in spellings if len(one.terms) == 1 or known.has_side_by_side(one.terms))
        for term, spellings in best.items()
    }
    return {term: spellings for term, spellings in standing.items() if spellings}


def _words(question: str, wanted: Set[str]) -> Iterator[_Word]:
    """The Latin and Hangul words, long enough to be told apart, of which some term carries meaning."""
    for written in _WORD.findall(question):
        plain = without_ending(written.lower())
        is_hangul = _HANGUL.fullmatch(plain) is not None
        mine = tuple(term for term in terms(plain) if term in wanted)
        if mine and (is_hangul or _LATIN.fullmatch(plain)):
            yield _Word(plain, mine, written[0].isupper(), is_hangul)


def _with_particles(term: str) -> Iterator[_Other]:
    """A Korean word of one syllable as texts have it: 불 (fire) as the bigrams 불이, 불을 and the like."""
    if _SYLLABLE.fullmatch(term):
        yield from (_Other(term, (term + particle,), WITH_PARTICLE) for particle in _PARTICLES)


def _bridges(word: _Word, frequency: Mapping[str, int]) -> Iterator[_Other]:
    """A rare bigram inside a compound, which is not there where its parts are written apart: both its neighbours."""
    if not word.is_hangul:
        return
    parts = terms(word.plain)
    for before, bridge, after in zip(parts, parts[1:], parts[2:], strict=False):
        if RARER_BRIDGE * frequency.get(bridge, 0) < min(frequency.get(before, 0), frequency.get(after, 0)):
            yield _Other(bridge, (before, after), WRITTEN_APART)


def _is_doubtful(word: _Word, frequency: Mapping[str, int]) -> bool:
    """Whether the library lacks it or has it seldom, and it can be misspelt: no everyday word and no verb."""
    if word.is_hangul:
        return any(term not in frequency for term in word.terms) and not _ENDS_AS_A_VERB.search(word.plain)
    return not is_light_term(word.terms[0]) and frequency.get(word.terms[0], 0) <= SELDOM


def _misspelt(words: Sequence[_Word], known: Known) -> Iterator[_Other]:
    """The library's words that are near enough to some of the question's."""
    looked_for = {word: _looked_for(word) for word in words}
    heard = list(known.spelled(frozenset().union(*looked_for.values()))) if words else []
    by_sound: dict[str, list[str]] = defaultdict(list)
    for sound, other in zip(sounds(heard), heard, strict=False):
        by_sound[sound].append(other)
    for word in words:
        for other in chain.from_iterable(by_sound.get(sound, ()) for sound in looked_for[word]):
            if (
                other not in word.terms
                and not _is_everyday(word, other)
                and (distance := _distance(word, other)) < math.inf
            ):
                spelled = tuple(terms(other)) if _HANGUL.fullmatch(other) else (other,)  # which is a stem already
                yield from (_Other(term, spelled, MISSPELT, distance, word.rarer) for term in word.terms)


def _looked_for(word: _Word) -> frozenset[str]:
    """The sounds of words that may be meant; of names also as another script has them."""
    [sound] = sounds([word.plain])
    if word.is_hangul:
        return frozenset({sound, sound.removesuffix("s")})
    [stem] = sounds(word.terms[:1])
    near = near_sounds(stem) if len(word.plain) >= LONG else {stem}
    return frozenset(near | {sound})


def _is_everyday(word: _Word, other: str) -> bool:
    """Whether the library's word is one that any text has, and too short (or too foreign) to have been meant."""
    short = word.is_hangul or len(other) <= SHORTEST
    return is_function_term(other) or (short and is_light_term(other))


def _distance(word: _Word, other: str) -> float:
    """How far a word of the library is from what was asked; infinite if it is another word."""
    is_hangul = _HANGUL.fullmatch(other) is not None
    if word.is_hangul or (is_hangul and word.is_name):
        said, heard = spoken([word.plain, other])
        if word.is_hangul and is_hangul:
            return between_hangul(word.plain, other, same_sound=said.replace("g", "n") == heard.replace("g", "n"))
        return between_sounds(said, heard)
    if is_hangul or word.plain in _places():
        return math.inf
    stem = word.terms[0]
    ending = ENDING if other.startswith(stem[0]) else 0
    letters = min(len(word.plain), len(stem) + ending) if len(stem) >= SHORTEST else 0
    return apart(without_slavic_ending(stem), without_slavic_ending(other), allowed(letters, BY_LETTERS))


@cache
def _places() -> frozenset[str]:
    """The words of the names of countries and continents: no such name is another one misspelt."""
    names = " ".join(chain.from_iterable(Locale(language).territories.values() for language in ("en", "ko")))
    return frozenset(_WORD.findall(names.lower()))


def _best(others: Sequence[_Other], passages: Mapping[str, int], frequency: int) -> list[Spelling]:
    """The likeliest of the spellings that the library has, or has so much more often than what was asked."""
    counted = [(one, min(passages.get(term, 0) for term in one.terms)) for one in others]
    there = [
        (one, count, _likely(one, count))
        for one, count in counted
        if count > one.rarer * frequency and not (frequency and one.rarer and one.apart > SLIGHT)
    ]
    there.sort(key=lambda judged: (-judged[2], judged[0].terms))
    return [
        Spelling(one.terms, one.worth, count)
        for one, count, likely in there[:KEPT]
        if likely >= there[0][2] - AS_LIKELY
    ]


def _likely(one: _Other, passages: int) -> float:
    """How likely it is meant: the nearer and the more frequent, the likelier."""
    return FREQUENT * math.log(passages) - one.apart
