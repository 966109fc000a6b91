"""Entries of dockets: recorded set-wise from what papers tell."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max, Q

from filings.ingestion import merge
from filings.ingestion.classify import RULE, EntryClass, classify
from filings.ingestion.shapes import DocketData, EntryData, Standing
from filings.models import Docket, DocketEntry, EntryKind, InboundItem
from filings.services.setwise import fit, write
from filings.services.weighing import Heard, Memory, Scales
from mdl.copying import columns, copy_in
from mdl.ids import uuid7s

_FEW = 100
"""Entries up to which only those that may be meant are read: a notice of one entry must not read
a whole master docket."""


Row = tuple[Any, ...]
"""The values of a new entry, as COPY takes them."""


@dataclass
class RecordedEntries:
    """What one paper made of the entries of one docket."""

    docket: Docket
    data: DocketData
    scales: Scales = field(init=False, repr=False)
    is_repeat: bool = field(init=False, default=False)
    """Whether the same was told before, so that nothing was looked at."""
    made: dict[UUID, Row] = field(init=False, default_factory=dict, repr=False)
    """The new entries as rows: of five thousand, few are ever looked at one by one."""
    classes: dict[UUID, EntryClass] = field(init=False, default_factory=dict, repr=False)
    """What the new entries are."""
    changed_entries: list[DocketEntry] = field(init=False, default_factory=list)
    is_last_day_corrected: bool = field(init=False, default=False, repr=False)
    """Whether the entry was filed on another day that gave the docket its last one."""
    found: list[tuple[UUID, DocketEntry | None]] = field(
        init=False, default_factory=list, repr=False
    )
    """For every entry of the paper its key, and the row that stood already."""

    def new_entry(self, key: UUID) -> DocketEntry:
        """Return one of the new entries."""
        told = dict(zip(_COPIED, self.made[key], strict=True)) | {"other_tellings": {}}
        for name in _COPIED_AS_TEXT:
            told[name] = _to_python[name](told[name])
        entry: DocketEntry = DocketEntry.from_db(
            None, columns(DocketEntry), [told.get(each) for each in columns(DocketEntry)]
        )
        entry.docket = self.docket
        return entry


E = TypeVar("E", bound=RecordedEntries)


def record_entries(
    *, heard: Sequence[RecordedEntries], memory: Memory, paper: InboundItem | None
) -> None:
    """Record the entries of the dockets, which the caller has locked."""
    stored = _stored(heard)
    memory.read(row for rows in stored.values() for row in rows)
    backed: list[DocketEntry] = []
    taken = {each.docket.pk: {row.natural_key for row in stored[each.docket.pk]} for each in heard}
    for each in heard:
        _pair(each, stored[each.docket.pk])
    if any(row is None for each in heard for _, row in each.found):
        # The server takes the first rows while the last are made.
        rows = (_rows(each, taken[each.docket.pk], paper) for each in heard)
        copy_in(DocketEntry, _COPIED, chain.from_iterable(rows))
    for each in heard:
        for (_, row), told in zip(each.found, each.data.entries, strict=True):
            if row is None:
                continue
            before = row.filed_on
            heard_as = _tell(each.scales, row, told)
            if heard_as is Heard.NEWS:
                each.is_last_day_corrected |= before == each.docket.last_filing_on != row.filed_on
                _key(row, taken[each.docket.pk])
                _classify(row, each.docket.court_id)
                each.changed_entries.append(row)
            elif heard_as is Heard.BACKED:
                backed.append(row)
    changed = [*(entry for each in heard for entry in each.changed_entries), *backed]
    write(DocketEntry, new=[], changed=changed, fields=_WRITTEN)


def _pair(each: RecordedEntries, known: Sequence[DocketEntry]) -> None:
    """Find the row of every entry told, and give the missing ones their keys."""
    told = each.data.entries
    is_listing = each.scales.telling.standing == Standing.LISTING
    found = merge.pair(known, told, is_listing=is_listing)
    days = [data.filed_on for row, data in zip(found, told, strict=True) if row is None]
    keys = iter(_in_order(days))
    each.found = [(next(keys) if row is None else row.pk, row) for row in found]


def _stored(heard: Sequence[RecordedEntries]) -> dict[Any, list[DocketEntry]]:
    stored: dict[Any, list[DocketEntry]] = defaultdict(list)
    dockets = [each.docket for each in heard if not getattr(each, "is_new", False)]
    entries = [entry for each in heard for entry in each.data.entries]
    if not dockets or not entries:
        return stored
    rows = DocketEntry.objects.filter(docket__in=dockets)
    if len(entries) <= _FEW:
        rows = rows.filter(
            Q(sequence__in={each.sequence_number for each in entries} - {None})
            | Q(number__in={each.entry_number for each in entries} - {None})
            | Q(filed_on__in={each.filed_on for each in entries})
        )
    for entry in rows.order_by("natural_key"):
        stored[entry.docket_id].append(entry)
    return stored


# --- One entry ----------------------------------------------------------------------------------

_WRITTEN = ("natural_key", *DocketEntry.TOLD, "kind", "kind_basis", "telling", "other_tellings")


_COPIED = (
    "id", "docket_id", "paper_id", "telling", "natural_key", "number", "sequence", "filed_on",
    "entered_on", "description", "short_description", "kind", "kind_basis",
)  # fmt: skip


_COPIED_AS_TEXT = ("id", "docket_id", "paper_id", "telling", "filed_on", "entered_on")
_to_python = {each.attname: each.to_python for each in DocketEntry._meta.concrete_fields}


def _rows(each: RecordedEntries, taken: set[str], paper: InboundItem | None) -> Iterator[Row]:
    """Make the new entries: thousands at once, so as plain rows, as text where COPY wants text."""
    court_id = each.docket.court_id
    alike = (
        str(each.docket.pk),
        None if paper is None else str(paper.pk),
        str(each.scales.telling.pk),
    )
    for (key, row), data in zip(each.found, each.data.entries, strict=True):
        if row is not None:
            continue
        found = each.classes[key] = classify(court_id, data)
        natural_key = merge.free_key(data, taken)
        taken.add(natural_key)
        short = data.short_description
        each.made[key] = (
            key.hex,
            *alike,
            natural_key,
            data.entry_number,
            data.sequence_number,
            data.filed_on.isoformat(),
            None if data.entered_on is None else data.entered_on.isoformat(),
            data.description,
            fit(DocketEntry, "short_description", short) if short else "",
            found.kind,
            fit(DocketEntry, "kind_basis", found.basis),
        )
        yield each.made[key]


def _in_order(days: Sequence[date]) -> list[UUID]:
    """Return new ids ascending in the order of filing: lists break ties by id."""
    ids = uuid7s(len(days))
    return ids[::-1] if days and days[0] > days[-1] else ids


def _tell(scales: Scales, row: DocketEntry, data: EntryData) -> Heard:
    told = {
        "number": data.entry_number,
        "sequence": data.sequence_number,
        "filed_on": data.filed_on,
        "entered_on": data.entered_on,
        "description": data.description,
        "short_description": data.short_description,
    }
    yielding: tuple[str, ...] = ()
    if not data.description:
        told["filed_on"] = told["filed_on"] if row.filed_on is None else None
    elif not row.description:
        yielding = ("filed_on",)
    return scales.tell(row, told, filed_on=row.filed_on, yielding=yielding)


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


def reread(entry: DocketEntry) -> set[str]:
    """Find key and kind of an entry anew after a person changed what it says; return the fields."""
    siblings = DocketEntry.objects.filter(docket=entry.docket_id).exclude(pk=entry.pk)
    _key(entry, set(siblings.values_list("natural_key", flat=True)))
    _classify(entry, entry.docket.court_id)
    return {"natural_key", "kind", "kind_basis"}


def told_by(entry: DocketEntry) -> EntryData:
    """Return an entry as the value that the plain rules of reading take."""
    return EntryData(
        filed_on=entry.filed_on or date.min,
        entered_on=entry.entered_on,
        description=entry.description,
        entry_number=entry.number,
        sequence_number=entry.sequence,
    )


# --- What the heading takes from them -----------------------------------------------------------


def last_filings(heard: Sequence[E]) -> Iterator[tuple[E, date]]:
    """Yield each docket with a new day of its last filing: asked of the rows where the entry of
    that day turned out to be of another."""
    corrected = [each.docket for each in heard if each.is_last_day_corrected]
    of_rows: dict[Any, date] = {}
    if corrected:
        rows = DocketEntry.objects.filter(docket__in=corrected).order_by()
        of_rows = dict(rows.values_list("docket").annotate(Max("filed_on")))
    for each in heard:
        days = [each.data.last_filing_on, of_rows.get(each.docket.pk)]
        if each.docket.pk not in of_rows:
            days += [each.docket.last_filing_on, *_days_as_they_stand(each)]
        day = max(filter(None, days), default=None)
        if day is not None and day != each.docket.last_filing_on:
            yield each, day


def _days_as_they_stand(each: RecordedEntries) -> Iterator[date | None]:
    """Yield the days of filing of the paper's entries, where another paper's word stands that."""
    for (_, row), told in zip(each.found, each.data.entries, strict=True):
        yield told.filed_on if row is None else row.filed_on
