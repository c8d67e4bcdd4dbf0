"""The other spellings that a rule gives for a term: British and American English, and Slavic names; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SLAVIC = ("i", "y", "iy", "ij", "yi", "yj", "yy", "ii")
_NAMES = (("moham", "muham", "mohamad", "mohammad", "muhammad"), ("ahm", "ahmad"))
"""Names whose stems are farther apart than their spellings: Mohammed, Muhammad; Ahmed, Ahmad."""
_ENDING = rf"(?<=[a-z]{{2}}s[kc])(?:{'|'.join(_SLAVIC)})$"
_RULES = [  # for stems: what ends or is written so, may also be written thus
    (re.compile(pattern), other)
    for pattern, other in (
        (r"(?<=[a-z]{2})our", "or"),
        (r"(?<=[a-z]{2})or", "our"),
        (r"(?<=[a-z]{2}[tb])er$", "r"),
        (r"(?<=[a-z][tb])r$", "er"),
        (r"(?<=[a-z]{3})is$", "iz"),
        (r"(?<=[a-z]{3})iz$", "is"),
        (r"(?<=recogn)is$", ""),
        (r"(?<=recogn)$", "is"),
        (r"(?<=[a-z]{2})ys$", "yz"),
        (r"(?<=[a-z]{2})yz$", "ys"),
        (r"enc$", "ens"),
        (r"ens$", "enc"),
        (r"ogu$", "og"),
        (r"(?<=[a-z]{2})og$", "ogu"),
        (r"(?<=[a-z]{3})amm$", "am"),
        (r"(?<=[a-z]{3})am$", "amm"),
        (r"minium$", "minum"),
        (r"minum$", "minium"),
        (r"^grey$", "gray"),
        (r"^gray$", "grey"),
        (r"(?<=k)yiv$", "iev"),
        (r"(?<=k)iev$", "yiv"),
        (r"(?<=[a-z]{2})iv$", "ov"),
        (r"(?<=[a-z]{2})ov$", "iv"),
        *((_ENDING, ending) for ending in _SLAVIC),
    )
]


def twins(term: str) -> Iterator[str]:
    """Spellings of a stem, most of which no text has."""
    if term.isascii() and term.isalpha():
        for pattern, other in _RULES:
            if (spelled := pattern.sub(other, term)) != term:
                yield spelled
        for name in _NAMES:
            if term in name:
                yield from (spelled for spelled in name if spelled != term)


def without_slavic_ending(term: str) -> str:
    """Zelenskiy, Zelenskyy and Zelenskij as one."""
    return re.sub(_ENDING, "i", term)
