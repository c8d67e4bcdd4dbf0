"""Answers made of quotes: the sentences that most likely hold the answer, as few as serve; needs no model."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from bot.answering.candidates import Candidate
from bot.answering.conflicts import disagree
from bot.answering.copies import contradicts, holds, say_the_same
from bot.answering.model import Citation
from bot.answering.wanted import wanted
from index.article import Article
from index.terms import terms

STATEMENTS = 3
WORDS = 85
"""How long an answer may get."""
LONGEST_QUOTE = 65
WORTH, FEW = 0.0023, 8
"""A further sentence must be this likely to hold the answer for each of its words, of which at least FEW count."""

_LEANS_BACK = re.compile(
    r"[“\"'‘]?(?:(?:he|she|it|they|his|her|its|their|this|that|these|those|both|but|and|so|however|instead)\b"
    r"|(?:그는|그녀는|그의|그가|이는|이에|이를|이로|이것|이들|그들|그러나|하지만|그래서|또한|또|이어|당시)\s)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[“\"][^”\"]*[”\"]")
_BY_SOMEONE = re.compile(r"(?:\b(?:he|she|they) (?:\w+ly )?\w+|\b\w+ (?:he|she|they))\b", re.IGNORECASE)
_NAMED = re.compile(r"[A-ZÀ-Þ]\w+")
_KOREAN_SAID = re.compile(r"^(?:이?라?고|며|면서)?\s*(?:덧붙였|말했|밝혔|전했|설명했|강조했|주장했)")


def extract(candidates: Sequence[Candidate], question: str) -> list[Citation]:
    """Up to three quotes, the likeliest first; what says the same counts once, unless it disagrees."""
    chosen: list[Candidate] = []
    said: list[tuple[set[str], Candidate]] = []
    for candidate, likely in zip(candidates, _likely(candidates), strict=True):
        if len(chosen) == STATEMENTS or (chosen and likely < WORTH * FEW):
            break
        quote = with_what_it_leans_on(candidate)
        room = WORDS - sum(one.words for one in chosen)
        overlapped = [one for one in chosen if one.overlaps(quote)]
        if chosen and likely < WORTH * max(quote.words, FEW):
            continue
        content = set(terms(candidate.text))
        if any(say_the_same(content, other) and not _differs(candidate, one, question) for other, one in said):
            continue
        if overlapped:
            grown = overlapped[0].joined(quote)
            if len(overlapped) == 1 and grown.words <= LONGEST_QUOTE and grown.words - overlapped[0].words <= room:
                chosen[chosen.index(overlapped[0])] = grown
        elif not chosen or quote.words <= room:
            chosen.append(quote)
            said.append((content, candidate))
    return [
        Citation(number, one.article, one.version, one.start, one.end, _copies_with(one))
        for number, one in enumerate(chosen, start=1)
    ]


def _differs(one: Candidate, other: Candidate, question: str) -> bool:
    """Whether it has another number, or answers the question otherwise, than what says the same but for that."""
    if contradicts(one.text, other.text):
        return True
    here, there = (Citation(0, said.article, said.version, said.start, said.end) for said in (one, other))
    return here.article.id != there.article.id and disagree(wanted(question), one.text, here, there) is not None


def _copies_with(one: Candidate) -> tuple[Article, ...]:
    """The copies that say it too; one that is cut short may not."""
    return tuple(copy for copy in one.copies if holds(copy, one.text))


def _likely(candidates: Sequence[Candidate]) -> list[float]:
    """How likely each is to hold the answer if one of them does; they add up to 1."""
    best = max((one.score for one in candidates), default=0.0)
    parts = [math.exp(one.score - best) for one in candidates]
    total = sum(parts)
    return [part / total for part in parts]


def with_what_it_leans_on(candidate: Candidate) -> Candidate:
    """A sentence that cannot stand alone takes the one before it along, if both stay short."""
    longer = candidate.since_the_one_before()
    return longer if leans_back(candidate.text) and longer.words <= LONGEST_QUOTE else candidate


def leans_back(sentence: str) -> bool:
    """Whether it says he, this, however ... at its start, or quotes somebody whom it does not name."""
    if _LEANS_BACK.match(sentence):
        return True
    rest = _SPOKEN.sub(" ", sentence, count=4).strip(" ,.")
    if rest == sentence.strip(" ,."):
        return False
    return bool(_KOREAN_SAID.match(rest)) or (bool(_BY_SOMEONE.match(rest)) and not _NAMED.search(rest))
