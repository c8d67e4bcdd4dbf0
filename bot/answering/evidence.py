"""The passages that a model reads, each under a key that nothing else can know; pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.article import Article
from index.passage import Hit, Passage
from prompts import prompt

MOST, OF_ARTICLE = 10, 3
"""So many passages, and so many of one article."""
LETTERS = 12_000
"""Characters of all of them, some 3,000 tokens of English and 8,000 of Korean."""
_FIRST, _REST = "BCDFGHJKMNPQRSTVWXZ", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAGS = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Passages that were found by their keys, best first."""

    passages: Mapping[str, Hit]

    def named(self, keys: Iterable[str]) -> list[Hit]:
        """Those of these keys; where none is known all of them, since a model may err in a key alone."""
        return [self.passages[key] for key in keys if key in self.passages] or [*self.passages.values()]

    def fewer(self) -> Evidence:
        """The better half, for a model that cannot read so much."""
        kept = [*self.passages.items()][: max(1, len(self.passages) // 2)]
        return Evidence(dict(kept))

    @property
    def text(self) -> str:
        """What the model reads."""
        return "\n\n".join(_shown(key, hit.passage) for key, hit in self.passages.items())


def evidence(hits: Iterable[Hit], nonce: str, letters: int = LETTERS) -> Evidence:
    """The best passages, as many as fit; without the `nonce` nobody, and no article, can know their keys."""
    chosen: dict[str, Hit] = {}
    of_article: Counter[str] = Counter()
    for hit in hits:
        passage = hit.passage
        letters -= len(passage.text)
        if (letters < 0 and chosen) or len(chosen) == MOST:
            break
        if of_article[passage.article.id] < OF_ARTICLE:
            of_article[passage.article.id] += 1
            chosen[_key(nonce, passage, chosen)] = hit
    return Evidence(chosen)


def _key(nonce: str, passage: Passage, taken: Mapping[str, object]) -> str:
    """Such as K7AB."""
    for attempt in range(1000):
        place = f"{nonce}\n{passage.article.id}\n{passage.start}\n{attempt}"
        a, b, c, d = hashlib.blake2b(place.encode(), digest_size=4).digest()
        key = f"{_FIRST[a % len(_FIRST)]}{b % 10}{_REST[c % len(_REST)]}{_REST[d % len(_REST)]}"
        if key not in taken:
            return key
    raise AssertionError("there are far more keys than passages")


def _shown(key: str, passage: Passage) -> str:
    article = passage.article
    return prompt(
        "passage",
        key=key,
        publisher=_attribute(article.publisher),
        published=_date(article),
        title=_attribute(article.title),
        text=harmless(passage.text),
    )


def _date(article: Article) -> str:
    return str(article.published) if article.published else "unknown"


def _attribute(text: str) -> str:
    return " ".join(harmless(text.replace('"', "'")).split())


def harmless(text: str) -> str:
    """A stranger's text without what could close our tags or open others."""
    return text.translate(_TAGS)
