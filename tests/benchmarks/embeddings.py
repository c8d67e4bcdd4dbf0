"""What each embedding is worth and takes: `python -m tests.benchmarks.embeddings [--keep DIR] [SET ...]`.

Everything is as in the product, from adding to the answer. With `--keep DIR` the libraries stay there, a data directory
an embedding, and what was embedded before is not embedded again: e5 takes hours for the news, so leave that set out
where only its times are wanted. `wordllama+e5` is what is shipped as e5, `e5` the same without the quick model beside
it. An embedding may have another weight in the ranking: `--with e5@0.3,e5@0.5`.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bot.app import App
from bot.asking import ask_lines
from bot.evaluation.figures import Figures, figures
from bot.settings import Settings
from index.embed import QUICK, EmbeddingModel, embedding_model
from index.library import Library
from index.query import EVERYTHING, Query
from index.retrieve import search
from index.sentences import sentences
from index.split import split
from tests.benchmarks.question_sets import (
    KOREAN,
    LATER,
    NEWS,
    OTHER_WORDS,
    Question,
    is_there,
    questions_of,
    rows_of,
    searchable,
)

Row = dict[str, Any]
EMBEDDINGS = "none,wordllama,e5,wordllama+e5"
SETS = (OTHER_WORDS, KOREAN, NEWS)
SAMPLE = 256
"""So many passages are embedded to tell how long one takes."""
WARM_UP = 10
QUALITY = ("hit@1", "hit@5", "MRR@10", "answer correct (of answerable)", "refusal AUC")
REMOVED = "refusal AUC evidence_removed"
"""The one that counts where a set has it: its other unanswerable questions can be told by their date."""
HEAD = (
    "| questions | embedding | hit@1 | hit@5 | MRR@10 | answer correct | refusal AUC "
    "| seconds a question | hours per 10,000 articles |\n|---|---|---|---|---|---|---|---|---|"
)


def model_of(named: str) -> EmbeddingModel:
    """An embedding by its name, perhaps with another weight: `e5@0.5`; alone, but with the quick one before a plus."""
    name, _, weight = named.partition("@")
    beside = f"{QUICK}+"
    model = embedding_model(name.removeprefix(beside))
    model = model if name.startswith(beside) else replace(model, quick="")
    return replace(model, weight=float(weight)) if weight else model


@dataclass(frozen=True)
class Trial(App):
    """The program with a model that may be none of its own."""

    model: EmbeddingModel

    def _model(self, name: str) -> EmbeddingModel:
        return self.model if name == self.model.name else super()._model(name)


@contextmanager
def opened(model: EmbeddingModel, data: Path, name: str) -> Iterator[tuple[Trial, Library]]:
    """The library of a set, in a data directory of the model: filled, and what waits embedded."""
    app = Trial(Settings(data_dir=data / model.name, embedding=model.name), model)
    try:
        with closing(searchable(app.folder, name, embedding=model.name)) as library:
            if waiting := library.left().waiting:
                print(f"{model.name}: {waiting:,} passages of {name} to embed", file=sys.stderr)
            library.work_off(math.inf)
            yield app, library
    finally:
        app.folder.close()


def answers(app: Trial, library: Library, questions: Sequence[Row], at: datetime | None) -> list[Row]:
    """The answers to all questions, asked at one time if not each on its own date."""
    outputs: list[Row] = []
    ask_lines(app, library, [json.dumps(row).encode() for row in questions], EVERYTHING, at, outputs.append)
    return outputs


@dataclass(frozen=True, slots=True)
class Asked:
    """One run over the questions of a set; `at` is when all of them are asked, if not each on its own date."""

    name: str
    at: datetime | None
    seconds: float
    questions: Sequence[Row]
    outputs: Sequence[Row]

    def __str__(self) -> str:
        """As it stands in the table."""
        return f"{self.name}, asked {self.at.date()}" if self.at else self.name


def runs(model: EmbeddingModel, data: Path, name: str) -> Iterator[Asked]:
    """Fill the library of a set and ask: the news twice."""
    questions = rows_of(name, "queries")
    with opened(model, data, name) as (app, library):
        seconds = seconds_a_question(library, questions_of(name))
        for at in (None, LATER) if name == NEWS else (None,):
            yield Asked(name, at, seconds, questions, answers(app, library, questions, at))


def seconds_a_question(library: Library, questions: Sequence[Question]) -> float:
    """The median time from a question to what was found for it, its vectors among that, once all is warm."""
    queries = [Query(one.text, one.asked) for one in questions]
    for query in queries[:WARM_UP]:
        search(library, query)
    return median(_seconds(partial(search, library, query)) for query in queries)


def hours_to_embed(model: EmbeddingModel, corpus: Sequence[Row], articles: int = 10_000) -> float:
    """How long the vectors of so many articles like these take here, told from a sample of their passages."""
    passages = [
        f"{row['title']}\n{row['text'][start:end]}"
        for row in corpus
        if model.knows(row["language"])
        for start, end in split(row["text"], sentences(row["text"], row["language"]))
    ]
    if not passages:
        return 0.0
    chosen = passages[:: max(1, len(passages) // SAMPLE)][:SAMPLE]
    model.passages(chosen[:1])
    batches = [chosen[at : at + model.batch] for at in range(0, len(chosen), model.batch)]
    each = sum(_seconds(partial(model.passages, batch)) for batch in batches) / len(chosen)
    print(f"{model.name}: {1 / each:,.1f} passages a second", file=sys.stderr)
    return each * len(passages) / len(corpus) * articles / 3600


def hours_of(models: Sequence[EmbeddingModel], corpus: Sequence[Row]) -> list[float]:
    """The same of each of them with the quick one beside it; what several need is measured once."""
    needed = {model.name: model for model in models}
    needed |= {model.quick: embedding_model(model.quick) for model in models if model.quick}
    alone = {name: hours_to_embed(model, corpus) for name, model in needed.items()}
    return [alone[model.name] + alone.get(model.quick, 0.0) for model in models]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
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


def line(run: Asked, part: str, embedding: str, found: Figures, hours: float) -> str:
    """One line of the table."""
    quality = [found.get(REMOVED, found[name]) if name == "refusal AUC" else found[name] for name in QUALITY]
    cells = [f"{one:.3f}" for one in (*quality, run.seconds)] + [f"{hours:.2f}"]
    return f"| {run}{part} | {embedding} | {' | '.join(cells)} |"


def table(sets: Sequence[str], embeddings: Sequence[str], data: Path, *, parted: bool = False) -> Iterator[str]:
    """The lines of the table, those of one set (and kind, where it is parted) together; hours are those of news."""
    articles = rows_of(NEWS if is_there(NEWS) else sets[0], "corpus")
    hours = dict(zip(embeddings, hours_of([model_of(one) for one in embeddings], articles), strict=True))
    for name in sets:
        texts = {row["id"]: row["text"] for row in rows_of(name, "corpus")}
        lines: dict[str, list[str]] = {}
        for embedding in embeddings:
            for run in runs(model_of(embedding), data, name):
                for part, questions in (parts(run.questions) if parted else {"": run.questions}).items():
                    found = figures(questions, run.outputs, texts)
                    one = line(run, part, embedding, found, hours[embedding])
                    lines.setdefault(f"{run}{part}", []).append(one)
        for together in lines.values():
            yield from together


def main() -> None:
    """Print the table; a set that is not there is left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS, metavar="SET", help=f"of: {', '.join(SETS)}")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the libraries there and go on with them")
    parser.add_argument("--with", dest="embeddings", default=EMBEDDINGS, help=f"default: {EMBEDDINGS}")
    parser.add_argument("--parts", action="store_true", help="each kind and language of questions besides")
    given = parser.parse_args()
    for name in given.sets:
        if not is_there(name):
            print(f"{name} is left out: it is not part of the repository, and not beside it.", file=sys.stderr)
    sets = [name for name in given.sets if is_there(name)]
    with tempfile.TemporaryDirectory(prefix="footnote-embeddings-") as scratch:
        print(HEAD)
        for one in table(sets, given.embeddings.split(","), given.keep or Path(scratch), parted=given.parts):
            print(one, flush=True)


if __name__ == "__main__":
    main()
