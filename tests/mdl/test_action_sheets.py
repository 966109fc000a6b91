"""Member actions from a spreadsheet: planned row by row, taken over as one batch, taken back."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from mdl.access import NotAllowed
from mdl.models import Batch, DocketNumber, Judge, Litigation, MemberAction, SheetColumns, User
from mdl.services import action_sheets, batches
from mdl.services.action_sheets import NotDecidable, Plan, State
from mdl.services.action_sheets.problems import problem_rows
from mdl.spreadsheets import SheetError, day_of, neutral, read_lines
from tests.admin_world import page_of
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_docket,
    a_judge,
    a_litigation,
    a_number,
    a_paralegal,
    a_supervisor,
    a_wall,
    an_action,
    history_of,
)
from tests.page_world import signed_in

HEAD = "Court,Docket No.,Case Caption,Date Filed,Judge"
CSV = f"""{HEAD}
C.D. Cal.,2:26-cv-00201-ABC,"A.B. v. Fictitious App, Inc.",01/15/2026,Hon. Ash Fictitious
Northern District of California,5:26-cv-00101,"W.F. v. Fictitious App, Inc.",2026-01-12,
ilnd,1:26-cv-00303,"C.D. v. Fictitious App, Inc.","January 20, 2026",
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation(db: None) -> Litigation:
    for court_id in ("cacd", "cand", "ilnd"):
        a_court(court_id)
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def plan(litigation: Litigation, text: str | bytes = CSV, **options: Any) -> Plan:
    data = text.encode() if isinstance(text, str) else text
    return action_sheets.plan(data=data, litigation=litigation, actor=None, today=TODAY, **options)


def apply(litigation: Litigation, text: str | bytes = CSV, **options: Any) -> Batch:
    data = text.encode() if isinstance(text, str) else text
    values: dict[str, Any] = {"reason": "The firm's list", "actor": None, "now": NOW}
    return action_sheets.apply(
        data=data, litigation=litigation, name="list.csv", **values | options
    )


def states(made: Plan) -> list[str]:
    return [each.state.value for each in made.planned]


def why(litigation: Litigation, *rows: str) -> list[str]:
    return [each.why for each in plan(litigation, "\n".join([HEAD, *rows])).planned]


