"""The sentences that might be said, each scored by signs that it holds the answer; needs no model.

A sign is a number, mostly 0..1; what each counts was fitted (weights.toml). `SIGNS` documents them, in their order.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bot.answering.copies import Story, stories
from bot.answering.kinds import NAMED, Kind
from bot.answering.wanted import Wanted, wanted
from bot.answering.weights import script_of, weights
from bot.answering.words import is_korean
from index.article import Article
from index.language import language_of_question
from index.passage import Hit
from index.query import Found
from index.sentences import unpacked
from index.terms import content_terms, terms

ARTICLES = 6
"""Of so many articles, the best ones, the sentences are read."""
NEAR = 8
"""At this distance, in words, a word of the question counts 1/e."""
VOTING = 40
"""So many passages say which names the news is about."""
SHORTEST_SENTENCE, SHORTEST_KOREAN, SHORTEST_UNENDED, LONGEST_SENTENCE = 4, 3, 8, 65
"""In words; UNENDED is what has no mark at its end."""
FILED_AT_MOST = 3
"""A dateline stands before one of so many sentences at the beginning."""
YES_NO_HELD = 0.6
"""So much of a question that wants a yes or a no must stand in one sentence: its topic alone answers nothing."""
RANKED_BY_ANSWER, LEAST_LIKELY = 0.1, 1.5
"""How much an article's best sentence, by the difference of scores and at most so great a one, says about its rank."""
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][\w.,’' /-]{0,40})?\((?:CNN|AP|AFP|Reuters|UPI|Bloomberg)[^)]{0,30}\)\s*"
    r"(?:[-–—]+\s*|(?=[^\W_a-z]|[“‘\"]))"
    r"|[A-ZÀ-Þ]{2}[A-ZÀ-Þ .'’/-]{1,40}(?:,[\w ,.]{1,20})?\s[–—]\s+"
    r"|[(\[][가-힣]{2,6}=[가-힣\w]{2,10}[)\]]\s*(?:[가-힣·, ]{2,30}\s?(?:기자|특파원)\s*=?\s*)?"
)
"""Where and by which agency a story was filed, as it stands before the first sentence; English and Korean."""
_ENDED = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")

SIGNS = {
    "held": "share of the question's weight that the sentence holds",
    "asked": "share of the weight of the sentence that asks, without what sets the scene before it",
    "before": "how much the sentence before it adds to held",
    "after": "how much the sentence after it adds",
    "order": "share of the question's neighbouring words that are neighbours here",
    "echo": "share of the sentence's words that are the question's",
    "lead": "1 for the first two sentences of the article",
    "depth": "logarithm of 1 + how many sentences stand before it",
    "asks": "1 for a question",
    "named": "where a name is wanted: how many of the passages have the best of its new names, 0..1",
    "voiced": "the same for its three best new names, whatever is wanted",
    "number": "where a number is wanted: whether it holds one that the question does not",
    "date": "where a date is wanted: whether it holds one",
    "person": "where a person is wanted: whether it has a new name (Korean: a title)",
    "place": "where a place is wanted: whether it has one; 2 for a country or a state where that is wanted",
    "reason": "where a reason is wanted: whether it has a word such as because",
    "name": "where a name is wanted: whether it has a new one (Korean: something quoted)",
    "counted": "where a number is wanted: whether it counts what the question wants counted",
    "head": "whether it holds the noun that is asked for",
    "close": "share of the question's weight that stands close to a possible answer, less the farther it stands",
    "passage": "score of its passage as a share of the best passage's, by words, vectors and date",
    "article": "score of its article as a share of the best article's",
    "first": "1 in the best article",
}
OF_RANK = ("passage", "article", "first")
"""The signs in which dates have a part: they choose among sentences, but do not say how likely an answer is."""


