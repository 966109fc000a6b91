"""Days that a court strikes: what it had set falls, and the rest is shown to stay.

An order's own period and a day that an order set are the court's to take off. What a rule counts
stands, and what a person entered they look at themselves; either may be let fall by choice. So is
what the paper does not plainly mean: some days of many, a day that was set after it.
"""

import re
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from filings.ingestion.printed_days import names_every_day
from filings.models import Deadline, Hearing, PrintedDay, Scope
from filings.services.moving.causes import DaysStricken
from filings.services.moving.scratch import WAITING, run
from filings.services.rulebook import ORDERED
from filings.services.scopes import reached_by

_DEADLINES: Final = re.compile(r"\b(?:deadlines?|dates)\b", re.IGNORECASE)
_HEARINGS: Final = re.compile(r"\b(?:hearings?|dates)\b", re.IGNORECASE)

# The papers that set a day: that of its event, and those that printed it.
_PAPERS: Final = """
  LEFT JOIN LATERAL (
       SELECT max(coalesce(entry.entered_on, entry.filed_on)) AS day,
              bool_or(entry.id = %(entry)s
                      OR entry.docket_id = %(docket)s AND entry.number > %(number)s
                         AND coalesce(entry.entered_on, entry.filed_on) = %(on)s) AS is_later
         FROM (SELECT own.entry_id AS id
                UNION ALL
               SELECT said.entry_id FROM filings_printedday said
                WHERE said.deadline_id = deadline.id AND said.is_accepted) papers
         JOIN filings_docketentry entry ON entry.id = papers.id
  ) paper ON true
"""

# By the clock of history: whether the deadline was on record before the reading was.
_SINCE: Final = """
(SELECT min(pgh_created_at) FROM filings_deadlineevent WHERE pgh_obj_id = deadline.id)
 > (SELECT min(pgh_created_at) FROM filings_printeddayevent WHERE pgh_obj_id = %(reading)s)
"""

_STRICKEN: Final = f"""
INSERT INTO moving_deadline
SELECT id, 0, version, split_part(said, ':', 1), split_part(said, ':', 2), due_on, due_on
  FROM (
    SELECT deadline.id, deadline.version, deadline.due_on,
           CASE WHEN deadline.id = ANY(%(keep)s::uuid[]) THEN 'locked:kept'
                WHEN deadline.id = ANY(%(vacate)s::uuid[])
                THEN CASE WHEN held.id IS NOT NULL THEN 'conflicting:waits'
                          WHEN deadline.is_critical THEN 'held:ends' ELSE 'vacated:chosen' END
                WHEN paper.is_later OR paper.day > %(on)s THEN 'locked:newer'
                WHEN deadline.basis <> 'order' AND NOT starts_with(deadline.rule, '{ORDERED}')
                THEN NULL
                WHEN NOT %(every)s THEN 'conflicting:narrower'
                WHEN own.parent_id IS NULL AND paper.day IS NULL
                 AND (own.occurred_on > %(on)s OR {_SINCE}) THEN 'conflicting:since'
                WHEN held.id IS NOT NULL THEN 'conflicting:waits'
                WHEN deadline.is_critical THEN 'held:ends'
                ELSE 'vacated:stricken' END AS said
      FROM filings_deadline deadline
      LEFT JOIN filings_trigger own ON own.id = deadline.trigger_id {WAITING} {_PAPERS}
     WHERE deadline.id = ANY(%(reached)s::uuid[])
  ) sorted
 WHERE said IS NOT NULL
"""  # noqa: S608 - put together from constants

_REST: Final = """
INSERT INTO moving_deadline
SELECT deadline.id, 0, deadline.version,
       CASE deadline.basis WHEN 'entered' THEN 'conflicting' ELSE 'locked' END,
       CASE deadline.basis WHEN 'entered' THEN 'hand' ELSE 'ruled' END,
       deadline.due_on, deadline.due_on
  FROM filings_deadline deadline
 WHERE deadline.id = ANY(%(reached)s::uuid[]) AND NOT EXISTS (
       SELECT FROM moving_deadline found WHERE found.deadline_id = deadline.id)
"""

