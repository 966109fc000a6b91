"""Days that a court prints: proposed with their words, checked, decided by a person."""

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from filings.ingestion.shapes import PaperKind
from filings.models import Deadline, Hearing, MoveProposal, PrintedDay, Trigger
from filings.services import entry_kinds, printed_days
from filings.services.answers import AlreadyDecided
from mdl.identity import acting_as
from mdl.models import Litigation, User
from tests.filings.meaning_world import NOW, a_notice, an_entry_told
from tests.makers import a_court, a_litigation, a_number, a_paralegal, an_action

pytestmark = pytest.mark.django_db

MINUTE = "MINUTE entry before the Honorable Ash Fictitious: "
TEN_CHICAGO = datetime(2026, 4, 6, 15, 0, tzinfo=UTC)


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def the_day(**facts: object) -> PrintedDay:
    row: PrintedDay = PrintedDay.objects.select_related("entry__docket__court").get(**facts)
    return row


# --- What is due --------------------------------------------------------------------------------


def test_what_is_due_becomes_a_proposal_with_its_words(litigation: Litigation) -> None:
    taken = a_notice(f"{MINUTE}Plaintiffs' status report is due by 4/15/2026. Mailed notice (ca, )")
    day = the_day()
    assert taken.days == 1
    assert (day.title, day.on, day.obligor) == (
        "Plaintiffs' status report", date(2026, 4, 15), "ours",
    )  # fmt: skip
    assert day.words.endswith("status report is due by 4/15/2026")
    assert not Deadline.objects.exists()  # never taken blindly


def test_accepting_sets_a_deadline_by_order_that_cites_the_entry(
    litigation: Litigation, robin: User
) -> None:
    a_notice(f"{MINUTE}Plaintiffs' status report is due by 4/15/2026.")
    with acting_as(robin, why="test"):
        done = printed_days.accept(day=the_day(), actor=robin, now=NOW)
    deadline = done.deadline
    assert deadline is not None
    assert (deadline.basis, deadline.due_on, deadline.obligor) == (
        "order", date(2026, 4, 15), "ours",
    )  # fmt: skip
    assert deadline.reason.startswith("Entry 12 of 1:26-cv-09001: “")
    with acting_as(robin, why="test"), pytest.raises(AlreadyDecided):
        printed_days.dismiss(day=done, actor=robin, now=NOW)


@pytest.mark.parametrize(("printed", "agrees"), [("4/2/2026", False), ("3/30/2026", True)])
def test_it_is_checked_against_what_is_counted(
    litigation: Litigation, robin: User, printed: str, agrees: bool
) -> None:
    home = an_action(litigation, number=None)
    a_number(home, "1:26-cv-09010", court=a_court())
    a_notice(
        "SUMMONS Returned Executed as to Fictitious App, Inc. served on 3/9/2026",
        number="1:26-cv-09010",
    )
    counted = Deadline.objects.get(rule="frcp-12a1Ai")
    assert counted.due_on == date(2026, 3, 30)
    told = an_entry_told(f"{MINUTE}Defendant's answer is due by {printed}.", entry_number=20)
    a_notice(told, number="1:26-cv-09010")
    day = the_day(act="answer")
    check = printed_days.check([day])[day.pk]
    assert check.counted == counted
    assert check.agrees_with(day.on) is agrees
    with acting_as(robin, why="test"):
        printed_days.accept(day=day, actor=robin, now=NOW)
    counted.refresh_from_db()
    assert (counted.due_on, counted.basis) == (day.on, "computed" if agrees else "order")
    assert Deadline.objects.filter(title__icontains="answer").count() == 1  # none doubled


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("4/18/2026", "Sat, Apr 18, 2026 is a Saturday"),
        ("5/25/2026", "Mon, May 25, 2026 is Memorial Day"),
    ],
)
def test_a_day_on_which_the_court_is_closed_is_flagged_and_not_moved(
    litigation: Litigation, robin: User, printed: str, said: str
) -> None:
    a_notice(f"{MINUTE}Responses due by {printed}.")
    day = the_day()
    (warning,) = printed_days.check([day])[day.pk].warnings
    assert warning.startswith(said)
    with acting_as(robin, why="test"):
        done = printed_days.accept(day=day, actor=robin, now=NOW)
    assert done.deadline is not None
    assert done.deadline.due_on == day.on


def test_the_same_day_on_many_dockets_is_proposed_once(litigation: Litigation) -> None:
    member = an_action(litigation, number=None)
    a_number(member, "1:26-cv-09010", court=a_court())
    words = f"{MINUTE}Responses due by 4/15/2026."
    a_notice(words, also_on=["1:26-cv-09010"])
    a_notice(an_entry_told(words, entry_number=77), number="1:26-cv-09010")
    assert PrintedDay.objects.count() == 1


def test_of_a_docket_report_only_days_ahead_are_proposed(litigation: Litigation) -> None:
    a_notice(
        f"{MINUTE}Responses due by 2/2/2026.",
        f"{MINUTE}Replies due by 4/2/2026.",
        kind=PaperKind.DOCKET_REPORT,
    )
    assert [day.title for day in PrintedDay.objects.all()] == ["Replies"]


def test_a_docket_of_nobody_proposes_nothing() -> None:
    a_notice(f"{MINUTE}Responses due by 4/15/2026.")
    assert not PrintedDay.objects.exists()


# --- Hearings -----------------------------------------------------------------------------------


