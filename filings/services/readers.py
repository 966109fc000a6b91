"""Who is told of a day, resolved anew each time somebody asks.

The one to whom a deadline is assigned (for a hearing: each who attends); else counsel of record
and the responsible paralegals; else back-ups; else the supervisors of the matter; else every
supervising attorney. A leaver is replaced by whoever stands in for them, somebody out of office by
their cover, and so on if these have left or are away too. Nobody who does not reach the litigation,
or stands before its wall, is told; where that leaves nobody, the next in this order are told, and
where everybody is away, those who are away: never nobody.

Outside co-counsel assigned to the matter are told beside them, never in their place: of what the
record shows (``is_outside`` lets the statement leave out the rest), and while the assignment runs.

It is SQL because the planner asks for all deadlines at once, and few pairs stand for many of
them: who is told is worked out once for each pair (hence MATERIALIZED). The text goes between a
``matter`` table, which says for which pairs of litigation and person asked, and the statement
that uses ``readers``.
"""

from datetime import datetime
from typing import Any

from filings.models import Hearing
from mdl.access import Holds, roles_reading

# Who is asked where nobody in particular is. A key, so that joins can compare it.
ANYBODY = "00000000-0000-0000-0000-000000000000"
AFTER_ALL = 10
"""Added to the place of who is away: they come after everybody who is not."""

READERS = """
assigned AS MATERIALIZED (
    SELECT user_id, litigation_id, part FROM mdl_assignment
     WHERE daterange(from_on, until_on) @> (%(now)s::timestamptz AT TIME ZONE 'UTC')::date
),
known_zone AS MATERIALIZED (
    SELECT name FROM pg_timezone_names
),
away AS MATERIALIZED (
    SELECT absent.id AS person_id, covered_by_id
      FROM mdl_absence absence
      JOIN mdl_user absent ON absent.id = absence.person_id AND absent.is_active
      LEFT JOIN known_zone ON known_zone.name = absent.time_zone
     WHERE daterange(from_on, until_on)
           @> (%(now)s::timestamptz AT TIME ZONE coalesce(known_zone.name, 'UTC'))::date
),
replaced AS (
    SELECT id AS person_id, reminders_to_id AS by_id FROM mdl_user
     WHERE NOT is_active AND reminders_to_id IS NOT NULL
  UNION ALL
    SELECT person_id, covered_by_id FROM away
),
stands_in (person_id, reader_id) AS (
    SELECT id, id FROM mdl_user
  UNION
    SELECT stands_in.person_id, replaced.by_id
      FROM stands_in JOIN replaced ON replaced.person_id = stands_in.reader_id
),
named (litigation_id, asked_id, place, person_id) AS (
    SELECT litigation_id, asked_id, 1, asked_id FROM matter
  UNION ALL
    SELECT matter.litigation_id, asked_id,
           CASE part WHEN 'counsel' THEN 2 WHEN 'paralegal' THEN 2 WHEN 'back_up' THEN 3 ELSE 4 END,
           user_id
      FROM matter JOIN assigned USING (litigation_id)
  UNION ALL
    SELECT litigation_id, asked_id, 5, supervisor.id
      FROM matter JOIN mdl_user supervisor ON supervisor.role = 'supervisor'
),
able AS (
    SELECT named.litigation_id, asked_id, reader.id AS reader_id,
           coalesce(known_zone.name, 'UTC') AS zone,
           reader.role = ANY(%(outside)s) AS is_outside,
           CASE WHEN away.person_id IS NULL THEN place ELSE place + %(after_all)s END AS place
      FROM named
      JOIN stands_in USING (person_id)
      JOIN mdl_user reader ON reader.id = stands_in.reader_id AND reader.is_active
      LEFT JOIN away ON away.person_id = reader.id
      LEFT JOIN known_zone ON known_zone.name = reader.time_zone
     WHERE reader.role = ANY(%(told)s)
       AND (reader.role = 'supervisor' OR EXISTS (
                SELECT FROM assigned reach
                 WHERE reach.user_id = reader.id AND reach.litigation_id = named.litigation_id))
       AND NOT EXISTS (
                SELECT FROM mdl_wall wall
                 WHERE wall.user_id = reader.id AND wall.litigation_id = named.litigation_id)
),
ranked AS (
    SELECT able.*, min(place) FILTER (WHERE NOT is_outside)
               OVER (PARTITION BY litigation_id, asked_id) AS first_place
      FROM able
),
readers AS MATERIALIZED (
    SELECT DISTINCT litigation_id, asked_id, reader_id, zone, is_outside,
           (%(now)s::timestamptz AT TIME ZONE zone)::date AS today
      FROM ranked WHERE place = first_place OR is_outside
)
"""


# What of `deadline` and of `hearing` is the record's, as `visible_to` of their models says.
_IS_SUPPOSED = """EXISTS (
               SELECT FROM mdl_memberaction supposed
                WHERE supposed.id = {row}.action_id AND supposed.standing = 'proposed')"""

DEADLINE_IS_RECORD = f"""(
           deadline.basis <> 'entered'
           AND NOT (deadline.needs_confirmation AND deadline.confirmed_at IS NULL)
           AND NOT {_IS_SUPPOSED.format(row="deadline")})"""

HEARING_IS_RECORD = f"""(
           hearing.kind = ANY(%(before_a_court)s)
           AND NOT {_IS_SUPPOSED.format(row="hearing")})"""


def parameters(now: datetime, **more: Any) -> dict[str, Any]:
    """Return what the text above needs, with ``more`` of the statement's own."""
    told = roles_reading(Holds.RECORD)
    outside = told - roles_reading(Holds.FIRM)
    return {
        "now": now,
        "anybody": ANYBODY,
        "after_all": AFTER_ALL,
        "told": [*told],
        "outside": [*outside],
        "before_a_court": [kind.value for kind in Hearing.BEFORE_A_COURT],
        **more,
    }
