"""The parts of the benchmark that need a process of their own: `python -m tests.benchmarks.steps STEP DATA`.

Each prints its figures as one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bot.app import App
from bot.settings import Settings
from index.database import Vectors
from index.library import DataFolder, Library
from index.query import Query
from index.vectors import ChromaVectors
from tests.benchmarks.question_sets import NEWS, questions_of, searchable

WARM_UP = 10
NEAREST = 20
SAMPLE = 500
ROUNDING = 1e-5
"""Copies of a passage are equally near; which of them Chroma names is no fault of its recall."""

Figures = dict[str, float]


def add(data: Path) -> Figures:
    """Seconds until the whole corpus answers by full text; its vectors are still to come."""
    began = time.perf_counter()
    library = searchable(DataFolder(data), NEWS)
    seconds = time.perf_counter() - began
    counts = library.database.counts()
    return {"seconds": seconds, "articles": counts["articles"], "passages": counts["passages"]}


def vectors(data: Path) -> Figures:
    """Seconds until every passage has its vector and Chroma has them all."""
    library = DataFolder(data).open(NEWS)
    began = time.perf_counter()
    left = library.work_off(math.inf)
    seconds = time.perf_counter() - began
    if left.waiting or left.unseen:
        sys.exit(f"{left.waiting} vectors and {left.unseen} changes for Chroma are left over.")
    return {"seconds": seconds, "vectors": library.database.counts()["vectors"]}


def questions(data: Path) -> Figures:
    """Seconds a question through the whole answerer, once it is warm."""
    app = App(Settings(data_dir=data))
    answerer = app.answerer(app.library(NEWS))
    queries = [Query(one.text, one.asked) for one in questions_of(NEWS)]

    async def timed() -> list[float]:
        for query in queries[:WARM_UP]:
            await answerer.answer(query)
        taken = []
        for query in queries:
            began = time.perf_counter()
            await answerer.answer(query)
            taken.append(time.perf_counter() - began)
        return sorted(taken)

    taken = asyncio.run(timed())
    return {"p50": taken[len(taken) // 2], "p95": taken[int(len(taken) * 0.95)]}


def recall(data: Path) -> Figures:
    """Share of the exactly nearest 20 passages that Chroma finds, for the questions and for passages of the corpus."""
    folder = DataFolder(data)
    library = folder.open(NEWS)
    if folder.chroma is None:
        sys.exit("Another process owns Chroma.")
    chroma = ChromaVectors(folder.chroma, library.database)
    if chroma.behind():
        sys.exit("Chroma is behind the library.")
    asked = [library.embedding.question(one.text) for one in questions_of(NEWS)]
    _, stored = library.database.vectors()
    chosen = random.Random(0).sample(range(len(stored)), min(SAMPLE, len(stored)))
    return {
        "questions": _recall(library, chroma, asked),
        "passages": _recall(library, chroma, [stored[at] for at in chosen]),
    }


def _recall(library: Library, chroma: ChromaVectors, wanted: list[Vectors]) -> float:
    numbers, stored = library.database.vectors()
    place = {int(number): at for at, number in enumerate(numbers)}
    shares = []
    for vector in wanted:
        similarity = stored @ vector
        least = np.partition(similarity, -NEAREST)[-NEAREST] - ROUNDING
        found = [place[number] for number in chroma.nearest(vector, NEAREST)]
        shares.append(float(np.sum(similarity[found] >= least)) / NEAREST)
    return sum(shares) / len(shares)


STEPS: dict[str, Callable[[Path], Figures]] = {step.__name__: step for step in (add, vectors, questions, recall)}


if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]))))
