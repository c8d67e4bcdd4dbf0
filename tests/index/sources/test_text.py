"""Plain text and Markdown with front matter."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.errors import SourceProblem
from index.published import Published
from index.sources import Page, article_of
from index.sources.text import read_text
from tests.index.sources.pages import KOREAN

FRONT = b"""---
title: "Ferry: the end"
source: The Bay Post
author: I. Reyes
date: 2026-03-01 09:00 +0900
url: https://bay.example/ferry
language: en
tags: [sea, boats]
---
"""


def test_front_matter_becomes_the_fields_and_is_no_part_of_the_text() -> None:
    article = read_text(FRONT + b"\nThe terminal closes.\n", "ferry.md")

    assert article.text == "\nThe terminal closes.\n"
    assert (article.title, article.publisher, article.author) == ("Ferry: the end", "The Bay Post", "I. Reyes")
    assert article.published == Published(datetime(2026, 3, 1, tzinfo=UTC))
    assert (article.id, article.url, article.language) == (
        "https://bay.example/ferry",
        "https://bay.example/ferry",
        "en",
    )


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("id: own\nurl: https://a.example/b", "https://a.example/b"),
        ("id: own", "own"),
        ("title: x", "sub/a.md"),
        ("", "sub/a.md"),
    ],
)
def test_the_url_comes_before_the_id_and_the_id_before_the_path(front: str, expected: str) -> None:
    assert read_text(f"---\n{front}\n---\nNews.".encode(), "sub/a.md").id == expected


@pytest.mark.parametrize(
    "text", ["  A\r\n\r\nB \n", "--\nnot front matter", "A\n---\ntitle: x\n---\nB", "한국\u1112\u1161 "]
)
def test_a_text_without_front_matter_is_kept_exactly(text: str) -> None:
    assert read_text(text.encode(), "a.txt").text == text


def test_windows_line_ends_in_front_matter_are_read() -> None:
    article = read_text(b"---\r\ntitle: No\r\n---\r\nText.\r\n", "a.txt")

    assert (article.title, article.text) == ("No", "Text.\r\n")


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: [unclosed", "malformed in line"),
        ("just words", "must be lines of 'name: value'"),
        ("- a\n- b", "must be lines of 'name: value'"),
        ("title: {a: b}", '"title" must be text, not dict'),
        ("published: soon", "the date 'soon'"),
        ("url: mailto:a@b.example", "not an http or https address"),
        ("title: \x07", "malformed: control characters"),
        ("a: " + "[" * 5000, "malformed"),
    ],
)
def test_malformed_front_matter_is_refused_with_the_reason(front: str, reason: str) -> None:
    with pytest.raises(SourceProblem) as refused:
        read_text(f"---\n{front}\n---\nText.".encode(), "a.md")

    assert reason in str(refused.value)


def test_front_matter_without_an_end_and_a_file_of_nothing_else_are_refused() -> None:
    with pytest.raises(SourceProblem, match="no second '---' line"):
        read_text(b"---\ntitle: x\nText.", "a.md")
    with pytest.raises(SourceProblem, match="holds no text"):
        read_text(b"---\ntitle: x\n---\n", "a.md")


@pytest.mark.parametrize(
    ("content", "name", "title"),
    [
        ("Intro\n\n# The  end of a ferry #\n\nText", "a.md", "The  end of a ferry"),
        ("## Second level only", "harbour-news_today.md", "Harbour news today"),
        ("# not a heading in plain text", "sub/2026-03-01-ferry.txt", "2026-03-01 ferry"),
        ("글", "여객선_터미널.txt", "여객선 터미널"),
    ],
)
def test_a_missing_title_comes_from_the_heading_or_the_name(content: str, name: str, title: str) -> None:
    article = read_text(content.encode(), name)

    assert article.title == title
    assert article.text == content


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "euc-kr", "cp949"])
def test_korean_text_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    text = "\n".join(KOREAN)

    article = read_text(text.encode(encoding), "a.txt")

    assert (article.text, article.language) == (text, "ko")


def test_a_short_korean_text_in_an_old_encoding_is_not_taken_for_chinese() -> None:
    assert read_text("여객선 터미널을 닫는다".encode("cp949"), "a.txt").text == "여객선 터미널을 닫는다"


def test_other_old_encodings_are_guessed() -> None:
    text = "Привет, это новости города. Сегодня закрыли старый паром."

    assert read_text(text.encode("cp1251"), "a.txt").text == text


def test_damaged_utf8_is_refused_rather_than_turned_into_other_letters() -> None:
    with pytest.raises(SourceProblem, match="damaged"):
        read_text("a “quoted” café".encode() + b"\xff", "a.txt")


def test_a_text_from_the_web_is_known_by_its_address_whatever_it_claims() -> None:
    content = b"---\nurl: https://other.example/theirs\nid: theirs\npublisher: Bay\n---\nNews."

    article = article_of(Page("https://bay.example/a/ferry-news.txt#x", content, "text/plain; charset=utf-8"))

    assert (article.id, article.url) == ("https://bay.example/a/ferry-news.txt",) * 2
    assert (article.title, article.publisher, article.text) == ("Ferry news", "Bay", "News.")
