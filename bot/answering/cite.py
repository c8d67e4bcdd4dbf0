"""From a draft to what may be published: sentences that a verbatim quote backs, and nothing else; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.answering.answerer import as_statement
from bot.answering.draft import Drafted
from bot.answering.evidence import Evidence
from bot.answering.model import Citation, Statement
from bot.answering.support import support
from index.passage import Hit
from index.sentences import unpacked

MOST_CITED = 2
"""So many quotes at most stand behind one statement."""
_FOREIGN = re.compile(
    r"https?://\S+|\bwww\.\S+|\b[\w-]+\.(?:com|net|org|io|gg|ru|xyz|example)\b\S*|<[@#&!:]|@(?:everyone|here)|```", re.I
)
"""What only a quote may bring along: links and mentions."""


@dataclass(frozen=True, slots=True)
class Backed:
    """A sentence with the quotes that back it, best first, and how well the best one does."""

    text: str
    quotes: tuple[Citation, ...]
    support: float


def backed(drafted: Drafted, known: Evidence) -> Backed | None:
    """The sentence with its quotes from the passages that it names; None if none of their sentences backs it."""
    text = as_statement(drafted.text)
    found = sorted(_quotes(text, known.named(drafted.keys)), key=lambda pair: -pair[0])
    kept = [pair for pair in found if not _brings_along(text, pair[1].quote)]
    if not kept:
        return None
    articles: dict[str, Citation] = {}
    for _, citation in kept:
        articles.setdefault(citation.article.id, citation)
    return Backed(text, tuple(articles.values())[:MOST_CITED], kept[0][0])


def _quotes(text: str, hits: Iterable[Hit]) -> Iterator[tuple[float, Citation]]:
    """Of each passage the quote that backs the text by itself, with how well it does.

    It may take the sentence before along, which says who "she" is, or what was sold.
    """
    for hit in hits:
        passage = hit.passage
        if not (quote := support(text, passage.text).quote):
            continue
        start = passage.start + passage.text.index(quote)
        for begins in (start, _sentence_before(hit, start)):
            judged = support(text, passage.article.text[begins : start + len(quote)])
            if judged.supported:
                yield judged.score, Citation(0, passage.article, passage.version, begins, start + len(quote))
                break


def _sentence_before(hit: Hit, start: int) -> int:
    """Where the sentence before the one at this place begins; itself where there is none in its paragraph."""
    before = [one for one in unpacked(hit.sentences) if one.end <= start]
    if not before or "\n" in hit.passage.article.text[before[-1].end : start]:
        return start
    return before[-1].start


def _brings_along(text: str, quote: str) -> bool:
    """Whether the text has a link or a mention that the quote has not."""
    return any(found[0] not in quote for found in _FOREIGN.finditer(text))


@dataclass
class Published:
    """What was found good so far, numbered as it comes: the same quote has one number."""

    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def add(self, one: Backed) -> bool:
        """Publish it; False if the same was said before."""
        if any(_said(one.text) == _said(known.text) for known in self.statements):
            return False
        numbers = tuple(dict.fromkeys(self._number(quote) for quote in one.quotes))
        self.statements.append(Statement(one.text, numbers, one.support))
        return True

    def _number(self, quote: Citation) -> int:
        for known in self.citations:
            if (known.article.id, known.version, known.start, known.end) == (
                *(quote.article.id, quote.version, quote.start, quote.end),
            ):
                return known.number
        self.citations.append(replace(quote, number=len(self.citations) + 1))
        return len(self.citations)


def _said(text: str) -> str:
    return " ".join(text.casefold().rstrip(".!?。").split())


def in_words(sentences: Sequence[Drafted]) -> str:
    """Sentences for a model to write once more."""
    return "\n".join(f"- {one.text}" for one in sentences)
