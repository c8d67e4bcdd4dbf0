"""JSON Lines: every line for itself."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.article import Article
from index.published import Published
from index.sources import Refusal, WebLimits, count, read


def written(folder: Path, *lines: str | bytes, name: str = "news.jsonl") -> Path:
    path = folder / name
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return path


def read_all(path: Path) -> list[Article | Refusal]:
    return list(read(str(path), web=WebLimits()))


def one(folder: Path, **fields: object) -> Article | Refusal:
    [item] = read_all(written(folder, json.dumps(fields)))
    return item


def article(folder: Path, **fields: object) -> Article:
    item = one(folder, **fields)
    assert isinstance(item, Article)
    return item


def test_all_fields_of_a_line_become_the_article(tmp_path: Path) -> None:
    made = article(
        tmp_path,
        id="n-1",
        title="Ferry terminal closes",
        text="The terminal closes.",
        published="2026-03-01T09:00:00+09:00",
        url="https://bay.example/ferry?utm_source=x",
        source="The Bay Post",
        language="en-GB",
        author="I. Reyes",
    )

    assert made == Article(
        id="n-1",
        title="Ferry terminal closes",
        text="The terminal closes.",
        published=Published(datetime(2026, 3, 1, tzinfo=UTC)),
        url="https://bay.example/ferry?utm_source=x",
        publisher="The Bay Post",
        language="en",
        author="I. Reyes",
    )


@pytest.mark.parametrize(
    "text", ["  spaced \r\n\tand tabbed\u00a0\n", "decomposed \u1112\u1161\u11ab", "\ufeffmark", "🛳️ x"]
)
def test_the_text_is_kept_exactly_as_given(tmp_path: Path, text: str) -> None:
    assert article(tmp_path, text=text).text == text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": "given", "url": "https://bay.example/a"}, "given"),
        ({"id": 17}, "17"),
        ({"id": " ", "url": "https://Bay.Example:443/a?b=1&utm_medium=x#top"}, "https://bay.example/a?b=1"),
    ],
)
def test_the_given_id_wins_over_the_url(tmp_path: Path, fields: dict[str, object], expected: str) -> None:
    assert article(tmp_path, text="News.", **fields).id == expected


def test_without_id_and_url_title_and_publisher_identify_an_article_so_that_a_correction_finds_it(
    tmp_path: Path,
) -> None:
    first = article(tmp_path, title="Ferry", publisher="Post", text="It closes.")
    corrected = article(tmp_path, title="Ferry", publisher="Post", text="It stays open.")
    other = article(tmp_path, title="Ferry", publisher="Courier", text="It closes.")

    assert first.id == corrected.id != other.id


def test_articles_with_nothing_but_text_are_told_apart_by_it(tmp_path: Path) -> None:
    assert article(tmp_path, text="One.").id != article(tmp_path, text="Two.").id


def test_a_language_that_is_not_given_is_detected(tmp_path: Path) -> None:
    assert article(tmp_path, text="밀브룩시 항만위원회는 옛 여객선 터미널을 닫기로 결정했다.").language == "ko"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "not valid JSON: Expecting property name enclosed in double quotes at column 2"),
        ("[1, 2]", "not a JSON object"),
        ('{"title": "no text"}', 'no "text"'),
        ('{"text": " \\n"}', 'no "text"'),
        ('{"text": ["a"]}', 'no "text"'),
        ('{"text": "half \\ud800 a character"}', "half a character (a lone surrogate) at position 5"),
        ('{"text": "News.", "title": "\\udfff"}', "half a character"),
        ('{"text": "a \\u0000 b"}', "NUL character"),
        ('{"text": "News.", "published": "soon"}', "the date 'soon' in \"published\" cannot be read"),
        ('{"text": "News.", "published": "2026-02-30"}', "cannot be read"),
        ('{"text": "News.", "published": 20260301}', '"published" must be text, not int'),
        ('{"text": "News.", "title": ["a"]}', '"title" must be text, not list'),
        ('{"text": "News.", "id": true}', '"id" must be text, not bool'),
        ('{"text": "News.", "url": "javascript:alert(1)"}', "not an http or https address"),
        (b'{"text": "\xff\xfe"}', "not UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "a number too long"),
    ],
)
def test_a_bad_line_is_refused_by_its_number_and_the_others_go_on(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    path = written(tmp_path, '{"id": "a", "text": "A."}', "", line, '{"id": "b", "text": "B."}')

    first, refused, last = read_all(path)

    assert isinstance(refused, Refusal)
    assert refused.source == f"{path}:3"
    assert reason in refused.reason
    assert [item.id for item in (first, last) if isinstance(item, Article)] == ["a", "b"]
    assert count(str(path)) == 3


def test_a_line_over_the_limit_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"text": "x" * 25_000_000}), '{"text": "Short."}')

    refused, short = read_all(path)

    assert refused == Refusal(f"{path}:1", "the line is longer than 10 MB")
    assert isinstance(short, Article)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = written(
        tmp_path, b'\xef\xbb\xbf{"id": "a", "text": "A."}\r', b'{"id": "b", "text": "B."}\r\n', name="n.ndjson"
    )

    assert [item.id for item in read_all(path) if isinstance(item, Article)] == ["a", "b"]


def test_a_gzipped_file_is_read_like_a_plain_one(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(b'{"id": "a", "text": "A."}\n{"text": 1}\n'), name="news.jsonl.gz")

    first, second = read_all(path)

    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert second.source == f"{path}:2"
    assert count(str(path)) == 2


def test_a_gzipped_file_cut_short_gives_what_was_whole(tmp_path: Path) -> None:
    lines = "".join(
        json.dumps({"id": str(number), "text": f"News {number * 7919}."}) + "\n" for number in range(20_000)
    )
    path = written(tmp_path, gzip.compress(lines.encode())[:-20_000], name="news.jsonl.gz")

    *whole, last = read_all(path)

    assert len(whole) > 1000
    assert isinstance(last, Refusal)
    assert last.reason == "its gzip compression is broken or cut short"


def test_a_file_named_gz_that_is_not_one_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, '{"text": "plain"}', name="news.jsonl.gz")

    assert read_all(path) == [Refusal(str(path), "its gzip compression is broken or cut short")]


def test_a_file_that_is_no_json_at_all_is_refused_once(tmp_path: Path) -> None:
    path = written(tmp_path, *["just words"] * 1000)

    [refused] = read_all(path)

    assert isinstance(refused, Refusal)
    assert "one {...} object a line" in refused.reason


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, *(json.dumps({"id": str(number), "text": "x" * 1000}) for number in range(1000)))

    reading: Iterator[Article | Refusal] = read(str(path), web=WebLimits())
    next(reading)
    path.write_bytes(b"")

    assert len(list(reading)) < 999
