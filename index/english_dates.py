"""How English names times: the names, and the prepositions that make windows of them; a grammar in tables; pure."""

from __future__ import annotations

import re
from datetime import datetime
from re import Match

from index.spans import (
    DAY,
    WEEK,
    Moment,
    Read,
    Rule,
    Span,
    ago,
    around,
    days,
    in_some_year,
    last_weekend,
    latest,
    months,
    past,
    season,
    weekday,
    years,
)

_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "a couple of": 2, "three": 3, "few": 3, "a few": 3}
_COUNTS |= {"four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 0}

_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>hour|day|week|month|quarter|year|decade)"
_FULL = "january|february|march|april|may|june|july|august|september|october|november|december"
_FULL_MONTH = rf"(?P<month>{_FULL})\b"
_SHORT_MONTH = rf"(?P<month>{_FULL}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b"
_MAYBE_YEAR = rf"(?:,? (?:of )?(?:{_YEAR}|(?P<which>last|this) year\b))?"
_WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day\b"
_DAYTIME = r"(?: (?:morning|afternoon|evening|night))?"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_NO_DATE = r"(?![\d,.%-]\d|%|-\w)(?! (?!was\b|is\b|has\b|does\b|as\b|this\b)[a-z]+s\b)"
"""Not the end of a number, nor the count of things: "in 2000 homes"."""

_CAPITAL_BEFORE = re.compile(r"[\w’',] *[A-Z]\w+ $|\b[A-Z]{2,} $|(?i:black|good|super|cyber|ash|palm|bloody|holy) $")
_NO_DAY_BEFORE = re.compile(
    r"(?i)\b(?:a|an|the|(?<!as )of|and|or|with|per|each|every|any|one|no|like|called|titled|named|directed|film|series"
    r"|song|show|book) $"
)

_NO_DAY_AFTER = re.compile(
    rf"(?: [A-Z]|\.\w|s\b)|(?i:,? (?:the )?(?:\d|{_SHORT_MONTH.replace('(?P<month>', '(?:')} \d))"
)
"""A name, a website, every such day; or the date of the day, which says more."""


def _count(match: Match[str]) -> int:
    words = match["count"].lower()
    return _COUNTS.get(words) or int(words)


def _which(word: str | None) -> int:
    """How many such spans back."""
    return int((word or "").lower() in ("last", "previous"))


def _year_of(match: Match[str], moment: Moment) -> int | None:
    """The year that stands beside a name, if any."""
    if match["year"]:
        return int(match["year"])
    return moment.now.year - _which(match["which"]) if match["which"] else None


def _month_of(match: Match[str]) -> int:
    return _MONTHS.index(match["month"][:3].lower()) + 1


def _date(match: Match[str], moment: Moment) -> Span | None:
    month, day, year = _month_of(match), int(match["day"]), _year_of(match, moment)
    last = int(match.groupdict().get("last") or day)

    def of(year: int) -> Span:
        return Span(datetime(year, month, day), datetime(year, month, last) + DAY)

    return of(year) if year else latest(in_some_year(of, moment), moment)


def _month(match: Match[str], moment: Moment) -> Span | None:
    month, year = _month_of(match), _year_of(match, moment)
    return months(year, month) if year else latest(in_some_year(lambda year: months(year, month), moment), moment)


def _named_month(match: Match[str], moment: Moment) -> Span | None:
    """ "last March" is the latest that is over, "this March" this year's."""
    month = _month_of(match)
    spans = [span for span in in_some_year(lambda year: months(year, month), moment) if span.until <= moment.now]
    return spans[-1] if _which(match["which"]) else months(moment.now.year, month)


def _numbers(match: Match[str], moment: Moment) -> Span | None:
    """3/15/2024 and 15/3/2024; which of 3/5/2024 is the month nobody can tell."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    if one <= 12 and other <= 12 and one != other:
        return None
    month, day = (one, other) if one <= 12 else (other, one)
    return days(datetime(year, month, day))


def _weekday(match: Match[str], moment: Moment) -> Span | None:
    number = _WEEKDAYS.index(match["weekday"][:3].lower())
    which, weeks = match.groupdict().get("which"), match.groupdict().get("weeks")
    if weeks:
        return days(moment.monday - WEEK * _which(weeks) + DAY * number)
    if which and not _which(which) and not which.lower().endswith("past"):
        return days(moment.monday + DAY * number)
    return weekday(number, moment, before_today=bool(which))


def _bare_weekday(match: Match[str], moment: Moment) -> Span | None:
    """ "won on Friday", "won Friday", but no Black Friday, Friday Harbour, every Friday."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _CAPITAL_BEFORE.search(before) or _NO_DAY_BEFORE.search(before) or _NO_DAY_AFTER.match(after):
        return None
    return None if moment.ahead else _weekday(match, moment)


