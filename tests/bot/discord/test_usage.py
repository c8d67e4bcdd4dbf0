"""What is told of a server's usage: days begin in its time zone, and large numbers are written as its language does."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.discord.records import Allowance, Usage
from bot.discord.told import Told
from bot.discord.usage import Load, beginning, stricter_limit, usage_text
from bot.wording import Audience

NOW = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
LOAD = Load(1200, 3, NOW, Allowance(6, 1000, 0), 12_345_678)


def test_today_begins_at_midnight_where_the_server_is() -> None:
    seoul = NOW.astimezone(ZoneInfo("Asia/Seoul"))

    assert beginning(seoul, 1) == datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert beginning(NOW, 1) == datetime(2026, 11, 23, tzinfo=UTC)
    assert beginning(seoul, 7) == datetime(2026, 11, 16, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_large_numbers_are_grouped(language: str) -> None:
    told = usage_text([(30, Usage(123_456, 100_000, 2_500))], LOAD, Audience(language))

    for number in ("123,456", "100,000", "23,456", "2,500", "1,200", "1,000", "12.3"):
        assert number in told


@pytest.mark.parametrize("typed", ["6", "1", "６"])
def test_a_limit_within_the_operator_s_is_taken(typed: str) -> None:
    assert stricter_limit(typed, 6) == int(typed)
    assert stricter_limit("", 6) == 0


def test_a_looser_limit_is_refused() -> None:
    with pytest.raises(Told, match="limits-bad"):
        stricter_limit("7", 6)
