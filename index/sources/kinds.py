"""What some bytes are, told by how they begin, whatever they are called; pure."""

from __future__ import annotations

import re
from enum import Enum, auto

HEAD = 16_384
"""So many bytes are enough to tell."""

_BEFORE_ROOT = re.compile(
    r"(?:\s+|\ufeff|<\?.*?\?>|<!--.*?-->|<!doctype\b[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_PAGE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_PAGE_ROOTS = {"html", "head", "body", "main", "article", "section", "div", "p", "h1", "table", "title", "meta"}
_RSS_IN_RDF = ("purl.org/rss", "my.netscape.com/rdf")
_JSON_OBJECT = re.compile(rb"\s*\{\s*[\"}]")


class Kind(Enum):
    """The kinds of content that are told apart."""

    PDF = auto()
    ZIP = auto()
    OLD_OFFICE = auto()
    GZIP = auto()
    FEED = auto()
    PAGE = auto()
    XML = auto()
    JSON_LINES = auto()
    TEXT = auto()


_SIGNATURES = {
    b"%PDF-": Kind.PDF,
    b"PK\x03\x04": Kind.ZIP,
    b"\xd0\xcf\x11\xe0": Kind.OLD_OFFICE,
    b"\x1f\x8b": Kind.GZIP,
}


def kind_of(content: bytes) -> Kind:
    """The kind of some bytes, of which the first HEAD are looked at; TEXT is what has no mark of its own."""
    beginning = content[:HEAD].removeprefix(b"\xef\xbb\xbf")
    for signature, kind in _SIGNATURES.items():
        if beginning.lstrip().startswith(signature):
            return kind
    if _JSON_OBJECT.match(beginning):
        return Kind.JSON_LINES
    return _markup(beginning.replace(b"\0", b"").decode("latin-1").removeprefix("ÿþ").removeprefix("þÿ"))


def _markup(beginning: str) -> Kind:
    before = _BEFORE_ROOT.match(beginning)
    root = _ROOT.match(beginning, before.end() if before else 0)
    name = root[1].lower() if root else ""
    if name in ("rss", "feed") or (name == "rdf" and any(mark in beginning for mark in _RSS_IN_RDF)):
        return Kind.FEED
    if name in _PAGE_ROOTS or (before and _PAGE.search(before[0])):
        return Kind.PAGE
    return Kind.XML if beginning.lstrip().startswith("<?xml") else Kind.TEXT
