"""What the index found, made by hand for the tests of answering."""

from __future__ import annotations

from index.article import Article
from index.ingest import derived
from index.passage import Hit, Passage
from index.query import Found
from index.scoring import match, question_terms


def found(question: str, *articles: Article) -> Found:
    """Hits of all passages of the articles, in the order given, scored by their words."""
    weighed = question_terms(question, {}, 10)
    hits = []
    for rank, article in enumerate(articles):
        made = derived(article)
        for one in made.passages:
            passage = Passage(article, 1, one.start, one.end)
            title, body = f" {one.title_terms} ", f" {one.body_terms} "
            hits.append(
                Hit(passage, 1.0 / (1 + rank / 4), match(weighed, title, body), None, title, body, made.sentences)
            )
    return Found(tuple(hits), weighed)
