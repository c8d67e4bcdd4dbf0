"""What people get from the running bot, over the wire: answers, whatever Discord throws in between, and no pings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.library import an_article
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import NEWS, Footnote, fill
from tests.wire.interactions import DEFERRED_ANSWER
from tests.wire.invocations import menu, slash, typing
from tests.wire.objects import MANAGE_SERVER, Channel, Guild, User

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
ASK = slash("ask", {"question": QUESTION})
BUYER = "Ona Brisk bought it"
SHOUT = "@everyone @here <@&1> <@1> bought the last rowing boat of Wexley."


async def test_a_question_is_deferred_at_once_and_then_answered(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    async with Footnote(fake, data):
        asked = await fake.interact(ASK, reader, channel)

        assert (await asked.acknowledged())["type"] == DEFERRED_ANSWER
        answer = await asked.answered()
        assert BUYER in answer.text
        assert "Ferry sold" in answer.text
        assert not asked.private


async def test_a_private_answer_is_seen_by_its_asker_only(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    async with Footnote(fake, data):
        asked = await fake.interact(slash("ask", {"question": QUESTION, "private": True}), reader, channel)

        assert (await asked.answered()).seen_by == reader


async def test_a_burst_fills_a_servers_queue_and_the_rest_is_told_so(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild
) -> None:
    limits = {"SERVER_QUEUE": "5", "USER_QUESTIONS_PER_MINUTE": "0", "SERVER_QUESTIONS_PER_MINUTE": "0"}
    async with Footnote(fake, data, **limits):
        crowd = [fake.member(guild, f"reader {number}") for number in range(30)]
        asked = [await fake.interact(ASK, one, channel) for one in crowd]
        texts = [(await one.answered()).text for one in asked]

    assert sum("waiting here already" in text for text in texts) >= 10
    assert sum(BUYER in text for text in texts) >= 5
    assert all("waiting here already" in text or BUYER in text for text in texts)


async def test_a_server_that_invited_it_while_it_was_away_is_greeted_once(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    fake.guild("누리포", locale="ko")
    for _ in range(2):
        fake.gateway.sessions.clear()
        async with Footnote(fake, data):
            await fake.world.changes.until(lambda: len(_said(fake)) >= 2, 15, "a greeting in each server")

    assert sum("Hello, I am Footnote" in text for text in _said(fake)) == 1
    assert sum("안녕하세요" in text for text in _said(fake)) == 1


def _said(fake: FakeDiscord) -> list[str]:
    return [message.text for message in fake.world.messages.values() if message.author == fake.bot]


async def test_a_mention_is_answered_below_it(fake: FakeDiscord, data: Path, channel: Channel, reader: User) -> None:
    async with Footnote(fake, data):
        said = await fake.say(channel, reader, f"{fake.bot.mention} {QUESTION}")

        await fake.reply(said)
        await fake.reply_shows(said, BUYER)


async def test_a_direct_message_is_answered_from_the_servers_where_its_author_has_asked(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    async with Footnote(fake, data):
        await (await fake.interact(ASK, reader, channel)).answered()
        said = await fake.say(fake.dm(reader), reader, QUESTION)

        await fake.reply_shows(said, BUYER)


async def test_talk_that_is_not_for_the_bot_is_left_alone(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    async with Footnote(fake, data):
        await fake.say(channel, reader, QUESTION)
        said = await fake.say(channel, reader, f"{fake.bot.mention} {QUESTION}")
        await fake.reply_shows(said, BUYER)

        assert [message.answered for message in fake.world.messages.values() if message.author == fake.bot] == [said]


async def test_an_answer_that_discord_puts_off_comes_when_it_may(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    async with Footnote(fake, data):
        fake.fail_next("PATCH", "@original", 429, times=2, retry_after=0.3)
        asked = await fake.interact(ASK, reader, channel)

        assert BUYER in (await asked.answered()).text
        assert asked.answered_at is not None
        assert asked.answered_at - asked.dispatched > 0.6


@pytest.mark.parametrize("status", [500, 502])
async def test_an_answer_that_discord_fails_to_take_is_sent_again(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User, status: int
) -> None:
    async with Footnote(fake, data):
        fake.fail_next("PATCH", "@original", status)
        asked = await fake.interact(ASK, reader, channel)

        assert BUYER in (await asked.answered()).text
        assert (await fake.called("PATCH", "@original", status)).status == status


async def test_a_reply_that_discord_puts_off_comes_when_it_may(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    async with Footnote(fake, data):
        fake.fail_next("POST", "/messages", 429)
        fake.fail_next("PATCH", "/messages", 502)
        said = await fake.say(channel, reader, f"{fake.bot.mention} {QUESTION}")

        await fake.reply_shows(said, BUYER)


async def test_nobody_is_pinged_whatever_stands_in_an_article_or_a_question(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User, guild: Guild
) -> None:
    fill(data, guild, an_article("shout", SHOUT, title="@everyone <@1>"))
    async with Footnote(fake, data):
        wanted = slash("ask", {"question": "@everyone who bought the last rowing boat of Wexley?"})
        answer = await (await fake.interact(wanted, reader, channel)).answered()
        said = await fake.say(channel, reader, f"{fake.bot.mention} @here who bought the rowing boat of Wexley?")
        await fake.reply_shows(said, "bought the last rowing boat")

        assert "bought the last rowing boat" in answer.text
        assert not [
            message for message in fake.world.messages.values() if message.author == fake.bot and message.mentions
        ]


async def test_a_citation_is_checked_by_its_button_even_after_a_restart(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    async with Footnote(fake, data):
        answer = await (await fake.interact(ASK, reader, channel)).answered()
    fake.gateway.sessions.clear()

    async with Footnote(fake, data):
        checked = await fake.press(answer, answer.buttons[0]["custom_id"], reader)
        card = await checked.answered()

    assert BUYER in card.text
    assert checked.private


async def test_the_publishers_of_the_library_are_offered_while_one_is_typed(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User, guild: Guild
) -> None:
    fill(data, guild, *(replace(article, publisher="Harbour Courier") for article in NEWS))
    async with Footnote(fake, data):
        offered = await fake.interact(typing("ask", "publisher", "cour", {"question": QUESTION}), reader, channel)

        assert await offered.choices() == ["Harbour Courier"]


async def test_a_message_is_asked_about_by_its_menu(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User
) -> None:
    async with Footnote(fake, data):
        said = await fake.say(channel, reader, QUESTION)
        form = await fake.interact(menu("Ask about this", said), reader, channel)
        asked = await fake.submit(form, {})

        assert BUYER in (await asked.answered()).text


async def test_an_uploaded_article_answers_once_its_preview_is_confirmed(
    fake: FakeDiscord, data: Path, channel: Channel, reader: User, guild: Guild
) -> None:
    editor = fake.member(guild, "ed", fake.role(guild, "editors", MANAGE_SERVER))
    file = fake.upload(
        "sundial.txt", b"Sundial stolen\n\nA copper sundial was stolen from the abbey of Quillon on Friday."
    )
    async with Footnote(fake, data):
        preview = await (await fake.interact(slash("article add", {"file": file}), editor, channel)).answered()
        await (await fake.press(preview, preview.buttons[0]["custom_id"], editor)).answered()
        asked = await fake.interact(slash("ask", {"question": "What was stolen from the abbey?"}), reader, channel)

        assert "copper sundial was stolen" in (await asked.answered()).text
