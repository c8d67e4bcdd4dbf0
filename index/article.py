"""An article: the published text that everything else is cut from, and what it claims about itself."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from index.published import Published

USUAL = 100_000
"""Characters; the keys of longer texts are not remembered, as that keeps the texts too."""


@dataclass(frozen=True, slots=True)
class Article:
    """One state of a published article; `text` is kept exactly as given, because quotes are offsets into it."""

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: Published | None = None
    url: str = ""
    language: str = ""

    @property
    def fingerprint(self) -> str:
        """A hash of everything a reader could see; equal fingerprints mean there is nothing to update."""
        published = "" if self.published is None else f"{self.published}{_doubt(self.published)}"
        return digest(self.text, self.title, self.publisher, self.author, published, self.url, self.language)

    @property
    def text_key(self) -> str:
        """A hash of the text with case and spacing folded; articles that share it are copies of one another."""
        return _text_key(self.text) if len(self.text) <= USUAL else _text_key_of(self.text)

    def named(self, id: str) -> Article:
        """The same article under another id."""
        return replace(self, id=id)


def derived_id(title: str, publisher: str, text: str) -> str:
    """By title and publisher, so that a correction stays the same article; by the text where there is no title."""
    return digest(title, publisher) if title else digest(text)


def _doubt(published: Published) -> str:
    return "?" * published.guessed + "~" * published.from_metadata


def _text_key_of(text: str) -> str:
    return digest(" ".join(unicodedata.normalize("NFKC", text).casefold().split()))


_text_key = lru_cache(512)(_text_key_of)
"""Remembered for the articles at hand, since it is asked for again and again while they come in."""


def digest(*parts: str) -> str:
    """A 128-bit hexadecimal hash of some texts, in order, unambiguous about where each ends."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()
