"""The fictional member actions, brought to where they stand step by step, as the services do it."""

from collections.abc import Iterable

from filings.demo import MDL_NUMBER
from filings.demo.papers import DEFENDANT, action_number
from filings.demo.plan import ACTIONS, CONDITIONAL_ORDERS, TRANSFER_ORDER, TRANSFEREE, Action, Fate
from filings.demo.stage import Stage
from mdl.docket_numbers import parse
from mdl.models import (
    Claim,
    Involvement,
    MemberAction,
    PanelOrder,
    Party,
    PleadedClaim,
    Transfer,
)
from mdl.models import Stage as Standing
from mdl.services import transfers
from mdl.services.member_actions import enter_stage, record_action

_ROUTES = {
    Fate.SCHEDULE_A: MemberAction.Route.SCHEDULE_A,
    Fate.DIRECT: MemberAction.Route.DIRECT,
}
# Those that a conditional order names before anybody has looked come in by its notice.
BY_NOTICE = (Fate.CONFIRMED, Fate.PROPOSED)

_FIRST_NEW_SERIAL = 99101


def build_actions(stage: Stage) -> None:
    """Build the actions known before CTO-3, and move each to where it has come."""
    for index, planned in enumerate(ACTIONS):
        if planned.fate not in BY_NOTICE:
            stage.actions.append(_file(stage, planned, index))
    _transfer_order(stage)
    for number in (1, 2):
        _conditional_order(stage, number)
    _endings(stage)


def find(stage: Stage, caption: str) -> MemberAction:
    """Return the demo's action whose caption begins so."""
    return MemberAction.objects.get(litigation=stage.litigation, caption__startswith=caption)


def _file(stage: Stage, planned: Action, index: int) -> MemberAction:
    filed_on = stage.day(planned.filed)
    action = record_action(
        litigation=stage.litigation,
        caption=planned.caption,
        court=stage.court(planned.court),
        number=parse(action_number(stage.today, index)),
        route=_ROUTES.get(planned.fate, MemberAction.Route.TAG_ALONG),
        filed_on=filed_on,
        actor=stage.users["paralegal"],
    )
    enter_stage(action=action, stage=Standing.FILED, on=filed_on)
    if planned.fate == Fate.DIRECT:
        enter_stage(action=action, stage=Standing.TRANSFERRED, on=stage.day(planned.filed + 1))
    if planned.fate == Fate.NOTICED:
        enter_stage(action=action, stage=Standing.NOTICED, on=stage.day(-1))
    if planned.fate == Fate.SCHEDULE_A:
        MemberAction.objects.filter(pk=action.pk).update(is_counted=True)
    plead(stage, action, planned)
    return action


def plead(stage: Stage, action: MemberAction, planned: Action) -> None:
    """Record what the complaint pleads, against whom, and who filed it."""
    for name in planned.claims:
        claim = Claim.objects.get(name=name)
        PleadedClaim.objects.create(litigation=stage.litigation, action=action, claim=claim)
    party = DEFENDANT if DEFENDANT in planned.caption else planned.caption.partition(" v. ")[2]
    Involvement.objects.create(
        litigation=stage.litigation,
        action=action,
        party=Party.objects.get(name=party, kind=Party.Kind.DEFENDANT),
    )
    ours = any(person.is_client for person in planned.plaintiffs)
    counsel = stage.attorneys["Avery Attorney" if ours else "Billie Bogus"]
    action.appearances.create(attorney=counsel, side="plaintiffs", from_on=action.filed_on)


def _transfer_order(stage: Stage) -> None:
    """The order that made the litigation: six actions move, two are there already."""
    order = PanelOrder.objects.get(litigation=stage.litigation, kind=PanelOrder.Kind.TRANSFER)
    for action in _of_fate(stage, Fate.SCHEDULE_A):
        origin = action.origin_court
        if origin is None or origin.pk == TRANSFEREE:
            enter_stage(
                action=action, stage=Standing.TRANSFERRED, on=order.entered_on, source=order.source
            )
            continue
        transfer = Transfer.objects.create(
            action=action,
            order=order,
            origin=origin,
            destination=stage.court(TRANSFEREE),
            status=Transfer.Status.FINAL,
            ordered_on=order.entered_on,
            finalized_on=order.entered_on,
            source=order.source,
        )
        _take_effect(stage, transfer, TRANSFER_ORDER + 2)


def _conditional_order(stage: Stage, number: int) -> None:
    filed = CONDITIONAL_ORDERS[number]
    named = [
        (planned, action)
        for planned, action in _planned(stage)
        if planned.order == number and planned.fate not in BY_NOTICE
    ]
    transfers.propose_conditional_order(
        litigation=stage.litigation,
        number=number,
        entered_on=stage.day(filed),
        actions=[
            transfers.NamedAction(
                court=stage.court(planned.court), number=parse(action.numbers.get().raw)
            )
            for planned, action in named
        ],
        source=stage.source(
            f"Conditional Transfer Order CTO-{number} (fictional)",
            filed,
            court="jpml",
            number=f"MDL No. {MDL_NUMBER}",
            entry=str(40 + number),
        ),
        actor=None,
    )
    moving = [action.transfers.get() for _, action in named]
    transfers.confirm_transfers(
        transfers=moving, actor=stage.users["paralegal"], now=stage.at(filed + 1, 9)
    )
    for planned, action in named:
        _settle(stage, planned, action.transfers.get(), filed)


def _settle(stage: Stage, planned: Action, transfer: Transfer, filed: int) -> None:
    """Take a conditional transfer to the step the plan gives it."""
    fate, actor = planned.fate, stage.users["paralegal"]
    if fate in (Fate.OVERRULED, Fate.VACATED, Fate.OPPOSED):
        transfers.note_opposition(transfer=transfer, opposed_on=stage.day(filed + 3), actor=actor)
    if fate == Fate.VACATED:
        transfers.vacate_transfer(transfer=transfer, vacated_on=stage.day(filed + 50), actor=actor)
    if fate in (Fate.EFFECTIVE, Fate.FINAL, Fate.OVERRULED):
        wait = 50 if fate == Fate.OVERRULED else 8
        transfers.finalize_transfer(
            transfer=transfer, finalized_on=stage.day(filed + wait), actor=actor
        )
        if fate != Fate.FINAL:
            _take_effect(stage, transfer, filed + wait + 2)


def _take_effect(stage: Stage, transfer: Transfer, days: int) -> None:
    year = stage.day(days).year % 100
    serial = _FIRST_NEW_SERIAL + transfer.action.position
    transfers.file_in_transferee_court(
        transfer=transfer,
        effective_on=stage.day(days),
        number=parse(f"1:{year:02}-cv-{serial}"),
        actor=stage.users["paralegal"],
    )


def _endings(stage: Stage) -> None:
    for planned, action in _planned(stage):
        if not planned.ended:
            continue
        ended_on = stage.day(-40)
        standing = Standing.DISMISSED if planned.ended == "dismissed" else Standing.REMANDED
        enter_stage(action=action, stage=standing, on=ended_on)
        MemberAction.objects.filter(pk=action.pk).update(
            terminated_on=ended_on, disposition=f"{standing.label} (fictional)"
        )


def _of_fate(stage: Stage, fate: Fate) -> Iterable[MemberAction]:
    return (action for planned, action in _planned(stage) if planned.fate == fate)


def _planned(stage: Stage) -> list[tuple[Action, MemberAction]]:
    known = [planned for planned in ACTIONS if planned.fate not in BY_NOTICE]
    return list(zip(known, stage.actions, strict=True))
