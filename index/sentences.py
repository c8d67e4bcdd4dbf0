"""Where the sentences of a text begin and end; offsets only, the text itself is never touched. Pure."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from typing import NamedTuple

import sentencex

_LINE = re.compile(r"[^\n]+")
_AMID_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]\.(?=[^\W\d_])")
"""Where an abbreviation such as N.Y. goes on, and with it the sentence."""
_PACKED = struct.Struct("<4i")


class Sentence(NamedTuple):
    """A sentence `text[start:end]` that begins in a passage, of whose terms `[first:last]` are the sentence's."""

    start: int
    end: int
    first: int
    last: int


def packed(read: Iterable[Sentence]) -> bytes:
    """Sentences as they are stored."""
    return b"".join(_PACKED.pack(*one) for one in read)


def unpacked(stored: bytes) -> list[Sentence]:
    """The sentences that were packed."""
    return list(map(Sentence._make, _PACKED.iter_unpack(stored)))


def sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """(start, end) of each sentence without the white space around it, in order; a line break always ends one."""
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        at = line.start()
        for segment in sentencex.segment(language or "en", line.group()):
            inner = segment.strip()
            if inner:
                start = at + segment.index(inner)
                goes_on = spans and spans[-1][1] == start and _AMID_LETTERS.match(text, start - 2)
                spans.append((spans.pop()[0] if goes_on else start, start + len(inner)))
            at += len(segment)
    return spans
