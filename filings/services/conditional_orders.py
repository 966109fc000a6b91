"""The days of a conditional transfer order: one window for all its actions, then each its own.

The order opens one deadline for all the actions it names (J.P.M.L. R. 7.1(c)), seen from each of
them. An action whose transfer is opposed gets a day of its own, to move to vacate. What no longer
runs is closed.
"""

from contextlib import suppress
from datetime import date, datetime
from typing import Final

from filings.models import Deadline, Scope
from filings.services import deadlines
from filings.services.held_changes import ChangeWaits
from mdl.models import Court, MemberAction, PanelOrder, Transfer, User

PANEL: Final = "jpml"
WINDOW: Final = "conditional_transfer_order_filed"
REMAND_WINDOW: Final = "conditional_remand_order_filed"
OPPOSED: Final = ("opposition_noticed", "opposition_notice_issued")
REMAND_OPPOSED: Final = ("remand_opposition_noticed", "remand_opposition_filed_notice")
"""First the opposition itself, then the clerk's notice of it."""

_RUNNING = (Transfer.Status.PROPOSED, Transfer.Status.CONDITIONAL)


def open_window(*, order: PanelOrder, now: datetime) -> list[Deadline]:
    """Open the window in which the order's transfers may be opposed; a later paper that names
    further actions of the order adds them to it."""
    scope = _scope_of(order)
    scope.actions.add(*MemberAction.objects.filter(transfers__order=order))
    return deadlines.open_from(
        key=REMAND_WINDOW if order.is_of_remand else WINDOW,
        occurred_on=order.entered_on,
        subject=scope,
        litigation=order.litigation,
        court=_panel(),
        source=order.source,
        about=str(order),
        actor=None,
        now=now,
    )


def open_motion_to_vacate(*, transfer: Transfer, now: datetime) -> list[Deadline]:
    """Open the time to move to vacate, for one action whose transfer (or remand) is opposed.

    Since 2026 it counts from the clerk's Notice of Filed Opposition, which cannot come before the
    opposition. Until somebody enters that notice the day counted from the opposition itself is
    the earliest it can be, and it waits for a person as it rests on a secondary source.
    """
    opposed_on = transfer.opposed_on
    if opposed_on is None:
        return []
    about = f"{transfer.order}, opposed" if transfer.order else "opposed"
    for key in REMAND_OPPOSED if transfer.is_remand else OPPOSED:
        opened = deadlines.open_from(
            key=key,
            occurred_on=opposed_on,
            subject=transfer.action,
            litigation=transfer.action.litigation,
            court=_panel(),
            source=transfer.order.source if transfer.order else None,
            about=about,
            actor=None,
            now=now,
        )
        if opened:
            return opened
    return []


def close_what_ended(*, transfer: Transfer, on: date, rejected_by: User | None = None) -> None:
    """Close the days of an action whose transfer was decided, and the order's window once no
    action of the order is within it any more.

    That a transfer is not ours is one person's word and no paper's: it ends no critical day.
    ``rejected_by`` then asks for the end, and a second person reads the order anew.
    """
    own = Deadline.objects.open().filter(
        action=transfer.action_id, trigger__key__in=(*OPPOSED, *REMAND_OPPOSED)
    )
    for deadline in own:
        _vacate(deadline, on, rejected_by)
    if transfer.order is not None:
        close_window(order=transfer.order, on=on, rejected_by=rejected_by)


def close_window(*, order: PanelOrder, on: date, rejected_by: User | None = None) -> None:
    """Close the order's window if every transfer has left it: met where one was opposed, waived
    where all became final in silence, vacated where all ended.

    Where a person rejected one of them, the window may be running for an action that is ours
    after all: the last step closes nothing critical by itself (see :func:`close_what_ended`).
    """
    transfers = list(order.transfers.all())
    if any(transfer.status in _RUNNING for transfer in transfers):
        return
    windows = Deadline.objects.open().filter(
        trigger__key__in=(WINDOW, REMAND_WINDOW), scope__order=order
    )
    is_in_doubt = any(transfer.status == Transfer.Status.REJECTED for transfer in transfers)
    for window in windows:
        if is_in_doubt and window.is_critical and rejected_by is None:
            continue  # it stays until people end it
        if is_in_doubt:
            _vacate(window, on, rejected_by)
        elif any(transfer.opposed_on for transfer in transfers):
            deadlines.mark_met(deadline=window, on=on, actor=None)
        elif any(transfer.finalized_on for transfer in transfers):
            deadlines.waive(deadline=window, on=on, actor=None)
        else:
            deadlines.vacate(deadline=window, on=on, actor=None)


def _vacate(deadline: Deadline, on: date, rejected_by: User | None) -> None:
    reason = "Not ours, says who read the order: the transfer was rejected." if rejected_by else ""
    # Another change of the day may wait already: then it stays in force, and that comes first.
    with suppress(ChangeWaits):
        deadlines.vacate(deadline=deadline, on=on, reason=reason, actor=rejected_by)


def _scope_of(order: PanelOrder) -> Scope:
    return Scope.objects.get_or_create(
        order=order,
        defaults={
            "litigation": order.litigation,
            "kind": Scope.Kind.LISTED,
            "reaches_later": Scope.Later.NO,
            "words": f"The actions of {order}",
        },
    )[0]


def _panel() -> Court:
    return Court.objects.get(pk=PANEL)
