"""MDL No. 9001 is over: its whole file is taken out and checked, then two people erase it.

Wren Fictitious is a minor of the litigation; her name stands in her identity, in a list of people
and in two papers. A second litigation stands beside it and is not touched.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from filings.models import InboundItem, PaperVersion, Telling
from filings.services import outgoing_papers
from filings.services.inbound import raw_paper, receive
from filings.services.paper_files import open_file
from filings.services.replay import to_replay
from mdl import access, crypto, matter_file
from mdl.identity import acting_as
from mdl.models import AuditEvent, HeldPerson, Litigation, MatterErasure, MatterExport, Seal, User
from mdl.services import accounts
from mdl.services.audit_chain import sealing, verifying
from mdl.services.keys import rotate_keys
from mdl.services.retention import closing, erasing, exporting
from mdl.services.retention.archive import check_archive
from plaintiffs.models import CensusSheet, Person, PersonFactSheet, PersonKey, UsedAccount
from plaintiffs.privacy.door import reveal, seal_identity
from plaintiffs.privacy.errors import NothingSealed
from plaintiffs.privacy.identity import Identity
from plaintiffs.services import census
from plaintiffs.services.duplicates import merge_people
from plaintiffs.services.fact_sheets import Asked, define_fact_sheet, keep_answer
from plaintiffs.services.usage import enter_account
from tests.makers import (
    NOW,
    PASSWORD,
    a_deadline,
    a_docket,
    a_litigation,
    a_minor,
    a_participation,
    a_source,
    a_supervisor,
    an_action,
    an_attorney,
    an_entry,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

NAME = "Wrenfrith"
AFTER = datetime.fromisoformat("2032-03-10T00:00:00+00:00")


@dataclass
class Matter:
    litigation: Litigation
    wren: Person
    inbound: InboundItem
    shared: InboundItem
    version: PaperVersion
    sheet: CensusSheet


def a_full_matter(number: str, serial: int) -> Matter:
    litigation = a_litigation(number, is_fictional=False)
    with acting_as(None, why="test world"):
        action = an_action(litigation, number=f"5:26-cv-00{serial}", caption="=W.F. v. App, Inc.")
        wren = a_minor(litigation, "W.F.")
        a_participation(wren, action)
        identity = Identity(NAME, "Fictitious", date(2010, 6, 17))
        seal_identity(person=wren, identity=identity, actor=None, now=NOW)
        seal_identity(person=wren, identity=identity, actor=None, now=NOW)  # history has one too
        docket = a_docket(f"5:26-cv-00{serial}", action=action)
        an_entry(docket, description="ORDER on the whiskers.")
        inbound = a_paper(f"{NAME} Fictitious came in. {number}", docket)
        shared = a_paper(f"{NAME} in two litigations. {number}", docket)
        a_telling(shared, a_docket(f"4:26-cv-00{serial}"))
        a_deadline(action, status="met", closed_on=date(2026, 3, 9))
        paper = outgoing_papers.draft(
            litigation=litigation, actions=[], title="Reply", actor=None, now=NOW
        )
        version = outgoing_papers.add_version(
            paper=paper, raw=f"{NAME} goes out.".encode(), name="reply.txt", actor=None, now=NOW
        )
        sheet = census.receive(
            data=f"First Name,Last Name,DOB\n{NAME},Fictitious,2010-06-17\n".encode(),
            litigation=litigation, actor=None, now=NOW,
        )  # fmt: skip
        sheet.status = CensusSheet.Status.APPLIED  # one that only came would hinder the end
        sheet.save(update_fields=["status"])
    return Matter(litigation, wren, inbound, shared, version, sheet)


def a_paper(text: str, docket: Any) -> InboundItem:
    receive(text.encode(), way="upload", name="notice.txt", actor=None, now=NOW)
    item: InboundItem = InboundItem.objects.order_by("-id")[0]
    a_telling(item, docket)
    return item


def a_telling(item: InboundItem, docket: Any) -> None:
    Telling.objects.create(
        docket=docket, paper=item, standing="listing", as_of=NOW, told_at=NOW, digest=b"d" * 16
    )


def the_event(kind: str) -> AuditEvent:
    with acting_as(None, why="read the audit"):
        return AuditEvent.objects.get(kind=kind)


@pytest.fixture(autouse=True)
def _exports(settings: Any, tmp_path: Path) -> None:
    settings.MATTER_EXPORTS_DIR = tmp_path / "exports"


@pytest.fixture
def matter() -> Matter:
    return a_full_matter("9001", 101)


@pytest.fixture
def other() -> Matter:
    return a_full_matter("9002", 201)


@pytest.fixture
def sage() -> User:
    return a_supervisor()


def closed(matter: Matter, sage: User) -> None:
    closing.close(
        litigation=matter.litigation, closed_on=date(2026, 3, 9), reason="Judgment is final.",
        retain_until=date(2032, 3, 9), retention_rule="Engagement letter, paragraph 9",
        actor=sage, now=NOW,
    )  # fmt: skip


# --- The whole file -----------------------------------------------------------------------------


def taken_out(matter: Matter, path: Path, profile: str = "designations") -> zipfile.ZipFile:
    call_command(
        "export_matter", litigation=matter.litigation.mdl_number, to=path, profile=profile,
        reason="The client asked for it.",
    )  # fmt: skip
    return zipfile.ZipFile(path)


def test_the_file_has_every_table_twice_and_no_name(
    matter: Matter, other: Matter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = taken_out(matter, tmp_path / "file.zip")
    names = set(archive.namelist())
    for table in matter_file.tables():
        assert {f"{table.name}.csv", f"{table.name}.jsonl"} <= names
    assert not [name for name in names if name.startswith("papers/")]
    whole = b"".join(archive.read(name) for name in names).decode()
    assert NAME not in whole
    assert "2010" not in archive.read("people.csv").decode()
    assert "W.F." in archive.read("people.csv").decode()
    actions = [json.loads(line) for line in archive.read("actions.jsonl").splitlines()]
    assert [each["litigation_id"] for each in actions] == [str(matter.litigation.pk)]
    assert str(other.litigation.pk) not in whole
    # Nothing calculates when it is opened, and JSON has the text as it stands.
    assert "'=W.F. v. App" in archive.read("actions.csv").decode()
    assert actions[0]["caption"].startswith("=W.F.")
    call_command("check_export", tmp_path / "file.zip")
    assert "each as the manifest says" in capsys.readouterr().out


def test_a_full_file_has_names_and_papers_and_is_one_event(matter: Matter, tmp_path: Path) -> None:
    archive = taken_out(matter, tmp_path / "file.zip", "full")
    assert NAME in archive.read("people.csv").decode()
    papers = [archive.read(name) for name in archive.namelist() if name.startswith("papers/")]
    assert b"Wrenfrith goes out." in papers
    assert f"{NAME} Fictitious came in. 9001".encode() in papers
    assert b"two litigations" not in b"".join(papers)
    event = the_event("export")
    assert event.of_all
    assert "The client asked for it." in event.reason
    assert MatterExport.objects.get().sha256
    assert (tmp_path / "file.zip").stat().st_mode & 0o777 == 0o600


def test_the_full_file_holds_what_the_erasure_will_destroy(matter: Matter, tmp_path: Path) -> None:
    answered(matter.wren, "I lost my sleep over it.")
    with acting_as(None, why="test"):
        enter_account(person=matter.wren, platform="Glimmer", handle="@whiskers", actor=None)
        double = a_minor(matter.litigation, "W.W.F.")
        seal_identity(
            person=double, identity=Identity("Wrenlet", "Fictitious", date(2010, 6, 17)),
            actor=None, now=NOW,
        )  # fmt: skip
        enter_account(person=double, platform="Sparkle", handle="@feathers", actor=None)
        merge_people(
            duplicate=double, survivor=matter.wren, reason="One child.", actor=None, now=NOW
        )
        UsedAccount.objects.create(person=matter.wren, platform="Dazzle")
    plain, full = tmp_path / "plain.zip", tmp_path / "full.zip"
    archive = taken_out(matter, plain)
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert not [word for word in (b"my sleep", b'whiskers"', b"feathers") if word in whole]
    assert "W.W.F.,,W.F." in archive.read("people.csv").decode()
    archive = taken_out(matter, full, "full")
    (answer,) = rows_in(archive, "fact-sheet-answers")
    assert answer["text"] == "I lost my sleep over it."
    accounts = {row["platform"]: row["handle"] for row in rows_in(archive, "accounts-used")}
    assert accounts == {"Glimmer": "@whiskers", "Sparkle": "@feathers", "Dazzle": ""}
    people = {row["Designation"]: row for row in rows_in(archive, "people")}
    assert people["W.W.F."]["Merged into"] == people["W.F."]["Key"] == str(matter.wren.pk)
    assert people["W.W.F."]["Given name"] == "Wrenlet"
    assert people["W.F."]["Merged into"] == ""
    with acting_as(None, why="read the audit"):
        assert AuditEvent.objects.filter(kind="export").count() == 2  # one for each file
        assert not AuditEvent.objects.filter(kind="reveal").exists()


def test_an_answer_whose_key_was_destroyed_is_an_empty_cell(matter: Matter, tmp_path: Path) -> None:
    answered(matter.wren, "I lost my sleep over it.")
    with acting_as(None, why="test"):
        PersonKey.objects.filter(person=matter.wren).delete()
    (answer,) = rows_in(taken_out(matter, tmp_path / "full.zip", "full"), "fact-sheet-answers")
    assert answer["text"] == ""


def rows_in(archive: zipfile.ZipFile, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in archive.read(f"{table}.jsonl").splitlines()]


def answered(person: Person, text: str) -> None:
    """The fact sheet's one question, answered under seal."""
    with acting_as(None, why="test"):
        form = define_fact_sheet(
            litigation=person.litigation, from_on=date(2026, 3, 2), source=a_source("CMO 5"),
            questions=[Asked("I.1", "How did you sleep?")], actor=None,
        )  # fmt: skip
        keep_answer(
            sheet=PersonFactSheet.objects.create(person=person, sheet=form),
            question=form.questions.get(), text=text, on=date(2026, 3, 9), actor=None,
        )  # fmt: skip


