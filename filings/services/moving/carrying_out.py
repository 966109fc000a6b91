"""Writing what a diff shows: a fixed number of statements, all in one batch."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from filings.models import Computation, Trigger
from filings.services.counting import identity_of, working_of
from filings.services.moving.causes import DaysStricken, EventsVacated
from filings.services.moving.plan import Plan
from filings.services.moving.scratch import rows, run
from mdl.models import Batch

_EVENTS = """
UPDATE filings_trigger event
   SET occurred_on = planned.to_on, court_id = planned.court_id,
       vacated_on = CASE WHEN planned.is_vacated THEN %(on)s::date END
  FROM moving_event planned
 WHERE event.id = planned.trigger_id
   AND (planned.is_vacated OR (event.occurred_on, event.court_id)
        IS DISTINCT FROM (planned.to_on, planned.court_id))
"""

# A deadline that somebody changed since it was planned has another version or is closed: it is
# missing in the count of what was written, and the whole batch is off.
_MOVED = """
UPDATE filings_deadline deadline
   SET due_on = planned.to_on, version = deadline.version + 1,
       computation_id = coalesce(counted.computation_id, deadline.computation_id),
       court_id = coalesce(counted.court_id, deadline.court_id),
       shifts = coalesce(planned.shifts, deadline.shifts),
       needs_confirmation = deadline.is_critical
                            OR coalesce(counted.confirms, deadline.needs_confirmation),
       opened_by_id = %(actor)s, batch_id = %(batch)s, confirmed_by_id = NULL,
       confirmed_at = NULL, confirmed_alone = false
  FROM moving_deadline planned LEFT JOIN moving_counted counted
    ON counted.number = planned.count_number
 WHERE deadline.id = planned.deadline_id AND planned.kind = 'moved'
   AND deadline.version = planned.version AND deadline.status = 'open'
"""

# A day that stays rests on the new count all the same: the next look finds nothing to do. One that
# the cause does not reach was not counted by it.
_RESTING = """
UPDATE filings_deadline deadline
   SET computation_id = counted.computation_id, court_id = counted.court_id,
       shifts = coalesce(planned.shifts, deadline.shifts),
       needs_confirmation = deadline.is_critical OR counted.confirms
  FROM moving_deadline planned JOIN moving_counted counted ON counted.number = planned.count_number
 WHERE deadline.id = planned.deadline_id AND planned.kind = 'unchanged'
   AND planned.why <> 'excepted' AND deadline.version = planned.version
   AND (deadline.computation_id, deadline.court_id, deadline.shifts)
       IS DISTINCT FROM
       (counted.computation_id, counted.court_id, coalesce(planned.shifts, deadline.shifts))
"""

_VACATED = """
UPDATE filings_deadline deadline SET status = 'vacated', closed_on = %(on)s
  FROM moving_deadline planned
 WHERE deadline.id = planned.deadline_id AND planned.kind = 'vacated'
   AND deadline.version = planned.version AND deadline.status = 'open'
"""

_TAKEN_OFF = """
UPDATE filings_hearing hearing SET status = 'cancelled', outcome = %(outcome)s
  FROM moving_hearing planned
 WHERE hearing.id = planned.hearing_id AND NOT planned.is_kept
   AND hearing.starts_at = planned.starts_at AND hearing.status = 'scheduled'
"""

_COUNTED = """
DROP TABLE IF EXISTS pg_temp.moving_counted;
CREATE TEMP TABLE moving_counted ON COMMIT DROP AS
SELECT counted.number, counted.confirms, counted.court_id, named.computation_id
  FROM moving_count counted
  JOIN unnest(%(numbers)s::int[], %(computations)s::bigint[]) AS named (number, computation_id)
 USING (number);
ANALYZE moving_counted
"""


# What a newer version of the deadline left behind waits for nobody any more.
_STALE = """
UPDATE filings_heldchange held
   SET is_accepted = false, decided_by_id = %(actor)s, decided_at = %(now)s
  FROM moving_deadline planned
 WHERE held.deadline_id = planned.deadline_id AND planned.kind = 'held'
   AND held.is_accepted IS NULL
