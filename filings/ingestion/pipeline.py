"""What follows from one paper that was read: its dockets, their homes, the Panel's steps.

Everything happens inside the caller's transaction, so a paper is taken in whole or not at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from filings.ingestion.errors import UnknownCourt
from filings.ingestion.match import PANEL, Home, find_homes
from filings.ingestion.panel_text import PanelEntry, PanelStep, read_panel_text
from filings.ingestion.shapes import Paper, PaperKind
from filings.models import AttachmentCandidate, DocketEntry, InboundItem
from filings.services.dockets import Recorded, RecordedDocket, attach_docket, record_dockets
from mdl.docket_numbers import DocketNumber
from mdl.models import Court, Litigation, PanelOrder, Source, User, Verification
from mdl.services.courts import load_courts
from mdl.services.transfers import NamedAction, propose_conditional_order


@dataclass(slots=True)
class Taken:
    """What one paper made: for the ledger, for the person who sent it in, for programs."""

    is_unchanged: bool
    dockets: list[dict[str, Any]] = field(default_factory=list)
    parties: int = 0
    """New and changed, counsel included."""
    orders: list[str] = field(default_factory=list)
    """Conditional orders proposed, for example ``CTO-3``."""
    warnings: list[str] = field(default_factory=list)

    def account(self) -> dict[str, Any]:
        """Return it as JSON, without a name in it."""
        return {
            "dockets": self.dockets,
            "parties": self.parties,
            "orders": self.orders,
            "warnings": self.warnings,
        }


def take_in(paper: Paper, *, item: InboundItem | None, actor: User | None, now: datetime) -> Taken:
    """Record what ``paper`` tells and propose what follows from it."""
    court = _court(paper.court_id, actor=actor)
    recorded = record_dockets(
        court=court,
        told=paper.dockets,
        corrects=paper.kind is PaperKind.DOCKET_REPORT,
        paper=item,
        actor=actor,
        now=now,
    )
    homes = _attach(court, recorded.dockets, actor=actor)
    taken = Taken(
        is_unchanged=recorded.is_unchanged,
        parties=recorded.parties_new + recorded.parties_changed,
        warnings=list(paper.warnings),
    )
    if court.pk == PANEL:
        _follow_the_panel(recorded, taken, actor=actor)
        if taken.orders:  # the Panel's dockets of tag-alongs that have just become known
            homes |= _attach(court, recorded.dockets, actor=actor)
    taken.dockets = [_told(each, homes.get(each.docket.pk)) for each in recorded.dockets]
    if homes:
        taken.is_unchanged = False
    return taken


def _court(court_id: str, *, actor: User | None) -> Court:
    court = Court.objects.filter(pk=court_id).first()
    if court is None:  # a new installation: the courts come with the program
        load_courts(actor=actor)
        court = Court.objects.filter(pk=court_id).first()
    if court is None:
        raise UnknownCourt(f"The court {court_id} is not in the table of courts.")
    return court


# --- Homes --------------------------------------------------------------------------------------


def _attach(
    court: Court, recorded: Sequence[RecordedDocket], *, actor: User | None
) -> dict[Any, Home]:
    """Attach dockets that belong to nobody yet, or ask; return what was found, by docket."""
    homeless = [
        (each.docket, each.data.number)
        for each in recorded
        if each.docket.action_id is None and each.docket.litigation_id is None
    ]
    found = {docket: home for docket, home in find_homes(court, homeless).items() if _says(home)}
    for docket, home in found.items():
        if home.is_known:
            attach_docket(
                docket=docket, action=home.action, litigation=home.litigation, actor=actor
            )
    AttachmentCandidate.objects.bulk_create(
        AttachmentCandidate(docket=docket, action=action, basis=basis)
        for docket, home in found.items()
        if not home.is_known
        for action, basis in home.questions
    )
    return {docket.pk: home for docket, home in found.items()}


def _says(home: Home) -> bool:
    return home.is_known or bool(home.questions)


def _told(each: RecordedDocket, home: Home | None) -> dict[str, Any]:
    docket = each.docket
    return {
        "docket": str(docket.pk),
        "court": docket.court_id,
        "number": docket.number_key,
        "new": each.is_new,
        "entries": len(each.data.entries),
        "entries_new": len(each.new_entries),
        "entries_changed": len(each.changed_entries),
        "documents": each.documents,
        "attached": docket.action_id is not None or docket.litigation_id is not None,
        "questions": 0 if home is None or home.is_known else len(home.questions),
    }


# --- The Panel ----------------------------------------------------------------------------------


def _follow_the_panel(recorded: Recorded, taken: Taken, *, actor: User | None) -> None:
    """Propose each conditional order the paper newly tells of, once however often it is told."""
    captions = {
        each.data.number: each.data.case_name
        for each in recorded.dockets
        if each.data.number.court_id
    }
    done: set[tuple[Any, int]] = set()
    for each in recorded.dockets:
        for entry in (*each.new_entries, *each.changed_entries):
            step = read_panel_text(entry.description)
            if step is None or step.step is not PanelStep.CONDITIONAL_TRANSFER_ORDER:
                continue
            litigation = _litigation(each, step)
            if litigation is None or step.order_number is None:
                continue
            if (litigation.pk, step.order_number) not in done:
                done.add((litigation.pk, step.order_number))
                _propose(litigation, step, entry, captions, taken, actor=actor)


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
    captions: dict[DocketNumber, str | None],
    taken: Taken,
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
        taken.orders.append(f"CTO-{step.order_number}")
        taken.is_unchanged = False
    if step.doubt is not None:
        taken.warnings.append(step.doubt)


def _transfers(litigation: Litigation, number: int) -> int | None:
    """How many actions the order moves; None where it is not recorded."""
    order = litigation.panel_orders.filter(
        kind=PanelOrder.Kind.CONDITIONAL_TRANSFER, number=number
    ).first()
    return None if order is None else order.transfers.count()


def _named(
    numbers: Iterable[DocketNumber], captions: dict[DocketNumber, str | None]
) -> Iterable[NamedAction]:
    courts = Court.objects.in_bulk([number.court_id for number in numbers])
    for number in numbers:
        court = courts.get(number.court_id)
        if court is not None:
            yield NamedAction(court=court, number=number.core, caption=captions.get(number))


def _source(entry: DocketEntry, step: PanelEntry, litigation: Litigation) -> Source:
    values = {
        "court_id": PANEL,
        "docket_number": f"MDL No. {litigation.mdl_number}",
        "entry_number": "" if entry.number is None else str(entry.number),
        "url": "",
        "title": f"Conditional transfer order CTO-{step.order_number}",
    }
    source: Source = Source.objects.get_or_create(
        **values, defaults={"verification": Verification.DOCKET, "dated_on": entry.filed_on}
    )[0]
    return source
