"""The hands with which people use the fake in the soak; they wait while a connection is away, and never for ever."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping, Sequence

from tests.benchmarks.soak_tally import Tally
from tests.wire.fake import FakeDiscord
from tests.wire.interactions import Interaction
from tests.wire.invocations import Given, Invocation
from tests.wire.messages import Message, nested
from tests.wire.objects import Channel, Json, User

PATIENCE = 60.0
"""Seconds after which an answer is lost."""
FILLING_IN = 1.0
"""Seconds: nobody is faster, and discord.py knows a form only once Discord has told it that the form is shown."""
FORGOTTEN = 150.0
"""Seconds after which the fake forgets a message: it would grow slow with everything that was ever said."""


class Hands:
    """Presses, types and waits, and notes how long the bot took."""

    def __init__(self, fake: FakeDiscord, tally: Tally, chance: random.Random) -> None:
        self.fake = fake
        self.tally = tally
        self.chance = chance
        self.connected = asyncio.Event()
        self.connected.set()
        self.left_open = 0
        """Forms that were opened and never sent."""
        self._used: list[Interaction] = []

    def _begun(self, interaction: Interaction) -> Interaction:
        self._used.append(interaction)
        return interaction

    async def _when_connected(self) -> None:
        while not self.connected.is_set():
            await asyncio.wait_for(self.connected.wait(), PATIENCE)

    async def use(self, invocation: Invocation, user: User, channel: Channel) -> Interaction:
        """Use a command."""
        await self._when_connected()
        return self._begun(await self.fake.interact(invocation, user, channel))

    async def press(
        self, message: Message, act: str, user: User, values: Sequence[str] | None = None, *, key: str = ""
    ) -> Interaction:
        """Press the part of a message that means an act, the last of them if it has several."""
        await self._when_connected()
        found = parts(message, act, key)
        assert found, f"no {act} {key} among {acts(message)} in {message.text[:200]!r}"
        return self._begun(await self.fake.press(message, found[-1]["custom_id"], user, values))

    async def choose(self, message: Message, act: str, user: User) -> Interaction:
        """Choose any of the options of a select."""
        options = parts(message, act)[-1]["options"]
        return await self.press(message, act, user, [self.chance.choice(options)["value"]])

    async def submit(self, opened: Interaction, given: Mapping[str, Given]) -> Interaction:
        """Fill a form in and send it."""
        await opened.form(PATIENCE)
        await asyncio.sleep(FILLING_IN)
        await self._when_connected()
        return self._begun(await self.fake.submit(opened, given))

    async def say(self, channel: Channel, user: User, content: str, answered: Message | None = None) -> Message:
        """Write a message."""
        await self._when_connected()
        return await self.fake.say(channel, user, content, answered)

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something, but not for ever."""
        await self.fake.world.changes.until(holds, PATIENCE, what)

    async def found(self, channel: Channel, text: str, act: str = "") -> Message:
        """A message of the bot's in a channel that says this and can be pressed so."""

        def such() -> Message | None:
            said = [one for one in self.fake.world.messages.values() if one.channel is channel]
            fitting = (one for one in reversed(said) if one.author == self.fake.bot and text in one.text)
            return next((one for one in fitting if not act or parts(one, act)), None)

        try:
            await self.until(lambda: such() is not None, f"{text!r} in {channel.name or 'a direct message'}")
        except AssertionError as error:
            said = [one.text for one in self.fake.world.messages.values() if one.channel is channel]
            raise AssertionError(f"{error}; the last there: {said[-1:]}") from error
        message = such()
        assert message is not None
        return message

    def settle(self, seconds: float = FORGOTTEN) -> None:
        """Note the waits of what was begun so long ago, and let the fake forget it."""
        now = time.monotonic()
        for one in [one for one in self._used if now - one.dispatched >= seconds]:
            self._used.remove(one)
            if one.acknowledged_at is not None:
                self.tally.acknowledged.append(one.acknowledged_at - one.dispatched)
            if one.answered_at is not None and one.data.get("name") == "ask":
                self.tally.answered.append(one.answered_at - one.dispatched)
        self.fake.world.forget(seconds)


def parts(message: Message, act: str, key: str = "") -> list[Json]:
    """The parts of a message that mean an act and can be pressed."""
    begins = f"fn:{act}:{key}:" if key else f"fn:{act}:"
    found = [one for one in nested(message.components) if str(one.get("custom_id", "")).startswith(begins)]
    return [one for one in found if not one.get("disabled")]


def acts(message: Message) -> set[str]:
    """All that can be pressed in a message."""
    ids = [str(one["custom_id"]) for one in nested(message.components) if one.get("custom_id")]
    return {id.split(":")[1] for id in ids if id.startswith("fn:")}
