"""juriscraper behind a wall: its parsers in, our dataclasses out.

The only module that imports it, so it can be replaced without a change above. What the wall
keeps out: bare exceptions, ``{}`` for a page it cannot read, empty strings for the unknown,
strings that hold a whole tree alive, and log lines. Nothing here opens a connection.

The entry points raise :class:`~filings.ingestion.errors.NotACourtPaper` and nothing else.
"""

import logging
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any, Final, TypeAlias, TypeVar

# Its logger opens this file on import. Whatever it has to say may quote a paper: to nowhere.
os.environ.setdefault("JURISCRAPER_LOG", os.devnull)

from juriscraper.lib import log_tools
from juriscraper.pacer.docket_report import DocketReport
from juriscraper.pacer.email import NotificationEmail, S3NotificationEmail

from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.shapes import (
    AttachmentData,
    AttorneyData,
    DocketData,
    DocumentData,
    EntryData,
    PartyData,
    RecipientData,
)
from mdl.docket_numbers import DocketNumber, find_prefixed, parse_or_none

logging.getLogger(log_tools.__name__).disabled = True

VERSION: Final = f"juriscraper-{version('juriscraper')}"

_LONGEST_HEADER_LINE: Final = 4_000
"""Characters. Its caption patterns need time square in the length of a line."""

_NO_TITLE: Final = "Unknown Case Title"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Raw: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NoticeData:
    """What a notice of electronic filing says, its court and mail headers aside."""

    dockets: tuple[DocketData, ...]
    recipients: tuple[RecipientData, ...]
    has_attachments: bool


def read_docket_report(html: str, court_id: str) -> DocketData:
    """Read a PACER docket report of the court ``court_id`` (PACER's id)."""
    report = _DocketReport(court_id)
    data = _run(lambda: _parsed(report, html))
    number = _docket_number(data, report.printed_numbers)
    return _run(lambda: _docket(data, number))


def read_notice(body: str, *, is_html: bool, subject: str | None, court_id: str) -> NoticeData:
    """Read the body of a notice of electronic filing that the court ``court_id`` sent."""
    notice = _Notice(court_id)
    data = _run(lambda: notice.read(body, is_html=is_html, subject=subject))
    printed = notice.printed_numbers
    if not printed or len(printed) != len(data["dockets"]):
        raise NotACourtPaper("The notice could not be read: its case numbers do not add up.")
    return _run(
        lambda: NoticeData(
            dockets=tuple(
                _docket(docket, _docket_number(docket, numbers))
                for docket, numbers in zip(data["dockets"], printed, strict=True)
            ),
            recipients=tuple(_recipient(each) for each in data["email_recipients"]),
            has_attachments=bool(data["contains_attachments"]),
        )
    )


class _DocketReport(DocketReport):  # type: ignore[misc]  # juriscraper ships no usable types
    """Remembers the number as printed, and is not misled by the wording of an entry."""

    metadata_values: list[str]

    def __init__(self, court_id: str) -> None:
        super().__init__(court_id)
        self.printed_numbers: list[str] = []

    def check_validity(self, text: str) -> None:
        """Take juriscraper's error phrases ("Case not found.") seriously only where the page
        has no docket: an entry may quote any of them.
        """
        if "Docket Text" in text:
            self.is_valid = True
        else:
            super().check_validity(text)

    def _set_metadata_values(self) -> None:
        super()._set_metadata_values()
        self.metadata_values = [line[:_LONGEST_HEADER_LINE] for line in self.metadata_values]

    def _parse_docket_number_strs(self, strings: list[str]) -> Any:
        self.printed_numbers = [str(each) for each in strings]
        return super()._parse_docket_number_strs(strings)


class _Notice(S3NotificationEmail):  # type: ignore[misc]  # juriscraper ships no usable types
    """Takes a body that is already decoded, and remembers the numbers as printed."""

    def __init__(self, court_id: str) -> None:
        super().__init__(court_id)
        self.printed_numbers: list[list[str]] = []

    def read(self, body: str, *, is_html: bool, subject: str | None) -> Raw:
        self.subject = subject
        self.content_type = "text/html" if is_html else "text/plain"
        text = self._html_from_s3_email(body) if is_html else body
        # Past S3NotificationEmail's own reading of the mail, which drops a notice forwarded
        # with a picture in the signature.
        NotificationEmail._parse_text(self, text)  # noqa: SLF001 - its only door for a text
        return _not_empty(self.data)

    def _parse_docket_number(self, current_node: Any) -> Any:
        self.printed_numbers.append(
            [
                str(text)
                for text in current_node.xpath(f"{self._sibling_path('Case Number')}//text()")
            ]
        )
        return super()._parse_docket_number(current_node)

    def _parse_docket_number_plain(self) -> Any:
        found = re.findall(r"Case Number:(.*)", self.tree.text_content())
        self.printed_numbers.append([line.split("http")[0] for line in found])
        return super()._parse_docket_number_plain()


