"""What counts as backing a claim, in English and Korean."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.answering.cite import as_statement
from bot.answering.signs import Signs
from bot.answering.support import THRESHOLD, Support, support, unbacked, weights
from bot.wording import VERBATIM
from tests.bot.answering.support_pairs import ENGLISH, KOREAN, Example, in_passages
from tests.texts import a_text

NOTICE = (
    "The council met on Monday evening. Mayor Ada Thornquist said that 1,250 trees would be planted along the Elder "
    "Canal by March 2027. The work will not close the towpath. Three schools are taking part."
)
PLANTED = "Mayor Ada Thornquist said that 1,250 trees would be planted along the Elder Canal by March 2027."
NOTICE_KOREAN = (
    "달빛시는 지난 3일 새 도서관을 열었다. 도서관에는 책 4만 권과 열람석 320석이 있다. "
    "월요일에는 문을 열지 않는다. 시장은 내년에 분관을 짓겠다고 말했다."
)


def missed(table: list[Example]) -> tuple[int, list[str]]:
    """How many claims there are, and those that are misjudged."""
    judged = [
        (claim, backed, support(claim, evidence).supported)
        for evidence, *claims in table
        for backed, chosen in zip((True, False), claims, strict=True)
        for claim in chosen
    ]
    wrong = [f"{claim} ({'backed' if backed else 'not backed'})" for claim, backed, said in judged if said != backed]
    return len(judged), wrong


@pytest.mark.parametrize("table", [ENGLISH, KOREAN], ids=["English", "Korean"])
def test_nine_of_ten_invented_claims_are_judged_rightly(table: list[Example]) -> None:
    claims, wrong = missed(table)

    assert claims >= 40
    assert len(wrong) <= claims / 10, wrong


@pytest.mark.parametrize("table", [ENGLISH, KOREAN], ids=["English", "Korean"])
def test_in_a_long_passage_five_of_six_are(table: list[Example]) -> None:
    claims, wrong = missed(in_passages(table))

    assert len(wrong) <= claims / 6, wrong


@pytest.mark.parametrize(
    "text",
    [
        "Rain.",
        "7",
        "1,250",
        "No.",
        "12.5% … 3/4",
        "🎉",
        "🎉 Party!",
        "비.",
        "안 된다",
        "그는 가지 않았다",
        "책 4만 권",
        "３월 ５일 ＡＢＣ",
        "日本語の文です。",
        "Ça n'a pas été fait.",
        "It was not the first [12] time\n that  no one came.",
        "“Never,” she said; “not before 3 May.”",
        "More than 1, 250 of all, only half of them 1. 5 metres long",
        "A beat B. B beat A.",
        "\u0041\u030a and İstanbul ﬁne",
        "a b " * 3000,
        "가나다 " * 3000,
    ],
)
def test_every_quote_backs_itself_word_for_word(text: str) -> None:
    assert support(as_statement(text), text).score >= VERBATIM
    assert support(text, text).supported
    assert unbacked(as_statement(text), text) == ()


def test_every_part_of_a_text_backs_itself() -> None:
    text = f"{NOTICE} {NOTICE_KOREAN} It isn't, £1.2bn! 🎉 5-3?"
    parts = [text[start:end] for start in range(0, len(text), 7) for end in range(start + 1, len(text), 31)]
    said = [part for part in parts if any(letter.isalnum() for letter in part)]

    assert all(support(as_statement(part), part).score >= VERBATIM for part in said)


@pytest.mark.parametrize("seed", range(40))
def test_odd_texts_are_compared_without_an_error_and_quoted_verbatim(seed: int) -> None:
    claim, evidence = a_text(seed)[:300], a_text(seed + 1)
    found = support(claim, evidence)

    assert 0 <= found.score <= 1
    assert found.quote in evidence
    assert all(word in claim for word in unbacked(claim, evidence))


def test_every_sign_weighs_on_its_own_side() -> None:
    speaking_for = {"found", "together", "copied", "retold"}
    against = {"foreign", "put_in", "number", "name", "opposite", "negated", "stronger", "exchanged"}

    for table in weights().values():
        assert table.keys() <= {"bias", *Signs._fields}
        assert all(value > 0 for sign, value in table.items() if sign in speaking_for)
        assert all(value < 0 for sign, value in table.items() if sign in against)


def test_only_what_is_quoted_word_for_word_scores_as_such() -> None:
    retold = "Mayor Ada Thornquist said 1,250 trees would be planted along the Elder Canal by March 2027."

    assert THRESHOLD < support(retold, NOTICE).score < VERBATIM


@pytest.mark.parametrize(
    ("evidence", "claim", "words"),
    [
        ("Forty children took the night train.", "Forty children took the bus.", ("bus",)),
        ("The ferry was sold for 4,200 crowns.", "The ferry was sold for 5,200 crowns!", ("5,200",)),
        ("Prices rose in May.", "Prices fell in May.", ("fell",)),
        ("It will close.", "It will not close.", ("not",)),
        ("Two dozen came.", "Three dozen came.", ("Three dozen",)),
        ("Alder beat Osgathorne.", "Osgathorne beat Alder.", ("Osgathorne", "Alder")),
        (NOTICE, "Zebras adore jazz.", ("Zebras", "adore", "jazz")),
        (NOTICE, PLANTED, ()),
        ("책 4만 권이 있다.", "책 3만 권이 있다.", ("3만",)),
        ("해솔이 누리를 이겼다.", "누리가 해솔을 이겼다.", ("누리가", "해솔을")),
        ("요금이 늘었다.", "요금이 줄었다.", ("줄었다",)),
    ],
)
def test_the_words_that_are_not_backed_are_named_as_they_are_written(
    evidence: str, claim: str, words: tuple[str, ...]
) -> None:
    assert unbacked(claim, evidence) == words
    assert support(claim, evidence).supported == (not words)


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

    assert found.score < THRESHOLD
    assert not found.supported


def test_a_number_may_be_spelled_or_spaced_differently_in_the_evidence() -> None:
    assert support(PLANTED, PLANTED.replace("1,250", "1, 250")).supported
    assert support("3 schools are taking part.", NOTICE).supported


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

    assert found == Support(0.0, False, "")


@pytest.mark.parametrize("text", [f"{NOTICE} ", f"{NOTICE_KOREAN} ", "n", "지", "9", "9, ", "A ", "not ", "not no "])
def test_very_long_texts_take_linear_time(text: str) -> None:
    claim, evidence = text * 50, text * (200_000 // len(text))

    started = perf_counter()
    support(claim, evidence)
    support(evidence, claim)
    unbacked(claim, evidence)

    assert perf_counter() - started < 20


def test_a_long_article_takes_less_than_a_second() -> None:
    started = perf_counter()
    support(PLANTED, f"{NOTICE} {NOTICE_KOREAN}\n" * 300)

    assert perf_counter() - started < 1
