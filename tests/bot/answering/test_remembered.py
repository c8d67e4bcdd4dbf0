"""Answers that a model wrote before: given again while nothing that they hang on has changed, and never otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from langchain_core.messages import BaseMessage

from bot.answering.chat import ChatModel
from bot.answering.generate import Writer
from bot.answering.model import Abstention, Answer, Citation, Conflict, Side, Statement, Tokens, Written
from bot.answering.remembered import RememberingWriter, kept_of, key_of, whole
from index.article import Article
from index.passage import Hit
from index.query import EVERYTHING, Filter, Query
from tests.bot.answering.asking_a_model import ARTICLES, BUYER, QUESTION, SOLD, here, with_key
from tests.bot.answering.found import found
from tests.bot.answering.scripted import Script, Scripted
from tests.library import BAKERY, BRIDGE, FERRY, NOW, an_article


@dataclass
class Shelf:
    """What is kept, and the model that is asked where nothing is."""

    scripts: Sequence[Script]
    kept: dict[str, str] = field(default_factory=dict)
    asking: dict[str, asyncio.Event] = field(default_factory=dict)
    made_by: tuple[object, ...] = ("harbour", "prompts", ("model", "scripted"))
    seconds_a_piece: float = 0.0
    refused: Callable[[], str] = str

    def __post_init__(self) -> None:
        self.model = Scripted(scripts=list(self.scripts), seconds_a_piece=self.seconds_a_piece)

    @property
    def calls(self) -> int:
        return len(self.model.heard)

    def writer(self) -> RememberingWriter:
        """A new one for each question, as the app makes them."""
        writer = Writer(ChatModel(self.model, "scripted", refused=self.refused), here, seconds=2.0)
        return RememberingWriter(writer, self.made_by, self.kept.get, self.kept.__setitem__, self.asking)

    async def ask(
        self, question: Query | str = QUESTION, articles: Sequence[Article] = ARTICLES
    ) -> Answer | Abstention:
        query = Query(question, NOW) if isinstance(question, str) else question
        return await self.writer().write(query, found(query.text, *articles))


def without_account(outcome: Answer | Abstention) -> Answer | Abstention:
    """An answer but for what it took, and whether it was kept."""
    assert outcome.written is not None
    return replace(outcome, written=replace(outcome.written, tokens=Tokens(), cached=False))


# Given again


@pytest.mark.asyncio
async def test_the_same_question_is_answered_again_without_asking_the_model() -> None:
    shelf = Shelf([with_key(BUYER, SOLD)])

    first, second = await shelf.ask(), await shelf.ask(f"  {QUESTION}\n")

    assert shelf.calls == 1
    assert isinstance(second, Answer)
    assert without_account(replace(second, question=first.question)) == without_account(first)
    assert second.written == Written("scripted", cached=True)
    assert first.written is not None
    assert (first.written.cached, first.written.tokens.read) == (False, 100)


@pytest.mark.asyncio
async def test_what_was_removed_from_it_is_told_again() -> None:
    shelf = Shelf([with_key(BUYER, "She owns forty otters."), "[NONE]"])

    await shelf.ask()
    again = await shelf.ask()

    assert again.written == Written("scripted", removed=1, cached=True)


@pytest.mark.asyncio
async def test_that_the_articles_do_not_say_is_remembered_where_the_model_said_so() -> None:
    shelf = Shelf(["[NONE]"])

    first, second = await shelf.ask(), await shelf.ask()

    assert isinstance(second, Abstention)
    assert without_account(second) == without_account(first)
    assert shelf.calls == 1


@pytest.mark.asyncio
async def test_an_answer_is_given_again_when_the_budget_is_spent_and_no_new_one_is_written() -> None:
    spent: list[str] = []
    shelf = Shelf([with_key(BUYER)], refused=lambda: spent[-1] if spent else "")
    await shelf.ask()
    spent.append("model-over-budget")

    again, other = await shelf.ask(), await shelf.ask("What was closed?")

    assert again.written == Written("scripted", cached=True)
    assert other.written == Written("scripted", fell_back="model-over-budget")
    assert shelf.calls == 1


# What it hangs on


def key(
    question: str = QUESTION,
    articles: Sequence[Article] = ARTICLES,
    asked: datetime = NOW,
    chosen: Filter = EVERYTHING,
    made_by: tuple[object, ...] = ("harbour", ("model", "m")),
) -> str:
    return key_of(Query(question, asked, chosen), found(question, *articles), made_by)


@pytest.mark.parametrize(
    "changed",
    [
        {"question": "Who sold the harbour ferry?"},
        {"question": QUESTION.lower()},
        {"question": f"{QUESTION} Last week?"},
        {"asked": NOW + timedelta(days=1)},
        {"asked": NOW.replace(hour=23).astimezone(ZoneInfo("Asia/Seoul"))},
        {"asked": NOW.astimezone(ZoneInfo("Asia/Seoul"))},
        {"chosen": Filter(since=datetime(2026, 1, 1, tzinfo=UTC))},
        {"chosen": Filter(until=datetime(2027, 1, 1, tzinfo=UTC))},
        {"chosen": Filter(publisher="Keel and Quay")},
        {"chosen": Filter(language="en")},
        {"made_by": ("mill", ("model", "m"))},
        {"made_by": ("harbour", ("model", "another"))},
    ],
)
def test_another_question_day_window_filter_library_or_model_is_another_answer(changed: dict[str, Any]) -> None:
    assert key(**changed) != key()


@pytest.mark.parametrize("later", [timedelta(seconds=1), timedelta(hours=11)])
def test_all_day_it_is_the_same(later: timedelta) -> None:
    assert key(asked=NOW + later) == key(question=f" {QUESTION} ")


@pytest.mark.parametrize(
    "corrected",
    [
        replace(ARTICLES[0], text=FERRY.replace("4,200", "4,300")),
        replace(ARTICLES[0], text=f"{FERRY} The ferry is red."),
        replace(ARTICLES[0], title="Ferry sold"),
        replace(ARTICLES[0], publisher="The Ellery Courier"),
        replace(ARTICLES[0], published=None),
        replace(ARTICLES[0], id="ferry-2"),
    ],
)
def test_an_article_that_is_not_what_it_was_is_another_answer(corrected: Article) -> None:
    assert key(articles=[corrected, ARTICLES[1]]) != key()


def test_so_is_another_version_of_it() -> None:
    held = found(QUESTION, *ARTICLES)
    newer = replace(held, hits=tuple(_in_version(hit, 2) for hit in held.hits))

    assert key_of(Query(QUESTION, NOW), newer, ()) != key_of(Query(QUESTION, NOW), held, ())


def _in_version(hit: Hit, version: int) -> Hit:
    return hit._replace(passage=replace(hit.passage, version=version))


def test_an_article_that_came_or_went_counts_where_the_model_reads_it() -> None:
    added = an_article("bakery", BAKERY)

    assert len({key(articles=articles) for articles in ([*ARTICLES, added], ARTICLES, ARTICLES[:1])}) == 3


def test_what_the_model_does_not_read_changes_nothing() -> None:
    many = [an_article(f"{number}", f"{BRIDGE} Number {number}.") for number in range(12)]

    assert key(articles=many[:10]) == key(articles=many[:11])
    assert key(articles=many[:9]) != key(articles=many[:10])


@pytest.mark.asyncio
async def test_all_that_the_model_reads_is_in_the_key() -> None:
    shelf = Shelf([with_key(BUYER)])
    await shelf.ask()

    read, [kept] = str(shelf.model.heard[0][1].content), shelf.kept
    assert read.count("<passage ") == len(ARTICLES)
    assert all(one.fingerprint in kept for one in ARTICLES)


@pytest.mark.asyncio
async def test_a_corrected_article_is_never_answered_from_what_was_written_before() -> None:
    shelf = Shelf([with_key(SOLD), with_key(SOLD.replace("4,200", "4,300"))])
    corrected = replace(ARTICLES[0], text=FERRY.replace("4,200", "4,300"))

    first, second = await shelf.ask(), await shelf.ask(articles=[corrected])

    assert [one.text for one in (first, second) if isinstance(one, Answer)] == [
        "The harbour ferry was sold for 4,200 crowns. [1]",
        "The harbour ferry was sold for 4,300 crowns. [1]",
    ]


# What is not kept


def broken(messages: list[BaseMessage]) -> str:
    return f"{with_key(BUYER)(messages)}\nThe harbour ferry was sold for 4<<BREAK>>reset"


def broken_repair(messages: list[BaseMessage]) -> str:
    return f"{with_key(BUYER, 'She owns forty otters.')(messages)}\n"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "scripts",
    [
        [ValueError("no")],
        ["I cannot help with that."],
        [broken, broken],
        [broken_repair, "The <<BREAK>>reset"],
    ],
)
async def test_what_failed_or_was_cut_short_is_asked_again(scripts: list[Script]) -> None:
    shelf = Shelf(scripts)

    await shelf.ask()
    asked = shelf.calls
    await shelf.ask()

    assert shelf.kept == {}
    assert shelf.calls > asked


@pytest.mark.asyncio
async def test_quotes_that_no_model_was_asked_about_are_not_kept() -> None:
    shelf = Shelf(["[NONE]"])

    await shelf.ask("zzz qqq", [])

    assert shelf.kept == {}


@pytest.mark.asyncio
@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", '{"statements": [], "cited": [], "written": {"model": 1}}'])
async def test_what_was_kept_and_cannot_be_read_is_written_anew(content: str) -> None:
    shelf = Shelf([with_key(BUYER)])
    first = await shelf.ask()
    shelf.kept.update(dict.fromkeys(shelf.kept, content))

    assert without_account(await shelf.ask()) == without_account(first)
    assert shelf.calls == 2


# Its parts


COPY = an_article("copy", f"{FERRY} *")
CITED = Answer(
    Query(QUESTION, NOW),
    0.9,
    found(QUESTION, *ARTICLES, COPY).hits,
    (Statement(SOLD, (1,), 0.8), Statement(BUYER, (1, 2), 0.9)),
    (Citation(1, ARTICLES[0], 1, 0, 56, (COPY,)), Citation(2, COPY, 1, 57, 113, translation="브리스크 선장이 샀다.")),
    Written("m", 2, Tokens(7, 8)),
    (Conflict(Side("4,200 crowns", Citation(0, ARTICLES[0], 1, 0, 56)), Side("5", Citation(0, COPY, 1, 0, 9)), True),),
)


def test_an_answer_is_kept_without_a_word_of_its_articles_and_made_whole_from_them() -> None:
    kept = kept_of(CITED)

    assert FERRY[:50] not in kept
    assert whole(kept, replace(CITED, statements=(), citations=(), conflicts=())) == replace(
        CITED, written=Written("m", 2, cached=True)
    )


def test_where_an_article_of_it_is_missing_it_is_not_used() -> None:
    without_copy = replace(CITED, hits=found(QUESTION, *ARTICLES).hits)
    corrected = replace(CITED, hits=tuple(_in_version(hit, 2) for hit in CITED.hits))

    assert whole(kept_of(CITED), without_copy) is None
    assert whole(kept_of(CITED), corrected) is None


def test_answers_have_no_part_that_would_be_forgotten() -> None:
    parts = {kind: {one.name for one in fields(kind)} for kind in (Answer, Abstention, Citation, Conflict, Side)}

    assert parts == {
        Answer: {*parts[Abstention], "statements", "citations", "conflicts"},
        Abstention: {"question", "confidence", "hits", "written"},
        Citation: {"number", "article", "version", "start", "end", "copies", "translation"},
        Conflict: {"first", "second", "update"},
        Side: {"said", "citation"},
    }


# At the same moment


@pytest.mark.asyncio
async def test_who_asks_the_same_at_the_same_moment_gets_the_one_answer() -> None:
    shelf = Shelf([with_key(BUYER)], seconds_a_piece=0.01)

    outcomes = await asyncio.gather(*(shelf.ask() for _ in range(3)))

    assert shelf.calls == 1
    assert [one.written and one.written.cached for one in outcomes] == [False, True, True]
    assert shelf.asking == {}


@pytest.mark.asyncio
async def test_who_gives_up_takes_no_answer_from_another() -> None:
    shelf = Shelf([with_key(BUYER)], seconds_a_piece=0.01)
    first, second, third = (asyncio.create_task(shelf.ask()) for _ in range(3))
    await asyncio.sleep(0.02)

    first.cancel()
    third.cancel()

    answer = await second
    assert isinstance(answer, Answer)
    await asyncio.wait([first, third])
    assert [first.cancelled(), third.cancelled()] == [True, True]
    assert shelf.calls == 2
    assert shelf.asking == {}


@pytest.mark.asyncio
async def test_where_the_first_one_fails_the_others_ask_at_once_and_not_one_after_the_other() -> None:
    shelf = Shelf([ValueError("no")] + ["I cannot help with that."] * 5, seconds_a_piece=0.05)

    outcomes = await asyncio.gather(*(shelf.ask() for _ in range(3)))

    assert [one.written and one.written.fell_back for one in outcomes] == ["model-failed", *["model-unbacked"] * 2]
    assert shelf.asking == {}
