"""What the database refuses in the frame: a pair of rows for every constraint."""

import uuid
from datetime import date
from typing import Any

import pytest

from mdl.ids import uuid7
from mdl.models import (
    Absence,
    ActionStage,
    Appearance,
    Assignment,
    Attorney,
    AuditEvent,
    Batch,
    Claim,
    Court,
    CourtAlias,
    CourtClosing,
    DocketNumber,
    Firm,
    HeldPerson,
    Involvement,
    Judge,
    KeyDate,
    Leadership,
    LegalHold,
    Litigation,
    MatterClosing,
    MatterErasure,
    MatterExport,
    MemberAction,
    OpenItem,
    PanelOrder,
    Party,
    PleadedClaim,
    Presiding,
    ReportedCount,
    Seal,
    SealedRange,
    SealedTable,
    Settlement,
    SheetColumns,
    Source,
    Transfer,
    User,
    Wall,
)
from tests import makers
from tests.constraints import Pairs, World, assert_refused, declared

JAN, MAR, JUN = date(2026, 1, 12), date(2026, 3, 2), date(2026, 6, 1)


def open_item(w: World, **fields: Any) -> OpenItem:
    values = {"litigation": w.litigation, "kind": "retainer", "title": "A retainer of W.F."}
    return OpenItem(subject=w.minor, opened_at=makers.NOW, **values | fields)


def held(person: uuid.UUID) -> HeldPerson:
    event, _ = AuditEvent.objects.get_or_create(kind="export", at=makers.NOW)
    return HeldPerson(event=event, person=person)


AGAIN = {"reopened_at": makers.NOW, "reopened_because": "An appeal."}
LIFTED = {"lifted_at": makers.NOW, "lifted_because": "Quashed."}


def ended(w: World, **fields: Any) -> MatterClosing:
    values: dict[str, Any] = {"closed_on": JAN, "reason": "Final.", "retain_until": JUN}
    values |= {"retention_rule": "Engagement letter, paragraph 9", "closed_at": makers.NOW}
    return MatterClosing(litigation=w.litigation, **values | fields)


def legal_hold(w: World, **fields: Any) -> LegalHold:
    values = {"reason": "A subpoena.", "placed_at": makers.NOW}
    return LegalHold(litigation=w.litigation, **values | fields)


def erasure(w: World, **fields: Any) -> MatterErasure:
    values = {"reason": "Over.", "asked_by": w.user, "asked_at": makers.NOW}
    return MatterErasure(litigation=w.litigation, **values | fields)


def erased(w: World, **fields: Any) -> MatterErasure:
    """One that was confirmed, of a litigation whose retention was over."""
    MatterClosing.objects.get_or_create(
        litigation=w.litigation, reopened_at=None,
        defaults={
            "closed_on": JAN, "retain_until": JAN, "reason": "Final.", "retention_rule": "A letter",
            "closed_at": makers.NOW,
        },
    )  # fmt: skip
    values = {"erased_at": makers.NOW, "certificate": "C", "sha256": "0" * 64}
    return erasure(w, **values | fields)


def whole_file(w: World, **fields: Any) -> MatterExport:
    values = {"profile": "designations", "asked_at": makers.NOW}
    return MatterExport(litigation=w.litigation, **values | fields)


def sealed_range(**fields: Any) -> SealedRange:
    seal, _ = Seal.objects.get_or_create(
        number=1, defaults={"at": makers.NOW, "previous": b"", "head": b"head"}
    )
    table, _ = SealedTable.objects.get_or_create(name="mdl_firmevent", key="pgh_id", columns=[])
    values = {"seal": seal, "table": table, "first": 1, "last": 9, "rows": 9, "mac": b"mac"}
    return SealedRange(**values | fields)


def user(email: str, **fields: Any) -> User:
    return User(**{"email": email, "name": "Wyn Invented", "role": "paralegal"} | fields)


def absence(w: World, **fields: Any) -> Absence:
    return Absence(**{"person": w.user, "covered_by": w.colleague} | fields)


def court(**fields: Any) -> Court:
    values = {"id": "xyzd", "name": "A court", "citation": "X.Y.Z.", "kind": "district"}
    return Court(**values | {"time_zone": "America/Chicago"} | fields)


def closing(w: World, **fields: Any) -> CourtClosing:
    values = {"court": w.court, "day": MAR, "kind": "court_closed", "name": "Closed for the storm"}
    return CourtClosing(
        **values | {"authority": "General Order 26-0009", "source": w.source} | fields
    )


