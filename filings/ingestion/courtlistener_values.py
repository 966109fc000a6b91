"""One row of CourtListener's API at a time: rows in, our dataclasses out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from filings.ingestion.pages import entered_in
from filings.ingestion.shapes import (
    AttachmentData,
    AttorneyData,
    DocketData,
    DocumentData,
    EntryData,
    MenuData,
    PartyData,
)
from mdl.court_names import court_id_named
from mdl.docket_numbers import parse_or_none

Row: TypeAlias = Mapping[str, Any]

_NUMBER_AT_END = re.compile(r"(\d{1,18})/?(?:\?.{0,500})?$")
_ARCHIVE_NAME = re.compile(r"gov\.uscourts\.([a-z0-9]{2,15})\.(\d{1,12})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ROLES: Final = {
    1: "ATTORNEY TO BE NOTICED",
    2: "LEAD ATTORNEY",
    3: "ATTORNEY IN SEALED GROUP",
    4: "PRO HAC VICE",
    5: "SELF-TERMINATED",
    6: "TERMINATED",
    7: "SUSPENDED",
    8: "INACTIVE",
    9: "DISBARRED",
}
"""CourtListener's numbers for what a docket prints under a lawyer; 10 is its "unknown"."""


def docket_of(row: Row) -> DocketData | None:
    """Return a docket without entries and parties, or None where its number cannot be read."""
    number = parse_or_none(text(row.get("docket_number")))
    if number is None:
        return None
    return DocketData(
        number=number,
        case_name=text(row.get("case_name")) or text(row.get("case_name_full")),
        pacer_case_id=text(row.get("pacer_case_id")),
        filed_on=day(row.get("date_filed")),
        terminated_on=day(row.get("date_terminated")),
        last_filing_on=day(row.get("date_last_filing")),
        assigned_to=text(row.get("assigned_to_str")),
        referred_to=text(row.get("referred_to_str")),
        cause=text(row.get("cause")),
        nature_of_suit=text(row.get("nature_of_suit")),
        jury_demand=text(row.get("jury_demand")),
        jurisdiction=text(row.get("jurisdiction_type")),
        mdl_status=text(row.get("mdl_status")),
    )


def entries_of(rows: Iterable[Row], documents: Iterable[Row] = ()) -> tuple[EntryData, ...]:
    """Return entries with their documents, those in the rows and those told apart, in the order
    of the docket. An entry of no day cannot stand on one and is left out.
    """
    apart: dict[str | None, list[Row]] = {}
    for document in documents:
        apart.setdefault(number_in(document.get("docket_entry")), []).append(document)
    found = [
        (str(row.get("recap_sequence_number") or ""), position, entry)
        for position, row in enumerate(rows)
        if (entry := _entry(row, apart.get(number_in(row.get("id")), []))) is not None
    ]
    return tuple(each for _, _, each in sorted(found, key=lambda each: each[:2]))


def _entry(row: Row, apart: list[Row]) -> EntryData | None:
    filed_on = day(row.get("date_filed"))
    if filed_on is None:
        return None
    nested = row.get("recap_documents")
    inside = (
        [each for each in nested if isinstance(each, Mapping)] if isinstance(nested, list) else []
    )
    documents = [*inside, *apart]
    main = next((each for each in documents if _attachment_number(each) is None), None)
    description = text(row.get("description")) or ""
    return EntryData(
        filed_on=filed_on,
        description=description,
        entered_on=entered_in(description),
        entry_number=count(row.get("entry_number")),
        sequence_number=count(row.get("pacer_sequence_number")),
        short_description=None if main is None else text(main.get("description")),
        document=_document(main),
        attachments=_attachments(documents),
    )


