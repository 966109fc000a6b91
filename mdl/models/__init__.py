"""Tables of the frame: courts, litigations, member actions, transfers, and who works on them."""

from mdl.models.absences import Absence
from mdl.models.accounts import Assignment, Role, User, Wall
from mdl.models.action_sheets import SheetColumns
from mdl.models.audit import AuditEvent, HeldPerson
from mdl.models.batches import Batch
from mdl.models.claims import Claim, PleadedClaim
from mdl.models.closings import CourtClosing
from mdl.models.counsel import Appearance, Attorney, Firm, Leadership, Side
from mdl.models.courts import Court, CourtAlias, Judge, Presiding
from mdl.models.litigations import KeyDate, Litigation, ReportedCount, Settlement
from mdl.models.member_actions import ActionStage, DocketNumber, MemberAction, Stage
from mdl.models.open_items import OpenItem
from mdl.models.parties import Involvement, Party
from mdl.models.retention import LegalHold, MatterClosing, MatterErasure, MatterExport
from mdl.models.seals import Seal, SealedChange, SealedRange, SealedTable
from mdl.models.sources import Source, Verification
from mdl.models.transfers import PanelOrder, Transfer

__all__ = [
    "Absence",
    "ActionStage",
    "Appearance",
    "Assignment",
    "Attorney",
    "AuditEvent",
    "Batch",
    "Claim",
    "Court",
    "CourtAlias",
    "CourtClosing",
    "DocketNumber",
    "Firm",
    "HeldPerson",
    "Involvement",
    "Judge",
    "KeyDate",
    "Leadership",
    "LegalHold",
    "Litigation",
    "MatterClosing",
    "MatterErasure",
    "MatterExport",
    "MemberAction",
    "OpenItem",
    "PanelOrder",
    "Party",
    "PleadedClaim",
    "Presiding",
    "ReportedCount",
    "Role",
    "Seal",
    "SealedChange",
    "SealedRange",
    "SealedTable",
    "Settlement",
    "SheetColumns",
    "Side",
    "Source",
    "Stage",
    "Transfer",
    "User",
    "Verification",
    "Wall",
]
