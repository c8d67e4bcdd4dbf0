"""Chroma, an index of the vectors in SQLite that can always be made again; the only file that knows Chroma.

Chroma gets ids and vectors, nothing else. A collection that is missing, of another configuration, short of vectors or
unusable is replaced by an empty one, and the outbox is filled anew. Each collection and its library share a stamp that
changes with every process that writes: a library that was copied, or restored from a backup, does not find its own
stamp any more, leaves that collection alone and begins another.
"""

from __future__ import annotations

import base64
import re
import shutil
import sqlite3
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from yarl import URL

from index.daemon import in_daemon
from index.database import Database, Vectors
from index.errors import ChromaAway, VectorsProblem

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

T = TypeVar("T")
BATCH, PAGE = 1000, 10_000
OPENINGS = 2
"""Tries to open a folder before it is a failure: what did not start, Chroma keeps in mind until it fails again."""
HNSW = {"space": "cosine", "ef_construction": 100, "max_neighbors": 32, "ef_search": 400}
"""Recall@20 stays above 0.98 of exact search with these; Chroma's own default of 100 for ef_search gives 0.88."""
_TUNING: dict[str, Any] = {**HNSW, "batch_size": 2000, "sync_threshold": 5000}
SERVER_SECONDS, HURRIED_SECONDS = 60.0, 4.0
"""How long a Chroma server may take, and how long while a question waits; its own client knows no limit."""
LOOK_AGAIN = 60.0
"""Seconds after which a collection on a server is once more checked to be this library's."""


_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
STAMP, OTHER_STAMP, UNFINISHED = "stamp", "other_stamp", "unfinished_collection"


class Chroma(ABC):
    """Where collections are kept: in a folder of our own, or on a server."""

    is_server: bool
    place: str
    """How a library remembers where its collection is: "" for its own folder, else the server's address."""

    def __init__(self) -> None:
        """Chroma itself is loaded when it is first needed."""
        self.used: set[str] = set()
        """Libraries whose vectors it holds in memory: Chroma keeps each, with 4 open files and 4 KB a vector."""
        self._client: Client | None = None
        self.seconds = SERVER_SECONDS

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """In here somebody waits for an answer: a server that is slow counts as away."""
        self.seconds = HURRIED_SECONDS
        try:
            yield
        finally:
            self.seconds = SERVER_SECONDS

    @abstractmethod
    def client(self) -> Client:
        """The open client; raises VectorsProblem."""

    @abstractmethod
    def call(self, call: Callable[[], T], seconds: float = 0.0) -> T:
        """Run a call into Chroma, which may be done twice; whatever it raises comes out as VectorsProblem.

        A server may take so many seconds, or as usual.
        """

    def begin(self, call: Callable[[], T]) -> Callable[[], T]:
        """Run a call beside what is done meanwhile; what is returned waits for it."""
        seconds = self.seconds
        return in_daemon(lambda: self.call(call, seconds)).result

    @abstractmethod
    def sweep(self) -> None:
        """Remove what dropped collections left behind, where that is ours to do."""

    @abstractmethod
    def at_risk(self) -> AbstractContextManager[None]:
        """What surrounds the opening of a collection."""

    def close(self) -> None:
        """Let go of files and connections."""
        if self._client is not None:
            self._client.close()
            self._client = None


class ChromaFolder(Chroma):
    """The Chroma database of a data directory; whoever makes one of these must own the directory."""

    is_server = False
    place = ""

    def __init__(self, path: Path, *, keeps: bool = False) -> None:
        """Name the folder; one that `keeps` is only looked at, and never thrown away."""
        super().__init__()
        self._path = path
        self._keeps = keeps
        self._risk = path.with_name(f"{path.name}.opening")

    def client(self) -> Client:
        """The open client; a folder that Chroma cannot read is thrown away, since all of it stands in SQLite."""
        if self._client is None and self._keeps:
            self._client = self.call(lambda: _opened(self._path))
        elif self._client is None:
            if self._risk.exists() or self._path.is_file():
                self._throw_away()
            for _ in range(OPENINGS):
                try:
                    self._client = _opened(self._path)
                    return self._client
                except Exception:
                    self._throw_away()
            self._client = self.call(lambda: _opened(self._path))
        return self._client

    def _throw_away(self) -> None:
        if self._path.is_file():
            self._path.unlink()
        shutil.rmtree(self._path, ignore_errors=True)

    def sweep(self) -> None:
        """Remove the index files of dropped collections, which Chroma 1.5.9 leaves behind."""
        file = (self._path / "chroma.sqlite3").absolute().as_uri()
        # immutable: without locks, as closing the file would also let go of those that Chroma's own SQLite holds
        with closing(sqlite3.connect(f"{file}?immutable=1", uri=True)) as sql:
            used = {row[0] for row in sql.execute("SELECT id FROM segments")}
        for folder in self._path.iterdir():
            if folder.is_dir() and _UUID.fullmatch(folder.name) and folder.name not in used:
                shutil.rmtree(folder, ignore_errors=True)

    def call(self, call: Callable[[], T], seconds: float = 0.0) -> T:
        """Its errors share no base class."""
        try:
            return call()
        except Exception as error:
            raise VectorsProblem(f"Chroma failed ({error}); its index will be made again from the library.") from error

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


