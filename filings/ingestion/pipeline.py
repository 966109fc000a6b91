"""What follows from one paper that was read: its dockets, their homes, the steps and days it opens.

Everything happens inside the caller's transaction, so a paper is taken in whole or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from filings.ingestion.classify import classify
from filings.ingestion.entry_events import open_days
from filings.ingestion.errors import UnknownCourt
from filings.ingestion.masking import mask
from filings.ingestion.match import PANEL, Home, find_homes
from filings.ingestion.meaning import read_meaning
from filings.ingestion.panel_orders import propose_orders
from filings.ingestion.placing import place
from filings.ingestion.shapes import DocketData, Paper, PaperKind
from filings.models import AttachmentCandidate, Docket, DocketEntry, InboundItem
from filings.services.attachments import attach_docket
from filings.services.docket_entries import told_by
from filings.services.dockets import (
    RecordedDocket,
    Word,
    is_told_again,
    record_dockets,
    shown_by,
)
from filings.services.printed_names import flag
from mdl.docket_numbers import parse_or_none
from mdl.models import Court, User
from mdl.services.courts import load_courts


@dataclass(slots=True)
class Taken:
    """What one paper made: for the ledger, for the person who sent it in, for programs."""

    is_unchanged: bool
    dockets: list[dict[str, Any]] = field(default_factory=list)
    parties: int = 0
    """New and changed, counsel included."""
    orders: list[str] = field(default_factory=list)
    """Conditional orders proposed, for example ``CTO-3``."""
    deadlines: int = 0
    """Days opened by entries, those of conditional orders aside."""
    steps: int = 0
    """Steps in the ledger of transfers that wait for a person."""
    scopes: int = 0
    """Readings of "This Document Relates To"."""
    days: int = 0
    """Days that the court prints, proposed."""
    sightings: int = 0
    """Suits that may be tag-alongs."""
    warnings: list[str] = field(default_factory=list)

    set_aside: list[dict[str, str]] = field(default_factory=list)
    """Dockets inside the paper that could not be taken in, each with its place and the reason."""

    def with_(self, other: "Taken") -> "Taken":
        """Return both together: a file may tell of several courts."""
        return Taken(
            is_unchanged=self.is_unchanged and other.is_unchanged,
            dockets=self.dockets + other.dockets,
            parties=self.parties + other.parties,
            orders=self.orders + other.orders,
            deadlines=self.deadlines + other.deadlines,
            steps=self.steps + other.steps,
            scopes=self.scopes + other.scopes,
            days=self.days + other.days,
            sightings=self.sightings + other.sightings,
            warnings=self.warnings + other.warnings,
            set_aside=self.set_aside + other.set_aside,
        )

    def account(self) -> dict[str, Any]:
        """Return it as JSON, without a name in it."""
        return {
            "dockets": self.dockets,
            "parties": self.parties,
            "orders": self.orders,
            "deadlines": self.deadlines,
            "steps": self.steps,
            "scopes": self.scopes,
            "days": self.days,
            "sightings": self.sightings,
            "warnings": self.warnings,
            "set_aside": self.set_aside,
        }


def take_in(paper: Paper, *, item: InboundItem | None, actor: User | None, now: datetime) -> Taken:
    """Record what ``paper`` tells and propose what follows from it."""
    court = _court(paper.court_id, actor=actor)
    paper = place(paper)
    word = Word.of(paper.standing, paper.as_of, paper=item, now=now)
    shown = shown_by(paper.dockets)
    if is_told_again(court=court, shown=shown, word=word):
        # Its entries stand here: they are neither searched for names nor compared.
        headings = tuple(replace(each, entries=(), parties=()) for each in paper.dockets)
        paper = replace(paper, dockets=headings)
    masked = mask(paper, court=court)
    paper = masked.paper
    recorded = record_dockets(
        court=court,
        told=paper.dockets,
        word=word,
        shown=shown,
        actor=actor,
        now=now,
    )
    homes = _attach(court, recorded.dockets, actor=actor)
    taken = Taken(
        is_unchanged=recorded.is_unchanged,
        parties=recorded.parties_new + recorded.parties_changed,
        warnings=list(paper.warnings),
        set_aside=[{"place": each.place, "reason": each.reason} for each in paper.refused],
    )
    found = [each.docket for each in recorded.dockets]
    taken.warnings += flag(masked.hits, dockets=found, paper=item, now=now)
    if court.pk == PANEL:
        proposed = propose_orders(recorded.dockets, actor=actor, now=now)
        taken.orders, taken.warnings = proposed.orders, taken.warnings + proposed.doubts
        if proposed.orders:  # the Panel's dockets of tag-alongs that have just become known
            homes |= _attach(court, recorded.dockets, actor=actor)
        taken.steps = proposed.steps
    is_live = paper.kind is PaperKind.NOTICE
    meaning = read_meaning(court, recorded.dockets, is_live=is_live, actor=actor, now=now)
    taken.scopes, taken.days, taken.sightings = meaning.scopes, meaning.days, meaning.sightings
    taken.deadlines = open_days(court, recorded.dockets, is_live=is_live, actor=actor, now=now)
    taken.dockets = [_told(each, homes.get(each.docket.pk)) for each in recorded.dockets]
    if homes or taken.orders:
        taken.is_unchanged = False
    return taken


@transaction.atomic
def catch_up(*, docket: Docket, actor: User | None, now: datetime) -> Taken:
    """Read what the entries of a docket mean that was attached after they came in: its scopes,
    steps and days. What was read before is not read twice."""
    taken = Taken(is_unchanged=False)
    number = parse_or_none(docket.number)
    if (docket.action is None and docket.litigation is None) or number is None:
        return taken
    court: Court = docket.court
    whole = _Standing.of(docket, DocketData(number=number))
    if court.pk == PANEL:
        proposed = propose_orders([whole], actor=actor, now=now)
        taken.orders, taken.steps = proposed.orders, proposed.steps
    meaning = read_meaning(court, [whole], is_live=False, actor=actor, now=now)
    taken.scopes, taken.days = meaning.scopes, meaning.days
    taken.deadlines = open_days(court, [whole], is_live=False, actor=actor, now=now)
    return taken


@dataclass
class _Standing(RecordedDocket):
    """A docket whose entries stand already, looked at as if a paper had just told of them."""

    standing: dict[UUID, DocketEntry] = field(default_factory=dict)

    @classmethod
    def of(cls, docket: Docket, data: DocketData) -> "_Standing":
        """Read the entries, in the order of filing."""
        entries = list(docket.entries.select_related("source").order_by("filed_on", "id"))
        whole = cls(docket, replace(data, entries=tuple(map(told_by, entries))))
        for entry in entries:
            entry.docket = docket
            whole.standing[entry.pk] = entry
            whole.made[entry.pk] = ()
            whole.found.append((entry.pk, None))
            whole.classes[entry.pk] = classify(docket.court_id, told_by(entry))
        return whole

    def new_entry(self, key: UUID) -> DocketEntry:
        """Return one of the entries."""
        return self.standing[key]


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
        (each.docket, each.data)
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
        "status": "unchanged" if each.is_unchanged else "imported",
        "new": each.is_new,
        "entries": each.scales.telling.entries,
        "entries_new": len(each.made),
        "entries_changed": len(each.changed_entries),
        "documents": each.documents,
        "conflicts": each.conflicts,
        "attached": docket.action_id is not None or docket.litigation_id is not None,
        "questions": 0 if home is None or home.is_known else len(home.questions),
    }
