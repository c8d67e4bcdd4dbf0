"""The libraries of many servers: each is opened when it is needed, and those used last stay open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from index.library import Library

MOST_OPEN = 32
"""So many stay open: each takes three files and up to 64 MB for SQLite's pages; opening one anew takes some 6 ms."""


class OpenLibraries:
    """Libraries by name. Only the worker thread opens and closes them, one call after the other."""

    def __init__(self, open: Callable[[str], Library], most: int = MOST_OPEN) -> None:
        """Open nothing yet."""
        self._open = open
        self._most = most
        self._opened: dict[str, Library] = {}
        self._held: Counter[str] = Counter()

    def __getitem__(self, name: str) -> Library:
        """A library, open; where that makes too many, the one that was used longest ago is closed."""
        library = self._opened.pop(name, None) or self._open(name)
        idle = [other for other in self._opened if not self._held[other]]
        self._opened[name] = library
        for other in idle[: max(0, len(self._opened) - self._most)]:
            self._opened.pop(other).close()
        return library

    def __len__(self) -> int:
        """How many are open."""
        return len(self._opened)

    def get(self, name: str) -> Library | None:
        """A library if it is open."""
        return self._opened.get(name)

    @contextmanager
    def holding(self, name: str) -> Iterator[None]:
        """Between two calls in here the library is not closed; for the event loop."""
        self._held[name] += 1
        try:
            yield
        finally:
            self._held[name] -= 1

    def close_one(self, name: str) -> None:
        """Close a library if it is open."""
        if library := self._opened.pop(name, None):
            library.close()

    def close(self) -> None:
        """Close them all."""
        while self._opened:
            self._opened.popitem()[1].close()
