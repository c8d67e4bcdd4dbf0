"""Fact-checks: what is supported, what differs in a number, a date or a name, and what is not found."""

from __future__ import annotations

import pytest

from bot.answering.factcheck import MOST, Verdict, claims_of, differences, judge
from tests.bot.answering.found import found
from tests.library import BRIDGE, FERRY, LANTERNS, an_article


def verdict(claim: str, *texts: str) -> Verdict:
    articles = [an_article(f"article {number}", text) for number, text in enumerate(texts)]
    return judge(claim, found(claim, *articles).hits).verdict


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour ferry was sold for 4,200 crowns on Tuesday.",
        "Captain Ona Brisk bought it at an auction in Tollmere.",
        "Engineers closed the Cutler Bridge after they found rust in two of its cables.",
        "누리포 등불 축제에 사흘간 4만 2천 명이 다녀갔다.",
    ],
)
def test_what_stands_in_an_article_is_supported(claim: str) -> None:
    assert verdict(claim, FERRY, BRIDGE, LANTERNS) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "claimed", "quoted"),
    [
        ("The harbour ferry was sold for 9,900 crowns on Tuesday.", "9,900 crowns", "4,200 crowns"),
        ("The harbour ferry was sold for 4,200 crowns on Friday.", "Friday", "Tuesday"),
        ("Captain Ida Marrow bought it at an auction in Tollmere.", "Ida Marrow", "Ona Brisk"),
        ("Captain Ona Brisk bought it at an auction in Wexley.", "Wexley", "Tollmere"),
        ("누리포 등불 축제에 사흘간 9만 명이 다녀갔다.", "9만 명", "4만 2천 명"),
    ],
)
def test_a_number_a_date_or_a_name_that_differs_contradicts_and_both_are_told(
    claim: str, claimed: str, quoted: str
) -> None:
    finding = judge(claim, found(claim, *(an_article(text[:5], text) for text in (FERRY, BRIDGE, LANTERNS))).hits)

    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.citation
    assert [(one.claimed, one.quoted) for one in finding.differences] == [(claimed, quoted)]
    assert quoted in finding.citation.quote


@pytest.mark.parametrize(
    "claim",
    [
        "The mayor of Port Ellery resigned on Monday over 12 unpaid bills.",
        "Captain Ona Brisk sank a trawler with 40 otters on board.",
        "The ferry was painted green for 300 crowns.",
        "달빛시 시장이 300만 원을 받았다.",
    ],
)
def test_what_is_about_something_else_is_not_found_rather_than_contradicted(claim: str) -> None:
    assert verdict(claim, FERRY, BRIDGE, LANTERNS) is Verdict.NOT_FOUND


def test_an_article_that_supports_a_claim_outweighs_one_that_differs() -> None:
    other = FERRY.replace("4,200", "9,900")

    assert verdict("The harbour ferry was sold for 9,900 crowns on Tuesday.", FERRY, other) is Verdict.SUPPORTED


def test_without_articles_nothing_is_found() -> None:
    assert judge("The ferry was sold.", []).verdict is Verdict.NOT_FOUND


def test_a_message_is_checked_sentence_by_sentence_and_its_questions_are_not() -> None:
    message = "The ferry was sold. Really? Lol. Who bought the old ferry? Engineers closed the bridge!"

    assert claims_of(message) == ["The ferry was sold.", "Engineers closed the bridge!"]
    assert len(claims_of("The ferry was sold again. " * 50)) == MOST
    assert claims_of("") == []


def test_two_numbers_that_might_be_meant_are_no_contradiction() -> None:
    quote = "The club bought 12 boats and 40 oars for the harbour race."

    assert differences("The club bought 7 things for the harbour race.", quote) == []
