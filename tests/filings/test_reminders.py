"""Planning: who is told of which day, on which morning, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filings.models import Deadline, Hearing, Message, Reminder
from filings.services import deadlines, hearings, messages
from filings.services.reminder_policies import CRITICAL_TOO, OFFSETS
from filings.services.reminders import plan
from mdl.access import Act, may
from mdl.identity import acting_as
from mdl.models import Assignment, Litigation, MemberAction, Role, User
from mdl.services.accounts import deactivate
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_deadline,
    a_litigation,
    a_paralegal,
    a_supervisor,
    a_user,
    a_wall,
    an_action,
    an_administrator,
    an_attorney,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


def due_in(action: MemberAction, days: int, **fields: Any) -> Deadline:
    return a_deadline(action, due_on=TODAY + timedelta(days=days), **fields)


def told() -> set[str]:
    """The first names of all who are told of anything."""
    names = Reminder.objects.live().values_list("recipient__name", flat=True)
    return {name.split()[0] for name in names}


def offsets_planned(**fields: object) -> list[int]:
    planned = Reminder.objects.live().filter(**fields)
    return sorted(planned.values_list("days_before", flat=True), reverse=True)


# --- On which days ------------------------------------------------------------------------------


def test_every_offset_has_its_morning(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    deadline = due_in(action, 30)
    plan(now=NOW, horizon_days=30)
    planned = Reminder.objects.filter(deadline=deadline, recipient=robin)
    assert offsets_planned() == list(OFFSETS)
    chicago = ZoneInfo("America/Chicago")
    for reminder in planned:
        morning = reminder.due_at.astimezone(chicago)
        assert morning.time() == time(7)
        assert morning.date() == deadline.due_on - timedelta(days=reminder.days_before)


def test_a_critical_deadline_has_more_of_them(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    due_in(action, 60, is_critical=True, needs_confirmation=True)
    plan(now=NOW, horizon_days=60)
    assert offsets_planned() == sorted([*OFFSETS, *CRITICAL_TOO], reverse=True)


def test_what_has_passed_is_not_made_up_for(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    due_in(action, 2)
    due_in(action, -1)
    plan(now=NOW)
    assert offsets_planned() == [1, 0]


def test_the_horizon_bounds_the_rows_and_later_ticks_extend_them(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    due_in(action, 14)
    assert plan(now=NOW).reminders == 2  # 14 days before is today, 7 days before within a week
    assert plan(now=NOW).reminders == 0
    assert plan(now=NOW + timedelta(days=7)).reminders == 3
    assert offsets_planned() == [14, 7, 3, 1, 0]


def test_an_opponents_and_the_courts_days_are_not_told(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    due_in(action, 3, obligor=Deadline.Obligor.OPPONENT)
    due_in(action, 3, obligor=Deadline.Obligor.COURT)
    plan(now=NOW)
    assert told() == set()


def test_a_closed_deadline_is_not_told(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    deadline = due_in(action, 3)
    plan(now=NOW)
    assert told() == {"Robin"}
    deadlines.mark_met(deadline=deadline, on=TODAY, actor=robin)
    assert told() == set()


def test_a_moved_deadline_kills_its_reminders_by_its_version(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    deadline = due_in(action, 3)
    plan(now=NOW)
    before = set(Reminder.objects.values_list("pk", flat=True))
    deadlines.move(
        deadline=deadline, to=TODAY + timedelta(days=7), reason="Order.", actor=robin, now=NOW
    )
    assert offsets_planned() == [7, 3, 1, 0]
    assert not Reminder.objects.live().filter(pk__in=before).exists()


# --- Mornings -----------------------------------------------------------------------------------

ZONES = (
    "America/Chicago", "America/New_York", "America/Phoenix", "Pacific/Honolulu", "Pacific/Guam",
)  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "due_on",
    [
        date(2026, 3, 8),  # clocks go forward
        date(2026, 3, 9),
        date(2026, 11, 1),  # clocks go back
        date(2026, 11, 2),
        date(2027, 1, 1),
        date(2028, 2, 29),
    ],
)
def test_the_morning_is_seven_where_the_reader_is(
    action: MemberAction, zone: str, due_on: date
) -> None:
    a_paralegal(action.litigation, time_zone=zone)
    a_deadline(action, due_on=due_on)
    for ahead in range(8, -1, -1):  # planned day by day, across every change of clocks
        plan(now=datetime.combine(due_on - timedelta(ahead), time(12), UTC), horizon_days=2)
    mornings = {reminder.days_before: reminder.due_at for reminder in Reminder.objects.all()}
    assert set(mornings) == {7, 3, 1, 0}
    for days, due_at in mornings.items():
        # Written another way than the planner's: which of this day's UTC hours reads 7:00 there?
        day = due_on - timedelta(days=days)
        hours = [datetime.combine(day, time(), UTC) + timedelta(hours=h) for h in range(-14, 38)]
        local = [hour for hour in hours if hour.astimezone(ZoneInfo(zone)).hour == 7]
        assert due_at in [at for at in local if at.astimezone(ZoneInfo(zone)).date() == day]


def test_today_is_the_readers_today(action: MemberAction) -> None:
    """At 3 a.m. UTC on the 10th it is still the 9th in Honolulu: today's reminder stands there."""
    a_paralegal(action.litigation, time_zone="Pacific/Honolulu")
    an_attorney(action.litigation, time_zone="Pacific/Guam")
    a_deadline(action, due_on=date(2026, 3, 9))
    plan(now=datetime(2026, 3, 10, 3, tzinfo=UTC))
    assert told() == {"Robin"}


