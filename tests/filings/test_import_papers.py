"""Papers become dockets: once, whole, and accounted for."""

import errno
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filings.models import (
    AttachmentCandidate,
    Docket,
    DocketCounsel,
    DocketEntry,
    DocketParty,
    InboundItem,
)
from filings.services import inbound
from filings.services.inbound import Receipt, receive
from tests.makers import NOW, a_court, a_litigation, an_action

PAPERS = Path(__file__).parent / "papers"
TABLES = (
    "filings_docket",
    "filings_docketentry",
    "filings_document",
    "filings_docketparty",
    "filings_docketcounsel",
    "filings_inbounditem",
    "filings_attachmentcandidate",
    "mdl_transfer",
    "mdl_panelorder",
    "mdl_memberaction",
    "mdl_source",
)

pytestmark = pytest.mark.django_db


def take(name_or_raw: str | bytes, *, now: datetime = NOW) -> Receipt:
    raw = name_or_raw if isinstance(name_or_raw, bytes) else (PAPERS / name_or_raw).read_bytes()
    return receive(raw, way=InboundItem.Way.COMMAND, actor=None, now=now)


def run(*arguments: str | Path) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_papers", *map(str, arguments), "--json", stdout=out)
    account: dict[str, Any] = json.loads(out.getvalue())
    return account


def row_versions() -> dict[str, list[Any]]:
    """Every row with the transaction that wrote it: equal means that nothing was written."""
    with connection.cursor() as cursor:
        versions = {}
        for table in TABLES:
            cursor.execute(f"SELECT ctid::text, xmin::text, t::text FROM {table} t ORDER BY 1")
            versions[table] = cursor.fetchall()
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'filings_%event'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table}")
            versions[table] = cursor.fetchall()
    return versions


@contextmanager
def writing_nothing() -> Iterator[None]:
    before = row_versions()
    yield
    assert row_versions() == before


# --- One paper ----------------------------------------------------------------------------------


def test_a_docket_report_becomes_a_docket() -> None:
    receipt = take("docket_report_master.html")

    assert receipt.outcome == "imported"
    docket = Docket.objects.get()
    assert (docket.court_id, docket.number_key) == ("ilnd", "1:24-cv-90001")
    assert docket.caption == "IN RE: Looplet Video App Privacy Litigation"
    assert (docket.filed_on, docket.last_filing_on) == (date(2024, 6, 5), date(2024, 9, 5))
    assert docket.checked_at == datetime(2024, 9, 10, 14, tzinfo=UTC)  # as its receipt says
    assert (docket.action, docket.litigation) == (None, None)
    order = docket.entries.get(number=10)
    assert (order.kind, order.kind_basis) == ("order", "rule: begins with “ORDER”")
    assert (order.filed_on, order.entered_on) == (date(2024, 9, 5), date(2024, 9, 6))
    assert order.documents.get().pacer_doc_id == "067090000048"
    assert order.paper == receipt.item
    sealed = docket.entries.get(number=5).documents.get()
    assert (sealed.is_sealed, sealed.pacer_doc_id) == (True, "")
    assert DocketParty.objects.filter(docket=docket, name="John Doe").count() == 2
    assert DocketCounsel.objects.get(party__name="A. F.").roles == [
        "LEAD ATTORNEY",
        "ATTORNEY TO BE NOTICED",
    ]


def test_entries_of_one_day_keep_their_order() -> None:
    take("docket_report_master.html")
    rows = Docket.objects.get().entries.order_by("pk")
    assert [row.filed_on for row in rows] == sorted(row.filed_on or date.min for row in rows)
    assert [row.number for row in rows] == [1, None, 2, 3, None, 4, 5, 6, 7, 8, 9, 10]


def test_a_notice_of_many_dockets_becomes_them_all() -> None:
    receipt = take("notice_many_dockets.eml")
    assert [(each.number_key, each.entries.get().number) for each in Docket.objects.all()] == [
        ("1:24-cv-90001", 11),
        ("1:24-cv-90417", 4),
        ("1:24-cv-90522", 6),
    ]
    assert [each["entries_new"] for each in receipt.item.account["dockets"]] == [1, 1, 1]


