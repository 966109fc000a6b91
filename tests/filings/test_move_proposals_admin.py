"""The batch diff screen: from an event to the diff, applied with a reason, and undone."""

from datetime import date

import pytest
from django.test import Client

from filings.models import Deadline, MoveProposal, Trigger
from filings.services.deadlines import open_from
from mdl.models import Batch, Litigation, User
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_deadline,
    a_litigation,
    a_paralegal,
    an_action,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(client: Client, litigation: Litigation) -> User:
    person = a_paralegal(litigation)
    client.force_login(person)
    return person


@pytest.fixture
def answer(litigation: Litigation) -> Deadline:
    opened = open_from(
        key="complaint_served",
        occurred_on=date(2026, 3, 6),
        service="hand",
        subject=an_action(litigation),
        litigation=litigation,
        court=a_court(),
        actor=None,
        now=NOW,
    )
    return next(deadline for deadline in opened if deadline.rule == "frcp-12a1Ai")


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_from_an_event_to_the_diff_to_the_batch_and_back(
    client: Client, robin: User, answer: Deadline
) -> None:
    step = f"/admin/filings/trigger/{answer.trigger_id}/move-the-event/"
    asked = client.post(step, {"to": TODAY.isoformat()})
    proposal = MoveProposal.objects.get()
    here = f"/admin/filings/moveproposal/{proposal.pk}"
    assert asked.headers["Location"] == f"{here}/change/"
    shown = page(client, f"{here}/change/")
    assert "2 moved" in shown
    assert "Mon, Mar 30, 2026" in shown
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 3, 27)

    form = client.get(f"{here}/apply/").context["form"]
    given = {"reason": "Proof of service, p. 2", "mark": form.initial["mark"]}
    client.post(f"{here}/apply/", given)
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 3, 30)
    batch = Batch.objects.get()
    assert (batch.reason, batch.actor) == ("Proof of service, p. 2", robin)

    assert "to be undone there" in page(client, f"{here}/change/")
    undo = f"/admin/mdl/batch/{batch.pk}/undo/"
    assert client.get(f"{here}/undo/").headers["Location"] == undo
    client.post(undo, {"reason": "Another action's"})
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 3, 27)


def test_what_changed_since_it_was_looked_at_is_not_applied(
    client: Client, robin: User, answer: Deadline
) -> None:
    client.post(
        f"/admin/filings/trigger/{answer.trigger_id}/move-the-event/", {"to": TODAY.isoformat()}
    )
    here = f"/admin/filings/moveproposal/{MoveProposal.objects.get().pk}"
    refused = client.post(f"{here}/apply/", {"reason": "Late", "mark": "1"})
    assert "Something changed since you looked" in refused.content.decode()
    assert not Batch.objects.exists()


def test_a_large_batch_needs_its_count_typed(
    client: Client, robin: User, answer: Deadline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.admin.move_proposals.TYPED_ABOVE", 1)
    client.post(
        f"/admin/filings/trigger/{answer.trigger_id}/move-the-event/", {"to": TODAY.isoformat()}
    )
    here = f"/admin/filings/moveproposal/{MoveProposal.objects.get().pk}"
    mark = client.get(f"{here}/apply/").context["form"].initial["mark"]
    refused = client.post(f"{here}/apply/", {"reason": "Many", "mark": mark})
    assert "2 deadlines change; type that number." in refused.content.decode()
    client.post(f"{here}/apply/", {"reason": "Many", "mark": mark, "count": "2"})
    assert Batch.objects.get().count == 2


def test_a_general_order_is_entered_and_looked_at(
    client: Client, robin: User, litigation: Litigation, answer: Deadline
) -> None:
    entered = {
        "litigation": str(litigation.pk), "court": "ilnd", "order": "General Order 26-1",
        "days": "21", "due_from": TODAY.isoformat(), "due_until": "", "excepted": "frap-4",
        "rolls": "on",
    }  # fmt: skip
    answered = client.post("/admin/filings/moveproposal/add/", entered)
    assert answered.status_code == 302, answered.content.decode()
    proposal = MoveProposal.objects.get()
    assert proposal.words == "General Order 26-1: +21 days"
    assert "Fri, Apr 17, 2026" in page(client, f"/admin/filings/moveproposal/{proposal.pk}/change/")


ORDER = {
    "litigation": "", "court": "ilnd", "order": "General Order 26-1", "days": "21",
    "due_from": TODAY.isoformat(), "due_until": "", "excepted": "frap-4", "rolls": "on",
}  # fmt: skip


def test_an_order_of_the_whole_court_is_entered_once_for_every_litigation_of_ones_own(
    client: Client, robin: User, litigation: Litigation, answer: Deadline
) -> None:
    second, hidden, elsewhere = (a_litigation(number) for number in ("9002", "9003", "9004"))
    for number, matter in enumerate((second, hidden), 2):
        a_deadline(an_action(matter, number=f"5:26-cv-{number:05}"), court=a_court())
    a_deadline(an_action(elsewhere, number="5:26-cv-00009"))  # due in California
    for matter in (second, elsewhere):
        robin.assignments.create(litigation=matter, part="paralegal")
    told = client.post("/admin/filings/moveproposal/add/", ORDER, follow=True)
    found = {row.litigation: row for row in MoveProposal.objects.all()}
    assert set(found) == {litigation, second}
    assert "reaches 2 litigations" in told.content.decode()
    for row in found.values():
        assert f"/admin/filings/moveproposal/{row.pk}/change/" in told.content.decode()
        assert row.cause["litigation"] == str(row.litigation_id)
    client.post("/admin/filings/moveproposal/add/", ORDER)
    assert MoveProposal.objects.count() == 2  # entered again, it is the same


def test_an_order_that_reaches_nothing_says_so(client: Client, robin: User) -> None:
    told = client.post("/admin/filings/moveproposal/add/", ORDER).content.decode()
    assert "General Order 26-1 reaches no open day that you see" in told
    assert not MoveProposal.objects.exists()


@pytest.mark.parametrize(
    ("field", "day"),
    [("due_from", "0001-01-01"), ("due_until", "9999-12-31"), ("due_until", "2026-03-08")],
)
def test_a_window_of_absurd_days_is_refused_at_its_field(
    client: Client, robin: User, answer: Deadline, field: str, day: str
) -> None:
    refused = client.post("/admin/filings/moveproposal/add/", ORDER | {field: day})
    assert field in refused.context["adminform"].form.errors
    assert not MoveProposal.objects.exists()


def test_an_event_may_be_vacated_and_a_proposal_dismissed(
    client: Client, robin: User, answer: Deadline
) -> None:
    client.post(
        f"/admin/filings/trigger/{answer.trigger_id}/vacate-the-event/", {"on": TODAY.isoformat()}
    )
    proposal = MoveProposal.objects.get()
    here = f"/admin/filings/moveproposal/{proposal.pk}"
    assert "2 vacated" in page(client, f"{here}/change/")
    client.post(f"{here}/dismiss/")
    proposal.refresh_from_db()
    assert proposal.decided_by == robin
    assert Trigger.objects.get(deadlines=answer).vacated_on is None
    assert "Dismissed: nothing was moved." in page(client, f"{here}/change/")
