"""What the mails say: the substance first, each date with its authority, nothing but designations,
and no caption, however hostile, that reaches a header or another line."""

import random
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filings.models import Deadline, Hearing, Message, Reminder
from filings.services import deadlines, hearings
from filings.services.delivery import Outcome
from filings.services.delivery import deliver as deliver_now
from filings.services.lines import one_line
from filings.services.reminders import plan
from mdl.identity import acting_as
from mdl.models import Litigation, MemberAction, Transfer, User
from tests.filings.sending import Shelf, body
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_deadline,
    a_litigation,
    a_minor,
    a_paralegal,
    a_wall,
    an_action,
    an_attorney,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def due_in(action: MemberAction, days: int, title: str, **fields: Any) -> Deadline:
    return a_deadline(action, title, due_on=TODAY + timedelta(days=days), **fields)


def delivered(now: datetime = NOW) -> list[EmailMessage]:
    """Plan and deliver at a moment; return the letters, digests last."""
    plan(now=now)
    shelf = Shelf()
    deliver_now(now=now, relay=shelf)
    return shelf.letters


def digest(now: datetime = NOW) -> EmailMessage:
    (letter,) = delivered(now)
    return letter


# --- The digest ---------------------------------------------------------------------------------


def test_the_substance_comes_first(action: MemberAction, robin: User) -> None:
    due_in(action, -2, "Fact sheet")
    due_in(action, 0, "Joint status report")
    due_in(action, 4, "Opposition to the motion")
    due_in(action, 14, "Expert report")
    due_in(action, 20, "Not told today")
    due_in(action, 45, "Certification", is_critical=True, needs_confirmation=True)
    Hearing.objects.create(
        litigation=action.litigation,
        kind=Hearing.Kind.STATUS,
        title="Status hearing",
        court=a_court(),
        starts_at=datetime(2026, 3, 11, 14, 30, tzinfo=UTC),
        place="Courtroom 2119",
    )
    Transfer.objects.create(
        action=an_action(action.litigation, "C.V. v. Fictitious App, Inc.", number="2:26-cv-00202"),
        origin=a_court("cand"),
        destination=a_court("ilnd"),
        ordered_on=date(2026, 3, 6),
    )
    letter = digest()
    text = body(letter)
    places = [
        text.index(heading)
        for heading in (
            "OVERDUE (1)",
            "DUE TODAY (1)",
            "DUE THIS WEEK (1)",
            "FURTHER AHEAD (1)",
            "HEARINGS (1)",
            "NEW OR CHANGED (2)",
            "WAITING FOR YOUR CONFIRMATION (1)",
            "TRANSFERS WAITING FOR YOUR CONFIRMATION (1)",
        )
    ]
    assert places == sorted(places)
    assert letter["Subject"] == (
        "Mon, Mar 9, 2026: 1 overdue, 1 due today, 1 this week, 1 further ahead, 1 hearing, "
        "2 others new or changed, 1 to confirm, 1 transfer to confirm"
    )
    before_changes = text[: text.index("NEW OR CHANGED")]
    assert "Not told today" not in before_changes
    assert "Wed, Mar 11, 2026, 9:30 AM CDT" in text
    assert "Proposed: N.D. Cal. to N.D. Ill." in text


def test_each_date_stands_with_its_authority_and_its_clock(
    action: MemberAction, robin: User
) -> None:
    due_in(action, 1, "Joint status report", basis="order", reason="CMO 2, paragraph 4.")
    deadlines.open_from(
        key="conditional_transfer_order_filed",
        occurred_on=TODAY,
        subject=action,
        litigation=action.litigation,
        court=a_court("jpml"),
        about="CTO-3",
        actor=None,
        now=NOW,
    )
    single, letter = delivered()
    text = body(letter)
    assert "* Tue, Mar 10, 2026, midnight PDT, N.D. Cal. (new, in 1 day)" in text
    assert "  Set by order: CMO 2, paragraph 4." in text
    assert (
        "* Mon, Mar 16, 2026, midnight EDT, J.P.M.L. (new, in 7 days, critical, not confirmed)"
        in text
    )
    assert "  J.P.M.L. R. 7.1(c): 7 days after Mon, Mar 9, 2026" in text
    assert single["Subject"] == (
        "Due Mon, Mar 16, 2026: Oppose a conditional transfer order (CTO-3), MDL No. 9001, "
        "W.F. v. Fictitious App, Inc."
    )
    assert "Day 1 is Tuesday, March 10, 2026. [Fed. R. Civ. P. 6(a)(1)(B)]" in body(single)
    assert "Day 1 is Tuesday, March 10, 2026." in body(single, "html")


