"""An answer that is being written costs nothing but itself: whatever fails while it is shown, it comes."""

from __future__ import annotations

import asyncio
from typing import cast

import aiohttp
import discord
import pytest
from discord import ui

from bot.answering.answerer import Told as Hears
from bot.answering.model import Abstention, Answer
from bot.discord.growing import EVERY, Growing
from bot.discord.told import Told
from bot.discord.view import Press, note
from index.query import Query
from tests.library import NOW

pytestmark = pytest.mark.asyncio
WHOLE = Answer(Query("Who?", NOW), 1.0, (), (), ())


class Shown:
    """Where an answer is shown; each edit fails as told."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.edits = 0
        self._error = error

    async def show(self, view: ui.LayoutView) -> discord.Message:
        self.edits += 1
        if self._error:
            raise self._error
        return cast(discord.Message, discord.Object(7))


def growing(shown: Shown) -> Growing:
    def view(answer: Answer | None, stop: Press) -> ui.LayoutView:
        return note("so far")

    return Growing(shown.show, view, 1)


async def slowly(told: Hears | None) -> Answer | Abstention:
    assert told
    await told(WHOLE)
    await asyncio.sleep(EVERY + 0.3)
    return WHOLE


@pytest.mark.parametrize(
    "error", [aiohttp.ServerDisconnectedError(), OSError("reset"), RuntimeError("Session is closed"), KeyError("x")]
)
async def test_an_answer_that_cannot_be_shown_growing_comes_whole(error: BaseException) -> None:
    shown = Shown(error)

    assert await growing(shown).written(slowly) is WHOLE
    assert shown.edits == 1


async def test_stopped_before_anything_was_written_it_says_so() -> None:
    async def for_ever(told: Hears | None) -> Answer | Abstention:
        await asyncio.Event().wait()
        return WHOLE

    one = growing(Shown())
    asyncio.get_running_loop().call_later(0.1, one.stop)

    with pytest.raises(Told, match="stopped-early"):
        await one.written(for_ever)


async def test_who_is_cancelled_leaves_no_task_behind() -> None:
    before = asyncio.all_tasks()
    task = asyncio.create_task(growing(Shown()).written(slowly))
    await asyncio.sleep(0.1)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert asyncio.all_tasks() == before
