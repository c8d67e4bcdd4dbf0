"""Questions that the articles did not answer, those that ask the same together; pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache

from bot.answering.kinds import Kind
from bot.answering.wanted import wanted
from index.query import Query
from index.terms import content_terms

ALIKE = 0.5
"""With a larger share of common terms (Dice's coefficient) two questions ask the same: tests/benchmarks/NOTES.md."""
_NUMBER = re.compile(r"\d+")
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Asked:
    """A question by what tells it apart."""

    text: str

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(content_terms(Query(self.text, _ANY_DAY).topic))

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(_NUMBER.findall(self.text))

    @cached_property
    def kind(self) -> Kind:
        return wanted(self.text).kind

    def asks_the_same(self, other: _Asked, shared: int) -> bool:
        """Whether most terms are shared, they name the same numbers and, as far as they say, want the same."""
        if 2 * shared <= ALIKE * (len(self.terms) + len(other.terms)) or self.numbers != other.numbers:
            return False
        return self.kind == other.kind or Kind.OTHER in (self.kind, other.kind)


_asked = lru_cache(10_000)(_Asked)
"""What tells a question apart takes most of the time, and lists are turned page by page."""


def grouped(questions: Sequence[str]) -> list[list[int]]:
    """The places of the questions, those that ask the same together; each group in order, as the groups are.

    A question joins the group whose first one it shares most terms with; only those that share any are compared.
    """
    groups: list[list[int]] = []
    firsts: list[_Asked] = []
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(questions):
        asked = _asked(text)
        shared = Counter(group for term in asked.terms for group in holding[term])
        likely = ((group, firsts[group], count) for group, count in shared.most_common())
        joined = next((group for group, first, count in likely if asked.asks_the_same(first, count)), None)
        if joined is not None:
            groups[joined].append(place)
            continue
        for term in asked.terms:
            holding[term].append(len(groups))
        groups.append([place])
        firsts.append(asked)
    return groups
