"""Following up: a button, a thread, a reply or a direct message goes on from what was asked before."""

from __future__ import annotations

import pytest
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.discord.ask import FRESH
from tests.bot.discord.town import Said, Town, key, labels, said, text
from tests.library import LANTERNS, an_article

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
MORE = "And for how much?"
PRICE = "was sold for 4,200 crowns"
UNDERSTOOD = "Understood as: “bought harbour ferry. And for how much?”"


async def follow_up(town: Town, answer: Said, question: str = MORE) -> InteractionResult:
    """Press Follow up below an answer, as the reader, and ask on."""
    form = await town.reader.click(said(answer), label="Follow up")
    return await town.reader.submit_modal(form, {"question": question})


def thread_of(town: Town) -> ChannelHandle:
    (thread,) = town.general.threads
    return thread


async def test_a_follow_up_goes_on_in_a_thread_that_says_how(town: Town) -> None:
    told = await follow_up(town, await town.ask(QUESTION))

    begun, answered = thread_of(town).history()
    assert thread_of(town).name == QUESTION
    assert "mention me here or use `/ask` in this thread" in text(begun)
    assert PRICE in text(answered)
    assert UNDERSTOOD in text(answered)
    assert told.ephemeral
    assert thread_of(town).mention in text(told)


async def test_a_second_follow_up_goes_on_in_the_same_thread(town: Town) -> None:
    answer = await town.ask(QUESTION)

    await follow_up(town, answer)
    await follow_up(town, answer, "Where?")

    assert len(thread_of(town).history()) == 3
    assert "an auction in Tollmere" in text(thread_of(town).history()[-1])


async def test_in_the_thread_a_command_and_a_mention_go_on(town: Town) -> None:
    await follow_up(town, await town.ask(QUESTION), "When?")

    asked = await town.reader.slash(thread_of(town), "ask", question=MORE)
    await town.reader.send(thread_of(town), f"{town.mention} where was that?")

    assert PRICE in text(asked)
    assert "an auction in Tollmere" in text(town.last(thread_of(town)))


async def test_below_an_answer_in_a_thread_a_follow_up_is_answered_there(town: Town) -> None:
    await follow_up(town, await town.ask(QUESTION), "When?")

    answer = await follow_up(town, town.last(thread_of(town)))

    assert PRICE in text(answer)
    assert not answer.ephemeral


async def test_a_mention_in_a_channel_begins_anew(town: Town) -> None:
    await town.ask(QUESTION)
    await town.reader.send(town.general, f"{town.mention} {MORE}")

    assert "Understood as" not in text(town.last())


async def test_a_reply_to_an_answer_goes_on_from_it(town: Town) -> None:
    await town.reader.send(town.general, f"{town.mention} {QUESTION}")
    answer = town.last()
    await town.ask("Why was the Cutler Bridge closed?")

    await town.reader.send(town.general, f"{town.mention} {MORE}", reply_to=answer)

    assert PRICE in text(town.last())
    assert UNDERSTOOD in text(town.last())


async def test_a_question_that_stands_alone_is_taken_at_its_word(town: Town) -> None:
    told = await follow_up(town, await town.ask(QUESTION), "Why did engineers close the Cutler Bridge?")

    assert told.ephemeral
    assert "rust in two of its cables" in text(town.last(thread_of(town)))
    assert "Understood as" not in text(town.last(thread_of(town)))


async def test_without_threads_a_follow_up_is_answered_in_place(town: Town) -> None:
    panel = await town.owner.slash(town.general, "setup")
    await town.owner.click(said(panel), label="Without threads")

    answer = await follow_up(town, await town.ask(QUESTION))

    assert not town.general.threads
    assert PRICE in text(answer)
    assert f"**{MORE}**" in text(answer)
    assert not answer.ephemeral


async def test_a_follow_up_to_a_private_answer_is_private(town: Town) -> None:
    answer = await follow_up(town, await town.ask(QUESTION, private=True))

    assert not town.general.threads
    assert PRICE in text(answer)
    assert answer.ephemeral


async def test_where_no_thread_can_be_opened_its_asker_sees_the_answer(town: Town) -> None:
    answer = await town.ask(QUESTION)
    town.env.inject_error("POST", "/channels/*/messages/*/threads", status=403)

    told = await follow_up(town, answer)

    assert PRICE in text(told)
    assert told.ephemeral
    assert "Share in channel" in labels(told)


async def test_direct_messages_go_on_for_a_while(town: Town) -> None:
    await town.ask("What was closed?")
    await town.reader.send_dm(QUESTION)
    await town.reader.send_dm(MORE)
    assert PRICE in text(town.last(town.reader.user.dm_channel))

    await town.env.advance_time(FRESH.total_seconds() + 1)
    await town.reader.send_dm(MORE)

    assert "Understood as" not in text(town.last(town.reader.user.dm_channel))


async def test_a_direct_answer_is_followed_up_from_the_same_library(town: Town) -> None:
    await town.ask("What was closed?")
    await town.reader.send_dm(QUESTION)
    form = await town.reader.user.click(town.last(town.reader.user.dm_channel), label="Follow up")

    answer = await town.reader.user.submit_modal(form, {"question": MORE})

    assert PRICE in text(answer)
    assert "From the library of Harbour" in text(answer)


async def test_a_follow_up_works_after_a_restart(town: Town) -> None:
    answer = await town.ask(QUESTION)
    await town.restart()

    await follow_up(town, answer)

    assert PRICE in text(town.last(thread_of(town)))


async def test_an_empty_message_in_a_thread_is_left_alone(town: Town) -> None:
    await follow_up(town, await town.ask(QUESTION))

    await town.reader.send(thread_of(town), town.mention)
    await town.reader.send(thread_of(town), "just talking")

    assert len(thread_of(town).history()) == 4


async def test_what_was_asked_on_is_kept_in_mind_and_not_only_the_first_question(town: Town) -> None:
    await follow_up(town, await town.ask("Why was the Cutler Bridge closed?"), f"{QUESTION}")

    asked = await town.reader.slash(thread_of(town), "ask", question=MORE)

    assert PRICE in text(asked)


async def test_nobody_goes_on_from_an_answer_that_was_deleted(town: Town) -> None:
    answer = await town.ask(QUESTION)
    form = await town.reader.click(said(answer), label="Follow up")
    town.bot.memory.forget_answer(key(answer))

    told = await town.reader.submit_modal(form, {"question": MORE})

    assert MORE in text(told)
    assert PRICE not in text(told)


async def test_in_korean_a_follow_up_goes_on_too(town: Town) -> None:
    town.fill(an_article("lanterns", LANTERNS, "2026-11-22", language="ko", title="누리포 등불 축제"))
    answer = await town.ask("누리포 등불 축제에 몇 명이 다녀갔나요?")

    form = await town.reader.click(said(answer), label="이어서 질문")
    await town.reader.submit_modal(form, {"question": "그럼 주차장은 몇 곳으로 늘려?"})

    assert "주차장을 네 곳으로 늘리기로 했다" in text(town.last(thread_of(town)))
    assert "이렇게 이해했습니다" in text(town.last(thread_of(town)))
