"""A feed's entry and what its page gave -> one article: the best text, and the claims of both; pure."""

from __future__ import annotations

from dataclasses import replace

from index.article import Article, derived_id
from index.errors import SourceProblem
from index.language import language_of
from index.published import Published
from index.sources.feed import Entry
from index.sources.fields import storable
from index.sources.prose import is_stub, why_not_an_article
from index.sources.urls import canonical, host


def completed(entry: Entry, article: Article) -> Article:
    """The article of an entry's page, with what the entry claims where the page does not."""
    is_claimed = article.published is not None and not (article.published.guessed or article.published.from_metadata)
    nameless = host(f"http://{article.publisher}") in ("", host(article.url))  # extractors fall back to the host
    return replace(
        article,
        title=article.title or entry.title,
        author=article.author or entry.author,
        publisher=(entry.publisher or article.publisher) if nameless else article.publisher,
        published=article.published if is_claimed else _surer(entry.published, article.published),
    )


def _surer(of_entry: Published | None, of_page: Published | None) -> Published | None:
    return of_entry if of_entry and (of_page is None or not of_entry.guessed) else of_page


def better(entry: Entry, article: Article) -> Article:
    """The page's article, or the entry's own content where the page shows only a beginning of it."""
    if is_stub(article.text) and len(entry.text) > len(article.text) and not why_not_an_article(entry.text):
        return replace(article, text=entry.text, language=language_of(entry.text, entry.language))
    return article


def own_article(entry: Entry) -> Article:
    """An article of what the feed itself holds of an entry; raises SourceProblem if that is none."""
    if why_not_an_article(entry.text):
        raise SourceProblem("too short, or no article" if entry.text else "missing")
    url = canonical(entry.url)
    return Article(
        id=url or storable(entry.id, "the entry's id") or derived_id(entry.title, entry.publisher, entry.text),
        text=storable(entry.text, "the text"),
        title=storable(entry.title, "the title"),
        publisher=storable(entry.publisher, "the publisher's name") or host(url),
        author=storable(entry.author, "the author's name"),
        published=entry.published,
        url=url,
        language=language_of(entry.text, entry.language),
    )
