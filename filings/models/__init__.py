"""Tables of what is filed and what follows from it."""

from filings.models.deadlines import Computation, Deadline, Trigger
from filings.models.dockets import Docket, DocketCounsel, DocketEntry, DocketParty, EntryKind
from filings.models.documents import Document
from filings.models.hearings import Hearing
from filings.models.inbound import AttachmentCandidate, InboundItem
from filings.models.reminders import Message, Reminder
from filings.models.scopes import Scope

__all__ = [
    "AttachmentCandidate",
    "Computation",
    "Deadline",
    "Docket",
    "DocketCounsel",
    "DocketEntry",
    "DocketParty",
    "Document",
    "EntryKind",
    "Hearing",
    "InboundItem",
    "Message",
    "Reminder",
    "Scope",
    "Trigger",
]