LEFT_OUT = {
    "plaintiffs.CensusSheet": "a list as it came; whoever was taken over from it is in people",
    "mdl.MatterErasure": "stands after the file was given out",
    "filings.MoveProposal": "what was decided is in the deadlines' history",
    "filings.ScopeReading": "read from the entries, which are in the file; decided: a scope",
    "filings.PrintedDay": "read from the entries, which are in the file; decided: a deadline",
    "filings.LedgerStep": "what an entry does to transfers, which are in the file",
    "filings.Sighting": "a suit seen elsewhere; accepted: it is an action",
    "filings.RedactionCheck": "work on a draft; the version is in the file",
    "filings.RedactionFinding": "work on a draft; the version is in the file",
}
"""Models of a litigation whose rows the file leaves out, and why that is no loss."""


def test_the_file_tells_every_model_of_a_litigation_or_says_why_not() -> None:
    told = {table.of._meta.label for table in matter_file.tables() if table.of}
    assert access._PATHS.keys() - told == LEFT_OUT.keys()


def test_nothing_is_said_of_a_paper_that_tells_of_another_litigation_too(
    matter: Matter, tmp_path: Path
) -> None:
    """Its account names every docket in it, also one that the reader is walled off from."""
    account = {"dockets": [{"court": "cand", "number": "4:26-cv-00101", "attached": True}]}
    InboundItem.objects.filter(pk=matter.shared.pk).update(account=account)
    said = taken_out(matter, tmp_path / "file.zip").read("inbound-papers.jsonl").decode()
    assert [json.loads(line)["id"] for line in said.splitlines()] == [str(matter.inbound.pk)]
    assert "4:26-cv-00101" not in said


