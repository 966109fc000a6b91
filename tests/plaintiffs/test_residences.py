"""A child moves: where they live on a day decides when they come of age."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from mdl.access import NotAllowed
from mdl.identity import acting_as, nobody
from mdl.models import Litigation, User
from plaintiffs.models import Person, Residence
from plaintiffs.privacy.errors import Refused
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.errors import WrongDay
from plaintiffs.services.people import Amendment, amend_person, enter_person
from plaintiffs.services.residences import move_person
from tests import makers
from tests.admin_world import page_of
from tests.makers import NOW
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

WREN = Identity(given_name="Wren", family_name="Fictitious", birth_date=date(2008, 6, 17))


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


@pytest.fixture
def wren(litigation: Litigation, robin: User) -> Person:
    """Born in June 2008, of Alabama: of age at nineteen."""
    with acting_as(robin, why="test"):
        return enter_person(
            litigation=litigation,
            protection=Person.Protection.MINOR,
            relation=Person.Relation.CLIENT,
            identity=WREN,
            residence_state="AL",
            actor=robin,
            now=NOW,
        )


def move(person: Person, state: str, on: date, actor: User) -> Person:
    with acting_as(actor, why="test"):
        move_person(person=person, state=state, on=on, actor=actor, now=NOW)
        person.refresh_from_db()
    return person


def lived(person: Person) -> list[tuple[Any, ...]]:
    with acting_as(None, why="test"):
        return list(person.residences.values_list("state", "from_on", "until_on"))


def test_a_move_ends_the_residence_before_and_sets_the_month_anew(
    wren: Person, robin: User
) -> None:
    assert wren.majority_month == date(2027, 6, 1)
    moved = move(wren, "IL", date(2026, 3, 2), robin)
    assert lived(wren) == [("AL", None, date(2026, 3, 2)), ("IL", date(2026, 3, 2), None)]
    assert (moved.residence_state, moved.majority_month) == ("IL", date(2026, 6, 1))


def test_a_move_after_eighteen_to_such_a_state_makes_of_age_that_month(
    wren: Person, robin: User
) -> None:
    moved = move(wren, "IL", date(2026, 12, 24), robin)
    assert moved.majority_month == date(2026, 12, 1)
    assert moved.residence_state == "AL"  # until then


def test_moves_are_told_in_order_and_to_states_that_exist(wren: Person, robin: User) -> None:
    move(wren, "IL", date(2026, 3, 2), robin)
    with pytest.raises(WrongDay, match="2026-03-02"):
        move(wren, "CA", date(2026, 3, 2), robin)
    with pytest.raises(Refused, match="ZZ"):
        move(wren, "ZZ", date(2026, 3, 3), robin)
    with pytest.raises(NotAllowed):
        move(wren, "CA", date(2026, 3, 3), makers.an_administrator())
    assert len(lived(wren)) == 2


def test_a_correction_is_no_move(wren: Person, robin: User) -> None:
    with acting_as(robin, why="test"):
        corrected = amend_person(
            person=wren, to=Amendment(residence_state="CA"), actor=robin, now=NOW
        )
    assert corrected.majority_month == date(2026, 6, 1)
    assert lived(wren) == [("CA", None, None)]
    with acting_as(robin, why="test"):
        amend_person(person=wren, to=Amendment(residence_state=""), actor=robin, now=NOW)
    assert lived(wren) == []


def test_a_state_loaded_without_a_residence_becomes_the_one_before(
    litigation: Litigation, robin: User
) -> None:
    person = makers.a_minor(litigation, residence_state="NE")
    move(person, "IL", date(2026, 3, 2), robin)
    assert lived(person)[0] == ("NE", None, date(2026, 3, 2))


def test_residences_show_to_who_reaches_the_person_and_to_nobody_else(
    wren: Person, robin: User
) -> None:
    stranger = makers.a_paralegal(makers.a_litigation("9002"), name="Ellis Fictitious")
    with acting_as(robin, why="test"):
        assert Residence.objects.count() == 1
    for nothing in (acting_as(stranger, why="test"), nobody()):
        with nothing:
            assert Residence.objects.count() == 0
    with acting_as(stranger, why="test"):
        assert makers.history_of(wren) == []


def test_the_desk_moves_and_the_page_tells(wren: Person, robin: User) -> None:
    desk = signed_in(robin)
    given = {"state": "IL", "on": "2026-03-02"}
    assert desk.post(page_of(wren, "moved"), given).status_code == 302
    assert "Mar 2, 2026" in desk.get(reverse("person", args=[wren.pk])).content.decode()
    assert "Lives there from" in desk.get(page_of(wren, "moved")).content.decode()
