"""What an incoming article means for the library; it does not read or write anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.article import Article


class Kind(StrEnum):
    """What happens to one article."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Stored:
    """What the library holds under an id: the newest version, its fingerprint, and whether the article was removed."""

    version: int
    fingerprint: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A decision: the article as version `version`; `copy_of` names an article of the library with the same text."""

    kind: Kind
    article: Article
    version: int
    copy_of: str | None = None


def decide(article: Article, stored: Stored | None, copy_of: str | None = None) -> Change:
    """Added if the library does not show it, unchanged if nothing a reader sees differs, else a new version."""
    if stored is None:
        return Change(Kind.ADDED, article, 1, copy_of)
    if stored.fingerprint == article.fingerprint:
        kind = Kind.ADDED if stored.removed else Kind.UNCHANGED
        return Change(kind, article, stored.version, copy_of)
    kind = Kind.ADDED if stored.removed else Kind.CHANGED
    return Change(kind, article, stored.version + 1, copy_of)
