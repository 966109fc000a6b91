"""The clocks of fact sheets: deadlines of the engine, about one person.

How long a plaintiff has, an order of the litigation says (:mod:`filings.services.ordered_periods`);
where none does, nothing is counted. Each step of a sheet is an event: it opens what the order gives
from it, and ends the clocks of the steps before. Reminders come as for every other deadline.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Q

from filings.models import Deadline, HeldChange, Trigger
from filings.services import deadlines, held_changes
from mdl.models import User
from plaintiffs.models import FactSheetStep, Person
from plaintiffs.models.fact_sheets import Step

if TYPE_CHECKING:
    from filings.models.deadlines import DeadlineQuerySet

EVENTS: Final = {
    Step.INVITED: "fact_sheet_invited",
    Step.SERVED: "fact_sheet_served",
    Step.RECEIVED: "fact_sheet_received",
    Step.DEFICIENT: "fact_sheet_deficiency_noticed",
    Step.CURED: "fact_sheet_cured",
    Step.SHOW_CAUSE: "fact_sheet_show_cause_ordered",
    Step.DISMISSED: "fact_sheet_dismissal_ordered",
    Step.REINSTATED: "fact_sheet_reinstated",
}
"""The event that each step is, from which an order's period may count."""

_ANSWERED: Final = (Step.INVITED, Step.SERVED, Step.DEFICIENT, Step.SHOW_CAUSE, Step.REINSTATED)
MEETS: Final = {
    Step.SERVED: (Step.INVITED,),
    Step.RECEIVED: _ANSWERED,
    Step.CURED: _ANSWERED,
    # Whoever had to look the answers through has done so.
    Step.DEFICIENT: (Step.RECEIVED, Step.CURED),
}
"""The steps whose clocks a step meets. Any other clock falls once a later step sets another."""


@transaction.atomic
def step_recorded(step: FactSheetStep, *, now: datetime) -> list[Deadline]:
    """Open what an order gives from a step, and end the clocks of the steps before.

    The time set by a later step replaces that of an earlier one only where an order sets one; a
    dismissal ends every clock. What is critical falls once a second person agrees, as always.
    """
    person = step.sheet.person
    # Whose end waits for a second person already needs no second asking.
    ending = HeldChange.objects.waiting().filter(kind=HeldChange.Kind.VACATE).values("deadline")
    before = list(running([person]).exclude(trigger__key=EVENTS[Step(step.kind)]))
    ended = set(ending.filter(deadline__in=before).values_list("deadline", flat=True))
    opened = _opened(step, now)
    met = {EVENTS[kind] for kind in MEETS.get(Step(step.kind), ())}
    for deadline in before:
        assert deadline.trigger is not None  # noqa: S101 - running asks for its key
        if deadline.trigger.key in met:
            deadlines.mark_met(deadline=deadline, on=step.on, actor=step.recorded_by)
        elif (opened or step.kind == Step.DISMISSED) and deadline.pk not in ended:
            deadlines.vacate(
                deadline=deadline,
                on=step.on,
                reason=_why(step),
                actor=step.recorded_by,
                now=now,
            )
    return opened


@transaction.atomic
def step_taken_back(step: FactSheetStep, *, by: User | None, now: datetime) -> None:
    """Let the clocks of a step fall, and those that it had ended, or asked to end, run again."""
    mine, person = EVENTS[Step(step.kind)], step.sheet.person
    held_changes.withdraw_ends(deadlines=_clocks([person]), reason=_why(step), actor=by, now=now)
    for deadline in running([person]).filter(trigger__key=mine, trigger__occurred_on=step.on):
        deadlines.vacate(
            deadline=deadline,
            on=now.date(),
            reason=_taken_back(step),
            actor=by,
            now=now,
        )
    for deadline in _ended_by(step):
        deadlines.reopen(deadline=deadline, actor=by, now=now)


def _ended_by(step: FactSheetStep) -> "DeadlineQuerySet":
    """Return the clocks that this step ended: at once, of which history has that it was one act
    with the step, or once a second person had agreed. What others ended on that day stays ended."""
    history: Any = (Deadline, FactSheetStep)
    ends, steps = (tracked.pgh_event_model.objects for tracked in history)
    act = steps.filter(pgh_obj=step.pk, pgh_label="insert").values("pgh_context")
    at_once = ends.filter(pgh_context__in=act, closed_on=step.on).values("pgh_obj")
    agreed = HeldChange.objects.filter(
        kind=HeldChange.Kind.VACATE, to_on=step.on, reason=_why(step), is_accepted=True
    ).values("deadline")
    return (
        _clocks([step.sheet.person])
        .filter(Q(pk__in=at_once) | Q(pk__in=agreed), closed_on=step.on)
        .filter(status__in=(Deadline.Status.MET, Deadline.Status.VACATED))
        .exclude(trigger__key=EVENTS[Step(step.kind)])
    )


def _why(step: FactSheetStep) -> str:
    return f"Fact sheet: {step}."


def _taken_back(step: FactSheetStep) -> str:
    return f"The step was taken back: {step}."


def running(people: Iterable[Person]) -> "DeadlineQuerySet":
    """Return the open deadlines of these persons' fact sheets, the next first."""
    return _clocks(people).open().order_by("due_on", "id")


def _clocks(people: Iterable[Person]) -> "DeadlineQuerySet":
    found: DeadlineQuerySet = Deadline.objects.filter(
        person__in=people, trigger__key__in=EVENTS.values()
    ).select_related("trigger", "litigation")
    return found


def _opened(step: FactSheetStep, now: datetime) -> list[Deadline]:
    person = step.sheet.person
    court = person.litigation.transferee_court
    if court is None:  # nobody's calendar to count on
        return []
    key = EVENTS[Step(step.kind)]
    found = deadlines.open_from(
        key=key,
        occurred_on=step.on,
        subject=person,
        litigation=person.litigation,
        court=court,
        source=step.source,
        about=str(step.sheet.sheet.name),
        actor=step.recorded_by,
        now=now,
    )
    # Taken back and recorded again: the event is the same one, and its days had fallen.
    fallen = Trigger.objects.filter(key=key, occurred_on=step.on, person=person)
    held_changes.withdraw_ends(
        deadlines=Deadline.objects.filter(trigger__in=fallen),
        reason=_taken_back(step),
        actor=step.recorded_by,
        now=now,
    )
    again = Deadline.objects.filter(trigger__in=fallen, status=Deadline.Status.VACATED)
    for deadline in again.select_related("litigation"):
        found.append(deadlines.reopen(deadline=deadline, actor=step.recorded_by, now=now))
    return found
