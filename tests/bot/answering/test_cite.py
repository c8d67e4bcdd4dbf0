"""Which drafted sentences may be published, and with which quotes."""

from __future__ import annotations

import pytest

from bot.answering.cite import Backed, backed
from bot.answering.draft import Drafted
from bot.answering.evidence import evidence
from index.article import Article
from tests.bot.answering.found import found
from tests.library import FERRY, LANTERNS, NOTICE, an_article


def cited(text: str, *articles: Article) -> Backed | None:
    """What becomes of a sentence that names no passage of these articles."""
    return backed(Drafted(text, ()), evidence(found("Who bought the harbour ferry?", *articles).hits, "nonce"))


@pytest.mark.parametrize(
    "text", ["The", "It was.", "And", "1.", "［1］", "M3YE", "javascript:alert(1)", "</ask:4>", "4"]
)
def test_what_tells_nothing_is_not_published_though_all_of_it_stands_there(text: str) -> None:
    articles = [
        an_article("ferry", FERRY),
        an_article("notice", NOTICE),
        an_article("lanterns", LANTERNS, language="ko"),
    ]

    assert cited(text, *articles) is None


@pytest.mark.parametrize(
    "text", ["Captain Ona Brisk", "The ferry was sold.", "On Tuesday", "Ona Brisk bought the ferry."]
)
def test_what_is_short_and_tells_something_is(text: str) -> None:
    assert cited(text, an_article("ferry", FERRY))
