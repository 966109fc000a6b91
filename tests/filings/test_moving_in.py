"""Moving in: a former calendar beside ours, row by row; every row is accounted for."""

import json
from datetime import UTC, date, datetime, time
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from filings.ingestion.former_calendar import CalendarFileError, read_calendar
from filings.models import Deadline, Hearing, HeldChange
from filings.services import moving_in
from filings.services.moving_in import NotDecidable, Planned, State
from mdl.access import NotAllowed
from mdl.models import Assignment, Batch, Litigation, User
from tests.filings.printed_world import a_child
from tests.makers import (
    NOW,
    TODAY,
    a_deadline,
    a_litigation,
    a_paralegal,
    a_wall,
    an_action,
    history_of,
)
from tests.page_world import signed_in

CSV = """Due Date,Title,Case Number,Notes,Location,Time
2026-03-23,Answer the complaint,5:26-cv-00101,FRCP 12,,
4/1/2026,Amended initial disclosures,5:26-cv-00101,CMO 2,,
"April 10, 2026",Status report,5:26-cv-00101,,,
2026-04-14,Status hearing,,,Courtroom 2119,9:30 AM
2026-02-02,Service list,,,,
soon,Reply brief,,,,
2026-05-01,Strange,1:99-cv-99999,,,
"""

ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1@example\r
DTSTART;VALUE=DATE:20260410\r
SUMMARY:File the joint\r
  status report\\, final\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;TZID=America/Chicago:20260414T093000\r
SUMMARY:Status hearing\r
LOCATION:Courtroom 2119\r
BEGIN:VALARM\r
DTSTART:20200101\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART:20260415T140000Z\r
RRULE:FREQ=WEEKLY\r
SUMMARY:Weekly call\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def litigation(db: None) -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture
def ours(litigation: Litigation) -> list[Deadline]:
    action = an_action(litigation)
    return [
        a_deadline(action),
        a_deadline(action, "Joint status report", due_on=date(2026, 4, 3)),
    ]


def plan(litigation: Litigation, robin: User | None, text: str = CSV) -> list[Planned]:
    return moving_in.plan(data=text.encode(), litigation=litigation, actor=robin, today=TODAY)


def apply(planned: list[Planned], robin: User, **decisions: str) -> Batch:
    chosen = {int(number[1:]): take for number, take in decisions.items()}
    return moving_in.apply(
        planned=planned, name="old.csv", decisions=chosen, reason="Moving in", actor=robin, now=NOW
    )


# --- The plan -----------------------------------------------------------------------------------


def test_each_row_stands_beside_ours(
    litigation: Litigation, robin: User, ours: list[Deadline]
) -> None:
    planned = plan(litigation, robin)
    assert [each.state.value for each in planned] == [
        "same", "new", "different", "new", "refused", "refused", "refused",
    ]  # fmt: skip
    report = planned[2]
    assert report.why == "“Joint status report” stands here on 2026-04-03, there on 2026-04-10."
    assert any("Agreed with the other side." in line for line in report.reasons)
    assert [each.why for each in planned[4:]] == [
        "It lies in the past.",
        "“soon” is no day; write it as 2026-03-09 or 3/9/2026.",
        "1:99-cv-99999 is no action here.",
    ]
    assert Deadline.objects.count() == 2  # nothing is written


def test_an_action_out_of_reach_is_no_action(litigation: Litigation, robin: User) -> None:
    an_action(a_litigation("9002"), number="2:26-cv-00777")
    (row,) = plan(litigation, robin, "Date,Title,Case\n2026-05-01,Reply,2:26-cv-00777\n")
    assert row.why == "2:26-cv-00777 is no action here."
    a_wall(robin, litigation)
    with pytest.raises(NotAllowed):
        plan(litigation, robin)


# --- One batch, and back ------------------------------------------------------------------------


