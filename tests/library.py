"""Libraries for tests in a line each: articles, an embedding model that counts, a data directory to open and to ask."""

from __future__ import annotations

import asyncio
import hashlib
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from langchain_core.embeddings import Embeddings

from bot.answering.model import Abstention, Answer
from bot.app import App
from bot.settings import Settings
from index.article import Article
from index.embed import EmbeddingModel
from index.ingest import Report
from index.library import DataFolder, Library
from index.published import parse_published
from index.query import EVERYTHING, Filter, Found, Query
from index.retrieve import search as index_search

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FERRY = "The harbour ferry was sold for 4,200 crowns on Tuesday. Captain Ona Brisk bought it at an auction in Tollmere."
BRIDGE = "Engineers closed the Cutler Bridge after they found rust in two of its cables. It stays shut until spring."
BAKERY = "The bakery in Linden Street won the rye prize again. Its oven is older than the town hall clock."
NOTICE = (
    "The harbour office thanked @everyone at https://harbour.example/thanks. It wrote [1] and <@12> below the notice."
)
LANTERNS = "누리포 등불 축제에 사흘간 4만 2천 명이 다녀갔다. 시는 내년에 주차장을 네 곳으로 늘리기로 했다."
LIBRARY_KOREAN = "달빛시는 지난 3일 새 도서관을 열었다. 도서관에는 책 4만 권과 열람석 320석이 있다."
OTHERS = [
    "A storm took the roof off the rowing club in Wexley. Nobody was hurt, the fire service said.",
    "The school choir of Amberdale sang for the queen of Norland on Friday. Forty children took the night train.",
    "Potato farmers expect a poor harvest after the dry summer. Prices have doubled since June.",
    "The museum of clocks shows a sundial made of glass. Visitors may touch it on Sundays.",
    "Three otters were seen in the mill pond for the first time since 1974. Anglers are less pleased.",
]


def an_article(id: str, text: str, published: str = "", language: str = "en", title: str = "") -> Article:
    return Article(id, text, title, published=parse_published(published) if published else None, language=language)


class CountingEmbeddings(Embeddings):
    """Bags of words hashed to 64 numbers; `texts` are all passages it was ever given, `broken` makes it fail."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.broken = False

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self.broken:
            raise ConnectionError("the model is away")
        self.texts.extend(texts)
        return [_bag(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        if self.broken:
            raise ConnectionError("the model is away")
        return _bag(text)


def _bag(text: str) -> list[float]:
    bag = np.full(64, 0.01)
    for word in text.casefold().split():
        bag[hashlib.blake2b(word.encode()).digest()[0] % 64] += 1
    return [float(number) for number in bag]


def a_model(embeddings: Embeddings, name: str = "counting") -> EmbeddingModel:
    return EmbeddingModel(name, frozenset({"en"}), 0.3, lambda: embeddings)


class Place:
    """A data directory with a counting embedding model; each `open` is what a new process would do."""

    def __init__(self, path: Path, model: EmbeddingModel | None = None, chroma_url: str = "") -> None:
        self.path = path
        self._chroma_url = chroma_url
        self.embeddings = CountingEmbeddings()
        self._models = {"": model or a_model(self.embeddings)}
        self.opened = DataFolder(path)

    def folder(self) -> DataFolder:
        """The data directory as a new process finds it."""
        return DataFolder(self.path, models=self._model, chroma_url=self._chroma_url)

    def _model(self, name: str) -> EmbeddingModel:
        return self._models.get(name) or self._models[""]

    def knows(self, *models: EmbeddingModel) -> None:
        """Let the processes to come know further models."""
        self._models |= {model.name: model for model in models}

    @contextmanager
    def open(self, name: str = "default") -> Iterator[Library]:
        """Open a library, and at the end close all that a process would close by ending."""
        folder = self.opened = self.folder()
        library = folder.open(name)
        try:
            yield library
        finally:
            library.close()
            folder.close()

    @property
    def chroma(self) -> Path:
        return self.path / "chroma"


def close(client: ClientAPI) -> None:
    """Let go of Chroma's files, as the end of a process does."""
    assert isinstance(client, Client)
    client.close()


def add(library: Library, *articles: Article) -> Report:
    """Add the articles without their vectors."""
    return library.ingest.run(articles, NOW)


def add_whole(library: Library, *articles: Article) -> Report:
    """Add the articles with their vectors, in SQLite and in Chroma."""
    report = add(library, *articles)
    library.work_off(math.inf)
    return report


def ask(library: Library, question: str, asked: datetime = NOW, chosen: Filter = EVERYTHING) -> Answer | Abstention:
    app = App(Settings(data_dir=Path("unused")))
    return asyncio.run(app.answerer(library).answer(Query(question, asked, chosen)))


def search(library: Library, question: str, asked: datetime = NOW, chosen: Filter = EVERYTHING) -> Found:
    return index_search(library, Query(question, asked, chosen))


def found_ids(library: Library, question: str, asked: datetime = NOW) -> list[str]:
    """The ids of the articles that a question finds, best first."""
    return list(dict.fromkeys(hit.passage.article.id for hit in search(library, question, asked).hits))
