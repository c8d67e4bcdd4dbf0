"""Chroma, an index of the vectors in SQLite that can always be made again; the only file that knows Chroma.

Chroma gets ids and vectors, nothing else. A collection that is missing, of another configuration, short of vectors or
unusable is replaced by an empty one, and the outbox is filled anew.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from index.database import Database, Vectors
from index.errors import VectorsProblem

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

T = TypeVar("T")
BATCH = 1000
HNSW = {"space": "cosine", "ef_construction": 100, "max_neighbors": 32, "ef_search": 400}
"""Recall@20 stays above 0.98 of exact search with these; Chroma's own default of 100 for ef_search gives 0.88."""
_TUNING: dict[str, Any] = {**HNSW, "batch_size": 2000, "sync_threshold": 5000}


class ChromaFolder:
    """The Chroma database of a data directory; whoever makes one of these must own the directory."""

    def __init__(self, path: Path) -> None:
        """Name the folder; Chroma itself is loaded when it is first needed."""
        self._path = path
        self._risk = path.with_name(f"{path.name}.opening")
        self._client: Client | None = None
        self.used: set[str] = set()
        """Collections that were used: Chroma keeps each, with 4 open files and 4 KB a vector, until it is closed."""

    def client(self) -> Client:
        """The open client; a folder that Chroma cannot read is thrown away, since all of it stands in SQLite."""
        if self._client is None:
            if self._risk.exists():
                shutil.rmtree(self._path, ignore_errors=True)
            try:
                self._client = _open(self._path)
            except Exception:
                shutil.rmtree(self._path, ignore_errors=True)
                self._client = _guarded(lambda: _open(self._path))
        return self._client

    def close(self) -> None:
        """Let go of Chroma's files."""
        if self._client is not None:
            self._client.close()
            self._client = None

    @contextmanager
    def at_risk(self) -> Iterator[None]:
        """Leave a mark for as long as damaged files may end the process, as no exception can be caught then.

        Chroma 1.5.9 dies of SIGSEGV on a truncated index file; whoever finds the mark starts with an empty folder.
        """
        self.client()
        self._risk.touch()
        try:
            yield
        finally:
            self._risk.unlink(missing_ok=True)


def load_chroma() -> None:
    """Import Chroma, which takes seconds."""
    import_module("chromadb")


def _open(path: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    return cast("Client", chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False)))


def _guarded(call: Callable[[], T]) -> T:
    """Run a call into Chroma; whatever it raises (its errors share no base class) comes out as VectorsProblem."""
    try:
        return call()
    except Exception as error:
        raise VectorsProblem(f"Chroma failed ({error}); its index will be made again from the library.") from error


class ChromaVectors:
    """The vectors of one library in Chroma."""

    def __init__(self, folder: ChromaFolder, database: Database) -> None:
        """Find the library's collection, or begin a new one."""
        self.folder = folder
        self._database = database
        self._complete = False
        self._collection = self._found() or self._begin()
        folder.used.add(self._prefix())

    def _prefix(self) -> str:
        return f"footnote-{self._database.meta('identity')}-"

    def _found(self) -> Collection | None:
        """The collection in use, if it exists and is configured as we want it."""
        name = self._database.meta("collection")
        try:
            with self.folder.at_risk():
                collection = self.folder.client().get_collection(name or "", embedding_function=None)
                configured: dict[str, Any] = dict(collection.configuration_json.get("hnsw") or {})
                if collection.count():
                    self._try(collection)
        except Exception:  # missing or broken: either way a new one is made, from SQLite
            return None
        return collection if all(configured.get(key) == value for key, value in HNSW.items()) else None

    def _try(self, collection: Collection) -> None:
        """Search once, which reads the whole index; raises what Chroma raises."""
        some = collection.get(limit=1, include=["embeddings"])["embeddings"]
        collection.query(query_embeddings=np.asarray(some), n_results=1, include=[])

    def start_over(self) -> None:
        """Give up the collection, and begin a new one."""
        self._complete = False
        self._collection = self._begin()

    def _begin(self) -> Collection:
        """Begin an empty collection under a new name, note every vector for it, and drop all older ones."""
        client = self.folder.client()
        generation = 1 + int((self._database.meta("collection") or "-0").rsplit("-", 1)[1])
        name = f"{self._prefix()}{generation}"
        for other in _guarded(client.list_collections):
            if other.name.startswith(self._prefix()):
                _guarded(lambda stale=other.name: client.delete_collection(stale))  # type: ignore[misc]
        tuning: Any = {"hnsw": _TUNING}
        created = _guarded(lambda: client.create_collection(name, configuration=tuning, embedding_function=None))
        self._database.refill_outbox()
        self._database.set_meta("collection", name)
        return created

    def behind(self) -> int:
        """How many changes Chroma has not seen."""
        return self._database.unseen()

    def catch_up(self, until: float, told: Callable[[int], None] = lambda _: None) -> int:
        """Bring Chroma up to date until time.monotonic() is `until`; returns how many changes are left.

        `told` hears how many were just worked off. A failure begins a new collection once, then raises VectorsProblem.
        """
        try:
            return self._work_off(until, told)
        except VectorsProblem:
            self.start_over()
            return self._work_off(until, told)

    def _work_off(self, until: float, told: Callable[[int], None]) -> int:
        while time.monotonic() < until:
            changes = self._database.outbox(BATCH)
            if not changes:
                self._check_complete()
                return 0
            self._complete = False
            self._apply([(key, vector) for _, key, vector in changes])
            self._database.clear_outbox(changes[-1][0])
            told(len(changes))
        return self.behind()

    def _apply(self, changes: list[tuple[str, Vectors | None]]) -> None:
        """Delete and add, never upsert: a killed upsert can leave a collection in which every call fails."""
        last = dict(changes)
        new = {key: vector for key, vector in last.items() if vector is not None}
        gone = [key for key, vector in changes if vector is None]
        if gone:
            _guarded(lambda: self._collection.delete(ids=list(dict.fromkeys(gone))))
        if new:
            _guarded(lambda: self._collection.add(ids=list(new), embeddings=np.stack(list(new.values()))))

    def _check_complete(self) -> None:
        """Once after each change: Chroma must hold as many vectors as the library; raises VectorsProblem."""
        if self._complete:
            return
        found, wanted = _guarded(self._collection.count), self._database.counts()["vectors"]
        if found != wanted and not self.behind():
            raise VectorsProblem(f"Chroma holds {found} vectors where the library has {wanted}.")
        self._complete = True

    def nearest(self, vector: Vectors, limit: int) -> dict[int, float]:
        """The cosine similarity of the nearest passages, by passage number; raises VectorsProblem."""
        found = _guarded(
            lambda: self._collection.query(query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"])
        )
        keys, distances = found["ids"][0], (found["distances"] or [[]])[0]
        numbers = self._database.numbers_of(keys)
        return {numbers[key]: 1.0 - float(d) for key, d in zip(keys, distances, strict=True) if key in numbers}
