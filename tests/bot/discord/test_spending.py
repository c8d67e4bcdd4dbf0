"""What the chat model takes for a server: shown to who manages it, told to its editors, and never more than allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.answering.conversation import Exchange
from bot.answering.model import Answer, Tokens
from bot.discord.expiry import Expiry
from bot.discord.spending import Spending, is_to_hear
from bot.spending import Spent, end_of, month_before, month_of
from bot.wording import Audience, minute, month_name
from index.query import Query
from tests.bot.answering.chatting import ChatServer, keyed
from tests.bot.discord.town import Town, labels, plain, text

QUESTION = "Who bought the harbour ferry?"
BUYER = "Captain Ona Brisk bought the ferry at an auction in Tollmere."
QUOTE = "Captain Ona Brisk bought it at an auction in Tollmere."
A_TALK = 333
"""The tokens of an answer of this server's."""
PRICES = {"model_price_read": 10_000.0, "model_price_written": 100_000.0}
"""So an answer costs 3.21 + 1.20."""


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(keyed(BUYER)).open() as opened:
        yield opened


async def restart(town: Town, server: ChatServer, **settings: object) -> None:
    """The bot runs with the model, and looks at nothing by itself."""
    await town.restart(model="told", model_url=server.url, **settings)
    await town.unlooked()


async def warn(town: Town) -> None:
    """What happens every ten minutes."""
    await Spending(town.bot).warn(town.guild.id)


def spent(town: Town, tokens: int, month: str = "") -> None:
    """The model has taken so many tokens, also in another process."""
    town.bot.app.ledger.add(str(town.guild.id), month or this_month(), "told", Spent(Tokens(tokens)))


def this_month() -> str:
    return month_of(datetime.now(UTC))


def until(town: Town, language: str = "en") -> str:
    """The end of the month on the server's clock."""
    return minute(end_of(this_month()), Audience(language, town.bot.server(town.guild.id).zone))


async def status(town: Town) -> str:
    return plain(await town.owner.slash(town.general, "status"))


# The status


@pytest.mark.asyncio
async def test_who_manages_the_server_sees_this_month_and_the_last_one(town: Town, server: ChatServer) -> None:
    await restart(town, server)
    spent(town, 4000, month_before(this_month()))
    await town.ask(QUESTION)

    shown = await status(town)

    this, last = (month_name(end_of(month) - timedelta(days=1), "en") for month in (this_month(), _last()))
    assert "### Chat model: told" in shown
    assert f"**{this}:** 321 tokens read, 12 written\n**{last}:** 4,000 tokens read, 0 written" in shown


def _last() -> str:
    return month_before(this_month())


@pytest.mark.asyncio
async def test_with_prices_they_see_the_cost_and_how_much_of_the_budget_it_is(town: Town, server: ChatServer) -> None:
    await restart(town, server, **PRICES, model_budget=20)
    await town.ask(QUESTION)

    assert "321 tokens read, 12 written · cost 4.41 · 22% of the budget of 20.00" in await status(town)


@pytest.mark.asyncio
async def test_a_budget_of_tokens_is_shown_as_that(town: Town, server: ChatServer) -> None:
    await restart(town, server, model_budget_tokens=1_000_000)
    spent(town, 250_000)

    assert "250,000 tokens read, 0 written · 25% of the budget of 1,000,000 tokens" in await status(town)


@pytest.mark.asyncio
async def test_others_see_nothing_of_it_nor_anybody_without_a_model(town: Town, server: ChatServer) -> None:
    assert "tokens" not in await status(town)
    assert not (town.data / "model.db").exists()

    await restart(town, server)

    assert "tokens" not in text(await town.reader.slash(town.general, "status"))


@pytest.mark.asyncio
async def test_that_it_cannot_be_counted_is_told(town: Town, server: ChatServer) -> None:
    (town.data / "model.db").write_bytes(b"no ledger" * 100)
    await restart(town, server)

    assert BUYER in text(await town.ask(QUESTION))
    assert "What the model takes cannot be counted just now." in await status(town)


# The budget


