"""What a cause does to each deadline, worked out in the database and in two scratch tables.

``moving_event`` holds the events that happened otherwise than recorded, ``moving_deadline`` every
deadline that hangs on them with its kind (:class:`Kind`) and the day it would get. A round counts
what hangs on the events of one level; the days it moves are events of the next, as deep as the
chain goes. Each distinct count is done once, in Python, by the engine that opened the deadlines;
everything else is joins. So the number of statements depends on the depth, never on the rows.

The scratch tables end with the transaction. Nothing else is written here.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db import connection

from filings.models import Computation
from filings.rules import Rule, RuleError, catalog, compute
from filings.rules.catalog import binds
from filings.services.counting import Opening, calendar_of
from filings.services.moving.causes import (
    ActionTransferred,
    Cause,
    EventsMoved,
    EventsVacated,
    GeneralOrder,
    LawChanged,
)
from filings.services.rulebook import ORDER, rules_named
from mdl.court_time import (
    CourtCalendar,
    CourtTimeError,
    Direction,
    Period,
    ServiceMethod,
    Unit,
    count,
)

DEEPEST: Final = 40
"""A chain has no more levels than this; the database refuses circles."""


class TooDeep(Exception):
    """A chain of deadlines does not end."""


class Kind(StrEnum):
    """What becomes of a deadline."""

    MOVED = "moved"
    UNCHANGED = "unchanged"
    LOCKED = "locked"
    DONE = "done"
    CONFLICTING = "conflicting"
    VACATED = "vacated"
    HELD = "held"
    """Critical, and it would get more time or end: a second person decides (held_changes)."""


WHY: Final = {
    "": "",
    "kept": "A person leaves it as it is.",
    "order": "Set by order: it does not move with an event.",
    "set": "Set by order, and this order does not say that it moves such days.",
    "closed": "It is met, waived or vacated.",
    "hand": "A person set this day by hand; look at it yourself.",
    "shifted": "A general order moved this day; whether it still does, a person decides.",
    "uncounted": "It cannot be counted from there; look at it yourself.",
    "excepted": "The order does not reach this time.",
    "elsewhere": "The rule does not bind in the new court.",
    "event": "Its event counts for nothing any more.",
    "later": "Critical: the earlier day holds until a second person reads the same.",
    "ends": "Critical: it runs on until a second person reads that it ended.",
    "waits": "Another change of it waits for a second person.",
}


@dataclass(slots=True)
class Counted:
    """One distinct count, for however many deadlines."""

    number: int
    rule: Rule | None
    event_key: str
    event_on: date
    service: str
    court: str
    others: dict[str, str]
    opening: Opening | None = None
    """None where it is stored, cannot be counted, or does not bind there."""
    stored: Computation | None = None
    """The same count, where it is on record already: nothing is counted twice."""

    @property
    def binds(self) -> bool:
        """Whether the rule holds in the court. An order's own period goes where the action goes."""
        rule = self.rule
        return rule is None or rule.authority == ORDER or binds(rule, self.court)

    @property
    def needs_confirmation(self) -> bool:
        """Whether the rule does not suffice for its day."""
        if self.stored is not None:
            return bool(self.stored.confirm_because)
        return self.opening is not None and not self.opening.computed.opens_by_itself

    def day(self, reading: str) -> date | None:
        """The day by a reading: ``conservative_on`` or ``prevailing_on``."""
        counted = self.opening.computed.count if self.opening else self.stored
        return getattr(counted, reading) if counted else None

    @property
    def identity(self) -> tuple[Any, ...] | None:
        """What makes a stored count the same, its calendar aside; None where no version holds."""
        if self.rule is None or not self.binds:
            return None
        with suppress(RuleError):
            since = self.rule.version_on(self.event_on).in_force_from
            others = tuple(sorted(self.others.items()))
            return (
                self.rule.id, since, self.event_key, self.event_on, others, self.service, self.court
            )  # fmt: skip
        return None

    def count_on(self, calendar: CourtCalendar) -> None:
        """Count, as when the deadline was opened."""
        if self.rule is None or not self.binds:
            return
        others = {key: date.fromisoformat(day) for key, day in self.others.items()}
        with suppress(RuleError, CourtTimeError):
            computed = compute(
                self.rule,
                trigger_on=self.event_on,
                calendar=calendar,
                trigger=self.event_key,
                service=ServiceMethod(self.service),
                other_events=others,
            )
            self.opening = Opening(self.rule, computed, others)


