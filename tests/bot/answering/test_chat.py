"""What a talk with a model took is counted however it ends; a call that was refused took nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from math import ceil

import pytest
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.language_models import FakeMessagesListChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk

from bot.answering.chat import LONGEST, ChatModel, ModelFailed, Said
from bot.answering.model import Tokens
from tests.bot.answering.scripted import Scripted, refused

pytestmark = pytest.mark.asyncio
ASKED: list[Said] = [("system", "Answer from the passages."), ("human", "Who bought the ferry?")]
READ = ceil(sum(len(text) for _, text in ASKED) / 4)
SAYS = "Captain Ona Brisk bought it. [K7AB]"


async def taken(model: Scripted, seconds: float = 5.0, leaves_after: float = 60.0) -> list[Tokens]:
    """What each talk is said to have taken, in a talk that its asker leaves after so many seconds."""
    spent: list[Tokens] = []

    async def talk() -> None:
        with ChatModel(model, "m", spent.append).talk(seconds) as one:
            await one.reply(ASKED)

    with suppress(ModelFailed, TimeoutError):
        await asyncio.wait_for(talk(), leaves_after)
    return spent


async def test_what_its_server_tells_is_counted() -> None:
    assert await taken(Scripted(scripts=[SAYS])) == [Tokens(100, 6)]


async def test_a_stream_that_breaks_is_counted_by_its_letters() -> None:
    assert await taken(Scripted(scripts=[f"{SAYS}<<BREAK>>reset"])) == [Tokens(READ, ceil(len(SAYS) / 4))]


async def test_so_is_one_that_its_asker_leaves() -> None:
    [tokens] = await taken(Scripted(scripts=[SAYS], seconds_a_piece=0.1), leaves_after=0.35)

    assert tokens.read == READ
    assert 0 < tokens.written < ceil(len(SAYS) / 4)


async def test_one_that_its_asker_leaves_before_a_word_has_been_read() -> None:
    assert await taken(Scripted(scripts=[SAYS], seconds_a_piece=5.0), leaves_after=0.05) == [Tokens(READ, 0)]


async def test_a_model_that_thinks_for_too_long_has_read_all_the_same() -> None:
    assert await taken(Scripted(scripts=[SAYS], seconds_a_piece=5.0), seconds=0.05) == [Tokens(READ, 0)]


async def test_a_call_that_is_refused_took_nothing() -> None:
    assert await taken(Scripted(scripts=[ConnectionError("no")])) == [Tokens()]


class TellsFirst(Scripted):
    """Says at the beginning what it has read and the first token that it writes, as some providers do."""

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> AsyncIterator[ChatGenerationChunk]:
        usage = UsageMetadata(input_tokens=90, output_tokens=1, total_tokens=91)
        yield ChatGenerationChunk(message=AIMessageChunk(content="", usage_metadata=usage))
        async for chunk in super()._astream(messages, stop, run_manager, **kwargs):
            yield chunk


async def test_what_was_told_before_a_stream_broke_is_no_less_than_was_seen() -> None:
    assert await taken(TellsFirst(scripts=[f"{SAYS}<<BREAK>>reset"])) == [Tokens(90, ceil(len(SAYS) / 4))]


async def test_a_model_that_cannot_stream_is_heard_all_the_same() -> None:
    usage = UsageMetadata(input_tokens=90, output_tokens=8, total_tokens=98)
    said = AIMessage(content=[{"type": "reasoning", "reasoning": "hm"}, SAYS], usage_metadata=usage)
    with ChatModel(FakeMessagesListChatModel(responses=[said]), "m").talk(5) as talk:
        assert await talk.reply(ASKED) == SAYS

    assert talk.tokens == Tokens(90, 8)


async def test_a_model_that_never_ends_is_left_and_counted_by_its_letters() -> None:
    [tokens] = await taken(Scripted(scripts=["otters " * LONGEST]), seconds=60)

    assert tokens.read == READ
    assert LONGEST <= 4 * tokens.written < LONGEST + 100


@pytest.mark.parametrize("said", ["<think>15 or 20?</think>\n85", "Is it 15?\n</think>\n\n85", "85<thinking>15"])
async def test_a_reply_is_without_thoughts(said: str) -> None:
    with ChatModel(Scripted(scripts=[said]), "m").talk(5) as talk:
        assert await talk.reply(ASKED) == "85"


@pytest.mark.parametrize(
    ("stated", "seconds", "retry"),
    [("2", 2.0, True), ("", 1.0, True), ("60", 60.0, False), ("inf", 1.0, True), ("nan", 1.0, True), ("-5", 1.0, True)],
)
async def test_a_time_to_try_again_is_kept_or_it_is_not_tried_again(stated: str, seconds: float, retry: bool) -> None:
    failure = ModelFailed(refused(429, **{"retry-after": stated}))

    assert (failure.seconds, failure.retry) == (seconds, retry)


@pytest.mark.parametrize(
    "said",
    [
        "Incorrect API key provided: sk-proj-4f5e6d7c8b9a. You can find it at",
        "Client error '400' for url 'https://models.example/v1?alt=sse&key=4f5e6d7c8b9a'",
        "401 for {'authorization': 'Bearer 4f5e6d7c8b9a'}",
        "1 validation error for Chunk\n  input_value='4f5e6d7c8b9a, who bought the ferry?'",
        f"{'very ' * 100}4f5e6d7c8b9a",
    ],
)
async def test_no_key_and_not_what_was_asked_is_told_of_a_failure(said: str) -> None:
    told = str(ModelFailed(ValueError(said)))

    assert "4f5e" not in told
    assert told.startswith(f"ValueError: {said[:3]}")
    assert len(told) < 250
