"""Spreadsheets as we give them out, CSV and XLSX, piece by piece and never in a file of their own.

The same rows give the same bytes, so that a hash tells two files apart. openpyxl writes the time
into a file and the rows into another on disk, where names must not lie; a sheet of plain text is
few enough lines of XML. Nothing in it calculates.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mdl.spreadsheets import Cell, neutral, text_of

Rows = Iterable[Sequence[Cell]]
_PIECE: Final = 64 * 1024
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can tell
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def csv_pieces(rows: Rows) -> Iterator[bytes]:
    """Yield CSV that Excel opens as UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    out.write("\ufeff")
    for row in rows:
        writer.writerow([neutral(text_of(cell)) for cell in row])
        if out.tell() > _PIECE:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def xlsx_pieces(rows: Rows) -> Iterator[bytes]:
    """Yield XLSX of one sheet: whole numbers, and everything else text."""
    sink = _Sink()
    with ZipFile(sink, "w") as book:
        for name, content in _PARTS.items():
            book.writestr(_part(name), content)
        with book.open(_part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write(_BEGIN)
            for row in rows:
                cells = "".join(map(_cell, row))
                sheet.write(f"<row>{cells}</row>".encode())
                if sink.size > _PIECE:
                    yield sink.taken()
            sheet.write(_END)
    yield sink.taken()


PIECES: Final[Mapping[str, Callable[[Rows], Iterator[bytes]]]] = {
    "csv": csv_pieces,
    "xlsx": xlsx_pieces,
}
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class _Sink(io.RawIOBase):
    """Where an archive is written that is read while it grows; nobody goes back in it."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]  # what zipfile gives
        self.pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        whole = b"".join(self.pieces)
        self.pieces, self.size = [], 0
        return whole


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name, _FIRST_DAY)
    part.compress_type = ZIP_DEFLATED
    return part


def _cell(cell: Cell) -> str:
    if type(cell) is int:
        return f"<c><v>{cell}</v></c>"
    text = escape(_NOT_XML.sub("", neutral(text_of(cell))))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'{_XML}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>"
    ),
}
_BEGIN: Final = f'{_XML}<worksheet xmlns="{_SHEET}"><sheetData>'.encode()
_END: Final = b"</sheetData></worksheet>"
