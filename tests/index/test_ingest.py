"""Passages as they are stored: their terms, and those of their sentences."""

from __future__ import annotations

import pytest

from index.article import Article
from index.ingest import derived
from index.sentences import sentences, unpacked
from index.terms import terms
from tests.texts import a_text


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_sentence_is_in_one_passage_with_its_terms(seed: int, language: str) -> None:
    article = Article("a", a_text(seed), language=language)
    made = derived(article)
    read = unpacked(made.sentences)

    assert [(one.start, one.end) for one in read] == sentences(article.text, language)
    for one in read:
        (passage,) = [its for its in made.passages if its.start <= one.start < its.end]
        inside = article.text[one.start : min(one.end, passage.end)]
        assert passage.body_terms.split()[one.first : one.last] == terms(inside)


def test_a_sentence_longer_than_a_passage_is_known_whole_with_the_terms_of_its_first_piece() -> None:
    made = derived(Article("a", "One. " + "word " * 500 + "end. Two."))
    first, second, last = unpacked(made.sentences)

    assert [one[:2] for one in (first, second, last)] == [(0, 4), (5, 2509), (2510, 2514)]
    assert made.passages[1].body_terms.split()[second.first : second.last] == ["word"] * 180
    assert made.passages[-1].body_terms.split()[last.first : last.last] == ["two"]
