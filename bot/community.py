"""The library of one community, called from an event loop: whatever takes time happens in the worker thread."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from bot.answering.answerer import Told
from bot.answering.conversation import Exchange
from bot.answering.factcheck import Finding, judge
from bot.answering.model import Abstention, Answer
from bot.answering.searching import Searched, searched
from bot.app import App
from bot.undoing import Step, Undone, take_back
from index.article import Article
from index.changes import Kind
from index.daemon import in_daemon
from index.database import StoredArticle
from index.ingest import Entry, Foreseen, Report
from index.library import Left, Library
from index.query import EVERYTHING, Filter, Order, Query

BATCH = 64
"""Articles that are written or read before a question may come between."""
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Status:
    """What an operator wants to know of a library."""

    articles: int
    left: Left
    newest: StoredArticle | None
    embedding: str
    size: int
    """Bytes of its file."""
    model: str = ""


class Community:
    """A library with everything that people in a server do with it."""

    def __init__(self, app: App, name: str) -> None:
        """Nothing is opened until it is needed."""
        self._app = app
        self.name = name
        self.stirred = False
        """Whether articles came or went since its vector queue was last looked at."""

    async def _do(self, work: Callable[[Library], _Made]) -> _Made:
        return await self._app.in_worker(lambda: work(self._app.libraries[self.name]))

    # Asking

    async def ask(self, question: Query, told: Told | None = None) -> Answer | Abstention:
        """An answer or an abstention; `told` hears an answer that a chat model writes as it grows."""
        async with self._app.turns:
            with self._app.libraries.holding(self.name):
                return await self._app.answerer(await self._do(lambda library: library)).answer(question, told)

    async def understood(self, question: Query, before: Exchange) -> Query:
        """A follow-up as a question that stands alone."""
        library = await self._do(lambda library: library)
        return replace(question, text=await self._app.understood(library, question.text, before))

    async def quote(self, question: Query) -> Answer | Abstention:
        """The same made of quotes alone, also where a chat model writes the answers."""
        async with self._app.turns:
            with self._app.libraries.holding(self.name):
                return await self._app.quoter(await self._do(lambda library: library)).answer(question)

    async def check(self, claims: Sequence[str], asked: datetime) -> list[Finding]:
        """What the articles say of each claim; others may ask in between."""
        found = []
        for claim in claims:
            async with self._app.turns:
                with self._app.libraries.holding(self.name):
                    retrieve = self._app.answerer(await self._do(lambda library: library)).retrieve
                    hits = (await retrieve(Query(claim, asked))).hits
                    found.append(await self._app.in_worker(judge, claim, hits))
        return found

    async def search(self, words: Query) -> Searched:
        """Where the words, or what they mean, stand."""
        async with self._app.turns:
            with self._app.libraries.holding(self.name):
                found = await self._app.retrieve(await self._do(lambda library: library), words)
                return await self._app.in_worker(searched, found)

    async def count(self, chosen: Filter = EVERYTHING) -> int:
        """How many articles there are."""
        return await self._do(lambda library: library.database.count_articles(chosen))

    async def count_undated(self, chosen: Filter) -> int:
        """How many articles name no date, and so are left out of a span of dates."""
        return await self._do(lambda library: library.database.count_undated(chosen))

    # Articles

    async def article(self, id: str, version: int | None = None) -> StoredArticle | None:
        """One version of an article, the newest by default; also of a removed one."""
        return await self._do(lambda library: library.database.article(id, version))

    async def versions(self, wanted: Sequence[tuple[str, int | None]]) -> list[StoredArticle | None]:
        """Several articles, each by id and version."""
        found: list[StoredArticle | None] = []
        for at in range(0, len(wanted), BATCH):
            batch = wanted[at : at + BATCH]
            found += await self._do(lambda library, batch=batch: [library.database.article(*one) for one in batch])  # type: ignore[misc]
        return found

    async def page(
        self, number: int, size: int, chosen: Filter = EVERYTHING, order: Order = Order.NEWEST
    ) -> tuple[list[StoredArticle], int]:
        """A page (from 1) of the articles that the filter lets through, and how many those are in all."""
        return await self._do(
            lambda library: (
                library.database.articles(chosen, size, (number - 1) * size, order),
                library.database.count_articles(chosen),
            )
        )

    async def titled(self, part: str, limit: int) -> list[StoredArticle]:
        """The articles whose title or id holds these letters."""
        return await self._do(lambda library: library.database.titled(part, limit))

    async def numbered(self, number: int) -> StoredArticle | None:
        """The article of that number in its file."""
        return (await self._do(lambda library: library.database.by_number([number]))).get(number)

    async def publishers(self, part: str, limit: int, longest: int) -> list[str]:
        """The publishers whose name, of at most so many characters, holds these letters."""
        return await self._do(lambda library: library.database.publishers(part, limit, longest))

    async def languages(self) -> list[str]:
        """The languages that the articles are in, as ISO codes, that of most articles first."""
        return await self._do(lambda library: library.database.held_languages())

    async def weigh(self, articles: Sequence[Article]) -> list[Entry]:
        """What adding these articles would do, in their order."""
        foreseen = Foreseen()
        entries: list[Entry] = []
        for at in range(0, len(articles), BATCH):
            batch = articles[at : at + BATCH]
            entries += await self._do(lambda library, batch=batch: _weighed(library, batch, foreseen))  # type: ignore[misc]
        return entries

    async def add(self, articles: Sequence[Article], told: Callable[[int], Awaitable[None]]) -> Report:
        """Add articles; `told` hears how many are in. They answer at once, their vectors follow."""
        whole = Report()
        for at in range(0, len(articles), BATCH):
            batch = articles[at : at + BATCH]
            report = await self._do(lambda library, batch=batch: library.ingest.run(batch, _now()))  # type: ignore[misc]
            self.stirred = True
            whole.entries.extend(report.entries)
            whole.passages += report.passages
            await told(len(whole.entries))
        return whole

    async def remove(self, id: str) -> StoredArticle | None:
        """Take an article out of all answers; it as it was, or None if it is not in the library."""

        def removed(library: Library) -> StoredArticle | None:
            stored = library.database.article(id)
            return stored if library.database.remove(id, _now()) else None

        taken = await self._do(removed)
        self.stirred = True
        return taken

    async def growth(self) -> int:
        """A number that grows as articles come in: see `Database.growth`; the library is not opened for that."""
        return await self._app.in_worker(self._app.growth, self.name)

    async def undo(self, steps: Sequence[Step], touched: Container[str] = ()) -> list[Undone]:
        """Take back what was done to articles, but for those that were changed since or are `touched`; in order."""
        undone: list[Undone] = []
        for at in range(0, len(steps), BATCH):
            batch = steps[at : at + BATCH]
            undone += await self._do(lambda library, batch=batch: take_back(library, batch, touched, _now()))  # type: ignore[misc]
            self.stirred = True
        return undone

    # Care

    async def status(self) -> Status:
        """Articles, queue, the newest article, the embedding model."""

        def told(library: Library) -> Status:
            newest = library.database.articles(limit=1)
            return Status(
                library.database.count_articles(),
                library.left(),
                newest[0] if newest else None,
                library.embedding.name,
                self._app.folder.size_of(self.name),
                self._app.settings.model,
            )

        return await self._do(told)

    async def is_behind(self) -> bool:
        """Whether there are vectors to make or to index; a library that is not open is not opened for that."""
        return await self._app.in_worker(self._app.is_behind, self.name)

    async def left(self) -> Left:
        """What the vector queue still has to do."""
        return await self._do(lambda library: library.left())

    async def work_off(self, seconds: float) -> Left:
        """Embed a little of what waits, beside the worker, and let Chroma take in vectors for so long."""
        with self._app.libraries.holding(self.name):
            model, waiting = await self._do(lambda library: library.to_embed())
            try:
                if waiting:
                    work = in_daemon(lambda: model.passages([words for _, words in waiting]))
                    vectors = await asyncio.wrap_future(work)
                    await self._do(lambda library: library.keep(model, waiting, vectors))
            finally:
                await self._do(lambda library: library.catch_up(seconds))
            return await self.left()


def _weighed(library: Library, articles: Sequence[Article], foreseen: Foreseen) -> list[Entry]:
    return replace(library.ingest, dry_run=True).run(articles, _now(), foreseen=foreseen).entries


def is_new(entry: Entry) -> bool:
    """Whether adding changes anything."""
    return entry.kind is not Kind.UNCHANGED


def _now() -> datetime:
    return datetime.now(UTC)
