"""What the bot remembers, as frozen values; ids are Discord's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answering.model import Statement
from bot.answering.searching import Spot
from bot.undoing import Step
from index.article import Article
from index.query import EVERYTHING, Filter, Order
from index.sources import Refusal


def default_zone(language: str) -> str:
    """The time zone of a server that has not chosen one."""
    return "Asia/Seoul" if language == "ko" else "UTC"


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many questions a minute a user and a server may ask, and how many of a server may wait; 0 is no limit."""

    user: int = 0
    server: int = 0
    queue: int = 0

    def within(self, other: Allowance) -> Allowance:
        """The stricter of the two, limit by limit."""
        return Allowance(
            _stricter(self.user, other.user), _stricter(self.server, other.server), _stricter(self.queue, other.queue)
        )


def _stricter(one: int, other: int) -> int:
    return min(one, other) if one and other else one or other


UNLIMITED = Allowance()


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has chosen; `channels` are those where a mention is answered, None for all.

    `threads`: a follow-up goes on in a thread where that is possible. `suggestions`: members may suggest articles.
    `weekly`: the editors' channel gets a summary of each week.
    `limits` are stricter than the operator's, which hold besides.
    """

    channels: tuple[int, ...] | None = None
    editors_role: int | None = None
    editors_channel: int | None = None
    private: bool = False
    language: str = ""
    time_zone: str = "UTC"
    everyone_reads: bool = False
    threads: bool = True
    suggestions: bool = True
    weekly: bool = True
    limits: Allowance = UNLIMITED

    @property
    def zone(self) -> ZoneInfo:
        """What "today" means there."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a quote stands: the slice `text[start:end]` of one version of an article; `elsewhere` has the story too.

    `translation` is a chat model's; "" where none was needed.
    """

    article_id: str
    version: int
    start: int
    end: int
    elsewhere: tuple[str, ...] = ()
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given; without statements it is an abstention, and `nearest` are articles' ids.

    `guild` is the server whose library answered, `place` the channel it was given in (0 for a direct message), and
    `language` that of the words around the quotes; a private answer is `shared` once its asker showed it to all. Of a
    follow-up `question` is what was understood and stands alone, `typed` what was asked, if that is something else.
    Only articles that were `chosen` were asked. `apart` are lines on where the articles disagree.
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
    chosen: Filter = EVERYTHING
    apart: tuple[str, ...] = ()

    @property
    def direct(self) -> bool:
        """Whether it was given in a direct message."""
        return self.place == 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is asked to confirm: articles to add (with what could not be read), or the id of one to remove.

    `editor` is who made it; one who is none suggests the articles.
    """

    guild: int
    editor: int
    incoming: tuple[Article, ...] = ()
    refused: tuple[Refusal, ...] = ()
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What a reader thinks of an answer (`answer` is its key), with the answer as it was given.

    `reason` is one of `bot.discord.feedback.REASONS` or "", `words` what the reader wrote about it.
    """

    answer: str
    user: int
    at: datetime
    good: bool
    reason: str
    words: str
    given: Given


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the articles did not answer (`answer` is the key of the abstention); `filled` once they do."""

    answer: str
    given: Given
    filled: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Articles that a member suggested; `language` is theirs, `versions` those that the editors saw they would become.

    Once it was decided who did is kept, by name and id, and the articles are not.
    """

    guild: int
    member: int
    name: str
    language: str
    incoming: tuple[Article, ...]
    refused: tuple[Refusal, ...] = ()
    versions: tuple[int, ...] = ()
    decided_by: str = ""
    decider: int = 0

    def decided(self, by: str, decider: int = 0) -> Suggestion:
        """The same after an editor's decision."""
        return replace(self, incoming=(), refused=(), versions=(), decided_by=by, decider=decider)


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done to the articles of a server, and whether it was taken back."""

    guild: int
    steps: tuple[Step, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """How many questions were asked and answered, and by how many people."""

    questions: int
    answered: int
    people: int

    @property
    def abstained(self) -> int:
        """To how many the articles did not say anything."""
        return self.questions - self.answered


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
