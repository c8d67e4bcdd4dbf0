"""An RSS or Atom feed -> what it says of each of its articles; no network."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from index.errors import SourceProblem
from index.language import base_language
from index.published import Published, parse_published
from index.sources.claims import first_date
from index.sources.contents import declared_charset, decode
from index.sources.kinds import HEAD
from index.sources.markup import text_of
from index.sources.urls import absolute, canonical, host
from index.sources.wellformed import well_formed

MOST_ENTRIES = 500
_ENTRIES = {"item", "entry"}


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
    parsed, left_out = _parsed(content, content_type)
    stated = parsed.get("entries", [])
    if not stated:
        raise SourceProblem("the feed has no entries")
    about = parsed.get("feed", {})
    base = canonical(at) or canonical(_string(about, "link"))
    return Feed(source, tuple(_distinct(_entry(one, about, base) for one in stated)), left_out)


def _parsed(content: bytes, content_type: str) -> tuple[Mapping[str, Any], int]:
    """What feedparser makes of the bytes, and how many entries were too many.

    They are decoded by us, so that EUC-KR is known, and made well-formed, because feedparser takes hours for some of
    what is not. It is given a stream, as it would open or fetch what looks like a path or an address, and no location:
    links are made absolute here.
    """
    import feedparser

    text = decode(content, declared_charset(content_type, content[:HEAD].decode("latin-1")))
    xml, left_out = well_formed(text, _ENTRIES, MOST_ENTRIES)
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            io.BytesIO(xml), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        ), left_out
    except Exception as error:
        raise SourceProblem("the feed is too broken to read") from error


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    """The first entry of each address; those without one by what they say."""
    first: dict[object, Entry] = {}
    for entry in entries:
        first.setdefault(canonical(entry.url) or (entry.id, entry.title, entry.text), entry)
    return list(first.values())


def _entry(stated: Mapping[str, Any], about: Mapping[str, Any], base: str) -> Entry:
    id, link = _string(stated, "id"), _string(stated, "link")
    is_only_id = link == id and "/" not in link  # feedparser takes an id such as 7 for a link where there is none
    url = "" if is_only_id else absolute(link, base)
    contents = [*stated.get("content", ()), stated.get("summary_detail") or {}]
    return Entry(
        id=id,
        url=url if canonical(url) else "",
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
