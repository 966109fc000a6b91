"""Tables of what is filed and what follows from it."""

from filings.models.calendar_feeds import CalendarFeed
from filings.models.census_editions import CensusEdition, CensusFile
from filings.models.class_days import ClassDayDeadline
from filings.models.deadlines import Computation, Deadline, Trigger
from filings.models.dockets import Docket, DocketCounsel, DocketEntry, DocketParty, EntryKind
from filings.models.documents import Document
from filings.models.groups import ActionGroup, GroupMembership
from filings.models.hearings import Hearing
from filings.models.inbound import AttachmentCandidate, InboundItem
from filings.models.ledger_steps import LedgerStep
from filings.models.move_proposals import MoveProposal
from filings.models.ordered_periods import OrderedPeriod
from filings.models.outcomes import DeadlineOutcome
from filings.models.outgoing_papers import (
    OutgoingPaper,
    PaperVersion,
    RedactionCheck,
    RedactionFinding,
)
from filings.models.printed_days import PrintedDay
from filings.models.printed_names import NameCheck, PrintedName
from filings.models.readings import Reading
from filings.models.reminder_policies import ReminderPolicy
from filings.models.reminders import Message, Reminder
from filings.models.scopes import Scope, ScopeLink, ScopeReading
from filings.models.second_person import HeldChange, SecondReading
from filings.models.sightings import Sighting
from filings.models.tellings import Conflict, Telling
from filings.models.uploads import Upload, UploadedPaper
from filings.models.ways_in import WayIn

__all__ = [
    "ActionGroup",
    "AttachmentCandidate",
    "CalendarFeed",
    "CensusEdition",
    "CensusFile",
    "ClassDayDeadline",
    "Computation",
    "Conflict",
    "Deadline",
    "DeadlineOutcome",
    "Docket",
    "DocketCounsel",
    "DocketEntry",
    "DocketParty",
    "Document",
    "EntryKind",
    "GroupMembership",
    "Hearing",
    "HeldChange",
    "InboundItem",
    "LedgerStep",
    "Message",
    "MoveProposal",
    "NameCheck",
    "OrderedPeriod",
    "OutgoingPaper",
    "PaperVersion",
    "PrintedDay",
    "PrintedName",
    "Reading",
    "RedactionCheck",
    "RedactionFinding",
    "Reminder",
    "ReminderPolicy",
    "Scope",
    "ScopeLink",
    "ScopeReading",
    "SecondReading",
    "Sighting",
    "Telling",
    "Trigger",
    "Upload",
    "UploadedPaper",
    "WayIn",
]