@dataclass(slots=True)
class Plan:
    """What stands in the scratch tables."""

    cause: Cause
    counts: list[Counted] = field(default_factory=list)
    rests_anew: bool = False
    """Whether a deadline whose day stays rests on another count all the same."""


def work_out(cause: Cause, litigations: Sequence[UUID] | None) -> Plan:
    """Fill the scratch tables for ``cause``, within ``litigations`` (None: every one)."""
    plan = Plan(cause)
    _run(_SCRATCH)
    within = None if litigations is None else list(litigations)
    if isinstance(cause, GeneralOrder):
        _shift(plan, cause, within)
        return plan
    if isinstance(cause, LawChanged):
        condition, asked = _by_law(cause)
    else:
        _begin(cause, within)
        condition, asked = _OF_LEVEL, {}
        plan.rests_anew = True
    _round(plan, 0, condition, asked | {"within": within})
    _follow(plan, within)
    return plan


# --- Events -------------------------------------------------------------------------------------

# Compiling a statement costs more than any of these takes, and the joins belong in memory.
_SCRATCH = """
SET LOCAL jit = off;
SET LOCAL work_mem = '256MB';
DROP TABLE IF EXISTS pg_temp.moving_event, pg_temp.moving_others, pg_temp.moving_count,
    pg_temp.moving_deadline;
CREATE TEMP TABLE moving_event (
    trigger_id uuid PRIMARY KEY, to_on date NOT NULL, court_id text NOT NULL,
    is_vacated bool NOT NULL, depth int NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE moving_deadline (
    deadline_id uuid NOT NULL, depth int NOT NULL, version int NOT NULL, kind text NOT NULL,
    why text NOT NULL, from_on date NOT NULL, to_on date NOT NULL, count_number int
) ON COMMIT DROP;
CREATE TEMP TABLE moving_others (
    deadline_id uuid PRIMARY KEY, events jsonb NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE moving_count (
    number int NOT NULL, rule text NOT NULL, event_key text NOT NULL, event_on date NOT NULL,
    service text NOT NULL, court_id text NOT NULL, others jsonb NOT NULL, binds bool NOT NULL,
    earliest_on date, usual_on date, confirms bool NOT NULL
) ON COMMIT DROP;
"""

_WITHIN = "(%(within)s::uuid[] IS NULL OR {column} = ANY(%(within)s::uuid[]))"

_EVENTS = f"""
INSERT INTO moving_event
SELECT event.id, {{to_on}}, {{court}}, {{vacated}}, 0
  FROM filings_trigger event
 WHERE {{which}} AND event.vacated_on IS NULL AND {_WITHIN.format(column="event.litigation_id")};
ANALYZE moving_event;
"""  # noqa: S608 - put together from constants


def _begin(cause: Cause, within: list[UUID] | None) -> None:
    """Put down the events that the cause names."""
    asked: dict[str, Any] = {"within": within}
    parts = {"to_on": "event.occurred_on", "court": "event.court_id", "vacated": "false"}
    parts["which"] = "event.id = ANY(%(events)s)"
    match cause:
        case EventsMoved():
            parts["to_on"] = "coalesce(%(to)s::date, event.occurred_on + %(by)s)"
            asked |= {"events": list(cause.events), "to": cause.to, "by": cause.by}
        case EventsVacated():
            parts["vacated"] = "true"
            asked["events"] = list(cause.events)
        case ActionTransferred():
            parts["court"] = "%(to)s"
            parts["which"] = "event.action_id = %(action)s AND event.court_id = %(from)s"
            asked |= {"action": cause.action, "from": cause.origin, "to": cause.destination}
        case _:
            raise TypeError(f"{cause.kind} names no events.")
    _run(_EVENTS.format(**parts), asked)


# What follows a deadline's due day moves with it, and falls with it.
_NEXT = """
INSERT INTO moving_event
SELECT event.id, moved.to_on, event.court_id, moved.kind = 'vacated', %(depth)s
  FROM moving_deadline moved JOIN filings_trigger event ON event.parent_id = moved.deadline_id
 WHERE moved.depth = %(depth)s - 1 AND moved.kind IN ('moved', 'vacated')
   AND event.follows = 'due' AND event.vacated_on IS NULL
    ON CONFLICT DO NOTHING
"""


def _follow(plan: Plan, within: list[UUID] | None) -> None:
    """Go down the chain, a level at a time."""
    depth = 1
    while _run(_NEXT, {"depth": depth}):
        if depth > DEEPEST:
            raise TooDeep(f"More than {DEEPEST} deadlines in a row trigger one another.")
        _round(plan, depth, _OF_LEVEL, {"within": within})
        depth += 1


