"""One PDF -> Article: its text as paragraphs, with what its metadata say; scans and locked files are refused."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from statistics import median
from typing import TYPE_CHECKING, Any

from index.article import Article
from index.errors import SourceProblem
from index.language import language_of
from index.published import Published
from index.sources.contents import LIMIT
from index.sources.fields import storable
from index.sources.kinds import Kind, kind_of
from index.sources.layout import Line, paragraphs
from index.sources.metadata import made_on, sensible_author, sensible_title, title_of_name
from index.sources.prose import is_enough, is_headline
from index.sources.urls import canonical, host

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 1_000
SECONDS = 30.0
"""How long the pages of one PDF may take to read."""
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 40_000_000,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 500,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_page_entries": 100_000,
    "disable_legacy_handling": True,
}
"""pypdf's guards against bombs, set to what a document of news can need."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]|\u00ad(?!\s*$)")
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]|/[a-zA-Z]{1,3}\d{1,4}(?=/|\s|$)|\(cid:\d+\)")
_MOST_UNREADABLE = 0.2
_DAY = re.compile(r"D?:?\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_LARGE = 1.15
_LONGEST_TITLE = 200


def read_pdf(content: bytes, name: str) -> Article:
    """An article of a PDF file, known by its `name`."""
    return _article(content, name, id=name, url="")


def read_fetched_pdf(content: bytes, url: str) -> Article:
    """An article of a PDF from the web, known by where it was."""
    address = canonical(url)
    return _article(content, address.rpartition("/")[2], id=address, url=address)


def _article(content: bytes, name: str, *, id: str, url: str) -> Article:
    if kind_of(content) is not Kind.PDF:
        raise SourceProblem("it is not what its name says: this is no PDF")
    with _careful():
        reader = _unlocked(content)
        pages = list(_pages(reader))
        parts = paragraphs(pages)
        text = "\n\n".join(parts)
        _refuse_unreadable(text, reader)
        title, author, published = _metadata(reader, name)
    return Article(
        id=id,
        text=storable(text, "the text"),
        title=storable(title or _title_in(pages, parts[0]) or title_of_name(name), "the title"),
        publisher=host(url),
        author=storable(author, "the author's name"),
        published=published,
        url=url,
        language=language_of(text),
    )


@contextmanager
def _careful() -> Iterator[None]:
    """pypdf within limits and without its log; whatever it trips over in a broken file is that file's problem."""
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError, LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        with apply_configuration(**_LIMITS):
            yield
    except SourceProblem:
        raise
    except LimitReachedError as error:
        raise SourceProblem("the PDF unpacks to far more than a document needs, so it was not read") from error
    except (DependencyError, NotImplementedError) as error:
        raise SourceProblem("the PDF is encrypted or packed in a way that Footnote does not know") from error
    except Exception as error:
        raise SourceProblem("the PDF is damaged or cut short, so it cannot be read") from error


def _unlocked(content: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise SourceProblem("the PDF is protected with a password; save it without one")
    return reader


def _pages(reader: PdfReader) -> Iterator[list[Line]]:
    """The lines of each page, as long as it takes no more time than a document may."""
    until = time.monotonic() + SECONDS
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise SourceProblem(f"the PDF has {count:,} pages, and at most {MOST_PAGES:,} are read; split it")
    room = LIMIT
    for page in reader.pages:
        lines = _lines(page, until)
        room -= sum(len(line.text) for line in lines)
        if room < 0:
            raise SourceProblem(f"the PDF holds more than {LIMIT:,} letters; split it")
        yield lines


def _lines(page: PageObject, until: float) -> list[Line]:
    """The lines as they are printed, each with the place and size of its first letters."""
    lines: list[Line] = []
    text, place = "", (0.0, 0.0, 0.0)

    def visit(said: str, matrix: list[float], text_matrix: list[float], font: object, size: float) -> None:
        nonlocal text, place
        for number, part in enumerate(said.split("\n")):
            if number:
                lines.append(Line(_clean(text), *place))
                text, place = "", (0.0, 0.0, 0.0)
            if part.strip() and not text.strip():
                place = _place(matrix, text_matrix, size)
            text += part

    def look_at_the_clock(*_: object) -> None:
        if time.monotonic() > until:
            raise SourceProblem(f"the PDF takes more than {SECONDS:g} seconds to read; split it")

    look_at_the_clock()
    page.extract_text(visitor_text=visit, visitor_operand_before=look_at_the_clock)
    return [*lines, Line(_clean(text), *place)]


def _place(matrix: list[float], text_matrix: list[float], size: float) -> tuple[float, float, float]:
    """From the left, up the page, and how large, in the page's own units."""
    a, b, c, d, e, f = matrix
    x, y = text_matrix[4], text_matrix[5]
    scale = abs((a * d - b * c) * (text_matrix[0] * text_matrix[3] - text_matrix[1] * text_matrix[2])) ** 0.5
    return a * x + c * y + e, b * x + d * y + f, abs(size) * scale


def _clean(text: str) -> str:
    return _DROPPED.sub("", text.translate(_LIGATURES).replace("\t", " ").replace("\r", " "))


def _refuse_unreadable(text: str, reader: PdfReader) -> None:
    """SourceProblem for a scan, for letters that nothing names, and for no text at all."""
    if sum(map(len, _UNREADABLE.findall(text))) > _MOST_UNREADABLE * len(text) > 0:
        raise SourceProblem("the PDF does not say which letters its signs stand for; run OCR on it first")
    if is_enough(text):
        return
    if any(_has_picture(page) for page in reader.pages):
        raise SourceProblem("the PDF's pages are pictures (a scan) without text; run OCR on it first")
    if not text:
        raise SourceProblem("the PDF holds no text")


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    pictures = resources.get_object().get("/XObject") if resources else None
    if not pictures:
        return False
    return any(one.get_object().get("/Subtype") in ("/Image", "/Form") for one in pictures.get_object().values())


def _metadata(reader: PdfReader, name: str) -> tuple[str, str, Published | None]:
    """Title, author and date; what is malformed is as good as not stated."""
    document: Any = reader  # either kind of metadata may be missing, which `_stated` takes for not stated
    is_a_day = _DAY.match(str(_stated(lambda: document.metadata.creation_date_raw)))  # else pypdf makes a day of it
    made = is_a_day and _stated(lambda: document.metadata.creation_date)
    title = _stated(lambda: document.metadata.title) or _stated(lambda: document.xmp_metadata.dc_title)
    author = _stated(lambda: document.metadata.author) or _stated(lambda: document.xmp_metadata.dc_creator)
    made = made or _stated(lambda: document.xmp_metadata.xmp_create_date)
    return sensible_title(title, name), sensible_author(author), made_on(made)


def _stated(read: Callable[[], Any]) -> object:
    """One statement, the first of several titles, all of several authors; None for one that is not there."""
    try:
        value = read()
    except Exception:  # pypdf raises what it likes on malformed metadata, which a document can do without
        return None
    if isinstance(value, dict):
        value = next(iter(value.values()), None)
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _title_in(pages: list[list[Line]], beginning: str) -> str:
    """The large letters of the first page, else a first paragraph that is no sentence."""
    lines = [line for page in pages for line in page if line.text.strip()]
    first = [line for line in pages[0] if line.text.strip()] if pages else []
    if not first:
        return ""
    largest = max(first, key=lambda line: line.size)
    if largest.size > _LARGE * median(line.size for line in lines):
        rest = first[first.index(largest) :]
        title = " ".join(line.text.strip() for line in takewhile(lambda line: line.size == largest.size, rest))
    else:
        title = beginning if is_headline(beginning) else ""
    return title if len(title) <= _LONGEST_TITLE else ""
