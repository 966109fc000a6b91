"""A court strikes the days it had set: read, proposed, applied as one batch, and taken back."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from filings.ingestion.shapes import PaperKind
from filings.models import Deadline, Hearing, HeldChange, MoveProposal, PrintedDay
from filings.services import deadlines, move_proposals, moving, printed_days
from filings.services.chains import follow
from filings.services.deadlines import open_from
from filings.services.move_proposals import Choice
from filings.services.moving import Diff, Kind
from filings.services.ordered_periods import enter_period
from filings.services.scopes import all_actions
from filings.services.second_person import BlindEntry, read_batch
from mdl.identity import acting_as
from mdl.models import Batch, Litigation, MemberAction, User
from tests.filings.meaning_world import NOW, TODAY, a_notice, an_entry_told
from tests.makers import (
    a_court,
    a_litigation,
    a_number,
    a_paralegal,
    a_source,
    an_action,
    an_attorney,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

MINUTE = "MINUTE entry before the Honorable Ash Fictitious: "
STRICKEN = f"{MINUTE}All future hearings and deadlines are stricken."
HOME = "1:26-cv-09010"


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    home = an_action(litigation, number=None)
    a_number(home, HOME, court=a_court())
    return home


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def accepted(robin: User, words: str, number: str = "1:26-cv-09001", place: int = 12) -> Deadline:
    """A day that the court prints and a paralegal takes over."""
    a_notice(an_entry_told(words, entry_number=place), number=number)
    with acting_as(robin, why="test"):
        day = PrintedDay.objects.pending().get(kind="deadline")
        done = printed_days.accept(day=day, actor=robin, now=NOW)
    assert done.deadline is not None
    return done.deadline


def ordered(litigation: Litigation, action: MemberAction, **fields: Any) -> Deadline:
    """An order's own period, opened by service of the complaint."""
    enter_period(
        litigation=litigation, source=a_source("CMO 5"), citation="CMO 5, para. 3",
        title="Fact sheet", period="60 days", event="complaint_served", obligor="ours",
        actor=None, **fields,
    )  # fmt: skip
    served: dict[str, Any] = {
        "key": "complaint_served", "occurred_on": date(2026, 3, 6), "service": "hand",
        "subject": action, "litigation": litigation, "court": a_court(),
    }  # fmt: skip
    open_from(**served, actor=None, now=NOW)
    return Deadline.objects.get(title="Fact sheet")


def stricken(robin: User, words: str = STRICKEN, number: str = "1:26-cv-09001") -> MoveProposal:
    """The court strikes its days, and a paralegal agrees that it says so."""
    a_notice(an_entry_told(words, entry_number=90), number=number)
    day = PrintedDay.objects.pending().get(kind="stricken")
    with acting_as(robin, why="test"):
        printed_days.accept(day=day, actor=robin, now=NOW)
    return MoveProposal.objects.get(cause__reading=str(day.pk))


def kinds(diff: Diff) -> dict[Any, tuple[Kind, str]]:
    return {row.deadline: (row.kind, row.why) for row in diff.rows}


def applied(proposal: MoveProposal, by: User) -> Batch:
    diff = move_proposals.look(proposal=proposal, actor=by)
    return move_proposals.accept(proposal=proposal, diff=diff, reason="Entry 90", actor=by, now=NOW)


def status(*rows: Deadline) -> list[str]:
    return [Deadline.objects.get(pk=row.pk).status for row in rows]


