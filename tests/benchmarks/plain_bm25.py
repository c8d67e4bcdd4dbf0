"""Plain BM25, as who has SQLite has it: a table of FTS5, its own tokenizer, the words of a question with OR between.

Okapi BM25 as FTS5 has it (k1 1.2, b 0.75) over the same pieces as the textbook's, which find more than whole articles
(NOTES.md). Words are letters and digits between what is neither, without case and accents, all of them, as they stand.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Sequence

from tests.benchmarks.best_piece import Piece, Row, answer
from tests.benchmarks.question_sets import Question
from tests.benchmarks.textbook import NEAREST, pieces


def store(rows: Iterable[Row]) -> sqlite3.Connection:
    """A table of the articles' pieces, in memory."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE pieces USING fts5(article UNINDEXED, words)")
    split = ((piece.metadata["id"], piece.page_content) for piece in pieces(rows))
    table.executemany("INSERT INTO pieces VALUES (?, ?)", split)
    return table


def search(table: sqlite3.Connection, question: str) -> list[Piece]:
    """The best pieces that have any word of the question."""
    wanted = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", question.casefold())))
    found = table.execute(
        "SELECT article, words, -rank FROM pieces WHERE pieces MATCH ? ORDER BY rank LIMIT ?", [wanted, NEAREST]
    )
    return [Piece(*row) for row in found]


def answers(table: sqlite3.Connection, asked: Sequence[Question], words: int) -> list[Row]:
    """An answer to every question, of so many words."""
    rows = []
    for one in asked:
        began = time.perf_counter()
        found = search(table, one.text)
        rows.append(answer(one.id, found, words, time.perf_counter() - began))
    return rows
