"""What kind of answer a question wants, and whether a sentence holds one that the question does not name itself; pure.

No model reads the sentences: a name is what is written like one, a number what has digits or is spelled as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from babel import Locale

from bot.answering.kinds import Kind, kind_and_noun
from index.language import language_of_question
from index.sentences import sentences
from index.terms import is_function_term, terms

WORDS_KEPT = 1 << 14
"""So many words' terms are remembered, as the names of the news come again and again."""
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:(?:of|the|de|van|von|bin|al|for)\s)?(?=[A-ZÀ-Þ0-9])[\w’'.-]+)*")
_WORD = re.compile(r"[\w’'-]+")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'-]*")
_NAME_INSIDE = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+")
NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        "a an and at but by for he i in it its mr mrs ms dr of on she so that the their then there these they this "
        "those to we what when where which who why you january february march april may june july august september "
        "october november december monday tuesday wednesday thursday friday saturday sunday jan feb aug sept oct nov "
        "dec",
    )
)
_DIGITS = re.compile(r"\d[\d,.]*")
_SPELLED = re.compile(
    r"\b(?:two|three|(?:four|six|seven|eigh|nine)(?:teen)?|eight|five|ten|eleven|twelve|(?:thir|fif)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|million|billion|half|third|quarter|twice)\b",
    re.IGNORECASE,
)
_SPELLED_KOREAN = "(?:열|스물|서른|마흔|쉰)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)|열|스무|서른|마흔|쉰"
_COUNTED_KOREAN = re.compile(
    rf"(?<![가-힣])(?!한)(?:{_SPELLED_KOREAN})(?=\s?(?:명|사람|곳|개|차례|번(?!째)|대|채|척|마리|살|시간|달|주|가지|권|편|쌍))"
)
_MONEY = re.compile(
    r"[$£€¥₩]\s?\d|\bper ?cent\b|\d\s?%|\d (?:(?:thousand|million|billion|trillion) )?"
    r"(?:crown|dollar|euro|franc|krona|krone|lira|peso|pound|rand|rouble|ruble|rupee|won|yen|yuan)[rs]?\b"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(
    rf"\b(?:{_MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?i:today|tomorrow|yesterday|next|years?|weeks?))\b"
    r"|\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|\d+(?:년|월|일|세기)|(?:19|20)\d\d"
)
"""Months as they are written: who may march is no date."""
_HOUR = re.compile(r"\bwhat time\b(?! of)|몇\s?시(?![간즌])", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:o['’]clock|noon|midnight)\b|\d시(?!간)|정오|자정",
    re.IGNORECASE,
)
"""The hour, and how it is asked for."""
_BECAUSE = re.compile(
    r"\b(?:because|due to|after|over|since|as|amid|following|caus\w+|blam\w+|reasons?)\b"
    r"|때문|이유|원인|위해|위하여|따라|인해"
)
_TITLED = re.compile(
    r"(?<=[가-힣])(?<![날글말솜맵불])\s?씨(?=[는가의를와도]|에게|[^가-힣]|$)|의원|대통령|장관|차관|교수|감독|회장|대표|총리|선수|박사|"
    r"위원장|시장|사장|청장|지사|기자|배우|가수|작가|판사|검사|변호사|선장|대변인|왕|황제|장군"
)
_KOREAN_PLACE = re.compile(
    r"[가-힣](?:시|군|구|도|국|섬|산|강|역|현|주|항|동|읍|면)(?:에|에서|의|을|를|로|으로|은|는|이|가)?(?![가-힣])"
)
_QUOTED = re.compile(r"[《<‘'\"“「『(]")
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|"
    "Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|"
    "Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|"
    "Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|"
    "Virginia|Washington|West Virginia|Wisconsin|Wyoming"
)
_ALSO_COUNTRIES = (
    "US",
    "U.S.",
    "UK",
    "U.K.",
    "Britain",
    "England",
    "Scotland",
    "Wales",
    "America",
    "Taiwan",
    "Czech Republic",
    "Turkey",
    "Burma",
)


class _NewWords(dict[str, str]):
    """The words of names, stripped, "" for those that are no name's or the question's; articles repeat their names."""

    def __init__(self, asked: frozenset[str]) -> None:
        """`asked` are the words and the terms of the question."""
        super().__init__()
        self._asked = asked

    def __missing__(self, word: str) -> str:
        """Look at a word that was not met before."""
        stripped = word.strip(".'’")
        bare = stripped.removesuffix("'s").removesuffix("’s").lower()
        known = bare in self._asked or bare in NO_NAMES or self._asked.issuperset(_terms_of(stripped))
        self[word] = "" if known else stripped
        return self[word]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants: the sentence that asks, its kind, the noun it asks for and the unit it counts in."""

    asks: str
    kind: Kind
    head: str
    unit: str
    words: frozenset[str]
    korean: bool
    question: str
    digits: frozenset[str]
    unit_terms: frozenset[str]
    _new: _NewWords = field(compare=False, repr=False)

    def new_names(self, sentence: str) -> list[tuple[int, list[str]]]:
        """What is written like a name and not in the question: where it begins, and its words; Latin script only."""
        found = []
        for name in _NAME.finditer(sentence):
            words, start = name.group().split(), name.start()
            if not start and len(words) == 1 and not words[0].isupper():
                continue
            if new := [bare for word in words if (bare := self._new[word])]:
                found.append((start, new))
        return found

    def new_words(self, text: str) -> set[str]:
        """The capitalised words of a text, in lower case, that are not in the question; in less time than its names."""
        return {bare.lower() for word in set(_CAPITALISED.findall(text)) if (bare := self._new[word])}

    def fit(self, sentence: str, names: list[tuple[int, list[str]]]) -> float:
        """0..2: whether the sentence holds an answer of the wanted kind; `names` are its new ones."""
        if self.kind is Kind.NUMBER:
            return float(self._has_new_number(sentence))
        if self.kind is Kind.DATE:
            return float(bool((_CLOCK if _HOUR.search(self.asks) else _DAY).search(sentence)))
        if self.kind is Kind.REASON:
            return float(bool(_BECAUSE.search(sentence.lower())))
        if self.kind is Kind.PERSON:
            return float(bool(_TITLED.search(sentence) if self.korean else names))
        if self.kind is Kind.PLACE:
            return self._place(sentence)
        if self.kind is Kind.NAME:
            return float(bool(_QUOTED.search(sentence) if self.korean else names))
        return 0.0

    def spots(self, sentence: str, names: list[tuple[int, list[str]]]) -> list[int]:
        """Before how many words of the sentence each possible answer stands; Latin script only."""
        if self.korean:
            return []
        if self.kind in (Kind.NUMBER, Kind.DATE):
            written = (_DIGITS, _SPELLED, _DAY) if self.kind is Kind.DATE else (_DIGITS, _SPELLED)
            places = sorted({found.start() for sign in written for found in sign.finditer(sentence)})
        else:
            places = [start for start, _ in names]
        return [len(sentence[:place].split()) for place in places]

    def _has_new_number(self, sentence: str) -> bool:
        if any(one not in self.digits for one in _digits(sentence)):
            return True
        spelled = (_COUNTED_KOREAN if self.korean else _SPELLED).findall(sentence.lower())
        return any(one not in self.words for one in spelled)

    def counted(self, sentence: str, found: Iterable[str]) -> float:
        """0 or 1: whether the sentence, whose terms are `found`, counts what the question wants counted."""
        if self.kind is not Kind.NUMBER:
            return 0.0
        if self.korean:
            unit = "(?:퍼센트|%)" if self.unit in ("퍼", "퍼센트", "%") else re.escape(self.unit)
            counted = rf"(?:\d[\d,.]*\s?[여만억천백]?|(?<![가-힣])(?:{_SPELLED_KOREAN}))\s?{unit}"
            return float(bool(unit and re.search(counted, sentence)))
        holds = not self.unit_terms.isdisjoint(found)
        if not self.unit_terms or "money" in self.unit:
            holds = holds or bool(_MONEY.search(sentence))
        return float(holds and self._has_new_number(sentence))

    def _place(self, sentence: str) -> float:
        """2 for a country or a state where one is wanted, 1 where any place is."""
        if self.korean:
            return float(bool(_KOREAN_PLACE.search(sentence)))
        if self.head in ("country", "countries", "nation", "nations"):
            return 2.0 * self._has_new(_countries(), sentence)
        if self.head in ("state", "states"):
            return 2.0 * self._has_new(_states(), sentence)
        return float(self._has_new(_countries(), sentence) or self._has_new(_states(), sentence))

    def _has_new(self, places: re.Pattern[str], sentence: str) -> bool:
        """Whether one is there that the question has not, not even as part of a word, as Norland in Norlander."""
        return any(name not in self.question for name in places.findall(sentence))


def _digits(text: str) -> list[str]:
    return [found.rstrip(".,") for found in _DIGITS.findall(text)]


@lru_cache(WORDS_KEPT)
def _terms_of(word: str) -> tuple[str, ...]:
    return tuple(terms(word))


def names_in(question: str) -> list[str]:
    """The words of a question that are written like names, but for those that begin a sentence."""
    return [word for word in _NAME_INSIDE.findall(question) if word.lower() not in NO_NAMES]


def wanted(question: str) -> Wanted:
    """Read the last sentence that asks; what stands before it only sets the scene."""
    korean = language_of_question(question) == "ko"
    parts = [question[start:end] for start, end in sentences(question, "ko" if korean else "en")]
    asking = [part for part in parts if part.rstrip("”\"'’) ").endswith("?")]
    asks = (asking or parts or [question])[-1]
    kind, head, unit = kind_and_noun(asks, korean=korean)
    words = frozenset((*map(str.lower, _WORD.findall(question)), *terms(question)))
    unit_terms = frozenset(term for term in terms(unit) if not is_function_term(term))
    digits = frozenset(_digits(question))
    return Wanted(asks, kind, head, unit, words, korean, question, digits, unit_terms, _NewWords(words))


@cache
def _countries() -> re.Pattern[str]:
    """Every country's English name (CLDR's, by babel), and a few more."""
    named = [str(name) for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()]
    return _any_of([*named, *_ALSO_COUNTRIES])


@cache
def _states() -> re.Pattern[str]:
    return _any_of(_STATES.split("|"))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?=[A-ZÀ-Þ])\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
