"""What we send to the index and what comes back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from index.passage import Hit
from index.published import Published
from index.scoring import QuestionTerms
from index.terms import terms
from index.windows import Window, is_amid_the_calendar, window_of

ARTICLES = 20
"""So many articles at most are found."""
MOST = 0.6
"""A text holds what was looked for if it holds so much of the weight of the words."""
_COURTESY = re.compile(
    r"^\W*(?:hi|hey|hello(?= (?:there|all|everyone|bot)|\s*[,.!]))(?: there| all| everyone| bot)?\b\W+|https?://\S+"
    r"|(?<=[,.!?…])\s*(?:many )?thank(?:s| you)\b[^?]{0,60}$|\s(?:pl[sz]|please|thanks|thx)\W*$"
    r"|^\W*안녕(?:하세요|하십니까|(?=[,.!~]))\W+|^\W*혹시\s|(?<=[\s,.!?~])(?:감사|고맙습|고마워)(?:합니다|해요|니다|요)?\W*$"
    r"|\s(?:좀 )?(?:알려 ?(?:줘요?|주세요|주실래요|주시겠어요|주십시오)|궁금(?:해요?|합니다|하네요))"
    r"(?=\W*(?:$|감사|고[맙마]))"
    r"|[ㄱ-ㅎㅏ-ㅣ]+",
    re.IGNORECASE,
)
"""Greetings, thanks, laughter and links around a question."""
_LETTER = re.compile(r"[^\W_]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles count: published from `since` on and before `until` (undated ones are then out), and so on."""

    since: datetime | None = None
    until: datetime | None = None
    publisher: str = ""
    language: str = ""

    def lets_through(self, published: Published | None) -> bool:
        """Whether its dates do; an article without a date is out as soon as there is one of them."""
        if published is None:
            return not (self.since or self.until)
        return (self.since is None or self.since <= published.at) and (self.until is None or published.at < self.until)

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.since or self.until or self.publisher or self.language)


EVERYTHING = Filter()


class Order(StrEnum):
    """Which articles of a list come first: by the day they were published, or by when we took them in."""

    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"


@dataclass(frozen=True)
class Query:
    """The words, when they were asked, and which articles count."""

    text: str
    asked: datetime
    chosen: Filter = EVERYTHING

    @cached_property
    def named(self) -> Window | None:
        """The time that the words name, in the zone of `asked`."""
        return window_of(self.text, self.asked)

    @property
    def window(self) -> Window | None:
        """The time asked about: the dates that were chosen, else what the words name."""
        if self.chosen.since or self.chosen.until:
            return Window(self.chosen.since, self.chosen.until, cuts=True)
        return self.named

    @property
    def span(self) -> Filter:
        """What was published in the time asked about; without one, until the end of the day on which was asked."""
        window = self.window
        if (window and window.cuts) or not is_amid_the_calendar(self.asked):
            return self.chosen
        tomorrow = datetime.combine(self.asked.date() + timedelta(days=1), time(), self.asked.tzinfo)
        if window is None:
            return replace(self.chosen, until=tomorrow)
        return replace(self.chosen, since=window.since, until=min(window.until or tomorrow, tomorrow))

    @cached_property
    def topic(self) -> str:
        """The words without those of its time that no article repeats, such as 지난주 or "3 days ago".

        Nor has it courtesies, and what nobody sees: marks without a width, and Hangul as single letters.
        """
        window = self.named
        words = self.text.replace(window.words, " ", 1) if window and window.is_unwritten else self.text
        seen = _UNSEEN.sub("", unicodedata.normalize("NFC", words))
        asked = _COURTESY.sub(" ", seen)
        return asked.strip() if asked != seen and _LETTER.search(asked) else seen


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first, of up to ARTICLES articles, and the weighed terms they were matched by."""

    hits: tuple[Hit, ...]
    terms: QuestionTerms

    def is_held(self, hit: Hit, text: str) -> bool:
        """Whether the text, with the title of the hit's article, holds what was looked for."""
        return self.terms.coverage(terms(f"{hit.passage.article.title}\n{text}")) >= MOST