def test_each_opening_of_a_kept_file_without_names_is_an_event_that_holds_nobody(
    matter: Matter, sage: User
) -> None:
    ask = {"litigation": matter.litigation, "profile": "designations", "actor": sage, "now": NOW}
    export = exporting.begin(**ask)  # type: ignore[arg-type]  # as the command gives them
    exporting.write_waiting()
    export.refresh_from_db()
    with acting_as(sage, why="test"):
        for _ in range(2):
            exporting.opened(export=export, actor=sage, now=AFTER)
        events = AuditEvent.objects.filter(kind="export", at=AFTER)
        assert [(each.actor, each.of_all) for each in events] == [(sage, False)] * 2
        assert not HeldPerson.objects.filter(event__in=events).exists()


def test_names_need_a_reason_and_a_file_is_never_overwritten(
    matter: Matter, tmp_path: Path
) -> None:
    path = tmp_path / "file.zip"
    with pytest.raises(CommandError, match="Say why"):
        call_command("export_matter", litigation="9001", to=path, profile="full")
    path.write_text("mine")
    with pytest.raises(CommandError, match="exists already"):
        call_command("export_matter", litigation="9001", to=path)
    assert path.read_text() == "mine"
    assert not MatterExport.objects.exists()


@pytest.mark.parametrize("how", ["changed", "missing", "added", "cut"])
def test_the_check_finds_what_is_not_as_it_was(matter: Matter, tmp_path: Path, how: str) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    archive = taken_out(matter, good)
    if how == "cut":
        bad.write_bytes(good.read_bytes()[:-400])
    else:
        with zipfile.ZipFile(bad, "w") as copy:
            for name in archive.namelist():
                if name == "people.csv" and how == "missing":
                    continue
                content = archive.read(name)
                is_changed = name == "people.csv" and how == "changed"
                copy.writestr(name, content + b"x" if is_changed else content)
            if how == "added":
                copy.writestr("extra.csv", b"x")
    assert not check_archive(good).problems
    assert len(check_archive(bad).problems) == 1
    with pytest.raises(CommandError):
        call_command("check_export", bad)