"""

_HELD = """
INSERT INTO filings_heldchange (id, deadline_id, version, kind, to_on, basis, obligor,
       computation_id, reason, shifts, batch_id, asked_by_id, asked_at, accepted_alone)
SELECT gen_random_uuid(), deadline.id, deadline.version,
       CASE planned.why WHEN 'later' THEN 'move' ELSE 'vacate' END,
       CASE planned.why WHEN 'later' THEN planned.to_on ELSE %(on)s END,
       CASE planned.why WHEN 'later' THEN deadline.basis ELSE '' END, '',
       CASE planned.why WHEN 'later'
            THEN coalesce(counted.computation_id, deadline.computation_id) END,
       deadline.reason, planned.shifts, %(batch)s, %(actor)s, %(now)s, false
  FROM moving_deadline planned
  JOIN filings_deadline deadline ON deadline.id = planned.deadline_id
  LEFT JOIN moving_counted counted ON counted.number = planned.count_number
 WHERE planned.kind = 'held' AND deadline.version = planned.version AND deadline.status = 'open'
"""


def write(plan: Plan, *, batch: Batch, now: datetime) -> int:
    """Write the plan that stands in the scratch tables; return how many deadlines and
    hearings changed."""
    cause = plan.cause
    values: dict[str, Any] = {
        "actor": batch.actor_id,
        "batch": batch.pk,
        "now": now,
        "on": timezone.localdate(now),
        "outcome": f"Taken off: {batch.reason}",
    }
    if isinstance(cause, EventsVacated | DaysStricken):
        values["on"] = cause.on
    _store_counts(plan)
    run(_EVENTS, values)
    moved = run(_MOVED, values)
    # What would give a critical deadline more time, or end it, is kept for a second person.
    run(_STALE, values)
    moved += run(_HELD, values)
    run(_RESTING, values)
    if isinstance(cause, DaysStricken):
        moved += run(_TAKEN_OFF, values)
    return moved + run(_VACATED, values)


def _store_counts(plan: Plan) -> None:
    """Keep the counts that are used, each once, with their whole working."""
    used = {number for (number,) in rows("SELECT DISTINCT count_number FROM moving_deadline")}
    counts = [each for each in plan.counts if each.number in used]
    made = {each.number: _computation(each) for each in counts if each.opening is not None}
    Computation.objects.bulk_create(made.values(), ignore_conflicts=True, batch_size=2000)
    keys = _keys(made) | {each.number: each.stored.pk for each in counts if each.stored}
    run(_COUNTED, {"numbers": list(keys), "computations": list(keys.values())})


def _computation(counted: Any) -> Computation:
    event = Trigger(
        key=counted.event_key,
        occurred_on=counted.event_on,
        service=counted.service,
        court_id=counted.court,
    )
    return Computation(**identity_of(counted.opening, event), **working_of(counted.opening))


_IDENTITY = (
    "rule", "rule_version", "rule_digest", "trigger_key", "trigger_on", "other_events", "service",
    "court_id", "calendar_version",
)  # fmt: skip


def _keys(made: Mapping[int, Computation]) -> dict[int, int]:
    """The keys of stored counts, whoever stored them, by the numbers of the plan."""
    wanted = {_same(row): number for number, row in made.items()}
    days = {row.trigger_on for row in made.values()}
    rules = {row.rule for row in made.values()}
    stored = Computation.objects.filter(rule__in=rules, trigger_on__in=days)
    found: dict[int, int] = {}
    for row in stored.only("pk", *_IDENTITY):
        number = wanted.get(_same(row))
        if number is not None:
            found[number] = row.pk
    return found


def _same(row: Computation) -> tuple[Any, ...]:
    values = [getattr(row, name) for name in _IDENTITY]
    return tuple(
        tuple(sorted(value.items())) if isinstance(value, dict) else value for value in values
    )


__all__ = ["write"]