def test_an_unknown_zone_does_not_stop_the_others(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    an_attorney(action.litigation)
    User.objects.filter(pk=robin.pk).update(time_zone="Middle/Earth")
    due_in(action, 3)
    plan(now=NOW)
    assert told() == {"Robin", "Jordan"}
    assert Reminder.objects.filter(recipient=robin).first() is not None


# --- Who is told --------------------------------------------------------------------------------


def test_counsel_and_paralegals_unless_somebody_is_assigned(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    an_attorney(action.litigation)
    a_supervisor(action.litigation)
    deadline = due_in(action, 3)
    plan(now=NOW)
    assert told() == {"Robin", "Jordan"}
    Reminder.objects.all().delete()
    deadlines.assign(deadline=deadline, to=robin, actor=robin, now=NOW)
    plan(now=NOW)
    assert told() == {"Robin"}


def test_people_of_other_litigations_are_not_told(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    an_attorney(a_litigation("9002"))
    due_in(action, 3)
    plan(now=NOW)
    assert told() == {"Robin"}


def test_never_to_nobody(action: MemberAction) -> None:
    """No counsel, no paralegal: back-ups; then the matter's supervisors; then every one."""
    due_in(action, 3)
    a_supervisor(name="Sage Fictitious")
    plan(now=NOW)
    assert told() == {"Sage"}
    Reminder.objects.all().delete()
    a_user(
        "Blake Fictitious",
        Role.PARALEGAL,
        works_on=[action.litigation],
        part=Assignment.Part.BACK_UP,
    )
    plan(now=NOW)
    assert told() == {"Blake"}


def test_a_leavers_successor_is_told(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    successor = a_paralegal(name="Avery Fictitious")
    an_attorney(action.litigation)
    deadline = due_in(action, 3, assigned_to=robin)
    plan(now=NOW)
    assert told() == {"Robin"}
    with acting_as(None, why="test"):
        deactivate(user=robin, reminders_to=successor, actor=None, now=NOW)
    deadline.refresh_from_db()
    assert deadline.assigned_to == successor
    plan(now=NOW)
    assert offsets_planned(recipient=successor) == [3, 1, 0]


def test_a_chain_of_leavers_ends_with_who_is_still_here(action: MemberAction) -> None:
    avery = a_paralegal(action.litigation, name="Avery Fictitious")
    blake = a_user("Blake Fictitious", Role.PARALEGAL, is_active=False, reminders_to=avery)
    robin = a_paralegal(action.litigation, is_active=False, reminders_to=blake)
    due_in(action, 3, assigned_to=robin)
    plan(now=NOW)
    assert told() == {"Avery"}


def test_leavers_in_a_circle_do_not_hang_the_planner(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    blake = a_user("Blake Fictitious", Role.PARALEGAL, is_active=False, reminders_to=robin)
    User.objects.filter(pk=robin.pk).update(is_active=False, reminders_to=blake)
    an_attorney(action.litigation)
    due_in(action, 3, assigned_to=robin)
    plan(now=NOW)
    assert told() == {"Jordan"}


def test_a_successor_who_cannot_see_the_litigation_is_passed_over(action: MemberAction) -> None:
    outsider = a_paralegal(name="Casey Invented")
    robin = a_paralegal(action.litigation, is_active=False, reminders_to=outsider)
    an_attorney(action.litigation)
    due_in(action, 3, assigned_to=robin)
    plan(now=NOW)
    assert told() == {"Jordan"}


def test_behind_a_wall_nothing_is_told_and_somebody_else_is(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation)
    an_attorney(action.litigation)
    due_in(action, 3, assigned_to=robin)
    a_wall(robin, action.litigation)
    plan(now=NOW)
    assert told() == {"Jordan"}


def test_even_a_supervisor_stands_before_a_wall(action: MemberAction) -> None:
    a_wall(a_supervisor(action.litigation), action.litigation)
    due_in(action, 3)
    plan(now=NOW)
    assert told() == set()


def test_whoever_is_told_may_see(action: MemberAction) -> None:
    """The planner's SQL and mdl.access agree on every kind of person."""
    people = [
        a_paralegal(action.litigation),
        an_attorney(action.litigation),
        a_supervisor(),
        a_paralegal(name="Avery Elsewhere"),
        an_administrator(),
        a_user(
            "Quill Fictitious",
            Role.ADMINISTRATOR,
            works_on=[action.litigation],
            part=Assignment.Part.BACK_UP,
        ),
    ]
    for person in people:
        due_in(action, 3, assigned_to=person, title=person.name)
    a_wall(people[1], action.litigation)
    plan(now=NOW)
    for reminder in Reminder.objects.all():
        assert may(reminder.recipient, Act.VIEW, action.litigation)
    for person in people:
        was_told = Reminder.objects.filter(deadline__title=person.name, recipient=person).exists()
        assert was_told == may(person, Act.VIEW, action.litigation)


# --- Hearings -----------------------------------------------------------------------------------


def a_hearing(litigation: Litigation, starts_at: datetime, **fields: Any) -> Hearing:
    return Hearing.objects.create(
        litigation=litigation,
        kind=Hearing.Kind.STATUS,
        title="Status hearing",
        court=fields.pop("court", None) or a_court(),
        starts_at=starts_at,
        place="Courtroom 2119",
        **fields,
    )


def test_those_who_attend_are_told_else_counsel_and_paralegals(litigation: Litigation) -> None:
    a_paralegal(litigation)
    jordan = an_attorney(litigation)
    hearing = a_hearing(litigation, NOW + timedelta(days=3))
    plan(now=NOW)
    assert told() == {"Robin", "Jordan"}
    Reminder.objects.all().delete()
    hearing.attendees.add(jordan)
    plan(now=NOW)
    assert told() == {"Jordan"}
    assert offsets_planned() == [3, 1, 0]


def test_a_hearings_day_is_the_courts(litigation: Litigation) -> None:
    """Tuesday 8 a.m. in Guam is Monday evening in Chicago; it is a hearing of Tuesday."""
    a_paralegal(litigation)
    a_hearing(litigation, datetime(2026, 3, 16, 22, tzinfo=UTC), court=a_court("gud"))
    plan(now=NOW)
    last = Reminder.objects.get(days_before=1)
    assert last.due_at.astimezone(ZoneInfo("America/Chicago")).date() == date(2026, 3, 16)


def test_a_cancelled_hearing_is_not_told(litigation: Litigation) -> None:
    robin = a_paralegal(litigation)
    hearing = a_hearing(litigation, NOW + timedelta(days=3))
    plan(now=NOW)
    hearings.cancel(hearing=hearing, actor=robin)
    assert told() == set()


# --- Messages -----------------------------------------------------------------------------------


def test_one_digest_a_day_for_everybody_who_works_on_something(action: MemberAction) -> None:
    robin = a_paralegal(action.litigation, time_zone="America/New_York")
    an_administrator()
    due_in(action, 3)
    due_in(action, 7)
    plan(now=NOW)
    plan(now=NOW)
    digests = Message.objects.order_by("digest_on")
    assert [(each.recipient, each.digest_on) for each in digests] == [
        (robin, TODAY),
        (robin, TODAY + timedelta(days=1)),
    ]
    assert digests[0].due_at == datetime(2026, 3, 9, 11, tzinfo=UTC)  # 7 a.m. in New York


def test_a_critical_day_has_a_message_of_its_own(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    due_in(action, 3, is_critical=True, needs_confirmation=True)
    plan(now=NOW)
    # Three days before is today, two is tomorrow; later ones are made when their day comes.
    singles = Message.objects.filter(reminder__isnull=False)
    assert sorted(each.reminder.days_before for each in singles if each.reminder) == [2, 3]
    for single in singles:
        assert single.reminder is not None
        assert single.due_at == single.reminder.due_at


def digest_has_gone() -> None:
    Message.objects.filter(digest_on=TODAY).update(state=Message.State.SENT, sent_at=timezone.now())


def test_a_day_known_after_the_digest_is_told_at_once_if_it_is_near(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    plan(now=NOW)
    digest_has_gone()
    today = due_in(action, 0)
    tomorrow = due_in(action, 1)
    due_in(action, 3)  # the next digest is early enough for this one
    plan(now=NOW)
    singles = Message.objects.filter(reminder__isnull=False)
    assert {each.reminder.deadline for each in singles if each.reminder} == {today, tomorrow}


def test_a_day_known_before_the_digest_waits_for_it(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    plan(now=NOW)
    due_in(action, 0)
    plan(now=NOW)
    assert not Message.objects.filter(reminder__isnull=False).exists()


def test_what_the_digest_told_is_not_told_again_alone(action: MemberAction) -> None:
    a_paralegal(action.litigation)
    due_in(action, 0)
    plan(now=NOW)
    digest_has_gone()
    Reminder.objects.update(told_by=Message.objects.get(digest_on=TODAY))
    plan(now=NOW)
    assert not Message.objects.filter(reminder__isnull=False).exists()


# --- Any number of planners ---------------------------------------------------------------------


def crowd(litigation: Litigation, count: int) -> None:
    for number in range(count):
        action = an_action(litigation, number=f"5:26-cv-{number + 200:05}")
        due_in(action, number % 9, is_critical=number % 3 == 0, needs_confirmation=True)
        a_hearing(litigation, NOW + timedelta(days=number % 9))


def test_planning_costs_four_statements_however_much_there_is(
    litigation: Litigation,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    a_paralegal(litigation)
    with CaptureQueriesContext(connection) as empty:
        plan(now=NOW)
    crowd(litigation, 30)
    with django_assert_num_queries(len(empty)):
        assert plan(now=NOW).reminders > 100
    inserts = [query for query in empty.captured_queries if "INSERT INTO filings" in query["sql"]]
    assert len(inserts) == 4


@pytest.mark.django_db(transaction=True)
def test_planners_at_once_make_each_row_once(litigation: Litigation) -> None:
    a_paralegal(litigation)
    an_attorney(litigation)
    a_supervisor(litigation)
    crowd(litigation, 40)
    expected = intents()

    def planner(_number: int) -> int:
        try:
            return sum(plan(now=NOW).reminders for _ in range(5))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = sum(pool.map(planner, range(4)))
    rows = list(Reminder.objects.values_list("deadline", "hearing", "days_before", "recipient"))
    assert made == len(rows) == len(expected)
    assert set(rows) == expected


def intents() -> set[tuple[object, object, int, object]]:
    """Every reminder there should be, counted one by one in Python."""
    readers = User.objects.exclude(role=Role.SUPERVISOR).values_list("pk", flat=True)
    found: set[tuple[object, object, int, object]] = set()
    for deadline in Deadline.objects.all():
        days = [*OFFSETS, *(CRITICAL_TOO if deadline.is_critical else ())]
        found |= {
            (deadline.pk, None, offset, reader)
            for offset in days
            for reader in readers
            if 0 <= (deadline.due_on - TODAY).days - offset <= 7
        }
    for hearing in Hearing.objects.all():
        day = hearing.starts_at.astimezone(ZoneInfo("America/Chicago")).date()
        found |= {
            (None, hearing.pk, offset, reader)
            for offset in OFFSETS
            for reader in readers
            if 0 <= (day - TODAY).days - offset <= 7
        }
    return found


@pytest.mark.django_db(transaction=True)
def test_addressers_at_once_make_each_message_once(litigation: Litigation) -> None:
    a_paralegal(litigation)
    an_attorney(litigation)
    crowd(litigation, 20)
    plan(now=NOW)
    before = Message.objects.count()
    Message.objects.all().delete()

    def addresser(_number: int) -> int:
        try:
            return messages.address(now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(addresser, range(4))) == before == Message.objects.count()
