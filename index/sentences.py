"""Where the sentences of a text begin and end; offsets only, the text itself is never touched."""

from __future__ import annotations

import re

import sentencex

_LINE = re.compile(r"[^\n]+")


def sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """(start, end) of each sentence without the white space around it, in order; a line break always ends one."""
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        at = line.start()
        for segment in sentencex.segment(language or "en", line.group()):
            inner = segment.strip()
            if inner:
                start = at + segment.index(inner)
                spans.append((start, start + len(inner)))
            at += len(segment)
    return spans