def test_a_minute_entry_sets_a_hearing_at_once_unconfirmed(litigation: Litigation) -> None:
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM in Courtroom 2119.")
    hearing = Hearing.objects.get()
    assert (hearing.starts_at, hearing.kind, hearing.place) == (
        TEN_CHICAGO, "status", "Courtroom 2119",
    )  # fmt: skip
    assert hearing.entry is not None
    assert the_day().hearing == hearing
    assert the_day().decided_at is None  # it waits for a person, and reads unconfirmed


def test_a_partys_notice_of_a_hearing_only_proposes(litigation: Litigation, robin: User) -> None:
    a_notice("MOTION by Defendant to compel. Motion Hearing set for 4/6/2026 10:00 AM")
    assert not Hearing.objects.exists()
    with acting_as(robin, why="test"):
        printed_days.accept(day=the_day(), actor=robin, now=NOW)
    assert Hearing.objects.get().starts_at == TEN_CHICAGO


def test_a_hearing_that_is_reset_moves(litigation: Litigation) -> None:
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.")
    a_notice(
        an_entry_told(
            f"{MINUTE}Status hearing set for 4/6/2026 is stricken and reset to 4/20/2026 "
            "at 9:30 AM.",
            entry_number=20,
        )
    )
    old, new = Hearing.objects.order_by("starts_at")
    assert (old.status, new.status) == ("continued", "scheduled")
    assert new.starts_at == datetime(2026, 4, 20, 14, 30, tzinfo=UTC)


def test_a_hearing_that_is_continued_without_its_old_day_moves_the_only_one(
    litigation: Litigation,
) -> None:
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.")
    a_notice(
        an_entry_told(f"{MINUTE}Status hearing continued to 4/20/2026 at 9:30 AM.", entry_number=20)
    )
    assert Hearing.objects.filter(status="scheduled").count() == 1


def test_which_of_two_is_continued_a_person_says(litigation: Litigation) -> None:
    a_notice(
        f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.",
        f"{MINUTE}Status hearing set for 5/6/2026 at 10:00 AM.",
    )
    a_notice(
        an_entry_told(f"{MINUTE}Status hearing continued to 6/3/2026 at 9:30 AM.", entry_number=20)
    )
    assert Hearing.objects.filter(status="scheduled").count() == 2
    assert the_day(kind="moved").hearing is None


def test_a_hearing_that_is_off_is_cancelled(litigation: Litigation) -> None:
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.")
    a_notice(
        an_entry_told(
            f"{MINUTE}Status hearing set for 4/6/2026 is hereby stricken.", entry_number=20
        )
    )
    hearing = Hearing.objects.get()
    assert (hearing.status, hearing.outcome) == (
        "cancelled", "Taken off by entry 20 of 1:26-cv-09001.",
    )  # fmt: skip


def test_the_same_hearing_told_again_is_not_doubled(litigation: Litigation) -> None:
    member = an_action(litigation, number=None)
    a_number(member, "1:26-cv-09010", court=a_court())
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.")
    a_notice(
        an_entry_told(f"{MINUTE}The status hearing is set for 4/6/2026 at 10:00 AM."),
        number="1:26-cv-09010",
    )
    assert Hearing.objects.count() == 1


def test_all_days_stricken_wait_for_a_person(litigation: Litigation, robin: User) -> None:
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.")
    a_notice(
        an_entry_told(f"{MINUTE}All future hearings and deadlines are stricken.", entry_number=20)
    )
    assert Hearing.objects.get().status == "scheduled"
    assert the_day(kind="stricken").title == "All future hearings and deadlines"


def test_dismissing_takes_a_misread_hearing_off(litigation: Litigation, robin: User) -> None:
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.")
    with acting_as(robin, why="test"):
        printed_days.dismiss(day=the_day(), actor=robin, now=NOW)
    assert Hearing.objects.get().status == "cancelled"


def test_a_panel_session_without_a_time_waits(litigation: Litigation, robin: User) -> None:
    a_notice(
        "HEARING ORDER -- Setting motion to transfer for Panel hearing on May 28, 2026 in "
        "Chicago, Illinois - Notified involved counsel",
        number="MDL No. 9001",
        court="jpml",
    )
    day = the_day()
    assert (day.on, day.place) == (date(2026, 5, 28), "Chicago, Illinois")
    with acting_as(robin, why="test"), pytest.raises(printed_days.NothingToSet):
        printed_days.accept(day=day, actor=robin, now=NOW)
    begins = datetime(2026, 5, 28, 14, 30, tzinfo=UTC)
    with acting_as(robin, why="test"):
        printed_days.accept(day=day, starts_at=begins, actor=robin, now=NOW)
    assert Hearing.objects.get().kind == "panel_session"


# --- What a person says an entry is -------------------------------------------------------------


def test_a_persons_class_opens_its_days_and_lets_the_others_wait(
    litigation: Litigation, robin: User
) -> None:
    a_notice("MOTION by Defendant to dismiss the complaint")
    entry = Trigger.objects.get(key="rule_12_motion_served").entry
    assert entry is not None
    with acting_as(robin, why="test"):
        entry_kinds.say_kind(entry=entry, kind="answer", actor=robin, now=NOW)
    assert Trigger.objects.filter(key="answer_served", entry=entry).exists()
    assert MoveProposal.objects.pending().get().cause["kind"] == "events_vacated"
    entry.refresh_from_db()
    assert entry.kind_basis == f"Said by {robin}"


def test_checking_many_days_costs_the_same(
    litigation: Litigation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_notice(*(f"{MINUTE}Responses due by 4/{day}/2026." for day in range(1, 21)))
    rows = list(PrintedDay.objects.select_related("entry__docket__court"))
    assert len(rows) == 20
    with django_assert_num_queries(2):  # open counted deadlines, closings of the court
        printed_days.check(rows)
