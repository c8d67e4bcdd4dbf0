"""Make everything that is derived anew from the stored texts, beside what is in use, and then take it into use.

Questions are answered all the while from what was there before. Stopped half-way, nothing has changed but the passages,
which come out the same; vectors of a new embedding model that were made so far are kept for the next time.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from index.database import Database
from index.embed import EmbeddingModel
from index.errors import LibraryProblem
from index.library import DataFolder, Left, Library
from index.vectors import BATCH, Beside, ChromaVectors

Tell = Callable[[str, int, int], None]
"""Hears what is being made, how much of it is done, and how much there is."""


def rebuild(folder: DataFolder, library: Library, embedding: str, told: Tell) -> Left:
    """Passages, full text and Chroma anew; with the name of an embedding model, all vectors too, by that model.

    Raises LibraryProblem while another process owns Chroma, EmbeddingProblem and VectorsProblem; run again, it goes on.
    """
    database = library.database
    model = folder.model(embedding) if embedding else None
    with library.writing() as chroma:
        if chroma is None:
            raise LibraryProblem(
                f"Chroma is being written to by {folder.lock.other()}, so nothing can be rebuilt now. "
                "Stop that (for the bot: Ctrl-C or SIGTERM), rebuild, and start it again."
            )
        library.derive(lambda done, total: told("articles", done, total))
        database.mend()
        if model:
            _embed(database, model, told)
        beside = chroma.begin()
        _fill(database, chroma, beside, told, coming=model is not None)
        with chroma.replacing():
            taken = (model.name, model.known) if model else None
            database.use_rebuilt(beside.name, beside.stamp, chroma.chroma.place, taken)
            database.use_quick(library.embedding.quick)
        return library.work_off(math.inf, lambda left: told("vectors", 0, left.steps))


def _embed(database: Database, model: EmbeddingModel, told: Tell) -> None:
    """Vectors of all passages by a model that is not in use yet, but for those it made before."""
    if model.languages:
        model.question("ready?")  # before what another rebuild has made so far is given up
    database.begin_coming(model.name)
    total = database.count_to_come(model.known)
    at, done = 0, 0
    while waiting := database.to_come(at, model.batch, model.known):
        numbers = [number for number, _ in waiting]
        vectors = model.passages([words for _, words in waiting])
        if str(vectors.shape[1]) != (database.meta("coming_dimensions") or str(vectors.shape[1])):
            database.forget_coming()  # the model is not what it was when this rebuild began
            at = done = 0
            continue
        database.store_coming(numbers, vectors)
        at, done = numbers[-1], done + len(numbers)
        told("vectors", done, max(done, total))


def _fill(database: Database, chroma: ChromaVectors, beside: Beside, told: Tell, *, coming: bool) -> None:
    """Fill the new collection in the order of the passages; what comes or goes meanwhile stands in the outbox."""
    at, done = 0, 0
    total = database.count_vectors(coming=coming)
    while found := database.keyed_vectors(at, BATCH, coming=coming):
        chroma.fill(beside, [key for _, key, _ in found], np.stack([vector for *_, vector in found]))
        at, done = found[-1][0], done + len(found)
        told("chroma", done, max(done, total))
