"""The command `footnote check`: does this evidence support this claim? Needs no library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bot.answering.support import support
from bot.contract import BadLine, line_object, support_json, text_of


def check_lines(lines: Iterable[bytes], write: Callable[[dict[str, Any]], None]) -> int:
    """Judge {"claim", "evidence"} a line, in order; a bad line gets an error of its own. Returns how many failed."""
    failed = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            row = line_object(line)
            write(support_json(support(text_of(row, "claim"), text_of(row, "evidence"))))
        except BadLine as problem:
            failed += 1
            write({"id": problem.id, "error": str(problem)})
    return failed
