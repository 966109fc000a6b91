"""What concerns one reader: the days they are told of, asked with the planner's own words."""

from collections.abc import Sequence
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


def reminders_due(reader: User, *, now: datetime) -> list[DueReminder]:
    """Return what is to be told now, of days that still stand as they did when it was planned."""
    due = Reminder.objects.live().filter(recipient=reader, told_by=None, due_at__lte=now)
    return [DueReminder(*row) for row in due.values_list("pk", "deadline_id", "hearing_id")]


def deadlines_of(
    reader: User, *, now: datetime, until: date, also: Sequence[UUID] = ()
) -> list[Day]:
    """Return our open deadlines due ``until`` a day, those that wait for a confirmation or have a
    change that does, and ``also`` these; in order of their days."""
    rows = _rows(_DEADLINES, reader, now=now, until=until, also=list(also))
    return [Day(key, version, on, waits) for key, version, on, waits in rows]


def is_reader(reader: User, deadline: Deadline, *, now: datetime) -> bool:
    """Say whether ``reader`` is, as things stand, one of those told of this deadline."""
    return any(
        day.key == deadline.pk
        for day in deadlines_of(reader, now=now, until=date.min, also=[deadline.pk])
    )


def hearings_of(
    reader: User, *, now: datetime, until: date, also: Sequence[UUID] = ()
) -> list[Day]:
    """Return scheduled hearings that have not begun, up to a day where each court sits."""
    rows = _rows(_HEARINGS, reader, now=now, until=until, also=list(also))
    return [Day(key, version, on) for key, version, on, _starts_at in rows]


def changes_for(reader: User, *, now: datetime, since: datetime) -> list[Day]:
    """Return our open deadlines that are new, moved, reopened or confirmed since a moment."""
    rows = _rows(_CHANGED, reader, now=now, since=since)
    found = [Day(key, version, on, note=_note(on, *before)) for key, version, on, *before in rows]
    return [day for day in found if day.note]


def _note(on: date, confirmed: bool, before: date | None, status: str, was_confirmed: bool) -> str:
    if before is None:
        return "new"
    if before != on:
        return f"moved from {short_day(before)}"
    if status != Deadline.Status.OPEN:
        return "reopened"
    return "confirmed" if confirmed and not was_confirmed else ""


def _rows(statement: str, reader: User, *, now: datetime, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters(now, reader=reader.pk, **values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


_MATTERS = f"""
matter AS (
    SELECT DISTINCT litigation_id, asked_id FROM due
),
{READERS}
"""  # noqa: S608 - put together from constants

_DEADLINES = f"""
WITH RECURSIVE due AS (
    SELECT deadline.id, litigation_id, coalesce(assigned_to_id, %(anybody)s) AS asked_id,
           deadline.version, due_on, {DEADLINE_IS_RECORD} AS is_record,
           CASE WHEN held.id IS NOT NULL THEN held.asked_by_id IS DISTINCT FROM %(reader)s
                ELSE needs_confirmation AND confirmed_at IS NULL
                     AND NOT (is_critical AND coalesce(opened_by_id = %(reader)s, false))
                END AS waits
      FROM filings_deadline deadline
      LEFT JOIN filings_heldchange held
        ON held.deadline_id = deadline.id AND held.version = deadline.version
       AND held.is_accepted IS NULL
     WHERE status = 'open' AND deadline.obligor = 'ours'
       AND deadline.id IN (
           SELECT id FROM filings_deadline WHERE status = 'open' AND due_on <= %(until)s
            UNION ALL
           SELECT unnest(%(also)s::uuid[])
            UNION ALL
           SELECT id FROM filings_deadline
            WHERE status = 'open' AND needs_confirmation AND confirmed_at IS NULL
            UNION ALL
           SELECT deadline_id FROM filings_heldchange WHERE is_accepted IS NULL)
),
{_MATTERS}
SELECT due.id, version, due_on, waits
  FROM due JOIN readers USING (litigation_id, asked_id)
 WHERE reader_id = %(reader)s AND (is_record OR NOT is_outside)
 ORDER BY due_on, id
"""  # noqa: S608 - put together from constants

_HEARINGS = f"""
WITH RECURSIVE due AS (
    SELECT hearing.id, hearing.litigation_id, version, starts_at,
           coalesce(attendee.user_id, %(anybody)s) AS asked_id,
           {HEARING_IS_RECORD} AS is_record,
           (starts_at AT TIME ZONE coalesce(zone.name, 'UTC'))::date AS on_day
      FROM filings_hearing hearing
      JOIN mdl_court court ON court.id = hearing.court_id
      LEFT JOIN pg_timezone_names zone ON zone.name = court.time_zone
      LEFT JOIN filings_hearing_attendees attendee ON attendee.hearing_id = hearing.id
     WHERE hearing.status = 'scheduled' AND starts_at >= %(now)s
),
{_MATTERS}
SELECT DISTINCT due.id, version, on_day, starts_at
  FROM due JOIN readers USING (litigation_id, asked_id)
 WHERE reader_id = %(reader)s AND (is_record OR NOT is_outside)
   AND (on_day <= %(until)s OR due.id IN (SELECT unnest(%(also)s::uuid[])))
 ORDER BY starts_at, id
"""  # noqa: S608 - put together from constants

_CHANGED = f"""
WITH RECURSIVE due AS (
    SELECT id, litigation_id, coalesce(assigned_to_id, %(anybody)s) AS asked_id, version, due_on,
           confirmed_at, {DEADLINE_IS_RECORD} AS is_record
      FROM filings_deadline deadline
     WHERE status = 'open' AND obligor = 'ours'
       AND id IN (SELECT pgh_obj_id FROM filings_deadlineevent WHERE pgh_created_at > %(since)s)
),
{_MATTERS}
SELECT due.id, version, due.due_on, due.confirmed_at IS NOT NULL,
       before.due_on, before.status, before.confirmed_at IS NOT NULL
  FROM due
  JOIN readers USING (litigation_id, asked_id)
  LEFT JOIN LATERAL (
       SELECT due_on, status, confirmed_at FROM filings_deadlineevent event
        WHERE event.pgh_obj_id = due.id AND event.pgh_created_at <= %(since)s
        ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 1) AS before ON true
 WHERE reader_id = %(reader)s AND (is_record OR NOT is_outside)
 ORDER BY due.due_on, due.id
"""  # noqa: S608 - put together from constants
