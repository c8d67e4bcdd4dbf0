"""The tables of the benchmark, line by line in Markdown. Only the standard library, as in bench.py."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = "| what | measured | bar |\n|---|---|---|"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; `bar` is the worst figure allowed, and `more` says that more is better."""

    what: str
    figure: float
    shown: str = "{:.2f} s"
    bar: float | None = None
    more: bool = False

    def __str__(self) -> str:
        """The line in Markdown."""
        return f"| {self.what} | {self.shown.format(self.figure)} | {self.judged} |"

    @property
    def judged(self) -> str:
        """The bar, and whether it was met."""
        if self.bar is None:
            return ""
        met = self.figure >= self.bar if self.more else self.figure <= self.bar
        return f"{'≥' if self.more else '≤'} {self.shown.format(self.bar)} {'met' if met else '**missed**'}"


@dataclass(frozen=True, slots=True)
class Beside:
    """A line of a table that compares two; `apart` says how far they are apart, and should be."""

    what: str
    one: float
    other: float
    shown: str
    apart: Line | None = None

    def __str__(self) -> str:
        """The line in Markdown."""
        last = self.apart and f"{self.apart.shown.format(self.apart.figure)} {self.apart.judged}".rstrip()
        return f"| {self.what} | {self.shown.format(self.one)} | {self.shown.format(self.other)} | {last or ''} |"
