"""What means to be an XML feed -> well-formed XML without entities and within bounds, so that parsing it is quick."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from index.errors import SourceProblem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]  # lxml ships no types

_MOST_ELEMENTS, _MOST_AMPERSANDS, _LONGEST_TAG = 300_000, 1_000_000, 50_000
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>\s*")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_DOCTYPE_TO_END = re.compile(r"<!DOCTYPE\b[^<>\[]*(?:\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*\]\s*)?>", re.IGNORECASE)
_LONG_TAG = re.compile(rf"<[^<>!?][^<>]{{{_LONGEST_TAG}}}")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{1,31};))?")
_MONSTROUS = "the feed has more tags or entities than any feed needs, so it was not read"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def well_formed(xml: str, entries: set[str], most: int) -> tuple[bytes, int]:
    """The document as UTF-8 with at most so many elements of the (local) names `entries`, and how many were too many.

    What is broken is mended as far as it goes; SourceProblem where nothing is left, or it is monstrous.
    """
    from lxml.etree import tostring

    if xml.count("&") > _MOST_AMPERSANDS or _LONG_TAG.search(xml):
        raise SourceProblem(_MONSTROUS)
    root = _parsed(_plain(xml))
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise SourceProblem(_MONSTROUS)
    found = [element for element in root.iter() if _local_name(element) in entries]
    for element in found[most:]:
        element.getparent().remove(element)
    return tostring(root, encoding="utf-8"), max(0, len(found) - most)


def _plain(xml: str) -> str:
    """Without declaration, document type and control characters; an & that begins nothing known stands for itself."""
    text = _without_doctype(_DECLARATION.sub("", _NOT_XML.sub("", xml.lstrip("\ufeff")), count=1))
    parts = (part.partition(_CDATA) for part in text.split(_CDATA_END))
    return _CDATA_END.join(_AMPERSAND.sub(_unambiguous, plain) + mark + kept for plain, mark, kept in parts).strip()


def _without_doctype(text: str) -> str:
    """No entity is then defined but XML's own."""
    begins = _DOCTYPE.search(text)
    if not begins:
        return text
    whole = _DOCTYPE_TO_END.match(text[begins.start() : begins.start() + _LONGEST_TAG])
    if not whole:
        raise SourceProblem(_MONSTROUS)
    return text[: begins.start()] + text[begins.start() + whole.end() :]


def _unambiguous(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    known = html5.get(found[2] or "")
    return known or f"&amp;{found[0][1:]}"


def _parsed(xml: str) -> Element:
    from lxml.etree import LxmlError, XMLParser, fromstring

    parser = XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = fromstring(xml.encode(), parser)
    except (LxmlError, ValueError) as error:
        raise SourceProblem("the feed is too broken to read") from error
    if root is None:
        raise SourceProblem("the feed is too broken to read")
    return root


def _local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
