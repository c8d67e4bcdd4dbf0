"""How much the age of an article counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from index.dates import FLOOR, recency

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
