"""What the Panel's papers do to transfers: clocks run at once, the ledger moves with a person."""

from datetime import date

import pytest

from filings.ingestion.pipeline import catch_up
from filings.models import (
    Deadline,
    Docket,
    LedgerStep,
    MoveProposal,
    PrintedDay,
    Scope,
    Sighting,
    Trigger,
)
from filings.services import ledger_steps, sightings
from filings.services.answers import AlreadyDecided
from filings.services.attachments import attach_docket
from mdl.identity import acting_as
from mdl.models import Litigation, MemberAction, PanelOrder, Stage, Transfer, User
from mdl.services.transfers import confirm_transfers, file_in_transferee_court
from tests.filings.meaning_world import NOW, TODAY, a_notice, an_entry_told, from_the_panel
from tests.makers import a_court, a_litigation, a_paralegal, an_action

pytestmark = pytest.mark.django_db

CTO = (
    "CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-3) - 2 action(s) re: pldg. ( 1 in "
    "CAC/2:26-cv-01234, 1 in ILS/3:26-cv-00567)"
)


@pytest.fixture
def litigation() -> Litigation:
    for court in ("jpml", "cacd", "ilsd"):
        a_court(court)
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def told(words: str, *, number: int, on: date = TODAY) -> LedgerStep | None:
    from_the_panel(an_entry_told(words, entry_number=number, filed_on=on, entered_on=on))
    return LedgerStep.objects.filter(entry__number=number).first()


def the_step(words: str, *, number: int, on: date = TODAY) -> LedgerStep:
    step = told(words, number=number, on=on)
    assert step is not None
    return step


def of(court: str) -> Transfer:
    return Transfer.objects.get(action__origin_court=court)


def do(step: LedgerStep, robin: User) -> LedgerStep:
    with acting_as(robin, why="test"):
        return ledger_steps.confirm(
            step=step, transfers=ledger_steps.meant(step), actor=robin, now=NOW
        )


def test_an_opposition_runs_its_clock_and_waits(litigation: Litigation) -> None:
    told(CTO, number=60)
    step = the_step("NOTICE OF OPPOSITION (CTO-3) re: pldg. (1 in ILS/3:26-cv-00567)", number=61)
    assert [each.action.origin_court_id for each in ledger_steps.meant(step)] == ["ilsd"]
    motion = Deadline.objects.get(rule="jpml-7.1-vacate")
    assert motion.action == of("ilsd").action
    assert of("ilsd").status == "proposed"  # the ledger itself waits


def test_a_person_confirms_the_opposition_and_nothing_is_doubled(
    litigation: Litigation, robin: User
) -> None:
    told(CTO, number=60)
    step = the_step("NOTICE OF OPPOSITION (CTO-3) re: pldg. (1 in ILS/3:26-cv-00567)", number=61)
    done = do(step, robin)
    assert done.done == "Notice of opposition: 1 transfer."
    assert (of("ilsd").status, of("cacd").status) == ("opposed", "proposed")
    assert Deadline.objects.filter(rule="jpml-7.1-vacate").count() == 1
    with acting_as(robin, why="test"), pytest.raises(AlreadyDecided):
        ledger_steps.dismiss(step=step, actor=robin, now=NOW)


def test_an_opposition_that_names_no_action_asks_whose_it_is(
    litigation: Litigation, robin: User
) -> None:
    told(CTO, number=60)
    step = the_step("NOTICE OF OPPOSITION to CTO-3 by a plaintiff", number=61)
    assert ledger_steps.meant(step) == []
    assert ledger_steps.candidates(step).count() == 2
    assert Deadline.objects.get(rule="jpml-7.1-vacate").scope is not None  # rather too many
    with acting_as(robin, why="test"), pytest.raises(ledger_steps.NothingToMove):
        ledger_steps.confirm(step=step, transfers=[], actor=robin, now=NOW)


def test_the_clerks_notice_moves_the_count_instead_of_a_second_one(
    litigation: Litigation, robin: User
) -> None:
    told(CTO, number=60)
    told("NOTICE OF OPPOSITION (CTO-3) re: pldg. (1 in ILS/3:26-cv-00567)", number=61)
    told(
        "NOTICE OF FILED OPPOSITION (CTO-3) re: pldg. (1 in ILS/3:26-cv-00567)",
        number=62,
        on=date(2026, 3, 11),
    )
    assert Deadline.objects.filter(rule="jpml-7.1-vacate").count() == 1
    assert MoveProposal.objects.pending().get().cause["kind"] == "events_moved"


