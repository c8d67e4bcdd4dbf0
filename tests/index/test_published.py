"""Reading the many ways in which a date is written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from index.published import parse_published


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T18:00:00+09:00", "2026-11-23T09:00:00+00:00"),
        ("2026-11-23T18:00:00Z", "2026-11-23T18:00:00+00:00"),
        ("2026-11-23 18:00", "2026-11-23T18:00:00+00:00"),
        ("Mon, 23 Nov 2026 18:00:00 GMT", "2026-11-23T18:00:00+00:00"),
        ("Mon, 23 Nov 2026 18:00:00 GMT+0900", "2026-11-23T09:00:00+00:00"),
        ("November 23, 2026", "2026-11-23"),
        ("23 Nov 2026 6:05 PM EST", "2026-11-23T23:05:00+00:00"),
        ("2026. 11. 23.", "2026-11-23"),
        ("2026년 11월 23일", "2026-11-23"),
        ("입력 2026.11.23 오후 6:05", "2026-11-23T18:05:00+00:00"),
        ("2026.11.23. 오전 9:05", "2026-11-23T09:05:00+00:00"),
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str, read: str) -> None:
    assert str(parse_published(text)) == read


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026", "November 2026", "2026-13-01", "2026-02-30", "18:00", "9" * 40]
)
def test_what_names_no_full_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_published(text)


def test_a_day_is_a_day_and_lies_inside_it_in_almost_every_zone() -> None:
    found = parse_published(date(2026, 11, 23))

    assert found.day_only
    assert {found.at.astimezone(timezone(timedelta(hours=hours))).day for hours in (-11, 0, 11)} == {23}


def test_a_moment_is_kept_in_utc_to_the_second() -> None:
    seoul = datetime(2026, 11, 23, 0, 30, 15, 999, timezone(timedelta(hours=9)))

    found = parse_published(seoul, guessed=True)

    assert found.at == datetime(2026, 11, 22, 15, 30, 15, tzinfo=UTC)
    assert found.guessed
    assert not found.day_only


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        parse_published(text)
