"""Answers made of quotes: which sentences are chosen, and in which order."""

from __future__ import annotations

import pytest

from bot.answering.candidates import candidates
from bot.answering.extract import LONGEST_QUOTE, STATEMENTS, WORDS, extract
from tests.bot.answering.found import found
from tests.library import BRIDGE, FERRY, LANTERNS, an_article
from tests.texts import a_text

SOLD = "How much was the harbour ferry sold for?"
LEANING = "Captain Ona Brisk bought the harbour ferry. She paid 4,200 crowns for it. The weather was fine that day."


def quotes(question: str, *texts: str) -> list[str]:
    articles = (an_article(str(number), text) for number, text in enumerate(texts))
    return [citation.quote for citation in extract(candidates(question, found(question, *articles)), question)]


def test_the_sentence_that_holds_the_question_is_quoted() -> None:
    assert quotes(SOLD, FERRY, BRIDGE)[0] == "The harbour ferry was sold for 4,200 crowns on Tuesday."


def test_a_sentence_that_leans_back_brings_the_one_before_it() -> None:
    [quote, *_] = quotes("How many crowns did she pay?", LEANING)

    assert quote == "Captain Ona Brisk bought the harbour ferry. She paid 4,200 crowns for it."


def test_a_korean_sentence_is_quoted_whole() -> None:
    assert quotes("누리포 등불 축제에는 몇 명이 다녀갔나요?", LANTERNS)[0].endswith("4만 2천 명이 다녀갔다.")


def test_copies_of_one_text_are_quoted_once() -> None:
    assert quotes(SOLD, FERRY, FERRY.upper(), FERRY) == quotes(SOLD, FERRY)


def test_two_articles_that_say_the_same_in_other_words_are_quoted_once() -> None:
    assert len(quotes(SOLD, FERRY, "On Tuesday the harbour ferry was sold for 4,200 crowns, they say.")) == 1


def test_different_statements_are_numbered_from_one_the_likeliest_first() -> None:
    second = "The harbour ferry was sold for 900 crowns in the year it was built, says the museum's oldest book."
    articles = [an_article("first", FERRY), an_article("second", second)]

    citations = extract(candidates(SOLD, found(SOLD, *articles)), SOLD)

    assert [citation.number for citation in citations] == list(range(1, len(citations) + 1))
    assert [citation.article.id for citation in citations] == ["first", "second"]


def test_an_answer_stays_short() -> None:
    texts = [f"The harbour ferry number {number} was sold {'very ' * number * 6}cheaply." for number in range(1, 9)]

    chosen = quotes(SOLD, *texts)

    assert 0 < len(chosen) <= STATEMENTS
    assert sum(len(quote.split()) for quote in chosen) <= max(WORDS, LONGEST_QUOTE)


def test_nothing_is_quoted_from_nothing() -> None:
    assert quotes(SOLD) == []
    assert quotes("?!", FERRY) == []


@pytest.mark.parametrize("seed", range(30))
def test_any_text_is_quoted_verbatim_or_not_at_all(seed: int) -> None:
    text = f"{a_text(seed)}\nThe harbour ferry was sold for 4,200 crowns.\n{a_text(seed + 1000)}"

    chosen = quotes(SOLD, text)

    assert all(quote and quote == quote.strip() and quote in text for quote in chosen)


def test_a_sentence_that_leans_on_a_chosen_one_makes_one_quote_with_it() -> None:
    school = "The primary school of Lower Amble has a new roof. It cost 45,000 crowns. Lessons start on Monday."

    assert quotes("What did the roof cost?", school) == [
        "The primary school of Lower Amble has a new roof. It cost 45,000 crowns."
    ]