def test_a_later_day_that_waits_is_told_as_held_and_not_as_imported(
    litigation: Litigation, robin: User, ours: list[Deadline]
) -> None:
    report = ours[1]
    Deadline.objects.filter(pk=report.pk).update(is_critical=True, needs_confirmation=True)
    text = "Date,Title,Case\n2026-04-10,Joint status report,5:26-cv-00101\n"
    told = apply(plan(litigation, robin, text), robin, r2="theirs").account
    assert {name: told[name] for name in ("received", "imported", "held", "set_aside")} == {
        "received": 1, "imported": 0, "held": 1, "set_aside": 0,
    }  # fmt: skip
    report.refresh_from_db()
    assert report.due_on == date(2026, 4, 3)
    # Once more: the first change still waits for its second person, and the row says so.
    told = apply(plan(litigation, robin, text), robin, r2="theirs").account
    assert (told["held"], told["set_aside"]) == (0, 1)
    assert "already has a change that waits for a second person" in told["aside"][0][1]


@pytest.mark.parametrize("day", ["0001-01-01", "2226-04-10", "9999-12-31"])
def test_an_absurd_day_is_set_aside_with_a_sentence(
    litigation: Litigation, robin: User, day: str
) -> None:
    (row,) = plan(litigation, robin, f"Date,Title\n{day},Reply\n")
    assert (row.state, row.why) == ("refused", f"{day} cannot be meant: look at the year.")


def test_what_is_taken_is_one_batch_and_every_row_is_accounted_for(
    litigation: Litigation, robin: User, ours: list[Deadline]
) -> None:
    batch = apply(plan(litigation, robin), robin, r4="theirs")
    told = batch.account
    assert (told["imported"], told["unchanged"], told["set_aside"]) == (3, 1, 3)
    assert told["received"] == sum(
        told[outcome] for outcome in ("imported", "unchanged", "held", "set_aside")
    )
    ours[1].refresh_from_db()
    assert (ours[1].due_on, ours[1].basis) == (date(2026, 4, 10), "entered")
    new = Deadline.objects.get(title="Amended initial disclosures")
    assert new.reason == "Former calendar old.csv, row 3: CMO 2"
    hearing = Hearing.objects.get()
    assert hearing.starts_at == datetime(2026, 4, 14, 14, 30, tzinfo=UTC)
    assert history_of(new)[0].pgh_context.metadata["batch"] == str(batch.pk)
    again = plan(litigation, robin)
    assert [each.state.value for each in again[:4]] == ["same"] * 4
    moving_in.undo(batch=batch, reason="Wrong export", actor=robin, now=NOW)
    ours[1].refresh_from_db()
    new.refresh_from_db()
    hearing.refresh_from_db()
    assert ours[1].due_on == date(2026, 4, 3)
    assert (new.status, hearing.status) == ("vacated", "cancelled")


def test_what_a_calendar_says_of_a_child_is_not_kept_in_the_account(
    litigation: Litigation, robin: User, ours: list[Deadline]
) -> None:
    child = a_child(litigation, "Wren", "Fictitious", "W.F.")
    text = (
        "Date,Title,Case\n"
        "2026-04-10,Wren Fictitious's interview,no number of Wren Fictitious\n"
        "someday,Deposition of Wren Fictitious,5:26-cv-00101\n"
        "2026-04-10,Joint status report,5:26-cv-00101\n"
    )
    batch = moving_in.apply(
        planned=plan(litigation, robin, text)[1:], name="Wren Fictitious.csv",
        reason="Moving in", actor=robin, now=NOW,
    )  # fmt: skip
    assert child.designation == "W.F."
    assert "Fictitious" not in json.dumps(batch.account)
    assert batch.account["file"] == "W.F.csv"
    assert batch.account["litigations"] == [str(litigation.pk)]
    assert batch.account["aside"] == [
        [3, "It could not be taken as it stands."], [4, "Ours was kept."],
    ]  # fmt: skip


def test_ours_is_kept_unless_somebody_decides(
    litigation: Litigation, robin: User, ours: list[Deadline]
) -> None:
    account = apply(plan(litigation, robin), robin).account
    assert [4, "Ours was kept."] in account["aside"]
    ours[1].refresh_from_db()
    assert ours[1].due_on == date(2026, 4, 3)


def test_a_later_day_of_a_critical_deadline_waits_here_too(
    litigation: Litigation, robin: User, ours: list[Deadline]
) -> None:
    Deadline.objects.filter(pk=ours[1].pk).update(is_critical=True, needs_confirmation=True)
    apply(plan(litigation, robin), robin, r4="theirs")
    ours[1].refresh_from_db()
    assert ours[1].due_on == date(2026, 4, 3)
    assert HeldChange.objects.get().to_on == date(2026, 4, 10)


