"""Transfers, step by step: proposed from a paper, confirmed by a person, opposed, final, effective.

The steps are those of 28 U.S.C. 1407 and the Panel's Rules 6.1 to 7.1: a conditional transfer
order (CTO) is stayed while its opposition period runs; unopposed it becomes final; it takes
effect when the transferee clerk files it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mdl import events
from mdl.access import Act, require
from mdl.docket_numbers import DocketNumber as Number
from mdl.models import (
    Court,
    DocketNumber,
    Litigation,
    MemberAction,
    PanelOrder,
    Source,
    Stage,
    Transfer,
    User,
)
from mdl.services.member_actions import enter_stage, find_action, give_number, record_action


class WrongStep(Exception):
    """The transfer is not where this step begins; the message says where it is."""


@dataclass(frozen=True, slots=True)
class NamedAction:
    """An action as a conditional order names it."""

    court: Court
    number: Number
    caption: str | None = None


@transaction.atomic
def propose_conditional_order(
    *,
    litigation: Litigation,
    number: int,
    entered_on: date,
    actions: Sequence[NamedAction],
    source: Source | None = None,
    is_remand: bool = False,
    actor: User | None,
) -> PanelOrder:
    """Record CTO-``number`` and let its tag-alongs appear as proposed, their clock running; or
    CRO-``number``, which sends actions of ours back (JPML Rule 10.2), where ``is_remand``.

    The same order again changes nothing; a later paper that names further actions of it adds
    them. An action whose transfer is already under way is left as it is.
    """
    kinds = PanelOrder.Kind
    kind = kinds.CONDITIONAL_REMAND if is_remand else kinds.CONDITIONAL_TRANSFER
    order, is_new, proposed = _propose_order(
        litigation=litigation,
        kind=kind,
        number=number,
        entered_on=entered_on,
        actions=actions,
        source=source,
        actor=actor,
    )
    if is_new or proposed:
        events.publish(events.ConditionalOrderEntered(on=order.entered_on, order_id=order.pk))
    return order


@transaction.atomic
def propose_transfer_order(
    *,
    litigation: Litigation,
    entered_on: date,
    actions: Sequence[NamedAction],
    source: Source | None = None,
    actor: User | None,
) -> PanelOrder:
    """Record an order of the full Panel and let the actions of its Schedule A appear as proposed.

    No period runs: the order is final, and takes effect when the transferee clerk files it, 28
    U.S.C. 1407(c). Two papers of one day tell the same order.
    """
    return _propose_order(
        litigation=litigation,
        kind=PanelOrder.Kind.TRANSFER,
        number=None,
        entered_on=entered_on,
        actions=actions,
        source=source,
        actor=actor,
    )[0]


def _propose_order(
    *,
    litigation: Litigation,
    kind: PanelOrder.Kind,
    number: int | None,
    entered_on: date,
    actions: Sequence[NamedAction],
    source: Source | None,
    actor: User | None,
) -> tuple[PanelOrder, bool, list[Transfer]]:
    require(actor, Act.RECORD, litigation)
    # Two papers of one order wait for each other, so that each tag-along appears once.
    Litigation.objects.select_for_update().get(pk=litigation.pk)
    same = {"litigation": litigation, "kind": kind, "number": number}
    facts = {"source": source} | ({} if number is None else {"entered_on": entered_on})
    order, is_new = PanelOrder.objects.get_or_create(
        **same, **({"entered_on": entered_on} if number is None else {}), defaults=facts
    )
    proposed = [
        transfer
        for named in actions
        if (transfer := _propose(order, named, source=source, actor=actor)) is not None
    ]
    return order, is_new, proposed


def _propose(
    order: PanelOrder, named: NamedAction, *, source: Source | None, actor: User | None
) -> Transfer | None:
    transferee = order.litigation.transferee_court
    if transferee is None:
        return None
    if order.is_of_remand:
        return _propose_return(order, named, transferee, source=source)
    if named.court == transferee:
        return None
    action = find_action(
        litigation=order.litigation, court=named.court, number=named.number
    ) or record_action(
        litigation=order.litigation,
        caption=named.caption,
        court=named.court,
        number=named.number,
        standing=MemberAction.Standing.PROPOSED,
        route=(
            MemberAction.Route.SCHEDULE_A
            if order.kind == PanelOrder.Kind.TRANSFER
            else MemberAction.Route.TAG_ALONG
        ),
        source=source,
        actor=actor,
    )
    transfer = _transfer(order, action, named.court, transferee, source=source)
    if transfer is not None and order.kind == PanelOrder.Kind.CONDITIONAL_TRANSFER:
        enter_stage(action=action, stage=Stage.CONDITIONAL, on=order.entered_on, source=source)
    return transfer


def _propose_return(
    order: PanelOrder, named: NamedAction, transferee: Court, *, source: Source | None
) -> Transfer | None:
    """A remand is of an action that we know and that stands in the transferee court."""
    action = find_action(litigation=order.litigation, court=named.court, number=named.number)
    home = None if action is None else action.origin_court
    if action is None or home is None or home == transferee:
        return None
    return _transfer(order, action, transferee, home, source=source)


def _transfer(
    order: PanelOrder,
    action: MemberAction,
    origin: Court,
    destination: Court,
    *,
    source: Source | None,
) -> Transfer | None:
    if action.transfers.filter(order=order).exists() or action.transfers.open().exists():
        return None
    transfer = Transfer(
        action=action,
        order=order,
        origin=origin,
        destination=destination,
        ordered_on=order.entered_on,
        source=source,
    )
    transfer.full_clean()
    transfer.save()
    return transfer


@transaction.atomic
def confirm_transfers(
    *, transfers: Iterable[Transfer], actor: User, now: datetime
) -> list[Transfer]:
    """A person stands behind proposed transfers: their actions are ours from now on.

    What became of one meanwhile (opposed, final) stays as it is. What the full Panel ordered is
    final with the order; no period runs.
    """
    confirmed = []
    for transfer in _locked(transfers):
        require(actor, Act.CONFIRM, transfer.action.litigation)
        _expect_proposed(transfer)
        is_final = False
        if transfer.status == Transfer.Status.PROPOSED:
            is_final = transfer.order is not None and transfer.order.kind in _FINAL_ORDERS
            transfer.status = Transfer.Status.FINAL if is_final else Transfer.Status.CONDITIONAL
            transfer.finalized_on = transfer.ordered_on if is_final else None
        transfer.confirmed_by, transfer.confirmed_at = actor, now
        transfer.full_clean()
        transfer.save()
        if transfer.action.standing == MemberAction.Standing.PROPOSED:
            transfer.action.standing = MemberAction.Standing.IDENTIFIED
            transfer.action.save(update_fields=["standing"])
        if is_final and transfer.finalized_on is not None:
            on = transfer.finalized_on
            events.publish(events.TransferFinalized(on=on, transfer_id=transfer.pk))
        confirmed.append(transfer)
    return confirmed


_FINAL_ORDERS = frozenset({PanelOrder.Kind.TRANSFER, PanelOrder.Kind.REMAND})


@transaction.atomic
def reject_transfer(*, transfer: Transfer, on: date, actor: User) -> Transfer:
    """A person says that the paper was misread or the action is not ours."""
    (transfer,) = _locked([transfer])
    require(actor, Act.CONFIRM, transfer.action.litigation)
    _expect_proposed(transfer)
    return _end(transfer, Transfer.Status.REJECTED, on, rejected_by=actor)


@transaction.atomic
def note_opposition(
    *, transfer: Transfer, opposed_on: date, source: Source | None = None, actor: User | None
) -> Transfer:
    """A notice of opposition stays the transfer, JPML Rule 7.1(c); a motion to vacate follows."""
    (transfer,) = _locked([transfer])
    require(actor, Act.RECORD, transfer.action.litigation)
    _expect(transfer, Transfer.Status.PROPOSED, Transfer.Status.CONDITIONAL)
    transfer.status, transfer.opposed_on = Transfer.Status.OPPOSED, opposed_on
    transfer.full_clean()
    transfer.save()
    if not transfer.is_remand:
        enter_stage(action=transfer.action, stage=Stage.OPPOSED, on=opposed_on, source=source)
    events.publish(events.OppositionNoted(on=opposed_on, transfer_id=transfer.pk))
    return transfer


@transaction.atomic
def finalize_transfer(*, transfer: Transfer, finalized_on: date, actor: User | None) -> Transfer:
    """The stay is lifted unopposed, or the Panel orders the transfer over the opposition."""
    (transfer,) = _locked([transfer])
    require(actor, Act.RECORD, transfer.action.litigation)
    _expect(
        transfer, Transfer.Status.PROPOSED, Transfer.Status.CONDITIONAL, Transfer.Status.OPPOSED
    )
    transfer.status, transfer.finalized_on = Transfer.Status.FINAL, finalized_on
    transfer.full_clean()
    transfer.save()
    events.publish(events.TransferFinalized(on=finalized_on, transfer_id=transfer.pk))
    return transfer


@transaction.atomic
def file_in_transferee_court(
    *, transfer: Transfer, effective_on: date, number: Number | None, actor: User | None
) -> Transfer:
    """The receiving clerk files the order: the action stands there, under its new number. After
    a remand that is the court it came from, where it may bear its old number again.
    """
    (transfer,) = _locked([transfer])
    require(actor, Act.RECORD, transfer.action.litigation)
    _expect(transfer, Transfer.Status.FINAL)
    transfer.status, transfer.effective_on = Transfer.Status.EFFECTIVE, effective_on
    transfer.full_clean()
    transfer.save()
    action = transfer.action
    parts = DocketNumber.Part
    if number is not None:
        give_number(
            action=action,
            court=transfer.destination,
            number=number,
            part=parts.REMAND if transfer.is_remand else parts.TRANSFEREE,
            on=effective_on,
            actor=actor,
        )
    stage = Stage.REMANDED if transfer.is_remand else Stage.TRANSFERRED
    enter_stage(action=action, stage=stage, on=effective_on, source=transfer.source)
    events.publish(events.TransferTookEffect(on=effective_on, transfer_id=transfer.pk))
    return transfer


@transaction.atomic
def vacate_transfer(*, transfer: Transfer, vacated_on: date, actor: User | None) -> Transfer:
    """The Panel vacates its conditional order: the action stays where it was filed."""
    (transfer,) = _locked([transfer])
    require(actor, Act.RECORD, transfer.action.litigation)
    _expect(
        transfer, Transfer.Status.PROPOSED, Transfer.Status.CONDITIONAL, Transfer.Status.OPPOSED
    )
    return _end(transfer, Transfer.Status.VACATED, vacated_on)


def _end(
    transfer: Transfer, status: Transfer.Status, on: date, *, rejected_by: User | None = None
) -> Transfer:
    transfer.status, transfer.ended_on = status, on
    transfer.full_clean()
    transfer.save()
    if not transfer.is_remand:  # else it stays where it is
        enter_stage(action=transfer.action, stage=Stage.FILED, on=on, source=transfer.source)
    who = rejected_by.pk if rejected_by else None
    events.publish(events.TransferEnded(on=on, transfer_id=transfer.pk, rejected_by_id=who))
    return transfer


def _locked(transfers: Iterable[Transfer]) -> list[Transfer]:
    """Lock the rows in one order, so that two people who act on the same list cannot deadlock."""
    keys = [transfer.pk for transfer in transfers]
    return list(
        Transfer.objects.select_for_update(of=("self",))
        .select_related("action__litigation", "destination", "source", "order")
        .filter(pk__in=keys)
        .order_by("pk")
    )


def _expect_proposed(transfer: Transfer) -> None:
    if not Transfer.objects.proposed().filter(pk=transfer.pk).exists():
        _expect(transfer, Transfer.Status.PROPOSED)


def _expect(transfer: Transfer, *statuses: Transfer.Status) -> None:
    if transfer.status not in statuses:
        raise WrongStep(
            f"The transfer of {transfer.action} is {transfer.get_status_display().lower()}; "
            f"this step begins where it is {' or '.join(s.label.lower() for s in statuses)}."
        )


@transaction.atomic
def note_tag_alongs(
    *,
    litigation: Litigation,
    actions: Sequence[NamedAction],
    on: date,
    source: Source | None = None,
    actor: User | None,
) -> list[MemberAction]:
    """A notice of potential tag-alongs names actions (JPML Rule 7.1(a)): those not known yet
    appear as proposed, noticed from that day. Returns the new ones."""
    require(actor, Act.RECORD, litigation)
    Litigation.objects.select_for_update().get(pk=litigation.pk)
    noted = []
    for named in actions:
        if find_action(litigation=litigation, court=named.court, number=named.number) is not None:
            continue
        action = record_action(
            litigation=litigation,
            caption=named.caption,
            court=named.court,
            number=named.number,
            standing=MemberAction.Standing.PROPOSED,
            route=MemberAction.Route.TAG_ALONG,
            source=source,
            actor=actor,
        )
        enter_stage(action=action, stage=Stage.NOTICED, on=on, source=source)
        noted.append(action)
    return noted
