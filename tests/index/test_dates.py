"""How much the age of an article counts, and how near it is to the time asked about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from index.dates import FLOOR, date_weight, recency
from index.windows import Window, window_of

ASKED = datetime(2026, 11, 23, 12, tzinfo=UTC)


def aged(**age: float) -> float:
    return recency((ASKED - timedelta(**age)).timestamp(), ASKED)


def test_newer_counts_more_and_nothing_counts_less_than_the_floor() -> None:
    shares = [aged(days=days) for days in (0, 1, 30, 365, 3650, 36500)]

    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert FLOOR <= shares[-1] < FLOOR + 0.001


def test_an_article_dated_after_the_question_counts_as_new() -> None:
    assert aged(days=-1) == aged(days=-365) == 1


def test_one_dated_years_after_the_question_fades_like_one_of_years_before() -> None:
    assert aged(days=-365 - 30) == aged(days=30)
    assert FLOOR <= aged(days=-36500) < FLOOR + 0.001


def test_an_undated_article_counts_as_old() -> None:
    assert recency(None, ASKED) == FLOOR


def test_an_article_of_before_1970_has_an_age_too() -> None:
    assert FLOOR <= recency(-1e9, ASKED) < FLOOR + 0.001


def test_the_zone_in_which_was_asked_makes_no_difference() -> None:
    seoul = ASKED.astimezone(timezone(timedelta(hours=9)))

    assert recency(1e9, seoul) == recency(1e9, ASKED)


def weighed(day: str, question: str, asked: datetime = ASKED) -> float:
    return date_weight(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp(), asked, window_of(question, asked))


def test_without_a_time_in_the_question_only_the_age_counts() -> None:
    assert weighed("2026-10-01", "Who won?") == recency(datetime(2026, 10, 1, 12, tzinfo=UTC).timestamp(), ASKED)


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [
        ("Who won last week?", "2026-11-17", "2026-11-23"),
        ("Who won last month?", "2026-10-15", "2026-11-22"),
        ("Who won in 2020?", "2020-02-01", "2026-11-22"),
        ("Who has won since March?", "2026-03-02", "2026-02-01"),
        ("What did she promise before the vote on 3 May?", "2026-05-01", "2026-05-20"),
        ("지난달에 누가 이겼나요?", "2026-10-15", "2026-11-22"),
        ("2020년에 누가 이겼나요?", "2020-02-01", "2026-11-22"),
        ("3월부터 5월까지 누가 이겼나요?", "2026-04-01", "2026-11-22"),
    ],
)
def test_what_was_published_in_the_time_asked_about_counts_more_than_what_is_newer(
    question: str, inside: str, outside: str
) -> None:
    assert weighed(inside, question) > weighed(outside, question)


def test_the_days_right_after_a_day_still_tell_its_news() -> None:
    days = [weighed(day, "Who won on 3 May?") for day in ("2026-05-03", "2026-05-05", "2026-05-12", "2026-08-01")]

    assert days[0] > 0.98
    assert days[1] > 0.98
    assert days[1] > days[2] > days[3]


def test_a_window_weighs_and_never_cuts() -> None:
    for day in ("1953-07-27", "2026-11-22", "2030-01-01"):
        assert FLOOR <= weighed(day, "Who won in 2020?") <= 1
    assert date_weight(None, ASKED, window_of("Who won in 2020?", ASKED)) == FLOOR


def test_where_nothing_was_published_in_the_time_asked_about_the_newest_counts_most() -> None:
    assert weighed("2026-11-22", "Who won in 1953?") > weighed("2026-06-01", "Who won in 1953?")


def test_dates_that_were_chosen_cut_so_inside_of_them_the_age_counts() -> None:
    chosen = Window(ASKED - timedelta(days=900), None, cuts=True)
    old = ASKED - timedelta(days=800)

    assert date_weight(old.timestamp(), ASKED, chosen) == recency(old.timestamp(), ASKED)
