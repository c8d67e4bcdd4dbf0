"""Retrieval in libraries of any size: the right article first, and a refusal where there is none."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answering.model import Abstention, Answer
from index.embed import EmbeddingModel, embedding_model
from index.library import Library
from index.query import Filter, Query
from tests.library import (
    BAKERY,
    BRIDGE,
    FERRY,
    LANTERNS,
    LIBRARY_KOREAN,
    NOW,
    OTHERS,
    Place,
    add,
    add_whole,
    an_article,
    ask,
    found_ids,
    search,
)

ARTICLES = {
    **{"ferry": FERRY, "lanterns": LANTERNS, "bridge": BRIDGE, "library": LIBRARY_KOREAN, "bakery": BAKERY},
    **{f"other {number}": text for number, text in enumerate(OTHERS)},
}
QUESTIONS = {
    "ferry": "How much was the harbour ferry sold for?",
    "bridge": "Why did engineers close the Cutler Bridge?",
    "bakery": "Which bakery won the rye prize?",
    "lanterns": "누리포 등불 축제에는 몇 명이 다녀갔나요?",
    "library": "달빛시 도서관에는 책이 몇 권 있나요?",
}
ABSENT = [
    "Who won the chess championship in Reykjavik?",
    "When does the new tram to the airport open?",
    "서울 지하철 9호선 요금은 얼마나 올랐나요?",
    "남극 기지의 대장은 누구입니까?",
]
ASKED = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def model() -> EmbeddingModel:
    return embedding_model("wordllama")


@pytest.fixture
def library(tmp_path: Path, model: EmbeddingModel) -> Iterator[Library]:
    with Place(tmp_path / "data", model).open() as library:
        yield library


def fill(library: Library, count: int) -> list[str]:
    """Add the first so many articles; their ids."""
    chosen = list(ARTICLES)[:count]
    korean = {"lanterns", "library"}
    add_whole(library, *(an_article(id, ARTICLES[id], language="ko" if id in korean else "en") for id in chosen))
    return chosen


@pytest.mark.parametrize("count", [1, 2, 10])
def test_a_library_of_any_size_ranks_and_answers(library: Library, count: int) -> None:
    for id in fill(library, count):
        if id in QUESTIONS:
            outcome = ask(library, QUESTIONS[id])

            assert found_ids(library, QUESTIONS[id])[0] == id
            assert isinstance(outcome, Answer), id
            assert {citation.article.id for citation in outcome.citations} == {id}


@pytest.mark.parametrize("count", [0, 1, 2, 10])
def test_a_library_of_any_size_refuses_what_it_does_not_hold(library: Library, count: int) -> None:
    present = fill(library, count)

    for question in [*ABSENT, *(QUESTIONS[id] for id in QUESTIONS if id not in present)]:
        assert isinstance(ask(library, question), Abstention), question


@pytest.mark.parametrize("published", ["2026-11-01", "2016-11-01", "1996-11-01", ""])
def test_age_alone_does_not_lower_confidence(library: Library, published: str) -> None:
    add_whole(library, an_article("ferry", FERRY, published))

    old = ask(library, QUESTIONS["ferry"], datetime(2046, 1, 1, tzinfo=UTC))
    add_whole(library, an_article("ferry", FERRY, "2045-12-31"))
    new = ask(library, QUESTIONS["ferry"], datetime(2046, 1, 1, tzinfo=UTC))

    assert isinstance(old, Answer)
    assert old.confidence == new.confidence
    assert old.hits[0].score <= new.hits[0].score


def test_newer_beats_older_at_equal_match(library: Library) -> None:
    for id, published in {"undated": "", "old": "2025-01-01", "new": "2026-11-20", "older": "2019-01-01"}.items():
        add_whole(library, an_article(id, FERRY, published))

    assert found_ids(library, QUESTIONS["ferry"], ASKED) == ["new", "old", "older", "undated"] or found_ids(
        library, QUESTIONS["ferry"], ASKED
    ) == ["new", "old", "undated", "older"]


def test_a_better_match_beats_a_newer_article(library: Library) -> None:
    add_whole(library, an_article("ferry", FERRY, "2026-09-01"), an_article("bridge", BRIDGE, "2026-11-22"))

    assert found_ids(library, QUESTIONS["ferry"], ASKED)[0] == "ferry"


def test_an_article_dated_after_the_question_is_not_cut(library: Library) -> None:
    add_whole(library, an_article("ferry", FERRY, "2026-12-24"))

    assert found_ids(library, QUESTIONS["ferry"], ASKED) == ["ferry"]


def test_a_filter_holds_for_words_and_for_vectors(library: Library) -> None:
    add_whole(library, an_article("old", FERRY, "2026-01-01"), an_article("new", FERRY + " Again.", "2026-11-01"))
    june = datetime(2026, 6, 1, tzinfo=UTC)

    for chosen, id in [(Filter(since=june), "new"), (Filter(until=june), "old")]:
        hits = search(library, QUESTIONS["ferry"], ASKED, chosen).hits

        assert {hit.passage.article.id for hit in hits} == {id}


def test_hits_come_best_first_from_twenty_articles_at_most(library: Library) -> None:
    add_whole(library, *(an_article(f"ferry {number}", f"{FERRY} Lot {number}.") for number in range(30)))

    hits = search(library, QUESTIONS["ferry"]).hits

    assert len({hit.passage.article.id for hit in hits}) == 20
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_long_article_gives_a_few_passages_with_exact_text(library: Library) -> None:
    text = " ".join(f"The ferry sailed to harbour {number} with {number} goats." for number in range(300))
    add_whole(library, an_article("long", text))

    hits = search(library, "How many goats did the ferry carry to harbour 217?").hits

    assert 1 < len(hits) <= 4
    assert "harbour 217 with 217 goats" in hits[0].passage.text
    assert all(text[hit.passage.start : hit.passage.end] == hit.passage.text for hit in hits)


def test_common_words_still_find_where_there_is_nothing_else(library: Library) -> None:
    add_whole(library, *(an_article(str(number), f"The ferry sailed on day {number}.") for number in range(250)))

    assert len(found_ids(library, "ferry")) == 20


@pytest.mark.parametrize("question", ["", " ", '"', "*", "()", "\0", "😀", "-", "'", "^", "NEAR/9", "::", "a" * 10_000])
def test_a_question_of_nothing_finds_nothing_and_does_not_fail(library: Library, question: str) -> None:
    fill(library, 3)

    outcome = ask(library, question)

    assert outcome.confidence < 0.1
    assert isinstance(outcome, Abstention)


def test_a_korean_question_is_not_swayed_by_vectors_that_do_not_know_korean(library: Library) -> None:
    fill(library, 10)

    hits = search(library, QUESTIONS["lanterns"]).hits

    assert all(hit.similarity is None for hit in hits)
    assert hits[0].passage.article.id == "lanterns"


SAID = "The harbour ferry was painted on Tuesday, the council of Tollmere said."


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What happened to the harbour ferry last month?", "october"),
        ("What happened to the harbour ferry in 2020?", "2020"),
        ("What happened to the harbour ferry before the vote on 1 June 2021?", "2020"),
        ("What happened to the harbour ferry?", "today"),
        ("What happened to the harbour ferry yesterday?", "today"),
    ],
)
def test_the_article_of_the_time_asked_about_comes_first(library: Library, question: str, first: str) -> None:
    dates = {"2020": "2020-06-05", "october": "2026-10-12", "today": "2026-11-23", "undated": ""}
    add_whole(library, *(an_article(id, SAID, day) for id, day in dates.items()))

    found = found_ids(library, question, ASKED)

    assert found[0] == first
    assert set(found) == set(dates)


@pytest.mark.parametrize(
    ("question", "first"), [("지난달 등불 축제는 어땠나요?", "october"), ("2020년에 등불 축제는 어땠나요?", "2020")]
)
def test_the_article_of_the_time_asked_about_in_korean_comes_first(library: Library, question: str, first: str) -> None:
    dates = {"2020": "2020-06-05", "october": "2026-10-12", "today": "2026-11-23"}
    add_whole(library, *(an_article(id, LANTERNS, day, "ko") for id, day in dates.items()))

    assert found_ids(library, question, ASKED)[0] == first


def test_old_news_about_an_old_event_is_answered_with_its_date(library: Library) -> None:
    war = (
        "The armistice of 1953 was signed at Panmunjom on 27 July, and the fighting on the peninsula ended that night."
    )
    add_whole(library, an_article("armistice", war, "1953-07-28"), an_article("ferry", FERRY, "2026-11-22"))

    for question in ("When was the 1953 armistice signed at Panmunjom?", "Where was the armistice signed in 1953?"):
        answer = ask(library, question, ASKED)

        assert isinstance(answer, Answer)
        assert str(answer.citations[0].article.published) == "1953-07-28"


def test_the_time_asked_about_has_no_say_in_whether_to_answer(library: Library) -> None:
    fill(library, 10)

    times = ("", " last week", " today")

    sure = {ask(library, f"How much did the harbour ferry cost{time}?").confidence for time in times}

    assert len(sure) == 1


def test_words_that_hang_on_when_was_asked_are_not_looked_for(library: Library) -> None:
    fill(library, 10)

    asked_so = ask(library, f"지지난주 {QUESTIONS['lanterns']}")

    assert asked_so.confidence == ask(library, QUESTIONS["lanterns"]).confidence


@pytest.mark.parametrize("question", QUESTIONS.values())
def test_what_nobody_sees_in_a_question_makes_no_difference(library: Library, question: str) -> None:
    fill(library, 10)

    asked_so = ask(library, "\ufeff" + unicodedata.normalize("NFD", question[:3] + "\u200b" + question[3:]))

    assert asked_so.confidence == pytest.approx(ask(library, question).confidence, abs=0.01)


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("Hi! Who bought the ferry? Thanks!", "Who bought the ferry?"),
        ("hey bot, who bought the ferry pls", "who bought the ferry"),
        ("Who bought the ferry? https://example.org/ferry", "Who bought the ferry?"),
        ("안녕하세요, 누가 여객선을 샀는지 알려주세요. 감사합니다!", "누가 여객선을 샀는지 ."),
        ("누가 샀어? ㅋㅋㅋ", "누가 샀어?"),
        ("Did the mayor say thank you?", "Did the mayor say thank you?"),
        ("안녕 누리포는 무엇인가요?", "안녕 누리포는 무엇인가요?"),
        ("Thanks", "Thanks"),
        ("https://example.org/ferry", "https://example.org/ferry"),
    ],
)
def test_courtesies_around_a_question_are_not_looked_for(said: str, topic: str) -> None:
    assert " ".join(Query(said, NOW).topic.split()) == topic


def test_a_filter_that_lets_almost_everything_through_does_not_slow_full_text_down(library: Library) -> None:
    add(
        library,
        *(
            an_article(str(number), f"{FERRY} Lot {number}. {OTHERS[number % 5]}", "2026-11-01")
            for number in range(3000)
        ),
    )
    chosen = Filter(since=datetime(2000, 1, 1, tzinfo=UTC))
    began = time.perf_counter()

    search(library, QUESTIONS["ferry"], ASKED, chosen)

    assert time.perf_counter() - began < 2
