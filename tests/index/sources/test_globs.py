"""Patterns: which files they match, how those are known, and what is said where nothing matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from index.sources import Refusal, WebLimits, count, read
from tests.index.sources.docxs import docx
from tests.index.sources.pages import ENGLISH


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of articles, with what is none between them."""
    folder = tmp_path / "news"
    for name in ("a.md", "b.txt", "2026/c.md", "2026/11/d.md", ".hidden.md", ".git/e.md", "2026/~$f.docx"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {name}.")
    (folder / "table.csv").write_text("a,b")
    return folder


def all_of(source: Path | str) -> list[Article | Refusal]:
    found = list(read(str(source), web=WebLimits()))
    assert len(found) == count(str(source))
    return found


def ids(source: Path | str) -> list[str]:
    return [one.id for one in all_of(source) if isinstance(one, Article)]


def refusal(source: Path | str) -> Refusal:
    [refused] = all_of(source)
    assert isinstance(refused, Refusal)
    return refused


@pytest.mark.parametrize(
    ("pattern", "matching"),
    [
        ("*.md", ["a.md"]),
        ("**/*.md", ["2026/11/d.md", "2026/c.md", "a.md"]),
        ("*.[mt]*", ["a.md", "b.txt"]),
        ("?.md", ["a.md"]),
        ("202?/*.md", ["2026/c.md"]),
    ],
)
def test_a_pattern_gives_the_files_that_match_known_below_its_fixed_part(
    news: Path, pattern: str, matching: list[str]
) -> None:
    assert ids(news / pattern) == matching


@pytest.mark.parametrize("pattern", ["*", "**", "**/*", "**/*.*"])
def test_a_file_is_known_the_same_by_its_folder_and_by_a_pattern(news: Path, pattern: str) -> None:
    assert sorted(ids(news / pattern)) == sorted(ids(news))
    assert not [one for one in all_of(news / pattern) if isinstance(one, Refusal)]


def test_a_file_of_exactly_that_name_is_meant_before_any_pattern(news: Path) -> None:
    (news / "[draft].md").write_text("A draft.")

    assert ids(news / "[draft].md") == ["[draft].md"]


def test_a_kind_that_is_not_read_is_refused_where_the_pattern_names_it(news: Path) -> None:
    assert refusal(news / "*.csv").reason.startswith("this kind of file is not read")


@pytest.mark.parametrize("pattern", ["*.html", "nowhere/*.md", "tab*", ".*.md", "**.md", "[", "**/../*"])
def test_a_pattern_that_matches_nothing_to_read_is_refused(news: Path, pattern: str) -> None:
    reason = refusal(news / pattern).reason

    assert "there is no such file, and nothing to read matches it" in reason or "pattern cannot be used" in reason


def test_links_out_of_the_folder_and_in_a_circle_are_not_followed(news: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("Secret.")
    (news / "out.md").symlink_to(tmp_path / "secret.md")
    (news / "2026" / "up").symlink_to(news)

    assert ids(news / "**" / "*.md") == ["2026/11/d.md", "2026/c.md", "a.md"]


def test_a_pattern_without_a_folder_is_of_the_current_one(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(news)

    assert ids("*.md") == ["a.md"]
    assert ids("2026/**/*.md") == ["11/d.md", "c.md"]


def test_documents_of_all_kinds_are_taken_from_a_folder(news: Path) -> None:
    (news / "report.docx").write_bytes(docx(*ENGLISH))

    assert "report.docx" in ids(news)


def test_an_old_word_document_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "report.doc").write_bytes(b"\xd0\xcf\x11\xe0")

    assert refusal(tmp_path / "report.doc").reason == "the old Word format (.doc) is not read; save it as .docx"