# --- From the page ------------------------------------------------------------------------------


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_page_asks_a_worker_writes_and_a_reason_opens(
    matter: Matter, tmp_path: Path, sage: User
) -> None:
    client, page = signed_in(sage), reverse("matter_exports", args=[matter.litigation.pk])
    client.post(page, {"profile": "full", "reason": "For the client.", "password": PASSWORD})
    export = MatterExport.objects.get()
    assert "Waits for a worker" in client.get(page).content.decode()
    assert exporting.write_waiting() == 1
    export.refresh_from_db()
    assert export.status == "kept"
    (lies,) = (tmp_path / "exports").iterdir()
    assert b"PK" not in lies.read_bytes()[:64]
    assert NAME.encode() not in lies.read_bytes()
    to = reverse("exported_file", args=[export.pk])
    for short in ({"password": PASSWORD}, {"reason": "The client's disk."}):
        assert client.post(to, short).status_code == 302  # it opens for both
    answer = client.post(to, {"reason": "The client's disk.", "password": PASSWORD})
    content = bytes_of(answer)
    assert "no-store" in answer["Cache-Control"]
    assert len(content) == int(answer["Content-Length"]) == export.size
    assert NAME in zipfile.ZipFile(io.BytesIO(content)).read("people.csv").decode()
    event = the_event("reveal")
    assert (event.of_all, event.reason) == (True, "The client's disk.")
    client.post(to, {"do": "drop"})
    again = client.post(to, {"reason": "Again.", "password": PASSWORD}, follow=True)
    assert "The archive is not here" in again.content.decode()


def test_who_left_the_matter_meanwhile_gets_no_file(matter: Matter) -> None:
    jordan = an_attorney(matter.litigation)
    exporting.begin(litigation=matter.litigation, profile="designations", actor=jordan, now=NOW)
    jordan.assignments.all().delete()
    exporting.write_waiting()
    export = MatterExport.objects.get()
    assert (export.status, bytes(export.wrapped_key)) == ("stopped", b"")


