"""Plain text and Markdown, with or without YAML front matter."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from index.article import Article
from index.errors import SourceProblem
from index.language import language_of
from index.sources.contents import declared_charset, decode
from index.sources.fields import Fields, read_fields, storable
from index.sources.metadata import title_of_name
from index.sources.urls import canonical, host

_FENCE = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LONGEST_FRONT_MATTER = 50_000
_HEADING = re.compile(r"^#[ \t]+(\S.*?)[ \t#]*\r?$", re.MULTILINE)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_text(content: bytes, name: str) -> Article:
    """An article of a text; `name` is its path below the source, its id unless it states a url or an id, or ""."""
    fields, text = _parts(decode(content))
    return _article(fields, text, name, id=canonical(fields.url) or fields.id or name, url=fields.url)


def read_fetched_text(content: bytes, url: str, content_type: str) -> Article:
    """An article of a text from the web; it is known by where it was fetched, whatever url or id it states."""
    fields, text = _parts(decode(content, declared_charset(content_type)))
    address = canonical(url)
    return _article(fields, text, unquote(PurePosixPath(address).name), id=address, url=address)


def _article(fields: Fields, text: str, name: str, *, id: str, url: str) -> Article:
    if not text.strip():
        raise SourceProblem("it holds no text")
    if _PAGE.match(text):
        raise SourceProblem("it is not what its name says: this is a web page; name it .html")
    return Article(
        id=id,
        text=storable(text, "the text"),
        title=fields.title or _title(text, name),
        publisher=fields.publisher or host(url),
        author=fields.author,
        published=fields.published,
        url=url,
        language=fields.language or language_of(text),
    )


def _parts(content: str) -> tuple[Fields, str]:
    """The front matter's fields, and everything after it exactly as it stands."""
    fence = _FENCE.match(content)
    if not fence:
        return Fields(), content
    closing = _CLOSING.search(content, fence.end(), fence.end() + _LONGEST_FRONT_MATTER)
    if not closing:
        raise SourceProblem("its front matter begins with '---' but no second '---' line ends it")
    return read_fields(_mapping(content[fence.end() : closing.start()])), content[closing.end() :]


def _mapping(front_matter: str) -> dict[str, object]:
    """Front matter as names and strings: BaseLoader, so that a title such as No or 2026 stays a title."""
    import yaml

    try:
        value = yaml.load(front_matter, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 2}" if error.problem_mark else ""
        raise SourceProblem(f"its front matter is malformed{line}: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceProblem("its front matter is malformed: control characters or too deep") from error
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise SourceProblem("its front matter is malformed: it must be lines of 'name: value'")
    return value


def _title(text: str, name: str) -> str:
    """The first Markdown heading, also of a text without a name, else the file's name made readable."""
    if (not name or name.lower().endswith(".md")) and (heading := _HEADING.search(text)):
        return heading[1]
    return title_of_name(name)
