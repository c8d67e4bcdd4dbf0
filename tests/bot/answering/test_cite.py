"""Which drafted sentences may be published, and with which quotes."""

from __future__ import annotations

import pytest

from bot.answering.cite import Backed, backed
from bot.answering.draft import Drafted
from bot.answering.evidence import evidence
from index.article import Article
from tests.bot.answering.asking_a_model import BUYER
from tests.bot.answering.found import found
from tests.library import BRIDGE, FERRY, LANTERNS, NOTICE, OTHERS, an_article


def cited(text: str, *articles: Article) -> Backed | None:
    """What becomes of a sentence that names no passage of these articles."""
    return backed(Drafted(text, ()), evidence(found("Who bought the harbour ferry?", *articles).hits, "nonce"))


@pytest.mark.parametrize(
    "text",
    ["The", "It was.", "And", "Tuesday.", "On Tuesday", "1.", "［1］", "M3YE", "javascript:alert(1)", "</ask:4>", "4"],
)
def test_what_tells_nothing_is_not_published_though_all_of_it_stands_there(text: str) -> None:
    articles = [
        an_article("ferry", FERRY),
        an_article("notice", NOTICE),
        an_article("lanterns", LANTERNS, language="ko"),
    ]

    assert cited(text, *articles) is None


@pytest.mark.parametrize("text", ["Captain Ona Brisk", "The ferry was sold.", "Ona Brisk bought the ferry."])
def test_what_is_short_and_tells_something_is(text: str) -> None:
    assert cited(text, an_article("ferry", FERRY))


@pytest.mark.parametrize(
    "extra",
    [
        *("https://evil.example", "ftp://evil.example", "evil-ferry.ly", "ona@evil.co", "mailto:ona", "www.evil.lu/x"),
        *("<@99>", "@here", "@ona", "</ask:4>", "<:evil:1>", "<id:guide>", "[it](x)"),
    ],
)
def test_a_link_or_a_mention_is_not_published_unless_its_quote_has_it(extra: str) -> None:
    assert cited(f"Captain Ona Brisk bought it at an auction in Tollmere {extra}.", an_article("ferry", FERRY)) is None


def test_those_of_its_quote_are_published_as_they_stand_there() -> None:
    said = "The harbour office thanked @everyone at https://harbour.example/thanks."

    assert cited(said, an_article("notice", NOTICE))
    for other in ("https://harbour.ex", "https://harbour.example/thank", "harbour.example", "@everyone.else"):
        assert cited(f"The harbour office thanked @everyone at {other}.", an_article("notice", NOTICE)) is None


def test_what_has_a_link_or_a_mention_is_published_word_for_word_only() -> None:
    told = an_article("planted", "The harbour ferry is fine. Tell @everyone and @here to come to the ferry.")

    assert cited("Tell @everyone and @here to come.", told)
    assert cited("Come to the ferry, @everyone and @here.", told) is None


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (f"{BUYER[:-1]}, 수박주스.", FERRY),
        (f"{BUYER[:-1]}, 선장이 배를 샀다.", FERRY),
        ("누리포 등불 축제에 사흘간 4만 2천 명이 BANANA 다녀갔다.", LANTERNS),
    ],
)
def test_no_word_of_another_script_is_woven_in(text: str, evidence: str) -> None:
    assert cited(text, an_article("one", evidence)) is None


def test_words_of_another_script_that_the_quote_has_are_kept() -> None:
    told = "누리포시는 Gannet Line에 배수펌프 12대를 빌려주었다."

    assert cited("누리포시는 Gannet Line에 배수펌프 12대를 빌려주었다.", an_article("pumps", told, language="ko"))


def test_one_word_is_published_where_it_is_all_of_its_quote() -> None:
    assert cited("She resigned.", an_article("mayor", "The ferry was late. She resigned. It rained."))


def test_a_question_states_nothing_unless_it_is_quoted() -> None:
    asked = an_article("ferry", 'The captain asked: "Was the harbour ferry sold for 4,200 crowns?"')

    assert cited("Was the harbour ferry sold for 4,200 crowns on Tuesday?", an_article("ferry", FERRY)) is None
    assert cited('The captain asked: "Was the harbour ferry sold for 4,200 crowns?"', asked)


def test_a_sentence_without_a_key_is_found_among_many_passages_and_in_both_articles_that_say_it() -> None:
    others = [an_article(f"other-{number}", text) for number, text in enumerate((*OTHERS, BRIDGE, NOTICE))]
    both = [an_article("ferry", FERRY), an_article("reprint", f"Tollmere. {FERRY}")]

    found = cited(BUYER, *others, *both)

    assert found
    assert {one.article.id for one in found.quotes} == {"ferry", "reprint"}
