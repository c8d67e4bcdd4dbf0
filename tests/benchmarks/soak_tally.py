"""What was done and lost in the soak, and how long people waited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime


class Over(Exception):
    """A step failed and was noted; the rest of what somebody was about to do falls away."""


@dataclass(slots=True)
class Tally:
    """Counts the steps by kind, and keeps what went wrong and how long people waited (seconds)."""

    done: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    why: list[str] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)

    @contextmanager
    def step(self, kind: str) -> Iterator[None]:
        """Something that somebody does: done if nothing is raised, else lost."""
        try:
            yield
        except Exception as error:
            self.lose(kind, error)
            raise Over from error
        self.done[kind] += 1

    def lose(self, kind: str, error: BaseException) -> None:
        """Note what did not come, or was wrong."""
        self.lost[kind] += 1
        self.why.append(f"{datetime.now():%H:%M:%S} {kind}: {type(error).__name__}: {error}"[:800])
