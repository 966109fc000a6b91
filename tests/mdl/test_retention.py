"""A litigation is closed by a supervisor, kept until a day, held, and opened again."""

from datetime import date, datetime, timedelta
from typing import Any

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from mdl import matter_file
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.matter_file import Obstacle
from mdl.models import LegalHold, Litigation, MatterClosing, MatterErasure, OpenItem, User
from mdl.services.retention import closing as service
from mdl.services.retention import erasing
from mdl.services.retention.closing import NotNow
from tests.makers import NOW, TODAY, a_deadline, a_litigation, a_supervisor, an_action, an_attorney
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

RULE = "Six years after the end of the representation: engagement letter, paragraph 9"
UNTIL = date(2032, 3, 9)
AFTER = datetime.fromisoformat("2032-03-10T00:00:00+00:00")


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation(is_fictional=False)  # the demo is not erased


@pytest.fixture
def sage() -> User:
    return a_supervisor()


def closed(litigation: Litigation, actor: User | None, **fields: Any) -> MatterClosing:
    told: dict[str, Any] = {
        "closed_on": TODAY, "reason": "Judgment is final.", "retain_until": UNTIL,
        "retention_rule": RULE, "now": NOW,
    }  # fmt: skip
    return service.close(litigation=litigation, actor=actor, **told | fields)


# --- Closing ------------------------------------------------------------------------------------


def test_a_supervisor_closes_and_nothing_is_deleted(litigation: Litigation, sage: User) -> None:
    action = an_action(litigation)
    closing = closed(litigation, sage)
    assert (closing.closed_by, closing.retain_until) == (sage, UNTIL)
    assert service.closing_of(litigation) == closing
    action.refresh_from_db()


def test_an_attorney_does_not_close(litigation: Litigation) -> None:
    with pytest.raises(NotAllowed):
        closed(litigation, an_attorney(litigation))
    assert service.closing_of(litigation) is None


def test_an_open_deadline_is_in_the_way_and_named(litigation: Litigation, sage: User) -> None:
    deadline = a_deadline(an_action(litigation))
    with pytest.raises(NotNow, match="Still under way: 1 open deadlines"):
        closed(litigation, sage)
    page = signed_in(sage).get(reverse("closing", args=[litigation.pk])).content.decode()
    assert "Open deadlines: <b>1</b>" in page
    assert f"litigation__id__exact={litigation.pk}" in page
    deadline.delete()
    closed(litigation, sage)


