"""No token of a list of people comes out anywhere but sealed: every field of it is a canary."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from mdl.celery import app
from mdl.identity import acting_as
from mdl.models import Litigation, User
from plaintiffs import tasks
from plaintiffs.models import CensusSheet, Person
from plaintiffs.services import census
from plaintiffs.views.sealed_upload import InMemory
from tests.makers import NOW, a_litigation, a_paralegal
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

TOKENS = ("Zqgiven", "Zqfamily", "zqmail@zq.example", "555-0177", "Zqstreet", "ZQREF")
BORN = date(2011, 10, 23)
DATES = (
    "2011-10-23",
    "10/23/2011",
    "October 23, 2011",
    "23 October 2011",
    "20111023",
    "2029-10-23",
)
HEAD = "Client ID,First Name,Last Name,DOB,State,Email,Phone,Address,SSN"
GOOD = "ZQREF-1,Zqgiven,Zqfamily,2011-10-23,IL,zqmail@zq.example,555-0177,9 Zqstreet,"
BAD = (
    "ZQREF-2,Zqgiven,Zqfamily,10/23/2011,Zqstreet,zqmail@zq.example,555-0177,Zqstreet,",
    "ZQREF-3,Zqgiven,Zqother,2011-10-23,IL,,,,123-45-6789",
    "ZQREF-4,=Zqgiven,Zqfamily,2011-10-23,IL,,,,",
    "ZQREF-1,Zqgiven,Zqfamily,2011-10-23,IL,,,,",
    "ZQREF-5,Zqgiven,Zqfamily,Zqstreet,IL,,,,",
)
CSV = "\n".join([HEAD, GOOD, *BAD, ""]).encode()


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture
def browser(robin: User) -> Client:
    return signed_in(robin)


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Everything that was logged, sent to the broker or asked of the database in words."""
    told: list[str] = []

    def send_task(*args: Any, **options: Any) -> None:
        told.append(f"{args} {options}")

    with caplog.at_level(logging.DEBUG), mock.patch.object(app, "send_task", send_task):
        yield told
    told.append(caplog.text)


def found_in(text: str) -> list[str]:
    return [token for token in (*TOKENS, *DATES) if token.lower() in text.lower()]


