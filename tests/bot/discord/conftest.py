"""A town for each test: the bot runs on a simulated Discord, its libraries are real."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from simcord.env import Env

from bot.discord.told import Told
from tests.bot.discord.town import Town, a_bot
from tests.wire.footnote import NEWS

BUSY = 120.0
"""Seconds that a step may take where the machine has other things to do; loading a model's client takes five then."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory that does not exist yet."""
    return tmp_path / "data"


@pytest_asyncio.fixture
async def env(data: Path, request: pytest.FixtureRequest) -> AsyncIterator[Env]:
    """The bot on a simulated Discord; the marker `settings` changes how it is run. Swallowed errors fail the test."""
    marker = request.node.get_closest_marker("settings")
    unlimited = {"user_questions_per_minute": 0, "server_questions_per_minute": 0}
    bot = a_bot(data, **(unlimited | (marker.kwargs if marker else {})))
    made = Env(bot, shard_count=1, settle_timeout=BUSY)
    await made.start()
    try:
        yield made
    finally:
        await made.shutdown()
    assert not [error for error in made.errors if not isinstance(getattr(error, "original", error), Told)]


@pytest_asyncio.fixture
async def empty_town(env: Env, data: Path) -> Town:
    """A town whose library is empty."""
    owner = env.create_user("olga")
    guild = env.create_guild("Harbour", preferred_locale="en-US", owner=owner)
    general, desk = guild.create_text_channel("general"), guild.create_text_channel("desk")
    editors = guild.create_role("editors")
    reader = guild.add_member(env.create_user("ona"))
    editor = guild.add_member(env.create_user("ed"), roles=[editors])
    town = Town(env, data, guild, general, desk, reader, editor, guild.add_member(owner))
    await town.choose("role", editors)
    return town


@pytest.fixture
def town(empty_town: Town) -> Town:
    """A town whose library has some news."""
    empty_town.fill(*NEWS)
    return empty_town
