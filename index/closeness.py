"""How far two spellings are apart, in slips of the hand and of the ear; pure.

One is what a missing consonant costs; confused vowels, doubled letters and exchanged neighbours cost less.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from itertools import combinations, pairwise

DOUBLED, VOWEL, OMITTED_VOWEL, EXCHANGED, ALIKE, SLIPPED, OTHER = 0.2, 0.35, 0.6, 0.6, 0.75, 1.0, 2.0
FIRST = 0.25
"""What a difference in the first letter costs more."""
LENGTHS = 3
"""Letters that one may have more."""
BY_LETTERS = ((11, 2.0), (9, 1.5), (7, 1.0), (5, 0.6))
BY_SOUNDS = ((9, 1.05), (7, 0.7), (5, 0.35))
"""How far words of so many letters or more may be apart and still be one word; shorter ones not at all."""
BARE_VOWEL = 0.35
"""What a vowel costs that only one of two sounds has, as Hangul adds and drops them."""
LONG_HANGUL, VERY_LONG_HANGUL = 3, 4
"""Syllables of a word that may differ in one like letter, or in all that sounds the same; shorter ones are others."""


def _pairs(groups: Iterable[str]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


_VOWELS, _SOFT = frozenset("aeiouy"), frozenset("aeiouyh")
_NASALS = frozenset("ng")  # of sounds, where g is ng
_ALIKE = _pairs(("ckqg", "scz", "jgz", "bp", "vfw", "dt", "mn", "jyi"))
_ON_KEYBOARD = {frozenset(pair) for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for pair in pairwise(row)}
_HANGUL_ALIKE = _pairs(
    unicodedata.normalize("NFD", group)[start::2]  # of 가 the consonant, of 아 the vowel
    for start, groups in (
        (0, ("가까카", "다따타", "바빠파", "사싸", "자짜차")),
        (1, ("아애에", "어오우", "우으", "외왜웨", "이의위")),
    )
    for group in groups
)


def allowed(length: int, budget: tuple[tuple[int, float], ...]) -> float:
    """How far two words may be apart, one of them having so many letters."""
    return next((most for least, most in budget if length >= least), 0.0)


def apart(one: str, other: str, most: float, vowel: float = OMITTED_VOWEL) -> float:
    """The cost of making one word of the other (a weighted Damerau-Levenshtein distance); infinite beyond `most`.

    `vowel` is what one costs that only one of them has.
    """
    begins = FIRST * (one[:1] != other[:1])
    if len(set(one) ^ set(other)) > 2 + 2 * most or abs(len(one) - len(other)) > LENGTHS:
        return math.inf
    omitted = [_omitted(other, at, vowel) for at in range(len(other))]
    older: list[float] = []
    old = [0.0]
    for cost in omitted:
        old.append(old[-1] + cost)
    for i, letter in enumerate(one):
        row = [old[0] + (gone := _omitted(one, i, vowel))]
        for j, wanted in enumerate(other):
            row.append(min(old[j + 1] + gone, row[j] + omitted[j], old[j] + _replaced(letter, wanted)))
            if i and j and letter == other[j - 1] and wanted == one[i - 1]:
                row[-1] = min(row[-1], older[j - 1] + EXCHANGED)
        if begins + min(min(row), min(old)) > most:
            return math.inf
        older, old = old, row
    return begins + old[-1] if begins + old[-1] <= most else math.inf


def _omitted(word: str, at: int, vowel: float) -> float:
    if at and word[at] == word[at - 1]:
        return DOUBLED
    return vowel if word[at] in _SOFT else 1.0


def _replaced(one: str, other: str) -> float:
    if one == other:
        return 0.0
    pair = frozenset((one, other))
    if pair <= _VOWELS or pair == _NASALS:
        return VOWEL
    return ALIKE if pair in _ALIKE else SLIPPED if pair in _ON_KEYBOARD else OTHER


def between_sounds(one: str, other: str) -> float:
    """How far two sounds are apart, with or without an s at the end (stems lose it); infinite for other words."""
    most = allowed(max(len(one), len(other)), BY_SOUNDS)
    return min(apart(one, other, most, BARE_VOWEL), apart(one.removesuffix("s"), other, most, BARE_VOWEL))


def between_hangul(one: str, other: str, *, same_sound: bool) -> float:
    """How far two Hangul words are apart that may be one foreign word; infinite for other words."""
    if len(one) != len(other) or len(one) < LONG_HANGUL:
        return math.inf
    if _differ_in_a_like_letter(one, other):
        return VOWEL
    return ALIKE if same_sound and len(one) >= VERY_LONG_HANGUL else math.inf


def _differ_in_a_like_letter(one: str, other: str) -> bool:
    letters = [unicodedata.normalize("NFD", word) for word in (one, other)]
    if len(letters[0]) != len(letters[1]):
        return False
    unlike = [frozenset(pair) for pair in zip(*letters, strict=True) if pair[0] != pair[1]]
    return len(unlike) == 1 and unlike[0] in _HANGUL_ALIKE
