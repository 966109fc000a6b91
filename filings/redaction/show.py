"""A page as a picture, for the viewer. Runs in the child."""

import ctypes
import struct
import zlib
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as c

from filings.redaction.pdf import open_pdf
from filings.redaction.shapes import CannotRead

_WIDTH: Final = 1_100  # dots
_MOST_HEIGHT: Final = 4_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in PNG, and how many there are."""

    content: bytes
    pages: int


def show_page(raw: bytes, number: int) -> Picture:
    """Return the page, counted from 1, with its comments and form fields as they print."""
    document = open_pdf(raw)
    try:
        if not 1 <= number <= len(document):
            raise CannotRead(f"It has no page {number}.")
        document.init_forms()
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            raise CannotRead(f"Page {number} is broken and cannot be shown.") from None
        width, height = page.get_size()
        scale = min(_WIDTH / max(width, 1), _MOST_HEIGHT / max(height, 1))
        bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=True)
        return Picture(_png(bitmap), len(document))
    finally:
        document.close()


def _png(bitmap: "pdfium.PdfBitmap") -> bytes:
    """Write a bitmap as PNG: three bytes a dot, each row without a filter."""
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    step = bitmap.n_channels
    raw = ctypes.string_at(c.FPDFBitmap_GetBuffer(bitmap.raw), stride * height)
    rows = []
    for row in range(height):
        line = raw[row * stride : row * stride + width * step]
        if step == 4:
            dots = bytearray(width * 3)
            dots[0::3], dots[1::3], dots[2::3] = line[0::4], line[1::4], line[2::4]
            line = bytes(dots)
        rows.append(b"\x00" + line)
    colour = 0 if step == 1 else 2
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, content = part
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
