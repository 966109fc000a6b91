"""Deadlines that trigger others: the day one is due, or is met, is an event from which rules count.

A chain opens by itself where a rule counts from the end of another's time (:data:`ENDS`), or where
an order of the litigation counts one step from another. It opens as deep as it goes. When a day in
it moves, :mod:`filings.services.moving` proposes to move with it what hangs on that day.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db import connection, transaction

from filings.models import Deadline, OrderedPeriod, Trigger
from filings.services.rulebook import END_OF, ORDERED
from mdl.access import Act, require
from mdl.models import User

ENDS: Final = {"jpml-6.1c": "panel_response_time_ended"}
"""Rules whose last day is itself an event of the catalogue, by their ids."""


class CircleOfDeadlines(Exception):
    """A deadline would in the end trigger itself; the message names both ends."""


def events_after(deadline: Deadline, follows: str) -> Iterator[Trigger]:
    """Record the events that ``deadline`` is, where something counts from its day, and yield them.

    ``follows`` is ``due`` or ``met``. What is recorded already is yielded again. One that counted
    for nothing, since the step had been open again, counts from now on, on the new day.
    """
    day = deadline.due_on if follows == Trigger.Follows.DUE else deadline.closed_on
    if day is None:
        return
    for key in _keys(deadline, follows):
        event, _ = Trigger.objects.get_or_create(
            parent=deadline,
            key=key,
            follows=follows,
            defaults={
                "occurred_on": day,
                "court": deadline.court,
                "litigation_id": deadline.litigation_id,
                "scope_id": deadline.scope_id,
                "action_id": deadline.action_id,
                "person_id": deadline.person_id,
                "words": deadline.trigger.words if deadline.trigger else "",
            },
        )
        if event.vacated_on is not None:
            event.occurred_on, event.vacated_on = day, None
            event.save(update_fields=["occurred_on", "vacated_on"])
        yield event


def day_followed(event: Trigger) -> date | None:
    """Return the day that an event of a chain follows; None where its deadline fell, or is open
    again."""
    parent = event.parent
    if parent is None or parent.status == Deadline.Status.VACATED:
        return None
    if event.follows == Trigger.Follows.DUE:
        return parent.due_on
    return parent.closed_on if parent.status == Deadline.Status.MET else None


def _keys(deadline: Deadline, follows: str) -> list[str]:
    keys = []
    if follows == Trigger.Follows.DUE and deadline.rule in ENDS:
        keys.append(ENDS[deadline.rule])
    if deadline.rule.startswith(ORDERED):
        step = deadline.rule.removeprefix(ORDERED)
        after = OrderedPeriod.objects.standing().filter(after=step, follows=follows)
        if after.exists():
            keys.append(f"{END_OF}{deadline.rule}")
    return keys


@transaction.atomic
def follow(*, event: Trigger, parent: Deadline, follows: str, actor: User | None) -> Trigger:
    """Say that an event is the day another deadline is due, or is met.

    From now on it moves with that day. Raises :class:`CircleOfDeadlines` where the deadline
    hangs, however deep, on this very event; the database refuses the same.
    """
    require(actor, Act.RECORD, event.litigation)
    require(actor, Act.RECORD, parent.litigation)
    if hangs_on(parent, event):
        raise CircleOfDeadlines(
            f"“{parent}” is itself counted from {event}, directly or through others: it cannot be "
            "the event's own day."
        )
    event.parent, event.follows = parent, follows
    event.save(update_fields=["parent", "follows"])
    return event


_ABOVE = """
WITH RECURSIVE above (id) AS (
    SELECT trigger_id FROM filings_deadline WHERE id = %s
     UNION
    SELECT deadline.trigger_id
      FROM above
      JOIN filings_trigger event ON event.id = above.id
      JOIN filings_deadline deadline ON deadline.id = event.parent_id
)
SELECT EXISTS (SELECT FROM above WHERE id = %s)
"""


def hangs_on(deadline: Deadline, event: Trigger) -> bool:
    """Say whether a deadline is counted from an event, directly or through others."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, (deadline.pk, event.pk))
        (found,) = cursor.fetchone()
    return bool(found)
