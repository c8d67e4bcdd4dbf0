"""Questions as people in a hurry type them."""

from __future__ import annotations

import pytest

from tests.benchmarks.shortened import shortened

WEIGHTS = {"otter": 5.0, "marrow": 4.0, "river": 3.0, "축제": 4.0, "등불": 5.0}


@pytest.mark.parametrize(
    ("words", "short"),
    [(1, "How many otters"), (2, "How many otters Marrow?"), (3, "How many otters River Marrow?")],
)
def test_what_asks_and_the_heaviest_words_stay_in_their_order(words: int, short: str) -> None:
    question = "It was a good year. How many otters were counted on the River Marrow?"

    assert shortened(question, WEIGHTS, words) == short


def test_korean_words_that_ask_stay_whole() -> None:
    assert shortened("누리포 등불 축제는 언제부터 시작하나요?", WEIGHTS, 1) == "등불 언제부터"


@pytest.mark.parametrize("question", ["", "?!", "ferry"])
def test_what_is_short_already_stays(question: str) -> None:
    assert shortened(question, {}, 5) == question