def test_what_another_app_hinders_is_asked(
    litigation: Litigation, sage: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matter_file, "_OBSTACLES", {})
    matter_file.hinders(Obstacle("whiskers", lambda _: 1_200, lambda _: "/"))
    with pytest.raises(NotNow, match="1,200 whiskers"):
        closed(litigation, sage)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": " "}, ValidationError),
        ({"retention_rule": ""}, ValidationError),
        ({"retain_until": date(2026, 3, 8)}, ValidationError),
        ({"closed_on": date(2026, 3, 10)}, NotNow),
    ],
)
def test_a_closing_that_is_not_whole_is_refused(
    litigation: Litigation, sage: User, fields: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        closed(litigation, sage, **fields)


def test_it_is_closed_once_and_opened_again_for_a_reason(
    litigation: Litigation, sage: User
) -> None:
    closed(litigation, sage)
    with pytest.raises(ValidationError):
        closed(litigation, sage)
    with pytest.raises(ValidationError):
        service.reopen(litigation=litigation, reason="", actor=sage, now=NOW)
    service.reopen(litigation=litigation, reason="An appeal was filed.", actor=sage, now=NOW)
    assert service.closing_of(litigation) is None
    closed(litigation, sage)


# --- Holds and retention ------------------------------------------------------------------------


def test_a_hold_stands_once_and_is_lifted_for_a_reason(litigation: Litigation, sage: User) -> None:
    service.hold(litigation=litigation, reason="A subpoena.", actor=sage, now=NOW)
    with pytest.raises(ValidationError):
        service.hold(litigation=litigation, reason="Another.", actor=sage, now=NOW)
    service.lift(litigation=litigation, reason="It was quashed.", actor=sage, now=NOW)
    assert service.hold_on(litigation) is None
    with pytest.raises(NotNow):
        service.lift(litigation=litigation, reason="Again.", actor=sage, now=NOW)


def test_an_item_is_opened_when_the_day_is_near_and_only_once(
    litigation: Litigation, sage: User
) -> None:
    closing = closed(litigation, sage)
    far = AFTER - service.TOLD_BEFORE - timedelta(days=2)
    assert service.watch(now=far) == 0
    assert service.watch(now=far + timedelta(days=1)) == 1
    assert service.watch(now=AFTER) == 0
    item = OpenItem.objects.about(closing).get()
    assert (item.due_on, item.authority) == (UNTIL, RULE)


def test_the_list_has_whose_retention_ends_within_the_months(
    litigation: Litigation, sage: User, time_machine: Any
) -> None:
    closed(litigation, sage)
    time_machine.move_to(datetime.fromisoformat("2032-02-20T12:00:00+00:00"))
    client = signed_in(sage)
    assert str(litigation) in client.get(reverse("retention"), {"months": "1"}).content.decode()
    time_machine.move_to(datetime.fromisoformat("2031-02-20T12:00:00+00:00"))
    client = signed_in(sage)
    assert "No retention ends" in client.get(reverse("retention")).content.decode()


def test_a_closed_litigation_out_of_reach_is_not_in_the_list(litigation: Litigation) -> None:
    closed(litigation, None, retain_until=TODAY)
    elsewhere = signed_in(an_attorney(a_litigation("9002"), name="Casey Invented"))
    here = signed_in(an_attorney(litigation))
    assert str(litigation) not in elsewhere.get(reverse("retention")).content.decode()
    assert str(litigation) in here.get(reverse("retention")).content.decode()


# --- Two people ---------------------------------------------------------------------------------


def asked(litigation: Litigation, actor: User, **fields: Any) -> MatterErasure:
    told: dict[str, Any] = {"reason": "Retention is over.", "typed": "9001", "now": AFTER}
    return erasing.ask(litigation=litigation, actor=actor, **told | fields)


def test_one_asks_and_another_confirms(litigation: Litigation, sage: User) -> None:
    ash = a_supervisor(name="Ash Invented")
    closed(litigation, sage)
    erasure = asked(litigation, sage)
    with pytest.raises(NotNow, match="somebody else"):
        erasing.confirm(erasure=erasure, typed="9001", actor=sage, now=AFTER)
    done = erasing.confirm(erasure=erasure, typed="9001", actor=ash, now=AFTER)
    assert done.erased_by == ash
    assert "Sage Fictitious" in done.certificate
    with pytest.raises(NotNow, match="meanwhile"):
        erasing.confirm(erasure=erasure, typed="9001", actor=ash, now=AFTER)


def test_an_erasure_may_take_longer_than_a_page(litigation: Litigation, sage: User) -> None:
    """The keys of a hundred thousand people are many rows, and half an erasure is none."""
    closed(litigation, sage)
    ash = a_supervisor(name="Ash Invented")
    erasure = asked(litigation, sage)
    with transaction.atomic():
        erasing.confirm(erasure=erasure, typed="9001", actor=ash, now=AFTER)
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("15min",)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"typed": "2948"}, "Type the number"),
        ({"now": AFTER - timedelta(days=1)}, "kept until March 9, 2032"),
    ],
)
def test_the_number_is_typed_and_the_day_is_over(
    litigation: Litigation, sage: User, fields: dict[str, Any], words: str
) -> None:
    closed(litigation, sage)
    with pytest.raises(NotNow, match=words):
        asked(litigation, sage, **fields)


def test_what_is_open_or_on_hold_is_not_erased(litigation: Litigation, sage: User) -> None:
    with pytest.raises(NotNow, match="not closed"):
        asked(litigation, sage)
    closed(litigation, sage)
    erasure = asked(litigation, sage)
    service.hold(litigation=litigation, reason="A subpoena.", actor=sage, now=AFTER)
    with pytest.raises(NotNow, match="legal hold: A subpoena"):
        erasing.confirm(
            erasure=erasure, typed="9001", actor=a_supervisor(name="Ash Invented"), now=AFTER
        )


def test_the_demo_is_not_erased_in_part(sage: User) -> None:
    demo = a_litigation("9003", is_fictional=True)
    assert "leaves whole" in erasing.why_not(demo, now=AFTER)


def test_a_withdrawn_erasure_is_not_confirmed(litigation: Litigation, sage: User) -> None:
    closed(litigation, sage)
    erasure = asked(litigation, sage)
    erasing.withdraw(erasure=erasure, actor=sage, now=AFTER)
    with pytest.raises(NotNow, match="withdrawn"):
        erasing.confirm(
            erasure=erasure, typed="9001", actor=a_supervisor(name="Ash Invented"), now=AFTER
        )


# --- What the database refuses by itself --------------------------------------------------------


