"""A fake Discord for each test; a rule broken while it served fails the test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.end_to_end.commands import quick_data
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import fill
from tests.wire.objects import Channel, Guild, User


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as served:
        yield served
    broken = "\n".join(served.world.faults)
    assert not broken, f"rules of Discord or of Footnote were broken:\n{broken}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory without libraries, whose settings name the quick embedding model, as that is not tested here."""
    return quick_data(tmp_path / "data")


@pytest.fixture
def guild(fake: FakeDiscord, data: Path) -> Guild:
    """A server whose library has some news."""
    made = fake.guild()
    fill(data, made)
    return made


@pytest.fixture
def channel(guild: Guild) -> Channel:
    return guild.channels[0]


@pytest.fixture
def reader(fake: FakeDiscord, guild: Guild) -> User:
    return fake.member(guild, "ona")
