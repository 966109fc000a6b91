"""Answers to what happens below: in the same transaction, so that no transfer stands without its
days and no leaver's days without somebody to keep them."""

from uuid import UUID

from django.utils import timezone

from filings.services import (
    calendar_feeds,
    class_days,
    conditional_orders,
    deadlines,
    fact_sheets,
    hearings,
    move_proposals,
    stored_names,
)
from mdl import events
from mdl.models import CourtClosing, PanelOrder, Transfer, User
from plaintiffs.models import ClassDay, FactSheetStep


def connect() -> None:
    """Listen; called from ``FilingsConfig.ready()``."""
    events.answers(events.ConditionalOrderEntered, order_entered)
    events.answers(events.OppositionNoted, opposition_noted)
    events.answers(events.TransferFinalized, transfer_finalized)
    events.answers(events.TransferEnded, transfer_ended)
    events.answers(events.TransferTookEffect, transfer_took_effect)
    events.answers(events.ClosingChanged, closing_changed)
    events.answers(events.UserDeactivated, user_deactivated)
    events.answers(events.NameGuarded, name_guarded)
    events.answers(events.NamesGuarded, names_guarded)
    events.answers(events.DesignationChanged, designation_changed)
    events.answers(events.ListReceived, list_received)
    events.answers(events.ListCompared, list_compared)
    events.answers(events.ActionsListed, actions_listed)
    events.answers(events.FactSheetStepRecorded, fact_sheet_step_recorded)
    events.answers(events.FactSheetStepTakenBack, fact_sheet_step_taken_back)
    events.answers(events.ClassDaySet, class_day_set)


def order_entered(event: events.ConditionalOrderEntered) -> None:
    """The Panel's clock runs: one window for all actions of the order."""
    order = PanelOrder.objects.select_related("litigation", "source").get(pk=event.order_id)
    conditional_orders.open_window(order=order, now=timezone.now())


def opposition_noted(event: events.OppositionNoted) -> None:
    """The action leaves the window, and its time to move to vacate runs."""
    transfer = _transfer(event.transfer_id)
    conditional_orders.open_motion_to_vacate(transfer=transfer, now=timezone.now())
    if transfer.order is not None:
        conditional_orders.close_window(order=transfer.order, on=event.on)


def transfer_finalized(event: events.TransferFinalized) -> None:
    """Nothing more is to be done about this transfer."""
    conditional_orders.close_what_ended(transfer=_transfer(event.transfer_id), on=event.on)


def transfer_ended(event: events.TransferEnded) -> None:
    """Nothing more is to be done, or so says one person: then a second is asked."""
    who = User.objects.filter(pk=event.rejected_by_id).first() if event.rejected_by_id else None
    conditional_orders.close_what_ended(
        transfer=_transfer(event.transfer_id), on=event.on, rejected_by=who
    )


def transfer_took_effect(event: events.TransferTookEffect) -> None:
    """Nothing moves by itself: keep, recompute or vacate is proposed for each deadline."""
    transfer = _transfer(event.transfer_id)
    move_proposals.transfer_took_effect(transfer=transfer, now=timezone.now())


def closing_changed(event: events.ClosingChanged) -> None:
    """What was counted without it, or with it, may have another day now."""
    closing = CourtClosing.objects.get(pk=event.closing_id)
    move_proposals.closing_changed(closing=closing, now=timezone.now())


def user_deactivated(event: events.UserDeactivated) -> None:
    """The successor takes over the leaver's open days and hearings, and their reminders; nobody
    takes over the leaver's calendar."""
    leaver = User.objects.get(pk=event.user_id)
    successor = User.objects.get(pk=event.successor_id)
    now = timezone.now()
    deadlines.hand_over(leaver=leaver, successor=successor, actor=None, now=now)
    hearings.hand_over(leaver=leaver, successor=successor, actor=None, now=now)
    calendar_feeds.end(owner=leaver)


def name_guarded(event: events.NameGuarded) -> None:
    """What is stored already is checked for the name."""
    stored_names.ask(person_id=event.person_id)


def names_guarded(event: events.NamesGuarded) -> None:
    """The same for many, in one statement."""
    stored_names.ask_for_all(event.person_ids)


def designation_changed(event: events.DesignationChanged) -> None:
    """Masked texts show what the person is called from now on."""
    stored_names.ask(person_id=event.person_id, designation_before=event.before)


def list_received(event: events.ListReceived) -> None:
    """Checks of names come before it or after it; asked for now, while it holds no row's lock."""
    stored_names.await_checks()


def list_compared(event: events.ListCompared) -> None:
    """A child's name in a list is what its designation is here: nothing changed."""
    event.shown.update(stored_names.as_stored(event.shown, litigation_id=event.litigation_id))


def actions_listed(event: events.ActionsListed) -> None:
    """A list's captions may name a child in full: they are masked before anybody reads them."""
    stored_names.mask_actions(event.action_ids, batch_id=event.batch_id, now=timezone.now())


def fact_sheet_step_recorded(event: events.FactSheetStepRecorded) -> None:
    """What an order gives from the step begins, and the clocks of earlier steps end."""
    fact_sheets.step_recorded(_step(event.step_id), now=timezone.now())


def fact_sheet_step_taken_back(event: events.FactSheetStepTakenBack) -> None:
    """The step's clocks fall, and those that it ended run again."""
    fact_sheets.step_taken_back(_step(event.step_id), by=_user(event.by_id), now=timezone.now())


def class_day_set(event: events.ClassDaySet) -> None:
    """The day by which members opt out, or object, is a deadline on the order's basis."""
    rows = ClassDay.objects.select_related("plaintiff_class__litigation__transferee_court")
    day = rows.select_related("source").get(pk=event.class_day_id)
    class_days.keep(day, by=_user(event.by_id), now=timezone.now())


def _step(key: object) -> FactSheetStep:
    found: FactSheetStep = FactSheetStep.objects.select_related(
        "sheet__person__litigation__transferee_court", "sheet__sheet", "source", "recorded_by"
    ).get(pk=key)
    return found


def _user(key: UUID | None) -> User | None:
    return None if key is None else User.objects.get(pk=key)


def _transfer(key: object) -> Transfer:
    found: Transfer = Transfer.objects.select_related(
        "action__litigation", "order__litigation", "order__source", "origin", "destination"
    ).get(pk=key)
    return found
