"""Two workers with the same papers: one record, no deadlock, nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connections

from filings.models import Docket, DocketEntry, InboundItem
from filings.services.inbound import receive
from mdl.models import Transfer
from tests.makers import NOW, a_court, a_litigation

PAPERS = Path(__file__).parent / "papers"

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*papers: bytes) -> list[str]:
    """Receive each paper in a thread of its own, all started together; return the outcomes."""
    start = Barrier(len(papers))

    def worker(raw: bytes) -> str:
        try:
            start.wait()
            return receive(raw, way=InboundItem.Way.COMMAND, actor=None, now=NOW).outcome
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(papers)) as pool:
        return sorted(pool.map(worker, papers))


@pytest.fixture
def paper(transactional_db: None) -> Callable[[str], bytes]:
    for court_id in ("ilnd", "jpml", "cacd", "ilsd"):
        a_court(court_id)
    return lambda name: (PAPERS / name).read_bytes()


def test_the_same_notice_twice_at_once(paper: Callable[[str], bytes]) -> None:
    raw = paper("notice_many_dockets.eml")
    assert at_once(raw, raw, raw, raw) == ["imported", "unchanged", "unchanged", "unchanged"]
    assert InboundItem.objects.count() == 1
    assert (Docket.objects.count(), DocketEntry.objects.count()) == (3, 3)


def test_two_copies_of_a_notice_at_once(paper: Callable[[str], bytes]) -> None:
    raw = paper("notice_many_dockets.eml")
    copies = [raw + b"\n" * number for number in range(4)]
    assert at_once(*copies) == ["imported", "unchanged", "unchanged", "unchanged"]
    assert InboundItem.objects.count() == 4
    assert (Docket.objects.count(), DocketEntry.objects.count()) == (3, 3)


def test_a_notice_and_its_docket_report_at_once(paper: Callable[[str], bytes]) -> None:
    papers = [paper("notice_many_dockets.eml"), paper("docket_report_master.html")]
    assert at_once(*papers) == ["imported", "imported"]
    assert Docket.objects.count() == 3
    assert Docket.objects.get(number_key="1:24-cv-90001").entries.count() == 13


def test_one_order_in_two_papers_at_once(paper: Callable[[str], bytes]) -> None:
    a_litigation("9901")
    raw = paper("notice_panel_cto.eml")
    assert "set_aside" not in at_once(raw, raw + b"\n")
    assert Transfer.objects.count() == 2
