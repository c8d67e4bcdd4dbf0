"""The weekly summary in the editors' channel: once a week, where something happened and it is wanted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.discord.weekly import Weekly, week_end
from tests.bot.discord.town import Town, plain, said, text

QUESTION, UNANSWERED = "Who bought the harbour ferry?", "Why did the bus drivers go on strike?"
BEGAN = datetime(2025, 12, 29, 10, tzinfo=UTC)
"""A Monday; the clock of the simulated Discord stands at the first of January."""
MONDAY = datetime(2026, 1, 5, 10, tzinfo=UTC)


@pytest_asyncio.fixture
async def harbour(town: Town) -> Town:
    """A server whose editors have a channel, in its first week."""
    await town.choose("log", town.desk)
    await sum_up(town, BEGAN)
    return town


async def sum_up(town: Town, now: datetime) -> None:
    cog: Any = town.bot.get_cog("Weekly")
    assert isinstance(cog, Weekly)
    await cog.sum_up(town.guild.id, now)


async def dislike(town: Town) -> None:
    form = await town.reader.click(said(await town.ask(QUESTION)), label="👎")
    await town.reader.submit_modal(form, {"reason": ["outdated"]})


@pytest.mark.parametrize(
    ("now", "ended"),
    [
        ("2026-11-23T09:00+09:00", "2026-11-23T09:00+09:00"),
        ("2026-11-23T08:59+09:00", "2026-11-16T09:00+09:00"),
        ("2026-11-29T23:00+09:00", "2026-11-23T09:00+09:00"),
        ("2026-11-22T23:30+00:00", "2026-11-16T09:00+09:00"),
        ("2026-11-23T00:30+00:00", "2026-11-23T09:00+09:00"),
    ],
)
def test_a_week_ends_on_monday_morning_where_the_server_is(now: str, ended: str) -> None:
    assert week_end(datetime.fromisoformat(now), ZoneInfo("Asia/Seoul")) == datetime.fromisoformat(ended)


@pytest.mark.asyncio
async def test_the_editors_hear_what_was_asked_what_was_called_bad_and_what_is_missing(harbour: Town) -> None:
    await dislike(harbour)
    await harbour.ask(UNANSWERED)

    await sum_up(harbour, MONDAY)

    told = plain(harbour.last(harbour.desk))
    assert "### The week since 29 Dec 2025\n2 questions by one reader; one was answered." in told
    assert "👍 0 · 👎 1 (It is out of date: 1)" in told
    assert f"- {QUESTION} · It is out of date" in told
    assert f"**{UNANSWERED}**\n-# asked once by one reader" in told
    gaps = await harbour.editor.click(harbour.last(harbour.desk), label="All open questions")
    assert "One gap: one question" in text(gaps)
    assert gaps.ephemeral


@pytest.mark.asyncio
async def test_once_a_week(town: Town) -> None:
    await town.choose("log", town.desk)
    await sum_up(town, BEGAN - timedelta(days=7))
    told = []
    for later in (timedelta(), timedelta(minutes=10), timedelta(days=6, hours=22), timedelta(days=7)):
        await town.ask(QUESTION)
        await sum_up(town, BEGAN + later)
        told.append(len(town.desk.history()))

    assert told == [1, 1, 1, 2]


@pytest.mark.asyncio
async def test_a_week_in_which_nothing_happened_is_not_told(harbour: Town) -> None:
    await sum_up(harbour, MONDAY)

    assert harbour.desk.last_message is None


@pytest.mark.asyncio
async def test_nor_one_where_it_is_not_wanted_or_there_is_no_channel(town: Town) -> None:
    await sum_up(town, BEGAN)
    await town.ask(QUESTION)
    await sum_up(town, MONDAY)

    await town.choose("log", town.desk)
    await town.owner.click(said(await town.owner.slash(town.general, "setup")), custom_id="fn:set:weekly:0:0")
    await town.ask(QUESTION)
    await sum_up(town, MONDAY + timedelta(days=7))

    assert town.desk.last_message is None


@pytest.mark.asyncio
async def test_one_that_could_not_be_told_is_told_later(harbour: Town) -> None:
    await harbour.ask(QUESTION)
    harbour.env.inject_error("POST", f"/channels/{harbour.desk.id}/messages", status=403, code=50013)

    await sum_up(harbour, MONDAY)
    assert harbour.desk.last_message is None
    await sum_up(harbour, MONDAY + timedelta(minutes=10))

    assert "One question was asked; it was answered." in text(harbour.last(harbour.desk))


@pytest.mark.asyncio
async def test_one_that_could_not_be_told_for_a_day_is_given_up(harbour: Town) -> None:
    await harbour.ask(QUESTION)
    for later in (timedelta(), timedelta(days=1)):
        harbour.env.inject_error("POST", f"/channels/{harbour.desk.id}/messages", status=403, code=50013)
        await sum_up(harbour, MONDAY + later)

    await sum_up(harbour, MONDAY + timedelta(days=1, minutes=10))

    assert harbour.desk.last_message is None
    assert harbour.bot.memory.summed(harbour.guild.id) == MONDAY + timedelta(days=1)


@pytest.mark.asyncio
async def test_in_korean(harbour: Town) -> None:
    await harbour.choose("language", "ko")
    await dislike(harbour)

    await sum_up(harbour, MONDAY)

    assert "독자 1명이 질문 1개를 했고, 그 가운데 1개에 답했습니다." in text(harbour.last(harbour.desk))