class Candidate(NamedTuple):
    """A sentence `text[start:end]` that might be said; `rank` is its article's place, 0 is the best.

    `copies` are articles that say what this one says, and are not read therefore.
    `score` chooses among the sentences; `evidence` is the part of it that knows nothing of ranks and dates. `before`
    is where the sentence before it begins.
    """

    score: float
    evidence: float
    signs: Mapping[str, float]
    rank: int
    article: Article
    version: int
    before: int
    start: int
    end: int
    copies: tuple[Article, ...]

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        return self.article.text[self.start : self.end]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    def since_the_one_before(self) -> Candidate:
        """With the sentence before it, as one quote."""
        return self._replace(start=self.before)

    def overlaps(self, other: Candidate) -> bool:
        """Whether they share words of one article, as a sentence and one that takes it along do."""
        return self.article.id == other.article.id and self.start < other.end and other.start < self.end

    def joined(self, other: Candidate) -> Candidate:
        """Both as one quote."""
        return self._replace(start=min(self.start, other.start), end=max(self.end, other.end))


def candidates(question: str, found: Found) -> list[Candidate]:
    """The sentences of the best articles' passages, best first; copies of one story count once."""
    if not found.terms.weights:
        return []
    script = script_of(language_of_question(question))
    by_sign = weights("sentence", script)
    by = [by_sign[sign] for sign in SIGNS]
    plain = [0.0 if sign in OF_RANK else by_sign[sign] for sign in SIGNS]
    wants = wanted(question)
    read = list(_Reading(wants, found).sentences())
    if wants.kind is Kind.YES_NO:
        read = [one for one in read if one[2][0] >= YES_NO_HELD]
    scores = np.array([signs for _, _, signs, _ in read]).reshape(len(read), len(SIGNS)) @ np.array([by, plain]).T
    made = [
        Candidate(
            score,
            evidence,
            dict(zip(SIGNS, signs, strict=True)),
            rank,
            one.hit.passage.article,
            one.hit.passage.version,
            one.previous,
            one.start,
            one.end,
            copies,
        )
        for (score, evidence), (rank, one, signs, copies) in zip(scores.tolist(), read, strict=True)
    ]
    return sorted(made, key=lambda one: (-one.score, one.rank, one.start))


def by_answers(found: Found, said: Sequence[Candidate]) -> Found:
    """What was found, the articles whose sentences are the likelier answers moved up."""
    if not said:
        return found
    best: dict[str, float] = {}
    for one in said:
        for article in (one.article, *one.copies):
            best.setdefault(article.id, one.score)
    top = said[0].score

    def moved(hit: Hit) -> Hit:
        behind = min(top - best.get(hit.passage.article.id, -math.inf), LEAST_LIKELY)
        return hit._replace(score=hit.score * math.exp(-RANKED_BY_ANSWER * behind))

    return replace(found, hits=tuple(sorted(map(moved, found.hits), key=lambda hit: -hit.score)))


class _Sentence(NamedTuple):
    """A sentence with its terms, and what terms of the question it and its neighbours hold."""

    hit: Hit
    number: int
    previous: int
    start: int
    end: int
    text: str
    terms: Sequence[str]
    here: Set[str]
    before: Set[str]
    after: Set[str]


