"""Papers handed in: stored at once, taken in by whoever works, every one accounted for."""

import io
import struct
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg.errors import ProgramLimitExceeded
from pytest_django import Settings

from filings.ingestion.archives import ArchiveRefused, Limits, Member, is_archive, unpack
from filings.ingestion.pipeline import Taken, take_in
from filings.ingestion.shapes import Paper
from filings.models import DocketEntry, InboundItem, Upload, UploadedPaper
from filings.services import inbound
from filings.services.inbound import raw_paper
from filings.services.uploads import NothingTaken, hand_in, take_in_stored, take_in_waiting
from filings.tasks import take_in_papers
from mdl.access import NotAllowed
from mdl.models import User
from tests.admin_world import add_of, page_of
from tests.makers import NOW, a_court, a_litigation, a_paralegal, a_supervisor, an_administrator
from tests.page_world import signed_in

PAPERS = Path(__file__).parent / "papers"
MASTER = (PAPERS / "docket_report_master.html").read_bytes()
NOTICE = (PAPERS / "notice_many_dockets.eml").read_bytes()
MENU = (PAPERS / "not_a_paper.html").read_bytes()

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin(db: None) -> User:
    for court_id in ("ilnd", "jpml", "cacd", "ilsd"):
        a_court(court_id)
    return a_paralegal()


def a_file(name: str, raw: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw)


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, raw in members:
            archive.writestr(name, raw)
    return packed.getvalue()


def handed_in(robin: User, *files: tuple[str, bytes]) -> Upload:
    return hand_in(files=[a_file(*each) for each in files], actor=robin, now=NOW)


def outcomes(upload: Upload) -> dict[str, str]:
    return {paper.name: paper.outcome for paper in upload.papers.all()}


