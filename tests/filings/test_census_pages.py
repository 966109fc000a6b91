"""The census on its pages and as files: asked for, shown, compared, given out."""

import csv
import hashlib
import io
import re
from datetime import date, datetime, timedelta
from typing import Any

import pypdfium2
import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from filings.models import CensusEdition, CensusFile
from filings.services.census import files, give_out
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import ActionStage, AuditEvent, Litigation, Stage, User
from plaintiffs.models import Person
from plaintiffs.privacy.door import erase, seal_identity
from plaintiffs.privacy.identity import Identity
from tests.makers import (
    NOW,
    a_census,
    a_litigation,
    a_minor,
    a_participation,
    a_supervisor,
    an_action,
    an_attorney,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

# Session, user, and the transaction's identity: savepoint, set, set back, release.
EVERY_PAGE = 6
FORMATS = CensusFile.Format.values


@pytest.fixture
def litigation() -> Litigation:
    found = a_litigation()
    action = an_action(found)
    ActionStage.objects.create(action=action, stage=Stage.CONDITIONAL)
    an_action(found, number="5:26-cv-00102")
    a_participation(a_minor(found, majority_month=date(2028, 6, 1)), action)
    return found


@pytest.fixture
def jordan(litigation: Litigation) -> User:
    return an_attorney(litigation)


@pytest.fixture
def browser(jordan: User) -> Client:
    return signed_in(jordan)


def words(content: bytes) -> str:
    """What a reader sees: no markup, no runs of space."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def take(browser: Client, litigation: Litigation, **asked: Any) -> Any:
    values = {"as_of": "2026-03-09", "known_at": ""} | asked
    return browser.post(reverse("census", args=[litigation.pk]), values, follow=True)


# --- Pages --------------------------------------------------------------------------------------


def test_an_attorney_takes_a_census_and_reads_it(browser: Client, litigation: Litigation) -> None:
    asked = words(browser.get(reverse("census", args=[litigation.pk])).content)
    assert "No census was taken yet" in asked
    page = take(browser, litigation)
    said = words(page.content)
    edition = CensusEdition.objects.get()
    assert page.redirect_chain[-1][0] == reverse("census_edition", args=[edition.pk])
    assert "2 actions 1 plaintiff" in said
    assert "Conditionally transferred 1 1" in said
    assert "N.D. Cal. 5:26-cv-00101" in said
    assert "by Jordan Fictitious" in said
    assert "W.F." not in said
    listed = words(browser.get(reverse("census", args=[litigation.pk])).content)
    assert f"{edition.sha256[:16]}…" in listed


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"as_of": "2026-02-30"}, "Choose a day between 1900 and 2200."),
        ({"as_of": "soon"}, "Choose a day between 1900 and 2200."),
        ({"as_of": "0001-01-01"}, "Choose a day between 1900 and 2200."),
        ({"known_at": "yesterday"}, "Write the moment as 2026-03-09 15:00"),
        ({"known_at": "2199-01-01T00:00"}, "The record is complete up to"),
        ({"known_at": "2001-01-01T00:00"}, "nothing was known here of MDL No. 9001"),
    ],
)
def test_dates_that_make_no_census_are_answered_with_a_sentence(
    browser: Client, litigation: Litigation, asked: dict[str, str], told: str
) -> None:
    assert told in words(take(browser, litigation, **asked).content)
    assert not CensusEdition.objects.exists()


def test_a_moment_is_read_on_the_readers_clock(
    browser: Client, litigation: Litigation, jordan: User
) -> None:
    User.objects.filter(pk=jordan.pk).update(time_zone="Asia/Tokyo")
    a_moment_ago = datetime.now().astimezone() - timedelta(hours=5)
    said = words(take(browser, litigation, known_at=f"{a_moment_ago:%Y-%m-%dT%H:%M}").content)
    # In Tokyo that was long before the litigation came on record.
    assert "nothing was known here" in said


def test_the_difference_page_says_what_changed_and_of_which_action(
    browser: Client, litigation: Litigation
) -> None:
    before = a_census(litigation)
    ActionStage.objects.update(stage=Stage.OPPOSED)
    an_action(litigation, number="5:26-cv-00103")
    edition = a_census(litigation, known_at=NOW + timedelta(hours=1))
    said = words(browser.get(reverse("census_difference", args=[edition.pk])).content)
    assert "Conditionally transferred 1 0 1 0" in said
    assert "Transfer opposed 0 1 0 1" in said
    assert "N.D. Cal. 5:26-cv-00101 Stage Conditionally transferred Transfer opposed" in said
    assert "N.D. Cal. 5:26-cv-00103 Counted no yes" in said
    first = words(browser.get(reverse("census_difference", args=[before.pk])).content)
    assert "No edition of this day was known before" in first
    same = a_census(litigation, known_at=NOW + timedelta(hours=2))
    assert "Nothing differs" in words(
        browser.get(reverse("census_difference", args=[same.pk])).content
    )


def test_an_edition_asks_little(
    browser: Client, litigation: Litigation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = a_census(litigation)
    # The edition, the one before, its content.
    with django_assert_num_queries(EVERY_PAGE + 3):
        browser.get(reverse("census_edition", args=[edition.pk]))
    # The litigation, its editions.
    with django_assert_num_queries(EVERY_PAGE + 2):
        browser.get(reverse("census", args=[litigation.pk]))


def test_a_long_schedule_is_cut_and_says_so(browser: Client, litigation: Litigation) -> None:
    for number in range(200, 260):
        an_action(litigation, number=f"5:26-cv-00{number}")
    edition = a_census(litigation)
    said = words(browser.get(reverse("census_edition", args=[edition.pk])).content)
    assert "The first 50 of 62; all of them stand in the CSV and Excel files." in said
    assert "5:26-cv-00259" not in said


# --- Files --------------------------------------------------------------------------------------


def given(edition: CensusEdition, kind: str) -> bytes:
    return bytes(give_out(edition=edition, format=kind, actor=None, now=NOW).content)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_asked_for_twice_is_the_same_whatever_happened_since(
    litigation: Litigation, kind: str
) -> None:
    edition = a_census(litigation)
    first = given(edition, kind)
    supervisor = a_supervisor(litigation)
    with acting_as(supervisor, why="test"):
        wren = Person.objects.get(designation="W.F.")
        identity = Identity("Wren", "Fictitious", date(2010, 6, 17))
        seal_identity(person=wren, identity=identity, actor=None, now=NOW)
        erase(person=wren, actor=supervisor, reason="Asked for.", now=NOW)
    ActionStage.objects.all().delete()
    litigation.actions.filter(position=2).delete()
    assert given(edition, kind) == first
    # Nor does it hang on what is kept: made anew of the same edition, it is the same.
    assert files._MAKERS[CensusFile.Format(kind)](edition) == first
    kept = CensusFile.objects.get(format=kind)
    assert kept.sha256 == hashlib.sha256(first).hexdigest()
    with pytest.raises(DatabaseError, match="Cannot update"):
        CensusFile.objects.update(content=b"")


def test_csv_and_excel_hold_tables_and_schedule(litigation: Litigation) -> None:
    edition = a_census(litigation)
    rows = list(csv.reader(io.StringIO(given(edition, "csv").decode("utf-8-sig"))))
    assert rows[:5] == [
        ["Census of", "MDL No. 9001"],
        ["As of", "2026-03-09"],
        ["As known at", "2026-03-09 15:00:00.000000 UTC"],
        ["Actions", "2"],
        ["Plaintiffs", "1"],
    ]
    assert ["Conditionally transferred", "1", "1"] in rows
    assert ["N.D. Cal. 5:26-cv-00101", "N.D. Cal.", "not verified", "Conditionally transferred",
            "1", "1 not asked", "", ""] in rows  # fmt: skip
    sheet = load_workbook(io.BytesIO(given(edition, "xlsx"))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["Conditionally transferred", 1, 1] in [row[:3] for row in cells]  # to be summed


def test_the_pdf_says_the_same_and_leaves_a_long_schedule_to_the_sheets(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = text_of(given(a_census(litigation), "pdf"))
    assert "Census of MDL No. 9001" in printed
    assert "As of 2026-03-09, as known at 2026-03-09 15:00:00.000000 UTC" in printed
    assert "Conditionally transferred 1 1" in printed
    assert "5:26-cv-00102" in printed
    monkeypatch.setattr(files, "PRINTED", 1)
    short = text_of(given(a_census(litigation, known_at=NOW + timedelta(hours=1)), "pdf"))
    assert "5:26-cv-00102" not in short
    assert "The schedule of 2 actions stands in the spreadsheets of this edition." in short


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u200b\r\n", "").replace("\u200b", ""))


def test_what_is_given_out_is_sent_as_a_file_and_stands_in_the_audit(
    browser: Client, litigation: Litigation, jordan: User
) -> None:
    edition = a_census(litigation)
    address = reverse("census_file", args=[edition.pk])
    answer = browser.post(address, {"format": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="census-9001-2026-03-09-{edition.sha256[:8]}.pdf"'
    )
    with acting_as(None, why="test"):
        event = AuditEvent.objects.get(kind="export")
    assert (event.actor, event.litigation, event.of_all) == (jordan, litigation, False)
    assert event.reason == "Census as of 2026-03-09, PDF"
    assert browser.post(address, {"format": "doc"}).status_code == 400
    with pytest.raises(NotAllowed):
        give_out(edition=edition, format="csv", actor=an_attorney(name="Else Fictitious"), now=NOW)
