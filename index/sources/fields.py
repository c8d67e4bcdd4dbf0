"""What an editor states about an article (a JSONL line, front matter), checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.errors import SourceProblem
from index.language import base_language
from index.published import Published, parse_published
from index.sources.urls import canonical


@dataclass(frozen=True, slots=True)
class Fields:
    """The optional fields of an article; what was not stated is empty."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: Published | None = None
    url: str = ""
    language: str = ""


def read_fields(stated: Mapping[str, object]) -> Fields:
    """Check and name the stated fields; unknown names are ignored, SourceProblem for a value that cannot be meant."""
    return Fields(
        id=_id(stated),
        title=" ".join(_string(stated, "title").split()),
        publisher=_string(stated, "publisher") or _string(stated, "source"),
        author=_string(stated, "author"),
        published=_published(_string(stated, "published") or _string(stated, "date")),
        url=_url(stated),
        language=base_language(_string(stated, "language")),
    )


def storable(text: str, name: str) -> str:
    """The text itself; SourceProblem if it cannot be kept as UTF-8 text."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise SourceProblem(
            f"{name} holds half a character (a lone surrogate) at position {error.start}, which cannot be stored"
        ) from error
    if "\0" in text:
        raise SourceProblem(f"{name} holds a NUL character, so it is not plain text")
    return text


def _id(stated: Mapping[str, object]) -> str:
    """The id as given; a whole number is an id too."""
    value = stated.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return storable(value, '"id"') if isinstance(value, str) and value.strip() else _string(stated, "id")


def _url(stated: Mapping[str, object]) -> str:
    url = _string(stated, "url")
    if url and not canonical(url):
        raise SourceProblem(f'"url" is {url[:100]!r}, which is not an http or https address')
    return url


def _published(text: str) -> Published | None:
    if not text:
        return None
    try:
        return parse_published(text)
    except ValueError as error:
        raise SourceProblem(
            f'the date {text[:100]!r} in "published" cannot be read; write it like 2026-03-31'
        ) from error


def _string(stated: Mapping[str, object], name: str) -> str:
    value = stated.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise SourceProblem(f'"{name}" must be text, not {type(value).__name__}')
    return storable(value.strip(), f'"{name}"')
