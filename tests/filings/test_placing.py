"""A paper that bears no docket number finds its docket, or says what to import first."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filings.models import Docket, Document, InboundItem
from filings.services import waiting_papers
from filings.services.inbound import Receipt, receive
from filings.services.uploads import take_in_stored
from tests.filings.ingestion.giants import master_docket, transfer_notice
from tests.makers import NOW, a_court

HERE = Path(__file__).parent

pytestmark = pytest.mark.django_db


def bytes_of(name: str) -> bytes:
    (path,) = HERE.glob(f"*/{name}")
    return path.read_bytes()


def take(name_or_raw: str | bytes) -> Receipt:
    raw = name_or_raw if isinstance(name_or_raw, bytes) else bytes_of(name_or_raw)
    return receive(raw, way=InboundItem.Way.COMMAND, actor=None, now=NOW)


def test_an_attachment_page_waits_for_its_docket() -> None:
    a_court("ilnd")
    receipt = take("attachment_page.html")
    assert receipt.outcome == "set_aside"
    assert receipt.item.account["code"] == "docket_not_known"
    assert receipt.item.account["waits_for"]["court"] == "ilnd"
    assert "Import the docket report of the case" in receipt.item.reason
    assert not Docket.objects.exists()


def waiting(status: str) -> int:
    return InboundItem.objects.filter(status=status).count()


def test_a_paper_that_waits_is_taken_in_when_its_docket_comes() -> None:
    a_court("ilnd")
    a_court("cand")
    item = take("attachment_page.html").item
    take("history_report.html")  # another docket: nothing moves
    assert waiting("set_aside") == 1

    take("docket_report_master.html")

    assert waiting("received") == 1
    assert take_in_stored() == 1
    item.refresh_from_db()
    assert (item.status, item.reason) == ("imported", "")
    entry = Docket.objects.get(number_key="1:24-cv-90001").entries.get(number=6)
    assert entry.documents.count() == 3


def test_a_docket_that_comes_while_a_paper_is_set_aside_is_not_missed(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """Two workers: the one with the docket report cannot see yet that the page will wait."""
    a_court("ilnd")
    with django_capture_on_commit_callbacks() as once_it_stands:
        item = take("attachment_page.html").item
    with monkeypatch.context() as patch:
        patch.setattr(waiting_papers, "let_go", lambda _: 0)
        take("docket_report_master.html")
    assert waiting("set_aside") == 1
    for look in once_it_stands:
        look()
    assert take_in_stored() == 1
    item.refresh_from_db()
    assert item.status == "imported"


def test_a_paper_is_not_read_for_ever_for_a_docket_that_stood_before(
    django_capture_on_commit_callbacks: Any,
) -> None:
    a_court("ilnd")
    take("notice_many_dockets.eml")  # tells the id of the case, and not the page's entry
    with django_capture_on_commit_callbacks(execute=True) as once_it_stands:
        take("attachment_page.html")
    assert len(once_it_stands) == 1
    assert waiting("set_aside") == 1


def test_one_whose_entry_is_not_told_waits_on() -> None:
    a_court("ilnd")
    item = take("attachment_page.html").item
    take("notice_many_dockets.eml")  # tells the id of the case, and entry 11
    take_in_stored()
    item.refresh_from_db()
    assert item.status == "set_aside"
    assert "but not the entry" in item.reason
    take("docket_report_master.html")
    take_in_stored()
    item.refresh_from_db()
    assert item.status == "imported"


def test_the_command_takes_in_what_had_waited(capsys: pytest.CaptureFixture[str]) -> None:
    a_court("ilnd")
    names = ("attachment_page.html", "docket_report_master.html")  # in this order
    paths = [path for name in names for path in HERE.glob(f"*/{name}")]
    call_command("import_papers", *map(str, paths))
    told = capsys.readouterr().out
    assert "2 received: 1 imported, 0 unchanged, 1 set aside." in told
    assert "as they had waited: 1." in told
    assert waiting("set_aside") == 0


def test_an_attachment_page_finds_its_entry_by_a_document() -> None:
    """A docket report prints no id of the case; the id of the main document leads to it."""
    a_court("ilnd")
    take("docket_report_master.html")
    before = Docket.objects.get().entries.count()

    receipt = take("attachment_page.html")

    assert receipt.outcome == "imported"
    docket = Docket.objects.get()
    assert docket.entries.count() == before
    menu = docket.entries.get(number=6).documents.order_by("attachment_number")
    assert [
        (each.attachment_number, each.description, each.page_count, each.byte_count)
        for each in menu
    ] == [
        (1, "Exhibit A: terms of use, page by page", 4, 50211),
        (2, "Exhibit B", 9, 90112),
        (None, "", 21, 734003),
    ]
    assert docket.entries.get(number=6).description.startswith("CONSOLIDATED amended")
    told = receipt.item.account["dockets"]
    assert [(each["number"], each["status"]) for each in told] == [("1:24-cv-90001", "imported")]
    assert receipt.item.account["set_aside"] == []


def test_an_attachment_page_of_an_entry_not_known_waits() -> None:
    a_court("ilnd")
    take("notice_many_dockets.eml")  # tells the id of the case, and entry 11
    receipt = take("attachment_page.html")
    assert receipt.outcome == "set_aside"
    assert "but not the entry" in receipt.item.reason


def test_a_page_of_entries_alone_finds_its_docket() -> None:
    """CourtListener's entries name their docket by its own number; the address of a stored
    document tells the court and the case."""
    a_court("ilnd")
    take("notice_many_dockets.eml")
    gathered = json.loads(bytes_of("courtlistener_gathered.json"))
    page = json.dumps(gathered["docket_entries"]).encode()

    receipt = take(page)

    assert receipt.outcome == "imported"
    docket = Docket.objects.get(number_key="1:24-cv-90001")
    assert docket.entries.get(number=10).documents.get().byte_count == 91823


def test_a_page_of_two_courts_accounts_for_each_docket() -> None:
    a_court("ilnd")
    a_court("cacd")
    receipt = take("courtlistener_dockets_page.json")
    assert receipt.outcome == "imported"
    account = receipt.item.account
    assert [(each["court"], each["number"], each["status"]) for each in account["dockets"]] == [
        ("ilnd", "1:24-cv-90417", "imported"),
        ("cacd", "2:24-cv-91234", "imported"),
    ]
    assert [each["place"] for each in account["set_aside"]] == ["docket 3 of 4", "docket 4 of 4"]
    assert Docket.objects.count() == 2


def test_placing_costs_the_same_for_any_number_of_documents() -> None:
    a_court("ilnd")
    take("docket_report_master.html")

    def asked(raw: bytes) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            take(raw)
        return sum("filings_document" in q["sql"] and "pacer_doc_id" in q["sql"]
                   and q["sql"].startswith("SELECT") for q in queries)  # fmt: skip

    page = bytes_of("attachment_page.html")
    row = page[page.index(b'<tr><td><input type="checkbox" name="document_6_2') :]
    row = row[: row.index(b"</tr>") + 5]
    more = b"".join(
        row.replace(b"document_6_2", b"document_6_%d" % n).replace(b"90000033", b"900001%02d" % n)
        for n in range(3, 40)
    )
    assert asked(page) == asked(page.replace(row, row + more))
    assert Document.objects.filter(entry__number=6).count() == 40


# --- Giants ---------------------------------------------------------------------------------------


def test_an_order_naming_sixty_actions_is_taken_in() -> None:
    a_court("jpml")
    raw, named = transfer_notice(60)
    receipt = take(raw)
    assert receipt.outcome == "imported"
    assert len(receipt.item.account["dockets"]) == 61
    assert {each.number_key for each in Docket.objects.all()} == {"MDL No. 9901", *named}


def test_a_master_docket_lands_as_printed() -> None:
    a_court("ilnd")
    raw, lines = master_docket(1_000)
    assert take(raw).outcome == "imported"
    rows = Docket.objects.get().entries.order_by("pk")
    landed = rows.values_list(
        "number", "sequence", "filed_on", "entered_on", "description", "documents__pacer_doc_id"
    )
    assert list(landed) == [
        (each.number, each.sequence, each.filed_on, each.entered_on, each.text, each.document)
        for each in lines
    ]
