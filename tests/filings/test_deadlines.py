"""Deadlines: opened by an event once, each with its reason, confirmed, moved, closed, reopened."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from filings.models import Computation, Deadline, Reminder, Scope, Trigger
from filings.services import deadlines
from filings.services.deadlines import (
    DeadlineClosed,
    SecondPersonNeeded,
    UnknownEvent,
    WrongProof,
    open_from,
)
from filings.services.explaining import EXPLAINED, authority, explain
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Litigation, MemberAction, User
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_deadline,
    a_docket,
    a_litigation,
    a_minor,
    a_paralegal,
    a_second_reading,
    a_source,
    a_wall,
    an_action,
    an_attorney,
    an_entry,
)

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


def served(action: MemberAction, **fields: object) -> list[Deadline]:
    """The complaint is served on a Friday; the answer is the defendant's."""
    values = {
        "key": "complaint_served",
        "occurred_on": FRIDAY,
        "service": Trigger.Service.HAND,
        "subject": action,
        "litigation": action.litigation,
        "court": action.origin_court,
        "actor": None,
        "now": NOW,
    } | fields
    return open_from(**values)  # type: ignore[arg-type]  # a test's keywords


def opposable(litigation: Litigation, **fields: object) -> list[Deadline]:
    """A conditional transfer order names actions: opposition is ours, and critical."""
    scope = Scope.objects.get_or_create(
        litigation=litigation, kind=Scope.Kind.LISTED, words="CTO-3"
    )[0]
    values = {
        "key": "conditional_transfer_order_filed",
        "occurred_on": FRIDAY,
        "subject": scope,
        "litigation": litigation,
        "court": a_court("jpml"),
        "about": "CTO-3",
        "actor": None,
        "now": NOW,
    } | fields
    return open_from(**values)  # type: ignore[arg-type]  # a test's keywords


# --- Opening ------------------------------------------------------------------------------------


def test_an_event_opens_every_deadline_of_its_rules(action: MemberAction) -> None:
    opened = {deadline.rule: deadline for deadline in served(action)}
    assert set(opened) == {"frcp-12a1Ai", "frcp-16b2"}  # not: rules that need another event first
    answer = opened["frcp-12a1Ai"]
    assert answer.title == "Answer the complaint"
    assert answer.obligor == Deadline.Obligor.OPPONENT
    assert answer.due_on == date(2026, 3, 27)
    assert answer.basis == Deadline.Basis.COMPUTED
    assert answer.opened_by is None
    assert answer.trigger is not None
    assert (answer.trigger.key, answer.trigger.service) == ("complaint_served", "hand")
    assert opened["frcp-16b2"].obligor == Deadline.Obligor.COURT


def test_the_same_event_again_opens_nothing(action: MemberAction) -> None:
    served(action)
    assert served(action) == []
    assert Trigger.objects.count() == 1
    assert Deadline.objects.count() == 2


def test_a_met_deadline_is_not_opened_again_by_the_same_paper(action: MemberAction) -> None:
    answer, _ = served(action)
    deadlines.mark_met(deadline=answer, on=TODAY, actor=None)
    assert served(action) == []


def test_an_entry_that_tells_a_known_event_is_cited_by_it(action: MemberAction) -> None:
    served(action)
    entry = an_entry(a_docket(action=action))
    assert served(action, entry=entry) == []
    assert Trigger.objects.get().entry == entry


def test_two_motions_of_one_day_are_two_events(action: MemberAction) -> None:
    docket = a_docket(action=action)
    first = served(action, entry=an_entry(docket, 1))
    second = served(action, entry=an_entry(docket, 2))
    assert [deadline.rule for deadline in first] == ["frcp-12a1Ai", "frcp-16b2"]
    assert [deadline.rule for deadline in second] == ["frcp-12a1Ai"]  # one scheduling order


def test_equal_counts_are_stored_once(litigation: Litigation) -> None:
    for number in ("5:26-cv-00101", "5:26-cv-00102", "5:26-cv-00103"):
        served(an_action(litigation, number=number))
    assert Deadline.objects.count() == 6
    assert Computation.objects.count() == 2


