"""What kind of answer a question wants, and whether a sentence holds one that the question does not name itself; pure.

No model reads the sentences: a name is what is written like one, a number what has digits or is spelled as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from babel import Locale

from index.language import language_of_question
from index.sentences import sentences
from index.terms import is_function_term, terms


class Kind(StrEnum):
    """What would be an answer."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    YES_NO = "yes or no"
    NAME = "name"
    OTHER = "other"


NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.NAME, Kind.OTHER})
"""The kinds whose answer may be a name."""

_PERSON = (
    "actor|actress|artist|athlete|author|billionaire|boss|boxer|candidate|captain|celebrity|ceo|champion|chief|coach|"
    "comedian|congressm[ae]n|critic|director|driver|figure|founder|golfer|governor|host|individual|judge|king|lawmaker|"
    "leader|m[ae]n|mayor|minister|model|musician|official|person|player|politician|president|prince(?:ss)?|queen|rapper|"
    "senator|singer|star|wom[ae]n|writer"
)
_PLACE = (
    "area|capital|city|continent|country|county|island|lake|location|nation|park|place|province|region|river|sea|state|"
    "town|venue|village"
)
_AUXILIARY = (
    "am|are|can|could|did|do|does|had|has|have|is|may|might|must|should|was|were|will|would|"
    "(?:are|ca|could|did|do|does|had|has|have|is|should|was|were|wo|would)n['’]t"
)
_WHICH = rf"\b(?:which|what)\s(?:(?!(?:{_AUXILIARY})\b)[\w’'.“”-]+\s){{0,4}}"
_ENGLISH = (  # the first that is found decides
    (Kind.NUMBER, r"\bhow (?:many|much|long|old|far|tall|big|large|high|often|fast|deep)\b"),
    (Kind.NUMBER, r"\bwhat (?:percent|percentage|number|share|age|score|amount|price|sum)\b"),
    (Kind.DATE, r"\bwhen\b|\b(?:what|which) (?:year|day|date|month|week|time|season|decade|century)\b"),
    (Kind.PERSON, r"\bwho(?:m|se)?\b"),
    (Kind.PERSON, rf"{_WHICH}(?P<noun>{_PERSON})s?\b"),
    (
        Kind.PLACE,
        rf"{_WHICH}(?P<noun>{_PLACE}|cities|countries)s?\b",
    ),
    (Kind.PLACE, r"\bwhere\b"),
    (Kind.REASON, r"\bwhy\b|\bwhat (?:caused|causes|reason)|\bhow come\b"),
    (Kind.NAME, rf"\b(?:called|named?|nicknamed?|title)\b|\b(?:which|what) (?!(?:{_AUXILIARY}|happened)\b)\w"),
    (Kind.OTHER, r"\b(?:what|which|how)\b"),
    (Kind.YES_NO, rf"^[“\"'‘]?(?:{_AUXILIARY})\b"),
)
_OF_PEOPLE = (
    "사람|인물|배우|감독|가수|선수|대통령|왕|작가|의원|장관|시장|총리|아들|딸|아버지|어머니|부인|남편|교수|학자|저자|장군|황제|대표|멤버|"
    "회장|사장|기자|후보|이름"
)
_MEASURES = "수|숫자|횟수|인원|비율|금액|액수|나이|높이|길이|무게|크기|면적|가격|넓이|점수|순위|거리|개수|규모|비용"
_PLACES = "곳|장소|나라|도시|지역|국가|위치|지방|섬|고향|출생지|주소|항구|마을"
_TIMES = "연도|년도|날짜|시기|해|날|시점|시각"
_TOPIC = r"(?:은|는|이|가)?"
_KOREAN = (
    (Kind.DATE, rf"몇\s?(?:년|월|일|시|세기)(?!간|이나|\s?동안)|언제|(?:{_TIMES}){_TOPIC}\s*(?:\?|언제|무엇|몇)"),
    (Kind.DATE, rf"어느\s?(?:{_TIMES})"),
    (Kind.NUMBER, rf"몇|얼마|며칠|퍼센트|(?:{_MEASURES}){_TOPIC}\s*(?:\?|$|얼마|무엇)"),
    (Kind.PERSON, rf"누구|누가|누굴|(?:{_OF_PEOPLE})(?:들)?(?:의 이름)?{_TOPIC}\s*(?:무엇|누구|\?|$)"),
    (Kind.PLACE, rf"어디|(?:어느|어떤|무슨)\s?(?:{_PLACES}|주|시)|(?:{_PLACES}){_TOPIC}\s*(?:\?|$|어디)"),
    (Kind.REASON, r"왜|이유|원인|까닭|때문"),
    (Kind.NAME, r"무엇|무슨|어떤|어떠한|어느|뭐|뭘|이름"),
    (Kind.OTHER, r"어떻게|어땠|어때"),
    (Kind.YES_NO, r"(?:까|나|가|요|니|냐)요?\s?\?"),
)
_HEAD = re.compile(rf"\b(?:which|what)\s+(?!(?:{_AUXILIARY}|of|in|on|for|to|from|by|at)\b)([\w’'-]+)")
_UNIT = re.compile(r"\bhow (?:many|much) ((?:[\w’'-]+\s*){1,3})")
_KOREAN_HEAD = re.compile(r"(?:어떤|어느|무슨|어떠한)\s?([가-힣]+)")
_KOREAN_UNIT = re.compile(r"몇\s?([가-힣%])")
_PARTICLE = re.compile(r"(?:에서|에게|으로|의|에|은|는|이|가|을|를|로|와|과|인가|이라는|라는)$")
_ASKING_WORD = re.compile(r"^(?:무엇|누구|어디|언제|얼마|뭐|몇)")