def xlsx(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- Planned ------------------------------------------------------------------------------------


def test_rows_are_new_unchanged_or_changed_and_nothing_is_written(litigation: Litigation) -> None:
    action = an_action(litigation)
    assert states(plan(litigation)) == ["new", "unchanged", "new"]
    action.filed_on = None
    action.judge = a_judge(court=a_court("cand"))
    action.save()
    changed = CSV.replace("2026-01-12,\n", "2026-01-12,Hon. Rue Invented\n")
    made = plan(litigation, changed)
    assert [str(change) for change in made.planned[1].changes] == [
        "filed: not known → 2026-01-12",
        "judge: Hon. Ash Fictitious → Hon. Rue Invented",
    ]
    assert MemberAction.objects.count() == 1


def test_an_action_is_found_by_any_number_it_ever_bore(litigation: Litigation) -> None:
    action = an_action(litigation)
    action.numbers.update(is_current=False)
    a_number(action, "1:26-cv-00500", court=a_court())
    made = plan(litigation)
    assert (made.planned[1].state, made.planned[1].action) == (State.SAME, action.pk)
    now = plan(litigation, f"{HEAD}\nN.D. Ill.,26 C 500,,,\n")
    assert now.planned[0].state == State.POSSIBLE  # office and type are not told
    sure = plan(litigation, f"{HEAD}\nN.D. Ill.,26 C 500,WF vs Fictitious App Inc,,\n")
    assert (sure.planned[0].state, sure.planned[0].action) == (State.SAME, action.pk)


def test_a_caption_and_day_under_another_number_may_be_the_same(litigation: Litigation) -> None:
    action = an_action(litigation)
    row = "C.D. Cal.,2:26-cv-00999,W.F. v. Fictitious App Inc.,1/12/2026,"
    made = plan(litigation, f"{HEAD}\n{row}\n").planned[0]
    assert (made.state, made.action) == (State.POSSIBLE, action.pk)
    assert "another number" in made.why


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("C.D. Cal.,,A v. B,1/5/2026,", "It has no docket number."),
        ("C.D. Cal.,tba,A v. B,1/5/2026,", "“tba” is not a docket number"),
        ("C.D. Cal.,MDL No. 2948,A v. B,1/5/2026,", "the Panel's number of a litigation"),
        ("Gotham,1:26-cv-00001,A v. B,1/5/2026,", "“Gotham” names no federal court"),
        (",1:26-cv-00001,A v. B,1/5/2026,", "It names no court."),
        ("C.D. Cal.,CAN/5:26-cv-00001,A v. B,1/5/2026,", "Its number names the court cand"),
        ("D. Neb.,8:26-cv-00001,A v. B,1/5/2026,", "run manage.py load_courts"),
        ("C.D. Cal.,2:26-cv-00001,A v. B,soon,", "The filing date “soon” is no day"),
        ("C.D. Cal.,2:26-cv-00001,A v. B,13/13/2026,", "“13/13/2026” is no day"),
        ("C.D. Cal.,2:26-cv-00001,A v. B,1/5/2027,", "lies ahead"),
        ("C.D. Cal.,2:26-cv-00001,A v. B,1/5/1901,", "before the Federal Rules"),
        (f"C.D. Cal.,2:26-cv-00001,{'A' * 301},1/5/2026,", "The caption is longer than 300"),
        ("C.D. Cal.,2:26-cv-99999999999,A v. B,,", "docket number"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(
    litigation: Litigation, row: str, sentence: str
) -> None:
    (told,) = why(litigation, row)
    assert sentence in told


def test_a_number_twice_in_the_list_an_action_twice_and_one_of_another_litigation(
    litigation: Litigation,
) -> None:
    action = an_action(litigation)
    a_number(action, "5:26-cv-00777", is_current=False)
    an_action(a_litigation("9002"), number="2:26-cv-00888", court=a_court("cacd"))
    told = why(
        litigation,
        "C.D. Cal.,2:26-cv-00201,A v. B,,",
        "cacd,2:26-cv-00201-XYZ,A v. B,,",
        "N.D. Cal.,5:26-cv-00101,,,",
        "N.D. Cal.,5:26-cv-00777,,,",
        "C.D. Cal.,2:26-cv-00888,,,",
    )
    assert told == [
        "",
        "Row 2 has the same number.",
        "",
        "Row 4 tells of the same action already.",
        "Its number belongs to an action of another litigation.",
    ]


# --- Spreadsheets -------------------------------------------------------------------------------


def test_an_excel_list_with_a_title_real_dates_and_serials(litigation: Litigation) -> None:
    data = xlsx(
        ("MDL 9001: actions as of March",),
        (),
        ("Case Number", "Filing Court", "Style", "Filing Date", "Assigned Judge"),
        ("2:26-cv-00201", "Central District of California", "A v. B", date(2026, 1, 15), None),
        ("2:26-cv-00202", "CAC", "C v. D", 46037, None),
        ("ILN/1:26-cv-00203", None, "E v. F", "15-Jan-2026", None),
    )
    made = plan(litigation, data)
    assert states(made) == ["new"] * 3
    assert [each.number for each in made.planned] == [4, 5, 6]
    facts = [each.row.facts for each in made.planned]
    assert [each and (each.court, each.filed_on) for each in facts] == [
        ("cacd", date(2026, 1, 15)),
        ("cacd", date(2026, 1, 15)),
        ("ilnd", date(2026, 1, 15)),
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-01-15", date(2026, 1, 15)),
        ("2026-01-15T00:00:00", date(2026, 1, 15)),
        ("1/15/2026", date(2026, 1, 15)),
        ("1/15/26", date(2026, 1, 15)),
        ("01-15-2026", date(2026, 1, 15)),
        ("Jan 15, 2026", date(2026, 1, 15)),
        ("1/15/2026 12:00:00 AM", date(2026, 1, 15)),
        ("46037", date(2026, 1, 15)),
        (46037.75, date(2026, 1, 15)),
        (NOW, date(2026, 3, 9)),
        ("15/1/2026", None),
        (7, None),
        ("2026", None),
        (None, None),
    ],
)
def test_days_are_read_as_lists_write_them(cell: Any, day: date | None) -> None:
    assert day_of(cell) == day


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, mark: str) -> None:
    text = mark.join(["Docket", "Señor"]) + "\r\n" + mark.join(["1:26-cv-00001", "é"])
    lines = list(read_lines(text.encode(encoding)))
    assert [line.cells for line in lines] == [("Docket", "Señor"), ("1:26-cv-00001", "é")]


