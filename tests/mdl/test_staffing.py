"""Who works on which litigation; walls beat every grant, at once and for everybody."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Assignment, Litigation, User
from mdl.services.accounts import AccountRefused
from mdl.services.staffing import assign, lower_wall, raise_wall, unassign
from tests import makers

pytestmark = pytest.mark.django_db

BACK_UP = Assignment.Part.BACK_UP
REASON = "Worked for the defendant before."


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


def seen_by(user: User) -> list[Litigation]:
    return list(Litigation.objects.visible_to(user))


def test_an_assignment_opens_the_litigation_and_its_end_closes_it(litigation: Litigation) -> None:
    sage, robin = makers.a_supervisor(), makers.a_paralegal()
    assert seen_by(robin) == []
    assignment = assign(user=robin, litigation=litigation, part=BACK_UP, actor=sage)
    assert seen_by(robin) == [litigation]
    with pytest.raises(ValidationError, match="already has this part"):
        assign(user=robin, litigation=litigation, part=BACK_UP, actor=sage)
    unassign(assignment=assignment, actor=sage)
    assert seen_by(robin) == []


def test_a_wall_closes_the_litigation_to_a_supervisor_too(litigation: Litigation) -> None:
    sage, ash = makers.a_supervisor(), makers.a_supervisor(litigation, name="Ash Fictitious")
    assert seen_by(ash) == [litigation]
    with acting_as(sage, why="raise a wall"):
        wall = raise_wall(
            user=ash, litigation=litigation, reason=REASON, actor=sage, now=makers.NOW
        )
    assert seen_by(ash) == []
    assert not ash.assignments.exists()
    assert (wall.reason, wall.raised_at) == (REASON, makers.NOW)
    with pytest.raises(AccountRefused, match="walled off"):
        assign(user=ash, litigation=litigation, part=BACK_UP, actor=sage)


def test_nobody_takes_down_the_wall_before_themselves(litigation: Litigation) -> None:
    robin = makers.a_paralegal()
    for walled in (makers.a_supervisor(), makers.an_administrator()):
        wall = makers.a_wall(walled, litigation)
        with pytest.raises(NotAllowed):
            lower_wall(wall=wall, actor=walled)
        with pytest.raises(NotAllowed):
            assign(user=robin, litigation=litigation, part=BACK_UP, actor=walled)


def test_history_keeps_who_took_a_wall_down(litigation: Litigation) -> None:
    sage, robin = makers.a_supervisor(), makers.a_paralegal(litigation)
    wall = makers.a_wall(robin, litigation)
    with acting_as(sage, why="lower a wall"):
        key = wall.pk
        lower_wall(wall=wall, actor=sage)
    assert seen_by(robin) == [litigation]
    wall.pk = key
    assert makers.history_of(wall)[-1].pgh_context.metadata["actor"] == str(sage.pk)


def test_an_administrator_staffs_without_seeing_and_not_themselves(
    litigation: Litigation,
) -> None:
    quinn, robin = makers.an_administrator(), makers.a_paralegal()
    assign(user=robin, litigation=litigation, part=BACK_UP, actor=quinn)
    assert seen_by(quinn) == []
    with pytest.raises(AccountRefused, match="sees no case"):
        assign(user=quinn, litigation=litigation, part=BACK_UP, actor=quinn)


def test_outside_co_counsel_are_assigned_until_a_day(litigation: Litigation) -> None:
    sage, vale = makers.a_supervisor(), makers.a_co_counsel()
    with pytest.raises(AccountRefused, match="until when"):
        assign(user=vale, litigation=litigation, part=BACK_UP, actor=sage)
    until_on = date(2999, 1, 1)
    assign(user=vale, litigation=litigation, part=BACK_UP, until_on=until_on, actor=sage)
    assert seen_by(vale) == [litigation]


def test_a_part_that_ended_may_be_given_again(litigation: Litigation) -> None:
    sage, robin = makers.a_supervisor(), makers.a_paralegal()
    ended = {"from_on": date(2020, 1, 1), "until_on": date(2021, 1, 1)}
    assign(user=robin, litigation=litigation, part=BACK_UP, actor=sage, **ended)
    assert seen_by(robin) == []
    again = date(2022, 1, 1)
    assign(user=robin, litigation=litigation, part=BACK_UP, actor=sage, from_on=again)
    assert seen_by(robin) == [litigation]


def test_who_works_on_a_litigation_does_not_staff_it(litigation: Litigation) -> None:
    robin, ellis = makers.a_paralegal(litigation), makers.a_paralegal(name="Ellis Fictitious")
    with pytest.raises(NotAllowed):
        assign(user=ellis, litigation=litigation, part=BACK_UP, actor=robin)
    with pytest.raises(NotAllowed):
        raise_wall(user=ellis, litigation=litigation, reason=REASON, actor=robin, now=makers.NOW)


def test_a_leaver_is_not_assigned(litigation: Litigation) -> None:
    sage = makers.a_supervisor()
    gone = makers.a_paralegal(is_active=False, reminders_to=sage)
    with pytest.raises(AccountRefused, match="has left"):
        assign(user=gone, litigation=litigation, part=BACK_UP, actor=sage)


def test_a_wall_needs_a_reason(litigation: Litigation) -> None:
    sage, robin = makers.a_supervisor(), makers.a_paralegal()
    with pytest.raises(ValidationError):
        raise_wall(user=robin, litigation=litigation, reason=" ", actor=sage, now=makers.NOW)
