"""The command `footnote chat`: a conversation in the terminal."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path

import typer

from bot.answering.context import context_of
from bot.answering.conversation import Exchange
from bot.answering.model import Abstention, Answer, Citation
from bot.app import App
from bot.asking import Printed, shown
from bot.terminal import citation_lines, inert, nearest_lines
from bot.wording import Audience, changed_since, dated, in_words, minute
from index.language import language_of_question
from index.library import Library
from index.query import Query
from prompts import message

HISTORY = "chat.history"
LONGEST_CONTEXT = 2000
Read = Callable[[], str | None]
"""The next line, None at the end."""


def chat(app: App, name: str) -> None:
    """Answer what is typed until Ctrl-D; lines that are piped in are answered as well."""
    library = app.library(name, exact=True)
    count = library.database.count_articles()
    if not count:
        typer.echo(message("empty", "en", library=name))
        return
    with asyncio.Runner() as runner:
        talk_on(app, library, name, message("chat-begin", "en", articles=count, library=name), runner)


def talk_on(app: App, library: Library, name: str, begin: str, runner: asyncio.Runner) -> None:
    """The conversation itself, after a first sentence."""
    at_terminal = sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()
    read = _typed(app.settings.data_dir / HISTORY) if at_terminal else _piped
    typer.echo(begin)
    conversation = Conversation(app, library, name, runner)
    while (line := read()) is not None and line.strip() != "/quit":
        if not line.strip():
            continue
        typer.echo("")
        for said in conversation.say(line.strip()):
            typer.echo(said)
        typer.echo("")


def _piped() -> str | None:
    line = sys.stdin.readline() if sys.stdin else ""
    return line.encode(errors="surrogateescape").decode(errors="replace") if line else None


def _typed(history: Path) -> Read:
    """Lines with editing, and with the history of earlier conversations; Ctrl-C drops a line, Ctrl-D ends."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory

    history.touch(mode=0o600)
    commands = WordCompleter([*COMMANDS], sentence=True)
    session: PromptSession[str] = PromptSession(
        "> ", history=FileHistory(history), completer=commands, complete_while_typing=False
    )

    def read() -> str | None:
        while True:
            try:
                return session.prompt()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return None

    return read


class Conversation:
    """What was said last, and what can be said about it."""

    def __init__(self, app: App, library: Library, name: str, runner: asyncio.Runner) -> None:
        """Nothing was said yet."""
        self._runner = runner
        self._app = app
        self._library = library
        self._name = name
        self._last: Answer | Abstention | None = None
        self._language = "en"

    @property
    def _audience(self) -> Audience:
        zone: tzinfo = self._app.settings.zone
        return Audience(self._language, zone)

    def say(self, line: str) -> Iterator[str]:
        """The lines that answer a question or a command."""
        if not line.startswith("/"):
            yield from self._ask(line)
            return
        command, _, rest = line.partition(" ")
        if command not in COMMANDS:
            yield message("chat-no-command", self._language, command=command)
        elif command == "/help":
            yield message("chat-help", self._language)
        elif self._last is None:
            yield message("chat-nothing-yet", self._language)
        elif command == "/sources":
            yield from self._sources(self._last)
        else:
            yield from self._check(self._last, rest.strip() or "1")

    def _ask(self, question: str) -> Iterator[str]:
        self._language, printed = language_of_question(question), Printed()
        try:
            understood = self._understood(question)
            if understood != question:
                yield inert(message("understood-as", self._language, question=understood))
                yield ""
            query = Query(understood, datetime.now(self._app.settings.zone))
            self._last = self._runner.run(self._app.answerer(self._library).answer(query, printed.told))
        except KeyboardInterrupt:
            yield message("stopped" if printed.answer else "stopped-early", self._language)
            if printed.answer is None:
                return
            self._last = printed.answer
        yield from shown(self._library, self._name, self._last, self._app.settings.zone, printed.statements)

    def _understood(self, question: str) -> str:
        """What is asked, by what was asked and answered before."""
        last = self._last
        if last is None:
            return question
        said = " ".join(one.text for one in last.statements) if isinstance(last, Answer) else ""
        before = Exchange(last.question.text, said)
        return self._runner.run(self._app.understood(self._library, question, before))

    def _sources(self, last: Answer | Abstention) -> Iterator[str]:
        if isinstance(last, Abstention):
            yield from nearest_lines(last, self._audience) or [message("chat-no-sources", self._language)]
            return
        for citation in last.citations:
            yield from citation_lines(citation, last.question.asked, self._audience)

    def _check(self, last: Answer | Abstention, which: str) -> Iterator[str]:
        citations = last.citations if isinstance(last, Answer) else ()
        number = which.strip("[]")
        chosen = [one for one in citations if str(one.number) == number]
        if not citations:
            yield message("chat-no-sources", self._language)
        elif not chosen:
            yield message("chat-no-source", self._language, number=number, count=len(citations))
        else:
            best = max((one.support for one in last.statements if chosen[0].number in one.citations), default=0.0)  # type: ignore[union-attr]
            yield from self._card(chosen[0], best)

    def _card(self, citation: Citation, support: float) -> Iterator[str]:
        """The quote in its context, and what is known of its article."""
        database, article, language = self._library.database, citation.article, self._language
        stored, newest = database.article(article.id, citation.version), database.article(article.id)
        yield inert(f"[{citation.number}] {article.title or article.id}")
        by = " · ".join(name for name in (article.publisher, article.author) if name)
        published = message("published", language, date=dated(article, self._audience))
        if stored:
            indexed = message("indexed", language, date=minute(stored.indexed, self._audience))
            published = f"{published} · {indexed} · {message('version', language, number=stored.version)}"
        yield from (inert(line) for line in (by, published) if line)
        yield ""
        around = context_of(article, citation.start, citation.end, LONGEST_CONTEXT)
        quoted, before, after = inert(around.quote), inert(around.before), inert(around.after)
        quote = typer.style(quoted, bold=True) if sys.stdout.isatty() else f"»{quoted}«"
        yield f"{'' if around.begins else '… '}{before}{quote}{after}{'' if around.ends else ' …'}"
        if citation.translation:
            yield inert(message("translated", language, text=citation.translation))
        yield ""
        yield in_words(support, language)
        if stored and newest and (since := changed_since(stored, newest, citation.quote, self._audience)):
            yield since


COMMANDS = ("/sources", "/check", "/help", "/quit")