def test_the_raw_paper_is_kept_sealed() -> None:
    raw = (PAPERS / "notice_panel_cto.eml").read_bytes()
    item = take(raw).item
    assert inbound.raw_paper(item) == raw
    stored = InboundItem.objects.get()
    assert b"magic_num" not in bytes(stored.sealed_raw)
    assert "77778888" not in json.dumps(stored.account) + stored.reason + stored.name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("not_a_paper.html", "not_a_court_paper"),
        ("docket_report_truncated.html", "truncated"),
        ("docket_report_unknown_court.html", "unknown_court"),
    ],
)
def test_what_is_no_whole_court_paper_is_set_aside(name: str, code: str) -> None:
    receipt = take(name)
    assert receipt.outcome == "set_aside"
    assert receipt.item.account == {"code": code}
    assert receipt.item.reason.endswith(".")
    assert not Docket.objects.exists()
    assert list(InboundItem.objects.set_aside()) == [receipt.item]


def test_a_paper_that_cannot_be_recorded_leaves_nothing_half_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("Wren Fictitious")

    with monkeypatch.context() as patch:
        patch.setattr("filings.services.dockets.record_parties", fail)
        receipt = take("docket_report_master.html")
    assert receipt.outcome == "set_aside"
    assert "RuntimeError" in receipt.item.reason
    assert "Fictitious" not in receipt.item.reason
    assert not Docket.objects.exists()
    assert not DocketEntry.objects.exists()

    assert take("docket_report_master.html").outcome == "imported"  # tried again, now whole
    assert InboundItem.objects.count() == 1


# --- The same again -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted(filter(Path.is_file, PAPERS.iterdir())), ids=lambda path: path.name
)
def test_the_same_paper_again_writes_nothing(path: Path) -> None:
    a_litigation("9901", transferee_court=a_court())
    first = take(path.read_bytes())
    with writing_nothing():
        second = take(path.read_bytes())
    assert second.item == first.item
    assert second.outcome == ("set_aside" if first.outcome == "set_aside" else "unchanged")


def test_the_same_docket_downloaded_again_rewrites_no_entry() -> None:
    take("docket_report_master.html")
    before = row_versions()
    raw = (PAPERS / "docket_report_master.html").read_bytes()
    later = raw.replace(b"09/10/2024 09:00:00", b"09/11/2024 08:00:00")
    receipt = take(later)
    assert receipt.outcome == "unchanged"
    after = row_versions()
    for table in ("filings_docketentry", "filings_document", "filings_docketparty",
                  "filings_docketcounsel", "filings_docketentryevent"):  # fmt: skip
        assert after[table] == before[table]


def test_notice_and_docket_report_in_either_order_end_the_same() -> None:
    report, notice = "docket_report_master.html", "notice_many_dockets.eml"
    raw = (PAPERS / report).read_bytes()
    told = (
        b"<tr><td>09/26/2024</td><td><a href='https://ecf.ilnd.uscourts.gov/doc1/067190000052' "
        b"onClick=\"goDLS('/doc1/067190000052','499001','52','','1','1','','');\">11</a></td>"
        b"<td>RESPONSE by Plaintiff Wren Fictitious in Opposition to 9 MOTION (Entered: "
        b"09/26/2024)</td></tr>\n</table><br>\n<hr>"
    )
    longer = raw.replace(b"\n</table><br>\n<hr>", told)
    assert longer != raw

    def ended() -> list[Any]:
        columns = ("docket__number_key", "natural_key", "number", "sequence", "filed_on",
                   "entered_on", "description", "short_description", "kind")  # fmt: skip
        rows = sorted(DocketEntry.objects.values_list(*columns), key=str)
        dockets = sorted(Docket.objects.values_list("number_key", "caption", "pacer_case_id"))
        Docket.objects.all().delete()
        InboundItem.objects.all().delete()
        return [rows, dockets]

    take(longer)
    take(notice)
    one = ended()
    take(notice)
    take(longer)
    assert ended() == one
    assert len(one[0]) == 15
    assert one[1][0] == ("1:24-cv-90001", "IN RE: Looplet Video App Privacy Litigation", "499001")


