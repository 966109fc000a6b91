"""The Panel's work, proposed from the entries that newly tell of it.

Orders that move actions let their transfers appear as proposed; every other step waits as such
(:mod:`filings.services.ledger_steps`). A person confirms; the clocks run meanwhile.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from filings.ingestion.match import PANEL
from filings.ingestion.news import entries_saying
from filings.ingestion.panel_text import PanelEntry, PanelStep, read_as, read_panel_text
from filings.models import DocketEntry, LedgerStep
from filings.services.dockets import RecordedDocket
from filings.services.ledger_steps import propose_step, source_of
from mdl.docket_numbers import DocketNumber
from mdl.models import Court, Litigation, PanelOrder, User
from mdl.services.transfers import (
    NamedAction,
    propose_conditional_order,
    propose_transfer_order,
)

Captions = dict[DocketNumber, str | None]
_Told = tuple[Litigation, PanelEntry, DocketEntry]

_CONDITIONAL: Final = {
    PanelStep.CONDITIONAL_TRANSFER_ORDER: (PanelOrder.Kind.CONDITIONAL_TRANSFER, "CTO"),
    PanelStep.CONDITIONAL_REMAND_ORDER: (PanelOrder.Kind.CONDITIONAL_REMAND, "CRO"),
}
_TITLES: Final = {"CTO": "Conditional transfer order", "CRO": "Conditional remand order"}
# What waits as a step of its own; the rest is an order, or only gives days.
_STEPS: Final = {
    PanelStep.MOTION_TO_TRANSFER: LedgerStep.Step.MOTION,
    PanelStep.TRANSFER_ORDER: LedgerStep.Step.TRANSFER_ORDER,
    PanelStep.TRANSFER_DENIED: LedgerStep.Step.DENIED,
    PanelStep.NOTICE_OF_OPPOSITION: LedgerStep.Step.OPPOSITION,
    PanelStep.OPPOSITION_NOTICED: LedgerStep.Step.OPPOSITION_NOTICED,
    PanelStep.MOTION_TO_VACATE: LedgerStep.Step.MOTION_TO_VACATE,
    PanelStep.STAY_LIFTED: LedgerStep.Step.FINAL,
    PanelStep.CONDITIONAL_TRANSFER_VACATED: LedgerStep.Step.VACATED,
    PanelStep.REMAND_ORDER: LedgerStep.Step.REMAND_FINAL,
    PanelStep.TAG_ALONG_NOTICE: LedgerStep.Step.TAG_ALONG,
}


@dataclass(slots=True)
class Proposed:
    """What the Panel's entries led to."""

    orders: list[str] = field(default_factory=list)
    """New orders, or known ones with further actions: ``CTO-3``."""
    steps: int = 0
    """Steps that wait for a person."""
    doubts: list[str] = field(default_factory=list)
    """Sentences for the person who confirms."""


def propose_orders(
    recorded: Sequence[RecordedDocket], *, actor: User | None, now: datetime
) -> Proposed:
    """Propose each order and each step once, on however many dockets a paper tells it."""
    proposed = Proposed()
    captions = {
        each.data.number: each.data.case_name for each in recorded if each.data.number.court_id
    }
    told = list(_told(recorded))
    done: set[tuple[Any, ...]] = set()
    # Orders first: an opposition may stand in the same report as the order it opposes.
    for litigation, step, entry in told:
        if (key := _order_key(litigation, step, entry)) is not None and key not in done:
            done.add(key)
            _propose(litigation, step, entry, captions, proposed, actor=actor)
    for litigation, step, entry in told:
        key = (litigation.pk, step.step, entry.number, entry.filed_on, entry.description)
        if step.step in _STEPS and key not in done:
            done.add(key)
            _wait(litigation, step, entry, proposed, actor=actor, now=now)
    return proposed


def propose_as(
    entry: DocketEntry,
    step: PanelStep,
    *,
    litigation: Litigation,
    actor: User | None,
    now: datetime,
) -> None:
    """Propose what an entry of the Panel's docket does where a person says which step it takes."""
    told = read_as(step, entry.description)
    if _day(entry) is None:
        return
    if _order_key(litigation, told, entry) is not None:
        _propose(litigation, told, entry, {}, Proposed(), actor=actor)
    if step in _STEPS:
        _wait(litigation, told, entry, Proposed(), actor=actor, now=now)


def _told(recorded: Sequence[RecordedDocket]) -> Iterator[_Told]:
    """Yield the steps of new entries, those of the litigation's own docket first."""
    for each in sorted(recorded, key=lambda each: each.docket.litigation_id is None):
        for entry, step in entries_saying(each, read_panel_text):
            litigation = _litigation(each, step)
            if litigation is not None and _day(entry) is not None:
                yield litigation, step, entry


