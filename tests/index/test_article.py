"""Articles: what makes two of them the same, and two texts copies."""

from __future__ import annotations

from dataclasses import replace

from index.article import digest
from index.published import parse_published
from tests.library import FERRY, an_article

ARTICLE = an_article("ferry", FERRY, "2026-11-23")


def test_the_id_is_no_part_of_the_fingerprint() -> None:
    assert ARTICLE.named("other").fingerprint == ARTICLE.fingerprint
    assert ARTICLE.named("other").id == "other"


def test_a_guessed_date_one_of_metadata_and_a_stated_one_differ() -> None:
    guessed = replace(ARTICLE, published=parse_published("2026-11-23", guessed=True))

    of_file = replace(ARTICLE, published=parse_published("2026-11-23", from_metadata=True))

    assert len({one.fingerprint for one in (ARTICLE, guessed, of_file)}) == 3


def test_case_and_spacing_do_not_make_another_text_but_words_do() -> None:
    assert an_article("a", "The  Ferry\nsails.").text_key == an_article("b", "the ferry sails.").text_key
    assert an_article("a", "ＦＥＲＲＹ").text_key == an_article("b", "ferry").text_key
    assert an_article("a", "The ferry sails.").text_key != an_article("b", "The ferry sailed.").text_key


def test_a_digest_knows_where_its_parts_end() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert len(digest("")) == 32


def test_half_a_character_has_a_digest_too() -> None:
    assert digest("\ud800") != digest("?")