def litigation(number: str, **fields: Any) -> Litigation:
    return Litigation(mdl_number=number, caption="In re: Invented Litigation", **fields)


def action(w: World, position: int, **fields: Any) -> MemberAction:
    return MemberAction(litigation=w.litigation, position=position, **fields)


def number(w: World, serial: int, **fields: Any) -> DocketNumber:
    values = {
        "action": w.second_action,
        "court": w.court,
        "part": "transferee",
        "raw": "as printed",
    }
    values |= {"office": "1", "year": 2026, "type": "cv", "serial": serial, "is_current": False}
    return DocketNumber(**values | fields)


def appearance(w: World, **fields: Any) -> Appearance:
    return Appearance(**{"attorney": w.attorney, "side": "plaintiffs"} | fields)


def leadership(w: World, **fields: Any) -> Leadership:
    values = {"litigation": w.litigation, "attorney": w.attorney, "position": "lead"}
    return Leadership(**values | fields)


def presiding(w: World, **fields: Any) -> Presiding:
    values = {"litigation": w.litigation, "judge": makers.a_judge(), "part": "presiding"}
    return Presiding(**values | fields)


def transfer(w: World, **fields: Any) -> Transfer:
    values = {"action": w.action, "origin": w.home, "destination": w.court}
    return Transfer(**values | fields)


def moved(w: World, **fields: Any) -> Transfer:
    """A transfer of the other action, so that it does not meet the one that was taken."""
    return transfer(w, **{"action": w.second_action} | fields)


def settlement(w: World, name: str, **fields: Any) -> Settlement:
    return Settlement(litigation=w.litigation, name=name, **fields)


