"""An entry that is an event of the rules opens its days, once, on dockets of ours only."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from filings.models import Deadline, InboundItem, Trigger
from filings.services.inbound import Receipt, receive
from mdl.models import Litigation, MemberAction
from tests.makers import a_court, a_litigation, an_action

PAPERS = Path(__file__).parent / "papers"
AFTERWARDS = datetime(2024, 9, 27, 15, 0, tzinfo=UTC)
YEARS_LATER = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
ANSWER = b"ANSWER to Complaint"

pytestmark = pytest.mark.django_db


def take(raw: bytes, *, now: datetime = AFTERWARDS) -> Receipt:
    return receive(raw, way=InboundItem.Way.COMMAND, actor=None, now=now)


def report() -> bytes:
    return (PAPERS / "docket_report_master.html").read_bytes()


def answer_notice() -> bytes:
    """The notice of three dockets, telling of an answer."""
    raw = (PAPERS / "notice_many_dockets.eml").read_bytes()
    told = raw.replace(b"RESPONSE by Plaintiff Wren Fictitious", ANSWER)
    assert told != raw
    return told


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation("9901", master_docket_number="1:24-cv-90001")


@pytest.fixture
def member(litigation: Litigation) -> MemberAction:
    return an_action(litigation, "Q. v. Looplet", number="1:24-cv-90417", court=a_court())


def test_a_docket_of_nobody_opens_nothing() -> None:
    receipt = take(report())
    assert receipt.item.account["deadlines"] == 0
    assert not Trigger.objects.exists()


def test_recent_entries_of_a_docket_report_open_their_days(litigation: Litigation) -> None:
    take(report())
    assert [(each.key, each.occurred_on) for each in Trigger.objects.order_by("occurred_on")] == [
        ("amended_pleading_served", date(2024, 8, 5)),
        ("complaint_filed", date(2024, 8, 9)),
        ("rule_12_motion_served", date(2024, 9, 4)),
    ]
    amend = Deadline.objects.get(rule="frcp-15a1B")
    assert amend.due_on == date(2024, 9, 25)  # 21 days after 4 September
    assert amend.scope is not None
    assert (amend.scope.kind, amend.litigation) == ("all", litigation)
    assert amend.trigger is not None
    assert amend.trigger.entry is not None
    assert amend.trigger.entry.number == 9


def test_an_old_docket_report_opens_nothing(litigation: Litigation) -> None:
    take(report(), now=YEARS_LATER)
    assert not Trigger.objects.exists()


def test_a_notice_opens_its_days_however_late_it_is_read(member: MemberAction) -> None:
    take(answer_notice(), now=YEARS_LATER)
    assert Trigger.objects.filter(key="answer_served").exists()


def test_one_filing_on_many_dockets_is_one_event(member: MemberAction) -> None:
    take(answer_notice())
    trigger = Trigger.objects.get()
    assert trigger.entry is not None
    assert trigger.entry.docket.number_key == "1:24-cv-90001"  # the master docket speaks for all
    assert trigger.action is None


def test_without_the_master_docket_each_action_has_its_own(litigation: Litigation) -> None:
    litigation.master_docket_number = ""
    litigation.save()
    member = an_action(litigation, "Q. v. Looplet", number="1:24-cv-90417", court=a_court())
    take(answer_notice())
    assert Trigger.objects.get().action == member


def test_the_same_entry_again_opens_nothing_more(litigation: Litigation) -> None:
    take(report())
    before = Deadline.objects.count()
    take(report() + b"\n")
    assert Deadline.objects.count() == before > 0
