"""What people are told of one day, in a fixed order with the substance first.

A morning's digests are gathered together: what is asked of the database is asked once for all
readers, and what each of them is told is put together from the answers.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from filings.models import Deadline, Hearing
from filings.services import concerns, lines
from filings.services.claims import Told
from filings.services.concerns import Ask, Day, DueReminder
from filings.services.lines import Line
from mdl.access import Act, Holds, may, reads
from mdl.models import Assignment, Transfer, User

WEEK: Final = timedelta(days=7)
MOST_LINES: Final = 25
"""Of one section; the others are counted, and stand on the pages."""

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose digest, the day it is where they are, and when they were last told what changed."""

    reader: User
    today: date
    since: datetime

    @classmethod
    def at(cls, now: datetime, *, reader: User, since: datetime) -> "Wanted":
        """Read the reader's own calendar."""
        return cls(reader, now.astimezone(ZoneInfo(reader.time_zone)).date(), since)

    @property
    def is_outside(self) -> bool:
        """Whether the reader is outside co-counsel, who hear what the record shows."""
        return not reads(self.reader, Holds.FIRM)


def digests_of(wanted: Iterable[Wanted], *, now: datetime) -> dict[UUID, Digest]:
    """Gather what each reader is to know; by reader.

    A fixed number of queries for all of them, and one more for each outside co-counsel.
    """
    concerned = _concerned({one.reader.pk: one for one in wanted}, now=now)
    rows = _rows(concerned)
    return {
        one.wanted.reader.pk: Digest(
            day=one.wanted.today,
            sections=[section for section in _sections(one, rows) if section],
            told=_told(one),
        )
        for one in concerned
    }


# --- What concerns each reader ------------------------------------------------------------------

Parts = dict[str, list[Day]]
"""Heading -> days, in the order of the mail."""


@dataclass(frozen=True, slots=True)
class _Concerned:
    """A reader, and the days and transfers they are told of."""

    wanted: Wanted
    reminded: Sequence[DueReminder]
    deadlines: Parts
    """By day."""
    news: Parts
    """What changed and what waits: the firm's own."""
    hearings: Sequence[Day]
    transfers: Sequence[Transfer]

    @property
    def listed(self) -> dict[UUID, int]:
        """The versions of the deadlines that have a line in the mail."""
        parts = [*self.deadlines.values(), *self.news.values()]
        return {day.key: day.version for days in parts for day in days[:MOST_LINES]}


def _concerned(wanted: Mapping[UUID, Wanted], *, now: datetime) -> list[_Concerned]:
    reminded = concerns.reminders_due(wanted, now=now)
    also = {key: {due.deadline for due in dues if due.deadline} for key, dues in reminded.items()}
    heard = {key: {due.hearing for due in dues if due.hearing} for key, dues in reminded.items()}
    changes = concerns.changes_for({key: one.since for key, one in wanted.items()}, now=now)
    deadlines = concerns.deadlines_for(_asks(wanted, also), now=now)
    hearings = concerns.hearings_for(_asks(wanted, heard), now=now)
    transfers = _transfers_waiting([one.reader for one in wanted.values()])

    def concerned(key: UUID, one: Wanted) -> _Concerned:
        changed = {day.key: day for day in changes[key]}
        days = [replace(day, note=_note(changed, day)) for day in deadlines[key]]
        by_day = _by_day(days, one.today, reminded=also[key])
        return _Concerned(
            wanted=one,
            reminded=reminded[key],
            deadlines=by_day,
            news={} if one.is_outside else _news(days, changed, above=by_day),
            hearings=hearings[key][:MOST_LINES],
            transfers=transfers.get(key, []),
        )

    return [concerned(key, one) for key, one in wanted.items()]


def _asks(wanted: Mapping[UUID, Wanted], also: Mapping[UUID, Collection[UUID]]) -> list[Ask]:
    return [Ask(key, one.today + WEEK, [*also[key]]) for key, one in wanted.items()]


def _note(changed: Mapping[UUID, Day], day: Day) -> str:
    return changed[day.key].note if day.key in changed else ""


