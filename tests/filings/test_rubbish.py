"""Rubbish in a form is refused on the form: no page of the deadlines breaks over what is sent."""

from datetime import date

import pytest

from filings.models import Deadline, MoveProposal
from filings.services.deadlines import open_from
from filings.services.move_proposals import wait_for_a_person
from filings.services.moving import EventsMoved
from mdl.models import Batch
from tests.makers import NOW, TODAY, a_closing, a_court, a_litigation, a_paralegal, an_action
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

RUBBISH = ("", "\0", "x" * 5000, "-1", "9" * 20, "0026-01-01", "31/31/2026", "<b>'; DROP", "None")


def forms(deadline: Deadline, proposal: MoveProposal, batch: Batch) -> dict[str, tuple[str, ...]]:
    """Where something about days is asked, and what."""
    event, row = f"/admin/filings/trigger/{deadline.trigger_id}", f"deadline-{deadline.pk}"
    admin, closings = f"/admin/filings/deadline/{deadline.pk}", "/admin/mdl/courtclosing"
    closing = a_closing(a_court(), date(2026, 3, 27))
    return {
        f"{event}/move-the-event/": ("to",),
        f"{event}/vacate-the-event/": ("on",),
        f"{admin}/move/": ("to", "basis", "reason"),
        f"{admin}/waive/": ("on", "why"),
        f"/admin/filings/moveproposal/{proposal.pk}/apply/": ("reason", "mark", "count"),
        f"/admin/filings/moveproposal/{proposal.pk}/choose/": (row, "find", "do"),
        "/admin/filings/moveproposal/add/": ("litigation", "court", "order", "days", "due_from"),
        f"/admin/mdl/batch/{batch.pk}/undo/": ("reason", "count"),
        f"{closings}/{closing.pk}/withdraw/": ("reason",),
        f"{closings}/add/": ("court", "day", "kind", "name", "authority", "source"),
        f"/deadlines/{deadline.pk}/met/": ("on", "proof", "next"),
        f"/deadlines/{deadline.pk}/confirm/": ("on", "key", "rule"),
        f"/batches/{batch.pk}/confirm/": ("on", "days", "court"),
        "/moving-in/": ("file", "litigation", "row-1", "apply"),
        f"/moving-in/{batch.pk}/undo/": ("reason",),
    }


@pytest.mark.parametrize("rubbish", RUBBISH, ids=lambda value: repr(value)[:12])
def test_no_form_breaks_over_rubbish(rubbish: str) -> None:
    litigation = a_litigation()
    robin = a_paralegal(litigation)
    desk = signed_in(robin)
    answer = open_from(
        key="complaint_served", occurred_on=date(2026, 3, 6), service="hand",
        subject=an_action(litigation), litigation=litigation, court=a_court(), actor=None, now=NOW,
    )[0]  # fmt: skip
    assert answer.trigger_id is not None
    proposal = wait_for_a_person(
        litigation=litigation,
        cause=EventsMoved(events=(answer.trigger_id,), to=TODAY),
        words="Served later",
        now=NOW,
    )
    batch = Batch.objects.create(kind="move_deadlines", reason="It moved", actor=robin)
    for address, names in forms(answer, proposal, batch).items():
        answered = desk.post(address, dict.fromkeys(names, rubbish))
        assert answered.status_code < 500, address
        assert answered.headers.get("Location", "/").startswith("/"), address
    assert not MoveProposal.objects.exclude(batch=None).exists()
