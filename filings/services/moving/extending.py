"""General orders: what one extends, and what those on record still extend when a day moves.

A shift on record is a JSON object: the ``order`` as cited, its ``days``, the ``court`` on whose
calendar it ``rolls``, the due days that it reaches (``due_from`` to ``due_until``, null: any
later), and the day it moved ``from`` and ``to``.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from filings.services.counting import calendar_of
from filings.services.moving.causes import GeneralOrder
from filings.services.moving.scratch import WAITING, WITHIN, rows, run
from mdl.court_time import CourtCalendar, Direction, Period, Unit, count

Shift = Mapping[str, Any]

_REACHED: Final = f"""
  FROM filings_deadline deadline
 WHERE deadline.court_id = %(court)s AND deadline.due_on >= %(first)s
   AND (%(last)s::date IS NULL OR deadline.due_on <= %(last)s)
   AND deadline.obligor <> 'court' AND (%(litigation)s::uuid IS NULL
        OR deadline.litigation_id = %(litigation)s)
   AND {WITHIN.format(column="deadline.litigation_id")}
"""

_DUE_DAYS: Final = f"SELECT DISTINCT due_on {_REACHED} AND deadline.status = 'open'"

_LITIGATIONS: Final = f"SELECT DISTINCT litigation_id {_REACHED} AND deadline.status = 'open'"

_SHIFTED: Final = f"""
INSERT INTO moving_deadline
SELECT id, 0, version, split_part(said, ':', 1), split_part(said, ':', 2), due_on,
       CASE WHEN said IN ('moved:', 'held:later') THEN day ELSE due_on END, NULL,
       CASE WHEN said IN ('moved:', 'held:later')
            THEN shifts || (%(shift)s::jsonb || jsonb_build_object('from', due_on, 'to', day)) END
  FROM (
    SELECT deadline.id, deadline.version, deadline.due_on, deadline.shifts,
           CASE deadline.obligor WHEN 'ours' THEN days.earliest_on ELSE days.usual_on END AS day,
           CASE WHEN deadline.status <> 'open' THEN 'done:closed'
                WHEN deadline.id = ANY(%(keep)s::uuid[]) THEN 'locked:kept'
                WHEN deadline.rule LIKE ANY(%(excepted)s::text[]) THEN 'unchanged:excepted'
                WHEN deadline.shifts @> jsonb_build_array(
                     jsonb_build_object('order', %(order)s::text)) THEN 'unchanged:already'
                WHEN deadline.basis = 'order' AND NOT %(set_too)s THEN 'locked:set'
                WHEN deadline.basis = 'entered' THEN 'conflicting:hand'
                WHEN days.usual_on IS NULL THEN 'conflicting:uncounted'
                WHEN held.id IS NOT NULL THEN 'conflicting:waits'
                WHEN deadline.is_critical AND %(days)s > 0 THEN 'held:later'
                ELSE 'moved:' END AS said
      FROM (SELECT deadline.* {_REACHED}) deadline {WAITING}
      LEFT JOIN unnest(%(from)s::date[], %(earliest)s::date[], %(usual)s::date[])
             AS days (from_on, earliest_on, usual_on) ON days.from_on = deadline.due_on
  ) sorted
"""  # noqa: S608 - put together from constants

# What counts from a day that the order moves is extended with it, once, and not once more by
# itself. It is counted anew as the chain is followed; below a day that is held, it waits with it;
# below one that this very order extended before, it went along then.
_CARRIED: Final = """
UPDATE moving_deadline carried
   SET kind = 'unchanged', to_on = carried.from_on, shifts = NULL,
       why = CASE above.why WHEN 'already' THEN 'already' ELSE 'above' END
  FROM filings_deadline deadline
  JOIN filings_trigger event ON event.id = deadline.trigger_id
  JOIN moving_deadline above ON above.deadline_id = event.parent_id
 WHERE deadline.id = carried.deadline_id AND deadline.basis = 'computed'
   AND event.follows = 'due' AND event.vacated_on IS NULL
   AND carried.kind IN ('moved', 'held')
   AND (above.kind IN ('moved', 'held') OR above.why = 'already')
"""

_FOLLOWED: Final = """
DELETE FROM moving_deadline carried
 WHERE carried.why = 'above' AND EXISTS (
       SELECT FROM moving_deadline found
        WHERE found.deadline_id = carried.deadline_id AND found.why <> 'above')
"""


def shift(cause: GeneralOrder, within: list[UUID] | None) -> None:
    """Extend what the order reaches: each distinct due day is counted on once."""
    asked = _asked(cause, within)
    calendar = calendar_of(cause.court)
    extend = partial(extended, cause.days, rolls=cause.rolls, calendar=calendar)
    days = [(day, *extend(day)) for (day,) in rows(_DUE_DAYS, asked)]
    asked |= {
        "keep": list(cause.keep),
        "excepted": excepted(cause),
        "set_too": cause.reaches_set_days,
        "days": cause.days,
        "order": cause.order,
        "shift": cause.as_shift(),
        "from": [day for day, _, _ in days],
        "earliest": [earliest for _, earliest, _ in days],
        "usual": [usual for _, _, usual in days],
    }
    run(_SHIFTED, asked)
    run(_CARRIED)


def forget_what_followed() -> None:
    """Leave one row for each deadline: as the chain found it, where the chain came so far."""
    run(_FOLLOWED)


def excepted(cause: object) -> list[str]:
    """Return the patterns of the rules that a cause does not reach, for LIKE."""
    return [f"{each}%" for each in cause.excepted] if isinstance(cause, GeneralOrder) else []


def litigations_reached(cause: GeneralOrder, within: list[UUID] | None) -> list[UUID]:
    """Return the litigations with open days that an order reaches, among those ``within``."""
    return sorted(key for (key,) in rows(_LITIGATIONS, _asked(cause, within)))


def _asked(cause: GeneralOrder, within: list[UUID] | None) -> dict[str, Any]:
    return {
        "court": cause.court,
        "litigation": cause.litigation,
        "first": cause.due_from,
        "last": cause.due_until,
        "within": within,
    }


def extended(days: int, day: date, *, rolls: bool, calendar: CourtCalendar) -> tuple[date, date]:
    """Return the earliest and the usual day to which an order of ``days`` extends ``day``."""
    if not rolls or not days:
        moved = day + timedelta(days)
        return moved, moved
    way = Direction.AFTER if days > 0 else Direction.BEFORE
    counted = count(Period(abs(days), Unit.DAYS), way, day, calendar=calendar)
    return counted.conservative_on, counted.prevailing_on


def extended_again(
    shifts: Iterable[Shift],
    day: date,
    *,
    earliest: bool,
    calendar: Callable[[str], CourtCalendar] = calendar_of,
) -> tuple[date, list[dict[str, Any]]]:
    """Return where the orders on record put a day counted anew, and which of them still reach it.

    Each order is asked in its turn whether the day, as it then stands, lies in its window: it
    extended what was due there, and nothing else. ``earliest`` follows the conservative reading;
    ``calendar`` gives a court's, by its id.
    """
    kept: list[dict[str, Any]] = []
    for each in shifts:
        if not _reaches(each, day):
            continue
        readings = extended(
            each["days"], day, rolls=each["rolls"], calendar=calendar(each["court"])
        )
        moved = readings[0] if earliest else readings[1]
        kept.append({**each, "from": day.isoformat(), "to": moved.isoformat()})
        day = moved
    return day, kept


def _reaches(shift: Shift, day: date) -> bool:
    last = shift["due_until"]
    return date.fromisoformat(shift["due_from"]) <= day and (
        last is None or day <= date.fromisoformat(last)
    )
