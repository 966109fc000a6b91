"""Deadlines that trigger others: opened, moved and vacated with the day they hang on."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from filings.admin.deadline_forms import ReadForm
from filings.models import Deadline, MoveProposal, OrderedPeriod, Trigger
from filings.rules import UnknownRuleError
from filings.services import chains, deadlines, move_proposals, moving
from filings.services.chains import CircleOfDeadlines
from filings.services.deadlines import UnknownEvent, open_from
from filings.services.explaining import explain
from filings.services.moving import EventsMoved, EventsVacated, Kind
from filings.services.ordered_periods import count_after, enter_period, withdraw_period
from filings.services.second_person import BlindEntry, read
from mdl.models import Litigation, MemberAction, Source, User
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_deadline,
    a_litigation,
    a_paralegal,
    a_second_reading,
    a_source,
    a_trigger,
    an_action,
    an_attorney,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)
CIRCLE = "would in the end trigger itself"


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def a_step(litigation: Litigation, title: str, period: str, **fields: Any) -> OrderedPeriod:
    cited = {"title": "Case Management Order 5", "url": "https://court.example/cmo-5"}
    values: dict[str, Any] = {
        "source": Source.objects.filter(**cited).first() or a_source(**cited),
        "citation": "CMO 5, para. 3",
        "obligor": "ours",
        "actor": None,
    }
    return enter_period(litigation=litigation, title=title, period=period, **values | fields)


@pytest.fixture
def order(litigation: Litigation) -> list[OrderedPeriod]:
    """Fact sheet 30 days after service; deficiency letter 21 days after; cure 14 days after that;
    and, once the cure is met, a sign-off within 7 days."""
    sheet = a_step(litigation, "Fact sheet", "30 days", event="complaint_served")
    letter = a_step(
        litigation, "Deficiency letter", "21 days", after=sheet, follows="due", obligor="opponent"
    )
    cure = a_step(litigation, "Cure", "14 days", after=letter, follows="due")
    signed = a_step(litigation, "Sign-off", "7 days", after=cure, follows="met")
    return [sheet, letter, cure, signed]


def served(action: MemberAction, **fields: Any) -> dict[str, Deadline]:
    values: dict[str, Any] = {
        "key": "complaint_served", "occurred_on": FRIDAY, "service": "hand", "subject": action,
        "litigation": action.litigation, "court": a_court(), "actor": None, "now": NOW,
    }  # fmt: skip
    return {deadline.title: deadline for deadline in open_from(**values | fields)}


def days() -> dict[str, date]:
    return {row.title: row.due_on for row in Deadline.objects.filter(rule__startswith="order-")}


def test_an_event_opens_the_whole_chain_of_an_order(
    action: MemberAction, order: list[OrderedPeriod]
) -> None:
    opened = served(action)
    assert days() == {
        "Fact sheet": date(2026, 4, 6),  # 5 April is a Sunday
        "Deficiency letter": date(2026, 4, 27),
        "Cure": date(2026, 5, 11),
    }
    cure = opened["Cure"]
    assert cure.trigger is not None
    assert cure.trigger.parent == opened["Deficiency letter"]
    assert cure.computation is not None
    assert cure.computation.citation == "CMO 5, para. 3"
    assert cure.computation.source_url == "https://court.example/cmo-5"
    assert "the step before it in the order was due or done" in explain(cure)[0]
    assert "It counts from the day “Deficiency letter” is due." in explain(cure)


def test_a_step_that_counts_from_the_day_met_opens_then(
    action: MemberAction, order: list[OrderedPeriod]
) -> None:
    cure = served(action)["Cure"]
    assert "Sign-off" not in days()
    deadlines.mark_met(deadline=cure, on=date(2026, 5, 7), actor=None)
    assert days()["Sign-off"] == date(2026, 5, 14)


@pytest.fixture
def signing(action: MemberAction, order: list[OrderedPeriod]) -> tuple[Deadline, Deadline]:
    """The cure, met on 7 May, and the sign-off that counts from that day."""
    cure = served(action)["Cure"]
    deadlines.mark_met(deadline=cure, on=date(2026, 5, 7), actor=None)
    return cure, Deadline.objects.get(title="Sign-off")


def applied(robin: User) -> list[Kind]:
    """Apply the one proposal that waits; what became of which kinds of deadlines."""
    proposal = MoveProposal.objects.pending().get()
    diff = move_proposals.look(proposal=proposal, actor=robin)
    move_proposals.accept(proposal=proposal, diff=diff, reason="So it is", actor=robin, now=NOW)
    return [row.kind for row in diff.rows]


def test_a_met_step_that_is_open_again_proposes_to_vacate_what_its_meeting_opened(
    signing: tuple[Deadline, Deadline], robin: User
) -> None:
    cure, signed = signing
    assert not MoveProposal.objects.exists()
    deadlines.reopen(deadline=cure, actor=robin, now=NOW)
    signed.refresh_from_db()
    assert signed.status == "open"  # until a person looks
    assert "“Cure” is open and due on 2026-05-11" in MoveProposal.objects.get().words
    assert applied(robin) == [Kind.VACATED]
    signed.refresh_from_db()
    assert signed.status == "vacated"


def test_met_once_more_what_it_opens_opens_anew(
    signing: tuple[Deadline, Deadline], robin: User
) -> None:
    cure, signed = signing
    deadlines.reopen(deadline=cure, actor=robin, now=NOW)
    applied(robin)
    deadlines.mark_met(deadline=cure, on=date(2026, 5, 7), actor=robin)
    anew = Deadline.objects.open().get(title="Sign-off")
    assert (anew.due_on, anew.pk == signed.pk) == (date(2026, 5, 14), False)


def test_met_on_another_day_it_moves_what_counts_from_that_day(
    signing: tuple[Deadline, Deadline], robin: User
) -> None:
    cure, signed = signing
    deadlines.reopen(deadline=cure, actor=robin, now=NOW)
    deadlines.mark_met(deadline=cure, on=date(2026, 5, 8), actor=robin)
    assert "was met on 2026-05-08" in MoveProposal.objects.get().words  # the same, told anew
    assert applied(robin) == [Kind.MOVED]
    signed.refresh_from_db()
    assert signed.due_on == date(2026, 5, 15)


def test_reopened_and_met_as_before_nothing_is_to_be_done(
    signing: tuple[Deadline, Deadline], robin: User
) -> None:
    cure, _ = signing
    deadlines.reopen(deadline=cure, actor=robin, now=NOW)
    deadlines.mark_met(deadline=cure, on=date(2026, 5, 7), actor=robin)
    diff = move_proposals.look(proposal=MoveProposal.objects.get(), actor=robin)
    assert (diff.changes, diff.rows) == (0, [])


def test_a_step_that_fell_proposes_that_what_counts_from_its_day_falls(
    action: MemberAction, order: list[OrderedPeriod], robin: User
) -> None:
    letter = served(action)["Deficiency letter"]
    deadlines.vacate(deadline=letter, on=TODAY, reason="CMO 6", actor=robin, now=NOW)
    assert applied(robin) == [Kind.VACATED]
    assert set(Deadline.objects.open().values_list("title", flat=True)) >= {"Fact sheet"}
    assert not Deadline.objects.open().filter(title="Cure").exists()


def test_a_later_day_that_a_second_person_accepted_proposes_what_hangs_on_it(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    sheet = a_step(litigation, "Fact sheet", "30 days", event="complaint_served", is_critical=True)
    a_step(litigation, "Cure", "14 days", after=sheet, follows="due")
    due = served(action, actor=robin)
    later = date(2026, 4, 13)
    deadlines.move(
        deadline=due["Fact sheet"], to=later, reason="CMO 6", basis="order", actor=robin, now=NOW
    )
    assert not MoveProposal.objects.exists()
    a_second_reading(due["Fact sheet"], an_attorney(litigation))
    assert applied(robin) == [Kind.MOVED]
    assert days()["Cure"] == date(2026, 4, 27)


def test_when_the_first_day_moves_the_chain_moves_with_it(
    action: MemberAction, order: list[OrderedPeriod], robin: User
) -> None:
    opened = served(action)
    trigger = opened["Fact sheet"].trigger
    assert trigger is not None
    diff = moving.propose(cause=EventsMoved(events=(trigger.pk,), by=7), actor=robin)
    depths = {row.deadline: row.depth for row in diff.of(Kind.MOVED)}
    assert [depths[opened[name].pk] for name in ("Fact sheet", "Deficiency letter", "Cure")] == [
        0, 1, 2,
    ]  # fmt: skip
    before = days()
    batch = moving.apply(diff=diff, reason="Served a week later", actor=robin, now=NOW)
    assert days() == {
        "Fact sheet": date(2026, 4, 13),
        "Deficiency letter": date(2026, 5, 4),
        "Cure": date(2026, 5, 18),
    }
    event = Trigger.objects.get(parent=opened["Deficiency letter"])
    assert event.occurred_on == date(2026, 5, 4)
    moving.undo(batch=batch, reason="It was right", actor=robin, now=NOW)
    assert days() == before


def test_a_day_set_by_order_holds_the_chain_below_it(
    action: MemberAction, order: list[OrderedPeriod], robin: User
) -> None:
    opened = served(action)
    letter = opened["Deficiency letter"]
    deadlines.move(
        deadline=letter, to=date(2026, 4, 30), reason="CMO 6", basis="order", actor=robin, now=NOW
    )
    trigger = opened["Fact sheet"].trigger
    assert trigger is not None
    diff = moving.propose(cause=EventsMoved(events=(trigger.pk,), by=7), actor=robin)
    kinds = {row.deadline: row.kind for row in diff.rows}
    assert kinds[letter.pk] == Kind.LOCKED
    assert opened["Cure"].pk not in kinds


def test_a_vacated_event_takes_the_chain_along(
    action: MemberAction, order: list[OrderedPeriod], robin: User
) -> None:
    trigger = served(action)["Fact sheet"].trigger
    assert trigger is not None
    cause = EventsVacated(events=(trigger.pk,), on=TODAY)
    diff = moving.propose(cause=cause, actor=robin)
    moving.apply(diff=diff, reason="Service quashed", actor=robin, now=NOW)
    assert not Deadline.objects.open().exists()
    assert set(Trigger.objects.values_list("vacated_on", flat=True)) == {TODAY}


def test_an_order_beats_the_rule_it_replaces(litigation: Litigation, action: MemberAction) -> None:
    a_step(
        litigation, "Answer (CMO 1)", "60 days", event="complaint_served", obligor="opponent",
        replaces=["frcp-12a1Ai"],
    )  # fmt: skip
    opened = served(action)
    assert opened["Answer (CMO 1)"].due_on == date(2026, 5, 5)
    assert "frcp-12a1Ai" not in {row.rule for row in opened.values()}


def test_an_order_of_another_litigation_or_a_withdrawn_one_opens_nothing(
    litigation: Litigation, order: list[OrderedPeriod]
) -> None:
    elsewhere = an_action(a_litigation("9002"), number="5:26-cv-00102")
    served(elsewhere)
    assert days() == {}
    withdraw_period(period=order[0], on=TODAY, actor=None)
    served(an_action(litigation))
    assert days() == {}


def test_a_catalogued_rule_may_count_from_the_end_of_another(
    litigation: Litigation, action: MemberAction
) -> None:
    """The reply on a motion for transfer counts from the end of the time to respond."""
    opened = open_from(
        key="panel_motion_filed",
        occurred_on=FRIDAY,
        subject=action,
        litigation=litigation,
        court=a_court("jpml"),
        actor=None,
        now=NOW,
    )
    due = {row.rule: row.due_on for row in opened}
    assert due["jpml-6.1c"] == date(2026, 3, 27)
    assert due["jpml-6.1d"] == date(2026, 4, 3)


# --- No circles ---------------------------------------------------------------------------------


def test_a_circle_is_refused_by_the_service_and_by_the_database(
    action: MemberAction, order: list[OrderedPeriod], robin: User
) -> None:
    opened = served(action)
    first = opened["Fact sheet"].trigger
    assert first is not None
    with pytest.raises(CircleOfDeadlines, match="“Cure” is itself counted from"):
        chains.follow(event=first, parent=opened["Cure"], follows="due", actor=robin)
    with (
        pytest.raises(IntegrityError, match="would in the end trigger itself"),
        transaction.atomic(),
    ):
        Trigger.objects.filter(pk=first.pk).update(parent=opened["Cure"], follows="due")


def test_a_deadline_counted_from_its_own_day_is_refused(action: MemberAction) -> None:
    trigger = a_trigger(action)
    own = a_deadline(action, trigger=trigger)
    with (
        pytest.raises(IntegrityError, match="would in the end trigger itself"),
        transaction.atomic(),
    ):
        Trigger.objects.filter(pk=trigger.pk).update(parent=own, follows="due")
    other = a_deadline(action, "Reply")
    event = a_trigger(action, key="answer_served", parent=other, follows="due")
    with (
        pytest.raises(IntegrityError, match="would in the end trigger itself"),
        transaction.atomic(),
    ):
        Deadline.objects.filter(pk=other.pk).update(trigger=event)


def test_steps_of_an_order_make_no_circle(order: list[OrderedPeriod]) -> None:
    sheet, _, cure, _ = order
    with pytest.raises(CircleOfDeadlines):
        count_after(period=sheet, after=cure, follows="due", actor=None)
    with (
        pytest.raises(IntegrityError, match="would in the end trigger itself"),
        transaction.atomic(),
    ):
        OrderedPeriod.objects.filter(pk=sheet.pk).update(event="", after=cure, follows="due")


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"event": "complaint_swerved"}, UnknownEvent, "complaint_swerved"),
        ({"period": "-3 days"}, ValidationError, "cannot be negative"),
        ({"period": "soon"}, ValidationError, "is no period"),
        ({"replaces": ["frcp-99"]}, UnknownRuleError, "frcp-99"),
        ({"citation": ""}, ValidationError, "Cite the order|cannot be blank"),
    ],
)
def test_a_wrong_period_is_refused_and_nothing_is_stored(
    litigation: Litigation, wrong: dict[str, Any], error: type[Exception], says: str
) -> None:
    values: dict[str, Any] = {"period": "30 days", "event": "complaint_served"}
    with pytest.raises(error, match=says):
        a_step(litigation, "Report", **values | wrong)
    assert not OrderedPeriod.objects.exists()


# --- A second person reads the order ------------------------------------------------------------


def test_a_critical_step_of_an_order_is_read_anew_and_confirmed(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    sheet = a_step(litigation, "Fact sheet", "30 days", event="complaint_served")
    cure = a_step(litigation, "Cure", "14 days", after=sheet, follows="due", is_critical=True)
    a_step(a_litigation("9002"), "Elsewhere", "9 days", event="complaint_served")
    due = served(action, actor=robin)["Cure"]
    assert due.trigger is not None
    jordan = an_attorney(litigation)
    browser, address = signed_in(jordan), reverse("confirm_deadline", args=[due.pk])
    asked = browser.get(address).content.decode()
    assert "CMO 5, para. 3: Cure" in asked
    assert "the step “Fact sheet (CMO 5, para. 3)” was due or done" in asked
    assert "Elsewhere" not in asked
    entry = {
        "key": f"end-of:order-{sheet.pk}",
        "service": due.trigger.service,
        "rule": f"order-{cure.pk}",
    }
    misread = browser.post(address, {**entry, "occurred_on": "2026-04-07"}, follow=True)
    assert "Cure: 14 days after the day on which the step “Fact sheet" in misread.content.decode()
    assert not Deadline.objects.exclude(confirmed_by=None).exists()
    browser.post(address, {**entry, "occurred_on": "2026-04-06"})
    assert list(Deadline.objects.filter(confirmed_by=jordan, confirmed_alone=False)) == [due]


def test_the_desk_offers_the_steps_of_an_order_too(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    a_step(litigation, "Fact sheet", "30 days", event="complaint_served", is_critical=True)
    form = ReadForm(request=HttpRequest(), row=served(action, actor=robin)["Fact sheet"])
    assert "CMO 5, para. 3: Fact sheet" in str(form)


@pytest.mark.parametrize("rule", ["order-", "order-nonsense", f"order-{uuid.UUID(int=7)}"])
def test_a_rule_of_no_order_counts_nothing(
    litigation: Litigation, action: MemberAction, robin: User, rule: str
) -> None:
    a_step(litigation, "Fact sheet", "30 days", event="complaint_served", is_critical=True)
    due = served(action, actor=robin)["Fact sheet"]
    entry = BlindEntry(key="complaint_served", occurred_on=FRIDAY, service="hand", rule=rule)
    reading = read(deadline=due, entry=entry, actor=an_attorney(litigation), now=NOW)
    assert (reading.matches, reading.read_on, reading.differences) == (False, None, ["rule", "on"])
