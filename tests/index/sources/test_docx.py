"""Word documents: what of their body is text, what their properties say, and what is refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from index.article import Article
from index.errors import SourceProblem
from index.published import parse_published
from index.sources import Page, article_of
from index.sources.docx import read_docx
from tests.index.sources.docxs import docx, replaced, zipped
from tests.index.sources.pages import ENGLISH, KOREAN

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def read(content: bytes, name: str = "report-7.docx") -> Article:
    return read_docx(content, name)


def text_of(*parts: str | tuple[str, str], header: str = "") -> str:
    return read(docx(*parts, header=header)).text


@pytest.mark.parametrize(("paragraphs", "language"), [(ENGLISH, "en"), (KOREAN, "ko")])
def test_paragraphs_are_kept_in_order_and_header_and_footer_left_out(paragraphs: list[str], language: str) -> None:
    article = read(docx(*paragraphs, header="The Bay Post, weekend edition"))

    assert (article.text, article.language) == ("\n\n".join(paragraphs), language)


def test_headings_lists_and_tables_stand_where_they_stood() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = [f"<w:tr>{cell.format(name)}{cell.format(count)}</w:tr>" for name, count in [("Boats", 2), ("Workers", 40)]]
    table = f"<w:tbl>{''.join(rows)}</w:tbl>"

    text = text_of(("Heading 2", "Piers"), ("List Bullet", "North"), ("List Number", "South"), table, "After.")

    assert text == "Piers\n\n- North\n- South\n\nBoats | 2\nWorkers | 40\n\nAfter."


def test_a_table_that_only_arranges_the_page_is_plain_paragraphs() -> None:
    cell = "<w:tc><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t></w:r></w:p></w:tc>"

    assert text_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>") == "One.\n\nTwo."


def test_deleted_moved_and_hidden_text_is_gone_and_inserted_and_linked_text_kept() -> None:
    paragraph = (
        "<w:p><w:r><w:t xml:space='preserve'>The ferry </w:t></w:r>"
        "<w:del><w:r><w:delText>sinks</w:delText></w:r></w:del><w:ins><w:r><w:t>sails</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> </w:t></w:r><w:hyperlink><w:r><w:t>on Monday</w:t></w:r></w:hyperlink>"
        "<w:moveFrom><w:r><w:t> from here</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> (a note)</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>.</w:t></w:r></w:p>"
    )

    assert text_of(paragraph) == "The ferry sails on Monday."


def test_text_in_content_controls_and_text_boxes_is_kept_once() -> None:
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    beside = f"<w:p><w:r><w:t>Beside it.</w:t>{both}</w:r></w:p>"

    assert text_of(control, beside) == "In a control.\n\nBeside it.\n\nIn a box."


def test_properties_give_title_author_and_a_date_that_is_marked_as_theirs() -> None:
    article = read(docx(*ENGLISH, title="Ferry to close", author="Jo Pike", created=datetime(2026, 11, 20, 9, 30)))

    assert (article.title, article.author) == ("Ferry to close", "Jo Pike")
    assert article.published == parse_published("2026-11-20T09:30:00Z", from_metadata=True)


def test_without_a_title_the_first_heading_is_it_and_else_the_files_name() -> None:
    assert read(docx("Intro.", ("Heading 1", "Ferry to close"), *ENGLISH, title="Document1")).title == "Ferry to close"
    assert read(docx(*ENGLISH), "ferry_to-close.docx").title == "Ferry to close"


def test_what_a_program_left_in_the_properties_is_not_believed() -> None:
    article = read(docx(*ENGLISH))

    assert (article.author, article.published) == ("", None)


def test_malformed_properties_are_none() -> None:
    broken = b"<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
    broken += b"xmlns:t='http://purl.org/dc/terms/'><t:created>yesterday</t:created></cp:coreProperties>"

    assert read(replaced(docx(*ENGLISH), core=broken)).published is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (docx(), "holds no text"),
        (docx(" "), "holds no text"),
        (docx(*ENGLISH)[:2000], "damaged or cut short"),
        (b"PK\x03\x04....", "damaged or cut short"),
        (zipped({"a.txt": b"a"}), "a zip archive, but no Word document"),
        (zipped({"word/document.xml": b"<a/>"}), "damaged, or of a kind"),
        (replaced(docx("x"), document=b"<broken"), "damaged, or of a kind"),
        (b"Only words.", "this is no Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (OLE + "WordDocument".encode("utf-16-le"), r"an old Word document \(.doc\); save it as .docx"),
        (OLE, "an old Office document"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",  # an archive holds the time it was made at
)
def test_what_is_empty_locked_broken_or_old_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SourceProblem, match=reason):
        read(content)


BOMB = b'<!DOCTYPE b [<!ENTITY a "xxxxxxxxxx">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(9)
)


@pytest.mark.parametrize(
    "content",
    [
        zipped({"word/document.xml": b" " * 70_000_000}),
        zipped({f"word/{number}": b"" for number in range(6000)}),
        replaced(docx("x"), document=BOMB + b"]><b>&j;</b>"),
        replaced(docx("x"), document=b"<!DOCTYPE b [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><b>&a;</b>"),
        replaced(docx("x"), document=b"<a>" * 100_000),
    ],
    ids=["bomb", "many files", "entities", "external entity", "deep"],
)
def test_a_hostile_document_is_refused(content: bytes) -> None:
    with pytest.raises(SourceProblem):
        read(content)


def test_a_document_from_the_web_is_known_by_its_address() -> None:
    url = "https://bay.example/files/ferry-to-close.docx"
    article = article_of(Page(url, docx(*ENGLISH), "application/octet-stream"))

    assert article.id == article.url == url
    assert (article.title, article.publisher) == ("Ferry to close", "bay.example")
