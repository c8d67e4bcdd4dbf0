"""Follow-ups over the wire: from the button to a thread in which commands, mentions and further follow-ups go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wire.fake import FakeDiscord
from tests.wire.footnote import Footnote
from tests.wire.interactions import Interaction
from tests.wire.invocations import slash
from tests.wire.messages import Message
from tests.wire.objects import CREATE_THREADS, SEND_IN_THREADS, Channel, Guild, Thread, User

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
MORE, PRICE = "And for how much?", "was sold for 4,200 crowns"
WHERE, PLACE = "Where?", "an auction in Tollmere"


async def ask(fake: FakeDiscord, reader: User, channel: Channel) -> Message:
    """Ask the first question."""
    return await (await fake.interact(slash("ask", {"question": QUESTION}), reader, channel)).answered()


async def follow_up(fake: FakeDiscord, answer: Message, reader: User, question: str = MORE) -> Interaction:
    """Press Follow up below an answer and ask on."""
    return await fake.submit(await fake.press(answer, "Follow up", reader), {"question": question})


async def in_thread(fake: FakeDiscord, guild: Guild, text: str, thread: int = 0) -> Thread:
    """A server's first, second ... thread, once a message in it says this."""
    await fake.world.changes.until(
        lambda: len(guild.threads) > thread and any(text in one.text for one in said_in(fake, guild.threads[thread])),
        15,
        f"{text!r} in a thread",
    )
    return guild.threads[thread]


def said_in(fake: FakeDiscord, thread: Thread) -> list[Message]:
    """What the bot said there, in order."""
    return [one for one in fake.world.messages.values() if one.channel is thread and one.author == fake.bot]


async def test_a_follow_up_goes_on_in_a_thread_below_the_answer(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild, reader: User
) -> None:
    async with Footnote(fake, data):
        answer = await ask(fake, reader, channel)
        told = await follow_up(fake, answer, reader)
        thread = await in_thread(fake, guild, PRICE)
        pointed = await told.shows(f"<#{thread.id}>")

    begun, answered = said_in(fake, thread)
    assert thread is answer.thread
    assert thread.name == QUESTION
    assert "mention me here or use `/ask` in this thread" in begun.text
    assert "Understood as" in answered.text
    assert pointed.seen_by == reader


async def test_in_the_thread_a_command_and_a_mention_go_on(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild, reader: User
) -> None:
    async with Footnote(fake, data):
        await follow_up(fake, await ask(fake, reader, channel), reader)
        thread = await in_thread(fake, guild, PRICE)
        asked = await fake.interact(slash("ask", {"question": WHERE}), reader, thread)
        said = await fake.say(thread, reader, f"{fake.bot.mention} {MORE}")

        assert PLACE in (await asked.answered()).text
        assert (await fake.reply_shows(said, PRICE)).channel is thread


async def test_a_second_follow_up_goes_into_the_same_thread(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild, reader: User
) -> None:
    async with Footnote(fake, data):
        answer = await ask(fake, reader, channel)
        await follow_up(fake, answer, reader)
        await in_thread(fake, guild, PRICE)
        await follow_up(fake, answer, reader, WHERE)
        thread = await in_thread(fake, guild, PLACE)

    assert guild.threads == [thread]
    assert len(said_in(fake, thread)) == 3


async def test_a_thread_that_went_into_the_archive_is_found_again(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild, reader: User
) -> None:
    async with Footnote(fake, data):
        answer = await ask(fake, reader, channel)
        await follow_up(fake, answer, reader)
        thread = await in_thread(fake, guild, PRICE)
        await fake.archive(thread)
        await follow_up(fake, answer, reader, WHERE)
        await in_thread(fake, guild, PLACE)

        assert (await fake.called("POST", "/threads", 400)).status == 400
    assert guild.threads == [thread]
    assert not thread.archived


async def test_a_thread_that_people_have_opened_is_used_after_a_restart(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild, reader: User
) -> None:
    async with Footnote(fake, data):
        answer = await ask(fake, reader, channel)
        thread = await fake.open_thread(answer, reader)
    fake.gateway.sessions.clear()

    async with Footnote(fake, data):
        await follow_up(fake, answer, reader)

        assert await in_thread(fake, guild, PRICE) is thread


@pytest.mark.parametrize("forbidden", [CREATE_THREADS, SEND_IN_THREADS])
async def test_where_it_may_not_use_threads_a_follow_up_is_answered_in_place(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild, reader: User, forbidden: int
) -> None:
    guild.forbid(forbidden)
    async with Footnote(fake, data):
        asked = await follow_up(fake, await ask(fake, reader, channel), reader)

        assert PRICE in (await asked.answered()).text
    assert not guild.threads
    assert not asked.private


async def test_where_discord_refuses_a_thread_its_asker_sees_the_answer(
    fake: FakeDiscord, data: Path, channel: Channel, guild: Guild, reader: User
) -> None:
    async with Footnote(fake, data):
        fake.fail_next("POST", "/threads", 403)
        asked = await follow_up(fake, await ask(fake, reader, channel), reader)

        assert PRICE in (await asked.answered()).text
    assert not guild.threads
    assert asked.private
