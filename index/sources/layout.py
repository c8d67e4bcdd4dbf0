"""Printed lines -> readable paragraphs: broken lines and words joined, headers and page numbers left out; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_MARGIN = 3
"""So many lines at the beginning and the end of a page may be its header and footer."""
_WIDE_GAP = 1.35
"""Times the usual distance of lines, from which on a paragraph ends."""
_GAPS_USED = 15
"""Paragraphs are told apart by gaps if one line in so many is followed by one."""
_OTHER_SIZE = 0.08
_INDENT = 0.8
_SHORT, _VERY_SHORT = 0.75, 0.5
"""Shares of a full line, below which a line that ends a sentence, or any line, may be a paragraph's last."""
_SAME_LEFT = 25.0
_NUMBERS = re.compile(r"\d+")
_WORDLESS = re.compile(r"[\W\d_]*")
_LONGEST_REPEATED, _LONGEST_NUMBERED = 200, 60
_ENDS_SENTENCE = re.compile(r"[.!?…。！？:][\"'”’»」』)\]]*\s*$")
_ITEM = re.compile(r"[•‣▪◦●○■□▶◆※·]\s*\S|(?:\d{1,2}|[가나다라마바사])[.)]\s")
_NEAR = 40
_LONGEST_WORD = 60
_WORD = re.compile(r"^\w{0,60}")
_COMPOUND = re.compile(r"\b\w{1,60}-\w{1,60}\b")
_HYPHENATED = re.compile(r"(\w*[^\W\d_])[-\u2010\u00ad]$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u3000-\u303f]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text (a space at its end is kept), where it begins, counted up the page, and its size."""

    text: str
    left: float = 0.0
    height: float = 0.0
    size: float = 0.0


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of a document in order."""
    body = [[line for line in page if line.text.strip()] for page in pages]
    margins = [_margins(page) for page in body]
    repeated = _repeated(body, margins)
    kept = [
        [line for at, line in enumerate(page) if not (at in margin and _key(line) in repeated)]
        for page, margin in zip(body, margins, strict=True)
    ]
    lines = [line for page in kept for line in page]
    spaced = _spaces_are_kept(lines)
    compounds = {word for line in lines for word in _COMPOUND.findall(line.text)}
    return [_text(block, spaced, compounds) for block in _blocks(kept)]


def _repeated(pages: Sequence[Sequence[Line]], margins: Sequence[set[int]]) -> set[tuple[str, int]]:
    """What stands in the margins of most pages, at the same height and whatever the numbers in it."""
    if len(pages) < 2:
        return set()
    keys = ({_key(page[at]) for at in margin} for page, margin in zip(pages, margins, strict=True))
    seen = Counter(key for some in keys for key in some)
    return {key for key, count in seen.items() if 2 * count > len(pages) and len(key[0]) <= _LONGEST_REPEATED}


def _margins(page: Sequence[Line]) -> set[int]:
    """The lines that may be header or footer: the first and last in the file's order, and on the paper."""
    order = range(len(page))
    by_height = sorted(order, key=lambda at: page[at].height)
    return {at for some in (order, by_height) for at in (*some[:_MARGIN], *some[-_MARGIN:])}


def _key(line: Line) -> tuple[str, int]:
    """A line and its height; numbers are masked in a short one, but not in a row of figures alone."""
    text = " ".join(line.text.split())
    figures = len(_NUMBERS.findall(text))
    is_of_figures = figures > 2 and _WORDLESS.fullmatch(text)
    is_kept = is_of_figures or len(text) > _LONGEST_NUMBERED
    return text if is_kept else _NUMBERS.sub("#", text), round(line.height)


def _blocks(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    spacing = _spacing(pages)
    block: list[Line] = []
    for page in pages:
        for at, line in enumerate(page):
            near = page[max(0, at - _NEAR) : at + _NEAR]
            if block and _begins(block, line, near, spacing, new_page=at == 0):
                yield block
                block = []
            block.append(line)
    if block:
        yield block


@dataclass(frozen=True, slots=True)
class _Spacing:
    """From which fall between two lines on, in sizes of their letters, a paragraph ends; and whether any end so."""

    wide: float
    is_used: bool


def _spacing(pages: Sequence[Sequence[Line]]) -> _Spacing:
    pairs = [pair for page in pages for pair in pairwise(page)]
    falls = [(a.height - b.height) / b.size for a, b in pairs if b.size and 0 < a.height - b.height < 5 * b.size]
    wide = _WIDE_GAP * median(falls) if falls else float("inf")
    return _Spacing(wide, _GAPS_USED * sum(fall > wide for fall in falls) > len(falls))


def _begins(block: Sequence[Line], line: Line, near: Sequence[Line], spacing: _Spacing, *, new_page: bool) -> bool:
    """Whether a paragraph begins with this line."""
    last = block[-1]
    ends = _ENDS_SENTENCE.search(last.text) is not None
    if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size):
        return True
    if ends and _ITEM.match(line.text):
        return True
    fall = last.height - line.height
    if new_page or fall < 0:  # the next page or column
        return ends
    if line.size and fall > spacing.wide * line.size:
        return True
    if ends and line.left - last.left > _INDENT * line.size > 0 and len(block) > 1:
        return True
    if ends:
        return not spacing.is_used and len(last.text) < _SHORT * _full_length(last, near)
    return not line.text[:1].islower() and len(last.text) < _VERY_SHORT * _full_length(last, near)


def _full_length(line: Line, near: Sequence[Line]) -> int:
    """The longest of the lines of its size around it that begin where it does."""
    return max(
        (
            len(other.text)
            for other in near
            if abs(other.left - line.left) < _SAME_LEFT and abs(other.size - line.size) <= _OTHER_SIZE * line.size
        ),
        default=0,
    )


def _spaces_are_kept(lines: Sequence[Line]) -> bool:
    """Whether the program wrote the space at which it broke a line: where it did not, Korean words may be cut."""
    open_ended = [line.text for line in lines if _HANGUL.search(line.text[-2:])]
    return 4 * sum(text[-1:].isspace() for text in open_ended) > len(open_ended)


def _text(block: Sequence[Line], spaced: bool, compounds: set[str]) -> str:
    """The lines of a paragraph as one, with what they had between them but for the line break."""
    pieces = [block[0].text.strip()]
    for before, line in pairwise(block):
        following = line.text.strip()
        if (broken := _HYPHENATED.search(pieces[-1][-_LONGEST_WORD:])) and following[:1].islower():
            if broken[1] + "-" + _WORD.findall(following)[0] not in compounds:
                pieces[-1] = pieces[-1][:-1]
        elif not _run_together(before.text, following, spaced):
            pieces.append(" ")
        pieces.append(following)
    return "".join(pieces)


def _run_together(before: str, following: str, spaced: bool) -> bool:
    """Whether scripts without spaces, or a Korean word that the line break cut, meet here."""
    if before[-1:].isspace() and _HANGUL.match(following):
        return False
    last = before.rstrip()[-1:]
    is_cut = spaced and _HANGUL.match(last) and _HANGUL.match(following)
    return bool(is_cut or (_CJK.match(last) and _CJK.match(following)))
