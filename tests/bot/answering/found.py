"""What the index found, made by hand for the tests of answering."""

from __future__ import annotations

from index.article import Article
from index.passage import Hit, Passage
from index.query import Found
from index.scoring import match, question_terms
from index.split import split
from index.terms import terms


def found(question: str, *articles: Article) -> Found:
    """Hits of all passages of the articles, in the order given, scored by their words."""
    weighed = question_terms(question, {}, 10)
    hits = []
    for rank, article in enumerate(articles):
        for start, end in split(article.text, article.language):
            passage = Passage(article, 1, start, end)
            title, body = (f" {' '.join(terms(words))} " for words in (article.title, passage.text))
            hits.append(Hit(passage, 1.0 / (1 + rank / 4), match(weighed, title, body), None, title + body))
    return Found(tuple(hits), weighed)
