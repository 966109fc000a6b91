"""Entering and amending persons: clients by name, other firms' minors by designation only."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Litigation, User
from plaintiffs.models import Person
from plaintiffs.privacy.errors import (
    AlreadyOfAge,
    HoldsSocialSecurityNumber,
    NeedsProtection,
    PublicDesignationOnly,
    ReasonNeeded,
    Refused,
)
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.people import Amendment, amend_person, enter_person
from tests import makers

pytestmark = pytest.mark.django_db

MINOR, ADULT = Person.Protection.MINOR, Person.Protection.NONE
CLIENT, OTHER = Person.Relation.CLIENT, Person.Relation.OTHER_CLIENT
WREN = Identity(given_name="Wren", family_name="Fictitious", birth_date=date(2010, 6, 17))


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


def enter(litigation: Litigation, actor: User, **fields: Any) -> Person:
    values: dict[str, Any] = {"protection": MINOR, "relation": CLIENT, "residence_state": "IL"}
    with acting_as(actor, why="enter a person"):
        return enter_person(
            litigation=litigation,
            actor=actor,
            now=makers.NOW,
            **values | fields,
        )


def amend(person: Person, actor: User, *, reason: str = "", **fields: Any) -> Person:
    with acting_as(actor, why="amend a person"):
        return amend_person(
            person=person,
            to=Amendment(**fields),
            reason=reason,
            actor=actor,
            now=makers.NOW,
        )


def test_a_minor_client_entered_by_name_is_designated_by_initials(
    litigation: Litigation, robin: User
) -> None:
    wren = enter(litigation, robin, identity=WREN)
    assert wren.designation == "W.F."
    assert (wren.birth_year, wren.majority_month) == (2010, date(2028, 6, 1))


def test_an_adult_client_is_called_by_name(litigation: Litigation, robin: User) -> None:
    identity = Identity(given_name="Lark", family_name="Invented", birth_date=date(1980, 1, 2))
    lark = enter(litigation, robin, protection=ADULT, identity=identity)
    assert lark.designation == "Lark Invented"
    assert lark.majority_month is None


def test_a_minor_of_another_firm_is_entered_by_designation(
    litigation: Litigation, robin: User
) -> None:
    person = enter(litigation, robin, relation=OTHER, designation="A.B.")
    assert (person.designation, person.sealed_identity) == ("A.B.", None)


def test_a_minor_of_another_firm_is_not_entered_by_name(
    litigation: Litigation, robin: User
) -> None:
    with pytest.raises(PublicDesignationOnly):
        enter(litigation, robin, relation=OTHER, identity=WREN)
    with acting_as(None, why="test"):
        assert not Person.objects.exists()


def test_two_children_may_share_initials(litigation: Litigation, robin: User) -> None:
    first = enter(litigation, robin, designation="A.S.", birth_year=2010)
    second = enter(litigation, robin, designation="A.S.", birth_year=2010)
    assert first != second


@pytest.mark.parametrize("designation", ["Wren Fictitious", "Wren F.", "W", ""])
def test_a_minor_needs_initials(litigation: Litigation, robin: User, designation: str) -> None:
    with pytest.raises(ValidationError):
        enter(litigation, robin, designation=designation)


def test_an_adult_is_not_entered_as_a_minor(litigation: Litigation, robin: User) -> None:
    grown = Identity(given_name="Lark", family_name="Invented", birth_date=date(2004, 2, 28))
    with pytest.raises(AlreadyOfAge, match="February 2022"):
        enter(litigation, robin, identity=grown)


def test_a_social_security_number_does_not_hide_in_the_designation(
    litigation: Litigation, robin: User
) -> None:
    with pytest.raises(HoldsSocialSecurityNumber):
        enter(litigation, robin, protection=ADULT, designation="Lark 123-45-6789")


def test_an_unknown_state_is_refused(litigation: Litigation, robin: User) -> None:
    with pytest.raises(Refused, match="ZZ"):
        enter(litigation, robin, designation="A.B.", residence_state="ZZ")


def test_a_stranger_to_the_litigation_enters_nobody(litigation: Litigation) -> None:
    with pytest.raises(NotAllowed):
        enter(litigation, makers.a_paralegal(name="Ellis Fictitious"), designation="A.B.")


def test_a_move_to_another_state_moves_the_majority(litigation: Litigation, robin: User) -> None:
    wren = enter(litigation, robin, identity=WREN)
    assert amend(wren, robin, residence_state="NE").majority_month == date(2029, 6, 1)
    assert amend(wren, robin, residence_state="MS").majority_month == date(2031, 6, 1)


def test_a_designation_changes_only_with_a_reason_and_history_keeps_it(
    litigation: Litigation, robin: User
) -> None:
    wren = enter(litigation, robin, identity=WREN)
    with pytest.raises(ReasonNeeded, match="designation"):
        amend(wren, robin, designation="W.A.F.")
    amended = amend(wren, robin, designation="W.A.F.", reason="As the amended complaint has it.")
    with acting_as(None, why="test"):
        event = makers.history_of(amended)[-1]
        assert event.designation == "W.A.F."
        assert event.pgh_context.metadata == {
            "actor": str(robin.pk),
            "why": "As the amended complaint has it.",
        }


def test_who_came_of_age_stays_a_minor_by_record_until_a_person_decides(
    litigation: Litigation, robin: User
) -> None:
    soon = Identity(given_name="Wren", family_name="Fictitious", birth_date=date(2008, 3, 2))
    # She came of age last week: her phone number can be corrected all the same.
    wren = enter(litigation, robin, identity=soon)
    assert wren.protection == MINOR
    amend(wren, robin, residence_state="CA")
    decided = amend(
        wren, robin, protection=Person.Protection.FORMER_MINOR, reason="Of age; initials kept."
    )
    assert decided.designation == "W.F."
    assert decided.majority_month is None


def test_no_reason_of_a_change_names_somebody(litigation: Litigation, robin: User) -> None:
    wren = enter(litigation, robin, identity=WREN)
    with pytest.raises(ReasonNeeded, match="Leave the name out"):
        amend(wren, robin, designation="W.A.F.", reason="Wren Fictitious rang.")
    amend(wren, robin, designation="W.A.F.", reason="The mother rang.")


def test_a_child_cannot_be_declared_grown(litigation: Litigation, robin: User) -> None:
    wren = enter(litigation, robin, identity=WREN)
    with pytest.raises(NeedsProtection, match="June 2028"):
        amend(wren, robin, protection=ADULT, designation="Wren", reason="Asked to.")
    with acting_as(None, why="test"):
        wren.refresh_from_db()
    assert wren.protection == MINOR


def test_a_client_whose_identity_is_held_does_not_become_another_firms(
    litigation: Litigation, robin: User
) -> None:
    wren = enter(litigation, robin, identity=WREN)
    with pytest.raises(PublicDesignationOnly):
        amend(wren, robin, relation=OTHER)
