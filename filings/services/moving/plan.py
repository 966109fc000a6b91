"""What a cause does to each deadline, worked out in the database and in two scratch tables.

``moving_event`` holds the events that happened otherwise than recorded, ``moving_deadline`` every
deadline that hangs on them with its kind (:class:`Kind`) and the day it would get. A round counts
what hangs on the events of one level; the days it moves are events of the next, as deep as the
chain goes. Each distinct count is done once, in Python, by the engine that opened the deadlines;
everything else is joins. So the number of statements depends on the depth, never on the rows.

A day that general orders had extended is counted anew and then extended by those that reach the
new day (:mod:`filings.services.moving.extending`). Nothing but the scratch tables is written here.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final
from uuid import UUID

from filings.models import Computation
from filings.rules import Rule, RuleError, catalog, compute
from filings.rules.catalog import binds
from filings.services.counting import Opening, calendar_of
from filings.services.moving.causes import (
    ActionTransferred,
    Cause,
    DaysChanged,
    DaysStricken,
    EventsMoved,
    EventsVacated,
    GeneralOrder,
    LawChanged,
)
from filings.services.moving.extending import (
    excepted,
    extended_again,
    forget_what_followed,
    shift,
)
from filings.services.moving.scratch import WAITING, WITHIN, begin, rows, run
from filings.services.moving.striking import leave_the_rest, strike
from filings.services.rulebook import ORDER, rules_named, withdrawn_among
from mdl.court_time import CourtCalendar, CourtTimeError, ServiceMethod

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
    "extended": "Counted anew, and extended by the general orders that reach the new day.",
    "unextended": "Counted anew; no general order that had extended it reaches the new day.",
    "uncounted": "It cannot be counted from there; look at it yourself.",
    "gone": "Its rule is no longer on record; look at it yourself.",
    "excepted": "The order does not reach this time.",
    "already": "The order has extended it already.",
    "above": "It counts from a day that waits for a second person, and follows that day then.",
    "elsewhere": "The rule does not bind in the new court.",
    "withdrawn": "A later order took back the order that set its time.",
    "chosen": "A person lets it fall.",
    "stricken": "The court set it, and strikes it.",
    "narrower": "The paper strikes not every day: whether it means this one, a person says.",
    "newer": "Set by this paper, or by what came after it.",
    "since": "Put on record after this paper came in: look at it yourself.",
    "ruled": "A rule counts it, no order set it: it stands.",
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
    is_withdrawn: bool = False
    """Whether it is asked because a later order took its rule back."""
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
    def falls(self) -> str:
        """Why the rule requires nothing there; ``gone`` where nobody knows; empty where it does."""
        if self.rule is None:
            return "gone"
        if self.is_withdrawn:
            return "withdrawn"
        return "" if self.binds else "elsewhere"

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
                self.rule.id, since, self.rule.digest, self.event_key, self.event_on, others,
                self.service, self.court,
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


def work_out(cause: Cause, litigations: Sequence[UUID] | None) -> Plan:
    """Fill the scratch tables for ``cause``, within ``litigations`` (None: every one)."""
    plan = Plan(cause)
    begin()
    within = None if litigations is None else list(litigations)
    match cause:
        case GeneralOrder():
            shift(cause, within)
        case LawChanged():
            condition, asked = _by_law(cause)
            _round(plan, 0, condition, asked | {"within": within})
        case DaysStricken():
            strike(cause, within)
        case _:
            _begin(cause, within)
            _round(plan, 0, _OF_LEVEL, {"within": within})
    _follow(plan, within)
    if isinstance(cause, GeneralOrder):
        forget_what_followed()
    if isinstance(cause, DaysStricken):
        leave_the_rest(cause, within)
    return plan


# --- Events -------------------------------------------------------------------------------------

_EVENTS = f"""
INSERT INTO moving_event
SELECT event.id, {{to_on}}, {{court}}, {{vacated}}, 0
  FROM filings_trigger event {{beside}}
 WHERE {{which}} AND event.vacated_on IS NULL AND {WITHIN.format(column="event.litigation_id")};
