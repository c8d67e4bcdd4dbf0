"""Answers of a chat model in Discord: who wrote them is said, and the same buttons stand below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.bot.answering.chatting import ChatServer, keyed
from tests.bot.discord.town import Town, labels, said, text
from tests.library import LANTERNS, an_article

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
PRICE = "The harbour ferry was sold for 4,200 crowns."
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


async def test_open_questions_are_asked_again_without_the_model(town: Town, server: ChatServer) -> None:
    await town.restart(model="told", model_url=server.url)
    await town.reader.click(said(await town.ask("Why did the bus drivers go on strike?")), label="Tell me when they do")
    asked = len(server.asked)
    told = "The bus drivers went on strike because their pay was cut by a tenth."
    town.fill(an_article("strike", told, "2026-11-22", title="Bus drivers on strike"))

    cog: Any = town.bot.get_cog("Filled")
    await cog.ask_again(town.guild.id)

    assert told in text(town.last(town.reader.user.dm_channel))
    assert len(server.asked) == asked


async def test_of_an_article_in_another_language_the_card_shows_the_quote_and_its_translation(town: Town) -> None:
    town.fill(an_article("lanterns", LANTERNS, "2026-11-02", "ko", title="Nuripo 등불 축제 lantern festival"))
    statement = "About 42,000 people visited the Nuripo lantern festival in three days."
    translation = "42,000 people visited the Nuripo lantern festival over three days."
    with ChatServer(keyed(statement), f"1 | 1 | {translation}").open() as server:
        await town.restart(model="told", model_url=server.url)

        answer = await town.ask("How many people visited the Nuripo lantern festival?")
        card = await town.reader.click(said(answer), label="Check [1]")

    assert statement in text(answer)
    assert "누리포 등불 축제에 사흘간 4만 2천 명이 다녀갔다.**" in text(card)
    assert f"Translated by the chat model, not by the publisher: “{translation}”" in text(card)


async def test_a_follow_up_is_understood_by_the_model_from_the_answer_before(town: Town) -> None:
    with ChatServer(keyed(BUYER), "For how much was the harbour ferry sold?", keyed(PRICE)).open() as server:
        await town.restart(model="told", model_url=server.url)
        form = await town.reader.click(said(await town.ask(QUESTION, private=True)), label="Follow up")
        answer = await town.reader.submit_modal(form, {"question": "For how much?"})

    assert PRICE in text(answer)
    assert "Understood as: “For how much was the harbour ferry sold?”" in text(answer)
    assert BUYER in server.asked[1][1]["content"]


async def test_in_direct_messages_too_and_without_the_model_where_that_fails(town: Town) -> None:
    with ChatServer(keyed(BUYER), (500, "down"), keyed(PRICE)).open() as server:
        await town.restart(model="told", model_url=server.url)
        town.bot.memory.note_reader(town.reader.id, town.guild.id)
        await town.reader.send_dm(QUESTION)
        await town.reader.send_dm("And for how much?")

    assert "Understood as: “bought harbour ferry. And for how much?”" in text(town.last(town.reader.user.dm_channel))


async def test_what_the_model_failed_on_is_no_gap_of_the_library_where_no_quotes_stand_in(town: Town) -> None:
    with ChatServer((401, "wrong key")).open() as server:
        await town.restart(model="told", model_url=server.url, model_fallback="none")
        await town.ask(QUESTION)

    assert town.bot.memory.gaps.of(town.guild.id) == []


async def test_what_neither_the_model_nor_quotes_answer_is_one(town: Town) -> None:
    with ChatServer("[NONE]").open() as server:
        await town.restart(model="told", model_url=server.url)
        await town.ask(QUESTION)

    assert [one.given.question for one in town.bot.memory.gaps.of(town.guild.id)] == [QUESTION]
