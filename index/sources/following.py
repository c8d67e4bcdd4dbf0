"""Follow a feed: fetch the page of each entry, some at a time and politely, and take the best of page and feed."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from index.article import Article
from index.errors import SourceProblem
from index.sources.entries import better, completed, own_article
from index.sources.feed import MOST_ENTRIES, Entry, Feed
from index.sources.fetched import article_of
from index.sources.refusal import Refusal
from index.sources.urls import host
from index.sources.web import WebLimits, fetch

Work = Callable[..., Awaitable[Any]]
"""Awaits some computing, given as a function and its arguments, without keeping the event loop."""


@dataclass(frozen=True, slots=True)
class FeedLimits:
    """How much of a feed is followed: so many entries, for so many seconds, so many pages at a time."""

    entries: int = MOST_ENTRIES
    seconds: float = 1800.0
    at_once: int = 4
    at_once_from_a_host: int = 2


async def follow(
    feed: Feed, web: WebLimits, work: Work, limits: FeedLimits | None = None
) -> AsyncGenerator[Article | Refusal, None]:
    """What each entry leads to, in the feed's order, as it comes; then how many were left out."""
    limits = limits or FeedLimits()
    until = time.monotonic() + limits.seconds
    a_host = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(limits.at_once_from_a_host))
    pages = _Pages(web, work, until, asyncio.Semaphore(limits.at_once), a_host)
    waiting: deque[asyncio.Task[Article | Refusal]] = deque()
    try:
        for number, entry in enumerate(feed.entries[: limits.entries], 1):
            where = entry.url or f"{feed.source} (entry {number})"
            waiting.append(asyncio.create_task(_item(entry, where, pages)))
            if len(waiting) == 2 * limits.at_once:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    if left := feed.left_out + max(0, len(feed.entries) - limits.entries):
        taken = min(len(feed.entries), limits.entries)
        yield Refusal(feed.source, f"the feed is long: its first {taken} entries were read, {left} were left out")


def followed(feed: Feed, web: WebLimits) -> Iterator[Article | Refusal]:
    """The same where there is no event loop; blocks while it waits."""
    items = follow(feed, web, asyncio.to_thread)

    async def following() -> Article | Refusal | None:
        return await anext(items, None)

    with asyncio.Runner() as runner:
        while (item := runner.run(following())) is not None:
            yield item


@dataclass(frozen=True, slots=True)
class _Pages:
    """Fetches the pages of a feed's entries, so many at a time, until its time is over."""

    web: WebLimits
    work: Work
    until: float
    at_once: asyncio.Semaphore
    from_a_host: defaultdict[str, asyncio.Semaphore]

    async def article(self, entry: Entry) -> Article:
        """The article of an entry's page with what the entry claims beside it; raises SourceProblem."""
        if not entry.url:
            raise SourceProblem("it has no address of its own")
        async with self.from_a_host[host(entry.url)], self.at_once:
            left = self.until - time.monotonic()
            if left <= 0:
                raise SourceProblem("there was no time left to fetch its page")
            page = await fetch(entry.url, replace(self.web, seconds=min(self.web.seconds, left)))
        found: Article = await self.work(article_of, page)
        return better(entry, completed(entry, found))


async def _item(entry: Entry, where: str, pages: _Pages) -> Article | Refusal:
    """The article of an entry's page, else of its own content, else why neither is one."""
    try:
        return await pages.article(entry)
    except SourceProblem as problem:
        of_page = problem
    try:
        own: Article = await pages.work(own_article, entry)
    except SourceProblem as problem:
        return Refusal(where, f"{of_page}; and the feed's own text is {problem}")
    return own
