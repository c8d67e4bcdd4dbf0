"""How Korean names times: the names, and the particles that make windows of them; a grammar in tables; pure."""

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

_COUNTS = {
    "한": 1,
    "일": 1,
    "두": 2,
    "세": 3,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "몇": 3,
}
_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10, "보름": 15, "며칠": 3}
_UNITS = {"시간": "hour", "일": "day", "주일": "week", "주": "week", "개월": "month", "달": "month", "년": "year"}
_UNITS |= {"해": "year", "분기": "quarter"}
_SEASONS = {"봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter"}
_BACK = {"올해": 0, "금년": 0, "올": 0, "작년": 1, "지난해": 1, "재작년": 2, "지지난해": 2, "내년": -1}
_WEEKS_BACK = {"이번 주": 0, "이번주": 0, "금주": 0, "다음 주": -1, "다음주": -1, "지지난주": 2, "지지난 주": 2}

_JOINED = (
    r"(?:에서|에|의|은|는|도|만|을|를|로|엔|와|과|부터|까지|이후|이전|이래|중|간|동안|내내|내|말|초|쯤|경|께|들어)"
    r"(?:는|도|만)?요?"
)
_END = rf"(?=(?:{_JOINED})?(?![가-힣]))"
"""Where a name may end: at the end of a word, or before particles that end it."""
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_BACK_YEAR = r"(?P<back>올해|금년|작년|지난해|재작년|지지난해|내년)"
_MAYBE_YEAR = rf"(?:(?:(?P<year>(?:1[5-9]|20)?\d\d)\s?년|{_BACK_YEAR})\s?)?"
_COUNT = rf"(?:(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s?(?P<unit>{'|'.join(_UNITS)})|(?P<days>{'|'.join(_DAYS)}))"
_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])\s?월", r"(?P<day>3[01]|[12]\d|0?[1-9])\s?일"
_WEEK = r"(?:이번\s?주|금주|(?P<last>지난\s?주|저번\s?주)|(?P<other>지지난\s?주|저저번\s?주))"
_WEEKDAY = r"(?P<weekday>[월화수목금토일])요일"


def _length(match: Match[str]) -> tuple[int, str]:
    if match["days"]:
        return _DAYS[match["days"]], "day"
    return _COUNTS.get(match["count"]) or int(match["count"]), _UNITS[match["unit"]]


def _year_of(match: Match[str], moment: Moment) -> int | None:
    if match["year"]:
        year = int(match["year"])
        return year if year > 99 else year + (2000 if year < 50 else 1900)
    return moment.now.year - _BACK[match["back"]] if match["back"] else None


def _date(match: Match[str], moment: Moment) -> Span | None:
    month, day, year = int(match["month"]), int(match["day"]), _year_of(match, moment)
    last = int(match.groupdict().get("until") or day)

    def of(year: int) -> Span:
        return Span(datetime(year, month, day), datetime(year, month, last) + DAY)

    return of(year) if year else latest(in_some_year(of, moment), moment)


def _months(match: Match[str], moment: Moment, *, month: int, count: int) -> Span | None:
    year = _year_of(match, moment)
    spans = in_some_year(lambda year: months(year, month, count), moment)
    return months(year, month, count) if year else latest(spans, moment)


def _month(match: Match[str], moment: Moment) -> Span | None:
    return _months(match, moment, month=int(match["month"]), count=1)


def _last_month_named(match: Match[str], moment: Moment) -> Span | None:
    """지난 3월 is the latest that is over."""
    spans = in_some_year(lambda year: months(year, int(match["month"])), moment)
    return [span for span in spans if span.until <= moment.now][-1]


def _quarter(match: Match[str], moment: Moment) -> Span | None:
    return _months(match, moment, month=3 * int(match["quarter"]) - 2, count=3)


def _half(match: Match[str], moment: Moment) -> Span | None:
    return _months(match, moment, month=1 if match["half"] == "상" else 7, count=6)


