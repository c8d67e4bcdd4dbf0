"""A model's draft, read as it comes: sentences, each with the keys of the passages that it names; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.language import language_of_question
from index.sentences import sentences

NOTHING = "[NONE]"
"""What a model writes where the passages do not tell what was asked."""
LONGEST = 20_000
"""Characters of a draft that are read; a model that goes on has lost its way."""
KEY = r"[A-Za-z][0-9][A-Za-z0-9]{2}"
"""How a key looks: such as K7AB, which is no word and no number."""
_TOKEN = rf"(?:key\s*[:=]?\s*)?(?:{KEY}|[A-Z0-9]{{1,6}})"
_KEYS = re.compile(rf"[\[【]{{1,2}}\s*({_TOKEN}(?:\s*[,;&]\s*{_TOKEN}|\s+{KEY})*)\s*[\]】]{{1,2}}|\(({KEY})\)")
_KEY = re.compile(rf"\b{KEY}\b")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_STRAY = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What is not seen, or turns around what is: a reader must see what was checked."""
_LIST = re.compile(r"^\s*(?:[-*•·–]|\d{1,2}[.)](?=\s))\s+")
_MARKS = re.compile(r"\*\*|__|^#{1,6}\s+|`")
_CLOSED = re.compile(r"\s*[.!?。…]+")
_CLOSING, _WITHIN, _BLANK = ".!?。…", ",;:", " \t,;"
_LEFT_OVER = " ])}>|:;,!?…"
"""What begins no sentence."""
_HANGUL, _ENDS_KOREAN = re.compile("[가-힣]"), "다요까죠음함임됨"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence of a draft, without marks of format, with the keys that follow it, upper-case, each once."""

    text: str
    keys: tuple[str, ...]


class DraftReader:
    """Reads a draft piece by piece; a sentence comes out as soon as its keys, or its line, are complete."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._text = ""
        self._done = 0

    def read(self, piece: str) -> list[Drafted]:
        """The sentences that this piece completes."""
        self._text = (self._text + piece)[:LONGEST]
        visible = _spoken(self._text)
        line_end = visible.rfind("\n")
        if line_end < self._done:
            return []
        complete, self._done = visible[self._done : line_end], line_end + 1
        return list(_drafted(complete))

    def end(self, *, cut: bool = False) -> list[Drafted]:
        """The sentences that were still to be completed; of a draft that was `cut` the last one must be whole."""
        found = list(_drafted(_spoken(self._text)[self._done :]))
        self._done = len(self._text)
        whole = not found or found[-1].keys or found[-1].text[-1] in _CLOSING
        return found if whole or not (cut or self.is_full) else found[:-1]

    @property
    def is_full(self) -> bool:
        """Whether no more is read."""
        return len(self._text) == LONGEST

    @property
    def says_nothing(self) -> bool:
        """Whether the draft says that the passages do not tell it, and no more."""
        return _seen(_spoken(self._text)).strip().rstrip(".").upper() == NOTHING


def _spoken(text: str) -> str:
    """A draft, as long as before, with blanks for thoughts; where only their end is marked it ends a line."""
    without = _THOUGHT.sub(lambda found: " " * len(found[0]), text)
    return _STRAY.sub(lambda found: "\n".ljust(len(found[0])), without)


def _seen(text: str) -> str:
    """What people see of a text."""
    return _HIDDEN.sub("", _CONTROL.sub(" ", text))


def _drafted(text: str) -> Iterator[Drafted]:
    for line in _seen(text).split("\n"):
        plain = _MARKS.sub("", _LIST.sub("", line))
        yield from _of_line(plain)


def _of_line(line: str) -> Iterator[Drafted]:
    """Each stretch up to the keys after it; all its sentences have these keys, and those that stand within it."""
    stretch, at = "", 0
    keys: tuple[str, ...] = ()
    while at < len(line):
        found = _KEYS.search(line, at)
        named, end = _keys_from(line, found) if found else ((), len(line))
        stretch, keys = _joined(stretch, line[at : found.start() if found else end]), (*keys, *named)
        at = end
        if _goes_on(stretch, line[end:]):
            continue
        stretch = stretch.strip(_BLANK)
        if found and (stop := _CLOSED.match(line, end)) and not _CLOSED.search(stretch[-1:]):
            stretch, at = f"{stretch}{stop[0].strip()}", stop.end()
        yield from _sentences(stretch, tuple(dict.fromkeys(keys)))
        stretch, keys = "", ()


def _joined(before: str, after: str) -> str:
    """Two parts of a sentence, without the blank on one side of the bracket that stood between them."""
    return f"{before.rstrip()}{after}" if after[:1].isspace() or after[:1] in _WITHIN else f"{before}{after}"


def _goes_on(before: str, after: str) -> bool:
    """Whether a bracket between these two parts of a line stands within a sentence, or before its first word."""
    before, after = before.strip(), after.strip()
    if not (before and after) or before[-1] in _CLOSING:
        return bool(after) and not before
    if _HANGUL.match(after) and _HANGUL.match(before[-1]):
        return before[-1] not in _ENDS_KOREAN
    return after[0].islower() or after[0].isdigit() or after[0] in _WITHIN


def _sentences(stretch: str, keys: tuple[str, ...]) -> Iterator[Drafted]:
    for start, end in sentences(stretch, language_of_question(stretch)):
        said = stretch[start:end].strip().lstrip(_LEFT_OVER)
        if any(map(str.isalnum, said)) and said.upper() != NOTHING:
            yield Drafted(said, keys)


def _keys_from(line: str, found: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """The keys of one or more brackets beside each other, and where they end."""
    keys: list[str] = []
    end = found.start()
    while (bracket := _KEYS.match(line, end)) is not None:
        keys += [key.upper() for key in _KEY.findall(bracket[0])]
        end = bracket.end()
        while end < len(line) and line[end] == " " and _KEYS.match(line, end + 1):
            end += 1
    return tuple(dict.fromkeys(keys)), end
