"""What a document's metadata say: taken where a person may have written it, left where only a program did; pure."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import PurePosixPath

from index.published import Published, parse_published

_LONGEST = 300
_MADE_BY_PROGRAMS = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*|(?:un|no )titled?(?:[ -]?\d+)?|(?:document|presentation|slide|page) ?\d*"
    r"|제목 ?없음|무제|문서 ?\d*|about:blank|print|.*://.*|.*[\\/].*"
    r"|.*\.(?:docx?|dotx?|hwpx?|pdf|odt|rtf|txt|md|indd|qxd|pages|tmp|html?|pptx?|xlsx?|tex|dvi|ps)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:default |microsoft office )?user(?:[ -]?\d+)?|admin(?:istrator)?|root|owner|author|unknown|anonymous|pc"
    r"|python-docx|사용자|관리자|작성자|\W*",
    re.IGNORECASE,
)
_FIRST_YEAR = 1990
"""Before it no such document was made: clocks that were never set begin in 1970 or 1980."""
_WORD_BREAK = re.compile(r"(?<!\d)[-_]+|[-_]+(?!\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff\ufffd]+")


def sensible_title(stated: object, name: str = "") -> str:
    """A title that somebody may have meant; "" for a program's placeholder and the file's own name."""
    title = _line(stated)
    stem = PurePosixPath(name).stem
    of_program = _MADE_BY_PROGRAMS.fullmatch(title) or title.casefold() in (name.casefold(), stem.casefold())
    return "" if of_program or len(title) > _LONGEST else title


def sensible_author(stated: object) -> str:
    """An author who may be a person; "" for the accounts that programs sign with."""
    author = _line(stated)
    return "" if _NOBODY.fullmatch(author) or len(author) > _LONGEST else author


def made_on(stated: object) -> Published | None:
    """When a document says it was made, marked as such; None for what is no date or lies before such documents."""
    if not isinstance(stated, datetime) or stated.year < _FIRST_YEAR:
        return None
    try:
        return parse_published(stated, from_metadata=True)
    except ValueError:
        return None  # outside the calendar once it is taken to UTC


def title_of_name(name: str) -> str:
    """A file's name made readable."""
    words = _WORD_BREAK.sub(" ", PurePosixPath(name).stem).strip()
    return words[:1].upper() + words[1:]


def _line(stated: object) -> str:
    return " ".join(_CONTROL.sub(" ", stated).split()) if isinstance(stated, str) else ""
