"""A passage, the unit of retrieval, and a hit, a passage that a question found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from index.article import Article


@dataclass(frozen=True, slots=True)
class Passage:
    """The slice `text[start:end]` of one version of an article."""

    article: Article
    version: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the passage, verbatim."""
        return self.article.text[self.start : self.end]


class Hit(NamedTuple):
    """A passage with its score, higher is better.

    `score` ranks and includes the date; `match` (full text) and `similarity` (vectors, None where there is none)
    leave the date out, so that old news is not taken for poor evidence. `title` and `body` are the terms of the title
    and of the passage, with a space around each, `sentences` all of the article's, packed.
    """

    passage: Passage
    score: float
    match: float
    similarity: float | None
    title: str = ""
    body: str = ""
    sentences: bytes = b""
