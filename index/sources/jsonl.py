"""JSON Lines, plain or gzipped: an article a line, read as a stream."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any

from index.article import Article, derived_id
from index.errors import SourceProblem
from index.language import language_of
from index.sources.contents import LIMIT, in_words, opened, refuse_binary
from index.sources.fields import read_fields, storable
from index.sources.refusal import Refusal, found_or_refusal, shown
from index.sources.urls import canonical

_HEAD = 4096
_BROKEN = (OSError, EOFError, zlib.error)


def read_jsonl(path: Path) -> Iterator[Article | Refusal]:
    """An article or a refusal for each line that is not blank, and one refusal for a file that is not JSON Lines."""
    try:
        with opened(path) as file:
            yield from read_lines(file, shown(path), gzipped=_is_gzipped(path))
    except SourceProblem as problem:
        yield Refusal(shown(path), str(problem))


def read_lines(file: BufferedReader[Any], source: str, *, gzipped: bool) -> Iterator[Article | Refusal]:
    """The same of an open file, or of a pipe, which is never held in memory."""
    number = 0
    try:
        stream = gzip.GzipFile(fileobj=file) if gzipped else file
        _refuse_other_formats(stream.peek(_HEAD))
        for number, line in _lines(stream):
            yield found_or_refusal(f"{source}:{number}", partial(_article, line))
    except SourceProblem as problem:
        yield Refusal(source, str(problem))
    except _BROKEN as error:
        yield Refusal(f"{source}:{number + 1}" if number else source, _in_words(error))


def count_lines(path: Path) -> int:
    """How many lines are not blank; 1, its refusal, of an unreadable file. Unpacking takes far less than adding."""
    try:
        with opened(path) as file:
            return sum(1 for _ in _lines(gzip.GzipFile(fileobj=file) if _is_gzipped(path) else file))
    except (SourceProblem, *_BROKEN):
        return 1


def _is_gzipped(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def _refuse_other_formats(head: bytes) -> None:
    refuse_binary(head)
    if b"{" not in head:
        raise SourceProblem("it is not what its name says: JSON Lines have one {...} object a line")


def _lines(stream: BufferedReader | gzip.GzipFile) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank with its number from 1; of one over the limit a little more than the limit."""
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LIMIT)
        if line.strip():
            yield number, line


def _article(line: bytes) -> Article:
    stated = _object(line)
    text = stated.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceProblem('it has no "text", or one that is empty or not text')
    storable(text, '"text"')
    fields = read_fields(stated)
    return Article(
        id=fields.id or canonical(fields.url) or derived_id(fields.title, fields.publisher, text),
        text=text,
        title=fields.title,
        publisher=fields.publisher,
        author=fields.author,
        published=fields.published,
        url=fields.url,
        language=fields.language or language_of(text),
    )


def _object(line: bytes) -> dict[str, object]:
    if len(line) > LIMIT:
        raise SourceProblem(f"the line is longer than {LIMIT // 1_000_000} MB")
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceProblem("the line is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise SourceProblem(f"the line is not valid JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise SourceProblem(
            "the line is not JSON of a sensible size: a number too long or nested too deeply"
        ) from error
    if not isinstance(value, dict):
        raise SourceProblem("the line is not a JSON object {...}")
    return value


def _in_words(error: Exception) -> str:
    match error:
        case gzip.BadGzipFile() | EOFError() | zlib.error():
            return "its gzip compression is broken or cut short"
        case _:
            return in_words(error)
