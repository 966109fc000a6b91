"""A child comes of age in the suit: the work is there before the day, and a person closes it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Litigation, OpenItem, Settlement
from mdl.services.open_items import ItemClosed, OutcomeNeeded, close_item
from plaintiffs.coming_of_age import STEPS, last_month
from plaintiffs.models import Person
from plaintiffs.models.silence import nobody_speaks_for, past_majority, silent
from plaintiffs.services.coming_of_age import open_what_follows
from plaintiffs.tasks import open_what_follows as tick
from tests.admin_world import page_of
from tests.makers import (
    NOW,
    TODAY,
    a_guardianship,
    a_litigation,
    a_minor,
    a_paralegal,
    a_participation,
    a_person,
    an_action,
    an_administrator,
    history_of,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 1)
LAST_BUSINESS_DAY_OF_MAY = date(2026, 5, 29)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


def follow(now: datetime = NOW) -> int:
    with acting_as(None, why="test"):
        return open_what_follows(now=now)


def items(**asked: Any) -> list[OpenItem]:
    return list(OpenItem.objects.filter(**asked).order_by("title"))


def test_the_steps_are_opened_months_before_with_a_working_day(litigation: Litigation) -> None:
    wren = a_minor(litigation, "W.F.", majority_month=JUNE, birth_year=2008)
    assert follow() == len(STEPS) == 4
    with acting_as(None, why="test"):
        assert {item.subject for item in items()} == {wren}
    assert {item.due_on for item in items()} == {LAST_BUSINESS_DAY_OF_MAY}
    assert all(item.title.startswith("W.F. (born 2008) comes of age") for item in items())
    assert any("not verified" in item.authority for item in items())


def test_asked_again_nothing_is_opened_twice_and_the_tick_asks_too(litigation: Litigation) -> None:
    a_minor(litigation, majority_month=JUNE)
    assert follow() == 4
    assert follow() == 0
    tick()
    assert len(items()) == 4


@pytest.mark.parametrize(
    ("month", "opened"),
    [(date(2026, 9, 1), 4), (date(2026, 10, 1), 0), (date(2026, 1, 1), 4), (None, 0)],
)
def test_six_months_ahead_and_whoever_is_past_it(
    litigation: Litigation, month: date | None, opened: int
) -> None:
    a_minor(litigation, majority_month=month)
    assert follow() == opened


def test_of_others_minors_and_of_those_decided_nothing_is_opened(litigation: Litigation) -> None:
    a_minor(litigation, "A.B.", relation=Person.Relation.OTHER_CLIENT)
    a_minor(litigation, "C.D.", protection=Person.Protection.FORMER_MINOR, majority_month=JUNE)
    assert follow() == 0


def test_a_move_dates_open_items_anew_and_leaves_closed_ones(litigation: Litigation) -> None:
    robin = a_paralegal(litigation)
    wren = a_minor(litigation, majority_month=JUNE)
    follow()
    closed = close_item(item=items()[0], outcome="Signed.", actor=robin, now=NOW)
    with acting_as(None, why="test"):
        Person.objects.filter(pk=wren.pk).update(majority_month=date(2026, 7, 1))
    assert follow() == 0
    assert {item.due_on for item in items(closed_at=None)} == {date(2026, 6, 30)}
    closed.refresh_from_db()
    assert closed.due_on == LAST_BUSINESS_DAY_OF_MAY


def test_an_item_is_closed_once_by_a_person_with_a_word(litigation: Litigation) -> None:
    robin = a_paralegal(litigation)
    a_minor(litigation, majority_month=JUNE)
    follow()
    item = items()[0]
    with pytest.raises(OutcomeNeeded):
        close_item(item=item, outcome="  ", actor=robin, now=NOW)
    with pytest.raises(NotAllowed):
        close_item(item=item, outcome="Done.", actor=an_administrator(), now=NOW)
    close_item(item=item, outcome="Initials stay: the child asked.", actor=robin, now=NOW)
    with pytest.raises(ItemClosed, match="Initials stay"):
        close_item(item=item, outcome="Done.", actor=robin, now=NOW)
    assert history_of(item)[-1].outcome == "Initials stay: the child asked."


def test_coming_of_age_changes_nothing_by_itself(litigation: Litigation) -> None:
    wren = a_minor(litigation, "W.F.", majority_month=date(2026, 2, 1))
    follow(datetime(2026, 12, 1, 15, 0, tzinfo=UTC))
    with acting_as(None, why="test"):
        wren.refresh_from_db()
        assert (wren.designation, wren.protection) == ("W.F.", Person.Protection.MINOR)
        assert list(past_majority(Person.objects.all(), day=TODAY)) == [wren]
        assert len(history_of(wren)) == 1


def test_a_settlement_not_yet_approved_is_an_open_item_of_each_minor(
    litigation: Litigation,
) -> None:
    a_minor(litigation, "W.F.")
    a_minor(litigation, "L.F.")
    a_person(litigation)
    pending = Settlement.objects.create(litigation=litigation, name="First")
    Settlement.objects.create(
        litigation=litigation, name="Approved", finally_approved_on=date(2026, 1, 5)
    )
    assert follow() == 2
    assert {item.occasion for item in items()} == {str(pending.pk)}
    assert [item.title for item in items()] == [
        "Court approval of L.F. (born 2010)'s settlement",
        "Court approval of W.F. (born 2010)'s settlement",
    ]
    assert {item.due_on for item in items()} == {None}  # the rule sets no time
    assert follow() == 0


def test_as_many_questions_for_30_as_for_2(
    litigation: Litigation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Settlement.objects.create(litigation=litigation, name="First")
    for number in range(2):
        a_minor(litigation, f"A.{chr(65 + number)}.", majority_month=JUNE)
    with CaptureQueriesContext(connection) as few:
        follow()
    for number in range(30):
        a_minor(litigation, f"B.{chr(65 + number % 26)}.", majority_month=JUNE)
    with django_assert_num_queries(len(few)):
        assert follow() == 150


@pytest.mark.parametrize("months", [0, 1, 6, 12, 13])
def test_the_last_month_lies_so_many_ahead(months: int) -> None:
    last = last_month(date(2026, 10, 31), months=months)
    assert (last.year * 12 + last.month) - (2026 * 12 + 10) == months
    assert last.day == 1


# --- The silence list ---------------------------------------------------------------------------


def test_a_minor_is_on_the_silence_list_until_somebody_speaks_and_the_age_is_known(
    litigation: Litigation,
) -> None:
    wren = a_minor(litigation, majority_month=date(2028, 6, 1))
    lark = a_minor(litigation, "L.F.")
    parent = a_person(litigation, "P.F.", protection=Person.Protection.RELATED)
    a_minor(litigation, "A.B.", relation=Person.Relation.ADVERSE)
    a_guardianship(lark, parent)
    with acting_as(None, why="test"):
        everybody = Person.objects.order_by("designation")
        assert list(silent(everybody, day=TODAY)) == [lark, wren]
        assert list(nobody_speaks_for(everybody, day=TODAY)) == [wren]
        a_guardianship(wren, parent, from_on=date(2026, 4, 1))
        assert list(silent(everybody, day=TODAY)) == [lark, wren]
        assert list(silent(everybody, day=date(2026, 4, 1))) == [lark]


# --- Pages --------------------------------------------------------------------------------------

# Session, user, identity (3), person, the release; speakers, parts, work, days, readings: ten;
# fact sheet, accounts, and classes with their definitions and facts: five.
PERSON_PAGE = 22


def test_the_page_of_a_child_says_who_speaks_today(
    litigation: Litigation, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(a_paralegal(litigation))
    wren = a_minor(litigation, "W.F.", majority_month=JUNE)
    mother = a_person(litigation, "M.F.", protection=Person.Protection.RELATED)
    outsider = a_person(litigation, "Ash Invented")
    page = reverse("person", args=[wren.pk])
    assert "Nobody on record speaks for this minor today." in browser.get(page).content.decode()
    with acting_as(None, why="test"):
        a_guardianship(wren, mother, until_on=date(2026, 3, 1))
        a_guardianship(wren, outsider, kind="ad_litem", from_on=date(2026, 3, 1))
        old = a_participation(mother, an_action(litigation), until_on=date(2026, 2, 1))
        a_participation(wren, old.action, from_on=date(2026, 2, 1), substituted_for=old)
    follow()
    with django_assert_max_num_queries(PERSON_PAGE):
        told = browser.get(page)
    here = {panel.name: context for panel, context in told.context["panels"]}
    assert [str(view) for _, view in here["speaks"]["now"]] == ["Ash Invented"]
    assert [str(view) for _, view in here["speaks"]["others"]] == ["M.F."]
    assert "in place of M.F." in told.content.decode()
    assert len(here["to_do"]["open"]) == 4


def test_my_day_asks_for_what_is_missing(litigation: Litigation) -> None:
    a_minor(litigation, "W.F.", majority_month=JUNE)
    seen = signed_in(a_paralegal(litigation)).get("/").content.decode()
    unseen = signed_in(a_paralegal(a_litigation("9002"), name="Ellis Fictitious")).get("/")
    assert "Missing of a minor" in seen
    assert "Missing of a minor" not in unseen.content.decode()


def test_an_item_is_closed_in_the_admin(litigation: Litigation) -> None:
    desk: Client = signed_in(a_paralegal(litigation))
    a_minor(litigation, "W.F.", majority_month=JUNE)
    follow()
    item = items()[0]
    assert "To be done" in desk.get("/admin/").content.decode()
    assert "W.F. (born 2010)" in desk.get(page_of(item)).content.decode()
    assert desk.post(page_of(item, "close"), {"outcome": "Signed today."}).status_code == 302
    item.refresh_from_db()
    assert item.outcome == "Signed today."
    stranger = signed_in(a_paralegal(a_litigation("9002"), name="Ellis Fictitious"))
    assert stranger.get(page_of(item)).status_code == 404