_TAKEN_OFF: Final = """
INSERT INTO moving_hearing
SELECT hearing.id, hearing.starts_at, hearing.id = ANY(%(keep)s::uuid[])
  FROM filings_hearing hearing WHERE hearing.id = ANY(%(hearings)s::uuid[])
"""


def strike(cause: DaysStricken, within: list[UUID] | None) -> None:
    """Put down what the court had set and takes off; what hangs on it is followed afterwards."""
    row = _paper_of(cause)
    entry = row.entry
    asked = {
        "reached": _keys(deadlines_of(row), within),
        "keep": list(cause.keep),
        "vacate": list(cause.vacate),
        "entry": entry.pk,
        "docket": entry.docket_id,
        "number": entry.number,
        "on": cause.on,
        "reading": row.pk,
        "every": row.from_on is not None or names_every_day(row.title, row.words),
        "hearings": _keys(hearings_of(row), within),
    }
    run(_STRICKEN, asked)
    run(_TAKEN_OFF, asked)


def leave_the_rest(cause: DaysStricken, within: list[UUID] | None) -> None:
    """Show what no order set and hangs on nothing that falls: it stays."""
    run(_REST, {"reached": _keys(deadlines_of(_paper_of(cause)), within)})


def deadlines_of(row: PrintedDay) -> QuerySet[Deadline]:
    """Return the open deadlines of the court that the paper reaches, whoever set them."""
    found = Deadline.objects.open().filter(
        _reached(row, by_scope=True), litigation=row.litigation_id, court=row.entry.docket.court_id
    )
    if row.from_on is not None:
        return found.filter(due_on=row.from_on)
    return found if _DEADLINES.search(row.title) else found.none()


def hearings_of(row: PrintedDay) -> QuerySet[Hearing]:
    """Return the hearings ahead that the paper takes off, where it means every one."""
    court = row.entry.docket.court
    if row.from_on is not None or not _HEARINGS.search(row.title):
        return Hearing.objects.none()
    if not names_every_day(row.title, row.words):
        return Hearing.objects.none()
    on = day_of(row)
    later = Q(entry=row.entry_id) | Q(entry__entered_on__gt=on) | Q(entry__filed_on__gt=on)
    ahead = Hearing.objects.filter(
        _reached(row, by_scope=False),
        litigation=row.litigation_id,
        court=court,
        kind__in=Hearing.BEFORE_A_COURT,
        status=Hearing.Status.SCHEDULED,
        starts_at__gte=datetime.combine(on, time.min, tzinfo=ZoneInfo(court.time_zone)),
    )
    return ahead.exclude(later)


def day_of(row: PrintedDay) -> date:
    """Return the day of the paper; where it bears none, the day it was read."""
    told: date | None = row.entry.entered_on or row.entry.filed_on
    zone = ZoneInfo(row.entry.docket.court.time_zone)
    return told or row.made_at.astimezone(zone).date()


def _reached(row: PrintedDay, *, by_scope: bool) -> Q:
    """What the paper relates to: its scope, or as much as its docket is about."""
    entry, docket = row.entry, row.entry.docket
    scope: Scope | None = entry.scope
    if scope is None:
        return Q() if docket.action_id is None else Q(action=docket.action_id)
    if scope.kind == Scope.Kind.ALL:
        return Q(action=None) | ~Q(action__in=scope.excepted.all())
    reached = Q(action__in=reached_by(scope, on=day_of(row)))
    if docket.action_id is not None:
        reached |= Q(action=docket.action_id)
    return reached | Q(scope=scope) if by_scope else reached


def _paper_of(cause: DaysStricken) -> PrintedDay:
    row: PrintedDay = PrintedDay.objects.select_related("entry__docket__court", "entry__scope").get(
        pk=cause.reading
    )
    return row


def _keys(found: QuerySet[Any], within: list[UUID] | None) -> list[UUID]:
    if within is not None:
        found = found.filter(litigation__in=within)
    return list(found.order_by().values_list("pk", flat=True))
