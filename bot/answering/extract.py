"""Answers made of quotes: the sentences of the best articles that hold most of what was asked; needs no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.answering.model import Citation
from index.article import Article
from index.query import Found
from index.sentences import sentences
from index.terms import terms

ARTICLES = 4
STATEMENTS = 3
WORDS = 85
"""How long an answer may get; the best sentence may be longer alone, up to LONGEST_QUOTE words."""
LONGEST_QUOTE = 65
SHORTEST_SENTENCE = 4
WORTH_SAYING = 0.35
"""A further sentence must score at least this share of the best one."""
PASSAGE_BONUS = 0.2
SAME = 0.7
"""Two sentences that share this much of the shorter one's terms say the same."""

_LEANS_BACK = re.compile(
    r"[“\"'‘]?(?:(?:he|she|it|they|his|her|its|their|this|that|these|those|both|but|and|so|however|instead)\b"
    r"|(?:그는|그녀는|그의|그가|이는|이에|이를|이로|이것|이들|그들|그러나|하지만|그래서|또한|또|이어|당시)\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, or two that belong together, that might be said; `rank` is its article's place, 0 is the best."""

    score: float
    rank: int
    article: Article
    version: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        return self.article.text[self.start : self.end]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    def overlaps(self, other: Candidate) -> bool:
        """Whether they share words of one article, as a sentence and one that takes it along do."""
        return self.article.id == other.article.id and self.start < other.end and other.start < self.end

    def joined(self, other: Candidate) -> Candidate:
        """Both as one quote."""
        return replace(self, start=min(self.start, other.start), end=max(self.end, other.end))


def extract(found: Found) -> list[Citation]:
    """Up to three quotes: the best article first, in the order of its text; copies of one article count once."""
    chosen: list[Candidate] = []
    said: list[set[str]] = []
    best = 0.0
    for candidate in sorted(_candidates(found), key=lambda one: (-one.score, one.rank, one.start)):
        best = best or candidate.score
        if len(chosen) == STATEMENTS or candidate.score <= WORTH_SAYING * best:
            break
        room = WORDS - sum(one.words for one in chosen)
        overlapped = [one for one in chosen if one.overlaps(candidate)]
        if overlapped:
            grown = overlapped[0].joined(candidate)
            fits = grown.words <= LONGEST_QUOTE and grown.words - overlapped[0].words <= room
            if fits and len(overlapped) == 1:
                chosen[chosen.index(overlapped[0])] = grown
            continue
        content = set(terms(candidate.text))
        if (chosen and candidate.words > room) or any(_same(content, other) for other in said):
            continue
        chosen.append(candidate)
        said.append(content)
    ordered = sorted(chosen, key=lambda one: (one.rank, one.start))
    return [
        Citation(number, one.article, one.version, one.start, one.end) for number, one in enumerate(ordered, start=1)
    ]


def _same(one: set[str], other: set[str]) -> bool:
    return len(one & other) > SAME * min(len(one), len(other))


def _candidates(found: Found) -> Iterator[Candidate]:
    """The sentences of the best articles, scored by how much of the question they hold and by their article."""
    seen: set[str] = set()
    texts: set[str] = set()
    best: dict[str, list[tuple[int, int, float]]] = {}
    top = found.hits[0].score if found.hits else 1.0
    for hit in found.hits:
        passage = hit.passage
        best.setdefault(passage.article.id, []).append((passage.start, passage.end, hit.score / top))
    for hit in found.hits:
        passage = hit.passage
        if len(texts) == ARTICLES:
            return
        if passage.article.id in seen:
            continue
        seen.add(passage.article.id)
        if passage.article.text_key in texts:
            continue
        texts.add(passage.article.text_key)
        for start, end, held, near in _scored_sentences(found, passage.article, best[passage.article.id]):
            score = held * (hit.score / top) * (1 + PASSAGE_BONUS * near)
            yield Candidate(score, len(texts), passage.article, passage.version, start, end)


def _scored_sentences(
    found: Found, article: Article, passages: list[tuple[int, int, float]]
) -> Iterator[tuple[int, int, float, float]]:
    """(start, end, share of the question held, score of the passage around it) of each sentence of the passages."""
    before: tuple[int, int] | None = None
    for start, end in sentences(article.text, article.language):
        text = article.text[start:end]
        near = max((score for first, last, score in passages if first <= start < last), default=0.0)
        if near and SHORTEST_SENTENCE <= len(text.split()) <= LONGEST_QUOTE:
            held = found.terms.coverage(terms(text))
            yield _with_what_it_leans_on(article, before, start, end), end, held, near
        before = (start, end)


def _with_what_it_leans_on(article: Article, before: tuple[int, int] | None, start: int, end: int) -> int:
    """Where the quote should begin: a sentence that leans back takes the one before it along, if that stays short."""
    if before is None or not _LEANS_BACK.match(article.text, start, end):
        return start
    return before[0] if len(article.text[before[0] : end].split()) <= LONGEST_QUOTE else start
