"""Before anything moves a person chooses for single deadlines: keep, let fall, or as counted."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from filings.models import Deadline, HeldChange, MoveProposal
from filings.services import deadlines, move_proposals, moving
from filings.services.deadlines import open_from
from filings.services.move_proposals import Choice, NotOffered
from filings.services.moving import EventsMoved, Kind
from mdl.models import Batch, Litigation, MemberAction, Transfer, User
from mdl.services import batches
from mdl.services.transfers import file_in_transferee_court
from tests.makers import (
    NOW,
    TODAY,
    a_closing,
    a_court,
    a_litigation,
    a_paralegal,
    an_action,
    an_attorney,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

SERVED = date(2026, 1, 22)  # 21 days on is Lincoln's Birthday: a court day in California only


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture
def answer(action: MemberAction) -> Deadline:
    return served(action, SERVED, "cand")


@pytest.fixture
def report(answer: Deadline, robin: User) -> Deadline:
    """What the old court ordered."""
    assert answer.action is not None
    return deadlines.enter_deadline(
        title="Joint report", due_on=date(2026, 4, 3), basis="order", reason="Order of cand",
        subject=answer.action, litigation=answer.litigation, court=a_court("cand"),
        trigger=answer.trigger, actor=robin, now=NOW,
    )  # fmt: skip


def served(action: MemberAction, on: date, court: str) -> Deadline:
    opened = open_from(
        key="complaint_served", occurred_on=on, service="hand", subject=action,
        litigation=action.litigation, court=a_court(court), actor=None, now=NOW,
    )  # fmt: skip
    return next(deadline for deadline in opened if deadline.rule == "frcp-12a1Ai")


@pytest.fixture
def proposal(answer: Deadline, report: Deadline) -> MoveProposal:
    assert answer.action is not None
    transfer = Transfer.objects.create(
        action=answer.action,
        origin=a_court("cand"),
        destination=a_court(),
        ordered_on=date(2026, 2, 16),
        finalized_on=date(2026, 2, 23),
        status=Transfer.Status.FINAL,
    )
    file_in_transferee_court(transfer=transfer, effective_on=TODAY, number=None, actor=None)
    return MoveProposal.objects.get()


def kinds(proposal: MoveProposal, actor: User) -> dict[uuid.UUID, Kind]:
    proposal.refresh_from_db()
    diff = move_proposals.look(proposal=proposal, actor=actor)
    return {row.deadline: row.kind for row in diff.rows}


def choose(proposal: MoveProposal, actor: User, chosen: dict[Deadline, Choice | None]) -> None:
    move_proposals.choose(
        proposal=proposal,
        chosen={deadline.pk: choice for deadline, choice in chosen.items()},
        actor=actor,
    )


# --- A transfer: keep, recompute or vacate ------------------------------------------------------


def test_a_transfer_shows_the_day_by_the_new_court_whatever_becomes_of_it(
    proposal: MoveProposal, answer: Deadline, report: Deadline, robin: User
) -> None:
    choose(proposal, robin, {answer: Choice.KEEP})
    proposal.refresh_from_db()
    diff = move_proposals.look(proposal=proposal, actor=robin)
    rows = {row.deadline: row for row in diff.rows}
    assert (rows[answer.pk].kind, rows[answer.pk].to_on) == (Kind.LOCKED, date(2026, 2, 12))
    assert rows[answer.pk].counted_on == date(2026, 2, 13)
    assert rows[report.pk].counted_on is None  # an order set it: nothing is counted


def test_what_was_chosen_is_what_is_applied(
    proposal: MoveProposal, answer: Deadline, report: Deadline, robin: User
) -> None:
    assert kinds(proposal, robin) | {answer.pk: Kind.MOVED, report.pk: Kind.LOCKED} == kinds(
        proposal, robin
    )
    choose(proposal, robin, {answer: Choice.KEEP, report: Choice.VACATE})
    chosen = kinds(proposal, robin)
    assert (chosen[answer.pk], chosen[report.pk]) == (Kind.LOCKED, Kind.VACATED)
    diff = move_proposals.look(proposal=proposal, actor=robin)
    batch = move_proposals.accept(
        proposal=proposal, diff=diff, reason="CMO 1, p. 3", actor=robin, now=NOW
    )
    answer.refresh_from_db()
    report.refresh_from_db()
    assert (answer.due_on, answer.court_id) == (date(2026, 2, 12), "cand")
    assert report.status == "vacated"
    assert batch.account["cause"]["vacate"] == [str(report.pk)]
    moving.undo(batch=batch, reason="Wrong order", actor=robin, now=NOW)
    report.refresh_from_db()
    assert report.status == "open"


def test_a_choice_is_taken_back_and_others_stay(
    proposal: MoveProposal, answer: Deadline, report: Deadline, robin: User
) -> None:
    choose(proposal, robin, {answer: Choice.KEEP, report: Choice.VACATE})
    choose(proposal, robin, {report: None})
    found = kinds(proposal, robin)
    assert (found[answer.pk], found[report.pk]) == (Kind.LOCKED, Kind.LOCKED)
    assert proposal.chosen == {"keep": [str(answer.pk)]}


def test_a_critical_deadline_that_one_person_lets_fall_waits_for_a_second(
    proposal: MoveProposal, report: Deadline, robin: User
) -> None:
    an_attorney(report.litigation)
    Deadline.objects.filter(pk=report.pk).update(is_critical=True, needs_confirmation=True)
    choose(proposal, robin, {report: Choice.VACATE})
    assert kinds(proposal, robin)[report.pk] is Kind.HELD
    diff = move_proposals.look(proposal=proposal, actor=robin)
    move_proposals.accept(proposal=proposal, diff=diff, reason="CMO 1", actor=robin, now=NOW)
    report.refresh_from_db()
    assert report.status == "open"
    assert HeldChange.objects.waiting().get().kind == HeldChange.Kind.VACATE


def test_only_a_transfer_lets_a_deadline_fall(answer: Deadline, robin: User) -> None:
    assert answer.trigger_id is not None
    moved = move_proposals.wait_for_a_person(
        litigation=answer.litigation,
        cause=EventsMoved(events=(answer.trigger_id,), to=TODAY),
        words="Served later",
        now=NOW,
    )
    with pytest.raises(NotOffered):
        choose(moved, robin, {answer: Choice.VACATE})
    elsewhere = served(an_action(a_litigation("9002"), number="5:26-cv-00999"), SERVED, "cand")
    with pytest.raises(NotOffered):
        choose(moved, robin, {elsewhere: Choice.KEEP})
    choose(moved, robin, {answer: Choice.KEEP})
    assert kinds(moved, robin)[answer.pk] is Kind.LOCKED


# --- The screen ---------------------------------------------------------------------------------


def address(proposal: MoveProposal, step: str = "change") -> str:
    return f"/admin/filings/moveproposal/{proposal.pk}/{step}/"


def text(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def test_the_screen_takes_the_choices_and_counts_anew(
    proposal: MoveProposal, answer: Deadline, report: Deadline, robin: User
) -> None:
    desk = signed_in(robin)
    shown = text(desk, address(proposal))
    assert "1 moved, 1 locked, 1 unchanged." in shown
    assert "By the new court" in shown
    sent = {f"deadline-{answer.pk}": "keep", f"deadline-{report.pk}": "vacate", "find": "report"}
    told = desk.post(address(proposal, "choose"), sent)
    assert told.headers["Location"] == f"{address(proposal)}?find=report#diff"
    shown = text(desk, address(proposal))
    assert "You chose: 1 kept as it is, 1 vacated." in shown
    assert "1 vacated, 1 locked, 1 unchanged." in shown
    apply = text(desk, address(proposal, "apply"))
    assert "1 vacated, 1 locked, 1 unchanged" in apply
    desk.post(address(proposal, "choose"), {"do": "forget"})
    assert "You chose" not in text(desk, address(proposal))


def test_a_row_is_found_among_many(proposal: MoveProposal, robin: User) -> None:
    desk = signed_in(robin)
    found = text(desk, address(proposal) + "?find=JOINT")
    assert "Joint report" in found
    assert "Answer the complaint" not in found
    assert "is named “JOINT”" in found
    for odd in ("100%", "_", "\\", "'", "\0", "x" * 500):
        assert desk.get(address(proposal), {"find": odd}).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"deadline-rubbish": "keep"},
        {"deadline-00000000-0000-0000-0000-000000000000": "keep"},
        {"deadline-00000000-0000-0000-0000-000000000000": "burn"},
    ],
)
def test_rubbish_is_refused_and_nothing_chosen(
    proposal: MoveProposal, robin: User, sent: dict[str, str]
) -> None:
    told = signed_in(robin).post(address(proposal, "choose"), sent, follow=True)
    assert "cannot be chosen here" in told.content.decode()
    proposal.refresh_from_db()
    assert proposal.chosen == {}


def test_a_decided_proposal_takes_no_choice(
    proposal: MoveProposal, answer: Deadline, robin: User
) -> None:
    move_proposals.dismiss(proposal=proposal, actor=robin, now=NOW)
    sent = {f"deadline-{answer.pk}": "keep"}
    told = signed_in(robin).post(address(proposal, "choose"), sent, follow=True)
    assert "was decided before" in told.content.decode()


def test_a_stranger_chooses_nothing(proposal: MoveProposal, answer: Deadline) -> None:
    stranger = signed_in(an_attorney(a_litigation("9002")))
    sent = {f"deadline-{answer.pk}": "keep"}
    assert stranger.post(address(proposal, "choose"), sent).status_code == 404
    assert stranger.get(address(proposal)).status_code == 404


def test_nothing_left_to_move_is_said(proposal: MoveProposal, robin: User) -> None:
    Deadline.objects.update(trigger=None, computation=None, basis="entered", reason="Known")
    assert "No deadline hangs on it any more." in text(signed_in(robin), address(proposal))


# --- Undo, where a person looks for it ----------------------------------------------------------


def applied(proposal: MoveProposal, by: User) -> Batch:
    diff = move_proposals.look(proposal=proposal, actor=by)
    return move_proposals.accept(proposal=proposal, diff=diff, reason="CMO", actor=by, now=NOW)


def test_a_batch_is_undone_on_its_own_page_by_whoever_sees_the_proposal(
    proposal: MoveProposal, answer: Deadline, robin: User
) -> None:
    batch = applied(proposal, robin)
    jordan = signed_in(an_attorney(answer.litigation))
    page = reverse("admin:mdl_batch_change", args=[batch.pk])
    shown = text(jordan, page)
    assert f"/admin/mdl/batch/{batch.pk}/undo/" in shown
    undo = page.replace("change/", "undo/")
    told = jordan.post(undo, {"reason": "Another action's"}, follow=True).content.decode()
    assert "as before" in told
    assert f"/admin/mdl/batch/{batch.pk}/undo/" not in text(jordan, page)
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 2, 12)
    again = jordan.post(undo, {"reason": "Once more"})
    assert "was undone before" in again.content.decode()
    stranger = signed_in(an_attorney(a_litigation("9002"), name="Sage Fictitious"))
    assert stranger.get(page).status_code == 404


def test_a_large_batch_is_undone_with_its_count(
    proposal: MoveProposal, robin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = applied(proposal, robin)
    Batch.objects.filter(pk=batch.pk).update(count=21)
    undo = f"/admin/mdl/batch/{batch.pk}/undo/"
    desk = signed_in(robin)
    refused = desk.post(undo, {"reason": "Wrong", "count": "2"})
    assert "21 rows were changed; type that number." in refused.content.decode()
    desk.post(undo, {"reason": "Wrong", "count": "21"})
    assert Batch.objects.filter(undoes=batch).exists()


def test_a_batch_of_a_kind_without_a_way_back_offers_none(robin: User) -> None:
    batch = Batch.objects.create(kind="import_papers", reason="Two papers", actor=robin)
    desk = signed_in(robin)
    page = f"/admin/mdl/batch/{batch.pk}"
    assert "undo/" not in text(desk, f"{page}/change/")
    with pytest.raises(batches.NoWayBack):
        batches.take_back(batch=batch, reason="No", actor=robin, now=NOW)
    assert "not undone as a whole" in desk.post(f"{page}/undo/", {"reason": "x"}).content.decode()


# --- From a deadline's page, and from a closing's -----------------------------------------------


def test_a_deadlines_page_leads_to_its_event_and_to_a_new_count(
    answer: Deadline, robin: User
) -> None:
    desk = signed_in(robin)
    event = f"/admin/filings/trigger/{answer.trigger_id}/move-the-event/"
    anew = f"/admin/filings/deadline/{answer.pk}/count-anew/"
    page = text(desk, reverse("deadline", args=[answer.pk]))
    assert event in page
    assert anew in page
    step = f"/admin/filings/deadline/{answer.pk}/move-the-event/"
    assert step in text(desk, f"/admin/filings/deadline/{answer.pk}/change/")
    assert desk.get(step).headers["Location"] == event


def test_counting_anew_proposes_what_a_closing_changed_since(answer: Deadline, robin: User) -> None:
    desk = signed_in(robin)
    anew = f"/admin/filings/deadline/{answer.pk}/count-anew/"
    shown = desk.post(anew, follow=True).content.decode()
    assert "2 unchanged." in shown
    a_closing(a_court("cand"), answer.due_on)
    assert "1 moved, 1 unchanged." in desk.post(anew, follow=True).content.decode()
    assert MoveProposal.objects.count() == 1  # the same question waits once
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 2, 12)


def test_a_day_that_an_order_set_is_not_counted_anew(report: Deadline, robin: User) -> None:
    desk = signed_in(robin)
    page = text(desk, reverse("deadline", args=[report.pk]))
    assert "Count anew" not in page
    assert f"/admin/filings/deadline/{report.pk}/move/" in page
    anew = f"/admin/filings/deadline/{report.pk}/count-anew/"
    assert "move its day by itself" in desk.post(anew).content.decode()


def test_a_closings_page_shows_what_would_move(answer: Deadline, robin: User) -> None:
    closing = a_closing(a_court("cand"), answer.due_on)  # on record, and nobody asked
    desk = signed_in(robin)
    told = desk.post(f"/admin/mdl/courtclosing/{closing.pk}/what-would-move/", follow=True)
    (proposal,) = told.context["cl"].result_list
    assert proposal.words == f"Closing: {closing}"
    assert "1 moved, 1 unchanged." in text(desk, address(proposal))
