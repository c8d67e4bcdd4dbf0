"""The commands: each translates its options to plain calls, and the results to lines."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.app import App
    from index.query import Filter

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Answers questions from your own news articles, with a verbatim footnote under every sentence.",
)
articles = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="List, show and remove the articles of a library."
)
app.add_typer(articles, name="articles")

LibraryOption = Annotated[str, typer.Option("--library", help="The library's name: any text.")]
DataOption = Annotated[Path | None, typer.Option("--data", help="The data directory (setting DATA_DIR).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]
SinceOption = Annotated[str, typer.Option(help="Only articles published from this day or moment on.")]
UntilOption = Annotated[str, typer.Option(help="Only articles published until this day (inclusive) or moment.")]
PublisherOption = Annotated[str, typer.Option(help="Only articles of this publisher.")]
AskedOption = Annotated[str, typer.Option(help="When the question is asked: an ISO date or time (default: now).")]


def _app(data: Path | None) -> App:
    from bot.app import App
    from bot.settings import lend_to_providers, load_settings

    settings = load_settings(data)
    lend_to_providers()
    return App(settings)


def _readable(text: str) -> str:
    """What was typed, with marks in place of bytes that are no UTF-8."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


def _out(line: str = "") -> None:
    typer.echo(line)


def _out_json(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _moment(text: str, zone: tzinfo, option: str, *, end_of_day: bool = False) -> datetime | None:
    from bot.contract import moment

    if not text:
        return None
    try:
        found = moment(text, zone)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error
    return found + timedelta(days=1) if end_of_day and len(text.strip()) <= len("2026-11-23") else found


def _chosen(since: str, until: str, publisher: str, zone: tzinfo, language: str = "") -> Filter:
    from index.query import Filter

    first, last = _moment(since, zone, "--since"), _moment(until, zone, "--until", end_of_day=True)
    if first and last and first >= last:
        raise typer.BadParameter(f"nothing lies between {since} and {until}", param_hint="--since, --until")
    return Filter(first, last, publisher, language)


@app.command()
def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="JSONL, .txt, .md, .html, .pdf, .docx, a feed (.rss, .atom, .xml), a folder of these, a quoted "
            "pattern such as 'news/**/*.md', the web address of a page or feed, or - for standard input."
        ),
    ],
    library: LibraryOption = "default",
    data: DataOption = None,
    as_json: JsonOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and decide, but change nothing.")] = False,
) -> None:
    """Add articles to a library, or new versions of those that it has."""
    from bot.adding import add_sources

    if sources.count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once", param_hint="SOURCES")
    made = _app(data)
    if not add_sources(made, made.library(library), sources, as_json=as_json, dry_run=dry_run):
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")] = "",
    library: LibraryOption = "default",
    data: DataOption = None,
    asked: AskedOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    publisher: PublisherOption = "",
    as_json: JsonOption = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read questions from standard input, a JSON object a line.")
    ] = False,
) -> None:
    """Ask a question: an answer with its footnotes, or that the articles do not say."""
    import asyncio

    from bot import asking
    from index.query import Query

    if bool(question.strip()) == jsonl:
        raise typer.BadParameter("give a question, or --jsonl with questions on standard input, not both or neither")
    question = _readable(question)
    made = _app(data)
    zone = made.settings.zone
    chosen, at = _chosen(since, until, publisher, zone), _moment(asked, zone, "--asked")
    opened = made.library(library, exact=not jsonl)
    with closing(made.ledger):
        if jsonl:
            failed = asking.ask_lines(made, opened, sys.stdin.buffer, chosen, at, _out_json)
            raise typer.Exit(1 if failed else 0)
        query = Query(question, at or datetime.now(zone), chosen)
        with asyncio.Runner() as runner:
            asking.ask_once(made, opened, library, query, _out_json if as_json else None, runner)


@app.command()
def check(
    claim: Annotated[str, typer.Argument(help="What somebody says.")] = "",
    library: LibraryOption = "default",
    data: DataOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    publisher: PublisherOption = "",
    as_json: JsonOption = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Judge {"claim", "evidence"} from standard input, one a line; no library.')
    ] = False,
) -> None:
    """Find the best quote of the library for a claim, and say how well it supports it."""
    from bot import checking

    if bool(claim.strip()) == jsonl:
        raise typer.BadParameter("give a claim, or --jsonl with claims and evidence on standard input")
    if jsonl:
        made = _app(data)
        with closing(made.ledger):
            failed = checking.check_lines(made.judge(library), sys.stdin.buffer, _out_json)
        raise typer.Exit(1 if failed else 0)
    claim = _readable(claim)
    made = _app(data)
    opened, zone = made.library(library, exact=True), made.settings.zone
    chosen = _chosen(since, until, publisher, zone)
    if as_json:
        _out_json(checking.checked_json(opened, claim, chosen))
        return
    for line in checking.check_claim(opened, claim, chosen, zone):
        _out(line)


@app.command()
def chat(library: LibraryOption = "default", data: DataOption = None) -> None:
    """Ask one question after the other; /sources, /check 2 and /help tell more, Ctrl-D leaves."""
    from bot.chatting import chat

    made = _app(data)
    with closing(made.ledger):
        chat(made, library)


