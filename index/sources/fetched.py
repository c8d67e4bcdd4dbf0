"""What was fetched from the web -> an article, or a feed of many; told by the content, whatever the server says."""

from __future__ import annotations

from index.article import Article
from index.errors import SourceProblem
from index.sources.contents import refuse_binary
from index.sources.feed import Feed, read_feed
from index.sources.kinds import Kind, kind_of
from index.sources.text import read_fetched_text
from index.sources.web import Page


def read_fetched(page: Page) -> Article | Feed:
    """The article or feed in a fetched page; takes some milliseconds of computing, and raises SourceProblem."""
    kind = kind_of(page.content)
    if kind is Kind.FEED:
        return read_feed(page.content, page.url, page.url, page.content_type)
    if kind is Kind.PDF:
        from index.sources.pdf import read_fetched_pdf

        return read_fetched_pdf(page.content, page.url)
    if kind in (Kind.ZIP, Kind.OLD_OFFICE):
        from index.sources.docx import read_fetched_docx

        return read_fetched_docx(page.content, page.url)
    refuse_binary(page.content)
    if kind is Kind.XML:
        raise SourceProblem("this is XML, but no feed (RSS or Atom)")
    if page.content_type.partition(";")[0].strip().lower() == "text/plain":
        return read_fetched_text(page.content, page.url, page.content_type)
    from index.sources.page import read_fetched_page  # imported late: a source that is no page starts faster without

    return read_fetched_page(page.content, page.url, page.content_type)


def article_of(page: Page) -> Article:
    """The one article of a fetched page; raises SourceProblem."""
    found = read_fetched(page)
    if isinstance(found, Feed):
        raise SourceProblem("the address leads to a feed, not to an article")
    return found
