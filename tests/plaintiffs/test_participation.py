"""Joining an action, leaving it, and one party for another; counsel and classes beside."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Litigation, MemberAction, User
from plaintiffs.models import Participation, Person, PlaintiffClass, Representation
from plaintiffs.services.classes import define_class
from plaintiffs.services.errors import NotSameMatter, WrongDay, WrongSuccessor
from plaintiffs.services.participation import join_action, leave_action, substitute_party
from plaintiffs.services.representation import engage_counsel, withdraw_counsel
from tests import makers

pytestmark = pytest.mark.django_db

PLAINTIFF = Participation.Role.NAMED_PLAINTIFF
FILED, JUNE = date(2026, 1, 12), date(2026, 6, 1)


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return makers.an_action(litigation)


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


def join(person: Person, action: MemberAction, actor: User) -> Participation:
    with acting_as(actor, why="join an action"):
        return join_action(person=person, action=action, role=PLAINTIFF, from_on=FILED, actor=actor)


def test_a_party_is_substituted_and_the_record_shows_both(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    guardian, wren = makers.a_person(litigation), makers.a_minor(litigation)
    first = join(guardian, action, robin)
    with acting_as(robin, why="substitute a party"):
        second = substitute_party(participation=first, successor=wren, on=JUNE, actor=robin)
        first.refresh_from_db()
        assert first.until_on == second.from_on == JUNE
        assert second.substituted_for == first
        assert second.role == PLAINTIFF
        on_the_day = [row.person for row in action.participations.all() if row.holds_on(JUNE)]
        assert on_the_day == [wren]


def test_nobody_is_substituted_by_themselves(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    wren = makers.a_minor(litigation)
    part = join(wren, action, robin)
    with acting_as(robin, why="test"), pytest.raises(WrongSuccessor):
        substitute_party(participation=part, successor=wren, on=JUNE, actor=robin)


def test_a_refused_successor_leaves_the_first_party_in_place(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    part = join(makers.a_minor(litigation), action, robin)
    elsewhere = makers.a_minor(makers.a_litigation("9002"))
    with acting_as(robin, why="test"), pytest.raises(NotSameMatter):
        substitute_party(participation=part, successor=elsewhere, on=JUNE, actor=robin)
    with acting_as(robin, why="test"):
        part.refresh_from_db()
    assert part.until_on is None


def test_a_person_leaves_once(litigation: Litigation, action: MemberAction, robin: User) -> None:
    part = join(makers.a_minor(litigation), action, robin)
    with acting_as(robin, why="test"):
        leave_action(participation=part, until_on=JUNE, actor=robin)
        with pytest.raises(WrongDay, match="already ended"):
            leave_action(participation=part, until_on=JUNE, actor=robin)


def test_a_person_has_one_role_once_at_a_time(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    wren = makers.a_minor(litigation)
    join(wren, action, robin)
    with pytest.raises(ValidationError, match="already has this role"):
        join(wren, action, robin)


def test_a_stranger_lets_nobody_join(litigation: Litigation, action: MemberAction) -> None:
    with pytest.raises(NotAllowed):
        join(makers.a_minor(litigation), action, makers.a_paralegal())


# --- Counsel ----------------------------------------------------------------------------------


def test_lead_counsel_changes_and_each_day_has_one(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    wren = makers.a_minor(litigation)
    drew, kit = makers.counsel_of_another_firm(), makers.counsel_of_another_firm("Kit Invented")
    with acting_as(robin, why="test"):
        first = engage_counsel(
            person=wren, action=action, attorney=drew, is_lead=True, from_on=FILED, actor=robin
        )
        with pytest.raises(ValidationError, match="already has lead counsel"):
            engage_counsel(
                person=wren, action=action, attorney=kit, is_lead=True, from_on=JUNE, actor=robin
            )
        withdraw_counsel(representation=first, until_on=JUNE, actor=robin)
        engage_counsel(
            person=wren, action=action, attorney=kit, is_lead=True, from_on=JUNE, actor=robin
        )
        assert Representation.objects.on(date(2026, 5, 31)).get().attorney == drew
        assert Representation.objects.on(JUNE).get().attorney == kit
        with pytest.raises(WrongDay):
            withdraw_counsel(representation=first, until_on=JUNE, actor=robin)


def test_counsel_is_engaged_within_one_litigation(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    elsewhere = makers.a_minor(makers.a_litigation("9002"))
    with acting_as(robin, why="test"), pytest.raises(NotSameMatter):
        engage_counsel(
            person=elsewhere,
            action=action,
            attorney=makers.counsel_of_another_firm(),
            from_on=FILED,
            actor=robin,
        )


# --- Classes ----------------------------------------------------------------------------------


def test_a_subclass_belongs_to_the_litigation_of_its_class(
    litigation: Litigation, robin: User
) -> None:
    proposed = PlaintiffClass.Status.PROPOSED
    nationwide = define_class(
        litigation=litigation, name="Nationwide Class", status=proposed, actor=robin
    )
    illinois = define_class(
        litigation=litigation,
        name="Illinois Subclass",
        status=proposed,
        parent=nationwide,
        actor=robin,
    )
    assert list(nationwide.subclasses.all()) == [illinois]
    other = makers.a_litigation("9002")
    with pytest.raises(NotSameMatter):
        define_class(litigation=other, name="X", status=proposed, parent=nationwide, actor=None)
