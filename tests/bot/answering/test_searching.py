"""A search: the sentence that serves the words best, an article at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.searching import Spot, searched
from index.article import Article
from index.query import ARTICLES, Found
from tests.bot.answering.found import found
from tests.library import BAKERY, BRIDGE, FERRY, LANTERNS, OTHERS, an_article


def shown(article: Article, spot: Spot) -> str:
    return article.text[spot.start : spot.end]


def spotted(hits: Found) -> tuple[Spot, ...]:
    return searched(hits).spots


def test_the_sentence_that_has_most_of_the_words_is_shown() -> None:
    article = an_article("ferry", FERRY)

    [spot] = spotted(found("captain auction", article))

    assert shown(article, spot) == "Captain Ona Brisk bought it at an auction in Tollmere."
    assert spot.worded


def test_the_first_word_that_fits_is_known() -> None:
    article = an_article("ferry", FERRY)

    [spot] = spotted(found("auctions", article))

    assert article.text[spot.at :].startswith("auction in")


@pytest.mark.parametrize(("words", "first"), [("주차장을", "주차장을 네 곳"), ("축제", "축제에 사흘간")])
def test_korean_words_are_found_whatever_particle_they_have(words: str, first: str) -> None:
    article = an_article("lanterns", LANTERNS, language="ko")

    [spot] = spotted(found(words, article))

    assert article.text[spot.at :].startswith(first)


def test_an_article_comes_once_and_says_how_many_more_passages_fit() -> None:
    long = an_article("long", "\n\n".join(f"{text} " * 12 for text in (FERRY, BRIDGE, BAKERY)))
    hits = found("ferry bridge bakery", long)

    [spot] = spotted(hits)

    assert spot.more == len(hits.hits) - 1 > 0


def test_the_sentence_may_stand_in_another_passage_than_the_best_where_the_title_alone_has_the_words() -> None:
    about = "The council met on Monday. It heard nine speakers and adjourned late in the evening. " * 8
    text = f"{about}\n\nThe lighthouse lamp will be renewed in spring.\n\n{about}"

    [spot] = spotted(found("lighthouse lamp", an_article("lamp", text, title="Lighthouse lamp")))

    assert text[spot.start : spot.end] == "The lighthouse lamp will be renewed in spring."


def test_copies_count_as_one_article_that_says_who_else_has_it() -> None:
    story = " ".join((FERRY, BRIDGE, *OTHERS))
    one, other = (replace(an_article(name, story), publisher=name) for name in ("Courier", "Herald"))

    [spot] = spotted(found("ferry", one, other))

    assert (spot.article_id, spot.elsewhere) == ("Courier", ("Herald",))


def test_what_has_none_of_the_words_is_known_as_such() -> None:
    article = an_article("ferry", FERRY)

    [spot] = spotted(found("zeppelin", article))

    assert not spot.worded
    assert (spot.start, spot.at) == (0, 0)


def test_where_as_many_articles_were_found_as_are_looked_at_more_may_fit() -> None:
    articles = [an_article(str(n), f"{FERRY} {n}") for n in range(ARTICLES)]

    assert searched(found("ferry", *articles)).limited
    assert not searched(found("ferry", *articles[1:])).limited
