"""How `footnote run` comes to Discord, stays there through all that happens to a connection, and leaves."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.bot.answering.chatting import ChatServer
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import Footnote, fill
from tests.wire.invocations import slash
from tests.wire.objects import Channel, Role, User

pytestmark = pytest.mark.asyncio
COMMANDS = {"ask", "article", "articles", "check", "feedback", "gaps", "help", "privacy", "search", "setup"}
COMMANDS |= {"settings", "status"}
COMMANDS |= {"Ask about this", "Fact-check this", "Index this article"}
QUESTION = {"question": "Who bought the harbour ferry?"}
BUYER = "Ona Brisk bought it"


@pytest.fixture
def place(fake: FakeDiscord, data: Path) -> tuple[Channel, User]:
    """A channel of a server whose library has some news, and a reader there."""
    guild = fake.guild()
    fill(data, guild)
    return guild.channels[0], fake.member(guild, "ona")


async def test_its_commands_are_registered_when_it_starts(fake: FakeDiscord, data: Path) -> None:
    async with Footnote(fake, data):
        assert {command["name"] for command in fake.world.commands} == COMMANDS


async def test_koreans_see_its_commands_in_korean(fake: FakeDiscord, data: Path) -> None:
    async with Footnote(fake, data):
        named = {command["name"]: command["name_localizations"] for command in fake.world.commands}

    assert named["ask"] == {"ko": "질문"}
    assert named["Index this article"] == {"ko": "이 기사 추가"}


async def test_it_is_in_all_its_servers_however_many_shards_they_are_on(fake: FakeDiscord, data: Path) -> None:
    fake.world.shards = 2
    guilds = [fake.guild(f"Harbour {number}") for number in range(4)]
    async with Footnote(fake, data):
        for guild in guilds:
            await (await fake.interact(slash("help"), guild.owner, guild.channels[0])).answered()


async def test_it_tells_the_log_how_it_is_when_asked_by_a_signal(
    fake: FakeDiscord, data: Path, place: tuple[Channel, User]
) -> None:
    channel, reader = place
    async with Footnote(fake, data) as footnote:
        await (await fake.interact(slash("ask", QUESTION), reader, channel)).answered()
        footnote.send(signal.SIGUSR1)
        await (await fake.interact(slash("help"), reader, channel)).answered()
        told = footnote.output

    counts = r"as it is: \d+ tasks, \d+ threads, 1 open libraries, 0 questions at work or waiting, 1 servers"
    assert re.search(counts, told)


async def test_a_bad_token_ends_it_with_a_word_on_how_to_get_another(fake: FakeDiscord, data: Path) -> None:
    ended = await Footnote(fake, data, DISCORD_TOKEN="Zm9v.not-a.token").run()

    assert ended.status == 1
    assert "Discord refused DISCORD_TOKEN" in ended.output
    assert "Traceback" not in ended.output
    assert "Zm9v.not-a.token" not in ended.output


async def test_a_token_that_the_gateway_refuses_ends_it_in_the_same_way(fake: FakeDiscord, data: Path) -> None:
    async with Footnote(fake, data) as footnote:
        await fake.reset_token()
        ended = await footnote.ended()

    assert ended.status == 1
    assert "Discord refused DISCORD_TOKEN" in ended.output
    assert "Traceback" not in ended.output


async def test_without_a_token_it_says_how_to_get_one(fake: FakeDiscord, data: Path) -> None:
    ended = await Footnote(fake, data, DISCORD_TOKEN="").run()

    assert ended.status == 1
    assert "DISCORD_TOKEN is not set" in ended.output


async def test_where_discord_cannot_be_reached_it_says_so(fake: FakeDiscord, data: Path) -> None:
    ended = await Footnote(fake, data, DISCORD_URL="http://127.0.0.1:9/api/v10").run()

    assert ended.status == 1
    assert "Discord cannot be reached" in ended.output
    assert "Traceback" not in ended.output


async def test_check_is_content_once_the_commands_are_registered(fake: FakeDiscord, data: Path) -> None:
    fake.guild()
    async with Footnote(fake, data):
        pass

    ended = await Footnote(fake, data.with_name("other"), "--check").run()

    assert ended.status == 0, ended.output
    assert "15 of 15" in ended.output
    assert f"{len(COMMANDS)} of {len(COMMANDS)}" in ended.output


async def test_check_beside_a_running_bot_disturbs_nobody(fake: FakeDiscord, data: Path) -> None:
    guild = fake.guild()
    async with Footnote(fake, data):
        ended = await Footnote(fake, data, "--check").run()
        await (await fake.interact(slash("help"), guild.owner, guild.channels[0])).answered()

    assert ended.status == 0, ended.output


async def test_check_names_the_server_in_which_a_permission_is_missing(fake: FakeDiscord, data: Path) -> None:
    guild = fake.guild("Tollmere")
    async with Footnote(fake, data):
        guild.roles[0] = Role("@everyone", 0, guild.id)
        ended = await Footnote(fake, data, "--check").run()

    assert ended.status == 1
    assert "Tollmere" in ended.output


async def test_check_says_whether_the_chat_model_answers(fake: FakeDiscord, data: Path) -> None:
    async with Footnote(fake, data):
        pass
    with ChatServer("ready").open() as server:
        well = await Footnote(fake, data, "--check", MODEL="told", MODEL_URL=server.url).run()
    ill = await Footnote(fake, data.with_name("other"), "--check", MODEL="told", MODEL_URL=server.url).run()

    assert well.status == 0, well.output
    assert "model: told answers, after" in well.output
    assert ill.status == 1
    assert "model: The model told does not answer" in ill.output
    assert "Traceback" not in ill.output


async def test_check_with_a_bad_token_fails_without_a_traceback(fake: FakeDiscord, data: Path) -> None:
    ended = await Footnote(fake, data, "--check", DISCORD_TOKEN="Zm9v.not-a.token").run()

    assert ended.status == 1
    assert "Discord refused DISCORD_TOKEN" in ended.output
    assert "Traceback" not in ended.output


async def test_what_happened_while_the_line_was_broken_is_answered_after_it(
    fake: FakeDiscord, data: Path, place: tuple[Channel, User]
) -> None:
    channel, user = place
    async with Footnote(fake, data):
        fake.drop_connections()
        missed = [await fake.interact(slash("ask", QUESTION), user, channel) for _ in range(3)]
        await fake.resumed()
        for interaction in missed:
            assert BUYER in (await interaction.answered()).text


async def test_it_comes_back_when_discord_asks_it_to_reconnect(
    fake: FakeDiscord, data: Path, place: tuple[Channel, User]
) -> None:
    channel, user = place
    async with Footnote(fake, data):
        await fake.ask_to_reconnect()
        await fake.resumed()
        assert BUYER in (await (await fake.interact(slash("ask", QUESTION), user, channel)).answered()).text


async def test_it_comes_back_when_discord_has_forgotten_its_session(
    fake: FakeDiscord, data: Path, place: tuple[Channel, User]
) -> None:
    channel, user = place
    async with Footnote(fake, data):
        await fake.forget_sessions()
        await fake.ready()
        assert BUYER in (await (await fake.interact(slash("ask", QUESTION), user, channel)).answered()).text


async def test_it_keeps_its_connection_alive_with_heartbeats(fake: FakeDiscord, data: Path) -> None:
    fake.world.heartbeat = 0.2
    async with Footnote(fake, data):
        await fake.world.changes.until(lambda: fake.gateway.beats >= 4, 10, "four heartbeats")


async def test_told_to_stop_it_leaves_at_once_with_status_0(fake: FakeDiscord, data: Path) -> None:
    async with Footnote(fake, data) as footnote:
        footnote.send(signal.SIGTERM)
        ended = await footnote.ended(10)

    assert ended.status == 0, ended.output
    assert "Traceback" not in ended.output


async def test_told_to_stop_while_it_connects_it_leaves_without_a_complaint(fake: FakeDiscord, data: Path) -> None:
    fake.fail_next("PUT", "/commands", 429, retry_after=2)
    footnote = Footnote(fake, data)
    await footnote.start()
    await fake.called("PUT", "/commands", 429, 30)
    footnote.send(signal.SIGTERM)
    ended = await footnote.ended()

    assert ended.status == 0, ended.output
    assert "report" not in ended.output


async def test_told_to_stop_while_it_answers_it_finishes_the_answer_first(
    fake: FakeDiscord, data: Path, place: tuple[Channel, User]
) -> None:
    channel, user = place
    async with Footnote(fake, data) as footnote:
        fake.fail_next("PATCH", "@original", 429, retry_after=1.5)
        asked = await fake.interact(slash("ask", QUESTION), user, channel)
        await fake.called("PATCH", "@original", 429)
        footnote.send(signal.SIGTERM)
        ended = await footnote.ended()

    assert ended.status == 0, ended.output
    assert BUYER in (await asked.answered(0.1)).text


async def test_whoever_asks_while_it_leaves_is_told_so(
    fake: FakeDiscord, data: Path, place: tuple[Channel, User]
) -> None:
    channel, user = place
    async with Footnote(fake, data) as footnote:
        fake.fail_next("PATCH", "@original", 429, retry_after=2)
        await fake.interact(slash("ask", QUESTION), user, channel)
        await fake.called("PATCH", "@original", 429)
        footnote.send(signal.SIGTERM)
        await fake.world.changes.until(lambda: "Leaving" in footnote.output, 5, "the bot says that it leaves")
        late = await fake.interact(slash("ask", QUESTION), user, channel)
        await late.answered()
        assert late.private
        await footnote.ended()


async def test_a_second_one_with_the_same_data_is_refused(fake: FakeDiscord, data: Path) -> None:
    async with Footnote(fake, data):
        ended = await Footnote(fake, data).run()

    assert ended.status == 1
    assert "--data" in ended.output
