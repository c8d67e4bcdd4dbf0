"""Everything that can go wrong in the index, as one tree.

IndexProblem            something the operator or editor can act on; its text says what happened and what to do
├── SourceProblem       one source could not be read; the others go on
├── LibraryProblem      the library itself cannot be used as asked (too new, another embedding model)
├── VectorsProblem      Chroma cannot be used; the vectors are safe in SQLite
│   └── ChromaAway      its server does not answer; nothing is wrong with what it holds
└── EmbeddingProblem    the embedding model failed; `retry` says whether later may work
"""

from __future__ import annotations


class IndexProblem(Exception):
    """The root: a sentence for a person, and whether trying again can help."""

    retry = False


class SourceProblem(IndexProblem):
    """A source that was refused, with the reason a person understands."""


class LibraryProblem(IndexProblem):
    """A library that cannot be opened or used as asked."""


class VectorsProblem(IndexProblem):
    """Chroma failed or belongs to another process."""

    retry = True


class ChromaAway(VectorsProblem):
    """A Chroma server that does not answer now."""


class EmbeddingProblem(IndexProblem):
    """The embedding model failed."""

    def __init__(self, message: str, *, retry: bool = True) -> None:
        """`retry`: whether later may work."""
        super().__init__(message)
        self.retry = retry
