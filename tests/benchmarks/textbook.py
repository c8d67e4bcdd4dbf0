"""The textbook pipeline, one process a step: `python -m tests.benchmarks.textbook STEP FROM TO`.

`add` puts a corpus into a directory, `ask` puts what was found there for each question into a file. All of it is as its
documentation shows it: RecursiveCharacterTextSplitter 1000/200, langchain-chroma with the collection that it makes by
default, similarity_search. Title and text are split together, which finds more than the text alone (NOTES.md).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_text_splitters import RecursiveCharacterTextSplitter

from index.embed import WordLlamaEmbeddings
from tests.benchmarks.question_sets import NEWS, questions_of, rows_in

SIZE, OVERLAP = 1000, 200
MOST_AT_ONCE = 5461
"""Chroma refuses larger batches, and add_documents does not make smaller ones of them."""
NEAREST, RANKED = 60, 10
"""So many pieces are asked for, as for every question they are of at least ten articles, which MRR@10 needs."""
WARM_UP = 10

Row = dict[str, Any]


def documents(rows: Iterable[Row]) -> Iterator[Document]:
    """An article as a document: title and text, and what is to be known of where they come from."""
    for row in rows:
        about = {"id": row["id"], "title": row["title"], "published": row["published"]}
        yield Document(f"{row['title']}\n\n{row['text']}", metadata=about)


def store(data: Path) -> Chroma:
    """The collection, with the same embedding model as Footnote's."""
    return Chroma(persist_directory=str(data), embedding_function=WordLlamaEmbeddings())


def add(corpus: Path, data: Path) -> dict[str, float]:
    """Seconds until all articles can be found; none of them can before its vectors are in."""
    into = store(data)
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    began = time.perf_counter()
    articles = list(documents(rows_in(corpus)))
    pieces = splitter.split_documents(articles)
    for at in range(0, len(pieces), MOST_AT_ONCE):
        into.add_documents(pieces[at : at + MOST_AT_ONCE])
    return {"seconds": time.perf_counter() - began, "articles": len(articles), "passages": len(pieces)}


def ask(data: Path, answers: Path) -> dict[str, float]:
    """Ask every question, once it is warm; what was found goes to a file, in the form of `footnote ask --jsonl`."""
    among, asked = store(data), questions_of(NEWS)
    for one in asked[:WARM_UP]:
        among.similarity_search_with_score(one.text, k=NEAREST)
    rows = []
    for one in asked:
        began = time.perf_counter()
        found = among.similarity_search_with_score(one.text, k=NEAREST)
        rows.append(answer(one.id, found, time.perf_counter() - began))
    if min(len(row["articles"]) for row in rows) < RANKED:
        sys.exit(f"{NEAREST} pieces are too few: they are of fewer than {RANKED} articles.")
    answers.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return {"questions": len(rows)}


def answer(id: str, found: Sequence[tuple[Document, float]], seconds: float) -> Row:
    """The articles in the order of their first piece; how sure it is the cosine similarity of the very first one."""
    articles = dict.fromkeys(document.metadata["id"] for document, _ in found)
    return {
        **{"id": id, "abstained": True, "statements": [], "citations": [], "seconds": seconds},
        "confidence": 1 - found[0][1] / 2,  # of unit vectors, from the square of their distance
        "articles": [{"article_id": article} for article in articles],
    }


STEPS: dict[str, Callable[[Path, Path], dict[str, float]]] = {"add": add, "ask": ask}


if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
