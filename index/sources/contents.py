"""The bytes of a source: within the limit, of the kind its name says, and decoded."""

from __future__ import annotations

import re
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceProblem

LIMIT = 10_000_000
"""The most bytes of one file, page or JSONL line."""

_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"SQLite format 3": "an SQLite database",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
}
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(r"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_REPLACED = "\ufffd"
_HANGUL_ENCODINGS = {"euc-kr", "euckr", "ks_c_5601-1987", "ksc5601"}


def opened(path: Path) -> BufferedReader:
    """An ordinary file, open for reading; SourceProblem if there is none or it may not be read."""
    try:
        if path.exists() and not path.is_file():
            raise SourceProblem("this is not an ordinary file")
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise SourceProblem(in_words(error)) from error


def file_bytes(path: Path) -> bytes:
    """All of a file."""
    with opened(path) as file:
        return all_bytes(file, "the file")


def all_bytes(stream: BinaryIO, what: str) -> bytes:
    """All of a stream that is not over the limit and not empty."""
    try:
        content = stream.read(LIMIT + 1)
    except OSError as error:
        raise SourceProblem(in_words(error)) from error
    if len(content) > LIMIT:
        raise SourceProblem(f"{what} is larger than {LIMIT // 1_000_000} MB")
    if not content.strip():
        raise SourceProblem("it is empty")
    return content


def refuse_binary(content: bytes) -> None:
    """SourceProblem, naming what it is, unless these bytes (or this beginning of some) can be text."""
    if not content.strip():
        raise SourceProblem("it is empty")
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise SourceProblem(f"it is not what its name says: this is {what}")
    if b"\0" in content and not content.startswith(_WIDE_MARKS):
        raise SourceProblem("it is not what its name says: it holds binary data")


def decode(content: bytes, declared: str = "") -> str:
    """Text of bytes: by byte order mark, UTF-8, the declared encoding, else a guess; SourceProblem if none fits."""
    if content.startswith(_WIDE_MARKS):
        return _as(content, "utf-16", errors="strict") or _undecodable()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (declared and _as(content, declared, errors="replace")) or _guessed(content)


def declared_charset(*places: str) -> str:
    """The encoding named first by some places: a Content-Type header, the beginning of a page."""
    for place in places:
        if match := _CHARSET.search(place):
            name = match[1].lower()
            return "cp949" if name in _HANGUL_ENCODINGS else name
    return ""


def in_words(error: Exception) -> str:
    """Why a file could not be read, for a person."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file or folder"
        case PermissionError():
            return "Footnote may not read it (permission denied)"
        case OSError():
            return f"it could not be read: {(error.strerror or str(error)).lower()}"
        case _:
            return f"it could not be read: {error}"


def _as(content: bytes, encoding: str, errors: str) -> str:
    """The text in this encoding, "" where that is unknown or does not fit."""
    try:
        return content.decode(encoding, errors)
    except (LookupError, UnicodeError):
        return ""


def _guessed(content: bytes) -> str:
    """Korean first, because detectors mistake a short EUC-KR text for Chinese; else what charset-normalizer says."""
    _refuse_damaged_utf8(content)
    korean = _as(content, "cp949", errors="strict")
    if korean and _is_mostly_hangul(korean):
        return korean
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    return str(best) if best else _undecodable()


def _refuse_damaged_utf8(content: bytes) -> None:
    """UTF-8 with a few broken bytes must not be taken for an encoding in which every byte means something."""
    text = content.decode(errors="replace")
    broken = text.count(_REPLACED)
    if sum(letter > "\x7f" for letter in text) > 2 * broken:
        raise SourceProblem(f"it is UTF-8 text, but damaged (first near character {text.index(_REPLACED)})")


def _is_mostly_hangul(text: str) -> bool:
    foreign = [letter for letter in text if letter > "\x7f"]
    return sum("\uac00" <= letter <= "\ud7a3" for letter in foreign) > 0.8 * len(foreign)


def _undecodable() -> str:
    raise SourceProblem("its encoding cannot be told; save it as UTF-8")
