"""Conditional orders of the Panel, proposed from the entries that newly tell of them.

A person confirms; the clock runs meanwhile (``mdl.services.transfers``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from filings.ingestion.match import PANEL
from filings.ingestion.panel_text import PanelEntry, PanelStep, read_panel_text
from filings.models import DocketEntry
from filings.services.dockets import RecordedDocket
from mdl.docket_numbers import DocketNumber
from mdl.models import Court, Litigation, PanelOrder, Source, User, Verification
from mdl.services.transfers import NamedAction, propose_conditional_order

Captions = dict[DocketNumber, str | None]


@dataclass(slots=True)
class Proposed:
    """What the Panel's entries led to."""

    orders: list[str] = field(default_factory=list)
    """New orders, or known ones with further actions: ``CTO-3``."""
    doubts: list[str] = field(default_factory=list)
    """Sentences for the person who confirms."""


def propose_orders(recorded: Sequence[RecordedDocket], *, actor: User | None) -> Proposed:
    """Propose each conditional transfer order once, on however many dockets a paper tells it."""
    proposed = Proposed()
    captions = {
        each.data.number: each.data.case_name for each in recorded if each.data.number.court_id
    }
    done: set[tuple[Any, int | None]] = set()
    for litigation, step, entry in _conditional_orders(recorded):
        key = (litigation.pk, step.order_number)
        if key not in done:
            done.add(key)
            _propose(litigation, step, entry, captions, proposed, actor=actor)
    return proposed


def _conditional_orders(
    recorded: Sequence[RecordedDocket],
) -> Iterator[tuple[Litigation, PanelEntry, DocketEntry]]:
    for each in recorded:
        for entry in (*each.new_entries, *each.changed_entries):
            step = read_panel_text(entry.description)
            if step is None or step.step is not PanelStep.CONDITIONAL_TRANSFER_ORDER:
                continue
            litigation = _litigation(each, step)
            if litigation is not None and step.order_number is not None:
                yield litigation, step, entry


def _litigation(each: RecordedDocket, step: PanelEntry) -> Litigation | None:
    """The docket's own litigation, else the one the text names."""
    if each.docket.litigation_id is not None:
        return each.docket.litigation
    if step.mdl_number is None:
        return None
    number = step.mdl_number.canonical.removeprefix("MDL No. ")
    found: Litigation | None = Litigation.objects.filter(mdl_number=number).first()
    return found


def _propose(
    litigation: Litigation,
    step: PanelEntry,
    entry: DocketEntry,
    captions: Captions,
    proposed: Proposed,
    *,
    actor: User | None,
) -> None:
    entered_on = entry.entered_on or entry.filed_on
    if step.order_number is None or entered_on is None:
        return
    before = _transfers(litigation, step.order_number)
    source = entry.source or _source(entry, step, litigation)
    propose_conditional_order(
        litigation=litigation,
        number=step.order_number,
        entered_on=entered_on,
        actions=list(_named(step.actions, captions)),
        source=source,
        actor=actor,
    )
    if entry.source_id is None:
        entry.source = source
        entry.save(update_fields=["source"])
    if _transfers(litigation, step.order_number) != before:
        proposed.orders.append(f"CTO-{step.order_number}")
    if step.doubt is not None:
        proposed.doubts.append(step.doubt)


def _transfers(litigation: Litigation, number: int) -> int | None:
    """How many actions the order moves; None where it is not recorded."""
    order = litigation.panel_orders.filter(
        kind=PanelOrder.Kind.CONDITIONAL_TRANSFER, number=number
    ).first()
    return None if order is None else order.transfers.count()


def _named(numbers: Iterable[DocketNumber], captions: Captions) -> Iterator[NamedAction]:
    courts = Court.objects.in_bulk([number.court_id for number in numbers])
    for number in numbers:
        court = courts.get(number.court_id)
        if court is not None:
            yield NamedAction(court=court, number=number.core, caption=captions.get(number))


def _source(entry: DocketEntry, step: PanelEntry, litigation: Litigation) -> Source:
    source: Source = Source.objects.get_or_create(
        court_id=PANEL,
        docket_number=f"MDL No. {litigation.mdl_number}",
        entry_number="" if entry.number is None else str(entry.number),
        url="",
        title=f"Conditional transfer order CTO-{step.order_number}",
        defaults={"verification": Verification.DOCKET, "dated_on": entry.filed_on},
    )[0]
    return source
