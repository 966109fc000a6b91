"""People on the pages: designations, counts and months; never a name."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mdl.identity import acting_as
from mdl.models import Litigation, Role
from plaintiffs.models import Participation, Person
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.identity import Identity
from tests.makers import (
    NOW,
    a_co_counsel,
    a_guardianship,
    a_litigation,
    a_minor,
    a_participation,
    a_person,
    a_user,
    an_action,
    an_attorney,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

# Session, user, and the transaction's identity: savepoint, set, set back, release.
EVERY_PAGE = 6


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def browser(litigation: Litigation) -> Client:
    return signed_in(an_attorney(litigation))


@pytest.fixture
def wren(litigation: Litigation) -> Person:
    """A minor of ours whose name is sealed; she comes of age in May 2026."""
    action = an_action(litigation)
    person = a_minor(litigation, "W.F.", birth_year=2008, residence_state="IL")
    speaker = a_person(litigation, "Parent of W.F.", protection=Person.Protection.RELATED)
    with acting_as(None, why="test world"):
        seal_identity(
            person=person,
            identity=Identity("Wren", "Fictitious", date(2008, 5, 14)),
            actor=None,
            now=NOW,
        )
        a_participation(person, action)
        a_guardianship(person, speaker)
    return person


def pages_of(litigation: Litigation) -> list[str]:
    action = litigation.actions.get()
    return [
        "/",
        reverse("litigation", args=[litigation.pk]),
        reverse("people", args=[litigation.pk]),
        reverse("action", args=[action.pk]),
    ]


def test_no_page_holds_a_sealed_name(litigation: Litigation, wren: Person, browser: Client) -> None:
    shown = [browser.get(page).content.decode() for page in pages_of(litigation)]
    shown.append(browser.post("/search/", {"q": "W.F."}).content.decode())
    assert all("W.F." in page for page in shown if page is not shown[1])
    assert not any("Wren" in page for page in shown)


def test_who_may_reveal_finds_by_name_and_still_reads_the_designation(
    litigation: Litigation, wren: Person, browser: Client
) -> None:
    found = browser.post("/search/", {"q": "Wren Fictitious"}).content.decode()
    assert "W.F. (born 2008)" in found
    # What was typed is shown back to who typed it, and nowhere else.
    assert found.count("Wren") == found.count("Wren Fictitious") == 2


def test_who_may_not_reveal_does_not_find_by_name(litigation: Litigation, wren: Person) -> None:
    runs_the_site = a_user("Quinn Fictitious", Role.ADMINISTRATOR, works_on=[litigation], part="x")
    answer = signed_in(runs_the_site).post("/search/", {"q": "Wren Fictitious"})
    assert answer.status_code == 404
    outside = signed_in(a_co_counsel(litigation))
    assert outside.post("/search/", {"q": "Wren Fictitious"}).status_code == 404


def test_the_litigation_counts_people_and_minors_by_year(
    litigation: Litigation, wren: Person, browser: Client
) -> None:
    a_minor(litigation, "A.S.", relation=Person.Relation.OTHER_CLIENT)
    page = browser.get(reverse("litigation", args=[litigation.pk]))
    here = {panel.name: context for panel, context in page.context["panels"]}["people"]
    counted = {
        (protection, relation): number
        for protection, cells in here["table"]
        for relation, number in cells
        if number
    }
    assert counted == {
        ("minor", "client"): 1,
        ("minor", "other_client"): 1,
        ("related", "client"): 1,
    }
    assert [(bar.label, bar.count) for bar in here["majority"]] == [
        ("2026", 1),
        ("Year not known", 1),
    ]


@pytest.mark.parametrize(
    ("query", "designations"),
    [
        ("protection=minor", ["A.S.", "W.F."]),
        ("protection=minor&relation=client", ["W.F."]),
        ("majority=2026", ["W.F."]),
        ("majority=unknown", ["A.S."]),
        ("majority=99999999", ["A.S.", "Parent of W.F.", "W.F."]),
        ("role=named_plaintiff", ["W.F."]),
        ("role=nonsense", ["A.S.", "Parent of W.F.", "W.F."]),
    ],
)
def test_filters_of_people(
    litigation: Litigation, wren: Person, browser: Client, query: str, designations: list[str]
) -> None:
    a_minor(litigation, "A.S.", relation=Person.Relation.OTHER_CLIENT)
    page = browser.get(f"{reverse('people', args=[litigation.pk])}?{query}")
    assert [person.designation for person, _ in page.context["people"]] == designations


def test_the_action_says_who_speaks_for_a_minor(
    litigation: Litigation, wren: Person, browser: Client
) -> None:
    page = browser.get(reverse("action", args=[litigation.actions.get().pk])).content.decode()
    assert "W.F. (born 2008)" in page
    assert "of age in May 2026; parent: Parent of W.F." in page


def test_my_day_tells_of_who_comes_of_age_soon(
    litigation: Litigation, wren: Person, browser: Client
) -> None:
    later = a_minor(litigation, "L.F.", majority_month=date(2027, 5, 1))
    with acting_as(None, why="test world"):
        a_guardianship(later, wren.guardianships.get().guardian)
    page = browser.get("/").content.decode()
    assert "<b>W.F.</b></a> comes of age in May 2026" in page
    assert "L.F." not in page


def test_people_of_one_designation_stay_apart(
    litigation: Litigation, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plaintiffs.views.people.SIZE", 2)
    twins = {a_minor(litigation, "A.S.").pk for _ in range(5)}
    seen, address = [], reverse("people", args=[litigation.pk])
    while address:
        page = browser.get(address)
        seen += [person.id for person, _ in page.context["people"]]
        after = page.context["next_after"]
        address = f"{reverse('people', args=[litigation.pk])}?after={after}" if after else ""
    assert len(seen) == 5
    assert set(seen) == twins


def test_queries_of_people(
    litigation: Litigation,
    wren: Person,
    browser: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert Participation.objects.count() == 1
    # 1 the litigation, 2 people, 3 their parts, 4 the actions of these
    with django_assert_num_queries(EVERY_PAGE + 4):
        browser.get(reverse("people", args=[litigation.pk]))