ANALYZE moving_event;
"""  # noqa: S608 - put together from constants


# The day that an event follows; null where there is none any more.
_DAY_ABOVE = """
CASE WHEN parent.status = 'vacated' THEN NULL
     WHEN event.follows = 'due' THEN parent.due_on
     WHEN parent.status = 'met' THEN parent.closed_on END
"""


def _begin(cause: Cause, within: list[UUID] | None) -> None:
    """Put down the events that the cause names."""
    asked: dict[str, Any] = {"within": within}
    parts = {"to_on": "event.occurred_on", "court": "event.court_id", "vacated": "false"}
    parts |= {"which": "event.id = ANY(%(events)s)", "beside": ""}
    match cause:
        case EventsMoved():
            parts["to_on"] = "coalesce(%(to)s::date, event.occurred_on + %(by)s)"
            asked |= {"events": list(cause.events), "to": cause.to, "by": cause.by}
        case EventsVacated():
            parts["vacated"] = "true"
            asked["events"] = list(cause.events)
        case DaysChanged():
            parts["beside"] = "JOIN filings_deadline parent ON parent.id = event.parent_id"
            parts["to_on"] = f"coalesce({_DAY_ABOVE}, event.occurred_on)"
            parts["vacated"] = f"({_DAY_ABOVE}) IS NULL"
            parts["which"] = (
                "event.parent_id = ANY(%(deadlines)s)"
                f" AND ({_DAY_ABOVE}) IS DISTINCT FROM event.occurred_on"
            )
            asked["deadlines"] = list(cause.deadlines)
        case ActionTransferred():
            parts["court"] = "%(to)s"
            parts["which"] = "event.action_id = %(action)s AND event.court_id = %(from)s"
            asked |= {"action": cause.action, "from": cause.origin, "to": cause.destination}
        case _:
            raise TypeError(f"{cause.kind} names no events.")
    run(_EVENTS.format(**parts), asked)


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
    while run(_NEXT, {"depth": depth}):
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

_DISTINCT = f"""
SELECT DISTINCT deadline.rule, own.key, {_EVENT_ON}, own.service, {_EVENT_COURT},
       {_OTHER_EVENTS}::text, CASE WHEN deadline.shifts <> '[]' THEN deadline.shifts::text END
{_FROM}
 WHERE ({{condition}}) AND {WITHIN.format(column="deadline.litigation_id")}
   AND deadline.status = 'open' AND deadline.basis = 'computed'
   AND NOT coalesce(event.is_vacated, false)
