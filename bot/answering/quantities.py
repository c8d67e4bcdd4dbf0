"""Quantities as two texts may write them differently: "two dozen" is 24, "1.2 million" and "1백20만" are 1200000.

Pure and from small tables, for English and Korean. A fraction counts as its percentage, so "half of" is 50%, and a
number with a month is a day, so "3 May" is "May 3".
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELLED = {word: at for at, word in enumerate(re.findall(r"\w+", f"{_ONES} seventeen eighteen nineteen"))}
_SPELLED |= {word: 10 * at for at, word in enumerate(re.findall(r"\w+", _TENS), 2)}
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_NATIVE = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "스무": 20}
_NATIVE_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10}
_SINO = {digit: at for at, digit in enumerate("일이삼사오육칠팔구", 1)}
_TENFOLD = {"십": 10, "백": 100, "천": 1000}
_MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12}
_MONTHS = {name: at for at, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}

_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_CARDINAL = rf"(?:{'|'.join(sorted([*_SPELLED, *_SCALES], reverse=True))})"
_ALL_SCALES = "|".join(_SCALES)
_COUNTED = "명|사람|개|살|번|곳|대|권|마리|시간|시|달|가지|차례|채|척|잔|점|팀|배|쌍|그루|송이|석|원|년|표|건|톤|가구"
_BEFORE_DATE = re.compile(rf"\b{_MONTH}\.? $")
_IN_DIGITS = re.compile(
    rf"(?=\d)(?:(?P<parts>\d+분의 ?\d+)"
    rf"|(?P<myriads>{_DIGITS}(?: (?=[만억조](?![가-힣])))?[십백천만억조]+(?: ?{_DIGITS}[십백천만억조]+)*(?:\d+)?)"
    rf"|(?P<iso>\d{{4}}-\d\d-\d\d\b)"
    rf"|(?P<day>\d\d?(?:st|nd|rd|th)?(?: of)? {_MONTH}\b)"
    rf"|(?P<scaled>{_DIGITS}(?:[ -](?:{_ALL_SCALES})\b|(?:k|mn?|bn|tn)\b))"
    rf"|(?P<digits>{_DIGITS})(?:st|nd|rd|th)?)"
)
_IN_ENGLISH = re.compile(
    rf"\b(?=[abdefhmnostz])(?:(?P<fraction>(?:an?|one|two|three)[ -](?:half|halves|third|quarter|fifth|tenth)s?"
    rf"(?= of\b)|half(?= (?:of|the|an?|its|their)\b))"
    rf"|(?P<cardinal>(?:{_CARDINAL}|an? (?=(?:{_ALL_SCALES})\b))(?:(?: and |[ -])?{_CARDINAL})*)\b)"
)
_IN_KOREAN = re.compile(
    rf"(?P<half>절반)|(?P<days>{'|'.join(_DAYS)})"
    rf"|(?<![가-힣])(?:(?P<native>(?:{'|'.join(_NATIVE_TENS)})?(?:{'|'.join(_NATIVE)})|(?:{'|'.join(_NATIVE_TENS)}))"
    rf"|(?P<sino>[일이삼사오육칠팔구십백천]+[만억조]|[이삼사오육칠팔구]?[십백천][일이삼사오육칠팔구십백천]*))"
    rf"(?= ?(?:{_COUNTED}))"
)
_HEDGES = [
    (re.compile(r"(?:about|around|some|roughly|nearly|almost|approximately|약|거의) ?$"), (0.95, 1.05)),
    (re.compile(r"(?:more than|over|at least|above) ?$"), (1, 1.5)),
    (re.compile(r"(?:less than|fewer than|under|at most|up to|below) ?$"), (0.67, 1)),
]
"""How far the number of a text may be from that of a claim that has such words before it, or after it."""
_HEDGES_AFTER = [
    (re.compile(r"[^\d.,]{0,4}(?:가량|정도)"), (0.95, 1.05)),
    (re.compile(r"[^\d.,]{0,4}(?:이상|초과|넘)"), (1, 1.5)),
    (re.compile(r"[^\d.,]{0,4}(?:이하|미만)"), (0.67, 1)),
]
_HANGUL = re.compile("[가-힣]")
_UNIT = re.compile(r" ?(%|per ?cent\b|퍼센트|프로|[가-힣])")
_KOREAN_PIECE = re.compile(rf"{_DIGITS}|[{''.join([*_SINO, *_TENFOLD, *_MYRIADS])}]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in text[start:end]; `unit` is %, a month as m5, or the Korean letter that follows, else ''."""

    start: int
    end: int
    value: float
    unit: str

    @property
    def term(self) -> str:
        """The number as digits, the same however it was written."""
        return f"{self.value:.12g}"


