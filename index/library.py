"""One open library: its database, its embedding model, and the vectors of the two, in Chroma where that is ours."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.article import digest
from index.database import Database, Vectors, has_queue
from index.embed import DEFAULT_EMBEDDING, EmbeddingModel, embedding_model
from index.errors import LibraryProblem, VectorsProblem
from index.exact import ExactVectors
from index.ingest import Ingest
from index.query import Filter
from index.split import SPLITTER_VERSION
from index.terms import TERMS_VERSION
from index.vectors import ChromaFolder, ChromaVectors, load_chroma

CHROMA = "chroma"
EMBED_BATCH = 256
DERIVE_BATCH = 256
PATIENCE = 5.0
"""So many seconds a question waits for Chroma to take in a small backlog."""
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
    """A data directory: one SQLite file a library, and one Chroma that the first process to come owns."""

    def __init__(self, path: Path, *, most_loaded: int = MOST_LOADED) -> None:
        """Create the folder, readable by its owner only; raises LibraryProblem where that cannot be."""
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            (path / "libraries").mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise LibraryProblem(f"The data directory {path} cannot be used ({error}). Name another: --data") from error
        self.path = path
        self._lock = FileLock(path / "chroma.lock")
        self._chroma: ChromaFolder | None = None
        self._most_loaded = most_loaded
        self.is_loading = False
        self._models: dict[str, EmbeddingModel] = {}

    @property
    def chroma(self) -> ChromaFolder | None:
        """The vector index, or None while another process owns it."""
        if self._chroma is not None and len(self._chroma.used) >= self._most_loaded:
            self._chroma.close()
            self._chroma = ChromaFolder(self.path / CHROMA)
        if self._chroma is None:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return None
            self._chroma = ChromaFolder(self.path / CHROMA)
        return self._chroma

    def close(self) -> None:
        """Close Chroma and leave it to the next process."""
        if self._chroma is not None:
            self._chroma.close()
            self._chroma = None
        self._lock.release()

    def file_of(self, library: str) -> Path:
        """Where a library is kept; its name may be any text, so the file is named by a hash of it."""
        return self.path / "libraries" / f"{digest(library)[:16]}.db"

    def open(self, library: str, embedding: str = "", *, exact: bool = False) -> Library:
        """Open or create a library; raises LibraryProblem where it was made with another embedding model.

        `exact` questions do without Chroma, which takes longer to load than it takes to score every vector once.
        """
        database = Database(self.file_of(library), library)
        try:
            return Library(database, self._embedding(database, library, embedding), self, exact=exact)
        except BaseException:
            database.close()
            raise

    def _embedding(self, database: Database, library: str, wanted: str) -> EmbeddingModel:
        made_with = database.meta("embedding")
        if made_with and wanted and wanted != made_with:
            raise LibraryProblem(
                f"The library {library!r} was made with the embedding model {made_with!r}, "
                f"but EMBEDDING is {wanted!r}. "
                "Unset EMBEDDING to use it as it is, or add the articles to a new library."
            )
        model = self._model(made_with or wanted)
        if not made_with:
            database.set_meta("embedding", model.name)
        return model

    def _model(self, name: str) -> EmbeddingModel:
        """An embedding model, loaded once for all libraries; the default where it has no name."""
        name = name or DEFAULT_EMBEDDING
        if name not in self._models:
            self._models[name] = embedding_model(name)
        return self._models[name]

    def load_embedding(self, name: str = "") -> None:
        """Load an embedding model before a question needs it."""
        self._model(name).question("ready?")

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


class Library:
    """The articles of one community, open for reading and writing."""

    def __init__(
        self, database: Database, embedding: EmbeddingModel, folder: DataFolder, *, exact: bool = False
    ) -> None:
        """Take the open parts; passages made by an older splitter or other terms are derived again."""
        self.database = database
        self.embedding = embedding
        self._folder = folder
        self._exact = ExactVectors(database)
        self._chroma_failed = False
        self._only_exact = exact
        self._vectors: ChromaVectors | None = None
        self._derive_again()

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    @property
    def ingest(self) -> Ingest:
        """The way in for articles."""
        return Ingest(self.database, self.embedding.knows)

    def _derive_again(self) -> None:
        ours = {"splitter": SPLITTER_VERSION, "terms": TERMS_VERSION}
        made_by = {name: int(self.database.meta(name) or 0) for name in ours}
        if any(made_by[name] > version for name, version in ours.items()):
            raise LibraryProblem("This library was made by a newer Footnote. Install that version or a later one.")
        if made_by == ours:
            return
        for at in range(0, self.database.count_articles(), DERIVE_BATCH):
            stored = self.database.articles(limit=DERIVE_BATCH, offset=at)
            self.database.rewrite_passages((one.article, self.ingest.passages(one.article)) for one in stored)
        for name, version in ours.items():
            self.database.set_meta(name, str(version))

    @property
    def _chroma(self) -> ChromaVectors | None:
        """The vectors in Chroma, from the moment that it is ours."""
        folder = self._folder.chroma
        if folder is not None and (self._vectors is None or self._vectors.folder is not folder):
            self._vectors = ChromaVectors(folder, self.database)
        return self._vectors

    @property
    def owns_chroma(self) -> bool:
        """Whether Chroma is ours to write, rather than another process's."""
        return self._folder.chroma is not None

    def nearest(self, vector: Vectors, limit: int, chosen: Filter) -> dict[int, float]:
        """The nearest passages and their cosine similarity: from Chroma, or exactly where it cannot tell."""
        found = None if chosen or self._chroma_failed or self._only_exact else self._from_chroma(vector, limit)
        return self._exact.nearest(vector, limit, chosen) if found is None else found

    def _from_chroma(self, vector: Vectors, limit: int) -> dict[int, float] | None:
        """None where Chroma is loading, another's, far behind or failing; `catch_up` mends a failure, not this."""
        try:
            if self._folder.is_loading or (chroma := self._chroma) is None or chroma.behind() > SMALL_BACKLOG:
                return None
            return None if chroma.catch_up(time.monotonic() + PATIENCE) else chroma.nearest(vector, limit)
        except VectorsProblem:
            self._chroma_failed = True
            return None

    def catch_up(self, seconds: float, told: Callable[[Left], None] = lambda _: None) -> None:
        """Bring Chroma up to date if it is ours, anew if it failed or is missing."""
        if not self._chroma_wanted() or (chroma := self._chroma) is None:
            return
        if self._chroma_failed:
            chroma.start_over()
            self._chroma_failed = False
        chroma.catch_up(time.monotonic() + seconds, lambda _: told(self.left()))

    def _chroma_wanted(self) -> bool:
        """Whether there is anything to do, told without loading Chroma."""
        counts = self.database.counts()
        missing = bool(counts["vectors"]) and not (self._folder.path / CHROMA).exists()
        return bool(counts["outbox"]) or missing or self._chroma_failed

    def is_behind(self) -> bool:
        """Whether there are vectors to make or to index, or a failure of Chroma's to mend."""
        return self._chroma_failed or self.database.has_queue()

    def left(self) -> Left:
        """What the vector queue and Chroma still have to do."""
        counts = self.database.counts()
        return Left(counts["waiting"], counts["outbox"])

    def work_off(self, seconds: float, told: Callable[[Left], None] = lambda _: None) -> Left:
        """Embed what waits and bring Chroma up to date, for at most so long; says what is left."""
        began, before = time.monotonic(), self.left()
        while time.monotonic() < began + seconds and (waiting := self.database.waiting(EMBED_BATCH)):
            vectors = self.embedding.passages([words for _, words in waiting])
            self.database.store_vectors(zip((number for number, _ in waiting), vectors, strict=True))
            told(self.left())
        self.catch_up(began + seconds - time.monotonic(), told)
        after = self.left()
        done, taken = before.steps - after.steps, time.monotonic() - began
        return Left(after.waiting, after.unseen, after.steps * taken / done if done > 0 else 0.0)