def a_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "old or a locked Excel file"),
        (b"PK\x03\x04" + b"0" * 600, "damaged"),
        (xlsx(("a", "b"))[:-500], "damaged"),
        (a_bomb(), "grows beyond all measure"),
        (b"\x00\x01\x02", "no spreadsheet"),
        (b'Docket No.,Court\n"1:26-cv', "CSV is broken"),
        (b"", "no row"),
        (b"Docket No.,Court\n", "no row"),
        (b"Colour,Size\nred,7\n", "No column was taken for the number. The first row says: Colour"),
        (xlsx(), "no row"),
    ],
    ids=(
        "old Excel",
        "no zip",
        "cut zip",
        "bomb",
        "bytes",
        "open quote",
        "empty",
        "heading only",
        "no number",
        "empty sheet",
    ),
)
def test_a_file_that_is_no_list_is_refused(
    litigation: Litigation, data: bytes, sentence: str
) -> None:
    with pytest.raises(SheetError, match=sentence):
        plan(litigation, data)


def test_a_table_of_texts_too_large_to_be_read_whole_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<si/>" * 21_000_000)
        picture = bytes(range(256)) * 4_000  # the whole is not all too dense
        archive.writestr("xl/media/picture.bin", picture, zipfile.ZIP_STORED)
    with pytest.raises(SheetError, match="takes more than 100 MB"):
        list(read_lines(out.getvalue()))


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        list(read_lines(data))
        list(read_lines(b"PK\x03\x04" + data))
    except SheetError:
        pass


def test_headings_are_named_and_remembered_for_the_litigation(litigation: Litigation) -> None:
    text = "Aktenzeichen,Gericht\n2:26-cv-00201,C.D. Cal.\n"
    with pytest.raises(SheetError, match="No column was taken for the number"):
        plan(litigation, text)
    named = {"number": "aktenzeichen", "court": "Gericht"}
    with pytest.raises(SheetError, match="There is no column colour"):
        plan(litigation, text, named={"colour": "Gericht"})
    with pytest.raises(SheetError, match="No row is headed “Richter”"):
        plan(litigation, text, named={"judge": "Richter", "number": "Aktenzeichen"})
    apply(litigation, text, named=named)
    assert SheetColumns.objects.get().columns == {"number": "Aktenzeichen", "court": "Gericht"}
    litigation.refresh_from_db()
    assert states(plan(litigation, text)) == ["unchanged"]
    with pytest.raises(SheetError):
        plan(a_litigation("9002"), text)


# --- Taken over ---------------------------------------------------------------------------------


def test_a_list_is_taken_over_as_one_batch_and_again_changes_nothing(
    litigation: Litigation, robin: User
) -> None:
    action = an_action(litigation, filed_on=None)
    batch = apply(litigation, actor=robin)
    told = batch.account
    assert told["received"] == told["imported"] + told["unchanged"] + told["set_aside"] == 3
    assert (told["new"], told["changed"], batch.count) == (2, 1, 3)
    new = MemberAction.objects.get(caption__startswith="A.B.")
    assert (new.position, new.filed_on, new.origin_court_id) == (2, date(2026, 1, 15), "cacd")
    assert new.judge == Judge.objects.get(name="Hon. Ash Fictitious")
    number = new.numbers.get()
    assert (number.raw, number.office, number.judge_initials) == ("2:26-cv-00201-ABC", "2", "ABC")
    assert DocketNumber.objects.get(serial=303).part == "transferee"
    action.refresh_from_db()
    assert action.filed_on == date(2026, 1, 12)
    assert history_of(new)[0].pgh_context.metadata["batch"] == str(batch.pk)
    assert apply(litigation).account["unchanged"] == 3
    assert MemberAction.objects.count() == 3


def test_what_the_list_does_not_say_stays(litigation: Litigation) -> None:
    action = an_action(litigation, judge=a_judge(court=a_court("cand")))
    apply(litigation, "Docket,Court,Terminated\n5:26-cv-00101,cand,2026-02-01\n")
    action.refresh_from_db()
    assert action.caption == "W.F. v. Fictitious App, Inc."
    assert (action.filed_on, action.terminated_on) == (date(2026, 1, 12), date(2026, 2, 1))
    assert action.judge is not None


def test_a_counted_placeholder_that_gets_a_caption_is_identified(litigation: Litigation) -> None:
    action = an_action(litigation, None, standing="counted", is_counted=True)
    apply(litigation)
    action.refresh_from_db()
    assert (action.standing, action.caption) == ("identified", "W.F. v. Fictitious App, Inc.")


