"""One order's deadline in each of its actions: met here, waived there, open in the rest.

The deadline stays one row. It closes when nothing is left open in any action that its scope
reaches, or by a decision about the whole of it (:func:`filings.services.deadlines.waive` and its
like).
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from filings.models import Deadline, DeadlineOutcome, DocketEntry, Trigger
from filings.models.deadlines import expect_a_day_that_was
from filings.services.deadlines import DeadlineClosed
from filings.services.opening import open_after
from filings.services.scopes import reached_by
from mdl.access import Act, require
from mdl.models import MemberAction, User


class NotOfActions(Exception):
    """The deadline is of one subject, or its scope does not reach the action."""


class EndsAsAWhole(Exception):
    """A critical deadline is not waived or vacated action by action."""


@transaction.atomic
def record_outcomes(
    *,
    deadline: Deadline,
    actions: Iterable[MemberAction],
    outcome: str,
    on: date,
    proof: DocketEntry | None = None,
    actor: User | None,
) -> Deadline:
    """Say that ``deadline`` is met, waived or vacated in some actions, on a day.

    ``proof`` is the entry that shows it met. What is recorded already stays as it is. The deadline
    closes with the last of its actions: met if it was met in any, else as all of them ended.
    A fixed number of statements. A critical deadline is only met so: that it need not be done, two
    people say of the whole. Raises ``DeadlineClosed``, :class:`NotOfActions`,
    :class:`EndsAsAWhole`, ``NotAllowed``, and ``ValidationError`` for a day still to come.
    """
    deadline = _locked(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    if deadline.status != Deadline.Status.OPEN:
        raise DeadlineClosed(f"“{deadline}” is {deadline.get_status_display().lower()}.")
    if deadline.is_critical and outcome != DeadlineOutcome.Outcome.MET:
        raise EndsAsAWhole(
            f"“{deadline}” is critical: it is not waived or vacated action by action. Waive or "
            "vacate the whole deadline, which a second person confirms, or record where it is met."
        )
    expect_a_day_that_was(on)
    keys = _reached(deadline, actions)
    rows = [
        DeadlineOutcome(
            deadline=deadline, action_id=key, outcome=outcome, on=on, proof=proof, by=actor
        )
        for key in keys
    ]
    for row in rows[:1]:
        row.clean_fields()  # they differ in the action only
    DeadlineOutcome.objects.bulk_create(rows, ignore_conflicts=True)
    return _closed_with_the_last(deadline, actor)


def _locked(deadline: Deadline) -> Deadline:
    rows = Deadline.objects.select_for_update(no_key=True, of=("self",))
    locked: Deadline = rows.select_related("litigation", "scope").get(pk=deadline.pk)
    return locked


def _reached(deadline: Deadline, actions: Iterable[MemberAction]) -> list[UUID]:
    if deadline.scope is None:
        raise NotOfActions(f"“{deadline}” is not of several actions: mark the deadline itself.")
    asked = {action.pk: action for action in actions}
    reached = reached_by(deadline.scope).filter(pk__in=asked).values_list("pk", flat=True)
    if outside := set(asked) - set(reached):
        names = ", ".join(sorted(str(asked[key]) for key in list(outside)[:3]))
        raise NotOfActions(f"“{deadline}” does not reach {names}.")
    return sorted(asked)


def _closed_with_the_last(deadline: Deadline, actor: User | None) -> Deadline:
    assert deadline.scope is not None  # noqa: S101 - asked by _reached
    pending = reached_by(deadline.scope).filter(terminated_on=None)
    if pending.exclude(deadline_outcomes__deadline=deadline).exists():
        return deadline
    found = deadline.outcomes.aggregate(last=Max("on"))
    kinds = set(deadline.outcomes.values_list("outcome", flat=True))
    if not kinds:
        return deadline
    met = Deadline.Status.MET
    deadline.status = met if met in kinds or len(kinds) > 1 else Deadline.Status(kinds.pop())
    deadline.closed_on = found["last"]
    deadline.save()
    if deadline.status == met:
        open_after(deadline, follows=Trigger.Follows.MET, actor=actor, now=timezone.now())
    return deadline
