"""Names printed by courts, on pages: decided by one key, opened by a password, shown nowhere."""

import logging
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from filings.models import Docket, DocketEntry, Document, InboundItem, PrintedName
from filings.services.stored_names import make_checks
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, User
from tests import makers
from tests.admin_world import list_of, page_of
from tests.filings import printed_world as world
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    """With every child known, and the papers that print them."""
    made = world.a_litigation()
    for name in world.NAMES:
        world.a_child(made, *name)
    make_checks(now=makers.NOW)
    world.take(world.report(), name="Zyrvo Quombrethik.html")
    world.take(world.notice())
    world.take_attachments()
    return made


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


@pytest.fixture
def desk(robin: User) -> Client:
    return signed_in(robin)


@pytest.fixture
def printed(litigation: Litigation) -> PrintedName:
    return PrintedName.objects.get(place="entry", entry__number=2, person__designation="Z.Q.")


@pytest.fixture(autouse=True)
def as_the_system() -> Any:
    """Tests read people's rows between requests."""
    with acting_as(None, why="test"):
        yield


# --- Shown nowhere ------------------------------------------------------------------------------


def addresses(litigation: Litigation) -> list[str]:
    docket = Docket.objects.get(number_key="1:24-cv-90001")
    entry = DocketEntry.objects.filter(docket=docket, number=2).get()
    rows = (docket, entry, Document.objects.first(), InboundItem.objects.first(), litigation)
    flags = list(PrintedName.objects.all())
    return [
        "/",
        "/worklist/",
        reverse("docket", args=[docket.pk]),
        reverse("litigation", args=[litigation.pk]),
        reverse("api_docket_entry-list"),
        reverse("api_docket_entry-detail", args=[entry.pk]),
        reverse("admin:index"),
        *(list_of(type(row)) for row in rows if row is not None),
        *(page_of(row) for row in rows if row is not None),
        *(page_of(row, "history") for row in (docket, entry)),
        list_of(PrintedName, which="all"),
        *(page_of(flag) for flag in flags),
        *(page_of(flag, "history") for flag in flags),
        *(page_of(flag, "see-the-paper") for flag in flags[:2]),
    ]


def test_no_page_api_answer_mail_or_log_shows_a_name(
    litigation: Litigation, caplog: pytest.LogCaptureFixture
) -> None:
    browser = signed_in(makers.a_supervisor())
    with caplog.at_level(logging.DEBUG):
        asked = addresses(litigation)
        answers = [browser.get(address) for address in asked]
    shown = {
        f"{address}: {word}"
        for address, answer in zip(asked, answers, strict=True)
        for word in world.WORDS
        if word in answer.content.decode().lower()
    }
    assert shown == set()
    assert {answer.status_code for answer in answers} == {200}
    assert "Z.Q." in answers[2].content.decode()
    told = caplog.text.lower() + " ".join(str(sent.message()) for sent in mail.outbox).lower()
    assert [word for word in world.WORDS if word in told] == []


# --- Decided ------------------------------------------------------------------------------------


def test_one_key_says_that_the_court_is_asked_and_one_takes_it_back(
    desk: Client, printed: PrintedName
) -> None:
    page = desk.get("/worklist/").content.decode()
    address = reverse("decide_printed_name", args=[printed.pk])
    assert address in page
    assert "FRCP 5.2(e)" in page
    answer = desk.post(address, {"state": "asked"}, follow=True)
    printed.refresh_from_db()
    assert printed.state == "asked"
    assert 'data-key="u"' in answer.content.decode()
    desk.post(address, {"state": "open"})
    printed.refresh_from_db()
    assert (printed.state, printed.decided_by) == ("open", None)


def test_nobody_says_on_the_work_list_that_it_is_somebody_else(
    desk: Client, printed: PrintedName
) -> None:
    address = reverse("decide_printed_name", args=[printed.pk])
    assert desk.post(address, {"state": "not_a_name"}).status_code == 404


def test_the_docket_says_how_many_names_it_prints(desk: Client, printed: PrintedName) -> None:
    page = desk.get(reverse("docket", args=[printed.docket_id])).content.decode()
    assert "The court prints a protected name in" in page


# --- The door -----------------------------------------------------------------------------------


def see(desk: Client, printed: PrintedName, **given: str) -> Any:
    values = {"reason": "To ask for redaction.", "password": makers.PASSWORD} | given
    return desk.post(page_of(printed, "see-the-paper"), values)


def test_the_paper_opens_once_for_a_reason_and_the_password(
    desk: Client, printed: PrintedName
) -> None:
    answer = see(desk, printed)
    assert "Plaintiff Zyrvo Quombrethik" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert AuditEvent.objects.filter(kind="reveal").count() == 1


@pytest.mark.parametrize("given", [{"password": "wrong"}, {"password": ""}, {"reason": " "}])
def test_without_either_nothing_opens(
    desk: Client, printed: PrintedName, given: dict[str, str]
) -> None:
    answer = see(desk, printed, **given)
    assert "zyrvo" not in answer.content.decode().lower()
    assert not AuditEvent.objects.filter(kind="reveal").exists()


def test_whoever_runs_the_site_opens_nothing(printed: PrintedName, litigation: Litigation) -> None:
    quinn = makers.an_administrator(works_on=[litigation], part="back_up")
    assert see(signed_in(quinn), printed).status_code == 404


def test_somebody_elses_name_is_shown_again(desk: Client, printed: PrintedName) -> None:
    given = {"reason": "An adult witness.", "password": makers.PASSWORD}
    desk.post(page_of(printed, "somebody-else"), given)
    printed.refresh_from_db()
    assert printed.state == "not_a_name"
    assert printed.entry is not None
    assert "Zyrvo Quombrethik" in DocketEntry.objects.get(pk=printed.entry.pk).description