def _by_day(days: Sequence[Day], today: date, *, reminded: Collection[UUID]) -> Parts:
    week = today + WEEK
    return {
        "Overdue": [day for day in days if day.on < today],
        "Due today": [day for day in days if day.on == today],
        "Due this week": [day for day in days if today < day.on <= week],
        "Further ahead": [day for day in days if day.on > week and day.key in reminded],
    }


def _news(days: Sequence[Day], changed: Mapping[UUID, Day], *, above: Parts) -> Parts:
    # What stands above already says there that it is new or moved.
    said = {day.key for some in above.values() for day in some}
    return {
        "New or changed": [day for day in changed.values() if day.key not in said],
        "Waiting for your confirmation": [day for day in days if day.waits],
    }


def _transfers_waiting(readers: Iterable[User]) -> dict[UUID, list[Transfer]]:
    """Return the proposed transfers in the litigations that are each reader's own work."""
    confirming = [reader for reader in readers if may(reader, Act.CONFIRM)]
    own = Assignment.objects.running().unwalled().filter(user__in=confirming)
    readers_of: dict[UUID, set[UUID]] = {}
    for litigation, reader in own.values_list("litigation_id", "user_id"):
        readers_of.setdefault(litigation, set()).add(reader)
    proposed = Transfer.objects.proposed().filter(action__litigation__in=readers_of)
    waiting: dict[UUID, list[Transfer]] = {}
    for transfer in proposed.select_related(*lines.OF_TRANSFER):
        for reader in readers_of[transfer.action.litigation_id]:
            waiting.setdefault(reader, []).append(transfer)
    return waiting


# --- In words -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the lines are written from, and those already written: many are told the same."""

    deadlines: Mapping[UUID, Deadline]
    named: Mapping[UUID, Mapping[UUID, Deadline]]
    """By outside co-counsel: each may hear of other people."""
    hearings: Mapping[UUID, Hearing]
    written: dict[tuple[UUID, date, str], Line] = field(default_factory=dict)

    def deadline(self, day: Day, today: date) -> Line:
        """Write the firm's line of a deadline."""
        key = (day.key, today, day.note)
        if key not in self.written:
            row = self.deadlines[day.key]
            self.written[key] = lines.of_deadline(row, today=today, note=day.note)
        return self.written[key]


def _rows(concerned: Sequence[_Concerned]) -> _Rows:
    deadlines = Deadline.objects.for_lists().select_related(*lines.OF_DEADLINE)
    outside = [one for one in concerned if one.wanted.is_outside]
    inside = [one for one in concerned if not one.wanted.is_outside]
    hearings = {day.key for one in concerned for day in one.hearings}
    return _Rows(
        deadlines=deadlines.in_bulk({key for one in inside for key in one.listed}),
        named={
            one.wanted.reader.pk: deadlines.naming(one.wanted.reader).in_bulk(one.listed)
            for one in outside
        },
        hearings=Hearing.objects.select_related(*lines.OF_HEARING).in_bulk(hearings),
    )


def _sections(one: _Concerned, rows: _Rows) -> list[Section | None]:
    today = one.wanted.today

    def of_record(day: Day) -> Line:
        return lines.of_record(rows.named[one.wanted.reader.pk][day.key], today=today)

    def of_deadline(day: Day) -> Line:
        return rows.deadline(day, today)

    line = of_record if one.wanted.is_outside else of_deadline
    held = lines.of_held if one.wanted.is_outside else lines.of_hearing
    return [
        *(_section(title, days, line) for title, days in one.deadlines.items()),
        _section("Hearings", one.hearings, lambda day: held(rows.hearings[day.key])),
        *(_section(title, days, line) for title, days in one.news.items()),
        _section("Transfers waiting for your confirmation", one.transfers, lines.of_transfer),
    ]


def _section(title: str, items: Sequence[T], line: Callable[[T], Line]) -> Section | None:
    if not items:
        return None
    return Section(title, [line(item) for item in items[:MOST_LINES]], len(items))


def _told(one: _Concerned) -> Told:
    """What the mail will have told: the listed days, and the reminders of these."""
    days, heard = one.listed, {day.key: day.version for day in one.hearings}
    return Told(
        reminders=[due.key for due in one.reminded if due.deadline in days or due.hearing in heard],
        deadlines=sorted(days.items()),
        hearings=sorted(heard.items()),
    )
