"""juriscraper's dictionaries become our dataclasses."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.juriscraper_adapter.wall import Raw
from filings.ingestion.shapes import (
    AttachmentData,
    AttorneyData,
    DocketData,
    DocumentData,
    EntryData,
    PartyData,
    RecipientData,
)
from mdl.court_names import court_id_named
from mdl.docket_numbers import DocketNumber, find_prefixed, parse_or_none

_NO_TITLE: Final = "Unknown Case Title"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def docket_number(data: Raw, printed: Sequence[str]) -> DocketNumber:
    """Prefer the number as printed: juriscraper drops a Panel prefix and an MDL's letter."""
    found = data.get("docket_number")
    parts = [
        found,
        *(data.get(f"federal_dn_judge_initials_{part}") for part in _JUDGES),
    ]
    parts.append(data.get("federal_defendant_number"))
    spelled = "-".join(str(part) for part in parts if part)
    number = _printed_number(printed) or parse_or_none(spelled) or parse_or_none(found)
    if number is None:
        raise NotACourtPaper("The page names no docket number that can be read.")
    return number


_JUDGES: Final = ("assigned", "referred")
_OTHER_COURT: Final = re.compile(
    r"Case\s+in\s+other\s+court:(?P<listed>.*?)"
    r"(?=(?:Cause|Date\s+Filed|Date\s+Terminated|Jury\s+Demand|Nature\s+of\s+Suit|Jurisdiction|"
    r"Demand|Lead\s+case|Member\s+cases?|Related\s+Cases?|Assigned\s+to|Referred\s+to)\s*:|$)",
    re.IGNORECASE | re.DOTALL,
)
_COURT_AND_NUMBER: Final = re.compile(r"(?P<court>[A-Za-z][A-Za-z. ]{1,60}),\s*(?P<number>[\w:-]+)")


def other_numbers(heading: str) -> tuple[DocketNumber, ...]:
    """Read "Case in other court: California Northern, 5:20-cv-02889", as often as it is there."""
    listed = _OTHER_COURT.search(heading)
    found = []
    for each in _COURT_AND_NUMBER.finditer(listed["listed"] if listed else ""):
        court_id, number = court_id_named(each["court"]), parse_or_none(each["number"])
        if court_id is not None and number is not None:
            found.append(replace(number, court_id=court_id))
    return tuple(dict.fromkeys(found))


def _printed_number(printed: Sequence[str]) -> DocketNumber | None:
    for text in printed:
        number = parse_or_none(text.rpartition("#:")[2]) or next(find_prefixed(text), None)
        if number is not None:
            return number
    return None


def docket_of(data: Raw, number: DocketNumber) -> DocketData:
    """Return a whole docket; an entry of no day cannot stand on one and is left out."""
    entries = tuple(entry_of(entry) for entry in data["docket_entries"] if _has_a_day(entry))
    case_ids = (text_or_none(entry.get("pacer_case_id")) for entry in data["docket_entries"])
    case_name = text_or_none(data.get("case_name"))
    return DocketData(
        number=number,
        case_name=None if case_name == _NO_TITLE else case_name,
        pacer_case_id=next((each for each in case_ids if each), None),
        filed_on=day_or_none(data.get("date_filed")),
        terminated_on=day_or_none(data.get("date_terminated")),
        converted_on=day_or_none(data.get("date_converted")),
        discharged_on=day_or_none(data.get("date_discharged")),
        last_filing_on=day_or_none(data.get("date_last_filing")),
        assigned_to=text_or_none(data.get("assigned_to_str")),
        referred_to=text_or_none(data.get("referred_to_str")),
        cause=text_or_none(data.get("cause")),
        nature_of_suit=text_or_none(data.get("nature_of_suit")),
        jury_demand=text_or_none(data.get("jury_demand")),
        demand=text_or_none(data.get("demand")),
        jurisdiction=text_or_none(data.get("jurisdiction")),
        mdl_status=text_or_none(data.get("mdl_status")),
        entries=entries,
        parties=tuple(party_of(party) for party in data.get("parties", ())),
    )


def entry_of(entry: Raw) -> EntryData:
    """Return one line of a docket."""
    document = document_of(entry)
    return EntryData(
        filed_on=day_or_none(entry.get("date_filed")) or entry["date_entered"],
        description=text_or_none(entry["description"]) or "",
        entered_on=day_or_none(entry.get("date_entered")),
        entry_number=count_or_none(entry.get("document_number")),
        sequence_number=count_or_none(entry.get("pacer_seq_no")),
        short_description=text_or_none(entry.get("short_description")),
        document=None if document == DocumentData() else document,
        attachments=tuple(attachment_of(each) for each in entry.get("attachments", ())),
    )


def _has_a_day(entry: Raw) -> bool:
    return bool(day_or_none(entry.get("date_filed")) or day_or_none(entry.get("date_entered")))


def document_of(told: Raw) -> DocumentData:
    """Return the main document, as far as the paper tells."""
    return DocumentData(
        pacer_doc_id=text_or_none(told.get("pacer_doc_id")),
        page_count=count_or_none(told.get("page_count")),
        byte_count=count_or_none(told.get("file_size_bytes")),
    )


def attachment_of(attachment: Raw) -> AttachmentData:
    """Return one paper filed under its main document."""
    return AttachmentData(
        number=int(attachment["attachment_number"]),
        description=text_or_none(attachment.get("description")),
        pacer_doc_id=text_or_none(attachment.get("pacer_doc_id")),
        page_count=count_or_none(attachment.get("page_count")),
        byte_count=count_or_none(attachment.get("file_size_bytes")),
    )


def party_of(party: Raw) -> PartyData:
    """Return a party with its counsel."""
    return PartyData(
        type=text_or_none(party.get("type")) or "Unknown",
        name=text_or_none(party.get("name")),
        extra_info=text_or_none(party.get("extra_info")),
        terminated_on=day_or_none(party.get("date_terminated")),
        attorneys=tuple(
            AttorneyData(
                name=text_or_none(attorney["name"]) or "",
                contact=text_or_none(attorney["contact"]),
                roles=tuple(role for role in map(text_or_none, attorney["roles"]) if role),
            )
            for attorney in party.get("attorneys", ())
        ),
    )


def recipient_of(recipient: Raw) -> RecipientData:
    """Return a person to whom the court sent the notice."""
    addresses = (text_or_none(address) for address in recipient["email_addresses"])
    return RecipientData(
        name=text_or_none(recipient.get("name")),
        email_addresses=tuple(address for address in addresses if address),
    )


def text_or_none(value: object) -> str | None:
    """A plain string that PostgreSQL can hold, or None for nothing."""
    text = _CONTROL.sub("", str(value)).strip() if value is not None else ""
    return text or None


def day_or_none(value: object) -> date | None:
    """Return a day, or None for anything else."""
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def count_or_none(value: object) -> int | None:
    """A whole number that fits a bigint, or None."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
