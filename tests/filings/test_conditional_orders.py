"""A conditional transfer order: one window for its actions, a day of its own for each opposed."""

from datetime import date

import pytest

from filings.models import Deadline, HeldChange, Scope
from filings.services import deadlines
from filings.services.deadlines import SecondPersonNeeded
from filings.services.second_person import BlindEntry, read
from mdl.docket_numbers import parse
from mdl.models import Litigation, MemberAction, PanelOrder, Transfer
from mdl.services import transfers
from mdl.services.transfers import NamedAction, propose_conditional_order
from tests.makers import NOW, a_court, a_litigation, a_paralegal, a_source, an_attorney

pytestmark = pytest.mark.django_db

FILED = date(2026, 3, 6)
FIRST, SECOND = "5:26-cv-00101", "2:26-cv-00202"


@pytest.fixture
def litigation() -> Litigation:
    a_court("jpml")
    return a_litigation()


def enter(litigation: Litigation, *numbers: str) -> PanelOrder:
    cand = a_court("cand")
    return propose_conditional_order(
        litigation=litigation,
        number=3,
        entered_on=FILED,
        actions=[NamedAction(court=cand, number=parse(number)) for number in numbers],
        source=a_source("CTO-3") if numbers == (FIRST, SECOND) else None,
        actor=None,
    )


def window() -> Deadline:
    found: Deadline = Deadline.objects.get(rule="jpml-7.1c")
    return found


def step(number: str) -> Transfer:
    return Transfer.objects.get(action__numbers__raw=number)


def test_the_order_opens_one_window_seen_from_each_of_its_actions(litigation: Litigation) -> None:
    order = enter(litigation, FIRST, SECOND)
    assert window().due_on == date(2026, 3, 13)
    assert window().obligor == Deadline.Obligor.OURS
    assert window().title == "Oppose a conditional transfer order (CTO-3)"
    scope = Scope.objects.get(order=order)
    assert (scope.kind, scope.reaches_later, scope.actions.count()) == ("listed", "no", 2)
    for action in MemberAction.objects.all():
        assert list(Deadline.objects.of_action(action)) == [window()]


def test_a_later_paper_adds_its_actions_to_the_same_window(litigation: Litigation) -> None:
    enter(litigation, FIRST)
    enter(litigation, FIRST, SECOND)
    assert Deadline.objects.count() == 1
    assert Scope.objects.get().actions.count() == 2


def test_an_opposed_action_gets_its_day_to_move_to_vacate(litigation: Litigation) -> None:
    enter(litigation, FIRST, SECOND)
    transfers.note_opposition(transfer=step(FIRST), opposed_on=date(2026, 3, 11), actor=None)
    motion = Deadline.objects.get(rule="jpml-7.1-vacate")
    assert motion.action == step(FIRST).action
    assert motion.due_on == date(2026, 3, 25)
    assert motion.needs_confirmation  # since 2026 the clerk's later notice begins the time
    assert window().status == "open"  # the other action is still within it


def test_before_2026_the_opposition_itself_began_the_time(litigation: Litigation) -> None:
    cand = a_court("cand")
    propose_conditional_order(
        litigation=litigation,
        number=1,
        entered_on=date(2021, 3, 5),
        actions=[NamedAction(court=cand, number=parse(FIRST))],
        actor=None,
    )
    transfers.note_opposition(transfer=step(FIRST), opposed_on=date(2021, 3, 12), actor=None)
    motion = Deadline.objects.get(rule="jpml-7.1-vacate")
    assert motion.trigger is not None
    assert motion.trigger.key == "opposition_noticed"
    assert motion.due_on == date(2021, 3, 26)


def test_the_window_closes_as_met_when_its_last_action_is_opposed(litigation: Litigation) -> None:
    enter(litigation, FIRST, SECOND)
    transfers.note_opposition(transfer=step(FIRST), opposed_on=date(2026, 3, 11), actor=None)
    transfers.note_opposition(transfer=step(SECOND), opposed_on=date(2026, 3, 12), actor=None)
    assert (window().status, window().closed_on) == ("met", date(2026, 3, 12))


def test_silence_lets_the_window_lapse(litigation: Litigation) -> None:
    enter(litigation, FIRST, SECOND)
    transfers.finalize_transfer(transfer=step(FIRST), finalized_on=date(2026, 3, 16), actor=None)
    assert window().status == "open"
    transfers.finalize_transfer(transfer=step(SECOND), finalized_on=date(2026, 3, 16), actor=None)
    assert (window().status, window().closed_on) == ("waived", date(2026, 3, 16))


REJECTED = date(2026, 3, 9)


def test_one_person_who_rejects_ends_no_critical_window(litigation: Litigation) -> None:
    jordan, robin = an_attorney(litigation), a_paralegal(litigation)
    enter(litigation, FIRST)
    transfers.reject_transfer(transfer=step(FIRST), on=REJECTED, actor=jordan)
    assert window().status == "open"  # in force until a second person reads the same
    change = HeldChange.objects.get()
    assert (change.kind, change.asked_by, change.is_accepted) == ("vacate", jordan, None)
    entry = BlindEntry(kind="vacate", on=REJECTED, reference="CTO-3")
    with pytest.raises(SecondPersonNeeded):
        read(deadline=window(), entry=entry, actor=jordan, now=NOW)
    assert read(deadline=window(), entry=entry, actor=robin, now=NOW).matches
    assert (window().status, window().closed_on) == ("vacated", REJECTED)


def test_a_rejection_before_the_last_step_leaves_the_window_to_people(
    litigation: Litigation,
) -> None:
    enter(litigation, FIRST, SECOND)
    transfers.reject_transfer(transfer=step(FIRST), on=REJECTED, actor=an_attorney(litigation))
    assert not HeldChange.objects.exists()  # the other action is within it
    transfers.note_opposition(transfer=step(SECOND), opposed_on=date(2026, 3, 11), actor=None)
    assert window().status == "open"


def test_a_change_that_waits_already_comes_before_a_rejection(litigation: Litigation) -> None:
    robin = a_paralegal(litigation)
    enter(litigation, FIRST)
    later = date(2026, 3, 20)
    deadlines.move(deadline=window(), to=later, reason="Stayed.", actor=robin, now=NOW)
    transfers.reject_transfer(transfer=step(FIRST), on=REJECTED, actor=an_attorney(litigation))
    assert window().status == "open"
    assert HeldChange.objects.get().to_on == later


def test_the_panels_decision_ends_the_motion_to_vacate(litigation: Litigation) -> None:
    enter(litigation, FIRST)
    transfers.note_opposition(transfer=step(FIRST), opposed_on=date(2026, 3, 11), actor=None)
    transfers.vacate_transfer(transfer=step(FIRST), vacated_on=date(2026, 6, 1), actor=None)
    motion = Deadline.objects.get(rule="jpml-7.1-vacate")
    assert (motion.status, motion.closed_on) == ("vacated", date(2026, 6, 1))


def test_a_confirmed_transfer_leaves_the_clock_running(litigation: Litigation) -> None:
    jordan = an_attorney(litigation)
    enter(litigation, FIRST)
    transfers.confirm_transfers(transfers=[step(FIRST)], actor=jordan, now=NOW)
    assert window().status == "open"