class ChromaServer(Chroma):
    """A Chroma server at a url, which any number of data directories may share."""

    is_server = True

    def __init__(self, url: str) -> None:
        """Name the server."""
        super().__init__()
        self._url = url
        self.place = shown(url)

    def client(self) -> Client:
        """The connected client; raises ChromaAway."""
        if self._client is None:
            self._client = self.call(lambda: _connected(self._url))
        return self._client

    def call(self, call: Callable[[], T], seconds: float = 0.0) -> T:
        """ChromaAway, rather than VectorsProblem, for what tells nothing about the collection."""
        import httpx
        from chromadb import errors

        within = seconds or self.seconds
        try:
            try:
                return in_daemon(call).result(within)
            except httpx.RemoteProtocolError:  # a restarted server has dropped the connections
                return in_daemon(call).result(within)
        except (errors.NotFoundError, errors.InvalidArgumentError) as error:
            raise VectorsProblem(f"Chroma failed ({error}); its index will be made again from the library.") from error
        except Exception as error:
            why = "it does not answer" if isinstance(error, TimeoutError) else str(error) or type(error).__name__
            raise ChromaAway(
                f"The Chroma server at {self.place} cannot be used ({why}). "
                "Answers do without it; what it has not seen follows when it is back."
            ) from error

    def sweep(self) -> None:
        """A server looks after its own files."""

    def close(self) -> None:
        """Close the connections, which Chroma's own client leaves open."""
        if self._client is not None:
            for part in (cast(Any, self._client), cast(Any, self._client)._admin_client):
                part._server._session.close()
        super().close()

    def at_risk(self) -> AbstractContextManager[None]:
        """A server's files are its own risk."""
        return nullcontext()


def shown(url: str) -> str:
    """The address of a server without user name and password."""
    return str(URL(url).with_user(None))


def load_chroma() -> None:
    """Import Chroma, which takes seconds."""
    import_module("chromadb")


def _opened(path: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    return cast("Client", chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False)))


def _connected(url: str) -> Client:
    """A client of a server; this asks it who we are."""
    import chromadb
    from chromadb.config import Settings

    at = URL(url)
    login = base64.b64encode(f"{at.user}:{at.password or ''}".encode()).decode()
    headers = {"Authorization": f"Basic {login}"} if at.user else None
    settings = Settings(anonymized_telemetry=False)
    return cast("Client", chromadb.HttpClient(shown(url), headers=headers, settings=settings))


@dataclass(frozen=True, slots=True)
class Beside:
    """A collection that is being filled beside the one in use."""

    name: str
    stamp: str


