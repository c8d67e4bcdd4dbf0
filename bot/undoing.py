"""Taking changes back: what was done to each article, and whether it still stands as that left it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from index.article import Article
from index.changes import Kind, Stored
from index.ingest import Entry
from index.library import Library


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to an article: its newest version since, and the one that was shown before, 0 for none.

    Of a removed article both are the same, as removing makes no version.
    """

    article_id: str
    version: int
    before: int

    @property
    def removed(self) -> bool:
        """Whether it was taken out."""
        return self.before == self.version

    def stands(self, stored: Stored | None) -> bool:
        """Whether nobody has changed the article since."""
        return stored is not None and (stored.version, stored.removed) == (self.version, self.removed)


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one article; it was left where somebody has changed it since."""

    article: Article
    left: bool = False


def steps_of(entries: Iterable[Entry]) -> tuple[Step, ...]:
    """What adding did to each article, where it came several times all of that together; pure."""
    made: dict[str, Step] = {}
    for entry in entries:
        if entry.kind is Kind.UNCHANGED:
            continue
        earlier = made.get(entry.article_id)
        shown = entry.version - 1 if entry.kind is Kind.CHANGED else 0
        made[entry.article_id] = Step(entry.article_id, entry.version, earlier.before if earlier else shown)
    return tuple(made.values())


def take_back(library: Library, steps: Sequence[Step], touched: Container[str], now: datetime) -> list[Undone]:
    """Let each article stand as before its step; an earlier text comes back as a new version.

    Those whose ids are `touched`, and those that do not stand as the step left them, are left.
    """
    database = library.database
    stored = database.stored(step.article_id for step in steps if step.article_id not in touched)
    standing = [step for step in steps if step.stands(stored.get(step.article_id))]
    earlier = [database.article(step.article_id, step.before) for step in standing if step.before]
    database.remove_all([step.article_id for step in standing if not step.before], now)
    library.ingest.run([one.article for one in earlier if one], now)
    found = [database.article(step.article_id) for step in steps]
    return [
        Undone(one.article if one else Article(step.article_id, ""), left=step not in standing)
        for step, one in zip(steps, found, strict=True)
    ]