PAIRS: Pairs = {
    "mdl_sheetcolumns_litigation_id_key": lambda w: (
        SheetColumns(litigation=w.litigation, columns={"number": "Docket"}),
        SheetColumns(litigation=w.litigation),
    ),
    # Accounts
    "mdl_user_email_key": lambda _: (user("wyn@firm.example"), user("wyn@firm.example")),
    "mdl_user_email_once_in_any_case": lambda _: (
        user("wyn@firm.example"),
        user("WYN@firm.example"),
    ),
    "mdl_user_leaver_hands_reminders_over": lambda w: (
        user("a@firm.example", is_active=False, reminders_to=w.colleague),
        user("b@firm.example", is_active=False),
    ),
    "mdl_user_no_reminders_to_self": lambda w: (
        user("a@firm.example", reminders_to=w.colleague),
        user("b@firm.example", id=(own := uuid7()), reminders_to_id=own),
    ),
    "mdl_assignment_once": lambda w: (
        Assignment(user=w.user, litigation=w.litigation, part="counsel"),
        Assignment(user=w.user, litigation=w.litigation, part="counsel"),
    ),
    "mdl_assignment_period_not_empty": lambda w: (
        Assignment(user=w.user, litigation=w.litigation, part="back_up", from_on=JAN, until_on=MAR),
        Assignment(user=w.user, litigation=w.litigation, part="counsel", from_on=MAR, until_on=MAR),
    ),
    "mdl_absence_one_at_a_time": lambda w: (
        absence(w, from_on=JAN, until_on=MAR),
        absence(w, from_on=JAN, until_on=MAR),
    ),
    "mdl_absence_not_empty": lambda w: (
        absence(w, from_on=JAN, until_on=MAR),
        absence(w, from_on=MAR, until_on=MAR),
    ),
    "mdl_absence_has_both_days": lambda w: (
        absence(w, from_on=JAN, until_on=MAR),
        absence(w, person=w.colleague, covered_by=w.user, from_on=JAN),
    ),
    "mdl_absence_covered_by_somebody_else": lambda w: (
        absence(w, from_on=JAN, until_on=MAR),
        absence(w, person=w.colleague, from_on=JAN, until_on=MAR),
    ),
    "mdl_wall_once": lambda w: (
        Wall(user=w.user, litigation=w.litigation, reason="One."),
        Wall(user=w.user, litigation=w.litigation, reason="Another."),
    ),
    "mdl_wall_has_a_reason": lambda w: (
        Wall(user=w.colleague, litigation=w.litigation, reason="One."),
        Wall(user=w.user, litigation=w.litigation, reason=""),
    ),
    "mdl_audit_reveal_has_a_reason": lambda _: (
        AuditEvent(kind="reveal", reason="To address the retainer."),
        AuditEvent(kind="erasure", reason=""),
    ),
    "mdl_audit_of_all_says_of_whom": lambda w: (
        AuditEvent(kind="export", of_all=True, litigation=w.litigation),
        AuditEvent(kind="export", of_all=True),
    ),
    "mdl_held_person_once": lambda w: (
        held(w.minor.pk),
        held(w.minor.pk),
    ),
    "mdl_sealed_range_once": lambda _: (
        sealed_range(),
        sealed_range(first=5),
    ),
    "mdl_sealed_range_in_order": lambda _: (
        sealed_range(first=9),
        sealed_range(first=10),
    ),
    "mdl_batch_has_a_reason": lambda _: (
        Batch(kind="import_papers", reason="Papers of March."),
        Batch(kind="import_papers", reason=""),
    ),
    "mdl_batch_undoes_id_key": lambda _: (
        Batch(kind="undo", reason="Wrong.", undoes=(done := a_batch())),
        Batch(kind="undo", reason="Wrong again.", undoes=done),
    ),
    # Courts
    "mdl_court_id_well_formed": lambda _: (court(), court(id="N.D. Ill.")),
    "mdl_court_time_zone_present": lambda _: (court(), court(id="abcd", time_zone="")),
    "mdl_court_alias_names_one_court": lambda w: (
        CourtAlias(court=w.court, alias="ILN"),
        CourtAlias(court=w.home, alias="iln"),
    ),
    "mdl_court_closing_once": lambda w: (
        closing(w, court=None, kind="declared"),
        closing(w, court=None, kind="declared"),
    ),
    "mdl_court_closing_names_its_court": lambda w: (
        closing(w, court=None, kind="executive"),
        closing(w, court=None),
    ),
    "mdl_court_closing_says_what_and_who": lambda w: (
        closing(w),
        closing(w, day=JUN, authority=""),
    ),
    "mdl_court_closing_in_counted_years": lambda w: (
        closing(w, day=date(1971, 1, 1)),
        closing(w, day=date(1970, 12, 31)),
    ),
    "mdl_court_closing_withdrawn_with_a_reason": lambda w: (
        closing(w, withdrawn_at=makers.NOW, withdrawn_because="Open all day."),
        closing(w, withdrawn_at=makers.NOW),
    ),
    "mdl_judge_once_per_court": lambda w: (
        Judge(name="Hon. Ash Fictitious", court=w.court),
        Judge(name="Hon. Ash Fictitious", court=w.court),
    ),
    "mdl_presiding_once": lambda w: (
        presiding(w, until_on=MAR),
        presiding(w, from_on=JUN),
    ),
    "mdl_presiding_period_not_empty": lambda w: (
        presiding(w, from_on=JAN, until_on=MAR),
        presiding(w, part="magistrate", from_on=MAR, until_on=MAR),
    ),
    # Litigations
    "mdl_litigation_number_once": lambda _: (litigation("9003"), litigation("9003")),
    "mdl_litigation_number_well_formed": lambda _: (litigation("9003-A"), litigation("MDL 9003")),
    "mdl_litigation_centralized_has_a_court": lambda w: (
        litigation("9003", centralized_on=JAN, transferee_court=w.court),
        litigation("9004", centralized_on=JAN),
    ),
    "mdl_litigation_motion_before_order": lambda w: (
        litigation("9003", motion_on=JAN, centralized_on=MAR, transferee_court=w.court),
        litigation("9004", motion_on=JUN, centralized_on=MAR, transferee_court=w.court),
    ),
    "mdl_key_date_once": lambda w: (
        KeyDate(litigation=w.litigation, on=JAN, words="Argued."),
        KeyDate(litigation=w.litigation, on=JAN, words="Argued."),
    ),
    "mdl_reported_count_once": lambda w: (
        ReportedCount(litigation=w.litigation, as_of=JAN, number=19, words="nineteen"),
        ReportedCount(litigation=w.litigation, as_of=JAN, number=20, words="nineteen"),
    ),
    "mdl_reported_count_one_of_the_order": lambda w: (
        ReportedCount(
            litigation=w.litigation, as_of=JAN, number=19, words="19", is_of_the_order=True
        ),
        ReportedCount(
            litigation=w.litigation, as_of=MAR, number=20, words="20", is_of_the_order=True
        ),
    ),
    "mdl_settlement_once": lambda w: (settlement(w, "Class"), settlement(w, "Class")),
    "mdl_settlement_approvals_in_order": lambda w: (
        settlement(w, "One", preliminarily_approved_on=JAN, finally_approved_on=MAR),
        settlement(w, "Two", preliminarily_approved_on=MAR, finally_approved_on=MAR),
    ),
    # Actions
    "mdl_action_position_once": lambda w: (action(w, 7), action(w, 7)),
    "mdl_action_ends_after_filing": lambda w: (
        action(w, 7, filed_on=JAN, terminated_on=JAN),
        action(w, 8, filed_on=MAR, terminated_on=JAN),
    ),
    "mdl_action_placeholder_has_no_caption": lambda w: (
        action(w, 7, standing="counted", caption=None),
        action(w, 8, standing="counted", caption="W.F. v. Fictitious App, Inc."),
    ),
    "mdl_action_reported_is_not_counted": lambda w: (
        action(w, 7, standing="reported"),
        action(w, 8, standing="reported", is_counted=True),
    ),
    "mdl_stage_period_not_empty": lambda w: (
        ActionStage(action=w.action, stage="filed", from_on=JAN, until_on=MAR),
        ActionStage(action=w.second_action, stage="filed", from_on=MAR, until_on=JAN),
    ),
    "mdl_stage_one_at_a_time": lambda w: (
        ActionStage(action=w.action, stage="filed", until_on=MAR),
        ActionStage(action=w.action, stage="settled", from_on=JAN, until_on=JUN),
    ),
    "mdl_docket_number_period_not_empty": lambda w: (
        number(w, 101, from_on=JAN, until_on=MAR),
        number(w, 102, from_on=MAR, until_on=JAN),
    ),
    "mdl_docket_number_once_per_court": lambda w: (
        number(w, 101),
        number(w, 101, action=w.action, raw="1:26-cv-00101-ABC", judge_initials="ABC"),
    ),
    "mdl_docket_number_one_current": lambda w: (
        number(w, 101),
        number(w, 102, is_current=True),  # the action bears one from its making
    ),
    # What is to be done
    "mdl_open_item_once": lambda w: (open_item(w), open_item(w, title="Said otherwise")),
    "mdl_open_item_closed_with_an_outcome": lambda w: (
        open_item(w, closed_at=makers.NOW, closed_by=w.user, outcome="Signed."),
        open_item(w, kind="other", closed_at=makers.NOW, closed_by=w.user),
    ),
    # The end of a matter
    "mdl_matter_closed_once": lambda w: (
        ended(w),
        ended(w, closed_on=MAR, reason="Closed twice."),
    ),
    "mdl_matter_closed_for_a_reason": lambda w: (ended(w, **AGAIN), ended(w, reason="")),
    "mdl_matter_kept_after_its_end": lambda w: (
        ended(w, retain_until=JAN, **AGAIN),
        ended(w, closed_on=MAR, retain_until=JAN),
    ),
    "mdl_matter_reopening_is_whole": lambda w: (
        ended(w, **AGAIN),
        ended(w, reopened_at=makers.NOW),
    ),
    "mdl_legal_hold_once": lambda w: (legal_hold(w), legal_hold(w, reason="Another.")),
    "mdl_legal_hold_has_a_reason": lambda w: (legal_hold(w, **LIFTED), legal_hold(w, reason="")),
    "mdl_legal_hold_lifting_is_whole": lambda w: (
        legal_hold(w, **LIFTED),
        legal_hold(w, lifted_because="Quashed."),
    ),
    "mdl_erasure_asked_once": lambda w: (erasure(w), erasure(w, reason="Twice.")),
    "mdl_erasure_has_a_reason": lambda w: (
        erasure(w, withdrawn_at=makers.NOW),
        erasure(w, reason=""),
    ),
    "mdl_erasure_by_two_people": lambda w: (
        erased(w, erased_by=w.colleague),
        erased(w, erased_by=w.user),
    ),
    "mdl_erasure_is_whole": lambda w: (
        erased(w, erased_by=w.colleague),
        erased(w, erased_by=w.colleague, certificate=""),
    ),
    "mdl_export_full_has_a_reason": lambda w: (
        whole_file(w, profile="full", reason="For the client."),
        whole_file(w, profile="full"),
    ),
    "mdl_export_kept_has_a_hash": lambda w: (
        whole_file(w, status="kept", sha256="0" * 64, wrapped_key=b"key"),
        whole_file(w, status="kept", sha256="0" * 64),
    ),
    "mdl_export_stopped_says_why": lambda w: (
        whole_file(w, status="stopped", trouble="The disk is full."),
        whole_file(w, status="stopped"),
    ),
    # Claims, counsel, parties, sources
    "mdl_claim_once": lambda _: (Claim(name="Negligence"), Claim(name="NEGLIGENCE")),
    "mdl_pleaded_claim_once": lambda w: (
        PleadedClaim(claim=(claim := a_claim()), litigation=w.litigation),
        PleadedClaim(claim=claim, litigation=w.litigation),
    ),
    "mdl_firm_once": lambda _: (Firm(name="Invented LLP"), Firm(name="INVENTED LLP")),
    "mdl_attorney_once_per_firm": lambda _: (
        Attorney(name="Drew Invented"),
        Attorney(name="Drew Invented"),
    ),
    "mdl_attorney_user_id_key": lambda w: (
        Attorney(name="Drew Invented", user=w.user),
        Attorney(name="Kit Invented", user=w.user),
    ),
    "mdl_appearance_in_one_place": lambda w: (
        appearance(w, litigation=w.litigation),
        appearance(w, litigation=w.litigation, action=w.action),
    ),
    "mdl_appearance_once": lambda w: (
        appearance(w, action=w.action, from_on=JAN),
        appearance(w, action=w.action, from_on=JAN),
    ),
    "mdl_appearance_period_not_empty": lambda w: (
        appearance(w, action=w.action, from_on=JAN, until_on=MAR),
        appearance(w, action=w.action, from_on=JUN, until_on=MAR),
    ),
    "mdl_leadership_once": lambda w: (leadership(w, until_on=MAR), leadership(w, from_on=JUN)),
    "mdl_leadership_period_not_empty": lambda w: (
        leadership(w, from_on=JAN, until_on=MAR),
        leadership(w, position="liaison", from_on=JUN, until_on=MAR),
    ),
    "mdl_party_once_per_kind": lambda _: (
        Party(name="Fictitious App, Inc.", kind="defendant"),
        Party(name="FICTITIOUS APP, INC.", kind="defendant"),
    ),
    "mdl_involvement_once": lambda w: (
        Involvement(party=(party := a_party()), litigation=w.litigation),
        Involvement(party=party, litigation=w.litigation, words="again"),
    ),
    "mdl_source_once": lambda _: (
        Source(title="Order", docket_number="MDL No. 9001", verification="paper"),
        Source(title="Order", docket_number="MDL No. 9001", verification="docket"),
    ),
    "mdl_source_says_where": lambda _: (
        Source(title="Order", note="Seen at the clerk's.", verification="paper"),
        Source(title="Another order", verification="paper"),
    ),
    # Transfers
    "mdl_panel_order_number_once": lambda w: (
        PanelOrder(litigation=w.litigation, kind="conditional_transfer", number=1, entered_on=JAN),
        PanelOrder(litigation=w.litigation, kind="conditional_transfer", number=1, entered_on=MAR),
    ),
    "mdl_panel_order_conditional_is_numbered": lambda w: (
        PanelOrder(litigation=w.litigation, kind="transfer", entered_on=JAN),
        PanelOrder(litigation=w.litigation, kind="conditional_remand", entered_on=JAN),
    ),
    "mdl_transfer_goes_somewhere_else": lambda w: (
        transfer(w),
        moved(w, destination=w.home),
    ),
    "mdl_transfer_one_open_per_action": lambda w: (
        transfer(w),
        transfer(w, status="final", finalized_on=MAR),
    ),
    "mdl_transfer_confirmation_is_whole": lambda w: (
        transfer(w, status="conditional", confirmed_by=w.user, confirmed_at=makers.NOW),
        moved(w, status="conditional", confirmed_by=w.user),
    ),
    "mdl_transfer_proposed_is_unconfirmed": lambda w: (
        transfer(w),
        moved(w, confirmed_by=w.user, confirmed_at=makers.NOW),
    ),
    "mdl_transfer_status_has_its_date": lambda w: (
        transfer(w, status="effective", effective_on=MAR),
        moved(w, status="effective"),
    ),
    "mdl_transfer_steps_in_order": lambda w: (
        transfer(w, ordered_on=JAN, opposed_on=MAR),
        moved(w, ordered_on=MAR, opposed_on=JAN),
    ),
}


def a_batch() -> Batch:
    return Batch.objects.create(kind="import_papers", reason="Papers of March.")


def a_claim() -> Claim:
    return Claim.objects.create(name="Unjust enrichment")


def a_party() -> Party:
    return Party.objects.create(name="Fictitious App, Inc.", kind="defendant")


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAIRS)
def test_the_database_refuses(name: str) -> None:
    assert_refused(name, PAIRS)


def test_every_constraint_is_proved() -> None:
    assert declared("mdl") == set(PAIRS)