"""

# OFFSET 0 keeps the planner from writing an inner expression out wherever it is used.
_SORTED = f"""
INSERT INTO moving_deadline
SELECT id, %(depth)s, version, split_part(said, ':', 1), split_part(said, ':', 2), due_on,
       CASE WHEN starts_with(said, 'moved:') OR said = 'held:later' THEN day ELSE due_on END,
       number, shifts, day
  FROM (
    SELECT id, version, due_on, number, day, shifts,
           CASE WHEN status <> 'open' THEN 'done:closed'
                WHEN is_kept THEN 'locked:kept'
                WHEN is_dropped THEN CASE WHEN is_waiting THEN 'conflicting:waits'
                     WHEN is_critical THEN 'held:ends' ELSE 'vacated:chosen' END
                WHEN is_excepted THEN 'unchanged:excepted'
                WHEN basis = 'order' THEN 'locked:order'
                WHEN basis <> 'computed' THEN 'conflicting:hand'
                WHEN is_waiting THEN 'conflicting:waits'
                WHEN is_critical AND (is_vacated OR is_over) THEN 'held:ends'
                WHEN is_vacated THEN 'vacated:event'
                WHEN is_shifted AND shifts IS NULL THEN 'conflicting:shifted'
                WHEN is_over THEN 'vacated:' || falls
                WHEN falls <> '' THEN 'conflicting:' || falls
                WHEN day IS NULL THEN 'conflicting:uncounted'
                WHEN is_critical AND day > due_on THEN 'held:later'
                ELSE CASE WHEN day = due_on THEN 'unchanged:' ELSE 'moved:' END
                  || CASE WHEN NOT is_shifted THEN ''
                          WHEN shifts = '[]' THEN 'unextended' ELSE 'extended' END
                END AS said
      FROM (
        SELECT deadline.id, deadline.version, deadline.status, deadline.basis, deadline.due_on,
               deadline.is_critical, deadline.shifts <> '[]' AS is_shifted,
               held.id IS NOT NULL AS is_waiting,
               deadline.id = ANY(%(keep)s::uuid[]) AS is_kept,
               deadline.id = ANY(%(vacate)s::uuid[]) AS is_dropped,
               deadline.rule LIKE ANY(%(excepted)s::text[]) AS is_excepted,
               coalesce(event.is_vacated, false) AS is_vacated, counted.number,
               coalesce(counted.falls, '') AS falls,
               coalesce(counted.falls IN ('elsewhere', 'withdrawn'), false) AS is_over,
               CASE deadline.obligor WHEN 'ours' THEN again.earliest ELSE again.usual END AS shifts,
               CASE WHEN deadline.shifts = '[]'
                    THEN CASE deadline.obligor WHEN 'ours' THEN counted.earliest_on
                                               ELSE counted.usual_on END
                    ELSE CASE deadline.obligor WHEN 'ours' THEN again.earliest_on
                                               ELSE again.usual_on END END AS day
        {_FROM} {WAITING}
          LEFT JOIN moving_count counted
            ON counted.rule = deadline.rule AND counted.event_key = own.key
           AND counted.event_on = {_EVENT_ON} AND counted.service = own.service
           AND counted.court_id = {_EVENT_COURT} AND counted.others = {_OTHER_EVENTS}
          LEFT JOIN moving_again again
            ON again.number = counted.number AND again.shifts = deadline.shifts
         WHERE ({{condition}}) AND {WITHIN.format(column="deadline.litigation_id")}
           AND NOT EXISTS (
               SELECT FROM moving_deadline seen
                WHERE seen.deadline_id = deadline.id AND seen.why <> 'above')
        OFFSET 0
      ) found
    OFFSET 0
  ) sorted
"""  # noqa: S608 - put together from constants


def _round(plan: Plan, depth: int, condition: str, asked: dict[str, Any]) -> None:
    """Count everything of one level, and sort its deadlines by what becomes of them."""
    asked = asked | {
        "depth": depth,
        "keep": list(plan.cause.keep),
        "vacate": list(getattr(plan.cause, "vacate", ())),
        "excepted": excepted(plan.cause),
    }
    if condition == _OF_LEVEL and _keys_of(depth) & _joined_keys() and run(_OTHERS, asked):
        condition = _OF_OTHERS
    _count(plan, rows(_DISTINCT.format(condition=condition), asked))
    run(_SORTED.format(condition=condition), asked)


def _keys_of(depth: int) -> set[str]:
    found = rows(
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
    %(service)s::text[], %(court)s::text[], %(others)s::text[]::jsonb[], %(falls)s::text[],
    %(earliest)s::date[], %(usual)s::date[], %(confirms)s::bool[])
"""


