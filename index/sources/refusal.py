"""What becomes of a source that cannot be an article: a value, so that the others go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index.errors import SourceProblem


@dataclass(frozen=True, slots=True)
class Refusal:
    """One source that was not read: its path, `path:line` or url, and why, in words for a person."""

    source: str
    reason: str


_Made = TypeVar("_Made")


def found_or_refusal(source: str, make: Callable[[], _Made]) -> _Made | Refusal:
    """What `make` returns, or the SourceProblem it raised as a value."""
    try:
        return make()
    except SourceProblem as problem:
        return Refusal(source, str(problem))


def shown(path: Path) -> str:
    """A path as text that can be printed, even where its name is not UTF-8."""
    return str(path).encode(errors="surrogateescape").decode(errors="replace")
