"""How good Footnote is beside plain BM25 and the textbook pipeline: `python -m tests.benchmarks.quality` (3 minutes).

All sides read the same articles, are asked the same questions, and are judged by the same code. The table is Markdown.
`--embedding wordllama+e5 --keep DIR` gives Footnote e5 as shipped; its vectors stay in DIR, as embeddings.py has them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.figures import Figures, figures
from tests.benchmarks import plain_bm25, textbook
from tests.benchmarks.best_piece import ANSWERED, MOST_WORDS, Row, refusing
from tests.benchmarks.embeddings import answers, model_of, opened
from tests.benchmarks.question_sets import EMBEDDING, KOREAN, LATER, NEWS, corpus_of, questions_of, rows_of
from tests.benchmarks.table import Line

RUNS = (
    (NEWS, None, "Footnote, news asked in its week"),
    (NEWS, LATER, f"Footnote, news asked on {LATER.date()}"),
    (KOREAN, None, "Footnote, KorQuAD"),
)
SHOWN = {NEWS: "news", KOREAN: "KorQuAD"}
CALIBRATION = "calibration error (10 bins)"
CAPTION = (
    "Plain BM25 is SQLite's FTS5 as it comes. It and the textbook know no dates, so it is all one to them when the "
    f"news is asked about. The textbook embeds with {EMBEDDING}, which hardly reads Korean; Footnote with "
    "{embedding}. Without a chat model the answer of the two is the beginning of the best piece they find, one "
    f"statement of at most {MOST_WORDS[NEWS]} words ({MOST_WORDS[KOREAN]} in Korean). They refuse below the score that "
    f"{ANSWERED:.0%} of the answerable questions in the other half of the set reach; Footnote's threshold is the "
    "shipped one. Scores are no probabilities, so theirs have no calibration error."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the table; `bars` are Footnote's, one for each of RUNS."""

    what: str
    key: str
    bars: tuple[float | None, float | None, float | None] = (None, None, None)
    shown: str = "{:.3f}"
    more: bool = True


MEASURES = (
    Measure("hit@1", "hit@1", (0.88, 0.80, 0.94)),
    Measure("hit@5", "hit@5", (0.985, 0.95, 0.99)),
    Measure("MRR@10", "MRR@10", (0.925, 0.87, 0.96)),
    Measure("linked hit@1", "linked hit@1", (0.68, None, None)),
    Measure("linked hit@5", "linked hit@5", (0.97, None, None)),
    Measure("linked MRR@10", "linked MRR@10", (0.80, None, None)),
    Measure("answer correct, of answerable", "answer correct (of answerable)", (0.70, 0.66, 0.80)),
    Measure("words an answer", "words an answer", (60, 60, 40), "{:.1f}", more=False),
    Measure("answer in the first statement", "answer in the first statement", (0.55, 0.52, 0.70)),
    Measure("cited article relevant", "cited article relevant", (0.85, 0.80, 0.93)),
    Measure("refusal AUC, evidence removed", "refusal AUC evidence_removed", (0.91, 0.90, 0.93)),
    Measure("answered, of answerable", "answered (of answerable)", (0.90, 0.88, 0.90)),
    Measure("refused, of evidence removed", "refused (of evidence_removed)", (0.70, 0.68, 0.75)),
    Measure("calibration error", CALIBRATION),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One side on one set; `run` says which of the bars are its, None where it has none."""

    title: str
    found: Figures
    run: int | None = None

    def cell(self, measure: Measure) -> str:
        """A figure, and whether its bar was met; a dash where it means nothing."""
        if measure.key not in self.found:
            return "–"
        bar = None if self.run is None else measure.bars[self.run]
        line = Line("", self.found[measure.key], measure.shown, bar, measure.more)
        return f"{line.shown.format(line.figure)} {line.judged}".rstrip()


def others(name: str) -> Iterator[Column]:
    """Plain BM25 and the textbook on a set."""
    asked, words = questions_of(name), MOST_WORDS[name]
    rows = plain_bm25.answers(plain_bm25.store(rows_of(name, "corpus")), asked, words)
    yield Column(f"plain BM25, {SHOWN[name]}", judged(name, rows))
    with tempfile.TemporaryDirectory(prefix="footnote-textbook-") as scratch:
        textbook.add(corpus_of(name), Path(scratch))
        rows = textbook.answers(textbook.store(Path(scratch)), asked, words)
    yield Column(f"the textbook, {SHOWN[name]}", judged(name, rows))


def judged(name: str, rows: Sequence[Row]) -> Figures:
    """The figures of a side that has scores, rather than a probability, and no threshold yet."""
    found = worth(name, refusing(rows_of(name, "queries"), rows))
    return {key: figure for key, figure in found.items() if key != CALIBRATION}


def worth(name: str, rows: Sequence[Row]) -> Figures:
    """What answers are worth."""
    return figures(rows_of(name, "queries"), rows, {row["id"]: row["text"] for row in rows_of(name, "corpus")})


def ours(embedding: str, data: Path, name: str) -> Iterator[Column]:
    """Footnote on a set: the news twice."""
    questions = rows_of(name, "queries")
    with opened(model_of(embedding), data, name) as (app, library):
        for run, (of, at, title) in enumerate(RUNS):
            if of == name:
                yield Column(title, worth(name, answers(app, library, questions, at)), run)


def table(columns: Sequence[Column]) -> Iterator[str]:
    """The table, line by line."""
    yield f"| | {' | '.join(column.title for column in columns)} |"
    yield f"|{'---|' * (len(columns) + 1)}"
    for measure in MEASURES:
        yield f"| {measure.what} | {' | '.join(column.cell(measure) for column in columns)} |"


def main() -> None:
    """Print the table and what is to be known of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--embedding", default=EMBEDDING, help=f"Footnote's; default: {EMBEDDING}")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep Footnote's libraries there and go on with them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="footnote-quality-") as scratch:
        columns = []
        for name in (NEWS, KOREAN):
            columns += [*others(name), *ours(given.embedding, given.keep or Path(scratch), name)]
    print("\n".join(table(columns)))
    print(f"\n{CAPTION.format(embedding=given.embedding)}")


if __name__ == "__main__":
    main()
