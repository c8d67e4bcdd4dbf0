"""What is kept of a change so that it can be taken back; pure."""

from __future__ import annotations

import pytest

from bot.undoing import Step, steps_of
from index.changes import Kind, Stored
from index.ingest import Entry


def entry(id: str, version: int, kind: Kind) -> Entry:
    return Entry(id, version, kind, None)


def test_each_article_is_kept_with_its_version_now_and_before() -> None:
    entries = [entry("new", 1, Kind.ADDED), entry("old", 3, Kind.CHANGED), entry("same", 2, Kind.UNCHANGED)]

    assert steps_of(entries) == (Step("new", 1, 0), Step("old", 3, 2))


def test_an_article_that_was_added_again_was_not_shown_before() -> None:
    assert steps_of([entry("back", 2, Kind.ADDED)]) == (Step("back", 2, 0),)


@pytest.mark.parametrize(("first", "before"), [(Kind.ADDED, 0), (Kind.CHANGED, 1)])
def test_several_changes_of_an_article_are_one_step(first: Kind, before: int) -> None:
    entries = [entry("a", 2, first), entry("a", 3, Kind.CHANGED), entry("a", 3, Kind.UNCHANGED)]

    assert steps_of(entries) == (Step("a", 3, before),)


@pytest.mark.parametrize(
    ("stored", "stands"),
    [(Stored(2, "x"), True), (Stored(3, "x"), False), (Stored(2, "x", removed=True), False), (None, False)],
)
def test_a_changed_article_stands_while_it_has_that_version_and_is_shown(stored: Stored | None, stands: bool) -> None:
    assert Step("a", 2, 1).stands(stored) == stands


def test_a_removed_article_stands_while_it_is_removed() -> None:
    step = Step("a", 2, 2)

    assert step.removed
    assert step.stands(Stored(2, "x", removed=True))
    assert not step.stands(Stored(2, "x"))
