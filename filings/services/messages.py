"""The second ledger: which e-mail is to be handed over, and when.

A person gets one digest a day. A critical date also gets a message of its own, and so does a day
that is almost here but became known after the day's digest had gone. Like planning, this adds
what is missing and may run anywhere at any time. Whether there is anything left to say is decided
when the message is written, not here.
"""

from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db import connection

from mdl.identity import acting_as

DIGEST_AT: Final = time(7)
"""By the recipient's clock."""
AHEAD: Final = timedelta(days=1)
"""How long before it is due a message is made."""
LATE_DAYS: Final = 1
"""A day that became known after the digest is told at once if it is at most so far away."""


def address(*, now: datetime) -> int:
    """Make the digests of today and tomorrow and the single messages; return how many are new."""
    values: dict[str, Any] = {
        "now": now,
        "morning": DIGEST_AT,
        "ahead": AHEAD,
        "late_days": LATE_DAYS,
    }
    made = 0
    for statement in (_DIGESTS, _SINGLES):
        with acting_as(None, why="address messages"), connection.cursor() as cursor:
            cursor.execute(statement, values)
            made += cursor.rowcount
    return made


_INSERT = """
INSERT INTO filings_message
       (id, state, attempt, unanswered, may_repeat, message_id, subject, text, tells, error,
        sent_to, relay_answer, recipient_id, digest_on, reminder_id, due_at)
SELECT gen_random_uuid(), 'pending', 0, 0, false, '', '', '', '{}'::bigint[], '', '', '',
"""

# Whoever works on a litigation, or reaches all of them.
_DIGESTS = f"""
WITH reader AS (
    SELECT person.id, coalesce(zone.name, 'UTC') AS zone
      FROM mdl_user person
      LEFT JOIN pg_timezone_names zone ON zone.name = person.time_zone
     WHERE person.is_active
       AND (person.role = 'supervisor'
            OR EXISTS (
                SELECT FROM mdl_assignment WHERE user_id = person.id
                   AND daterange(from_on, until_on)
                       @> (%(now)s::timestamptz AT TIME ZONE 'UTC')::date))
),
morning AS (
    SELECT reader.id, zone, (%(now)s::timestamptz AT TIME ZONE zone)::date + ahead AS digest_on
      FROM reader CROSS JOIN generate_series(0, 1) AS ahead
)
{_INSERT} id, digest_on, NULL, (digest_on + %(morning)s::time) AT TIME ZONE zone
  FROM morning
 ORDER BY id, digest_on
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - put together from constants

# The digest of a reminder's day is the one due within half a day of it, wherever people moved.
_SINGLES = f"""
{_INSERT} reminder.recipient_id, NULL, reminder.id, reminder.due_at
  FROM filings_reminder reminder
  LEFT JOIN filings_deadline deadline
    ON deadline.id = reminder.deadline_id AND deadline.version = reminder.version
   AND deadline.status = 'open'
  LEFT JOIN filings_hearing hearing
    ON hearing.id = reminder.hearing_id AND hearing.version = reminder.version
   AND hearing.status = 'scheduled'
 WHERE reminder.due_at BETWEEN %(now)s::timestamptz - interval '1 day'
                           AND %(now)s::timestamptz + %(ahead)s
   AND (deadline.id IS NOT NULL OR hearing.id IS NOT NULL)
   AND (reminder.channel = 'mail'
        OR (reminder.told_by_id IS NULL
            AND reminder.due_at <= %(now)s::timestamptz
            AND reminder.days_before <= %(late_days)s
            AND EXISTS (
                SELECT FROM filings_message digest
                 WHERE digest.recipient_id = reminder.recipient_id
                   AND digest.digest_on IS NOT NULL
                   AND digest.due_at BETWEEN reminder.due_at - interval '12 hours'
                                         AND reminder.due_at + interval '12 hours'
                   AND digest.state IN ('sent', 'dropped'))))
 ORDER BY reminder.id
    ON CONFLICT DO NOTHING
"""