@articles.command("list")
def list_articles(
    library: LibraryOption = "default",
    data: DataOption = None,
    as_json: JsonOption = False,
    text: Annotated[bool, typer.Option("--text", help="With --json: the stored texts too.")] = False,
    since: SinceOption = "",
    until: UntilOption = "",
    publisher: PublisherOption = "",
    language: Annotated[str, typer.Option(help="Only articles in this language, such as en or ko.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="How many a page (default: 20, with --json all).")] = None,
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
) -> None:
    """List articles, the newest first."""
    from bot.browsing import list_lines, list_rows

    made = _app(data)
    chosen = _chosen(since, until, publisher, made.settings.zone, language)
    database = made.library(library).database
    if as_json:
        for row in list_rows(database, chosen, limit, page, text=text):
            _out_json(row)
        return
    for line in list_lines(database, library, chosen, limit or 20, page):
        _out(line)


@articles.command("show")
def show_article(
    id: Annotated[str, typer.Argument(help="The article's id, as `articles list` shows it.")],
    library: LibraryOption = "default",
    data: DataOption = None,
    as_json: JsonOption = False,
    version: Annotated[int | None, typer.Option(min=1, help="An earlier version.")] = None,
) -> None:
    """Show one article with its stored text, also an earlier version or a removed one."""
    from bot.browsing import wanted
    from bot.contract import article_json
    from bot.terminal import article_lines

    stored = wanted(_app(data).library(library).database, library, id, version)
    if as_json:
        _out_json(article_json(stored, text=True))
        return
    for line in article_lines(stored):
        _out(line)


@articles.command("remove")
def remove_article(
    ids: Annotated[list[str], typer.Argument(help="The ids of articles, as `articles list` shows them.")],
    library: LibraryOption = "default",
    data: DataOption = None,
) -> None:
    """Take articles out of all answers; their versions stay readable, and adding one again brings it back."""
    database = _app(data).library(library).database
    missing = [id for id in ids if not database.remove(id, datetime.now(UTC))]
    _out(f"{len(ids) - len(missing)} removed")
    for id in missing:
        typer.echo(f"footnote: {id!r} is not in the library {library!r}; see: footnote articles list", err=True)
    if missing:
        raise typer.Exit(1)


@app.command()
def embed(library: LibraryOption = "default", data: DataOption = None) -> None:
    """Make all vectors that are still to come, however long that takes; stopped, it goes on where it was."""
    from bot.upkeep import embed

    if not embed(_app(data), library):
        raise typer.Exit(1)


@app.command()
def rebuild(
    library: LibraryOption = "default",
    data: DataOption = None,
    embedding: Annotated[
        str, typer.Option(help="Change to this embedding model: wordllama, e5, none, or provider:model.")
    ] = "",
) -> None:
    """Make passages, full text and Chroma's index anew from the stored texts; questions are answered all the while."""
    from bot.upkeep import rebuild_library

    rebuild_library(_app(data), library, embedding)


@app.command()
def spent(
    library: Annotated[
        str | None, typer.Option("--library", help="Only this library (default: all there are).")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what the chat model took, month by month: tokens, their cost, and how much of the budget is used."""
    from bot.spent import spent_lines, spent_rows

    made = _app(data)
    with closing(made.ledger):
        if as_json:
            for row in spent_rows(made, library):
                _out_json(row)
            return
        for line in spent_lines(made, library):
            _out(line)


@app.command()
def doctor(
    library: Annotated[
        str | None, typer.Option("--library", help="Only this library (default: all there are).")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look everything over: what is wrong, and what to do. Exit status 1 if something is."""
    from bot.examining import examined, finding_json, finding_lines

    faults, found = 0, []
    for name, finding in examined(data, library):
        faults += finding.state == "fault"
        found.append(finding_json(name, finding))
        if not as_json:
            for line in finding_lines(name, finding):
                _out(line)
    if as_json:
        _out_json({"ok": not faults, "findings": found})
    else:
        _out(f"\n{faults} faults" if faults else "\nAll is well.")
    if faults:
        raise typer.Exit(1)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="A folder with corpus.jsonl[.gz] and queries.jsonl[.gz].")],
    asked: AskedOption = "",
    as_json: JsonOption = False,
    out: Annotated[
        Path | None, typer.Option(help="Keep the answers in this file, as `ask --jsonl` writes them.")
    ] = None,
) -> None:
    """Run a question set over its own articles in a scratch library and print how well it went."""
    from bot.evaluation.run import evaluate_folder

    made = _app(None)
    at = _moment(asked, made.settings.zone, "--asked")
    figures = evaluate_folder(made.settings, folder, at, out, lambda line: typer.echo(line, err=True))
    if as_json:
        _out_json(figures)
        return
    for name, value in figures.items():
        _out(f"{name:36} {value:.3f}" if isinstance(value, float) else f"{name:36} {value}")


@app.command()
def run(
    data: DataOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Verify token, application, permissions and commands, then leave.")
    ] = False,
) -> None:
    """Run the bot in Discord, with the token in the setting DISCORD_TOKEN."""
    from bot.discord.run import check_bot, run_bot

    if not (check_bot if check else run_bot)(_app(data), _out):
        raise typer.Exit(1)


@app.command()
def samples(data: DataOption = None) -> None:
    """Add the sample articles to the library `samples`, answer three questions, and wait for yours."""
    from bot.showing import show_samples

    made = _app(data)
    with closing(made.ledger):
        show_samples(made)
