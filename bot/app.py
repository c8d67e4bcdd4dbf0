"""The composition root: the one place that picks concrete classes and joins them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from bot.answering.answerer import Answerer
from bot.settings import Settings
from index.library import DataFolder, Library
from index.query import Found, Query
from index.retrieve import retrieve
from index.sources import WebLimits


@dataclass(frozen=True)
class App:
    """What every command works with, made from the settings."""

    settings: Settings

    @cached_property
    def folder(self) -> DataFolder:
        """The data directory."""
        return DataFolder(self.settings.data_dir)

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        """One thread for all retrieval: more of them would starve the event loop."""
        return ThreadPoolExecutor(1, thread_name_prefix="retrieval")

    def web_limits(self) -> WebLimits:
        """How far pages may be fetched."""
        return WebLimits(allow_private=self.settings.allow_private_addresses)

    def library(self, name: str, *, exact: bool = False) -> Library:
        """Open a library; `exact` for a single question, which is answered sooner without loading Chroma."""
        return self.folder.open(name, self.settings.embedding, exact=exact)

    def answerer(self, library: Library) -> Answerer:
        """What answers questions from a library."""

        async def retrieved(query: Query) -> Found:
            return await asyncio.get_running_loop().run_in_executor(self._worker, retrieve, library, query)

        return Answerer(retrieved)