_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:(?:of|the|de|van|von|bin|al|for)\s)?(?=[A-ZÀ-Þ0-9])[\w’'.-]+)*")
_NAME_INSIDE = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+")
_NO_NAME = (
    "a|an|and|at|but|by|for|he|i|in|it|its|mr|mrs|ms|dr|of|on|she|so|that|the|their|then|there|these|they|this|"
    "those|to|we|what|when|where|which|who|why|you|january|february|march|april|may|june|july|august|september|"
    "october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|aug|sept|oct|nov|"
    "dec"
)
_IS_NO_NAME = re.compile(_NO_NAME)
_DIGITS = re.compile(r"\d[\d,.]*")
_SPELLED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|million|billion|"
    r"half|third|quarter|twice)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$£€¥₩]\s?\d|\bper ?cent\b|\d\s?%")
_DAY = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|aug|sept|oct|"
    r"nov|dec)\.|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|next|(?:19|20)\d\d|years?|weeks?)\b"
    r"|\d+(?:년|월|일|세기)|(?:19|20)\d\d"
)
_BECAUSE = re.compile(
    r"\b(?:because|due to|after|over|since|as|amid|following|caus\w+|blam\w+|reasons?)\b"
    r"|때문|이유|원인|위해|위하여|따라|인해"
)
_TITLED = re.compile(r"씨|의원|대통령|장관|교수|감독|회장|대표|총리|선수|박사|위원장|시장|사장|왕|황제|장군")
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
    _seen: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def new_names(self, sentence: str) -> list[tuple[int, list[str]]]:
        """What is written like a name and not in the question: where it begins, and its words; Latin script only."""
        found = []
        for name in _NAME.finditer(sentence):
            words = [word.strip(".'’") for word in name.group().split()]
            if name.start() == 0 and len(words) == 1 and not words[0].isupper():
                continue
            new = [word for word in words if self._is_new(word)]
            if new:
                found.append((name.start(), new))
        return found

    def _is_new(self, word: str) -> bool:
        """Whether a word is a name's that the question does not have; remembered, as articles repeat their names."""
        if word not in self._seen:
            bare = word.removesuffix("'s").removesuffix("’s").lower()
            known = bare in self.words or _IS_NO_NAME.fullmatch(bare) or self.words.issuperset(terms(word))
            self._seen[word] = not known
        return self._seen[word]

    def fit(self, sentence: str, names: list[tuple[int, list[str]]]) -> float:
        """0..2: whether the sentence holds an answer of the wanted kind; `names` are its new ones."""
        if self.kind is Kind.NUMBER:
            return float(bool(self._new_numbers(sentence)))
        if self.kind is Kind.DATE:
            return float(bool(_DAY.search(sentence.lower())))
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
            places = [found.start() for sign in (_DIGITS, _SPELLED) for found in sign.finditer(sentence)]
        else:
            places = [start for start, _ in names]
        return [len(sentence[:place].split()) for place in places]

    def _new_numbers(self, sentence: str) -> list[str]:
        digits = [found.rstrip(".,") for found in _DIGITS.findall(sentence)]
        spelled = [] if self.korean else [found.lower() for found in _SPELLED.findall(sentence)]
        return [one for one in digits if one not in self.question] + [one for one in spelled if one not in self.words]

    def counted(self, sentence: str, found: Iterable[str]) -> float:
        """0 or 1: whether the sentence, whose terms are `found`, counts what the question wants counted."""
        if self.kind is not Kind.NUMBER:
            return 0.0
        if self.korean:
            unit = re.escape(self.unit)
            return float(bool(unit and re.search(rf"\d[\d,.]*\s?[여만억천백]?\s?{unit}", sentence)))
        unit_terms = {term for term in terms(self.unit) if not is_function_term(term)}
        holds = bool(unit_terms.intersection(found)) if unit_terms else bool(_MONEY.search(sentence))
        return float(holds and bool(self._new_numbers(sentence)))

    def _place(self, sentence: str) -> float:
        """2 for a country or a state where one is wanted, 1 where any place is."""
        if self.korean:
            return float(bool(_KOREAN_PLACE.search(sentence)))
        country = any(name not in self.question for name in _countries().findall(sentence))
        state = any(name not in self.question for name in _states().findall(sentence))
        if self.head in ("country", "countries", "nation"):
            return 2.0 * country
        return 2.0 * state if self.head in ("state", "states") else float(country or state)