def test_what_orders_set_ends_as_one_batch_and_comes_back(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    report = accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    sheet = ordered(litigation, action)
    answer = Deadline.objects.get(rule="frcp-12a1Ai")
    proposal = stricken(robin)
    assert status(report, sheet, answer) == ["open"] * 3  # never taken blindly
    diff = move_proposals.look(proposal=proposal, actor=robin)
    told = {key: kind for key, (kind, _) in kinds(diff).items()}
    assert (told.pop(report.pk), told.pop(sheet.pk)) == (Kind.VACATED, Kind.VACATED)
    assert told[answer.pk] is Kind.LOCKED  # a rule counts it: the court did not set it
    assert set(told.values()) == {Kind.LOCKED}
    batch = applied(proposal, robin)
    assert (batch.reason, batch.count) == ("Entry 90", 2)
    assert status(report, sheet, answer) == ["vacated", "vacated", "open"]
    report.refresh_from_db()
    assert report.closed_on == TODAY
    moving.undo(batch=batch, reason="Only of another action", actor=robin, now=NOW)
    assert status(report, sheet, answer) == ["open"] * 3


def test_hearings_are_taken_off_with_them_unless_a_person_keeps_one(
    litigation: Litigation, robin: User
) -> None:
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.")
    a_notice(an_entry_told(f"{MINUTE}Motion hearing set for 5/4/2026 at 9:00 AM.", entry_number=13))
    status_hearing, argument = Hearing.objects.order_by("starts_at")
    proposal = stricken(robin)
    assert {each.status for each in Hearing.objects.all()} == {"scheduled"}
    move_proposals.choose(proposal=proposal, chosen={argument.pk: Choice.KEEP}, actor=robin)
    proposal.refresh_from_db()
    batch = applied(proposal, robin)
    assert (batch.count, batch.account["hearings"]) == (1, 1)
    status_hearing.refresh_from_db()
    argument.refresh_from_db()
    assert (status_hearing.status, argument.status) == ("cancelled", "scheduled")
    assert status_hearing.outcome == "Taken off: Entry 90"
    moving.undo(batch=batch, reason="A slip", actor=robin, now=NOW)
    status_hearing.refresh_from_db()
    assert (status_hearing.status, status_hearing.outcome) == ("scheduled", "")


def test_a_critical_day_waits_for_a_second_person(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    sheet = ordered(litigation, action, is_critical=True)
    jordan = an_attorney(litigation)
    batch = applied(stricken(robin), robin)
    assert status(sheet) == ["open"]
    assert HeldChange.objects.waiting().get().kind == "vacate"
    wrong = read_batch(batch=batch, entry=BlindEntry(court="cand", on=TODAY), actor=jordan, now=NOW)
    assert (wrong.matches, status(sheet)) == (False, ["open"])
    read_batch(batch=batch, entry=BlindEntry(court="ilnd", on=TODAY), actor=jordan, now=NOW)
    assert status(sheet) == ["vacated"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_before", [True, False])
def test_a_day_put_on_record_after_the_paper_is_a_persons_to_judge(
    litigation: Litigation, robin: User, is_before: bool
) -> None:
    accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    proposal = None if is_before else stricken(robin)
    cutoff = deadlines.enter_deadline(
        title="Close of discovery", due_on=date(2026, 6, 1), basis="order", reason="CMO 4",
        subject=all_actions(litigation=litigation), litigation=litigation, court=a_court(),
        actor=robin, now=NOW,
    )  # fmt: skip
    diff = move_proposals.look(proposal=proposal or stricken(robin), actor=robin)
    assert kinds(diff)[cutoff.pk][0] is (Kind.VACATED if is_before else Kind.CONFLICTING)


def test_what_counts_from_a_day_that_falls_falls_with_it(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    report = accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    ordered(litigation, action)
    answer = Deadline.objects.get(rule="frcp-12a1Ai")
    assert answer.trigger is not None
    follow(event=answer.trigger, parent=report, follows="due", actor=robin)
    proposal = stricken(robin)
    why = kinds(move_proposals.look(proposal=proposal, actor=robin))[answer.pk]
    assert why == (Kind.VACATED, "Its event counts for nothing any more.")
    applied(proposal, robin)
    assert status(report, answer) == ["vacated", "vacated"]


def test_a_stipulation_that_speaks_of_a_stricken_pleading_proposes_nothing(
    litigation: Litigation, robin: User
) -> None:
    accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    a_notice(
        an_entry_told(
            "STIPULATION that the first amended complaint is stricken and that all deadlines stand",
            entry_number=20,
        )
    )
    a_notice(an_entry_told("STIPULATION: All deadlines are stricken", entry_number=21))
    a_notice(an_entry_told("MOTION to vacate all deadlines", entry_number=22))
    assert not PrintedDay.objects.filter(kind="stricken").exists()
    # The control: the court itself says the same words.
    a_notice(an_entry_told("ORDER: All deadlines are stricken", entry_number=23))
    assert PrintedDay.objects.filter(kind="stricken").count() == 1


def test_an_order_in_one_action_leaves_the_others_alone(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    everybodys = accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    own = accepted(robin, f"{MINUTE}Joint letter is due by 4/22/2026.", number=HOME, place=5)
    proposal = stricken(robin, number=HOME)
    assert list(kinds(move_proposals.look(proposal=proposal, actor=robin))) == [own.pk]
    applied(proposal, robin)
    assert status(everybodys, own) == ["open", "vacated"]


def test_a_day_of_the_same_paper_stays(litigation: Litigation, robin: User) -> None:
    old = accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    a_notice(
        an_entry_told(
            f"{MINUTE}All deadlines are stricken. Joint report is due by 5/1/2026.", entry_number=90
        )
    )
    with acting_as(robin, why="test"):
        for day in PrintedDay.objects.pending().order_by("kind"):
            printed_days.accept(day=day, actor=robin, now=NOW)
    new = Deadline.objects.get(due_on=date(2026, 5, 1))
    told = kinds(move_proposals.look(proposal=MoveProposal.objects.get(), actor=robin))
    assert told[old.pk][0] is Kind.VACATED
    assert told[new.pk] == (Kind.LOCKED, "Set by this paper, or by what came after it.")


@pytest.mark.parametrize(
    "words",
    ["All discovery deadlines are stricken.", "All deadlines are stricken except the 5/1 report."],
)
def test_what_strikes_not_every_day_lets_a_person_say_which(
    litigation: Litigation, robin: User, words: str
) -> None:
    report = accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    cutoff = accepted(robin, f"{MINUTE}Fact discovery to be completed by 6/1/2026.", place=13)
    proposal = stricken(robin, f"{MINUTE}{words}")
    told = kinds(move_proposals.look(proposal=proposal, actor=robin))
    assert {kind for kind, _ in told.values()} == {Kind.CONFLICTING}
    move_proposals.choose(proposal=proposal, chosen={cutoff.pk: Choice.VACATE}, actor=robin)
    proposal.refresh_from_db()
    applied(proposal, robin)
    assert status(report, cutoff) == ["open", "vacated"]


def test_one_day_that_is_named_is_looked_at_alone(litigation: Litigation, robin: User) -> None:
    report = accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    letter = accepted(robin, f"{MINUTE}Joint letter is due by 4/22/2026.", place=13)
    proposal = stricken(robin, f"{MINUTE}Status report due 4/15/2026 is stricken.")
    applied(proposal, robin)
    assert status(report, letter) == ["vacated", "open"]


def test_a_docket_report_tells_it_too(litigation: Litigation, robin: User) -> None:
    accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.")
    told = an_entry_told(f"{MINUTE}All deadlines stricken.", entry_number=90)
    a_notice(told, kind=PaperKind.DOCKET_REPORT)
    assert PrintedDay.objects.filter(kind="stricken").count() == 1


def test_where_nothing_is_open_nothing_is_proposed(litigation: Litigation, robin: User) -> None:
    a_notice(STRICKEN)
    with acting_as(robin, why="test"):
        printed_days.accept(day=PrintedDay.objects.get(), actor=robin, now=NOW)
    assert not MoveProposal.objects.exists()


def test_from_the_reading_to_the_list_of_days(litigation: Litigation, robin: User) -> None:
    a_notice(f"{MINUTE}Status hearing set for 4/6/2026 at 10:00 AM.")
    report = accepted(robin, f"{MINUTE}Status report is due by 4/15/2026.", place=13)
    a_notice(an_entry_told(STRICKEN, entry_number=90))
    browser: Client = signed_in(robin)
    page = browser.get("/said/").content.decode()
    assert "Nothing falls by this answer" in page
    day = PrintedDay.objects.get(kind="stricken")
    answered = browser.post(f"/said/days/{day.pk}/", {"answer": "yes"})
    here = f"/admin/filings/moveproposal/{MoveProposal.objects.get().pk}"
    assert answered.headers["Location"] == f"{here}/change/"
    shown = browser.get(f"{here}/change/").content.decode()
    assert "1 vacated, 1 hearing taken off" in " ".join(shown.split())
    assert "Mon, Apr 6, 2026, 10:00 AM CDT" in shown
    mark = browser.get(f"{here}/apply/").context["form"].initial["mark"]
    browser.post(f"{here}/apply/", {"reason": "Entry 90", "mark": mark})
    assert status(report) == ["vacated"]
    assert "1 vacated, 1 hearing taken off" in browser.get(f"{here}/change/").content.decode()
    assert "What became of the days" in browser.get("/said/?which=decided").content.decode()
