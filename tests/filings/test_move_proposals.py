"""What calls for moving waits on the work list: transfers, closings, days moved by hand."""

from datetime import date
from typing import Any

import pytest

from filings.models import Deadline, MoveProposal
from filings.services import deadlines, move_proposals
from filings.services.answers import AlreadyDecided
from filings.services.deadlines import open_from
from filings.services.moving import Kind
from mdl.models import CourtClosing, Litigation, MemberAction, Transfer, User
from mdl.services.closings import record_closing, withdraw_closing
from mdl.services.transfers import file_in_transferee_court
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_litigation,
    a_paralegal,
    a_source,
    an_action,
)

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def served(action: MemberAction, **fields: Any) -> Deadline:
    values: dict[str, Any] = {
        "key": "complaint_served", "occurred_on": FRIDAY, "service": "hand", "subject": action,
        "litigation": action.litigation, "court": a_court("cand"), "actor": None, "now": NOW,
    }  # fmt: skip
    opened = open_from(**values | fields)
    return next(deadline for deadline in opened if deadline.rule == "frcp-12a1Ai")


def transferred(action: MemberAction) -> None:
    transfer = Transfer.objects.create(
        action=action,
        origin=a_court("cand"),
        destination=a_court(),
        ordered_on=date(2026, 2, 16),
        finalized_on=date(2026, 2, 23),
        status=Transfer.Status.FINAL,
    )
    file_in_transferee_court(transfer=transfer, effective_on=TODAY, number=None, actor=None)


def test_a_transfer_proposes_and_moves_nothing(action: MemberAction, robin: User) -> None:
    # 12 February is Lincoln's Birthday in Illinois, and a court day in California.
    answer = served(action, occurred_on=date(2026, 1, 22))
    assert answer.due_on == date(2026, 2, 12)
    kept = deadlines.enter_deadline(
        title="Joint report", due_on=date(2026, 4, 3), basis="order", reason="Order of cand",
        subject=action, litigation=action.litigation, court=a_court("cand"),
        trigger=answer.trigger, actor=robin, now=NOW,
    )  # fmt: skip
    transferred(action)
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 2, 12)
    proposal = MoveProposal.objects.pending().get()
    assert proposal.words.endswith("keep, recompute or vacate")
    diff = move_proposals.look(proposal=proposal, actor=robin)
    kinds = {row.deadline: (row.kind, row.to_on) for row in diff.rows}
    assert kinds[answer.pk] == (Kind.MOVED, date(2026, 2, 13))
    assert kinds[kept.pk] == (Kind.LOCKED, kept.due_on)
    batch = move_proposals.accept(
        proposal=proposal, diff=diff, reason="Counted in Illinois", actor=robin, now=NOW
    )
    answer.refresh_from_db()
    kept.refresh_from_db()
    assert (answer.due_on, answer.court_id) == (date(2026, 2, 13), "ilnd")
    assert (kept.due_on, kept.court_id) == (date(2026, 4, 3), "cand")
    proposal.refresh_from_db()
    assert (proposal.batch, proposal.decided_by) == (batch, robin)
    with pytest.raises(AlreadyDecided):
        move_proposals.dismiss(proposal=proposal, actor=robin, now=NOW)


def test_a_transfer_without_open_days_asks_nobody(action: MemberAction) -> None:
    transferred(action)
    assert not MoveProposal.objects.exists()


def test_a_closing_recorded_or_withdrawn_proposes_to_count_anew(
    action: MemberAction, robin: User
) -> None:
    answer = served(action)
    closing = record_closing(
        court=a_court("cand"),
        day=date(2026, 3, 27),
        kind=CourtClosing.Kind.COURT_CLOSED,
        name="Closed for the storm",
        authority="General Order 26-0009",
        source=a_source("General Order 26-0009"),
        actor=None,
    )
    proposal = MoveProposal.objects.pending().get()
    diff = move_proposals.look(proposal=proposal, actor=robin)
    assert [row.to_on for row in diff.of(Kind.MOVED)] == [date(2026, 3, 30)]
    move_proposals.accept(proposal=proposal, diff=diff, reason="Closed", actor=robin, now=NOW)
    withdraw_closing(closing=closing, reason="It was open", actor=None, now=NOW)
    back = MoveProposal.objects.pending().get()
    diff = move_proposals.look(proposal=back, actor=robin)
    assert [(row.deadline, row.to_on) for row in diff.of(Kind.MOVED)] == [
        (answer.pk, date(2026, 3, 27))
    ]


def test_a_day_moved_by_hand_proposes_to_move_what_hangs_on_it(
    litigation: Litigation, action: MemberAction, robin: User
) -> None:
    opened = open_from(
        key="panel_motion_filed",
        occurred_on=FRIDAY,
        subject=action,
        litigation=litigation,
        court=a_court("jpml"),
        actor=None,
        now=NOW,
    )
    respond = next(row for row in opened if row.rule == "jpml-6.1c")
    reply = next(row for row in opened if row.rule == "jpml-6.1d")
    deadlines.move(deadline=respond, to=date(2026, 3, 20), reason="Agreed", actor=robin, now=NOW)
    proposal = MoveProposal.objects.pending().get()
    diff = move_proposals.look(proposal=proposal, actor=robin)
    assert [(row.deadline, row.to_on) for row in diff.of(Kind.MOVED)] == [
        (reply.pk, date(2026, 3, 27))
    ]
