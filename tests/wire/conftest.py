"""A fake Discord for each test; a rule broken while it served fails the test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.end_to_end.commands import quick_data
from tests.wire.fake import FakeDiscord


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
