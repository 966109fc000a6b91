"""What one person is told of one day, in a fixed order with the substance first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from filings.models import Deadline, Hearing
from filings.services import concerns, lines
from filings.services.claims import Told
from filings.services.concerns import Day, DueReminder
from filings.services.lines import Line
from mdl.access import Act, Holds, may, reads
from mdl.models import Transfer, User

WEEK: Final = timedelta(days=7)
MOST_LINES: Final = 25
"""Of one section; the others are counted, and stand on the pages."""

OF_THE_RECORD: Final = ("Overdue", "Due today", "Due this week", "Further ahead")
"""What outside co-counsel are told of deadlines; what changed and waits is the firm's own."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its lines."""

    title: str
    lines: Sequence[Line]
    count: int
    """Also those not listed."""

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class Digest:
    """A day's mail to one person; sections without lines are left out."""

    day: date
    sections: Sequence[Section]
    told: Told


def digest_of(reader: User, *, now: datetime, since: datetime) -> Digest:
    """Gather what ``reader`` is to know on the day it now is where they are.

    ``since`` is when they were last told what changed. A fixed number of queries.
    """
    today = now.astimezone(ZoneInfo(reader.time_zone)).date()
    reminded = concerns.reminders_due(reader, now=now)
    deadlines = _deadline_parts(reader, reminded, now=now, today=today, since=since)
    if not reads(reader, Holds.FIRM):
        deadlines = {title: deadlines[title] for title in OF_THE_RECORD}
    hearings = concerns.hearings_of(
        reader,
        now=now,
        until=today + WEEK,
        also=[due.hearing for due in reminded if due.hearing],
    )[:MOST_LINES]
    return Digest(
        day=today,
        sections=[section for section in _sections(deadlines, hearings, reader, today) if section],
        told=_told(reminded, deadlines, hearings),
    )


Parts = dict[str, list[Day]]
"""Heading -> days, in the order of the mail."""


def _deadline_parts(
    reader: User, reminded: Sequence[DueReminder], *, now: datetime, today: date, since: datetime
) -> Parts:
    also = {due.deadline for due in reminded if due.deadline}
    changed = {day.key: day for day in concerns.changes_for(reader, now=now, since=since)}
    found = concerns.deadlines_of(reader, now=now, until=today + WEEK, also=list(also))
    days = [replace(day, note=changed[day.key].note if day.key in changed else "") for day in found]
    by_day = {
        "Overdue": [day for day in days if day.on < today],
        "Due today": [day for day in days if day.on == today],
        "Due this week": [day for day in days if today < day.on <= today + WEEK],
        "Further ahead": [day for day in days if day.on > today + WEEK and day.key in also],
    }
    # What stands above already says there that it is new or moved.
    above = {day.key for some in by_day.values() for day in some}
    return {
        **by_day,
        "New or changed": [day for day in changed.values() if day.key not in above],
        "Waiting for your confirmation": [day for day in days if day.waits],
    }


def _sections(
    deadlines: Parts, hearings: Sequence[Day], reader: User, today: date
) -> list[Section | None]:
    keys = {day.key for days in deadlines.values() for day in days[:MOST_LINES]}
    is_outside = not reads(reader, Holds.FIRM)
    listed = Deadline.objects.for_lists().select_related(*lines.OF_DEADLINE)
    rows = (listed.naming(reader) if is_outside else listed).in_bulk(keys)

    def line(day: Day) -> Line:
        if is_outside:
            return lines.of_record(rows[day.key], today=today)
        return lines.of_deadline(rows[day.key], today=today, note=day.note)

    first = [_section(title, days, line) for title, days in deadlines.items()]
    by_day, afterwards = first[:4], first[4:]
    return [*by_day, _hearings(hearings, is_outside), *afterwards, _transfers(reader)]


def _hearings(days: Sequence[Day], is_outside: bool) -> Section | None:
    rows = Hearing.objects.select_related(*lines.OF_HEARING).in_bulk([day.key for day in days])
    line = lines.of_held if is_outside else lines.of_hearing
    return _section("Hearings", days, lambda day: line(rows[day.key]))


def _transfers(reader: User) -> Section | None:
    """Proposed transfers in the litigations that are this person's work."""
    if not may(reader, Act.CONFIRM):
        return None
    own = reader.assignments.running().values("litigation")
    proposed = list(
        Transfer.objects.visible_to(reader)
        .proposed()
        .filter(action__litigation__in=own)
        .select_related(*lines.OF_TRANSFER)
    )
    return _section("Transfers waiting for your confirmation", proposed, lines.of_transfer)


def _section(title: str, items: Sequence[T], line: Callable[[T], Line]) -> Section | None:
    if not items:
        return None
    return Section(title, [line(item) for item in items[:MOST_LINES]], len(items))


def _told(reminded: Sequence[DueReminder], deadlines: Parts, hearings: Sequence[Day]) -> Told:
    """What the mail will have told: the listed days, and the reminders of these."""
    days = {day.key: day.version for some in deadlines.values() for day in some[:MOST_LINES]}
    heard = {day.key: day.version for day in hearings}
    return Told(
        reminders=[due.key for due in reminded if due.deadline in days or due.hearing in heard],
        deadlines=sorted(days.items()),
        hearings=sorted(heard.items()),
    )
