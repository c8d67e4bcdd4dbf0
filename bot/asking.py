"""The command `footnote ask`: one question for a person, or lines of questions for a program."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, tzinfo
from typing import Any

import typer

from bot.adding import progress
from bot.answering.model import Abstention, Answer
from bot.app import App
from bot.contract import BadLine, line_object, moment, outcome_json, text_of
from bot.terminal import outcome_lines, statement_line
from index.errors import IndexProblem, VectorsProblem
from index.language import language_of_question
from index.library import Library
from index.query import Filter, Query
from prompts import message

WriteJson = Callable[[dict[str, Any]], None]


def ask_once(
    app: App, library: Library, name: str, question: Query, write_json: WriteJson | None, runner: asyncio.Runner
) -> None:
    """Answer one question: as text, or as JSON where there is something to write it.

    Connections of the chat model's client belong to the runner's event loop: further questions need the same one.
    """
    began = time.perf_counter()
    printed = Printed()
    outcome = runner.run(app.answerer(library).answer(question, None if write_json else printed.told))
    if write_json:
        language = language_of_question(question.text)
        undated = left_out(library, question.chosen)
        took = time.perf_counter() - began
        write_json(outcome_json(None, outcome, language, took, undated, app.settings.prices))
    else:
        for line in shown(library, name, outcome, app.settings.zone, printed.statements):
            typer.echo(line)
    _catch_up(library, app.settings.embed_seconds)


def _catch_up(library: Library, seconds: float) -> None:
    """Mend Chroma once the answer is out; what cannot be mended is told and changes nothing about the answer."""
    total = library.left().unseen
    with progress("vectors to index") as tell:
        try:
            library.catch_up(seconds, lambda left: tell(total - left.unseen, total, ""))
        except VectorsProblem as problem:
            typer.echo(str(problem), err=True)


class Printed:
    """Prints an answer's statements as they are written; how many that were so far, and the answer they are of."""

    statements = 0
    answer: Answer | None = None

    async def told(self, answer: Answer) -> None:
        """Print what is new."""
        for statement in answer.statements[self.statements :]:
            typer.echo(statement_line(statement))
        self.statements, self.answer = len(answer.statements), answer


def shown(library: Library, name: str, outcome: Answer | Abstention, zone: tzinfo, said: int = 0) -> Iterator[str]:
    """An answer as people read it, with what else is to be said of it; so many statements of it were `said` before."""
    language = language_of_question(outcome.question.text)
    if not library.database.count_articles():
        yield message("empty", language, library=name)
        return
    yield from outcome_lines(outcome, zone, said)
    if undated := left_out(library, outcome.question.chosen):
        yield message("left-out", language, count=undated)


def left_out(library: Library, chosen: Filter) -> int:
    """How many articles were left out of a span of dates because they name none."""
    return library.database.count_undated(chosen) if chosen.since or chosen.until else 0


def ask_lines(
    app: App, library: Library, lines: Iterable[bytes], chosen: Filter, asked: datetime | None, write: WriteJson
) -> int:
    """Answer questions a line each, in order; a bad line gets an error of its own. Returns how many failed."""
    return asyncio.run(_ask_lines(app, library, lines, chosen, asked, write))


async def _ask_lines(
    app: App, library: Library, lines: Iterable[bytes], chosen: Filter, asked: datetime | None, write: WriteJson
) -> int:
    answerer = app.answerer(library)
    failed = 0
    for line in lines:
        if not line.strip():
            continue
        began = time.perf_counter()
        id: object = None
        try:
            id, question = _question(line, asked, chosen, app)
            outcome = await answerer.answer(question)
            language, undated = language_of_question(question.text), left_out(library, chosen)
            took = time.perf_counter() - began
            write(outcome_json(id, outcome, language, took, undated, app.settings.prices))
        except (BadLine, IndexProblem) as problem:
            failed += 1
            write({"id": problem.id if isinstance(problem, BadLine) else id, "error": str(problem)})
    return failed


def _question(line: bytes, asked: datetime | None, chosen: Filter, app: App) -> tuple[object, Query]:
    row = line_object(line)
    text, given = text_of(row, "question"), row.get("asked")
    if asked is None and given is not None:
        try:
            asked = moment(str(given), app.settings.zone)
        except ValueError as error:
            raise BadLine(f'"asked": {error}', row.get("id")) from error
    return row.get("id"), Query(text, asked or datetime.now(app.settings.zone), chosen)
