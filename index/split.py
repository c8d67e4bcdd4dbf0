"""Article text -> passages of a few sentences, as exact offsets; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SPLITTER_VERSION = 2
PASSAGE_SIZE = 900
"""How large a passage may get: characters, with those of CJK scripts counted twice (about 150 English words)."""


def split(text: str, sentences: Iterable[tuple[int, int]], size: int = PASSAGE_SIZE) -> list[tuple[int, int]]:
    """(start, end) of the passages of a text, in order, not overlapping, each beginning and ending at a sentence."""
    spans: list[tuple[int, int]] = []
    room = 0
    for start, end in _pieces(text, sentences, size):
        cost = _cost(text[start:end])
        if spans and cost <= room:
            spans[-1] = (spans[-1][0], end)
            room -= cost
        else:
            spans.append((start, end))
            room = size - cost
    return spans


def _pieces(text: str, sentences: Iterable[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    """The sentences, one that is larger than a passage cut at white space."""
    for start, end in sentences:
        while end - start > size:
            space = text.rfind(" ", start + size // 2, start + size)
            cut = space if space > 0 else start + size
            yield start, cut
            start = cut + (text[cut] == " ")
        yield start, end


def _cost(piece: str) -> int:
    """Characters, CJK ones (three bytes of UTF-8) twice, and the space behind."""
    return (len(piece) + len(piece.encode())) // 2 + 1
