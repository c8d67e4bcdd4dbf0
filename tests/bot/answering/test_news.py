"""Which questions ask for news rather than for a fact."""

from __future__ import annotations

import time

import pytest

from bot.answering.news import news_topic
from index.query import Query
from tests.library import NOW

ANYTHING = [
    "What's new?",
    "What’s new today?",
    "any news?",
    "latest news",
    "news summary",
    "Summarise this week's news",
    "Can you summarize the news of last month, please?",
    "What happened today?",
    "What happened this week?",
    "What has happened since Monday?",
    "What's in the news?",
    "Give me the latest headlines",
    "What did I miss?",
    "Last week's headlines",
    "News from yesterday",
    "any news pls 🙏🏽",
    "뉴스 ㅋㅋㅋ",
    "오늘 속보 있어? 😮",
    "뉴스 요약",
    "새 소식 있어?",
    "오늘 뉴스",
    "오늘의 주요 뉴스 알려줘",
    "이번 주 무슨 일 있었어?",
    "어제 무슨 일이 있었나요?",
    "지난주 소식 정리해 주세요",
    "최신 뉴스 보여줘",
    "뭐 새로운 거 있어?",
]
OF_SOMETHING = [
    ("Anything about the ferry this week?", "the ferry"),
    ("Any news on the Cutler Bridge?", "the cutler bridge"),
    ("What's the latest on the ferry?", "the ferry"),
    ("Is there any news about otters since March?", "otters"),
    ("Latest ferry news", "ferry"),
    ("latest on the ferry", "the ferry"),
    ("What's new with the bakery?", "the bakery"),
    ("Summarise last month's news on the flood", "the flood"),
    ("등불 축제 관련 새 소식 있어?", "등불 축제"),
    ("이번 주 여객선 소식", "여객선"),
    ("지난주 누리포 등불 축제에 대한 뉴스 있나요?", "누리포 등불 축제"),
    ("여객선 소식 알려줘", "여객선"),
]
FACTS = [
    "What happened in 1953?",
    "What happened on 3 May?",
    "What happened to the ferry last week?",
    "What is the latest iPhone called?",
    "How many stories does the tower have?",
    "Who said there is no news?",
    "What new rules did the council adopt?",
    "Is there anything in the box?",
    "How much news does he read?",
    "What are the main articles of the treaty about?",
    "누가 가짜 뉴스를 퍼뜨렸나요?",
    "뉴스 앵커는 누구입니까?",
    "여객선에 무슨 일이 있었나요?",
    "소식을 전한 기자는 누구인가요?",
    "",
    "?!",
]


@pytest.mark.parametrize("question", ANYTHING)
def test_news_of_anything_is_asked_for(question: str) -> None:
    assert news_topic(Query(question, NOW)) == ""


@pytest.mark.parametrize(("question", "topic"), OF_SOMETHING)
def test_news_of_something_is_asked_for(question: str, topic: str) -> None:
    assert news_topic(Query(question, NOW)) == topic


@pytest.mark.parametrize("question", FACTS)
def test_a_fact_is_asked_for(question: str) -> None:
    assert news_topic(Query(question, NOW)) is None


@pytest.mark.parametrize("words", ["please ", "any ", "news ", "뉴스 ", "좀 있어 ", "what's new with ", "latest a "])
def test_repeated_words_take_no_time(words: str) -> None:
    began = time.perf_counter()

    for count in (10, 20, 25, 1000):
        news_topic(Query(words * count + "x", NOW))

    assert time.perf_counter() - began < 1
