"""A question -> hits: full text, vectors and dates, fused by weight."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.database import Database, Row, Vectors
from index.dates import date_weight
from index.embed import EmbeddingModel
from index.errors import EmbeddingProblem
from index.language import language_of_question
from index.library import Library
from index.passage import Hit, Passage
from index.query import ARTICLES, Filter, Found, Query
from index.scoring import Spelling, match, question_terms
from index.terms import content_terms
from index.variants import variants

log = logging.getLogger(__name__)
BY_WORDS, BY_VECTOR = 150, 60
"""How many passages each way of searching proposes; all of them are then scored in every way."""
COMMON, AT_LEAST = 0.05, 200
"""A term in more than this share of the passages, and in more than so many, proposes none: too dear for its worth."""
PASSAGES_EACH = 4


LEAST_MATCH = 1.0
"""A match of 1 is about each word of the question found once. Where even the best passage has less, the words of all
count less beside the vectors, or one chance word would outweigh them."""
QUICK_BESIDE, QUICK_ALONE = 0.4, 0.64
"""What the quick model says of the vectors' part of a score, where the passage's other vector is there, and while it is
still to come: then the words say the rest."""


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """A question by the library's embedding model, and by the quick one beside it; None where there is none."""

    vector: Vectors | None = None
    quick: Vectors | None = None


WORDS_ALONE = QuestionVectors()


class _Scored(NamedTuple):
    row: Row
    match: float
    similarity: float | None
    quick: float | None


def search(library: Library, query: Query) -> Found:
    """The whole of it, for who may wait for the embedding model: the question's vectors, then `retrieve`."""
    return retrieve(library, query, question_vectors(library.embedding, library.quick, query.text))


def retrieve(library: Library, query: Query, asked: QuestionVectors) -> Found:
    """Propose passages by words and by vector, score each in both ways and by date, and keep the best articles'.

    Without vectors, full text answers alone.
    """
    database = library.database
    topic = query.topic
    nearest = None if asked.vector is None else library.begin_nearest(asked.vector, BY_VECTOR, query.chosen)
    frequency = database.document_frequency(content_terms(topic))
    spellings = variants(topic, frequency, database)
    weighed = question_terms(topic, frequency, database.size(), spellings)
    proposed = set(_by_words(database, frequency | _phrases(spellings), query.chosen))
    rows = database.rows(proposed.union(nearest() if nearest else ()))
    scored = []
    for row in rows:
        similarity, quick = _similarity(row.vector, asked.vector), _similarity(row.quick, asked.quick)
        scored.append(_Scored(row, match(weighed, row.title, row.body), similarity, quick))
    ranked = sorted(rank(scored, query, library.embedding.weight), key=lambda pair: pair[0], reverse=True)
    return Found(tuple(_hits(library, ranked)), weighed)


def _similarity(one: Vectors | None, other: Vectors | None) -> float | None:
    """None where there is nothing to compare, also while the library is being changed to another model."""
    return None if one is None or other is None or len(one) != len(other) else float(one @ other)


def question_vectors(model: EmbeddingModel, quick: EmbeddingModel | None, text: str) -> QuestionVectors:
    """The question's vectors; None, so that full text answers alone, where a model does not know it or fails."""
    return QuestionVectors(_question_vector(model, text), _question_vector(quick, text))


def _question_vector(model: EmbeddingModel | None, text: str) -> Vectors | None:
    if model is None or not model.knows(language_of_question(text)):
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
    """Fuse the shares of the best match and of the range of similarities, then weigh by date."""
    window = query.window
    top = max([LEAST_MATCH, *(one.match for one in scored)])
    similarities = _shares([one.similarity for one in scored])
    quick = _shares([one.quick for one in scored])
    for one, similarity, by_quick in zip(scored, similarities, quick, strict=True):
        words = one.match / top
        by_vector = _by_vector(words, similarity, by_quick)
        yield ((1 - weight) * words + weight * by_vector) * date_weight(one.row.published, query.asked, window), one


def _shares(similarities: Sequence[float | None]) -> list[float | None]:
    """Where in the range of all of them each similarity is, 0..1."""
    known = [one for one in similarities if one is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    return [None if one is None else (one - low) / ((high - low) or 1.0) for one in similarities]


def _by_vector(words: float, similarity: float | None, quick: float | None) -> float:
    """What the vectors say of a passage; while its vector is still to come, its match speaks for it."""
    if similarity is None:
        return words if quick is None else (1 - QUICK_ALONE) * words + QUICK_ALONE * quick
    return similarity if quick is None else (1 - QUICK_BESIDE) * similarity + QUICK_BESIDE * quick


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
        row = one.row
        passage = Passage(found.article, found.version, row.start, row.end)
        yield Hit(passage, score, one.match, one.similarity, row.title, row.body, found.sentences)
