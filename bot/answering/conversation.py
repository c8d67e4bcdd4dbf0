"""A follow-up -> a question that stands alone, by what the question before it was about. Pure; needs no model.

"And how much was the fine?" after one about the Wexley bridge becomes "Wexley bridge. And how much was the fine?": the
first sentence sets the scene, as the beginning of a longer question does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.answering.news import news_topic
from index.language import language_of_question
from index.query import Query
from index.sentences import sentences
from index.terms import content_terms, is_function_term, is_light_term, terms, without_ending


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked before, so that it stands alone, and what was answered."""

    question: str
    answer: str = ""


_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
FEW = 2
"""A follow-up with more words of its own that carry meaning stands alone, unless it says "it" or "and"."""
_ASKS = re.compile(
    r"\b(?:who(?:m|se)?|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|"
    r"should)\b",
    re.IGNORECASE,
)
_WRITTEN = r"[A-ZÀ-Þ](?:[\w’'-]|\.(?=[A-Z]))*"
_NAME = re.compile(rf"(?!(?i:{_ASKS.pattern})){_WRITTEN}(?: (?:(?:of|the|de|van|von) )?(?:{_WRITTEN}|\d[\w’'-]*))*")
_THANKS = re.compile(
    r"\W*(?:(?:thanks?|thank you|thx|ok(?:ay)?|great(?! (?-i:[A-Z])))\b(?!\W+(?:(?:and|but|so|then)\W+)?(?:who|wh|how))"
    r"|(?:(?:네|응)\W*)?(?:고마[워운]|고맙|감사(?:해|합|하[다네]|드|\W|$)|알겠)|(?:네|응)(?=\W*$))[^?]{0,20}",
    re.IGNORECASE,
)
"""Words of thanks and what may follow, but for a question."""
_GOES_ON = re.compile(
    r"^\W*(?:and|but|so|then|also|ok(?:ay)?)\b|\b(?:he|she|it|they|him|her|hers|his|its|their|them|those|these)\b"
    r"|\b(?:this|that)(?=\W*$| (?:happen|mean|start|begin|end|cost|work|man|woman|person|place|day|time)\w*\b)"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?)\b[\s,]*)?(?:(?:what|how) about|(?:and|but)) (?P<other>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
_GOES_ON_KO = re.compile(
    r"^\W*(?:(?:네|응|고마[워운]\S*|고맙\S*|감사\S*)[\s,.!]+)?(?:그럼|그러면|그리고|그런데|근데|그래서|또)(?![가-힣])"
    r"|(?<![가-힣])(?:그|그녀|그들|그것|그거|그게|그건|거기|그곳|그때|그날|이것|이건|그\s사람)(?:은|는|이|가|을|를|의|에|에서|도)?(?![가-힣])"
)
_WHAT_ABOUT_KO = re.compile(
    r"^\W*(?:(?:그럼|그러면|그리고|그런데|근데)\s+)?(?P<other>[^\s?]+(?:\s[^\s?]+)?)(?<=[은는])요?\s*[?.!]*$"
)
_PREDICATE_KO = re.compile(
    r"(?:[다까니죠지]|나요|어요?|아요?|해요?|냐|는가|은가|인가|[했었았였됐갔왔렸졌났]\w{0,2})\W*$"
)
_WORD_KO = re.compile(r"(?<!몇\s)(?<!몇)[^\s?!.,몇][^\s?!.,]*")
_ASKS_KO = re.compile("누구|누가|누굴|언제|어디|왜|무엇|뭐|뭘|어떻|어땠|얼마|어느|어떤|무슨|며칠")
_TOPIC_KO = re.compile(rf"(?<!\S)(?!{_ASKS_KO.pattern})\S+[은는이가](?=\s)")
_NAMED_KO = re.compile(r"\S(?:시|군|구|도|읍|면|동|국|섬|항|역|씨|의원|시장|대통령|장관|감독|선수|팀|사)$")
"""What a place or a person is called, and no cost or date."""


def standing_alone(asked: str, before: str) -> str:
    """A follow-up with what it leaves unsaid; as it is where it leaves out nothing. `before` stands alone itself."""
    korean = language_of_question(asked) == "ko"
    if is_no_follow_up(asked):
        return asked
    if other := _other(asked, korean=korean):
        return _about_another(before, other)
    if not (_GOES_ON_KO if korean else _GOES_ON).search(asked) and _names_its_topic(asked, before, korean=korean):
        return asked
    here = set(terms(asked))
    scene = [word for word in _scene(before) if not here.issuperset(terms(word))]
    return f"{' '.join(scene)}. {asked}" if scene else asked


def is_no_follow_up(asked: str) -> bool:
    """Whether it thanks, or asks for the news."""
    return bool(_THANKS.fullmatch(asked)) or news_topic(Query(asked, _ANY_DAY)) is not None


def _names_its_topic(asked: str, before: str, *, korean: bool) -> bool:
    """Whether it says what it is about: by a name, or by as many words as a question needs."""
    if korean:
        nouns = [*_nouns(asked)]
        marked = [noun for noun in nouns if re.search(rf"{re.escape(noun)}[은는이가을를의에]", asked)]
        return len(nouns) > FEW or len(marked) > 1 or bool(set(content_terms(asked)) & set(content_terms(before)))
    return len(content_terms(asked)) > FEW or any(_is_name(found, asked) for found in _NAME.finditer(asked))


def _other(asked: str, *, korean: bool) -> str:
    """What else is asked about: Wexley of "what about Wexley?", "and in Wexley?" and 달빛시 of 달빛시는요?; else ""."""
    found = (_WHAT_ABOUT_KO if korean else _WHAT_ABOUT).match(asked)
    if not found:
        return ""
    if korean:
        return found["other"] if _NAMED_KO.search(found["other"][:-1]) else ""
    other = re.sub(r"^(?:in|at|for|on|from|of|by|with) (?=\S)", "", found["other"])
    return other if _NAME.search(other) and not _ASKS.search(other) else ""


def _about_another(before: str, other: str) -> str:
    """The question before, about something else: in place of its last name, or its Korean topic, where it has one."""
    if language_of_question(before) == "ko":
        return _TOPIC_KO.sub(other, before, count=1) if _TOPIC_KO.search(before) else f"{other}. {before}"
    names = [found for found in _NAME.finditer(before) if _is_name(found, before)]
    if not names:
        return f"{other}. {before}"
    start, end = names[-1].span()
    return f"{before[:start]}{other}{before[end:]}"


def _is_name(found: re.Match[str], text: str) -> bool:
    """Whether what is written like a name is one, and no word that begins a sentence."""
    begins = text[: found.start()].rstrip()[-1:] in ("", ".", "?", "!")
    return not (begins and is_function_term(found.group().split()[0].lower()))


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language_of_question(text))] or [text]


