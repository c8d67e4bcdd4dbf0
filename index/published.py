"""When an article says it appeared: reading the many ways in which that is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from dateutil import parser

_NOON = time(12)
"""Where a day without a time of day is kept: inside that day in every time zone from -11 to +11 hours."""
_ZONES = {
    name: int(hours * 3600)
    for name, hours in {
        **{"KST": 9, "JST": 9, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SGT": 8},
        **{
            "EST": -5,
            "EDT": -4,
            "CST": -6,
            "CDT": -5,
            "MST": -7,
            "MDT": -6,
            "PST": -8,
            "PDT": -7,
            "HKT": 8,
            "AEST": 10,
        },
    }.items()
}
"""The zones that pages write as letters; where two share the letters, the one of more news."""
_FIRST, _LAST = datetime(2000, 1, 1), datetime(2001, 2, 2, 23, 59, 59)
"""Two defaults that differ in every part: what comes out different was not in the text."""


@dataclass(frozen=True, slots=True)
class Published:
    """When an article says it appeared: an aware UTC moment, how exact it is, and whether we had to guess it.

    `from_metadata`: nothing says it but the document's metadata, which know when a file was made.
    """

    at: datetime
    day_only: bool = False
    guessed: bool = False
    from_metadata: bool = False

    def __str__(self) -> str:
        """The ISO form, as short as it is exact: a day, or a moment with its offset."""
        return self.at.date().isoformat() if self.day_only else self.at.isoformat()


def parse_published(value: str | date | datetime, *, guessed: bool = False, from_metadata: bool = False) -> Published:
    """Read an ISO date or datetime, or a date in words as pages write it; one without an offset is taken as UTC.

    Raises ValueError for anything that names no day of the calendar.
    """
    if isinstance(value, str):
        value = _parse_text(value.strip())
    if not isinstance(value, datetime):
        noon = datetime.combine(value, _NOON, UTC)
        return Published(noon, day_only=True, guessed=guessed, from_metadata=from_metadata)
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    try:
        moment = aware.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        raise ValueError(f"{value} is outside the calendar") from error
    return Published(moment, guessed=guessed, from_metadata=from_metadata)


def _parse_text(text: str) -> date | datetime:
    """A day, or a moment where the text has a time of day; whatever misses a year, month or day is refused."""
    plain = _in_plain(text)
    try:
        first, last = (parser.parse(plain, default=default, tzinfos=_zone) for default in (_FIRST, _LAST))
    except OverflowError as error:
        raise ValueError(f"{text!r} is outside the calendar") from error
    if first.date() != last.date():
        raise ValueError(f"{text!r} does not name a full date")
    return first if first.hour == last.hour else first.date()


def _zone(name: str | None, offset: int | None) -> timezone | None:
    """The zone of a written name or offset (in seconds); None, and so UTC, where we do not know the name."""
    seconds = _ZONES.get(name or "") if offset is None else offset
    return None if seconds is None else timezone(timedelta(seconds=seconds))


def _in_plain(text: str) -> str:
    """A date as dateutil reads it: GMT+0900 as +0900, whose sign it would turn round, and Korean words as marks."""
    text = re.sub(r"\([^)]*\)$|\b(?:GMT|UTC)(?=[+-])", "", text)
    text = re.sub(r"^(?:입력|등록|게시|발행|송고|최종수정|수정)\w*\s*:?\s*", "", text)
    text = re.sub(r"(\d{4})\s*[년.]\s*(\d{1,2})\s*[월.]\s*(\d{1,2})\s*[일.]?", r"\1-\2-\3 ", text)
    return re.sub(r"(오전|오후)\s*([\d:]+)", lambda found: f"{found[2]} {'AM' if found[1] == '오전' else 'PM'}", text)
