"""What the database refuses of papers and days: a pair of rows for every constraint."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from filings.models import (
    ActionGroup,
    AttachmentCandidate,
    CalendarFeed,
    CensusEdition,
    CensusFile,
    ClassDayDeadline,
    Computation,
    Conflict,
    Deadline,
    DeadlineOutcome,
    Docket,
    DocketCounsel,
    DocketEntry,
    DocketParty,
    Document,
    GroupMembership,
    Hearing,
    HeldChange,
    InboundItem,
    LedgerStep,
    Message,
    MoveProposal,
    OrderedPeriod,
    OutgoingPaper,
    PaperVersion,
    PrintedDay,
    PrintedName,
    RedactionCheck,
    RedactionFinding,
    Reminder,
    ReminderPolicy,
    Scope,
    ScopeLink,
    ScopeReading,
    SecondReading,
    Sighting,
    Telling,
    Trigger,
    Upload,
    UploadedPaper,
    WayIn,
)
from mdl.identity import acting_as
from mdl.ids import uuid7
from mdl.models import Batch, PanelOrder, User
from plaintiffs.models import ClassDay
from tests import makers
from tests.constraints import Pair, Pairs, World, assert_refused, declared

MAR, JUN = date(2026, 3, 2), date(2026, 6, 1)
NOON = datetime(2026, 3, 2, 18, 0, tzinfo=makers.NOW.tzinfo)


def census(w: World, **fields: Any) -> CensusEdition:
    values = {"as_of": MAR, "known_at": NOON, "made_at": NOON, "sha256": "0" * 64}
    empty: dict[str, Any] = {"counts": {}, "content": b""}
    return CensusEdition(litigation=w.litigation, **values | empty | fields)


def two_census_files(w: World) -> Pair:
    edition = census(w)
    edition.save()
    first, again = (
        CensusFile(edition=edition, format="csv", content=b"", sha256="0" * 64) for _ in range(2)
    )
    return first, again


def trigger(w: World, **fields: Any) -> Trigger:
    values: dict[str, Any] = {"key": "complaint_served", "occurred_on": MAR, "court": w.court}
    return Trigger(**values | {"litigation": w.litigation, "action": w.action} | fields)


def computation(w: World, **fields: Any) -> Computation:
    return Computation(court=w.court, **COUNTED | fields)


COUNTED: dict[str, Any] = {
    "rule": "a rule", "rule_version": MAR, "citation": "FRCP", "trigger_on": MAR,
    "service": "none", "calendar_version": "test", "prevailing_on": JUN,
    "conservative_on": JUN, "latest_on": JUN, "steps": [],
}  # fmt: skip


def deadline(w: World, **fields: Any) -> Deadline:
    values: dict[str, Any] = {
        "title": "Answer", "obligor": "ours", "basis": "entered", "reason": "Agreed.",
        "court": w.court, "due_on": JUN, "action": w.action, "litigation": w.litigation,
    }  # fmt: skip
    return Deadline(**values | fields)


def critical(w: World, **fields: Any) -> Deadline:
    return deadline(w, **{"is_critical": True, "needs_confirmation": True} | fields)


def read_batch(by: User) -> Batch:
    """A batch whose cause somebody read anew, as the triggers want before they stand behind it."""
    batch = Batch.objects.create(kind="move_deadlines", reason="The event moved.")
    SecondReading.objects.create(batch=batch, by=by, recorded={"key": "answer"}, matches=True)
    return batch


def read(row: Deadline, by: User) -> Deadline:
    row.confirmed_by, row.confirmed_at, row.batch = by, NOON, read_batch(by)
    return row


def held(w: World, **fields: Any) -> HeldChange:
    values: dict[str, Any] = {"version": 1, "kind": "waive", "to_on": MAR, "asked_by": w.user}
    return HeldChange(**values | {"deadline": stored_deadline(w)} | fields)


def decided(w: World, by: User) -> HeldChange:
    """A change that was accepted after a matching reading."""
    return held(w, is_accepted=True, decided_by=by, decided_at=NOON, batch=read_batch(by))


def reading(w: World, **fields: Any) -> SecondReading:
    values: dict[str, Any] = {"by": w.user, "read_on": MAR, "stands_on": MAR, "matches": True}
    return SecondReading(**values | {"deadline": stored_deadline(w)} | fields)


def of_batch(w: World, **fields: Any) -> SecondReading:
    batch = Batch.objects.create(kind="move_deadlines", reason="The law changed.")
    return reading(w, deadline=None, batch=batch, **fields)


def counted(w: World, **fields: Any) -> Deadline:
    """A deadline counted from a trigger that is stored once."""
    values: dict[str, Any] = {"basis": "computed", "reason": "", "rule": "a rule"}
    values |= {"trigger": stored_trigger(w), "computation": stored_computation(w)}
    return deadline(w, **values | fields)


def class_day(w: World, kind: str = "opt_out") -> ClassDay:
    of, _ = w.litigation.classes.get_or_create(name="Class", defaults={"status": "proposed"})
    values = {"on": date(2026, 6, 1), "source": w.source}
    return ClassDay.objects.get_or_create(plaintiff_class=of, kind=kind, defaults=values)[0]


def stored_trigger(w: World) -> Trigger:
    return Trigger.objects.first() or makers.a_trigger(w.action)


def stored_computation(w: World) -> Computation:
    return Computation.objects.first() or makers.a_computation(w.court)


def stored_docket(w: World) -> Docket:
    return Docket.objects.first() or makers.a_docket(litigation=w.litigation)


def stored_entry(w: World) -> DocketEntry:
    return DocketEntry.objects.first() or makers.an_entry(stored_docket(w))


def stored_deadline(w: World) -> Deadline:
    return Deadline.objects.first() or makers.a_deadline(w.action)


def stored_reminder(w: World) -> Reminder:
    row = Reminder.objects.first()
    if row is None:
        row = reminder(w)
        row.save()
    return row


def stored_order(w: World) -> PanelOrder:
    return PanelOrder.objects.get_or_create(
        litigation=w.litigation, kind="transfer", entered_on=MAR
    )[0]


def stored_paper(w: World) -> InboundItem:
    row: InboundItem | None = InboundItem.objects.first()
    if row is None:
        row = inbound("a paper")
        row.save()
    return row


def stored_party(w: World) -> DocketParty:
    return DocketParty.objects.get_or_create(
        docket=stored_docket(w), name="Fictitious App, Inc.", role="Defendant"
    )[0]


def an_upload(w: World) -> Upload:
    return Upload.objects.first() or Upload.objects.create(actor=w.user, received_at=NOON)


def docket(w: World, number: str, **fields: Any) -> Docket:
    return Docket(court=w.court, number=number, number_key=number, **fields)


def document(w: World, **fields: Any) -> Document:
    return Document(entry=stored_entry(w), **fields)


def hearing(w: World, **fields: Any) -> Hearing:
    values: dict[str, Any] = {"kind": "status", "title": "Status hearing", "starts_at": NOON}
    values |= {"litigation": w.litigation, "court": w.court, "place": "Courtroom 1"}
    return Hearing(**values | fields)


def inbound(external_id: str, **fields: Any) -> InboundItem:
    values = {"way": "command", "external_id": external_id, "content_hash": b"x" * 32, "size": 1}
    values |= {"received_at": NOON, "wrapped_key": b"key", "sealed_raw": b"sealed"}
    return InboundItem(**values | fields)


def candidate(w: World, **fields: Any) -> AttachmentCandidate:
    values = {"docket": stored_docket(w), "action": w.action, "basis": "same number"}
    return AttachmentCandidate(**values | fields)


def telling(w: World, **fields: Any) -> Telling:
    values = {"docket": stored_docket(w), "standing": "listing", "digest": b"x" * 16}
    return Telling(**values | {"as_of": NOON, "told_at": NOON} | fields)


def conflict(w: World, **fields: Any) -> Conflict:
    values = {"docket": stored_docket(w), "field": "caption", "in_force": "A", "other": "B"}
    return Conflict(**values | {"values_key": "a b", "noticed_at": NOON} | fields)


def printed(w: World, **fields: Any) -> PrintedName:
    values: dict[str, Any] = {"docket": stored_docket(w), "place": "entry", "person": w.minor}
    return PrintedName(**values | {"text_hash": "0" * 32, "found_at": NOON} | fields)


def reminder(w: World, **fields: Any) -> Reminder:
    values: dict[str, Any] = {"days_before": 7, "channel": "digest", "recipient": w.user}
    values["due_at"] = NOON
    return Reminder(**values | {"deadline": stored_deadline(w)} | fields)


def policy(w: World, **fields: Any) -> ReminderPolicy:
    values: dict[str, Any] = {"kind": "critical", "days_before": [7, 1, 0], "channel": "mail"}
    return ReminderPolicy(**values | fields)


def outcome(w: World, **fields: Any) -> DeadlineOutcome:
    values: dict[str, Any] = {"action": w.action, "outcome": "met", "on": MAR}
    return DeadlineOutcome(**values | {"deadline": stored_deadline(w)} | fields)


def period(w: World, **fields: Any) -> OrderedPeriod:
    values: dict[str, Any] = {
        "litigation": w.litigation, "source": w.source, "citation": "CMO 5", "title": "Report",
        "event": "complaint_served", "period": "30 days", "obligor": "ours",
    }  # fmt: skip
    return OrderedPeriod(**values | fields)


def stored_period(w: World) -> OrderedPeriod:
    row = OrderedPeriod.objects.first()
    if row is None:
        row = period(w)
        row.save()
    return row


def proposal(w: World, **fields: Any) -> MoveProposal:
    values: dict[str, Any] = {"litigation": w.litigation, "words": "It moved.", "cause": {"a": 1}}
    return MoveProposal(**values | {"made_at": NOON} | fields)


def message(w: World, **fields: Any) -> Message:
    return Message(**{"recipient": w.user, "digest_on": MAR, "due_at": NOON} | fields)


def calendar_feed(w: World, **fields: Any) -> CalendarFeed:
    return CalendarFeed(**{"owner": w.user, "secret_hash": "0" * 64} | fields)


def stored_group(w: World) -> ActionGroup:
    return ActionGroup.objects.get_or_create(
        litigation=w.litigation, name="Track Two", defaults={"kind": "track"}
    )[0]


def stored_list(w: World) -> Scope:
    return Scope.objects.get_or_create(litigation=w.litigation, kind="listed")[0]


def membership(w: World, **fields: Any) -> GroupMembership:
    return GroupMembership(group=stored_group(w), action=w.action, **fields)


def _reading(w: World, **fields: Any) -> dict[str, Any]:
    values = {"litigation": w.litigation, "words": "As printed.", "made_at": NOON}
    return values | fields


def scope_reading(w: World, **fields: Any) -> ScopeReading:
    values = {"entry": stored_entry(w), "confidence": "doubtful", "basis": "It says so."}
    return ScopeReading(**_reading(w, **values | fields))


def printed_day(w: World, **fields: Any) -> PrintedDay:
    values = {"entry": stored_entry(w), "kind": "deadline", "title": "Replies", "on": JUN}
    return PrintedDay(**_reading(w, **values | fields))


def ledger_step(w: World, **fields: Any) -> LedgerStep:
    values = {"entry": stored_entry(w), "step": "stay_lifted", "on": MAR}
    return LedgerStep(**_reading(w, **values | fields))


def sighting(w: World, **fields: Any) -> Sighting:
    return Sighting(**_reading(w, **{"docket": stored_docket(w), "seen_on": MAR} | fields))


def outgoing(w: World, **fields: Any) -> OutgoingPaper:
    values = {"litigation": w.litigation, "title": "Motion", "prepared_at": NOON}
    return OutgoingPaper(**values | fields)


def version(paper: OutgoingPaper, **fields: Any) -> PaperVersion:
    values: dict[str, Any] = {
        "name": "motion.pdf", "kind": "pdf", "size": 1, "content_hash": b"", "number": 1,
        "uploaded_at": NOON, "wrapped_key": b"", "sealed_content": b"",
    }  # fmt: skip
    return PaperVersion(paper=paper, **values | fields)


def redaction(w: World, **fields: Any) -> RedactionCheck:
    paper = outgoing(w)
    with acting_as(None, why="test"):
        paper.save()
        kept = version(paper)
        kept.save()
    values = {"at": NOON, "outcome": "finished", "names_state": b""} | fields
    return RedactionCheck(version=kept, **values)


def stored_redaction(w: World) -> RedactionCheck:
    done = redaction(w)
    with acting_as(None, why="test"):
        done.save()
    return done


def finding(w: World, done: RedactionCheck | None = None, **fields: Any) -> RedactionFinding:
    values = {"place": 1, "kind": "name", "where": "text", "excerpt": "[name]"} | fields
    return RedactionFinding(redaction=done or stored_redaction(w), **values)


def two_findings(w: World) -> tuple[RedactionFinding, RedactionFinding]:
    done = stored_redaction(w)
    return finding(w, done), finding(w, done)


def two_versions(w: World) -> tuple[PaperVersion, PaperVersion]:
    paper = outgoing(w)
    with acting_as(None, why="test"):
        paper.save()
    return version(paper), version(paper)


ANSWERED: dict[str, Any] = {"answer": "allowed", "ground": "order", "reason": "Order of March 2."}

PAIRS: Pairs = {
    # Triggers, countings, deadlines
    "filings_trigger_has_one_subject": lambda w: (
        trigger(w),
        trigger(w, person=w.minor),
    ),
    "filings_trigger_day_can_be_meant": lambda w: (
        trigger(w, occurred_on=date(2200, 12, 31)),
        trigger(w, occurred_on=date(2201, 1, 1)),
    ),
    "filings_trigger_once": lambda w: (trigger(w), trigger(w, words="again")),
    "filings_computation_once": lambda w: (
        computation(w),
        computation(w, citation="FRCP, once more"),
    ),
    "filings_computation_readings_in_order": lambda w: (
        computation(w, conservative_on=MAR),
        computation(w, trigger_on=JUN, latest_on=MAR),
    ),
    "filings_deadline_has_one_subject": lambda w: (
        deadline(w),
        deadline(w, person=w.minor),
    ),
    "filings_deadline_day_can_be_meant": lambda w: (
        deadline(w, due_on=date(1900, 1, 1)),
        deadline(w, due_on=date(1899, 12, 31)),
    ),
    "filings_deadline_one_open_per_trigger_and_rule": lambda w: (counted(w), counted(w)),
    "filings_deadline_computed_has_its_computation": lambda w: (
        counted(w),
        counted(w, rule="another", computation=None),
    ),
    "filings_deadline_other_basis_has_a_reason": lambda w: (
        deadline(w),
        deadline(w, basis="order", reason=""),
    ),
    "filings_deadline_closed_exactly_with_a_day": lambda w: (
        deadline(w, status="met", closed_on=MAR),
        deadline(w, closed_on=MAR),
    ),
    "filings_deadline_confirmation_is_whole": lambda w: (
        deadline(w, confirmed_by=w.user, confirmed_at=NOON),
        deadline(w, confirmed_at=NOON),
    ),
    "filings_deadline_critical_needs_a_second_person": lambda w: (
        read(critical(w, opened_by=w.user), w.colleague),
        read(critical(w, opened_by=w.user), w.user),
    ),
    "filings_deadline_critical_waits_for_confirmation": lambda w: (
        critical(w),
        critical(w, needs_confirmation=False),
    ),
    "filings_trigger_follows_exactly_a_parent": lambda w: (
        trigger(w, parent=stored_deadline(w), follows="due"),
        trigger(w, key="another", parent=stored_deadline(w)),
    ),
    "filings_outcome_once_per_action": lambda w: (outcome(w), outcome(w, outcome="waived")),
    "filings_outcome_proof_shows_it_met": lambda w: (
        outcome(w, proof=stored_entry(w)),
        outcome(w, action=w.second_action, outcome="waived", proof=stored_entry(w)),
    ),
    "filings_ordered_period_counts_from_one_thing": lambda w: (
        period(w),
        period(w, event=""),
    ),
    "filings_ordered_period_follows_exactly_a_step": lambda w: (
        period(w, event="", after=stored_period(w), follows="met"),
        period(w, event="", after=stored_period(w)),
    ),
    "filings_ordered_period_is_cited": lambda w: (period(w), period(w, citation="")),
    "filings_move_proposal_waits_once": lambda w: (proposal(w), proposal(w, words="Again.")),
    "filings_move_proposal_decision_is_whole": lambda w: (
        proposal(w, decided_at=NOON, decided_by=w.user),
        proposal(w, cause={}, decided_at=NOON),
    ),
    # What waits for a second person, and what they read
    "filings_change_one_waits": lambda w: (held(w), held(w, kind="vacate")),
    "filings_change_decision_is_whole": lambda w: (
        held(w, is_accepted=False, decided_at=NOON),
        held(w, is_accepted=False),
    ),
    "filings_change_needs_a_second_person": lambda w: (
        decided(w, w.colleague),
        decided(w, w.user),
    ),
    "filings_change_counted_has_its_counting": lambda w: (
        held(w, kind="move", basis="computed", computation=stored_computation(w)),
        held(w, kind="move", basis="computed"),
    ),
    "filings_reading_of_one_thing": lambda w: (reading(w), reading(w, deadline=None)),
    "filings_reading_of_a_batch_compared_something": lambda w: (
        of_batch(w, recorded={"rule": "a rule"}),
        of_batch(w),
    ),
    "filings_reading_matches_only_the_same_day": lambda w: (
        reading(w, read_on=JUN, matches=False, differences=["on"]),
        reading(w, read_on=JUN),
    ),
    # Dockets and documents
    "filings_docket_once_per_court": lambda w: (docket(w, "1:26-cv-1"), docket(w, "1:26-cv-1")),
    "filings_docket_of_a_litigation_or_an_action": lambda w: (
        docket(w, "1:26-cv-1", action=w.action),
        docket(w, "1:26-cv-2", action=w.action, litigation=w.litigation),
    ),
    "filings_entry_once_per_docket": lambda w: (
        DocketEntry(docket=stored_docket(w), natural_key="n:7"),
        DocketEntry(docket=stored_docket(w), natural_key="n:7"),
    ),
    "filings_docket_party_once": lambda w: (
        DocketParty(docket=stored_docket(w), name="John Doe", role="Defendant"),
        DocketParty(docket=stored_docket(w), name="John Doe", role="Defendant"),
    ),
    "filings_docket_counsel_once": lambda w: (
        DocketCounsel(party=stored_party(w), name="Drew Invented"),
        DocketCounsel(party=stored_party(w), name="Drew Invented"),
    ),
    "filings_telling_once_per_paper": lambda w: (
        telling(w, paper=stored_paper(w)),
        telling(w, paper=stored_paper(w)),
    ),
    "filings_conflict_once": lambda w: (conflict(w), conflict(w, in_force="B", other="A")),
    "filings_conflict_decision_is_whole": lambda w: (
        conflict(w, decision="kept", decided_by=w.user, decided_at=NOON),
        conflict(w, values_key="c d", decision="kept", decided_at=NOON),
    ),
    "filings_document_attachment_once": lambda w: (document(w), document(w, number="again")),
    "filings_document_sealed_is_a_placeholder": lambda w: (
        document(w, is_sealed=True),
        document(w, is_sealed=True, attachment_number=1, pacer_doc_id="00100"),
    ),
    "filings_scope_group_exactly_for_groups": lambda w: (
        Scope(litigation=w.litigation, kind="group", group=stored_group(w)),
        Scope(litigation=w.litigation, kind="all", group=stored_group(w)),
    ),
    "filings_scope_link_once": lambda w: (
        ScopeLink(scope=stored_list(w), action=w.action),
        ScopeLink(scope=stored_list(w), action=w.action),
    ),
    "filings_scope_reading_decision_is_whole": lambda w: (
        scope_reading(w),
        scope_reading(w, is_accepted=True),
    ),
    "filings_scope_reading_certain_has_a_scope": lambda w: (
        scope_reading(w),
        scope_reading(w, confidence="certain"),
    ),
    "filings_action_group_name_once": lambda w: (
        ActionGroup(litigation=w.litigation, kind="wave", name="Wave One"),
        ActionGroup(litigation=w.litigation, kind="track", name="WAVE ONE"),
    ),
    "filings_action_group_has_a_name": lambda w: (
        ActionGroup(litigation=w.litigation, kind="wave", name="Wave One"),
        ActionGroup(litigation=w.litigation, kind="wave", name=""),
    ),
    "filings_group_membership_period_not_empty": lambda w: (
        membership(w, from_on=MAR, until_on=JUN),
        membership(w, from_on=JUN, until_on=MAR),
    ),
    "filings_group_membership_once_at_a_time": lambda w: (
        membership(w, from_on=MAR, until_on=JUN),
        membership(w, from_on=MAR),
    ),
    "filings_printed_day_decision_is_whole": lambda w: (
        printed_day(w),
        printed_day(w, decided_by=w.user),
    ),
    "filings_printed_day_once": lambda w: (printed_day(w), printed_day(w, words="Again.")),
    "filings_printed_day_due_or_heard_has_a_day": lambda w: (
        printed_day(w, kind="stricken", on=None),
        printed_day(w, on=None),
    ),
    "filings_ledger_step_decision_is_whole": lambda w: (
        ledger_step(w),
        ledger_step(w, decided_at=NOON),
    ),
    "filings_ledger_step_once": lambda w: (ledger_step(w), ledger_step(w, words="Again.")),
    "filings_sighting_decision_is_whole": lambda w: (
        sighting(w),
        sighting(w, is_accepted=False),
    ),
    "filings_sighting_once": lambda w: (sighting(w), sighting(w, words="Again.")),
    "filings_scope_claim_exactly_for_claims": lambda w: (
        Scope(litigation=w.litigation, kind="all"),
        Scope(litigation=w.litigation, kind="claim"),
    ),
    "filings_scopereading_entry_id_key": lambda w: (
        scope_reading(w),
        scope_reading(w, words="Again."),
    ),
    "filings_classdaydeadline_day_id_key": lambda w: (
        ClassDayDeadline(day=class_day(w), deadline=stored_deadline(w)),
        ClassDayDeadline(day=class_day(w), deadline=makers.a_deadline(w.action)),
    ),
    "filings_classdaydeadline_deadline_id_key": lambda w: (
        ClassDayDeadline(day=class_day(w), deadline=stored_deadline(w)),
        ClassDayDeadline(day=class_day(w, "objection"), deadline=stored_deadline(w)),
    ),
    "filings_scope_order_id_key": lambda w: (
        Scope(litigation=w.litigation, kind="all", order=stored_order(w)),
        Scope(litigation=w.litigation, kind="all", order=stored_order(w)),
    ),
    # Hearings
    "filings_hearing_has_a_place_or_a_line": lambda w: (
        hearing(w, place="", dial_in="312-555-0100"),
        hearing(w, place=""),
    ),
    "filings_hearing_held_has_an_outcome": lambda w: (
        hearing(w, status="held", outcome="Continued to June."),
        hearing(w, status="held"),
    ),
    # What comes in
    "filings_inbound_once_per_way": lambda _: (inbound("a"), inbound("a")),
    "filings_inbound_set_aside_has_a_reason": lambda _: (
        inbound("a", status="set_aside", reason="It is no court paper."),
        inbound("b", status="set_aside"),
    ),
    "filings_candidate_once": lambda w: (candidate(w), candidate(w, basis="same caption")),
    "filings_candidate_decision_is_whole": lambda w: (
        candidate(w, is_accepted=True, decided_by=w.user, decided_at=NOON),
        candidate(w, action=w.second_action, is_accepted=True),
    ),
    "filings_way_in_once": lambda _: (
        WayIn(kind="feed", name="ilnd"),
        WayIn(kind="feed", name="ilnd"),
    ),
    "filings_way_in_failure_is_said": lambda _: (
        WayIn(kind="feed", name="ilnd", failures=1, trouble="The court does not answer."),
        WayIn(kind="feed", name="cand", failures=1),
    ),
    "filings_way_in_busy_by_somebody": lambda _: (
        WayIn(kind="feed", name="ilnd", busy_until=NOON, busy_by=uuid7()),
        WayIn(kind="feed", name="cand", busy_until=NOON),
    ),
    "filings_uploaded_paper_stored_or_refused": lambda w: (
        UploadedPaper(
            upload=an_upload(w), name="a.html", outcome="set_aside", reason="It is too large."
        ),
        UploadedPaper(upload=an_upload(w), name="a.html", outcome="set_aside"),
    ),
    # Papers that go out
    "filings_outgoing_has_a_title": lambda w: (outgoing(w), outgoing(w, title="")),
    "filings_outgoing_checked_has_a_check": lambda w: (
        outgoing(w),
        outgoing(w, last_check=stored_redaction(w)),
    ),
    "filings_outgoing_ready_is_whole": lambda w: (outgoing(w), outgoing(w, ready_at=NOON)),
    "filings_outgoing_filed_is_whole": lambda w: (outgoing(w), outgoing(w, filed_on=MAR)),
    "filings_outgoing_proof_when_filed": lambda w: (
        outgoing(w),
        outgoing(w, proof_entry=stored_entry(w)),
    ),
    "filings_version_number_once": two_versions,
    "filings_version_number_from_one": lambda w: (
        two_versions(w)[0],
        version(two_versions(w)[0].paper, number=0),
    ),
    "filings_check_refusal_has_a_reason": lambda w: (
        redaction(w, outcome="refused", reason="It is broken."),
        redaction(w, outcome="refused"),
    ),
    "filings_census_once_for_two_dates": lambda w: (census(w), census(w)),
    "filings_census_has_a_hash": lambda w: (census(w), census(w, as_of=JUN, sha256="")),
    "filings_census_file_once": two_census_files,
    "filings_finding_place_once": two_findings,
    "filings_finding_answer_is_whole": lambda w: (
        finding(w, **ANSWERED, answered_at=NOON),
        finding(w, **ANSWERED),
    ),
    "filings_finding_stays_for_a_reason": lambda w: (
        finding(w, **ANSWERED, answered_at=NOON),
        finding(w, **ANSWERED | {"reason": ""}, answered_at=NOON),
    ),
    "filings_finding_stays_on_a_ground": lambda w: (
        finding(w, **ANSWERED, answered_at=NOON),
        finding(w, **ANSWERED | {"ground": ""}, answered_at=NOON),
    ),
    # Names that courts print
    "filings_printed_name_once": lambda w: (printed(w), printed(w, state="open")),
    "filings_printed_name_decision_is_whole": lambda w: (
        printed(w, state="asked", decided_by=w.user, decided_at=NOON),
        printed(w, place="party", state="asked", decided_by=w.user),
    ),
    "filings_printed_name_shown_has_a_reason": lambda w: (
        printed(w, state="not_a_name", decided_by=w.user, decided_at=NOON, reason="An adult."),
        printed(w, place="party", state="not_a_name", decided_by=w.user, decided_at=NOON),
    ),
    # Mails that go out
    "filings_reminder_of_one_thing": lambda w: (
        reminder(w),
        reminder(w, deadline=None),
    ),
    "filings_reminder_once": lambda w: (
        reminder(w),
        reminder(w, due_at=NOON + timedelta(days=1)),
    ),
    "filings_policy_once": lambda w: (
        policy(w),
        policy(w, days_before=[14, 1, 0]),
    ),
    "filings_policy_of_a_hearing_has_no_rule": lambda w: (
        policy(w, kind="deadline", rule="frcp-15a1A"),
        policy(w, kind="hearing", rule="frcp-15a1A"),
    ),
    "filings_policy_days_can_be_meant": lambda w: (
        policy(w, kind="deadline", days_before=[180]),
        policy(w, kind="hearing", days_before=[181]),
    ),
    "filings_policy_hours_are_of_one_day": lambda w: (
        policy(w, kind="deadline", hours_before=[24, 1]),
        policy(w, kind="hearing", hours_before=[25]),
    ),
    "filings_policy_critical_keeps_the_last_days": lambda w: (
        policy(w),
        policy(w, person=w.user, days_before=[7, 0]),
    ),
    "filings_policy_quiet_from_and_until": lambda w: (
        policy(w, quiet_from=time(20), quiet_until=time(7)),
        policy(w, person=w.user, quiet_from=time(20)),
    ),
    "filings_message_is_of_one_kind": lambda w: (
        message(w),
        message(w, digest_on=None),
    ),
    "filings_calendarfeed_keeps_a_hash": lambda w: (
        calendar_feed(w),
        calendar_feed(w, secret_hash="the secret itself"),
    ),
    "filings_calendarfeed_owner_id_key": lambda w: (
        calendar_feed(w),
        calendar_feed(w, secret_hash="1" * 64),
    ),
    "filings_calendarfeed_secret_hash_key": lambda w: (
        calendar_feed(w),
        calendar_feed(w, owner=w.colleague),
    ),
    "filings_message_one_digest_a_day": lambda w: (message(w), message(w)),
    "filings_message_one_gathered_at_a_time": lambda w: (
        message(w, digest_on=None, gathered_on=MAR),
        message(w, digest_on=None, gathered_on=JUN),
    ),
    "filings_message_reminder_id_key": lambda w: (
        message(w, digest_on=None, reminder=stored_reminder(w)),
        message(w, digest_on=None, reminder=stored_reminder(w)),
    ),
    "filings_message_leased_exactly_with_a_lease": lambda w: (
        message(w, state="leased", leased_until=NOON),
        message(w, digest_on=JUN, state="leased"),
    ),
    "filings_message_sent_exactly_with_a_time": lambda w: (
        message(w, state="sent", sent_at=NOON),
        message(w, digest_on=JUN, state="sent"),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAIRS)
def test_the_database_refuses(name: str) -> None:
    assert_refused(name, PAIRS)


def test_every_constraint_is_proved() -> None:
    assert declared("filings") == set(PAIRS)


@pytest.mark.django_db
def test_a_day_does_not_move_under_the_same_version() -> None:
    row = makers.a_deadline(makers.an_action(makers.a_litigation()))
    with pytest.raises(DatabaseError, match="due_on_moves_with_version"), transaction.atomic():
        Deadline.objects.filter(pk=row.pk).update(due_on=JUN)
    assert Deadline.objects.filter(pk=row.pk).update(due_on=JUN, version=2) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date.min, date.max])
def test_no_absurd_day_is_stored_beside_the_models(day: date) -> None:
    row = makers.a_deadline(makers.an_action(makers.a_litigation()))
    with pytest.raises(DatabaseError, match="filings_deadline_day"), transaction.atomic():
        Deadline.objects.filter(pk=row.pk).update(due_on=day, version=2)


@pytest.mark.django_db
def test_a_critical_deadline_does_not_end_action_by_action() -> None:
    row = makers.a_deadline(makers.an_action(makers.a_litigation()))
    Deadline.objects.filter(pk=row.pk).update(is_critical=True, needs_confirmation=True)
    ended = DeadlineOutcome(deadline=row, action=row.action, outcome="waived", on=MAR)
    with pytest.raises(DatabaseError, match="as a whole, by two people"), transaction.atomic():
        DeadlineOutcome.objects.bulk_create([ended])
    ended.outcome = "met"
    DeadlineOutcome.objects.bulk_create([ended])
