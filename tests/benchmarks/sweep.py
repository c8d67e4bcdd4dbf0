"""What each constant of the ranking is worth: `python -m tests.benchmarks.sweep` varies them one at a time.

The libraries are filled once. This process then keeps Chroma, so that the workers score all vectors exactly, and each
worker imports the code once, at the start: differences come from the constants alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import index.dates
import index.embed
import index.retrieve
import index.scoring
from index.library import DataFolder, Library
from index.query import Query
from tests.benchmarks.question_sets import EMBEDDING, KOREAN, LATER, NEWS, Question, filled, questions_of

WORKERS = 2
WEIGHT = "embedding weight"
CONSTANTS: dict[str, ModuleType] = {
    "SATURATION": index.scoring,
    "LENGTH_SHARE": index.scoring,
    "TITLE_WEIGHT": index.scoring,
    "PHRASE_WEIGHT": index.scoring,
    "FLOOR": index.dates,
    "FADES_IN_DAYS": index.dates,
    "BY_WORDS": index.retrieve,
    "BY_VECTOR": index.retrieve,
    "COMMON": index.retrieve,
}
VALUES: dict[str, tuple[float, ...]] = {
    "SATURATION": (0.6, 1.4, 2.0),
    "LENGTH_SHARE": (0.3, 0.45, 0.75),
    "TITLE_WEIGHT": (0.0, 1.5, 4.0),
    "PHRASE_WEIGHT": (0.0, 0.4, 1.0),
    "FLOOR": (0.5, 0.8, 1.0),
    "FADES_IN_DAYS": (14.0, 30.0, 90.0),
    WEIGHT: (0.0, 0.2, 0.45),
    "BY_WORDS": (75, 300),
    "BY_VECTOR": (30, 120),
    "COMMON": (0.02, 0.2),
}


@dataclass(frozen=True, slots=True)
class Variation:
    """One constant with another value; without a name, everything as it is."""

    name: str = ""
    value: float = 0.0

    def __str__(self) -> str:
        """As it stands in the table."""
        return f"{self.name} {current(self.name):g} -> {self.value:g}" if self.name else "as it is"


def current(name: str) -> float:
    """The value that a constant has now."""
    if name == WEIGHT:
        return index.embed.embedding_model(EMBEDDING).weight
    value: float = getattr(CONSTANTS[name], name)
    return value


@contextmanager
def changed(varied: Variation) -> Iterator[None]:
    """The constant with its other value, for a while."""
    before = current(varied.name) if varied.name else 0.0
    put(varied)
    try:
        yield
    finally:
        put(replace(varied, value=before))


def put(varied: Variation) -> None:
    """Give the constant the value; the weight is given to the model where it is made."""
    if varied.name and varied.name != WEIGHT:
        setattr(CONSTANTS[varied.name], varied.name, varied.value)


def figures(data: Path, varied: Variation) -> list[float]:
    """hit@1, hit@5 and MRR@10 of the news when it was new, of the same in 2026, and of the Korean set; in a worker."""
    weight = varied.value if varied.name == WEIGHT else current(WEIGHT)
    folder = DataFolder(data, models=lambda name: replace(index.embed.embedding_model(name), weight=weight))
    with closing(folder.open(NEWS)) as news, closing(folder.open(KOREAN)) as korean, changed(varied):
        asked = questions_of(NEWS)
        return [*ranking(news, asked), *ranking(news, asked, LATER), *ranking(korean, questions_of(KOREAN))]


def ranking(library: Library, questions: list[Question], asked: datetime | None = None) -> list[float]:
    """hit@1, hit@5 and MRR@10 over the questions that have an answer."""
    ranks = [rank(library, one, asked or one.asked) for one in questions if one.answerable]
    gains = [(at == 1, 1 <= at <= 5, 1 / at if 1 <= at <= 10 else 0) for at in ranks]
    return [sum(gain) / len(gains) for gain in zip(*gains, strict=True)]


def rank(library: Library, question: Question, asked: datetime) -> int:
    """The 1-based rank of the first article that holds the answer, 0 if there is none."""
    found = index.retrieve.search(library, Query(question.text, asked))
    articles = list(dict.fromkeys(hit.passage.article.id for hit in found.hits))
    return next((at for at, id in enumerate(articles, 1) if id in question.relevant), 0)


def main() -> None:
    """Print one line a variation, in order."""
    variations = [Variation(), *(Variation(name, value) for name, values in VALUES.items() for value in values)]
    with tempfile.TemporaryDirectory(prefix="footnote-sweep-") as data:
        folder = DataFolder(Path(data))
        for name in (NEWS, KOREAN):
            filled(folder, name).close()
        print("hit@1 / hit@5 / MRR@10\n")
        print(f"| constant | {NEWS}, own date | {NEWS}, asked {LATER.date()} | {KOREAN} |\n|---|---|---|---|")
        with ProcessPoolExecutor(WORKERS, get_context("spawn")) as workers:
            done = workers.map(figures, [Path(data)] * len(variations), variations)
            for varied, found in zip(variations, done, strict=True):
                cells = (" / ".join(f"{one:.3f}" for one in found[at : at + 3]) for at in (0, 3, 6))
                print(f"| {varied} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
