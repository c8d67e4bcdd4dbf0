"""Passages as they are stored: their terms, and those of their sentences."""

from __future__ import annotations

import pytest

from index.article import Article
from index.ingest import passages_of
from index.sentences import sentences, unpacked
from index.terms import terms
from tests.texts import a_text


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_sentence_is_in_one_passage_with_its_terms(seed: int, language: str) -> None:
    article = Article("a", a_text(seed), language=language)
    read = []
    for passage in passages_of(article):
        for one in unpacked(passage.sentences):
            inside = article.text[one.start : min(one.end, passage.end)]
            assert passage.body_terms.split()[one.first : one.last] == terms(inside)
            read.append((one.start, one.end))

    assert read == sentences(article.text, language)


def test_a_sentence_longer_than_a_passage_is_known_whole_where_it_begins() -> None:
    article = Article("a", "One. " + "word " * 500 + "end. Two.")
    first, second, *_, last = passages_of(article)

    assert [unpacked(one.sentences)[0][:2] for one in (first, second, last)] == [(0, 4), (5, 2509), (2510, 2514)]
    assert last.body_terms.split()[-1] == "two"
