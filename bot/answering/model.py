"""What an answer is made of; frozen values, no decisions."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Article
from index.passage import Hit
from index.query import Query


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote: the slice `text[start:end]` of one version of an article; `copies` of it tell the same.

    `translation` is a chat model's, for a statement in another language than its article; "" where none is needed.
    """

    number: int
    article: Article
    version: int
    start: int
    end: int
    copies: tuple[Article, ...] = ()
    translation: str = ""

    @property
    def quote(self) -> str:
        """The quote, verbatim."""
        return self.article.text[self.start : self.end]

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Who else published the story, each once: publishers, or titles of articles that name none."""
        own = self.article.publisher or self.article.title
        names = (copy.publisher or copy.title for copy in self.copies)
        return tuple(dict.fromkeys(name for name in names if name not in ("", own)))


@dataclass(frozen=True, slots=True)
class Side:
    """What one article says, in its own words, and the quote that says it."""

    said: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two articles that say different things of one matter; if it is an `update`, the second one is the later."""

    first: Side
    second: Side
    update: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer (or two that belong together), the citations that back it, and how well (0..1)."""

    text: str
    citations: tuple[int, ...]
    support: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a chat model read and wrote; estimated where its server does not tell."""

    read: int = 0
    written: int = 0

    def __add__(self, more: Tokens) -> Tokens:
        """Both together."""
        return Tokens(self.read + more.read, self.written + more.written)


@dataclass(frozen=True, slots=True)
class Written:
    """How a chat model wrote: its name, how many sentences were `removed` as no quote backs them, and its `tokens`.

    `fell_back` says why the answer is not the model's after all, as the name of a message; "" where it is. `cut_short`:
    the model failed on the way, and this is what it had written. `cached`: it wrote it before, for the same question.
    """

    model: str
    removed: int = 0
    tokens: Tokens = Tokens()
    fell_back: str = ""
    cut_short: bool = False
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements with their citations; `confidence` is the probability that the library holds the answer.

    `conflicts` are those that no statement tells.
    """

    question: Query
    confidence: float
    hits: tuple[Hit, ...]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    written: Written | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def text(self) -> str:
        """The answer as people read it, with `[1]` markers."""
        return " ".join(f"{one.text} {''.join(f'[{number}]' for number in one.citations)}" for one in self.statements)


@dataclass(frozen=True, slots=True)
class Abstention:
    """The articles do not say; the nearest ones are in `hits`."""

    question: Query
    confidence: float
    hits: tuple[Hit, ...]
    written: Written | None = None


def ranked_articles(outcome: Answer | Abstention) -> list[tuple[Article, float]]:
    """The articles that were found, best first, each once, with the score of its best passage."""
    best: dict[str, tuple[Article, float]] = {}
    for hit in outcome.hits:
        best.setdefault(hit.passage.article.id, (hit.passage.article, hit.score))
    return list(best.values())
