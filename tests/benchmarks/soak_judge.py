"""How the soak judges: whether something grows, and which lines of the log were not provoked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.table import Line

MORE_MEMORY = 10.0
"""Percent of memory after the warm-up that may come on top."""
MORE_TASKS = 3
"""At rest: a look at the queues or the open questions may just be going on."""
MORE_DESCRIPTORS = 8
"""At rest: the files of a library that is being opened before another is closed, connections of the vector index."""
MORE_THREADS = 4
"""At rest: pools begin their last threads late (Python's default one has six here, discord.py's heart one)."""
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


def remembered(samples: Sequence[Sample]) -> Iterator[Line]:
    """The memory under load after the warm-up, and how much more it was at the end; the most of all else."""
    before, after = ends([one.memory for one in samples])
    yield Line("memory after the warm-up", before, "{:.0f} MB")
    yield Line("memory at the end, more than that", (after / before - 1) * 100, "{:.1f} %", MORE_MEMORY)
    for what in ("tasks", "descriptors", "threads"):
        yield Line(f"{what} under load, at most", max(getattr(one, what) for one in samples), "{:.0f}")


def left_behind(at_rest: Sequence[Sample]) -> Iterator[Line]:
    """What there was at rest after the warm-up, and how much more at the end."""
    first, last = at_rest[0], at_rest[-1]
    for what, bar in (("tasks", MORE_TASKS), ("descriptors", MORE_DESCRIPTORS), ("threads", MORE_THREADS)):
        yield Line(f"{what} at rest after the warm-up", getattr(first, what), "{:.0f}")
        yield Line(
            f"{what} at rest at the end, more than that", getattr(last, what) - getattr(first, what), "{:.0f}", bar
        )


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