def the_database_fails_for(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Simulate a deadlock in the middle of one paper."""

    def failing(paper: Paper, *, item: InboundItem, **given: Any) -> Taken:
        if item.name == name:
            raise OperationalError("deadlock detected")
        return take_in(paper, item=item, **given)

    monkeypatch.setattr(inbound, "take_in", failing)


def test_a_trouble_of_the_database_is_not_the_papers_fate_and_stops_no_other(
    robin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = handed_in(robin, ("master.html", MASTER), ("notice.eml", NOTICE))
    with monkeypatch.context() as patch:
        the_database_fails_for(patch, "master.html")
        assert take_in_waiting() == 1
        assert outcomes(upload) == {"master.html": "", "notice.eml": "imported"}
        assert InboundItem.objects.get(name="master.html").status == "received"
    assert take_in_waiting() == 1
    assert outcomes(upload)["master.html"] == "imported"


def test_a_fetched_paper_that_met_such_a_trouble_is_tried_again(
    robin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        the_database_fails_for(patch, "master.html")
        for name, raw in (("master.html", MASTER), ("notice.eml", NOTICE)):
            receipt = inbound.receive(raw, way="mail", name=name, actor=None, now=NOW)
            assert receipt.outcome == ("received" if raw == MASTER else "imported")
        assert take_in_stored() == 0
    assert take_in_stored() == 1
    assert set(InboundItem.objects.values_list("status", flat=True)) == {"imported"}


def test_a_limit_of_the_database_is_the_papers_own_and_sets_it_aside(
    robin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an index row too large: it would fail for ever."""

    def failing(*_: object, **__: object) -> Taken:
        raise OperationalError("index row size") from ProgramLimitExceeded()

    monkeypatch.setattr(inbound, "take_in", failing)
    receipt = inbound.receive(MASTER, way="mail", name="master.html", actor=None, now=NOW)
    assert receipt.outcome == "set_aside"


def test_what_waits_is_listed_by_one_statement_without_its_bytes(robin: User) -> None:
    handed_in(robin, ("master.html", MASTER), ("notice.eml", NOTICE))
    with CaptureQueriesContext(connection) as asked:
        assert take_in_stored() == 0
    (listed,) = [each["sql"] for each in asked if "filings_inbounditem" in each["sql"]]
    assert "sealed_raw" not in listed
    assert not [
        each for each in asked if each["sql"].startswith('SELECT 1 AS "a" FROM "filings_upl')
    ]


# --- Every paper is accounted for ---------------------------------------------------------------


def test_files_and_archives_are_stored_first_and_taken_in_after(robin: User) -> None:
    upload = handed_in(
        robin,
        ("master.html", MASTER),
        ("more.zip", zipped(("in/notice.eml", NOTICE), ("in/menu.html", MENU))),
    )
    assert set(outcomes(upload).values()) == {""}
    item = InboundItem.objects.get(name="master.html")
    assert (item.status, raw_paper(item)) == ("received", MASTER)
    assert MASTER not in bytes(item.sealed_raw)
    assert not DocketEntry.objects.exists()
    assert take_in_waiting() == 3
    assert outcomes(upload) == {
        "master.html": "imported",
        "more.zip/in/notice.eml": "imported",
        "more.zip/in/menu.html": "set_aside",
    }
    counted: Any = Upload.objects.counted().get()
    assert counted.received == counted.imported + counted.unchanged + counted.set_aside == 3
    assert counted.waiting == 0


def test_the_same_paper_twice_and_again_is_unchanged(robin: User) -> None:
    first = handed_in(robin, ("a.html", MASTER), ("b.html", MASTER))
    take_in_waiting()
    assert outcomes(first) == {"a.html": "imported", "b.html": "unchanged"}
    second = handed_in(robin, ("c.html", MASTER))
    take_in_waiting()
    assert outcomes(second) == {"c.html": "unchanged"}
    assert InboundItem.objects.count() == 1


def test_storing_costs_no_statement_for_each_paper(robin: User) -> None:
    def statements(first: int, count: int) -> int:
        files = [(f"{n}.txt", b"paper %d" % n) for n in range(first, first + count)]
        with CaptureQueriesContext(
            connection,
        ) as told:
            handed_in(robin, ("all.zip", zipped(*files)))
        return len(told)

    assert statements(0, 5) == statements(1000, 150)


def test_a_worker_that_dies_leaves_its_paper_waiting(
    robin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = handed_in(robin, ("a.html", MASTER), ("b.html", MENU))
    with monkeypatch.context() as patch:
        patch.setattr(inbound, "process", _dies)
        with pytest.raises(KeyboardInterrupt):
            take_in_waiting()
    assert set(outcomes(upload).values()) == {""}
    take_in_papers()
    assert outcomes(upload) == {"a.html": "imported", "b.html": "set_aside"}


def _dies(**_: object) -> None:
    raise KeyboardInterrupt


def test_what_a_fetch_stored_and_did_not_live_to_take_in_is_taken_in(robin: User) -> None:
    inbound.store_all([inbound.Handed(MASTER, "a.html")], way="mail", actor=None, now=NOW)
    assert take_in_stored() == 1
    assert take_in_stored() == 0
    assert InboundItem.objects.get().status == "imported"


@pytest.mark.django_db(transaction=True)
def test_three_workers_take_each_paper_once(transactional_db: None) -> None:
    for court_id in ("ilnd", "jpml", "cacd", "ilsd"):
        a_court(court_id)
    papers = [(f"{n}.eml", NOTICE + b"\n" * n) for n in range(4)]
    upload = handed_in(a_paralegal(), ("a.html", MASTER), *papers, ("menu.html", MENU))
    start = Barrier(3)

    def worker(_: int) -> int:
        try:
            start.wait()
            return take_in_waiting()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(worker, range(3))) == 6
    counted: Any = Upload.objects.counted().get(pk=upload.pk)
    assert (counted.received, counted.waiting, counted.set_aside) == (6, 0, 1)
    assert counted.imported + counted.unchanged == 5


# --- Archives are a stranger's ------------------------------------------------------------------

FEW = Limits(papers=10, paper_bytes=1_000_000, total_bytes=20_000_000)


def members(raw: bytes, limits: Limits = FEW) -> list[Member]:
    return list(unpack(io.BytesIO(raw), limits))


def a_bomb() -> bytes:
    return zipped(("zeros.html", b"\0" * 15_000_000))


def a_lie() -> bytes:
    """The sizes in the archive say ten bytes; five million come out."""
    raw = bytearray(zipped(("a.html", bytes(range(256)) * 20_000)))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", raw, raw.index(mark) + place, 10)
    return bytes(raw)


@pytest.mark.parametrize(
    ("archive", "sentence"),
    [
        (lambda: zipped(*((f"{n}.html", b"x") for n in range(11))), "11 files; at most 10"),
        (a_bomb, "grows beyond all measure"),
        (lambda: zipped(*((f"{n}", b"ab" * 4_000_000) for n in range(4))), "at most 19 MB"),
        (lambda: zipped(("a.html", MASTER))[:-40], "breaks off"),
        (lambda: zipped(*((f"{n:0500}.html", b"") for n in range(200))), "more than 10 files"),
        (lambda: b"PK\x03\x04" + b"\0" * 100 + b"PK\x05\x06" + b"\0" * 8 + b"\x10" + b"\0" * 9,
         "damaged"),
    ],
)  # fmt: skip
def test_an_archive_beyond_measure_is_refused_with_a_sentence(
    archive: Callable[[], bytes], sentence: str
) -> None:
    with pytest.raises(ArchiveRefused, match=sentence):
        members(archive())


def test_members_that_cannot_be_taken_keep_their_place_with_a_sentence() -> None:
    inner = zipped(("a.html", MASTER))
    told = members(
        zipped(
            ("inner.zip", inner),
            ("large.html", b"ab" * 600_000),
            ("../../etc/good.html", MASTER),
            ("__MACOSX/._good.html", b"scrap"),
            ("folder/.DS_Store", b"scrap"),
            ("folder/", b""),
            method=zipfile.ZIP_STORED,
        )
    )
    assert [(each.name, each.refused) for each in told] == [
        ("inner.zip", "It is an archive within an archive. Unpack it first."),
        ("large.html", "It is larger than 1,000,000 bytes."),
        ("../../etc/good.html", ""),
    ]
    assert told[-1].raw == MASTER


def test_an_archive_that_lies_about_sizes_or_is_damaged_gives_up_that_member() -> None:
    (lie,) = members(a_lie())
    assert lie.refused
    assert len(lie.raw) == 0
    damaged = bytearray(zipped(("a.html", MASTER), ("b.html", MENU)))
    damaged[60:90] = b"\xff" * 30
    first, second = members(bytes(damaged))
    assert first.refused == "It is damaged in the archive. Pack it again."
    assert second.raw == MENU


def test_a_locked_member_says_so() -> None:
    raw = bytearray(zipped(("a.html", MASTER)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + place] |= 1
    (member,) = members(bytes(raw))
    assert "locked by a password" in member.refused


def test_an_office_file_is_no_archive() -> None:
    assert is_archive(io.BytesIO(zipped(("a.html", MASTER))))
    assert not is_archive(io.BytesIO(zipped(("[Content_Types].xml", b"<x/>"))))
    assert not is_archive(io.BytesIO(MASTER))


def test_a_refused_archive_is_set_aside_beside_what_is_taken(
    robin: User, settings: Settings
) -> None:
    settings.UPLOAD_TOTAL_BYTES = 20_000_000
    upload = handed_in(robin, ("bomb.zip", a_bomb()), ("menu.html", MENU))
    bomb = upload.papers.get(name="bomb.zip")
    assert (bomb.outcome, bomb.item) == ("set_aside", None)
    take_in_waiting()
    counted: Any = Upload.objects.counted().get()
    assert counted.set_aside == 2


def test_limits_hold_over_all_files_together(robin: User, settings: Settings) -> None:
    settings.UPLOAD_PAPERS, settings.UPLOAD_PAPER_BYTES = 3, 200_000
    upload = handed_in(
        robin,
        ("a.zip", zipped(("1.txt", b"one"), ("2.txt", b"two"))),
        ("b.zip", zipped(("3.txt", b"three"), ("4.txt", b"four"))),
        ("large.txt", b"x" * 200_001),
    )
    refused = dict(upload.papers.exclude(reason="").values_list("name", "reason"))
    assert refused == {
        "b.zip": "The archive holds 2 files; at most 1 are taken at once. Split it.",
        "large.txt": "The file is larger than 0 MB.",
    }
    settings.UPLOAD_TOTAL_BYTES = 100_000
    with pytest.raises(NothingTaken, match="larger than 0 MB"):
        handed_in(robin, ("large.txt", b"x" * 100_001))


# --- The page -----------------------------------------------------------------------------------


@pytest.fixture
def desk(robin: User) -> Client:
    return signed_in(robin)


def test_the_page_of_an_upload_looks_again_until_all_is_taken_in(desk: Client) -> None:
    files = [a_file("master.html", MASTER), a_file("more.zip", zipped(("menu.html", MENU)))]
    answer = desk.post(add_of(InboundItem), {"papers": files})
    upload = Upload.objects.get()
    assert answer["Location"] == page_of(upload)
    page = desk.get(page_of(upload))
    assert page["Refresh"] == "3"
    assert "0 of 2" in page.content.decode()
    take_in_waiting()
    page = desk.get(page_of(upload))
    assert "Refresh" not in page
    told = page.content.decode()
    assert "2 = 1 + 0 + 1" in told
    entry = DocketEntry.objects.filter(paper__name="master.html").select_related("docket").first()
    assert entry is not None
    assert page_of(entry.docket) in told
    assert "no docket report" in told or "no court paper" in told


def test_without_a_worker_the_page_itself_takes_in(desk: Client, robin: User) -> None:
    upload = handed_in(robin, ("master.html", MASTER))
    desk.post(page_of(upload, "take-in-now"), {})
    assert outcomes(upload) == {"master.html": "imported"}


def test_without_a_worker_a_command_takes_in(robin: User) -> None:
    upload = handed_in(robin, ("master.html", MASTER))
    out = io.StringIO()
    call_command("fetch_papers", "--waiting", stdout=out)
    assert out.getvalue() == "1 papers that waited were taken in.\n"
    assert outcomes(upload) == {"master.html": "imported"}


def test_the_page_costs_the_same_for_two_papers_and_for_twenty(desk: Client, robin: User) -> None:
    counts = []
    for number, many in enumerate((2, 20)):
        papers = [(f"{n}.eml", NOTICE + b"\n" * (100 * number + n)) for n in range(many)]
        upload = handed_in(robin, *papers)
        take_in_waiting()
        with CaptureQueriesContext(connection) as told:
            desk.get(page_of(upload))
        counts.append(len(told))
    assert counts[0] == counts[1]


def test_too_much_is_said_at_the_field(desk: Client, settings: Settings) -> None:
    settings.UPLOAD_TOTAL_BYTES = 1000
    answer = desk.post(add_of(InboundItem), {"papers": [a_file("a.html", b"x" * 1001)]})
    assert "Together the files are larger than" in answer.content.decode()
    assert not Upload.objects.exists()


def test_who_may_hand_in_and_who_sees_it(robin: User) -> None:
    upload = handed_in(robin, ("menu.html", MENU))
    quinn = an_administrator()
    with pytest.raises(NotAllowed):
        handed_in(quinn, ("menu.html", MENU))
    assert signed_in(quinn).get(add_of(InboundItem)).status_code == 404
    colleague = a_paralegal(name="Casey Fictitious")
    makes_sure = signed_in(a_supervisor())
    assert makes_sure.get(page_of(upload)).status_code == 200
    a_litigation()
    assert signed_in(colleague).get(page_of(upload)).status_code == 404
    assert UploadedPaper.objects.count() == 1


# --- By command ---------------------------------------------------------------------------------


def test_the_command_unpacks_archives_too(robin: User, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("notice.eml", NOTICE), ("menu.html", MENU)))
    (tmp_path / "broken.zip").write_bytes(zipped(("notice.eml", NOTICE))[:-40])
    out = io.StringIO()
    call_command("import_papers", str(tmp_path), stdout=out)
    told = out.getvalue()
    assert "a.zip/notice.eml" in told
    assert "The archive breaks off before its end" in told
    assert told.endswith("3 received: 1 imported, 0 unchanged, 2 set aside.\n")
