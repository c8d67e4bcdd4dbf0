"""What a chat model takes for one library: counted in the ledger, held against the budget of the month."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.answering.model import Tokens
from bot.ledger import Ledger
from bot.spending import NEARLY, Budget, Prices, Spent, end_of, month_before, month_of, percent

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Months:
    """What was spent in this month and in the last one, None where the ledger cannot be read; months as 2026-11."""

    month: str
    spent: Spent | None
    used: float
    """The share of the budget, 1.0 for all of it; 0.0 where there is none."""
    last_month: str
    last_spent: Spent | None

    @property
    def ends(self) -> datetime:
        """When this month is over, and with it what was spent of the budget."""
        return end_of(self.month)


@dataclass(frozen=True)
class Account:
    """The account of a library."""

    ledger: Ledger
    library: str
    model: str
    prices: Prices | None
    budget: Budget
    now: Callable[[], datetime] = _now

    def spend(self, tokens: Tokens) -> None:
        """Count what a talk with the model took; the log hears once when the budget is nearly, and when it is spent."""
        if tokens == Tokens():
            return
        spent = Spent(tokens, self.prices.of(tokens) if self.prices else 0.0)
        taken = self.ledger.add(self.library, month_of(self.now()), self.model, spent)
        if taken is None:
            return
        before, after = self.budget.used(taken), self.budget.used(taken + spent)
        if before < 1 <= after:
            log.warning("the budget of the library %r is spent: answers are made of quotes", self.library)
        elif before < NEARLY <= after:
            log.warning("%s%% of the budget of the library %r are spent", percent(after), self.library)

    def refused(self) -> str:
        """Why the model is not asked now, as the name of a message; "" where it may be asked."""
        if not self.budget:
            return ""
        spent = self.ledger.spent(self.library, month_of(self.now()))
        if spent is None:
            return "model-uncounted"
        return "model-over-budget" if self.budget.used(spent) >= 1 else ""

    def months(self) -> Months:
        """This month and the last one."""
        month = month_of(self.now())
        spent, before = self.ledger.spent(self.library, month), month_before(month)
        used = self.budget.used(spent) if spent else 0.0
        return Months(month, spent, used, before, self.ledger.spent(self.library, before))