@pytest.mark.asyncio
async def test_over_the_budget_answers_are_made_of_quotes_and_say_so(town: Town, server: ChatServer) -> None:
    await restart(town, server, model_budget_tokens=A_TALK)

    assert BUYER in text(await town.ask(QUESTION))
    answer = await town.ask("Who bought the ferry in Tollmere?")

    assert QUOTE in text(answer)
    assert "This month’s budget for the model told is spent until the month ends. So this is made of quotes." in text(
        answer
    )
    assert labels(answer)[0] == "Check [1]"
    assert len(server.asked) == 1
    assert f"The budget of this month is spent: answers are made of quotes until {until(town)}" in await status(town)


@pytest.mark.asyncio
async def test_what_was_answered_before_is_answered_still(town: Town, server: ChatServer) -> None:
    await restart(town, server, model_budget_tokens=A_TALK)

    answers = [await town.ask(QUESTION), await town.ask(QUESTION, by=town.editor)]

    assert all(BUYER in text(one) for one in answers)
    assert len(server.asked) == 1


@pytest.mark.asyncio
async def test_a_budget_that_cannot_be_counted_is_not_spent(town: Town, server: ChatServer) -> None:
    (town.data / "model.db").write_bytes(b"no ledger" * 100)
    await restart(town, server, model_budget_tokens=10 * A_TALK)

    answer = text(await town.ask(QUESTION))

    assert QUOTE in answer
    assert "What the model told takes cannot be counted just now. So this is made of quotes." in answer
    assert server.asked == []


@pytest.mark.asyncio
async def test_a_follow_up_counts_too_and_over_the_budget_it_is_understood_without_the_model(town: Town) -> None:
    follow_up, before = Query("And how much was it sold for?", datetime.now(UTC)), Exchange(QUESTION, BUYER)
    with ChatServer("How much was the harbour ferry sold for at the auction?").open() as server:
        await restart(town, server, model_budget_tokens=A_TALK)
        harbour = town.bot.community(town.guild.id)

        first, second = [(await harbour.understood(follow_up, before)).text for _ in range(2)]

    assert first == "How much was the harbour ferry sold for at the auction?"
    assert second != first
    assert len(server.asked) == 1


@pytest.mark.asyncio
async def test_another_server_has_its_own(town: Town, server: ChatServer) -> None:
    await restart(town, server, model_budget_tokens=A_TALK)
    await town.ask(QUESTION)

    assert town.bot.app.account(str(town.guild.id)).refused() == "model-over-budget"
    assert town.bot.app.account("1").refused() == ""


@pytest.mark.asyncio
async def test_who_asks_the_same_at_the_same_moment_costs_nothing_more(town: Town, server: ChatServer) -> None:
    await restart(town, server)
    harbour, query = town.bot.community(town.guild.id), Query(QUESTION, datetime.now(UTC))

    outcomes = await asyncio.gather(*(harbour.ask(query) for _ in range(3)))

    assert [isinstance(one, Answer) and one.text for one in outcomes] == [f"{BUYER} [1]"] * 3
    assert len(server.asked) == 1


@pytest.mark.asyncio
async def test_a_corrected_article_is_asked_about_anew(town: Town, server: ChatServer) -> None:
    await restart(town, server)
    await town.ask(QUESTION)
    [ferry] = [one for one in town.articles() if one.id == "ferry"]
    town.fill(type(ferry)(ferry.id, f"{ferry.text} She paid at once.", ferry.title, published=ferry.published))

    await town.ask(QUESTION)

    assert len(server.asked) == 2


# A word to the editors


@pytest.mark.parametrize(
    ("used", "told", "hears"),
    [
        (79, 0, False),
        (80, 0, True),
        (99, 80, False),
        (100, 80, True),
        (100, 0, True),
        (130, 100, False),
        (130, 103, False),
    ],
)
def test_editors_hear_of_each_once(used: int, told: int, hears: bool) -> None:
    assert is_to_hear(used, told) == hears


@pytest.mark.asyncio
async def test_the_editors_channel_hears_that_the_budget_is_nearly_spent_and_that_it_is(
    town: Town, server: ChatServer
) -> None:
    await restart(town, server, model_budget_tokens=1000)
    await town.choose("log", town.desk)

    heard = []
    for tokens in (790, 30, 100, 100, 100):
        spent(town, tokens)
        await warn(town)
        heard.append(len(town.desk.history()))

    first, last = (text(one) for one in sorted(town.desk.history(), key=lambda one: one.id))
    assert heard == [0, 1, 1, 2, 2]
    assert first.startswith("**82% of this month’s budget for told are used.** Once it is spent,")
    assert last == f"**This month’s budget for told is spent.** Answers are made of quotes until {until(town)}."


