"""The commands `footnote embed` and `footnote rebuild`: what follows from the articles, finished or made anew."""

from __future__ import annotations

import math
import time
from contextlib import ExitStack

import typer

from bot.adding import Tell, left_lines, progress, work_off
from bot.app import App
from bot.errors import Problem
from bot.wording import duration
from index.library import Library
from index.rebuild import rebuild


def embed(app: App, name: str) -> bool:
    """Work off the vector queue to its end; whether no passage waits for its vector any more."""
    _refuse_unknown(app, name)
    library = app.library(name)
    before, began = library.left(), time.monotonic()
    if not library.is_behind():
        typer.echo("Nothing waits: every passage that is to have a vector has one, and Chroma has seen them all.")
        return True
    left = work_off(library, math.inf, newest=not library.owns_chroma)
    took, embedded = duration(time.monotonic() - began, "en"), before.waiting - left.waiting
    indexed = max(0, before.steps - left.steps - embedded)
    typer.echo(f"{embedded:,} passages embedded and {indexed:,} vectors taken into Chroma in {took}.")
    for line in left_lines(left, ours=library.owns_chroma):
        typer.echo(line)
    return not left.waiting and not (left.unseen and library.owns_chroma)


def rebuild_library(app: App, name: str, embedding: str) -> None:
    """Make everything that is derived anew, showing how far it is; raises IndexProblem, nothing being lost."""
    _refuse_unknown(app, name)
    library = app.folder.open_as_it_is(name)
    began = time.monotonic()
    with ExitStack() as stages:
        left = rebuild(app.folder, library, embedding, _Stages(stages))
    counts = library.database.counts()
    typer.echo(
        f"Rebuilt in {duration(time.monotonic() - began, 'en')}: {counts['articles']:,} articles, "
        f"{counts['passages']:,} passages, {counts['vectors']:,} vectors of {library.embedding.name}."
    )
    for line in left_lines(left, ours=True):
        typer.echo(line)
    _warn_of_the_setting(app, library)


def _refuse_unknown(app: App, name: str) -> None:
    if not app.folder.file_of(name).exists():
        raise Problem(f"There is no library {name!r} in {app.settings.data_dir}; see: footnote doctor")


def _warn_of_the_setting(app: App, library: Library) -> None:
    stated, used = app.settings.embedding, library.embedding.name
    if stated and stated != used:
        typer.echo(f"The setting EMBEDDING is still {stated!r}: make it {used!r}, or unset it.", err=True)


class _Stages:
    """Progress of one stage after the other."""

    def __init__(self, shown: ExitStack) -> None:
        self._shown = shown
        self._stage = ""
        self._tell: Tell = lambda *_: None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._shown.close()
            self._stage, self._tell = stage, self._shown.enter_context(progress(stage))
        self._tell(done, total, "")
