"""The trouble that the soak provokes: with the connection, with requests, and with what people do in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from tests.benchmarks.soak_hands import PATIENCE, Hands
from tests.benchmarks.soak_judge import Provoked
from tests.benchmarks.soak_town import BUYER, QUESTION, Town
from tests.wire.interactions import Interaction
from tests.wire.invocations import slash

Trouble = Callable[[Town], Coroutine[Any, Any, None]]
NOT_FOUND = 404
ODD_CLOSE, SESSION_TIMED_OUT = 4000, 4009
ON_THE_WAY, SETTLING = 0.3, 2.0
"""Seconds until what was sent is with the bot, and from a connection until all servers have arrived."""


class Troubles:
    """Makes trouble, one kind after the other, and sees that the bot gets over it."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.fake = hands.fake
        self.step = hands.tally.step
        self.limited = self.expired = 0

    @property
    def turns(self) -> tuple[Trouble, ...]:
        """What happens in turn."""
        connection = (self.cut, self.asked_to_reconnect, self.closed, self.session_lost, self.session_timed_out)
        requests = (self.limit, self.fail, self.expire, self.delete)
        first, *rest = connection
        return (first, *(one for pair in zip(requests, rest, strict=True) for one in pair))

    @property
    def provoked(self) -> tuple[Provoked, ...]:
        """The lines that all this may have left in the log."""
        return (
            Provoked(r"discord\.http: We are being rate limited", self.limited),
            Provoked(r"discord\.webhook\.async_: Webhook ID \d+ is rate limited", self.limited),
            Provoked(r"bot\.discord\.told: could not tell about an error: 404", self.expired),
        )

    # The connection

    @asynccontextmanager
    async def _away(self) -> AsyncIterator[None]:
        """Nobody begins anything meanwhile: what is sent to a session that is gone is lost with Discord too."""
        self.hands.connected.clear()
        try:
            await asyncio.sleep(ON_THE_WAY)
            yield
        finally:
            self.hands.connected.set()

    async def _resumed(self, before: int) -> None:
        await self.hands.until(lambda: self._resumes > before, "RESUME")

    @property
    def _resumes(self) -> int:
        return sum(session.resumed for session in self.fake.gateway.sessions.values())

    async def cut(self, town: Town) -> None:
        """The line is cut; what was said meanwhile is answered after the RESUME."""
        with self.step("connections cut and resumed"):
            async with self._away():
                before = self._resumes
                self.fake.drop_connections()
                said = await self.fake.say(town.channel, town.readers[0], f"{self.fake.bot.mention} {QUESTION}")
                await self._resumed(before)
                await self.fake.reply_shows(said, BUYER, PATIENCE)

    async def asked_to_reconnect(self, town: Town) -> None:
        """Discord asks for a reconnect (op 7)."""
        with self.step("reconnects asked for (op 7)"):
            async with self._away():
                before = self._resumes
                await self.fake.ask_to_reconnect()
                await self._resumed(before)

    async def closed(self, town: Town) -> None:
        """Discord closes the connection for no good reason."""
        with self.step("connections closed with 4000"):
            async with self._away():
                before = self._resumes
                await self.fake.gateway.close(ODD_CLOSE)
                await self._resumed(before)

    async def _anew(self, old: set[str]) -> None:
        await self.hands.until(
            lambda: self.fake.gateway.connected and not old & set(self.fake.gateway.sessions), "a new session"
        )
        await asyncio.sleep(SETTLING)

    async def session_lost(self, town: Town) -> None:
        """Discord calls the session invalid (op 9)."""
        with self.step("sessions called invalid (op 9)"):
            async with self._away():
                old = set(self.fake.gateway.sessions)
                await self.fake.forget_sessions()
                await self._anew(old)

    async def session_timed_out(self, town: Town) -> None:
        """Discord closes the connection and has forgotten the session when the bot is back."""
        with self.step("sessions timed out (4009)"):
            async with self._away():
                old = set(self.fake.gateway.sessions)
                self.fake.gateway.sessions.clear()
                await self.fake.gateway.close(SESSION_TIMED_OUT)
                await self._anew(old)

    # Requests

    async def _ask_through(self, town: Town) -> None:
        """A command and a mention are answered in spite of it all."""
        used = await self.hands.use(slash("ask", {"question": QUESTION}), town.readers[0], town.channel)
        said = await self.hands.say(town.channel, town.readers[1], f"{self.fake.bot.mention} {QUESTION}")
        await used.shows(BUYER, PATIENCE)
        await self.fake.reply_shows(said, BUYER, PATIENCE)

    async def limit(self, town: Town) -> None:
        """Requests come too fast for Discord (429)."""
        with self.step("questions answered through 429s"):
            for method, path in (("PATCH", "@original"), ("POST", "/messages$"), ("PATCH", r"/channels/\d+/messages")):
                self.fake.fail_next(method, path, 429, times=2, retry_after=0.3)
                self.limited += 2
            await self._ask_through(town)

    async def fail(self, town: Town) -> None:
        """Discord itself is in trouble (500, 502)."""
        with self.step("questions answered through 500s"):
            self.fake.fail_next("PATCH", "@original", 500)
            self.fake.fail_next("POST", "/messages$", 502)
            self.fake.fail_next("PATCH", r"/channels/\d+/messages", 500)
            await self._ask_through(town)
        self.fake.world.failures = [one for one in self.fake.world.failures if one.times > 0]

    # In between

    async def expire(self, town: Town) -> None:
        """A command comes to the bot when Discord has given it up."""
        with self.step("expired commands, over and done with"):
            self.expired += 1
            ask = slash("ask", {"question": QUESTION})
            late = await self.fake.interact(ask, town.readers[0], town.channel, expired=True)
            await self.hands.until(lambda: self._refused(late), "an attempt to acknowledge")
            await self._ask_through(town)

    def _refused(self, interaction: Interaction) -> bool:
        calls = self.fake.world.calls
        return any(one.status == NOT_FOUND and interaction.token in one.path for one in calls)

    async def delete(self, town: Town) -> None:
        """A question is deleted at once, and the message in which another one would be answered."""
        mention = f"{self.fake.bot.mention} {QUESTION}"
        with self.step("messages deleted before they were answered"):
            await self.fake.delete(await self.hands.say(town.channel, town.readers[0], mention))
            said = await self.hands.say(town.channel, town.readers[1], mention)
            await self.fake.delete(await self.fake.reply(said, PATIENCE))
            await self._ask_through(town)
