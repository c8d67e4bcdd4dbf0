"""How a model's draft is read: its sentences, and the keys of the passages that they name."""

from __future__ import annotations

import pytest

from bot.answering.draft import Drafted, DraftReader

SOLD, BOUGHT = "The ferry was sold for 4,200 crowns.", "Ona Brisk bought it."


def drafted(text: str) -> list[Drafted]:
    reader = DraftReader()
    return [*reader.read(text), *reader.end()]


def texts(text: str) -> list[str]:
    return [one.text for one in drafted(text)]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\U000e0041"])
def test_what_nobody_sees_and_what_turns_words_around_is_taken_out(hidden: str) -> None:
    assert texts(f"The {hidden}ferry was sold for 4,2{hidden}00 crowns.{hidden}") == [SOLD]


def test_control_characters_are_blanks() -> None:
    assert texts("The\x00ferry\x1b[31m was sold.\x07") == ["The ferry [31m was sold."]


def test_what_has_neither_a_letter_nor_a_digit_is_no_sentence() -> None:
    assert texts("---\n…\n* * *\n👍\n") == []


def test_thoughts_are_not_read_and_their_bare_end_ends_a_line() -> None:
    assert texts(f"<think>Hm. {BOUGHT}\nWell.</think>{SOLD}") == [SOLD]
    assert texts(f"They ask who.</think>{SOLD}") == ["They ask who.", SOLD]
    assert texts(f"{SOLD}\n<thinking>It is") == [SOLD]


def test_nothing_may_be_said_with_thoughts_before_it() -> None:
    reader = DraftReader()
    reader.read("\ufeff<think>No passage tells it.</think>\n[none].")

    assert reader.says_nothing
