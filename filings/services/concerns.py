"""What concerns readers: the days they are told of, asked with the planner's own words.

A question is asked for many readers at once: a morning's digests cost a few statements together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from filings.models import Deadline, Reminder
from filings.services.explaining import short_day
from filings.services.readers import DEADLINE_IS_RECORD, HEARING_IS_RECORD, READERS, parameters
from mdl.models import User


@dataclass(frozen=True, slots=True)
class Day:
    """A deadline or hearing, by key and version, and the day it falls on."""

    key: UUID
    version: int
    on: date
    waits: bool = False
    """For a confirmation that this reader may give."""
    note: str = ""
    """What changed."""


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder whose morning has come, not yet told."""

    key: int
    deadline: UUID | None
    hearing: UUID | None


@dataclass(frozen=True, slots=True)
class Ask:
    """One reader's question: what is there until a day, and of these in any case?"""

    reader: UUID
    until: date
    also: Sequence[UUID] = ()


Found = Mapping[UUID, list[Day]]
"""By reader; everybody who asked stands in it."""


def reminders_due(readers: Iterable[UUID], *, now: datetime) -> Mapping[UUID, list[DueReminder]]:
    """Return what is to be told now, of days that still stand as they did when it was planned."""
    due: dict[UUID, list[DueReminder]] = {reader: [] for reader in readers}
    live = Reminder.objects.live().filter(recipient__in=due, told_by=None, due_at__lte=now)
    for reader, key, *day in live.values_list("recipient_id", "pk", "deadline_id", "hearing_id"):
        due[reader].append(DueReminder(key, *day))
    return due


def deadlines_for(asks: Sequence[Ask], *, now: datetime) -> Found:
    """Return our open deadlines due ``until`` a day, those that wait for a confirmation or have a
    change that does, and ``also`` these; in order of their days."""
    return _days(_DEADLINES, asks, now=now)


def deadlines_of(
    reader: User, *, now: datetime, until: date, also: Sequence[UUID] = ()
) -> list[Day]:
    """Return those of one reader."""
    return deadlines_for([Ask(reader.pk, until, also)], now=now)[reader.pk]


def is_reader(reader: User, deadline: Deadline, *, now: datetime) -> bool:
    """Say whether ``reader`` is, as things stand, one of those told of this deadline."""
    return any(
        day.key == deadline.pk
        for day in deadlines_of(reader, now=now, until=date.min, also=[deadline.pk])
    )


def hearings_for(asks: Sequence[Ask], *, now: datetime) -> Found:
    """Return scheduled hearings that have not begun, up to a day where each court sits."""
    return _days(_HEARINGS, asks, now=now)


def hearings_of(
    reader: User, *, now: datetime, until: date, also: Sequence[UUID] = ()
) -> list[Day]:
    """Return those of one reader."""
    return hearings_for([Ask(reader.pk, until, also)], now=now)[reader.pk]


def calendar_deadlines(
    reader: User, *, now: datetime, first: date, last: date, most: int
) -> list[UUID]:
    """Return our deadlines from a day to a day: open, or ended since the first of them; of many
    those nearest to today."""
    rows = _rows(_CALENDAR_DEADLINES, now=now, reader=reader.pk, first=first, last=last, most=most)
    return [key for (key,) in rows]


def calendar_hearings(
    reader: User, *, now: datetime, first: date, last: date, most: int
) -> list[UUID]:
    """Return hearings that begin from a day to a day, whatever became of them; of many those
    nearest to now."""
    rows = _rows(_CALENDAR_HEARINGS, now=now, reader=reader.pk, first=first, last=last, most=most)
    return [key for (key,) in rows]


def changes_for(since: Mapping[UUID, datetime], *, now: datetime) -> Found:
    """Return our open deadlines that are new, moved, reopened or confirmed since each reader's
    moment."""
    rows = _rows(_CHANGED, now=now, readers=list(since), moments=list(since.values()))
    found: dict[UUID, list[Day]] = {reader: [] for reader in since}
    for reader, key, version, on, *before in rows:
        if note := _note(on, *before):
            found[reader].append(Day(key, version, on, note=note))
    return found


