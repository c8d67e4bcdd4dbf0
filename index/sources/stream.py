"""Standard input -> articles: what it is, is told by how it begins; JSON Lines flow, all else is read to its end."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from index.article import Article, derived_id
from index.errors import SourceProblem
from index.sources.contents import all_bytes, in_words, refuse_binary
from index.sources.docx import read_docx
from index.sources.feed import Feed, read_feed
from index.sources.jsonl import read_lines
from index.sources.kinds import HEAD, Kind, kind_of
from index.sources.page import read_page
from index.sources.pdf import read_pdf
from index.sources.refusal import Refusal, found_or_refusal
from index.sources.text import read_text

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

NAME = "standard input"


def read_stream(stream: BinaryIO | None) -> Iterator[Article | Refusal | Feed]:
    """What a stream holds, whichever kind it is of that `footnote add` reads."""
    try:
        head = stream.read(HEAD) if stream else b""
    except (OSError, ValueError) as error:
        yield Refusal(NAME, in_words(error))
        return
    if not stream or not head.strip():
        yield Refusal(NAME, "it is empty" if stream else "it is closed")
        return
    kind, whole = kind_of(head), io.BufferedReader(_Whole(head, stream))
    if kind in (Kind.JSON_LINES, Kind.GZIP):
        yield from read_lines(whole, NAME, gzipped=kind is Kind.GZIP)
    else:
        yield found_or_refusal(NAME, lambda: _found(all_bytes(whole, NAME), kind))


class _Whole(io.RawIOBase):
    """A stream with what was read of it already in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._read: Callable[[int], bytes] = getattr(rest, "read1", rest.read)  # what is there, not all that may come

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        read = self._head.read(len(room)) or self._read(len(room))
        room[: len(read)] = read
        return len(read)


def _found(content: bytes, kind: Kind) -> Article | Feed:
    if kind is Kind.FEED:
        return read_feed(content, NAME)
    if kind is Kind.XML:
        raise SourceProblem("this is XML, but no feed (RSS or Atom)")
    if kind is Kind.PDF:
        article = read_pdf(content, "")
    elif kind in (Kind.ZIP, Kind.OLD_OFFICE):
        article = read_docx(content, "")
    else:
        refuse_binary(content)
        article = (read_page if kind is Kind.PAGE else read_text)(content, "")
    return article.named(article.id or derived_id(article.title, article.publisher, article.text))