def _day_of_month(match: Match[str], moment: Moment) -> Span | None:
    """지난 3일 is the latest third; 이달 and 지난달 say of which month."""
    day, back = int(match["day"]), match.groupdict().get("months")
    if back:
        return days(around(int(back.startswith(("지난", "저번"))), "month", moment).since.replace(day=day))
    spans = (days(around(count, "month", moment).since.replace(day=day)) for count in (0, 1))
    return next((span for span in spans if span.since <= moment.now), None)


def _weeks_back(match: Match[str]) -> int:
    return 2 if match["other"] else int(bool(match["last"]))


def _weekday(match: Match[str], moment: Moment) -> Span | None:
    number = "월화수목금토일".index(match["weekday"])
    if match.groupdict().get("week"):
        return days(moment.monday - WEEK * _weeks_back(match) + DAY * number)
    return None if moment.ahead else weekday(number, moment, before_today=bool(match.groupdict().get("past")))


def _season(match: Match[str], moment: Moment) -> Span | None:
    name, back = _SEASONS[match["season"]], match["back"]
    if match["year"]:
        return season(name, int(match["year"]))
    if back == "지난":
        spans = [season(name, year) for year in range(moment.now.year - 2, moment.now.year + 1)]
        return [span for span in spans if span.until <= moment.now][-1]
    return season(name, moment.now.year - _BACK[back])


def _around(count: int, unit: str) -> Read:
    return lambda _, moment: around(count, unit, moment)


def _nothing(match: Match[str], moment: Moment) -> None:
    return None


def _rule(pattern: str, read: Read, kind: str = "", end: str = _END) -> Rule:
    return re.compile(rf"(?<![가-힣\d]){pattern}{end}"), read, kind


RULES: tuple[Rule, ...] = (
    _rule(
        r"(?:오늘의 (?:집|유머)|오늘날|이달의 소녀|올해의|매주|매년|매달|격주|전년)(?:\s?[월화수목금토일]요일)?",
        _nothing,
        end="",
    ),
    _rule(r"(?:다음\s?(?:주말?|달|해)|내달|오는)\s?(?:[월화수목금토일]요일)?", _nothing),
    _rule(r"(?:오늘|금일)(?:\s?(?:아침|오전|오후|저녁|밤|새벽|낮))?", _around(0, "day"), "relative"),
    _rule(r"(?:어제|어저께)(?:\s?(?:아침|오전|오후|저녁|밤|새벽|낮))?", _around(1, "day"), "relative"),
    _rule(r"(?:어젯밤|간밤|지난밤)", _around(1, "day"), "relative"),
    _rule(r"(?:그제|그저께|엊그제|엊그저께)", _around(2, "day"), "relative"),
    _rule(rf"(?P<week>{_WEEK})\s?{_WEEKDAY}", _weekday, "relative"),
    _rule(r"(?:지난|저번)\s?주?\s?주말", lambda _, moment: last_weekend(moment), "relative"),
    _rule(r"(?:이번\s?)?주말", lambda _, moment: last_weekend(moment), "relative"),
    _rule(_WEEK, lambda match, moment: around(_weeks_back(match), "week", moment), "relative"),
    _rule(
        rf"(?:최근|지난|과거|요)\s?{_COUNT}(?:\s?(?:간|동안|사이)|새)",
        lambda match, moment: past(*_length(match), moment),
        "relative",
        "",
    ),
    _rule(rf"(?P<months>이번\s?달|이달|지난\s?달|저번\s?달)\s?{_DAY}", _day_of_month, "relative"),
    _rule(rf"지난\s?{_DAY}", _day_of_month, "relative"),
    _rule(rf"(?:최근|지난|과거)\s?{_COUNT}", lambda match, moment: past(*_length(match), moment), "relative"),
    _rule(
        rf"(?<!월)(?<!월\s){_COUNT}\s?전(?:(?=에|의|쯤|까지|부터)|(?![가-힣]))",
        lambda match, moment: None if "몇" in match[0] else ago(*_length(match), moment, vague="며칠" in match[0]),
        "relative",
        "",
    ),
    _rule(r"(?:이번\s?달|이달|금월)", _around(0, "month"), "relative"),
    _rule(r"(?:지난\s?달|저번\s?달|전월)", _around(1, "month"), "relative"),
    _rule(r"지지난\s?달", _around(2, "month"), "relative"),
    _rule(
        rf"{_YEAR}\s?[-./]\s?(?P<month>1[0-2]|0?[1-9])\s?[-./]\s?(?P<day>3[01]|[12]\d|0?[1-9])\.?(?!\d)(?P<back>)",
        _date,
        end="",
    ),
    _rule(rf"{_MAYBE_YEAR}{_MONTH}\s?{_DAY}\s?(?:부터|에서|[~∼-])\s?(?P<until>\d\d?)\s?일(?:까지)?", _date),
    _rule(rf"{_MAYBE_YEAR}{_MONTH}\s?{_DAY}", _date, "yearless"),
    _rule(rf"지난\s?{_MONTH}", _last_month_named),
    _rule(rf"{_MAYBE_YEAR}{_MONTH}", _month, "yearless"),
    _rule(rf"{_MAYBE_YEAR}(?P<quarter>[1-4])\s?분기", _quarter),
    _rule(rf"{_MAYBE_YEAR}(?P<half>[상하])반기", _half),
    _rule(r"이번\s?분기", _around(0, "quarter"), "relative"),
    _rule(r"지난\s?분기", _around(1, "quarter"), "relative"),
    _rule(rf"(?:(?P<back>올해|올|작년|지난해|재작년|지난)|{_YEAR}년)\s?(?P<season>봄|여름|가을|겨울)(?:철)?", _season),
    _rule(r"(?:올해|금년)(?:\s?들어)?", _around(0, "year"), "relative"),
    _rule(r"(?:작년|지난해)", _around(1, "year"), "relative"),
    _rule(r"(?:재작년|지지난해)", _around(2, "year"), "relative"),
    _rule(
        r"(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)년대",
        lambda match, _: years(int(match["decade"]) + 1900 * (len(match["decade"]) == 2), 10),
    ),
    _rule(rf"(?P<past>지난\s?){_WEEKDAY}", _weekday, "relative"),
    _rule(rf"(?<!일)(?<!일\s)(?:이번\s?)?{_WEEKDAY}", _weekday, "relative"),
    _rule(rf"{_YEAR}\s?년도?", lambda match, _: years(int(match["year"])), "weak"),
)