@pytest.mark.asyncio
async def test_not_again_after_a_restart(town: Town, server: ChatServer) -> None:
    await restart(town, server, model_budget_tokens=1000)
    await town.choose("log", town.desk)
    spent(town, 850)
    await warn(town)

    await restart(town, server, model_budget_tokens=1000)
    await warn(town)

    assert len(town.desk.history()) == 1


@pytest.mark.asyncio
async def test_a_word_that_could_not_be_said_is_said_later(town: Town, server: ChatServer) -> None:
    await restart(town, server, model_budget_tokens=1000)
    spent(town, 850)
    await warn(town)
    await town.choose("log", town.desk)
    town.env.inject_error("POST", f"/channels/{town.desk.id}/messages", status=403, code=50013)
    await warn(town)
    assert town.desk.history() == []

    await warn(town)

    assert len(town.desk.history()) == 1


@pytest.mark.asyncio
async def test_the_bot_looks_by_itself_where_there_is_a_budget(town: Town, server: ChatServer) -> None:
    await town.restart(model="told", model_url=server.url)
    assert town.bot.get_cog("Spending") is None

    await town.restart(model="told", model_url=server.url, model_budget_tokens=1000)

    assert town.bot.get_cog("Spending") is not None


# Privacy


@pytest.mark.asyncio
async def test_who_asks_hears_that_a_model_reads_the_question_and_how_long_its_answer_is_kept(
    town: Town, server: ChatServer
) -> None:
    without = text(await town.reader.slash(town.general, "privacy"))
    await restart(town, server, keep_days=3)

    told = text(await town.reader.slash(town.general, "privacy"))

    assert "it is given your question" not in without
    assert "**Of answers that told writes:** it is given your question, as you wrote it," in told
    assert "where you ask on, the question and the answer before" in told
    assert "Its answer is kept for 3 days, without the question and without you" in told


@pytest.mark.asyncio
async def test_the_file_knows_neither_the_question_nor_who_asked(town: Town, server: ChatServer) -> None:
    await restart(town, server)
    await town.ask(QUESTION)

    kept = b"".join(file.read_bytes() for file in town.data.glob("model.db*"))

    assert BUYER.encode() in kept
    assert QUESTION.encode() not in kept
    assert str(town.reader.id).encode() not in kept


@pytest.mark.asyncio
async def test_answers_go_when_they_are_old_and_with_their_library(town: Town, server: ChatServer) -> None:
    await restart(town, server)
    ledger, guild = town.bot.app.ledger, str(town.guild.id)
    for key in ("old", "new"):
        ledger.keep(guild, key, "answer")
    spent(town, 10)
    cog = Expiry(town.bot)

    await cog.expire(datetime.now(UTC) + timedelta(days=8))
    assert ledger.find("old") is None
    ledger.keep(guild, "new", "answer")
    town.env.backend.remove_guild(town.guild.id)
    await town.env.settle()
    town.bot.memory.note_gone(town.guild.id, datetime.now(UTC))
    await cog.expire(datetime.now(UTC) + timedelta(days=31))

    assert ledger.find("new") is None
    assert [(row.library, row.spent.tokens.read) for row in ledger.rows()] == [("", 10)]


# In Korean


@pytest.mark.asyncio
async def test_in_korean(town: Town, server: ChatServer) -> None:
    await restart(town, server, **PRICES, model_budget=4)
    await town.choose("language", "ko")
    await town.choose("log", town.desk)
    await town.ask(QUESTION)
    await warn(town)

    shown, answer = await status(town), text(await town.ask("Who bought the ferry in Tollmere?"))

    assert "### 언어 모델: told" in shown
    assert "읽은 토큰 321개, 쓴 토큰 12개 · 비용 4.41 · 예산 4.00 가운데 110% 사용" in shown
    assert f"이번 달 예산을 다 썼습니다. {until(town, 'ko')}까지 인용문으로 답합니다." in shown
    assert "이번 달 told 모델 예산을 다 썼습니다. 그래서 인용문으로 답합니다." in answer
    assert f"**이번 달 told 예산을 다 썼습니다.** {until(town, 'ko')}까지" in text(town.last(town.desk))
    assert "질문과 질문한 분의 정보 없이 7일 동안 보관합니다" in text(await town.reader.slash(town.general, "privacy"))