def test_one_that_broke_off_is_written_again_whole(
    matter: Matter, monkeypatch: pytest.MonkeyPatch, sage: User, tmp_path: Path
) -> None:
    export = exporting.begin(
        litigation=matter.litigation, profile="designations", actor=sage, now=NOW
    )

    def torn(*_: Any) -> Iterator[Any]:
        yield ("half",)
        raise OSError("No space left on device")

    whole = matter_file._TABLES
    broken = matter_file.Table("zebra", lambda _: ["x"], torn)
    monkeypatch.setattr(matter_file, "_TABLES", whole | {"zebra": broken})
    exporting.write_waiting()
    export.refresh_from_db()
    assert export.status == "stopped"
    monkeypatch.setattr(matter_file, "_TABLES", whole)
    exporting.begin_again(export=export, actor=sage)
    exporting.write_waiting()
    export.refresh_from_db()
    assert export.status == "kept"
    assert [path.suffix for path in (tmp_path / "exports").iterdir()] == [".sealed"]


# --- Erased -------------------------------------------------------------------------------------


def erased(matter: Matter, sage: User) -> MatterErasure:
    closed(matter, sage)
    erasure = erasing.ask(
        litigation=matter.litigation, reason="Retention is over.",
        typed=matter.litigation.mdl_number, actor=sage, now=AFTER,
    )  # fmt: skip
    return erasing.confirm(
        erasure=erasure, typed=matter.litigation.mdl_number,
        actor=a_supervisor(name="Ash Invented"), now=AFTER,
    )  # fmt: skip


def test_a_second_account_of_the_asker_confirms_nothing(matter: Matter, sage: User) -> None:
    closed(matter, sage)
    typed = matter.litigation.mdl_number
    ash = a_supervisor(name="Ash Invented")
    erasure = erasing.ask(
        litigation=matter.litigation, reason="It is over.", typed=typed, actor=sage, now=AFTER
    )
    late = a_supervisor(name="Ellis Invented", joined_at=AFTER + timedelta(hours=1))
    with acting_as(sage, why="test"):
        robin = accounts.invite(
            email="robin@firm.example", name="Robin Invented", role="supervisor", actor=sage,
            now=NOW,
        )  # fmt: skip
    for second, why in ((late, "younger than the wish"), (robin, "Sage Fictitious invited you")):
        with pytest.raises(closing.NotNow, match=why):
            erasing.confirm(erasure=erasure, typed=typed, actor=second, now=AFTER)
    assert erasing.confirm(erasure=erasure, typed=typed, actor=ash, now=AFTER).erased_by == ash


def still_opens(litigation: Litigation) -> list[str]:
    """Try every wrapped key of the database on every sealed value of it; name what opens."""
    with acting_as(None, why="look for what opens"):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND data_type = 'bytea'"
            )
            columns = cursor.fetchall()
            values: list[tuple[str, bytes]] = []
            for table, column in columns:
                cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE length("{column}") > 0')
                values += [(f"{table}.{column}", bytes(value)) for (value,) in cursor.fetchall()]
        people = Person.objects.filter(litigation=litigation).values_list("pk", flat=True)
        places = [
            *(f"plaintiffs_person.sealed_identity of {key}" for key in people),
            *(
                f"plaintiffs_censussheet.sealed_file of {key}"
                for key in CensusSheet.objects.values_list("pk", flat=True)
            ),
            "filings_inbounditem.sealed_raw",
            "filings_paperversion.sealed_content",
        ]
    keys = []
    for _, value in values:
        try:
            keys.append(crypto.unwrap(value))
        except crypto.SealBroken:
            continue
    found = []
    for name, value in values:
        for key in keys:
            for place in places:
                try:
                    content = crypto.unseal(key, value, place=place)
                except (crypto.SealBroken, ValueError):
                    continue
                if NAME.encode() in content and b"two litigations" not in content:
                    found.append(name)
    return sorted(found)


