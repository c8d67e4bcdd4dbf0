"""Word documents made in a line: paragraphs with their styles, and whatever else a test puts into the body."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from docx import Document
from docx.oxml import parse_xml

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def docx(*parts: str | tuple[str, str], header: str = "", **properties: str | datetime) -> bytes:
    """A document of paragraphs, (style, text) or text; what begins with <w: is XML of the body itself."""
    document = Document()
    for part in parts:
        style, text = part if isinstance(part, tuple) else (None, part)
        if text.startswith("<w:"):
            document.element.body[-1:-1] = list(parse_xml(f"<w:body {_NAMESPACES}>{text}</w:body>"))
        else:
            document.add_paragraph(text, style)
    document.sections[0].header.paragraphs[0].text = header
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(content: bytes, **files: bytes) -> bytes:
    """The same archive with other contents for some of its files, which are named without folder and .xml."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        stored = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: files.get(name.rpartition("/")[2].removesuffix(".xml"), stored[name]) for name in stored})
