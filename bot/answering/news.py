"""Does a question ask for news rather than for a fact, and for news of what? Pure."""

from __future__ import annotations

import re

from index.query import Query
from index.windows import Window

LONGEST = 200
"""Characters; who writes more asks for more than news."""
_KIND = r"(?:(?:the |any |some |all |more )*(?:latest|recent|new|newest|top|current|important|main|biggest)? ?)"
_NEWS = rf"{_KIND}(?:news(?: articles| stories| items)?|headlines|updates?|stories|articles)"
_ASK = (
    r"(?:(?:please|hey|hi|hello|ok|okay|so|and|now) )*(?:(?:can|could|would) you (?:please )?)?"
    r"(?:(?:show|give|tell|send|bring|get|read)(?: me| us)? |(?:do you have|have you got|is there|are there|got) "
    r"|what(?:'s| is| are|s) )?"
    r"(?:(?:a |the )?(?:short |quick |brief )?(?:summary|overview|digest|roundup|recap) (?:of|on) "
    r"|(?:please )?(?:summari[sz]e|recap) )?"
)
_WHATS_NEW = (
    r"(?:what(?:'s| is|s)|anything|something) (?:new|the latest|in the news|happening|going on|up)"
    r"|what(?:'s| is|s) the latest news|anything (?:new|interesting)|what did i miss|what have i missed"
    r"|(?:please )?(?:catch me up|brief me)"
)
_SUMMARY = r"(?:the )?(?:news|daily|weekly|monthly) (?:summary|digest|roundup|recap|overview|briefing)"
_HAPPENED = re.compile(
    r"what(?:'s| has| have)? (?:else )?(?:happened|been happening|been going on|happens|went on|was going on)"
)
_ABOUT, _WITH = r"(?:about|on|regarding|concerning)", r"(?:with|in|for|from)"
_ENGLISH = re.compile(
    rf"{_ASK}(?:{_NEWS}|{_SUMMARY})(?: (?:is there|are there|do you have|for me|please|today))?|{_WHATS_NEW}"
)
_ENGLISH_ABOUT = re.compile(
    rf"(?:(?:{_ASK}(?:{_NEWS}|{_SUMMARY}|anything(?: new)?|something new|(?:the )?latest)|{_WHATS_NEW}) {_ABOUT}"
    rf"|(?:{_ASK}{_KIND}(?:news|updates?)|{_WHATS_NEW}) {_WITH}) (?P<topic>.+)"
    rf"|{_ASK}(?:any |the |some |more )*(?:latest|recent|new) (?P<before>.+) (?:news|updates?|headlines)"
)
_OF_FACT = re.compile(r"\b(?:who|when|why|how|which|where|whose|does|did)\b")

_JOSA = r"(?:들)?(?:을|를|은|는|이|가|도|만|의)?"
_POLITE = r"(?:줘요?|주세요|줄래요?|봐)"
_TELL = (
    r"(?: ?(?:좀|다|한번|요약|정리|브리핑|간단히|짧게|부탁(?:해요?|드립니다)|궁금해요?|어때"
    r"|뭐(?:야|예요|에요|가)?|뭔가요|무엇(?:인가요|이)"
    rf"|(?:해|알려|보여|말해|전해) ?{_POLITE}|[있없](?:어요?|나요?|니|습니까|을까요?)|있었(?:어요?|나요?)))*"
)
_NEWS_KO = (
    r"(?:(?:뭐 ?|무슨 ?|어떤 ?|별 ?)?(?:최신|최근|새로운|새|주요|중요한|지금) ?)*(?:무슨 |어떤 |별 )?"
    rf"(?:뉴스|소식|기사|속보|헤드라인|근황){_JOSA}"
)
_NEW_THING = rf"(?:뭐 ?)?새로운 (?:거|것|게|일){_JOSA}"
_KOREAN = re.compile(rf"(?:{_NEWS_KO}|{_NEW_THING}){_TELL}")
_KOREAN_HAPPENED = re.compile(
    r"(?:무슨|어떤|별) ?일(?:들)?(?:이|이라도)? ?(?:있었|생겼|일어났|벌어졌|있)"
    r"(?:어요?|나요?|니|습니까|을까요?|지요?|죠)"
)
_KOREAN_ABOUT = re.compile(
    r"(?P<topic>.+?)(?:에 (?:대한|대해|대해서|관한|관해)| ?관련(?:된|한|해서?)?|의)?"
    rf" (?:{_NEWS_KO}|{_NEW_THING}){_TELL}"
)
_CHATTER = re.compile(r"[ㄱ-ㅎㅏ-ㅣ\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
"""Emoji, and laughter and tears as Koreans write them."""
_OF_FACT_KO = re.compile(r"누가|누구|어디|언제|왜|어떻게|몇|얼마|무엇|어느|가짜|[한된] ")


def news_topic(question: Query) -> str | None:
    """What news is asked for: "" is any; None where the question is no such one, but asks for a fact."""
    window = question.named
    bare = _bare(question.text, window)
    if len(bare) > LONGEST:
        return None
    happened = _HAPPENED.fullmatch(bare) or _KOREAN_HAPPENED.fullmatch(bare)
    if (happened and (window is None or window.relative)) or _ENGLISH.fullmatch(bare) or _KOREAN.fullmatch(bare):
        return ""
    if (found := _ENGLISH_ABOUT.fullmatch(bare)) and not _OF_FACT.search(bare.removeprefix("what")):
        return found["topic"] or found["before"]
    if (found := _KOREAN_ABOUT.fullmatch(bare)) and not _OF_FACT_KO.search(found["topic"]):
        return found["topic"]
    return None


def _bare(text: str, window: Window | None) -> str:
    """The question without the words of its time, without marks and emoji, in small letters."""
    if window:
        text = text.replace(window.words, " ", 1)
    text = _CHATTER.sub(" ", re.sub(r"(?i)\bpl[sz]\b", "please", text))
    text = re.sub(r"[?!.,~…“”\"]+(?=\s|$)|[“”\"]|(?<=\s)['’]s\b", " ", text.replace("’", "'"))
    return re.sub(r"^(?:에는|에|의|은|는) |\s+(?:since|from|in|during|of)$", "", " ".join(text.lower().split()))
