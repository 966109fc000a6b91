"""Rows of a list of actions, each read into facts, or into a sentence that says what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from mdl.court_names import court_id_named
from mdl.docket_numbers import DocketNumber, DocketNumberError, parse
from mdl.spreadsheets import (
    Cell,
    Line,
    SheetError,
    day_of,
    headings_taken,
    plain_heading,
    read_lines,
    text_of,
)

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": (
        "docket number", "case number", "docket no", "case no", "civil action no",
        "civil action number", "number", "docket", "case", "index no", "cause no",
    ),
    "court": (
        "court", "filing court", "original court", "transferor court", "origin court",
        "district court", "district", "venue", "jurisdiction",
    ),
    "caption": (
        "caption", "case caption", "case name", "short caption", "style", "case title", "title",
        "action", "name", "plaintiff",
    ),
    "filed_on": (
        "filed", "date filed", "filing date", "filed date", "filed on", "complaint filed",
        "date of filing", "complaint date",
    ),
    "terminated_on": (
        "terminated", "date terminated", "termination date", "closed", "date closed",
        "dismissed", "date dismissed",
    ),
    "judge": ("judge", "assigned judge", "presiding judge", "assigned to", "district judge"),
    "disposition": ("disposition", "outcome", "result", "how closed"),
}  # fmt: skip
"""Which headings are taken for which column, the likeliest first."""
_NEEDED: Final = ("number",)
_LOOKED_AT: Final = 20  # rows among which the headings stand
_LONGEST: Final = {"caption": 300, "judge": 120, "disposition": 200}
_FIRST_DAY: Final = date(1938, 9, 16)  # the Federal Rules of Civil Procedure took effect

Key = tuple[str, str, int, str, int]
"""Court, office, year, type, serial: what a docket number is once in the database."""


class NotDecidable(Exception):
    """A decision does not fit its row; the message names the row."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row tells of one action. ``None`` and ``""`` say that it does not tell."""

    court: str
    number: DocketNumber
    caption: str = ""
    filed_on: date | None = None
    terminated_on: date | None = None
    judge: str = ""
    disposition: str = ""

    @property
    def key(self) -> Key:
        """Return what the number is once in the database."""
        office = "" if self.number.office is None else str(self.number.office)
        kind = self.number.case_type or ""
        return (self.court, office, self.number.year or 0, kind, self.number.serial)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the list: its facts, or what is wrong with it."""

    line: Line
    facts: Facts | None = None
    problem: str = ""


@dataclass(slots=True)
class ReadSheet:
    """A list that was read: its headings, what they were taken for, and its rows."""

    headings: tuple[Cell, ...]
    columns: dict[str, str]
    rows: list[ReadRow] = field(default_factory=list)


def read_sheet(
    data: bytes,
    *,
    named: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    today: date,
) -> ReadSheet:
    """Read a list. ``named`` says which heading is which column and must fit; ``remembered`` says
    it of an earlier list, and is taken where it fits.

    Raises :class:`~mdl.spreadsheets.SheetError`.
    """
    lines = read_lines(data)
    first = list(islice(lines, _LOOKED_AT))
    if not first:
        raise SheetError("The file holds no row; export the list again.")
    at, places = _headings(first, named or {}, remembered or {})
    headings = first[at].cells
    sheet = ReadSheet(
        headings, {column: text_of(headings[place]) for column, place in places.items()}
    )
    sheet.rows = [_read(line, places, today) for line in chain(first[at + 1 :], lines)]
    if not sheet.rows:
        raise SheetError("Below the headings the file holds no row.")
    return sheet


# --- Headings -----------------------------------------------------------------------------------


def _headings(
    lines: list[Line], named: Mapping[str, str], remembered: Mapping[str, str]
) -> tuple[int, dict[str, int]]:
    """Find the row of the headings, above which lists have a title and a date."""
    unknown = set(named) - set(COLUMNS)
    if unknown:
        raise SheetError(f"There is no column {', '.join(sorted(unknown))}: {', '.join(COLUMNS)}.")
    best: tuple[int, int, dict[str, int]] = (0, 0, {})
    for at, line in enumerate(lines):
        places = dict(_places(line, named, remembered))
        if all(column in places for column in (*_NEEDED, *named)) and len(places) > best[0]:
            best = (len(places), at, places)
    if not best[0]:
        told = ", ".join(text_of(cell) for cell in lines[0].cells if cell is not None)[:300]
        wanted = ", ".join(f"“{heading}”" for heading in named.values())
        raise SheetError(
            (f"No row is headed {wanted}. " if named else "No column was taken for the number. ")
            + f"The first row says: {told}. Name the columns, for example --column number=Docket."
        )
    return best[1], best[2]


def _places(
    line: Line, named: Mapping[str, str], remembered: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    """Yield where each column stands; a heading serves once."""
    wanted: dict[str, tuple[str, ...]] = dict(COLUMNS)
    wanted |= {column: (heading, *COLUMNS[column]) for column, heading in remembered.items()}
    wanted |= {column: (heading,) for column, heading in named.items()}
    return headings_taken([plain_heading(text_of(cell)) for cell in line.cells], wanted)


# --- Rows ---------------------------------------------------------------------------------------


class _Wrong(Exception):
    """What is wrong with a row."""


def _read(line: Line, places: Mapping[str, int], today: date) -> ReadRow:
    try:
        return ReadRow(line, _facts(line, places, today))
    except _Wrong as wrong:
        return ReadRow(line, problem=str(wrong))


def _facts(line: Line, places: Mapping[str, int], today: date) -> Facts:
    def cell(column: str) -> Cell:
        place = places.get(column, len(line.cells))
        return line.cells[place] if place < len(line.cells) else None

    number = _number(text_of(cell("number")))
    words = {column: text_of(cell(column)) for column in _LONGEST}
    for column, most in _LONGEST.items():
        if len(words[column]) > most:
            raise _Wrong(f"The {column} is longer than {most} letters.")
    filed_on = _day(cell("filed_on"), "filing date", today)
    terminated_on = _day(cell("terminated_on"), "termination date", today)
    if filed_on and terminated_on and terminated_on < filed_on:
        raise _Wrong(f"It would end on {terminated_on}, before it was filed on {filed_on}.")
    return Facts(
        court=_court(text_of(cell("court")), number),
        number=number.core,
        filed_on=filed_on,
        terminated_on=terminated_on,
        **words,
    )


def _number(text: str) -> DocketNumber:
    if not text:
        raise _Wrong("It has no docket number.")
    try:
        number = _parsed(text)
    except DocketNumberError as error:
        raise _Wrong(str(error)) from None
    if number.is_panel_number or number.year is None:
        raise _Wrong(f"“{text}” is the Panel's number of a litigation, not an action's.")
    if number.serial > 2_147_483_647 or len(number.case_type or "") > 5:
        raise _Wrong(f"“{text[:40]}” is no docket number of a federal court.")
    return number


# Lists name few courts and repeat them.
_named = lru_cache(maxsize=2_000)(court_id_named)
_parsed = lru_cache(maxsize=2_000)(parse)


def _court(text: str, number: DocketNumber) -> str:
    named = _named(text) if text else None
    if named is None and text:
        raise _Wrong(f"“{text[:60]}” names no federal court. Write it as N.D. Ill. or ilnd.")
    if named and number.court_id and named != number.court_id:
        raise _Wrong(f"Its number names the court {number.court_id}, its column {named}.")
    court = named or number.court_id
    if court is None:
        raise _Wrong("It names no court.")
    return court


def _day(cell: Cell, what: str, today: date) -> date | None:
    if not text_of(cell):
        return None
    day = day_of(cell)
    if day is None:
        raise _Wrong(
            f"The {what} “{text_of(cell)[:40]}” is no day; write it as 2026-03-09 or 3/9/2026."
        )
    if not _FIRST_DAY <= day <= today:
        raise _Wrong(f"The {what} {day} cannot be: it lies ahead, or before the Federal Rules.")
    return day
