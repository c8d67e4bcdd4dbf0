"""What kind of answer a question wants, and the nouns it asks for and counts in; by its asking word alone; pure."""

from __future__ import annotations

import re
from enum import StrEnum


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
_IS_THE = r"(?:['’]s| is| was| are| were) (?:the|his|her|its|their) (?:[\w’'-]+ )?"
_ANOTHER_NOUN = r"(?:about|at|by|for|from|in|on|to|with|(?<!of )(?:the|an?|his|her|its|their))\b"
_WHICH = rf"(?:which|what)\s(?:(?!(?:{_AUXILIARY})\b|{_ANOTHER_NOUN})[\w’'.“”-]+\s){{0,4}}"
_NO_NOUN = (
    rf"(?:{_AUXILIARY}|happen(?:s|ed)|about|else|if|the|an?|his|her|its|their|he|she|it|they|we|you|i|this|that|these|"
    r"those)\b"
)
_SORT = r"(?:kinds?|types?|sorts?) of (?:an? )?"
_CALLED = r"called(?! (?:for|off|on|out)\b)|named?|nicknamed?"
_ENGLISH = (  # read from the asking word on; the first that fits decides
    (Kind.DATE, r"when\b|how (?:soon|long ago)\b|what(?:['’]s| is| was) the (?:exact )?date\b"),
    (Kind.DATE, r"(?:what|which) (?:year|day|date|month|week|time|season|decade|century)\b"),
    (Kind.NUMBER, r"how (?:many|much|long|old|far|tall|big|large|high|often|fast|deep|wide|heavy)\b"),
    (Kind.NUMBER, r"what (?:percent|percentage|number|share|age|score|amount|price|sum)\b"),
    (Kind.NUMBER, rf"what{_IS_THE}(?:percentage|number of|age|score|amount|price|cost|population|salary|death toll)\b"),
    (Kind.PERSON, r"who(?:m|se)?\b"),
    (Kind.PERSON, rf"{_WHICH}(?P<noun>{_PERSON})s?\b"),
    (Kind.PLACE, rf"{_WHICH}(?P<noun>{_PLACE}|cities|countries)s?\b|where\b"),
    (Kind.REASON, r"why\b|what (?:caused|causes|reason|prompted|led to)|how come\b"),
    (
        Kind.NAME,
        rf"(?:which|what|how)\b.*\b(?:{_CALLED})\b|what{_IS_THE}title\b|(?:which|what) (?!{_NO_NOUN}|{_SORT})\w",
    ),
)
_ASKING = re.compile(r"\b(?:what|which|who(?:m|se)?|when|where|why|how)\b")
_SHORT_IS = re.compile(r"\b(what|who|when|where|why|how)s\b")
"""As it is typed in a hurry: whats, whos."""
_BEGINS = re.compile(
    r"(?:^|[,;:–—(]|\b(?:about|after|and|at|before|but|by|during|for|from|in|into|of|on|or|since|so|then|to|until|with)\b)"
    rf"\W{{0,3}}(?P<word>{_ASKING.pattern})"
)
"""An asking word begins a clause; what follows a noun, as in "the captain who ...", tells of the noun."""
_QUOTED = re.compile(r"“[^”]{0,200}”|\"[^\"]{0,200}\"")
_POLITE = re.compile(
    r"^\W*(?:(?:so|and|but|well|hi|hello|hey|please|then)\b\W*)*"
    r"(?:(?:can|could|would|will) (?:you|anyone|somebody|someone) (?:please )?"
    r"(?:tell|give|show|name|say|explain|remind)(?: me| us)?\b\W*(?:please\b\W*)?"
    r"|do(?:es)? (?:you|we|anyone|anybody|someone) (?:happen to )?know\b\W*"
    r"|(?:please )?tell (?:me|us)\b\W*|i(?:['’]d like| would like| want) to know\b\W*)?"
)
_CLAUSE_FIRST = re.compile(
    rf"^(?:when|while|if|after|before|as|since|because|although)\b(?!\s(?:{_AUXILIARY})\b)(?:\s[^\s,?]+){{2,}},\s"
)
"""When the bridge fell, ..."""
_YES_NO = re.compile(rf"(?!may \d)(?:{_AUXILIARY}|if|whether)\b")
_YES_NO_LATER = re.compile(rf"[,;:–—]\s(?:{_AUXILIARY})\b")
_TOLD = re.compile(
    r"\b(?:announced?|ask|decided?|explain|know|known|mention|remember|reveal|say|said|show|tell|understand)"
    r"(?: (?:me|us|them|him|her|about|exactly|just|to))*\W*$"
)