def test_a_possible_duplicate_is_decided_by_a_person(litigation: Litigation) -> None:
    an_action(litigation)
    text = f"{HEAD}\nC.D. Cal.,2:26-cv-00999,W.F. v. Fictitious App Inc.,1/12/2026,\n"
    assert apply(litigation, text).account["set_aside"] == 1
    assert apply(litigation, text, decisions={2: "same"}).account["changed"] == 1
    assert MemberAction.objects.count() == 1
    assert apply(litigation, text, decisions={2: "new"}).account["new"] == 1
    for decisions in ({2: "maybe"}, {3: "new"}):
        with pytest.raises(NotDecidable):
            apply(litigation, text, decisions=decisions)


def test_a_thousand_rows_cost_as_many_statements_as_ten(litigation: Litigation) -> None:
    def text(first: int, count: int) -> str:
        numbers = range(first, first + count)
        rows = (f"C.D. Cal.,2:26-cv-{n:05},A{n} v. B,1/5/2026,J" for n in numbers)
        return "\n".join([HEAD, *rows])

    def statements(first: int, count: int) -> int:
        with CaptureQueriesContext(connection) as told:
            apply(litigation, text(first, count))
        return len(told)

    statements(11_000, 1)
    few = statements(1, 10)
    assert statements(100, 1_000) == few
    assert MemberAction.objects.count() == 1_011


# --- Taken back ---------------------------------------------------------------------------------


def test_a_list_is_taken_back_as_one_batch(litigation: Litigation, robin: User) -> None:
    action = an_action(litigation, filed_on=None)
    batch = apply(litigation, actor=robin)
    done = action_sheets.undo(batch=batch, reason="The wrong list", actor=robin, now=NOW)
    assert (done.removed, done.restored, done.conflict_count) == (2, 1, 0)
    assert list(MemberAction.objects.all()) == [action]
    action.refresh_from_db()
    assert action.filed_on is None
    assert DocketNumber.objects.count() == 1
    assert done.batch.undoes == batch
    assert done.batch.count == 3
    with pytest.raises(batches.AlreadyUndone):
        action_sheets.undo(batch=batch, reason="Again", actor=robin, now=NOW)


def test_what_was_changed_or_used_since_stays_and_is_counted(litigation: Litigation) -> None:
    batch = apply(litigation)
    used, changed, gone = MemberAction.objects.order_by("position")
    a_docket("2:26-cv-00201", court=a_court("cacd"), action=used)
    changed.note = "Seen."
    changed.save()
    done = action_sheets.undo(batch=batch, reason="The wrong list", actor=None, now=NOW)
    assert done.removed == 1
    assert set(MemberAction.objects.all()) == {used, changed}
    assert done.conflict_count == 4  # two actions and their numbers
    assert not MemberAction.objects.filter(pk=gone.pk).exists()
    assert "rows were changed or used since and stay" in action_sheets.undone_words(done)


def test_its_batch_is_undone_on_its_own_page_too(litigation: Litigation, robin: User) -> None:
    batch = apply(litigation, actor=robin)
    told = batches.take_back(batch=batch, reason="The wrong list", actor=robin, now=NOW)
    assert told == "3 actions that it made are gone; 0 rows are as they were before."


def test_who_may(litigation: Litigation, robin: User) -> None:
    batch = apply(litigation, actor=robin)
    stranger = a_paralegal(name="Casey Fictitious")
    walled = a_supervisor()
    a_wall(walled, litigation)
    for who in (stranger, walled):
        with pytest.raises(NotAllowed):
            apply(litigation, actor=who)
        with pytest.raises(NotAllowed):
            action_sheets.undo(batch=batch, reason="No", actor=who, now=NOW)
    assert MemberAction.objects.count() == 3


# --- Rows to correct ----------------------------------------------------------------------------


def test_the_rows_to_correct_come_back_and_calculate_nothing(litigation: Litigation) -> None:
    text = f'{HEAD}\nGotham,1:26-cv-00001,"=HYPERLINK(""http://x"")",1/5/2026,+1\n'
    lines = list(csv.reader(io.StringIO(problem_rows(plan(litigation, text)).decode("utf-8-sig"))))
    assert lines[0][:3] == ["Row", "What is wrong", "Court"]
    (row,) = lines[1:]
    assert row[0] == "2"
    assert "names no federal court" in row[1]
    assert row[4] == '\'=HYPERLINK("http://x")'
    assert row[6] == "'+1"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"])
def test_a_formula_is_neutral(text: str) -> None:
    assert neutral(text).startswith("'")
    assert neutral("A.B. v. C") == "A.B. v. C"


# --- Page and command ---------------------------------------------------------------------------


