"""PDFs made by hand: lines at places, in any script, with metadata, pictures and passwords as a test needs them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence

from pypdf import PdfReader, PdfWriter

Lines = Sequence[str]


def pdf(*pages: str, info: Mapping[str, str] | None = None, picture: bool = False) -> bytes:
    """A PDF of these content streams; their font F1 is Helvetica, F2 says by ToUnicode which letter a code is."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Hand /Encoding /Identity-H "
        b"/DescendantFonts [5 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Hand /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(_TO_UNICODE),
        stream(
            b"\0\0\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        ),
        _dictionary({name: _string(value) for name, value in (info or {}).items()}),
    ]
    resources = b"<< /Font << /F1 3 0 R /F2 4 0 R >>" + b" /XObject << /I 7 0 R >>" * picture + b" >>"
    kids = []
    for page in pages:
        kids.append(b"%d 0 R" % (len(objects) + 2))
        objects.append(stream(zlib.compress(page.encode("latin-1")), "/Filter /FlateDecode"))
        contents = b"/MediaBox [0 0 420 595] /Contents %d 0 R /Resources %s" % (len(objects), resources)
        objects.append(b"<< /Type /Page /Parent 2 0 R " + contents + b" >>")
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(kids))
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, the first the catalog and the eighth, if there are so many, the metadata."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b" /Info 8 0 R" if len(objects) >= 8 else b""
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, info, start)
    return bytes(out)


def stream(content: bytes, more: str = "") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more.encode(), content)


def printed(*blocks: Lines, top: float = 550, size: float = 11, gap: float = 10, left: float = 40) -> str:
    """The content stream of blocks of lines, one below the other, with a gap after each block."""
    shown, height = [], top
    for block in blocks:
        for line in block:
            shown.append(at(line, left, height, size))
            height -= 1.27 * size
        height -= gap
    return "\n".join(shown)


def at(line: str, left: float, height: float, size: float = 11) -> str:
    """A line of Latin letters as Helvetica, any other as codes of the font with ToUnicode."""
    try:
        line.encode("cp1252")
    except UnicodeEncodeError:
        font, said = "F2", f"<{line.encode('utf-16-be').hex()}>"
    else:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font, said = "F1", f"({escaped.encode('cp1252').decode('latin-1')})"
    return f"BT /{font} {size} Tf 1 0 0 1 {left} {height} Tm {said} Tj ET"


def locked(content: bytes, *, user: str, owner: str = "owner", algorithm: str = "AES-256") -> bytes:
    """The same PDF encrypted."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user, owner, algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _dictionary(entries: Mapping[str, bytes]) -> bytes:
    return b"<< " + b" ".join(b"/%s %s" % (name.encode(), value) for name, value in entries.items()) + b" >>"


def _string(value: str) -> bytes:
    return b"<%s>" % ("\ufeff" + value).encode("utf-16-be").hex().encode()


_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfrange <0000> <00FF> <0000> <AC00> <D7A3> <AC00> endbfrange
endcmap end end"""
