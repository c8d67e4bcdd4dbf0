"""The account of a library: what its model took this month, and whether it may be asked any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.account import Account
from bot.answering.model import Tokens
from bot.ledger import Ledger
from bot.spending import Budget, Prices, Spent

PRICES = Prices(read=2.0, written=8.0)
TALK = Tokens(300, 50)
ITS_COST = 0.001


@dataclass
class Clock:
    """Stands at a moment until it is set to another one."""

    at: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def account(tmp_path: Path, clock: Clock) -> Iterator[Account]:
    """Without prices and without a budget."""
    with closing(Ledger(tmp_path / "model.db")) as ledger:
        yield Account(ledger, "harbour", "m", None, Budget(), clock)


def test_without_prices_tokens_alone_are_counted(account: Account) -> None:
    account.spend(TALK)
    account.spend(TALK)

    assert account.months().spent == Spent(TALK + TALK, 0.0)


def test_a_talk_costs_what_the_prices_are_when_it_is_held(account: Account) -> None:
    replace(account, prices=PRICES).spend(TALK)
    replace(account, prices=Prices(read=200.0, written=800.0)).spend(TALK)

    spent = account.months().spent
    assert spent is not None
    assert spent.cost == pytest.approx(ITS_COST + 100 * ITS_COST)


def test_a_talk_that_took_nothing_leaves_no_trace(account: Account) -> None:
    account.spend(Tokens())

    assert account.ledger.rows() == []


def test_without_a_budget_the_model_may_always_be_asked(account: Account) -> None:
    account.spend(Tokens(10**12, 10**12))

    assert account.refused() == ""
    assert account.months().used == 0.0


@pytest.mark.parametrize("budget", [Budget(tokens=700), Budget(money=2 * ITS_COST)])
def test_once_the_budget_is_spent_the_model_is_asked_no_more(account: Account, budget: Budget) -> None:
    limited = replace(account, prices=PRICES, budget=budget)
    refused = [limited.refused()]
    for _ in range(2):
        limited.spend(TALK)
        refused.append(limited.refused())

    assert refused == ["", "", "model-over-budget"]


def test_the_next_month_begins_anew(account: Account, clock: Clock) -> None:
    limited = replace(account, budget=Budget(tokens=350))
    clock.at = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    limited.spend(TALK)
    assert limited.refused() == "model-over-budget"
    assert limited.months().ends == datetime(2026, 12, 1, tzinfo=UTC)

    clock.at = datetime(2026, 12, 1, tzinfo=UTC)

    assert limited.refused() == ""
    months = limited.months()
    assert (months.month, months.spent, months.used) == ("2026-12", Spent(), 0.0)
    assert (months.last_month, months.last_spent) == ("2026-11", Spent(TALK))


def test_each_library_has_a_budget_of_its_own(account: Account) -> None:
    limited = replace(account, budget=Budget(tokens=350))
    limited.spend(TALK)

    assert replace(limited, library="mill").refused() == ""


def test_another_model_spends_of_the_same_budget(account: Account) -> None:
    limited = replace(account, budget=Budget(tokens=350))
    limited.spend(TALK)

    assert replace(limited, model="another").refused() == "model-over-budget"


def test_the_log_hears_once_that_the_budget_is_nearly_spent_and_once_that_it_is(
    account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    limited = replace(account, budget=Budget(tokens=1000))
    for _ in range(12):
        limited.spend(Tokens(90, 10))

    assert [record.getMessage() for record in caplog.records] == [
        "80% of the budget of the library 'harbour' are spent",
        "the budget of the library 'harbour' is spent: answers are made of quotes",
    ]


def test_what_cannot_be_counted_is_not_spent_under_a_budget(account: Account, tmp_path: Path) -> None:
    (tmp_path / "model.db").write_bytes(b"no ledger" * 100)

    assert account.refused() == ""
    assert replace(account, budget=Budget(tokens=1000)).refused() == "model-uncounted"
    assert account.months().spent is None


def test_a_ledger_that_cannot_be_written_for_a_while_stretches_no_budget(account: Account, tmp_path: Path) -> None:
    limited = replace(account, budget=Budget(tokens=700))
    limited.spend(TALK)
    with closing(sqlite3.connect(tmp_path / "model.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        limited.spend(TALK)

        assert limited.refused() == "model-over-budget"
