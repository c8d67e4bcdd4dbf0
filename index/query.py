"""What we send to the index and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from index.passage import Hit
from index.scoring import QuestionTerms
from index.windows import Window, window_of


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles count: published from `since` on and before `until` (undated ones are then out), and so on."""

    since: datetime | None = None
    until: datetime | None = None
    publisher: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.since or self.until or self.publisher or self.language)


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Query:
    """The words, when they were asked, and which articles count."""

    text: str
    asked: datetime
    chosen: Filter = EVERYTHING

    @property
    def window(self) -> Window | None:
        """The time asked about: the dates that were chosen, else the one that the words name, in the zone of `asked`."""
        if self.chosen.since or self.chosen.until:
            return Window(self.chosen.since, self.chosen.until, cuts=True)
        return window_of(self.text, self.asked)

    @property
    def topic(self) -> str:
        """The words without those that hang on when was asked ("last week"), which no article repeats."""
        window = window_of(self.text, self.asked)
        return self.text.replace(window.words, " ", 1) if window and window.relative else self.text


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first, of up to 20 articles, and the weighed terms they were matched by."""

    hits: tuple[Hit, ...]
    terms: QuestionTerms
