"""Whether what two quotes say differently may be held against each other. Pure; small tables for English and Korean.

Numbers of different times or people, a part and the whole, the ends of a range, scores, birthdays, the days on which
something was said, and two of many who did the same differ without a disagreement.
"""

from __future__ import annotations

import re

from bot.answering.quantities import Quantity, quantities

NEARLY = 0.05
"""A round number stands for one that is so near, as a share of it."""
BIRTHDAYS = 2
"""An age that is so many years off is one of another year."""
_SAID_THEN = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|added)\b(?:\W+\w+){0,3}?\W+(?:on )?\w+day\b", re.IGNORECASE
)
_SCOPES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweek(?:days?|ends?)\b|[월화수목금토일]요일|평일|주말",
        r"\b(?:adults?|children|child|kids|pupils|students|seniors|pensioners)\b|어른|성인|어린이|청소년|학생|노인",
        r"\b(?:19|20)\d\d\b|(?:19|20)\d\d(?=년)",
        r"\b(?-i:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d{1,2}월",
        r"\bthis (?:year|season|month|week)\b|\b(?:last|next) (?:year|season|month|week)\b|올해|지난해|작년|내년",
        r"\bvot\w+ (?:for|against)\b",
    )
]
"""Two quotes of which each names some of a line, and none in common, are of different times or people."""
_ONLY_THERE = re.compile(
    r"\b(?:last|previous) (?:year|season|month|week|term|time)\b|\bthis season\b|\bformer(?:ly)?\b|\bex-"
    r"|\b(?:first|opening) (?:day|night|week|month|half|hour)s?\b|\bhalf[- ]time\b"
    r"|지난해|작년|재작년|지난 ?(?:달|주|시즌)|이번 시즌|전반|후반|첫날|역대",
    re.IGNORECASE,
)
"""What one quote says with such words the other one must say with them."""
_ONE_OF_TWO = re.compile(
    r"(?:\d%?|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen))(?: ?[-–—~∼:] ?| to | or )$"
    r"|\bbetween \S+ and $|\d\S{0,4}(?:에서|부터) $|\d대 ?$",
    re.IGNORECASE,
)
_FIRST_OF_TWO = re.compile(r"^(?: ?[-–—~∼:] ?|[^\s.,]{0,8}(?: \w+)? (?:to|or) )\d|^\S{0,4}(?:에서|부터) \d|^대 ?\d")
_OF_THEM = re.compile(
    r"^ (?:of (?:the|them|those|these|whom|his|her|its|their)|more|others?|further|additional)\b|^\S{1,3} ?(?:추가|더 )"
)
_AMONG = re.compile(r"(?:추가로|가운데|[가-힣] 중(?:에)?|이 중) $")
_BY = re.compile(r"\bby (?:about |some |nearly |almost )?$", re.IGNORECASE)
_AGE_BEFORE, _AGE_AFTER = re.compile(r"(?:, |\(|\baged? (?:of )?)$"), re.compile(r"^(?:,|\)|-year-old|세|살)")
_TOLD_BEFORE = re.compile(r"\b(?:said|says|told|announced|reported|confirmed)(?: \w+){0,2}? (?:on )?$", re.IGNORECASE)
_TOLD_AFTER = re.compile(r"^ ?(?:밝혔|밝힌|말했|전했|발표|보도|알렸|설명|집계)")
_ONE_ALONE = re.compile(
    r"\bw[io]ns?\b|\bwinner|\b(?:is|was|are|were|be) (?:the|an?|now|held|built|won|led|owned|bought|founded|written)\b"
    r"|\bbec[ao]m\w+|\b(?:elected|appointed|named|bought|owns?|owned|founded|invented|wrote|directed|led|leads?|held)\b"
    r"|\b(?:succeed|replac|head)\w*|\bt(?:ak|ook)\w* place\b|\bhosts?\b",
    re.IGNORECASE,
)
"""Words of what one alone does, or is."""


def comparable(one: str, other: str, said: tuple[str, str]) -> bool:
    """Whether two quotes are of the same time and people, as far as they say, and what is `said` stands for itself."""
    here, there = _without(one, said[0]), _without(other, said[1])
    if set(_ONLY_THERE.findall(here.lower())) != set(_ONLY_THERE.findall(there.lower())):
        return False
    if any(_apart(scope, here, there) for scope in _SCOPES):
        return False
    numbers = [next(iter(quantities(text)), None) for text in said]
    if numbers[0] is None or numbers[1] is None:
        return bool(_ONE_ALONE.search(one) and _ONE_ALONE.search(other))
    return _numbers_are(_Placed(one, said[0], numbers[0]), _Placed(other, said[1], numbers[1]))


class _Placed:
    """A number with what stands before and after it in its quote."""

    def __init__(self, quote: str, said: str, number: Quantity) -> None:
        """`number` is one of `said`, and that a part of the quote."""
        start = quote.index(said)
        self.value, self.is_day = number.value, number.unit[:1] == "m"
        self.before, self.after = quote[: start + number.start], quote[start + number.end :]
        self.text = quote[start + number.start : start + number.end]

    @property
    def stands_for_itself(self) -> bool:
        """Whether it is no end of a range, no part of something else, and no day on which something was said."""
        if _ONE_OF_TWO.search(self.before) or _FIRST_OF_TWO.match(self.after) or _OF_THEM.match(self.after):
            return False
        told = _TOLD_BEFORE.search(self.before) or _TOLD_AFTER.match(self.after.lstrip("일"))
        return not (_AMONG.search(self.before) or told)

    @property
    def is_age(self) -> bool:
        """Whether it looks like somebody's."""
        return self.value < 120 and bool(_AGE_BEFORE.search(self.before) and _AGE_AFTER.match(self.after))


def _numbers_are(one: _Placed, other: _Placed) -> bool:
    if not (one.stands_for_itself and other.stands_for_itself):
        return False
    if bool(_BY.search(one.before)) != bool(_BY.search(other.before)):
        return False
    if one.is_age and other.is_age and abs(one.value - other.value) <= BIRTHDAYS:
        return False
    return one.is_day or not (_rounds(one.value, other.value) or _rounds(other.value, one.value))


def _rounds(rough: float, exact: float) -> bool:
    """Whether one number of several digits is the other one but for those that are noughts in it."""
    digits = f"{rough:.0f}"
    noughts = len(digits) - len(digits.rstrip("0"))
    return bool(noughts) and round(exact, -noughts) == rough and abs(rough - exact) <= NEARLY * abs(exact)


def _apart(scope: re.Pattern[str], one: str, other: str) -> bool:
    here, there = ({found.lower().rstrip("s") for found in scope.findall(text)} for text in (one, other))
    return bool(here and there) and here.isdisjoint(there)


def _without(quote: str, said: str) -> str:
    """A quote without what it says differently, and without the days on which somebody said so."""
    return _SAID_THEN.sub(" ", re.sub(rf"(?:\d{{1,2}}월 ?)?{re.escape(said)}", " ", quote, count=1))