def test_a_later_paper_fills_gaps_and_blanks_nothing() -> None:
    take("docket_report_master.html")
    raw = (PAPERS / "docket_report_master.html").read_bytes()
    poorer = raw.replace(b"Cause: 28:1332 Diversity - Personal Injury", b"")
    poorer = poorer.replace(b"Honorable Orla Invented<br>", b"Honorable Nils Pretend<br>")
    assert take(poorer).outcome == "imported"
    docket = Docket.objects.get()
    assert docket.cause == "28:1332 Diversity - Personal Injury"
    assert docket.assigned_to == "Nils Pretend"  # the court's present listing corrects


def test_a_text_longer_than_its_column_is_cut_not_refused() -> None:
    raw = (PAPERS / "docket_report_master.html").read_bytes()
    swollen = raw.replace(b"IN RE: Looplet", b"IN RE: " + b"Loop " * 300)
    assert take(swollen).outcome == "imported"
    assert len(Docket.objects.get().caption) == 500


def test_two_entries_with_one_number_stay_two() -> None:
    raw = (PAPERS / "docket_report_master.html").read_bytes()
    row = b"<tr><td>07/02/2024</td><td>5</td><td>ANOTHER paper under number five</td></tr>\n"
    twice = raw.replace(
        b"<tr><td width=94 nowrap valign=top>08/05/2024", row + b"<tr><td>08/05/2024"
    )
    assert twice != raw
    take(twice)
    assert Docket.objects.get().entries.filter(number=5).count() == 2
    assert take(twice + b"\n").outcome == "unchanged"
    assert Docket.objects.get().entries.count() == 13


# --- Cost ---------------------------------------------------------------------------------------


def statements(raw: bytes) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        take(raw)
    return len(captured)


def with_entries(count: int) -> bytes:
    """The master docket with ``count`` further entries."""
    raw = (PAPERS / "docket_report_master.html").read_bytes()
    rows = b"".join(
        b"<tr><td>10/01/2024</td><td><a href='https://ecf.ilnd.uscourts.gov/doc1/0671%08d' "
        b"onClick=\"goDLS('/doc1/0671%08d','499001','%d','','1','1','','');\">%d</a></td>"
        b"<td>SHORT FORM COMPLAINT number %d (Entered: 10/01/2024)</td></tr>\n"
        % (91_000_000 + number, 91_000_000 + number, 1000 + number, 100 + number, number)
        for number in range(count)
    )
    return raw.replace(b"\n</table><br>\n<hr>", b"\n" + rows + b"</table><br>\n<hr>")


def test_statements_do_not_grow_with_the_docket() -> None:
    a_litigation("9901", transferee_court=a_court())
    first = statements(with_entries(0))
    again = statements(with_entries(40))  # 40 new entries on a known docket
    more = statements(with_entries(400))
    # Ledger: find, store, find; lock, close. Paper: court, docket, entries, documents, parties,
    # counsel, what was told and asked before, each one read and at most one write; its home four
    # reads, one asks who watches for tag-alongs, one which papers waited for it; its names four,
    # and four to ask as the system. The rest are savepoints and the identity of two transactions.
    # (COPY is not counted.)
    # The first 40 also moved the day of the last filing.
    assert (first, again, more) == (41, 46, 45)


# --- The command --------------------------------------------------------------------------------


def test_the_account_adds_up() -> None:
    account = run(PAPERS)
    assert account["received"] == 6
    assert account["imported"] == 3
    assert account["unchanged"] == 0
    assert account["set_aside"] == 3
    assert [paper["status"] for paper in account["papers"]].count("set_aside") == 3
    assert all(paper["reason"] for paper in account["papers"] if paper["status"] == "set_aside")

    again = run(PAPERS)
    assert (again["received"], again["imported"]) == (6, 0)
    assert (again["unchanged"], again["set_aside"]) == (3, 3)


def test_people_read_a_line_per_paper() -> None:
    out = io.StringIO()
    call_command("import_papers", str(PAPERS), stdout=out)
    text = out.getvalue()
    assert "ilnd 1:24-cv-90001 (12 of 12 entries new, not attached)" in text
    assert "breaks off before its end" in text
    assert text.endswith("6 received: 3 imported, 0 unchanged, 3 set aside.\n")


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no file or folder .*nowhere"):
        run(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="no files"):
        run(tmp_path)
    assert not InboundItem.objects.exists()


