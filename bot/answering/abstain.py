"""Is there evidence enough? The probability that the library holds the answer, from signs in the best passages.

Dates take no part in it: old news about an old event is evidence as good as any.
"""

from __future__ import annotations

import math
from collections.abc import Container, Sequence

from bot.answering.candidates import Candidate
from bot.answering.wanted import names_in
from bot.answering.weights import BIAS, script_of, weighed, weights
from index.language import language_of_question
from index.query import Found
from index.scoring import QuestionTerms
from index.terms import is_function_term, terms

THRESHOLD = 0.61
PASSAGES = 12
NOTHING_TO_HOLD = 0.8
"""What counts as held where a question has no names, or nothing but names."""

SIGNS = {
    "match": "best match of a passage by words",
    "passage": "the most of the question's weight that one passage (with its title) holds",
    "sentence": "the most that one sentence holds",
    "answer": "the best sentence's evidence that it is the answer",
    "close": "how close to a possible answer that sentence holds the question's words",
    "echo": "share of its words that are the question's",
    "runner_up": "the second best article's match as a share of the best one's",
    "names": "logarithm of 1 + how many terms of the question are of names",
    "names_held": "share of their weight that the passage of the best match holds",
    "rest_held": "share of the other terms' weight that it holds",
    "size": "logarithm of 1 + how many terms the question has: a short one is held by much that does not answer it",
    "size_passage": "size times passage",
    "size_sentence": "size times sentence",
}


def evidence(question: str, found: Found, said: Sequence[Candidate]) -> tuple[float, ...]:
    """The signs, in the order of SIGNS; all 0 if nothing was found, or nothing but words such as "who" was asked."""
    by_match = sorted(found.hits, key=lambda hit: hit.match, reverse=True)[:PASSAGES]
    weighed_terms = found.terms.weights
    if not by_match or not by_match[0].match or all(map(is_function_term, weighed_terms)):
        return (0.0,) * len(SIGNS)
    names = {term for term in terms(" ".join(names_in(question))) if term in weighed_terms}
    held = [found.terms.all.intersection((hit.title + hit.body).split()) for hit in by_match]
    answer = max(said, key=lambda one: one.evidence, default=None)
    passage, sentence = max(map(found.terms.coverage, held)), max((one.signs["held"] for one in said), default=0.0)
    size = math.log1p(len(weighed_terms))
    others = [hit.match for hit in by_match if hit.passage.article.text != by_match[0].passage.article.text]
    return (
        by_match[0].match,
        passage,
        sentence,
        answer.evidence if answer else 0.0,
        answer.signs["close"] if answer else 0.0,
        answer.signs["echo"] if answer else 0.0,
        max(others, default=0.0) / by_match[0].match,
        math.log1p(len(names)),
        _coverage(found.terms, names, held[0]),
        _coverage(found.terms, weighed_terms.keys() - names, held[0]),
        size,
        size * passage,
        size * sentence,
    )


def _coverage(question: QuestionTerms, among: Container[str], held: frozenset[str]) -> float:
    """The share of the weight of some of the question's terms."""
    some = question.among(among)
    return some.coverage(held) if some.weights else NOTHING_TO_HOLD


def confidence(question: str, found: Found, said: Sequence[Candidate]) -> float:
    """0..1: how likely it is that the library holds the answer; `said` are the candidates for saying it."""
    signs = evidence(question, found, said)
    if not any(signs):
        return 0.0
    by = weights("confidence", script_of(language_of_question(question)))
    return 1 / (1 + math.exp(-by[BIAS] - weighed(signs, [by[sign] for sign in SIGNS])))
