"""Many people who ask at once or one after the other, and how long each of them waited."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from tests.wire.fake import FakeDiscord
from tests.wire.interactions import Interaction
from tests.wire.invocations import slash
from tests.wire.objects import Channel, User

NO_LIMITS = {"USER_QUESTIONS_PER_MINUTE": "0", "SERVER_QUESTIONS_PER_MINUTE": "0", "SERVER_QUEUE": "0"}
"""Settings with which everybody may ask as much as they like."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody with a question, in a channel."""

    user: User
    channel: Channel
    question: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds from each question to its acknowledgement and to its answer, ascending; what never came is left out."""

    acknowledged: list[float]
    answered: list[float]


def percentile(ascending: Sequence[float], share: float) -> float:
    """So large a share of the values is at most this; infinite where there is none."""
    return ascending[min(len(ascending) - 1, int(len(ascending) * share))] if ascending else float("inf")


async def ask_all(fake: FakeDiscord, askers: Sequence[Asker], *, over: float = 0.0, patience: float = 60.0) -> Waits:
    """Let all ask, evenly over so many seconds, and wait until all are answered or patience (seconds) ends."""

    async def one(number: int, asker: Asker) -> Interaction:
        await asyncio.sleep(over * number / len(askers))
        return await fake.interact(slash("ask", {"question": asker.question}), asker.user, asker.channel)

    asked = await asyncio.gather(*(one(number, asker) for number, asker in enumerate(askers)))
    await asyncio.gather(*(interaction.answered(patience) for interaction in asked), return_exceptions=True)
    return Waits(
        sorted(one.acknowledged_at - one.dispatched for one in asked if one.acknowledged_at is not None),
        sorted(one.answered_at - one.dispatched for one in asked if one.answered_at is not None),
    )
