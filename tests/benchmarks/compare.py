"""Footnote beside the textbook pipeline, and beside itself with 20,000 articles: `python -m tests.benchmarks.compare`.

Last comes the table of quality.py, which has plain BM25 besides. Every figure comes from a process of its own; this one
imports only the standard library, as bench.py does. What both sides load (libraries, the model) is loaded before their
clocks start.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.processes import Run, run, size
from tests.benchmarks.question_sets import NEWS, corpus_of
from tests.benchmarks.table import Beside, Line

ROUNDS = 3
QUALITY = ("hit@1", "hit@5", "MRR@10", "linked MRR@10", "refusal AUC evidence_removed")
Figures = Mapping[str, float]


@dataclass(frozen=True)
class Measured:
    """What adding took (the median of its rounds), what asking took, and what the answers are worth."""

    added: Figures
    asked: Figures


def step(program: str, name: str, source: Path, target: Path) -> Run:
    """Run a step of one side."""
    return run(sys.executable, "-m", f"tests.benchmarks.{program}", name, str(source), str(target))


def added(program: str, corpus: Path, data: Path) -> Figures:
    """Add a corpus to an empty directory."""
    done = step(program, "add", corpus, data)
    return {**done.figures, "peak": done.peak, "disk": size(data)}


def asked(program: str, name: str, data: Path) -> Figures:
    """Ask all questions."""
    with tempfile.TemporaryDirectory(prefix="footnote-answers-") as folder:
        answers = Path(folder, "answers.jsonl")
        peak = step(program, name, data, answers).peak
        return {**step("ours", "score", answers, answers).figures, "peak": peak}


def middle(rounds: list[Figures]) -> Figures:
    """The median of each figure."""
    return {key: median(one[key] for one in rounds) for key in rounds[0]}


def both(scratch: Path) -> tuple[Measured, Measured]:
    """The textbook and Footnote with the same corpus; they take turns, so that a noisy machine disturbs both."""
    rounds: dict[str, list[Figures]] = {"textbook": [], "ours": []}
    for number in range(ROUNDS):
        for program in sorted(rounds, reverse=number % 2 == 0):
            rounds[program].append(added(program, corpus_of(NEWS), scratch / f"{program}{number}"))
    textbook, ours = (
        Measured(middle(found), asked(program, "ask", scratch / f"{program}0")) for program, found in rounds.items()
    )
    return textbook, ours


def large(scratch: Path) -> tuple[Measured, float]:
    """Footnote alone, the corpus among fillers; and its articles a second with the corpus alone, before and after."""
    corpus, data = scratch / "large.jsonl", scratch / "large"
    step("ours", "fill", corpus_of(NEWS), corpus)
    before = rate(added("ours", corpus_of(NEWS), scratch / "before"))
    many = added("ours", corpus, data)
    after = rate(added("ours", corpus_of(NEWS), scratch / "after"))
    return Measured(many, asked("ours", "ask", data)), (before + after) / 2


def beside_the_textbook(textbook: Measured, ours: Measured) -> Iterator[Beside]:
    """Both sides, and how much sooner and better Footnote is."""
    first, other = textbook.added, ours.added
    passages = f"{first['passages']:,.0f} and {other['passages']:,.0f} passages"
    by_text, complete = first["seconds"] / other["searchable"], first["seconds"] / other["complete"]
    yield Beside(
        f"{first['articles']:,.0f} articles, {passages}, searchable after",
        *(first["seconds"], other["searchable"], "{:.1f} s"),
        Line("sooner", by_text, "{:.1f}x", 4, more=True),
    )
    yield Beside(
        "all vectors in Chroma after",
        *(first["seconds"], other["complete"], "{:.1f} s"),
        Line("sooner", complete, "{:.2f}x", 1.3, more=True),
    )
    yield Beside("articles a second until searchable", rate(first, "seconds"), rate(other), "{:,.0f}")
    yield from needed(textbook, ours)
    yield from taken("a question, warm", textbook.asked, ours.asked)
    for key in QUALITY:
        better = ours.asked[key] - textbook.asked[key]
        bar = Line("better", better, "{:+.3f}", 0.2 if key == "hit@1" else None, more=True)
        yield Beside(key, textbook.asked[key], ours.asked[key], "{:.3f}", bar)


def beside_itself(small: Measured, many: Measured, exact: tuple[Figures, Figures], usual: float) -> Iterator[Beside]:
    """Footnote with few articles and with many, and how much it loses; `usual` articles a second are those of few."""
    first, other = small.added, many.added
    yield Beside("articles", first["articles"], other["articles"], "{:,.0f}")
    yield Beside("passages", first["passages"], other["passages"], "{:,.0f}")
    share = Line("as fast", rate(other) / usual, "{:.2f}x", 0.8, more=True)
    yield Beside("articles a second until searchable, right before and after", usual, rate(other), "{:,.0f}", share)
    yield Beside("searchable after", first["searchable"], other["searchable"], "{:.1f} s")
    yield Beside("all vectors in Chroma after", first["complete"], other["complete"], "{:.1f} s")
    yield from needed(small, many)
    yield from taken("a question, warm", small.asked, many.asked, 300)
    yield from taken("the same, all vectors scored exactly", *exact)
    for key in QUALITY:
        loss = Line("worse", small.asked[key] - many.asked[key], "{:.3f}", 0.02) if key == "hit@1" else None
        yield Beside(key, small.asked[key], many.asked[key], "{:.3f}", loss)


def rate(added: Figures, until: str = "searchable") -> float:
    """Articles a second."""
    return added["articles"] / added[until]


def needed(one: Measured, other: Measured) -> Iterator[Beside]:
    """Memory and disk of two."""
    yield Beside("peak memory of adding", one.added["peak"], other.added["peak"], "{:.0f} MB")
    yield Beside("peak memory of asking", one.asked["peak"], other.asked["peak"], "{:.0f} MB")
    yield Beside("disk", one.added["disk"], other.added["disk"], "{:.0f} MB")


def taken(what: str, one: Figures, other: Figures, most: float | None = None) -> Iterator[Beside]:
    """The time of a question of two; `most` is the bar of the other's p95 in milliseconds."""
    for share in ("p50", "p95"):
        first, second = (found[f"seconds {share}"] * 1000 for found in (one, other))
        bar = Line("", second, "{:.0f} ms", most) if most and share == "p95" else None
        yield Beside(f"{what}, {share}", first, second, "{:.0f} ms", bar)


def main() -> None:
    """Measure, and print two tables of speed and one of quality."""
    with tempfile.TemporaryDirectory(prefix="footnote-compare-") as folder:
        scratch = Path(folder)
        textbook, ours = both(scratch)
        print("\n| | the textbook pipeline | Footnote | apart, bar |\n|---|---|---|---|")
        for line in beside_the_textbook(textbook, ours):
            print(line, flush=True)
        many, usual = large(scratch)
        exact = asked("ours", "exact", scratch / "ours0"), asked("ours", "exact", scratch / "large")
        print("\n| Footnote alone | the corpus | among fillers | apart, bar |\n|---|---|---|---|")
        for line in beside_itself(ours, many, exact, usual):
            print(line, flush=True)
    quality = run(sys.executable, "-m", "tests.benchmarks.quality")
    print(f"\n{quality.output.decode()}", end="")


if __name__ == "__main__":
    main()