def menus_of(documents: Iterable[Row]) -> tuple[MenuData, ...]:
    """Return documents whose entry is not told, by the number of their entry."""
    by_number: dict[int | None, list[Row]] = {}
    for document in documents:
        by_number.setdefault(count(document.get("document_number")), []).append(document)
    return tuple(
        MenuData(
            entry_number=number,
            document=_document(next((e for e in found if _attachment_number(e) is None), None))
            or DocumentData(),
            attachments=_attachments(found),
        )
        for number, found in by_number.items()
    )


def _document(row: Row | None) -> DocumentData | None:
    if row is None:
        return None
    document = DocumentData(
        pacer_doc_id=text(row.get("pacer_doc_id")),
        page_count=count(row.get("page_count")),
        byte_count=count(row.get("file_size")),
    )
    return None if document == DocumentData() else document


def _attachments(documents: Iterable[Row]) -> tuple[AttachmentData, ...]:
    found = {
        number: AttachmentData(
            number=number,
            description=text(row.get("description")),
            pacer_doc_id=text(row.get("pacer_doc_id")),
            page_count=count(row.get("page_count")),
            byte_count=count(row.get("file_size")),
        )
        for row in documents
        if (number := _attachment_number(row)) is not None
    }
    return tuple(found[number] for number in sorted(found))


def _attachment_number(row: Row) -> int | None:
    return count(row.get("attachment_number")) or None


def party_roles(row: Row) -> Iterator[tuple[str, PartyData]]:
    """Yield what a party is, docket by docket, with CourtListener's number of the docket."""
    kinds = row.get("party_types")
    for kind in kinds if isinstance(kinds, list) else ():
        if not isinstance(kind, Mapping):
            continue
        key = number_in(kind.get("docket_id")) or number_in(kind.get("docket"))
        yield (
            key or number_in(row.get("docket")) or "?",
            PartyData(
                type=text(kind.get("name")) or "Unknown",
                name=text(row.get("name")),
                extra_info=text(kind.get("extra_info")) or text(row.get("extra_info")),
                terminated_on=day(kind.get("date_terminated")),
            ),
        )


def attorney_of(row: Row) -> AttorneyData:
    """Return a lawyer; the contact as the docket printed it, or what was made out of it."""
    parts = (text(row.get(name)) for name in ("phone", "fax", "email"))
    contact = text(row.get("contact_raw")) or "\n".join(each for each in parts if each)
    return AttorneyData(name=text(row.get("name")) or "", contact=contact or None)


def role_of(row: Row) -> Iterator[str]:
    """Yield the role of a lawyer for a party, in the words of a docket."""
    printed = text(row.get("role_raw"))
    number = row.get("role")
    if printed:
        yield printed
    elif isinstance(number, int) and number in _ROLES:
        ended = day(row.get("date_action"))
        yield _ROLES[number] + (f": {ended:%m/%d/%Y}" if ended and number in (5, 6) else "")


def court_and_case(documents: Iterable[Row]) -> tuple[str, str] | None:
    """Return the court and its id of the case, from the address of a stored document."""
    for document in documents:
        for name in ("filepath_ia", "filepath_local"):
            found = _ARCHIVE_NAME.search(text(document.get(name)) or "")
            court_id = court_id_named(found[1]) if found else None
            if found and court_id:
                return court_id, found[2]
    return None


def number_in(value: Any) -> str | None:
    """Return CourtListener's number of a row, given as a number or as an address."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    found = _NUMBER_AT_END.search(str(value)[-600:])
    return found[1] if found else None


def text(value: Any) -> str | None:
    """Return a plain string that PostgreSQL can hold, or None for nothing."""
    plain = _CONTROL.sub("", value).strip() if isinstance(value, str) else ""
    return plain or None


def day(value: Any) -> date | None:
    """Return a day written as 2016-04-21, or None."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def instant(value: Any) -> datetime | None:
    """Return an instant written with its zone, or None."""
    try:
        told = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return told if told is not None and told.tzinfo is not None else None


def count(value: Any) -> int | None:
    """Return a whole number that fits a bigint, or None; documents bear theirs as text."""
    plain = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 18 else None
