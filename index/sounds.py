"""How words sound, roughly and alike in Latin letters and Hangul, so that Zelenskyy and 젤렌스키 meet; pure.

Many words are done at a time, as one text, which takes a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.terms import without_ending

_WORD = re.compile(r"[a-z]{4,20}|[가-힣]{2,8}")
"""What is noted by its sound."""
_WRITTEN = (  # what letters together sound like, in this order
    (r"(?<=s[kc])(?:iy|ij|yi|yj|yy|ii|y)\b", "i"),
    ("sch|sh|c(?=[eiy])", "s"),
    ("t?ch|zh|ts|[tcd]z|z", "j"),
    ("x", "ks"),
    ("bh", "p"),
    ("ph", "p"),
    ("[td]h", "t"),
    ("ck|[kg]h|qu", "k"),
    (r"ng(?![aeiou])", "+"),
    ("ai|ay|ei", "i"),
    ("oo|(?<!e)ou", "u"),
    ("eo", "o"),
    ("ae", "a"),
    ("eu", "u"),
    ("ee", "i"),
)
_RULES = [(re.compile(pattern), sounds) for pattern, sounds in _WRITTEN]
_SINGLE = str.maketrans("bfvdgqcryw+", "ppptkkkliug")
_SAME = str.maketrans("jg", "sn")
_FIRST = "k,k,n,t,t,l,m,p,p,s,s,,j,j,j,k,t,p,h"
_VOWEL = "a,a,ia,ia,o,e,io,ie,o,ua,ua,e,io,u,uo,ue,i,iu,,i,i"
_LAST = ",k,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p,p,t,t,g,t,t,k,t,p,t"
_SYLLABLES = {
    0xAC00 + (at * 21 + vowel) * 28 + last: first + sounds + end
    for at, first in enumerate(_FIRST.split(","))
    for vowel, sounds in enumerate(_VOWEL.split(","))
    for last, end in enumerate(_LAST.split(","))
}
_SILENT = re.compile(r"h(?![aeiou])")
_TWICE = re.compile(r"([a-z])\1+")
_VOWELS = re.compile(r"\B[aeiouh]+")
_FIRST_VOWEL = re.compile(r"\b[eiou]")
_SAME_WORD = re.compile(r"(?<=([가-힣])) \1")


def spoken(words: Sequence[str]) -> list[str]:
    """Each lower-case Latin or Hangul word in 15 letters: p t k s j m n g (ng) l h and vowels, none twice."""
    text = "\n".join(words)
    for pattern, sounds in _RULES:
        text = pattern.sub(sounds, text)
    text = text.translate(_SINGLE)
    if not text.isascii():
        text = text.translate(_SYLLABLES).replace("ai", "i")
    return _TWICE.sub(r"\1", _SILENT.sub("", text)).split("\n")


def sounds(words: Sequence[str]) -> list[str]:
    """What is left of each in 7 consonants, and a for a vowel at the beginning: words of one sound may be one name."""
    text = _VOWELS.sub("", "\n".join(spoken(words))).translate(_SAME)
    return _FIRST_VOWEL.sub("a", text).split("\n")


def near_sounds(sound: str) -> set[str]:
    """The sound and those with one consonant more, less or exchanged with its neighbour; the first one stays."""
    near = {sound}
    for at in range(1, len(sound) + 1):
        near.add(sound[:at] + sound[at + 1 :])
        near.add(sound[:at] + sound[at + 1 : at + 2] + sound[at : at + 1] + sound[at + 2 :])
        near.update(sound[:at] + more + sound[at:] for more in "ptksmnl")
    return near


def heard(texts: Iterable[str]) -> list[str]:
    """The words of some texts, given as terms, whose spelling is to be noted.

    Bigrams of Hangul are joined to words again; two are taken for one where the second begins as the first one ends.
    """
    plain: list[str] = []
    mixed: list[str] = []
    for text in texts:
        (plain if text.isascii() else mixed).append(text)
    joined = without_ending(_SAME_WORD.sub("", " ".join(mixed)))
    return list(filter(_WORD.fullmatch, {*" ".join(plain).split(), *joined.split()}))
