"""How much is answered at a time: so many questions a minute for a user and a server, and a bounded queue a server."""

from __future__ import annotations

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil

from bot.discord.records import UNLIMITED, Allowance
from bot.discord.told import Told

WINDOW = 60.0
"""Seconds."""
MOST_COUNTED = 20_000
"""From so many on, what was asked longer ago is forgotten."""
HOUR, DAY = 3600.0, 24
"""Seconds; refusals are counted by the hour, and told of a day."""
_Counted = tuple[str, int, int]


def _unlimited(server: int) -> Allowance:
    return UNLIMITED


@dataclass
class Limits:
    """Counts what was asked and what waits.

    What the operator allows a user holds for all servers together. What a server has `chosen` holds there besides and
    can only be stricter: no server may take what the others are to have.
    """

    allowed: Allowance
    chosen: Callable[[int], Allowance] = _unlimited
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    _asked: dict[_Counted, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _waiting: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    _refused: Counter[tuple[int, int]] = field(default_factory=Counter)

    def of(self, server: int) -> Allowance:
        """The limits in force in a server."""
        return self.chosen(server).within(self.allowed)

    @contextmanager
    def turn(self, user: int, server: int) -> Iterator[int]:
        """Count a question and keep its place in the queue; gives how many are before, raises Told as `take` does."""
        self.take(user, server)
        with self.waiting(server) as before:
            yield before

    def take(self, user: int, server: int) -> None:
        """Count a question; raises Told where it comes too soon or too many are waiting."""
        now = time.monotonic()
        if told := self._refusal(user, server, now):
            self._refused[server, int(now // HOUR)] += 1
            if len(self._refused) > MOST_COUNTED:
                self._forget_refusals(now)
            raise told
        for counted in _counted(user, server):
            self._asked[counted].append(now)
        if len(self._asked) > MOST_COUNTED:
            self._forget(now)

    def _refusal(self, user: int, server: int, now: float) -> Told | None:
        everywhere, here, all_here = _counted(user, server)
        limits = self.of(server)
        if wait := max(self._wait(everywhere, self.allowed.user, now), self._wait(here, limits.user, now)):
            return Told("too-soon", seconds=ceil(wait))
        if wait := self._wait(all_here, limits.server, now):
            return Told("server-too-soon", seconds=ceil(wait))
        if limits.queue and self._waiting.get(server, 0) >= limits.queue:
            return Told("queue-full", count=self._waiting[server])
        return None

    def _wait(self, counted: _Counted, most: int, now: float) -> float:
        """Seconds until another question may be asked."""
        asked = self._asked[counted]
        while asked and asked[0] <= now - WINDOW:
            asked.popleft()
        return asked[-most] + WINDOW - now if most and len(asked) >= most else 0.0

    def _forget(self, now: float) -> None:
        for counted in [counted for counted, asked in self._asked.items() if not asked or asked[-1] <= now - WINDOW]:
            del self._asked[counted]

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

    def running_in(self, server: int) -> int:
        """How many are being answered or wait in a server."""
        return self._waiting.get(server, 0)

    def refused_in(self, server: int) -> int:
        """How many questions were refused in a server in the last day, or since it began if that is later."""
        self._forget_refusals(time.monotonic())
        return sum(count for (refused, _), count in self._refused.items() if refused == server)

    def _forget_refusals(self, now: float) -> None:
        oldest = int(now // HOUR) - DAY
        self._refused = Counter({key: count for key, count in self._refused.items() if key[1] > oldest})


def _counted(user: int, server: int) -> tuple[_Counted, _Counted, _Counted]:
    """What a question counts for: its user everywhere, its user here, and all users here."""
    return ("user", user, 0), ("member", user, server), ("server", 0, server)
