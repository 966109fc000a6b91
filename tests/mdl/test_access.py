"""Who may see what: role by act by relation to the litigation, every denial beside an allowed."""

import pytest
from django.contrib.auth.models import AnonymousUser

from mdl.access import Act, NotAllowed, may, reachable_litigations, require
from mdl.models import Assignment, Litigation, MemberAction, Role, Transfer, User
from tests import makers

pytestmark = pytest.mark.django_db

WORK = {Act.VIEW, Act.RECORD, Act.CONFIRM, Act.REVEAL}
# What each role may do in a litigation it works on; and in one that nobody assigned it to.
ASSIGNED = {
    Role.PARALEGAL: WORK,
    Role.ATTORNEY: WORK,
    Role.SUPERVISOR: WORK | {Act.STAFF},
    Role.ADMINISTRATOR: {Act.VIEW, Act.STAFF},
}
UNASSIGNED: dict[Role, set[Act]] = {
    Role.PARALEGAL: set(),
    Role.ATTORNEY: set(),
    Role.SUPERVISOR: WORK | {Act.STAFF},
    Role.ADMINISTRATOR: set(),
}


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


def granted(user: User, litigation: Litigation | None) -> set[Act]:
    return {act for act in Act if may(user, act, litigation)}


@pytest.mark.parametrize("role", Role)
def test_each_role_does_its_own_where_it_works(litigation: Litigation, role: Role) -> None:
    user = makers.a_user("Robin Fictitious", role, works_on=[litigation], part="back_up")
    assert granted(user, litigation) == ASSIGNED[role]
    assert granted(user, None) == ASSIGNED[role]


@pytest.mark.parametrize("role", Role)
def test_elsewhere_only_a_supervisor_does(litigation: Litigation, role: Role) -> None:
    user = makers.a_user("Robin Fictitious", role)
    assert granted(user, litigation) == UNASSIGNED[role]


@pytest.mark.parametrize("role", Role)
def test_a_wall_takes_everything_there_and_nothing_elsewhere(
    litigation: Litigation, role: Role
) -> None:
    other = makers.a_litigation("9002")
    user = makers.a_user("Robin Fictitious", role, works_on=[litigation, other], part="back_up")
    makers.a_wall(user, litigation)
    assert granted(user, litigation) == set()
    assert granted(user, other) == ASSIGNED[role]


@pytest.mark.parametrize("role", Role)
def test_a_leaver_does_nothing(litigation: Litigation, role: Role) -> None:
    successor = makers.a_supervisor(name="Ash Fictitious")
    user = makers.a_user(
        "Robin Fictitious",
        role,
        works_on=[litigation],
        part="back_up",
        is_active=False,
        reminders_to=successor,
    )
    assert granted(user, litigation) == granted(user, None) == set()


def test_nobody_is_nobody(litigation: Litigation) -> None:
    assert not may(AnonymousUser(), Act.VIEW, litigation)
    assert not reachable_litigations(AnonymousUser()).exists()


def test_require_raises_where_may_says_no_and_lets_the_system_pass(
    litigation: Litigation,
) -> None:
    robin = makers.a_paralegal(litigation)
    require(robin, Act.RECORD, litigation)
    require(None, Act.STAFF, litigation)
    with pytest.raises(NotAllowed, match="Robin Fictitious may not staff"):
        require(robin, Act.STAFF, litigation)


def test_rows_are_visible_by_the_litigation_they_belong_to(litigation: Litigation) -> None:
    other = makers.a_litigation("9002")
    action = makers.an_action(litigation)
    hidden = makers.an_action(other, number="5:26-cv-00102")
    transfer, _ = (
        Transfer.objects.create(
            action=row, origin=makers.a_court("cand"), destination=makers.a_court()
        )
        for row in (action, hidden)
    )
    robin = makers.a_paralegal(litigation)
    assert list(Litigation.objects.visible_to(robin)) == [litigation]
    assert list(MemberAction.objects.visible_to(robin)) == [action]
    assert list(Transfer.objects.visible_to(robin)) == [transfer]
    assert set(MemberAction.objects.visible_to(makers.a_supervisor())) == {action, hidden}


def test_two_parts_in_a_litigation_show_it_once(litigation: Litigation) -> None:
    robin = makers.a_paralegal(litigation)
    Assignment.objects.create(user=robin, litigation=litigation, part=Assignment.Part.BACK_UP)
    assert list(Litigation.objects.visible_to(robin)) == [litigation]
