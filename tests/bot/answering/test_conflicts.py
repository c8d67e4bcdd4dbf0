"""Where articles disagree: told from verbatim quotes, as a disagreement or an update, not where it only looks so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from bot.answering.conflicts import conflicts
from bot.answering.model import Answer, Citation, Conflict, Statement
from bot.wording import Audience, conflict_lines
from index.article import Article
from index.query import Query
from tests.bot.answering.asking_a_model import texts, with_key, written
from tests.bot.answering.found import found
from tests.library import NOW, an_article

HOW_MANY = "How many people were evacuated in the Wexley flood?"
WEXLEY = "The Mill River rose at Wexley all night long."


def article(id: str, text: str, published: str = "", language: str = "en") -> Article:
    return replace(an_article(id, text, published, language, title=""), publisher=f"The {id.title()}")


def between(question: str, *told: Article) -> list[Conflict]:
    """The conflicts of an answer that is made of the first sentence of each article."""
    ends = [one.text.index(".") + 1 for one in told]
    cited = [Citation(at, one, 1, 0, end) for at, (one, end) in enumerate(zip(told, ends, strict=True), start=1)]
    statements = [Statement(one.quote, (one.number,), 1.0) for one in cited]
    return list(conflicts(Query(question, NOW), statements, cited))


def sides(*found: Conflict) -> list[tuple[str, str, bool]]:
    return [(one.first.said, one.second.said, one.update) for one in found]


def test_what_a_later_article_counts_anew_is_an_update() -> None:
    post = article("post", f"Some 410 people were evacuated in the flood. {WEXLEY}", "2026-11-20")
    echo = article("echo", f"About 340 people had to be evacuated before the flood came. {WEXLEY}", "2026-11-19")

    assert sides(*between(HOW_MANY, post, echo)) == [("About 340 people", "Some 410 people", True)]


def test_on_one_day_or_without_a_date_it_is_a_disagreement() -> None:
    post = f"410 people were evacuated in the flood. {WEXLEY}"
    echo = f"340 people had to be evacuated before the flood came. {WEXLEY}"
    morning, evening = "2026-11-20T06:00:00+00:00", "2026-11-20T18:00:00+00:00"

    same_day = between(HOW_MANY, article("post", post, morning), article("echo", echo, evening))
    undated = between(HOW_MANY, article("post", post), article("echo", echo, evening))

    assert sides(*same_day) == sides(*undated) == [("410 people", "340 people", False)]


@pytest.mark.parametrize(
    ("question", "one", "other", "said"),
    [
        (
            "When does the Wexley pool open?",
            "The Wexley pool opens on 3 May after the repairs.",
            "After its repairs the Wexley pool opens on 10 May.",
            ("3 May", "10 May"),
        ),
        (
            "Who won the rowing cup of Wexley?",
            "The Mill River rowing cup of Wexley was won by Ona Brisk.",
            "The Mill River rowing cup of Wexley was won by Alma Pike on Sunday.",
            ("Ona Brisk", "Alma Pike"),
        ),
        (
            "등불 축제에 몇 명이 왔나요?",
            "누리포 등불 축제에 사흘간 4만 2천 명이 왔다.",
            "누리포 등불 축제에 사흘간 3만 5천 명이 왔다고 경찰이 말했다.",
            ("4만 2천 명", "3만 5천 명"),
        ),
    ],
    ids=["a date", "a name", "in Korean"],
)
def test_a_number_a_date_or_a_name_that_differs_is_told(
    question: str, one: str, other: str, said: tuple[str, str]
) -> None:
    language = "ko" if "축제" in one else "en"
    [found] = between(question, article("post", one, language=language), article("echo", other, language=language))

    assert (found.first.said, found.second.said) == said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("410 people were evacuated in the flood.", "Over 400 people were evacuated in the flood."),
        ("410 people were evacuated in the flood.", "Four hundred and ten people were evacuated in the flood."),
        ("410 people were evacuated in the flood.", "The flood cost 12 million crowns, and people were evacuated."),
        ("410 people were evacuated in the flood.", "In the flood 3 cows and 90 people, of 410 evacuated, were hurt."),
        ("410 people were evacuated in the flood on Monday.", "The people evacuated in the flood left on Tuesday."),
    ],
    ids=["more than", "in words", "other things", "one of them is the same", "weekdays"],
)
def test_what_only_looks_different_is_not(one: str, other: str) -> None:
    assert between(HOW_MANY, article("post", f"{one} {WEXLEY}"), article("echo", f"{other} {WEXLEY}")) == []


def test_numbers_of_another_town_are_no_disagreement() -> None:
    here = article("post", f"410 people were evacuated in the flood. {WEXLEY}")
    there = article("echo", "90 people were evacuated in the flood. In Amberdale the Otter Brook rose.")

    assert between("How many people were evacuated in the flood?", here, there) == []


def test_one_article_does_not_contradict_itself_nor_its_copy() -> None:
    text = f"410 people were evacuated in the flood. At dawn it had been 340 people, evacuated for the flood. {WEXLEY}"
    post, copy = article("post", text), article("copy", text)
    quotes = [Citation(1, post, 1, 0, 39), Citation(2, copy, 1, 40, text.index(WEXLEY) - 1)]
    statements = [Statement(one.quote, (one.number,), 1.0) for one in quotes]

    assert conflicts(Query(HOW_MANY, NOW), statements, quotes) == ()


def test_a_number_that_was_asked_for_is_held_against_all_that_was_found() -> None:
    post = article("post", f"410 people were evacuated in the flood. {WEXLEY}", "2026-11-20")
    echo = article("echo", f"{WEXLEY} By dawn 340 people were evacuated in the flood.", "2026-11-19")
    cited = Citation(1, post, 1, 0, 39)

    hits = found(HOW_MANY, post, echo).hits

    assert sides(*conflicts(Query(HOW_MANY, NOW), [Statement(cited.quote, (1,), 1.0)], [cited], hits)) == [
        ("340 people", "410 people", True)
    ]


def test_it_is_told_with_who_reported_it_and_when() -> None:
    post = article("post", f"Some 410 people were evacuated in the flood. {WEXLEY}", "2026-11-20")
    echo = article("echo", f"About 340 people had to be evacuated before the flood came. {WEXLEY}", "2026-11-19")
    found = between(HOW_MANY, post, echo)

    assert list(conflict_lines(found, Audience("en", UTC))) == [
        "Later: Some 410 people (The Post, 20 Nov 2026 [1]). Before: About 340 people (The Echo, 19 Nov 2026 [2])."
    ]
    assert list(conflict_lines([replace(found[0], update=False)], Audience("ko", UTC))) == [
        "기사마다 다릅니다: About 340 people (The Echo, 2026. 11. 19. [2]), "
        "Some 410 people (The Post, 2026. 11. 20. [1])."
    ]


POST = article("post", f"410 people were evacuated in the Wexley flood. {WEXLEY}", "2026-11-20")
ECHO = article("echo", f"{WEXLEY} By dawn 340 people were evacuated in the Wexley flood.", "2026-11-19")
BOTH = "The Echo reported 340 people evacuated on 19 November 2026, and The Post 410 people on 20 November 2026."


async def answered(*scripts: str) -> Answer:
    said = with_key("410 people were evacuated in the Wexley flood.")
    outcome = await written(said, *scripts, question=HOW_MANY, articles=[POST, ECHO])
    assert isinstance(outcome, Answer)
    return outcome


@pytest.mark.asyncio
async def test_a_model_words_it_with_both_quotes_behind() -> None:
    answer = await answered(f"{BOTH} [K1AA] [K2BB]")

    assert texts(answer)[1] == BOTH
    quotes = [answer.citations[number - 1].quote for number in answer.statements[1].citations]
    assert quotes == [
        "By dawn 340 people were evacuated in the Wexley flood.",
        "410 people were evacuated in the Wexley flood.",
    ]
    assert answer.conflicts == ()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "said",
    [
        "",
        "410 people were evacuated. [K2BB]",
        BOTH.replace("340", "350"),
        BOTH.replace("people evacuated", "people evacuated by @everyone"),
        f"{BOTH} See www.otters.example for more.",
        "Nobody knows how many otters there are.",
    ],
    ids=["nothing", "one side", "another number", "a mention", "a link", "otters"],
)
async def test_what_the_model_says_otherwise_is_left_out_and_the_disagreement_told_in_our_words(said: str) -> None:
    answer = await answered(said)

    assert len(answer.statements) == 1
    assert sides(*answer.conflicts) == [("340 people", "410 people", True)]
