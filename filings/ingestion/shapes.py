"""What every court paper becomes, whichever court printed it and whichever parser read it.

Frozen values and nothing else. None says "the paper does not tell"; no field but the text of an
entry holds an empty string. Dates are days of the court that printed them. The one-time links of
a notice are no part of these values: they stay in the raw paper, which is kept encrypted.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from mdl.docket_numbers import DocketNumber


class PaperKind(StrEnum):
    """The papers that are read."""

    DOCKET_REPORT = "docket_report"
    HISTORY_REPORT = "history_report"
    NOTICE = "notice"
    ATTACHMENT_PAGE = "attachment_page"
    COURT_FEED = "court_feed"
    ARCHIVE_DOCKET = "archive_docket"
    COURTLISTENER = "courtlistener"


class Standing(StrEnum):
    """What a paper's word is worth against another's."""

    LISTING = "listing"
    """The court's own present listing: it may correct what an earlier paper told."""
    HISTORY = "history"
    """The court's own list of what happened, in short words."""
    ANNOUNCEMENT = "announcement"
    """The court's word on one event, at its time: a notice, a feed, an attachment page."""
    COPY = "copy"
    """Somebody's copy of a docket, of an age it may not tell."""


_STANDING: Final = {
    PaperKind.DOCKET_REPORT: Standing.LISTING,
    PaperKind.HISTORY_REPORT: Standing.HISTORY,
    PaperKind.NOTICE: Standing.ANNOUNCEMENT,
    PaperKind.ATTACHMENT_PAGE: Standing.ANNOUNCEMENT,
    PaperKind.COURT_FEED: Standing.ANNOUNCEMENT,
    PaperKind.ARCHIVE_DOCKET: Standing.COPY,
    PaperKind.COURTLISTENER: Standing.COPY,
}


@dataclass(frozen=True, slots=True)
class AttachmentData:
    """A paper filed under its main document."""

    number: int
    """1 for the first; the main document itself is 0."""
    description: str | None = None
    pacer_doc_id: str | None = None
    page_count: int | None = None
    byte_count: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentData:
    """The main document of an entry, as far as the paper tells."""

    pacer_doc_id: str | None = None
    """PACER's id; its fourth digit is zeroed, so the main document has one id everywhere."""
    page_count: int | None = None
    byte_count: int | None = None


@dataclass(frozen=True, slots=True)
class EntryData:
    """One line of a docket."""

    filed_on: date
    description: str
    """The court's own text; empty where the paper prints a short description and no more."""
    entered_on: date | None = None
    entry_number: int | None = None
    """The number in the ``#`` column; None for a text-only entry."""
    sequence_number: int | None = None
    """CM/ECF's own count of the docket (``de_seq_num``): survives renumbering."""
    short_description: str | None = None
    document: DocumentData | None = None
    attachments: tuple[AttachmentData, ...] = ()

    @property
    def text_hash(self) -> str:
        """Return the key of an entry that bears no number: its day and its text, the short one
        where there is no other.
        """
        return text_hash(self.filed_on, self.description or self.short_description or "")


@dataclass(frozen=True, slots=True)
class AttorneyData:
    """A lawyer as listed under a party."""

    name: str
    contact: str | None = None
    """Firm, address, telephone and mail, one item a line."""
    roles: tuple[str, ...] = ()
    """As printed: ``LEAD ATTORNEY``, ``PRO HAC VICE``, ``ATTORNEY TO BE NOTICED``."""


@dataclass(frozen=True, slots=True)
class PartyData:
    """A party as the docket lists it."""

    type: str
    """Plaintiff, Defendant, Intervenor, …; ``Unknown`` where the court prints none."""
    name: str | None = None
    extra_info: str | None = None
    terminated_on: date | None = None
    attorneys: tuple[AttorneyData, ...] = ()


@dataclass(frozen=True, slots=True)
class DocketData:
    """One docket, or the part of it that a paper shows."""

    number: DocketNumber
    case_name: str | None = None
    pacer_case_id: str | None = None
    filed_on: date | None = None
    terminated_on: date | None = None
    converted_on: date | None = None
    discharged_on: date | None = None
    last_filing_on: date | None = None
    """As the court prints it; a docket report does not."""
    assigned_to: str | None = None
    referred_to: str | None = None
    cause: str | None = None
    nature_of_suit: str | None = None
    jury_demand: str | None = None
    demand: str | None = None
    jurisdiction: str | None = None
    mdl_status: str | None = None
    other_numbers: tuple[DocketNumber, ...] = ()
    """Numbers under "Case in other court", each with its ``court_id``: where it came from."""
    entries: tuple[EntryData, ...] = ()
    parties: tuple[PartyData, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuData:
    """The documents of one entry, told by a paper that does not print the entry itself."""

    entry_number: int | None
    document: DocumentData
    attachments: tuple[AttachmentData, ...] = ()


@dataclass(frozen=True, slots=True)
class UnplacedDocket:
    """What a paper tells of a docket whose number it does not print. It is taken in where the
    docket is known by the court's own id of the case, or by the id of a document.
    """

    pacer_case_id: str | None = None
    entries: tuple[EntryData, ...] = ()
    menus: tuple[MenuData, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedDocket:
    """A docket inside a paper that could not be read, while the others could."""

    place: str
    """Where in the paper it stands: ``docket 3 of 20``."""
    reason: str
    """A sentence that repeats nothing which might name somebody."""


@dataclass(frozen=True, slots=True)
class RecipientData:
    """A person to whom the court says it sent the notice."""

    name: str | None
    email_addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One court paper, read: what it tells of the dockets of one court. A file that tells of
    several courts (a page of CourtListener's results) becomes several papers.
    """

    kind: PaperKind
    court_id: str
    """PACER's id, read from the paper's own links, sender or heading."""
    dockets: tuple[DocketData, ...]
    parser: str
    parser_version: str
    recipients: tuple[RecipientData, ...] = ()
    has_attachments: bool | None = None
    message_id: str | None = None
    """The Message-ID of the court's own mail, without brackets."""
    as_of: datetime | None = None
    """When the court or service printed it, where the paper tells; in UTC. A day without a time
    stands at its start in the court's zone."""
    unplaced: tuple[UnplacedDocket, ...] = ()
    refused: tuple[RefusedDocket, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
    """Sentences for the person who looks at the import."""

    @property
    def standing(self) -> Standing:
        """Return what the paper's word is worth against another's."""
        return _STANDING[self.kind]


def text_hash(filed_on: date, description: str) -> str:
    """Return 32 hexadecimal digits for a day and a docket text.

    Case, spacing and punctuation do not count, nor does the closing "(Entered: 01/25/2006)",
    which a docket report prints and a notice does not.
    """
    words = re.sub(r"\(entered: [\d/-]+\)\s*$", "", " ".join(description.lower().split()))
    letters = re.sub(r"[\W_]+", "", words)
    return hashlib.sha256(f"{filed_on.isoformat()} {letters}".encode()).hexdigest()[:32]


def hash_of_words(text: str) -> str:
    """Return 32 hexadecimal digits for a text alone, read as :func:`text_hash` reads it."""
    return text_hash(date.min, text)
