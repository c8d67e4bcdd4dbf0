"""The vectors of the servers' articles are made while nobody asks, and only where there are any to make."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from index.library import DataFolder
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import Footnote, fill
from tests.wire.invocations import slash
from tests.wire.objects import MANAGE_SERVER, Guild

pytestmark = pytest.mark.asyncio


async def is_done(data: Path, guild: Guild) -> None:
    """Until no vector is to be made or indexed."""
    async with asyncio.timeout(20):
        while DataFolder(data).is_behind(str(guild.id)):
            await asyncio.sleep(0.1)


async def test_what_was_added_before_it_started_gets_its_vectors_without_a_question(
    fake: FakeDiscord, data: Path
) -> None:
    guilds = [fake.guild("Harbour"), fake.guild("Tollmere")]
    for guild in guilds:
        fill(data, guild)
        assert DataFolder(data).is_behind(str(guild.id))

    async with Footnote(fake, data):
        for guild in guilds:
            await is_done(data, guild)


async def test_what_is_added_in_discord_gets_its_vectors_at_once(fake: FakeDiscord, data: Path) -> None:
    guilds = [fake.guild("Harbour"), fake.guild("Tollmere")]
    editor = fake.member(guilds[1], "ed", fake.role(guilds[1], "editors", MANAGE_SERVER))
    file = fake.upload("sundial.txt", b"Sundial stolen\n\nA copper sundial was stolen from the abbey of Quillon.")
    async with Footnote(fake, data):
        preview = await (
            await fake.interact(slash("article add", {"file": file}), editor, guilds[1].channels[0])
        ).answered()
        await (await fake.press(preview, preview.buttons[0]["custom_id"], editor)).answered()

        assert DataFolder(data).file_of(str(guilds[1].id)).exists()
        await is_done(data, guilds[1])


async def test_a_server_that_has_added_nothing_takes_no_place_on_the_disk(fake: FakeDiscord, data: Path) -> None:
    guild = fake.guild()
    async with Footnote(fake, data):
        await asyncio.sleep(3)  # three looks at its vector queue

    assert not DataFolder(data).file_of(str(guild.id)).exists()
