"""A paper's way out: what may be ready, what may be filed, and what the database refuses anyway."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from filings.bench.pdf_writer import Page, Paper
from filings.models import OutgoingPaper, PaperVersion, RedactionFinding
from filings.services import outgoing_papers as outgoing
from filings.services import paper_files
from filings.services.outgoing_papers import NamesSomebody, WrongStep
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, MemberAction, User
from plaintiffs.models import Person
from plaintiffs.privacy.door import erase, seal_identity
from plaintiffs.privacy.errors import HoldsSocialSecurityNumber
from plaintiffs.privacy.identity import Identity
from tests import makers

pytestmark = pytest.mark.django_db

NOW, TODAY = makers.NOW, makers.TODAY
CLEAN = Paper([Page().lines(["Plaintiff W.F. moves for leave to amend."])]).to_bytes()
NAMES = Paper(
    [
        Page().lines(["Wren Fictitious (born January 5, 2010) moves for leave."]),
        Page().lines(["Lark Otherwise is nobody of this action."]),
    ]
).to_bytes()


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    """Wren is its minor plaintiff; Lark is one of another action."""
    action = makers.an_action(litigation)
    other = makers.an_action(litigation, "L.O. v. Fictitious App, Inc.", number="5:26-cv-00102")
    for where, designation, given, family, born in (
        (action, "W.F.", "Wren", "Fictitious", date(2010, 1, 5)),
        (other, "L.O.", "Lark", "Otherwise", date(2011, 7, 8)),
    ):
        person = makers.a_minor(litigation, designation)
        makers.a_participation(person, where)
        seal(person, Identity(given_name=given, family_name=family, birth_date=born))
    return action


def seal(person: Person, identity: Identity) -> None:
    with acting_as(None, why="test"):
        seal_identity(person=person, identity=identity, actor=None, now=NOW)


@pytest.fixture
def paralegal(litigation: Litigation) -> Iterator[User]:
    """Robin, whose request this is."""
    user = makers.a_paralegal(litigation)
    with acting_as(user, why="test"):
        yield user


@pytest.fixture
def paper(litigation: Litigation, action: MemberAction, paralegal: User) -> OutgoingPaper:
    return outgoing.draft(
        litigation=litigation, actions=[action], title="Motion for leave", actor=paralegal, now=NOW
    )


def upload(paper: OutgoingPaper, raw: bytes, actor: User, name: str = "motion.pdf") -> PaperVersion:
    return outgoing.add_version(paper=paper, raw=raw, name=name, actor=actor, now=NOW)


def checked(paper: OutgoingPaper, raw: bytes, actor: User) -> list[RedactionFinding]:
    upload(paper, raw, actor)
    done = outgoing.check(paper=paper, actor=actor, now=NOW)
    paper.refresh_from_db()
    return list(done.findings.all())


def readied(paper: OutgoingPaper, actor: User) -> OutgoingPaper:
    checked(paper, CLEAN, actor)
    return outgoing.make_ready(paper=paper, actor=actor, now=NOW)


# --- The way ------------------------------------------------------------------------------------


def test_a_clean_paper_goes_the_whole_way(paper: OutgoingPaper, paralegal: User) -> None:
    assert checked(paper, CLEAN, paralegal) == []
    outgoing.make_ready(paper=paper, actor=paralegal, now=NOW)
    outgoing.record_filed(paper=paper, filed_on=TODAY, actor=paralegal, now=NOW)
    entry = makers.an_entry(makers.a_docket(litigation=paper.litigation), 12)

    proven = outgoing.attach_proof(paper=paper, entry=entry, actor=paralegal)

    proven.refresh_from_db()
    assert proven.state == OutgoingPaper.State.PROVEN
    assert (proven.ready_by, proven.filed_by, proven.filed_on) == (paralegal, paralegal, TODAY)
    assert proven.proof_entry == entry


def test_a_new_version_resets_the_check(paper: OutgoingPaper, paralegal: User) -> None:
    readied(paper, paralegal)

    upload(paper, CLEAN + b"\n", paralegal)

    paper.refresh_from_db()
    assert (paper.state, paper.last_check, paper.version) == ("draft", None, 2)
    with pytest.raises(WrongStep, match="Check the newest version"):
        outgoing.make_ready(paper=paper, actor=paralegal, now=NOW)


def test_findings_are_answered_before_it_is_ready(paper: OutgoingPaper, paralegal: User) -> None:
    name, born = checked(paper, NAMES, paralegal)

    with pytest.raises(WrongStep, match="2 findings are not answered"):
        outgoing.make_ready(paper=paper, actor=paralegal, now=NOW)
    answer: Any = {"actor": paralegal, "now": NOW, "reason": "Order of March 2, docket entry 88."}
    outgoing.answer(findings=[name], answer="allowed", ground="order", **answer)
    outgoing.answer(findings=[born], answer="redact", actor=paralegal, now=NOW)
    with pytest.raises(WrongStep, match="1 finding is not answered, or to be redacted"):
        outgoing.make_ready(paper=paper, actor=paralegal, now=NOW)
    outgoing.answer(findings=[born], answer="false_alarm", **answer)

    assert outgoing.make_ready(paper=paper, actor=paralegal, now=NOW).state == "ready"
    assert {each.answered_by for each in RedactionFinding.objects.all()} == {paralegal}


def test_a_step_can_be_taken_back(paper: OutgoingPaper, paralegal: User) -> None:
    readied(paper, paralegal)
    outgoing.record_filed(paper=paper, filed_on=TODAY, actor=paralegal, now=NOW)

    states = [outgoing.take_back(paper=paper, actor=paralegal).state for _ in range(2)]

    assert states == ["ready", "checked"]
    with pytest.raises(WrongStep, match="no step to take back"):
        outgoing.take_back(paper=paper, actor=paralegal)


def test_a_name_that_came_after_the_check_sends_the_paper_back(
    paper: OutgoingPaper, litigation: Litigation, paralegal: User
) -> None:
    checked(paper, CLEAN, paralegal)
    late = makers.a_minor(litigation, "R.M.")
    makers.a_participation(late, paper.actions.get())
    seal(late, Identity(given_name="Rowan", family_name="Madeup"))

    with pytest.raises(WrongStep, match="Names on record changed"):
        outgoing.make_ready(paper=paper, actor=paralegal, now=NOW)


def test_what_was_filed_stays(paper: OutgoingPaper, paralegal: User) -> None:
    readied(paper, paralegal)
    with pytest.raises(WrongStep, match="lies ahead"):
        outgoing.record_filed(
            paper=paper, filed_on=TODAY + timedelta(days=1), actor=paralegal, now=NOW
        )
    outgoing.record_filed(paper=paper, filed_on=TODAY, actor=paralegal, now=NOW)

    with pytest.raises(WrongStep, match="what was filed stays"):
        upload(paper, NAMES, paralegal)
    with pytest.raises(WrongStep, match="nothing to check any more"):
        outgoing.check(paper=paper, actor=paralegal, now=NOW)
    with pytest.raises(WrongStep, match="Choose the docket entry"):
        outgoing.attach_proof(paper=paper, actor=paralegal)


def test_a_file_that_cannot_be_read_leaves_a_draft_and_says_why(
    paper: OutgoingPaper, paralegal: User
) -> None:
    locked = Paper([Page()], is_locked=True).to_bytes()

    assert checked(paper, locked, paralegal) == []

    done = paper.versions.get().checks.get()
    assert (paper.state, done.outcome) == ("draft", "refused")
    assert "encrypted" in done.reason


# --- What is looked for -------------------------------------------------------------------------


def test_the_people_of_its_actions_are_looked_for_and_nobody_else(
    paper: OutgoingPaper, paralegal: User
) -> None:
    name, born = checked(paper, NAMES, paralegal)

    assert (name.kind, name.page, name.whose) == ("name", 1, "W.F. (born 2010)")
    assert born.kind == "birth_date"


def test_a_paper_of_the_whole_litigation_is_checked_for_everybody(
    litigation: Litigation, action: MemberAction, paralegal: User
) -> None:
    paper = outgoing.draft(
        litigation=litigation, actions=[], title="Status report", actor=paralegal, now=NOW
    )

    found = checked(paper, NAMES, paralegal)

    assert {each.whose for each in found} == {"W.F. (born 2010)", "L.O. (born 2011)"}
    assert action.litigation == litigation


def test_a_protected_guardian_counts_with_the_child_and_one_without_a_name_is_told(
    litigation: Litigation, paper: OutgoingPaper, paralegal: User
) -> None:
    guardian = makers.a_person(litigation, "M.F.", protection="related")
    ward = Person.objects.get(designation="W.F.")
    makers.a_guardianship(ward, guardian)
    seal(guardian, Identity(given_name="Marlow", family_name="Fictitious"))
    nameless = makers.a_minor(litigation, "N.N.")
    makers.a_participation(nameless, paper.actions.get())
    raw = Paper([Page().lines(["by her mother, Marlow Fictitious,"])]).to_bytes()

    (found,) = checked(paper, raw, paralegal)

    assert found.whose.startswith("M.F.")
    assert (found.redaction.names, found.redaction.unnamed) == (2, 1)


def test_the_name_of_the_file_is_part_of_the_paper(paper: OutgoingPaper, paralegal: User) -> None:
    with pytest.raises(NamesSomebody, match="name of the file"):
        upload(paper, CLEAN, paralegal, name="motion_wren_fictitious.pdf")


@pytest.mark.parametrize("title", ["Declaration of Wren Fictitious", "FICTITIOUS, Wren: reply"])
def test_a_title_names_nobody(litigation: Litigation, action: MemberAction, title: str) -> None:
    with pytest.raises(NamesSomebody, match="The title names a protected person"):
        outgoing.draft(litigation=litigation, actions=[action], title=title, actor=None, now=NOW)


def test_a_reason_names_nobody_and_holds_no_number(paper: OutgoingPaper, paralegal: User) -> None:
    name, _ = checked(paper, NAMES, paralegal)
    answer: Any = {"findings": [name], "answer": "false_alarm", "actor": paralegal, "now": NOW}

    with pytest.raises(NamesSomebody):
        outgoing.answer(reason="This is another Wren Fictitious.", **answer)
    with pytest.raises(HoldsSocialSecurityNumber):
        outgoing.answer(reason="123-45-6789 is a docket number.", **answer)
    with pytest.raises(ValidationError):
        outgoing.answer(reason="", **answer)


# --- Who, and what remains ----------------------------------------------------------------------


def test_who_does_not_reach_the_matter_does_nothing(paper: OutgoingPaper) -> None:
    stranger = makers.an_attorney(makers.a_litigation("9002"), name="Sage Fictitious")

    for act in (
        lambda: upload(paper, CLEAN, stranger),
        lambda: outgoing.check(paper=paper, actor=stranger, now=NOW),
        lambda: outgoing.make_ready(paper=paper, actor=stranger, now=NOW),
        lambda: outgoing.take_back(paper=paper, actor=stranger),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_file_is_sealed_and_opens_again(paper: OutgoingPaper, paralegal: User) -> None:
    version = upload(paper, NAMES, paralegal)

    stored = PaperVersion.objects.get(pk=version.pk)

    assert b"Wren" not in bytes(stored.sealed_content)
    assert b"%PDF" not in bytes(stored.sealed_content)
    assert paper_files.open_file(stored) == NAMES


def test_a_check_is_one_audit_event_and_leaves_no_name_anywhere(
    paper: OutgoingPaper, paralegal: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(connection) as queries:
        found = checked(paper, NAMES, paralegal)

    (event,) = AuditEvent.objects.filter(kind="redaction_check")
    assert (event.actor, event.litigation) == (paralegal, paper.litigation)
    assert event.reason == "1 names read in memory"
    told = json.dumps([str(each.__dict__) for each in found]) + event.reason + event.subject
    told += " ".join(query["sql"] for query in queries.captured_queries) + caplog.text
    for secret in ("Wren", "Fictitious", "January 5", "2010-01-05"):
        assert secret not in told, secret
    assert found[0].excerpt == "[name] (born [birth date]) moves for leave."


# --- What the database refuses, whatever a program does ------------------------------------------


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"state": "ready", "ready_at": NOW}, "Every finding must be answered"),
        ({"state": "filed", "filed_on": TODAY, "ready_at": NOW}, "one step at a time"),
        ({"state": "proven"}, "one step at a time"),
    ],
)
def test_no_program_makes_a_paper_ready_with_an_open_finding(
    paper: OutgoingPaper, paralegal: User, change: dict[str, Any], says: str
) -> None:
    checked(paper, NAMES, paralegal)

    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        OutgoingPaper.objects.filter(pk=paper.pk).update(**change)


def test_no_program_makes_an_unchecked_version_ready(paper: OutgoingPaper, paralegal: User) -> None:
    checked(paper, CLEAN, paralegal)
    before = OutgoingPaper.objects.get(pk=paper.pk).last_check
    upload(paper, NAMES, paralegal)
    rows = OutgoingPaper.objects.filter(pk=paper.pk)

    rows.update(state="checked", last_check=before)  # the check of version 1

    with (
        pytest.raises(DatabaseError, match="newest version must be checked"),
        transaction.atomic(),
    ):
        rows.update(state="ready", ready_at=NOW)


def test_no_program_slips_a_version_behind_a_ready_paper(
    paper: OutgoingPaper, paralegal: User
) -> None:
    readied(paper, paralegal)

    with (
        pytest.raises(DatabaseError, match="makes the paper a draft first"),
        transaction.atomic(),
    ):
        PaperVersion.objects.bulk_create([PaperVersion(**_values(paper, number=2))])


def _values(paper: OutgoingPaper, number: int) -> dict[str, Any]:
    kept = paper.versions.values(
        "name", "kind", "size", "content_hash", "uploaded_at", "wrapped_key", "sealed_content"
    ).first()
    assert kept is not None
    return {**kept, "paper": paper, "number": number}


def test_no_program_changes_an_answer_of_a_ready_paper_or_a_version(
    paper: OutgoingPaper, paralegal: User
) -> None:
    findings = checked(paper, NAMES, paralegal)
    answer: Any = {"answer": "false_alarm", "reason": "Another person.", "actor": paralegal}
    outgoing.answer(findings=findings, now=NOW, **answer)
    outgoing.make_ready(paper=paper, actor=paralegal, now=NOW)

    for rows, change, words in (
        (RedactionFinding.objects.all(), {"answer": "redact"}, "its findings are answered"),
        (PaperVersion.objects.all(), {"sealed_content": b"other"}, "Cannot update"),
    ):
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        RedactionFinding.objects.all()._raw_delete("default")


TABLES = (
    "filings_outgoingpaper", "filings_outgoingpaperevent", "filings_paperversion",
    "filings_redactioncheck", "filings_redactionfinding", "filings_redactionfindingevent",
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_below_the_application_stands_the_same_rule(
    paper: OutgoingPaper, paralegal: User, table: str
) -> None:
    checked(paper, NAMES, paralegal)
    stranger = makers.an_attorney(makers.a_litigation("9002"), name="Sage Fictitious")

    assert _rows(table) > 0
    with acting_as(stranger, why="test"):
        assert _rows(table) == 0


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


# --- The command --------------------------------------------------------------------------------


def run(*files: Path, **options: Any) -> tuple[int, str]:
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_redactions", *map(str, files), stdout=out, **options)
    return int(ended.value.code or 0), out.getvalue()


@pytest.mark.usefixtures("action")
def test_the_command_checks_files_on_disk(tmp_path: Path) -> None:
    clean, bad, locked = (tmp_path / name for name in ("clean.pdf", "bad.pdf", "locked.pdf"))
    clean.write_bytes(CLEAN)
    bad.write_bytes(NAMES)
    locked.write_bytes(Paper([Page()], is_locked=True).to_bytes())

    assert run(clean)[0] == 0
    code, told = run(bad, clean)
    assert code == 1
    assert "page 1 · text · name of a protected person · W.F. (born 2010) · [name]" in told
    assert "2 protected names were looked for." in told
    assert "Wren" not in told
    code, told = run(bad, action=["5:26-cv-00101"], json=True)
    found = json.loads(told)["files"][0]["findings"]
    assert [(each["kind"], each["page"]) for each in found] == [("name", 1), ("birth_date", 1)]
    assert run(locked)[0] == 2


def test_the_command_says_what_it_cannot_find(tmp_path: Path) -> None:
    for options, words in (
        ({}, "There is no file"),
        ({"action": ["1:99-cv-1"]}, "No action bears"),
        ({"litigation": "1"}, "There is no MDL No. 1 here"),
    ):
        path = tmp_path / "a.txt"
        if options:
            path.write_text("words")
        with pytest.raises(Exception, match=words):
            call_command("check_redactions", str(path), **options)


# --- Words that stand open ------------------------------------------------------------------------


def test_a_former_and_an_erased_name_stay_refused_and_two_given_names_are_nobodys(
    litigation: Litigation, action: MemberAction
) -> None:
    def drafted(title: str) -> OutgoingPaper:
        return outgoing.draft(litigation=litigation, actions=[], title=title, actor=None, now=NOW)

    with acting_as(None, why="test"):
        wren = Person.objects.get(designation="W.F.")
    seal(wren, Identity(given_name="Wren Ada", family_name="Renamed"))
    for title in ("wren_fictitious.motion", "Declaration of Wren Renamed"):
        with pytest.raises(NamesSomebody):
            drafted(title)
    with acting_as(None, why="test"):
        erase(person=wren, actor=None, reason="Asked to.", now=NOW)
    with pytest.raises(NamesSomebody):
        drafted("Declaration of Wren Renamed")
    assert drafted("Reply to Ada Wren").title == "Reply to Ada Wren"
    assert action.litigation == litigation


def test_a_name_of_another_litigation_or_of_nobody_protected_is_no_reason(
    paper: OutgoingPaper, litigation: Litigation
) -> None:
    elsewhere = makers.a_minor(makers.a_litigation("9002"), "R.M.")
    seal(elsewhere, Identity(given_name="Rowan", family_name="Madeup"))

    made = outgoing.draft(
        litigation=litigation, actions=[], title="Rowan Madeup", actor=None, now=NOW
    )

    assert made.title == "Rowan Madeup"


# --- Proof ----------------------------------------------------------------------------------------


def test_proof_is_of_the_papers_own_litigation(paper: OutgoingPaper, paralegal: User) -> None:
    readied(paper, paralegal)
    outgoing.record_filed(paper=paper, filed_on=TODAY, actor=paralegal, now=NOW)
    with acting_as(None, why="test world"):
        other = makers.an_entry(makers.a_docket(litigation=makers.a_litigation("9002")), 12)
        nobodys = makers.an_entry(makers.a_docket("1:26-cv-09002"), 12)

    for entry in (other, nobodys):
        with pytest.raises(WrongStep, match="of another litigation"):
            outgoing.attach_proof(paper=paper, entry=entry, actor=paralegal)
    paper.refresh_from_db()
    assert paper.state == OutgoingPaper.State.FILED


# --- No file is fetched to answer -----------------------------------------------------------------


def test_the_newest_version_comes_without_its_file(paper: OutgoingPaper, paralegal: User) -> None:
    upload(paper, CLEAN, paralegal)

    version = outgoing.newest(paper)

    assert version is not None
    assert version.get_deferred_fields() == {"sealed_content", "wrapped_key"}
    assert paper_files.open_file(version) == CLEAN
