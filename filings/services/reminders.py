"""The first ledger: who is to be told of which day, how many days or hours before.

Planning says what should stand and lets the database add what is missing, so any number of
planners may run at any time: each (deadline, version, days and hours before, recipient, channel)
has one row. A deadline that is saved plans its next days in its own transaction; a tick extends
them. What is due on a day that has passed is not made up for: the day's digest tells what is
overdue.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db import connection

from filings.models import Deadline, Hearing
from filings.services import messages
from filings.services.readers import DEADLINE_IS_RECORD, HEARING_IS_RECORD, READERS, parameters
from filings.services.reminder_policies import POLICIES
from filings.services.wake import wake_delivery
from mdl.identity import acting_as

MORNING: Final = time(7)
"""When a reminder of a day is due, by the recipient's clock."""
HORIZON_DAYS: Final = 7
"""How far ahead rows are made: planning may fail for so long without a gap."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Rows that were missing and now stand."""

    reminders: int
    messages: int


@dataclass(frozen=True, slots=True)
class ToldOn:
    """How many reminders one person gets on one day, by their own clock."""

    person: UUID
    on: date
    count: int


def plan(*, now: datetime, horizon_days: int = HORIZON_DAYS) -> Planned:
    """Add every reminder due from today until ``horizon_days`` ahead, and the messages to send.

    A fixed number of statements, each in a short transaction of its own.
    """
    made = 0
    for key in _WANTED:
        with acting_as(None, why="plan reminders"):
            made += _add(key, now=now, horizon=horizon_days, only=None)
    return Planned(reminders=made, messages=messages.address(now=now))


def plan_for(
    *,
    deadlines: Iterable[Deadline | UUID] = (),
    hearings: Iterable[Hearing | UUID] = (),
    now: datetime,
) -> None:
    """Plan the next days of these rows within the caller's transaction, and wake the delivery."""
    for key, rows in (("deadline_id", deadlines), ("hearing_id", hearings)):
        if only := [row if isinstance(row, UUID) else row.pk for row in rows]:
            _add(key, now=now, horizon=HORIZON_DAYS, only=only)
            wake_delivery()


def forecast(*, now: datetime, days: int) -> list[ToldOn]:
    """Count what the policies, as they stand, would have us tell from now until ``days`` ahead."""
    found: list[ToldOn] = []
    for wanted in _WANTED.values():
        with connection.cursor() as cursor:
            cursor.execute(wanted + _COUNT, _values(now=now, horizon=days, only=None))
            found += [ToldOn(*row) for row in cursor.fetchall()]
    return found


def _add(key: str, *, now: datetime, horizon: int, only: list[UUID] | None) -> int:
    statement = _WANTED[key] + _INSERT.format(key=key)
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(now=now, horizon=horizon, only=only))
        return int(cursor.rowcount)


def _values(*, now: datetime, horizon: int, only: list[UUID] | None) -> dict[str, Any]:
    return parameters(now, horizon=horizon, only=only, morning=MORNING)


# A row of `due` is one thing, and the days before of some policy on which it may be told now; the
# window is wider by a day on each side than the horizon, since today is another day elsewhere.
# `moment` is when it is too late: the last day's midnight in the court's zone, a hearing's start.
# A morning that would come too late is the morning before; a reminder within quiet hours waits for
# their end, and comes before they begin where that would be too late.
_TEXT = f"""
WITH RECURSIVE {POLICIES},
due AS (
    {{due}}
),
matter AS (
    SELECT DISTINCT litigation_id, asked_id FROM due
),
{READERS},
told AS (
    SELECT readers.*, coalesce(own_person.person_id, %(anybody)s) AS policy_of
      FROM readers LEFT JOIN own_person ON own_person.person_id = reader_id
),
wanted AS (
    SELECT {{distinct}} {{keys}}, due.version, due.days, ahead.hours, reader_id, ahead.channel,
           zone,
           CASE WHEN ahead.channel = 'digest' OR NOT is_quiet THEN first_at
                WHEN wakes_at < moment THEN wakes_at ELSE sleeps_at END AS due_at
      FROM due
      JOIN told USING (litigation_id, asked_id)
      JOIN ahead ON ahead.kind = due.kind AND ahead.rule = due.rule AND ahead.days = due.days
                AND ahead.person_id = told.policy_of
     CROSS JOIN LATERAL (
           SELECT (on_day - due.days + %(morning)s::time) AT TIME ZONE zone AS morning,
                  (on_day - due.days - 1 + %(morning)s::time) AT TIME ZONE zone AS morning_before,
                  moment - make_interval(hours => ahead.hours) AS hour
           ) AS thought_of
     CROSS JOIN LATERAL (
           SELECT CASE WHEN ahead.hours IS NOT NULL THEN hour
                       WHEN morning < moment THEN morning ELSE morning_before END AS first_at
           ) AS before_quiet
     CROSS JOIN LATERAL (
           SELECT (first_at AT TIME ZONE zone)::date AS day,
                  (first_at AT TIME ZONE zone)::time AS clock
           ) AS there
     CROSS JOIN LATERAL (
           SELECT (quiet_from IS NOT NULL
                   AND CASE WHEN quiet_from < quiet_until
                            THEN clock >= quiet_from AND clock < quiet_until
                            ELSE clock >= quiet_from OR clock < quiet_until END) AS is_quiet,
                  (day + (clock >= quiet_until)::int + quiet_until) AT TIME ZONE zone AS wakes_at,
                  (day - (clock < quiet_from)::int + quiet_from) AT TIME ZONE zone AS sleeps_at
           ) AS quiet
     WHERE (due.is_record OR NOT is_outside)
       AND CASE WHEN ahead.hours IS NULL
                THEN due.on_day - due.days BETWEEN today AND today + %(horizon)s
                ELSE moment > %(now)s AND due.on_day <= today + %(horizon)s END
)
"""  # noqa: S608 - put together from constants