def test_a_lifted_stay_makes_the_unopposed_final(litigation: Litigation, robin: User) -> None:
    told(CTO, number=60)
    opposed = the_step("NOTICE OF OPPOSITION (CTO-3) re: pldg. (1 in ILS/3:26-cv-00567)", number=61)
    do(opposed, robin)
    lifted = the_step("CONDITIONAL TRANSFER ORDER FINALIZED (CTO-3)", number=63)
    do(lifted, robin)
    assert (of("cacd").status, of("cacd").finalized_on) == ("final", TODAY)
    assert of("ilsd").status == "opposed"


def test_a_motion_to_vacate_meets_its_day(litigation: Litigation, robin: User) -> None:
    told(CTO, number=60)
    do(the_step("NOTICE OF OPPOSITION (CTO-3) (1 in ILS/3:26-cv-00567)", number=61), robin)
    step = the_step(
        "MOTION TO VACATE CONDITIONAL TRANSFER ORDER (CTO-3) (1 in ILS/3:26-cv-00567)",
        number=64,
        on=date(2026, 3, 20),
    )
    do(step, robin)
    motion = Deadline.objects.get(rule="jpml-7.1-vacate")
    assert (motion.status, motion.closed_on) == ("met", date(2026, 3, 20))
    assert motion.proof == step.entry


def test_an_order_vacating_leaves_the_action_home(litigation: Litigation, robin: User) -> None:
    told(CTO, number=60)
    do(the_step("ORDER VACATING CONDITIONAL TRANSFER ORDER (CTO-3)", number=65), robin)
    assert {each.status for each in Transfer.objects.all()} == {"vacated"}


def test_a_transfer_order_proposes_its_schedule(litigation: Litigation, robin: User) -> None:
    words = (
        "TRANSFER ORDER re: pldg. ( 1 in MDL No. 9001) Signed by the Chair. Associated Cases: "
        "MDL No. 9001, CAC/2:26-cv-01234, ILS/3:26-cv-00567"
    )
    told(words, number=82)
    order = PanelOrder.objects.get()
    assert (order.kind, order.entered_on) == ("transfer", TODAY)
    assert {each.action.route for each in Transfer.objects.all()} == {"schedule_a"}
    told(words, number=82)
    assert Transfer.objects.count() == 2
    with acting_as(robin, why="test"):
        confirm_transfers(transfers=Transfer.objects.all(), actor=robin, now=NOW)
    assert {(each.status, each.finalized_on) for each in Transfer.objects.all()} == {
        ("final", TODAY)
    }


def test_the_order_that_centralizes_waits_for_a_person(litigation: Litigation, robin: User) -> None:
    litigation.centralized_on = litigation.motion_on = None
    litigation.save()
    motion = the_step("MOTION FOR TRANSFER -- Brief", number=1, on=date(2026, 1, 5))
    order = the_step("TRANSFER ORDER re: pldg. ( 1 in MDL No. 9001)", number=82)
    do(motion, robin)
    do(order, robin)
    told_of = Litigation.objects.get(pk=litigation.pk)
    assert (told_of.motion_on, told_of.centralized_on) == (date(2026, 1, 5), TODAY)


def test_a_remand_goes_home(litigation: Litigation, robin: User) -> None:
    told(CTO, number=60)
    with acting_as(robin, why="test"):
        confirm_transfers(transfers=[of("cacd")], actor=robin, now=NOW)
    do(the_step("CONDITIONAL TRANSFER ORDER FINALIZED (CTO-3)", number=61), robin)
    with acting_as(robin, why="test"):
        file_in_transferee_court(transfer=of("cacd"), effective_on=TODAY, number=None, actor=robin)
    told("CONDITIONAL REMAND ORDER FILED TODAY (CRO-1) (1 in CAC/2:26-cv-01234)", number=90)
    back = Transfer.objects.get(destination="cacd")
    assert (back.status, back.origin_id) == ("proposed", "ilnd")
    window = Deadline.objects.get(trigger__key="conditional_remand_order_filed")
    assert window.scope == Scope.objects.get(order=back.order)
    do(the_step("CONDITIONAL REMAND ORDER FINALIZED (CRO-1)", number=91), robin)
    back.refresh_from_db()
    with acting_as(robin, why="test"):
        file_in_transferee_court(transfer=back, effective_on=TODAY, number=None, actor=robin)
    assert back.action.stages.get(until_on=None).stage == Stage.REMANDED