def test_ours_takes_the_earliest_reading_and_an_opponent_the_usual(action: MemberAction) -> None:
    # Twenty-one days from June 12, 2026 is Friday, 3 July, on which Independence Day is only
    # observed: closed by practice, not by the words of the rule.
    theirs = served(action, occurred_on=date(2026, 6, 12))[0]
    assert theirs.computation is not None
    assert theirs.due_on == theirs.computation.prevailing_on == date(2026, 7, 6)
    assert theirs.computation.conservative_on == date(2026, 7, 3)
    ours = deadlines.attribute(
        deadline=theirs,
        obligor=Deadline.Obligor.OURS,
        actor=an_attorney(action.litigation),
        now=NOW,
    )
    assert (ours.due_on, ours.version) == (date(2026, 7, 3), 2)
    assert ours.is_critical
    assert ours.needs_confirmation


def test_a_rule_known_from_a_secondary_source_opens_a_day_that_waits(action: MemberAction) -> None:
    (motion,) = open_from(
        key="opposition_notice_issued",
        occurred_on=FRIDAY,
        subject=action,
        litigation=action.litigation,
        court=a_court("jpml"),
        actor=None,
        now=NOW,
    )
    assert motion.needs_confirmation
    assert motion.computation is not None
    (reason,) = motion.computation.confirm_because
    assert reason.startswith("The time is known from a secondary source (one public page;")
    assert list(Deadline.objects.unconfirmed()) == [motion]


def test_a_rule_that_applies_under_a_condition_is_offered_not_opened(action: MemberAction) -> None:
    opened = open_from(
        key="judgment_entered",
        occurred_on=FRIDAY,
        subject=action,
        litigation=action.litigation,
        court=a_court(),
        actor=None,
        now=NOW,
    )
    rules = {deadline.rule for deadline in opened}
    assert "frap-4a1A" in rules
    assert "frap-4a1B" not in rules
    trigger = Trigger.objects.get()
    offered = {opening.rule.id for opening in deadlines.offered(trigger)}
    assert "frap-4a1B" in offered
    robin = a_paralegal(action.litigation)
    chosen = deadlines.open_offered(trigger=trigger, rule="frap-4a1B", actor=robin, now=NOW)
    assert chosen.due_on == date(2026, 5, 5)
    assert "frap-4a1B" not in {opening.rule.id for opening in deadlines.offered(trigger)}


def test_a_second_event_of_a_joined_rule_opens_no_second_deadline(action: MemberAction) -> None:
    """Amending once as of right: 21 days after the answer or the motion, the earlier."""
    first = open_events(action, "answer_served", FRIDAY)
    again = open_events(action, "rule_12_motion_served", TODAY)
    assert [d.rule for d in first if d.rule == "frcp-15a1B"] == ["frcp-15a1B"]
    assert [d.rule for d in again if d.rule == "frcp-15a1B"] == []


def test_the_later_of_two_events_uses_both(action: MemberAction) -> None:
    """Answering an amended pleading: 14 days, or what is left of the first 21, the later."""
    served(action)
    (respond,) = open_events(action, "amended_pleading_served", TODAY)
    assert respond.rule == "frcp-15a3"
    assert respond.due_on == date(2026, 3, 27)  # 21 days from the service of the complaint
    assert respond.computation is not None
    assert respond.computation.other_events == {"complaint_served": "2026-03-06"}


def open_events(action: MemberAction, key: str, on: date) -> list[Deadline]:
    return open_from(
        key=key,
        occurred_on=on,
        subject=action,
        litigation=action.litigation,
        court=a_court(),
        service=Trigger.Service.ELECTRONIC,
        actor=None,
        now=NOW,
    )


def test_a_day_beyond_the_known_holidays_opens_nothing(action: MemberAction) -> None:
    assert served(action, occurred_on=date(1950, 5, 5)) == []
    assert Trigger.objects.count() == 1


def test_an_unknown_event_is_refused_and_nothing_stored(action: MemberAction) -> None:
    with pytest.raises(UnknownEvent, match="'complaint_swerved'"):
        served(action, key="complaint_swerved")
    assert not Trigger.objects.exists()


