"""What the bot remembers, as frozen values; ids are Discord's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answering.model import Statement
from bot.answering.searching import Spot
from index.article import Article
from index.query import EVERYTHING, Filter, Order
from index.sources import Refusal


def default_zone(language: str) -> str:
    """The time zone of a server that has not chosen one."""
    return "Asia/Seoul" if language == "ko" else "UTC"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has chosen; `channels` are those where a mention is answered, None for all.

    `threads`: a follow-up goes on in a thread where that is possible.
    """

    channels: tuple[int, ...] | None = None
    editors_role: int | None = None
    editors_channel: int | None = None
    private: bool = False
    language: str = ""
    time_zone: str = "UTC"
    everyone_reads: bool = False
    threads: bool = True

    @property
    def zone(self) -> ZoneInfo:
        """What "today" means there."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a quote stands: the slice `text[start:end]` of one version of an article; `elsewhere` has the story too."""

    article_id: str
    version: int
    start: int
    end: int
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given; without statements it is an abstention, and `nearest` are articles' ids.

    `guild` is the server whose library answered, `place` the channel it was given in (0 for a direct message), and
    `language` that of the words around the quotes; a private answer is `shared` once its asker showed it to all. Of a
    follow-up `question` is what was understood and stands alone, `typed` what was asked, if that is something else.
    """

    guild: int
    place: int
    asker: int
    asked: datetime
    private: bool
    language: str
    question: str
    confidence: float
    statements: tuple[Statement, ...]
    cited: tuple[Cited, ...]
    nearest: tuple[str, ...]
    notes: tuple[str, ...] = ()
    shared: bool = False
    typed: str = ""

    @property
    def direct(self) -> bool:
        """Whether it was given in a direct message."""
        return self.place == 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor is asked to confirm: articles to add (with what could not be read), or the id of one to remove."""

    guild: int
    editor: int
    incoming: tuple[Article, ...] = ()
    refused: tuple[Refusal, ...] = ()
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks through: the spots where `words` were found or, without words, a list of articles.

    `limited` where more may fit than was looked at; `notes` are lines below it.
    """

    guild: int
    user: int
    chosen: Filter = EVERYTHING
    order: Order = Order.NEWEST
    words: str = ""
    spots: tuple[Spot, ...] = ()
    limited: bool = False
    notes: tuple[str, ...] = ()
    private: bool = True
