"""Is it true by the articles? A claim is supported, contradicted in a number, a date or a name, or not found. Pure.

Nothing is called more certain than support.py is; a contradiction is only told where the rest of the claim stands in
one place of an article, and that place has something else where the number, date or name should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.contrasts import negations, opposites
from bot.answering.model import Citation
from bot.answering.quantities import Quantity, quantities, stated
from bot.answering.support import Support, support
from index.language import language_of_question
from index.passage import Hit
from index.sentences import sentences
from index.terms import is_function_term, terms

HELD, LEAST = 0.75, 2
"""So much of the rest of a claim, and so many of its terms at least, must stand where it is contradicted."""
MOST = 12
"""Sentences of a message that are checked."""
_NAME = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]*(?: (?:(?:of|the|de|van|von) )?[A-ZÀ-Þ][\w’'-]*)*")
_WORD = re.compile(r"\w[\w’'-]*")
_COUNTED = re.compile(r"[^\s.,;:!?]*(?: (?P<what>[a-z][\w’'-]*|[가-힣]{1,4})(?![\w]))?")
_HANGUL = re.compile("[가-힣]")
_PARTICLE = re.compile(
    r"(?<=[가-힣])(?:에서|으로|부터|까지|에게|이나|이라고|라고|이다|입니다|이었다|였다|[을를은는이가의에로와과도만])$"
)
_PART_OF_NUMBER = re.compile(r"[\d.,–-]$")
_HEDGED = re.compile(r"^[^\s.,]{0,4} ?(?:이상|이하|미만|초과|넘)")
"""What lets other numbers stand for one, so that they do not contradict it."""


class Verdict(StrEnum):
    """What the articles say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim says, and what the article says in its place."""

    claimed: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a claim, and the quote that says so; what is merely not found has none."""

    claim: str
    verdict: Verdict
    support: float = 0.0
    citation: Citation | None = None
    differences: tuple[Difference, ...] = ()


def claims_of(message: str) -> list[str]:
    """The sentences of a message that say something, at most MOST; questions claim nothing."""
    told = (message[start:end] for start, end in sentences(message, language_of_question(message)))
    return [one for one in told if len(_content(one)) >= LEAST and not one.rstrip("\"'”’)").endswith("?")][:MOST]


def quotes_for(claim: str, hits: Iterable[Hit]) -> Iterator[tuple[Support, Citation]]:
    """Of each hit the quote that backs a claim best, judged by itself."""
    for hit in hits:
        passage = hit.passage
        if quote := support(claim, passage.text).quote:
            judged = support(claim, quote)
            start = passage.start + passage.text.index(judged.quote)
            yield judged, Citation(1, passage.article, passage.version, start, start + len(judged.quote))


def judge(claim: str, hits: Iterable[Hit]) -> Finding:
    """What the hits, found for the claim, say of it; one that supports it outweighs any that differ."""
    found = list(quotes_for(claim, hits))
    best = max(found, key=lambda pair: pair[0].score, default=None)
    if best and best[0].supported:
        return Finding(claim, Verdict.SUPPORTED, best[0].score, best[1])
    differing = ((differences(claim, cited.quote), judged, cited) for judged, cited in found)
    told = [one for one in differing if one[0]]
    if not told:
        return Finding(claim, Verdict.NOT_FOUND, best[0].score if best else 0.0)
    differs, judged, cited = max(told, key=lambda one: one[1].score)
    return Finding(claim, Verdict.CONTRADICTED, judged.score, cited, tuple(differs))


def differences(claim: str, quote: str) -> list[Difference]:
    """The numbers, dates and names that a quote has otherwise, if it has nearly all the rest of the claim."""
    if negations(claim, quote) or opposites(claim, quote):
        return []
    pairs = [*_other_quantities(claim, quote), *_other_names(claim, quote)]
    rest = claim
    for (start, end), _ in sorted(pairs, reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    left = _content(rest)
    if not pairs or len(left) < LEAST or len(left & set(terms(quote))) < HELD * len(left):
        return []
    return [Difference(claim[start:end], other) for (start, end), other in pairs]


_Span = tuple[int, int]


def _other_quantities(claim: str, quote: str) -> Iterator[tuple[_Span, str]]:
    """Where the claim has a number or a date of which the quote has one other of that kind."""
    there, asked = list(quantities(quote)), list(quantities(claim))
    for one in asked:
        if stated(one, claim, there) or _PART_OF_NUMBER.search(claim[: one.start]) or _HEDGED.match(claim[one.end :]):
            continue
        others = [other for other in there if _same_kind(one, other) and not stated(other, quote, asked)]
        rivals = [other for other in asked if other is not one and _same_kind(one, other)]
        if len(others) == 1 and all(stated(rival, claim, there) for rival in rivals):
            yield counted(claim, one), quote[slice(*counted(quote, others[0]))]


def _same_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities may count the same thing: both years, both days of a month, or both neither."""
    if _is_year(one) != _is_year(other):
        return False
    return one.unit == other.unit or (one.unit[:1] != "m" and other.unit[:1] != "m" and not (one.unit and other.unit))


def _is_year(one: Quantity) -> bool:
    return 1800 <= one.value <= 2100 and one.value == int(one.value) and one.end - one.start == 4


def counted(text: str, one: Quantity) -> _Span:
    """A quantity with the word it counts."""
    found = _COUNTED.match(text, one.end)
    if not found:
        return one.start, one.end
    counts = found["what"] and not is_function_term(found["what"])
    end = found.end() if counts else (found.start("what") - 1 if found["what"] else found.end())
    if _HANGUL.match(text, one.end):  # 12대와 운용: the counter is a part of the word, with a particle
        end = found.start("what") - 1 if found["what"] else found.end()
    return one.start, one.end + len(_PARTICLE.sub("", text[one.end : end]))


def _other_names(claim: str, quote: str) -> Iterator[tuple[_Span, str]]:
    """Where the claim has a name that the quote has not, and the quote another one beside the same word."""
    others = list(_new_names(quote, claim))
    for start, end in _new_names(claim, quote):
        beside = _beside(claim, start, end)
        for other in others:
            if any(one and one == two for one, two in zip(beside, _beside(quote, *other), strict=True)):
                yield (start, end), quote[slice(*other)]
                break


def _new_names(text: str, other: str) -> Iterator[_Span]:
    """What is written like a name and not in the other text, not even as a title before it (Captain Ona Brisk)."""
    known = set(terms(other))
    for name in _NAME.finditer(text):
        words = [
            (name.start() + word.start(), name.start() + word.end())
            for word in _WORD.finditer(name.group())
            if not known.issuperset(terms(word.group()))
        ]
        begins = name.start() == 0 and bool(words) and is_function_term(name.group().split()[0].lower())
        if words and not begins:
            yield words[0][0], words[-1][1]


def _beside(text: str, start: int, end: int) -> Sequence[str]:
    """The word before and the word after, stemmed; "" for none."""
    before, after = _WORD.findall(text[:start])[-1:], _WORD.findall(text[end:])[:1]
    return [" ".join(terms(" ".join(words))) for words in (before, after)]


def _content(text: str) -> set[str]:
    return {term for term in terms(text) if not is_function_term(term)}
