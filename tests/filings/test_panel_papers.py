"""The Panel's conditional transfer order: its tag-alongs appear as proposed, once."""

from datetime import date
from pathlib import Path

import pytest

from filings.models import Docket, DocketEntry, InboundItem
from filings.services.inbound import Receipt, receive
from mdl.models import DocketNumber, Litigation, MemberAction, PanelOrder, Source, Transfer
from tests.makers import NOW, a_court, a_litigation, an_action

PAPERS = Path(__file__).parent / "papers"

pytestmark = pytest.mark.django_db


def take(raw: bytes | None = None) -> Receipt:
    raw = raw or (PAPERS / "notice_panel_cto.eml").read_bytes()
    return receive(raw, way=InboundItem.Way.COMMAND, actor=None, now=NOW)


@pytest.fixture
def litigation() -> Litigation:
    for court_id in ("jpml", "cacd", "ilsd"):
        a_court(court_id)
    return a_litigation("9901", caption="In re: Looplet Video App Privacy Litigation")


def test_its_tag_alongs_appear_as_proposed(litigation: Litigation) -> None:
    receipt = take()

    assert receipt.item.account["orders"] == ["CTO-3"]
    order = PanelOrder.objects.get()
    assert (order.litigation, order.number) == (litigation, 3)
    assert order.entered_on == date(2024, 8, 12)
    transfers = order.transfers.order_by("origin")
    assert [(each.origin_id, each.destination_id, each.status) for each in transfers] == [
        ("cacd", "ilnd", Transfer.Status.PROPOSED),
        ("ilsd", "ilnd", Transfer.Status.PROPOSED),
    ]
    action = MemberAction.objects.get(origin_court="ilsd")
    assert action.caption == "R. T. v. Looplet Example Corp."
    assert action.standing == MemberAction.Standing.PROPOSED
    assert action.numbers.get().raw == "3:24-cv-90567"


def test_its_entry_cites_the_order(litigation: Litigation) -> None:
    take()
    source = Source.objects.get(title="Conditional transfer order CTO-3")
    assert (source.court_id, source.entry_number) == ("jpml", "60")
    entry = DocketEntry.objects.get(docket__number_key="MDL No. 9901")
    assert entry.kind == "conditional_transfer_order"
    assert entry.source == source


def test_the_panels_dockets_find_their_homes(litigation: Litigation) -> None:
    take()
    assert Docket.objects.get(number_key="MDL No. 9901").litigation == litigation
    panel_docket = Docket.objects.get(number_key="CAC/2:24-cv-91234")
    assert panel_docket.action == MemberAction.objects.get(origin_court="cacd")


def test_a_known_action_is_not_made_again(litigation: Litigation) -> None:
    known = an_action(
        litigation, "Nobody v. Looplet", number="2:24-cv-91234", court=a_court("cacd")
    )
    take()
    assert Transfer.objects.get(origin="cacd").action == known
    assert DocketNumber.objects.filter(court="cacd").count() == 1


def test_the_same_order_in_another_paper_proposes_nothing_more(litigation: Litigation) -> None:
    take()
    receipt = take((PAPERS / "notice_panel_cto.eml").read_bytes() + b"\n")
    assert receipt.outcome == "unchanged"
    assert receipt.item.account["orders"] == []
    assert Transfer.objects.count() == 2


def test_a_count_that_differs_is_said(litigation: Litigation) -> None:
    raw = (PAPERS / "notice_panel_cto.eml").read_bytes()
    receipt = take(raw.replace(b"2 action(s)", b"5 action(s)"))
    assert receipt.item.account["warnings"] == [
        "The entry counts 5 action(s), its text names 2: see the order's schedule."
    ]


def test_an_order_of_nobodys_litigation_is_only_a_docket() -> None:
    receipt = take()
    assert receipt.outcome == "imported"
    assert Docket.objects.count() == 3
    assert not PanelOrder.objects.exists()
    assert not MemberAction.objects.exists()