# What stands is left out before it is tried: a tick that finds nothing new reads, and writes
# nothing. In the order of keys, so that two planners never wait for each other in a circle.
_INSERT = """
INSERT INTO filings_reminder
       (deadline_id, hearing_id, version, days_before, hours_before, recipient_id, channel, due_at,
        planned_at)
SELECT deadline_id, hearing_id, version, days, hours, reader_id, channel, due_at, now()
  FROM wanted
 WHERE NOT EXISTS (
           SELECT FROM filings_reminder known
            WHERE known.due_at BETWEEN %(now)s::timestamptz - interval '3 days'
                           AND %(now)s::timestamptz + make_interval(days => %(horizon)s + 3)
              AND known.{key} = wanted.{key} AND known.version = wanted.version
              AND known.days_before = wanted.days AND known.recipient_id = wanted.reader_id
              AND coalesce(known.hours_before, 0) = coalesce(wanted.hours, 0)
              AND known.channel = wanted.channel)
 ORDER BY 1, 2, 4, 5, 6
    ON CONFLICT DO NOTHING
"""

_COUNT = """
SELECT reader_id, (due_at AT TIME ZONE zone)::date, count(*) FROM wanted GROUP BY 1, 2
"""

_DEADLINES = _TEXT.format(
    distinct="",
    keys="due.id AS deadline_id, NULL::uuid AS hearing_id",
    due=f"""
    SELECT deadline.id, deadline.litigation_id, version, due_on AS on_day, days, before.kind,
           coalesce(own_rule.rule, '') AS rule,
           coalesce(assigned_to_id, %(anybody)s) AS asked_id, {DEADLINE_IS_RECORD} AS is_record,
           (due_on + 1)::timestamp AT TIME ZONE coalesce(known_zone.name, 'UTC') AS moment
      FROM (SELECT DISTINCT kind, days FROM ahead WHERE kind <> 'hearing') AS before
      JOIN filings_deadline deadline
        ON is_critical = (kind = 'critical')
       AND due_on BETWEEN %(now)s::timestamptz::date + days - 1
                      AND %(now)s::timestamptz::date + days + %(horizon)s + 1
      JOIN mdl_court court ON court.id = court_id
      LEFT JOIN known_zone ON known_zone.name = court.time_zone
      LEFT JOIN own_rule ON own_rule.rule = deadline.rule
     WHERE status = 'open' AND obligor = 'ours'
       AND (%(only)s::uuid[] IS NULL OR deadline.id = ANY(%(only)s::uuid[]))
    """,  # noqa: S608 - put together from constants
)

_HEARINGS = _TEXT.format(
    # Two who attend may be told through the same person.
    distinct="DISTINCT",
    keys="NULL::uuid AS deadline_id, due.id AS hearing_id",
    due=f"""
    SELECT hearing.id, hearing.litigation_id, version, days, 'hearing' AS kind, '' AS rule,
           (starts_at AT TIME ZONE coalesce(known_zone.name, 'UTC'))::date AS on_day,
           starts_at AS moment,
           coalesce(attendee.user_id, %(anybody)s) AS asked_id,
           {HEARING_IS_RECORD} AS is_record
      FROM (SELECT DISTINCT days FROM ahead WHERE kind = 'hearing') AS before
      JOIN filings_hearing hearing
        ON starts_at BETWEEN %(now)s::timestamptz + make_interval(days => days - 2)
                         AND %(now)s::timestamptz + make_interval(days => days + %(horizon)s + 2)
      JOIN mdl_court court ON court.id = hearing.court_id
      LEFT JOIN known_zone ON known_zone.name = court.time_zone
      LEFT JOIN filings_hearing_attendees attendee ON attendee.hearing_id = hearing.id
     WHERE hearing.status = 'scheduled'
       AND (%(only)s::uuid[] IS NULL OR hearing.id = ANY(%(only)s::uuid[]))
    """,  # noqa: S608 - put together from constants
)

_WANTED: Final = {"deadline_id": _DEADLINES, "hearing_id": _HEARINGS}
"""What should stand, by the column that names the thing it is of."""
