"""One open library: its database, its embedding model, and the vectors of the two, in Chroma where that is ours."""

from __future__ import annotations

import logging
import shlex
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index.article import digest
from index.database import Database, Vectors, growth, has_queue
from index.embed import DEFAULT_EMBEDDING, EmbeddingModel, embedding_model
from index.errors import ChromaAway, EmbeddingProblem, LibraryProblem, VectorsProblem
from index.exact import ExactVectors
from index.ingest import Ingest, derived
from index.owner import OwnerLock
from index.query import Filter
from index.split import SPLITTER_VERSION
from index.terms import TERMS_VERSION
from index.vectors import Chroma, ChromaFolder, ChromaServer, ChromaVectors, load_chroma

_Told = TypeVar("_Told")
log = logging.getLogger(__name__)
CHROMA = "chroma"
DERIVE_BATCH = 256
PATIENCE = 5.0
"""So many seconds a question waits for Chroma to take in a small backlog."""
AWAY = 30.0
"""Seconds for which a Chroma server that does not answer is not asked again."""
MOST_LOADED = 128
"""So many libraries' vectors Chroma may hold in memory; with more it is closed and begun anew, which takes 12 ms."""
SMALL_BACKLOG = 1000
"""So many changes Chroma takes in at once before a question; with more, questions are scored exactly meanwhile."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is still to do: passages without a vector, vectors that Chroma has not seen, and an estimate in seconds."""

    waiting: int
    unseen: int
    seconds: float = 0.0

    @property
    def steps(self) -> int:
        """A passage that waits is to be embedded and then indexed."""
        return 2 * self.waiting + self.unseen


class DataFolder:
    """A data directory: one SQLite file a library, and their vectors in one Chroma.

    Chroma is a folder in it, which the first process to come owns, or a server at `chroma_url`, where every process
    reads and one writes.
    """

    def __init__(
        self,
        path: Path,
        *,
        chroma_url: str = "",
        models: Callable[[str], EmbeddingModel] = embedding_model,
        most_loaded: int = MOST_LOADED,
    ) -> None:
        """Create the folder, readable by its owner only; raises LibraryProblem where that cannot be."""
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            (path / "libraries").mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise LibraryProblem(f"The data directory {path} cannot be used ({error}). Name another: --data") from error
        self.path = path
        self.lock = OwnerLock(path)
        self._server = ChromaServer(chroma_url) if chroma_url else None
        self._local: ChromaFolder | None = None
        self._make_model = models
        self._models: dict[str, EmbeddingModel] = {}
        self._most_loaded = most_loaded
        self.is_loading = False

    @property
    def chroma(self) -> Chroma | None:
        """The vector index, or None while another process owns our folder."""
        if self._server:
            return self._server
        if self._local is not None and len(self._local.used) >= self._most_loaded:
            self._local.close()
            self._local = ChromaFolder(self.chroma_path)
        if self._local is None and self.lock.take():
            self._local = ChromaFolder(self.chroma_path)
        return self._local

    @contextmanager
    def writing(self) -> Iterator[Chroma | None]:
        """The vector index to write to, None while another process does; a server is left to others afterwards."""
        if not self._server:
            yield self.chroma
        elif self.lock.take():
            try:
                yield self._server
            finally:
                self.lock.release()
        else:
            yield None

    @property
    def chroma_path(self) -> Path:
        """Our folder of Chroma."""
        return self.path / CHROMA

    @property
    def is_missing(self) -> bool:
        """Whether our folder of Chroma is not there, and should be."""
        return not self._server and not self.chroma_path.exists()

    @property
    def place(self) -> str:
        """Where the vector index is, as a library remembers it."""
        return self._server.place if self._server else ChromaFolder.place

    def close(self) -> None:
        """Close Chroma and leave it to the next process."""
        if self._server:
            self._server.close()
        if self._local is not None:
            self._local.close()
            self._local = None
            self.lock.release()

    def file_of(self, library: str) -> Path:
        """Where a library is kept; its name may be any text, so the file is named by a hash of it."""
        return self.path / "libraries" / f"{digest(library)[:16]}.db"

    def size_of(self, library: str) -> int:
        """How many bytes a library's file takes, with what SQLite keeps beside it."""
        file = self.file_of(library)
        return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*"))

    def open(self, library: str, embedding: str = "", *, exact: bool = False) -> Library:
        """Open or create a library; raises LibraryProblem where it was made with another embedding model.

        `exact` questions do without Chroma, which takes longer to load than it takes to score every vector once.
        """
        database = Database(self.file_of(library), library)
        try:
            self._use_embedding(database, library, embedding)
            return Library(database, self, exact=exact)
        except BaseException:
            database.close()
            raise

    def open_as_it_is(self, library: str) -> Library:
        """Open a library whatever its embedding model is, also one that there is not any more; to mend it."""
        return Library(Database(self.file_of(library), library), self)

    def delete(self, library: str) -> None:
        """Delete a library with its vectors; raises IndexProblem and deletes nothing if Chroma is not ours."""
        file = self.file_of(library)
        if not file.exists():
            return
        opened = self.open_as_it_is(library)
        try:
            opened.drop_vectors()
        finally:
            opened.close()
        for suffix in ("", "-wal", "-shm"):
            file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)

    def _use_embedding(self, database: Database, library: str, wanted: str) -> None:
        """The model that the library was made with; while it has no vectors, the one that is wanted."""
        made_with = database.meta("embedding")
        if wanted:
            self.model(wanted)
        if made_with and wanted and wanted != made_with and database.has_vectors():
            raise LibraryProblem(
                f"The library {library!r} was made with the embedding model {made_with!r}, "
                f"but EMBEDDING is {wanted!r}. Unset EMBEDDING to use the library as it is, or change it: "
                f"footnote rebuild --embedding {shlex.quote(wanted)} --library {shlex.quote(library)}"
            )
        model = self.model(wanted or made_with or DEFAULT_EMBEDDING)
        database.use_embedding(model.name, model.known)
        database.use_quick(model.quick)

    def model(self, name: str) -> EmbeddingModel:
        """An embedding model, loaded once for all libraries; raises EmbeddingProblem if there is none of that name."""
        if name not in self._models:
            self._models[name] = self._make_model(name)
        return self._models[name]

    def load_embedding(self, name: str = "") -> None:
        """Load an embedding model before a question needs it."""
        self.model(name or DEFAULT_EMBEDDING).load_now()

    def load_chroma(self) -> None:
        """Load Chroma before a question needs it, for a thread of its own; meanwhile questions are scored exactly."""
        self.is_loading = True
        try:
            load_chroma()
        finally:
            self.is_loading = False

    def is_behind(self, library: str) -> bool:
        """Whether a library has vectors to make or to index, told without opening it; False if there is none."""
        file = self.file_of(library)
        return file.exists() and has_queue(file)

    def growth(self, library: str) -> int:
        """`Database.growth` of a library, told without opening it; 0 if there is none."""
        file = self.file_of(library)
        return growth(file) if file.exists() else 0


