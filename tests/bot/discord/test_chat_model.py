"""Answers of a chat model in Discord: who wrote them is said, and the same buttons stand below."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.answering.chatting import ChatServer, keyed
from tests.bot.discord.town import Town, labels, said, text

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
BUYER = "Captain Ona Brisk bought the ferry at an auction in Tollmere."


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(keyed(BUYER)).open() as opened:
        yield opened


async def test_the_answer_is_the_model_s_and_its_source_is_checked_as_ever(town: Town, server: ChatServer) -> None:
    await town.restart(model="told", model_url=server.url)

    answer = await town.ask(QUESTION)

    assert BUYER in text(answer)
    assert "Written by told; every sentence was checked against its quote." in text(answer)
    assert labels(answer)[0] == "Check [1]"
    card = await town.reader.click(said(answer), label="Check [1]")
    assert "Captain Ona Brisk bought it at an auction in Tollmere.**" in text(card)


async def test_a_direct_message_asks_the_model_once_however_many_servers_there_are(
    town: Town, server: ChatServer
) -> None:
    await town.restart(model="told", model_url=server.url)
    await town.ask("What was closed?")
    asked = len(server.asked)

    await town.reader.send_dm(QUESTION)

    assert BUYER in text(town.last(town.reader.user.dm_channel))
    assert len(server.asked) == asked + 1


async def test_the_status_names_the_model(town: Town, server: ChatServer) -> None:
    await town.restart(model="told", model_url=server.url)

    assert "Answers are written by told" in text(await town.reader.slash(town.general, "status"))
