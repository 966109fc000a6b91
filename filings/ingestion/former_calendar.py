"""A firm's former calendar, as CSV or ICS, as plain rows. Plain Python: nothing is stored here.

A file is refused whole where it is no calendar, is cut off, or is too big; a row that cannot be
used keeps its place, with the reason.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MOST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 20_000
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "due date", "due", "deadline", "start date", "start", "when", "due on"),
    "time": ("time", "start time", "hour"),
    "title": ("title", "subject", "event", "summary", "task", "name", "description"),
    "case": ("case number", "docket number", "case no", "docket", "case", "matter"),
    "note": ("notes", "note", "authority", "rule", "comments", "details", "description"),
    "place": ("location", "place", "courtroom", "where"),
}
"""Which headings are taken for which column, the likeliest first."""
HEARING: Final = re.compile(
    r"\b(hearing|conference|argument|deposition|mediation|status call|fairness)\b", re.IGNORECASE
)
PAPER: Final = re.compile(r"\b(statements?|briefs?|due|deadline)\b", re.IGNORECASE)
"""What is handed in for a hearing is due, not heard: a mediation statement, a hearing brief."""
_FORMATS: Final = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y", "%Y%m%d")
_TIMES: Final = ("%H:%M", "%I:%M %p", "%I:%M%p", "%I %p", "%H:%M:%S")


class CalendarFileError(Exception):
    """The file cannot be read as a calendar; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class FormerRow:
    """One line of the former calendar. ``problem`` says why it cannot be used (``""``: it can)."""

    number: int
    title: str = ""
    on: date | None = None
    at: time | datetime | None = None
    """A time by the court's clock, or an instant where the file names its zone."""
    case: str = ""
    note: str = ""
    place: str = ""
    problem: str = ""

    @property
    def is_hearing(self) -> bool:
        """Say whether its words are those of an event with a place, not of a deadline."""
        return HEARING.search(self.title) is not None and PAPER.search(self.title) is None


def read_calendar(
    data: bytes, *, columns: Mapping[str, str] | None = None
) -> tuple[FormerRow, ...]:
    """Read a file. ``columns`` names headings where the guess is wrong: ``{"date": "Fällig"}``.

    Raises :class:`CalendarFileError`.
    """
    if len(data) > MOST_BYTES:
        raise CalendarFileError("The file is larger than 5 MB; export the open days only.")
    text = _text(data)
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        rows = tuple(_ics_rows(text))
    else:
        rows = tuple(_csv_rows(text, columns or {}))
    if not rows:
        raise CalendarFileError("The file holds no event; export the calendar again.")
    return rows


def _text(data: bytes) -> str:
    if b"\x00" in data:
        raise CalendarFileError("The file is not text; export the calendar as CSV or ICS.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def harmless(text: str, longest: int = 200) -> str:
    """Return one line that no spreadsheet takes for a formula when it is exported again."""
    line = " ".join(text.split())[:longest]
    return f"'{line}"[:longest] if line.startswith(("=", "+", "-", "@")) else line


def day_of(text: str) -> date | None:
    """Read a day as American calendars write it, or in ISO form; ``None`` where it is neither."""
    for known in _FORMATS:
        try:
            return datetime.strptime(text.strip(), known).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def time_of(text: str) -> time | None:
    """Read an hour; ``None`` where it is none."""
    for known in _TIMES:
        try:
            return datetime.strptime(text.strip().upper(), known).time()  # noqa: DTZ007 - see above
        except ValueError:
            continue
    return None


# --- CSV ----------------------------------------------------------------------------------------


def _csv_rows(text: str, named: Mapping[str, str]) -> Iterator[FormerRow]:
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise CalendarFileError(f"The CSV is broken: {error}. Export it again.") from None
    if len(lines) > MOST_ROWS:
        raise CalendarFileError(f"The file has more than {MOST_ROWS:,} rows; split it.")
    places = _places(lines[0] if lines else [], named)
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells):
            yield _csv_row(number, cells, places)


