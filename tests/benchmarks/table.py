"""The table of the benchmark, line by line in Markdown. Only the standard library, as in bench.py."""

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
        return f"| {self.what} | {self.shown.format(self.figure)} | {self._bar()} |"

    def _bar(self) -> str:
        if self.bar is None:
            return ""
        met = self.figure >= self.bar if self.more else self.figure <= self.bar
        return f"{'≥' if self.more else '≤'} {self.shown.format(self.bar)} {'met' if met else '**missed**'}"
