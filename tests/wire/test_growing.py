"""Answers that a chat model writes, over the wire: they appear as they are checked, and writing can be stopped."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from bot.discord.growing import EVERY
from tests.bot.answering.chatting import ChatServer, keyed
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import Footnote
from tests.wire.invocations import slash
from tests.wire.objects import Channel, Guild, User

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
BUYER = "Captain Ona Brisk bought the ferry at an auction in Tollmere."
SOLD = "The harbour ferry was sold for 4,200 crowns."
FALSE = "It went to a far away town, for nine million crowns and two otters."
WRITING, CHECKED, STOPPED = "Writing the answer", "what stands here was checked", "Stopped before it was complete"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    """It takes two or three seconds for each of three sentences, of which the second is not true."""
    with ChatServer(keyed(BUYER, FALSE, SOLD), keyed(SOLD), seconds=0.35).open() as opened:
        yield opened


@pytest.fixture
def settings(server: ChatServer) -> dict[str, str]:
    return {"MODEL": "told", "MODEL_URL": server.url}


async def left(server: ChatServer, times: int) -> None:
    """Wait until the bot has broken off so many of the model's streams."""
    async with asyncio.timeout(10):
        while server.left < times:
            await asyncio.sleep(0.05)


async def test_an_answer_grows_by_what_was_checked_and_ends_whole(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User, settings: dict[str, str]
) -> None:
    async with Footnote(fake, data, **settings):
        said = await fake.say(channel, reader, f"{fake.bot.mention} {QUESTION}")
        answer = await fake.reply_shows(said, WRITING)
        await fake.reply_shows(said, CHECKED)
        growing = [one["label"] for one in answer.buttons]
        await fake.reply_shows(said, "Written by told")

    edits = [call.at for call in fake.world.calls if call.method == "PATCH" and str(answer.id) in call.path]
    assert growing == ["Stop"]
    assert not any("otters" in str(call.body) for call in fake.world.calls)
    assert BUYER in answer.text
    assert SOLD in answer.text
    assert answer.component("Check [1]")
    assert all(later - earlier >= EVERY for earlier, later in pairwise(edits[:-1]))


async def test_stop_ends_the_model_s_work_and_keeps_what_was_checked(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild, server: ChatServer, settings: dict[str, str]
) -> None:
    reader, other = fake.member(guild, "ona"), fake.member(guild, "bo")
    async with Footnote(fake, data, **settings):
        asked = await fake.interact(slash("ask", {"question": QUESTION}), reader, channel)
        answer = await asked.shows(CHECKED)
        refused = await fake.press(answer, "Stop", other)
        assert "Only who asked and editors can stop" in (await refused.answered()).text
        await fake.press(answer, "Stop", reader)
        await asked.shows(STOPPED)
        checked = await (await fake.press(answer, "Check [1]", reader)).answered()
        await left(server, 1)

    assert BUYER in answer.text
    assert SOLD not in answer.text
    assert "Captain Ona Brisk bought it at an auction in Tollmere.**" in checked.text


async def test_deleting_the_question_or_the_answer_ends_the_model_s_work(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User, server: ChatServer, settings: dict[str, str]
) -> None:
    async with Footnote(fake, data, **settings) as footnote:
        said = await fake.say(channel, reader, f"{fake.bot.mention} {QUESTION}")
        await fake.delete(await fake.reply_shows(said, CHECKED))
        await left(server, 1)
        said = await fake.say(channel, reader, f"{fake.bot.mention} {QUESTION}")
        await fake.reply_shows(said, WRITING)
        await fake.delete(said)
        await left(server, 2)
        output = footnote.output

    assert "ERROR" not in output
    memory = sqlite3.connect(data / "bot.db")
    assert memory.execute("SELECT count(*) FROM answers").fetchone() == (0,)
    memory.close()


async def test_told_to_leave_twice_the_bot_stops_what_is_written_and_says_so(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User, server: ChatServer, settings: dict[str, str]
) -> None:
    async with Footnote(fake, data, **settings) as footnote:
        said = await fake.say(channel, reader, f"{fake.bot.mention} {QUESTION}")
        answer = await fake.reply_shows(said, CHECKED)
        footnote.send(signal.SIGTERM)
        async with asyncio.timeout(5):
            while "Leaving" not in footnote.output:  # two signals at once would be one
                await asyncio.sleep(0.05)
        footnote.send(signal.SIGTERM)
        ended = await footnote.ended(10)

    assert ended.status == 0
    assert STOPPED in answer.text
    await left(server, 1)
