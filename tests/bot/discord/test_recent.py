"""What was met lately is remembered, and no more of it than is wanted."""

from __future__ import annotations

from bot.discord.recent import Recent


def test_only_what_was_not_met_before_is_new() -> None:
    recent = Recent(2)

    assert [recent.meet(id) for id in (1, 1, 2, 1)] == [True, False, True, False]


def test_what_was_met_longest_ago_is_forgotten() -> None:
    recent = Recent(2)

    assert [recent.meet(id) for id in (1, 2, 1, 3)] == [True, True, False, True]
    assert [recent.meet(id) for id in (1, 2)] == [False, True]
