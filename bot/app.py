"""The composition root: the one place that picks concrete classes and joins them."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bot.account import Account
from bot.answering.answerer import Answerer, Told
from bot.answering.conversation import Exchange, is_no_follow_up, standing_alone
from bot.answering.digest import in_quotes
from bot.answering.model import Abstention, Answer
from bot.answering.news import news_topic
from bot.answering.support import Support, support
from bot.errors import Problem
from bot.ledger import Ledger
from bot.opened import OpenLibraries
from bot.settings import Settings
from index.daemon import in_daemon
from index.embed import EmbeddingModel, embedding_model
from index.library import DataFolder, Library
from index.newest import news
from index.query import Found, Query
from index.retrieve import question_vectors, retrieve, search
from index.sources import WebLimits
from prompts import edition, prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.answering.chat import ChatModel
    from bot.answering.remembered import Asking, RememberingWriter

TRIAL = 30.0
"""Seconds that a chat model has where it is only tried."""
log = logging.getLogger(__name__)
_Made = TypeVar("_Made")
UNDERSTANDING = 15.0
"""Seconds that a chat model has for a follow-up; then it is understood without."""
AT_A_TIME, WITH_A_MODEL = 2, 16
"""So many questions are answered at a time, the others after them: one in the worker, one on its way there or back.

Most of the time a chat model takes is spent waiting for it.
"""
LEDGER = "model.db"
ANSWERS_LIVE = timedelta(days=7)
"""So long a model's answers are kept at most. They are of use on the day of the question, or to who asks as of then."""


def chat_model(name: str, url: str = "") -> BaseChatModel:
    """The chat model of that name, such as openai:gpt-5, from an OpenAI-compatible server at `url` if there is one.

    Raises Problem, with what to do, where there is none of that name, its package or its key.
    """
    from langchain.chat_models import init_chat_model

    provider, _, rest = name.partition(":")
    options: dict[str, Any] = {"max_retries": 0}
    if url:
        own = rest if provider == "openai" and rest else name
        key = os.environ.get("OPENAI_API_KEY") or "none"  # noqa: TID251  # a server of one's own needs none
        options |= {"model_provider": "openai", "base_url": url, "api_key": key, "stream_usage": True}
    elif not rest:
        raise Problem(f"MODEL is {name!r}, but it must be provider:name, such as openai:gpt-5 or ollama:qwen3.")
    else:
        own = name
        options |= {"stream_usage": True} if provider in ("openai", "azure_openai") else {}
    try:
        return cast("BaseChatModel", init_chat_model(own, **options))
    except ImportError as error:
        raise Problem(f"MODEL is {name!r}, which needs a package that is not installed: {error}") from error
    except Exception as error:  # each provider's client has errors of its own
        raise Problem(f"MODEL is {name!r}, but that model cannot be used: {error}") from error


async def _by_code(claim: str, evidence: str) -> Support:
    return support(claim, evidence)


