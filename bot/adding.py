"""The command `footnote add`: read the sources, write them, work off the vector queue for a while, report."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import BinaryIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.app import App
from bot.contract import report_json
from bot.terminal import report_lines
from bot.wording import duration
from index.errors import EmbeddingProblem, VectorsProblem
from index.ingest import Report
from index.library import Left, Library
from index.sources import STANDARD_INPUT, count, read

Tell = Callable[[int, int, str], None]
PLAIN_EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""


def add_sources(app: App, library: Library, sources: Sequence[str], *, as_json: bool, dry_run: bool) -> bool:
    """Add everything that can be read; whether nothing was refused."""
    total = sum(map(count, sources))
    ingest = replace(library.ingest, dry_run=dry_run)
    began = time.monotonic()
    with progress("articles") as tell:

        def told(report: Report) -> None:
            rate = report.passages / max(time.monotonic() - began, 0.001)
            done = len(report.entries) + len(report.refused)
            tell(done, max(done, total), f"{rate:,.0f} passages/s")  # a feed counted as one until it was read

        stdin = _standard_input() if STANDARD_INPUT in sources else None
        items = chain.from_iterable(read(source, web=app.web_limits(), stdin=stdin) for source in sources)
        report = ingest.run(items, datetime.now(UTC), told)
    left = library.left() if dry_run else work_off(library, app.settings.embed_seconds)
    if as_json:
        typer.echo(json.dumps(report_json(report, left), ensure_ascii=False))
    else:
        for line in (*report_lines(report, dry_run=dry_run), *left_lines(left, ours=library.owns_chroma)):
            typer.echo(line)
    return not report.refused


def _standard_input() -> BinaryIO | None:
    """The bytes of standard input, None if it is closed; whoever sits before it is told that it is waited for."""
    if sys.stdin is None:
        return None
    if sys.stdin.isatty():
        typer.echo("Reading standard input: paste an article, end with Ctrl-D.", err=True)
    return sys.stdin.buffer


def work_off(library: Library, seconds: float, *, newest: bool = False) -> Left:
    """Work off the vector queue, showing how far it is; a failing model leaves the queue as it is."""
    todo = library.left()
    if not library.is_behind():
        return todo
    with progress("vectors") as tell:
        try:
            return library.work_off(seconds, lambda left: tell(*_worked_off(todo, left)), newest=newest)
        except (EmbeddingProblem, VectorsProblem) as problem:
            typer.echo(f"{problem} The articles are in; the rest follows when it works again.", err=True)
            return library.left()


def _worked_off(todo: Left, left: Left) -> tuple[int, int, str]:
    """How many passages are done of how many, one that is embedded but not yet in Chroma counting half."""
    return (todo.steps - left.steps) // 2, todo.steps // 2, f"{left.waiting:,} to embed, {left.unseen:,} to index"


def left_lines(left: Left, *, ours: bool) -> Iterator[str]:
    """What is left of the queue, if anything, and how long it will take."""
    soon = f", about {duration(left.seconds, 'en')}" if left.seconds else ""
    if left.waiting:
        yield f"All of it can be asked about. Vectors of {left.waiting:,} passages follow{soon}: "
        yield "by themselves while the bot runs, some with each `add`, all of them with: footnote embed"
    elif left.unseen and ours:
        yield f"All of it can be asked about. The next `embed` takes {left.unseen:,} vectors into Chroma{soon}."
    elif left.unseen:
        yield f"All of it can be asked about. The process that runs here takes {left.unseen:,} vectors into its Chroma."


@contextmanager
def progress(what: str) -> Iterator[Tell]:
    """A bar on a terminal, else a plain line now and then; both on standard error."""
    if not sys.stderr.isatty():
        yield _plain(what)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, rate="")
        yield lambda done, total, rate: bar.update(task, completed=done, total=total, rate=rate)


def _plain(what: str) -> Tell:
    began = last = time.monotonic()

    def tell(done: int, total: int, rate: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < PLAIN_EVERY:
            return
        last = now
        left = f", {duration((total - done) * (now - began) / done, 'en')} left" if 0 < done < total else ""
        typer.echo(f"{what}: {done:,} of {total:,}{', ' * bool(rate)}{rate}{left}", err=True)

    return tell
