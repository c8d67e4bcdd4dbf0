"""The newest articles, all or those about something, within the time that was asked about."""

from __future__ import annotations

from dataclasses import replace

from index.database import StoredArticle, Vectors
from index.library import Library
from index.passage import Hit, Passage
from index.query import Found, Query
from index.retrieve import retrieve
from index.scoring import question_terms

MOST = 60
"""So many are looked at: there may be many copies of one among them."""
BEGINNING = 400
"""Characters in which, with its title, an article tells what it is about."""


def newest(library: Library, query: Query) -> Found:
    """The newest articles of the time asked about, whole; where there is none, the newest of all."""
    database = library.database
    stored = database.articles(query.span, MOST) or database.articles(query.chosen, MOST)
    return Found(tuple(_hit(one, rank) for rank, one in enumerate(stored)), question_terms("", {}, 0))


def _hit(stored: StoredArticle, rank: int) -> Hit:
    whole = Passage(stored.article, stored.version, 0, len(stored.article.text))
    return Hit(whole, 1 - rank / MOST, 0.0, None)


def newest_about(library: Library, query: Query, topic: str, vector: Vectors | None) -> Found:
    """The newest articles about something, else those that mention it, of the time asked about; else the nearest."""
    found = retrieve(library, replace(query, text=topic, chosen=query.span), vector)
    mentioning = [hit for hit in found.hits if found.is_held(hit, hit.passage.text)]
    if not mentioning:
        return retrieve(library, replace(query, text=topic), vector)
    about = [hit for hit in mentioning if found.is_held(hit, hit.passage.article.text[:BEGINNING])] or mentioning
    best = {hit.passage.article.id: hit for hit in reversed(about)}
    ordered = sorted(best.values(), key=lambda hit: (_published(hit), hit.score), reverse=True)
    return Found(tuple(ordered), found.terms)


def _published(hit: Hit) -> float:
    published = hit.passage.article.published
    return published.at.timestamp() if published else float("-inf")
