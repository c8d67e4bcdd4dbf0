"""Answers that a model wrote before: the same question, while the passages are the same, costs once a day at most."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from bot.answering.answerer import Told, quoted
from bot.answering.evidence import evidence
from bot.answering.generate import Writer
from bot.answering.model import Abstention, Answer, Citation, Conflict, Side, Statement, Tokens, Written
from index.passage import Passage
from index.query import Found, Query

EDITION = 1
"""Goes up when the same model, prompts and passages make another answer than before, or it is kept otherwise."""
Asking = MutableMapping[str, asyncio.Event]


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation without the texts: of articles their ids."""

    number: int
    article: str
    version: int
    start: int
    end: int
    copies: tuple[str, ...]
    translation: str


@dataclass(frozen=True, slots=True)
class _Conflict:
    """A conflict without the texts: what each side says, and where."""

    said: tuple[str, str]
    cited: tuple[_Cited, _Cited]
    update: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a model's answer has beside what the index found; an abstention of the model's has no statements."""

    written: Written
    statements: tuple[Statement, ...] = ()
    cited: tuple[_Cited, ...] = ()
    conflicts: tuple[_Conflict, ...] = ()


_KEPT = TypeAdapter(_Kept)


@dataclass(frozen=True)
class RememberingWriter:
    """A writer that asks its model only what it was not asked before; `made_by` names all else that answers hang on.

    `find` gives what was kept for a key, `keep` keeps it. Who asks what somebody else is `asking` just now waits for
    that answer.
    """

    writer: Writer
    made_by: tuple[object, ...]
    find: Callable[[str], str | None]
    keep: Callable[[str, str], None]
    asking: Asking

    async def write(self, question: Query, found: Found, told: Told | None = None) -> Answer | Abstention:
        """The answer as the writer gives it, or gave it before."""
        key = key_of(question, found, self.made_by)
        if (known := await self._known(key, question, found)) is not None:
            return known
        asking = self.asking.setdefault(key, asyncio.Event())
        try:
            outcome = await self.writer.write(question, found, told)
            if kept := kept_of(outcome):
                self.keep(key, kept)
            return outcome
        finally:
            self.asking.pop(key, None)
            asking.set()

    async def _known(self, key: str, question: Query, found: Found) -> Answer | Abstention | None:
        kept = self.find(key)
        if kept is None and (asking := self.asking.get(key)):
            await asking.wait()
            kept = self.find(key)
        if kept is None:
            return None
        quotes = await self.writer.in_worker(quoted, question, found)
        return whole(kept, quotes)


def key_of(question: Query, found: Found, made_by: tuple[object, ...]) -> str:
    """All that an answer hangs on: what is asked, when, and each passage that the model reads, as it is now.

    The passages stand for the library. Whatever is added, corrected, removed or indexed anew there changes the key
    where the model would read something else now, and only there.
    """
    read = [hit.passage for hit in evidence(found.hits, "").passages.values()]
    return repr(
        (
            *(EDITION, made_by, question.text.strip(), question.asked.date(), question.asked.utcoffset()),
            *(question.window, question.chosen),
            [(one.article.id, one.version, one.article.fingerprint, one.start, one.end) for one in read],
        )
    )


def kept_of(outcome: Answer | Abstention) -> str:
    """What is kept of an answer, as JSON; "" for one that the model has not written, or not to its end."""
    if outcome.written is None or outcome.written.fell_back or outcome.written.cut_short:
        return ""
    kept = _Kept(outcome.written)
    if isinstance(outcome, Answer):
        cited, conflicts = map(_cited, outcome.citations), map(_conflict, outcome.conflicts)
        kept = _Kept(outcome.written, outcome.statements, tuple(cited), tuple(conflicts))
    return _KEPT.dump_json(kept).decode()


def _cited(one: Citation) -> _Cited:
    copies = tuple(copy.id for copy in one.copies)
    return _Cited(one.number, one.article.id, one.version, one.start, one.end, copies, one.translation)


def _conflict(one: Conflict) -> _Conflict:
    first, second = one.first, one.second
    return _Conflict((first.said, second.said), (_cited(first.citation), _cited(second.citation)), one.update)


def whole(kept: str, quotes: Answer | Abstention) -> Answer | Abstention | None:
    """A kept answer made whole with the articles found now, as `quotes` has them; None where one is missing."""
    passages = {hit.passage.article.id: hit.passage for hit in quotes.hits}
    try:
        known = _KEPT.validate_json(kept)
        citations = tuple(_citation(one, passages) for one in known.cited)
        conflicts = tuple(_made_whole(one, passages) for one in known.conflicts)
    except (ValidationError, KeyError):
        return None
    about = quotes.question, quotes.confidence, quotes.hits
    written = replace(known.written, tokens=Tokens(), cached=True)
    if not known.statements:
        return Abstention(*about, written)
    return Answer(*about, known.statements, citations, written, conflicts)


def _citation(one: _Cited, passages: Mapping[str, Passage]) -> Citation:
    """The citation that was kept; raises KeyError where its article is not there, or not in that version."""
    passage, copies = passages[one.article], tuple(passages[id].article for id in one.copies)
    if passage.version != one.version:
        raise KeyError(one.version)
    return Citation(one.number, passage.article, one.version, one.start, one.end, copies, one.translation)


def _made_whole(one: _Conflict, passages: Mapping[str, Passage]) -> Conflict:
    """The conflict that was kept; raises KeyError as `_citation`."""
    first, second = (Side(said, _citation(cited, passages)) for said, cited in zip(one.said, one.cited, strict=True))
    return Conflict(first, second, one.update)
