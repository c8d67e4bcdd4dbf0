"""What the chat model takes for a server: who manages it sees that in `/status`, and editors hear of a budget's end."""

from __future__ import annotations

import logging
from datetime import timedelta

from discord.ext import tasks

from bot.account import Account, Months
from bot.discord.looking import Looking
from bot.discord.text import safe
from bot.discord.view import Colour, note
from bot.spending import NEARLY, Budget, Spent, beginning_of, percent
from bot.wording import Audience, minute, money, month_name
from prompts import message

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=10)
"""How often is looked how much of the budgets is used."""


class Spending(Looking):
    """Warns the editors once a month when the budget is nearly spent, and once when it is."""

    @tasks.loop(seconds=EVERY.total_seconds())
    async def look(self) -> None:
        """Look at every server."""
        for guild in [*self.bot.guilds]:
            try:
                await self.warn(guild.id)
            except Exception:  # a look that raises would be the last one
                log.exception("the budget of %s was not looked at", guild.id)

    @look.before_loop
    async def _begin(self) -> None:
        await self.bot.wait_until_ready()

    async def warn(self, guild: int) -> None:
        """Tell the editors what they have not heard yet; at the next look, where they cannot be told now."""
        account = self.bot.app.account(str(guild))
        months = account.months()
        used, told = percent(months.used), account.ledger.warned(account.library, months.month)
        if not is_to_hear(used, told):
            return
        audience = Audience(self.bot.language_in(self.bot.get_guild(guild)), self.bot.server(guild).zone)
        view = note(warning_text(months, account.model, audience), Colour.CAUTION)
        if self.bot.may_tell_editors(guild) and await self.bot.tell_editors(guild, view):
            account.ledger.note_warned(account.library, months.month, used)


def is_to_hear(used: int, told: int) -> bool:
    """Whether editors who were told of so many percent, 0 if of none, are to hear that it is so many now."""
    return told < 100 if used >= 100 else used >= percent(NEARLY) and not told


def warning_text(months: Months, model: str, audience: Audience) -> str:
    """That a budget is nearly spent, or spent, and until when."""
    until, language = minute(months.ends, audience), audience.language
    if months.used >= 1:
        return message("spent-all-told", language, model=safe(model), date=until)
    return message("spent-nearly", language, model=safe(model), percent=percent(months.used), date=until)


def spending_text(account: Account, audience: Audience) -> str:
    """This month and the last one, with the budget."""
    months, language = account.months(), audience.language
    lines = [f"### {message('spent-title', language, model=safe(account.model))}"]
    if months.spent is None:
        return "\n".join([*lines, message("spent-unknown", language)])
    parts = [_month_text(months.month, months.spent, account, language)]
    if account.budget:
        parts.append(_used_text(months.used, account.budget, language))
    lines.append(" · ".join(parts))
    if months.last_spent and months.last_spent != Spent():
        lines.append(_month_text(months.last_month, months.last_spent, account, language))
    if months.used >= 1:
        lines.append(f"⚠️ {message('spent-all', language, date=minute(months.ends, audience))}")
    return "\n".join(lines)


def _month_text(month: str, spent: Spent, account: Account, language: str) -> str:
    name, tokens = month_name(beginning_of(month), language), spent.tokens
    told = message("spent-month", language, month=name, read=tokens.read, written=tokens.written)
    if not (account.prices or spent.cost):
        return told
    return f"{told} · {message('spent-cost', language, cost=money(spent.cost, language))}"


def _used_text(used: float, budget: Budget, language: str) -> str:
    if budget.money:
        return message("spent-used", language, percent=percent(used), budget=money(budget.money, language))
    return message("spent-used-tokens", language, percent=percent(used), budget=budget.tokens)
