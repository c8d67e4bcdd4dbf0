"""A quote among the sentences around it; pure."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Article
from index.sentences import sentences

AROUND = 3
"""Sentences shown before and after a quote."""


@dataclass(frozen=True, slots=True)
class Context:
    """Three neighbouring slices of an article's text; each is at most as long as was asked for.

    `begins` and `ends` say whether nothing comes before and after them.
    """

    before: str
    quote: str
    after: str
    begins: bool
    ends: bool


def context_of(article: Article, start: int, end: int, longest: int) -> Context:
    """The quote `text[start:end]` with up to three sentences on each side."""
    text = article.text
    spans = sentences(text, article.language)
    before = [first for first, last in spans if last <= start][-AROUND:] or [start]
    after = [last for first, last in spans if first >= end][:AROUND] or [end]
    first, last = max(before[0], start - longest), min(after[-1], end + longest)
    quote = text[start:end] if end - start <= longest else f"{text[start : start + longest]}…"
    return Context(text[first:start], quote, text[end:last], not text[:first].strip(), not text[last:].strip())
