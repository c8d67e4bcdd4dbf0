"""How fast Footnote is, what it needs, what people would use instead: `python -m tests.benchmarks.bench` prints it all.

Every figure comes from a process of its own (those of the bot under load from load.py). This one imports only the
standard library, because on Linux the peak memory of a child begins at that of its parent.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import median

from tests.benchmarks import compare
from tests.benchmarks.processes import Run, run, size
from tests.benchmarks.question_sets import NEWS, Question, corpus_of, questions_of
from tests.benchmarks.table import HEAD, Line

FOOTNOTE = str(Path(sys.executable).with_name("footnote"))


def step(name: str, data: str) -> Run:
    """Run one of the steps of steps.py."""
    return run(sys.executable, "-m", "tests.benchmarks.steps", name, data)


def adding(data: str) -> Iterator[Line]:
    """How fast a corpus comes in."""
    added = step("add", data)
    seconds, articles, passages = (added.figures[key] for key in ("seconds", "articles", "passages"))
    yield Line(f"{articles:,.0f} articles, {passages:,.0f} passages searchable after", seconds, "{:.1f} s", 90)
    yield Line("articles a second until searchable", articles / seconds, "{:,.0f}")
    yield Line("passages a second until searchable", passages / seconds, "{:,.0f}")
    yield Line("peak memory until searchable", added.peak, "{:.0f} MB", 800)
    embedded = step("vectors", data)
    yield Line("then all vectors made and in Chroma after", embedded.figures["seconds"], "{:.1f} s")


def whole_add(data: str) -> Iterator[Line]:
    """The same in one go, as an operator does it, and what it leaves on the disk."""
    whole = run(FOOTNOTE, "add", str(corpus_of(NEWS)), "--library", NEWS, "--data", data)
    yield Line("`footnote add`, vectors and all, as one process", whole.seconds, "{:.1f} s")
    yield Line("its peak memory", whole.peak, "{:.0f} MB")
    yield Line("disk: SQLite", size(Path(data, "libraries")), "{:.0f} MB")
    yield Line("disk: Chroma", size(Path(data, "chroma")), "{:.0f} MB")


def asking(data: str, questions: list[Question]) -> Iterator[Line]:
    """How fast answers are, warm and cold, and whether Chroma finds what is nearest."""
    warm = step("questions", data)
    yield Line("a question, warm, p50", warm.figures["p50"] * 1000, "{:.0f} ms", 60)
    yield Line("a question, warm, p95", warm.figures["p95"] * 1000, "{:.0f} ms", 200)
    yield Line("peak memory while answering", warm.peak, "{:.0f} MB")
    found = step("recall", data).figures
    yield Line("recall@20 of Chroma, question vectors", found["questions"], "{:.3f}", 0.98, more=True)
    yield Line("recall@20 of Chroma, 500 passage vectors", found["passages"], "{:.3f}", 0.98, more=True)
    where = ("--library", NEWS, "--data", data)
    helps = [run(FOOTNOTE, "--help").seconds for _ in range(5)]
    yield Line("`footnote --help`, median of 5", median(helps), bar=0.5)
    cold = [run(FOOTNOTE, "ask", one.text, *where).seconds for one in questions[:3]]
    yield Line("`footnote ask`, a new process, median of 3", median(cold), bar=5)
    rows = [json.dumps({"id": one.id, "question": one.text, "asked": one.asked.isoformat()}) for one in questions]
    many = run(FOOTNOTE, "ask", "--jsonl", *where, lines="\n".join(rows).encode())
    yield Line("`footnote ask --jsonl`, questions a second with the start", len(rows) / many.seconds, "{:.1f}")


def main() -> None:
    """Measure everything and print the table, each line as soon as it is known."""
    questions = questions_of(NEWS)
    print(f"{NEWS}: {len(questions)} questions; {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(HEAD)
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as apart:
        for line in adding(apart):
            print(line, flush=True)
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as data:
        for line in chain(whole_add(data), asking(data, questions)):
            print(line, flush=True)
    print(run(sys.executable, "-m", "tests.benchmarks.load", "--rows").output.decode(), end="")
    compare.main()


if __name__ == "__main__":
    main()
