"""The libraries of many servers: few stay open, none is closed under somebody's hands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.opened import OpenLibraries
from index.library import DataFolder, Library


class Opened:
    """Two libraries may stay open; `names` are those that were opened, in order."""

    def __init__(self, folder: DataFolder) -> None:
        self.names: list[str] = []
        self.libraries = OpenLibraries(self._open, most=2)
        self._folder = folder

    def _open(self, name: str) -> Library:
        self.names.append(name)
        return self._folder.open(name)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    made = Opened(DataFolder(tmp_path / "data"))
    yield made
    made.libraries.close()


def is_open(library: Library) -> bool:
    try:
        return library.left().steps == 0
    except sqlite3.ProgrammingError:
        return False


def test_a_library_that_is_open_is_not_opened_again(opened: Opened) -> None:
    assert opened.libraries["a"] is opened.libraries["a"]
    assert opened.names == ["a"]


def test_the_one_used_longest_ago_is_closed_where_there_are_too_many(opened: Opened) -> None:
    a, b = opened.libraries["a"], opened.libraries["b"]
    assert opened.libraries["a"] is a

    assert is_open(opened.libraries["c"])

    assert [is_open(a), is_open(b)] == [True, False]
    assert opened.libraries.get("b") is None


def test_a_library_that_is_held_stays_open_until_it_is_let_go(opened: Opened) -> None:
    held = opened.libraries["a"]
    with opened.libraries.holding("a"):
        for name in "bcd":
            assert is_open(opened.libraries[name])
        assert is_open(held)

    assert is_open(opened.libraries["e"])
    assert not is_open(held)


def test_a_library_that_was_closed_is_opened_again(opened: Opened) -> None:
    for name in "abca":
        assert is_open(opened.libraries[name])

    assert opened.names == ["a", "b", "c", "a"]


def test_all_can_be_closed_and_opened_again(opened: Opened) -> None:
    a = opened.libraries["a"]

    opened.libraries.close()

    assert not is_open(a)
    assert is_open(opened.libraries["a"])