def test_afterwards_nothing_opens_from_any_table(matter: Matter, sage: User) -> None:
    # The control: before, it opens from each of these.
    assert set(still_opens(matter.litigation)) == {
        "filings_inbounditem.sealed_raw",
        "filings_paperversion.sealed_content",
        "plaintiffs_censussheet.sealed_file",
        "plaintiffs_person.sealed_identity",
        "plaintiffs_personevent.sealed_identity",
    }
    erased(matter, sage)
    assert still_opens(matter.litigation) == []
    with acting_as(sage, why="test"), pytest.raises(NothingSealed):
        reveal(person=matter.wren, actor=sage, reason="To see.", now=AFTER)
    with acting_as(sage, why="test"):
        inbound = InboundItem.objects.get(pk=matter.inbound.pk)
        version = PaperVersion.objects.get(pk=matter.version.pk)
    with pytest.raises(crypto.Erased, match="destroyed"):
        raw_paper(inbound)
    with pytest.raises(crypto.Erased, match="destroyed"):
        open_file(version)
    # A paper that another litigation told of too stays, and so does the litigation beside.
    assert b"two litigations" in raw_paper(InboundItem.objects.get(pk=matter.shared.pk))


def test_the_litigation_beside_keeps_its_keys(matter: Matter, other: Matter, sage: User) -> None:
    erased(matter, sage)
    with acting_as(sage, why="test"):
        assert reveal(person=other.wren, actor=sage, reason="To see.", now=NOW).given_name == NAME
        assert NAME.encode() in raw_paper(InboundItem.objects.get(pk=other.inbound.pk))
        assert PersonKey.objects.filter(person=other.wren).exists()


def test_the_public_record_stays(matter: Matter, sage: User) -> None:
    erased(matter, sage)
    with acting_as(sage, why="test"):
        matter.wren.refresh_from_db()
    assert matter.wren.designation == "W.F."
    assert matter.litigation.actions.count() == 1
    page = signed_in(sage).get(reverse("litigation", args=[matter.litigation.pk]))
    assert page.status_code == 200


def test_the_certificate_tells_counts_and_no_name(matter: Matter, sage: User) -> None:
    sealing.seal_all(now=NOW)
    erasure = erased(matter, sage)
    assert erasure.erased == {
        "exported files kept here": 0,
        "identities of people": 1,
        "lists of people as they came": 1,
        "papers received, as they came": 1,
        "versions of outgoing papers": 1,
    }
    said = erasure.certificate
    assert "1  papers received, as they came: they tell of another litigation too" in said
    assert bytes(Seal.objects.order_by("-number")[0].head).hex() in said
    assert "A backup that was made before" in said
    assert NAME not in said
    assert "W.F." not in said
    event = the_event("erasure")
    assert erasure.sha256 in event.reason


def test_the_audit_verifies_and_keys_rotate_afterwards(
    matter: Matter, sage: User, settings: Any
) -> None:
    sealing.seal_all(now=NOW)
    erased(matter, sage)
    assert verifying.verify(anchors=[]).problems == []
    sealing.seal_all(now=NOW)
    assert verifying.verify(anchors=[]).problems == []
    settings.MASTER_KEYS = ["bmV3LW1hc3Rlci1rZXktb2YtMzItYnl0ZXMhISEhISE=", *settings.MASTER_KEYS]
    assert sum(each.unopened for each in rotate_keys()) == 0
    assert not to_replay(set_aside=True).filter(pk=matter.inbound.pk).exists()


def test_an_exported_file_is_erased_too(matter: Matter, sage: User) -> None:
    exporting.begin(litigation=matter.litigation, profile="designations", actor=sage, now=NOW)
    exporting.write_waiting()
    assert erased(matter, sage).erased["exported files kept here"] == 1
    export = MatterExport.objects.get()
    assert (export.status, bytes(export.wrapped_key)) == ("away", b"")


def test_a_page_of_something_erased_says_so(matter: Matter, sage: User) -> None:
    erased(matter, sage)
    client = signed_in(sage)
    paper = matter.version.paper
    answer = client.post(reverse("check_paper", args=[paper.pk]), follow=True)
    assert answer.status_code == 410
    assert "This was erased" in answer.content.decode()
