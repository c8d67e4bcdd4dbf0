"""What each embedding is worth and takes: `python -m tests.benchmarks.embeddings [--keep DIR] [SET ...]`.

Everything is as in the product, from adding to the answer. With `--keep DIR` the libraries stay there, a data directory
an embedding, and what was embedded before is not embedded again: e5 takes hours for the larger sets. An embedding may
have another weight in the ranking: `--with e5@0.3,e5@0.5`.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

from langchain_core.embeddings import Embeddings

from bot.app import App
from bot.asking import ask_lines
from bot.evaluation.figures import Figures, figures
from bot.settings import Settings
from index.embed import EVERY, E5Embeddings, EmbeddingModel, WordLlamaEmbeddings, embedding_model
from index.language import language_of_question
from index.library import DataFolder
from index.query import EVERYTHING
from index.split import split
from tests.benchmarks.question_sets import KOREAN, LATER, NEWS, OTHER_WORDS, is_there, rows_of, searchable

Row = dict[str, Any]
EMBEDDINGS = "none,wordllama,e5,both"
SETS = (OTHER_WORDS, KOREAN, NEWS)
SAMPLE = 32
"""So many passages of a set are embedded to tell how long one takes; the median of the batches counts."""
QUALITY = ("hit@1", "hit@5", "MRR@10", "answer correct (of answerable)", "refusal AUC")
REMOVED = "refusal AUC evidence_removed"
"""The one that counts where a set has it: its other unanswerable questions can be told by their date."""
HEAD = (
    "| questions | embedding | hit@1 | hit@5 | MRR@10 | answer correct | refusal AUC "
    "| seconds a question, p50 | hours per 10,000 articles |\n|---|---|---|---|---|---|---|---|---|"
)


class BothEmbeddings(Embeddings):
    """One vector of wordllama's and e5's, so that the cosine of two texts is the mean of those of the two models.

    Where wordllama does not know the language, its part is zeros and e5's is all there is. So this is fair to texts of
    one language; across languages the cosine is e5's times 0.7, which is now more, now less than the mean of the two.
    """

    def __init__(self) -> None:
        """Load the two."""
        self._english, self._every = WordLlamaEmbeddings(), E5Embeddings()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of 640 numbers a text."""
        english, every = self._english.embed_documents(texts), self._every.embed_documents(texts)
        return [joined(*three) for three in zip(texts, english, every, strict=True)]

    def embed_query(self, text: str) -> list[float]:
        """The same for a question."""
        return joined(text, self._english.embed_query(text), self._every.embed_query(text))


def joined(text: str, english: list[float], every: list[float]) -> list[float]:
    """Two vectors of length 1 as one, with as much of each; only the second where the text is not English."""
    return [*(english if language_of_question(text) == "en" else [0.0] * len(english)), *every]


def model_of(named: str) -> EmbeddingModel:
    """An embedding by its name, perhaps with another weight: `e5`, `both`, `e5@0.5`."""
    name, _, weight = named.partition("@")
    both = name == "both"
    model = embedding_model("e5" if both else name)
    if both:
        model = EmbeddingModel("both", EVERY, model.weight, BothEmbeddings, batch=model.batch)
    return replace(model, weight=float(weight)) if weight else model


@dataclass(frozen=True)
class Trial(App):
    """The program with a model that may be none of its own."""

    model: EmbeddingModel

    @cached_property
    def folder(self) -> DataFolder:
        """A data directory of this model."""
        return DataFolder(self.settings.data_dir, models=lambda _: self.model)


@dataclass(frozen=True, slots=True)
class Asked:
    """One run over the questions of a set; `at` is when all of them are asked, if not each on its own date."""

    name: str
    at: datetime | None
    hours: float
    questions: Sequence[Row]
    outputs: Sequence[Row]

    def __str__(self) -> str:
        """As it stands in the table."""
        return f"{self.name}, asked {self.at.date()}" if self.at else self.name


