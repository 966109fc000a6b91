"""Papers are kept raw so that a better reader can read them again; each says what that changed."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from filings.ingestion import confined
from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.shapes import Paper
from filings.models import Docket, InboundItem
from filings.services import inbound
from filings.services import replay as replays
from filings.services.inbound import Receipt, receive
from filings.services.replay import Replayed, replay, to_replay
from tests.filings.test_import_papers import writing_nothing
from tests.makers import NOW, a_court

HERE = Path(__file__).parent
Status = InboundItem.Status

pytestmark = pytest.mark.django_db


def bytes_of(name: str) -> bytes:
    (path,) = HERE.glob(f"*/{name}")
    return path.read_bytes()


def take(name: str) -> Receipt:
    raw = bytes_of(name)
    return receive(raw, way=InboundItem.Way.COMMAND, name=name, actor=None, now=NOW)


def again(item: InboundItem) -> Replayed:
    return replay(item=item, actor=None, now=NOW)


def run(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("replay_papers", *arguments, "--json", stdout=out)
    account: dict[str, Any] = json.loads(out.getvalue())
    counts = [account[status] for status in ("imported", "unchanged", "set_aside")]
    assert account["replayed"] == sum(counts) == len(account["papers"])
    return account


def a_corrected_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (inbound, replays):
        monkeypatch.setattr(module, "READER", "3/corrected")


def waiting_for_a_replay() -> InboundItem:
    """A paper of which no account says what it waits for, so that nothing lets it go."""
    page = take("attachment_page.html").item
    assert page.status == Status.SET_ASIDE
    InboundItem.objects.filter(pk=page.pk).update(account={"code": "docket_not_known"})
    return page


def test_a_paper_that_waited_for_its_docket_is_taken_in() -> None:
    a_court("ilnd")
    page = waiting_for_a_replay()
    take("docket_report_master.html")

    account = run("--set-aside")

    assert (account["imported"], account["set_aside"]) == (1, 0)
    page.refresh_from_db()
    assert (page.status, page.reason, page.kind) == (Status.IMPORTED, "", "attachment_page")
    (told,) = page.account["replays"]
    assert told["outcome"] == "imported"
    assert told["dockets"] == [
        {"court": "ilnd", "number": "1:24-cv-90001", "entries_new": 0, "entries_changed": 0}
    ]
    assert run("--set-aside")["replayed"] == 0


def test_handing_it_in_again_does_the_same() -> None:
    a_court("ilnd")
    take("attachment_page.html")
    take("docket_report_master.html")
    assert take("attachment_page.html").outcome == "imported"


def test_a_corrected_reader_finds_what_the_old_one_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    a_court("ilnd")
    with monkeypatch.context() as old:
        whole = confined.Reading.papers

        def half(reading: confined.Reading) -> tuple[Paper, ...]:
            from dataclasses import replace

            (paper,) = whole(reading)
            (docket,) = paper.dockets
            return (replace(paper, dockets=(replace(docket, entries=docket.entries[:5]),)),)

        old.setattr(confined.Reading, "papers", half)
        item = take("docket_report_master.html").item
    assert Docket.objects.get().entries.count() == 5

    assert run("--all")["replayed"] == 0  # read by this very reader: nothing to do
    a_corrected_reader(monkeypatch)
    account = run("--all")

    assert account["imported"] == 1
    assert Docket.objects.get().entries.count() == 12
    item.refresh_from_db()
    (told,) = item.account["replays"]
    assert told["dockets"][0]["entries_new"] == 7
    assert (told["reader_before"], told["reader"]) != (told["reader"], told["reader_before"])
    assert item.account["dockets"][0]["entries"] == 5  # what it told first stays said
    assert run("--all")["replayed"] == 0


@pytest.mark.parametrize("error", [RuntimeError, OperationalError])
def test_a_replay_that_failed_has_read_nothing(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper stays in the list, whether it was taken in before or set aside."""
    a_court("ilnd")
    aside = waiting_for_a_replay()
    item = take("docket_report_master.html").item
    before = item.parser
    a_corrected_reader(monkeypatch)
    with monkeypatch.context() as patch:

        def failing(*_: object, **__: object) -> None:
            raise error("of no concern")

        patch.setattr(inbound, "take_in", failing)
        account = run("--all")
    assert [each["outcome"] for each in account["papers"]] == ["set_aside", "set_aside"]
    item.refresh_from_db()
    aside.refresh_from_db()
    assert (item.status, item.parser) == (Status.IMPORTED, before)
    assert aside.parser in ("", before)
    assert run("--all")["replayed"] == 2
    item.refresh_from_db()
    assert item.parser == "3/corrected"


def test_a_replay_writes_the_sealed_paper_not_again() -> None:
    a_court("ilnd")
    item = take("docket_report_master.html").item
    with CaptureQueriesContext(connection) as asked:
        again(item)
    written = [each["sql"] for each in asked if each["sql"].startswith('UPDATE "filings_inbound')]
    assert written
    assert not [sql for sql in written if "sealed_raw" in sql]


def test_a_replay_with_nothing_new_changes_no_docket() -> None:
    a_court("ilnd")
    item = take("docket_report_master.html").item
    entries = list(Docket.objects.get().entries.order_by("pk").values())
    assert again(item).outcome == "unchanged"
    assert list(Docket.objects.get().entries.order_by("pk").values()) == entries
    item.refresh_from_db()
    assert item.status == Status.IMPORTED


def test_what_was_taken_in_stays_when_the_new_reader_refuses_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_court("ilnd")
    item = take("docket_report_master.html").item

    def refuses(raw: bytes) -> tuple[Paper, ...]:
        raise NotACourtPaper("It is not to its taste.")

    monkeypatch.setattr(confined, "read", refuses)
    told = again(item)
    assert (told.outcome, told.reason) == ("set_aside", "It is not to its taste.")
    item.refresh_from_db()
    assert (item.status, item.kind) == (Status.IMPORTED, "docket_report")
    assert item.account["replays"][0]["reason"] == "It is not to its taste."
    assert Docket.objects.get().entries.count() == 12


def test_an_interrupted_replay_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    a_court("ilnd")
    for name in ("docket_report_master.html", "notice_many_dockets.eml", "history_report.html"):
        take(name)
    a_corrected_reader(monkeypatch)
    seen: list[bytes] = []
    reads = confined.read

    def until_interrupted(raw: bytes) -> tuple[Paper, ...]:
        if len(seen) == 1:
            raise KeyboardInterrupt
        seen.append(raw)
        return reads(raw)

    with monkeypatch.context() as interrupted:
        interrupted.setattr(confined, "read", until_interrupted)
        with pytest.raises(CommandError, match="Stopped after 1 of 3 papers"):
            call_command("replay_papers", "--all", stdout=io.StringIO())
    assert to_replay(set_aside=False).count() == 2
    assert run("--all")["replayed"] == 2
    assert to_replay(set_aside=False).count() == 0
    assert to_replay(set_aside=False, again=True).count() == 3


def test_only_some_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    a_court("ilnd")
    take("docket_report_master.html")
    take("history_report.html")
    account = run("--all", "--again", "--kind", "history_report")
    assert [each["kind"] for each in account["papers"]] == ["history_report"]
    with pytest.raises(CommandError, match="--again goes with --all"):
        run("--again")
    with writing_nothing():
        assert run("--set-aside")["replayed"] == 0
