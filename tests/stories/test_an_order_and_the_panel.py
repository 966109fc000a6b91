"""A week of papers, from the Panel and from the court, and what a paralegal answers.

CTO-3 names two suits. One opposes: its clock runs before anybody has looked. The court then
enters an order that relates to all actions but one, prints a Saturday, and sets a hearing that it
moves. Robin answers each once. In June the opposed suit is transferred after all: the order does
not say whether it reaches it, and so says the page.
"""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from filings.models import Deadline, DocketEntry, Hearing, LedgerStep, PrintedDay
from filings.services.scopes import Verdict, binds
from mdl.models import ActionStage, Litigation, MemberAction, Stage, Transfer
from tests.filings.meaning_world import a_notice, an_entry_told, from_the_panel
from tests.makers import a_court, a_litigation, a_number, a_paralegal, an_action
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

MINUTE = "MINUTE entry before the Honorable Ash Fictitious: "
CTO = (
    "CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-3) - 2 action(s) re: pldg. ( 1 in "
    "CAC/2:26-cv-01234, 1 in ILS/3:26-cv-00567)"
)


@pytest.fixture
def litigation() -> Litigation:
    for court in ("jpml", "cacd", "ilsd"):
        a_court(court)
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> Client:
    return signed_in(a_paralegal(litigation))


def a_member(litigation: Litigation, number: str) -> MemberAction:
    action = an_action(litigation, number=None)
    a_number(action, number, court=a_court())
    ActionStage.objects.create(action=action, stage=Stage.TRANSFERRED, from_on=date(2026, 2, 2))
    return action


def answer(robin: Client, name: str, row: LedgerStep | PrintedDay) -> None:
    robin.post(reverse(name, args=[row.pk]), {"answer": "yes"})


def test_a_week_of_papers(litigation: Litigation, robin: Client) -> None:
    bound = a_member(litigation, "1:26-cv-09010")
    excepted = a_member(litigation, "1:26-cv-09011")

    # The Panel: an order, and one suit that opposes it.
    from_the_panel(an_entry_told(CTO, entry_number=60))
    from_the_panel(
        an_entry_told("NOTICE OF OPPOSITION (CTO-3) (1 in ILS/3:26-cv-00567)", entry_number=61)
    )
    opposed = Transfer.objects.get(origin="ilsd")
    assert opposed.status == "proposed"
    assert Deadline.objects.open().filter(action=opposed.action).exists()  # the clock runs
    answer(robin, "decide_step", LedgerStep.objects.get())
    opposed.refresh_from_db()
    assert opposed.status == "opposed"

    # The court: an order for all but one, a Saturday, a hearing, and the hearing moved.
    a_notice(
        "ORDER on the schedule (This Document Relates To: ALL ACTIONS EXCEPT 1:26-cv-09011)",
        f"{MINUTE}Plaintiffs' brief is due by 4/18/2026. Status hearing set for 4/6/2026 at "
        "10:00 AM.",
    )
    a_notice(
        an_entry_told(
            f"{MINUTE}Status hearing set for 4/6/2026 is reset to 4/7/2026 at 9:30 AM.",
            entry_number=20,
        )
    )
    assert Hearing.objects.get(status="scheduled").starts_at == datetime(
        2026, 4, 7, 14, 30, tzinfo=UTC
    )
    page = robin.get(reverse("readings")).content.decode()
    assert "is a Saturday: a day set by order does not move." in page
    for day in PrintedDay.objects.all():
        answer(robin, "decide_day", day)
    brief = Deadline.objects.get(title="Plaintiffs' brief")
    assert (brief.due_on, brief.basis) == (date(2026, 4, 18), "order")
    assert not PrintedDay.objects.pending().exists()

    # Whom the order binds, now and in June.
    order = DocketEntry.objects.get(description__startswith="ORDER on the schedule")
    assert binds(order, bound).verdict is Verdict.YES
    assert binds(order, excepted).verdict is Verdict.NO
    late = opposed.action
    ActionStage.objects.filter(action=late).update(until_on=date(2026, 6, 1))
    ActionStage.objects.create(action=late, stage=Stage.TRANSFERRED, from_on=date(2026, 6, 1))
    told = robin.get(reverse("entry", args=[order.pk]), {"case": "3:26-cv-00567"})
    assert "does not state whether it reaches later ones" in told.content.decode()
