"""Which articles and sentences only say again what others say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.candidates import ARTICLES, by_answers, candidates
from bot.answering.copies import is_copy, say_the_same
from bot.answering.extract import extract
from index.article import Article
from index.published import parse_published
from index.terms import terms
from tests.bot.answering.found import found
from tests.library import BAKERY, BRIDGE, FERRY, LANTERNS, LIBRARY_KOREAN, OTHERS, an_article
from tests.texts import a_text

SOLD = "How much was the harbour ferry sold for?"
STORY = f"{FERRY} {' '.join(OTHERS)} {BAKERY}"
KOREAN = (
    f"{LANTERNS} {LIBRARY_KOREAN} 여객선은 하루 열두 번 다녔고, 다리는 밤마다 닫혀 있었다. 시장은 또 열겠다고 말했다."
)


def copy(text: str, of: str) -> bool:
    return is_copy(an_article("copy", text), an_article("other", of))


@pytest.mark.parametrize(
    ("text", "of"),
    [
        (STORY, STORY),
        (STORY.upper(), STORY),
        (STORY.replace(". ", ".\n\n"), STORY),
        (f"TOLLMERE, Norland (AP) — {STORY}", STORY),
        (STORY.replace("Tuesday", "Wednesday").replace("poor", "bad"), STORY),
        (STORY[: len(STORY) // 2], STORY),
        (f"{STORY} Tollmere Post", STORY),
        (f"(누리포=연합뉴스) {KOREAN}", KOREAN),
        (KOREAN.replace("사흘간", "3일간"), KOREAN),
        ("Sold.", "SOLD."),
        ("", ""),
    ],
)
def test_an_article_that_is_edited_slightly_or_cut_short_is_a_copy(text: str, of: str) -> None:
    assert copy(text, of)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        (STORY, STORY[: len(STORY) // 2]),
        (f"{STORY} The mayor did not say who pays for all this, nor when the choir comes home from Norland.", STORY),
        (" ".join(map(str, range(9000))), " ".join(map(str, range(7000)))),
        (FERRY, BRIDGE),
        ("The ferry that was sold in the harbour on Tuesday went for 4,200 crowns to Ona Brisk, a captain.", FERRY),
        (STORY.replace("4,200", "5,300"), STORY),
        (STORY.replace("Forty", "Thirty"), STORY),
        (f"{KOREAN} 문은 아침 9시에 연다.", f"{KOREAN} 문은 아침 10시에 연다. 다음은 날씨입니다."),
        (LIBRARY_KOREAN, LANTERNS),
        (FERRY, ""),
        ("", FERRY),
        ("Ferry", "Bridge"),
    ],
)
def test_an_article_that_says_more_or_says_it_in_its_own_words_is_none(text: str, of: str) -> None:
    assert not copy(text, of)


@pytest.mark.parametrize("seed", range(20))
def test_any_text_is_a_copy_of_itself(seed: int) -> None:
    assert copy(a_text(seed), a_text(seed))


def test_sentences_say_the_same_if_they_share_most_terms_of_the_shorter_one() -> None:
    ferry = set(terms("The harbour ferry was sold for 4,200 crowns on Tuesday."))

    assert say_the_same(set(terms("On Tuesday the harbour ferry was sold, they say.")), ferry)
    assert not say_the_same(set(terms("The harbour ferry sank near Tollmere.")), ferry)
    assert not say_the_same(set(), ferry)


def test_articles_that_differ_in_a_number_are_both_cited() -> None:
    held = found(SOLD, an_article("one", FERRY), an_article("other", FERRY.replace("4,200", "5,300")))

    assert {one.article.id for one in extract(candidates(SOLD, held), SOLD)} == {"one", "other"}


def outlets(count: int) -> list[Article]:
    """The same story, each time a little different."""
    return [
        replace(an_article(f"outlet {n}", f"OUTLET{n} — {STORY} Outlet{n}"), publisher=f"Outlet {n}")
        for n in range(count)
    ]


def test_copies_of_a_story_take_one_place_among_the_articles_that_are_read() -> None:
    other = an_article("other", "The harbour ferry had been sold for 900 crowns when it was new, says the museum.")

    made = candidates(SOLD, found(SOLD, *outlets(ARTICLES + 3), other))

    assert {one.article.id for one in made} == {"outlet 0", "other"}
    assert {one.rank for one in made} == {0, 1}


def test_the_citation_of_a_story_names_who_else_published_it() -> None:
    [first, *_] = extract(candidates(SOLD, found(SOLD, *outlets(3), an_article("bridge", BRIDGE))), SOLD)

    assert first.article.id == "outlet 0"
    assert first.elsewhere == ("Outlet 1", "Outlet 2")


def test_a_copy_that_is_cut_short_before_the_quote_is_not_named_with_it() -> None:
    long, short = outlets(2)
    short = replace(short, text=long.text[: long.text.index(BAKERY)])
    question = "Which bakery in Linden Street won the rye prize again?"

    [bakery, *_] = extract(candidates(question, found(question, long, short)), question)
    [ferry, *_] = extract(candidates(SOLD, found(SOLD, long, short)), SOLD)

    assert (bakery.elsewhere, ferry.elsewhere) == ((), ("Outlet 1",))


def test_a_copy_keeps_its_place_beside_the_article_that_is_cited() -> None:
    held = found(SOLD, *outlets(2), an_article("bridge", BRIDGE))

    moved = by_answers(held, candidates(SOLD, held))

    assert [hit.passage.article.id for hit in moved.hits] == [hit.passage.article.id for hit in held.hits]
    assert moved.hits[0].score / moved.hits[1].score == pytest.approx(held.hits[0].score / held.hits[1].score)


def test_of_copies_that_rank_equally_the_earliest_is_cited() -> None:
    days = ["", "2026-11-22", "2026-11-20", "2026-11-21"]
    copies = [
        replace(one, published=parse_published(date) if date else None)
        for one, date in zip(outlets(4), days, strict=True)
    ]
    held = found(SOLD, *copies)
    equal = replace(held, hits=tuple(hit._replace(score=1.0) for hit in held.hits))

    assert extract(candidates(SOLD, equal), SOLD)[0].article.id == "outlet 2"
    assert extract(candidates(SOLD, held), SOLD)[0].article.id == "outlet 0"
