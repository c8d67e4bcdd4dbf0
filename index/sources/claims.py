"""What a page claims about its article, apart from the text: in its head, its JSON-LD and its markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from index.language import base_language
from index.published import Published, parse_published
from index.sources.structured import Structured, read_structured
from index.sources.urls import absolute, canonical, host, is_front_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "published_time",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "date",
)
_TITLE_MARKS = ("|", "-", "\u2013", "\u2014", ":", "::", "·", "<")


@dataclass(frozen=True)
class Claims:
    """The claims of one parsed page; `at` is the url it was fetched from, "" for a file."""

    tree: HtmlElement
    at: str

    @cached_property
    def _metas(self) -> dict[str, str]:
        """The first content of each meta name, property or itemprop, by its lower-case name."""
        metas: dict[str, str] = {}
        for meta in self.tree.iterfind(".//meta[@content]"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            metas.setdefault(name.strip().lower(), meta.get("content").strip())
        return metas

    @cached_property
    def _structured(self) -> Structured:
        scripts = self.tree.xpath("//script[contains(@type, 'ld+json')]/text()")
        return read_structured(map(str, scripts))

    @cached_property
    def url(self) -> str:
        """The page's one address: its own claim, unless that names another site or a front page."""
        final = canonical(self.at)
        stated = [*self.tree.xpath("//link[@rel='canonical']/@href"), self._metas.get("og:url", "")]
        base = self.tree.xpath("string(//base/@href)")
        for claim in stated:
            url = canonical(absolute(claim, self.at or base))
            if url and (not final or self._may_stand_for(url, final)):
                return url
        return final

    @staticmethod
    def _may_stand_for(url: str, final: str) -> bool:
        return host(url) == host(final) and (is_front_page(final) or not is_front_page(url))

    def publisher(self, extracted: str) -> str:
        """Who published the page; `extracted` is what the text extractor thinks."""
        return self._metas.get("og:site_name") or self._structured.publisher or extracted or host(self.url)

    def title(self, extracted: str, publisher: str) -> str:
        """The article's own title, without the site's name behind it."""
        title = " ".join((self._metas.get("og:title") or self._structured.headline or extracted).split())
        for mark in _TITLE_MARKS:
            if title.endswith(f" {mark} {publisher}"):
                return title.removesuffix(f" {mark} {publisher}")
        return title

    def published(self, extracted: str) -> Published | None:
        """When it appeared, with the time of day where any claim has it; the extractor's day is a guess."""
        stated = (*self._structured.dates, *(self._metas.get(name, "") for name in _DATE_NAMES), *self._marked_times())
        return first_date(stated, guessed=False) or first_date([extracted], guessed=True)

    def _marked_times(self) -> Iterable[str]:
        """Times marked up in the body: the one named as publication, else those of the article but its updates."""
        named = self.tree.xpath("//*[@itemprop='datePublished']")
        times = self.tree.xpath(
            "(//article|//main)//time[@datetime][not(contains(@class, 'updat') or contains(@class, 'modif'))]"
        )
        return [element.get("datetime") or element.get("content") or "" for element in (*named, *times)]

    @property
    def language(self) -> str:
        """The language the page states, "" if it does not; pages copied from a template state wrong ones."""
        return base_language(self.tree.xpath("string(/html/@lang)") or self._metas.get("og:locale", ""))


def first_date(values: Iterable[str], *, guessed: bool) -> Published | None:
    """The first of these that is a full date."""
    for value in values:
        try:
            return parse_published(value, guessed=guessed)
        except ValueError:
            continue
    return None
