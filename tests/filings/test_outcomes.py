"""One order for many actions: one deadline, and each action's own outcome."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filings.models import Deadline, DeadlineOutcome, Scope
from filings.services import deadlines, scopes
from filings.services.deadlines import DeadlineClosed
from filings.services.outcomes import (
    EndsAsAWhole,
    NotOfActions,
    record_outcomes,
)
from mdl.models import Litigation, MemberAction, User
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_docket,
    a_litigation,
    a_paralegal,
    an_action,
    an_entry,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def actions(litigation: Litigation) -> list[MemberAction]:
    return [an_action(litigation, number=f"5:26-cv-{number:05}") for number in (1, 2, 3)]


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture
def fact_sheets(litigation: Litigation, actions: list[MemberAction], robin: User) -> Deadline:
    """Every action serves its fact sheet by 20 March: one order, one deadline."""
    return deadlines.enter_deadline(
        title="Serve the fact sheet",
        due_on=date(2026, 3, 20),
        basis="order",
        reason="CMO 4, para. 2",
        subject=scopes.all_actions(litigation=litigation),
        litigation=litigation,
        court=a_court(),
        actor=robin,
        now=NOW,
    )


def met(deadline: Deadline, *actions: MemberAction, outcome: str = "met", **fields: object) -> None:
    values = {"deadline": deadline, "actions": actions, "outcome": outcome, "on": TODAY}
    record_outcomes(**values | {"actor": None} | fields)  # type: ignore[arg-type]  # keywords
    deadline.refresh_from_db()


def test_done_in_one_action_it_is_open_in_the_others(
    fact_sheets: Deadline, actions: list[MemberAction]
) -> None:
    first, second, _ = actions
    entry = an_entry(a_docket("5:26-cv-00001", action=first))
    met(fact_sheets, first, proof=entry)
    assert fact_sheets.status == "open"
    assert list(Deadline.objects.open_in(first)) == []
    assert list(Deadline.objects.open_in(second)) == [fact_sheets]
    (seen,) = Deadline.objects.closed_in(first)
    assert (seen.own_outcome, seen.own_on) == ("met", TODAY)
    recorded = DeadlineOutcome.objects.of(fact_sheets, first)
    assert recorded is not None
    assert recorded.proof == entry
    assert Deadline.objects.count() == 1


def test_it_closes_with_the_last_of_its_actions(
    fact_sheets: Deadline, actions: list[MemberAction]
) -> None:
    met(fact_sheets, *actions[:2])
    met(fact_sheets, actions[2], outcome="waived", on=date(2026, 3, 12))
    assert (fact_sheets.status, fact_sheets.closed_on) == ("met", date(2026, 3, 12))
    with pytest.raises(DeadlineClosed):
        met(fact_sheets, actions[0])


def test_waived_in_every_action_it_is_waived(
    fact_sheets: Deadline, actions: list[MemberAction]
) -> None:
    met(fact_sheets, *actions, outcome="waived")
    assert fact_sheets.status == "waived"


def test_an_action_that_has_ended_is_not_waited_for(
    fact_sheets: Deadline, actions: list[MemberAction]
) -> None:
    MemberAction.objects.filter(pk=actions[2].pk).update(terminated_on=TODAY)
    met(fact_sheets, *actions[:2])
    assert fact_sheets.status == "met"


def test_a_decision_about_the_whole_closes_it_for_every_action(
    fact_sheets: Deadline, actions: list[MemberAction], robin: User
) -> None:
    deadlines.vacate(deadline=fact_sheets, on=TODAY, actor=robin)
    assert list(Deadline.objects.open_in(actions[0])) == []


def test_a_scope_that_does_not_reach_an_action_refuses_it(
    litigation: Litigation, actions: list[MemberAction], robin: User
) -> None:
    listed = Scope.objects.create(litigation=litigation, kind=Scope.Kind.LISTED)
    listed.actions.set(actions[:1])
    values = {
        "title": "Confer", "due_on": TODAY, "reason": "CMO 5", "litigation": litigation,
        "court": a_court(), "actor": robin, "now": NOW,
    }  # fmt: skip
    confer = deadlines.enter_deadline(**values, subject=listed)  # type: ignore[arg-type]  # a test's keywords
    with pytest.raises(NotOfActions, match="does not reach"):
        met(confer, actions[1])
    own = deadlines.enter_deadline(**values, subject=actions[1])  # type: ignore[arg-type]  # a test's keywords
    with pytest.raises(NotOfActions, match="mark the deadline itself"):
        met(own, actions[1])
    assert not DeadlineOutcome.objects.exists()


def test_many_actions_cost_as_many_statements_as_one(
    fact_sheets: Deadline, actions: list[MemberAction]
) -> None:
    with CaptureQueriesContext(connection) as one:
        met(fact_sheets, actions[0])
    with CaptureQueriesContext(connection) as two:
        met(fact_sheets, *actions[:2])
    assert len(one) == len(two)


def test_the_button_on_an_actions_page_is_about_that_action(
    client: Client, fact_sheets: Deadline, actions: list[MemberAction], robin: User
) -> None:
    client.force_login(robin)
    answer = client.post(f"/deadlines/{fact_sheets.pk}/met/", {"action": str(actions[0].pk)})
    assert answer.status_code == 302
    fact_sheets.refresh_from_db()
    assert fact_sheets.status == "open"
    assert DeadlineOutcome.objects.get().action == actions[0]


@pytest.mark.parametrize("outcome", ["waived", "vacated"])
def test_a_critical_one_ends_only_as_a_whole(
    fact_sheets: Deadline, actions: list[MemberAction], robin: User, outcome: str
) -> None:
    Deadline.objects.filter(pk=fact_sheets.pk).update(is_critical=True, needs_confirmation=True)
    with pytest.raises(EndsAsAWhole, match="Waive or vacate the whole deadline, which a second"):
        met(fact_sheets, actions[0], outcome=outcome, actor=robin)
    assert not DeadlineOutcome.objects.exists()
    met(fact_sheets, *actions, actor=robin)
    assert fact_sheets.status == "met"


@pytest.mark.parametrize("day", [date.min, date(2206, 3, 9), date.max])
def test_a_day_still_to_come_or_absurd_is_refused(
    fact_sheets: Deadline, actions: list[MemberAction], day: date
) -> None:
    with pytest.raises(ValidationError, match="look at the year"):
        met(fact_sheets, actions[0], on=day)
    assert not DeadlineOutcome.objects.exists()
