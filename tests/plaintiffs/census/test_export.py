"""People given out as a file: by profile, streamed, with a hash and a record."""

import csv
import hashlib
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, User
from mdl.sheet_writing import csv_pieces, xlsx_pieces
from mdl.spreadsheets import as_meant, calculates, neutral, read_lines
from plaintiffs.models import Export, Person
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.errors import ReasonNeeded
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.exports import _Counted, _rows, begin_export, pieces
from plaintiffs.services.exports import rows_of as people_rows
from tests.makers import (
    NOW,
    PASSWORD,
    a_guardianship,
    a_litigation,
    a_minor,
    a_paralegal,
    a_participation,
    a_person,
    a_wall,
    an_action,
    an_administrator,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture
def wren(litigation: Litigation) -> Person:
    wren = a_minor(litigation, "W.F.")
    ash = a_person(litigation, "A.F.", protection="related")
    identity = Identity("Wren", "Fictitious", date(2010, 6, 17), address=FORMULA)
    with acting_as(None, why="test world"):
        seal_identity(person=wren, identity=identity, actor=None, now=NOW)
        a_guardianship(wren, ash)
        a_participation(wren, an_action(litigation))
    return wren


def given_out(litigation: Litigation, profile: str, kind: str = "csv", **values: Any) -> bytes:
    told = {"reason": "For the special master.", "actor": None, "now": NOW} | values
    export = begin_export(litigation=litigation, profile=profile, format=kind, **told)
    return b"".join(pieces(export))


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_each_profile_tells_what_it_says(litigation: Litigation, wren: Person) -> None:
    assert rows_of(given_out(litigation, "designations")) == [
        ["Designation", "Actions"],
        ["A.F.", ""],
        ["W.F.", "5:26-cv-00101 (named plaintiff)"],
    ]
    internal = rows_of(given_out(litigation, "internal"))
    assert internal[2] == [
        "W.F.", "2010", "2028-06", "Minor, FRCP 5.2(a)(3)", "Our client", "IL", "A.F. (parent)",
        "5:26-cv-00101 (named plaintiff)", str(wren.pk),
    ]  # fmt: skip
    full = rows_of(given_out(litigation, "full"))
    assert full[2][-6:] == ["Wren", "Fictitious", "2010-06-17", "", "", f"'{FORMULA}"]
    for row in (*internal, *rows_of(given_out(litigation, "designations"))):
        assert "Wren" not in str(row)
        assert "2010-06-17" not in str(row)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_asked_twice_the_bytes_are_the_same_and_their_hash_is_kept(
    litigation: Litigation, wren: Person, kind: str
) -> None:
    first, second = (given_out(litigation, "full", kind) for _ in range(2))
    assert first == second
    assert {each.sha256 for each in Export.objects.all()} == {hashlib.sha256(first).hexdigest()}
    assert [each.count for each in Export.objects.all()] == [2, 2]
    wren.residence_state = "CA"
    with acting_as(None, why="test world"):
        wren.save()
    assert given_out(litigation, "full", kind) != first


def test_the_excel_file_holds_the_same_as_text(litigation: Litigation, wren: Person) -> None:
    book = load_workbook(io.BytesIO(given_out(litigation, "full", "xlsx")))
    rows = [[str(cell or "") for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert rows == rows_of(given_out(litigation, "full"))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}


def test_names_need_the_right_and_a_reason_and_are_in_the_audit(
    litigation: Litigation, robin: User, wren: Person
) -> None:
    with pytest.raises(ReasonNeeded):
        given_out(litigation, "full", reason=" ", actor=robin)
    with pytest.raises(NotAllowed):
        given_out(litigation, "designations", actor=an_administrator())
    assert not Export.objects.exists()
    given_out(litigation, "full", actor=robin)
    with acting_as(None, why="test world"):
        (event,) = AuditEvent.objects.filter(kind="export")
        assert (event.actor, event.litigation) == (robin, litigation)
        assert "For the special master." in event.reason


def test_what_broke_off_stands_on_record_without_a_hash(
    litigation: Litigation, wren: Person
) -> None:
    export = begin_export(
        litigation=litigation, profile="full", format="csv", reason="Ours.", actor=None, now=NOW
    )
    sent = pieces(export)
    assert b"Wren" in next(sent)
    sent.close()
    export.refresh_from_db()
    assert (export.sha256, export.count) == ("", 0)
    with acting_as(None, why="test world"):
        assert AuditEvent.objects.filter(kind="export").count() == 1


def test_a_thousand_people_cost_as_many_statements_as_two(
    litigation: Litigation, wren: Person
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as told:
            given_out(litigation, "full")
        return len(told)

    few = statements()
    with acting_as(None, why="test world"):
        Person.objects.bulk_create(
            Person(litigation=litigation, designation="B.B.", protection="minor", relation="client")
            for _ in range(900)
        )
    assert statements() == few


def test_the_page_sends_the_file_and_lists_it(
    litigation: Litigation, robin: User, wren: Person
) -> None:
    browser = signed_in(robin)
    address = reverse("export_people", args=[litigation.pk])
    assert "Nothing was taken out yet" in browser.get(address).content.decode()
    asked = {"profile": "full", "format": "csv", "reason": "For the special master."}
    stolen = browser.post(address, asked | {"password": "not mine at all"}, follow=True)
    assert "for your password" in stolen.content.decode()
    assert not Export.objects.exists()
    asked |= {"password": PASSWORD}
    answer = browser.post(address, asked)
    content = answer.getvalue()
    assert answer["Content-Disposition"].startswith('attachment; filename="people-')
    assert "no-store" in answer["Cache-Control"]
    assert b"Wren" in content
    page = browser.get(address).content.decode()
    assert hashlib.sha256(content).hexdigest() in page
    assert "Wren" not in page
    refused = browser.post(address, asked | {"reason": ""}, follow=True).content.decode()
    assert "Say why names are given out" in refused
    wrong = browser.post(address, asked | {"profile": "everything"}, follow=True).content.decode()
    assert "Choose how much the file tells" in wrong


def test_a_wall_raised_meanwhile_breaks_the_file_off(
    litigation: Litigation, robin: User, wren: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_minor(litigation, "Z.F.")
    monkeypatch.setattr("plaintiffs.services.exports.AT_ONCE", 1)
    asked: dict[str, Any] = {
        "profile": "full", "format": "csv", "reason": "Ours.", "actor": robin, "now": NOW,
    }  # fmt: skip
    whole = b"".join(pieces(begin_export(litigation=litigation, **asked)))
    assert b"Wren" in whole
    broken = begin_export(litigation=litigation, **asked)
    rows = _rows(broken, _Counted())
    with acting_as(robin, why="test"):
        assert len([next(rows) for _ in range(2)]) == 2
        a_wall(robin, litigation)
        with pytest.raises(NotAllowed):
            next(rows)
    broken.refresh_from_db()
    assert not broken.sha256


def test_who_is_designated_otherwise_meanwhile_comes_once(
    litigation: Litigation, wren: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plaintiffs.services.exports.AT_ONCE", 1)
    with acting_as(None, why="test"):
        rows = people_rows(litigation, "designations")
        first = next(rows)[0]
        Person.objects.filter(designation=first).update(designation="Z.Z.")
        assert [first, *(row[0] for row in rows)] == ["A.F.", "W.F."]


def test_the_command_writes_a_file_for_its_owner_alone(
    litigation: Litigation, wren: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "people.csv"
    call_command("export_people", "--litigation", "9001", "--to", str(to))
    assert (to.stat().st_mode & 0o777) == 0o600
    assert hashlib.sha256(to.read_bytes()).hexdigest() in capsys.readouterr().out
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_people", "--litigation", "9001", "--to", str(to))
    with pytest.raises(CommandError, match=r"\.csv or \.xlsx"):
        call_command("export_people", "--litigation", "9001", "--to", str(tmp_path / "a.pdf"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-1+2", "@SUM(A1)", " =1", "\tx", "\rx", "\x00=1+1", "-2+3"]
)
def test_formulas_are_neutral_on_the_way_out_and_known_on_the_way_in(text: str) -> None:
    assert neutral(text).startswith("'")
    assert "\x00" not in neutral(text)
    assert calculates(text) or "\x00" in text
    told = next(read_lines(b"".join(csv_pieces([["head", text]])))).cells[1]
    assert not calculates(str(told))
    assert not str(told).startswith(("=", "+", "-", "@"))
    assert as_meant(neutral("=1+1")) == "=1+1"


@pytest.mark.parametrize("text", ["+1 (312) 555-0100", "-", "O'Invented", "'tis", "plain"])
def test_telephone_numbers_and_apostrophes_pass(text: str) -> None:
    assert not calculates(text)
    assert as_meant(neutral(text)) == text


def test_control_characters_do_not_break_the_excel_file() -> None:
    content = b"".join(xlsx_pieces([["a\x0bb", "<&>", "é"]]))
    (row,) = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert [str(cell).replace(" ", "") for cell in row] == ["ab", "<&>", "é"]
