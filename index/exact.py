"""Exact nearest neighbours over the vectors in SQLite: for narrow choices, and where Chroma is not ours or behind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.database import Database, Vectors
from index.query import Filter


class ExactVectors:
    """Scores every vector of a library with numpy; keeps the whole matrix in memory between questions."""

    def __init__(self, database: Database) -> None:
        """Read nothing yet."""
        self._database = database
        self._kept: tuple[int, NDArray[np.int64], Vectors] | None = None

    def nearest(self, vector: Vectors, limit: int, chosen: Filter) -> dict[int, float]:
        """The cosine similarity of the nearest passages that the filter lets through, by passage number."""
        numbers, vectors = self._database.vectors(chosen) if chosen else self._all()
        if not len(numbers) or vectors.shape[1] != len(vector):  # being changed to another model just now
            return {}
        similarities = vectors @ vector
        best = np.argpartition(-similarities, min(limit, len(numbers)) - 1)[:limit]
        return {int(numbers[at]): float(similarities[at]) for at in best}

    def _all(self) -> tuple[NDArray[np.int64], Vectors]:
        revision = self._database.revision()
        if self._kept is None or self._kept[0] != revision:
            self._kept = (revision, *self._database.vectors())
        return self._kept[1:]