def _note(on: date, confirmed: bool, before: date | None, status: str, was_confirmed: bool) -> str:
    if before is None:
        return "new"
    if before != on:
        return f"moved from {short_day(before)}"
    if status != Deadline.Status.OPEN:
        return "reopened"
    return "confirmed" if confirmed and not was_confirmed else ""


def _days(statement: str, asks: Sequence[Ask], *, now: datetime) -> Found:
    rows = _rows(
        statement,
        now=now,
        readers=[ask.reader for ask in asks],
        untils=[ask.until for ask in asks],
        also_of=[ask.reader for ask in asks for _ in ask.also],
        also=[key for ask in asks for key in ask.also],
    )
    found: dict[UUID, list[Day]] = {ask.reader: [] for ask in asks}
    for reader, *day in rows:
        found[reader].append(Day(*day))
    return found


def _rows(statement: str, *, now: datetime, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters(now, **values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


_ASKING = """
asking AS MATERIALIZED (
    SELECT * FROM unnest(%(readers)s::uuid[], %(untils)s::date[]) AS asking (reader_id, until)
),
also AS MATERIALIZED (
    SELECT * FROM unnest(%(also_of)s::uuid[], %(also)s::uuid[]) AS also (reader_id, id)
)
"""

# Only in these can one of those who ask be told of anything (as `able` says below): the matters
# of a whole firm need not be gone through for a few readers.
_REACHED = """
reached AS MATERIALIZED (
    SELECT litigation_id FROM assigned JOIN asking ON asking.reader_id = user_id
  UNION
    SELECT litigation.id FROM mdl_litigation litigation
     WHERE EXISTS (SELECT FROM asking JOIN mdl_user ON mdl_user.id = asking.reader_id
                    WHERE mdl_user.role = 'supervisor')
)
"""

_MATTERS = f"""
matter AS (
    SELECT DISTINCT litigation_id, asked_id FROM due
),
{READERS}
"""  # noqa: S608 - put together from constants

_DEADLINES = f"""
WITH RECURSIVE {_ASKING}, {_REACHED},
due AS (
    SELECT deadline.id, litigation_id, coalesce(assigned_to_id, %(anybody)s) AS asked_id,
           deadline.version, due_on, {DEADLINE_IS_RECORD} AS is_record,
           held.id IS NOT NULL AS is_held, held.asked_by_id AS held_by_id,
           needs_confirmation AND confirmed_at IS NULL AS is_unconfirmed,
           CASE WHEN is_critical THEN opened_by_id END AS not_by_id
      FROM filings_deadline deadline
      JOIN reached USING (litigation_id)
      LEFT JOIN filings_heldchange held
        ON held.deadline_id = deadline.id AND held.version = deadline.version
       AND held.is_accepted IS NULL
     WHERE status = 'open' AND deadline.obligor = 'ours'
       AND deadline.id IN (
           SELECT id FROM filings_deadline
            WHERE status = 'open' AND due_on <= (SELECT max(until) FROM asking)
            UNION ALL
           SELECT id FROM also
            UNION ALL
           SELECT id FROM filings_deadline
            WHERE status = 'open' AND needs_confirmation AND confirmed_at IS NULL
            UNION ALL
           SELECT deadline_id FROM filings_heldchange WHERE is_accepted IS NULL)
),
{_MATTERS}
SELECT reader_id, due.id, version, due_on,
       CASE WHEN is_held THEN held_by_id IS DISTINCT FROM reader_id
            ELSE is_unconfirmed AND not_by_id IS DISTINCT FROM reader_id END
  FROM due
  JOIN readers USING (litigation_id, asked_id)
  JOIN asking USING (reader_id)
 WHERE (is_record OR NOT is_outside)
   AND (due_on <= until OR is_unconfirmed OR is_held
        OR (reader_id, due.id) IN (SELECT reader_id, id FROM also))
 ORDER BY due_on, due.id
"""  # noqa: S608 - put together from constants

_HEARINGS = f"""
WITH RECURSIVE {_ASKING}, {_REACHED},
due AS (
    SELECT hearing.id, hearing.litigation_id, version, starts_at,
           coalesce(attendee.user_id, %(anybody)s) AS asked_id,
           {HEARING_IS_RECORD} AS is_record,
           (starts_at AT TIME ZONE coalesce(zone.name, 'UTC'))::date AS on_day
      FROM filings_hearing hearing
      JOIN reached USING (litigation_id)
      JOIN mdl_court court ON court.id = hearing.court_id
      LEFT JOIN known_zone zone ON zone.name = court.time_zone
      LEFT JOIN filings_hearing_attendees attendee ON attendee.hearing_id = hearing.id
     WHERE hearing.status = 'scheduled' AND starts_at >= %(now)s
),
{_MATTERS}
SELECT reader_id, id, version, on_day
  FROM (SELECT DISTINCT reader_id, due.id, version, on_day, starts_at
          FROM due
          JOIN readers USING (litigation_id, asked_id)
          JOIN asking USING (reader_id)
         WHERE (is_record OR NOT is_outside)
           AND (on_day <= until OR (reader_id, due.id) IN (SELECT reader_id, id FROM also))) told
 ORDER BY starts_at, id
"""  # noqa: S608 - put together from constants

_CALENDAR_DEADLINES = f"""
WITH RECURSIVE due AS (
    SELECT id, litigation_id, coalesce(assigned_to_id, %(anybody)s) AS asked_id, due_on,
           {DEADLINE_IS_RECORD} AS is_record
      FROM filings_deadline deadline
     WHERE obligor = 'ours' AND due_on BETWEEN %(first)s AND %(last)s
       AND (status = 'open' OR (status <> 'open' AND closed_on >= %(first)s))
),
{_MATTERS}
SELECT due.id
  FROM due JOIN readers USING (litigation_id, asked_id)
 WHERE reader_id = %(reader)s AND (is_record OR NOT is_outside)
 ORDER BY abs(due_on - %(now)s::date), id
 LIMIT %(most)s
"""  # noqa: S608 - put together from constants

_CALENDAR_HEARINGS = f"""
WITH RECURSIVE due AS (
    SELECT hearing.id, hearing.litigation_id, starts_at,
           coalesce(attendee.user_id, %(anybody)s) AS asked_id, {HEARING_IS_RECORD} AS is_record
      FROM filings_hearing hearing
      LEFT JOIN filings_hearing_attendees attendee ON attendee.hearing_id = hearing.id
     WHERE starts_at BETWEEN %(first)s AND %(last)s
),
{_MATTERS}
SELECT due.id
  FROM due JOIN readers USING (litigation_id, asked_id)
 WHERE reader_id = %(reader)s AND (is_record OR NOT is_outside)
 GROUP BY due.id
 ORDER BY min(abs(extract(epoch FROM starts_at - %(now)s::timestamptz))), due.id
 LIMIT %(most)s
"""  # noqa: S608 - put together from constants

_CHANGED = f"""
WITH RECURSIVE asking AS MATERIALIZED (
    SELECT * FROM unnest(%(readers)s::uuid[], %(moments)s::timestamptz[])
        AS asking (reader_id, since)
),
{_REACHED},
due AS (
    SELECT deadline.id, litigation_id, coalesce(assigned_to_id, %(anybody)s) AS asked_id, version,
           due_on, confirmed_at, {DEADLINE_IS_RECORD} AS is_record
      FROM filings_deadline deadline
      JOIN reached USING (litigation_id)
     WHERE status = 'open' AND obligor = 'ours'
       AND EXISTS (SELECT FROM filings_deadlineevent event
                    WHERE event.pgh_obj_id = deadline.id
                      AND event.pgh_created_at > (SELECT min(since) FROM asking))
),
{_MATTERS}
SELECT reader_id, due.id, version, due.due_on, due.confirmed_at IS NOT NULL,
       before.due_on, before.status, before.confirmed_at IS NOT NULL
  FROM due
  JOIN readers USING (litigation_id, asked_id)
  JOIN asking USING (reader_id)
  LEFT JOIN LATERAL (
       SELECT due_on, status, confirmed_at FROM filings_deadlineevent event
        WHERE event.pgh_obj_id = due.id AND event.pgh_created_at <= since
        ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 1) AS before ON true
 WHERE is_record OR NOT is_outside
 ORDER BY due.due_on, due.id
"""  # noqa: S608 - put together from constants