def test_text_and_html_say_the_same_and_link_to_the_pages(
    action: MemberAction, robin: User
) -> None:
    deadline = due_in(action, 0, "Reply <b>& sur-reply</b>")
    letter = digest()
    address = f"http://127.0.0.1:8000/deadlines/{deadline.pk}/"
    assert address in body(letter)
    assert f'href="{address}"' in body(letter, "html")
    assert "Reply <b>& sur-reply</b>" in body(letter)
    assert "Reply &lt;b&gt;&amp; sur-reply&lt;/b&gt;" in body(letter, "html")


def test_a_met_deadline_is_not_in_the_next_digest(action: MemberAction, robin: User) -> None:
    deadline = due_in(action, 3, "Joint status report")
    due_in(action, 2, "Fact sheet")
    assert "Joint status report" in body(digest())
    deadlines.mark_met(deadline=deadline, on=TODAY, actor=robin)
    tomorrow = body(digest(NOW + timedelta(days=1)))
    assert "Fact sheet" in tomorrow
    assert "Joint status report" not in tomorrow


def test_nothing_to_say_is_no_mail(action: MemberAction, robin: User) -> None:
    assert delivered() == []
    today = Message.objects.get(digest_on=TODAY)
    assert (today.state, today.error) == ("dropped", "Nothing is due, changed or waiting.")


@pytest.mark.django_db(transaction=True)  # history needs a clock that goes on
def test_what_changed_is_told_once(action: MemberAction, robin: User) -> None:
    jordan = an_attorney(a_litigation("9002"))
    first, second = due_in(action, 20, "Expert report"), due_in(action, 21, "List of witnesses")
    due_in(action, 22, "Jury instructions")
    assert changes(digest()) == ["new, in 20 days", "new, in 21 days", "new, in 22 days"]
    deadlines.move(
        deadline=first, to=TODAY + timedelta(days=25), reason="Order.", actor=robin, now=NOW
    )
    deadlines.confirm(deadline=second, actor=robin, now=NOW)
    assert changes(digest(NOW + timedelta(days=1))) == [
        "confirmed, in 20 days",
        "moved from Sun, Mar 29, 2026, in 24 days",
    ]
    assert delivered(NOW + timedelta(days=2)) == []
    assert not Message.objects.filter(recipient=jordan, state="sent").exists()


def changes(letter: EmailMessage) -> list[str]:
    """The marks in the section of changes."""
    text = body(letter).split("NEW OR CHANGED")[1]
    return [line.split("(")[1].strip(")") for line in text.splitlines() if line.startswith("* ")]


def test_a_long_list_is_cut_and_counted(action: MemberAction, robin: User) -> None:
    for number in range(60):
        due_in(action, 0, f"Fictional day {number:02}")
    text = body(digest())
    assert "DUE TODAY (60)" in text
    assert "and 35 more: http://127.0.0.1:8000/" in text
    told = Reminder.objects.exclude(told_by=None).count()
    assert told == 25  # what was not listed was not told


def test_a_person_appears_by_the_public_designation(litigation: Litigation, robin: User) -> None:
    minor = a_minor(litigation, "W.F.")
    with acting_as(robin, why="test"):
        Deadline.objects.create(
            title="Substitute the party",
            obligor="ours",
            basis="entered",
            reason="FRCP 17(c).",
            court=a_court(),
            due_on=TODAY,
            person=minor,
            litigation=litigation,
        )
    assert "MDL No. 9001, W.F." in body(digest())


def test_a_walled_person_gets_nothing(action: MemberAction, robin: User) -> None:
    due_in(action, 0, "Joint status report")
    an_attorney(action.litigation)
    plan(now=NOW)
    a_wall(robin, action.litigation)
    shelf = Shelf()
    deliver_now(now=NOW, relay=shelf)
    assert [letter["To"] for letter in shelf.letters] == ["jordan@firm.example"]


def test_a_leavers_digest_is_dropped_and_the_successor_told(
    action: MemberAction, robin: User
) -> None:
    avery = a_paralegal(action.litigation, name="Avery Fictitious")
    due_in(action, 0, "Joint status report", assigned_to=robin)
    plan(now=NOW)
    User.objects.filter(pk=robin.pk).update(is_active=False, reminders_to=avery)
    assert [letter["To"] for letter in delivered()] == ["avery@firm.example"]