@dataclass(frozen=True)
class App:
    """What every command works with, made from the settings."""

    settings: Settings

    @cached_property
    def folder(self) -> DataFolder:
        """The data directory."""
        return DataFolder(self.settings.data_dir, chroma_url=str(self.settings.chroma_url or ""), models=self._model)

    def _model(self, name: str) -> EmbeddingModel:
        return embedding_model(name, self.settings.embed_requests_per_minute)

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        """One thread for all work on libraries: more of them would starve the event loop."""
        return ThreadPoolExecutor(1, thread_name_prefix="library")

    async def in_worker(self, work: Callable[..., _Made], *args: object) -> _Made:
        """Do what takes a while where it keeps nobody waiting but the next such work."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work, *args)

    @cached_property
    def _reader(self) -> ThreadPoolExecutor:
        """One thread for taking pages and files apart, so that a monstrous one keeps no question waiting."""
        return ThreadPoolExecutor(1, thread_name_prefix="reader")

    async def in_reader(self, work: Callable[..., _Made], *args: object) -> _Made:
        """Take a page or a file apart."""
        return await asyncio.get_running_loop().run_in_executor(self._reader, work, *args)

    def web_limits(self) -> WebLimits:
        """How far pages may be fetched."""
        return WebLimits(allow_private=self.settings.allow_private_addresses)

    def library(self, name: str, *, exact: bool = False) -> Library:
        """Open a library; `exact` for a single question, which is answered sooner without loading Chroma."""
        return self.folder.open(name, self.settings.embedding, exact=exact)

    @cached_property
    def libraries(self) -> OpenLibraries:
        """The libraries of servers, for the worker thread."""
        return OpenLibraries(self.library)

    def delete_library(self, name: str) -> None:
        """Close and delete a library, in the worker; raises IndexProblem where its vectors cannot be reached now.

        With it goes what a chat model wrote from it; raises Problem where that cannot be.
        """
        self.libraries.close_one(name)
        self.folder.delete(name)
        self.ledger.forget(name)

    @cached_property
    def turns(self) -> asyncio.Semaphore:
        """Who asks first is answered first, rather than all at the end."""
        return asyncio.Semaphore(WITH_A_MODEL if self.settings.model else AT_A_TIME)

    async def warm_up(self) -> None:
        """Load what the first question would wait for, beside the worker, where buttons have three seconds."""
        loading = asyncio.to_thread(self.folder.load_chroma)
        await asyncio.gather(loading, self.in_worker(self.folder.load_embedding, self.settings.embedding))

    def is_behind(self, name: str) -> bool:
        """Whether a library has vectors to make or to index; does not open it for that."""
        library = self.libraries.get(name)
        return self.folder.is_behind(name) if library is None else library.is_behind()

    def growth(self, name: str) -> int:
        """`Database.growth` of a library; does not open it for that."""
        library = self.libraries.get(name)
        return self.folder.growth(name) if library is None else library.database.growth()

    async def retrieve(self, library: Library, query: Query) -> Found:
        """What the index finds; a slow embedding model is asked beside the worker."""
        model, quick = await self.in_worker(lambda: (library.embedding, library.quick))
        if quick is None and not model.remote:
            return await self.in_worker(search, library, query)
        vectors = await asyncio.wrap_future(in_daemon(lambda: question_vectors(model, quick, query.text)))
        return await self.in_worker(retrieve, library, query, vectors)

    def answerer(self, library: Library) -> Answerer:
        """What answers questions from a library."""
        quoter, writer = self.quoter(library), self.writer(library)

        async def written(query: Query, found: Found, told: Told | None) -> Answer | Abstention:
            if writer is None or news_topic(query) is not None:
                return await quoter.write(query, found, None)
            return await writer.write(query, found, told)

        return Answerer(quoter.retrieve, written)

    def quoter(self, library: Library) -> Answerer:
        """What answers them with quotes alone, whether there is a chat model or not."""

        async def retrieved(query: Query) -> Found:
            topic = news_topic(query)
            if topic is not None:
                return await self.in_worker(news, library, query, topic)
            return await self.retrieve(library, query)

        async def written(query: Query, found: Found, told: Told | None) -> Answer | Abstention:
            return await self.in_worker(in_quotes, query, found)

        return Answerer(retrieved, written)

    # The chat model

    @cached_property
    def chat(self) -> ChatModel | None:
        """The chat model that writes the answers, None where they are made of quotes alone; raises Problem."""
        settings = self.settings
        if not settings.model:
            return None
        from bot.answering.chat import ChatModel

        self.ledger.open()
        return ChatModel(chat_model(settings.model, str(settings.model_url or "")), settings.model)

    @cached_property
    def ledger(self) -> Ledger:
        """What the chat model took and wrote; a file that comes with the first one."""
        kept = min(ANSWERS_LIVE, timedelta(days=self.settings.keep_days))
        return Ledger(self.settings.data_dir / LEDGER, kept)

    async def try_model(self) -> float:
        """Let the chat model say something; after how many seconds it has. Raises Problem with what to do."""
        if self.chat is None:
            raise Problem("MODEL names no chat model.")
        from bot.answering.chat import ModelFailed

        began = time.monotonic()
        try:
            with self.chat.talk(min(self.settings.model_seconds, TRIAL)) as talk:
                said = await talk.reply([("human", prompt("trial"))])
        except ModelFailed as failure:
            raise Problem(f"The model {self.chat.name} does not answer: {failure}") from failure
        if not said.strip():
            raise Problem(f"The model {self.chat.name} says nothing.")
        return time.monotonic() - began

    def account(self, name: str) -> Account:
        """What the chat model takes for the library of that name."""
        settings = self.settings
        return Account(self.ledger, name, settings.model, settings.prices, settings.budget)

    def chat_for(self, name: str) -> ChatModel | None:
        """The chat model for all that it does for one library, whose account it is counted on; raises Problem."""
        account = self.account(name)
        return self.chat and replace(self.chat, spend=account.spend, refused=account.refused)

    @cached_property
    def _asking(self) -> Asking:
        """What a model is asked just now."""
        return {}

    def judge(self, name: str) -> Callable[[str, str], Awaitable[Support]]:
        """What says whether evidence backs a claim: code, or the chat model where that is set; raises Problem.

        What the model takes is counted for the library of that name.
        """
        settings = self.settings
        if settings.model_judge == "code":
            return _by_code
        chat = self.chat_for(name)
        if chat is None:
            raise Problem("MODEL_JUDGE is 'model', but MODEL names none. Set MODEL, or take MODEL_JUDGE away.")
        from bot.answering.chat import ModelFailed
        from bot.answering.judge import judged

        async def by_model(claim: str, evidence: str) -> Support:
            if chat.refused():
                raise Problem(f"The budget of the library {name!r} is spent, or cannot be counted; see: footnote spent")
            try:
                with chat.talk(settings.model_seconds) as talk:
                    return await judged(claim, evidence, talk)
            except ModelFailed as failure:
                raise Problem(f"The model {chat.name} did not answer: {failure}") from failure

        return by_model

    async def understood(self, library: Library, asked: str, before: Exchange) -> str:
        """A follow-up as a question that stands alone: by the chat model if there is one and it makes sense."""
        offline, chat = standing_alone(asked, before.question), self.chat_for(library.name)
        if chat is None or is_no_follow_up(asked) or chat.refused():
            return offline
        from bot.answering.chat import ModelFailed
        from bot.answering.rewrite import rewritten

        try:
            with chat.talk(min(self.settings.model_seconds, UNDERSTANDING)) as talk:
                return await rewritten(asked, before, talk) or offline
        except ModelFailed as failure:
            log.warning("the model %s understood no follow-up: %s", chat.name, failure)
            return offline

    def writer(self, library: Library) -> RememberingWriter | None:
        """What writes the answers from a library, if a chat model does; raises Problem."""
        chat = self.chat_for(library.name)
        if chat is None:
            return None
        from bot.answering.generate import Writer
        from bot.answering.remembered import RememberingWriter

        settings = self.settings
        falls_back, judges = settings.model_fallback == "quotes", settings.model_judge == "model"
        writer = Writer(chat, self.in_worker, settings.model_seconds, falls_back=falls_back, judges=judges)
        made_by = (library.name, edition(), *settings.of_the_model.items())
        return RememberingWriter(
            writer, made_by, self.ledger.find, partial(self.ledger.keep, library.name), self._asking
        )
