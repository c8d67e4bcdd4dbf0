"""Answers in another language than their articles: the quote stays as it is, beside a translation that is checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from langchain_core.messages import BaseMessage

from bot.answering.model import Answer
from tests.bot.answering.asking_a_model import BUYER, texts, with_key, written
from tests.library import FERRY, LANTERNS, an_article

pytestmark = pytest.mark.asyncio
VISITED = "How many people visited the Nuripo lantern festival?"
LANTERN = [an_article("lanterns", LANTERNS, "2026-11-02", "ko", "등불 축제")]
PEOPLE = "About 42,000 people visited the Nuripo lantern festival in three days."
QUOTE = "누리포 등불 축제에 사흘간 4만 2천 명이 다녀갔다."
WRONG = "90,000 people visited the Nuripo lantern festival."
TRANSLATION = "42,000 people visited the Nuripo lantern festival over three days."


async def answered(statement: str, translation: str, *more: str) -> Answer:
    outcome = await written(with_key(statement), translation, *more, "[NONE]", question=VISITED, articles=LANTERN)
    assert isinstance(outcome, Answer)
    return outcome


async def test_a_foreign_article_s_quote_stays_verbatim_beside_its_translation() -> None:
    answer = await answered(PEOPLE, f"1 | 1 | {TRANSLATION}")

    assert texts(answer) == [PEOPLE]
    [cited] = answer.citations
    assert cited.quote == QUOTE
    assert cited.translation == TRANSLATION


async def test_an_english_article_answers_a_korean_question() -> None:
    statement = "오나 브리스크 선장이 톨미어 경매에서 배를 샀다."
    translation = "항구의 배가 화요일에 4,200크라운에 팔렸다. 오나 브리스크 선장이 톨미어의 경매에서 그 배를 샀다."
    ferry = [an_article("ferry", FERRY, "2026-11-20")]

    outcome = await written(
        with_key(statement), f"1 | 1-2 | {translation}", question="항구 나룻배는 누가 샀나요?", articles=ferry
    )

    assert texts(outcome) == [statement]
    assert isinstance(outcome, Answer)
    assert outcome.citations[0].quote == FERRY


@pytest.mark.parametrize(
    ("statement", "translation"),
    [
        (PEOPLE, f"1 | 9 | {TRANSLATION}"),
        (PEOPLE, "1 | 0 |"),
        (PEOPLE, f"1 | 2-1 | {TRANSLATION}"),
        (PEOPLE, "I cannot translate that."),
        (PEOPLE, "1 | 1 | The city doubles the number of its car parks."),
        (WRONG, f"1 | 1 | {WRONG}"),
        (f"{PEOPLE} See www.otters.example.", f"1 | 1 | {TRANSLATION} See www.otters.example."),
    ],
    ids=["no such sentence", "none says it", "backwards", "no line", "another translation", "another number", "a link"],
)
async def test_what_the_translation_does_not_back_is_not_published(statement: str, translation: str) -> None:
    outcome = await written(with_key(statement), translation, "[NONE]", question=VISITED, articles=LANTERN)

    assert not isinstance(outcome, Answer)


async def test_articles_in_the_language_of_the_question_need_no_translation() -> None:
    def refuses(messages: list[BaseMessage]) -> str:
        raise AssertionError("nothing was to be translated")

    later: Callable[[list[BaseMessage]], str] = refuses

    assert texts(await written(with_key(BUYER), later)) == [BUYER]


async def test_a_model_that_chooses_a_language_of_its_own_gets_nothing_translated() -> None:
    german = "Kapitänin Ona Brisk kaufte die Fähre bei einer Auktion in Tollmere."

    outcome = await written(with_key(german, BUYER), f"1 | 1 | {german}", "[NONE]")

    assert texts(outcome) == [BUYER]
