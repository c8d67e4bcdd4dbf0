"""One HTML page -> Article; no network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.article import Article
from index.errors import SourceProblem
from index.language import language_of
from index.sources.claims import Claims
from index.sources.contents import declared_charset, decode
from index.sources.fields import storable
from index.sources.prose import why_not_an_article

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|main|article|section|div|p|h1|table|title|meta)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD = 2048
_PIECES = 20
_LINKED_HEADING = "//*[self::h1 or self::h2 or self::h3 or self::h4][ancestor::a or .//a[not(starts-with(@href, '#'))]]"
_LINK_ABOVE_TEXT = "//a[normalize-space()][following-sibling::*[1][self::p]]"
_NEXT = "following-sibling::*[1] | following-sibling::p[1] | ../following-sibling::*[1]"


def read_page(content: bytes, name: str) -> Article:
    """An article of a page saved as a file; known by the url it states, else by its `name`."""
    return _article(content, at="", name=name, content_type="")


def read_fetched_page(content: bytes, url: str, content_type: str) -> Article:
    """An article of a page from the web; `url` is where it was after all redirects."""
    return _article(content, at=url, name=url, content_type=content_type)


def _article(content: bytes, *, at: str, name: str, content_type: str) -> Article:
    extract = _extracted(_decoded(content, content_type), at)
    claims = Claims(extract.tree, at)
    if reason := why_not_an_article(extract.text, *_links(extract.tree)):
        raise SourceProblem(reason)
    publisher = claims.publisher(extract.publisher)
    return Article(
        id=claims.url or name,
        text=storable(extract.text, "the text"),
        title=storable(claims.title(extract.title, publisher), "the title"),
        publisher=storable(publisher, "the publisher's name"),
        author=extract.author,
        published=claims.published(extract.date),
        url=claims.url,
        language=language_of(extract.text, claims.language),
    )


@dataclass(frozen=True, slots=True)
class _Extracted:
    """What trafilatura made of a page; `date` is a day in ISO form."""

    tree: HtmlElement
    text: str
    title: str
    author: str
    publisher: str
    date: str


def _links(tree: HtmlElement) -> tuple[set[str], set[str]]:
    """The texts of all links, and the texts right below linked headings and links, each as one line."""
    stories = tree.xpath(_LINKED_HEADING) + tree.xpath(_LINK_ABOVE_TEXT)
    below = [element for story in stories for element in story.xpath(_NEXT)]
    return {_line(link) for link in tree.iterfind(".//a")}, {_line(element) for element in below}


def _line(element: HtmlElement) -> str:
    """The beginning of an element's text as one line; what has more pieces is no headline or teaser."""
    return " ".join("".join(islice(element.itertext(), _PIECES)).split())


def _decoded(content: bytes, content_type: str) -> str:
    head = content[:_HEAD].decode("latin-1")
    html = _DECLARATION.sub("", decode(content, declared_charset(content_type, head)), count=1)
    if not _MARKUP.search(html):
        raise SourceProblem("it is not what its name says: there is no HTML in it")
    return html


def _extracted(html: str, at: str) -> _Extracted:
    """Parse and extract; whatever goes wrong in the parsers on a broken page is that page's problem."""
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    try:
        # as UTF-8 bytes: our decoding is then the only one, whatever the page declares
        tree = load_html(html.encode(errors="replace"))
        found = tree is not None and bare_extraction(tree, at or None, include_comments=False, with_metadata=True)
    except Exception as error:
        raise SourceProblem("the page's HTML is too broken to read") from error
    if not isinstance(found, Document):
        raise SourceProblem(why_not_an_article(""))
    stated = (found.text, found.title, found.author, found.sitename, found.date)
    return _Extracted(tree, *(value or "" for value in stated))
