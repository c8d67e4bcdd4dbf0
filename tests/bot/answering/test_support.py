"""What counts as backing a claim, in English and Korean."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.answering.support import HALVED, THRESHOLD, support

NOTICE = (
    "The council met on Monday evening. Mayor Ada Thornquist said that 1,250 trees would be planted along the Elder "
    "Canal by March 2027. The work will not close the towpath. Three schools are taking part."
)
PLANTED = "Mayor Ada Thornquist said that 1,250 trees would be planted along the Elder Canal by March 2027."
NOTICE_KOREAN = (
    "달빛시는 지난 3일 새 도서관을 열었다. 도서관에는 책 4만 권과 열람석 320석이 있다. "
    "월요일에는 문을 열지 않는다. 시장은 내년에 분관을 짓겠다고 말했다."
)


def test_a_sentence_is_fully_supported_by_the_text_it_stands_in() -> None:
    found = support(PLANTED, NOTICE)

    assert found.score == pytest.approx(1.0)
    assert found.supported
    assert found.quote == PLANTED


def test_two_sentences_are_quoted_together() -> None:
    claim = "The work will not close the towpath. Three schools are taking part."

    assert support(claim, NOTICE).quote == claim
    assert support(claim, NOTICE).supported


@pytest.mark.parametrize(
    "claim",
    [
        "Some 1,250 trees would be planted along the canal by March 2027, the mayor said.",
        "Some 1250 trees would be planted along the Elder Canal.",
        "The work will not close the towpath.",
        "3 schools are taking part.",
    ],
)
def test_a_close_retelling_is_supported(claim: str) -> None:
    assert support(claim, NOTICE).supported


@pytest.mark.parametrize(
    ("evidence", "claim"),
    [(NOTICE, PLANTED.replace("1,250", "1,350")), (NOTICE_KOREAN, "도서관에는 책 4만 권과 열람석 230석이 있다.")],
)
def test_a_number_that_the_quote_does_not_have_is_not_supported(evidence: str, claim: str) -> None:
    found = support(claim, evidence)

    assert found.score <= HALVED < THRESHOLD
    assert not found.supported


def test_a_number_may_be_spelled_or_spaced_differently_in_the_evidence() -> None:
    assert support(PLANTED, PLANTED.replace("1,250", "1, 250")).supported
    assert support("3 schools are taking part.", NOTICE).score == pytest.approx(1.0)


def test_a_korean_number_counts_with_its_unit() -> None:
    assert not support("도서관에는 책 3만 권이 있다.", NOTICE_KOREAN).supported
    assert support("도서관에는 책 4 만 권이 있다.", NOTICE_KOREAN).supported


def test_neighbouring_numbers_of_a_claim_are_not_joined() -> None:
    text = "In 2026, 20 boats sank."

    assert support(text, text).supported


def test_a_name_that_the_quote_does_not_have_is_not_supported() -> None:
    assert not support(PLANTED.replace("Thornquist", "Ravensholm"), NOTICE).supported


def test_a_name_with_a_number_word_in_it_is_found() -> None:
    text = "The path along the Seven Elms was closed."

    assert support(text, text).supported


@pytest.mark.parametrize(
    ("evidence", "claim"),
    [
        (NOTICE, "The work will close the towpath."),
        ("The work will close the towpath.", "The work won't close the towpath."),
        ("달빛시는 새 도서관을 개방했다.", "달빛시는 새 도서관을 개방하지 않았다."),
    ],
)
def test_a_negation_on_one_side_only_is_not_supported(evidence: str, claim: str) -> None:
    assert not support(claim, evidence).supported


def test_a_negation_on_both_sides_is_no_difference() -> None:
    assert support("월요일에는 문을 열지 않는다.", NOTICE_KOREAN).supported


def test_a_korean_word_is_found_under_another_particle() -> None:
    found = support("새 도서관이 지난 3일 열렸다.", NOTICE_KOREAN)

    assert found.supported
    assert found.quote == "달빛시는 지난 3일 새 도서관을 열었다."


def test_words_scattered_over_the_text_back_less_than_words_in_one_sentence() -> None:
    claim = "The mayor planted trees near the canal."
    together = f"{claim} Pupils sang."
    scattered = "The mayor sang. Potatoes were planted. Trees stood near the canal."

    assert support(claim, scattered).score < support(claim, together).score


@pytest.mark.parametrize("claim", [PLANTED, "The canal is long.", "Schools plant trees", "책 4만 권"])
@pytest.mark.parametrize("evidence", [NOTICE, NOTICE_KOREAN, f"  {NOTICE}\n\n{NOTICE_KOREAN}\t\n"])
def test_the_quote_is_verbatim_in_the_evidence(claim: str, evidence: str) -> None:
    assert support(claim, evidence).quote in evidence


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [("", NOTICE), (" \n", NOTICE), ("...!", NOTICE), (PLANTED, ""), (PLANTED, " \n "), ("", ""), ("Alien", "책")],
)
def test_nothing_in_common_is_no_support_and_no_quote(claim: str, evidence: str) -> None:
    found = support(claim, evidence)

    assert (found.score, found.supported, found.quote) == (0.0, False, "")


@pytest.mark.parametrize("text", [f"{NOTICE} ", f"{NOTICE_KOREAN} ", "n", "지", "9", "9, ", "A ", "not ", "not no "])
def test_very_long_texts_take_linear_time(text: str) -> None:
    claim, evidence = text * 50, text * (200_000 // len(text))

    started = perf_counter()
    support(claim, evidence)
    support(evidence, claim)

    assert perf_counter() - started < 20