class Library:
    """The articles of one community, open for reading and writing."""

    def __init__(self, database: Database, folder: DataFolder, *, exact: bool = False) -> None:
        """Take the open parts; passages made by an older splitter or other terms are derived again."""
        self.database = database
        self._folder = folder
        self._exact = ExactVectors(database)
        self._chroma_failed = False
        self._away_until = 0.0
        self._only_exact = exact
        self._vectors: ChromaVectors | None = None
        self._derive_if_older()

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    @property
    def name(self) -> str:
        """What it was opened as."""
        return self.database.name

    @property
    def embedding(self) -> EmbeddingModel:
        """The embedding model in use, which another process may change by rebuilding the library."""
        return self._folder.model(self.database.meta("embedding") or DEFAULT_EMBEDDING)

    @property
    def quick(self) -> EmbeddingModel | None:
        """The quick model beside a slow one, None where there is none."""
        name = self.embedding.quick
        return self._folder.model(name) if name else None

    @property
    def ingest(self) -> Ingest:
        """The way in for articles."""
        return Ingest(self.database)

    def _derive_if_older(self) -> None:
        ours = {"splitter": SPLITTER_VERSION, "terms": TERMS_VERSION}
        made_by = {name: int(self.database.meta(name) or 0) for name in ours}
        if any(made_by[name] > version for name, version in ours.items()):
            raise LibraryProblem("This library was made by a newer Footnote. Install that version or a later one.")
        if made_by == ours:
            return
        self.derive()
        for name, version in ours.items():
            self.database.set_meta(name, str(version))

    def derive(self, told: Callable[[int, int], None] = lambda _, __: None) -> None:
        """Make passages and terms anew from the stored texts; those that come out as they were keep their vectors."""
        total = self.database.count_articles()
        at, done = 0, 0
        while stored := self.database.articles_after(at, DERIVE_BATCH):
            self.database.rewrite((one, derived(one.article)) for one in stored)
            at, done = stored[-1].number, done + len(stored)
            told(done, max(done, total))

    # Chroma

    @property
    def _chroma(self) -> ChromaVectors | None:
        """The vectors in Chroma, as far as we may look there."""
        chroma = self._folder.chroma
        if chroma is not None and (self._vectors is None or self._vectors.chroma is not chroma):
            self._vectors = ChromaVectors(chroma, self.database)
        return self._vectors if chroma is not None else None

    @contextmanager
    def writing(self) -> Iterator[ChromaVectors | None]:
        """The vectors in Chroma to write to, None while another process does."""
        with self._folder.writing() as chroma:
            yield self._chroma if chroma is not None else None

    @property
    def owns_chroma(self) -> bool:
        """Whether Chroma is ours to write, rather than another process's."""
        with self._folder.writing() as chroma:
            return chroma is not None

    def begin_nearest(self, vector: Vectors, limit: int, chosen: Filter) -> Callable[[], dict[int, float]]:
        """Look for the nearest passages beside what is done meanwhile; what is returned waits for them.

        It gives their cosine similarities: from Chroma, or exactly where that cannot tell.
        """
        begun = None if chosen or self._only_exact else self._trying(lambda: self._begin_in_chroma(vector, limit))

        def ended() -> dict[int, float]:
            found = None if begun is None else self._trying(begun)
            return self._exact.nearest(vector, limit, chosen) if found is None else found

        return ended

    def _begin_in_chroma(self, vector: Vectors, limit: int) -> Callable[[], dict[int, float]] | None:
        """None where Chroma is loading, another's, far behind or failing; `catch_up` mends a failure, not this."""
        if self._chroma_failed or self._folder.is_loading or time.monotonic() < self._away_until:
            return None
        if (chroma := self._chroma) is None or chroma.behind() > SMALL_BACKLOG:
            return None
        with chroma.chroma.hurried():
            return None if self._take_in(chroma) else chroma.begin_nearest(vector, limit)

    def _trying(self, ask: Callable[[], _Told]) -> _Told | None:
        """What Chroma tells; None where it fails or is away."""
        try:
            return ask()
        except ChromaAway as problem:
            log.warning("%s", problem)
            self._away_until = time.monotonic() + AWAY
        except VectorsProblem:
            self._chroma_failed = True
        return None

    def _take_in(self, chroma: ChromaVectors) -> int:
        """Let Chroma take in what it has not seen, if that is little; how much it still has not seen."""
        if chroma.chroma.is_server and not chroma.behind():
            return 0
        with self.writing() as ours:
            return chroma.behind() if ours is None else ours.catch_up(time.monotonic() + PATIENCE)

    def catch_up(self, seconds: float, told: Callable[[Left], None] = lambda _: None) -> None:
        """What adding leaves for later: spellings, merging full text, and Chroma if that is ours, anew if it failed.

        Raises VectorsProblem.
        """
        until = time.monotonic() + seconds
        for step in (self.database.note_spellings, self.database.merge_full_text):
            while step() and time.monotonic() < until:
                pass
        if not self._chroma_wanted():
            return
        with self.writing() as chroma:
            if chroma is None:
                return
            if self._chroma_failed:
                chroma.look_again()
                self._chroma_failed = False
            chroma.catch_up(until, lambda _: told(self.left()))

    def _chroma_wanted(self) -> bool:
        """Whether there is anything to do, told without loading Chroma."""
        counts = self.database.counts()
        moved = self._folder.is_missing or self._folder.place != self.database.meta("chroma")
        return bool(counts["outbox"]) or bool(counts["vectors"] and moved) or self._chroma_failed

    def drop_vectors(self) -> None:
        """Delete what Chroma has of it; raises VectorsProblem where another process owns that."""
        if not self.database.meta("collection"):
            return
        with self.writing() as chroma:
            if chroma is None:
                raise VectorsProblem("Another process owns Chroma. Stop it, or wait until it ends.")
            chroma.drop()

    def is_behind(self) -> bool:
        """Whether there are spellings to note, vectors to make or to index, or a failure of Chroma's to mend."""
        return self.database.has_queue() or self._chroma_wanted()

    # The queue

    def left(self) -> Left:
        """What the vector queue and Chroma still have to do."""
        counts = self.database.counts()
        return Left(counts["waiting"], counts["outbox"])

    def to_embed(self, *, newest: bool = False) -> tuple[EmbeddingModel, list[tuple[int, str]]]:
        """A model, and as many waiting passages as it is given at a time: their numbers and the words to embed.

        The quick model's come first.
        """
        if (quick := self.quick) and (waiting := self.database.waiting_for_quick(quick.batch, quick.known)):
            return quick, waiting
        model = self.embedding
        return model, self.database.waiting(model.batch, newest=newest)

    def keep(self, model: EmbeddingModel, waiting: Sequence[tuple[int, str]], vectors: Vectors) -> None:
        """Keep what `to_embed` gave out, embedded."""
        numbers = [number for number, _ in waiting]
        if model.name == self.embedding.quick:
            self.database.store_quick(numbers, vectors)
        else:
            self.database.store_vectors(numbers, vectors, model.name)

    def _embed(self, *, newest: bool) -> bool:
        model, waiting = self.to_embed(newest=newest)
        if waiting:
            self.keep(model, waiting, model.passages([words for _, words in waiting]))
        return bool(waiting)

    def work_off(self, seconds: float, told: Callable[[Left], None] = lambda _: None, *, newest: bool = False) -> Left:
        """Embed what waits and bring Chroma up to date, for at most so long; says what is left.

        `newest` begins at the other end of the queue, for who helps a process that works it off already. Raises
        EmbeddingProblem, the queue being as it was but for what was done.
        """
        began, before = time.monotonic(), self.left()
        try:
            while time.monotonic() < began + seconds and self._embed(newest=newest):
                told(self.left())
        except EmbeddingProblem:
            self.catch_up(began + seconds - time.monotonic(), told)
            raise
        self.catch_up(began + seconds - time.monotonic(), told)
        after = self.left()
        done, taken = before.steps - after.steps, time.monotonic() - began
        return Left(after.waiting, after.unseen, after.steps * taken / done if done > 0 else 0.0)
