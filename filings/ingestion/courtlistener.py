"""CourtListener's answers, version 4 of its API: dockets, entries, documents, parties, attorneys.

A file is one object, one page of results, or an object that gathers them by name (``docket``,
``docket_entries``, ``recap_documents``, ``parties``, ``attorneys``), as somebody who followed the
pages would keep them; ``left_out`` names those of which not all were fetched. What belongs together
is joined by CourtListener's own numbers; the dockets of one court become one paper.
https://www.courtlistener.com/help/api/rest/
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from filings.ingestion.courtlistener_values import (
    Row,
    attorney_of,
    court_and_case,
    docket_of,
    entries_of,
    instant,
    menus_of,
    number_in,
    party_roles,
    role_of,
)
from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.shapes import (
    AttorneyData,
    DocketData,
    Paper,
    PaperKind,
    PartyData,
    RefusedDocket,
    UnplacedDocket,
)
from filings.ingestion.sniff import decode
from mdl.court_names import court_id_named

VERSION: Final = "1"

_NAMED: Final = {
    "docket": "docket",
    "dockets": "docket",
    "docket_entries": "entry",
    "entries": "entry",
    "recap_documents": "document",
    "documents": "document",
    "parties": "party",
    "attorneys": "attorney",
}
_WHAT: Final = {"entry": "Entries", "document": "Documents", "party": "Parties"}


@dataclass(slots=True)
class _Rows:
    """The rows of a file by kind, each with its docket's number at CourtListener."""

    docket: list[Row] = field(default_factory=list)
    entry: list[Row] = field(default_factory=list)
    document: list[Row] = field(default_factory=list)
    party: list[Row] = field(default_factory=list)
    attorney: list[Row] = field(default_factory=list)

    def add(self, kind: str, row: Row) -> None:
        """Take a row, and those inside it."""
        if kind == "docket":
            for name, inner in (("docket_entries", "entry"), ("parties", "party")):
                for each in _rows_in(row.get(name)):
                    self.add(inner, {"docket": row.get("id"), **each})
        getattr(self, kind).append(row)


def read(raw: bytes) -> tuple[Paper, ...]:
    """Read what CourtListener answered: one paper for each court.

    Raises :class:`~filings.ingestion.errors.NotACourtPaper` when nothing in it can be read.
    """
    loaded = _loaded(raw)
    rows = _sorted(loaded)
    papers = _papers(rows)
    if not papers.by_court:
        reason = papers.refused[0].reason if papers.refused else "It holds no docket."
        raise NotACourtPaper(f"CourtListener's answer could not be taken in. {reason}")
    read_papers = tuple(
        _paper(court_id, found, rows) for court_id, found in papers.by_court.items()
    )
    first = replace(
        read_papers[0], refused=tuple(papers.refused), warnings=tuple(_left_out(loaded))
    )
    return (first, *read_papers[1:])


def _loaded(raw: bytes) -> Any:
    try:
        return json.loads(decode(raw))
    except (ValueError, RecursionError):
        raise NotACourtPaper(
            "This looks like JSON, but breaks off or is not well formed. Fetch it again."
        ) from None


def _left_out(loaded: Any) -> Iterator[str]:
    """Whoever gathered the pages says under ``left_out`` of what there are more."""
    said = loaded.get("left_out") if isinstance(loaded, Mapping) else None
    for name in ("parties", "attorneys"):
        if isinstance(said, list) and name in said:
            yield f"CourtListener has more {name} of this docket than were fetched."


def _sorted(loaded: Any) -> _Rows:
    rows = _Rows()
    gathered = isinstance(loaded, Mapping) and not {"id", "results"} & loaded.keys()
    if gathered and _NAMED.keys() & loaded.keys():
        for name, kind in _NAMED.items():
            for row in _rows_in(loaded.get(name)):
                rows.add(kind, row)
    else:
        for row in _rows_in(loaded):
            told = _kind(row)
            if told is None:
                raise NotACourtPaper(
                    "This is JSON, but no docket, docket entry, document, party or attorney of "
                    "CourtListener's API, version 4."
                )
            rows.add(told, row)
    return rows


def _rows_in(value: Any) -> Iterator[Row]:
    if isinstance(value, Mapping):
        value = value.get("results", [value])
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, Mapping))


def _kind(row: Row) -> str | None:
    """Tell a row by the fields that only its kind has."""
    if "docket_number" in row and ("court_id" in row or "court" in row):
        return "docket"
    if "entry_number" in row or "recap_sequence_number" in row:
        return "entry"
    if "pacer_doc_id" in row and "document_number" in row:
        return "document"
    if "party_types" in row:
        return "party"
    return "attorney" if "contact_raw" in row or "parties_represented" in row else None


# --- Dockets, and what hangs on them --------------------------------------------------------------


@dataclass(slots=True)
class _Found:
    dockets: dict[str, DocketData] = field(default_factory=dict)
    unplaced: list[UnplacedDocket] = field(default_factory=list)


@dataclass(slots=True)
class _Papers:
    by_court: dict[str, _Found] = field(default_factory=dict)
    refused: list[RefusedDocket] = field(default_factory=list)

    def of(self, court_id: str) -> _Found:
        return self.by_court.setdefault(court_id, _Found())


