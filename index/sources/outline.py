"""The body of a Word document -> its paragraphs, list items and table rows, in order; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]  # lxml ships no types

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NO_TEXT = {f"{_W}{name}" for name in ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "rPr", "sectPr")}
"""Deleted and moved text, readings above Chinese characters, formulas of fields, properties."""
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_P, _R, _T, _TABLE, _ROW, _CELL = (f"{_W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc"))
_BOX = f"{_W}txbxContent"
_ITEM_STYLE = re.compile(r"list (?:bullet|number)")
_CELLS_APART = " | "


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the name of its style; an item of a list and a row of a table follow one another closely."""

    text: str
    style: str = ""
    is_item: bool = False
    is_row: bool = False


def in_lines(parts: Iterable[Block]) -> str:
    """The text of a document, an empty line between paragraphs, none within a list or a table."""
    lines: list[str] = []
    last: Block | None = None
    for part in parts:
        belongs = last and ((part.is_item and last.is_item) or (part.is_row and last.is_row))
        if last and not belongs:
            lines.append("")
        lines.append(f"- {part.text}" if part.is_item else part.text)
        last = part
    return "\n".join(lines)


def blocks(container: Element, styles: Mapping[str, str]) -> Iterator[Block]:
    """What stands in a body, a cell, a text box or a wrapper such as a content control; `styles` are names by id."""
    for element in _children(container):
        if element.tag == _P:
            yield from _paragraph(element, styles)
        elif element.tag == _TABLE:
            yield from _table(element, styles)
        else:
            yield from blocks(element, styles)


def _children(element: Element) -> Iterator[Element]:
    """The elements in it that may hold text; comments have no tag of a string."""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NO_TEXT and child.tag != _FALLBACK:
            yield child


def _paragraph(paragraph: Element, styles: Mapping[str, str]) -> Iterator[Block]:
    """The paragraph, then the text boxes that hang on it."""
    text = "".join(_words(paragraph)).strip()
    if text:
        style = styles.get(_value(paragraph, "pPr/pStyle") or "", "")
        numbered = _value(paragraph, "pPr/numPr/numId") not in (None, "0")
        is_item = not style.startswith(("heading", "title")) and (numbered or bool(_ITEM_STYLE.match(style)))
        yield Block(text, style, is_item)
    for box in _boxes(paragraph):
        yield from blocks(box, styles)


def _words(element: Element) -> Iterator[str]:
    for child in _children(element):
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag != _BOX and not _is_hidden(child):
            yield from _words(child)


def _is_hidden(element: Element) -> bool:
    return element.tag == _R and _value(element, "rPr/vanish") not in (None, "0", "false")


def _value(element: Element, path: str) -> str | None:
    """The value of a property, "" for one without, None where it is not set; xpath would take ten times as long."""
    for name in path.split("/"):
        element = element.find(f"{_W}{name}")
        if element is None:
            return None
    return element.get(f"{_W}val") or ""


def _boxes(element: Element) -> Iterator[Element]:
    for child in _children(element):
        if child.tag == _BOX:
            yield child
        else:
            yield from _boxes(child)


def _table(table: Element, styles: Mapping[str, str]) -> Iterator[Block]:
    """A row a line, its cells apart; a cell that is a whole row, as in tables for layout, stays as it is."""
    for row in _inside(table, _ROW):
        if _value(row, "trPr/del") is not None:
            continue
        cells = [list(blocks(cell, styles)) for cell in _inside(row, _CELL)]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            yield from filled[0]
        elif filled:
            texts = (" ".join(" ".join(part.text for part in cell).split()) for cell in filled)
            yield Block(_CELLS_APART.join(texts), is_row=True)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in wrappers."""
    for child in _children(element):
        if child.tag == tag:
            yield child
        elif child.tag not in (_P, _TABLE):
            yield from _inside(child, tag)
