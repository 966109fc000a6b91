"""Papers and days in the admin: what is due and why, what came in, and whose it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from filings.models import (
    AttachmentCandidate,
    Deadline,
    Docket,
    DocketEntry,
    Hearing,
    InboundItem,
    Message,
    Trigger,
)
from mdl.models import Assignment, MemberAction, User
from tests.admin_world import World, a_world, add_of, filled, list_of, offered, page_of
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_deadline,
    a_docket,
    a_litigation,
    a_paralegal,
    a_supervisor,
    an_attorney,
    an_entry,
)
from tests.page_world import a_paper_set_aside, signed_in

pytestmark = pytest.mark.django_db

PAPERS = Path(__file__).parent / "papers"


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def robin(db: None) -> User:
    return a_paralegal()


@pytest.fixture
def world(robin: User) -> World:
    made = a_world(robin)
    Assignment.objects.create(
        user=robin, litigation=made.matter.litigation, part=Assignment.Part.PARALEGAL
    )
    return made


@pytest.fixture
def desk(robin: User, world: World) -> Client:
    return signed_in(robin)


def text(client: Client, address: str) -> str:
    """What a page says."""
    return client.get(address).content.decode()


# --- Deadlines ----------------------------------------------------------------------------------


def test_the_overdue_stand_first_and_say_so_in_words(desk: Client, world: World) -> None:
    action = world.matter.action
    a_deadline(action, "Later", due_on=date(2026, 6, 1))
    late = a_deadline(action, "Late", due_on=date(2026, 3, 6))
    a_deadline(action, "Met", due_on=date(2026, 1, 5), status="met", closed_on=date(2026, 1, 5))
    listed = desk.get(list_of(Deadline))
    titles = [row.title for row in listed.context["cl"].result_list]
    assert titles == ["Late", "Answer the complaint", "Later"]
    page = listed.content.decode()
    assert "3 days overdue" in page
    assert (
        page.count("font-semibold text-red-700 dark:text-red-400") == 1
    )  # red for the overdue one and for nothing else
    assert "in 3 days" in page
    overdue = desk.get(list_of(Deadline, which="overdue")).context["cl"].result_list
    assert list(overdue) == [late]


def test_the_day_is_the_courts_and_not_the_readers(world: World) -> None:
    """Past midnight in New York it is still yesterday in San Francisco."""
    due = a_deadline(world.matter.action, "Due today there", due_on=TODAY)
    night = a_paralegal(
        world.matter.litigation, name="Night Invented", time_zone="America/New_York"
    )
    with time_machine.travel(datetime(2026, 3, 10, 5, 30, tzinfo=UTC), tick=False):
        page = text(signed_in(night), page_of(due))
    assert "today" in page
    assert "overdue" not in page


def test_a_deadline_gives_its_whole_reason(desk: Client, world: World) -> None:
    page = text(desk, page_of(world.matter.deadline))
    assert "The 21st day is Thursday, March 12, 2026." in page
    assert "Fed. R. Civ. P. 6(a)(1)(B)" in page
    assert "FRCP 12(a)(1)(A)(i)" in page
    assert "Nobody has confirmed it yet; the day is live all the same." in page


def test_a_deadline_is_marked_met_with_the_entry_that_shows_it(desk: Client, world: World) -> None:
    deadline, entry = world.matter.deadline, world.matter.entry
    assert offered(desk, Deadline, "proof", "1") != []
    given = {"on": "2026-03-09", "proof": entry.pk}
    answer = desk.post(page_of(deadline, "mark-met"), given, follow=True)
    assert "is met" in answer.content.decode()
    deadline.refresh_from_db()
    assert (deadline.status, deadline.closed_on, deadline.proof) == ("met", TODAY, entry)
    assert deadline not in desk.get(list_of(Deadline)).context["cl"].result_list
    again = desk.post(page_of(deadline, "mark-met"), given)
    assert "is met; reopen it first" in again.content.decode()


def test_many_are_marked_met_confirmed_and_waived_from_the_list(desk: Client, world: World) -> None:
    rows = [a_deadline(world.matter.action, f"Log, part {n}") for n in range(3)]

    def run(action: str, **given: str) -> str:
        chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
        answer = desk.post(list_of(Deadline), chosen | given, follow=True)
        return answer.content.decode()

    asked = run("mark_met_selected")
    assert "Log, part 2" in asked
    assert Deadline.objects.open().count() == 4
    assert "3 confirmed." in run("confirm_selected", apply="1")
    assert "Why" in run("waive_selected", apply="1", on="2026-03-09")  # asks again without
    said = run("waive_selected", apply="1", on="2026-03-09", why="Settled by agreement.")
    assert "3 waived." in said
    (line, *_) = desk.get(page_of(rows[0], "history")).context["lines"]
    assert (line.who, line.why) == ("Robin Fictitious", "waived: Settled by agreement.")
    # Whoever answers for four is not told that one was done.
    rows.append(world.matter.deadline)
    said = run("mark_met_selected", apply="1", on="2026-03-09")
    assert "have changed or left the list meanwhile" in said
    world.matter.deadline.refresh_from_db()
    assert world.matter.deadline.status == "open"


def test_whoever_set_a_critical_day_does_not_confirm_it(desk: Client, world: World) -> None:
    entered = {
        "title": "Notice of appeal",
        "due_on": "2026-04-08",
        "basis": "order",
        "reason": "Order of March 9, page 2.",
        "litigation": world.matter.litigation.pk,
        "action": world.matter.action.pk,
        "court": "cand",
        "obligor": "ours",
        "is_critical": "on",
    }
    answer = desk.post(add_of(Deadline), filled(desk, add_of(Deadline), **entered))
    assert answer.status_code == 302
    deadline = Deadline.objects.get(title="Notice of appeal")
    refused = desk.post(page_of(deadline, "confirm"), {})
    assert "a second person confirms it" in refused.content.decode()
    deadline.refresh_from_db()
    assert deadline.confirmed_at is None


def test_a_day_without_a_reason_is_refused(desk: Client, world: World) -> None:
    entered = {
        "title": "Something",
        "due_on": "2026-04-08",
        "litigation": world.matter.litigation.pk,
        "court": "cand",
    }
    answer = desk.post(add_of(Deadline), filled(desk, add_of(Deadline), **entered))
    assert "Say where the date comes from." in answer.content.decode()


def test_a_day_that_moves_keeps_the_old_one_in_history(desk: Client, world: World) -> None:
    deadline = world.matter.deadline
    given = {"to": "2026-03-26", "basis": "order", "reason": "Stipulation, ECF 14."}
    assert desk.post(page_of(deadline, "move"), given).status_code == 302
    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.version) == (date(2026, 3, 26), 2)
    changes = {
        (change.name, change.old, change.new)
        for line in desk.get(page_of(deadline, "history")).context["lines"]
        for change in line.changes
    }
    assert ("due on", "Thu, Mar 12, 2026", "Thu, Mar 26, 2026") in changes


def test_an_event_opens_its_deadlines(desk: Client, world: World) -> None:
    docket = a_docket("5:26-cv-00102", court=a_court("cand"), action=world.matter.action)
    entry = an_entry(docket, 7, description="SUMMONS returned executed.")
    form = next(
        link for link in text(desk, page_of(entry)).split('"') if link.startswith(add_of(Trigger))
    ).replace("&amp;", "&")
    values = filled(desk, form, key="complaint_served", service="hand")
    assert values["action"] == str(world.matter.action.pk)  # known from the entry
    assert desk.post(form, values).status_code == 302
    event = Trigger.objects.get(entry=entry)
    opened = event.deadlines.get(title="Answer the complaint")
    assert opened.due_on == date(2026, 3, 23)
    assert opened.title in text(desk, page_of(event))


def test_an_action_shows_its_whole_life_on_one_page(desk: Client, world: World) -> None:
    page = text(desk, page_of(world.matter.action))
    for word in (
        "5:26-cv-00101",  # numbers
        "Conditionally transferred",  # stages
        "CTO-1",  # transfer steps
        "W.F., named plaintiff",  # people
        "ORDER setting a hearing on the whiskers.",  # entries
        "Status hearing",  # hearings
        "Answer the complaint",  # deadlines
        "Drew Invented",  # counsel
    ):
        assert word in page, word


# --- Hearings -----------------------------------------------------------------------------------


def test_a_hearing_is_entered_and_read_by_the_clock_of_the_court(
    desk: Client, world: World
) -> None:
    entered = {
        "litigation": world.matter.litigation.pk,
        "kind": "conference",
        "title": "Case management conference",
        "court": "cand",
        "starts_at_0": "2026-04-14",
        "starts_at_1": "10:00",
        "place": "Courtroom 3",
    }
    answer = desk.post(add_of(Hearing), filled(desk, add_of(Hearing), **entered))
    assert answer.status_code == 302
    hearing = Hearing.objects.get(title="Case management conference")
    assert hearing.starts_at == datetime(2026, 4, 14, 17, 0, tzinfo=UTC)
    assert "Tue, Apr 14, 2026, 10:00 AM PDT" in text(desk, list_of(Hearing))
    # Saved again as shown, it stays where it is, and no reminder dies.
    page = page_of(hearing)
    assert desk.post(page, filled(desk, page, place="Courtroom 5")).status_code == 302
    hearing.refresh_from_db()
    assert (hearing.starts_at.hour, hearing.version, hearing.place) == (17, 1, "Courtroom 5")


def test_a_hearing_is_continued_and_its_outcome_recorded(desk: Client, world: World) -> None:
    hearing = world.matter.hearing
    given = {"starts_at_0": "2026-04-20", "starts_at_1": "09:30"}
    assert desk.post(page_of(hearing, "continue-it"), given).status_code == 302
    hearing.refresh_from_db()
    assert hearing.status == "continued"
    following = Hearing.objects.get(status="scheduled")
    assert following.starts_at == datetime(2026, 4, 20, 14, 30, tzinfo=UTC)
    outcome = {"outcome": "Fact sheets by June."}
    assert desk.post(page_of(following, "record-outcome"), outcome).status_code == 302
    refused = desk.post(page_of(following, "cancel-it"), {"reason": ""})
    assert "is held" in refused.content.decode()


# --- Papers -------------------------------------------------------------------------------------


def test_nothing_handed_in_is_said_at_the_field(desk: Client) -> None:
    answer = desk.post(add_of(InboundItem), {})
    assert "This field is required." in answer.content.decode()


def test_a_paper_is_seen_by_who_sees_every_docket_it_told_of(desk: Client, world: World) -> None:
    ours = a_paper_set_aside("ours.html")
    theirs = a_paper_set_aside("theirs.html")
    InboundItem.objects.update(status="imported", reason="")
    DocketEntry.objects.filter(pk=world.matter.entry.pk).update(paper=ours)
    a_litigation("9002")
    hidden = a_docket("1:26-cv-09002", litigation=a_litigation("9003"))
    an_entry(hidden, 1, paper=theirs)
    listed = set(desk.get(list_of(InboundItem)).context["cl"].result_list)
    assert ours in listed
    assert theirs not in listed
    assert desk.get(page_of(theirs)).status_code == 404
    everything = signed_in(a_supervisor()).get(list_of(InboundItem)).context["cl"].result_list
    assert {ours, theirs} <= set(everything)


def test_a_docket_finds_its_action(desk: Client, world: World) -> None:
    candidate = world.matter.candidate
    assert desk.post(page_of(candidate, "accept"), {}).status_code == 302
    candidate.refresh_from_db()
    assert candidate.is_accepted
    assert str(candidate.decided_by) == "Robin Fictitious"
    assert candidate.docket.action == world.matter.action
    again = desk.post(page_of(candidate, "refuse"), {})
    assert "has answered this with yes" in again.content.decode()


def test_a_suggestion_is_refused_from_the_list(desk: Client, world: World) -> None:
    chosen = {"action": "refuse_selected", "_selected_action": [world.matter.candidate.pk]}
    answer = desk.post(list_of(AttachmentCandidate), {**chosen, "apply": "1"}, follow=True)
    assert "1 answered with no." in answer.content.decode()
    assert (
        world.matter.candidate
        not in desk.get(list_of(AttachmentCandidate)).context["cl"].result_list
    )


def test_a_docket_is_attached_and_detached_by_hand(desk: Client, world: World) -> None:
    docket = world.matter.unattached
    given = {"action": world.matter.action.pk}
    assert desk.post(page_of(docket, "to-an-action"), given).status_code == 302
    docket.refresh_from_db()
    assert docket.action == world.matter.action
    assert desk.post(page_of(docket, "to-nobody"), {}).status_code == 302
    litigation = {"litigation": world.matter.litigation.pk}
    assert desk.post(page_of(docket, "to-a-litigation"), litigation).status_code == 302
    docket.refresh_from_db()
    assert docket.litigation == world.matter.litigation
    assert docket.action_id is None


def test_who_says_what_an_entry_is_stands_beside_it(desk: Client, world: World) -> None:
    page = page_of(world.matter.entry)
    assert desk.post(page, filled(desk, page, kind="minute_entry")).status_code == 302
    world.matter.entry.refresh_from_db()
    assert world.matter.entry.kind == "minute_entry"
    assert world.matter.entry.kind_basis == "Said by Robin Fictitious"


def test_entries_are_found_by_number_by_docket_and_within_one_by_words(
    desk: Client, world: World
) -> None:
    entry = world.matter.entry
    another = an_entry(world.matter.docket, 22, description="MINUTE entry.")

    def found(**asked: object) -> list[DocketEntry]:
        return list(desk.get(list_of(DocketEntry, **asked)).context["cl"].result_list)

    assert found(q="22") == [another]
    assert set(found(q="5:26-cv-00101")) == {entry, another}
    assert found(q="whiskers", docket__id__exact=world.matter.docket.pk) == [entry]


def test_plaintiffs_on_a_docket_are_not_named(desk: Client, world: World) -> None:
    docket = world.matter.docket
    docket.parties.create(name="Quokka Invented, a minor", role="Plaintiff")
    docket.parties.create(name="Fictitious App, Inc.", role="Defendant")
    page = text(desk, page_of(docket))
    assert "Fictitious App, Inc." in page
    assert "Quokka" not in page


def test_a_digest_is_seen_by_its_reader(desk: Client, world: World) -> None:
    a_litigation("9002")  # so that nobody but a supervising attorney reaches everything
    mine = world.rows["filings.Message"]
    assert mine in desk.get(list_of(Message)).context["cl"].result_list
    jordan = signed_in(an_attorney(world.matter.litigation))
    assert mine not in jordan.get(list_of(Message)).context["cl"].result_list


def test_dockets_of_nobody_wait_on_the_start_page(desk: Client, world: World) -> None:
    page = text(desk, reverse("admin:index"))
    assert list_of(Docket, whose="asked") in page
    assert str(world.matter.unattached) in page
    assert page_of(world.matter.transfer) in page
    assert list_of(MemberAction) in page
