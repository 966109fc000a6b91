"""Who may see what: role by act by relation to the litigation, every denial beside an allowed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from filings.models import Deadline, Docket
from mdl.access import Act, Holds, NotAllowed, able, may, reachable_litigations, reads, require
from mdl.identity import acting_as
from mdl.models import Assignment, Litigation, MemberAction, Role, Transfer, User
from plaintiffs.models import Person
from tests import makers

pytestmark = pytest.mark.django_db

WORK = {Act.VIEW, Act.RECORD, Act.CONFIRM, Act.REVEAL}
# What each role may do in a litigation it works on; and in one that nobody assigned it to.
ASSIGNED = {
    Role.PARALEGAL: WORK,
    Role.ATTORNEY: WORK | {Act.READ_AUDIT},
    Role.SUPERVISOR: WORK | {Act.READ_AUDIT, Act.STAFF, Act.CLOSE},
    # Who runs the site staffs matters and sees none, whatever row says that they work on one.
    Role.ADMINISTRATOR: set(),
    Role.CO_COUNSEL: set(),
}
UNASSIGNED: dict[Role, set[Act]] = {
    Role.PARALEGAL: set(),
    Role.ATTORNEY: set(),
    Role.SUPERVISOR: WORK | {Act.READ_AUDIT, Act.STAFF, Act.CLOSE},
    Role.ADMINISTRATOR: set(),
    Role.CO_COUNSEL: set(),
}
# And where no matter is named.
ANYWHERE = ASSIGNED | {Role.ADMINISTRATOR: {Act.STAFF}}


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


def granted(user: User, litigation: Litigation | None) -> set[Act]:
    return {act for act in Act if may(user, act, litigation)}


@pytest.mark.parametrize("role", Role)
def test_each_role_does_its_own_where_it_works(litigation: Litigation, role: Role) -> None:
    user = makers.a_user("Robin Fictitious", role, works_on=[litigation], part="back_up")
    assert granted(user, litigation) == ASSIGNED[role]
    assert granted(user, None) == ANYWHERE[role]


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


# --- Classes: what of a matter, and for how long --------------------------------------------------

READS = {
    Role.PARALEGAL: set(Holds),
    Role.ATTORNEY: set(Holds),
    Role.SUPERVISOR: set(Holds),
    Role.ADMINISTRATOR: {Holds.OPEN, Holds.OFFICE},
    Role.CO_COUNSEL: {Holds.OPEN, Holds.RECORD},
}


@pytest.mark.parametrize("role", Role)
def test_each_role_reads_its_classes_and_a_leaver_none(litigation: Litigation, role: Role) -> None:
    user = makers.a_user("Robin Fictitious", role, works_on=[litigation], part="back_up")
    assert {holds for holds in Holds if reads(user, holds)} == READS[role]
    for holds in (Holds.RECORD, Holds.FIRM):
        assert reachable_litigations(user, holds).exists() is (holds in READS[role])
    user.is_active = False
    assert not any(reads(user, holds) for holds in Holds)
    assert not any(reads(AnonymousUser(), holds) for holds in Holds)


def test_co_counsel_see_the_record_and_none_of_what_is_the_firms(litigation: Litigation) -> None:
    action = makers.an_action(litigation)
    supposed = makers.an_action(litigation, number=None, standing="proposed")
    docket = makers.a_docket(action=action)
    vale, robin = makers.a_co_counsel(litigation), makers.a_paralegal(litigation)
    ruled = makers.a_deadline(action, basis="order", reason="Case management order 2.")
    entered = makers.a_deadline(action, title="Draft the reply")
    with acting_as(None, why="test"):
        stranger = makers.a_minor(litigation, "L.F.")
        plaintiff = makers.a_minor(litigation, "W.F.")
        makers.a_participation(plaintiff, action)
        Transfer.objects.create(
            action=action, origin=makers.a_court("cand"), destination=makers.a_court()
        )
        seen = {
            who: (
                set(MemberAction.objects.visible_to(who)),
                set(Deadline.objects.visible_to(who)),
                set(Person.objects.visible_to(who)),
                Docket.objects.visible_to(who).count(),
                Transfer.objects.visible_to(who).count(),
            )
            for who in (vale, robin)
        }
    assert seen[vale] == ({action}, {ruled}, {plaintiff}, 1, 0)
    assert seen[robin] == ({action, supposed}, {ruled, entered}, {plaintiff, stranger}, 1, 1)
    assert docket in Docket.objects.visible_to(vale)


@pytest.mark.parametrize(
    ("from_on", "until_on", "is_open"),
    [
        (None, None, True),
        (date(2020, 1, 1), date(2999, 1, 1), True),
        (date(2999, 1, 1), None, False),
        (None, date(2020, 1, 1), False),
    ],
)
@pytest.mark.parametrize("role", [Role.PARALEGAL, Role.ATTORNEY, Role.CO_COUNSEL])
def test_an_assignment_opens_only_while_it_runs(
    litigation: Litigation, role: Role, from_on: date, until_on: date, is_open: bool
) -> None:
    user = makers.a_user("Robin Fictitious", role)
    Assignment.objects.create(
        user=user, litigation=litigation, part="back_up", from_on=from_on, until_on=until_on
    )
    assert Litigation.objects.visible_to(user).exists() is is_open
    assert (user in able(Act.CONFIRM, litigation)) is (is_open and role != Role.CO_COUNSEL)


def test_it_ends_with_the_day_before_until(litigation: Litigation) -> None:
    today = datetime.now(UTC).date()
    ends_today = makers.a_co_counsel(litigation, until_on=today)
    goes_on = makers.a_co_counsel(
        litigation, name="Rue Fictitious", until_on=today + timedelta(days=1)
    )
    assert not Litigation.objects.visible_to(ends_today).exists()
    assert Litigation.objects.visible_to(goes_on).exists()