def _scene(before: str) -> list[str]:
    """What a question is about, in its own words: its names with the noun they go with, else what carries meaning."""
    *scene, asked = _sentences(before)
    words = [word for sentence in scene for word in sentence.rstrip(".").split()]
    if language_of_question(before) == "ko":
        return list(dict.fromkeys([*words, *_nouns(asked)]))
    names = [found for found in _NAME.finditer(asked) if _is_name(found, asked)]
    if names:
        return list(dict.fromkeys([*words, *(word for found in names for word in _with_noun(asked, found))]))
    content = [word for word in re.findall(r"[\w’'-]+", asked) if any(map(_tells, terms(word)))]
    return list(dict.fromkeys([*words, *content]))


def _with_noun(text: str, name: re.Match[str]) -> Iterator[str]:
    """The words of a name, and the noun that it goes with: Wexley bridge, mayor (of) Wexley."""
    before = re.search(r"([a-z][\w-]+) (?:of|in|at) (?:the )?$", text[: name.start()])
    if before and any(map(_tells, terms(before[1]))):
        yield before[1]
    yield from name.group().split()
    follows = re.match(r"\s([a-z][\w-]+)", text[name.end() :])
    if follows and any(map(_tells, terms(follows[1]))):
        yield follows[1]


def _nouns(text: str) -> Iterator[str]:
    """The Korean words of a question without their particles, but for what asks and the predicate at its end."""
    words = _WORD_KO.findall(text)
    for at, word in enumerate(words):
        bare = without_ending(word)
        is_predicate = at == len(words) - 1 and _PREDICATE_KO.search(word)
        if not is_predicate and not _ASKS_KO.match(word) and any(map(_tells, terms(bare))):
            yield bare


def _tells(term: str) -> bool:
    return not is_function_term(term) and not is_light_term(term)