AHEAD = re.compile(r"예정|앞둔|앞두고|다가오|전망|계획|오는\s")
"""Words of what is to come."""

TRAIL = re.compile(
    r"(?:에|의)?\s?(?P<trail>부터|이후|이래|이전|까지|전(?=에|까지|의|\s?$|\s?[?.!,])|(?:후|뒤)(?=에|로|의|\s?$|\s?[?.!,]))"
)
"""A particle right after a name."""
WEAK_TRAIL = re.compile(r"에(?!서)|엔|중|동안|내내|말|초|쯤|경|\s?한\s?해|\s?[?.!,]|\s*$")
"""What makes a window of a weak name: 2020년에, but not 2020년 대선."""

FAR_TRAIL = re.compile(
    r"(?:에|의)?\s(?:(?:열린|치러진|있었던|있을|예정된|실시된)\s)?(?:[가-힣\w]+\s){0,2}?[가-힣\w]+\s"
    r"(?P<trail>이전|전(?=에)|직전|이후|후(?=에)|직후)"
)
"""One after the event that the name dates: 5월 3일 선거 전에."""

TO = re.compile(r"(?:부터|에서|과|와)\s?$|\s?[~∼-]\s?$")
"""What joins the two ends of 3월부터 5월까지."""
ENDS = re.compile(r"까지|\s?사이")
"""What may follow the second end."""

RELATIONS = {
    **dict.fromkeys(("부터", "이후", "이래", "직후"), "since"),
    **dict.fromkeys(("후", "뒤"), "after"),
    **dict.fromkeys(("이전", "전", "직전"), "before"),
    "까지": "until",
}
"""What the particles mean."""
