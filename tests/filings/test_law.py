"""The law changes: a rule of the catalogue reads otherwise in a new release, or an order is taken
back. What was counted by the former text is found, proposed, and moved by a person."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filings.models import Deadline, HeldChange, MoveProposal, OrderedPeriod
from filings.rules import Rule, Term, catalog
from filings.services import deadlines, move_proposals, moving
from filings.services.deadlines import open_from
from filings.services.moving import Diff, Kind
from filings.services.ordered_periods import (
    PeriodWithdrawn,
    correct_period,
    enter_period,
    withdraw_period,
)
from filings.tasks import look_for_changed_law
from mdl.court_time import Period
from mdl.models import Litigation, MemberAction, OpenItem, User
from tests.makers import NOW, TODAY, a_court, a_litigation, a_paralegal, a_source, an_action

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)
ANSWER = "frcp-12a1Ai"
Release = Callable[..., None]


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture
def release() -> Iterator[Release]:
    """Install another catalogue: rules by their ids, None for one that is left out."""
    book = catalog()
    former = book.rules

    def install(**rules: Rule | None) -> None:
        known = {**former, **{name.replace("_", "-"): rule for name, rule in rules.items()}}
        kept = {name: rule for name, rule in known.items() if rule is not None}
        object.__setattr__(book, "rules", MappingProxyType(kept))

    yield install
    object.__setattr__(book, "rules", former)


def reading(period: str, **changes: Any) -> Rule:
    """The time to answer, in an edition with another period."""
    rule = catalog().rule(ANSWER)
    terms = (Term("complaint_served", Period.parse(period)),)
    newest = replace(rule.versions[-1], terms=terms, **changes)
    return replace(rule, versions=(*rule.versions[:-1], newest))


def served(action: MemberAction, **fields: Any) -> dict[str, Deadline]:
    values: dict[str, Any] = {
        "key": "complaint_served", "occurred_on": FRIDAY, "service": "hand", "subject": action,
        "litigation": action.litigation, "court": a_court(), "actor": None, "now": NOW,
    }  # fmt: skip
    return {row.rule: row for row in open_from(**values | fields)}


def looked_at(robin: User) -> tuple[MoveProposal, Diff]:
    proposal = MoveProposal.objects.pending().get()
    return proposal, move_proposals.look(proposal=proposal, actor=robin)


def accepted(robin: User) -> Diff:
    proposal, diff = looked_at(robin)
    move_proposals.accept(proposal=proposal, diff=diff, reason="As it reads", actor=robin, now=NOW)
    return diff


# --- The catalogue ------------------------------------------------------------------------------


def test_where_nothing_changed_a_look_costs_two_queries(action: MemberAction) -> None:
    served(action)
    with CaptureQueriesContext(connection) as asked:
        assert move_proposals.law_changed(now=NOW) == []
    assert len(asked) == 2  # the periods of orders, and what was counted otherwise


def test_a_rule_that_reads_otherwise_is_proposed_moved_and_not_asked_again(
    action: MemberAction, robin: User, release: Release
) -> None:
    answer = served(action)[ANSWER]
    release(frcp_12a1Ai=reading("28 days"))
    look_for_changed_law()
    look_for_changed_law()
    proposal, diff = looked_at(robin)
    assert proposal.words.endswith("it reads otherwise now")
    (row,) = diff.rows
    assert (row.deadline, row.kind, row.to_on) == (answer.pk, Kind.MOVED, date(2026, 4, 6))
    accepted(robin)
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 4, 6)  # the 3rd is Good Friday
    assert answer.computation is not None
    assert answer.computation.rule_digest == catalog().rule(ANSWER).digest
    assert answer.computation.period == "28 days after"
    assert moving.propose(cause=moving.cause_of(proposal.cause), actor=robin).rows == []
    look_for_changed_law()
    assert MoveProposal.objects.count() == 1


def test_a_day_that_stays_rests_on_the_new_text(
    action: MemberAction, robin: User, release: Release
) -> None:
    """21 days from that Friday end on Friday the 27th; three weeks do too."""
    answer = served(action)[ANSWER]
    release(frcp_12a1Ai=reading("3 weeks"))
    look_for_changed_law()
    assert [row.kind for row in accepted(robin).rows] == [Kind.UNCHANGED]
    answer.refresh_from_db()
    assert (answer.due_on, answer.version) == (date(2026, 3, 27), 1)
    assert answer.computation is not None
    assert answer.computation.period == "3 weeks after"
    assert not move_proposals.law_changed(now=NOW)


def test_a_new_edition_inside_a_running_period_is_found_as_another_reading(
    action: MemberAction, robin: User, release: Release
) -> None:
    """The same text, and from 20 March on one with fourteen days."""
    answer = deadlines.attribute(
        deadline=served(action)[ANSWER], obligor="ours", actor=robin, now=NOW
    )
    rule = catalog().rule(ANSWER)
    starts = date(2026, 3, 20)
    old = replace(rule.current, in_force_to=starts - timedelta(1))
    new = replace(reading("14 days").current, in_force_from=starts)
    release(frcp_12a1Ai=replace(rule, versions=(*rule.versions[:-1], old, new)))
    look_for_changed_law()
    accepted(robin)
    answer.refresh_from_db()
    assert answer.due_on == FRIDAY + timedelta(14)  # ours: the earliest by any reading


def test_what_a_person_dismissed_is_asked_again_only_for_another_text(
    action: MemberAction, robin: User, release: Release
) -> None:
    served(action)
    seven, eight = reading("27 days"), reading("28 days")
    for rule, asked in ((seven, 1), (seven, 1), (eight, 2), (seven, 3)):
        release(frcp_12a1Ai=rule)
        for proposal in MoveProposal.objects.pending():
            move_proposals.dismiss(proposal=proposal, actor=robin, now=NOW)
        look_for_changed_law()
        assert MoveProposal.objects.count() == asked


def test_a_proposal_that_waits_speaks_of_the_newest_text(
    action: MemberAction, robin: User, release: Release
) -> None:
    served(action)
    for period in ("27 days", "28 days"):
        release(frcp_12a1Ai=reading(period))
        look_for_changed_law()
    proposal, diff = looked_at(robin)
    assert proposal.cause["edition"] == catalog().rule(ANSWER).digest
    assert [row.to_on for row in diff.rows] == [date(2026, 4, 6)]


def test_a_rule_that_is_gone_is_left_to_a_person(
    action: MemberAction, robin: User, release: Release
) -> None:
    served(action)
    release(frcp_12a1Ai=None)
    look_for_changed_law()
    proposal, diff = looked_at(robin)
    assert proposal.words == f"The rule {ANSWER} is no longer on record"
    assert [(row.kind, row.why) for row in diff.rows] == [
        (Kind.CONFLICTING, "Its rule is no longer on record; look at it yourself.")
    ]


def test_each_litigation_gets_its_own_proposal(
    litigation: Litigation, action: MemberAction, release: Release
) -> None:
    served(action)
    served(an_action(a_litigation("9002"), number="5:26-cv-00102"))
    done = served(an_action(a_litigation("9003"), number="5:26-cv-00103"))[ANSWER]
    deadlines.mark_met(deadline=done, on=TODAY, actor=None)
    release(frcp_12a1Ai=reading("28 days"))
    look_for_changed_law()
    found = MoveProposal.objects.order_by("litigation__mdl_number")
    assert [row.litigation.mdl_number for row in found] == ["9001", "9002"]


# --- Orders of the litigation -------------------------------------------------------------------


@pytest.fixture
def ordered(litigation: Litigation) -> OrderedPeriod:
    return enter_period(
        litigation=litigation,
        source=a_source("Case Management Order 5"),
        citation="CMO 5, para. 3",
        title="Fact sheet",
        period="30 days",
        event="complaint_served",
        obligor="ours",
        actor=None,
    )


def test_a_period_entered_wrongly_is_corrected_and_its_days_follow(
    action: MemberAction, ordered: OrderedPeriod, robin: User
) -> None:
    sheet = served(action)[f"order-{ordered.pk}"]
    correct_period(period=ordered, changes={"period": "45 days"}, actor=robin)
    (row,) = accepted(robin).rows
    assert (row.deadline, row.kind, row.to_on) == (sheet.pk, Kind.MOVED, date(2026, 4, 20))
    correct_period(period=ordered, changes={"title": "Plaintiff's fact sheet"}, actor=robin)
    assert not MoveProposal.objects.pending().exists()


def test_an_order_entered_after_its_event_asks_a_person_to_look_back(
    action: MemberAction, litigation: Litigation, robin: User
) -> None:
    answer = served(action)[ANSWER]
    assert answer.status == "open"
    assert not OpenItem.objects.exists()
    period = enter_period(
        litigation=litigation,
        source=a_source("Case Management Order 7"),
        citation="CMO 7, para. 1",
        title="Answer the complaint",
        period="60 days",
        event="complaint_served",
        obligor=answer.obligor,
        replaces=[ANSWER],
        actor=robin,
    )
    item = OpenItem.objects.get()
    assert item.subject == period
    assert item.title == (
        "CMO 7, para. 1: 1 event before it was entered: enter again each that it reaches, and "
        "vacate what falls of 1 open by the rules it replaces"
    )
    # What the item tells: the same event, entered again, opens the order's own time.
    assert set(served(action)) == {f"order-{period.pk}"}


def test_an_order_entered_before_its_event_asks_nothing(ordered: OrderedPeriod) -> None:
    assert not OpenItem.objects.exists()


def test_an_order_taken_back_proposes_that_what_it_opened_falls(
    action: MemberAction, ordered: OrderedPeriod, robin: User
) -> None:
    sheet = served(action)[f"order-{ordered.pk}"]
    withdraw_period(period=ordered, on=TODAY, actor=robin)
    sheet.refresh_from_db()
    assert sheet.status == "open"
    proposal, diff = looked_at(robin)
    assert proposal.words == "CMO 5, para. 3, Fact sheet: it was taken back"
    assert [(row.kind, row.why) for row in diff.rows] == [
        (Kind.VACATED, "A later order took back the order that set its time.")
    ]
    accepted(robin)
    sheet.refresh_from_db()
    assert sheet.status == "vacated"
    with pytest.raises(PeriodWithdrawn, match="enter it anew"):
        correct_period(period=ordered, changes={"period": "45 days"}, actor=robin)


def test_what_a_person_lets_run_after_that_still_moves_with_its_event(
    action: MemberAction, ordered: OrderedPeriod, robin: User
) -> None:
    sheet = served(action)[f"order-{ordered.pk}"]
    withdraw_period(period=ordered, on=TODAY, actor=robin)
    move_proposals.dismiss(proposal=looked_at(robin)[0], actor=robin, now=NOW)
    assert sheet.trigger_id is not None
    cause = moving.EventsMoved(events=(sheet.trigger_id,), to=TODAY)
    rows = {row.deadline: row for row in moving.propose(cause=cause, actor=robin).rows}
    assert (rows[sheet.pk].kind, rows[sheet.pk].to_on) == (Kind.MOVED, date(2026, 4, 8))


def test_a_critical_one_ends_only_by_two_people(
    action: MemberAction, ordered: OrderedPeriod, robin: User
) -> None:
    correct_period(period=ordered, changes={"is_critical": True}, actor=robin)
    sheet = served(action)[f"order-{ordered.pk}"]
    withdraw_period(period=ordered, on=TODAY, actor=robin)
    assert [row.kind for row in accepted(robin).rows] == [Kind.HELD]
    sheet.refresh_from_db()
    assert sheet.status == "open"
    assert HeldChange.objects.waiting().get().kind == "vacate"