def test_one_order_for_many_actions_is_one_deadline_seen_from_each(litigation: Litigation) -> None:
    first = an_action(litigation)
    second = an_action(litigation, number="5:26-cv-00102")
    (window,) = opposable(litigation)
    assert window.scope is not None
    window.scope.actions.set([first, second])
    assert window.title == "Oppose a conditional transfer order (CTO-3)"
    assert list(Deadline.objects.of_action(first)) == [window]
    assert list(Deadline.objects.of_action(second)) == [window]


def test_a_person_may_be_the_subject(litigation: Litigation) -> None:
    minor = a_minor(litigation)
    robin = a_paralegal(litigation)
    with acting_as(robin, why="test"):
        deadline = deadlines.enter_deadline(
            title="Substitute the party on majority",
            due_on=date(2026, 9, 1),
            reason="FRCP 17(c): the guardian's part ends.",
            subject=minor,
            litigation=litigation,
            court=a_court(),
            actor=robin,
            now=NOW,
        )
    assert deadline.person == minor


def test_a_day_set_by_order_does_not_roll_and_needs_its_reason(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    saturday = date(2026, 4, 11)
    deadline = enter(action, robin, due_on=saturday, basis=Deadline.Basis.ORDER)
    assert deadline.due_on == saturday
    with pytest.raises(ValidationError, match="Say where the date comes from"):
        enter(action, robin, reason="")


def enter(action: MemberAction, actor: User, **fields: object) -> Deadline:
    values: dict[str, object] = {
        "title": "Joint status report",
        "due_on": date(2026, 3, 20),
        "reason": "Case Management Order 2, paragraph 4.",
        "subject": action,
        "litigation": action.litigation,
        "court": a_court(),
        "actor": actor,
        "now": NOW,
    }
    return deadlines.enter_deadline(**values | fields)  # type: ignore[arg-type]  # keywords


# --- Standing behind a day ----------------------------------------------------------------------


def test_a_critical_day_is_confirmed_by_a_second_person(action: MemberAction) -> None:
    robin, jordan = a_paralegal(action.litigation), an_attorney(action.litigation)
    deadline = enter(action, robin, is_critical=True)
    for somebody in (robin, jordan):
        with pytest.raises(SecondPersonNeeded, match="a second person"):
            deadlines.confirm(deadline=deadline, actor=somebody, now=NOW)
    with pytest.raises(SecondPersonNeeded, match="you set its day"):
        a_second_reading(deadline, robin)
    assert a_second_reading(deadline, jordan).matches
    deadline.refresh_from_db()
    assert (deadline.confirmed_by, deadline.confirmed_at) == (jordan, NOW)
    assert not Deadline.objects.unconfirmed().exists()


def test_the_database_refuses_it_too(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    deadline = enter(action, robin, is_critical=True)
    with pytest.raises(IntegrityError, match="matching second reading"), transaction.atomic():
        Deadline.objects.filter(pk=deadline.pk).update(confirmed_by=robin, confirmed_at=NOW)


def test_confirming_twice_changes_nothing(action: MemberAction) -> None:
    jordan = an_attorney(action.litigation)
    deadline = deadlines.confirm(deadline=enter(action, jordan), actor=jordan, now=NOW)
    again = deadlines.confirm(
        deadline=deadline, actor=a_paralegal(action.litigation), now=NOW + timedelta(hours=1)
    )
    assert (again.confirmed_by, again.confirmed_at) == (jordan, NOW)


# --- Moving -------------------------------------------------------------------------------------


def test_a_moved_day_is_a_new_version_that_waits_anew(litigation: Litigation) -> None:
    robin, jordan = a_paralegal(litigation), an_attorney(litigation)
    (window,) = opposable(litigation)
    a_second_reading(window, jordan)
    moved = deadlines.move(
        deadline=window,
        to=date(2026, 3, 12),
        reason="Order of the Panel of March 9, 2026.",
        basis=Deadline.Basis.ORDER,
        actor=robin,
        now=NOW,
    )
    assert (moved.due_on, moved.version, moved.basis) == (date(2026, 3, 12), 2, "order")
    assert moved.confirmed_by is None
    assert moved.computation is None
    with pytest.raises(SecondPersonNeeded):
        deadlines.confirm(deadline=moved, actor=robin, now=NOW)


def test_moving_to_the_same_day_changes_nothing(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    deadline = enter(action, robin)
    assert (
        deadlines.move(
            deadline=deadline, to=deadline.due_on, reason="Again.", actor=robin, now=NOW
        ).version
        == 1
    )


def test_the_database_refuses_a_day_that_moves_under_its_version(action: MemberAction) -> None:
    deadline = a_deadline(action)
    with pytest.raises(DatabaseError, match="due_on_moves_with_version"), transaction.atomic():
        Deadline.objects.filter(pk=deadline.pk).update(due_on=date(2026, 4, 1))
    Deadline.objects.filter(pk=deadline.pk).update(due_on=date(2026, 4, 1), version=2)


def test_a_deadline_is_given_only_to_somebody_who_works_there(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    outsider = an_attorney(name="Casey Invented")
    deadline = enter(action, robin)
    with pytest.raises(NotAllowed, match="Casey Invented does not work on"):
        deadlines.assign(deadline=deadline, to=outsider, actor=robin, now=NOW)
    assert deadlines.assign(deadline=deadline, to=robin, actor=robin, now=NOW).assigned_to == robin


# --- Closing ------------------------------------------------------------------------------------


def test_a_met_deadline_keeps_its_proof(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    proof = an_entry(a_docket(action=action), 7)
    met = deadlines.mark_met(deadline=a_deadline(action), on=TODAY, proof=proof, actor=robin)
    assert (met.status, met.closed_on, met.proof) == ("met", TODAY, proof)
    with pytest.raises(DeadlineClosed, match="is met; reopen it first"):
        deadlines.waive(deadline=met, on=TODAY, actor=robin)
    again = deadlines.reopen(deadline=met, actor=robin, now=NOW)
    assert (again.status, again.closed_on, again.proof) == ("open", None, None)


def test_an_entry_of_another_litigation_proves_nothing(action: MemberAction) -> None:
    elsewhere = an_entry(a_docket("1:26-cv-09002", litigation=a_litigation("9002")))
    with pytest.raises(WrongProof, match=r"no docket of MDL No\. 9001"):
        deadlines.mark_met(deadline=a_deadline(action), on=TODAY, proof=elsewhere, actor=None)


@pytest.mark.parametrize(
    ("close", "status"), [(deadlines.waive, "waived"), (deadlines.vacate, "vacated")]
)
def test_waived_and_vacated_are_not_open(
    action: MemberAction, close: Callable[..., Deadline], status: str
) -> None:
    closed = close(deadline=a_deadline(action), on=TODAY, actor=a_paralegal(action.litigation))
    assert closed.status == status
    assert not Deadline.objects.open().exists()


# --- Who may ------------------------------------------------------------------------------------


def test_nobody_behind_a_wall_touches_a_deadline(action: MemberAction) -> None:
    robin, walled = a_paralegal(action.litigation), an_attorney(action.litigation)
    deadline = enter(action, robin)
    a_wall(walled, action.litigation)
    for forbidden in (
        lambda: deadlines.mark_met(deadline=deadline, on=TODAY, actor=walled),
        lambda: deadlines.waive(deadline=deadline, on=TODAY, actor=walled),
        lambda: deadlines.vacate(deadline=deadline, on=TODAY, actor=walled),
        lambda: deadlines.confirm(deadline=deadline, actor=walled, now=NOW),
        lambda: deadlines.move(deadline=deadline, to=TODAY, reason="x", actor=walled, now=NOW),
        lambda: deadlines.reopen(deadline=deadline, actor=walled, now=NOW),
        lambda: deadlines.assign(deadline=deadline, to=None, actor=walled, now=NOW),
        lambda: deadlines.attribute(deadline=deadline, obligor="court", actor=walled, now=NOW),
        lambda: enter(action, walled),
        lambda: served(action, actor=walled),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    deadlines.mark_met(deadline=deadline, on=TODAY, actor=robin)  # the same act, allowed


# --- Explained ----------------------------------------------------------------------------------


EXPLANATION = """
Oppose a conditional transfer order (CTO-3): 7 days after the day on which the conditional \
transfer order was filed with the Panel (J.P.M.L. R. 7.1(c), in force since Tuesday, \
October 4, 2016).
The event is on Friday, March 6, 2026; that day is not counted. [Fed. R. Civ. P. 6(a)(1)(A)]
Day 1 is Saturday, March 7, 2026. [Fed. R. Civ. P. 6(a)(1)(B)]
The 7th day is Friday, March 13, 2026. [Fed. R. Civ. P. 6(a)(1)(B)]
The last day is Friday, March 13, 2026. [Fed. R. Civ. P. 6(a)(1)(C)]
Counted on the calendar of J.P.M.L. (version 2026-11/jpml/DC/-).
The paper: CTO-3.
Told by Conditional transfer order CTO-3.
The day ends at midnight EDT (J.P.M.L.): the last minute of electronic filing is 11:59 p.m. on \
Friday, March 13, 2026. [Fed. R. Civ. P. 6(a)(4)(A)]
Opened by the system from a court paper.
To confirm: its miss loses a right, so a second person checks the day.
Nobody has confirmed it yet; the day is live all the same.
"""


def test_a_counted_day_explains_itself(litigation: Litigation) -> None:
    source = a_source("Conditional transfer order CTO-3")
    (window,) = opposable(litigation, source=source)
    assert explain(window) == EXPLANATION.strip().splitlines()
    assert authority(window) == "J.P.M.L. R. 7.1(c): 7 days after Fri, Mar 6, 2026"


def test_an_open_reading_says_which_day_was_taken_and_why(action: MemberAction) -> None:
    theirs = served(action, occurred_on=date(2026, 6, 12))[0]
    said = explain(theirs)
    assert any("Independence Day" in sentence for sentence in said)
    assert (
        "It is not ours: Monday, July 6, 2026 by the usual reading is shown, and nobody is late "
        "before Monday, July 6, 2026 has passed."
    ) in said


def test_a_set_day_says_where_it_comes_from_and_what_became_of_it(action: MemberAction) -> None:
    robin, jordan = a_paralegal(action.litigation), an_attorney(action.litigation)
    deadline = enter(action, robin, basis=Deadline.Basis.ORDER)
    deadlines.confirm(deadline=deadline, actor=jordan, now=NOW)
    proof = an_entry(a_docket(action=action), 9)
    met = deadlines.mark_met(deadline=deadline, on=TODAY, proof=proof, actor=robin)
    said = explain(met)
    assert said[0].startswith("Joint status report: Friday, March 20, 2026, set by order; ")
    assert said[1] == "Where it comes from: Case Management Order 2, paragraph 4."
    assert "Entered by Robin Fictitious." in said
    assert "Confirmed by Jordan Fictitious on Monday, March 9, 2026." in said
    assert said[-1] == (
        "Met on Monday, March 9, 2026, shown by entry 9 of docket ilnd 1:26-cv-09001."
    )


def test_explaining_many_costs_one_query(
    litigation: Litigation,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for number in ("5:26-cv-00101", "5:26-cv-00102"):
        served(an_action(litigation, number=number))
    with django_assert_num_queries(1):
        for deadline in Deadline.objects.select_related(*EXPLAINED):
            assert explain(deadline)


# --- Reminders follow ---------------------------------------------------------------------------


def test_an_opened_deadline_plans_its_reminders_in_the_same_transaction(
    litigation: Litigation,
) -> None:
    robin = a_paralegal(litigation)
    (window,) = opposable(litigation)  # due on 13 March, in four days
    planned = Reminder.objects.filter(deadline=window).order_by("-days_before")
    assert [(each.recipient, each.days_before) for each in planned] == [
        (robin, days) for days in (3, 2, 1, 0)
    ]


def test_opening_costs_the_same_whatever_stands_already(
    litigation: Litigation,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    a_paralegal(litigation)
    court = a_court()
    actions = [an_action(litigation, number=f"5:26-cv-0010{n}", court=court) for n in range(4)]
    served(actions[0])
    with CaptureQueriesContext(connection) as first:
        served(actions[1])
    served(actions[2])
    with django_assert_num_queries(len(first)):
        served(actions[3])