def test_undo_takes_back_what_waits_for_a_second_person(
    litigation: Litigation, robin: User, ours: list[Deadline]
) -> None:
    Deadline.objects.filter(pk=ours[1].pk).update(is_critical=True, needs_confirmation=True)
    batch = apply(plan(litigation, robin), robin, r4="theirs")
    assert HeldChange.objects.waiting().exists()
    moving_in.undo(batch=batch, reason="Wrong export", actor=robin, now=NOW)
    change = HeldChange.objects.get()
    assert (change.is_accepted, change.decided_by) == (False, robin)


def test_who_does_not_reach_what_was_moved_does_not_take_it_back(
    litigation: Litigation, robin: User, ours: list[Deadline]
) -> None:
    row = "Date,Title,Case\n2026-04-01,Status report,5:26-cv-00101\n"
    batch = apply(plan(litigation, robin, row), robin, r2="theirs")
    with pytest.raises(NotAllowed, match="does not reach"):
        moving_in.undo(
            batch=batch,
            reason="x",
            actor=a_paralegal(a_litigation("9002"), name="Wyn Invented"),
            now=NOW,
        )


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        ({"r7": "theirs"}, "Row 7 cannot be taken"),
        ({"r99": "ours"}, "Row 99 cannot be"),
        ({"r4": "maybe"}, "Row 4 cannot be “maybe”"),
    ],
)
def test_a_wrong_decision_writes_nothing(
    litigation: Litigation, robin: User, ours: list[Deadline], decision: dict[str, str], why: str
) -> None:
    with pytest.raises(NotDecidable, match=why):
        apply(plan(litigation, robin), robin, **decision)
    assert not Batch.objects.exists()
    assert Deadline.objects.count() == 2


# --- Files --------------------------------------------------------------------------------------


def test_an_ics_file_is_read_as_strictly_as_it_is_written() -> None:
    report, hearing, weekly = read_calendar(ICS.encode())
    assert (report.title, report.on) == ("File the joint status report, final", date(2026, 4, 10))
    assert isinstance(hearing.at, datetime)
    assert hearing.at.astimezone(UTC) == datetime(2026, 4, 14, 14, 30, tzinfo=UTC)
    assert weekly.problem == "It repeats; enter its days one by one."


def test_a_cell_that_looks_like_a_formula_is_no_formula_any_more() -> None:
    (row,) = read_calendar(b"Date,Title,Notes\n2026-04-10,=1+1,@SUM(A1)\n")
    assert (row.title, row.note) == ("'=1+1", "'@SUM(A1)")