def stored_erasure(litigation: Litigation, sage: User, **fields: Any) -> MatterErasure:
    values = {
        "reason": "Over.", "asked_by": sage, "asked_at": AFTER, "erased_at": AFTER,
        "erased_by": a_supervisor(name="Ash Invented"), "certificate": "C", "sha256": "0" * 64,
    }  # fmt: skip
    row = MatterErasure(litigation=litigation, **values | fields)
    MatterErasure.objects.bulk_create([row])
    return row


def test_the_database_refuses_an_erasure_before_its_day_or_on_hold(
    litigation: Litigation, sage: User
) -> None:
    with pytest.raises(IntegrityError, match="retention is over"), transaction.atomic():
        stored_erasure(litigation, sage)
    closed(litigation, sage)
    with pytest.raises(IntegrityError, match="retention is over"), transaction.atomic():
        stored_erasure(litigation, sage, erased_at=AFTER - timedelta(seconds=1))
    placed = LegalHold.objects.create(
        litigation=litigation, reason="A subpoena.", placed_by=sage, placed_at=NOW
    )
    with pytest.raises(IntegrityError, match="on legal hold"), transaction.atomic():
        stored_erasure(litigation, sage)
    placed.delete()
    stored_erasure(litigation, sage)  # the control: nothing stands against it


def test_a_certificate_is_not_rewritten(litigation: Litigation, sage: User) -> None:
    closed(litigation, sage)
    row = stored_erasure(litigation, sage)
    with acting_as(None, why="test"):
        for change in (
            lambda: MatterErasure.objects.filter(pk=row.pk).update(certificate="Other"),
            lambda: MatterErasure.objects.filter(pk=row.pk).delete(),
        ):
            with pytest.raises(Exception, match="Cannot"), transaction.atomic():
                change()


# --- The page -----------------------------------------------------------------------------------


def test_the_page_closes_holds_and_erases(
    litigation: Litigation, sage: User, time_machine: Any
) -> None:
    ash = a_supervisor(name="Ash Invented", joined_at=NOW)
    page = reverse("closing", args=[litigation.pk])
    time_machine.move_to(NOW)
    hers = signed_in(sage)
    hers.post(page, {"do": "hold", "reason": "A subpoena."})
    hers.post(page, {"do": "lift", "reason": "Quashed."})
    hers.post(
        page,
        {
            "do": "close", "closed_on": "2026-03-09", "reason": "Final.",
            "retain_until": "2026-03-09", "retention_rule": RULE,
        },
    )  # fmt: skip
    time_machine.move_to(NOW + timedelta(days=1))
    hers, theirs = signed_in(sage), signed_in(ash)
    markup = '#read("/etc/hostname") *Over.*'
    hers.post(page, {"do": "ask", "reason": markup, "typed": "9001"})
    erasure = MatterErasure.objects.get()
    assert "Erase for good" not in hers.get(page).content.decode()
    assert "Erase for good" in theirs.get(page).content.decode()
    theirs.post(page, {"do": "confirm", "erasure": str(erasure.pk), "typed": "9001"})
    erasure.refresh_from_db()
    assert erasure.erased_by == ash
    text = theirs.get(reverse("certificate_text", args=[erasure.pk]))
    assert text.content.decode() == erasure.certificate
    assert erasure.sha256 in theirs.get(reverse("certificate", args=[erasure.pk])).content.decode()
    pdf = theirs.get(reverse("certificate_pdf", args=[erasure.pk])).content
    said = words_of(pdf)
    assert erasure.sha256 in said
    # What a person typed is printed as it stands, and runs nothing.
    assert '#read("/etc/hostname") *Over.*' in said
    assert theirs.get(reverse("certificate_pdf", args=[erasure.pk])).content == pdf


def words_of(pdf: bytes) -> str:
    """The text of a PDF, without the places at which a long word may break."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join("".join(pages).replace("\u200b\r\n", "").replace("\u200b", "").split())


def test_nonsense_is_answered_in_a_sentence(litigation: Litigation, sage: User) -> None:
    hers = signed_in(sage)
    page = reverse("closing", args=[litigation.pk])
    for sent, words in (
        ({"do": "sing"}, "Nothing was asked"),
        ({"do": "close", "closed_on": "soon"}, "Enter the day on which it is closed"),
        ({"do": "confirm", "erasure": "x"}, "confirmed or withdrawn"),
        ({"do": "hold", "reason": " "}, "blank"),
    ):
        assert words in hers.post(page, sent, follow=True).content.decode()
