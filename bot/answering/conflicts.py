"""Where articles disagree: two verbatim quotes that tell the same with another number, date or name. Pure.

Nothing is made of a mere difference: the quotes must have nearly all else in common, or both count what the question
asks for, in stories that share their names. Where the later of the two was published on a later day it is an update.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.answering.cite import sentences_of
from bot.answering.comparable import comparable
from bot.answering.contrasts import negations, opposites
from bot.answering.copies import holds
from bot.answering.factcheck import counted, differences
from bot.answering.kinds import Kind
from bot.answering.model import Citation, Conflict, Side, Statement
from bot.answering.quantities import Quantity, quantities, stated
from bot.answering.wanted import NO_NAMES, Wanted, wanted
from index.article import Article
from index.passage import Hit
from index.query import Query
from index.terms import content_terms, terms

MOST = 2
"""So many are told of an answer."""
ASKED = 0.75
"""So much of what else a question is about must stand in both quotes, the titles above them and the articles' names."""
ALIKE, ALIKE_BUT_A_NAME = 0.5, 0.75
"""So much of what one says must stand in the other, besides what factcheck.py asks for the other way round."""
SHARED = 2
"""So many names must stand in both articles, if they have so many."""
_HEDGE = re.compile(
    r"(?:about|around|some|nearly|almost|more than|over|at least|up to|fewer than|less than|약|최소|최대) $",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\d|[.,]\d| [a-z])")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Þ][\w’'-]{2,}", re.MULTILINE)
_HANGUL_WORD = re.compile("[가-힣]{2,}")
_CAPITALISED = r"[A-ZÀ-Þ][\w’'.-]*"


def conflicts(
    question: Query, statements: Sequence[Statement], citations: Sequence[Citation], hits: Iterable[Hit] = ()
) -> tuple[Conflict, ...]:
    """Where a statement's quote disagrees with another one, each two articles once; days are those of the asker.

    Where a number is asked for also with sentences of the hits.
    """
    asked = wanted(question.text)
    others = [*citations, *(one for hit in hits for one in sentences_of(hit) if _answers(asked, one))]
    found: dict[frozenset[str], Conflict] = {}
    for statement in statements:
        for one in (citations[number - 1] for number in statement.citations):
            for other in others:
                pair = frozenset((one.article.id, other.article.id))
                if len(pair) < 2 or pair in found:
                    continue
                if said := disagree(asked, statement.text, one, other):
                    found[pair] = _in_order(Side(said[0], one), Side(said[1], other), question)
                    if len(found) == MOST:
                        return tuple(found.values())
    return tuple(found.values())


def _answers(asked: Wanted, sentence: Citation) -> bool:
    """Whether a sentence counts, once, what is asked for; told in microseconds of most that do not."""
    if asked.kind is not Kind.NUMBER:
        return False
    units = [asked.unit] if asked.korean else [term[:4] for term in asked.unit_terms]
    quote = sentence.quote
    if not any(unit and unit in quote.lower() for unit in units):
        return False
    return len(_counts(asked, quote)) == 1 and _names_what_is_asked(asked, sentence)


def disagree(asked: Wanted, claim: str, one: Citation, other: Citation) -> tuple[str, str] | None:
    """What each of two quotes says where they differ; None where they do not, or are of different matters.

    `claim` is what the first one backs.
    """
    said = _asked_for(asked, one, other) or _otherwise_alike(asked, claim, one.quote, other.quote)
    if said is None or not _of_one_story(one.article, other.article):
        return None
    if not comparable(one.quote, other.quote, said) or _are_past_years(said, one.article, other.article):
        return None
    if _says_too(other.article, one.quote, said[0]) or _says_too(one.article, other.quote, said[1]):
        return None
    return said


def _are_past_years(said: tuple[str, str], one: Article, other: Article) -> bool:
    """Whether they are years of what has happened, which may have happened twice; what is to come is put off."""
    return any(
        _YEAR.match(year) and not (article.published and int(year[:4]) >= article.published.at.year)
        for year, article in zip(said, (one, other), strict=True)
    )


def _of_one_story(one: Article, other: Article) -> bool:
    here, there = _names(one), _names(other)
    return len(here & there) >= min(SHARED, len(here), len(there))


def _says_too(article: Article, quote: str, said: str) -> bool:
    """Whether an article has elsewhere what the quote of the other one says."""
    return said in article.text and holds(article, quote)


