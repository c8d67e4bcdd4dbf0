"""The machine-readable forms, made from values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.model import Answer, Citation
from bot.contract import outcome_json
from index.query import Query
from tests.library import FERRY, LANTERNS, NOW, an_article


@pytest.mark.parametrize(("language", "text"), [("en", FERRY), ("ko", LANTERNS)])
def test_a_citation_lists_the_articles_that_tell_the_same(language: str, text: str) -> None:
    cited = an_article("cited", text, language=language)
    copy = replace(
        an_article("copy", f"{text} *", "2026-11-20", language), publisher="Post", url="https://post.example"
    )
    citations = (Citation(1, cited, 1, 0, 10, (copy,)), Citation(2, cited, 1, 10, 20))

    row = outcome_json(1, Answer(Query("?", NOW), 0.9, (), (), citations), language, 0.1)

    told = {"url": "https://post.example", "title": "", "publisher": "Post", "published": "2026-11-20"}
    assert [one["copies"] for one in row["citations"]] == [[{"article_id": "copy"} | told], []]
