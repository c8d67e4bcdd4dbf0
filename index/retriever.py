"""The retrieval of Footnote as a LangChain retriever, for other programs."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import PrivateAttr

from index.errors import LibraryProblem
from index.library import DataFolder, Library
from index.passage import Hit
from index.query import Filter, Query
from index.retrieve import search


class FootnoteRetriever(BaseRetriever):
    """Passages of a library as Documents, best first, at most `k` and at most a few of each article.

    `data` is the data directory (`footnote add --data`). `asked` is when the questions are asked (default: now, on this
    machine's clock), since newer articles count more and "last week" hangs on it; `since`, `until` (both aware),
    `publisher` and `language` narrow the choice. Metadata: article_id, version, url, title, publisher, published (ISO
    or None), start, end, score. Raises IndexProblem.
    """

    data: Path
    library: str = "default"
    k: int = 5
    asked: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    publisher: str = ""
    language: str = ""
    chroma_url: str = ""
    _one_at_a_time: Lock = PrivateAttr(default_factory=Lock)

    @cached_property
    def _opened(self) -> Library:
        """The library, opened once; it is read beside whatever else uses it."""
        missing = LibraryProblem(
            f"There is no library {self.library!r} in {self.data}. Fill it with: footnote add SOURCE"
        )
        if not (self.data / "libraries").is_dir():
            raise missing
        folder = DataFolder(self.data, chroma_url=self.chroma_url)
        if not folder.file_of(self.library).exists():
            raise missing
        return folder.open(self.library, exact=not self.chroma_url)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        chosen = Filter(self.since, self.until, self.publisher, self.language)
        with self._one_at_a_time:
            found = search(self._opened, Query(query, self.asked or datetime.now().astimezone(), chosen))
        return [_document(hit) for hit in found.hits[: self.k]]


def _document(hit: Hit) -> Document:
    passage, article = hit.passage, hit.passage.article
    metadata: dict[str, Any] = {
        "article_id": article.id,
        "version": passage.version,
        "url": article.url or None,
        "title": article.title,
        "publisher": article.publisher,
        "published": str(article.published) if article.published else None,
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }
    return Document(page_content=passage.text, metadata=metadata)
