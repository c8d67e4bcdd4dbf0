"""Look into Chroma in a process of its own: a damaged index ends the process that opens it (SIGSEGV).

Reads one JSON object from standard input and writes one to standard output.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from index.database import Database, Row, Vectors
from index.errors import ChromaAway, VectorsProblem
from index.vectors import ChromaFolder, ChromaServer, ChromaVectors

DRAIN_SECONDS = 5.0
NEAREST, AS_NEAR = 10, 1e-3


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where to look: the library's file, Chroma's url or folder, and the passages to ask for."""

    file: str
    url: str
    folder: str
    sample: list[int]
    may_write: bool = True


@dataclass(frozen=True, slots=True)
class Probed:
    """What was found: vectors held, missing, of nothing, wrong; passages asked for and lost; the outbox afterwards."""

    held: int = 0
    missing: int = 0
    surplus: int = 0
    asked: int = 0
    lost: int = 0
    wrong: int = 0
    outbox: int = 0
    refused: str = ""
    problem: str = ""
    away: bool = False


def probe(wanted: Wanted) -> Probed:
    """Compare what Chroma holds with the library, let it take in what waits for it, and ask it for a sample."""
    chroma = ChromaServer(wanted.url) if wanted.url else ChromaFolder(Path(wanted.folder), keeps=True)
    with closing(Database(Path(wanted.file), "", create=False)) as database:
        vectors = ChromaVectors(chroma, database)
        try:
            return _compared(vectors, database, wanted)
        except VectorsProblem as problem:
            return Probed(problem=str(problem), away=isinstance(problem, ChromaAway))
        finally:
            chroma.close()


def _compared(vectors: ChromaVectors, database: Database, wanted: Wanted) -> Probed:
    here, held, unseen = database.keys(), vectors.keys(), database.outbox_keys()
    wrong = sum(_wrong(page, database, unseen) for page in vectors.pages())
    refused = _drain(vectors) if unseen and wanted.may_write else ""
    size = int(database.meta("dimensions") or 0)
    rows = database.rows(wanted.sample)
    asked = [row for row in rows if row.vector is not None and len(row.vector) == size and row.key not in unseen]
    return Probed(
        held=len(held),
        missing=len(here - held - unseen),
        surplus=len(held - here - unseen),
        wrong=wrong,
        asked=len(asked),
        lost=sum(not _is_found(vectors, row) for row in asked),
        outbox=vectors.behind(),
        refused=refused,
    )


def _wrong(page: dict[str, Vectors], database: Database, unseen: set[str]) -> int:
    """How many vectors of some keys are not those of the library."""
    numbers = database.numbers_of(list(page))
    rows = {row.key: row.vector for row in database.rows(numbers.values()) if row.key not in unseen}
    pairs = [(vector, page[key]) for key, vector in rows.items() if vector is not None]
    return sum(len(one) != len(other) or float(one @ other) < 1 - AS_NEAR for one, other in pairs)


def _drain(vectors: ChromaVectors) -> str:
    """Let Chroma take in for a while what waits, as any command does; why it does not, "" if it does."""
    try:
        vectors.take_in(time.monotonic() + DRAIN_SECONDS)
    except VectorsProblem as problem:
        return str(problem)
    return ""


def _is_found(vectors: ChromaVectors, row: Row) -> bool:
    """Whether a passage is found by its own vector; where it has many copies, whether one of them is."""
    assert row.vector is not None
    found = vectors.nearest(row.vector, NEAREST)
    return found.get(row.number, max(found.values(), default=0.0)) > 1 - AS_NEAR


if __name__ == "__main__":
    print(json.dumps(asdict(probe(Wanted(**json.load(sys.stdin))))))  # noqa: T201  # that is what it is for