def _papers(rows: _Rows) -> _Papers:
    papers = _Papers()
    entries = _by_docket(rows.entry)
    parties = _parties_by_docket(rows)
    known = set()
    for position, row in enumerate(rows.docket, start=1):
        key = number_in(row.get("id")) or number_in(row.get("resource_uri")) or f"row {position}"
        known.add(key)
        court_id = court_id_named(_court(row))
        docket = docket_of(row) if court_id is not None else None
        if court_id is None or docket is None:
            papers.refused.append(
                RefusedDocket(
                    f"docket {position} of {len(rows.docket)}",
                    "It names no docket number that can be read."
                    if court_id
                    else "Its court is none of the federal courts in the table.",
                )
            )
            continue
        papers.of(court_id).dockets[key] = replace(
            docket,
            entries=entries_of(entries.get(key, []), rows.document),
            parties=tuple(parties.get(key, ())),
        )
    _place_the_rest(papers, rows, {k: v for k, v in entries.items() if k not in known})
    for key in parties.keys() - known:
        papers.refused.append(_loose("party", f"docket {key} at CourtListener"))
    return papers


def _court(row: Row) -> str:
    court = row.get("court_id") or row.get("court") or ""
    if isinstance(court, Mapping):
        court = court.get("id") or ""
    return str(court).rstrip("/").rpartition("/")[2][:40]


def _by_docket(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        key = number_in(row.get("docket_id")) or number_in(row.get("docket")) or ""
        found.setdefault(key, []).append(row)
    return found


def _place_the_rest(papers: _Papers, rows: _Rows, entries: dict[str, list[Row]]) -> None:
    """Entries and documents without their docket: the address of a stored document tells the
    court and the court's id of the case.
    """
    for key, found in entries.items():
        place = court_and_case(
            each for row in found for each in _rows_in(row.get("recap_documents"))
        )
        if place is None:
            papers.refused.append(_loose("entry", f"docket {key or '?'} at CourtListener"))
            continue
        papers.of(place[0]).unplaced.append(
            UnplacedDocket(pacer_case_id=place[1], entries=entries_of(found, rows.document))
        )
    held = {number_in(row.get("id")) for row in rows.entry}
    loose: dict[tuple[str, str], list[Row]] = {}
    homeless = 0
    for document in rows.document:
        if number_in(document.get("docket_entry")) in held:
            continue
        place = court_and_case([document])
        if place is None:
            homeless += 1
        else:
            loose.setdefault(place, []).append(document)
    for (court_id, case_id), documents in loose.items():
        menus = menus_of(documents)
        papers.of(court_id).unplaced.append(UnplacedDocket(pacer_case_id=case_id, menus=menus))
    if homeless:
        papers.refused.append(_loose("document", f"{homeless} documents"))


def _loose(kind: str, place: str) -> RefusedDocket:
    return RefusedDocket(
        place,
        f"{_WHAT[kind]} came without their docket. Fetch the docket itself and put both in one "
        "file: docket, docket_entries, parties, attorneys.",
    )


def _parties_by_docket(rows: _Rows) -> dict[str, list[PartyData]]:
    attorneys = {number_in(row.get("id")): attorney_of(row) for row in rows.attorney}
    found: dict[str, list[PartyData]] = {}
    for row in rows.party:
        for key, party in party_roles(row):
            counsel = tuple(_counsel(row, key, attorneys))
            found.setdefault(key, []).append(replace(party, attorneys=counsel))
    return found


def _counsel(
    party: Row, docket: str, attorneys: Mapping[str | None, AttorneyData]
) -> Iterator[AttorneyData]:
    roles: dict[str | None, list[str]] = {}
    known = dict(attorneys)
    for row in _rows_in(party.get("attorneys")):
        here = number_in(row.get("docket_id")) or number_in(row.get("docket")) or docket
        if here != docket:
            continue
        inner = row.get("attorney")
        key = number_in(row.get("attorney_id")) or number_in(
            inner.get("id") if isinstance(inner, Mapping) else inner
        )
        if isinstance(inner, Mapping):
            known[key] = attorney_of(inner)
        roles.setdefault(key, []).extend(role_of(row))
    for key, said in roles.items():
        if key in known and known[key].name:
            yield replace(known[key], roles=tuple(dict.fromkeys(said)))


def _paper(court_id: str, found: _Found, rows: _Rows) -> Paper:
    return Paper(
        kind=PaperKind.COURTLISTENER,
        court_id=court_id,
        dockets=tuple(found.dockets.values()),
        unplaced=tuple(found.unplaced),
        parser="courtlistener",
        parser_version=VERSION,
        as_of=_as_of(found, rows),
    )


def _as_of(found: _Found, rows: _Rows) -> datetime | None:
    """Return the age of the oldest docket: none may pass for newer than it is."""
    told = [
        instant(row.get("date_modified"))
        for row in rows.docket
        if number_in(row.get("id")) in found.dockets
    ]
    known = [each for each in told if each is not None]
    return min(known).astimezone(UTC) if known and len(known) == len(told) else None
