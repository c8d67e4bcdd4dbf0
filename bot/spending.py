"""What a chat model takes in a month, what that costs, and how much of a budget it is; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.answering.model import Tokens

NEARLY = 0.8
"""From this share of a budget on it is nearly spent."""
_OF = 1_000_000
"""So many tokens a price is for."""
_NONE = Tokens()


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens, and what they cost in the operator's currency; 0.0 where there were no prices."""

    tokens: Tokens = _NONE
    cost: float = 0.0

    def __add__(self, more: Spent) -> Spent:
        """Both together."""
        return Spent(self.tokens + more.tokens, self.cost + more.cost)


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost that are read, and that are written, in the operator's currency."""

    read: float
    written: float

    def of(self, tokens: Tokens) -> float:
        """What so many cost."""
        return (self.read * tokens.read + self.written * tokens.written) / _OF


@dataclass(frozen=True, slots=True)
class Budget:
    """What one library may take in a month: so much money, or so many tokens; 0 is no limit."""

    money: float = 0.0
    tokens: int = 0

    def __bool__(self) -> bool:
        """Whether there is any limit."""
        return bool(self.money or self.tokens)

    def used(self, spent: Spent) -> float:
        """The share of it that is spent, 1.0 for all of it; 0.0 where there is no limit."""
        if self.money:
            return spent.cost / self.money
        return (spent.tokens.read + spent.tokens.written) / self.tokens if self.tokens else 0.0


def percent(share: float) -> int:
    """A share in whole percents; 100 only where it is all."""
    return int(100 * share + 1e-9)


def month_of(moment: datetime) -> str:
    """The month of a moment, in UTC, such as 2026-11."""
    return f"{moment.astimezone(UTC):%Y-%m}"


def month_before(month: str) -> str:
    """The month before."""
    return month_of(beginning_of(month) - timedelta(days=1))


def beginning_of(month: str) -> datetime:
    """When a month began."""
    return datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)


def end_of(month: str) -> datetime:
    """When a month is over: a moment of the next one."""
    return beginning_of(month_of(beginning_of(month) + timedelta(days=31)))
