"""The first ledger: who is to be told of which day, how many days before.

Planning says what should stand and lets the database add what is missing, so any number of
planners may run at any time: each (deadline, version, days before, recipient) has one row. A
deadline that is saved plans its next days in its own transaction; a tick extends them. What is
due on a day that has passed is not made up for: the day's digest tells what is overdue.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import connection

from filings.models import Deadline, Hearing
from filings.services import messages
from filings.services.readers import DEADLINE_IS_RECORD, HEARING_IS_RECORD, READERS, parameters
from filings.services.wake import wake_delivery
from mdl.identity import acting_as

OFFSETS = (30, 14, 7, 3, 1, 0)
"""Days before a deadline or hearing on which it is told."""
CRITICAL_TOO = (60, 21, 10, 5, 2)
"""The further days for a critical deadline."""
MORNING = time(7)
"""When a reminder is due, by the recipient's clock."""
HORIZON_DAYS = 7
"""How far ahead rows are made: planning may fail for so long without a gap."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Rows that were missing and now stand."""

    reminders: int
    messages: int


def plan(*, now: datetime, horizon_days: int = HORIZON_DAYS) -> Planned:
    """Add every reminder due from today until ``horizon_days`` ahead, and the messages to send.

    A fixed number of statements, each in a short transaction of its own.
    """
    made = 0
    for statement in (_DEADLINES, _HEARINGS):
        with acting_as(None, why="plan reminders"):
            made += _run(statement, now=now, horizon=horizon_days, only=None)
    return Planned(reminders=made, messages=messages.address(now=now))


def plan_for(
    *,
    deadlines: Iterable[Deadline | UUID] = (),
    hearings: Iterable[Hearing | UUID] = (),
    now: datetime,
) -> None:
    """Plan the next days of these rows within the caller's transaction, and wake the delivery."""
    for statement, rows in ((_DEADLINES, deadlines), (_HEARINGS, hearings)):
        if keys := [row if isinstance(row, UUID) else row.pk for row in rows]:
            _run(statement, now=now, horizon=HORIZON_DAYS, only=keys)
            wake_delivery()


def _run(statement: str, *, now: datetime, horizon: int, only: list[UUID] | None) -> int:
    days = [*OFFSETS, *CRITICAL_TOO]
    values: dict[str, Any] = parameters(
        now,
        horizon=horizon,
        only=only,
        days=days,
        critical_only=[offset in CRITICAL_TOO for offset in days],
        morning=MORNING,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


# A row of `due` is one thing to be told so many days before; a window wider by a day on each side
# than the horizon, since today is another day elsewhere. What is told stands in date order, so
# that two planners never wait for each other.
_STATEMENT = f"""
WITH RECURSIVE ahead AS (
    SELECT * FROM unnest(%(days)s::int[], %(critical_only)s::bool[]) AS ahead (days, critical_only)
),
due AS (
    {{due}}
),
matter AS (
    SELECT DISTINCT litigation_id, asked_id FROM due
),
{READERS}
INSERT INTO filings_reminder
       (deadline_id, hearing_id, version, days_before, recipient_id, due_at, planned_at)
SELECT DISTINCT {{columns}}, due.version, due.days, readers.reader_id,
       (due.on_day - due.days + %(morning)s::time) AT TIME ZONE readers.zone, now()
  FROM due JOIN readers USING (litigation_id, asked_id)
 WHERE (due.is_record OR NOT is_outside)
   AND due.on_day - due.days BETWEEN readers.today AND readers.today + %(horizon)s
 ORDER BY 1, 2, 4, 5
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - put together from constants

_DEADLINES = _STATEMENT.format(
    columns="due.id, NULL::uuid",
    due=f"""
    SELECT deadline.id, deadline.litigation_id, version, due_on AS on_day, days,
           coalesce(assigned_to_id, %(anybody)s) AS asked_id, {DEADLINE_IS_RECORD} AS is_record
      FROM ahead
      JOIN filings_deadline deadline
        ON due_on BETWEEN %(now)s::timestamptz::date + days - 1
                      AND %(now)s::timestamptz::date + days + %(horizon)s + 1
     WHERE status = 'open' AND obligor = 'ours' AND (is_critical OR NOT critical_only)
       AND (%(only)s::uuid[] IS NULL OR deadline.id = ANY(%(only)s::uuid[]))
    """,  # noqa: S608 - put together from constants
)

_HEARINGS = _STATEMENT.format(
    columns="NULL::uuid, due.id",
    due=f"""
    SELECT hearing.id, hearing.litigation_id, version, days,
           (starts_at AT TIME ZONE coalesce(zone.name, 'UTC'))::date AS on_day,
           coalesce(attendee.user_id, %(anybody)s) AS asked_id,
           {HEARING_IS_RECORD} AS is_record
      FROM ahead
      JOIN filings_hearing hearing
        ON starts_at BETWEEN %(now)s::timestamptz + make_interval(days => days - 2)
                         AND %(now)s::timestamptz + make_interval(days => days + %(horizon)s + 2)
      JOIN mdl_court court ON court.id = hearing.court_id
      LEFT JOIN pg_timezone_names zone ON zone.name = court.time_zone
      LEFT JOIN filings_hearing_attendees attendee ON attendee.hearing_id = hearing.id
     WHERE hearing.status = 'scheduled' AND NOT critical_only
       AND (%(only)s::uuid[] IS NULL OR hearing.id = ANY(%(only)s::uuid[]))
    """,  # noqa: S608 - put together from constants
)
