"""The command `footnote samples`: the whole job on articles written for the purpose."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

import typer

from bot.adding import add_sources
from bot.app import App
from bot.asking import ask_once
from bot.chatting import talk_on
from bot.samples import ARTICLES, CORRECTIONS, QUESTIONS
from index.query import Query

LIBRARY = "samples"


def show_samples(app: App) -> None:
    """Add the samples, answer three questions, then those that are typed."""
    library = app.library(LIBRARY)
    typer.echo("Adding the sample articles (invented for this purpose) to the library `samples` ...")
    first = [] if library.database.count_articles() else [str(ARTICLES)]
    add_sources(app, library, [*first, str(CORRECTIONS)], as_json=False, dry_run=False)
    with asyncio.Runner() as runner:
        for question in QUESTIONS:
            typer.echo(f"\n> {question}")
            ask_once(app, library, LIBRARY, Query(question, datetime.now(app.settings.zone)), None, runner)
        if not sys.stdin.isatty():
            typer.echo('\nNo terminal here, so that is all. Ask on with: footnote ask "..." --library samples')
            return
        begin = "\nNow yours, in English or Korean (/help shows what else there is; Ctrl-D leaves):"
        talk_on(app, library, LIBRARY, begin, runner)
