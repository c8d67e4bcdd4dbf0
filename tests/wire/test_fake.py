"""The fake Discord itself: what it refuses, and that it says what Discord says."""

from __future__ import annotations

import aiohttp
import pytest

from tests.wire.fake import FakeDiscord
from tests.wire.objects import Json
from tests.wire.validation import WITHOUT, Description, description

needs_description = pytest.mark.skipif(description() is None, reason=WITHOUT)
LAWFUL: Json = {"content": "hello", "allowed_mentions": {"parse": []}}


async def request(fake: FakeDiscord, method: str, path: str, body: Json | None = None) -> int:
    headers = {"Authorization": f"Bot {fake.world.token}"}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, fake.url + path, json=body, headers=headers) as response,
    ):
        return response.status


async def post(fake: FakeDiscord, body: Json) -> int:
    return await request(fake, "POST", f"/channels/{fake.guild().channels[0].id}/messages", body)


@pytest.fixture
def described() -> Description:
    found = description()
    assert found is not None
    return found


@pytest.mark.asyncio
async def test_a_message_within_the_rules_is_taken_without_a_word() -> None:
    async with FakeDiscord() as fake:
        assert await post(fake, LAWFUL) == 200
    assert fake.world.faults == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("broken", "status", "fault"),
    [
        ({"content": "x" * 2001}, 400, "2001"),
        ({"allowed_mentions": None}, 200, "ping"),
        ({"flags": 64}, 400, "ephemeral"),
    ],
)
async def test_a_broken_rule_is_kept_and_refused_where_discord_refuses(broken: Json, status: int, fault: str) -> None:
    async with FakeDiscord(check=False) as fake:
        assert await post(fake, LAWFUL | broken) == status
    assert fault in "".join(fake.world.faults)


@pytest.mark.asyncio
async def test_a_request_that_the_fake_does_not_know_is_kept() -> None:
    async with FakeDiscord() as fake:
        assert await request(fake, "GET", "/voice/regions") == 404
    assert fake.world.faults == ["GET /api/v10/voice/regions: the fake has no such route"]


@needs_description
@pytest.mark.asyncio
async def test_a_body_against_the_description_is_kept_and_refused() -> None:
    async with FakeDiscord() as fake:
        assert await post(fake, LAWFUL | {"tts": "loudly"}) == 400
    assert "$.tts" in fake.world.faults[0]


@needs_description
def test_a_response_that_lacks_what_discord_says_is_a_fault(described: Description) -> None:
    assert described.response_faults("GET", "/gateway/bot", 200, {"url": "ws://127.0.0.1"})
    assert described.response_faults("GET", "/users/@me", 401, {"message": "no"})


@needs_description
@pytest.mark.asyncio
async def test_everything_that_can_be_looked_up_is_as_described(fake: FakeDiscord) -> None:
    guild = fake.guild()
    user = fake.member(guild, "ona", fake.role(guild, "editors"))
    everywhere = ["/gateway/bot", "/users/@me", "/users/@me/guilds", "/applications/@me", "/oauth2/applications/@me"]
    here = ["", "/channels", "/roles", f"/members/{user.id}"]

    for path in [*everywhere, f"/users/{user.id}", f"/channels/{guild.channels[0].id}"]:
        assert await request(fake, "GET", path) == 200
    for path in [f"/guilds/{guild.id}{part}" for part in here] + [f"/applications/{fake.bot.id}/commands"]:
        assert await request(fake, "GET", path) == 200
    assert await request(fake, "GET", f"/guilds/{guild.id}/members/1") == 404
    assert await request(fake, "POST", "/users/@me/channels", {"recipient_id": str(user.id)}) == 200
