"""Made-up articles to fill a library with: each of their sentences was taken from a different article of a corpus.

They are made when the benchmark runs and kept nowhere, because the sentences belong to the corpus's publishers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from index.sentences import sentences

FIRST_DAY, LAST_DAY = date(2012, 1, 1), date(2026, 12, 31)
SEED = 2012
PREFIX = "filler-"

Row = Mapping[str, Any]
Piece = tuple[int, str]
"""The number of an article in the corpus, and some words of it."""


def fillers(rows: Sequence[Row], count: int) -> Iterator[dict[str, Any]]:
    """So many fillers, the oldest first: each has as many sentences and words in its title as some article has."""
    dice = random.Random(SEED)
    said = [list(pieces(row["text"], row["language"])) for row in rows]
    texts = [(at, piece) for at, found in enumerate(said) for piece in found]
    titles = [(at, word) for at, row in enumerate(rows) for word in row["title"].split()]
    for number in range(count):
        like = dice.randrange(len(rows))
        yield {
            "id": f"{PREFIX}{number:05}",
            "title": " ".join(drawn(dice, titles, len(rows[like]["title"].split()), len(rows))),
            "text": "".join(drawn(dice, texts, len(said[like]), len(rows))).strip(),
            "published": day(number, count).isoformat(),
            "source": rows[like]["source"],
            "language": rows[like]["language"],
        }


def pieces(text: str, language: str) -> Iterator[str]:
    """The sentences of a text, each with the white space behind it."""
    spans = sentences(text, language)
    ends = [start for start, _ in spans[1:]] + [len(text)]
    return (text[start:end] for (start, _), end in zip(spans, ends, strict=bool(spans)))


def drawn(dice: random.Random, pool: Sequence[Piece], count: int, most: int) -> list[str]:
    """So many pieces, but at most so many, each of a different article."""
    found: dict[int, str] = {}
    while len(found) < min(count, most):
        article, piece = dice.choice(pool)
        found.setdefault(article, piece)
    return list(found.values())


def day(number: int, count: int) -> date:
    """When a filler was published: they are spread evenly over the days, the first and the last included."""
    return FIRST_DAY + timedelta(days=number * (LAST_DAY - FIRST_DAY).days // max(1, count - 1))
