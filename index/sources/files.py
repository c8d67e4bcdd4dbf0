"""Files and folders: which of them are read, in which order, and how each becomes articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from index.article import Article
from index.sources.contents import file_bytes, in_words
from index.sources.fields import storable
from index.sources.jsonl import count_lines, read_jsonl
from index.sources.refusal import Refusal, article_or_refusal, shown
from index.sources.text import read_text


def _read_html(content: bytes, name: str) -> Article:
    from index.sources.page import read_page  # imported late: adding JSON Lines starts faster without

    return read_page(content, name)


_JSONL = (".jsonl", ".ndjson", ".jsonl.gz")
_WHOLE: dict[str, Callable[[bytes, str], Article]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": _read_html,
    ".htm": _read_html,
}
_READ = f"Footnote reads {', '.join((*_WHOLE, *_JSONL))}, folders of these, and http(s) addresses"


def read_path(path: Path, name: str = "") -> Iterator[Article | Refusal]:
    """The articles of one file, which may have a `name` of its own, or of all files below a folder that can be read."""
    try:
        path.stat()
    except (OSError, ValueError) as error:
        yield Refusal(shown(path), in_words(error))
        return
    if path.is_dir():
        yield from _read_folder(path)
    elif _is_read(path):
        yield from _read_file(path, name or path.name)
    else:
        yield Refusal(shown(path), f"this kind of file is not read; {_READ}")


def count_articles(path: Path) -> int:
    """How many articles and refusals `read_path` will yield."""
    try:
        is_folder = path.is_dir()
    except OSError:
        return 1
    if not is_folder:
        return _count_file(path)
    return sum(_count_file(item) if isinstance(item, Path) else 1 for item in _below(path, ())) or 1


def _count_file(path: Path) -> int:
    return count_lines(path) if _is_jsonl(path) else 1


def _read_folder(folder: Path) -> Iterator[Article | Refusal]:
    found = False
    for item in _below(folder, ()):
        found = True
        if isinstance(item, Refusal):
            yield item
        else:
            yield from _read_file(item, item.relative_to(folder).as_posix())
    if not found:
        yield Refusal(shown(folder), f"the folder holds nothing to read; {_READ}")


def _below(folder: Path, parents: tuple[Path, ...]) -> Iterator[Path | Refusal]:
    """The readable files below a folder, sorted, without hidden ones; `parents` are the real folders on the way."""
    try:
        entered = (*parents, folder.resolve())
        entries = [(path, path.is_dir()) for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    except OSError as error:
        yield Refusal(shown(folder), in_words(error))
        return
    for path, is_folder in entries:
        if path.is_symlink() and not _stays_inside(path, entered):
            continue
        if is_folder:
            yield from _below(path, entered)
        elif _is_read(path):
            yield path


def _stays_inside(link: Path, entered: tuple[Path, ...]) -> bool:
    """Whether a link's target lies in the source folder and is none of the folders that led to the link."""
    try:
        target = link.resolve()
    except (OSError, RuntimeError):  # a link to itself; which of the two depends on Python's version
        return False
    return target.is_relative_to(entered[0]) and target not in entered


def _read_file(path: Path, name: str) -> Iterator[Article | Refusal]:
    if _is_jsonl(path):
        yield from read_jsonl(path)
    else:
        yield article_or_refusal(shown(path), lambda: _read_whole(path, name))


def _read_whole(path: Path, name: str) -> Article:
    return _WHOLE[path.suffix.lower()](file_bytes(path), storable(name, "the file's name"))


def _is_jsonl(path: Path) -> bool:
    return path.name.lower().endswith(_JSONL)


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in _WHOLE or _is_jsonl(path)
