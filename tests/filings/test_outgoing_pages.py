"""The pages of papers going out, as a paralegal walks through them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filings.bench.pdf_writer import Page, Paper
from filings.models import OutgoingPaper, RedactionFinding
from mdl.identity import acting_as
from mdl.models import AuditEvent, User
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.identity import Identity
from tests.makers import NOW, PASSWORD, a_docket, a_litigation, a_paralegal, an_action, an_entry
from tests.page_world import Matter, a_matter, signed_in

pytestmark = pytest.mark.django_db

NAMES = Paper([Page().lines(["Wren Fictitious moves for leave."])]).to_bytes()
CLEAN = Paper([Page().lines(["Plaintiff W.F. moves for leave."])]).to_bytes()


@pytest.fixture
def matter() -> Matter:
    matter = a_matter()
    identity = Identity(given_name="Wren", family_name="Fictitious")
    with acting_as(None, why="test"):
        seal_identity(person=matter.person, identity=identity, actor=None, now=NOW)
    return matter


@pytest.fixture
def robin(matter: Matter) -> Client:
    return signed_in(a_paralegal(matter.litigation))


def a_file(raw: bytes, name: str = "motion.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="application/pdf")


def begun(robin: Client, matter: Matter, raw: bytes = NAMES) -> OutgoingPaper:
    robin.post(
        reverse("new_outgoing_paper"),
        {
            "litigation": str(matter.litigation.pk),
            "title": "Motion for leave",
            "actions": "5:26-cv-00101",
            "file": a_file(raw),
        },
    )
    return stored()


def stored() -> OutgoingPaper:
    with acting_as(None, why="test"):
        return OutgoingPaper.objects.get()


def said(robin: Client, paper: OutgoingPaper, name: str = "outgoing_paper") -> str:
    return robin.get(reverse(name, args=[paper.pk]), follow=True).content.decode()


def step(robin: Client, paper: OutgoingPaper, **sent: str) -> str:
    robin.post(reverse("outgoing_step", args=[paper.pk]), sent)
    return stored().state


def test_nothing_on_its_way_says_so(robin: Client) -> None:
    page = robin.get(reverse("outgoing_papers")).content.decode()

    assert "Nothing is on its way out" in page


def test_a_paper_goes_from_upload_to_proof(robin: Client, matter: Matter) -> None:
    paper = begun(robin, matter)
    page = said(robin, paper)
    assert "[name] moves for leave." in page
    assert "Wren" not in page
    assert step(robin, paper, step="ready") == "checked"

    with acting_as(None, why="test"):
        (finding,) = RedactionFinding.objects.all()
    sent = {"finding": str(finding.pk), "answer": "allowed", "ground": "order"}
    robin.post(reverse("answer_findings", args=[paper.pk]), {**sent, "reason": "Entry 88."})
    assert step(robin, paper, step="ready") == "ready"
    assert step(robin, paper, step="filed", filed_on="2026-03-09") == "filed"
    entry = an_entry(matter.docket, 12)
    assert step(robin, paper, step="proof", entry=str(entry.pk)) == "proven"
    assert "Proof attached" in said(robin, paper)
    assert step(robin, paper, step="back") == "filed"


def test_a_new_version_is_checked_at_once(robin: Client, matter: Matter) -> None:
    paper = begun(robin, matter)

    robin.post(reverse("add_paper_version", args=[paper.pk]), {"file": a_file(CLEAN)})

    page = said(robin, paper)
    assert "found nothing" in page
    assert stored().version == 2


def test_what_is_refused_is_said_and_nothing_is_kept(robin: Client, matter: Matter) -> None:
    sent = {"litigation": str(matter.litigation.pk), "title": "Declaration of Wren Fictitious"}

    page = robin.post(reverse("new_outgoing_paper"), sent).content.decode()

    assert "The title names a protected person" in page
    with acting_as(None, why="test"):
        assert not OutgoingPaper.objects.exists()


OPENING = {"reason": "Proofreading.", "password": PASSWORD}


def test_a_file_opens_with_a_reason_for_ten_minutes(robin: Client, matter: Matter) -> None:
    paper = begun(robin, matter)
    picture = reverse("paper_picture", args=[paper.pk])
    robin.post(reverse("open_paper", args=[paper.pk]), OPENING | {"password": "not mine at all"})
    assert robin.get(picture).status_code == 404
    assert "Say why you open the file" in said(robin, paper, "view_paper")

    robin.post(reverse("open_paper", args=[paper.pk]), OPENING)

    answer = robin.get(picture)
    assert answer.content.startswith(b"\x89PNG")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    assert robin.get(f"{picture}?page=9").status_code == 404
    kept = robin.get(reverse("paper_file", args=[paper.pk]))
    assert kept.content == NAMES
    assert kept["Content-Disposition"] == 'attachment; filename="version-1.pdf"'
    with acting_as(None, why="test"):
        (event,) = AuditEvent.objects.filter(kind="reveal").select_related("litigation")
    assert (event.reason, event.litigation) == ("Proofreading.", matter.litigation)
    assert str(paper.versions.model._meta.label) in event.subject


def test_after_ten_minutes_it_is_closed(robin: Client, matter: Matter) -> None:
    paper = begun(robin, matter)
    picture = reverse("paper_picture", args=[paper.pk])
    with time_machine.travel(NOW, tick=False) as clock:
        robin.post(reverse("open_paper", args=[paper.pk]), OPENING)
        assert robin.get(picture).status_code == 200
        clock.shift(timedelta(minutes=11))
        assert robin.get(picture).status_code == 404


def test_a_list_costs_the_same_for_one_and_for_many(
    robin: Client, matter: Matter, django_assert_max_num_queries: object
) -> None:
    begun(robin, matter, CLEAN)
    with django_assert_max_num_queries(14):  # type: ignore[operator]  # pytest-django's own
        robin.get(reverse("outgoing_papers"))


def test_answering_fetches_no_file(robin: Client, matter: Matter) -> None:
    paper = begun(robin, matter)
    with acting_as(None, why="test"):
        keys = [str(each.pk) for each in RedactionFinding.objects.all()]
    sent = {"finding": keys, "answer": "false_alarm", "reason": "Another person."}

    with CaptureQueriesContext(connection) as told:
        robin.post(reverse("answer_findings", args=[paper.pk]), sent)

    assert not any("sealed_content" in query["sql"] for query in told.captured_queries)
    with acting_as(None, why="test"):
        assert {each.answer for each in RedactionFinding.objects.all()} == {"false_alarm"}


def test_actions_are_found_by_one_statement_and_a_wrong_number_is_named(
    robin: Client, matter: Matter
) -> None:
    numbers = [f"5:26-cv-{place:05}" for place in range(300, 306)]
    with acting_as(None, why="test"):
        for number in numbers:
            an_action(matter.litigation, f"{number} v. Fictitious App, Inc.", number=number)
    sent = {"litigation": str(matter.litigation.pk), "title": "Motion for leave"}

    def statements(numbers: list[str]) -> int:
        with CaptureQueriesContext(connection) as told:
            robin.post(reverse("new_outgoing_paper"), {**sent, "actions": "\n".join(numbers)})
        return len(told)

    assert statements(numbers) == statements(numbers[:1])
    with acting_as(None, why="test"):
        assert [each.actions.count() for each in OutgoingPaper.objects.order_by("pk")] == [6, 1]
    page = robin.post(reverse("new_outgoing_paper"), {**sent, "actions": "5:26-cv-99999"})
    assert "bears the number 5:26-cv-99999" in page.content.decode()


def test_proof_of_another_litigation_is_not_found(robin: Client, matter: Matter) -> None:
    paper = begun(robin, matter, CLEAN)
    step(robin, paper, step="ready")
    step(robin, paper, step="filed", filed_on="2026-03-09")
    with acting_as(None, why="test"):
        robin_too = a_litigation("9002")
        User.objects.get(name="Robin Fictitious").assignments.create(litigation=robin_too)
        entry = an_entry(a_docket("1:26-cv-09002", litigation=robin_too), 3)

    answer = robin.post(
        reverse("outgoing_step", args=[paper.pk]), {"step": "proof", "entry": str(entry.pk)}
    )

    assert answer.status_code == 404
    assert stored().state == "filed"


def test_what_was_opened_long_ago_is_forgotten(robin: Client, matter: Matter) -> None:
    paper = begun(robin, matter)
    address = reverse("open_paper", args=[paper.pk])
    with time_machine.travel(NOW, tick=False) as clock:
        robin.post(address, OPENING)
        robin.post(reverse("add_paper_version", args=[paper.pk]), {"file": a_file(CLEAN)})
        clock.shift(timedelta(minutes=11))
        robin.post(address, OPENING)
        assert len(robin.session["opened_papers"]) == 1
