"""A search without an answer: of each article that was found the sentence that serves the words best; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.copies import Story, stories
from bot.answering.model import Citation
from index.passage import Passage
from index.query import ARTICLES, Found
from index.sentences import unpacked
from index.terms import terms

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a search leads: the sentence `text[start:end]` of one version of an article, whose first word that fits is
    at `at`.

    `more` passages of the article were found besides; `elsewhere` published it too; `worded` is whether it has any of
    the words, rather than their meaning alone.
    """

    article_id: str
    version: int
    start: int
    end: int
    at: int
    more: int = 0
    elsewhere: tuple[str, ...] = ()
    worded: bool = True


@dataclass(frozen=True, slots=True)
class Searched:
    """A spot an article, best first, where copies of an article count as one; `limited` where more may fit."""

    spots: tuple[Spot, ...]
    limited: bool = False


def searched(found: Found) -> Searched:
    """Where what was looked for stands in the articles that were found."""
    told = tuple(_spot(story, found) for story in stories(found.hits, len(found.hits)))
    return Searched(told, len({hit.passage.article.id for hit in found.hits}) >= ARTICLES)


def _spot(story: Story, found: Found) -> Spot:
    passage, start, end = max(_sentences(story), key=lambda place: _held(found, *place))
    return Spot(
        passage.article.id,
        passage.version,
        start,
        end,
        _first_word(found, passage, start, end),
        len(story.hits) - 1,
        Citation(1, passage.article, passage.version, start, end, tuple(story.copies)).elsewhere,
        any(hit.match > 0 for hit in story.hits),
    )


def _sentences(story: Story) -> Iterator[tuple[Passage, int, int]]:
    """Those of the story's best article that begin in a passage that was found, the best passage first."""
    for hit in story.hits:
        passage = hit.passage
        if passage.article.id == story.hits[0].passage.article.id:
            begun = [one for one in unpacked(hit.sentences) if passage.start <= one.start < passage.end]
            yield from ((passage, one.start, one.end) for one in begun)
            if not begun:
                yield passage, passage.start, passage.end


def _held(found: Found, passage: Passage, start: int, end: int) -> float:
    return found.terms.coverage(terms(passage.article.text[start:end]))


def _first_word(found: Found, passage: Passage, start: int, end: int) -> int:
    """Where the first word stands that was looked for; the beginning of the sentence where none does."""
    words = _WORD.finditer(passage.article.text, start, end)
    return next((one.start() for one in words if not found.terms.all.isdisjoint(terms(one[0]))), start)
