"""The question sets, and a library filled with one of them.

Most are beside the repository and no part of it, as the article texts belong to their publishers. Imports nothing heavy
by itself: bench.py measures the memory of its children, which begins at that of their parent.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.library import DataFolder, Library

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench"
OURS = Path(__file__).resolve().parent
EMBEDDING = "wordllama"
"""The model of the programs that measure speed and refit constants: e5 takes hours (embeddings.py compares them)."""
NEWS, KOREAN, OTHER_WORDS = "rtqa_2022", "korquad", "other_words"
"""The last is ours: questions that share few words, or not the language, with the article that answers them."""
LATER = datetime(2026, 11, 23, tzinfo=UTC)
"""When somebody asks about old news; also for the set whose questions have no date."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the articles that hold its answer; `group` names the article it is about."""

    id: str
    text: str
    asked: datetime
    kind: str
    answerable: bool
    relevant: frozenset[str]
    group: str
    answers: tuple[str, ...] = ()


def corpus_of(name: str) -> Path:
    """The articles of a set; ends the program where it is not there."""
    return _file(name, "corpus")


def questions_of(name: str) -> list[Question]:
    """All questions of a set, in order; ends the program where it is not there."""
    return [_question(row) for row in rows_of(name, "queries")]


def rows_of(name: str, what: str) -> list[dict[str, Any]]:
    """The `corpus` or the `queries` of a set as they stand in its file; ends the program where it is not there."""
    return rows_in(_file(name, what))


def rows_in(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one a line."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_there(name: str) -> bool:
    """Whether a set can be used."""
    return bool(_files(name, "corpus") and _files(name, "queries"))


def _file(name: str, what: str) -> Path:
    if not (found := _files(name, what)):
        path = FOLDER / name / f"{what}.jsonl.gz"
        sys.exit(f"The question set {name} is not there: {path} is missing. It is not part of the repository.")
    return found[0]


def _files(name: str, what: str) -> list[Path]:
    return [path for path in (OURS / name / f"{what}.jsonl", FOLDER / name / f"{what}.jsonl.gz") if path.is_file()]


def _question(row: dict[str, Any]) -> Question:
    asked = datetime.fromisoformat(row["asked"]).replace(tzinfo=UTC) if "asked" in row else LATER
    about = [*row["relevant"], *row.get("removed_relevant", ())]
    group = about[0] if about else row["id"]
    return Question(
        row["id"],
        row["question"],
        asked,
        row["kind"],
        row["answerable"],
        frozenset(row["relevant"]),
        group,
        tuple(row["answers"]),
    )


def filled(folder: DataFolder, name: str) -> Library:
    """A new library with all articles of a set, their vectors complete."""
    library = searchable(folder, name)
    library.work_off(math.inf)
    return library


def searchable(folder: DataFolder, name: str, corpus: Path | None = None, embedding: str = EMBEDDING) -> Library:
    """A new library with all articles of a set (or of another file), their vectors still to come."""
    from index.sources import WebLimits, read

    library = folder.open(name, embedding)
    report = library.ingest.run(read(str(corpus or corpus_of(name)), web=WebLimits()), datetime.now(UTC))
    if report.refused:
        sys.exit(f"{report.refused[0].source}: {report.refused[0].reason}")
    return library
