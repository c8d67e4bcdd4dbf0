"""News in short, from real libraries: the newest leads, each cited, copies folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.answering.cite import as_statement
from bot.answering.digest import LONGEST, STATEMENTS
from bot.answering.model import Abstention, Answer, ranked_articles
from index.library import Library
from index.query import Filter
from tests.library import BAKERY, BRIDGE, FERRY, LANTERNS, LIBRARY_KOREAN, NOW, OTHERS, Place, add, an_article, ask
from tests.texts import a_text

BAKERY_LEAD = "The bakery in Linden Street won the rye prize again. Its oven is older than the town hall clock."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Place(tmp_path / "data").open() as library:
        yield library


@pytest.fixture
def news(library: Library) -> Library:
    """Three articles of this week (a Monday), three of last week, and one without a date."""
    add(
        library,
        an_article("ferry", FERRY, "2026-11-23T09:00:00+00:00"),
        an_article("ferry copy", FERRY, "2026-11-23T10:00:00+00:00"),
        an_article("library", LIBRARY_KOREAN, "2026-11-23T08:00:00+00:00", "ko"),
        an_article("bridge", BRIDGE, "2026-11-18"),
        an_article("lanterns", LANTERNS, "2026-11-17", "ko"),
        an_article("storm", OTHERS[0], "2026-11-16"),
        an_article("undated", OTHERS[1]),
    )
    return library


def cited(outcome: Answer | Abstention) -> list[str]:
    return [one.article.id for one in outcome.citations] if isinstance(outcome, Answer) else []


def is_sound(outcome: Answer | Abstention) -> bool:
    """Every statement has its citation and stands in its quote, and every quote in its article."""
    assert isinstance(outcome, Answer)
    assert re.findall(r"\[(\d+)\]", outcome.text) == [str(one.number) for one in outcome.citations]
    for statement in outcome.statements:
        [number] = statement.citations
        quote = outcome.citations[number - 1].quote
        assert statement.text == as_statement(quote)
        assert len(quote.split()) <= LONGEST
    return 0 < len(outcome.statements) <= STATEMENTS


@pytest.mark.parametrize("question", ["What's new?", "news summary", "뉴스 요약", "새 소식 있어?"])
def test_the_newest_leads_come_first_and_copies_are_told_once(news: Library, question: str) -> None:
    outcome = ask(news, question)

    assert cited(outcome) == ["ferry copy", "library", "bridge", "lanterns", "storm"]
    assert is_sound(outcome)
    assert [article.id for article, _ in ranked_articles(outcome)][:3] == ["ferry copy", "ferry", "library"]


def test_a_story_that_another_outlet_edited_is_told_once(library: Library) -> None:
    story = f"{OTHERS[0]} {OTHERS[1]} {OTHERS[2]} {BAKERY}"
    edited = f"WEXLEY, Norland (AP) — {story.replace('storm', 'gale')}"
    add(library, an_article("story", story, "2026-11-22"), an_article("edited", edited, "2026-11-21", title="Gale"))
    add(library, an_article("ferry", FERRY, "2026-11-20"))

    outcome = ask(library, "What's new?")

    assert cited(outcome) == ["story", "ferry"]
    assert isinstance(outcome, Answer)
    assert [one.elsewhere for one in outcome.citations] == [("Gale",), ()]


@pytest.mark.parametrize(
    "question", ["What happened this week?", "Any news today?", "이번 주 무슨 일 있었어?", "오늘 뉴스"]
)
def test_only_the_time_that_is_named_is_told_of(news: Library, question: str) -> None:
    outcome = ask(news, question)

    assert cited(outcome) == ["ferry copy", "library"]
    assert is_sound(outcome)


@pytest.mark.parametrize("question", ["What happened last week?", "지난주 뉴스 요약해 줘"])
def test_last_week_s_news(news: Library, question: str) -> None:
    assert cited(ask(news, question)) == ["bridge", "lanterns", "storm"]


@pytest.mark.parametrize("question", ["What happened last month?", "지난달 소식"])
def test_a_time_without_news_is_an_abstention_with_the_newest_articles(news: Library, question: str) -> None:
    outcome = ask(news, question)

    assert isinstance(outcome, Abstention)
    assert outcome.confidence < 0.4
    assert ranked_articles(outcome)[0][0].id == "ferry copy"


@pytest.mark.parametrize("question", ["What's new?", "뉴스 요약", "Any news on the ferry?"])
def test_an_empty_library_has_no_news(library: Library, question: str) -> None:
    outcome = ask(library, question)

    assert isinstance(outcome, Abstention)
    assert (outcome.confidence, outcome.hits) == (0.0, ())


def test_a_library_without_dates_has_news_but_none_of_this_week(library: Library) -> None:
    add(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))

    assert cited(ask(library, "What's new?")) == ["ferry", "bridge"]
    assert isinstance(ask(library, "What's new this week?"), Abstention)


def test_what_is_dated_after_the_question_is_told_only_where_there_is_nothing_else(library: Library) -> None:
    add(library, an_article("bridge", BRIDGE, "2026-12-24"))
    assert cited(ask(library, "What's new?")) == ["bridge"]

    add(library, an_article("ferry", FERRY, "2026-11-01"))
    assert cited(ask(library, "What's new?")) == ["ferry"]


def test_an_article_of_the_day_on_which_was_asked_is_news_at_midnight_in_seoul(library: Library) -> None:
    add(library, an_article("ferry", FERRY, "2026-11-25"))

    asked = datetime(2026, 11, 25, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))

    assert cited(ask(library, "오늘 뉴스", asked)) == ["ferry"]
    assert cited(ask(library, "What's new?", asked)) == ["ferry"]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("Anything about the ferry this week?", ["ferry copy"]),
        ("Any news on the Cutler Bridge?", ["bridge"]),
        ("등불 축제 관련 새 소식 있어?", ["lanterns"]),
        ("이번 주 달빛시 도서관 소식", ["library"]),
        ("Anything about the Cutler Bridge this week?", []),
        ("이번 주 등불 축제 소식 있어?", []),
        ("Any news about penguins?", []),
        ("펭귄 소식 있어?", []),
    ],
)
def test_news_of_something_is_about_it_and_of_the_time_that_is_named(
    news: Library, question: str, ids: list[str]
) -> None:
    assert cited(ask(news, question)) == ids


def test_news_of_something_that_is_older_than_was_asked_is_shown_as_nearest(news: Library) -> None:
    outcome = ask(news, "Anything about the Cutler Bridge this week?")

    assert isinstance(outcome, Abstention)
    assert ranked_articles(outcome)[0][0].id == "bridge"


def test_news_of_something_is_the_newest_even_among_much_that_is_older(library: Library) -> None:
    old = NOW - timedelta(days=900)
    add(
        library,
        *(
            an_article(f"old {n}", f"Otters, otters! The otters of mill {n} swim. {a_text(n)}", str(old))
            for n in range(200)
        ),
    )
    add(library, an_article("new", f"{OTHERS[4]} {OTHERS[2]}", "2026-11-22"))

    assert cited(ask(library, "Any news about otters?"))[0] == "new"


def test_what_only_mentions_something_is_no_news_of_it_beside_what_is_about_it(library: Library) -> None:
    aside = f"{BAKERY} {OTHERS[0]} {OTHERS[1]} {OTHERS[2]} {OTHERS[3]} The baker came by ferry."
    add(library, an_article("aside", aside, "2026-11-22"), an_article("ferry", FERRY, "2026-11-01"))

    assert cited(ask(library, "Any news on the ferry?")) == ["ferry"]


def test_dates_that_are_chosen_cut(news: Library) -> None:
    chosen = Filter(until=datetime(2026, 11, 18, tzinfo=UTC))

    assert cited(ask(news, "What's new?", chosen=chosen)) == ["lanterns", "storm"]


def test_a_lead_is_neither_the_title_nor_a_byline_nor_too_long(library: Library) -> None:
    long = f"The mayor {'very ' * 80}slowly opened the fair."
    text = f"Rye prize\n\nBy Ona Brisk\n\n{long} {BAKERY}"
    add(library, an_article("bakery", text, "2026-11-22", title="Rye prize"))

    outcome = ask(library, "What's new?")

    assert isinstance(outcome, Answer)
    assert [one.quote for one in outcome.citations] == [BAKERY_LEAD[: BAKERY_LEAD.index(" Its")]]


def test_a_short_lead_takes_the_next_sentence_along(library: Library) -> None:
    add(
        library,
        an_article("ferry", "The ferry has gone. Captain Ona Brisk took it to Tollmere on Sunday.", "2026-11-22"),
    )

    outcome = ask(library, "What's new?")

    assert isinstance(outcome, Answer)
    assert outcome.citations[0].quote.endswith("on Sunday.")


@pytest.mark.parametrize("seed", range(20))
def test_any_text_is_told_verbatim_or_not_at_all(library: Library, seed: int) -> None:
    add(library, *(an_article(str(n), a_text(seed * 10 + n), f"2026-11-{10 + n}") for n in range(5)))

    outcome = ask(library, "What's new?")

    assert isinstance(outcome, Abstention) or is_sound(outcome)
