"""Files and folders: what is read, in which order, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.article import Article
from index.sources import Refusal, WebLimits, count, read
from tests.index.sources.pages import ENGLISH, html


def all_of(source: Path | str) -> list[Article | Refusal]:
    return list(read(str(source), web=WebLimits()))


def refusal(source: Path | str) -> Refusal:
    [item] = all_of(source)
    assert isinstance(item, Refusal)
    return item


def ids(source: Path) -> list[str]:
    return [item.id for item in all_of(source) if isinstance(item, Article)]


def test_a_folder_gives_all_readable_files_below_it_sorted_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.md").write_text("Second.")
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "c.HTML").write_text(html(ENGLISH))
    (tmp_path / "d.jsonl").write_text('{"text": "Fourth.", "id": "four"}\n')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    assert ids(tmp_path) == ["a.txt", "b/two.md", "c.HTML", "four"]
    assert count(str(tmp_path)) == 4


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "notes.txt").write_text("Hidden.")
    (tmp_path / ".draft.txt").write_text("Hidden.")
    (tmp_path / "shown.txt").write_text("Shown.")

    assert ids(tmp_path) == ["shown.txt"]


def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b")

    assert refusal(tmp_path).reason.startswith("the folder holds nothing to read; Footnote reads .txt, .md")
    assert count(str(tmp_path)) == 1


def test_links_out_of_the_folder_and_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, inside / "sub", outside):
        folder.mkdir()
    (outside / "secret.txt").write_text("Secret.")
    (inside / "sub" / "news.txt").write_text("News.")
    (inside / "out").symlink_to(outside)
    (inside / "out.txt").symlink_to(outside / "secret.txt")
    (inside / "sub" / "up").symlink_to(inside)
    (inside / "self.txt").symlink_to(inside / "self.txt")

    [only] = all_of(inside)

    assert isinstance(only, Article)
    assert only.id == "sub/news.txt"


def test_a_link_to_a_file_of_the_same_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("News.")
    (tmp_path / "today.txt").symlink_to(tmp_path / "news.txt")

    assert ids(tmp_path) == ["news.txt", "today.txt"]


def test_a_single_file_is_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("News.")

    assert ids(path) == ["news.txt"]
    assert count(str(path)) == 1


def test_another_kind_of_file_is_refused_with_the_kinds_that_are_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b")

    assert ".txt, .md, .html, .htm, .jsonl, .ndjson, .jsonl.gz" in refusal(path).reason


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere", "a/b/c.md", "nul\0byte.txt", "x" * 5000])
def test_a_path_that_does_not_exist_is_refused(tmp_path: Path, name: str) -> None:
    refused = refusal(f"{tmp_path}/{name}")

    assert "no such file" in refused.reason or "could not be read" in refused.reason
    assert count(f"{tmp_path}/{name}") in (1, None)


def test_no_name_at_all_is_not_the_current_folder() -> None:
    assert refusal("").reason == "no source is named"


@pytest.mark.parametrize("source", ["ftp://news.example/a.txt", "file:///etc/hosts"])
def test_an_address_that_is_not_of_the_web_is_refused(source: str) -> None:
    assert refusal(source) == Refusal(source, "only http and https addresses can be read")
    assert count(source) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"{ some \0 bytes", "binary data"),
        (b" \n", "it is empty"),
        (b"", "it is empty"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    refused = refusal(path)

    assert refused.source == str(path)
    assert reason in refused.reason


def test_a_page_without_markup_and_a_text_that_is_a_page_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("Only words, no page at all.")
    (tmp_path / "b.txt").write_text(html(ENGLISH))

    reasons = [item.reason for item in all_of(tmp_path) if isinstance(item, Refusal)]

    assert reasons == [
        "it is not what its name says: there is no HTML in it",
        "it is not what its name says: this is a web page; name it .html",
    ]


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"word " * 2_000_001)

    assert refusal(path).reason == "the file is larger than 10 MB"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_without_permission_are_refused_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "locked.txt").write_text("Locked.")
    (tmp_path / "locked.txt").chmod(0)
    (tmp_path / "open.txt").write_text("Open.")

    refused = [item for item in all_of(tmp_path) if isinstance(item, Refusal)]

    assert [item.reason for item in refused] == ["Footnote may not read it (permission denied)"] * 2
    assert ids(tmp_path) == ["open.txt"]


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    for name in ("pipe.txt", "pipe.jsonl"):
        os.mkfifo(tmp_path / name)

    assert [str(item) for item in all_of(tmp_path) if "not an ordinary file" in str(item)] != []
    assert ids(tmp_path) == []


def test_a_name_that_is_not_utf8_is_refused_in_words_that_can_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text("News.")

    refused = refusal(tmp_path)

    assert refused.source.encode()
    assert "half a character" in refused.reason


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-")
    (tmp_path / "b.txt").write_text("News.")

    first, second = all_of(tmp_path)

    assert isinstance(first, Refusal)
    assert isinstance(second, Article)


def test_a_folder_is_read_one_article_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "b.txt").write_text("Second.")

    reading = read(str(tmp_path), web=WebLimits())
    next(reading)
    (tmp_path / "b.txt").write_text("Changed meanwhile.")

    assert next(reading).text == "Changed meanwhile."  # type: ignore[union-attr]  # an Article
