"""Many who ask at once: nobody waits too long for a sign of life, nobody's question is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.wire.crowd import NO_LIMITS, Asker, ask_all
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import Footnote, fill

pytestmark = pytest.mark.asyncio
SERVERS, PEOPLE = 4, 10
QUESTIONS = ("Who bought the harbour ferry?", "Why was the bridge closed?", "What did the ministry of cheese decide?")


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """Without Discord's description: holding so many bodies against it takes longer than the bot does."""
    async with FakeDiscord(check=False) as served:
        yield served
    assert not served.world.faults


async def test_all_who_ask_at_once_in_several_servers_are_acknowledged_in_time_and_answered(
    fake: FakeDiscord, data: Path
) -> None:
    guilds = [fake.guild(f"Harbour {number}") for number in range(SERVERS)]
    for guild in guilds:
        fill(data, guild)
    askers = [
        Asker(fake.member(guild, f"reader {number}"), guild.channels[0], QUESTIONS[number % len(QUESTIONS)])
        for number in range(PEOPLE)
        for guild in guilds
    ]
    async with Footnote(fake, data, **NO_LIMITS):
        waits = await ask_all(fake, askers)

    assert len(waits.acknowledged) == len(waits.answered) == len(askers)
    assert max(waits.acknowledged) <= fake.world.deadline
