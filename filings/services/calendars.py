"""Days as a calendar program reads them (iCalendar, RFC 5545).

An event keeps one UID for the life of its deadline or hearing, and its SEQUENCE grows with every
change of the row: a day that moves also moves where it was taken over. A deadline is a whole day,
which is that day in every zone; a hearing stands at its hour by the court's clock. What is said is
what a mail says of it, and nothing that depends on the day on which it is read.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, OuterRef, Subquery
from icalendar import Calendar, Event, vDuration

from filings.models import Deadline, Hearing
from filings.services import concerns, lines
from filings.services.lines import Line
from mdl.access import Holds, reads
from mdl.models import User

BACK: Final = timedelta(days=30)
"""How long what is past stays, and what ended stands there struck out."""
AHEAD: Final = timedelta(days=3 * 366)
MOST: Final = 1_000
"""Days and hearings each, of those nearest to today: a program fetches all of them each time."""
REFRESH: Final = timedelta(hours=1)

_LATE: Final = "A calendar may be a day late: please rely on the page."


def feed_of(reader: User, *, now: datetime) -> bytes:
    """Write everything ahead that ``reader`` is told of, with what is just past.

    The same days give the same bytes. A fixed number of queries.
    """
    today = now.astimezone(ZoneInfo(reader.time_zone)).date()
    within: dict[str, Any] = {"now": now, "first": today - BACK, "last": today + AHEAD}
    calendar = _of(
        reader,
        deadlines=concerns.calendar_deadlines(reader, most=MOST, **within),
        hearings=concerns.calendar_hearings(reader, most=MOST, **within),
    )
    calendar.add("X-WR-CALNAME", "Tagalong")
    calendar.add("X-WR-CALDESC", f"Your deadlines and hearings. {_LATE}")
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    return _bytes(calendar)


def days_of(
    reader: User, *, deadlines: Sequence[UUID] = (), hearings: Sequence[UUID] = ()
) -> bytes:
    """Write these days, as far as ``reader`` sees them; empty where nothing is left."""
    calendar = _of(reader, deadlines=deadlines, hearings=hearings)
    return _bytes(calendar) if calendar.subcomponents else b""


def _of(reader: User, *, deadlines: Sequence[UUID], hearings: Sequence[UUID]) -> Calendar:
    is_outside = not reads(reader, Holds.FIRM)
    calendar = Calendar()
    calendar.add("PRODID", "-//Tagalong//Days//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    for deadline in _deadlines(reader, deadlines, is_outside):
        calendar.add_component(_all_day(deadline, is_outside))
    held = list(_hearings(reader, hearings))
    for hearing in held:
        calendar.add_component(_at_its_hour(hearing, is_outside))
    if held:
        calendar.add_missing_timezones(
            first_date=date(held[0].starts_at.year - 1, 1, 1),
            last_date=date(held[-1].starts_at.year + 2, 1, 1),
        )
    return calendar


def _deadlines(reader: User, keys: Sequence[UUID], is_outside: bool) -> Iterable[Any]:
    if not keys:
        return []
    rows = Deadline.objects.visible_to(reader).for_lists().naming(reader).filter(pk__in=keys)
    if is_outside:
        rows = rows.filter(person=None)  # a clock about one person is the firm's own
    found: Iterable[Any] = _with_changes(rows.select_related(*lines.OF_DEADLINE)).order_by(
        "due_on", "id"
    )
    return found


def _hearings(reader: User, keys: Sequence[UUID]) -> Iterable[Any]:
    if not keys:
        return []
    rows = Hearing.objects.visible_to(reader).filter(pk__in=keys)
    found: Iterable[Any] = _with_changes(rows.select_related(*lines.OF_HEARING)).order_by(
        "starts_at", "id"
    )
    return found


def _with_changes(rows: Any) -> Any:
    """Bring along how often each row changed, and when last, from its history."""
    history = rows.model.events.rel.related_model.objects.filter(pgh_obj=OuterRef("pk"))
    by_row = history.order_by().values("pgh_obj")
    return rows.annotate(
        changes=Subquery(by_row.annotate(n=Count("pk")).values("n")),
        changed_at=Subquery(by_row.annotate(last=Max("pgh_created_at")).values("last")),
    )


def _all_day(deadline: Any, is_outside: bool) -> Event:
    line = (lines.of_record if is_outside else lines.of_deadline)(deadline, today=None)
    ended = "" if deadline.status == Deadline.Status.OPEN else deadline.get_status_display()
    event = _event(
        deadline, line, kind="Deadline", ended="No longer due" if is_outside and ended else ended
    )
    event.add("DTSTART", deadline.due_on)
    event.add("DTEND", deadline.due_on + timedelta(days=1))
    event.add("TRANSP", "TRANSPARENT")  # a deadline keeps nobody busy all day
    return event


def _at_its_hour(hearing: Any, is_outside: bool) -> Event:
    line = (lines.of_held if is_outside else lines.of_hearing)(hearing)
    is_off = hearing.status in (Hearing.Status.CANCELLED, Hearing.Status.CONTINUED)
    event = _event(
        hearing, line, kind="Hearing", ended=hearing.get_status_display() if is_off else ""
    )
    starts = hearing.starts_at.astimezone(ZoneInfo(hearing.court.time_zone))
    event.add("DTSTART", starts)
    if hearing.minutes:
        event.add("DTEND", starts + timedelta(minutes=hearing.minutes))
    if place := lines.one_line(hearing.place if is_outside else hearing.place or hearing.dial_in):
        event.add("LOCATION", place)
    return event


def _event(row: Any, line: Line, *, kind: str, ended: str) -> Event:
    """What both have: who it is, its version, its words. People appear by their designation."""
    event = Event()
    event.add("UID", str(row.pk))
    event.add("SEQUENCE", row.changes)
    event.add("DTSTAMP", row.changed_at.astimezone(UTC))
    event.add("LAST-MODIFIED", row.changed_at.astimezone(UTC))
    event.add("STATUS", "CANCELLED" if ended else "CONFIRMED")
    # Programs that show what is cancelled as if it stood still say so in words.
    event.add(
        "SUMMARY",
        f"{ended}: {line.title}, {line.where}" if ended else f"{line.title}, {line.where}",
    )
    event.add("DESCRIPTION", "\n".join([line.day, line.why, *line.marks, "", line.url, _LATE]))
    event.add("URL", line.url)
    event.add("CATEGORIES", [kind])
    event.add("CLASS", "PRIVATE")  # who shares a calendar shows that one is busy, not with what
    return event


def _bytes(calendar: Calendar) -> bytes:
    written: bytes = calendar.to_ical()
    return written