def test_an_interrupted_import_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter([0, 0, 1])

    def interrupted(path: Path) -> Any:
        if next(calls):
            raise KeyboardInterrupt
        return real(path)

    module = "filings.management.commands.import_papers"
    real = __import__(module, fromlist=["_import"])._import
    with monkeypatch.context() as patch:
        patch.setattr(f"{module}._import", interrupted)
        with pytest.raises(CommandError, match="again to go on"):
            run(PAPERS)
    assert InboundItem.objects.count() == 2
    assert run(PAPERS)["received"] == 6
    assert InboundItem.objects.count() == 6


def test_what_is_no_readable_file_is_set_aside_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "locked").mkdir()
    (tmp_path / "note.txt").write_text("Not a paper.")
    real = os.scandir

    def scandir(path: str) -> Any:
        # Whoever runs the suite as root may read every folder.
        if Path(path).name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    account = run(tmp_path)
    assert (account["received"], account["set_aside"]) == (5, 5)
    assert {Path(paper["path"]).name: paper["reason"] for paper in account["papers"]} == {
        "locked": "The folder could not be opened: Permission denied.",
        "pipe": "This is no file but a pipe or a device.",
        "device": "This is no file but a pipe or a device.",
        "broken": "The file could not be opened: No such file or directory.",
        "note.txt": "This is no court paper that is read: no docket, notice, history, "
        "attachment page or feed.",
    }


def test_a_name_that_is_no_text_is_written_as_one(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\x1b.txt")).write_text("Not a paper.")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    call_command("import_papers", str(tmp_path), stdout=out)
    assert (
        InboundItem.objects.get().name
        == "caf\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}.txt"
    )


def test_a_paper_that_a_dead_worker_stored_is_found_and_taken_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(inbound, "process", lambda *, item, **_: Receipt(item, is_repeat=False))
        take("docket_report_master.html")
    (left,) = inbound.unprocessed()
    inbound.process(item=left, actor=None, now=datetime(2026, 3, 10, tzinfo=UTC))
    assert not list(inbound.unprocessed())
    assert Docket.objects.get().entries.count() == 12


# --- Whose docket it is -------------------------------------------------------------------------


def test_a_master_docket_is_the_litigations() -> None:
    litigation = a_litigation(
        "9901", transferee_court=a_court(), master_docket_number="1:24-cv-90001"
    )
    take("docket_report_master.html")
    assert Docket.objects.get().litigation == litigation


def test_any_number_an_action_ever_bore_finds_it() -> None:
    litigation = a_litigation("9901", transferee_court=a_court())
    action = an_action(litigation, "Q. v. Looplet", number="1:24-cv-90417-ABC", court=a_court())
    take("notice_many_dockets.eml")
    assert Docket.objects.get(number_key="1:24-cv-90417").action == action
    assert Docket.objects.get(number_key="1:24-cv-90522").action is None


def test_another_office_is_asked_about_unless_the_caption_is_the_same() -> None:
    litigation = a_litigation("9901", transferee_court=a_court())
    asked = an_action(litigation, "S. v. Somebody Else", number="3:24-cv-90417", court=a_court())
    same = an_action(
        litigation, "Fictitious vs. Looplet Example Corp., et al.", number="3:24-cv-90522",
        court=a_court(),
    )  # fmt: skip
    receipt = take("notice_many_dockets.eml")
    assert Docket.objects.get(number_key="1:24-cv-90522").action == same
    question = AttachmentCandidate.objects.get()
    assert (question.docket.number_key, question.action) == ("1:24-cv-90417", asked)
    assert "office differs from 3:24-cv-90417" in question.basis
    assert [each["questions"] for each in receipt.item.account["dockets"]] == [0, 1, 0]


def test_the_same_caption_in_the_transferee_court_is_asked_about() -> None:
    litigation = a_litigation("9901", transferee_court=a_court())
    action = an_action(litigation, "Q. v. Looplet Example Corp.", number="5:24-cv-00001")
    take("notice_many_dockets.eml")
    question = AttachmentCandidate.objects.get()
    assert (question.docket.number_key, question.action) == ("1:24-cv-90417", action)


def test_number_alone_in_another_court_finds_nothing() -> None:
    litigation = a_litigation("9901", transferee_court=a_court())
    an_action(litigation, "S. v. Somebody Else", number="1:24-cv-90417", court=a_court("cand"))
    take("notice_many_dockets.eml")
    assert not Docket.objects.exclude(action=None).exists()
    assert not AttachmentCandidate.objects.exists()