def test_headings_may_be_named_and_cells_separated_otherwise() -> None:
    (row,) = read_calendar(
        "Tag;Was;Uhr\n3/10/2026;Reply;9 AM\n".encode("utf-16le").decode("utf-16le").encode(),
        columns={"date": "Tag", "title": "Was", "time": "Uhr"},
    )
    assert (row.on, row.title, row.at) == (date(2026, 3, 10), "Reply", time(9))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x00\x01PK", "is not text"),
        (b"", "No column was taken for the date and the title"),
        (b"Date,Title\n", "holds no event"),
        (b"Name,Age\nx,1\n", "No column was taken for the date"),
        (b'Date,Title\n2026-04-10,"never closed\n', "The CSV is broken"),
        (ICS.encode()[:200], "cut off"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_whole(data: bytes, why: str) -> None:
    with pytest.raises(CalendarFileError, match=why):
        read_calendar(data)


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_no_file_does_more_than_be_read_or_refused(data: bytes) -> None:
    for begun in (data, b"Date,Title\n" + data, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data):
        try:
            assert read_calendar(begun)
        except CalendarFileError:
            continue


def test_what_is_handed_in_for_a_hearing_is_a_deadline() -> None:
    rows = read_calendar(b"Date,Title\n2026-04-14,Mediation statement\n,Status hearing\n")
    assert [row.is_hearing for row in rows] == [False, True]
    assert rows[1].problem == "It names no day; write it as 2026-03-09 or 3/9/2026."


# --- The page -----------------------------------------------------------------------------------


def test_the_page_shows_both_and_takes_over_what_was_decided(
    litigation: Litigation, robin: User, ours: list[Deadline], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    browser, address = signed_in(robin), reverse("moving_in")
    file = SimpleUploadedFile("old.csv", CSV.encode())
    shown = browser.post(address, {"calendar": file, "litigation": str(litigation.pk)})
    page = shown.content.decode()
    assert "stands here on 2026-04-03, there on 2026-04-10" in page
    assert "Agreed with the other side." in page
    (different,) = (each for each in page.split("<select")[1:] if 'name="row-4"' in each)
    assert [each for each in ("take theirs", "keep ours", "set aside") if each in different] == [
        "take theirs", "keep ours", "set aside",
    ]  # fmt: skip
    sent = {"file": shown.context["file"], "litigation": str(litigation.pk), "row-4": "theirs"}
    endless = urlencode({**sent, "row-" + "9" * 5_000: "theirs", "apply": "1"})
    kind = "application/x-www-form-urlencoded"
    refused = browser.post(address, endless, content_type=kind, follow=True)
    assert "A decision names no row of the file." in refused.content.decode()
    other = {**sent, "litigation": str(a_litigation("9902").pk), "reason": "x", "apply": "1"}
    Assignment.objects.create(litigation=Litigation.objects.get(mdl_number="9902"), user=robin)
    refused = browser.post(address, other, follow=True)
    assert "was shown for another litigation" in refused.content.decode()
    done = browser.post(address, {**sent, "reason": "Moving in", "apply": "1"}, follow=True)
    assert (
        "7 received = 3 imported + 1 unchanged + 0 held for a second person + 3 set aside."
        in done.content.decode()
    )
    batch = Batch.objects.get()
    back = reverse("undo_moving_in", args=[batch.pk])
    assert "cannot be blank" in browser.post(back, follow=True).content.decode()
    undone = browser.post(back, {"reason": "Wrong export"}, follow=True).content.decode()
    assert "1 moved back; 2 entered by it are vacated or cancelled" in undone
    assert "Taken back: Wrong export" in undone
    again = browser.post(back, {"reason": "Wrong export"}, follow=True).content.decode()
    assert "was undone before" in again
    another = signed_in(a_paralegal(litigation, name="Wyn Invented"))
    assert another.post(back, {"reason": "x"}).status_code == 404
    broken = browser.post(address, {**sent, "file": "forged", "apply": "1"}, follow=True)
    assert b"file, CSV or ICS." in broken.content


# --- The command --------------------------------------------------------------------------------


def test_the_command_plans_and_then_applies(
    litigation: Litigation, robin: User, ours: list[Deadline], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    file = tmp_path / "old.csv"
    file.write_text(CSV)
    out = StringIO()
    call_command("move_in", file, "--litigation", "9001", "--by", robin.email, stdout=out)
    assert "7 rows: 2 new, 1 same, 1 different, 3 refused. Nothing is written" in out.getvalue()
    out = StringIO()
    call_command("move_in", file, "--litigation", "9001", "--by", robin.email, "--decide",
                 "4=theirs", "--apply", "--json", stdout=out)  # fmt: skip
    told = json.loads(out.getvalue())
    assert told["applied"]["imported"] == 3
    out = StringIO()
    call_command("move_in", "--undo", told["batch"], "--by", robin.email, stdout=out)
    assert "1 moved back; 2 entered by it are vacated or cancelled" in out.getvalue()
    assert Batch.objects.get(undoes=told["batch"]).reason == "Taken back by command"
    with pytest.raises(CommandError, match="was undone before"):
        call_command("move_in", "--undo", told["batch"])
    with pytest.raises(CommandError, match="No calendar was taken over as batch"):
        call_command("move_in", "--undo", str(ours[0].pk))
    with pytest.raises(CommandError, match=r"old\.csv: No column is headed “Nothing”"):
        call_command("move_in", file, "--column", "date=Nothing")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("move_in", tmp_path / "none.csv")
    assert State.NEW.value == "new"
