"""A question set asked through a chat model: what became of its drafts, what answers are worth, how long it took."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import fmean
from typing import Any, TypeVar
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import BaseChatModel

from bot.answering.chat import ChatModel
from bot.answering.cite import backed, candidates
from bot.answering.conflicts import conflicts
from bot.answering.draft import DraftReader
from bot.answering.model import Answer
from bot.answering.translate import foreign
from bot.app import App
from bot.contract import outcome_json
from bot.evaluation.figures import INVARIANTS, Figures, figures
from bot.samples import ARTICLES
from bot.settings import Settings
from index.language import language_of
from index.library import Library
from index.query import Query
from tests.benchmarks.question_sets import EMBEDDING, corpus_of, questions_of, rows_of, searchable
from tests.soundness import faults

Row = dict[str, Any]
SAMPLES = "samples"
"""Our own questions on the sample articles."""
CHECKS = (backed, candidates, foreign, conflicts)
"""What an answer's statements are checked with, besides the reading of the draft."""
BACKED = "statements that a quote backs"

_Made = TypeVar("_Made")
_One = TypeVar("_One")


class Heard(BaseCallbackHandler):
    """Keeps what a model says, piece by piece, for each time that it speaks."""

    def __init__(self) -> None:
        self.said: dict[UUID, list[str]] = {}

    def on_llm_new_token(self, token: str | list[Any], *, run_id: UUID, **_: object) -> None:
        self.said.setdefault(run_id, []).append(token if isinstance(token, str) else "")


@dataclass
class Clock:
    """Seconds of computing that the checking of one answer took; a busy machine makes them no more."""

    seconds: float = 0.0


@dataclass(frozen=True)
class Tried(App):
    """The program with a model that is given to it, and a clock that runs while statements are checked."""

    model: BaseChatModel
    heard: Heard = field(default_factory=Heard)
    clock: Clock = field(default_factory=Clock)

    @cached_property
    def chat(self) -> ChatModel:
        self.model.callbacks = [self.heard]
        return ChatModel(self.model, self.settings.model)

    async def in_worker(self, work: Callable[..., _Made], *args: object) -> _Made:
        return await super().in_worker(self._timed(work) if work in CHECKS else work, *args)

    def _timed(self, work: Callable[..., _Made]) -> Callable[..., _Made]:
        def timed(*args: object) -> _Made:
            began = time.thread_time()
            try:
                return work(*args)
            finally:
                self.clock.seconds += time.thread_time() - began

        return timed

    def checking(self) -> float:
        """Seconds that the checking of the last answer took, the reading of its drafts included; begins anew."""
        began = time.thread_time()
        for pieces in self.heard.said.values():
            reader = DraftReader()
            for piece in pieces:
                reader.read(piece)
            reader.end()
        spent = self.clock.seconds + time.thread_time() - began
        self.clock.seconds = 0.0
        self.heard.said.clear()
        return spent


@contextmanager
def opened(model: BaseChatModel, settings: Settings, name: str) -> Iterator[tuple[Tried, Library]]:
    """A new library with a set's articles, found by their words alone until the quick vectors are made."""
    app = Tried(settings, model)
    corpus = Path(ARTICLES) if name == SAMPLES else corpus_of(name)
    try:
        with closing(searchable(app.folder, name, corpus, EMBEDDING)) as library:
            library.work_off(60.0)
            yield app, library
    finally:
        app.folder.close()


def few(rows: Sequence[_One], most: int) -> list[_One]:
    """So many of the rows, from all over; all of them if `most` is 0."""
    if not most or len(rows) <= most:
        return [*rows]
    return [rows[at * len(rows) // most] for at in range(most)]


def asked(model: BaseChatModel, settings: Settings, name: str, most: int) -> Figures:
    """The figures of a set, or of so many of its questions."""
    chosen = {row["id"] for row in few(rows_of(name, "queries"), most)}
    with opened(model, settings, name) as (app, library):
        texts = {one.article.id: one.article.text for one in library.database.articles()}
        rows = asyncio.run(_answers(app, library, [one for one in questions_of(name) if one.id in chosen]))
    return _figures([row for row in rows_of(name, "queries") if row["id"] in chosen], rows, texts)


async def _answers(app: Tried, library: Library, questions: Sequence[Any]) -> list[Row]:
    language_of("What tells languages apart is loaded before the clock runs.")
    return [await _answer(app, library, one.id, Query(one.text, one.asked)) for one in questions]


async def _answer(app: Tried, library: Library, id: str, query: Query) -> Row:
    """An answer as the contract has it, with the seconds to its first statement and those of checking."""
    began, first = time.perf_counter(), 0.0

    async def told(_: Answer) -> None:
        nonlocal first
        first = first or time.perf_counter() - began

    outcome = await app.answerer(library).answer(query, told)
    seconds = time.perf_counter() - began
    return outcome_json(id, outcome, "en", seconds) | {"first": first, "checking": app.checking()}


def _figures(questions: Sequence[Row], rows: Sequence[Row], texts: Mapping[str, str]) -> Figures:
    found = figures(questions, rows, texts)
    asked = [row for row in rows if "model" in row]
    own = [row for row in asked if not row["fell_back"]]
    said, removed = sum(len(row["statements"]) for row in own), sum(row["removed"] for row in asked)
    return {
        "questions": len(rows),
        "a model was asked": _share(len(asked), len(rows)),
        "drafted statements removed": _share(removed, removed + said),
        "answers that fell back: it failed": _share(
            sum(row["fell_back"] == "model-failed" for row in asked), len(asked)
        ),
        "answers that fell back: nothing was backed": _share(
            sum(row["fell_back"] == "model-unbacked" for row in asked), len(asked)
        ),
        "answered, of answerable": found["answered (of answerable)"],
        "answer correct, of answerable": found["answer correct (of answerable)"],
        "abstained, of unanswerable": found.get("refused (of unanswerable)", float("nan")),
        **{name: found[name] for name in INVARIANTS},
        BACKED: _share(sum(not faults(row, texts) for row in rows), len(rows)),
        "tokens read an answer": _mean([row["usage"]["input_tokens"] for row in asked]),
        "tokens written an answer": _mean([row["usage"]["output_tokens"] for row in asked]),
        "seconds an answer, p50": _at([row["seconds"] for row in asked], 0.5),
        "seconds an answer, p95": _at([row["seconds"] for row in asked], 0.95),
        "seconds to the first checked statement, p50": _at([row["first"] for row in own if row["first"]], 0.5),
        "milliseconds of checking an answer, p50": 1000 * _at([row["checking"] for row in asked], 0.5),
        "milliseconds of checking an answer, p95": 1000 * _at([row["checking"] for row in asked], 0.95),
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else float("nan")


def _at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] if values else float("nan")
