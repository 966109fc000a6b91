"""Member actions: how one joins the list, which number it bears, and where it stands."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from mdl.docket_numbers import DocketNumber as Number
from mdl.docket_numbers import DocketNumberError
from mdl.models import (
    ActionStage,
    Court,
    DocketNumber,
    Litigation,
    MemberAction,
    Source,
    Stage,
    User,
)


@transaction.atomic
def record_action(
    *,
    litigation: Litigation,
    caption: str | None,
    court: Court | None,
    number: Number | None,
    standing: str = MemberAction.Standing.IDENTIFIED,
    route: str | None = None,
    filed_on: date | None = None,
    source: Source | None = None,
    actor: User | None,
) -> MemberAction:
    """Enter an action at the end of the litigation's list, with the number it bears."""
    # Two papers that name two new actions at once must not take the same place.
    Litigation.objects.select_for_update().get(pk=litigation.pk)
    last = litigation.actions.aggregate(last=Max("position"))["last"] or 0
    action = MemberAction(
        litigation=litigation,
        position=last + 1,
        caption=caption,
        standing=standing,
        route=route,
        origin_court=court,
        filed_on=filed_on,
        source=source,
    )
    action.full_clean()
    action.save()
    if court is not None and number is not None:
        part = DocketNumber.Part.TRANSFEROR
        if court == litigation.transferee_court:
            part = DocketNumber.Part.TRANSFEREE
        give_number(action=action, court=court, number=number, part=part, on=filed_on, actor=actor)
    return action


@transaction.atomic
def give_number(
    *,
    action: MemberAction,
    court: Court,
    number: Number,
    part: str,
    on: date | None,
    actor: User | None,
) -> DocketNumber:
    """Give the action the number it bears from ``on``; the one before stays findable."""
    borne = action.numbers.filter(is_current=True)
    if on is not None:
        # A number given and changed on one day was borne on it: its period stays open.
        borne.filter(Q(from_on=None) | Q(from_on__lt=on)).update(until_on=on)
    borne.update(is_current=False)
    row = DocketNumber(
        action=action,
        court=court,
        part=part,
        raw=number.raw,
        **_key(number),
        judge_initials="-".join(number.judges),
        from_on=on,
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def learn_number(
    *, action: MemberAction, court: Court, number: Number, on: date | None, actor: User | None
) -> DocketNumber | None:
    """Note that a docket of this number was found to be the action's; what it bore already, or
    another action bears, is left alone.

    In the transferee court it is the number borne from ``on``; elsewhere only one that finds it.
    """
    key = _key(number)
    if DocketNumber.objects.filter(court=court, **key).exists():
        return None
    is_transferee = court == action.litigation.transferee_court and court != action.origin_court
    part = DocketNumber.Part.TRANSFEREE if is_transferee else DocketNumber.Part.TRANSFEROR
    gone = action.stages.filter(until_on=None, stage__in=(Stage.REMANDED, Stage.SEPARATED))
    if is_transferee and not gone.exists():
        row = give_number(action=action, court=court, number=number, part=part, on=on, actor=actor)
    else:
        row = DocketNumber(
            action=action, court=court, part=part, raw=number.core.raw, **key,
            judge_initials="-".join(number.judges), is_current=not action.numbers.exists(),
        )  # fmt: skip
    row.is_learned = True
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def unlearn_number(*, action: MemberAction, court: Court, number: Number) -> None:
    """The docket was not the action's after all: what it taught goes, and the number borne before
    is borne again."""
    learned = action.numbers.filter(court=court, is_learned=True, **_key(number)).first()
    if learned is None:
        return
    before = action.numbers.exclude(pk=learned.pk).filter(until_on=learned.from_on)
    learned.delete()
    if learned.is_current:
        previous = before.order_by("-pk").first() or action.numbers.order_by("-pk").first()
        if previous is not None:
            previous.is_current, previous.until_on = True, None
            previous.save()


def find_action(
    *, litigation: Litigation | None, court: Court, number: Number
) -> MemberAction | None:
    """Return the action that bears, or ever bore, exactly this number of this court."""
    row = (
        DocketNumber.objects.select_related("action")
        .filter(court=court, **_key(number))
        .filter(Q() if litigation is None else Q(action__litigation=litigation))
        .first()
    )
    return None if row is None else row.action


def _key(number: Number) -> dict[str, Any]:
    """Return the columns that make a number one within its court; initials are not among them."""
    if number.year is None:
        raise DocketNumberError(number.raw)
    return {
        "office": "" if number.office is None else str(number.office),
        "year": number.year,
        "type": number.case_type or "",
        "serial": number.serial,
    }


@transaction.atomic
def enter_stage(
    *, action: MemberAction, stage: Stage, on: date | None, source: Source | None = None
) -> ActionStage:
    """Let the action stand in ``stage`` from ``on``; what it stood in before ends that day.

    A stage that began on that very day was never a day long: it is replaced.
    """
    open_stages = action.stages.filter(until_on=None)
    current = open_stages.first()
    if current is not None and current.stage == stage:
        return current
    open_stages.filter(Q(from_on=on) | Q(from_on__gt=on)).delete()
    open_stages.update(until_on=on)
    entered = ActionStage(action=action, stage=stage, from_on=on, source=source)
    entered.full_clean()
    entered.save()
    return entered