def names_in(question: str) -> list[str]:
    """The words of a question that are written like names, but for those that begin a sentence."""
    return [word for word in _NAME_INSIDE.findall(question) if not _IS_NO_NAME.fullmatch(word.lower())]


def wanted(question: str) -> Wanted:
    """Read the last sentence that asks; what stands before it only sets the scene."""
    korean = language_of_question(question) == "ko"
    parts = [question[start:end] for start, end in sentences(question, "ko" if korean else "en")]
    asking = [part for part in parts if part.rstrip("”\"'’) ").endswith("?")]
    asks = (asking or parts or [question])[-1]
    kind, sign = _kind(asks, korean=korean)
    head, unit = _korean_nouns(asks) if korean else _english_nouns(asks.lower())
    head = (sign and sign.groupdict().get("noun")) or head
    words = {word.lower() for word in re.findall(r"[\w’'-]+", question)} | set(terms(question))
    return Wanted(asks, kind, head, unit, frozenset(words), korean, question)


def asking_words(asks: str) -> tuple[int, int]:
    """Where the words are that tell what kind of answer is wanted; (0, 0) where there are none."""
    _, sign = _kind(asks, korean=language_of_question(asks) == "ko")
    return sign.span() if sign else (0, 0)


def _kind(asks: str, *, korean: bool) -> tuple[Kind, re.Match[str] | None]:
    signs = ((kind, re.search(sign, asks.lower())) for kind, sign in (_KOREAN if korean else _ENGLISH))
    return next((pair for pair in signs if pair[1]), (Kind.OTHER, None))


def _english_nouns(asks: str) -> tuple[str, str]:
    head, unit = _HEAD.search(asks), _UNIT.search(asks)
    return head[1] if head else "", unit[1] if unit else ""


def _korean_nouns(asks: str) -> tuple[str, str]:
    """The noun after 어떤 or 어느, else the last one that is no asking word, without its particle."""
    unit, head = _KOREAN_UNIT.search(asks), _KOREAN_HEAD.search(asks)
    last = [word for word in re.findall(r"[\w]+", asks) if not _ASKING_WORD.match(word)]
    noun = head[1] if head else (last or [""])[-1]
    return (_PARTICLE.sub("", noun) if len(noun) > 1 else noun), unit[1] if unit else ""


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
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
