"""The commands `footnote articles ...`: what is in a library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.contract import article_json
from bot.errors import Problem
from bot.terminal import article_line
from index.database import Database, StoredArticle
from index.query import Filter

BATCH = 500


def list_rows(
    database: Database, chosen: Filter, limit: int | None, page: int, *, text: bool
) -> Iterator[dict[str, Any]]:
    """A page of articles as JSON objects; without a limit all of them, read in batches."""
    offset = (page - 1) * (limit or 0)
    left = limit or database.count_articles(chosen)
    while left > 0 and (found := database.articles(chosen, min(left, BATCH), offset)):
        yield from (article_json(stored, text=text) for stored in found)
        left, offset = left - len(found), offset + len(found)


def list_lines(database: Database, library: str, chosen: Filter, limit: int, page: int) -> Iterator[str]:
    """A page of articles as people read it, and how to see the next."""
    total = database.count_articles(chosen)
    found = database.articles(chosen, limit, (page - 1) * limit)
    yield from map(article_line, found)
    if not total:
        yield f"No article of the library {library!r} fits." if chosen else f"The library {library!r} is empty."
    elif not found:
        yield f"There is no page {page}: {total} articles at {limit} a page."
    elif (shown := (page - 1) * limit + len(found)) < total:
        yield f"{shown} of {total} articles; the next: --page {page + 1}"


def wanted(database: Database, library: str, id: str, version: int | None) -> StoredArticle:
    """The article of that id; raises Problem if there is none, or none of that version."""
    if stored := database.article(id, version):
        return stored
    if version and (newest := database.article(id)):
        raise Problem(f"{id!r} has versions 1 to {newest.newest}, no version {version}.")
    raise Problem(f"{id!r} is not in the library {library!r}; see: footnote articles list --library {library!r}")
