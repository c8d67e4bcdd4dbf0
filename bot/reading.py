"""What an editor brings (a link, a file, a text) -> articles, from an event loop; and what looks odd about them."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import TypeVar

from bot.app import App
from index.article import Article, digest
from index.changes import Kind
from index.errors import SourceProblem
from index.ingest import Entry
from index.language import language_of
from index.sources import Feed, Found, Refusal, WebLimits, fetch, read_fetched, read_path
from index.sources.fields import storable
from index.sources.prose import SHORT, is_stub
from index.sources.refusal import found_or_refusal
from index.sources.urls import canonical

LARGEST_PAGE = 4_000_000
"""Bytes of a page that somebody in Discord names; taking a hostile one apart takes seconds for every million."""
MOST_ARTICLES, LARGEST_UPLOAD = 2_000, 20_000_000
"""Articles, and characters of all of them, that one uploaded file may hold."""
MOST_ENTRIES, FEED_SECONDS = 50, 300.0
"""Entries of a feed that are followed in Discord, and for how long."""
_Item = TypeVar("_Item", bound=Found)
_LINK = re.compile(r"https?://[^\s<>]+")
_AFTER, _CLOSING = ".,;:!?'\"", {")": "(", "]": "["}


async def read_link(app: App, url: str, until: float | None = None) -> list[Article | Refusal]:
    """The article behind a link, or those of a feed, whose pages are fetched `until` then (time.monotonic)."""
    try:
        found = await app.in_reader(read_fetched, await fetch(url, _web_limits(app)))
    except SourceProblem as problem:
        return [Refusal(url, str(problem))]
    return await _followed(app, found, until) if isinstance(found, Feed) else [found]


async def read_file(app: App, name: str, content: bytes, until: float | None = None) -> list[Article | Refusal]:
    """The articles in a file, of any kind that `footnote add` reads; one known by the file's name alone has no id."""
    found = await app.in_reader(_read_file, PurePosixPath(name.replace("\\", "/")).name, content)
    items: list[Article | Refusal] = []
    for item in found:
        items.extend(await _followed(app, item, until) if isinstance(item, Feed) else [item])
    return items


async def _followed(app: App, feed: Feed, until: float | None) -> list[Article | Refusal]:
    """The articles of a feed, as many as one upload may hold."""
    from index.sources.following import FeedLimits, follow

    seconds = FEED_SECONDS if until is None else min(FEED_SECONDS, max(0.0, until - time.monotonic()))
    items: list[Article | Refusal] = []
    size = 0
    followed = follow(feed, _web_limits(app), app.in_reader, FeedLimits(MOST_ENTRIES, seconds))
    async with aclosing(followed):
        async for item in followed:
            items.append(item)
            size += len(item.text) if isinstance(item, Article) else 0
            if size > LARGEST_UPLOAD:
                break
    return list(_bounded(items, feed.source))


def _web_limits(app: App) -> WebLimits:
    return replace(app.web_limits(), max_bytes=LARGEST_PAGE)


def _read_file(name: str, content: bytes) -> list[Found]:
    with tempfile.TemporaryDirectory(prefix="footnote-") as folder:
        path = Path(folder, f"file{_suffix(name)}")
        path.write_bytes(content)
        items = list(_bounded(read_path(path, name), name))
    return [_named(item, str(path), name) for item in items]


def _named(item: Found, path: str, name: str) -> Found:
    """What was read of a file that was called so; its name alone identifies no article."""
    if isinstance(item, Article):
        return item.named("" if item.id == name else item.id)
    return replace(item, source=item.source.replace(path, name))


def _bounded(items: Iterable[_Item], name: str) -> Iterator[_Item | Refusal]:
    """As much as one upload may hold; gzip makes little of much."""
    left = LARGEST_UPLOAD
    for number, item in enumerate(items):
        left -= len(item.text) if isinstance(item, Article) else 0
        if number == MOST_ARTICLES or left < 0:
            yield Refusal(name, f"only its first {number} articles were read; `footnote add` reads more at once")
            return
        yield item


def _suffix(name: str) -> str:
    return ".jsonl.gz" if name.lower().endswith(".jsonl.gz") else PurePosixPath(name).suffix[:10]


def read_pasted(text: str) -> Article | Refusal:
    """Pasted text as an article without a title."""
    return found_or_refusal("text", lambda: Article("", storable(text, "the text"), language=language_of(text)))


def links_in(text: str) -> list[str]:
    """The web addresses in a text, each once, without the punctuation that follows them."""
    return list(dict.fromkeys(_trimmed(link) for link in _LINK.findall(text)))


def _trimmed(link: str) -> str:
    """A bracket at the end belongs to an address that opens it."""
    while link[-1] in _AFTER or (link[-1] in _CLOSING and link.count(link[-1]) > link.count(_CLOSING[link[-1]])):
        link = link[:-1]
    return link


def identified(article: Article) -> Article:
    """The article with an id: its own, else its url's, else of title and publisher (so that a correction is known as
    one), else of its text.
    """
    if id := article.id or canonical(article.url):
        return article.named(id)
    by_name = digest(article.title, article.publisher) if article.title and article.publisher else ""
    return article.named(by_name or digest(article.text))


def oddities(article: Article, entry: Entry, now: datetime) -> list[tuple[str, dict[str, object]]]:
    """What an editor should look at before adding: names of messages with their values."""
    found: dict[str, dict[str, object]] = {}
    match entry.kind:
        case Kind.UNCHANGED:
            found["odd-known"] = {}
        case Kind.CHANGED:
            found["odd-changed"] = {"version": entry.version}
    if entry.copy_of:
        found["odd-copy"] = {"other": entry.copy_of}
    doubts = {
        "odd-undated": article.published is None,
        "odd-future": article.published is not None and article.published.at > now + timedelta(days=1),
        "odd-guessed": article.published is not None and article.published.guessed,
        "odd-metadata": article.published is not None and article.published.from_metadata,
        "odd-untitled": not article.title,
        "odd-unpublished": not article.publisher,
        "odd-paywall": is_stub(article.text),
        "odd-short": len(article.text) < SHORT,
    }
    return [*found.items(), *((name, {}) for name, doubted in doubts.items() if doubted)]
