"""Read -> decide -> write: articles into a library, in batches, each committed before the next is read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from operator import itemgetter

from index.article import Article, digest
from index.changes import Change, Kind, Stored, decide
from index.database import Database, Derived, NewPassage
from index.sentences import Sentence, packed, sentences
from index.sources import Refusal
from index.split import split
from index.terms import terms

BATCH, BATCH_LETTERS = 256, 20_000_000
"""Articles, and characters of all of them, that are written in one transaction."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one article; without its text, as a report may be of very many."""

    article_id: str
    version: int
    kind: Kind
    copy_of: str | None


@dataclass
class Report:
    """What became of everything that was read."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    passages: int = 0

    def counts(self) -> dict[str, int]:
        """How many articles were added, changed, unchanged and refused."""
        kinds = Counter(entry.kind for entry in self.entries)
        return {kind.value: kinds[kind] for kind in Kind} | {"refused": len(self.refused)}


@dataclass
class Foreseen:
    """What a dry run would have written so far: what is then stored by id, and the first article with each text."""

    stored: dict[str, Stored] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        """Take a decision for written."""
        self.stored[change.article.id] = Stored(change.version, change.article.fingerprint)
        self.first.setdefault(change.article.text_key, change.article.id)


@dataclass(frozen=True)
class Ingest:
    """Writes what sources yield."""

    database: Database
    dry_run: bool = False

    def run(
        self,
        read: Iterable[Article | Refusal],
        now: datetime,
        told: Callable[[Report], None] = lambda _: None,
        *,
        foreseen: Foreseen | None = None,
    ) -> Report:
        """Everything that was read, decided and (unless it is a dry run) committed; `told` hears of each batch.

        A dry run in several calls hands over `foreseen`, what the earlier ones would have written.
        """
        report = Report()
        foreseen = foreseen or Foreseen()
        batch: dict[str, Article] = {}
        letters = 0
        for item in read:
            if isinstance(item, Refusal):
                report.refused.append(item)
                continue
            letters += len(item.text)
            if item.id in batch or len(batch) == BATCH or letters > BATCH_LETTERS:
                self._write(list(batch.values()), now, report, foreseen)
                batch.clear()
                letters = len(item.text)
                told(report)
            batch[item.id] = item
        self._write(list(batch.values()), now, report, foreseen)
        told(report)
        return report

    def _write(self, articles: list[Article], now: datetime, report: Report, foreseen: Foreseen) -> None:
        changes = self._decide(articles, foreseen)
        made = [Derived() if change.kind is Kind.UNCHANGED else derived(change.article) for change in changes]
        if self.dry_run:
            for change in changes:
                foreseen.add(change)
        else:
            self.database.write(list(zip(changes, made, strict=True)), now)
        report.entries.extend(Entry(one.article.id, one.version, one.kind, one.copy_of) for one in changes)
        report.passages += sum(len(one.passages) for one in made)

    def _decide(self, articles: list[Article], foreseen: Foreseen) -> list[Change]:
        stored = self.database.stored(article.id for article in articles)
        stored |= {one.id: foreseen.stored[one.id] for one in articles if one.id in foreseen.stored}
        first = self.database.first_with_text(article.text_key for article in articles)
        for key in {article.text_key for article in articles} & foreseen.first.keys():
            first.setdefault(key, foreseen.first[key])
        changes = []
        for article in articles:
            other = first.setdefault(article.text_key, article.id)
            changes.append(decide(article, stored.get(article.id), other if other != article.id else None))
        return changes


def derived(article: Article) -> Derived:
    """The passages and sentences of an article as they are stored; pure."""
    title_terms = " ".join(terms(article.title))
    seen: Counter[str] = Counter()
    passages: list[NewPassage] = []
    read: list[Sentence] = []
    spans = sentences(article.text, article.language)
    for start, end in split(article.text, spans):
        words = article.text[start:end]
        key = digest(article.id, article.title, words, str(seen[words]))
        seen[words] += 1
        begun, body = _read(article.text, start, end, spans)
        read += begun
        passages.append(NewPassage(key, start, end, title_terms, " ".join(body)))
    return Derived(passages, packed(read))


def _read(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[list[Sentence], list[str]]:
    """The sentences that begin in the passage `text[start:end]`, and the terms of all that stands in it."""
    read: list[Sentence] = []
    body: list[str] = []
    for begins, ends in islice(spans, bisect_right(spans, start, key=itemgetter(1)), None):
        if begins >= end:
            break
        before = len(body)
        body.extend(terms(text[max(start, begins) : min(end, ends)]))
        if begins >= start:
            read.append(Sentence(begins, ends, before, len(body)))
    return read, body
