"""What tokens cost, how much of a budget they are, and when a month begins and ends."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.answering.model import Tokens
from bot.spending import Budget, Prices, Spent, beginning_of, end_of, month_before, month_of, percent


def test_prices_are_for_a_million_tokens() -> None:
    assert Prices(read=2.0, written=8.0).of(Tokens(500_000, 250_000)) == 3.0


def test_a_budget_is_money_or_tokens_or_none() -> None:
    spent = Spent(Tokens(600, 200), cost=3.0)

    assert Budget(money=4.0).used(spent) == 0.75
    assert Budget(tokens=1000).used(spent) == 0.8
    assert Budget().used(spent) == 0.0
    assert [bool(one) for one in (Budget(money=4.0), Budget(tokens=1000), Budget())] == [True, True, False]


@pytest.mark.parametrize(("share", "whole"), [(0.0, 0), (0.29, 29), (0.7999, 79), (0.9999, 99), (1.0, 100), (1.2, 120)])
def test_only_a_budget_that_is_spent_is_used_to_100_percent(share: float, whole: int) -> None:
    assert percent(share) == whole


def test_a_month_is_that_of_greenwich() -> None:
    in_seoul = datetime(2026, 12, 1, 8, 59, tzinfo=ZoneInfo("Asia/Seoul"))

    assert month_of(in_seoul) == "2026-11"
    assert month_of(in_seoul.replace(hour=9)) == "2026-12"


@pytest.mark.parametrize(
    ("month", "before", "after"), [("2026-01", "2025-12", "2026-02"), ("2024-12", "2024-11", "2025-01")]
)
def test_months_follow_one_another(month: str, before: str, after: str) -> None:
    assert month_before(month) == before
    assert end_of(month) == beginning_of(after)
    assert beginning_of("2026-02") == datetime(2026, 2, 1, tzinfo=UTC)
