"""How the soak judges: what counts as growth, as an error that was not provoked, and as lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.benchmarks.soak_judge import Provoked, Sample, ends, left_behind, remembered, tasks_told, unprovoked
from tests.benchmarks.soak_tally import Over, Tally
from tests.benchmarks.table import Line

FLAT = [Sample(300 + number % 3, 180 + number % 5, 20, 30 + number % 7) for number in range(50)]
LIMITED = Provoked(r"discord\.http: We are being rate limited", 1)


def line(level: str, said: str) -> str:
    return f"2026-11-27 10:00:00,123 {level} {said}"


def missed(lines: Iterable[Line]) -> list[str]:
    return [one.what for one in lines if "missed" in one.judged]


def test_memory_that_only_goes_up_and_down_is_not_called_growth() -> None:
    assert missed(remembered(FLAT)) == []


def test_memory_that_grows_all_the_time_is_called_growth() -> None:
    leaking = [replace(one, memory=one.memory + number) for number, one in enumerate(FLAT)]

    assert missed(remembered(leaking)) == ["memory at the end, more than that"]


def test_a_single_peak_does_not_decide() -> None:
    assert missed(remembered([*FLAT[:-1], replace(FLAT[-1], memory=900)])) == []


@pytest.mark.parametrize("what", ["tasks", "descriptors", "threads"])
def test_what_is_left_behind_is_called_a_leak(what: str) -> None:
    rest = FLAT[0]
    leaking = Sample(**{name: getattr(rest, name) + 20 * (name == what) for name in Sample.__slots__})

    assert missed(left_behind([rest, rest])) == []
    assert missed(left_behind([rest, leaking])) == [f"{what} at rest at the end, more than that"]


def test_the_ends_are_the_medians_of_the_first_and_the_last_fifth() -> None:
    assert ends([1, 2, 9, 0, 0, 0, 0, 7, 7, 8]) == (1.5, 7.5)


def test_a_warning_that_was_not_provoked_is_an_error() -> None:
    strange = line("WARNING", "bot.discord.told: progress was not shown: 404")

    assert unprovoked("\n".join([line("INFO", "bot: fine"), strange]), [LIMITED]) == [strange]


def test_a_provoked_line_is_none_but_not_more_often_than_it_was_provoked() -> None:
    limited = line("WARNING", "discord.http: We are being rate limited. PATCH ...")

    assert unprovoked(limited, [LIMITED]) == []
    assert unprovoked(f"{limited}\n{limited}", [LIMITED]) == [limited]


def test_an_error_is_one_line_whatever_its_trace_says() -> None:
    error = line("ERROR", "asyncio: Task exception was never retrieved")

    assert unprovoked(f"{error}\nTraceback (most recent call last):\nValueError: ERROR", []) == [error]


def test_what_is_written_without_a_level_goes_with_the_line_before() -> None:
    assert unprovoked("Connecting. To invite the bot: https://discord.com", []) == []


def test_the_bot_tells_its_tasks_last_of_all() -> None:
    told = [line("INFO", f"bot.discord.run: as it is: {tasks} tasks, 9 threads, ...") for tasks in (14, 17)]

    assert tasks_told("\n".join(told)) == 17
    assert tasks_told("nothing yet") is None


def test_a_step_that_fails_is_lost_and_ends_what_was_to_follow() -> None:
    tally = Tally()
    with pytest.raises(Over), tally.step("questions"):
        raise AssertionError("no answer")
    with tally.step("questions"):
        pass

    assert (tally.done["questions"], tally.lost["questions"]) == (1, 1)
    assert [one.partition(" ")[2] for one in tally.why] == ["questions: AssertionError: no answer"]
