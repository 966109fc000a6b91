"""Spreadsheets as people send them, CSV or XLSX, as plain rows. Plain Python: nothing is stored.

A file is refused whole where it is none, is broken or is too big. Cells keep what the file says:
text, a number, a day; what a column means is its reader's business.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 200
_UNPACKED: Final = 1024 * 1024 * 1024
_DENSEST: Final = 200
_AT_ONCE: Final = 100 * 1024 * 1024
"""What openpyxl may read whole: every part but the rows, its table of texts above all."""
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_EXCEL_BEGINS: Final = date(1899, 12, 30)
"""Day 0 of Excel's serial dates, which believe in a February 29, 1900."""
_SERIALS: Final = range(20_000, 80_000)  # 1954 to 2119: a smaller number is no day of a lawsuit
_FORMATS: Final = (
    "%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m.%d.%Y", "%B %d, %Y", "%b %d, %Y",
    "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%Y%m%d", "%Y/%m/%d",
)  # fmt: skip

Cell = str | int | float | date | datetime | None


class SheetError(Exception):
    """The file cannot be read as a spreadsheet; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row, with its number as a spreadsheet shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]


def read_lines(data: bytes) -> Iterator[Line]:
    """Yield the rows that hold anything, of a CSV or of the first sheet of an XLSX.

    Raises :class:`SheetError`, also in the middle where a file breaks off there.
    """
    if len(data) > MOST_BYTES:
        raise SheetError(f"The file is larger than {MOST_BYTES // (1024 * 1024)} MB; split it.")
    if data.startswith(_OLD_EXCEL):
        raise SheetError("This is an old or a locked Excel file; save it as .xlsx or as CSV.")
    rows = _xlsx_rows(data) if data.startswith(_ZIP) else _csv_rows(data)
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise SheetError(f"The file has more than {MOST_ROWS:,} rows; split it.")
        if any(cell is not None and str(cell).strip() for cell in cells):
            yield Line(number, tuple(cells[:MOST_COLUMNS]))


def is_row_number(text: str) -> bool:
    """Say whether a form's or an option's words are the number of a row that a file may have."""
    return text.isdecimal() and len(text) <= len(str(MOST_ROWS))


def text_of(cell: Cell) -> str:
    """Write a cell as one line of text; a whole number without its ``.0``."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())


def day_of(cell: Cell) -> date | None:
    """Read a day: a date of the file, Excel's serial number, ISO, or as Americans write it.

    ``None`` where it is none.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
        return _EXCEL_BEGINS + timedelta(days=int(text))
    if isinstance(cell, float) and isfinite(cell) and int(cell) in _SERIALS:
        return _EXCEL_BEGINS + timedelta(days=int(cell))
    return _day_written(text)


@lru_cache(maxsize=5_000)  # a list repeats its days
def _day_written(text: str) -> date | None:
    without_time = text.partition("T")[0] if "T" in text and "-" in text else text
    for candidate in dict.fromkeys((text, without_time, text.partition(" ")[0])):
        for known in _FORMATS:
            try:
                return datetime.strptime(candidate, known).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
    return None


_BEGINS: Final = ("=", "+", "-", "@")
_CONTROL: Final = ("\t", "\r", "\n", "\x00")
_FIGURES: Final = re.compile(r"[+-][\d ().,/-]*")


def neutral(text: str) -> str:
    """Return text that no spreadsheet takes for a formula when it is opened again."""
    text = text.replace("\x00", "")
    is_formula = text.lstrip().startswith(_BEGINS) or text[:1] in _CONTROL
    return f"'{text}" if is_formula else text


def as_meant(text: str) -> str:
    """Return what a cell said before :func:`neutral` or a spreadsheet put an apostrophe there."""
    bare = text[1:].lstrip()
    return text[1:] if text[:1] == "'" and bare.startswith(_BEGINS) else text


def calculates(text: str) -> bool:
    """Say whether text would calculate in a spreadsheet; a telephone number or a dash does not."""
    begins = text.lstrip().startswith(_BEGINS) or text[:1] in _CONTROL
    return begins and _FIGURES.fullmatch(text.strip()) is None


def plain_heading(heading: str) -> str:
    """Return a heading as it is compared: no case, no marks.

    >>> plain_heading("Docket_No.")
    'docket no'
    """
    spaced = heading.lower().replace(".", " ").replace("_", " ").replace("#", " no ")
    return " ".join(spaced.split())


def headings_taken(
    known: Sequence[str], wanted: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, int]]:
    """Yield where each column stands among the plain headings ``known``; a heading serves once."""
    taken: set[int] = set()
    for column, headings in wanted.items():
        for heading in map(plain_heading, headings):
            fits = (at for at, text in enumerate(known) if text == heading and at not in taken)
            place = next(fits, None)
            if place is not None:
                taken.add(place)
                yield column, place
                break


def written(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write rows as CSV that Excel opens as UTF-8, with nothing in it that calculates."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([neutral(text_of(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


# --- CSV ----------------------------------------------------------------------------------------


def _csv_rows(data: bytes) -> Iterator[Sequence[Cell]]:
    text = _decoded(data)
    mark = max(",;\t|", key=text[:20_000].count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    except csv.Error as error:
        raise SheetError(f"The CSV is broken: {error}. Export it again.") from None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise SheetError("The file is no spreadsheet; save the list as CSV or .xlsx.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # as Excel writes it on Windows


# --- XLSX ---------------------------------------------------------------------------------------


def _xlsx_rows(data: bytes) -> Iterator[Sequence[Cell]]:
    try:
        _refuse_bombs(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            if book.worksheets:
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # some programs write them wrong
                yield from sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
        finally:
            book.close()
    except SheetError:
        raise
    except (
        zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError,
        AttributeError, OSError, NotImplementedError, SyntaxError,
    ):  # fmt: skip
        raise SheetError("The Excel file is damaged; save it again as .xlsx or as CSV.") from None


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos: list[Any] = archive.infolist()
    whole = sum(info.file_size for info in infos)
    if whole > _UNPACKED or (whole > 10_000_000 and whole > _DENSEST * len(data)):
        raise SheetError("The Excel file grows beyond all measure when it is opened.")
    if any(
        info.file_size > _AT_ONCE and not info.filename.startswith("xl/worksheets/")
        for info in infos
    ):
        raise SheetError(
            f"A part of the Excel file takes more than {_AT_ONCE // (1024 * 1024)} MB when it is "
            "opened; split the list, or save it as CSV."
        )
