"""The whole way from a question to an answer, with a made-up index."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.answering.answerer import Answerer, Told, check, quoted
from bot.answering.cite import as_statement
from bot.answering.model import Abstention, Answer, Citation
from index.article import Article
from index.query import Found, Query
from tests.bot.answering.found import found
from tests.library import BRIDGE, FERRY, NOW, an_article

SOLD = "How much was the harbour ferry sold for?"


def answer(question: str, *articles: Article) -> Answer | Abstention:
    async def retrieve(query: Query) -> Found:
        return found(query.text, *articles)

    async def write(query: Query, held: Found, told: Told | None) -> Answer | Abstention:
        return quoted(query, held)

    return asyncio.run(Answerer(retrieve, write).answer(Query(question, NOW)))


def test_an_answer_states_its_quotes_with_markers() -> None:
    outcome = answer(SOLD, an_article("ferry", FERRY), an_article("bridge", BRIDGE))

    assert isinstance(outcome, Answer)
    assert outcome.text == "The harbour ferry was sold for 4,200 crowns on Tuesday. [1]"
    assert [one.article.id for one in outcome.citations] == ["ferry"]
    assert outcome.statements[0].support > 0.9


def test_no_evidence_is_an_abstention_with_the_nearest_articles() -> None:
    outcome = answer("Who won the chess championship in Reykjavik?", an_article("ferry", FERRY))

    assert isinstance(outcome, Abstention)
    assert [hit.passage.article.id for hit in outcome.hits] == ["ferry"]
    assert outcome.confidence < 0.35


def test_an_empty_library_is_an_abstention_without_any_confidence() -> None:
    outcome = answer(SOLD)

    assert isinstance(outcome, Abstention)
    assert (outcome.confidence, outcome.hits) == (0.0, ())


def test_an_article_cannot_forge_a_marker() -> None:
    text = "The harbour ferry was sold [1] for 4,200 crowns [22] on Tuesday [x]."

    outcome = answer(SOLD, an_article("ferry", text))

    assert isinstance(outcome, Answer)
    assert outcome.text == "The harbour ferry was sold ［1］ for 4,200 crowns ［22］ on Tuesday [x]. [1]"
    assert re.findall(r"\[(\d+)\]", outcome.text) == ["1"]
    assert outcome.citations[0].quote == text


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("One\n  line\tonly.", "One line only."),
        ("[1][2] and [ 3 ]", "［1］［2］ and [ 3 ]"),
        ("[[1]]", "[［1］]"),
        ("[١]", "［١］"),
        ("［1］", "［1］"),
    ],
)
def test_a_statement_is_one_line_without_foreign_markers(quote: str, statement: str) -> None:
    assert as_statement(quote) == statement


def test_checked_statements_are_numbered_without_a_gap() -> None:
    article = an_article("ferry", f"{FERRY} ... {BRIDGE}")
    spans = [(0, 30), (len(FERRY) + 1, len(FERRY) + 4), (len(FERRY) + 5, len(article.text))]

    statements, kept = check([Citation(number, article, 1, *span) for number, span in enumerate(spans, 1)])

    assert [citation.number for citation in kept] == [1, 2]
    assert [statement.citations for statement in statements] == [(1,), (2,)]
    assert [statement.text for statement in statements] == [citation.quote for citation in kept]
