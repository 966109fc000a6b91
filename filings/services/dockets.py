"""Dockets: recorded set-wise from what papers tell.

One paper costs a constant number of statements, whatever the length of its dockets. What
already stands as told is not written again.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from filings.ingestion import merge
from filings.ingestion.classify import RULE, classify
from filings.ingestion.shapes import DocketData, EntryData
from filings.models import Docket, DocketEntry, Document, EntryKind, InboundItem
from filings.services.docket_parties import record_parties
from filings.services.documents import record_documents
from filings.services.setwise import fit, take, write
from mdl.access import Act, require
from mdl.ids import uuid7
from mdl.models import Court, User


@dataclass(slots=True)
class RecordedDocket:
    """What one paper made of one docket."""

    docket: Docket
    data: DocketData
    is_new: bool = False
    has_changed: bool = False
    """Whether its heading says something it did not say before."""
    new_entries: list[DocketEntry] = field(default_factory=list)
    changed_entries: list[DocketEntry] = field(default_factory=list)
    documents: int = 0
    """New and changed."""

    @property
    def is_unchanged(self) -> bool:
        """Say whether the paper told nothing new of this docket and its entries."""
        touched = self.new_entries or self.changed_entries or self.documents
        return not (self.is_new or self.has_changed or touched)


@dataclass(slots=True)
class Recorded:
    """What one paper made of its dockets, in the order of the paper."""

    dockets: list[RecordedDocket]
    parties_new: int = 0
    parties_changed: int = 0

    @property
    def is_unchanged(self) -> bool:
        """Say whether the paper told nothing new."""
        told = self.parties_new or self.parties_changed
        return not told and all(each.is_unchanged for each in self.dockets)


@transaction.atomic
def record_dockets(
    *,
    court: Court,
    told: Sequence[DocketData],
    corrects: bool,
    paper: InboundItem | None,
    actor: User | None,
    now: datetime,
) -> Recorded:
    """Record what a paper tells of one or more dockets of a court.

    ``corrects`` says that the paper is the court's own present listing, whose words replace
    older ones; otherwise it only fills what is not known.
    """
    require(actor, Act.RECORD)
    dockets = _dockets(court, told, corrects=corrects, now=now)
    pairs = _record_entries(dockets, corrects=corrects, paper=paper)
    made = {entry.pk for each in dockets for entry in each.new_entries}
    _count_documents(dockets, pairs, record_documents(told=pairs, new_entries=made))
    new, changed = record_parties(told=[(each.docket, each.data) for each in dockets])
    return Recorded(dockets, parties_new=new, parties_changed=changed)


# --- The heading --------------------------------------------------------------------------------

_HEADING = (
    "number",
    "caption",
    "pacer_case_id",
    "filed_on",
    "terminated_on",
    "converted_on",
    "discharged_on",
    "last_filing_on",
    "assigned_to",
    "referred_to",
    "cause",
    "nature_of_suit",
    "jury_demand",
    "demand",
    "jurisdiction",
    "mdl_status",
    "checked_at",
)


def _dockets(
    court: Court, told: Sequence[DocketData], *, corrects: bool, now: datetime
) -> list[RecordedDocket]:
    """Find or make the dockets, locked in one order so that two workers cannot block each other."""
    keys = {data.number.canonical: data for data in told}
    stored = _locked(court, keys)
    missing = [
        Docket(court=court, number_key=key, number=data.number.raw)
        for key, data in sorted(keys.items())
        if key not in stored
    ]
    made = {docket.pk for docket in missing}
    if missing:
        # Another worker may make the same docket now: whoever comes second finds it.
        Docket.objects.bulk_create(missing, ignore_conflicts=True)
        stored |= _locked(court, [docket.number_key for docket in missing])
    recorded = [
        RecordedDocket(stored[key], data, is_new=stored[key].pk in made)
        for key, data in keys.items()
    ]
    for each in recorded:
        each.has_changed = take(each.docket, **_heading(each.docket, each.data, corrects=corrects))
        each.docket.checked_at = now
    write(Docket, new=[], changed=[each.docket for each in recorded], fields=_HEADING)
    return recorded


def _locked(court: Court, keys: Any) -> dict[str, Docket]:
    rows = Docket.objects.select_for_update().filter(court=court, number_key__in=list(keys))
    return {docket.number_key: docket for docket in rows.order_by("number_key")}


def _heading(docket: Docket, data: DocketData, *, corrects: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "number": data.number.raw,
        "caption": data.case_name,
        "pacer_case_id": data.pacer_case_id,
        "filed_on": data.filed_on,
        "terminated_on": data.terminated_on,
        "converted_on": data.converted_on,
        "discharged_on": data.discharged_on,
        "assigned_to": data.assigned_to,
        "referred_to": data.referred_to,
        "cause": data.cause,
        "nature_of_suit": data.nature_of_suit,
        "jury_demand": data.jury_demand,
        "demand": data.demand,
        "jurisdiction": data.jurisdiction,
        "mdl_status": data.mdl_status,
    }
    heading = {
        name: merge.better(getattr(docket, name), value, corrects=corrects)
        for name, value in told.items()
    }
    days = [entry.filed_on for entry in data.entries]
    latest = max([*days, docket.last_filing_on or date.min], default=date.min)
    return heading | {"last_filing_on": None if latest == date.min else latest}


# --- Entries ------------------------------------------------------------------------------------

_ENTRY = (
    "natural_key",
    "number",
    "sequence",
    "filed_on",
    "entered_on",
    "description",
    "short_description",
    "kind",
    "kind_basis",
)


def _record_entries(
    dockets: Sequence[RecordedDocket], *, corrects: bool, paper: InboundItem | None
) -> list[tuple[DocketEntry, EntryData]]:
    stored = _stored_entries(dockets)
    pairs: list[tuple[DocketEntry, EntryData]] = []
    for each in dockets:
        known = stored[each.docket.pk]
        taken = {entry.natural_key for entry in known}
        found = merge.pair(known, each.data.entries)
        for entry, data in zip(found, each.data.entries, strict=True):
            row = entry or DocketEntry(docket=each.docket, paper=paper)
            changed = _tell_entry(row, data, corrects=corrects)
            if changed:
                _key(row, taken)
                _classify(row, each.docket.court_id)
            if entry is None:
                each.new_entries.append(row)
            elif changed:
                each.changed_entries.append(row)
            pairs.append((row, data))
        _number_in_order(each.new_entries)
    write(
        DocketEntry,
        new=[entry for each in dockets for entry in each.new_entries],
        changed=[entry for each in dockets for entry in each.changed_entries],
        fields=_ENTRY,
    )
    return pairs


def _stored_entries(dockets: Sequence[RecordedDocket]) -> dict[Any, list[DocketEntry]]:
    """Read only the entries that may be meant: a notice of one entry must not read a whole MDL."""
    entries = [entry for each in dockets for entry in each.data.entries]
    stored: dict[Any, list[DocketEntry]] = defaultdict(list)
    may_be_meant = (
        Q(sequence__in={each.sequence_number for each in entries} - {None})
        | Q(number__in={each.entry_number for each in entries} - {None})
        | Q(filed_on__in={each.filed_on for each in entries})
    )
    rows = DocketEntry.objects.filter(
        may_be_meant, docket__in=[each.docket for each in dockets if not each.is_new]
    )
    for entry in rows.order_by("natural_key") if entries else ():
        stored[entry.docket_id].append(entry)
    return stored


def _tell_entry(row: DocketEntry, data: EntryData, *, corrects: bool) -> bool:
    return take(
        row,
        number=merge.better(row.number, data.entry_number, corrects=corrects),
        sequence=merge.better(row.sequence, data.sequence_number, corrects=corrects),
        filed_on=merge.better(row.filed_on, data.filed_on, corrects=corrects),
        entered_on=merge.better(row.entered_on, data.entered_on, corrects=corrects),
        description=merge.better_text(row.description, data.description, corrects=corrects),
        short_description=merge.better(
            row.short_description, data.short_description, corrects=False
        ),
    )


def _key(row: DocketEntry, taken: set[str]) -> None:
    taken.discard(row.natural_key)
    row.natural_key = merge.free_key(row, taken)
    taken.add(row.natural_key)


def _classify(row: DocketEntry, court_id: str) -> None:
    """Read the kind anew from the text, but keep one that a person gave."""
    if row.kind_basis and not row.kind_basis.startswith(RULE):
        return
    found = classify(court_id, told_by(row))
    row.kind = EntryKind(found.kind)
    row.kind_basis = fit(row, "kind_basis", found.basis)


def _number_in_order(entries: list[DocketEntry]) -> None:
    """Give the new rows ascending ids in the order of their filing: lists break ties by id."""
    ids = iter(sorted(uuid7() for _ in entries))
    first_to_last = entries
    if entries and (entries[0].filed_on or date.min) > (entries[-1].filed_on or date.min):
        first_to_last = entries[::-1]
    for entry in first_to_last:
        entry.pk = next(ids)


def told_by(entry: DocketEntry) -> EntryData:
    """Return an entry as the value that the plain rules of reading take."""
    return EntryData(
        filed_on=entry.filed_on or date.min,
        entered_on=entry.entered_on,
        description=entry.description,
        entry_number=entry.number,
        sequence_number=entry.sequence,
    )


def _count_documents(
    dockets: Sequence[RecordedDocket],
    pairs: Sequence[tuple[DocketEntry, EntryData]],
    documents: tuple[list[Document], list[Document]],
) -> None:
    by_docket = {each.docket.pk: each for each in dockets}
    docket_of = {entry.pk: entry.docket_id for entry, _ in pairs}
    for document in (*documents[0], *documents[1]):
        by_docket[docket_of[document.entry_id]].documents += 1
