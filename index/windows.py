"""The time that a question names, relative to when it was asked: "last week", "since March", 3월부터 5월까지; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from index import english_dates as english
from index import korean_dates as korean
from index.spans import DAY, Moment, Named, Span, named, shifted

NEAR = 60 * DAY
"""So near is what is to come, if "before" or "until" speaks of a day or month without a year."""
LONGEST = 1000
"""Characters of a question that are looked at, as many as one in Discord may have."""
_WEEKDAY = re.compile(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|요일")
_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Window:
    """From `since` on and before `until` (aware; None is open), and the words of the question that say so.

    `relative`: the words hang on when was asked. `cuts`: it was given beside the question, and what was not published
    in it is left out.
    """

    since: datetime | None
    until: datetime | None
    words: str = ""
    relative: bool = False
    cuts: bool = False

    @property
    def is_unwritten(self) -> bool:
        """Whether no article repeats its words: they write "on Monday", but hardly "last week"."""
        return self.relative and not _WEEKDAY.search(self.words)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A window on the asker's own clock, and where in the text it stands."""

    since: datetime | None
    until: datetime | None
    start: int
    end: int
    relative: bool


def is_amid_the_calendar(asked: datetime) -> bool:
    """Whether decades before and after it are dates as well."""
    return 1000 < asked.year < 9000


def window_of(text: str, asked: datetime) -> Window | None:
    """The window that a question names, in the zone of `asked`; None where it names none.

    Of several the first that hangs on when was asked, else the narrowest: "this week" rather than "in 2020".
    """
    if not is_amid_the_calendar(asked):
        return None
    now, text = asked.replace(tzinfo=None), text[:LONGEST]
    for readings in (_korean, _english) if _HANGUL.search(text) else (_english,):
        found = [one for one in readings(text, now) if (one.since or now) <= now]
        if found:
            chosen = min(_joined(found), key=lambda one: (not one.relative, 0 if one.relative else _length(one, now)))
            since, until = (end and end.replace(tzinfo=asked.tzinfo) for end in (chosen.since, chosen.until))
            return Window(since, until, text[chosen.start : chosen.end].strip(), chosen.relative)
    return None


def _length(one: _Reading, now: datetime) -> float:
    return ((one.until or now) - (one.since or datetime.min)).total_seconds()


def _joined(found: Sequence[_Reading]) -> list[_Reading]:
    """Where one reading is the beginning and the next one the end, the two as one."""
    for one, other in pairwise(found):
        if one.since and other.until and not one.until and not other.since and one.since < other.until:
            return [replace(one, until=other.until, end=other.end, relative=one.relative and other.relative)]
    return list(found)


def _related(name: Named, relation: str, now: datetime, start: int, end: int, *, far: bool = False) -> _Reading:
    """What "since", "before" and the like make of a span; `far` is "before the vote in May", so inside of May.

    "Before 3 May" means the coming one where it is near.
    """
    span, coming = name.span, Span(shifted(name.span.since, 12), shifted(name.span.until, 12))
    if relation in ("before", "until") and name.yearless and coming.since - now < NEAR:
        span = coming
    inside = far and span.until - span.since > DAY
    since, until = {
        "since": (span.since, None),
        "after": (span.since if far else span.until, None),
        "before": (None, span.until if inside else span.since),
        "until": (None, span.until),
    }.get(relation, (span.since, span.until))
    return _Reading(since, until, start, end, name.relative)


def _range(first: Named, second: Named, start: int, end: int) -> list[_Reading]:
    """From the beginning of the one to the end of the other; a year that only one of them has is that of both."""
    since, until = first.span.since, second.span.until
    if first.yearless and not second.yearless:
        since = shifted(since, 12 * (second.span.since.year - since.year))
        since = since if since < until else shifted(since, -12)
    elif second.yearless and not first.yearless:
        until = shifted(until, 12 * (since.year - second.span.since.year))
        until = until if until > since else shifted(until, 12)
    elif since >= until:
        since = shifted(since, -12)
    return [_Reading(since, until, start, end, first.relative)] if since < until else []


def _english(text: str, now: datetime) -> list[_Reading]:
    names = named(text, english.RULES, Moment(now, bool(english.AHEAD.search(text))))
    return _read(
        names, lambda first, second: _english_range(text, first, second), lambda name: _english_one(text, name, now)
    )


def _english_range(text: str, first: Named, second: Named) -> list[_Reading]:
    lead = english.LEAD.search(text[: first.start])
    if not lead or lead["lead"].lower() not in english.RANGES:
        return []
    if not english.TO.fullmatch(text[first.end : second.start]):
        return []
    return _range(first, second, lead.start(), second.end)


def _english_one(text: str, name: Named, now: datetime) -> _Reading | None:
    before = text[: name.start]
    lead, far = english.LEAD.search(before), english.FAR_LEAD.search(before)
    word = lead["lead"].lower() if lead else ""
    if name.weak and (not lead or (word in english.MAKE_NONE_WEAK and not lead["part"])):
        return None
    if lead and word == "from" and (on := english.ON.match(text, name.end)):
        return _related(name, "since", now, lead.start(), on.end())
    if lead and (relation := english.RELATIONS.get(word)):
        return _related(name, relation, now, lead.start(), name.end, far=bool(lead["part"]))
    if far:
        return _related(name, english.RELATIONS[far["lead"].lower()], now, far.start(), name.end, far=True)
    start = lead.start() if lead and not name.relative else name.start
    return _related(name, "", now, start, name.end)


def _korean(text: str, now: datetime) -> list[_Reading]:
    names = named(text, korean.RULES, Moment(now, bool(korean.AHEAD.search(text))))
    return _read(
        names, lambda first, second: _korean_range(text, first, second), lambda name: _korean_one(text, name, now)
    )


def _korean_range(text: str, first: Named, second: Named) -> list[_Reading]:
    joint = text[first.end : second.start]
    ends = korean.ENDS.match(text, second.end)
    if not korean.TO.fullmatch(joint) or (joint[:1] in ("과", "와") and not ends):
        return []
    return _range(first, second, first.start, ends.end() if ends else second.end)


def _korean_one(text: str, name: Named, now: datetime) -> _Reading | None:
    if trail := korean.TRAIL.match(text, name.end):
        return _related(name, korean.RELATIONS[trail["trail"]], now, name.start, trail.end())
    if trail := korean.FAR_TRAIL.match(text, name.end):
        return _related(name, korean.RELATIONS[trail["trail"]], now, name.start, trail.end(), far=True)
    if name.weak and not korean.WEAK_TRAIL.match(text, name.end):
        return None
    return _related(name, "", now, name.start, name.end)


def _read(
    names: Sequence[Named],
    range_of: Callable[[Named, Named], list[_Reading]],
    one_of: Callable[[Named], _Reading | None],
) -> list[_Reading]:
    """The readings of all names; two that are the ends of a range are read as that."""
    for first, second in pairwise(names):
        if found := range_of(first, second):
            return found
    return [reading for name in names if (reading := one_of(name))]