def _run(step: Callable[[], T]) -> T:
    """Run a step of juriscraper, or of our reading of its answer, behind the wall."""
    try:
        return step()
    except NotACourtPaper:
        raise
    except Exception as error:  # noqa: BLE001 - juriscraper raises bare Exception by design
        # Its message may quote the paper; its type does not.
        raise NotACourtPaper(
            f"The page looks like a court paper, but could not be read ({type(error).__name__})."
        ) from None


def _parsed(report: Any, text: str) -> Raw:
    report._parse_text(text)  # noqa: SLF001 - its only door for a text
    return _not_empty(report.data)


def _not_empty(data: Raw | None) -> Raw:
    if not data:
        raise NotACourtPaper("The page is a court's page, but holds no docket that can be read.")
    return data


def _docket_number(data: Raw, printed: Sequence[str]) -> DocketNumber:
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


def _printed_number(printed: Sequence[str]) -> DocketNumber | None:
    for text in printed:
        number = parse_or_none(text.rpartition("#:")[2]) or next(find_prefixed(text), None)
        if number is not None:
            return number
    return None


def _docket(data: Raw, number: DocketNumber) -> DocketData:
    entries = tuple(_entry(entry) for entry in data["docket_entries"])
    case_ids = (_text(entry.get("pacer_case_id")) for entry in data["docket_entries"])
    case_name = _text(data.get("case_name"))
    return DocketData(
        number=number,
        case_name=None if case_name == _NO_TITLE else case_name,
        pacer_case_id=next((each for each in case_ids if each), None),
        filed_on=_day(data.get("date_filed")),
        terminated_on=_day(data.get("date_terminated")),
        converted_on=_day(data.get("date_converted")),
        discharged_on=_day(data.get("date_discharged")),
        assigned_to=_text(data.get("assigned_to_str")),
        referred_to=_text(data.get("referred_to_str")),
        cause=_text(data.get("cause")),
        nature_of_suit=_text(data.get("nature_of_suit")),
        jury_demand=_text(data.get("jury_demand")),
        demand=_text(data.get("demand")),
        jurisdiction=_text(data.get("jurisdiction")),
        mdl_status=_text(data.get("mdl_status")),
        entries=entries,
        parties=tuple(_party(party) for party in data.get("parties", ())),
    )


def _entry(entry: Raw) -> EntryData:
    document = DocumentData(
        pacer_doc_id=_text(entry.get("pacer_doc_id")),
        page_count=_count(entry.get("page_count")),
        byte_count=_count(entry.get("file_size_bytes")),
    )
    return EntryData(
        filed_on=entry["date_filed"],
        description=_text(entry["description"]) or "",
        entered_on=_day(entry.get("date_entered")),
        entry_number=_count(entry.get("document_number")),
        sequence_number=_count(entry.get("pacer_seq_no")),
        short_description=_text(entry.get("short_description")),
        document=None if document == DocumentData() else document,
        attachments=tuple(_attachment(each) for each in entry.get("attachments", ())),
    )


def _attachment(attachment: Raw) -> AttachmentData:
    return AttachmentData(
        number=int(attachment["attachment_number"]),
        description=_text(attachment.get("description")),
        pacer_doc_id=_text(attachment.get("pacer_doc_id")),
        page_count=_count(attachment.get("page_count")),
        byte_count=_count(attachment.get("file_size_bytes")),
    )


def _party(party: Raw) -> PartyData:
    return PartyData(
        type=_text(party.get("type")) or "Unknown",
        name=_text(party.get("name")),
        extra_info=_text(party.get("extra_info")),
        terminated_on=_day(party.get("date_terminated")),
        attorneys=tuple(
            AttorneyData(
                name=_text(attorney["name"]) or "",
                contact=_text(attorney["contact"]),
                roles=tuple(role for role in map(_text, attorney["roles"]) if role),
            )
            for attorney in party.get("attorneys", ())
        ),
    )


def _recipient(recipient: Raw) -> RecipientData:
    addresses = (_text(address) for address in recipient["email_addresses"])
    return RecipientData(
        name=_text(recipient.get("name")),
        email_addresses=tuple(address for address in addresses if address),
    )


def _text(value: object) -> str | None:
    """A plain string that PostgreSQL can hold, or None for nothing."""
    text = _CONTROL.sub("", str(value)).strip() if value is not None else ""
    return text or None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _count(value: object) -> int | None:
    """A whole number that fits a bigint, or None."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