def _quarter(match: Match[str], moment: Moment) -> Span | None:
    words = match.groupdict()
    parts = 2 if (words.get("part") or "").lower() == "half" else 4
    number = _ORDINALS[words["nth"].lower()] if words.get("nth") else int(words["digit"])
    size, year = 12 // parts, _year_of(match, moment)

    def of(year: int) -> Span:
        return months(year, 1 + ((number or parts) - 1) * size, size)

    return of(year) if year else latest(in_some_year(of, moment), moment)


def _season(match: Match[str], moment: Moment) -> Span | None:
    """ "last summer" is the latest that is over, "this summer" this year's."""
    name = match["season"].lower().replace("fall", "autumn")
    if match["year"]:
        return season(name, int(match["year"]))
    if match["which"]:
        return season(name, moment.now.year - _which(match["which"]))
    spans = [season(name, year) for year in range(moment.now.year - 2, moment.now.year + 1)]
    if _which(match["nth"]):
        return [span for span in spans if span.until <= moment.now][-1]
    holds = [span for span in spans if span.since <= moment.now < span.until]
    return holds[0] if holds else spans[-1]


def _rule(pattern: str, read: Read, kind: str = "") -> Rule:
    return re.compile(rf"(?i)(?<![\w'’$€£#-]){pattern}"), read, kind


def _nothing(match: Match[str], moment: Moment) -> None:
    return None


def _today(match: Match[str], moment: Moment) -> Span | None:
    """ "today", but not USA Today or the song Yesterday."""
    before = match.string[: match.start()]
    is_name = match[0][0].isupper() and before.strip(" \"'“‘") and not before.rstrip(" \"'“‘").endswith((".", "?", "!"))
    return None if is_name else days(moment.today)


def _yesterday(match: Match[str], moment: Moment) -> Span | None:
    span = _today(match, moment)
    return span and days(span.since - DAY)


RULES: tuple[Rule, ...] = (
    _rule(
        rf"(?:next|coming|following|every|each|any)\s+(?:week(?:end)?|month|year|quarter|decade|{_FULL}|\w+day|spring"
        r"|summer|autumn|fall|winter)s?\b",
        _nothing,
    ),
    _rule(
        r"(?:the )?(?:start|beginning) of (?:the|this) (?P<unit>week|month|quarter|year|decade)\b",
        lambda match, moment: around(0, match["unit"].lower(), moment),
        "relative",
    ),
    _rule(r"of (?:all time|the (?:day|week|month|year|decade))\b", _nothing),
    _rule(r"(?:the )?day before yesterday\b", lambda _, moment: days(moment.today - 2 * DAY), "relative"),
    _rule(rf"yesterday\b(?!['’]s [A-Z]){_DAYTIME}", _yesterday, "relative"),
    _rule(r"last night\b", lambda _, moment: days(moment.today - DAY), "relative"),
    _rule(r"(?:earlier |later )?(?:today\b|tonight\b|this (?:morning|afternoon|evening)\b)", _today, "relative"),
    _rule(
        rf"(?:the )?(?:past|last|previous) {_COUNT} {_UNIT}s?\b",
        lambda match, moment: past(_count(match), match["unit"].lower(), moment),
        "relative",
    ),
    _rule(
        rf"(?:(?:over|in|during|for|within|of) (?:the )?last|(?:the|this) past|past) {_UNIT}\b",
        lambda match, moment: past(1, match["unit"].lower(), moment),
        "relative",
    ),
    _rule(
        rf"{_COUNT} {_UNIT}s? ago\b",
        lambda match, moment: ago(_count(match), match["unit"].lower(), moment, vague="few" in match[0].lower()),
        "relative",
    ),
    _rule(
        rf"{_WEEKDAY}{_DAYTIME},? (?:of )?(?P<weeks>last|this) week\b",
        _weekday,
        "relative",
    ),
    _rule(
        rf"(?P<which>last|this past|past|this) {_WEEKDAY}{_DAYTIME}",
        _weekday,
        "relative",
    ),
    _rule(r"(?:(?:over|at|on|during) the|this past|this|the past) weekend\b", lambda _, m: last_weekend(m), "relative"),
    _rule(
        r"(?:(?:so far|earlier|later|early|late) )?(?:this|current|(?P<last>last|previous)) "
        r"(?P<unit>week(?:end)?|month|quarter|year|decade)\b(?! (?:of|in|on) )",
        lambda match, moment: around(int(bool(match["last"])), match["unit"].lower(), moment),
        "relative",
    ),
    _rule(
        r"(?P<year>(?:1[5-9]|20)\d\d)([-/]|\. ?)(?P<month>\d\d?)\2(?P<day>\d\d?)\b",
        lambda match, _: days(datetime(int(match["year"]), int(match["month"]), int(match["day"]))),
    ),
    _rule(r"(?P<one>\d\d?)([/.])(?P<other>\d\d?)\2(?P<year>(?:19|20)\d\d)\b", _numbers),
    _rule(rf"{_DAY} ?(?:to|and|-|–|until) ?(?P<last>\d\d?)(?:st|nd|rd|th)? (?:of )?{_SHORT_MONTH}{_MAYBE_YEAR}", _date),
    _rule(rf"{_DAY} (?:of )?{_SHORT_MONTH}{_MAYBE_YEAR}", _date, "yearless"),
    _rule(rf"{_SHORT_MONTH} {_DAY} ?[-–] ?(?P<last>\d\d?)\b{_MAYBE_YEAR}", _date),
    _rule(rf"(?!(?-i:may|march)\b){_SHORT_MONTH} {_DAY}\b(?!:){_MAYBE_YEAR}", _date, "yearless"),
    _rule(rf"{_SHORT_MONTH} {_DAY}\b(?!:){_MAYBE_YEAR}", _date, "weak yearless"),
    _rule(rf"(?P<which>last|this) {_FULL_MONTH}", _named_month),
    _rule(rf"{_SHORT_MONTH},? (?:of )?(?:{_YEAR}|(?P<which>last|this) year\b){_NO_DATE}", _month),
    _rule(
        r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|last) (?P<part>quarter|half)\b"
        rf"(?:,? (?:of )?(?:{_YEAR}|(?P<which>last|this) year\b))",
        _quarter,
    ),
    _rule(rf"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th) (?P<part>quarter)\b{_MAYBE_YEAR}", _quarter, "weak"),
    _rule(rf"q(?P<digit>[1-4])\b,? (?:of )?(?:{_YEAR}|(?P<which>last|this) year\b)", _quarter),
    _rule(r"q(?P<digit>[1-4])\b(?P<year>)(?P<which>)", _quarter, "weak"),
    _rule(rf"(?P<nth>last|this|this past) {_SEASON}(?P<which>)(?P<year>)", _season, "relative"),
    _rule(rf"{_SEASON},? (?:of )?(?:{_YEAR}|(?P<which>last|this) year\b)", _season),
    _rule(
        r"the (?P<decade>(?:1[5-9]|20)\d0|[2-9]0)['’]?s\b",
        lambda match, _: years(int(match["decade"]) + 1900 * (len(match["decade"]) == 2), 10),
        "weak",
    ),
    _rule(
        rf"(?<!the ){_FULL_MONTH}(?P<year>)(?P<which>)(?!['’]s? )(?! (?-i:[A-Z]))(?! (?:the|be|not|have|you|we|it)\b)",
        _month,
        "weak yearless",
    ),
    _rule(rf"{_WEEKDAY}{_DAYTIME}", _bare_weekday, "relative"),
    _rule(rf"(?<!the ){_YEAR}{_NO_DATE}", lambda match, _: years(int(match["year"])), "weak"),
)