_OF_PEOPLE = (
    "사람|인물|배우|감독|가수|선수|대통령|왕|작가|의원|장관|시장|총리|아들|딸|아버지|어머니|부인|남편|교수|학자|저자|장군|황제|대표|멤버|"
    "회장|사장|기자|후보"
)
_MEASURES = (
    "(?:(?<![가-힣])|[가객갯건구자표회])수|숫자|횟수|인원|비율|금액|액수|나이|높이|길이|무게|크기|면적|가격|넓이|점수|순위|거리|개수|규모|"
    "비용"
)
_PLACES = "곳|장소|나라|도시|지역|국가|위치|지방|섬|고향|출생지|주소|항구|마을"
_TIMES = "연도|년도|날짜|시기|(?<![가-힣])[해날]|시점|시각"
_SO_LONG = r"간|즌|이나|[째을]|\s?(?:동안|만에)|이?\s?걸[려렸리릴린]"
"""What follows years or days that are counted: 몇 년째, 몇 시간, 몇 시즌."""
_TOPIC = r"(?:은|는|이|가)?"
_PAST = "".join(map(chr, range(ord("가") + 20, ord("힣") + 1, 28)))
"""The syllables that end in ㅆ: 었, 했, 있 ..."""
_KOREAN = (  # the first that is found decides
    (
        Kind.DATE,
        rf"몇\s?(?:년|월|일|시|세기)(?!{_SO_LONG})|언제(?!나(?!요))|(?:{_TIMES}){_TOPIC}\s*(?:\?|언제|무엇|몇)",
    ),
    (Kind.DATE, r"어느\s?(?:연도|년도|날짜|시기|시점|시각|[해날](?=에|의|인|\W|$))"),
    (Kind.NUMBER, rf"(?<!몇)몇(?!몇)|얼마|며칠|퍼센트|(?:{_MEASURES}){_TOPIC}\s*(?:\?|$|얼마|무엇)"),
    (Kind.PERSON, rf"누구(?!나(?!요))|누가|누굴|(?:{_OF_PEOPLE})(?:들)?(?:의 ?이름)?{_TOPIC}\s*(?:무엇|누구|\?|$)"),
    (
        Kind.PLACE,
        rf"어디(?!나(?!요)|든)|(?:어느|어떤|무슨)\s?(?:{_PLACES}|[주시](?=에|의|인|\W|$))|(?:{_PLACES}){_TOPIC}\s*(?:\?|$|어디)",
    ),
    (Kind.REASON, r"(?<![가-힣])왜(?:요|일까요?)?(?![가-힣])|(?<![가-힣])이유|원인(?!가|지|데|까)|까닭|때문"),
    (Kind.NAME, r"무엇(?!이든)|무슨|어떤|어떠한|어느|뭐|뭘|이름"),
    (Kind.OTHER, r"어떻게|어땠|어때"),
    (
        Kind.YES_NO,
        rf"(?:까|(?:나|[가어아여해돼지]|니)요|죠|[{_PAST}없하되](?:나|니|냐|어|지)|[는은인한된던할]가|[가-힣]냐)\W*$",
    ),
)
_HEAD = re.compile(rf"\b(?:which|what)\s+(?:{_SORT})?(?!{_NO_NOUN}|(?:of|in|on|for|to|from|by|at)\b)([\w’'-]+)")
_OF_THE = r"(?:of (?:(?:the|his|her|its|their|these|those) )?(?:\d+ )?)?"
_UNIT = re.compile(rf"\bhow (?:many|much) {_OF_THE}((?:(?!(?:{_AUXILIARY})\b)[\w’'-]+\s*){{1,3}})")
_UNIT_LATER = re.compile(rf"\bhow many (?:{_AUXILIARY}) ((?:[\w’'-]+\s*){{1,2}})")
_MEASURE = re.compile(r"\bhow (long|old|far|tall|high|deep|wide|often|fast|heavy)\b|\b(age)\b")
_TIME = "second minute hour day week month year decade century"
_LENGTH = "inch foot feet yard mile mi metre meter kilometre kilometer km"
_AGE = "year old age aged"
_UNITS = {
    "long": f"{_TIME} {_LENGTH}",
    "old": _AGE,
    "age": _AGE,
    "often": f"{_TIME} time every daily weekly",
    "fast": f"{_LENGTH} mph knot",
    "heavy": "ounce pound ton tonne kilogram kilo kg",
}
_KOREAN_HEAD = re.compile(r"(?:어떤|어느|무슨|어떠한)\s?([가-힣]+)")
_KOREAN_UNIT = re.compile(r"(?<!몇)몇\s?(시간|개월|번째|퍼센트|[가-힣%])")
_PARTICLE = re.compile(
    r"(?:에서|에게|으로|의|에|은|는|이|가|을|를|로|와|과|이라는|인가요?|인지|일까요?|입니까|[나가까]요|니까)$"
)
_ASKING_WORD = re.compile(r"^(?:무엇|누구|어디|언제|얼마|뭐|몇)")


