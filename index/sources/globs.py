"""Patterns such as 'articles/**/*.md': what they match, and which folder their files are known below."""

from __future__ import annotations

import re
from pathlib import Path

from index.errors import SourceProblem

HIDDEN = (".", "~$")
"""How the names of files begin that are nobody's articles: hidden ones, and the locks of an open Word."""
_WILD = re.compile(r"[*?\[]")


def is_glob(path: Path) -> bool:
    """Whether there is a wildcard in it; a file of exactly that name, if there is one, is meant before."""
    return _WILD.search(str(path)) is not None


def fixed_part(pattern: Path) -> Path:
    """The folder before the first wildcard: the source that the matching files lie in."""
    return Path(*pattern.parts[: _first_wild(pattern)])


def names_a_kind(pattern: Path) -> bool:
    """Whether its files' kind is spelled out, as in *.csv."""
    return bool(pattern.suffix) and not _WILD.search(pattern.suffix)


def matches(pattern: Path) -> list[Path]:
    """What it matches, sorted, without hidden files and without what a link leads out of the folder to.

    With ** only files, because folders match beside what is in them. Raises SourceProblem for what is no pattern.
    """
    folder = fixed_part(pattern)
    wild = pattern.parts[_first_wild(pattern) :]
    if wild[-1] == "**":
        wild = (*wild, "*")
    try:
        found = sorted(folder.glob("/".join(wild)))
        inside = folder.resolve()
        return [
            path
            for path in found
            if not any(part.startswith(HIDDEN) for part in path.relative_to(folder).parts)
            and path.resolve().is_relative_to(inside)
            and not ("**" in wild and path.is_dir())
        ]
    except (ValueError, NotImplementedError, OSError, RuntimeError, re.error) as error:
        raise SourceProblem(f"the pattern cannot be used: {error}") from error


def _first_wild(pattern: Path) -> int:
    return next(at for at, part in enumerate(pattern.parts) if _WILD.search(part))
