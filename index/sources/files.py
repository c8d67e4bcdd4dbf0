"""Files, folders and globs: which of them are read, in which order, and how each becomes articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from index.article import Article
from index.errors import SourceProblem
from index.sources.contents import file_bytes, in_words, refuse_binary
from index.sources.feed import Feed, read_feed
from index.sources.fields import storable
from index.sources.globs import HIDDEN, fixed_part, is_glob, matches, names_a_kind
from index.sources.jsonl import count_lines, read_jsonl
from index.sources.kinds import Kind, kind_of
from index.sources.refusal import Refusal, found_or_refusal, shown
from index.sources.text import read_text


def _read_text(content: bytes, name: str) -> Article:
    refuse_binary(content)
    return read_text(content, name)


def _read_html(content: bytes, name: str) -> Article:
    from index.sources.page import read_page  # imported late, as the next two: adding JSON Lines starts faster without

    refuse_binary(content)
    return read_page(content, name)


def _read_pdf(content: bytes, name: str) -> Article:
    from index.sources.pdf import read_pdf

    return read_pdf(content, name)


def _read_docx(content: bytes, name: str) -> Article:
    from index.sources.docx import read_docx

    return read_docx(content, name)


_JSONL = (".jsonl", ".ndjson", ".jsonl.gz")
_WHOLE: dict[str, Callable[[bytes, str], Article]] = {
    ".txt": _read_text,
    ".md": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
}
_FEEDS = (".rss", ".atom", ".xml")
_KINDS = ", ".join((*[kind for kind in _WHOLE if kind not in (".pdf", ".docx")], *_JSONL, ".pdf", ".docx"))
_READ = (
    f"Footnote reads {_KINDS}, feeds ({', '.join(_FEEDS)}), folders and globs of these, http(s) addresses, "
    "and - for standard input"
)
Found = Article | Refusal | Feed
"""A feed is found here and followed elsewhere: files are read without any network."""


def read_path(path: Path, name: str = "") -> Iterator[Found]:
    """What is in one file, which may have a `name` of its own, in all files below a folder, or that a glob matches."""
    for item in _files(path, name):
        if isinstance(item, Refusal):
            yield item
        else:
            yield from _read_file(*item)


def count_articles(path: Path) -> int:
    """How many articles and refusals `read_path` will yield; a feed, before it is followed, is one."""
    return sum(1 if isinstance(item, Refusal) else _count_file(item[0]) for item in _files(path, ""))


def _count_file(path: Path) -> int:
    return count_lines(path) if _is_jsonl(path) else 1


_File = tuple[Path, str]
"""A file with its name below the source."""


def _files(path: Path, name: str) -> Iterator[_File | Refusal]:
    try:
        path.stat()
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield from _matching(path) if is_glob(path) else (Refusal(shown(path), in_words(error)),)
        return
    if is_folder:
        yield from _in_folder(path)
    elif _is_read(path):
        yield path, name or path.name
    else:
        yield _unread(path)


def _unread(path: Path) -> Refusal:
    if path.suffix.lower() == ".doc":
        return Refusal(shown(path), "the old Word format (.doc) is not read; save it as .docx")
    return Refusal(shown(path), f"this kind of file is not read; {_READ}")


def _in_folder(folder: Path) -> Iterator[_File | Refusal]:
    found = False
    for item in _below(folder, ()):
        found = True
        yield item if isinstance(item, Refusal) else (item, item.relative_to(folder).as_posix())
    if not found:
        yield Refusal(shown(folder), f"the folder holds nothing to read; {_READ}")


def _matching(pattern: Path) -> Iterator[_File | Refusal]:
    """Files of every kind where the pattern spells it out, as *.csv does; else those that can be read."""
    try:
        paths = matches(pattern)
    except SourceProblem as problem:
        yield Refusal(shown(pattern), str(problem))
        return
    found = False
    for path in (item for match in paths for item in (_below(match, ()) if match.is_dir() else (match,))):
        if isinstance(path, Refusal):
            yield path
        elif _is_read(path):
            yield path, path.relative_to(fixed_part(pattern)).as_posix()
        elif names_a_kind(pattern):
            yield _unread(path)
        else:
            continue
        found = True
    if not found:
        yield Refusal(shown(pattern), f"there is no such file, and nothing to read matches it as a pattern; {_READ}")


def _below(folder: Path, parents: tuple[Path, ...]) -> Iterator[Path | Refusal]:
    """The readable files below a folder, sorted, without hidden ones; `parents` are the real folders on the way."""
    try:
        entered = (*parents, folder.resolve())
        entries = [(path, path.is_dir()) for path in sorted(folder.iterdir()) if not path.name.startswith(HIDDEN)]
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


def _read_file(path: Path, name: str) -> Iterator[Found]:
    if _is_jsonl(path):
        yield from read_jsonl(path)
    elif path.suffix.lower() in _FEEDS:
        yield found_or_refusal(shown(path), lambda: _read_feed(path))
    else:
        yield found_or_refusal(shown(path), lambda: _read_whole(path, name))


def _read_whole(path: Path, name: str) -> Article:
    return _WHOLE[path.suffix.lower()](file_bytes(path), storable(name, "the file's name"))


def _read_feed(path: Path) -> Feed:
    content = file_bytes(path)
    refuse_binary(content)
    if kind_of(content) is not Kind.FEED:
        raise SourceProblem("it is no feed: neither RSS nor Atom is in it")
    return read_feed(content, shown(path))


def _is_jsonl(path: Path) -> bool:
    return path.name.lower().endswith(_JSONL)


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in (*_WHOLE, *_FEEDS) or _is_jsonl(path)
