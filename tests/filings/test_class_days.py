"""An order sets the day to opt out: a deadline on the order's basis, which a later order moves."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from filings.models import ClassDayDeadline, Deadline, Reminder
from filings.services.deadlines import mark_met
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Litigation, User
from plaintiffs.models import PlaintiffClass
from plaintiffs.services.classes import define_class, set_class_day
from tests import makers
from tests.admin_world import page_of
from tests.makers import NOW
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


@pytest.fixture
def nationwide(litigation: Litigation) -> PlaintiffClass:
    return define_class(
        litigation=litigation, name="Nationwide Class", status="settlement", actor=None
    )


def set_day(of: PlaintiffClass, on: date, actor: User, kind: str = "opt_out") -> Deadline:
    with acting_as(actor, why="test"):
        paper = makers.a_source(f"Order of {on} on {kind}")
        day = set_class_day(plaintiff_class=of, kind=kind, on=on, source=paper, actor=actor)
    return ClassDayDeadline.objects.get(day=day).deadline


def test_a_day_set_by_order_is_a_date_certain_with_its_order_and_its_reminders(
    nationwide: PlaintiffClass, robin: User
) -> None:
    saturday = date(2026, 3, 28)
    deadline = set_day(nationwide, saturday, robin)
    assert (deadline.title, deadline.due_on) == ("Opt out of the Nationwide Class", saturday)
    assert (deadline.basis, deadline.opened_by) == (Deadline.Basis.ORDER, robin)
    assert "Order of 2026-03-28" in deadline.reason
    assert Reminder.objects.filter(deadline=deadline).exists()
    objecting = set_day(nationwide, saturday, robin, "objection")
    assert objecting.title == "Object to what binds the Nationwide Class"


def test_a_later_order_moves_the_same_deadline_and_reopens_one_that_was_met(
    nationwide: PlaintiffClass, robin: User
) -> None:
    first = set_day(nationwide, date(2026, 6, 5), robin)
    moved = set_day(nationwide, date(2026, 6, 26), robin)
    assert (moved.pk, moved.due_on, moved.version) == (first.pk, date(2026, 6, 26), 2)
    with acting_as(robin, why="test"):
        mark_met(deadline=moved, on=date(2026, 3, 9), actor=robin)
    again = set_day(nationwide, date(2026, 7, 6), robin)
    assert (again.status, again.due_on) == ("open", date(2026, 7, 6))


def test_nobody_without_the_role_sets_a_day(nationwide: PlaintiffClass) -> None:
    with pytest.raises(NotAllowed):
        set_day(nationwide, date(2026, 6, 5), makers.an_administrator())


def test_without_a_court_the_day_stands_and_no_deadline_is_entered(robin: User) -> None:
    early = makers.a_litigation("9002", transferee_court=None, centralized_on=None)
    of = define_class(litigation=early, name="Class", status="proposed", actor=None)
    with acting_as(None, why="test"):
        day = set_class_day(
            plaintiff_class=of, kind="opt_out", on=date(2026, 6, 5),
            source=makers.a_source("Order"), actor=None,
        )  # fmt: skip
    assert not ClassDayDeadline.objects.filter(day=day).exists()


def test_the_desk_sets_a_day(nationwide: PlaintiffClass, robin: User) -> None:
    desk, paper = signed_in(robin), makers.a_source("Order on notice")
    given = {"kind": "opt_out", "on": "2026-06-05", "source": str(paper.pk)}
    assert desk.post(page_of(nationwide, "set-day"), given).status_code == 302
    assert Deadline.objects.get().due_on == date(2026, 6, 5)
    assert paper.title in desk.get(page_of(nationwide)).content.decode()
