"""Passages: whole sentences, exact offsets, nothing left out."""

from __future__ import annotations

import pytest

from index.sentences import sentences
from index.split import PASSAGE_SIZE
from index.split import split as passages
from tests.texts import a_text


def split(text: str) -> list[tuple[int, int]]:
    return passages(text, sentences(text))


@pytest.mark.parametrize("seed", range(100))
def test_passages_are_in_order_and_leave_out_only_white_space(seed: int) -> None:
    text = a_text(seed)
    at = 0
    for start, end in split(text):
        assert at <= start < end
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("seed", range(100))
def test_no_passage_is_much_larger_than_a_passage_may_be(seed: int) -> None:
    text = a_text(seed)

    assert all(end - start <= PASSAGE_SIZE for start, end in split(text))


def test_a_passage_begins_and_ends_with_a_sentence() -> None:
    text = "The keeper of the light tells of a wreck. " * 100
    begins, ends = (set(edge) for edge in zip(*sentences(text), strict=True))

    spans = split(text)

    assert len(spans) > 3
    assert {start for start, _ in spans} <= begins
    assert {end for _, end in spans} <= ends


def test_korean_passages_hold_half_as_many_characters() -> None:
    english, korean = "abcdefghi. " * 500, "가나다라마바사아자. " * 500

    sizes = [sum(end - start for start, end in split(text)) / len(split(text)) for text in (english, korean)]

    assert 1.5 < sizes[0] / sizes[1] < 2.5


def test_a_short_text_is_one_passage_and_no_text_is_none() -> None:
    assert split("  One sentence.  ") == [(2, 15)]
    assert split(" \n ") == []


def test_a_sentence_without_an_end_is_cut_at_white_space() -> None:
    text = "word " * 1000

    assert all(text[start:end].split() == ["word"] * len(text[start:end].split()) for start, end in split(text))
