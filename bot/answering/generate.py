"""Answers written by a chat model, through LangChain, and published only as far as verbatim quotes back them."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage

from bot.answering.answerer import quoted
from bot.answering.cite import Backed, Published, backed, in_words
from bot.answering.draft import NOTHING, Drafted, DraftReader
from bot.answering.evidence import Evidence, evidence
from bot.answering.model import Abstention, Answer, Written
from index.language import language_of_question
from index.patient import may_pass, retry_after
from index.query import Found, Query
from prompts import prompt

log = logging.getLogger(__name__)
SENTENCES = 4
"""So many sentences a model is asked for."""
NO_EVIDENCE = 0.08
"""Below this probability that the library holds the answer no model is asked."""
LONGEST_WAIT = timedelta(seconds=10)
"""So long at most we wait where a provider names a time to try again."""
LANGUAGES = {"ko": "Korean", "en": "English", "ja": "Japanese", "zh": "Chinese"}
_TOO_LONG = ("context", "too long", "maximum length", "too many tokens", "exceed")

InWorker = Callable[..., Awaitable[Any]]
Told = Callable[[Answer], Awaitable[None]]


class _OutOfTime(TimeoutError):
    """Our own patience is at its end."""

    def __init__(self) -> None:
        super().__init__("it took too long")


class ModelFailed(Exception):
    """The model gave no draft; `retry` in so many seconds may help, `shorter` says that it was given too much."""

    def __init__(self, error: BaseException) -> None:
        """Read what may help from what the provider's client raised."""
        super().__init__(f"{type(error).__name__}: {error}")
        words = str(error).casefold()
        self.shorter = getattr(error, "status_code", None) in (400, 413) and any(one in words for one in _TOO_LONG)
        self.retry = self.shorter or (may_pass(error) and not isinstance(error, _OutOfTime))
        self.seconds = 0.0 if self.shorter else min(retry_after(error) or 1.0, LONGEST_WAIT.total_seconds())