def kind_and_noun(asks: str, *, korean: bool) -> tuple[Kind, str, str]:
    """The kind of answer that a sentence wants, the noun it asks for and the unit it counts in, "" where none is."""
    if korean:
        kind = next((kind for kind, sign in _KOREAN if re.search(sign, asks)), Kind.OTHER)
        return kind, *_korean_nouns(asks)
    lower = _SHORT_IS.sub(r"\1's", _without_quoted(asks.lower()))
    kind, noun = _english_kind(lower)
    head, unit = _HEAD.search(lower), _english_unit(lower) if kind is Kind.NUMBER else ""
    return kind, noun or (head[1] if head else ""), unit


def _without_quoted(asks: str) -> str:
    """Without what it quotes, as titles and sayings ask nothing; all of it if nothing else is left."""
    rest = _QUOTED.sub(" … ", asks)
    return rest if re.search(r"\w", rest) else asks


def _english_kind(asks: str) -> tuple[Kind, str]:
    """The kind, and the noun of people or places that told it."""
    asks = _CLAUSE_FIRST.sub("", _POLITE.sub("", asks))
    at = _asking_word(asks)
    if _YES_NO.match(asks) and not (at and _TOLD.search(asks[:at])):
        return Kind.YES_NO, ""
    if at is None:
        asked = Kind.NAME if re.search(rf"\b(?:{_CALLED}|title)\b", asks) else Kind.OTHER
        return (Kind.YES_NO if _YES_NO_LATER.search(asks) else asked), ""
    signs = ((kind, re.match(sign, asks[at:])) for kind, sign in _ENGLISH)
    kind, sign = next((pair for pair in signs if pair[1]), (Kind.OTHER, None))
    return kind, (sign and sign.groupdict().get("noun")) or ""


def _asking_word(asks: str) -> int | None:
    """Where the first one stands that begins a clause, else the first."""
    begins = _BEGINS.search(asks)
    if begins:
        return begins.start("word")
    word = _ASKING.search(asks)
    return word.start() if word else None


def _english_unit(asks: str) -> str:
    """The words that are counted, or every unit that such a thing is measured in."""
    if unit := _UNIT.search(asks) or _UNIT_LATER.search(asks):
        return unit[1].strip()
    measure = _MEASURE.search(asks)
    return _UNITS.get(measure[1] or measure[2], _LENGTH) if measure else ""


def _korean_nouns(asks: str) -> tuple[str, str]:
    """The noun after 어떤 or 어느, else the last one that is no asking word, without its particle."""
    unit, head = _KOREAN_UNIT.search(asks), _KOREAN_HEAD.search(asks)
    last = [word for word in re.findall(r"[\w]+", asks) if not _ASKING_WORD.match(word)]
    noun = head[1] if head else (last or [""])[-1]
    return (_PARTICLE.sub("", noun) if len(noun) > 1 else noun), unit[1] if unit else ""
