"""Standard input: every kind is known by how it begins, and JSON Lines are never held in memory."""

from __future__ import annotations

import gzip
import io
import json
import os

import pytest

from index.article import Article
from index.sources import Refusal, WebLimits, count, read
from tests.index.sources.docxs import docx
from tests.index.sources.feeds import item, paragraphs, rss
from tests.index.sources.pages import ENGLISH, KOREAN, html
from tests.index.sources.pdfs import pdf, printed

LINES = "\n".join([json.dumps({"id": "a", "text": "One."}), "{broken", json.dumps({"text": "Two.", "title": "T"})])
FEED = rss(item(title="Ferry to close", content=paragraphs(*ENGLISH)))
PDF = pdf(printed(["Ferry to close"], size=20) + printed(["Page one of it was short."], top=400), info={})
TEXT = "\n".join(ENGLISH)
KOREAN_PAGE = html(KOREAN, heading="여객선 터미널").replace("utf-8", "euc-kr").replace("©", "")


def piped(content: bytes | str) -> list[Article | Refusal]:
    stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
    return list(read("-", web=WebLimits(), stdin=stream))


def an_only_article(content: bytes | str) -> Article:
    [found] = piped(content)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("packed", [False, True])
def test_json_lines_are_read_and_refused_by_the_line(packed: bool) -> None:
    found = piped(gzip.compress(LINES.encode()) if packed else LINES)

    assert [one.text for one in found if isinstance(one, Article)] == ["One.", "Two."]
    assert [one.source for one in found if isinstance(one, Refusal)] == ["standard input:2"]
    assert count("-") == 1


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        (html(ENGLISH), "Ferry terminal to close in October", ENGLISH[2]),
        (KOREAN_PAGE.encode("cp949"), "여객선 터미널", KOREAN[2]),
        (FEED, "Ferry to close", TEXT),
        (docx(("Title", "Ferry to close"), *ENGLISH), "Ferry to close", ENGLISH[1]),
        (PDF, "Ferry to close", "Page one of it was short."),
        (f"---\ntitle: Ferry to close\n---\n{TEXT}", "Ferry to close", TEXT),
        (f"# Ferry to close\n\n{TEXT}", "Ferry to close", TEXT),
        (TEXT, "", TEXT),
        ("\n".join(KOREAN).encode("cp949"), "", "\n".join(KOREAN)),
        ("{ an odd beginning of a text", "", "{ an odd beginning of a text"),
    ],
    ids=["page", "korean page", "feed", "word", "pdf", "front matter", "markdown", "text", "euc-kr", "brace"],
)
def test_what_is_piped_is_known_for_what_it_is(content: bytes | str, title: str, text: str) -> None:
    article = an_only_article(content)

    assert article.title == title
    assert text in article.text


def test_a_text_is_known_again_by_its_title_or_else_by_itself() -> None:
    titled = [an_only_article(f"---\ntitle: Ferry\n---\n{text}").id for text in ("One.", "Two.")]
    untitled = [an_only_article(text).id for text in ("One.", "One.", "Two.")]

    assert titled[0] == titled[1]
    assert untitled[0] == untitled[1] != untitled[2]
    assert an_only_article("---\nid: seven\n---\nText.").id == "seven"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"\x89PNG", "a PNG picture"),
        (b"a\0b", "binary data"),
        (b"<?xml version='1.0'?><urlset/>", "XML, but no feed"),
        (b"x" * 10_000_001, "standard input is larger than 10 MB"),
        (gzip.compress(b"Only words.", mtime=0), "JSON Lines have one"),
        (b"%PDF-1.7", "damaged or cut short"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    [refused] = piped(content)

    assert isinstance(refused, Refusal)
    assert refused.source == "standard input"
    assert reason in refused.reason


def test_closed_input_is_refused() -> None:
    closed = io.BytesIO()
    closed.close()

    assert list(read("-", web=WebLimits())) == [Refusal("standard input", "it is closed")]
    assert "closed" in str(*read("-", web=WebLimits(), stdin=closed))


def test_a_stream_of_json_lines_is_read_as_it_flows() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream, os.fdopen(writing, "wb", buffering=0) as pipe:
        pipe.write(b'{"id": "long", "text": "' + b"x" * 17_000 + b'"}\n')
        found = read("-", web=WebLimits(), stdin=stream)

        first = next(found)
        pipe.write(b'{"id": "second", "text": "Two."}\n')

        assert [one.id for one in (first, next(found)) if isinstance(one, Article)] == ["long", "second"]
