"""Does this quote back this statement? A probability from the signs for and against, such as a number that differs.

The weights are in support_weights.toml. They are two sets: a passage may tell a claim here and there and in other
words, while of a sentence or two, or a place that has nearly all of the claim, every word counts. What only knowledge
of the world tells is beyond it.
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.answering.signs import Signs, compare

THRESHOLD = 0.5
SHORT = 40  # words of evidence up to which the weights for sentences hold alone
FADING = 3.0  # how fast those for passages take over
TOLD_ELSEWHERE, TOLD_HERE = 0.6, 0.9  # of a claim in one place of a passage, for those for passages or for sentences
SURE = 0.88  # leaves scores from 0.94 on to what is quoted word for word
_END = ".!?…。"
_AROUND = " .,;:!?…。\"'“”‘’()[]"


@dataclass(frozen=True, slots=True)
class Support:
    """How well evidence backs a claim: `score` 0..1; `quote` the slice of it that does so best, '' if none does."""

    score: float
    supported: bool
    quote: str


def support(claim: str, evidence: str) -> Support:
    """Takes time linear in both texts, and knows no more than the two say."""
    if _same(claim, evidence):
        return Support(1.0, True, evidence.strip())
    compared = compare(claim, evidence)
    if compared is None:
        return Support(0.0, False, "")
    if _same(claim, compared.quote):
        return Support(1.0, True, compared.quote)
    sure = probability(compared.signs, strictness(compared.signs, evidence))
    score = min(sure, THRESHOLD + SURE * (sure - THRESHOLD))
    return Support(score, score >= THRESHOLD, compared.quote)


def unbacked(claim: str, evidence: str) -> tuple[str, ...]:
    """The words of the claim, as it writes them, that the evidence lacks or says otherwise; all if it has none."""
    if _same(claim, evidence):
        return ()
    compared = compare(claim, evidence)
    if compared is None:
        return tuple(word.strip(_AROUND) for word in claim.split())
    words = () if _same(claim, compared.quote) else compared.unbacked
    return tuple(claim[word.start : word.end].strip(_AROUND) for word in words)


def strictness(signs: Signs, evidence: str) -> float:
    """0..1: how far every word counts. Fully in short evidence, in Korean, and where one place tells it all."""
    words = len(evidence.split())
    if words <= SHORT or signs.korean:
        return 1.0
    told = (signs.together - TOLD_ELSEWHERE) / (TOLD_HERE - TOLD_ELSEWHERE)
    return max(math.pow(SHORT / words, FADING), signs.cased * min(1.0, max(0.0, told)))


def probability(signs: Signs, strictness: float) -> float:
    """That the claim is backed, for a claim of which that is as likely as not beforehand."""
    table = weights()
    odds = strictness * _log_odds(signs, table["sentence"]) + (1 - strictness) * _log_odds(signs, table["passage"])
    return 1 / (1 + math.exp(-odds))


def _log_odds(signs: Signs, table: dict[str, float]) -> float:
    return table["bias"] + sum(table.get(name, 0.0) * sign for name, sign in zip(Signs._fields, signs, strict=True))


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of each sign, for `sentence` and for `passage`; a sign that is not named weighs nothing."""
    return tomllib.loads(files("bot.answering").joinpath("support_weights.toml").read_text("utf-8"))


def _same(claim: str, quote: str) -> bool:
    """Whether they are the same but for white space, the final stop and the width of brackets, and say something."""
    one, other = (" ".join(unicodedata.normalize("NFKC", text).split()).rstrip(_END) for text in (claim, quote))
    return one == other and any(unicodedata.category(letter)[0] in "LNS" for letter in one)
