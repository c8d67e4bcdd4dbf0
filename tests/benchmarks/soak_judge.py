"""How the soak judges: whether something grows, and which lines of the log were not provoked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.table import Line

MORE_MEMORY = 10.0
"""Percent of memory after the warm-up that may come on top."""
MORE_TASKS = 8
"""What is being answered at a moment differs by some tasks; a leak of one task in 30 actions shows in three minutes."""
MORE_DESCRIPTORS = 8
"""Connections to Discord stay open for 15 seconds, as many as were in use at once; a library has three files."""
MORE_THREADS = 2
"""One for a heartbeat that begins while the one before it ends, one for a name that is looked up."""
_BEGINS = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ([A-Z]+) (.*)")
_TOLD = re.compile(r"as it is: (\d+) tasks, (\d+) threads")


@dataclass(frozen=True, slots=True)
class Sample:
    """How the bot was at a moment: memory in MB; its tasks without those of forms that people left open."""

    memory: float
    descriptors: int
    threads: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Provoked:
    """A line of the log (a regular expression for its beginning) that provoked trouble explains, so many times."""

    line: str
    times: int


def tasks_told(output: str) -> int | None:
    """How many tasks the bot told of last."""
    found = _TOLD.findall(output)
    return int(found[-1][0]) if found else None


def ends(values: Sequence[float]) -> tuple[float, float]:
    """The medians of the first and of the last fifth."""
    fifth = max(1, len(values) // 5)
    return median(values[:fifth]), median(values[-fifth:])


def grown(samples: Sequence[Sample]) -> Iterator[Line]:
    """What each figure was after the warm-up, and how much more it was at the end."""
    before, after = ends([one.memory for one in samples])
    yield Line("memory after the warm-up", before, "{:.0f} MB")
    yield Line("memory at the end, more than that", (after / before - 1) * 100, "{:.1f} %", MORE_MEMORY)
    for what, bar in (("tasks", MORE_TASKS), ("descriptors", MORE_DESCRIPTORS), ("threads", MORE_THREADS)):
        first, last = ends([getattr(one, what) for one in samples])
        yield Line(f"{what} after the warm-up", first, "{:.0f}")
        yield Line(f"{what} at the end, more than that", last - first, "{:.0f}", bar)


def unprovoked(output: str, provoked: Iterable[Provoked]) -> list[str]:
    """The lines at WARNING or above that no trouble explains; one that stands there too often is not explained."""
    left = {one.line: one.times for one in provoked}
    found = []
    for line in output.splitlines():
        begun = _BEGINS.match(line)
        if not begun or begun[1] in ("INFO", "DEBUG"):
            continue
        fitting = next((one for one, times in left.items() if times > 0 and re.match(one, begun[2])), None)
        if fitting is None:
            found.append(line)
        else:
            left[fitting] -= 1
    return found