def _litigation(each: RecordedDocket, step: PanelEntry) -> Litigation | None:
    """The docket's own litigation, else its action's, else the one the text names."""
    if each.docket.litigation_id is not None:
        return each.docket.litigation
    if each.docket.action is not None:
        return each.docket.action.litigation
    if step.mdl_number is None:
        return None
    number = step.mdl_number.canonical.removeprefix("MDL No. ")
    found: Litigation | None = Litigation.objects.filter(mdl_number=number).first()
    return found


def _day(entry: DocketEntry) -> date | None:
    return entry.entered_on or entry.filed_on


# --- Orders that move actions -------------------------------------------------------------------


def _order_key(
    litigation: Litigation, step: PanelEntry, entry: DocketEntry
) -> tuple[Any, ...] | None:
    if step.step in _CONDITIONAL:
        if step.order_number is None:
            return None
        return (litigation.pk, step.step, step.order_number)
    if step.step is PanelStep.TRANSFER_ORDER and step.actions:
        return (litigation.pk, step.step, _day(entry))
    return None


def _propose(
    litigation: Litigation,
    step: PanelEntry,
    entry: DocketEntry,
    captions: Captions,
    proposed: Proposed,
    *,
    actor: User | None,
) -> None:
    entered_on = _day(entry)
    assert entered_on is not None  # noqa: S101 - see _told
    kind, short = _CONDITIONAL.get(step.step, (PanelOrder.Kind.TRANSFER, ""))
    same = {"kind": kind, "number": step.order_number if short else None}
    name = f"{short}-{step.order_number}" if short else "transfer order"
    before = _transfers(litigation, entered_on, **same)
    title = f"{_TITLES[short]} {name}" if short else "Transfer order"
    facts: dict[str, Any] = {
        "litigation": litigation,
        "entered_on": entered_on,
        "actions": list(_named(step.actions, captions)),
        "source": source_of(entry=entry, litigation=litigation, title=title),
        "actor": actor,
    }
    if short:
        is_remand = kind == PanelOrder.Kind.CONDITIONAL_REMAND
        propose_conditional_order(number=step.order_number or 0, is_remand=is_remand, **facts)
    else:
        propose_transfer_order(**facts)
    if _transfers(litigation, entered_on, **same) != before:
        proposed.orders.append(name)
    if step.doubt is not None:
        proposed.doubts.append(step.doubt)


def _transfers(litigation: Litigation, entered_on: date, **same: Any) -> int | None:
    """How many actions the order moves; None where it is not recorded."""
    orders = litigation.panel_orders.filter(**same)
    if same["number"] is None:
        orders = orders.filter(entered_on=entered_on)
    order = orders.first()
    return None if order is None else order.transfers.count()


def _named(numbers: Iterable[DocketNumber], captions: Captions) -> Iterator[NamedAction]:
    courts = Court.objects.in_bulk([number.court_id for number in numbers])
    for number in numbers:
        court = courts.get(number.court_id)
        if court is not None:
            yield NamedAction(court=court, number=number.core, caption=captions.get(number))


# --- Steps that wait ----------------------------------------------------------------------------


def _wait(
    litigation: Litigation,
    step: PanelEntry,
    entry: DocketEntry,
    proposed: Proposed,
    *,
    actor: User | None,
    now: datetime,
) -> None:
    on = _day(entry)
    assert on is not None  # noqa: S101 - see _told
    if _is_known(litigation, step):
        return
    order = f"{step.order}-{step.order_number}" if step.order and step.order_number else ""
    source_of(entry=entry, litigation=litigation, title=_STEPS[step.step].label)
    row = propose_step(
        litigation=litigation,
        entry=entry,
        step=_STEPS[step.step],
        order_name=order,
        named=[(each.court_id or PANEL, each.core.canonical) for each in step.actions],
        on=on,
        actor=actor,
        now=now,
    )
    proposed.steps += row is not None


def _is_known(litigation: Litigation, step: PanelEntry) -> bool:
    """The motion and the order that made the litigation are on record with it."""
    if step.step is PanelStep.MOTION_TO_TRANSFER:
        return litigation.motion_on is not None
    if step.step is PanelStep.TRANSFER_ORDER:
        opposed = "opposed"
        is_over_opposition = litigation.actions.filter(transfers__status=opposed).exists()
        return litigation.centralized_on is not None and not is_over_opposition
    return False