def runs(model: EmbeddingModel, data: Path, name: str) -> Iterator[Asked]:
    """Fill the library of a set, embed what waits, and ask: the news twice."""
    app = Trial(Settings(data_dir=data / model.name, embedding=model.name), model)
    try:
        with closing(searchable(app.folder, name, embedding="")) as library:
            if waiting := library.left().waiting:
                print(f"{model.name}: {waiting:,} passages of {name} to embed", file=sys.stderr)
            library.work_off(math.inf)
            hours = hours_to_embed(model, rows_of(name, "corpus"))
            questions = rows_of(name, "queries")
            lines = [json.dumps(row).encode() for row in questions]
            for at in (None, LATER) if name == NEWS else (None,):
                outputs: list[Row] = []
                ask_lines(app, library, lines[:SAMPLE], EVERYTHING, at, lambda _: None)
                ask_lines(app, library, lines, EVERYTHING, at, outputs.append)
                yield Asked(name, at, hours, questions, outputs)
    finally:
        app.folder.close()


def hours_to_embed(model: EmbeddingModel, corpus: Sequence[Row], articles: int = 10_000) -> float:
    """How long the vectors of so many articles like these take here."""
    passages = [
        f"{row['title']}\n\n{row['text'][start:end]}"
        for row in corpus
        if model.knows(row["language"])
        for start, end in split(row["text"], row["language"])
    ]
    if not passages:
        return 0.0
    chosen = passages[:: max(1, len(passages) // SAMPLE)][:SAMPLE]
    model.passages(chosen[:1])
    batches = [chosen[at : at + model.batch] for at in range(0, len(chosen), model.batch)]
    each = median(_seconds(model, batch) / len(batch) for batch in batches)
    return each * len(passages) / len(corpus) * articles / 3600


def _seconds(model: EmbeddingModel, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    model.passages(texts)
    return time.perf_counter() - began


def parts(questions: Sequence[Row]) -> dict[str, Sequence[Row]]:
    """All questions and, where they name their language, those of each kind and language, with all unanswerable."""
    kinds = {f", {row['kind']}, {row['language']}": row for row in questions if row["answerable"] and "language" in row}
    return {"": questions} | {
        part: [
            row
            for row in questions
            if not row["answerable"] or (row["kind"], row["language"]) == (one["kind"], one["language"])
        ]
        for part, one in sorted(kinds.items())
    }


def line(run: Asked, part: str, embedding: str, found: Figures) -> str:
    """One line of the table."""
    quality = [found.get(REMOVED, found[name]) if name == "refusal AUC" else found[name] for name in QUALITY]
    cells = [f"{one:.3f}" for one in quality] + [f"{found['seconds p50']:.3f}", f"{run.hours:.3f}"]
    return f"| {run}{part} | {embedding} | {' | '.join(cells)} |"


def table(sets: Sequence[str], embeddings: Sequence[str], data: Path) -> Iterator[str]:
    """The lines of the table, those of one set and kind together."""
    for name in sets:
        texts = {row["id"]: row["text"] for row in rows_of(name, "corpus")}
        lines: dict[str, list[str]] = {}
        for embedding in embeddings:
            for run in runs(model_of(embedding), data, name):
                for part, questions in parts(run.questions).items():
                    found = figures(questions, run.outputs, texts)
                    lines.setdefault(f"{run}{part}", []).append(line(run, part, embedding, found))
        for together in lines.values():
            yield from together


def main() -> None:
    """Print the table; a set that is not there is left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS, metavar="SET", help=f"of: {', '.join(SETS)}")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the libraries there and go on with them")
    parser.add_argument("--with", dest="embeddings", default=EMBEDDINGS, help=f"default: {EMBEDDINGS}")
    given = parser.parse_args()
    for name in given.sets:
        if not is_there(name):
            print(f"{name} is left out: it is not part of the repository, and not beside it.", file=sys.stderr)
    sets = [name for name in given.sets if is_there(name)]
    with tempfile.TemporaryDirectory(prefix="footnote-embeddings-") as scratch:
        print(HEAD)
        for one in table(sets, given.embeddings.split(","), given.keep or Path(scratch)):
            print(one, flush=True)


if __name__ == "__main__":
    main()
