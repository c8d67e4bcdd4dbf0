"""Quantities however they are written, in English and Korean."""

from __future__ import annotations

import pytest

from bot.answering.quantities import quantities, stated


def read(text: str) -> list[str]:
    return [f"{one.term}{one.unit}" for one in quantities(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("twelve pumps", "12 pumps"),
        ("two dozen eggs", "24 eggs"),
        ("a dozen", "12"),
        ("one hundred and five", "105"),
        ("ninety-nine", "99"),
        ("1.2 million", "1,200,000"),
        ("£1.2bn", "£1,200,000,000"),
        ("half of them", "50% of them"),
        ("half the town", "50 per cent the town"),
        ("a third of", "one-third of"),
        ("12%", "12 percent"),
        ("3 May", "May 3"),
        ("3rd of May 2026", "May 3rd 2026"),
        ("Sept. 5", "5 September"),
        ("the 21st", "the 21"),
        ("120만 명", "1백20만 명"),
        ("120만 명", "1,200,000명"),
        ("4만 2천 권", "42,000권"),
        ("1조 2,000억 원", "1,200,000,000,000원"),
        ("5 만 원", "5만 원"),
        ("삼십만 명", "30만 명"),
        ("열두 명", "12명"),
        ("스무 살", "20살"),
        ("스물한 살", "21 살"),
        ("사흘", "3일"),
        ("절반", "50%"),
        ("3분의 1", "33.3%"),
        ("12퍼센트", "12%"),
    ],
)
def test_a_quantity_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert read(one)
    assert read(one) == read(other)


@pytest.mark.parametrize(
    "text", ["someone", "one of us", "often", "weight", "tens of thousands", "한국", "세계", "천막", ""]
)
def test_what_is_no_quantity_is_not_read_as_one(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["İstanbul paid 12 crowns", "ﬁve or 12 ﬁsh", "오늘 12명"])
def test_a_quantity_knows_where_it_stands(text: str) -> None:
    [found] = quantities(text)

    assert text[found.start : found.end] == "12"


@pytest.mark.parametrize("text", ["9" * 5000, "9" * 5000 + "분의 1", "0분의 0", "1" * 400 + " million", "99/99/9999"])
def test_numbers_beyond_reason_are_read_without_an_error(text: str) -> None:
    assert quantities(text)


@pytest.mark.parametrize(
    ("claim", "text", "holds"),
    [
        ("more than 1,000 came", "1,250 came", True),
        ("more than 1,000 came", "950 came", False),
        ("less than 100", "90", True),
        ("about 1.2 million", "1,204,000", True),
        ("1.2 million", "1,204,000", False),
        ("on 3 May", "on 3 June", False),
        ("3 boats", "on 3 June", True),
        ("3가지 이상", "4가지", True),
        ("5만 명", "5일", False),
        ("5%", "5명", False),
    ],
)
def test_a_quantity_may_stand_for_another_only_where_the_claim_says_so(claim: str, text: str, holds: bool) -> None:
    [asked] = quantities(claim)

    assert stated(asked, claim, list(quantities(text))) == holds
