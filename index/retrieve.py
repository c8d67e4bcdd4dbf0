"""A question -> hits: full text, vectors and dates, fused by weight."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.database import Database, Row, Vectors
from index.dates import date_weight
from index.embed import EmbeddingModel
from index.errors import EmbeddingProblem
from index.language import language_of_question
from index.library import Library
from index.passage import Hit, Passage
from index.query import Filter, Found, Query
from index.scoring import Spelling, match, question_terms
from index.terms import content_terms
from index.variants import variants

log = logging.getLogger(__name__)
BY_WORDS, BY_VECTOR = 150, 60
"""How many passages each way of searching proposes; all of them are then scored in every way."""
COMMON, AT_LEAST = 0.05, 200
"""A term in more than this share of the passages, and in more than so many, proposes none: too dear for its worth."""
ARTICLES, PASSAGES_EACH = 20, 4


@dataclass(frozen=True, slots=True)
class _Scored:
    row: Row
    match: float
    similarity: float | None


def search(library: Library, query: Query) -> Found:
    """The whole of it, for who may wait for the embedding model: the question's vector, then `retrieve`."""
    return retrieve(library, query, question_vector(library.embedding, query.text))


def retrieve(library: Library, query: Query, vector: Vectors | None) -> Found:
    """Propose passages by words and by vector, score each in both ways and by date, and keep the best articles'.

    Without a vector, full text answers alone.
    """
    database = library.database
    topic = query.topic
    frequency = database.document_frequency(content_terms(topic))
    spellings = variants(topic, frequency, database)
    weighed = question_terms(topic, frequency, database.size(), spellings)
    near = {} if vector is None else library.nearest(vector, BY_VECTOR, query.chosen)
    rows = database.rows(set(_by_words(database, frequency | _phrases(spellings), query.chosen)) | near.keys())
    scored = []
    for row in rows:
        similarity = _similarity(row.vector, vector)
        scored.append(_Scored(row, match(weighed, row.title, row.body), similarity))
    ranked = sorted(rank(scored, query, library.embedding.weight), key=lambda pair: pair[0], reverse=True)
    return Found(tuple(_hits(library, ranked)), weighed)


def _similarity(one: Vectors | None, other: Vectors | None) -> float | None:
    """None where there is nothing to compare, also while the library is being changed to another model."""
    return None if one is None or other is None or len(one) != len(other) else float(one @ other)


def question_vector(model: EmbeddingModel, text: str) -> Vectors | None:
    """The question's vector; None, so that full text answers alone, where the model does not know it or fails."""
    if not model.knows(language_of_question(text)):
        return None
    try:
        return model.question(text)
    except EmbeddingProblem as problem:
        log.warning("%s Full text answers alone.", problem)
        return None


def _phrases(spellings: Mapping[str, Sequence[Spelling]]) -> dict[str, int]:
    """Other spellings as full text looks for them, and in how many passages at most each is."""
    return {" ".join(one.terms): one.passages for ones in spellings.values() for one in ones}


def _by_words(database: Database, frequency: Mapping[str, int], chosen: Filter) -> list[int]:
    """The passages that SQLite proposes for the rarer terms; the common ones only where there is nothing else."""
    most = max(AT_LEAST, COMMON * database.size())
    wanted = [term for term, passages in frequency.items() if passages <= most] or list(frequency)
    return database.match(wanted, BY_WORDS, chosen) if wanted else []


def rank(scored: list[_Scored], query: Query, weight: float) -> Iterable[tuple[float, _Scored]]:
    """Fuse the shares of the best match and of the range of similarities, then weigh by date.

    A passage whose vector is still to come keeps its rank: its similarity is taken to be as good as its match.
    """
    window = query.window
    top = max((one.match for one in scored), default=0.0) or 1.0
    near = [one.similarity for one in scored if one.similarity is not None]
    low, high = (min(near), max(near)) if near else (0.0, 1.0)
    for one in scored:
        words = one.match / top
        by_vector = words if one.similarity is None else (one.similarity - low) / ((high - low) or 1.0)
        yield ((1 - weight) * words + weight * by_vector) * date_weight(one.row.published, query.asked, window), one


def _hits(library: Library, ranked: list[tuple[float, _Scored]]) -> Iterable[Hit]:
    """The hits of the best articles, at most a few each."""
    each: Mapping[int, list[tuple[float, _Scored]]] = defaultdict(list)
    for score, one in ranked:
        if one.row.article in each or len(each) < ARTICLES:
            each[one.row.article].append((score, one))
    stored = library.database.by_number(each)
    kept = [pair for pairs in each.values() for pair in pairs[:PASSAGES_EACH] if pair[1].row.article in stored]
    for score, one in sorted(kept, key=lambda pair: pair[0], reverse=True):
        found = stored[one.row.article]
        passage = Passage(found.article, found.version, one.row.start, one.row.end)
        yield Hit(passage, score, one.match, one.similarity)
