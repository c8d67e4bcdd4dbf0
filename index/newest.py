"""The newest articles, all or those about something, within the time that was asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from index.database import StoredArticle
from index.library import Library
from index.passage import Hit, Passage
from index.query import Filter, Found, Query
from index.retrieve import WORDS_ALONE, retrieve
from index.scoring import question_terms

MOST = 60
"""So many are looked at: there may be many copies of one among them."""
RECENT_DAYS, ENOUGH = 60, 5
"""Enough articles of so many days are news, without looking further back."""
BEGINNING = 400
"""Characters in which, with its title, an article tells what it is about."""


def news(library: Library, query: Query, topic: str) -> Found:
    """The newest articles about something; "" is anything."""
    return _newest_about(library, query, topic) if topic else _newest(library, query)


def _newest(library: Library, query: Query) -> Found:
    """The newest articles of the time asked about, whole; where there is none, the newest of all."""
    database = library.database
    stored = database.articles(query.span, MOST) or database.articles(query.chosen, MOST)
    return Found(tuple(_hit(one, rank) for rank, one in enumerate(stored)), question_terms("", {}, 0))


def _hit(stored: StoredArticle, rank: int) -> Hit:
    whole = Passage(stored.article, stored.version, 0, len(stored.article.text))
    return Hit(whole, 1 - rank / MOST, 0.0, None)


def _newest_about(library: Library, query: Query, topic: str) -> Found:
    """The newest articles about something, of the time asked about; where there is none, what comes nearest.

    By words alone, as what holds none of them is not about it.
    """
    about: dict[str, Hit] = {}
    for span in _spans(query):
        found = retrieve(library, replace(query, text=topic, chosen=span), WORDS_ALONE)
        about = {hit.passage.article.id: hit for hit in _about(found)} | about
        if len(about) >= ENOUGH:
            break
    if not about:
        return retrieve(library, replace(query, text=topic), WORDS_ALONE)
    return Found(tuple(sorted(about.values(), key=lambda hit: (_published(hit), hit.score), reverse=True)), found.terms)


def _spans(query: Query) -> list[Filter]:
    """Where to look: where no time was named, first among the latest, which much that is older may outrank."""
    span = query.span
    if query.window or span.until is None:
        return [span]
    return [replace(span, since=span.until - timedelta(days=RECENT_DAYS)), span]


def _about(found: Found) -> list[Hit]:
    """The hits of articles whose beginning says that they are about it, else of those that mention it; best last."""
    mentioning = [hit for hit in reversed(found.hits) if found.is_held(hit, hit.passage.text)]
    return [hit for hit in mentioning if found.is_held(hit, hit.passage.article.text[:BEGINNING])] or mentioning


def _published(hit: Hit) -> float:
    published = hit.passage.article.published
    return published.at.timestamp() if published else float("-inf")