def test_a_notice_of_tag_alongs_lets_them_appear(litigation: Litigation, robin: User) -> None:
    step = the_step("NOTICE OF POTENTIAL TAG-ALONG ACTIONS (1 in CAC/2:26-cv-07777)", number=70)
    assert not MemberAction.objects.exists()
    assert do(step, robin).done == "1 of 1 named actions are new, as proposed."
    action = MemberAction.objects.get()
    assert (action.standing, action.stages.get().stage) == ("proposed", "noticed")


def test_dismissing_leaves_the_ledger_and_lets_its_days_wait(
    litigation: Litigation, robin: User
) -> None:
    told(CTO, number=60)
    step = the_step("NOTICE OF OPPOSITION (CTO-3) re: pldg. (1 in ILS/3:26-cv-00567)", number=61)
    with acting_as(robin, why="test"):
        ledger_steps.dismiss(step=step, actor=robin, now=NOW)
    assert of("ilsd").status == "proposed"
    assert MoveProposal.objects.pending().get().cause["kind"] == "events_vacated"


# --- Seen in a feed -----------------------------------------------------------------------------


@pytest.fixture
def watched(litigation: Litigation) -> Litigation:
    litigation.watch_words = ["Fictitious App", "Fictio"]
    litigation.save()
    return litigation


def seen(caption: str, *, number: str = "2:26-cv-08888", court: str = "cacd") -> Sighting | None:
    a_notice("COMPLAINT", number=number, court=court, caption=caption)
    return Sighting.objects.first()


@pytest.mark.parametrize(
    ("caption", "is_seen"),
    [
        ("Q.Z. v. Fictitious App, Inc.", True),
        ("Q.Z. vs. FICTIO LLC et al", True),
        ("Fictitious App, Inc. v. Somebody", False),
        ("Q.Z. v. Fictional App, Inc.", False),
        ("In re Fictitious App", False),
    ],
)
def test_a_caption_is_seen_by_its_defendant(
    watched: Litigation, caption: str, is_seen: bool
) -> None:
    assert (seen(caption) is not None) is is_seen


def test_only_civil_actions_are_seen(watched: Litigation) -> None:
    assert seen("United States v. Fictitious App, Inc.", number="2:26-cr-00001") is None


def test_a_sighting_becomes_a_proposed_action_with_the_duty_to_tell(
    watched: Litigation, robin: User
) -> None:
    found = seen("Q.Z. v. Fictitious App, Inc.")
    assert found is not None
    assert not MemberAction.objects.exists()
    with acting_as(robin, why="test"):
        done = sightings.accept(sighting=found, actor=robin, now=NOW)
    assert done.action is not None
    assert done.action.standing == "proposed"
    assert done.action.numbers.get().raw == "2:26-cv-08888"
    found.docket.refresh_from_db()
    assert found.docket.action == done.action
    trigger = Trigger.objects.get()
    assert (trigger.key, trigger.occurred_on) == ("tag_along_learned_of", TODAY)


def test_a_dismissed_sighting_is_not_asked_again(watched: Litigation, robin: User) -> None:
    found = seen("Q.Z. v. Fictitious App, Inc.")
    assert found is not None
    with acting_as(robin, why="test"):
        sightings.dismiss(sighting=found, actor=robin, now=NOW)
    a_notice(
        an_entry_told("ANSWER", entry_number=3),
        number="2:26-cv-08888",
        court="cacd",
        caption="Q.Z. v. Fictitious App, Inc.",
    )
    assert Sighting.objects.count() == 1


# --- A docket that finds its home later ---------------------------------------------------------


def test_a_docket_attached_later_is_read_then(litigation: Litigation, robin: User) -> None:
    a_notice(
        "SUMMONS Returned Executed as to Fictitious App, Inc. served on 3/9/2026",
        "MINUTE entry: Plaintiff's status report is due by 4/15/2026.",
        number="2:26-cv-07777",
        court="cacd",
    )
    assert not Trigger.objects.exists()
    docket = Docket.objects.get(number_key="2:26-cv-07777")
    action = an_action(litigation, "Somebody v. Somebody", number=None)
    with acting_as(robin, why="test"):
        attach_docket(docket=docket, action=action, actor=robin)
        for _ in range(2):  # what was read before is not read twice
            catch_up(docket=docket, actor=robin, now=NOW)
    assert Trigger.objects.get().key == "complaint_served"
    assert PrintedDay.objects.get().title == "Plaintiff's status report"
