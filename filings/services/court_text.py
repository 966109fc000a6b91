"""Every column that may hold a court's words, or words copied from them, and whose they are.

A name that becomes known later is looked for in all of these. Each text column of the three apps
stands either here or in :data:`NO_COURT_TEXT` with the reason; a test refuses a new one that
stands in neither.
"""

from dataclasses import dataclass
from typing import Any, Final

from filings.models import (
    ActionGroup,
    AttachmentCandidate,
    Conflict,
    Deadline,
    Docket,
    DocketCounsel,
    DocketEntry,
    DocketParty,
    Document,
    Hearing,
    HeldChange,
    InboundItem,
    LedgerStep,
    Message,
    MoveProposal,
    OrderedPeriod,
    PrintedDay,
    PrintedName,
    Scope,
    ScopeReading,
    SecondReading,
    Sighting,
    Trigger,
    UploadedPaper,
)
from mdl.models import (
    Batch,
    CourtClosing,
    Involvement,
    KeyDate,
    LegalHold,
    Litigation,
    MatterClosing,
    MatterExport,
    MemberAction,
    OpenItem,
    Party,
    Presiding,
    ReportedCount,
    Settlement,
    Source,
)
from plaintiffs.models import (
    CensusSheet,
    ClassDefinition,
    Export,
    FactSheet,
    FactSheetAnswer,
    FactSheetQuestion,
    PlaintiffClass,
)

Place = PrintedName.Place


@dataclass(frozen=True, slots=True)
class CourtText:
    """Columns of one table."""

    model: Any
    columns: tuple[str, ...]
    homes: tuple[str, ...] = ()
    """Paths to the row's litigation; without one, or where all are empty, it may be anybody's."""
    docket: str = ""
    """Path to the docket that prints it; empty for what only repeats it."""
    entry: str = ""
    """Path to its entry, where it stands in one."""
    only: tuple[tuple[str, str], ...] = ()
    """What else its rows must be."""
    places: tuple[tuple[str, str], ...] = ()
    """Columns of a docket's text, each with where it stands."""

    @property
    def history(self) -> Any:
        """Return the model of its history, or None where none is kept."""
        return next(
            (
                relation.related_model
                for relation in self.model._meta.related_objects
                if hasattr(relation.related_model, "pgh_tracked_model")
                and relation.field.name == "pgh_obj"
            ),
            None,
        )


def _homes(docket: str) -> tuple[str, ...]:
    return (f"{docket}litigation", f"{docket}action__litigation")


_HEADING: Final = (
    "cause", "nature_of_suit", "jury_demand", "demand", "jurisdiction", "mdl_status",
)  # fmt: skip

COURT_TEXT: Final = (
    CourtText(
        Docket,
        ("caption", *_HEADING),
        homes=_homes(""),
        docket="pk",
        places=(("caption", Place.CAPTION), *((name, Place.HEADING) for name in _HEADING)),
    ),
    CourtText(
        DocketEntry,
        ("description", "short_description"),
        homes=_homes("docket__"),
        docket="docket",
        entry="pk",
        places=(("description", Place.ENTRY), ("short_description", Place.ENTRY)),
    ),
    CourtText(
        DocketParty,
        ("name", "role", "extra"),
        homes=_homes("docket__"),
        docket="docket",
        places=tuple((name, Place.PARTY) for name in ("name", "role", "extra")),
    ),
    CourtText(
        DocketCounsel,
        ("name", "contact", "roles"),
        homes=_homes("party__docket__"),
        docket="party__docket",
        places=tuple((name, Place.COUNSEL) for name in ("name", "contact", "roles")),
    ),
    CourtText(
        Document,
        ("description",),
        homes=_homes("entry__docket__"),
        docket="entry__docket",
        entry="entry",
        places=(("description", Place.ATTACHMENT),),
    ),
    CourtText(Conflict, ("in_force", "other"), homes=_homes("docket__")),
    # What repeats a court's words, or may.
    CourtText(MemberAction, ("caption", "disposition", "note"), homes=("litigation",)),
    CourtText(Litigation, ("caption", "issues"), homes=("pk",)),
    CourtText(KeyDate, ("words",), homes=("litigation",)),
    CourtText(ReportedCount, ("words",), homes=("litigation",)),
    CourtText(Settlement, ("name", "terms"), homes=("litigation",)),
    CourtText(Presiding, ("note",), homes=("litigation",)),
    CourtText(Involvement, ("words",), homes=_homes("")),
    CourtText(OpenItem, ("title", "authority", "outcome"), homes=("litigation",)),
    CourtText(Party, ("name", "also_known_as", "about")),
    CourtText(Source, ("title", "note")),
    CourtText(CourtClosing, ("name", "authority", "withdrawn_because")),
    CourtText(Batch, ("reason", "account")),
    CourtText(PlaintiffClass, ("name",), homes=("litigation",)),
    CourtText(ClassDefinition, ("text",), homes=("plaintiff_class__litigation",)),
    CourtText(FactSheet, ("name",), homes=("litigation",)),
    CourtText(FactSheetQuestion, ("text",), homes=("sheet__litigation",)),
    CourtText(FactSheetAnswer, ("text",), homes=("sheet__person__litigation",)),
    CourtText(LegalHold, ("reason", "lifted_because"), homes=("litigation",)),
    CourtText(
        MatterClosing, ("reason", "reopened_because", "retention_rule"), homes=("litigation",)
    ),
    CourtText(MatterExport, ("reason",), homes=("litigation",)),
    CourtText(CensusSheet, ("reason",), homes=("litigation",)),
    CourtText(Export, ("reason",), homes=("litigation",)),
    CourtText(Scope, ("words", "later_words"), homes=("litigation",)),
    CourtText(ScopeReading, ("words", "basis", "unplaced"), homes=("litigation",)),
    CourtText(PrintedDay, ("words", "title", "place"), homes=("litigation",)),
    CourtText(LedgerStep, ("words", "done"), homes=("litigation",)),
    CourtText(Sighting, ("words",), homes=("litigation",)),
    CourtText(ActionGroup, ("name",), homes=("litigation",)),
    CourtText(Trigger, ("words",), homes=("litigation",)),
    CourtText(Deadline, ("title", "reason", "shifts"), homes=("litigation",)),
    CourtText(OrderedPeriod, ("citation", "title", "event"), homes=("litigation",)),
    CourtText(HeldChange, ("basis", "reason"), homes=("deadline__litigation",)),
    CourtText(SecondReading, ("reference", "recorded", "differences")),
    CourtText(Hearing, ("title", "place", "outcome"), homes=("litigation",)),
    CourtText(MoveProposal, ("words", "cause"), homes=("litigation",)),
    CourtText(AttachmentCandidate, ("basis",), homes=("action__litigation",)),
    CourtText(InboundItem, ("name", "reason", "account")),
    CourtText(UploadedPaper, ("name", "reason")),
    CourtText(Message, ("subject", "text")),
)