# --- One level ----------------------------------------------------------------------------------

# A rule may join several events: whoever counted with one that moves counts with its new day.
_OTHERS = """
INSERT INTO moving_others
SELECT deadline.id,
       computation.other_events
       - coalesce(array_agg(own.key::text) FILTER (WHERE event.is_vacated), '{}')
       || coalesce(jsonb_object_agg(own.key, event.to_on) FILTER (WHERE NOT event.is_vacated), '{}')
  FROM moving_event event
  JOIN filings_trigger own ON own.id = event.trigger_id
  JOIN filings_deadline deadline
    ON deadline.litigation_id = own.litigation_id
   AND (deadline.action_id = own.action_id OR deadline.scope_id = own.scope_id
        OR deadline.person_id = own.person_id)
  JOIN filings_computation computation
    ON computation.id = deadline.computation_id AND computation.other_events ? own.key
 WHERE event.depth = %(depth)s AND deadline.status = 'open'
 GROUP BY deadline.id, computation.other_events
    ON CONFLICT DO NOTHING
"""

_FROM = """
  FROM filings_deadline deadline
  JOIN filings_trigger own ON own.id = deadline.trigger_id
  LEFT JOIN moving_event event ON event.trigger_id = own.id
  LEFT JOIN moving_others others ON others.deadline_id = deadline.id
  LEFT JOIN filings_computation computation ON computation.id = deadline.computation_id
"""
_EVENT_ON = "coalesce(event.to_on, own.occurred_on)"
_EVENT_COURT = "coalesce(event.court_id, own.court_id)"
_OTHER_EVENTS = "coalesce(others.events, computation.other_events, jsonb_build_object())"

_OF_LEVEL: Final = "event.depth = %(depth)s"
_OF_OTHERS: Final = (
    "event.depth = %(depth)s OR deadline.id IN (SELECT deadline_id FROM moving_others)"
)

_WAITING = """
  LEFT JOIN filings_heldchange held
    ON held.deadline_id = deadline.id AND held.version = deadline.version
   AND held.is_accepted IS NULL
"""

_DISTINCT = f"""
SELECT DISTINCT deadline.rule, own.key, {_EVENT_ON}, own.service, {_EVENT_COURT},
       {_OTHER_EVENTS}::text
{_FROM}
 WHERE ({{condition}}) AND {_WITHIN.format(column="deadline.litigation_id")}
   AND deadline.status = 'open' AND deadline.basis = 'computed'
   AND NOT coalesce(event.is_vacated, false)
"""

_SORTED = f"""
INSERT INTO moving_deadline
SELECT id, %(depth)s, version, split_part(said, ':', 1), split_part(said, ':', 2), due_on,
       CASE WHEN said IN ('moved:', 'held:later') THEN day ELSE due_on END, number
  FROM (
    SELECT id, version, due_on, number, day,
           CASE WHEN status <> 'open' THEN 'done:closed'
                WHEN is_kept THEN 'locked:kept'
                WHEN basis = 'order' THEN 'locked:order'
                WHEN basis <> 'computed' THEN 'conflicting:hand'
                WHEN is_waiting THEN 'conflicting:waits'
                WHEN is_critical AND (is_vacated OR NOT binds) THEN 'held:ends'
                WHEN is_vacated THEN 'vacated:event'
                WHEN is_shifted THEN 'conflicting:shifted'
                WHEN NOT binds THEN 'vacated:elsewhere'
                WHEN day IS NULL THEN 'conflicting:uncounted'
                WHEN day = due_on THEN 'unchanged:'
                WHEN is_critical AND day > due_on THEN 'held:later'
                ELSE 'moved:' END AS said
      FROM (
        SELECT deadline.id, deadline.version, deadline.status, deadline.basis, deadline.due_on,
               deadline.is_critical, deadline.shifts <> '[]' AS is_shifted,
               held.id IS NOT NULL AS is_waiting,
               deadline.id = ANY(%(keep)s::uuid[]) AS is_kept,
               coalesce(event.is_vacated, false) AS is_vacated,
               counted.number, coalesce(counted.binds, true) AS binds,
               CASE deadline.obligor WHEN 'ours' THEN counted.earliest_on
                                     ELSE counted.usual_on END AS day
        {_FROM} {_WAITING}
          LEFT JOIN moving_count counted
            ON counted.rule = deadline.rule AND counted.event_key = own.key
           AND counted.event_on = {_EVENT_ON} AND counted.service = own.service
           AND counted.court_id = {_EVENT_COURT} AND counted.others = {_OTHER_EVENTS}
         WHERE ({{condition}}) AND {_WITHIN.format(column="deadline.litigation_id")}
           AND NOT EXISTS (
               SELECT FROM moving_deadline seen WHERE seen.deadline_id = deadline.id)
      ) found
  ) sorted
"""  # noqa: S608 - put together from constants


