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


@pytest.mark.parametrize(
    "line",
    [
        "The ferry was sold for 4,200 crowns [K7AB].",
        "The ferry was sold for 4,200 crowns. [K7AB]",
        "[K7AB] The ferry was sold for 4,200 crowns.",
        "The ferry [K7AB] was sold for 4,200 crowns.",
        "The ferry was sold for [K7AB] 4,200 crowns.",
        "The ferry was sold [K7AB][K7AB] for 4,200 crowns [K7AB].",
        "[[K7AB]] The ferry was sold for 4,200 crowns.",
        "- **The ferry was sold for 4,200 crowns** (k7ab).",
    ],
)
def test_a_key_is_read_wherever_it_stands_and_cuts_no_sentence(line: str) -> None:
    assert drafted(line) == [Drafted(SOLD, ("K7AB",))]


def test_several_facts_in_a_sentence_have_the_keys_of_all() -> None:
    said = "The ferry was sold, it says, and Ona Brisk bought it."

    assert drafted("The ferry was sold [K7AB], it says, and Ona Brisk bought it [B2CD].") == [
        Drafted(said, ("K7AB", "B2CD"))
    ]


def test_sentences_without_a_stop_are_told_apart_by_their_keys() -> None:
    assert drafted("The ferry was sold [K7AB] Ona Brisk bought it [B2CD]") == [
        Drafted("The ferry was sold", ("K7AB",)),
        Drafted("Ona Brisk bought it", ("B2CD",)),
    ]


def test_korean_sentences_are_too() -> None:
    assert drafted("누리포[K7AB]는 펌프 [K7AB] 열두 대를 보냈다 [K7AB] 시는 고맙다고 했다 [B2CD]") == [
        Drafted("누리포는 펌프 열두 대를 보냈다", ("K7AB",)),
        Drafted("시는 고맙다고 했다", ("B2CD",)),
    ]


@pytest.mark.parametrize("before", ["] ", ": ", "; ", ", ", "> ", "| ", "… "])
def test_what_no_sentence_begins_with_is_left_out(before: str) -> None:
    assert texts(before + SOLD) == [SOLD]
