"""Hearings: scheduled with a place, continued to another day, cancelled, held with an outcome."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from filings.models import Hearing, Reminder
from filings.services import hearings
from filings.services.hearings import HearingOver
from mdl.access import NotAllowed
from mdl.models import Litigation, User
from tests.makers import (
    NOW,
    a_court,
    a_litigation,
    a_paralegal,
    a_wall,
    an_action,
    an_attorney,
)

pytestmark = pytest.mark.django_db

NINE_THIRTY = datetime(2026, 3, 17, 14, 30, tzinfo=UTC)  # 9:30 a.m. in Chicago


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def schedule(litigation: Litigation, actor: User | None, **fields: object) -> Hearing:
    values: dict[str, object] = {
        "litigation": litigation,
        "kind": Hearing.Kind.STATUS,
        "title": "Status hearing",
        "court": a_court(),
        "starts_at": NINE_THIRTY,
        "place": "Courtroom 2119",
        "actor": actor,
        "now": NOW,
    }
    return hearings.schedule(**values | fields)  # type: ignore[arg-type]  # a test's keywords


def days_planned(hearing: Hearing) -> list[int]:
    planned = Reminder.objects.live().filter(hearing=hearing)
    return sorted(planned.values_list("days_before", flat=True))


def test_a_hearing_is_scheduled_and_its_reminders_planned(
    litigation: Litigation, robin: User
) -> None:
    hearing = schedule(litigation, robin)
    assert str(hearing) == "Status hearing"
    # The 17th is eight days away: the morning seven days before is tomorrow's.
    assert days_planned(hearing) == [1, 3, 7]


def test_it_needs_a_place_or_a_line(litigation: Litigation, robin: User) -> None:
    with pytest.raises(ValidationError, match="how to dial in"):
        schedule(litigation, robin, place="")
    assert schedule(litigation, robin, place="", dial_in="1-555-0100").dial_in == "1-555-0100"


def test_only_who_works_there_attends(litigation: Litigation, robin: User) -> None:
    outsider = an_attorney(name="Casey Invented")
    with pytest.raises(NotAllowed, match="Casey Invented does not work on"):
        schedule(litigation, robin, attendees=[outsider])
    jordan = an_attorney(litigation)
    assert list(schedule(litigation, robin, attendees=[jordan]).attendees.all()) == [jordan]


def test_a_hearing_with_several_attendees_is_theirs_once(
    litigation: Litigation, robin: User
) -> None:
    avery = an_attorney(litigation)
    seated = schedule(litigation, robin, attendees=[robin, avery])
    anybodys = schedule(litigation, robin, starts_at=NINE_THIRTY + timedelta(days=1))
    sasha = an_attorney(litigation, name="Sasha Fictitious")
    assert list(Hearing.objects.of_person(avery).order_by("starts_at")) == [seated, anybodys]
    assert list(Hearing.objects.of_person(sasha)) == [anybodys]


def test_a_continued_hearing_stays_on_record_and_another_stands(
    litigation: Litigation, robin: User
) -> None:
    jordan = an_attorney(litigation)
    hearing = schedule(litigation, robin, attendees=[jordan], action=an_action(litigation))
    later = NINE_THIRTY + timedelta(days=7)
    following = hearings.continue_to(hearing=hearing, starts_at=later, actor=robin, now=NOW)
    hearing.refresh_from_db()
    assert hearing.status == Hearing.Status.CONTINUED
    assert hearing.outcome == "Continued to Tue, Mar 24, 2026, 9:30 AM CDT."
    assert (following.starts_at, following.place) == (later, "Courtroom 2119")
    assert following.action == hearing.action
    assert list(following.attendees.all()) == [jordan]
    assert days_planned(hearing) == []
    assert days_planned(following) == [14]


def test_a_corrected_time_is_a_new_version(litigation: Litigation, robin: User) -> None:
    hearing = schedule(litigation, robin)
    corrected = hearings.correct(
        hearing=hearing, starts_at=NINE_THIRTY + timedelta(days=1), actor=robin, now=NOW
    )
    assert corrected.version == 2
    assert days_planned(corrected) == [3, 7]
    assert Reminder.objects.filter(hearing=hearing).count() == 5  # three of the wrong day are dead


def test_a_corrected_place_is_not(litigation: Litigation, robin: User) -> None:
    corrected = hearings.correct(
        hearing=schedule(litigation, robin), place="Courtroom 1", actor=robin, now=NOW
    )
    assert (corrected.version, corrected.place) == (1, "Courtroom 1")
    with pytest.raises(TypeError, match="litigation cannot be corrected"):
        hearings.correct(hearing=corrected, litigation=litigation, actor=robin, now=NOW)


def test_the_database_refuses_a_time_that_moves_under_its_version(litigation: Litigation) -> None:
    hearing = schedule(litigation, None)
    with pytest.raises(DatabaseError, match="starts_at_moves_with_version"), transaction.atomic():
        Hearing.objects.filter(pk=hearing.pk).update(starts_at=NOW)


def test_held_with_an_outcome_that_may_be_corrected(litigation: Litigation, robin: User) -> None:
    hearing = schedule(litigation, robin)
    with pytest.raises(ValidationError, match="Say what came of it"):
        hearings.record_outcome(hearing=hearing, outcome="", actor=robin)
    hearings.record_outcome(hearing=hearing, outcome="Schedule adopted.", actor=robin)
    held = hearings.record_outcome(
        hearing=hearing, outcome="Schedule adopted in part.", actor=robin
    )
    assert (held.status, held.outcome) == ("held", "Schedule adopted in part.")


def test_what_is_over_is_over(litigation: Litigation, robin: User) -> None:
    hearing = hearings.cancel(hearing=schedule(litigation, robin), reason="Moot.", actor=robin)
    assert days_planned(hearing) == []
    late: Callable[[], Hearing]
    for late in (
        lambda: hearings.cancel(hearing=hearing, actor=robin),
        lambda: hearings.record_outcome(hearing=hearing, outcome="x", actor=robin),
        lambda: hearings.correct(hearing=hearing, place="x", actor=robin, now=NOW),
        lambda: hearings.continue_to(hearing=hearing, starts_at=NOW, actor=robin, now=NOW),
    ):
        with pytest.raises(HearingOver, match="“Status hearing” is cancelled"):
            late()


def test_nobody_behind_a_wall_touches_a_hearing(litigation: Litigation, robin: User) -> None:
    walled = an_attorney(litigation)
    hearing = schedule(litigation, robin)
    a_wall(walled, litigation)
    forbidden: Callable[[], Hearing]
    for forbidden in (
        lambda: schedule(litigation, walled),
        lambda: hearings.cancel(hearing=hearing, actor=walled),
        lambda: hearings.record_outcome(hearing=hearing, outcome="x", actor=walled),
        lambda: hearings.correct(hearing=hearing, place="x", actor=walled, now=NOW),
        lambda: hearings.continue_to(hearing=hearing, starts_at=NOW, actor=walled, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    hearings.cancel(hearing=hearing, actor=robin)  # the same act, allowed