def handed_in(browser: Client, litigation: Litigation, data: bytes = CSV) -> str:
    file = SimpleUploadedFile("Zqfamily children.csv", data)
    address = reverse("import_people", args=[litigation.pk])
    answer = browser.post(address, {"list": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def plain_columns() -> str:
    """Whatever stands in plain in any table, history and sessions included."""
    with acting_as(None, why="test world"), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        told = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
            told += [row for (row,) in cursor.fetchall()]
    return "\n".join(told)


def test_no_token_of_a_list_comes_out_on_its_way(
    litigation: Litigation,
    browser: Client,
    heard: list[str],
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    pages = []
    with django_capture_on_commit_callbacks(execute=True):
        address = handed_in(browser, litigation)
        pages += [address, browser.get(address).content.decode()]
        columns = census.FIELDS
        with acting_as(None, why="test world"):
            head = census.head(CensusSheet.objects.get())
        told = {f"column-{name}": head.columns.get(name, "") for name in columns}
        browser.post(address, told | {"do": "columns"})
    tasks.work_on_census()
    for state in ("problems", "all", "refused", "new", "duplicate"):
        pages.append(browser.get(address, {"state": state}).content.decode())
    assert "Social Security" in pages[-3]
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address, {"do": "apply", "reason": "The firm's list"})
    tasks.work_on_census()
    pages.append(browser.get(address, {"state": "all"}).content.decode())
    with acting_as(None, why="test world"):
        person = Person.objects.get()
        sheet = CensusSheet.objects.get()
    assert (sheet.status, person.designation) == ("applied", "Z.Z.")
    for name, key in (
        ("person", person.pk), ("people", litigation.pk), ("import_people", litigation.pk),
        ("export_people", litigation.pk),
    ):  # fmt: skip
        pages.append(browser.get(reverse(name, args=[key])).content.decode())
    pages.append(browser.get("/admin/mdl/batch/").content.decode())
    again = handed_in(browser, litigation)
    pages.append(browser.get(again).content.decode())
    for text in (*pages, *heard, caplog.text, plain_columns()):
        assert found_in(text) == []


def test_the_canaries_are_found_where_a_guard_is_missing(
    litigation: Litigation, browser: Client
) -> None:
    """The control: a sentence that quoted the cell would be found."""
    with mock.patch(
        "plaintiffs.services.census.reading._state",
        side_effect=lambda text: (_ for _ in ()).throw(_wrong(text)),
    ):
        address = handed_in(browser, litigation)
        told = {"column-given_name": "B", "column-family_name": "C", "column-state": "E"}
        browser.post(address, told | {"do": "columns"})
        tasks.work_on_census()
    assert "Zqstreet" in browser.get(address, {"state": "all"}).content.decode()


def _wrong(text: str) -> Exception:
    from plaintiffs.services.census.reading import Wrong

    return Wrong(f"The state “{text}” is none.")


def test_a_first_row_that_is_no_heading_is_not_shown_as_one(
    litigation: Litigation, browser: Client
) -> None:
    address = handed_in(browser, litigation, f"{GOOD}\n{GOOD}\n".encode())
    page = browser.get(address).content.decode()
    assert "columns are shown by letter only" in page
    assert found_in(page) == []
    told = {"column-given_name": "B", "column-family_name": "C", "column-reference": "A"}
    browser.post(address, told | {"do": "columns"})
    again = browser.get(handed_in(browser, litigation, f"{GOOD}\n{GOOD}\n".encode()))
    page = again.content.decode()
    assert 'value="B" selected>B</option>' in page  # remembered, and yet by letter
    assert found_in(page) == []


@pytest.mark.parametrize(
    "row",
    [
        "Zqfamily,Zqgiven,client,minor,no",
        "ZQREF-1,Zqgiven,Zqfamily,plaintiff,client,no",
        "Zqgiven,Zqfamily,2011-10-23,Street,State",
        "Zqgiven,Zqfamily,zqmail@zq.example,Street,State",
        "Zqgiven,Zqfamily,555-0177,Street,State",
        "Zqgiven,Zqfamily,mother,Street,State",
        "Zqgiven,Zqfamily,First Name,Last Name",
    ],
)
def test_a_person_whose_cells_look_like_headings_is_shown_by_letter(
    litigation: Litigation, browser: Client, row: str
) -> None:
    page = browser.get(handed_in(browser, litigation, f"{row}\n{row}\n".encode()))
    assert found_in(page.content.decode()) == []


def test_headings_are_shown_where_the_row_surely_is_one(
    litigation: Litigation, browser: Client
) -> None:
    text = 'Client,DOB\n"Zqfamily, Zqgiven",2011-10-23\n'
    page = browser.get(handed_in(browser, litigation, text.encode())).content.decode()
    assert ">A: Client</option>" in page
    assert "The headings stand in row 1" in page


def test_the_command_prints_no_token(
    litigation: Litigation, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(CSV)
    for options in ((), ("--json",), ("--apply",)):
        call_command("import_people", str(path), "--litigation", "9001", *options)
    told = capsys.readouterr()
    assert found_in(told.out + told.err) == []
    assert "6 received = 1 new + 0 changed + 0 unchanged + 1 duplicate + 4 refused" in told.out
    key = re.search(r"--undo (\S+)", told.out)
    assert key is not None
    call_command("import_people", "--undo", key[1], "--reason", "The wrong list")
    assert "taken back" in capsys.readouterr().out
    with acting_as(None, why="test world"):
        assert not Person.objects.exists()
        kept = CensusSheet.objects.exclude(status="dropped")
        assert kept.count() == 1  # what was only planned is forgotten


def test_an_upload_stays_in_memory_whatever_its_size(litigation: Litigation) -> None:
    handler = InMemory(None)
    handler.handle_raw_input(None, {}, 20_000_000, b"", None)
    assert handler.activated
    with mock.patch(
        "django.core.files.uploadhandler.TemporaryFileUploadHandler.new_file",
        side_effect=AssertionError("a file on disk"),
    ):
        browser = signed_in(a_paralegal(litigation))
        rows = b"".join(b"ZQREF-%d,Zqgiven,Zqfamily,,IL,,,,\n" % n for n in range(90_000))
        handed_in(browser, litigation, HEAD.encode() + b"\n" + rows)


def test_an_excel_list_is_read_as_well(litigation: Litigation, browser: Client) -> None:
    book = Workbook()
    for row in (HEAD.split(","), [*GOOD.split(",")[:3], BORN, "IL"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    address = handed_in(browser, litigation, out.getvalue())
    with acting_as(None, why="test world"):
        sheet = CensusSheet.objects.get()
        census.set_columns(sheet=sheet, columns=None, actor=None, now=NOW)
    tasks.work_on_census()
    assert "1 new" in browser.get(address).content.decode()


def test_a_page_of_rows_costs_the_same_for_many_rows(
    litigation: Litigation, browser: Client
) -> None:
    def statements(count: int) -> int:
        rows = "\n".join(f"ZQREF-{n},Zqgiven,Zqfamily{n},,IL,,,," for n in range(count))
        address = handed_in(browser, litigation, f"{HEAD}\n{rows}\n".encode())
        with acting_as(None, why="test world"):
            sheet = CensusSheet.objects.order_by("received_at").last()
            assert sheet is not None
            census.set_columns(sheet=sheet, columns=None, actor=None, now=NOW)
        census.work_on(sheet.pk)
        with CaptureQueriesContext(connection) as told:
            assert browser.get(address, {"state": "all"}).status_code == 200
        return len(told)

    # Identity and session, the list, the litigation, may it, its rows, the people, two counts.
    assert statements(3) == statements(90)


def test_a_forgotten_list_says_so_and_is_asked_nothing(
    litigation: Litigation, browser: Client
) -> None:
    address = handed_in(browser, litigation)
    browser.post(address, {"do": "drop"})
    page = browser.get(address).content.decode()
    assert "Its sealed file and its rows are gone" in page
    assert 'name="do"' not in page
    answer = browser.post(address, {"do": "columns", "column-name": "A"}, follow=True)
    assert "not where this begins: forgotten" in answer.content.decode()
