"""Whatever an editor names (a file, a folder, a web address) -> articles, and a reason for all that was refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from index.article import Article
from index.sources.contents import refuse_binary
from index.sources.files import count_articles, read_path
from index.sources.refusal import Refusal, article_or_refusal
from index.sources.text import read_fetched_text
from index.sources.web import Page, WebLimits, fetch

__all__ = ["Page", "Refusal", "WebLimits", "article_of", "count", "fetch", "read", "read_path"]

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def read(source: str, *, web: WebLimits) -> Iterator[Article | Refusal]:
    """The articles of a source one at a time; what cannot be read comes as a Refusal, never as an exception.

    Blocks while it reads; an event loop calls it in a thread, or awaits `fetch` and then calls `article_of`.
    """
    if not source.strip():
        yield Refusal(source, "no source is named")
    elif _ADDRESS.match(source):
        yield article_or_refusal(source, lambda: _fetched(source, web))
    else:
        yield from read_path(Path(source))


def count(source: str) -> int:
    """How many articles and refusals `read` will yield."""
    return 1 if _ADDRESS.match(source) else count_articles(Path(source))


def article_of(page: Page) -> Article:
    """The article of a fetched page; takes a few milliseconds of computing, and raises SourceProblem."""
    from index.sources.page import read_fetched_page  # imported late: a source that is no page starts faster without

    refuse_binary(page.content)
    is_plain = page.content_type.partition(";")[0].strip().lower() == "text/plain"
    read_fetched = read_fetched_text if is_plain else read_fetched_page
    return read_fetched(page.content, page.url, page.content_type)


def _fetched(url: str, limits: WebLimits) -> Article:
    import asyncio  # as slow to import as all the rest of this package

    return article_of(asyncio.run(fetch(url, limits)))
