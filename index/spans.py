"""Spans of the calendar as people name them: days, weeks, seasons; on the asker's own clock, so naive; pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from re import Match, Pattern
from typing import TypeAlias

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month in which each begins, north of the equator; news of the south will say so."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` on and before `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """When was asked; `ahead` where the question speaks of what is to come."""

    now: datetime
    ahead: bool = False

    @property
    def today(self) -> datetime:
        """The midnight that began the day."""
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def monday(self) -> datetime:
        """The beginning of the week."""
        return self.today - DAY * self.now.weekday()


@dataclass(frozen=True, slots=True)
class Named:
    """A span as a text names it in `[start:end]`.

    `weak` names count only with a preposition ("in 2020", not "the 2020 vote"); of `yearless` ones we guessed the year;
    `relative` ones ("last week") hang on when was asked, so that articles do not repeat them.
    """

    start: int
    end: int
    span: Span
    weak: bool = False
    yearless: bool = False
    relative: bool = False


Read: TypeAlias = Callable[[Match[str], Moment], Span | None]
Rule: TypeAlias = tuple[Pattern[str], Read, str]
"""What a name looks like, its span (None for one that is no window), and which of weak, yearless, relative it is."""
_SAY_THE_YEAR = ("year", "which", "back")
"""Groups of a name that say of which year it is."""


def named(text: str, rules: Iterable[Rule], moment: Moment) -> list[Named]:
    """What the rules find, in the order of the text; where two overlap, the earlier rule's."""
    taken: list[tuple[int, int]] = []
    found: list[Named] = []
    for pattern, read, kind in rules:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            try:
                span = read(match, moment)
            except (ValueError, OverflowError):
                span = None
            if span is not None:
                yearless = "yearless" in kind and not any(match.groupdict().get(group) for group in _SAY_THE_YEAR)
                found.append(Named(start, end, span, "weak" in kind, yearless, "relative" in kind))
    return sorted(found, key=lambda one: one.start)


def days(first: datetime, count: int = 1) -> Span:
    """So many days from a midnight on."""
    return Span(first, first + DAY * count)


def months(year: int, month: int, count: int = 1) -> Span:
    """So many months from one on; ValueError where it is none."""
    first = datetime(year, month, 1)
    return Span(first, shifted(first, count))


def years(first: int, count: int = 1) -> Span:
    """So many years from one on."""
    return Span(datetime(first, 1, 1), datetime(first + count, 1, 1))


def season(name: str, year: int) -> Span:
    """The three months; winter is that which begins in the year."""
    return months(year, SEASONS[name], 3)


def weekend(monday: datetime) -> Span:
    """Saturday and Sunday of the week."""
    return days(monday + 5 * DAY, 2)


def shifted(moment: datetime, count: int) -> datetime:
    """So many months later (earlier, if negative), on the last day where the month is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + count, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def latest(candidates: Iterable[Span], moment: Moment) -> Span | None:
    """The latest that has begun, or the first that has not where the question looks ahead."""
    ordered: Sequence[Span] = sorted(candidates, key=lambda span: span.since)
    begun = [span for span in ordered if span.since <= moment.now]
    coming = [span for span in ordered if span.until > moment.now]
    if moment.ahead and coming:
        return coming[0]
    return begun[-1] if begun else None


def in_some_year(make: Callable[[int], Span], moment: Moment) -> Iterator[Span]:
    """What a name without a year may mean: this year's, last year's, next year's, and the 29th of February's."""
    for year in range(moment.now.year - 4, moment.now.year + 5):
        try:
            yield make(year)
        except ValueError:
            continue


def past(count: int, unit: str, moment: Moment) -> Span:
    """The last so many hours, days, weeks, months, years or decades up to and with today."""
    tomorrow = moment.today + DAY
    if unit == "hour":
        return Span(moment.now - timedelta(hours=count), moment.now)
    if unit in ("day", "week"):
        return Span(moment.today - (DAY if unit == "day" else WEEK) * count, tomorrow)
    return Span(shifted(moment.today, -count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]), tomorrow)


def around(count: int, unit: str, moment: Moment) -> Span:
    """The day, week, month, quarter, year or decade so many before this one (0 is this one)."""
    today, monday = moment.today, moment.monday
    if unit == "hour":
        return days((moment.now - timedelta(hours=count)).replace(hour=0, minute=0, second=0, microsecond=0))
    if unit == "day":
        return days(today - DAY * count)
    if unit == "week":
        return days(monday - WEEK * count, 7)
    if unit == "weekend":
        return weekend(monday - WEEK * count)
    if unit == "month":
        then = shifted(today.replace(day=1), -count)
        return months(then.year, then.month)
    if unit == "quarter":
        then = shifted(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), -3 * count)
        return months(then.year, then.month, 3)
    if unit == "decade":
        return years((today.year // 10 - count) * 10, 10)
    return years(today.year - count)


def ago(count: int, unit: str, moment: Moment, *, vague: bool) -> Span:
    """ "Two weeks ago" is that week; "a few weeks ago" lies anywhere in twice as many."""
    return past(2 * count, unit, moment) if vague else around(count, unit, moment)


def last_weekend(moment: Moment) -> Span:
    """The latest that has begun."""
    this = weekend(moment.monday)
    return this if this.since <= moment.now else weekend(moment.monday - WEEK)


def weekday(number: int, moment: Moment, *, before_today: bool = False) -> Span:
    """The latest such day (Monday is 0), today included unless it must be before."""
    back = (moment.today.weekday() - number) % 7
    return days(moment.today - DAY * (back or 7 * before_today))