@dataclass
class _Draft:
    """What has come of one question so far."""

    known: Evidence
    until: float
    published: Published = field(default_factory=Published)
    unbacked: list[Drafted] = field(default_factory=list)
    text: str = ""
    says_nothing: bool = False
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True)
class Writer:
    """A chat model that writes answers, in so many `seconds` with all it tries; `falls_back` to quotes if it cannot.

    What computes is done by `in_worker`.
    """

    model: BaseChatModel
    name: str
    in_worker: InWorker
    seconds: float = 60.0
    falls_back: bool = True

    async def write(self, question: Query, found: Found, told: Told | None = None) -> Answer | Abstention:
        """The model's answer, each statement backed by its quote; `told` hears it as it grows, checked already."""
        quotes: Answer | Abstention = await self.in_worker(quoted, question, found)
        if not found.hits or quotes.confidence < NO_EVIDENCE:
            return quotes
        draft = _Draft(evidence(found.hits, secrets.token_hex(8)), asyncio.get_running_loop().time() + self.seconds)

        async def grown() -> None:
            if told:
                await told(self._answer(quotes, draft))

        try:
            await self._drafted(question, draft, grown)
        except ModelFailed as failure:
            log.warning("the model %s gave no draft: %s", self.name, failure)
            if not draft.published.statements:
                return self._without(quotes, draft, "model-failed")
        if draft.published.statements:
            return self._answer(quotes, draft)
        if draft.says_nothing:
            return Abstention(question, quotes.confidence, found.hits, self._written(draft))
        return self._without(quotes, draft, "model-unbacked")

    async def _drafted(self, question: Query, draft: _Draft, grown: Callable[[], Awaitable[None]]) -> None:
        """Draft, once more where that helps, then let the model repair what nothing backs."""
        try:
            await self._attempt(self._asked(question, draft.known), draft, grown)
        except ModelFailed as failure:
            if not failure.retry:
                raise
            await asyncio.sleep(failure.seconds)
            draft.known = draft.known.fewer() if failure.shorter else draft.known
            draft.unbacked, draft.text = [], ""
            await self._attempt(self._asked(question, draft.known), draft, grown)
        if draft.unbacked and not draft.says_nothing:
            asked = [*self._asked(question, draft.known), AIMessage(draft.text), self._repair(draft.unbacked)]
            wrong, draft.unbacked = len(draft.unbacked), []
            before = len(draft.published.statements)
            try:
                await self._attempt(asked, draft, grown)
            except ModelFailed as failure:
                log.warning("the model %s repaired nothing: %s", self.name, failure)
            mended = len(draft.published.statements) - before
            draft.unbacked = [Drafted("", ())] * max(0, wrong - mended)

    async def _attempt(self, asked: Sequence[BaseMessage], draft: _Draft, grown: Callable[[], Awaitable[None]]) -> None:
        """Take in one draft as it comes; raises ModelFailed."""
        reader = DraftReader()
        async for chunk in self._streamed(asked, draft.until):
            text = _text_of(chunk)
            draft.text += text
            _count(chunk, draft)
            await self._take(reader.read(text), draft, grown)
        await self._take(reader.end(), draft, grown)
        draft.says_nothing = reader.says_nothing

    async def _streamed(self, asked: Sequence[BaseMessage], until: float) -> AsyncIterator[AIMessageChunk]:
        """The model's chunks; whatever its client raises comes as ModelFailed."""
        try:
            async with asyncio.timeout_at(until) as patience:
                async for chunk in self.model.astream(list(asked)):
                    if isinstance(chunk, AIMessageChunk):
                        yield chunk
        except Exception as error:
            raise ModelFailed(_OutOfTime() if patience.expired() else error) from error

    async def _take(self, sentences: Sequence[Drafted], draft: _Draft, grown: Callable[[], Awaitable[None]]) -> None:
        for one in sentences:
            good: Backed | None = await self.in_worker(backed, one, draft.known)
            if good is None:
                draft.unbacked.append(one)
            elif draft.published.add(good):
                await grown()

    def _asked(self, question: Query, known: Evidence) -> list[BaseMessage]:
        language = LANGUAGES.get(language_of_question(question.text), "the language of the question")
        rules = prompt(
            "answer", most=str(SENTENCES), key=next(iter(known.passages)), nothing=NOTHING, language=language
        )
        today = f"{question.asked:%A, %d %B %Y}"
        return [
            SystemMessage(rules),
            HumanMessage(prompt("question", today=today, passages=known.text, question=question.text)),
        ]

    @staticmethod
    def _repair(unbacked: Sequence[Drafted]) -> HumanMessage:
        return HumanMessage(prompt("repair", sentences=in_words(unbacked), nothing=NOTHING))

    def _answer(self, quotes: Answer | Abstention, draft: _Draft) -> Answer:
        done = draft.published
        return Answer(
            quotes.question,
            quotes.confidence,
            quotes.hits,
            tuple(done.statements),
            tuple(done.citations),
            self._written(draft),
        )

    def _without(self, quotes: Answer | Abstention, draft: _Draft, why: str) -> Answer | Abstention:
        """The answer made of quotes, or none, where the model gave nothing that may be published."""
        written = replace(self._written(draft), fell_back=why)
        if self.falls_back:
            return replace(quotes, written=written)
        return Abstention(quotes.question, quotes.confidence, quotes.hits, written)

    def _written(self, draft: _Draft) -> Written:
        return Written(self.name, len(draft.unbacked), draft.tokens_in, draft.tokens_out)


def _text_of(chunk: AIMessageChunk) -> str:
    """The text of a chunk, without a model's thoughts."""
    return chunk.text if isinstance(chunk.text, str) else str(chunk.text())


def _count(chunk: AIMessageChunk, draft: _Draft) -> None:
    if usage := chunk.usage_metadata:
        draft.tokens_in += usage["input_tokens"]
        draft.tokens_out += usage["output_tokens"]
