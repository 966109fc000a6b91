"""Papers that bear no docket number find their docket: by the court's id of the case, or by the id
of a document that stands on it. A constant number of questions for each paper.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from filings.ingestion.errors import PaperError
from filings.ingestion.shapes import (
    DocketData,
    EntryData,
    MenuData,
    Paper,
    RefusedDocket,
    UnplacedDocket,
)
from filings.models import Docket, DocketEntry, Document
from mdl.docket_numbers import parse

_UNKNOWN = (
    "Its docket is not known here yet. Import the docket report of the case; this paper is then "
    "taken in by itself."
)
_UNKNOWN_ENTRY = (
    "Its docket is known, but not the entry. Import a newer docket report of the case; this "
    "paper is then taken in by itself."
)


class DocketNotKnown(PaperError):
    """The paper does not print its docket's number, and what it prints leads to no docket."""

    code = "docket_not_known"

    def __init__(self, reason: str, waits_for: dict[str, Any]) -> None:
        super().__init__(reason)
        self.waits_for = waits_for
        """The court, and its ids of ``cases`` and ``documents`` of which one must come first; and
        how much of them ``stood`` when the paper was looked at (:func:`standing`)."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands here already, for the papers of one court."""

    by_case: dict[str, Docket]
    by_document: dict[str, DocketEntry]

    def docket(self, told: UnplacedDocket) -> Docket | None:
        """Return the docket that a paper means."""
        found = self.by_case.get(told.pacer_case_id or "")
        entries = (self.by_document.get(each) for each in _document_ids(told))
        return found or next((entry.docket for entry in entries if entry is not None), None)


def place(paper: Paper) -> Paper:
    """Return the paper with each docket that could be found; the others are refused.

    Raises :class:`DocketNotKnown` when nothing of it finds a place.
    """
    if not paper.unplaced:
        return paper
    # First: what comes while we look makes a paper that is refused be looked at once more.
    waits_for = _waits_for(paper)
    known = _known(paper)
    placed, refused = list(paper.dockets), list(paper.refused)
    for position, told in enumerate(paper.unplaced, start=1):
        docket = known.docket(told)
        where = f"docket {position} of {len(paper.unplaced)}"
        if docket is None:
            refused.append(RefusedDocket(where, _UNKNOWN))
            continue
        menus = _entries_of(docket, told.menus, known)
        entries = (*told.entries, *menus)
        if len(menus) < len(told.menus):
            refused.append(RefusedDocket(where, _UNKNOWN_ENTRY))
        if entries:
            number, case_id = parse(docket.number), told.pacer_case_id
            placed.append(DocketData(number=number, pacer_case_id=case_id, entries=entries))
    if not placed:
        raise DocketNotKnown(refused[-1].reason, waits_for)
    return replace(paper, dockets=tuple(placed), unplaced=(), refused=tuple(refused))


def _waits_for(paper: Paper) -> dict[str, Any]:
    cases, documents = map(sorted, _ids(paper))
    stood = standing(paper.court_id, cases, documents)
    return {"court": paper.court_id, "cases": cases, "documents": documents, "stood": stood}


def standing(court: str, cases: Collection[str], documents: Collection[str]) -> list[int]:
    """Return how many dockets, entries of theirs and documents stand under a court's ids."""
    dockets = Docket.objects.filter(court=court, pacer_case_id__in=cases)
    held = Document.objects.filter(pacer_doc_id__in=documents, entry__docket__court=court)
    reached = Q(docket__in=dockets) | Q(docket__in=held.values("entry__docket"))
    return [dockets.count(), DocketEntry.objects.filter(reached).count(), held.count()]


def _ids(paper: Paper) -> tuple[set[str], set[str]]:
    """Return the court's ids of cases and of documents by which dockets may be known."""
    cases = {each.pacer_case_id for each in paper.unplaced if each.pacer_case_id}
    return cases, {number for each in paper.unplaced for number in _document_ids(each)}


def _known(paper: Paper) -> _Known:
    cases, documents = _ids(paper)
    dockets = Docket.objects.filter(court=paper.court_id, pacer_case_id__in=cases)
    held = Document.objects.filter(
        pacer_doc_id__in=documents, entry__docket__court=paper.court_id
    ).select_related("entry__docket")
    return _Known(
        by_case={each.pacer_case_id: each for each in dockets.order_by("-pk")},
        by_document={each.pacer_doc_id: each.entry for each in held.order_by("-pk")},
    )


def _document_ids(told: UnplacedDocket) -> Iterable[str]:
    rows: tuple[MenuData | EntryData, ...] = (*told.menus, *told.entries)
    for each in rows:
        if each.document is not None and each.document.pacer_doc_id:
            yield each.document.pacer_doc_id
        yield from (paper.pacer_doc_id for paper in each.attachments if paper.pacer_doc_id)


def _entries_of(docket: Docket, menus: Iterable[MenuData], known: _Known) -> list[EntryData]:
    """Return the entries that menus belong to, as they stand here, with the menus' documents."""
    asked = list(menus)
    numbers = [menu.entry_number for menu in asked if menu.entry_number is not None]
    rows = docket.entries.filter(number__in=numbers).order_by("-pk")
    by_number = {entry.number: entry for entry in rows}
    found = (
        (by_number.get(menu.entry_number) or _by_id(menu, docket, known), menu) for menu in asked
    )
    return [
        _as_told(entry, entry.filed_on, menu)
        for entry, menu in found
        if entry is not None and entry.filed_on is not None
    ]


def _by_id(menu: MenuData, docket: Docket, known: _Known) -> DocketEntry | None:
    ids = _document_ids(UnplacedDocket(menus=(menu,)))
    entries = (known.by_document.get(each) for each in ids)
    return next((each for each in entries if each is not None and each.docket == docket), None)


def _as_told(entry: DocketEntry, filed_on: date, menu: MenuData) -> EntryData:
    return EntryData(
        filed_on=filed_on,
        description=entry.description,
        entered_on=entry.entered_on,
        entry_number=entry.number,
        sequence_number=entry.sequence,
        short_description=entry.short_description or None,
        document=menu.document,
        attachments=menu.attachments,
    )