class ChromaVectors:
    """The vectors of one library in Chroma. What writes is for one process at a time."""

    def __init__(self, chroma: Chroma, database: Database) -> None:
        """Open nothing yet."""
        self.chroma = chroma
        self._database = database
        self._collection: Collection | None = None
        self._complete = False
        self._stamped = False
        self._look_again = 0.0

    # Reading

    def nearest(self, vector: Vectors, limit: int) -> dict[int, float]:
        """The cosine similarity of the nearest passages, by passage number; raises VectorsProblem."""
        return self.begin_nearest(vector, limit)()

    def begin_nearest(self, vector: Vectors, limit: int) -> Callable[[], dict[int, float]]:
        """Ask for them beside what is done meanwhile; what is returned waits for the answer. Both raise as above."""
        collection = self.opened()
        begun = self.chroma.begin(
            lambda: collection.query(query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"])
        )

        def ended() -> dict[int, float]:
            found = begun()
            keys, distances = found["ids"][0], (found["distances"] or [[]])[0]
            numbers = self._database.numbers_of(keys)
            return {numbers[key]: 1.0 - float(d) for key, d in zip(keys, distances, strict=True) if key in numbers}

        return ended

    def opened(self) -> Collection:
        """The library's collection; raises VectorsProblem if there is none that is the library's and as it should be.

        A server's is looked at again now and then, as another process may have begun another.
        """
        name, known = self._database.meta("collection"), self._collection
        if known is not None and known.name == name:
            if not self.chroma.is_server or time.monotonic() < self._look_again:
                return known
        else:
            known = None
            self._complete = self._stamped = False
        self._collection = None
        with self.chroma.at_risk():
            found = self._found(name)
            if known is None and self.chroma.call(found.count):
                self.chroma.call(lambda: _try(found))
        self._collection, self._look_again = found, time.monotonic() + LOOK_AGAIN
        self.chroma.used.add(self._prefix())
        return found

    def look_again(self) -> None:
        """Trust nothing that was opened before: something failed."""
        self._collection = None

    def _found(self, name: str | None) -> Collection:
        if not name:
            raise VectorsProblem("There is no collection in Chroma yet.")
        client = self.chroma.client()
        found = self.chroma.call(lambda: client.get_collection(name, embedding_function=None))
        if not self._is_ours(found):
            raise VectorsProblem("The collection in Chroma belongs to a copy of this library.")
        configured: dict[str, Any] = dict(found.configuration_json.get("hnsw") or {})
        if any(configured.get(key) != value for key, value in HNSW.items()):
            raise VectorsProblem("The collection in Chroma is configured otherwise than it should be.")
        return found

    def _is_ours(self, collection: Collection) -> bool:
        """Whether it bears the stamp that the library knows, or the one before or after it."""
        stamp = (collection.metadata or {}).get(STAMP)
        return stamp is not None and stamp in {self._database.meta(STAMP), self._database.meta(OTHER_STAMP)}

    def _prefix(self) -> str:
        return f"footnote-{self._database.meta('identity')}-"

    def behind(self) -> int:
        """How many changes Chroma has not seen."""
        return self._database.unseen()

    def keys(self) -> set[str]:
        """All that the collection holds; raises VectorsProblem."""
        collection, found = self.opened(), set[str]()
        while page := self.chroma.call(lambda: collection.get(include=[], limit=PAGE, offset=len(found)))["ids"]:
            found.update(page)
        return found

    def pages(self) -> Iterator[dict[str, Vectors]]:
        """All vectors by their keys, some at a time; raises VectorsProblem."""
        collection, at = self.opened(), 0
        while True:
            found = self.chroma.call(
                lambda at=at: collection.get(include=["embeddings"], limit=PAGE, offset=at)  # type: ignore[misc]
            )
            if not found["ids"]:
                return
            yield dict(zip(found["ids"], np.asarray(found["embeddings"], np.float32), strict=True))
            at += len(found["ids"])

    # Writing

    def catch_up(self, until: float, told: Callable[[int], None] = lambda _: None) -> int:
        """Bring Chroma up to date until time.monotonic() is `until`; returns how many changes are left.

        `told` hears how many were just worked off. A failure begins a new collection once, then raises VectorsProblem;
        where the server is away, that is ChromaAway, and all stays as it is.
        """
        try:
            return self.take_in(until, told)
        except ChromaAway:
            raise
        except VectorsProblem:
            self.start_over()
            return self.take_in(until, told)

    def take_in(self, until: float, told: Callable[[int], None] = lambda _: None) -> int:
        """The same without beginning anew; raises VectorsProblem."""
        self._look_again = 0.0
        while time.monotonic() < until:
            collection = self._stamped_collection()
            changes = self._database.outbox(BATCH)
            if not changes:
                self._check_complete(collection)
                return 0
            self._complete = False
            self._apply(collection, [(key, vector) for _, key, vector in changes])
            self._database.clear_outbox(changes[-1][0])
            told(len(changes))
        return self.behind()

    def _stamped_collection(self) -> Collection:
        """The collection, with a stamp that only this process's library knows from now on."""
        collection = self.opened()
        if not self._stamped:
            stamp, former = uuid.uuid4().hex, str((collection.metadata or {})[STAMP])
            self._database.set_meta(OTHER_STAMP, stamp)
            self.chroma.call(lambda: collection.modify(metadata={STAMP: stamp}))
            self._database.set_meta(STAMP, stamp)
            self._database.set_meta(OTHER_STAMP, former)
            self._drop(self._stale())
            self._stamped = True
        return collection

    def _apply(self, collection: Collection, changes: list[tuple[str, Vectors | None]]) -> None:
        """Delete and add, never upsert: a killed upsert can leave a collection in which every call fails."""
        last = dict(changes)
        new = {key: vector for key, vector in last.items() if vector is not None}
        gone = [key for key, vector in changes if vector is None]
        if gone:
            self.chroma.call(lambda: collection.delete(ids=list(dict.fromkeys(gone))))
        if new:
            rows = np.stack(list(new.values()))
            self.chroma.call(lambda: collection.add(ids=list(new), embeddings=rows))

    def _check_complete(self, collection: Collection) -> None:
        """Once after each change: Chroma must hold as many vectors as the library; raises VectorsProblem."""
        if self._complete:
            return
        found, wanted = self.chroma.call(collection.count), self._database.counts()["vectors"]
        if found != wanted and not self.behind():
            raise VectorsProblem(f"Chroma holds {found} vectors where the library has {wanted}.")
        self._complete = True

    # Beginning anew

    def start_over(self) -> None:
        """Begin an empty collection in place of the one in use, and note every vector for it."""
        beside = self.begin()
        with self.replacing():
            self._database.start_collection(beside.name, beside.stamp, self.chroma.place)

    def begin(self) -> Beside:
        """An empty collection beside the one in use; one that was left unfinished is dropped."""
        client = self.chroma.client()
        self._drop(self._stale())
        beside = Beside(f"{self._prefix()}{uuid.uuid4().hex[:8]}", uuid.uuid4().hex)
        self._database.set_meta(UNFINISHED, beside.name)
        tuning: Any = {"hnsw": _TUNING}
        self.chroma.call(
            lambda: client.create_collection(
                beside.name, configuration=tuning, metadata={STAMP: beside.stamp}, embedding_function=None
            )
        )
        return beside

    def fill(self, beside: Beside, keys: Sequence[str], vectors: Vectors) -> None:
        """Put some vectors into a collection that is not in use yet."""
        client = self.chroma.client()
        collection = self.chroma.call(lambda: client.get_collection(beside.name, embedding_function=None))
        self.chroma.call(lambda: collection.add(ids=list(keys), embeddings=vectors))

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """In here the library takes another collection into use; the one before is then dropped, if it was ours."""
        former = self._former()
        yield
        self._collection = None
        self._drop([*former, *self._stale()])

    def drop(self) -> None:
        """Delete every collection of the library's own."""
        self._collection = None
        self._drop([*self._former(), *self._stale()])

    def _former(self) -> list[str]:
        """The collection in use, if it may be dropped."""
        name = self._database.meta("collection")
        if not name:
            return []
        try:
            client = self.chroma.client()
            collection = self.chroma.call(lambda: client.get_collection(name, embedding_function=None))
        except ChromaAway:
            raise
        except VectorsProblem:  # there is none
            return []
        return [name] if self._is_ours(collection) else []

    def _stale(self) -> list[str]:
        """What may be dropped: in a folder all that is not in use, on a server what this library did not finish."""
        used, unfinished = self._database.meta("collection"), self._database.meta(UNFINISHED)
        if self.chroma.is_server:
            return [unfinished] if unfinished and unfinished != used else []
        collections = self.chroma.call(self.chroma.client().list_collections)
        return [one.name for one in collections if one.name.startswith(self._prefix()) and one.name != used]

    def _drop(self, names: Sequence[str]) -> None:
        client = self.chroma.client()
        for name in names:
            self.chroma.call(lambda name=name: _delete(client, name))  # type: ignore[misc]
        if names:
            self.chroma.call(self.chroma.sweep)
        self._database.set_meta(UNFINISHED, "")


def _delete(client: Client, name: str) -> None:
    from chromadb.errors import NotFoundError

    with suppress(NotFoundError):
        client.delete_collection(name)


def _try(collection: Collection) -> None:
    """Search once, which reads the whole index; raises what Chroma raises."""
    some = collection.get(limit=1, include=["embeddings"])["embeddings"]
    collection.query(query_embeddings=np.asarray(some), n_results=1, include=[])