def _count(plan: Plan, found: Sequence[tuple[Any, ...]]) -> None:
    """Do each distinct count once, and put the days beside the deadlines."""
    # The last column, the general orders on record, is no part of a count.
    asked = list(dict.fromkeys(row[:-1] for row in found))
    rules = rules_named(row[0] for row in asked)
    over = withdrawn_among(rules) if isinstance(plan.cause, LawChanged) else set()
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
            is_withdrawn=rule in over,
        )
        for number, (rule, key, on, service, court, others) in enumerate(asked, len(plan.counts))
    ]
    stored = _stored(counts, calendars)
    for each in counts:
        each.stored = stored.get(each.identity)
        if each.stored is None:
            each.count_on(calendars[each.court])
    plan.counts += counts
    run(
        _COUNTS,
        {
            "number": [each.number for each in counts],
            "rule": [row[0] for row in asked],
            "event_key": [each.event_key for each in counts],
            "event_on": [each.event_on for each in counts],
            "service": [each.service for each in counts],
            "court": [each.court for each in counts],
            "others": [row[5] for row in asked],
            "falls": [each.falls for each in counts],
            "earliest": [each.day("conservative_on") for each in counts],
            "usual": [each.day("prevailing_on") for each in counts],
            "confirms": [each.needs_confirmation for each in counts],
        },
    )
    run("ANALYZE moving_count")
    by_question = dict(zip(asked, counts, strict=True))
    _extend(plan, [(by_question[row[:-1]], row[-1]) for row in found if row[-1]])


_AGAIN = """
INSERT INTO moving_again
SELECT number, shifts::jsonb, earliest_on, earliest::jsonb, usual_on, usual::jsonb
  FROM unnest(%(number)s::int[], %(shifts)s::text[], %(earliest_on)s::date[], %(earliest)s::text[],
              %(usual_on)s::date[], %(usual)s::text[])
       AS found (number, shifts, earliest_on, earliest, usual_on, usual)
"""


_AGAIN_COLUMNS: Final = ("number", "shifts", "earliest_on", "earliest", "usual_on", "usual")


def _extend(plan: Plan, shifted: Sequence[tuple[Counted, str]]) -> None:
    """Extend what was counted anew by the general orders on record; each kind of days once.

    Whether an order of the court that an action left still extends its days there, no rule says:
    those stay for a person.
    """
    if isinstance(plan.cause, ActionTransferred):
        return
    calendar = cache(calendar_of)
    found: list[dict[str, Any]] = []
    for counted, text in shifted:
        again: dict[str, Any] = {"number": counted.number, "shifts": text}
        for name, reading in (("earliest", "conservative_on"), ("usual", "prevailing_on")):
            day = counted.day(reading)
            if day is not None:
                with suppress(CourtTimeError):
                    day, kept = extended_again(
                        json.loads(text), day, earliest=name == "earliest", calendar=calendar
                    )
                    again |= {f"{name}_on": day, name: json.dumps(kept)}
        found.append(again)
    if found:
        run(_AGAIN, {name: [each.get(name) for each in found] for name in _AGAIN_COLUMNS})


def _stored(
    counts: Sequence[Counted], calendars: Mapping[str, CourtCalendar]
) -> dict[tuple[Any, ...] | None, Computation]:
    """Return the counts on record for the same rules, days and calendars."""
    found = Computation.objects.filter(
        rule__in={each.rule.id for each in counts if each.rule},
        trigger_on__in={each.event_on for each in counts},
        calendar_version__in=[calendar.version for calendar in calendars.values()],
    ).only(
        "rule", "rule_version", "rule_digest", "trigger_key", "trigger_on", "other_events",
        "service", "court", "prevailing_on", "conservative_on", "confirm_because",
    )  # fmt: skip
    return {
        (
            row.rule, row.rule_version, row.rule_digest, row.trigger_key, row.trigger_on,
            tuple(sorted(row.other_events.items())), row.service, row.court_id,
        ): row
        for row in found
    }  # fmt: skip


def _by_law(cause: LawChanged) -> tuple[str, dict[str, Any]]:
    """Which deadlines were counted by another calendar or rule than holds now."""
    asked: dict[str, Any] = {}
    condition = "deadline.status = 'open' AND deadline.basis = 'computed'"
    if cause.rule:
        law = rules_named([cause.rule]).get(cause.rule)
        is_over = law is None or bool(withdrawn_among([cause.rule]))
        condition += " AND deadline.rule = %(rule)s AND computation.rule_digest <> %(digest)s"
        asked |= {"rule": cause.rule, "digest": "" if is_over or law is None else law.digest}
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