AHEAD = re.compile(
    r"(?i)\b(?:will|going to|set to|expected|plann?ed|plans? (?:to|for)|scheduled|due|deadline|upcoming|coming)\b"
)
"""Words of what is to come."""

LEAD = re.compile(
    r"(?i)(?<!\w)(?P<lead>between|from|(?:ever )?since|after|later than|before|prior to|ahead of|earlier than|until"
    r"|till|up to|through(?:out)?|by|during|in|on|as of|for|at|over|of)\s+(?:the )?"
    r"(?P<part>(?:(?:early|mid|late|(?:end|middle|start|beginning|rest|course|whole|month) of|year)[ -]+(?:the )?)*)$"
)
"""A preposition right before a name, perhaps with a part of it between them."""
MAKE_NONE_WEAK = ("of", "for", "at", "over")
"""Prepositions that make a window of no weak name, as in "class of 1999", unless a part is named too."""

FAR_LEAD = re.compile(
    r"(?i)(?<!\w)(?P<lead>since|after|before|prior to|ahead of|until|till)\s+(?:the|a|an|his|her|its|their|last|this)"
    r"\s+(?:[\w'’-]+\s+){1,5}?(?:(?:on|in|of|at)\s+)?(?:the )?$"
)
"""One before the event that the name dates: "before the election on"."""

TO = re.compile(r"(?i)\s*(?:and|to|until|till|through|up to|-|–)\s*(?:the )?(?:(?:early|mid|late|end of)[ -]+)?$")
"""What joins the two ends of "from March to May"."""
ON = re.compile(r"(?i)\s+(?:on(?:wards?)?(?=\s*[?.!,]|$| [a-z]+ (?:the|to)\b)|onwards?|and later|or later)")
"""What makes of "from March" a beginning."""

RELATIONS = {
    **dict.fromkeys(("since", "ever since"), "since"),
    **dict.fromkeys(("after", "later than"), "after"),
    **dict.fromkeys(("before", "prior to", "ahead of", "earlier than"), "before"),
    **dict.fromkeys(("until", "till", "up to", "through", "by"), "until"),
}
"""What the prepositions mean; the others stand before a time within which something was."""
RANGES = ("between", "from")