def _otherwise_alike(asked: Wanted, claim: str, one: str, other: str) -> tuple[str, str] | None:
    """The first thing that they say differently, if each has most of the rest of the other."""
    for text in dict.fromkeys((claim, one)):
        for found in differences(text, other):
            said = found.claimed, found.quoted
            alike = ALIKE if quantities(said[0]) else ALIKE_BUT_A_NAME
            if said[0] in one and _alike(text, other, said) >= alike and _tells(asked, said, (one, other)):
                return said
    return None


def _alike(claim: str, other: str, said: tuple[str, str]) -> float:
    """How much of what the other quote has besides stands in the claim."""
    rest = {*content_terms(other.replace(said[1], " "))}
    return len(rest & set(terms(claim))) / max(1, len(rest))


def _tells(asked: Wanted, said: tuple[str, str], quotes: tuple[str, str]) -> bool:
    """Whether it is a number of the same things, or a name where one is asked for."""
    numbers = [[*quantities(one)] for one in said]
    if all(numbers):
        return _count_the_same(said)
    if any(numbers) or asked.kind not in (Kind.PERSON, Kind.NAME, Kind.PLACE):
        return False
    return all(map(_is_whole, said, quotes)) and not any(one.lower() in NO_NAMES for one in said)


def _count_the_same(said: tuple[str, str]) -> bool:
    """Whether the words after the two numbers have one in common, if both have any: no metres and feet."""
    counts = [set(terms(one[next(iter(quantities(one))).end :])) for one in said]
    return not all(counts) or bool(counts[0] & counts[1])


def _is_whole(name: str, quote: str) -> bool:
    """Whether it is no part of a longer name, as Lieutenant is in Lieutenant Uhura."""
    return not re.search(rf"{_CAPITALISED} {re.escape(name)}|{re.escape(name)} {_CAPITALISED}", quote)


def _asked_for(asked: Wanted, one: Citation, other: Citation) -> tuple[str, str] | None:
    """The one number that each quote has for what the question counts, if these differ."""
    if asked.kind is not Kind.NUMBER:
        return None
    here, there = _counts(asked, one.quote), _counts(asked, other.quote)
    if len(here) != 1 or len(there) != 1:
        return None
    if stated(here[0], one.quote, [*quantities(other.quote)]) or stated(
        there[0], other.quote, [*quantities(one.quote)]
    ):
        return None
    if not (_names_what_is_asked(asked, one) and _names_what_is_asked(asked, other)):
        return None
    if negations(one.quote, other.quote) or opposites(one.quote, other.quote):
        return None
    said = _said(one.quote, here[0]), _said(other.quote, there[0])
    return said if _count_the_same(said) else None


def _counts(asked: Wanted, quote: str) -> list[Quantity]:
    """The numbers that count what is asked for."""
    found = []
    for one in quantities(quote):
        what = quote[one.end : counted(quote, one)[1]].strip()
        if what.startswith(asked.unit) if asked.korean and asked.unit else not asked.unit_terms.isdisjoint(terms(what)):
            found.append(one)
    return found


def _names_what_is_asked(asked: Wanted, citation: Citation) -> bool:
    """Whether the quote, the title above it, and the names of its article have nearly all that is asked about."""
    rest, article = {*content_terms(asked.asks)} - asked.unit_terms, citation.article
    there = set(terms(" ".join((article.title, citation.quote, *_names(article)))))
    return bool(rest) and len(rest & there) >= ASKED * len(rest)


def _names(article: Article) -> set[str]:
    pattern = _HANGUL_WORD if article.language == "ko" else _NAME
    return {name for name in pattern.findall(f"{article.title}. {article.text}") if name.lower() not in NO_NAMES}


def _said(quote: str, one: Quantity) -> str:
    start, end = counted(quote, one)
    hedge = _HEDGE.search(quote, 0, start)
    return quote[hedge.start() if hedge else start : end]


def _in_order(one: Side, other: Side, question: Query) -> Conflict:
    """The earlier first, if their days are known and differ."""
    published = [side.citation.article.published for side in (one, other)]
    if published[0] is None or published[1] is None:
        return Conflict(one, other, update=False)
    first, second = (other, one) if published[1].at < published[0].at else (one, other)
    days = {date.at.astimezone(question.asked.tzinfo).date() for date in published if date}
    return Conflict(first, second, update=len(days) > 1)
