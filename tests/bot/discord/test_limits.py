"""How much may be asked at a time; a minute passes as the test wants."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.discord.limits import DAY, HOUR, MOST_COUNTED, Limits
from bot.discord.records import Allowance
from bot.discord.told import Told


class Minute:
    """A clock that stands still between two questions."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Minute:
    made = Minute()
    monkeypatch.setattr(time, "monotonic", made)
    return made


def refused(limits: Limits, user: int = 1, server: int = 9) -> Told:
    with pytest.raises(Told) as told:
        limits.take(user, server)
    return told.value


def test_a_limit_of_nought_is_none() -> None:
    limits = Limits(Allowance(0, 0, 0))

    for _ in range(1000):
        limits.take(1, 9)


def test_a_user_waits_until_the_oldest_question_is_a_minute_old(clock: Minute) -> None:
    limits = Limits(Allowance(2, 0, 0))
    limits.take(1, 9)
    clock.now += 20.5
    limits.take(1, 9)

    told = refused(limits)
    assert (told.name, told.values) == ("too-soon", {"seconds": 40})
    assert "40 s" in told.words("en")
    clock.now += 39.6
    limits.take(1, 9)


def test_one_user_s_questions_count_in_all_servers_together() -> None:
    limits = Limits(Allowance(2, 0, 0))
    limits.take(1, 8)
    limits.take(1, 9)

    assert refused(limits, server=7).name == "too-soon"
    limits.take(2, 9)


def test_a_server_s_questions_count_whoever_asks(clock: Minute) -> None:
    limits = Limits(Allowance(0, 2, 0))
    limits.take(1, 9)
    limits.take(2, 9)

    assert refused(limits, user=3).name == "server-too-soon"
    limits.take(3, 8)
    clock.now += 60
    limits.take(3, 9)


def test_a_refused_question_is_not_counted(clock: Minute) -> None:
    limits = Limits(Allowance(1, 1, 0))
    limits.take(1, 9)
    clock.now += 59
    refused(limits, user=1)
    refused(limits, user=2)
    clock.now += 1

    limits.take(2, 9)


def test_a_full_queue_is_told_with_its_length() -> None:
    limits = Limits(Allowance(0, 0, 2))

    with limits.waiting(9) as first, limits.waiting(9) as second:
        assert (first, second) == (0, 1)
        assert refused(limits).values == {"count": 2}
        limits.take(1, 8)
    limits.take(1, 9)


def test_what_runs_is_counted_over_all_servers_and_ends_whatever_happens() -> None:
    limits = Limits(Allowance(0, 0, 0))

    with limits.waiting(8), limits.waiting(9):
        assert limits.running == 2
    with pytest.raises(RuntimeError), limits.waiting(8):
        raise RuntimeError

    assert limits.running == 0


def test_who_asked_long_ago_is_forgotten_when_there_are_very_many(clock: Minute) -> None:
    limits = Limits(Allowance(1, 0, 0))
    for user in range(10_000):
        limits.take(user, 0)
    clock.now += 61

    limits.take(10_000, 1)

    assert len(limits._asked) < 10


# What a server has chosen


def chosen(user: int = 0, server: int = 0, queue: int = 0, at: int = 9) -> Callable[[int], Allowance]:
    """The limits of one server; the others have chosen none."""
    return lambda guild: Allowance(user, server, queue) if guild == at else Allowance()


@pytest.mark.parametrize(
    ("operator", "server", "in_force"),
    [(6, 0, 6), (6, 2, 2), (6, 6, 6), (6, 9, 6), (0, 2, 2), (0, 0, 0)],
)
def test_a_server_may_be_stricter_than_the_operator_and_never_looser(operator: int, server: int, in_force: int) -> None:
    limits = Limits(Allowance(operator, operator, operator), chosen(server, server, server))

    assert limits.of(9) == Allowance(in_force, in_force, in_force)
    assert limits.of(8) == Allowance(operator, operator, operator)


def test_a_server_s_limit_for_a_user_counts_what_was_asked_there(clock: Minute) -> None:
    limits = Limits(Allowance(4, 0, 0), chosen(user=2))
    limits.take(1, 8)
    limits.take(1, 8)
    limits.take(1, 9)
    limits.take(1, 9)

    assert refused(limits, server=9).name == "too-soon"
    clock.now += 60
    limits.take(1, 9)
    limits.take(1, 9)
    assert refused(limits, server=9).name == "too-soon"
    limits.take(1, 8)


def test_what_the_operator_allows_a_user_holds_in_all_servers_together_whatever_they_choose() -> None:
    limits = Limits(Allowance(2, 0, 0), chosen(user=2))
    limits.take(1, 8)
    limits.take(1, 9)

    assert refused(limits, server=9).name == "too-soon"


def test_a_server_s_own_limit_for_all_and_its_own_queue_hold_there_only() -> None:
    limits = Limits(Allowance(), chosen(server=1, queue=1))
    limits.take(1, 9)
    assert refused(limits, user=2).name == "server-too-soon"
    limits.take(2, 8)

    narrow = Limits(Allowance(0, 0, 2), chosen(queue=1))
    with narrow.waiting(9), narrow.waiting(8):
        assert refused(narrow).values == {"count": 1}
        narrow.take(1, 8)


def test_a_limit_that_is_made_stricter_holds_at_once_for_what_was_asked_before(clock: Minute) -> None:
    now = [Allowance(5, 0, 0)]
    limits = Limits(Allowance(), lambda _: now[0])
    for _ in range(5):
        limits.take(1, 9)
        clock.now += 10
    now[0] = Allowance(2, 0, 0)

    assert refused(limits).values == {"seconds": 40}
    clock.now += 40
    limits.take(1, 9)


# How often a limit refused something


def test_refusals_are_counted_by_server_for_a_day(clock: Minute) -> None:
    limits = Limits(Allowance(1, 0, 0))
    limits.take(1, 9)
    refused(limits)
    refused(limits, server=8)
    clock.now += 3600
    limits.take(1, 9)
    refused(limits)

    assert (limits.refused_in(9), limits.refused_in(8), limits.refused_in(7)) == (2, 1, 0)
    clock.now += 23 * 3600
    assert limits.refused_in(9) == 1
    clock.now += 3600
    assert limits.refused_in(9) == 0
    assert not limits._refused


def test_what_runs_is_told_by_server() -> None:
    limits = Limits(Allowance())

    with limits.waiting(8), limits.waiting(9), limits.waiting(9):
        assert (limits.running_in(9), limits.running_in(8), limits.running_in(7)) == (2, 1, 0)


def test_refusals_of_days_ago_are_forgotten_though_nobody_asks_how_many_there_were(clock: Minute) -> None:
    limits = Limits(Allowance(1, 0, 0))
    limits.take(1, 0)
    for server in range(MOST_COUNTED):
        refused(limits, server=server)

    clock.now += 2 * DAY * HOUR
    limits.take(1, 0)
    refused(limits, server=0)

    assert len(limits._refused) == 1
