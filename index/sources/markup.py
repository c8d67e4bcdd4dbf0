"""A piece of HTML, such as the content of a feed's entry -> its text, a paragraph a line; no page around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

_DROPPED = ("script", "style", "template", "noscript", "iframe", "object", "form", "button", "svg", "nav", "math")
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "figcaption"),
    *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"),
    *("section", "table", "td", "th", "tr", "ul"),
}


def text_of(html: str) -> str:
    """The text without markup, white space folded, each block on a line of its own; "" for what cannot be parsed."""
    from lxml.etree import (  # type: ignore[import-untyped]  # lxml ships no types
        Comment,
        LxmlError,
        ProcessingInstruction,
        strip_elements,
        strip_tags,
    )
    from lxml.html import HTMLParser, document_fromstring

    if not html.strip():
        return ""
    try:
        tree = document_fromstring(html.encode(errors="replace"), HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return ""
    strip_elements(tree, *_DROPPED, with_tail=False)
    strip_tags(tree, Comment, ProcessingInstruction)
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(filter(None, lines))


def _pieces(tree: HtmlElement) -> Iterator[str]:
    from lxml.etree import iterwalk

    for event, element in iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield "\n"
        text = element.text if event == "start" else element.tail
        yield " ".join((text or "").split("\n"))
