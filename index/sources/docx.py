"""One Word document (.docx) -> Article: what stands in its body, with what its properties say."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from index.article import Article
from index.errors import SourceProblem
from index.language import language_of
from index.published import Published
from index.sources.contents import LIMIT
from index.sources.fields import storable
from index.sources.kinds import Kind, kind_of
from index.sources.metadata import made_on, sensible_author, sensible_title, title_of_name
from index.sources.outline import Block, blocks, in_lines
from index.sources.urls import canonical, host

if TYPE_CHECKING:
    from docx.document import Document

MOST_UNPACKED, MOST_PARTS, MOST_TAGS = 60_000_000, 5_000, 1_500_000
"""Bytes, files and tags in them that a document's zip archive may hold; nothing is unpacked beyond the stated size."""
_TEMPLATE_MADE = datetime(2013, 12, 23, 23, 15)
"""The date in python-docx's template, which programs leave in what they write."""
_TITLE_STYLES = ("title", "heading 1")


def read_docx(content: bytes, name: str) -> Article:
    """An article of a Word document, known by its `name`."""
    return _article(content, name, id=name, url="")


def read_fetched_docx(content: bytes, url: str) -> Article:
    """An article of a Word document from the web, known by where it was."""
    address = canonical(url)
    return _article(content, address.rpartition("/")[2], id=address, url=address)


def refuse_old_office(content: bytes) -> None:
    """SourceProblem for Microsoft's old container, naming what is in it."""
    if kind_of(content) is not Kind.OLD_OFFICE:
        return
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SourceProblem("the document is protected with a password; save it without one")
    if "WordDocument".encode("utf-16-le") in content:
        raise SourceProblem("this is an old Word document (.doc); save it as .docx")
    raise SourceProblem("this is an old Office document; save it as .docx or PDF")


def _article(content: bytes, name: str, *, id: str, url: str) -> Article:
    refuse_old_office(content)
    if kind_of(content) is not Kind.ZIP:
        raise SourceProblem("it is not what its name says: this is no Word document (.docx)")
    _refuse_bomb(content)
    with _careful():
        document = _opened(content)
        parts = list(blocks(document.element.body, _style_names(document)))
        title, author, published = _properties(document, name)
    text = in_lines(parts)
    if not text:
        raise SourceProblem("the document holds no text")
    if len(text) > LIMIT:
        raise SourceProblem(f"the document holds more than {LIMIT:,} letters; split it")
    return Article(
        id=id,
        text=storable(text, "the text"),
        title=storable(title or _title_in(parts) or title_of_name(name), "the title"),
        publisher=host(url),
        author=storable(author, "the author's name"),
        published=published,
        url=url,
        language=language_of(text),
    )


def _refuse_bomb(content: bytes) -> None:
    """SourceProblem for an archive that is broken, no Word document, or unpacks to too much."""
    with _archive(content) as archive:
        parts = archive.infolist()
        texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        too_much = sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > MOST_PARTS
        too_much = too_much or sum(archive.read(part).count(b"<") for part in texts) > MOST_TAGS
    if too_much:
        raise SourceProblem("the document unpacks to far more than a text needs, so it was not read")
    if not any(part.filename.lower().startswith("word/") for part in parts):
        raise SourceProblem("this is a zip archive, but no Word document (.docx)")


@contextmanager
def _archive(content: bytes) -> Iterator[ZipFile]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except (BadZipFile, RuntimeError, ValueError, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise SourceProblem("the document is damaged or cut short: its zip archive cannot be read") from error


@contextmanager
def _careful() -> Iterator[None]:
    """Whatever goes wrong in taking a broken document apart is that document's problem."""
    try:
        yield
    except Exception as error:
        raise SourceProblem("the Word document is damaged, or of a kind that is not read (.docx is)") from error


def _opened(content: bytes) -> Document:
    from docx import Document as open_document

    return open_document(io.BytesIO(content))


def _style_names(document: Document) -> dict[str, str]:
    """The names of the styles, which are English in every language of Word, by their ids."""
    return {style.style_id: (style.name or "").lower() for style in document.styles}


def _properties(document: Document, name: str) -> tuple[str, str, Published | None]:
    """Title, author and date; what is malformed is as good as not stated."""
    try:
        stated = document.core_properties
        made = None if stated.created and stated.created.replace(tzinfo=None) == _TEMPLATE_MADE else stated.created
        return sensible_title(stated.title, name), sensible_author(stated.author), made_on(made)
    except Exception:  # python-docx raises what it likes on malformed properties, which a document can do without
        return "", "", None


def _title_in(parts: list[Block]) -> str:
    """The first paragraph in a style for titles."""
    return next((" ".join(part.text.split()) for part in parts if part.style in _TITLE_STYLES), "")
