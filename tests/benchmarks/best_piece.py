"""What a search without answers of its own says: the beginning of its best piece; and when it would refuse. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.benchmarks.question_sets import KOREAN, NEWS

MOST_WORDS = {NEWS: 60, KOREAN: 40}
"""So many words of the piece are the answer: as many as Footnote's answers may have on that set."""
ANSWERED = 0.9
"""The share of the answerable questions that a threshold is to let through."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an article as a search found it; the higher its score, the better."""

    article: str
    text: str
    score: float


def answer(id: str, found: Sequence[Piece], words: int, seconds: float) -> Row:
    """What was found, best first, in the form of `footnote ask --jsonl`: one statement, cited without a quote.

    An article ranks by its first piece; how sure it is, is the score of the very first one.
    """
    row = {
        **{"id": id, "abstained": False, "seconds": seconds, "confidence": found[0].score if found else 0.0},
        "articles": [{"article_id": article} for article in dict.fromkeys(piece.article for piece in found)],
    }
    if not found:
        return refused(row)
    said = " ".join(found[0].text.split()[:words])
    cited = {"number": 1, "article_id": found[0].article, "quote": ""}
    return row | {"answer": said, "statements": [{"text": said, "citations": [1]}], "citations": [cited]}


def refused(row: Row) -> Row:
    """The same without an answer."""
    return row | {"abstained": True, "answer": "", "statements": [], "citations": []}


def refusing(questions: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows of a set, refused where they are less sure than nine tenths of the answerable ones of the other half."""
    half: dict[str, int] = {}
    for answerable in (True, False):
        half |= {id: at % 2 for at, id in enumerate(row["id"] for row in questions if row["answerable"] is answerable)}
    held = {row["id"] for row in questions if row["answerable"]}
    thresholds = [
        np.quantile([row["confidence"] for row in rows if row["id"] in held and half[row["id"]] == one], 1 - ANSWERED)
        for one in (0, 1)
    ]
    return [row if row["confidence"] >= thresholds[1 - half[row["id"]]] else refused(row) for row in rows]
