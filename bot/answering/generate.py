"""Answers written by a chat model, and published only as far as verbatim quotes back them."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any

from bot.answering.answerer import Told, quoted
from bot.answering.chat import ChatModel, ModelFailed, Said, Talk
from bot.answering.cite import Backed, Published, as_statement, backed, backed_by, candidates, in_words
from bot.answering.conflicts import conflicts
from bot.answering.draft import NOTHING, Drafted, DraftReader
from bot.answering.evidence import Evidence, evidence
from bot.answering.judge import judged
from bot.answering.model import Abstention, Answer, Citation, Conflict, Written
from bot.answering.quantities import quantities
from bot.answering.translate import foreign, is_foreign_to_any, translated
from bot.answering.worded import gives, worded
from index.language import language_of_question
from index.query import Found, Query
from index.terms import content_terms
from prompts import prompt

log = logging.getLogger(__name__)
SENTENCES = 4
"""So many sentences a model is asked for."""
MOST_JUDGED = 2
"""So many quotes at most the model is asked about for one sentence."""
NEW_WORDS = 1
"""A sentence that has no more of them says nothing new."""
NO_EVIDENCE = 0.08
"""Below this probability that the library holds the answer no model is asked; of articles in another language than the
question it tells nothing.
"""
LANGUAGES = {"ko": "Korean", "ja": "Japanese", "zh": "Chinese"}
"""Those that a script tells; a short question in any other is in a language that the model knows better than we do."""

InWorker = Callable[..., Awaitable[Any]]


@dataclass
class _Draft:
    """What has come of one question so far."""

    talk: Talk
    known: Evidence
    question: str
    published: Published = field(default_factory=Published)
    unbacked: list[Drafted] = field(default_factory=list)
    text: str = ""
    says_nothing: bool = False
    cut_short: bool = False
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class Writer:
    """A chat model that writes answers, in so many `seconds` with all it tries; `falls_back` to quotes if it cannot.

    If it `judges`, it says itself whether a quote backs what it wrote, in place of support.py. What computes is done by
    `in_worker`.
    """

    chat: ChatModel
    in_worker: InWorker
    seconds: float = 60.0
    falls_back: bool = True
    judges: bool = False

    async def write(self, question: Query, found: Found, told: Told | None = None) -> Answer | Abstention:
        """The model's answer, each statement backed by its quote; `told` hears it as it grows, checked already."""
        quotes: Answer | Abstention = await self.in_worker(quoted, question, found)
        known = evidence(found.hits, secrets.token_hex(8))
        if quotes.confidence < NO_EVIDENCE and not await self.in_worker(
            is_foreign_to_any, question.text, known.passages.values()
        ):
            return quotes
        if refused := self.chat.refused():
            return self._fallen_back(quotes, Written(self.chat.name, fell_back=refused))
        with self.chat.talk(self.seconds) as talk:
            return await self._written(quotes, _Draft(talk, known, question.text), told)

    async def _written(self, quotes: Answer | Abstention, draft: _Draft, told: Told | None) -> Answer | Abstention:
        async def grown() -> None:
            if told:
                await told(self._answer(quotes, draft))

        try:
            await self._drafted(quotes.question, draft, grown)
        except ModelFailed as failure:
            log.warning("the model %s gave no draft: %s", self.chat.name, failure)
            draft.cut_short = True
            if not draft.published.statements:
                return self._without(quotes, draft, "model-failed")
        if draft.published.statements:
            await self._tell_apart(quotes.question, draft, grown)
            return self._answer(quotes, draft)
        if draft.says_nothing:
            return Abstention(quotes.question, quotes.confidence, quotes.hits, self._about(draft))
        return self._without(quotes, draft, "model-unbacked")

    async def _tell_apart(self, question: Query, draft: _Draft, grown: Callable[[], Awaitable[None]]) -> None:
        """Where articles disagree, say so: in a sentence of the model's, or else, as what is told besides, in ours."""
        done = draft.published
        hits = draft.known.passages.values()
        found = await self.in_worker(conflicts, question, tuple(done.statements), tuple(done.citations), hits)
        for one in found:
            if any(gives(said.text, one.first) and gives(said.text, one.second) for said in done.statements):
                continue
            try:
                good = await worded(question.text, one, draft.talk)
            except ModelFailed as failure:
                log.warning("the model %s worded no disagreement: %s", self.chat.name, failure)
                draft.cut_short = True
                good = None
            if good and done.add(good):
                await grown()
            else:
                draft.conflicts.append(one)

    async def _drafted(self, question: Query, draft: _Draft, grown: Callable[[], Awaitable[None]]) -> None:
        """Draft, once more where that helps, then let the model repair what nothing backs."""
        try:
            await self._attempt(self._asked(question, draft.known), draft, grown)
        except ModelFailed as failure:
            if not failure.retry or failure.seconds >= draft.talk.seconds_left:
                raise
            await asyncio.sleep(failure.seconds)
            draft.known = draft.known.fewer() if failure.shorter else draft.known
            draft.unbacked, draft.text = [], ""
            await self._attempt(self._asked(question, draft.known), draft, grown)
        if draft.unbacked and not draft.says_nothing:
            asked = [*self._asked(question, draft.known), ("ai", draft.text), self._repair(draft.unbacked)]
            wrong, draft.unbacked = len(draft.unbacked), []
            before = len(draft.published.statements)
            try:
                await self._attempt(asked, draft, grown)
            except ModelFailed as failure:
                log.warning("the model %s repaired nothing: %s", self.chat.name, failure)
                draft.cut_short = True
            mended = len(draft.published.statements) - before
            draft.unbacked = [Drafted("", ())] * max(0, wrong - mended)

    async def _attempt(self, asked: Sequence[Said], draft: _Draft, grown: Callable[[], Awaitable[None]]) -> None:
        """Take in one draft as it comes; raises ModelFailed."""
        reader = DraftReader()
        async with aclosing(draft.talk.streamed(asked)) as pieces:
            async for piece in pieces:
                draft.text += piece
                await self._take(reader.read(piece), draft, grown)
                if reader.is_full:
                    break
        await self._take(reader.end(cut=draft.talk.was_cut), draft, grown)
        draft.says_nothing = reader.says_nothing
        doubtful, draft.unbacked = draft.unbacked, []
        async for one, good in self._asked_about(doubtful, draft):
            await self._publish(one, good, draft, grown)

    async def _take(self, sentences: Sequence[Drafted], draft: _Draft, grown: Callable[[], Awaitable[None]]) -> None:
        for one in sentences:
            good = None if self.judges else await self.in_worker(backed, one, draft.known)
            await self._publish(one, good, draft, grown)

    @staticmethod
    async def _publish(one: Drafted, good: Backed | None, draft: _Draft, grown: Callable[[], Awaitable[None]]) -> None:
        if good is None:
            draft.unbacked.append(one)
        elif not _is_said(good, draft.published) and draft.published.add(good):
            await grown()

    async def _asked_about(
        self, doubtful: Sequence[Drafted], draft: _Draft
    ) -> AsyncIterator[tuple[Drafted, Backed | None]]:
        """What only the model can say of sentences: how a foreign quote reads, and, as a judge, what a quote says."""
        try:
            translations = await self._translations(doubtful, draft)
        except ModelFailed as failure:
            log.warning("the model %s translated nothing: %s", self.chat.name, failure)
            draft.cut_short = True
            translations = {}
        for at, one in enumerate(doubtful):
            good = translations.get(at)
            if good is None and self.judges:
                good = await self._judged(one, draft)
            yield one, good

    async def _translations(self, doubtful: Sequence[Drafted], draft: _Draft) -> dict[int, Backed]:
        known, question = draft.known, draft.question
        asked = {at: await self.in_worker(foreign, one, known, question) for at, one in enumerate(doubtful)}
        places = [at for at, one in asked.items() if one]
        if not places:
            return {}
        found = await translated([asked[at] for at in places], draft.talk)
        return {at: good for at, good in zip(places, found, strict=True) if good}

    async def _judged(self, one: Drafted, draft: _Draft) -> Backed | None:
        """Whether the nearest quotes back it, as the model sees it, or as code does where the model fails."""
        text = as_statement(one.text)
        found = []
        for by_code, cited in (await self.in_worker(candidates, text, draft.known.named(one.keys)))[:MOST_JUDGED]:
            try:
                by_model = await judged(text, cited.quote, draft.talk)
            except ModelFailed as failure:
                log.warning("the model %s judged nothing: %s", self.chat.name, failure)
                draft.cut_short = True
                by_model = by_code
            if by_model.supported:
                found.append((by_model, cited))
        return backed_by(text, found)

    def _asked(self, question: Query, known: Evidence) -> list[Said]:
        language = LANGUAGES.get(language_of_question(question.text), "the language of the question")
        rules = prompt(
            "answer", most=str(SENTENCES), key=next(iter(known.passages)), nothing=NOTHING, language=language
        )
        today = f"{question.asked:%A, %d %B %Y}"
        asked = prompt("question", today=today, passages=known.text, question=question.text)
        return [("system", rules), ("human", asked)]

    @staticmethod
    def _repair(unbacked: Sequence[Drafted]) -> Said:
        return "human", prompt("repair", sentences=in_words(unbacked), nothing=NOTHING)

    def _answer(self, quotes: Answer | Abstention, draft: _Draft) -> Answer:
        done = draft.published
        return Answer(
            quotes.question,
            quotes.confidence,
            quotes.hits,
            tuple(done.statements),
            tuple(done.citations),
            self._about(draft),
            tuple(draft.conflicts),
        )

    def _without(self, quotes: Answer | Abstention, draft: _Draft, why: str) -> Answer | Abstention:
        """The answer made of quotes, or none, where the model gave nothing that may be published."""
        return self._fallen_back(quotes, replace(self._about(draft), fell_back=why))

    def _fallen_back(self, quotes: Answer | Abstention, written: Written) -> Answer | Abstention:
        if self.falls_back:
            return replace(quotes, written=written)
        return Abstention(quotes.question, quotes.confidence, quotes.hits, written)

    def _about(self, draft: _Draft) -> Written:
        return Written(self.chat.name, len(draft.unbacked), draft.talk.tokens, cut_short=draft.cut_short)


def _is_said(good: Backed, published: Published) -> bool:
    """Whether it has hardly a new word, as where a model had to begin again, beside one with the same quotes."""
    return any(
        _quoted(published.citations[number - 1] for number in said.citations) == _quoted(good.quotes)
        and len({*content_terms(good.text)} - {*content_terms(said.text)}) <= NEW_WORDS
        and {one.term for one in quantities(good.text)} == {one.term for one in quantities(said.text)}
        for said in published.statements
    )


def _quoted(quotes: Iterable[Citation]) -> set[tuple[str, int, int]]:
    return {(one.article.id, one.start, one.end) for one in quotes}
