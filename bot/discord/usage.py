"""How much a server asks, and how much it may: what who manages it is told, and what they may choose; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.discord.panel import limits_text
from bot.discord.records import Allowance, Usage
from bot.discord.told import Told
from bot.wording import Audience, minute
from prompts import message

LIMITS = ("user", "server", "queue")
HIGHEST = 10_000
"""A limit where the operator has set none."""
PERIODS = (1, 7, 30)
"""Days that usage is told of; the first is today."""


@dataclass(frozen=True, slots=True)
class Load:
    """How busy a server is: questions that are answered or wait, those refused since a time, limits, bytes on disk."""

    waiting: int
    refused: int
    since: datetime
    limits: Allowance
    size: int


def beginning(now: datetime, days: int) -> datetime:
    """When so many days began: today at midnight where it is now, more of them so many times 24 hours ago."""
    return now - timedelta(days=days) if days > 1 else datetime.combine(now, time(), now.tzinfo)


def usage_text(asked: Sequence[tuple[int, Usage]], load: Load, audience: Audience) -> str:
    """Questions in each number of days, what waits, the limits, and the library's size."""
    language = audience.language
    lines = [f"### {message('usage-title', language)}"]
    for days, usage in asked:
        numbers = {
            "questions": usage.questions,
            "people": usage.people,
            "answered": usage.answered,
            "abstained": usage.abstained,
        }
        lines.append(message("usage-asked", language, days=days, **numbers))
    lines += [
        f"-# {message('usage-apart', language)}",
        message("usage-now", language, count=load.waiting),
        limits_text(load.limits, language),
        message("usage-refused", language, count=load.refused, since=minute(load.since, audience)),
        message("usage-size", language, megabytes=round(load.size / 1_000_000, 1)),
    ]
    return "\n".join(lines)


def stricter_limit(typed: str, most: int) -> int:
    """A limit that a server chooses, 0 for none of its own; raises Told for one that is none or is not stricter."""
    if not typed:
        return 0
    highest = most or HIGHEST
    if not typed.isdecimal() or not 1 <= int(typed) <= highest:
        raise Told("limits-bad", text=typed, most=highest)
    return int(typed)
