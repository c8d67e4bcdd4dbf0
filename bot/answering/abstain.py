"""Is there evidence enough? A probability from how much of the question the best passage and sentence hold.

Dates take no part in it: old news about an old event is evidence as good as any.
"""

from __future__ import annotations

import math
import re

from index.query import Found
from index.sentences import sentences
from index.terms import terms

THRESHOLD = 0.4
BIAS, MATCH, PASSAGE, SENTENCE, BIGRAMS = -6.56, 1.81, 3.96, 3.64, 0.87
"""A logistic regression on rtqa_2022 and korquad (tests/benchmarks/fit_confidence.py); BIGRAMS is for terms that are
character bigrams, of which even a good sentence holds fewer."""
PASSAGES = 12
_BIGRAM = re.compile(r"[ᄀ-ᇿ぀-ヿㄱ-ㆎ㐀-鿿가-힣豈-﫿]")


def evidence(found: Found) -> tuple[float, float, float, float]:
    """Best match, the most that one passage (with its title) and one sentence hold, share of bigrams; 0 if none."""
    weights = found.terms.weights
    bigrams = sum(weight for term, weight in weights.items() if _BIGRAM.match(term)) / found.terms.total
    best = max((hit.match for hit in found.hits), default=0.0)
    in_passage = in_sentence = 0.0
    for hit in sorted(found.hits, key=lambda hit: hit.match, reverse=True)[:PASSAGES]:
        article, text = hit.passage.article, hit.passage.text
        in_passage = max(in_passage, found.terms.coverage(terms(f"{article.title}\n{text}")))
        for start, end in sentences(text, article.language):
            in_sentence = max(in_sentence, found.terms.coverage(terms(text[start:end])))
    return best, in_passage, in_sentence, bigrams


def confidence(found: Found) -> float:
    """0..1: how likely it is that the library holds the answer."""
    best, in_passage, in_sentence, bigrams = evidence(found)
    if not best:
        return 0.0
    logit = BIAS + MATCH * best + PASSAGE * in_passage + SENTENCE * in_sentence + BIGRAMS * bigrams
    return 1 / (1 + math.exp(-logit))
