"""The set other_words is what it says: few shared words, other languages, answers that stand in the articles."""

from __future__ import annotations

from collections import Counter
from statistics import mean
from typing import Any

import pytest

from bot.evaluation.figures import holds
from index.language import language_of, language_of_question
from index.sentences import sentences
from index.split import split
from index.terms import content_terms, terms
from tests.benchmarks.question_sets import OTHER_WORDS, rows_of

Row = dict[str, Any]
ARTICLES = {row["id"]: row for row in rows_of(OTHER_WORDS, "corpus")}
QUESTIONS = rows_of(OTHER_WORDS, "queries")


def of_kind(kind: str) -> list[Row]:
    return [row for row in QUESTIONS if row["kind"] == kind]


def shared(question: Row) -> float:
    """The share of the question's words that the passage of its article that has most of them has."""
    article = ARTICLES[question["relevant"][0]]
    spans = split(article["text"], sentences(article["text"], article["language"]))
    passages = (article["text"][start:end] for start, end in spans)
    wanted = content_terms(question["question"])
    return max(len(set(wanted) & set(terms(f"{article['title']}\n{one}"))) for one in passages) / len(wanted)


def test_articles_and_questions_have_an_id_of_their_own() -> None:
    assert len(ARTICLES) == len(rows_of(OTHER_WORDS, "corpus")) >= 70
    assert len({row["id"] for row in QUESTIONS}) == len(QUESTIONS)


def test_there_are_enough_questions_of_every_kind_and_language() -> None:
    found = Counter((row["kind"], row["language"]) for row in QUESTIONS)

    assert found["paraphrase", "en"] >= 25
    assert found["paraphrase", "ko"] >= 25
    assert found["cross-language", "en"] >= 15
    assert found["cross-language", "ko"] >= 15
    assert len(of_kind("unanswerable")) >= 15


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_an_article_is_in_its_language_and_its_outlet_is_invented(article: Row) -> None:
    assert language_of(article["text"]) == article["language"]
    assert ".example/2026/" in article["url"]
    assert article["published"].startswith("2026-")


def test_every_answer_stands_in_the_article() -> None:
    for row in QUESTIONS:
        texts = [ARTICLES[id]["text"] for id in row["relevant"]]

        assert row["answerable"] == bool(texts) == bool(row["answers"])
        assert all(holds(answer, text) for answer in row["answers"] for text in texts), row["id"]


def test_nobody_asks_before_the_article_is_published() -> None:
    assert all(ARTICLES[id]["published"] < row["asked"] for row in QUESTIONS for id in row["relevant"])


def test_paraphrases_share_few_words_with_their_article() -> None:
    shares = {row["id"]: shared(row) for row in of_kind("paraphrase")}

    assert max(shares.values()) <= 0.25, max(shares, key=shares.__getitem__)
    assert mean(shares.values()) < 0.1


def test_paraphrases_are_in_the_language_of_their_article_and_the_others_are_not() -> None:
    for row in QUESTIONS:
        assert language_of_question(row["question"]) == row["language"]
        for id in row["relevant"]:
            assert (ARTICLES[id]["language"] == row["language"]) == (row["kind"] == "paraphrase")
