"""PDFs: text as people read it, what metadata are believed, and what is refused."""

from __future__ import annotations

import logging
import textwrap
import zlib

import pytest

from index.article import Article
from index.errors import SourceProblem
from index.published import parse_published
from index.sources import Page, article_of
from index.sources.pdf import read_pdf
from tests.index.sources.pages import ENGLISH, KOREAN
from tests.index.sources.pdfs import assembled, at, locked, pdf, printed, stream

INFO = {"Title": "Ferry to close", "Author": "Jo Pike", "CreationDate": "D:20261120093000+09'00'"}


def wrapped(paragraph: str, width: int = 60) -> list[str]:
    return textwrap.wrap(paragraph, width)


STORY = printed(*map(wrapped, ENGLISH))


def read(content: bytes, name: str = "scan-0012.pdf") -> Article:
    return read_pdf(content, name)


def text_of(*pages: str) -> str:
    return read(pdf(*pages)).text


def test_broken_lines_are_joined_to_the_paragraphs_they_were() -> None:
    assert text_of(STORY) == "\n\n".join(ENGLISH)


def test_korean_is_read_by_what_its_font_says_of_each_letter() -> None:
    article = read(pdf(printed(*[wrapped(paragraph, 24) for paragraph in KOREAN])))

    assert (article.text, article.language) == ("\n\n".join(KOREAN), "ko")


def test_korean_words_that_a_line_break_cut_are_whole_again() -> None:
    lines = ["위원회는 새 부두가 같은 ", "주에 문을 연다고 발", "표했다. 배표는 그대로 ", "쓸 수 있다고 한다."]

    assert (
        text_of(printed(lines)) == "위원회는 새 부두가 같은 주에 문을 연다고 발표했다. 배표는 그대로 쓸 수 있다고 한다."
    )


def test_a_word_broken_at_the_end_of_a_line_is_whole_again_and_a_compound_keeps_its_hyphen() -> None:
    lines = ["The well-known ferry will be sold by the com-", "mission, said a well-", "known captain of Millbrook."]

    assert text_of(printed(lines)) == (
        "The well-known ferry will be sold by the commission, said a well-known captain of Millbrook."
    )


def test_ligatures_and_soft_hyphens_are_plain_letters() -> None:
    assert (
        text_of(printed(["The \ufb01rst o\ufb03ce of the \ufb02eet was moved."]))
        == "The first office of the fleet was moved."
    )


def test_paragraphs_that_only_an_indent_or_a_short_line_tells_apart_are_kept_apart() -> None:
    first, second, third = map(wrapped, ENGLISH)
    under_first = 550 - 1.27 * 11 * len(first)
    indented = printed(first) + at(second[0], 60, under_first) + printed([*second[1:], *third], top=under_first - 14)

    assert text_of(printed([*first, *second, *third])) == "\n\n".join(ENGLISH)
    assert text_of(indented) == "\n\n".join(ENGLISH)


def test_columns_are_read_one_after_the_other() -> None:
    left, right = wrapped(ENGLISH[0], 30), wrapped(ENGLISH[1], 30)

    assert text_of(printed(left) + printed(right, left=220)) == f"{ENGLISH[0]}\n\n{ENGLISH[1]}"


def test_a_sentence_goes_on_over_the_page_and_headers_footers_and_page_numbers_are_gone() -> None:
    pages = []
    for number, part in enumerate(ENGLISH, 1):
        head, foot = at("The Bay Post, weekend edition", 40, 580), at(f"Page {number} of 3", 190, 15)
        pages.append(head + printed(wrapped(part.removesuffix("."))) + foot)

    assert text_of(*pages) == " ".join(part.removesuffix(".") for part in ENGLISH)


def test_lines_of_the_text_that_differ_by_a_number_only_are_no_headers() -> None:
    said = "On day {} of the strike nobody came to the old ferry terminal of Millbrook."

    assert text_of(*(printed([said.format(day)]) for day in (1, 2, 3))) == "\n\n".join(map(said.format, (1, 2, 3)))


def test_items_of_a_list_stay_apart() -> None:
    lines = ["The council named three piers:", "• North Pier.", "• South Pier.", "• The pier beside the fish market."]

    assert text_of(printed(lines)).split("\n\n") == lines


def test_metadata_give_title_author_and_a_date_that_is_marked_as_theirs() -> None:
    article = read(pdf(STORY, info=INFO))

    assert (article.title, article.author) == ("Ferry to close", "Jo Pike")
    assert article.published == parse_published("2026-11-20T09:30:00+09:00", from_metadata=True)


