"""Whether what was extracted from a page is an article at all; pure."""

from __future__ import annotations

import re
from collections.abc import Collection

_LEAST_WORDS = 25
_LEAST_SYLLABLES = 80
_LONG_LINE_WORDS = 20
_LONG_LINE_SYLLABLES = 40
_SYLLABLE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\u00bb\u300d\u300f)\]]*\s*$")
_SENTENCE_END = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])\s+|\n")

_STORIES = 4
_MOST_LINKED = 0.35
_MOST_TEASING = 0.5
_LEAST_PROSE = 0.4

SHORT = 400
"""Characters below which an article is told to be short."""
_PAYWALL = re.compile(
    r"(?i)subscri(?:be|bers?|ption)\b.{0,60}\b(?:read|continue|full|access|only)|(?:log|sign) in to (?:read|continue)"
    r"|already a subscriber|구독(?:하고|하시면|자 전용|자만)|유료 ?(?:회원|구독)|로그인 (?:후|하시면)"
)
_STUB_END = re.compile(r"(?:\.\.\.|…)\s*$")

_WALL_WORDS = 250
_ABOUT_CONSENT = re.compile(
    r"cookie|consent|privacy|personal data|tracking|our partners|쿠키|동의|개인정보|개인 정보", re.IGNORECASE
)
_ADDRESSES_THE_READER = re.compile(
    r"\b(?:we|our)\b.{0,80}\bcookies?\b|\byour (?:consent|privacy|choices?|preferences|personal data|device)\b"
    r"|\b(?:accept|reject|manage) (?:all|cookies)\b|\bby (?:clicking|continuing)\b"
    r"|귀하|당사|저희|모두 (?:동의|허용|거부)|쿠키 설정|쿠키를 사용합니다|동의하(?:십니까|시겠|시면|셔야)",
    re.IGNORECASE,
)


def why_not_an_article(text: str, headlines: Collection[str] = (), teasers: Collection[str] = ()) -> str:
    """Why a page's text is not stored, in words for a person; "" for an article.

    `headlines` are the texts of the page's links, `teasers` what stands right below links, each as one line.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    prose = [line for line in lines if _is_prose(line)]
    if _is_consent_wall(text):
        return "the page shows a cookie or consent notice instead of the article; open it and paste the text"
    if _is_index(lines, prose, headlines, teasers):
        return "the page is a list of headlines or links, not one article; give the address of an article"
    if not is_enough(" ".join(prose)):
        return "the page holds no readable article (too little text; it may need JavaScript or a login)"
    return ""


def is_headline(line: str) -> bool:
    """Whether a line may be a title: it neither ends like a sentence nor is too long for a headline."""
    return not _is_prose(line)


def _is_prose(line: str) -> bool:
    """A line that ends like a sentence or is too long for a headline."""
    is_long = len(line.split()) >= _LONG_LINE_WORDS or _syllables(line) >= _LONG_LINE_SYLLABLES
    return is_long or _ENDS_LIKE_A_SENTENCE.search(line) is not None


def is_enough(text: str) -> bool:
    """Whether it is as much as an article has at least."""
    return len(text.split()) >= _LEAST_WORDS or _syllables(text) >= _LEAST_SYLLABLES


def _is_index(lines: list[str], prose: list[str], headlines: Collection[str], teasers: Collection[str]) -> bool:
    """Mostly links, mostly teasers below links, or mostly lines too short and open for prose."""
    linked = [line for line in lines if line in headlines]
    teasing = [line for line in prose if line in teasers]
    short = [line for line in lines if not _is_prose(line)]
    return (
        (len(linked) >= _STORIES and _size(linked) > _MOST_LINKED * _size(lines))
        or (len(teasing) >= _STORIES and _size(teasing) > _MOST_TEASING * _size(prose))
        or (len(short) >= _STORIES and _size(prose) < _LEAST_PROSE * _size(lines))
    )


def _size(lines: list[str]) -> int:
    return sum(map(len, lines))


def is_stub(text: str) -> bool:
    """Whether a text looks like the beginning of an article whose rest must be paid for."""
    end = text[-SHORT:]
    return len(text) < 5 * SHORT and bool(_PAYWALL.search(end) or _STUB_END.search(end))


def _is_consent_wall(text: str) -> bool:
    """Short, mostly about consent, and speaking to the reader, as news about cookies does not."""
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    about = sum(1 for sentence in sentences if _ABOUT_CONSENT.search(sentence))
    is_short = len(text.split()) <= _WALL_WORDS
    return is_short and 2 * about >= max(len(sentences), 1) and _ADDRESSES_THE_READER.search(text) is not None


def _syllables(text: str) -> int:
    """Letters of the scripts written without many spaces."""
    return len(_SYLLABLE.findall(text))
