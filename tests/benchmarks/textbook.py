"""The textbook pipeline, one process a step: `python -m tests.benchmarks.textbook STEP FROM TO`.

`add` puts a corpus into a directory, `ask` puts what was found there for each question into a file. All of it is as its
documentation shows it: RecursiveCharacterTextSplitter 1000/200, langchain-chroma with the collection that it makes by
default, similarity_search. Title and text are split together, which finds more than the text alone (NOTES.md). Without
a chat model its answer is the beginning of the best piece.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_text_splitters import RecursiveCharacterTextSplitter

from index.embed import WordLlamaEmbeddings
from tests.benchmarks.best_piece import MOST_WORDS, Piece, Row, answer
from tests.benchmarks.question_sets import NEWS, Question, questions_of, rows_in

SIZE, OVERLAP = 1000, 200
MOST_AT_ONCE = 5461
"""Chroma refuses larger batches, and add_documents does not make smaller ones of them."""
NEAREST, RANKED = 60, 10
"""So many pieces are asked for, as for every question they are of at least ten articles, which MRR@10 needs."""
WARM_UP = 10


def documents(rows: Iterable[Row]) -> Iterator[Document]:
    """An article as a document: title and text, and what is to be known of where they come from."""
    for row in rows:
        about = {key: row[key] for key in ("id", "title", "published") if row[key] is not None}  # which Chroma refuses
        yield Document(f"{row['title']}\n\n{row['text']}", metadata=about)


def pieces(rows: Iterable[Row]) -> list[Document]:
    """What is embedded: the articles, split."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    return splitter.split_documents(list(documents(rows)))


def store(data: Path) -> Chroma:
    """The collection, with the same embedding model as Footnote's."""
    return Chroma(persist_directory=str(data), embedding_function=WordLlamaEmbeddings())


def add(corpus: Path, data: Path) -> dict[str, float]:
    """Seconds until all articles can be found; none of them can before its vectors are in."""
    into = store(data)
    began = time.perf_counter()
    articles = rows_in(corpus)
    split = pieces(articles)
    for at in range(0, len(split), MOST_AT_ONCE):
        into.add_documents(split[at : at + MOST_AT_ONCE])
    return {"seconds": time.perf_counter() - began, "articles": len(articles), "passages": len(split)}


def ask(data: Path, to: Path) -> dict[str, float]:
    """Ask every question, once it is warm; the answers go to a file, in the form of `footnote ask --jsonl`."""
    among, asked = store(data), questions_of(NEWS)
    answers(among, asked[:WARM_UP], MOST_WORDS[NEWS])
    rows = answers(among, asked, MOST_WORDS[NEWS])
    to.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return {"questions": len(rows)}


def answers(among: Chroma, asked: Sequence[Question], words: int) -> list[Row]:
    """An answer to every question, of so many words; its seconds are those of the search alone."""
    rows = []
    for one in asked:
        began = time.perf_counter()
        found = among.similarity_search_with_score(one.text, k=NEAREST)
        seconds = time.perf_counter() - began
        rows.append(answer(one.id, scored(found), words, seconds))
    if min(len(row["articles"]) for row in rows) < RANKED:
        sys.exit(f"{NEAREST} pieces are too few: they are of fewer than {RANKED} articles.")
    return rows


def scored(found: Sequence[tuple[Document, float]]) -> list[Piece]:
    """Pieces with their cosine similarity: of unit vectors, from the square of their distance."""
    return [Piece(one.metadata["id"], one.page_content, 1 - distance / 2) for one, distance in found]


STEPS: dict[str, Callable[[Path, Path], dict[str, float]]] = {"add": add, "ask": ask}


if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
