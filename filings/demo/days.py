"""The fictional days: counted by the real engine, set by fictional orders, some met, one missed."""

from dataclasses import dataclass
from typing import Final

from filings.demo.actions import find
from filings.demo.stage import Stage
from filings.models import Deadline, Scope
from filings.services import deadlines, second_person
from filings.services.scopes import all_actions
from plaintiffs.models import Person

_OURS, _OPPONENT, _COURT = Deadline.Obligor.OURS, Deadline.Obligor.OPPONENT, Deadline.Obligor.COURT


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, from which rules count."""

    key: str
    days: int
    action: str
    about: str
    service: str = "none"
    obligor: str = ""
    """Whose the deadline is, where the event alone does not tell."""


EVENTS: Final = (
    Event("complaint_served", -18, "Parable", "Parable"),
    Event("interrogatories_served", -12, "Fictitious", "first set", obligor=_OURS),
    Event("document_requests_served", -27, "Sample", "our first set", obligor=_OPPONENT),
    Event("admission_requests_served", -6, "C.V.", "first set", obligor=_OURS),
    Event("rule_12_motion_denied", -5, "Novel", "entry 14", obligor=_OPPONENT),
)


@dataclass(frozen=True, slots=True)
class Set:
    """A day set by a fictional order or entered by a person; ``action`` empty: all actions."""

    title: str
    days: int
    reason: str
    action: str = ""
    obligor: str = _OURS
    is_critical: bool = False
    assigned: str = ""
    ended: str = ""
    ended_on: int = 0


CMO_1: Final = "Case Management Order No. 1, paragraph 6 (fictional)."
CMO_2: Final = "Case Management Order No. 2, paragraph 4 (fictional)."
AGREED: Final = "Agreed with the other side by letter (fictional)."

DAYS: Final = (
    Set("Fact sheet of the second plaintiff", -2, CMO_2, "M.N.", assigned="paralegal"),
    Set("Privilege log, first part", -1, AGREED, "Madeup"),
    Set("Joint status report", 0, CMO_2, assigned="attorney"),
    Set("Opposition to the motion to compel fact sheets", 1, CMO_2, assigned="attorney"),
    Set("List of deponents", 2, CMO_2, assigned="paralegal"),
    Set("Production of the whisker source code", 3, CMO_2, obligor=_OPPONENT),
    Set("Cure the deficient fact sheet", 5, "Deficiency letter of the defendant (fictional).",
        "C.V.", assigned="paralegal"),
    Set("Amended initial disclosures", 8, AGREED, "Example"),
    Set("Motion for class certification", 28, CMO_2, is_critical=True, assigned="attorney"),
    Set("Report of the expert on whiskers", 30, CMO_2, assigned="attorney"),
    Set("Answer to the consolidated complaint", 9, CMO_2, obligor=_OPPONENT),
    Set("Ruling on the sealed declaration", 20, "The court said so at the last conference.",
        obligor=_COURT),
    Set("Close of fact discovery", 120, CMO_2),
    Set("Consolidated complaint", -150, CMO_1, ended="met", ended_on=-150),
    Set("Opposition to the motion to dismiss", -90, CMO_1, ended="met", ended_on=-90),
    Set("Short-form complaint", -20, CMO_2, "Fabled", ended="met", ended_on=-21),
    Set("Fact sheet", -30, CMO_2, "Imaginary", ended="vacated", ended_on=-40),
    Set("Reply on leadership", -190, CMO_1, ended="waived", ended_on=-192),
)  # fmt: skip


def build_days(stage: Stage) -> None:
    """Open what the events open, enter what was set, close what is past."""
    everybody = all_actions(litigation=stage.litigation)
    for event in EVENTS:
        _open(stage, event)
    for planned in DAYS:
        _enter(stage, planned, everybody)
    _coming_of_age(stage)
    _stand_behind(stage)
    _close_the_past(stage)


def _open(stage: Stage, event: Event) -> None:
    action = find(stage, event.action)
    opened = deadlines.open_from(
        key=event.key,
        occurred_on=stage.day(event.days),
        subject=action,
        litigation=stage.litigation,
        court=stage.court("ohnd"),
        service=event.service,
        about=event.about,
        actor=stage.users["paralegal"],
        now=stage.now,
    )
    for deadline in opened:
        if event.obligor and deadline.obligor != event.obligor:
            deadlines.attribute(
                deadline=deadline,
                obligor=event.obligor,
                actor=stage.users["paralegal"],
                now=stage.now,
            )


def _enter(stage: Stage, planned: Set, everybody: Scope) -> None:
    paralegal = stage.users["paralegal"]
    is_set = planned.reason in (CMO_1, CMO_2)
    deadline = deadlines.enter_deadline(
        title=planned.title,
        due_on=stage.day(planned.days),
        reason=planned.reason,
        subject=find(stage, planned.action) if planned.action else everybody,
        litigation=stage.litigation,
        court=stage.court("ohnd"),
        obligor=planned.obligor,
        basis=Deadline.Basis.ORDER if is_set else Deadline.Basis.ENTERED,
        is_critical=planned.is_critical,
        assigned_to=stage.users[planned.assigned] if planned.assigned else None,
        actor=paralegal,
        now=stage.now,
    )
    if planned.ended == "met":
        deadlines.mark_met(deadline=deadline, on=stage.day(planned.ended_on), actor=paralegal)
    elif planned.ended == "waived":
        deadlines.waive(deadline=deadline, on=stage.day(planned.ended_on), actor=paralegal)
    elif planned.ended == "vacated":
        deadlines.vacate(deadline=deadline, on=stage.day(planned.ended_on), actor=paralegal)


def _coming_of_age(stage: Stage) -> None:
    """Well after the birthday: the day of majority is sealed, and no title may tell it."""
    person = Person.objects.get(litigation=stage.litigation, designation="I.M.")
    deadlines.enter_deadline(
        title="Review the designation and substitute the party",
        due_on=stage.day(58),
        reason="The person comes of age and becomes the party, FRCP 17(c).",
        subject=person,
        litigation=stage.litigation,
        court=stage.court("ohnd"),
        actor=stage.users["paralegal"],
        now=stage.now,
    )


def _stand_behind(stage: Stage) -> None:
    """The attorney has confirmed what was counted up to last week; the newest still waits."""
    waiting = Deadline.objects.unconfirmed().filter(
        litigation=stage.litigation, trigger__occurred_on__lt=stage.day(-10)
    )
    attorney, at = stage.users["attorney"], stage.at(-4, 10)
    for deadline in waiting:
        if deadline.is_critical:
            entry = second_person.recorded(deadline, None)
            second_person.read(deadline=deadline, entry=entry, actor=attorney, now=at)
        else:
            deadlines.confirm(deadline=deadline, actor=attorney, now=at)


def _close_the_past(stage: Stage) -> None:
    """Papers of past months opened deadlines too; they were met in their time."""
    past = Deadline.objects.overdue(stage.day(-4)).filter(litigation=stage.litigation)
    for deadline in past:
        deadlines.mark_met(deadline=deadline, on=deadline.due_on, actor=stage.users["paralegal"])