class _Reading:
    """One question over what was found: what is the same for every sentence is computed once."""

    def __init__(self, wants: Wanted, found: Found) -> None:
        self._wants, self._found = wants, found
        self._head = frozenset(terms(wants.head)) if wants.kind in NAMED else frozenset()
        asks = set(content_terms(wants.asks))
        self._asks = found.terms.among(asks)
        self._top = max((hit.score for hit in found.hits), default=1.0) or 1.0
        self._fitted = [wants.kind is kind for kind in _FITTED]

    def sentences(self) -> Iterator[tuple[int, _Sentence, tuple[float, ...], tuple[Article, ...]]]:
        """(rank of the article, sentence, signs, copies of the article) of all that can be quoted."""
        for rank, story in enumerate(stories(self._found.hits, ARTICLES)):
            best = max(hit.score for hit in story.hits) / self._top
            for sentence in _sentences(story, self._found.terms.all):
                yield rank, sentence, self._signs(sentence, best, first=not rank), tuple(story.copies)

    def _signs(self, one: _Sentence, article: float, *, first: bool) -> tuple[float, ...]:
        wants, weighed_terms = self._wants, self._found.terms
        held = weighed_terms.coverage(one.here)
        names = [] if wants.korean else wants.new_names(one.text)
        voices = self._voices(names)
        fits = wants.fit(one.text, names)
        return (
            held,
            self._asks.coverage(one.here),
            0.0 if one.before <= one.here else weighed_terms.coverage(one.here | one.before) - held,
            0.0 if one.after <= one.here else weighed_terms.coverage(one.here | one.after) - held,
            self._in_order(one),
            sum(map(wants.words.__contains__, one.terms)) / max(1, len(one.terms)),
            float(one.number < 2),
            math.log1p(one.number),
            float(one.text.endswith("?")),
            voices[0] if voices and wants.kind in NAMED else 0.0,
            sum(voices[:3]) / 3,
            *(fits * is_wanted for is_wanted in self._fitted),
            wants.counted(one.text, one.terms),
            float(not self._head.isdisjoint(one.terms)),
            self._close(one.terms, wants.spots(one.text, names)) if one.here else 0.0,
            one.hit.score / self._top,
            article,
            float(first),
        )

    def _in_order(self, one: _Sentence) -> float:
        """The share of the question's weight of which the words are neighbours, there and here."""
        if not one.here:
            return 0.0
        joined, asked = f" {' '.join(one.terms)} ", self._found.terms
        return sum(weight for pair, weight in asked.pairs.items() if pair in joined) / asked.total

    def _close(self, found: Sequence[str], spots: Sequence[int]) -> float:
        weights = self._found.terms.weights
        here = [(at, weights[term]) for at, term in enumerate(found) if term in weights]
        near = (sum(weight * math.exp(-abs(at - spot) / NEAR) for at, weight in here) for spot in spots)
        return max(near, default=0.0) / self._found.terms.total

    def _voices(self, names: list[tuple[int, list[str]]]) -> list[float]:
        """How many passages have each new name of a sentence, as shares of their matches' squares, best first."""
        if not names:
            return []
        votes, total = self._votes
        return sorted((max(votes[word.lower()] for word in words) / total for _, words in names), reverse=True)

    @cached_property
    def _votes(self) -> tuple[Counter[str], float]:
        votes: Counter[str] = Counter()
        best = max((hit.match for hit in self._found.hits), default=0.0) or 1.0
        total = 0.0
        for hit in self._found.hits[:VOTING]:
            weight = (hit.match / best) ** 2
            total += weight
            for word in self._wants.new_words(hit.passage.text):
                votes[word] += weight  # type: ignore[assignment]  # a Counter of weights
        return votes, total or 1.0


_FITTED = (Kind.NUMBER, Kind.DATE, Kind.PERSON, Kind.PLACE, Kind.REASON, Kind.NAME)


def _sentences(story: Story, asked: frozenset[str]) -> Iterator[_Sentence]:
    """The sentences that begin in one of the story's hits, and are neither scraps nor endless."""
    article, spans = story.article, unpacked(story.hits[0].sentences)
    starts = [one.start for one in spans]
    read: dict[int, tuple[Hit, list[str]]] = {}
    for hit in story.hits:
        body = hit.body.split()
        for number in range(bisect_left(starts, hit.passage.start), bisect_left(starts, hit.passage.end)):
            read[number] = hit, body[spans[number].first : spans[number].last]
    held = {number: asked.intersection(its_terms) for number, (_, its_terms) in read.items()}

    def held_by(number: int) -> frozenset[str]:
        """What a neighbour holds, which may be in no hit."""
        if number not in held and 0 <= number < len(spans):
            held[number] = asked.intersection(terms(article.text[spans[number].start : spans[number].end]))
        return held.get(number, frozenset())

    for number, (hit, its_terms) in read.items():
        begins, end = starts[number], spans[number].end
        filed = _DATELINE.match(article.text, begins, end) if number < FILED_AT_MOST else None
        start = filed.end() if filed else begins
        text = article.text[start:end]
        if _can_be_said(text):
            here, before, after = held[number], held_by(number - 1), held_by(number + 1)
            yield _Sentence(hit, number, starts[max(0, number - 1)], start, end, text, its_terms, here, before, after)


def _can_be_said(text: str) -> bool:
    """Neither a scrap (a caption, a dateline) nor endless."""
    ended = SHORTEST_KOREAN if is_korean(text) else SHORTEST_SENTENCE
    shortest = ended if _ENDED.search(text) else SHORTEST_UNENDED
    return shortest <= len(text.split()) <= LONGEST_SENTENCE
