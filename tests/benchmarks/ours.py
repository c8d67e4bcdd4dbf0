"""Footnote's side of the comparison, one process a step: `python -m tests.benchmarks.ours STEP FROM TO`.

`fill` writes the corpus and fillers to a file, `add` puts such a file into a data directory, `ask` and `exact` put the
answers from there into a file, and `score` prints what such a file (the textbook's too) is worth.
"""

from __future__ import annotations

import json
import math
import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.app import App
from bot.asking import ask_lines
from bot.evaluation.figures import figures
from bot.settings import Settings
from index.library import DataFolder
from index.query import EVERYTHING
from tests.benchmarks.fillers import fillers
from tests.benchmarks.question_sets import NEWS, rows_in, rows_of, searchable

WARM_UP = 10
LARGE = 20_000
"""So many articles has the library that is large."""

Figures = dict[str, float]
Row = dict[str, Any]


def fill(corpus: Path, to: Path) -> Figures:
    """Write the articles and, in between, fillers until they are many."""
    rows = rows_in(corpus)
    rows += list(fillers(rows, LARGE - len(rows)))
    random.Random(0).shuffle(rows)
    write(rows, to)
    return {"articles": len(rows)}


def write(rows: Iterable[Row], to: Path) -> None:
    """One JSON object a line."""
    with to.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def add(corpus: Path, data: Path) -> Figures:
    """Seconds until all articles answer by full text, and until all their vectors are in Chroma besides."""
    folder = DataFolder(data)
    folder.load_embedding()
    folder.load_chroma()
    began = time.perf_counter()
    library = searchable(folder, NEWS, corpus)
    by_text = time.perf_counter() - began
    left = library.work_off(math.inf)
    complete = time.perf_counter() - began
    if left.waiting or left.unseen:
        sys.exit(f"{left.waiting} vectors and {left.unseen} changes for Chroma are left over.")
    counts = library.database.counts()
    return {"searchable": by_text, "complete": complete, **{key: counts[key] for key in ("articles", "passages")}}


def ask(data: Path, answers: Path) -> Figures:
    """Answer every question as of its own date."""
    return answered(data, answers, rows_of(NEWS, "queries"))


def exact(data: Path, answers: Path) -> Figures:
    """The same without Chroma: all vectors are scored."""
    return answered(data, answers, rows_of(NEWS, "queries"), exact=True)


def answered(data: Path, answers: Path, questions: list[Row], *, exact: bool = False) -> Figures:
    """Put the answers into a file, as `footnote ask --jsonl` does, once it is warm."""
    app = App(Settings(data_dir=data))
    library = app.library(NEWS, exact=exact)
    lines = [json.dumps(row).encode() for row in questions]
    rows: list[Row] = []
    ask_lines(app, library, lines[:WARM_UP], EVERYTHING, None, lambda _: None)
    failed = ask_lines(app, library, lines, EVERYTHING, None, rows.append)
    write(rows, answers)
    return {"failed": failed}


def score(answers: Path, _: Path) -> Figures:
    """What the answers are worth, and how long they took."""
    return figures(
        rows_of(NEWS, "queries"), rows_in(answers), {row["id"]: row["text"] for row in rows_of(NEWS, "corpus")}
    )


STEPS: dict[str, Callable[[Path, Path], Figures]] = {step.__name__: step for step in (fill, add, ask, exact, score)}


if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