def test_yesterdays_digest_is_overtaken_by_todays(action: MemberAction, robin: User) -> None:
    due_in(action, 2, "Joint status report")
    plan(now=NOW)
    letters = delivered(NOW + timedelta(days=1))
    assert len(letters) == 1
    assert letters[0]["Subject"].startswith("Tue, Mar 10, 2026")
    assert Message.objects.get(digest_on=TODAY).error == "The digest of a later day tells it."


def test_a_later_day_that_waits_is_told_and_the_second_person_asked(
    action: MemberAction, robin: User
) -> None:
    jordan = an_attorney(action.litigation)
    notice = due_in(action, 3, "Notice of appeal", is_critical=True, needs_confirmation=True)
    deadlines.move(deadline=notice, to=date(2026, 3, 27), reason="Order.", actor=robin, now=NOW)
    told = (
        "a later day, Fri, Mar 27, 2026, waits for a second person; "
        "Thu, Mar 12, 2026 stands meanwhile"
    )
    letters = {letter["To"]: letter for letter in delivered() if letter["Subject"][:3] != "Due"}
    for form in ("plain", "html"):
        assert told in body(letters[jordan.email], form)
        assert told in body(letters[robin.email], form)
    assert "WAITING FOR YOUR CONFIRMATION (1)" in body(letters[jordan.email])
    assert "WAITING FOR YOUR CONFIRMATION" not in body(letters[robin.email])  # asked for it


def test_a_single_reminder_says_what_waits(action: MemberAction, robin: User) -> None:
    notice = due_in(action, 3, "Notice of appeal", is_critical=True, needs_confirmation=True)
    deadlines.waive(deadline=notice, on=TODAY, reason="Settled.", actor=robin)
    single = delivered()[0]
    told = "its waiver waits for a second person; Thu, Mar 12, 2026 stands meanwhile"
    assert told in body(single)
    assert told in body(single, "html")