def quantities(text: str) -> deque[Quantity]:
    """The quantities of a text in order; "one" is none, as it mostly means somebody."""
    lower = lowered(text)
    patterns = (_IN_DIGITS, _IN_ENGLISH, _IN_KOREAN) if _HANGUL.search(text) else (_IN_DIGITS, _IN_ENGLISH)
    read = [_read(lower, match) for pattern in patterns for match in pattern.finditer(lower)]
    apart: deque[Quantity] = deque()
    for one in sorted((one for one in read if one), key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _read(lower: str, match: re.Match[str]) -> Quantity | None:
    kind = match.lastgroup or ""
    written = match[kind]
    if written == "one":
        return None
    start, end = match.span()
    if kind == "digits" and len(written) <= 2 and (month := _BEFORE_DATE.search(lower, max(0, start - 11), start)):
        start, written, kind = month.start(), lower[month.start() : end], "day"
    value, unit = _READ[kind](written)
    return Quantity(start, end, value, unit or _unit_at(lower, end))


def stated(one: Quantity, claim: str, among: list[Quantity]) -> bool:
    """Whether a quantity of the claim is among these, or one that "about", "more than" or "이하" lets stand for it."""
    dated = one.unit[:1] == "m"
    same = [other for other in among if one.unit == other.unit or (not dated and not (one.unit and other.unit))]
    if any(other.value == one.value for other in same):
        return True
    low, high = _tolerance(lowered(claim[max(0, one.start - 20) : one.start]), claim[one.end : one.end + 8])
    return any(low * one.value <= other.value <= high * one.value for other in same)


def _tolerance(before: str, after: str) -> tuple[float, float]:
    factors = [factors for hedge, factors in _HEDGES if hedge.search(before)]
    factors += [factors for hedge, factors in _HEDGES_AFTER if hedge.match(after)]
    return factors[0] if factors else (1.0, 1.0)


def lowered(text: str) -> str:
    """The text in lower case with every offset where it was."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def canonical(text: str, found: Iterable[Quantity], start: int, end: int) -> str:
    """text[start:end] with its quantities as digits."""
    parts: list[str] = []
    for one in found:
        parts += (text[start : one.start], " ", one.term, " ")
        start = one.end
    return "".join((*parts, text[start:end])) if parts else text[start:end]


def _unit_at(text: str, end: int) -> str:
    match = _UNIT.match(text, end)
    if not match:
        return ""
    return match[1] if len(match[1]) == 1 else "%"


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _myriads(written: str) -> float:
    total = section = 0.0
    pending: float | None = None
    for piece in _KOREAN_PIECE.findall(written):
        if piece in _TENFOLD:
            section += (1 if pending is None else pending) * _TENFOLD[piece]
            pending = None
        elif piece in _MYRIADS:
            total += ((section + (pending or 0)) or 1) * _MYRIADS[piece]
            section, pending = 0, None
        else:
            pending = _SINO[piece] if piece in _SINO else _number(piece)
    return total + section + (pending or 0)


def _cardinal(written: str) -> float:
    total = section = 0
    for word in re.findall(_CARDINAL, written):
        if word in _SPELLED:
            section += _SPELLED[word]
        elif _SCALES[word] < 1000:
            section = (section or 1) * _SCALES[word]
        else:
            total, section = total + (section or 1) * _SCALES[word], 0
    return total + section


def _scaled(written: str) -> float:
    digits = re.match(_DIGITS, written)
    assert digits
    scale = written[digits.end() :].strip(" -")
    return round(_number(digits[0]) * (_SCALES | _SHORT_SCALES)[scale], 6)


def _fraction(written: str) -> float:
    word, count = re.split("[ -]", written)[-1], re.split("[ -]", written)[0]
    part = _PARTS.get(word) or _PARTS[word.removesuffix("s")]
    return round(100 * {"two": 2, "three": 3}.get(count, 1) / part, 1)


def _parts(written: str) -> float:
    whole, share = written.split("분의")
    return round(100 * float(share) / float(whole), 1) if float(whole) else 0.0


def _native(written: str) -> float:
    tens = next((ten for ten in _NATIVE_TENS if written.startswith(ten)), "")
    return _NATIVE_TENS.get(tens, 0) + _NATIVE.get(written.removeprefix(tens), 0)


def _date(written: str) -> tuple[float, str]:
    month = next(name for name in _MONTHS if re.search(rf"(?<![a-z]){name}", written))
    return float(re.findall(r"\d+", written)[0]), f"m{_MONTHS[month]}"


_READ: dict[str, Callable[[str], tuple[float, str]]] = {
    "parts": lambda written: (_parts(written), "%"),
    "myriads": lambda written: (_myriads(written), ""),
    "iso": lambda written: (int(written[8:]), f"m{int(written[5:7])}"),
    "day": _date,
    "scaled": lambda written: (_scaled(written), ""),
    "digits": lambda written: (_number(written), ""),
    "fraction": lambda written: (_fraction(written), "%"),
    "cardinal": lambda written: (_cardinal(written), ""),
    "half": lambda written: (50, "%"),
    "days": lambda written: (_DAYS[written], "일"),
    "native": lambda written: (_native(written), ""),
    "sino": lambda written: (_myriads(written), ""),
}