@pytest.mark.parametrize(
    "title",
    ["", "Microsoft Word - ferry.doc", "untitled", "scan-0012", "scan-0012.pdf", "제목 없음", "C:\\ferry.qxd"],
)
def test_a_title_that_only_a_program_gave_gives_way_to_the_large_letters(title: str) -> None:
    heading = ["Ferry terminal closes", "after ninety-one years"]
    article = read(
        pdf(printed(heading, size=20, top=580) + printed(*map(wrapped, ENGLISH), top=500), info={"Title": title})
    )

    assert article.title == "Ferry terminal closes after ninety-one years"


def test_without_large_letters_a_first_line_that_is_no_sentence_is_the_title_and_else_the_files_name() -> None:
    assert read(pdf(printed(["Ferry terminal closes"], wrapped(ENGLISH[0])))).title == "Ferry terminal closes"
    assert read(pdf(STORY), "ferry_to-close.pdf").title == "Ferry to close"


@pytest.mark.parametrize("date", ["D:19700101000000Z", "D:20269999", "yesterday", "", "D:00010101000000+14'00'"])
def test_a_date_that_cannot_be_meant_is_none(date: str) -> None:
    assert read(pdf(STORY, info={"CreationDate": date})).published is None


@pytest.mark.parametrize("author", ["User", "admin", "Microsoft Office User", "사용자", "unknown"])
def test_an_account_is_no_author(author: str) -> None:
    assert read(pdf(STORY, info={"Author": author})).author == ""


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_forbids_changes_is_read_and_one_that_asks_for_a_password_refused(algorithm: str) -> None:
    assert read(locked(pdf(STORY), user="", algorithm=algorithm)).text == "\n\n".join(ENGLISH)
    with pytest.raises(SourceProblem, match="protected with a password"):
        read(locked(pdf(STORY), user="secret", algorithm=algorithm))


def test_a_scan_is_refused_and_one_with_text_enough_beside_its_pictures_read() -> None:
    with pytest.raises(SourceProblem, match=r"pictures \(a scan\).*OCR"):
        read(pdf("/I Do", at("12", 40, 40) + " /I Do", picture=True))
    assert read(pdf("/I Do", STORY, picture=True)).text == "\n\n".join(ENGLISH)


def test_letters_that_nothing_names_are_refused() -> None:
    with pytest.raises(SourceProblem, match="which letters its signs stand for"):
        read(pdf(printed(["\ue001\ue002\ue003 \ue004\ue005\ue006\ue007 \ue001\ue002"] * 9)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf(), "no text"),
        (pdf(""), "no text"),
        (pdf(STORY)[:700], "damaged or cut short"),
        (b"%PDF-1.7", "damaged or cut short"),
        (b"%PDF-1.7\n" + b"\0garbage" * 500, "damaged or cut short"),
        (b"Only words.", "this is no PDF"),
        (b"", "this is no PDF"),
    ],
)
def test_what_is_empty_broken_or_no_pdf_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SourceProblem, match=reason):
        read(content)


def with_contents(*contents: bytes) -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /F 4 0 R >> >> >>",
            *contents,
        ]
    )


PACKED = zlib.compress(zlib.compress(b"q " * 30_000_000, 9), 9)
HOSTILE = {
    "bomb": with_contents(stream(PACKED, "/Filter [/FlateDecode /FlateDecode]")),
    "form in itself": with_contents(
        stream(b"/F Do " * 3, "/Type /XObject /Subtype /Form /Resources << /XObject << /F 4 0 R >> >>")
    ),
    "deep array": with_contents(stream(b"[" * 100_000 + b"]" * 100_000 + b" TJ")),
    "pages in themselves": assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Kids [2 0 R 2 0 R] /Count 9 /Type /Pages >>"]
    ),
    "2,000 pages": assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 2000 /Kids [" + b"3 0 R " * 2000 + b"] >>",
            b"<< /Type /Page /Parent 2 0 R >>",
        ]
    ),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_pdf_is_refused_without_a_word_in_the_log(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(SourceProblem):
        read(content)

    others = ("filelock",)  # one that another test left, collected as garbage meanwhile
    assert [one for one in caplog.records if one.name not in others] == []


def test_a_pdf_from_the_web_is_known_by_its_address() -> None:
    article = article_of(
        Page("https://bay.example/files/ferry-to-close.pdf?x=1", pdf(STORY), "application/octet-stream")
    )

    assert article.id == article.url == "https://bay.example/files/ferry-to-close.pdf?x=1"
    assert (article.title, article.publisher) == ("Ferry to close", "bay.example")