CAPTIONS: Final = (
    CourtText(Docket, ("caption",), docket="pk", places=(("caption", Place.CAPTION),)),
    CourtText(
        Conflict,
        ("in_force", "other"),
        docket="docket",
        only=(("field", "caption"),),
    ),
)
"""Captions alone, and what papers disagree about in them."""

_RULES: Final = "the program's own words: rules, counting, settings"
_NUMBER: Final = "a number, a code or a key"
_FIRM: Final = "names somebody of a firm, a court or the defence"
NO_COURT_TEXT: Final = {
    "mdl.User.password": _NUMBER,
    "mdl.User.email": _FIRM,
    "mdl.User.name": _FIRM,
    "mdl.User.time_zone": _NUMBER,
    "mdl.Wall.reason": "why a colleague is walled off",
    "mdl.AuditEvent.subject": _NUMBER,
    "mdl.AuditEvent.reason": "append-only, and refused where it names anybody",
    "mdl.SealedChange.reason": "a fixed phrase",
    "mdl.SealedTable.key": "a column of ours",
    "mdl.SealedTable.name": "a table of ours",
    "mdl.Batch.kind": _NUMBER,
    "mdl.Claim.name": _RULES,
    "mdl.Claim.citation": _RULES,
    "mdl.Firm.name": _FIRM,
    "mdl.Attorney.name": _FIRM,
    "mdl.Attorney.email": _FIRM,
    "mdl.Attorney.phone": _FIRM,
    "mdl.Court.id": _NUMBER,
    "mdl.Court.name": _FIRM,
    "mdl.Court.citation": _FIRM,
    "mdl.Court.state": _NUMBER,
    "mdl.Court.time_zone": _NUMBER,
    "mdl.Court.host": _NUMBER,
    "mdl.CourtAlias.alias": _FIRM,
    "mdl.Judge.name": _FIRM,
    "mdl.Litigation.mdl_number": _NUMBER,
    "mdl.Litigation.master_docket_number": _NUMBER,
    "mdl.MemberAction.route_basis": _RULES,
    "mdl.DocketNumber.raw": _NUMBER,
    "mdl.DocketNumber.office": _NUMBER,
    "mdl.DocketNumber.type": _NUMBER,
    "mdl.DocketNumber.judge_initials": _NUMBER,
    "mdl.OpenItem.kind": _NUMBER,
    "mdl.OpenItem.occasion": _NUMBER,
    "mdl.SheetColumns.columns": "headings of a firm's own sheet",
    "mdl.Source.docket_number": _NUMBER,
    "mdl.Source.entry_number": _NUMBER,
    "mdl.Source.url": _NUMBER,
    "mdl.MatterErasure.reason": "a supervisor's, on a certificate that nobody changes any more",
    "mdl.MatterErasure.certificate": "designations and counts",
    "mdl.MatterErasure.erased": _NUMBER,
    "mdl.MatterErasure.expected": _NUMBER,
    "mdl.MatterErasure.sha256": _NUMBER,
    "mdl.MatterExport.sha256": _NUMBER,
    "mdl.MatterExport.trouble": _RULES,
    "plaintiffs.CensusColumns.columns": _NUMBER,
    "plaintiffs.CensusColumns.headings": _NUMBER,
    "plaintiffs.CensusRow.changes": _RULES,
    "plaintiffs.CensusRow.why": _RULES,
    "plaintiffs.CensusSheet.columns": _NUMBER,
    "plaintiffs.CensusSheet.trouble": _RULES,
    "plaintiffs.ClassDefinition.rule": _RULES,
    "plaintiffs.Export.sha256": _NUMBER,
    "plaintiffs.FactSheetQuestion.number": _NUMBER,
    "plaintiffs.FactSheetStep.unanswered": _NUMBER,
    "plaintiffs.UsedAccount.platform": "an app or a site",
    "plaintiffs.Person.designation": "what the public may read; refused where it holds the name",
    "plaintiffs.Person.residence_state": _NUMBER,
    "plaintiffs.Residence.state": _NUMBER,
    "plaintiffs.ToldApart.reason": "why a person of the firm holds two entries apart",
    "filings.CensusEdition.counts": "counts, and what is public of courts and counsel",
    "filings.CensusEdition.sha256": _NUMBER,
    "filings.CensusFile.sha256": _NUMBER,
    "filings.Conflict.field": _NUMBER,
    "filings.Conflict.values_key": "a hash of both texts as shown",
    **{
        f"filings.{name}.other_tellings": _NUMBER
        for name in ("Docket", "DocketEntry", "DocketParty", "DocketCounsel", "Document")
    },
    "filings.Docket.number": _NUMBER,
    "filings.Docket.number_key": _NUMBER,
    "filings.Docket.pacer_case_id": _NUMBER,
    "filings.Docket.assigned_to": "a judge",
    "filings.Docket.referred_to": "a judge",
    "filings.DocketEntry.natural_key": "a number, or the hash of the text as shown",
    "filings.DocketEntry.kind_basis": _RULES,
    "filings.Document.number": _NUMBER,
    "filings.Document.pacer_doc_id": _NUMBER,
    "filings.InboundItem.external_id": _NUMBER,
    "filings.InboundItem.kind": _NUMBER,
    "filings.InboundItem.parser": _NUMBER,
    "filings.PrintedName.text_hash": "of the text as shown",
    "filings.PrintedName.reason": "refused where it names the person",
    "filings.NameCheck.designation_before": "what the public could read",
    "filings.PrintedDay.about": _NUMBER,
    "filings.LedgerStep.order_name": _NUMBER,
    "filings.LedgerStep.named": _NUMBER,
    "filings.Hearing.dial_in": _NUMBER,
    "filings.HeldChange.obligor": _NUMBER,
    "filings.HeldChange.shifts": _RULES,
    "filings.SecondReading.key": _NUMBER,
    "filings.SecondReading.service": _NUMBER,
    "filings.SecondReading.rule": _NUMBER,
    "filings.SecondReading.kind": _NUMBER,
    "filings.SecondReading.court": _NUMBER,
    "filings.SecondReading.closing": _NUMBER,
    "filings.SecondReading.working": _RULES,
    "filings.SecondReading.record_working": _RULES,
    "filings.Trigger.key": _NUMBER,
    "filings.Deadline.rule": _NUMBER,
    "filings.Computation.rule": _RULES,
    "filings.Computation.rule_digest": _NUMBER,
    "filings.Computation.citation": _RULES,
    "filings.Computation.source_url": _RULES,
    "filings.Computation.period": _RULES,
    "filings.Computation.trigger_key": _RULES,
    "filings.Computation.other_events": _RULES,
    "filings.Computation.calendar_version": _RULES,
    "filings.Computation.steps": _RULES,
    "filings.Computation.readings": _RULES,
    "filings.Computation.confirm_because": _RULES,
    "filings.Computation.notes": _RULES,
    "filings.OrderedPeriod.period": _RULES,
    "filings.OrderedPeriod.replaces": _RULES,
    "filings.MoveProposal.chosen": _NUMBER,
    "filings.ReminderPolicy.rule": _NUMBER,
    **{
        f"filings.WayIn.{name}": "a mailbox, a feed or a service, and how far it was read"
        for name in ("name", "outside_id", "etag", "last_modified", "cursor", "trouble")
    },
    **{
        f"filings.{name}": "of a paper of ours, which has a check of its own before it goes out"
        for name in (
            "OutgoingPaper.title",
            "PaperVersion.name",
            "RedactionCheck.reason",
            "RedactionFinding.where",
            "RedactionFinding.part",
            "RedactionFinding.excerpt",
            "RedactionFinding.whose",
            "RedactionFinding.reason",
        )
    },
    "filings.CalendarFeed.secret_hash": _NUMBER,
    "filings.CalendarFeed.digest": _NUMBER,
    "filings.CalendarFeed.read_by": "what a calendar program calls itself",
    "filings.Message.message_id": _NUMBER,
    "filings.Message.error": _RULES,
    "filings.Message.sent_to": _FIRM,
    "filings.Message.relay_answer": _RULES,
}
"""Text columns that are never checked, and why."""