def test_a_digest_costs_a_fixed_number_of_queries(
    action: MemberAction,
    robin: User,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    def one_day_more() -> None:
        number = Message.objects.count() + Deadline.objects.count()
        more = an_action(action.litigation, number=f"5:26-cv-{number + 300:05}")
        for days in (-1, 0, 3):
            due_in(more, days, f"Fictional day {number}", needs_confirmation=True)
        hearings.schedule(
            litigation=action.litigation,
            kind=Hearing.Kind.STATUS,
            title="Status hearing",
            court=a_court(),
            starts_at=NOW + timedelta(days=2),
            place="Courtroom 2119",
            actor=None,
            now=NOW,
        )

    def send() -> None:
        assert deliver_now(now=NOW, relay=Shelf())[Outcome.SENT] == 1

    one_day_more()
    plan(now=NOW)
    with CaptureQueriesContext(connection) as few:
        send()
    for _ in range(10):
        one_day_more()
    Message.objects.filter(digest_on=TODAY).update(state="pending", sent_at=None)
    with django_assert_num_queries(len(few)):
        send()


def test_after_days_without_mail_the_last_reminder_is_enough(
    action: MemberAction, robin: User
) -> None:
    due_in(action, 3, "Certification", is_critical=True, needs_confirmation=True)
    for days in (0, 1, 2):
        plan(now=NOW + timedelta(days=days))
    letters = delivered(NOW + timedelta(days=2))
    assert [letter["Subject"].split(":")[0] for letter in letters] == [
        "Due tomorrow",
        "Wed, Mar 11, 2026",
    ]


# --- Single reminders of hearings ---------------------------------------------------------------


def test_a_hearing_set_for_tomorrow_after_the_digest_is_told_at_once(
    litigation: Litigation, robin: User
) -> None:
    assert delivered() == []
    hearings.schedule(
        litigation=litigation,
        kind=Hearing.Kind.CONFERENCE,
        title="Emergency conference",
        court=a_court(),
        starts_at=NOW + timedelta(days=1),
        dial_in="1-555-0100",
        actor=robin,
        now=NOW,
    )
    (letter,) = delivered()
    assert letter["Subject"] == (
        "Tue, Mar 10, 2026, 10:00 AM CDT: Emergency conference, MDL No. 9001"
    )
    assert "Case management conference, N.D. Ill.: 1-555-0100" in body(letter)


# --- Headers ------------------------------------------------------------------------------------


def test_the_headers_of_a_reminder(action: MemberAction, robin: User) -> None:
    due_in(action, 0, "Joint status report")
    letter = digest()
    assert letter["To"] == "robin@firm.example"
    assert letter["From"] == "Tagalong <reminders@localhost>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["X-Tagalong-Repeat"] is None
    assert letter["Message-ID"].startswith("<")
    assert letter["Date"]


def test_the_message_id_is_the_same_for_the_same_message(action: MemberAction, robin: User) -> None:
    due_in(action, 0, "Joint status report")
    first = digest()["Message-ID"]
    Message.objects.update(state="pending", sent_at=None, message_id="")
    shelf = Shelf()
    deliver_now(now=NOW, relay=shelf)
    assert [letter["Message-ID"] for letter in shelf.letters] == [first]


HOSTILE = (
    "Reply\r\nBcc: everybody@invented.example",
    "Reply\nSubject: Cancelled",
    "Reply\r\n\r\nThe deadline is cancelled.",
    "Reply\x0b\x0c\x1c\x85\u2028\u2029Bcc: everybody@invented.example",
    "Reply\x00\x01\x1b[31m",
    "Reply \u202egnilaever\u202c \u2066hidden\u2069 \u200b\u200d\ufeff",
    "=?utf-8?q?Reply=0ABcc:_everybody=40invented.example?=",
    "答辯狀 в ответ ردّ 🏛️ ß",
    "." * 200,
    ".\r\n.\r\nMAIL FROM:<a@b.example>",
    "<script>alert(1)</script>",
    "{% include 'secret' %} {{ settings.SECRET_KEY }}",
    "\ud800 half a character",
    "x" * 10_000,
    "",
)
ALLOWED_HEADERS = {
    "content-type", "mime-version", "subject", "from", "to", "date", "message-id",
    "auto-submitted", "x-auto-response-suppress",
}  # fmt: skip


@pytest.mark.parametrize("caption", HOSTILE)
def test_no_caption_reaches_another_header_or_line(caption: str) -> None:
    seen = one_line(caption)
    assert len(seen) <= 200
    assert not [c for c in seen if unicodedata.category(c)[0] == "C" or c in "\u2028\u2029"]
    assert seen.splitlines() in ([seen], [])


@pytest.mark.parametrize(
    "caption", [text for text in HOSTILE if text and "\x00" not in text and "\ud800" not in text]
)
def test_a_letter_about_a_hostile_caption_has_clean_headers(
    action: MemberAction, robin: User, caption: str
) -> None:
    action.caption = caption[:300]
    action.save()
    due_in(action, 3, caption[:200], is_critical=True, needs_confirmation=True)
    for letter in delivered():
        assert {name.lower() for name in letter} <= ALLOWED_HEADERS
        assert len(letter.get_all("To", [])) == len(letter.get_all("Subject", [])) == 1
        assert letter["To"] == "robin@firm.example"
        assert len(letter["Subject"].strip()) <= 150
        assert "cancelled." not in body(letter).splitlines()
        assert not body(letter).isascii() or "<script>" not in body(letter, "html")


def test_ten_thousand_random_captions_stay_on_one_line() -> None:
    dice = random.Random(2948)
    alphabet = "ab:@<>=?., \r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029\u202e\u200b\ufeff\ud800é答🏛"
    for _ in range(10_000):
        caption = "".join(dice.choices(alphabet, k=dice.randrange(60)))
        seen = one_line(caption)
        assert seen.splitlines() in ([seen], [])
        seen.encode()  # no half character is left


@pytest.mark.parametrize(
    "name", ["Robin\r\nBcc: x@invented.example", "Robin \u202enibor", "Robin, <x@invented.example>"]
)
def test_a_readers_name_is_no_header(action: MemberAction, robin: User, name: str) -> None:
    User.objects.filter(pk=robin.pk).update(name=name)
    due_in(action, 0, "Joint status report")
    letter = digest()
    assert letter["To"] == "robin@firm.example"
    assert letter["Bcc"] is None


def test_an_address_that_cannot_be_used_fails_alone(action: MemberAction, robin: User) -> None:
    an_attorney(action.litigation)
    User.objects.filter(pk=robin.pk).update(email="robin@firm.example\r\nBcc: x@invented.example")
    due_in(action, 0, "Joint status report")
    assert [letter["To"] for letter in delivered()] == ["jordan@firm.example"]
    failed = Message.objects.get(state="failed")
    assert failed.recipient == robin
    assert "address cannot be used" in failed.error