def _round(plan: Plan, depth: int, condition: str, asked: dict[str, Any]) -> None:
    """Count everything of one level, and sort its deadlines by what becomes of them."""
    asked = asked | {"depth": depth, "keep": list(plan.cause.keep)}
    if condition == _OF_LEVEL and _keys_of(depth) & _joined_keys() and _run(_OTHERS, asked):
        condition = _OF_OTHERS
    _count(plan, _rows(_DISTINCT.format(condition=condition), asked))
    _run(_SORTED.format(condition=condition), asked)


def _keys_of(depth: int) -> set[str]:
    found = _rows(
        "SELECT DISTINCT own.key FROM moving_event event"
        " JOIN filings_trigger own ON own.id = event.trigger_id WHERE event.depth = %(depth)s",
        {"depth": depth},
    )
    return {key for (key,) in found}


@cache
def _joined_keys() -> frozenset[str]:
    """The events that some rule joins with others."""
    return frozenset(
        term.trigger
        for rule in catalog()
        for version in rule.versions
        if len(version.terms) > 1
        for term in version.terms
    )


# --- Counting -----------------------------------------------------------------------------------

_COUNTS = """
INSERT INTO moving_count
SELECT * FROM unnest(
    %(number)s::int[], %(rule)s::text[], %(event_key)s::text[], %(event_on)s::date[],
    %(service)s::text[], %(court)s::text[], %(others)s::text[]::jsonb[], %(binds)s::bool[],
    %(earliest)s::date[], %(usual)s::date[], %(confirms)s::bool[])
"""


def _count(plan: Plan, asked: Sequence[tuple[Any, ...]]) -> None:
    """Do each distinct count once, and put the days beside the deadlines."""
    rules = rules_named(row[0] for row in asked)
    calendars = {court: calendar_of(court) for court in {row[4] for row in asked}}
    counts = [
        Counted(
            number=number,
            rule=rules.get(rule),
            event_key=key,
            event_on=on,
            service=service,
            court=court,
            others=json.loads(others),
        )
        for number, (rule, key, on, service, court, others) in enumerate(asked, len(plan.counts))
    ]
    stored = {} if isinstance(plan.cause, LawChanged) else _stored(counts, calendars)
    for each in counts:
        each.stored = stored.get(each.identity)
        if each.stored is None:
            each.count_on(calendars[each.court])
    plan.counts += counts
    _run(
        _COUNTS,
        {
            "number": [each.number for each in counts],
            "rule": [row[0] for row in asked],
            "event_key": [each.event_key for each in counts],
            "event_on": [each.event_on for each in counts],
            "service": [each.service for each in counts],
            "court": [each.court for each in counts],
            "others": [row[5] for row in asked],
            "binds": [each.binds for each in counts],
            "earliest": [each.day("conservative_on") for each in counts],
            "usual": [each.day("prevailing_on") for each in counts],
            "confirms": [each.needs_confirmation for each in counts],
        },
    )
    _run("ANALYZE moving_count")


def _stored(
    counts: Sequence[Counted], calendars: Mapping[str, CourtCalendar]
) -> dict[tuple[Any, ...] | None, Computation]:
    """Return the counts on record for the same rules, days and calendars."""
    found = Computation.objects.filter(
        rule__in={each.rule.id for each in counts if each.rule},
        trigger_on__in={each.event_on for each in counts},
        calendar_version__in=[calendar.version for calendar in calendars.values()],
    ).only(
        "rule", "rule_version", "trigger_key", "trigger_on", "other_events", "service", "court",
        "prevailing_on", "conservative_on", "confirm_because",
    )  # fmt: skip
    return {
        (
            row.rule, row.rule_version, row.trigger_key, row.trigger_on,
            tuple(sorted(row.other_events.items())), row.service, row.court_id,
        ): row
        for row in found
    }  # fmt: skip


