"""The command `footnote spent`: what the chat model took, by month, library and model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.app import App
from bot.contract import usage_json
from bot.ledger import Row
from bot.spending import Spent, end_of, month_of, percent
from bot.wording import money

DELETED = "(deleted libraries)"
LANGUAGE = "en"


def spent_rows(app: App, library: str | None) -> Iterator[dict[str, Any]]:
    """A JSON object for each month, library and model, the latest month first; `library` null is those deleted since.

    `budget_used` is the share of the budget that the library has used in that month with all models, null without one.
    """
    rows = _rows(app, library)
    for row in rows:
        cost = row.spent.cost if app.settings.prices or row.spent.cost else None
        used = round(_used(app, row, rows), 4) if app.settings.budget and row.library else None
        yield {
            "month": row.month,
            "library": row.library or None,
            "model": row.model,
            **usage_json(row.spent.tokens, cost),
            "budget_used": used,
        }


def spent_lines(app: App, library: str | None) -> Iterator[str]:
    """The same for people, with this month's budgets below."""
    rows = _rows(app, library)
    if not rows:
        yield "No chat model was asked yet." if library is None else f"No chat model was asked for {library!r} yet."
        return
    yield from _table(app, rows)
    yield from _budgets(app, rows)


def _rows(app: App, library: str | None) -> list[Row]:
    return [row for row in app.ledger.rows() if library in (None, row.library)]


def _table(app: App, rows: list[Row]) -> Iterator[str]:
    cells = [("month", "library", "model", "tokens read", "tokens written", "cost")]
    for row in rows:
        tokens, cost = row.spent.tokens, row.spent.cost
        told = money(cost, LANGUAGE) if app.settings.prices or cost else "-"
        cells.append((row.month, row.library or DELETED, row.model, f"{tokens.read:,}", f"{tokens.written:,}", told))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        named = (cell.ljust(width) for cell, width in zip(line[:3], widths[:3], strict=True))
        numbers = (cell.rjust(width) for cell, width in zip(line[3:], widths[3:], strict=True))
        yield "  ".join((*named, *numbers))


def _budgets(app: App, rows: list[Row]) -> Iterator[str]:
    budget, month = app.settings.budget, month_of(datetime.now(UTC))
    if not budget:
        return
    yield ""
    most = money(budget.money, LANGUAGE) if budget.money else f"{budget.tokens:,} tokens"
    yield f"Budget: {most} a library and month; this one ends on {end_of(month):%Y-%m-%d} (UTC)."
    for name, row in {row.library: row for row in rows if row.month == month and row.library}.items():
        used = _used(app, row, rows)
        state = "; its answers are made of quotes until then" if used >= 1 else ""
        yield f"{name}: {percent(used)}% used{state}"


def _used(app: App, row: Row, rows: list[Row]) -> float:
    together = [one.spent for one in rows if (one.library, one.month) == (row.library, row.month)]
    return app.settings.budget.used(sum(together, Spent()))
