"""A class on its page and at the desk: counts by reason, people by designation, versions."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mdl.identity import acting_as
from mdl.models import Litigation, User
from plaintiffs.membership import Rule, Younger
from plaintiffs.models import ClassChoice, ClassDefinition, Person, PlaintiffClass, Residence
from plaintiffs.services.classes import define_class
from plaintiffs.views import classes
from tests import makers
from tests.admin_world import page_of
from tests.makers import NOW
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

BEGAN = date(2018, 8, 2)


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
def browser(robin: User) -> Client:
    return signed_in(robin)


@pytest.fixture
def illinois(litigation: Litigation) -> PlaintiffClass:
    return define_class(
        litigation=litigation, name="Illinois Subclass", status="proposed",
        definition="Those in Illinois.", rule=Rule(BEGAN, lived_in=("IL",)), actor=None,
    )  # fmt: skip


def a_resident(litigation: Litigation, designation: str, state: str = "IL") -> Person:
    person = makers.a_minor(litigation, designation, residence_state=state)
    with acting_as(None, why="test world"):
        Residence.objects.create(person=person, state=state, from_on=date(2015, 1, 1))
    return person


def page_of_class(browser: Client, of: PlaintiffClass, **asked: str) -> str:
    return browser.get(reverse("class", args=[of.pk]), asked).content.decode()


def test_the_page_counts_by_reason_and_lists_people_of_one_answer(
    litigation: Litigation, illinois: PlaintiffClass, browser: Client
) -> None:
    a_resident(litigation, "W.F.")
    a_resident(litigation, "C.F.", "CA")
    makers.a_minor(litigation, "U.F.", residence_state="")
    page = page_of_class(browser, illinois)
    assert "Illinois Subclass: lived there in the class period" in page
    assert "Lived in IL at some time from Aug 2, 2018 to the day asked about." in page
    assert ("W.F. (born 2010)" in page, "C.F. (" in page, "U.F. (" in page) == (True, False, False)
    assert "C.F. (born 2010)" in page_of_class(browser, illinois, answer="no")
    assert "U.F. (born 2010)" in page_of_class(browser, illinois, answer="cannot tell")
    early = page_of_class(browser, illinois, on="2018-08-01")
    assert "the class period begins later" in early
    wrong = browser.get(reverse("class", args=[illinois.pk]), {"on": "soon"})
    assert wrong.status_code == 400


def test_the_page_costs_the_same_for_many_people(
    litigation: Litigation, illinois: PlaintiffClass, browser: Client
) -> None:
    counts = []
    for letters in ("A", "BCDEFGH"):
        for letter in letters:
            a_resident(litigation, f"{letter}.F.")
        with CaptureQueriesContext(connection) as asked:
            page_of_class(browser, illinois)
        counts.append(len(asked))
    # Six of every page; the class; classes and definitions for its levels; the page of people;
    # definitions shown, counts, days, choices, representatives.
    assert counts == [15, 15]


def test_a_person_reads_why_and_what_is_missing(
    litigation: Litigation, illinois: PlaintiffClass, browser: Client
) -> None:
    wren = a_resident(litigation, "W.F.")
    makers.an_account(wren)
    unknown = makers.a_minor(litigation, "U.F.", residence_state="")
    told = browser.get(reverse("person", args=[wren.pk])).content.decode()
    assert "Lived in IL from Jan 1, 2015; the class period runs from Aug 2, 2018" in told
    assert "Glimmer, telephone" in told
    missing = browser.get(reverse("person", args=[unknown.pk])).content.decode()
    assert "Missing: where they lived on Aug 2, 2018 and after." in missing


def test_the_desk_defines_a_version_with_its_rule(
    illinois: PlaintiffClass, browser: Client
) -> None:
    given = {
        "text": "Minors of Illinois.", "from_on": "2026-02-02", "first_on": "2018-08-02",
        "lived_in": "il", "younger_than": "18", "younger_on": "2020-08-04",
    }  # fmt: skip
    assert browser.post(page_of(illinois, "define"), given).status_code == 302
    made = ClassDefinition.objects.get(version=2)
    assert Rule.from_data(made.rule or {}) == Rule(
        BEGAN, lived_in=("IL",), younger=Younger(18, date(2020, 8, 4))
    )
    assert "Minors of Illinois." in browser.get(page_of(illinois)).content.decode()
    for wrong, says in (
        ({"lived_in": "Illinois"}, "two capitals"),
        ({"first_on": ""}, "begins"),
        ({"lived_in": "", "younger_than": ""}, "everybody"),
        ({"from_on": "2026-02-02"}, "later day"),
    ):
        shown = browser.post(page_of(illinois, "define"), given | wrong).content.decode()
        assert says in shown


def test_the_desk_records_and_withdraws_an_opt_out(
    litigation: Litigation, illinois: PlaintiffClass, browser: Client
) -> None:
    wren, paper = a_resident(litigation, "W.F."), makers.a_source("Request")
    given = {
        "plaintiff_class": str(illinois.pk), "person": str(wren.pk), "kind": "opt_out",
        "on": "2026-02-02", "source": str(paper.pk),
    }  # fmt: skip
    address = reverse("admin:plaintiffs_classchoice_add")
    assert browser.post(address, given).status_code == 302
    assert "opted out" in page_of_class(browser, illinois, answer="no")
    with acting_as(None, why="test"):
        choice = ClassChoice.objects.get()
    assert browser.post(page_of(choice, "withdraw"), {"on": "2026-03-02"}).status_code == 302
    assert "W.F. (born 2010)" in page_of_class(browser, illinois)


def test_opt_outs_that_are_cut_off_say_where_all_are(
    browser: Client, litigation: Litigation, illinois: PlaintiffClass,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(classes, "CHOICES_SHOWN", 1)
    for designation, is_cut_off in (("W.F.", False), ("L.F.", True)):
        person = a_resident(litigation, designation)
        with acting_as(None, why="test world"):
            ClassChoice.objects.create(
                plaintiff_class=illinois, person=person, kind="opt_out", on=date(2026, 2, 2),
                source=makers.a_source(f"Request of {designation}"),
            )  # fmt: skip
        page = page_of_class(browser, illinois)
        assert ("The first 1 are shown" in page) is is_cut_off
    assert reverse("admin:plaintiffs_classchoice_changelist") in page