def _by_law(cause: LawChanged) -> tuple[str, dict[str, Any]]:
    """Which deadlines were counted by another calendar or rule than holds now."""
    asked: dict[str, Any] = {}
    condition = "deadline.status = 'open' AND deadline.basis = 'computed'"
    if cause.rule:
        condition += " AND deadline.rule = %(rule)s"
        asked["rule"] = cause.rule
    else:
        courts = [cause.court] if cause.court else _courts()
        condition += (
            " AND own.court_id = ANY(%(courts)s) AND computation.calendar_version <>"
            " ALL(%(calendars)s)"
        )
        asked["courts"] = courts
        asked["calendars"] = [calendar_of(court).version for court in courts]
    return condition, asked


def _courts() -> list[str]:
    found = Computation.objects.order_by().values_list("court", flat=True).distinct()
    return list(found)


# --- A general order ----------------------------------------------------------------------------

_REACHED = f"""
  FROM filings_deadline deadline
 WHERE deadline.court_id = %(court)s AND deadline.due_on >= %(first)s
   AND (%(last)s::date IS NULL OR deadline.due_on <= %(last)s)
   AND deadline.obligor <> 'court' AND (%(litigation)s::uuid IS NULL
        OR deadline.litigation_id = %(litigation)s)
   AND {_WITHIN.format(column="deadline.litigation_id")}
"""

_DUE_DAYS = f"SELECT DISTINCT due_on {_REACHED} AND deadline.status = 'open'"

_SHIFTED = f"""
INSERT INTO moving_deadline
SELECT id, 0, version, split_part(said, ':', 1), split_part(said, ':', 2), due_on,
       CASE WHEN said IN ('moved:', 'held:later') THEN day ELSE due_on END, NULL
  FROM (
    SELECT deadline.id, deadline.version, deadline.due_on,
           CASE deadline.obligor WHEN 'ours' THEN days.earliest_on ELSE days.usual_on END AS day,
           CASE WHEN deadline.status <> 'open' THEN 'done:closed'
                WHEN deadline.id = ANY(%(keep)s::uuid[]) THEN 'locked:kept'
                WHEN deadline.rule LIKE ANY(%(excepted)s) THEN 'unchanged:excepted'
                WHEN deadline.basis = 'order' AND NOT %(set_too)s THEN 'locked:set'
                WHEN deadline.basis = 'entered' THEN 'conflicting:hand'
                WHEN days.usual_on IS NULL THEN 'conflicting:uncounted'
                WHEN held.id IS NOT NULL THEN 'conflicting:waits'
                WHEN deadline.is_critical AND %(days)s > 0 THEN 'held:later'
                ELSE 'moved:' END AS said
      FROM (SELECT deadline.* {_REACHED}) deadline {_WAITING}
      LEFT JOIN unnest(%(from)s::date[], %(earliest)s::date[], %(usual)s::date[])
             AS days (from_on, earliest_on, usual_on) ON days.from_on = deadline.due_on
  ) sorted
"""  # noqa: S608 - put together from constants


def _shift(plan: Plan, cause: GeneralOrder, within: list[UUID] | None) -> None:
    """Extend what the order reaches: each distinct due day is counted on once."""
    asked: dict[str, Any] = {
        "court": cause.court,
        "litigation": cause.litigation,
        "first": cause.due_from,
        "last": cause.due_until,
        "within": within,
    }
    calendar = calendar_of(cause.court)
    days = [(day, *extended(cause, day, calendar)) for (day,) in _rows(_DUE_DAYS, asked)]
    asked |= {
        "keep": list(cause.keep),
        "excepted": [f"{each}%" for each in cause.excepted],
        "set_too": cause.reaches_set_days,
        "days": cause.days,
        "from": [day for day, _, _ in days],
        "earliest": [earliest for _, earliest, _ in days],
        "usual": [usual for _, _, usual in days],
    }
    _run(_SHIFTED, asked)


def extended(cause: GeneralOrder, day: date, calendar: CourtCalendar) -> tuple[date, date]:
    """Return the earliest and the usual day to which an order extends ``day``."""
    if not cause.rolls or not cause.days:
        moved = day + timedelta(cause.days)
        return moved, moved
    way = Direction.AFTER if cause.days > 0 else Direction.BEFORE
    counted = count(Period(abs(cause.days), Unit.DAYS), way, day, calendar=calendar)
    return counted.conservative_on, counted.prevailing_on


# --- SQL ----------------------------------------------------------------------------------------


def _run(statement: str, values: dict[str, Any] | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
