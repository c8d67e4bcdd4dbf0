"""How much is answered at a time: so many questions a minute for a user and a server, and a bounded queue a server."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil

from bot.discord.told import Told

WINDOW = 60.0
"""Seconds."""


@dataclass
class Limits:
    """Counts what was asked and what waits. A limit of 0 is none."""

    user_per_minute: int
    server_per_minute: int
    queue: int
    _asked: dict[tuple[str, int], deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _waiting: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    @contextmanager
    def turn(self, user: int, server: int) -> Iterator[int]:
        """Count a question and keep its place in the queue; gives how many are before, raises Told as `take` does."""
        self.take(user, server)
        with self.waiting(server) as before:
            yield before

    def take(self, user: int, server: int) -> None:
        """Count a question; raises Told where it comes too soon or too many are waiting."""
        now = time.monotonic()
        wait = max(self._wait("user", user, self.user_per_minute, now), 0.0)
        if wait:
            raise Told("too-soon", seconds=ceil(wait))
        if wait := self._wait("server", server, self.server_per_minute, now):
            raise Told("server-too-soon", seconds=ceil(wait))
        if self.queue and self._waiting[server] >= self.queue:
            raise Told("queue-full", count=self._waiting[server])
        for key in (("user", user), ("server", server)):
            self._asked[key].append(now)
        if len(self._asked) > 10_000:
            self._forget(now)

    def _wait(self, kind: str, id: int, most: int, now: float) -> float:
        """Seconds until another question may be asked."""
        asked = self._asked[kind, id]
        while asked and asked[0] <= now - WINDOW:
            asked.popleft()
        return asked[0] + WINDOW - now if most and len(asked) >= most else 0.0

    def _forget(self, now: float) -> None:
        for key in [key for key, asked in self._asked.items() if not asked or asked[-1] <= now - WINDOW]:
            del self._asked[key]

    @contextmanager
    def waiting(self, server: int) -> Iterator[int]:
        """Wait in a server's queue; gives how many are before."""
        before = self._waiting[server]
        self._waiting[server] += 1
        try:
            yield before
        finally:
            self._waiting[server] -= 1
            if not self._waiting[server]:
                del self._waiting[server]

    @property
    def running(self) -> int:
        """How many questions are being answered or wait, in all."""
        return sum(self._waiting.values())