def _places(heads: list[str], named: Mapping[str, str]) -> dict[str, int]:
    """Return where each column stands; a heading serves once."""
    known = [head.strip().lower().rstrip(".") for head in heads]
    places: dict[str, int] = {}
    for column, guesses in COLUMNS.items():
        wanted = (named[column].strip().lower(),) if column in named else guesses
        found = [known.index(each) for each in wanted if each in known]
        free = [place for place in found if place not in places.values()]
        if free:
            places[column] = free[0]
        elif column in named:
            raise CalendarFileError(f"No column is headed “{named[column]}”.")
    missing = [column for column in ("date", "title") if column not in places]
    if missing:
        raise CalendarFileError(
            f"No column was taken for the {' and the '.join(missing)}. The headings are: "
            f"{', '.join(heads[:20]) or 'none'}. Name the column, for example --column date=Due."
        )
    return places


def _csv_row(number: int, cells: list[str], places: Mapping[str, int]) -> FormerRow:
    def cell(name: str) -> str:
        place = places.get(name, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    on, at = day_of(cell("date")), time_of(cell("time"))
    problem = ""
    if on is None:
        said = f"“{cell('date')[:40]}” is no day" if cell("date") else "It names no day"
        problem = f"{said}; write it as 2026-03-09 or 3/9/2026."
    elif not cell("title"):
        problem = "It has no title."
    return FormerRow(
        number=number,
        title=harmless(cell("title")),
        on=on,
        at=at,
        case=harmless(cell("case"), 60),
        note=harmless(cell("note"), 500),
        place=harmless(cell("place")),
        problem=problem,
    )


# --- ICS (RFC 5545, as much of it as a calendar of days uses) -----------------------------------


def _ics_rows(text: str) -> Iterator[FormerRow]:
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    if not any(line.strip().upper() == "END:VCALENDAR" for line in lines):
        raise CalendarFileError(
            "The ICS file is cut off: END:VCALENDAR is missing. Export it again."
        )
    event: dict[str, tuple[str, str]] | None = None
    number = depth = 0
    for line in lines:
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            event, number = {}, number + 1
            if number > MOST_ROWS:
                raise CalendarFileError(f"The file has more than {MOST_ROWS:,} events; split it.")
        elif word == "END:VEVENT" and event is not None:
            yield _ics_row(number, event)
            event = None
        elif event is not None and word.startswith(("BEGIN:", "END:")):
            depth += 1 if word.startswith("BEGIN:") else -1  # an alarm within the event
        elif event is not None and not depth and ":" in line:
            head, value = line.split(":", 1)
            name, _, parameters = head.partition(";")
            event.setdefault(name.strip().upper(), (parameters, value.strip()))
    if event is not None:
        raise CalendarFileError("The ICS file is cut off within an event. Export it again.")


def _ics_row(number: int, event: Mapping[str, tuple[str, str]]) -> FormerRow:
    def value(name: str) -> str:
        written = event.get(name, ("", ""))[1]
        return re.sub(r"\\([\\,;nN])", lambda m: " " if m[1] in "nN" else m[1], written)

    on, at, problem = _moment(*event.get("DTSTART", ("", "")))
    if "RRULE" in event:
        problem = "It repeats; enter its days one by one."
    elif value("STATUS").upper() == "CANCELLED":
        problem = "It is cancelled there."
    elif not problem and not value("SUMMARY"):
        problem = "It has no title."
    return FormerRow(
        number=number,
        title=harmless(value("SUMMARY")),
        on=on,
        at=at,
        case=harmless(value("CATEGORIES"), 60),
        note=harmless(value("DESCRIPTION"), 500),
        place=harmless(value("LOCATION")),
        problem=problem,
    )


def _moment(parameters: str, value: str) -> tuple[date | None, time | datetime | None, str]:
    found = re.fullmatch(r"(\d{8})(?:T(\d{4})(?:\d{2})?(Z?))?", value)
    on = day_of(found[1]) if found else None
    if found is None or on is None:
        said = f"“{value[:40]}” is no day" if value else "It names no day"
        return None, None, f"{said} (DTSTART)."
    if found[2] is None:
        return on, None, ""
    try:
        clock = time(int(found[2][:2]), int(found[2][2:]))
        zone_name = re.search(r"TZID=\"?([^;\"]+)", parameters)
        zone = UTC if found[3] else ZoneInfo(zone_name[1]) if zone_name else None
    except (ValueError, ZoneInfoNotFoundError):
        return on, None, f"“{value[:40]}” is no time, or its zone is not known."
    return on, datetime.combine(on, clock, zone) if zone else clock, ""