def test_the_page_shows_decides_and_takes_over(litigation: Litigation, robin: User) -> None:
    an_action(litigation)
    client = signed_in(robin)
    address = reverse("import_actions", args=[litigation.pk])
    assert address in client.get(reverse("actions", args=[litigation.pk])).content.decode()
    text = CSV + "C.D. Cal.,2:26-cv-00999,W.F. v. Fictitious App Inc.,1/12/2026,\nGotham,1,,,\n"
    beside = client.post(address, {"list": SimpleUploadedFile("list.csv", text.encode())})
    shown = beside.content.decode()
    assert "5 rows beside the actions of MDL No. 9001" in shown
    assert "2 new, 0 changed, 1 unchanged, 1 possible duplicate, 1 refused" in shown
    given = {"file": beside.context["file"], "row-5": "new", "reason": "The firm's list"}
    problems = client.post(address, {**given, "problems": "1"})
    assert problems["Content-Type"].startswith("text/csv")
    assert MemberAction.objects.count() == 1
    done = client.post(address, {**given, "apply": "1"}, follow=True)
    told = done.content.decode()
    assert "5 received = 3 imported + 1 unchanged + 1 set aside." in told
    assert "Take it back" in told
    assert MemberAction.objects.count() == 4
    again = client.post(address, {"file": "forged", "apply": "1"}, follow=True)
    assert "Choose the list" in again.content.decode()


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import_actions", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_plans_applies_and_takes_back(litigation: Litigation, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(CSV + "Gotham,1:26-cv-00001,,,\n")
    said = run(str(path), "--litigation", "9001", "--problems", str(tmp_path / "wrong.csv"))
    assert "“Gotham” names no federal court" in said
    assert said.endswith("Nothing is written without --apply.\n")
    assert "Gotham" in (tmp_path / "wrong.csv").read_text()
    told = json.loads(run(str(path), "--litigation", "9001", "--apply", "--json"))
    assert told["applied"]["received"] == 4
    assert told["counts"]["new"] == 3
    assert MemberAction.objects.count() == 3
    back = run("--undo", told["batch"])
    assert back.startswith("3 actions that it made are gone")
    assert not MemberAction.objects.exists()


def test_the_command_says_what_is_missing(litigation: Litigation, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Colour\nred\n")
    for arguments, sentence in (
        ([str(path)], "--litigation 2948"),
        ([str(path), "--litigation", "1"], "No litigation has the mdl_number"),
        ([str(path), "--litigation", "9001"], "No column was taken"),
        ([str(tmp_path / "none.csv"), "--litigation", "9001"], "cannot be read"),
        ([str(path), "--litigation", "9001", "--column", "number"], "Write NAME=VALUE"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run(*arguments)


# --- What is not kept, and what is refused --------------------------------------------------------


def test_of_a_row_set_aside_only_its_number_is_kept(litigation: Litigation, robin: User) -> None:
    batch = apply(litigation, CSV + "Wren Fictitious,1:26-cv-00001,,,\n", actor=robin)
    batch.refresh_from_db()
    assert batch.account["aside"] == [5]
    assert "Wren" not in json.dumps(batch.account)
    page = signed_in(robin).get(page_of(batch)).content.decode()
    assert "Aside" in page or "aside" in page


@pytest.mark.parametrize("cell", [float("inf"), float("-inf"), float("nan"), 1e308])
def test_a_number_without_end_is_no_day(cell: float) -> None:
    assert day_of(cell) is None


def test_a_decision_with_an_endless_number_is_refused(litigation: Litigation, robin: User) -> None:
    client = signed_in(robin)
    address = reverse("import_actions", args=[litigation.pk])
    beside = client.post(address, {"list": SimpleUploadedFile("list.csv", CSV.encode())})
    given = {"file": beside.context["file"], "reason": "The firm's list", "apply": "1"}
    for number in ("9" * 5_000, "x"):
        sent = urlencode({**given, f"row-{number}": "new"})
        kind = "application/x-www-form-urlencoded"
        refused = client.post(address, sent, content_type=kind, follow=True)
        assert "A decision names no row of the list." in refused.content.decode()
    assert not MemberAction.objects.exists()


def test_a_list_shown_for_one_litigation_is_not_taken_over_into_another(
    litigation: Litigation,
) -> None:
    other = a_litigation("9002")
    client = signed_in(a_paralegal(litigation, other))
    address = reverse("import_actions", args=[litigation.pk])
    beside = client.post(address, {"list": SimpleUploadedFile("list.csv", CSV.encode())})
    given = {"file": beside.context["file"], "reason": "The firm's list", "apply": "1"}
    refused = client.post(reverse("import_actions", args=[other.pk]), given, follow=True)
    assert "shown for another litigation" in refused.content.decode()
    assert not MemberAction.objects.exists()
