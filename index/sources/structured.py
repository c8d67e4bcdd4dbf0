"""JSON-LD: what a page says about its article in schema.org's words."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_ARTICLES = ("Article", "BlogPosting", "Report")
_REPLIES = ("Comment", "Review", "Answer")


@dataclass(frozen=True, slots=True)
class Structured:
    """What JSON-LD states of the page's article; `dates` are its publication dates, the likeliest first."""

    headline: str
    publisher: str
    dates: tuple[str, ...]


def read_structured(scripts: Iterable[str]) -> Structured:
    """The statements of the article objects first, then of any others, such as the WebPage around them."""
    objects = list(_objects(scripts))
    articles = [item for item in objects if _is_a(item, _ARTICLES)]
    others = [item for item in objects if not _is_a(item, (*_ARTICLES, *_REPLIES))]
    named = {str(item["@id"]): item for item in objects if "@id" in item and "name" in item}
    return Structured(
        headline=next(filter(None, (_string(item.get("headline")) for item in articles)), ""),
        publisher=next(filter(None, (_name(item.get("publisher"), named) for item in (*articles, *others))), ""),
        dates=tuple(filter(None, (_string(item.get("datePublished")) for item in (*articles, *others)))),
    )


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, object]]:
    """Every object of every script, outermost first: the page's own article is less deep than its related ones."""
    waiting: deque[object] = deque(filter(None, map(_parsed, scripts)))
    while waiting:
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _parsed(script: str) -> object:
    """None for a script that is not JSON: its page then has only its other claims."""
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _is_a(item: Mapping[str, object], kinds: tuple[str, ...]) -> bool:
    stated = item.get("@type")
    types = stated if isinstance(stated, list) else [stated]
    return any(isinstance(one, str) and one.endswith(kinds) for one in types)


def _name(value: object, named: Mapping[str, Mapping[str, object]]) -> str:
    """The name of an organisation given as text, as an object, in a list, or by its @id elsewhere in the page."""
    one = value[0] if isinstance(value, list) and value else value
    if isinstance(one, dict):
        return _string(one.get("name")) or _string(named.get(str(one.get("@id")), {}).get("name"))
    return _string(one)


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
