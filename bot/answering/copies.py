"""Copies: sentences that say the same, and articles of which nearly all stands in another one. Pure.

An article's copy has its pairs of neighbouring words: cut short, slightly edited or filed under a dateline it still
has, while another article about the same thing, even by the same hand, has few of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from bot.answering.quantities import quantities
from index.article import Article
from index.passage import Hit

SAME = 0.7
"""Two sentences that share this much of the shorter one's terms say the same."""
COPIED = 0.92
"""So much of an article must stand in the other. A page that is written anew each day has 0.7 of yesterday's, an update
0.8 of what it updates, and pictures may have 0.9 of the story they go with, but the answer in a line of their own."""
OPENING, ALIKE = 600, 0.3
"""Characters: where even the openings share less of their pairs there is no copy, so that the rest need not be read."""
WHOLE = 20_000
"""Characters that are compared at most."""
_WORD = re.compile(r"\w+")
_WORD_OR_NUMBER = re.compile(r"\d+(?:[.,]\d+)+\w*|\w+")


@dataclass(frozen=True, slots=True)
class Story:
    """The hits of the article that tells it, best first, and the copies of that article."""

    hits: list[Hit]
    copies: list[Article] = field(default_factory=list)

    @property
    def article(self) -> Article:
        """The one that tells it."""
        return self.hits[0].passage.article


def stories(hits: Iterable[Hit], most: int) -> list[Story]:
    """So many stories at most, the best first; the best article tells, and of equals the one published first.

    Copies that come after the last story are not looked for.
    """
    by_article: dict[str, list[Hit]] = {}
    for hit in hits:
        by_article.setdefault(hit.passage.article.id, []).append(hit)
    found: list[Story] = []
    for own in sorted(by_article.values(), key=_place):
        article = own[0].passage.article
        story = next((one for one in found if is_copy(article, one.article)), None)
        if story:
            story.copies.append(article)
        elif len(found) == most:
            break
        else:
            found.append(Story(own))
    return found


def _place(own: list[Hit]) -> tuple[float, float]:
    published = own[0].passage.article.published
    return -own[0].score, published.at.timestamp() if published else math.inf


def say_the_same(one: set[str], other: set[str]) -> bool:
    """Whether of two sentences, given as terms, one says little that the other does not."""
    return len(one & other) > SAME * min(len(one), len(other))


def is_copy(article: Article, other: Article) -> bool:
    """Whether an article says nothing, or hardly anything, that the other does not; the other may say more.

    One that gives another number for something says so.
    """
    if len(article.text) == len(other.text) and article.text.casefold() == other.text.casefold():
        return True
    if len(article.text) * COPIED > len(other.text):
        return False
    if _share(_pairs(article.text[:OPENING]), _pairs(other.text[:OPENING])) < ALIKE:
        return False
    text, of = article.text[:WHOLE], other.text[:WHOLE]
    return _share(_pairs(text), _pairs(of)) >= COPIED and not contradicts(text, of)


def _share(some: frozenset[tuple[str, str]], others: frozenset[tuple[str, str]]) -> float:
    return len(some & others) / max(1, len(some))


def holds(article: Article, quote: str) -> bool:
    """Whether most of a quote stands in an article, as not every copy has all that the other article says."""
    return _share(_pairs(quote), _pairs(article.text)) > SAME


def contradicts(text: str, other: str) -> bool:
    """Whether it has another number between the same two words: six were killed, not nine."""
    there = _between(other)
    for around, words in _between(text).items():
        new = _numbers(words - there.get(around, words))
        if new and not new & (old := _numbers(there[around])) and old:
            return True
    return False


def _between(text: str) -> dict[tuple[str, str], set[str]]:
    """The words, and numbers with their decimals, between each two that have one between them."""
    words = _WORD_OR_NUMBER.findall(text.lower())
    found: dict[tuple[str, str], set[str]] = {}
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        found.setdefault((before, after), set()).add(word)
    return found


def _numbers(words: Iterable[str]) -> set[float]:
    return {one.value for word in words for one in quantities(word)}


@lru_cache(32)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Remembered, some 3 MB, while the articles of one question are compared with one another."""
    return frozenset(pairwise(_WORD.findall(text.lower())))
