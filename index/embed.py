"""Embedding models by name: which languages each knows, and its LangChain `Embeddings`, loaded when first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index.errors import EmbeddingProblem

DEFAULT_EMBEDDING = "wordllama"


@dataclass(frozen=True)
class EmbeddingModel:
    """A model that turns text into vectors of length 1; `weight` 0..1 is its say where it knows the language."""

    name: str
    languages: frozenset[str]
    weight: float
    load: Callable[[], Embeddings]

    def knows(self, language: str) -> bool:
        """Whether its vectors mean anything for this language (ISO 639-1)."""
        return language in self.languages

    @cached_property
    def _embeddings(self) -> Embeddings:
        return self.load()

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text; raises EmbeddingProblem."""
        return self._unit(lambda: self._embeddings.embed_documents(list(texts)))

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question; raises EmbeddingProblem."""
        row: NDArray[np.float32] = self._unit(lambda: [self._embeddings.embed_query(text)])[0]
        return row

    def _unit(self, embed: Callable[[], list[list[float]]]) -> NDArray[np.float32]:
        try:
            rows = np.asarray(embed(), dtype=np.float32)
        except Exception as error:
            raise EmbeddingProblem(f"The embedding model {self.name} failed: {error}") from error
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


class WordLlamaEmbeddings(Embeddings):
    """The static English model whose weights are in the wheel of wordllama; about 1 ms a passage."""

    def __init__(self) -> None:
        """Load the weights from the installed package; its own default looks for the tokenizer in a folder it lacks."""
        import wordllama

        model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent)
        self._tokenizer, self._tokens = model.tokenizer, model.embedding
        self._tokenizer.no_padding()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of 256 numbers a text: what wordllama's own `embed` gives but for rounding, in half the time.

        That one fills up every text of a batch to the longest, and asks the tokenizer for offsets too.
        """
        encoded = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [self._mean(one.ids) for one in encoded]

    def _mean(self, ids: list[int]) -> list[float]:
        """The mean vector of some tokens, of length 1; zeros where there are none."""
        if not ids:
            return [0.0] * self._tokens.shape[1]
        mean = self._tokens.take(ids, axis=0, mode="clip").mean(axis=0)  # clipped as there: ids may exceed the table
        numbers: list[float] = (mean / (np.linalg.norm(mean) or 1)).tolist()
        return numbers

    def embed_query(self, text: str) -> list[float]:
        """The same for one text."""
        return self.embed_documents([text])[0]


def embedding_model(name: str) -> EmbeddingModel:
    """The model of that name; raises EmbeddingProblem with the names there are."""
    models = {"wordllama": EmbeddingModel("wordllama", frozenset({"en"}), 0.32, WordLlamaEmbeddings)}
    if name not in models:
        raise EmbeddingProblem(f"There is no embedding model {name!r}; EMBEDDING can be: {', '.join(models)}.")
    return models[name]
