"""Whatever an editor names (a file, a folder, a glob, a web address, -) -> articles, and a reason for all refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.article import Article
from index.errors import SourceProblem
from index.sources.feed import Feed
from index.sources.fetched import article_of, read_fetched
from index.sources.files import Found, count_articles, read_path
from index.sources.refusal import Refusal
from index.sources.web import Page, WebLimits, fetch

__all__ = [
    "STANDARD_INPUT",
    "Feed",
    "Found",
    "Page",
    "Refusal",
    "WebLimits",
    "article_of",
    "count",
    "fetch",
    "read",
    "read_fetched",
    "read_path",
]

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def read(source: str, *, web: WebLimits, stdin: BinaryIO | None = None) -> Iterator[Article | Refusal]:
    """The articles of a source one at a time; what cannot be read comes as a Refusal, never as an exception.

    Blocks while it reads; an event loop awaits `fetch`, calls `read_fetched`, and follows a feed with `follow`.
    """
    for found in _found(source, web, stdin):
        if isinstance(found, Feed):
            from index.sources.following import followed  # asyncio is as slow to import as all the rest of this package

            yield from followed(found, web)
        else:
            yield found


def count(source: str) -> int:
    """How many articles and refusals `read` will yield, as far as is known before: a feed counts as one."""
    if source == STANDARD_INPUT or _ADDRESS.match(source):
        return 1
    return count_articles(Path(source))


def _found(source: str, web: WebLimits, stdin: BinaryIO | None) -> Iterator[Found]:
    if not source.strip():
        yield Refusal(source, "no source is named")
    elif source == STANDARD_INPUT:
        from index.sources.stream import read_stream

        yield from read_stream(stdin)
    elif _ADDRESS.match(source):
        yield _fetched(source, web)
    else:
        yield from read_path(Path(source))


def _fetched(url: str, limits: WebLimits) -> Found:
    import asyncio

    try:
        return read_fetched(asyncio.run(fetch(url, limits)))
    except SourceProblem as problem:
        return Refusal(url, str(problem))
