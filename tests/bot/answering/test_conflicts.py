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


HURT = "How many people were hurt in Wexley?"
DIED = "How many people died in Wexley?"
OPENS = "When does the Wexley pool open?"


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "What was the score?",
            "Wexley beat Tollmere 3-1 in the cup final.",
            "Wexley led Tollmere 2-1 in the cup final.",
        ),
        (
            "When was the bridge built?",
            "The Wexley bridge was built in 1931.",
            "The Wexley bridge was rebuilt in 1987.",
        ),
        ("How old is Alma Pike?", "Alma Pike, 44, was elected in Wexley.", "Alma Pike, 45, was re-elected in Wexley."),
        ("How many people live in Wexley?", "Wexley has 12,400 people.", "Wexley has 12,000 people in round numbers."),
        (OPENS, "The Wexley pool opens at 9 on weekdays.", "The Wexley pool opens at 10 on Sundays."),
        (HURT, "Between 3 and 5 people were hurt in the Wexley crash.", "4 people were hurt in the Wexley crash."),
        (HURT, "3 to 5 people were hurt in the Wexley crash.", "4 people were hurt in the Wexley crash."),
        (DIED, "Four people died in the Wexley flood.", "Two more people died in the Wexley flood."),
        (
            DIED,
            "Four people died in the Wexley flood.",
            "Two of the people who died in the Wexley flood were children.",
        ),
        (DIED, "Four people died in the Wexley flood of 1953.", "Nine people died in the Wexley flood of 2026."),
        (
            "Where did Wexley finish?",
            "Wexley finished 2nd in the league.",
            "Wexley finished 3rd in the league last season.",
        ),
        ("How much rain fell?", "40 mm of rain fell at Wexley on Monday.", "55 mm of rain fell at Wexley on Tuesday."),
        ("How long is the bridge?", "The Wexley bridge is 120 metres long.", "The Wexley bridge is 394 feet long."),
        ("How many voted?", "52% in Wexley voted for the new wall.", "48% in Wexley voted against the new wall."),
        ("When does the fair begin?", "The Wexley fair runs from 3 to 6 May.", "The Wexley fair runs from 3 May."),
        ("When is the fair?", "The Wexley fair is on 3 May 2025.", "The Wexley fair is on 2 May 2026."),
        ("Who is the mayor?", "Alma Pike is the mayor of Wexley.", "Ona Brisk is the former mayor of Wexley."),
        ("Who scored?", "Ona Brisk scored for Wexley against Tollmere.", "Bo Hart scored for Wexley against Tollmere."),
        (
            "How many tickets?",
            "4,000 Wexley tickets were sold on the first day.",
            "9,000 Wexley tickets were sold in all.",
        ),
        (
            "What is a ticket?",
            "A Wexley pool ticket is 5 crowns for adults.",
            "A Wexley pool ticket is 3 crowns for children.",
        ),
        ("What year did Wexley win?", "In 2019 Wexley won the Mill Cup.", "In 2024 Wexley won the Mill Cup."),
        (
            "How tall is the wall?",
            "The Wexley wall will grow by 2 metres.",
            "The Wexley wall will grow to 5 metres.",
        ),
        (
            "몇 명이 왔나요?",
            "누리포 등불 축제에 첫날 1만 2천 명이 왔다.",
            "누리포 등불 축제에 사흘간 4만 2천 명이 왔다.",
        ),
        ("몇 명이 왔나요?", "누리포 등불 축제에 지난해 3만 명이 왔다.", "누리포 등불 축제에 올해 4만 명이 왔다."),
        ("몇 명이 다쳤나요?", "누리포 사고로 3~5명이 다쳤다.", "누리포 사고로 4명이 다쳤다."),
        ("몇 명이 숨졌나요?", "누리포 화재로 3명이 숨졌다고 27일 밝혔다.", "누리포 화재로 3명이 숨졌다고 28일 밝혔다."),
        ("몇 시에 여나요?", "누리포 수영장은 평일 오전 9시에 연다.", "누리포 수영장은 주말 오전 10시에 연다."),
        ("누가 이겼나요?", "누리포가 달빛시를 3대 1로 이겼다.", "누리포가 달빛시를 전반 2대 1로 앞섰다."),
        ("요금은 얼마인가요?", "누리포 버스 요금은 어른 1500원이다.", "누리포 버스 요금은 어린이 800원이다."),
    ],
)
def test_other_times_people_parts_ranges_and_scores_are_no_disagreement(question: str, one: str, other: str) -> None:
    language = "ko" if "누리포" in one else "en"
    told = [article(id, text, "2026-11-20", language) for id, text in (("post", one), ("echo", other))]

    assert between(question, *told) == between(question, *reversed(told)) == []


@pytest.mark.parametrize(
    ("question", "one", "other", "said"),
    [
        (HURT, "4 people were hurt in the Wexley crash.", "7 people were hurt in the Wexley crash.", "4 people"),
        (
            HURT,
            "4 people were hurt in the Wexley crash on Monday.",
            "7 people were hurt in the Wexley crash.",
            "4 people",
        ),
        (
            HURT,
            "The fire chief said on Monday that 4 people were hurt in the Wexley crash.",
            "The council said on Tuesday that 7 people were hurt in the Wexley crash.",
            "4 people",
        ),
        ("When will it be ready?", "The Wexley wall is ready in 2027.", "The Wexley wall is ready in 2028.", "2027"),
        ("요금은 얼마인가요?", "누리포 버스 요금은 1500원이다.", "누리포 버스 요금은 1700원이다.", "1500원"),
        ("몇 명이 다쳤나요?", "누리포 사고로 4명이 다쳤다고 27일 밝혔다.", "누리포 사고로 7명이 다쳤다.", "4명"),
    ],
)
def test_what_differs_all_the_same_is_told(question: str, one: str, other: str, said: str) -> None:
    language = "ko" if "누리포" in one else "en"
    told = article("post", one, "2026-11-19", language), article("echo", other, "2026-11-20", language)

    [found] = between(question, *told)

    assert found.first.said == said


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
