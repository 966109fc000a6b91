"""The days that orders set for opting out of a class and for objecting, as deadlines.

A date certain: the order is its basis, it is not counted, and a later order moves it.
"""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from filings.models import ClassDayDeadline, Deadline
from filings.services import deadlines
from filings.services.scopes import all_actions
from mdl.models import User
from plaintiffs.models import ChoiceKind, ClassDay

WORDS: Final = {
    ChoiceKind.OPT_OUT: "Opt out of the {of}",
    ChoiceKind.OBJECTION: "Object to what binds the {of}",
}


@transaction.atomic
def keep(day: ClassDay, *, by: User | None, now: datetime) -> Deadline | None:
    """Enter the deadline of an ordered day, or move it to where the order moved the day.

    ``None`` where the litigation has no court yet, on whose clock the day would end. Raises as
    ``enter_deadline`` and ``move`` do.
    """
    of = day.plaintiff_class
    reason = f"{day.source}, {day.on}."
    link = ClassDayDeadline.objects.select_related("deadline").filter(day=day).first()
    if link is not None:
        return _moved(link.deadline, day.on, reason, by=by, now=now)
    court = of.litigation.transferee_court
    if court is None:
        return None
    deadline = deadlines.enter_deadline(
        title=WORDS[ChoiceKind(day.kind)].format(of=of),
        due_on=day.on,
        reason=reason,
        subject=all_actions(litigation=of.litigation),
        litigation=of.litigation,
        court=court,
        basis=Deadline.Basis.ORDER,
        actor=by,
        now=now,
    )
    ClassDayDeadline.objects.create(day=day, deadline=deadline)
    return deadline


def _moved(
    deadline: Deadline, to: date, reason: str, *, by: User | None, now: datetime
) -> Deadline:
    if deadline.status != Deadline.Status.OPEN:
        deadline = deadlines.reopen(deadline=deadline, actor=by, now=now)
    return deadlines.move(
        deadline=deadline, to=to, reason=reason, basis=Deadline.Basis.ORDER, actor=by, now=now
    )
