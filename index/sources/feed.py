"""An RSS or Atom feed -> what it says of each of its articles; no network."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from index.article import Article, derived_id
from index.errors import SourceProblem
from index.language import base_language, language_of
from index.published import Published, parse_published
from index.sources.claims import first_date
from index.sources.contents import declared_charset, decode
from index.sources.fields import storable
from index.sources.kinds import HEAD
from index.sources.markup import text_of
from index.sources.prose import is_stub, why_not_an_article
from index.sources.urls import absolute, canonical, host

MOST_ENTRIES = 500
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article; `url` is where it says the article is, `text` its own content."""

    id: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: Published | None = None
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed, each address once, in its order; `left_out` more were too many."""

    source: str
    entries: tuple[Entry, ...]
    left_out: int = 0


def read_feed(content: bytes, source: str, at: str = "", content_type: str = "") -> Feed:
    """The feed in these bytes, which were fetched from the url `at`; raises SourceProblem if it has no entries."""
    parsed = _parsed(content, at, content_type)
    stated = parsed.get("entries", [])
    if not stated:
        broken = ": it is broken" if parsed.get("bozo") else ""
        raise SourceProblem(f"the feed has no entries{broken}")
    about = parsed.get("feed", {})
    base = canonical(at) or canonical(_string(about, "link"))
    entries = _distinct(_entry(one, about, base) for one in stated[:MOST_ENTRIES])
    return Feed(source, tuple(entries), max(0, len(stated) - MOST_ENTRIES))


def _parsed(content: bytes, at: str, content_type: str) -> Mapping[str, Any]:
    """What feedparser makes of the bytes; decoded by us, so that its guesses are ours and EUC-KR is known."""
    import feedparser

    head = content[:HEAD].decode("latin-1")
    xml = _DECLARATION.sub("", decode(content, declared_charset(content_type, head)), count=1)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": at}
    try:
        # a stream, because feedparser would open or fetch a string that looks like a path or an address
        return feedparser.parse(  # type: ignore[no-any-return]
            io.BytesIO(xml.encode(errors="replace")),
            response_headers=headers,
            sanitize_html=False,  # no markup is kept
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise SourceProblem("the feed is too broken to read") from error


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    """The first entry of each address; those without one by what they say."""
    first: dict[object, Entry] = {}
    for entry in entries:
        first.setdefault(canonical(entry.url) or (entry.id, entry.title, entry.text), entry)
    return list(first.values())


def _entry(stated: Mapping[str, Any], about: Mapping[str, Any], base: str) -> Entry:
    url = absolute(_string(stated, "link"), base)
    url = url if canonical(url) else ""
    contents = [*stated.get("content", ()), stated.get("summary_detail") or {}]
    return Entry(
        id=_string(stated, "id"),
        url=url,
        title=_plain(stated.get("title_detail")),
        author=_string(stated, "author"),
        publisher=_publisher(stated, about, url or base, base),
        published=_published(stated),
        text=max(map(_text, contents), key=len),
        language=base_language(_string(about, "language")),
    )


def _publisher(stated: Mapping[str, Any], about: Mapping[str, Any], url: str, base: str) -> str:
    """The feed it was taken from, else this one where the article is on its site."""
    source = stated.get("source")
    named = _plain(source.get("title_detail")) if isinstance(source, Mapping) else ""
    is_ours = host(url) in (host(base), host(_string(about, "link")))
    return named or (_plain(about.get("title_detail")) if is_ours else "")


def _published(stated: Mapping[str, Any]) -> Published | None:
    """When it was published; when it was updated, where nothing else is said, is a guess."""
    for name in ("published", "updated"):
        # dict.get, because feedparser's own gives one date for the other
        text, parsed = dict.get(stated, name), dict.get(stated, f"{name}_parsed")  # type: ignore[call-overload]
        if found := first_date([str(text or "")], guessed=name == "updated"):
            return found
        if parsed:
            try:
                return parse_published(datetime.fromtimestamp(timegm(parsed), UTC), guessed=name == "updated")
            except (ValueError, OverflowError, OSError):
                continue  # outside the calendar
    return None


def _text(detail: Mapping[str, Any]) -> str:
    value = detail.get("value") or ""
    return str(value).strip() if detail.get("type") == "text/plain" else text_of(str(value))


def _plain(detail: object) -> str:
    """A title on one line, without markup."""
    return " ".join(_text(detail).split()) if isinstance(detail, Mapping) else ""


def _string(stated: Mapping[str, Any], name: str) -> str:
    value = stated.get(name)
    return value.strip() if isinstance(value, str) else ""


def completed(entry: Entry, article: Article) -> Article:
    """The article of an entry's page, with what the entry claims where the page does not."""
    page_claims = article.published is not None and not (article.published.guessed or article.published.from_metadata)
    nameless = host(f"http://{article.publisher}") in ("", host(article.url))  # extractors fall back to the host
    return replace(
        article,
        title=article.title or entry.title,
        author=article.author or entry.author,
        publisher=(entry.publisher or article.publisher) if nameless else article.publisher,
        published=article.published if page_claims else _surer(entry.published, article.published),
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
    if reason := why_not_an_article(entry.text):
        raise SourceProblem(reason)
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
