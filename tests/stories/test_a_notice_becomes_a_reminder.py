"""The main job, told once from end to end, on real servers.

A litigation is loaded. A notice of a conditional transfer order arrives. Its tag-alongs appear as
proposed, with a clock running and its steps in words. Robin, the paralegal, confirms them. A real
Celery worker on a real Valkey sends the mail to a real SMTP server. Jordan, the attorney, sees the
day on the page. Robin marks it met in the admin. The next morning's digest no longer has it.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from filings.models import Deadline
from filings.services import delivery, messages, reminders
from mdl.court_time import Direction, Period, count, panel_calendar
from mdl.embedded.ports import free_port
from mdl.models import Litigation, MemberAction, Transfer, User
from tests.makers import PASSWORD, a_deadline, a_paralegal, an_attorney

NOTICE = Path(__file__).parents[1] / "filings" / "papers" / "notice_panel_cto.eml"
# Tests usually keep mail in memory.
SMTP = "django.core.mail.backends.smtp.EmailBackend"
ZONES = ("America/Chicago", "Asia/Tokyo", "Europe/Berlin", "Pacific/Auckland")


class Inbox:
    """A real SMTP server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 Kept"

    def to(self, user: User) -> list[EmailMessage]:
        return [mail for mail in self.mails if user.email in str(mail["To"])]


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    kept = Inbox()
    port = free_port(0)
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield kept, port
    server.stop()


@pytest.fixture
def env(world_database: Any, inbox: tuple[Inbox, int]) -> Mapping[str, str]:
    """What every process of this world is told."""
    return {
        **world_database.env,
        "DJANGO_SETTINGS_MODULE": "mdl.settings.test",
        "EMAIL_URL": f"smtp://127.0.0.1:{inbox[1]}",
        "REMINDER_TICK_SECONDS": "1",
    }


@pytest.fixture
def celery(env: Mapping[str, str], tmp_path: Path) -> Iterator[Callable[[], None]]:
    """What starts a worker with two processes, and beat; they end with the test."""
    commands = (
        ["worker", "--concurrency", "2"],
        ["beat", "--schedule", str(tmp_path / "beat")],
    )
    with ExitStack() as leaving:

        def start() -> None:
            for command in commands:
                process = subprocess.Popen(
                    [sys.executable, "-m", "celery", "-A", "mdl", *command, "--loglevel=WARNING"],
                    cwd=settings.BASE_DIR,
                    env=dict(env),
                    start_new_session=True,
                )
                leaving.callback(process.wait)
                leaving.callback(os.killpg, process.pid, signal.SIGTERM)

        yield start


def eventually(what: Callable[[], Any], *, within: float = 60) -> Any:
    """Wait for what other processes do."""
    end = time.monotonic() + within
    while not (found := what()):
        assert time.monotonic() < end, f"not within {within} s: {what}"
        time.sleep(0.2)
    return found


def signed_in(user: User) -> Client:
    """A browser in which the user has typed address and password."""
    client = Client()
    answer = client.post(reverse("sign_in"), {"username": user.email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


def a_zone_where_it_is_day() -> str:
    """Digests go out in the morning; the story must also work at night."""
    return next(zone for zone in ZONES if 8 <= datetime.now(ZoneInfo(zone)).hour < 22)


def a_recent_filing_day() -> tuple[date, date]:
    """A day on which the Panel's clerk works, whose seven days end within the coming week."""
    today = datetime.now(UTC).date()
    for days in range(1, 7):
        filed_on = today - timedelta(days=days)
        counted = count(
            Period.parse("7 days"), Direction.AFTER, filed_on, calendar=panel_calendar()
        )
        due_on = counted.conservative_on
        if filed_on.weekday() < 5 and today + timedelta(days=1) < due_on <= today + timedelta(6):
            return filed_on, due_on
    raise AssertionError("no such day")


def the_notice(filed_on: date) -> bytes:
    """The committed notice, dated anew and sent in the litigation that is loaded."""
    text = NOTICE.read_text()
    american = f"{filed_on.month}/{filed_on.day}/{filed_on.year}"
    for old, new in (
        ("8/12/2024", american),
        ("Mon, 12 Aug 2024", f"{filed_on:%a, %d %b %Y}"),
        ("MDL No. 9901", "MDL No. 2948"),
        ("24-cv-9", f"{filed_on:%y}-cv-9"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_a_notice_becomes_a_reminder_and_a_day_done(
    env: Mapping[str, str],
    celery: Callable[[], None],
    inbox: tuple[Inbox, int],
    tmp_path: Path,
) -> None:
    kept, port = inbox
    filed_on, due_on = a_recent_filing_day()

    # A litigation is loaded, and two people work on it.
    call_command("load_courts", verbosity=0)
    call_command("load_litigation", "mdl2948", verbosity=0)
    litigation = Litigation.objects.get(mdl_number="2948")
    zone = a_zone_where_it_is_day()
    robin = a_paralegal(litigation, time_zone=zone)
    jordan = an_attorney(litigation, time_zone=zone)
    known = MemberAction.objects.filter(litigation=litigation).count()

    # A notice arrives: every paper is accounted for.
    paper = tmp_path / "notice.eml"
    paper.write_bytes(the_notice(filed_on))
    imported = subprocess.run(
        [sys.executable, "manage.py", "import_papers", str(paper), "--json"],
        cwd=settings.BASE_DIR,
        env=dict(env),
        capture_output=True,
        text=True,
        check=False,
    )
    assert imported.returncode == 0, imported.stderr
    account = json.loads(imported.stdout)
    assert {name: account[name] for name in ("received", "imported", "unchanged")} == {
        "received": 1,
        "imported": 1,
        "unchanged": 0,
    }

    # Its tag-alongs appear as proposed, with one seven-day clock running for both.
    proposed = Transfer.objects.proposed().filter(order__number=3, action__litigation=litigation)
    assert sorted(proposed.values_list("origin", flat=True)) == ["cacd", "ilsd"]
    assert MemberAction.objects.filter(litigation=litigation).count() == known + 2
    window = Deadline.objects.open().get(trigger__key="conditional_transfer_order_filed")
    assert window.due_on == due_on
    assert set(window.scope.actions.all()) == {transfer.action for transfer in proposed}

    # Robin sees both on the work list, and confirms them.
    at_robins = signed_in(robin)
    page = at_robins.get(reverse("proposals")).content.decode()
    assert "CTO-3" in page
    assert "C.D. Cal." in page
    assert "S.D. Ill." in page
    answer = at_robins.post(
        reverse("decide_proposals"),
        {"transfer": [str(transfer.pk) for transfer in proposed], "confirm": ""},
        follow=True,
    )
    assert answer.status_code == 200
    assert not Transfer.objects.proposed().filter(action__litigation=litigation).exists()
    assert {t.confirmed_by for t in Transfer.objects.filter(order__number=3)} == {robin}

    # The worker tells both of them, without being asked. (Started only now: a digest that found
    # nothing to say before the notice came would be the only one of the day.)
    celery()
    title = window.title
    mail = eventually(lambda: [m for m in kept.to(jordan) if title in text_of(m)])[0]
    assert eventually(lambda: [m for m in kept.to(robin) if title in text_of(m)])
    assert "7.1(c)" in text_of(mail)
    assert f"{due_on:%b} {due_on.day}" in text_of(mail)

    # Jordan's page shows the day, and its reason step by step.
    at_jordans = signed_in(jordan)
    assert title in at_jordans.get(reverse("my_day"), {"whose": "all"}).content.decode()
    reasons = at_jordans.get(reverse("deadline", args=[window.pk])).content.decode()
    assert "7.1(c)" in reasons
    assert "The 7th day" in reasons

    # Robin marks it met in the admin.
    marked = at_robins.post(
        reverse("admin:filings_deadline_changelist"),
        {"action": "mark_met_selected", "_selected_action": [str(window.pk)], "apply": "1",
         "on": f"{datetime.now(UTC).date():%Y-%m-%d}"},
        follow=True,
    )  # fmt: skip
    assert marked.status_code == 200
    window.refresh_from_db()
    assert window.status == Deadline.Status.MET

    # The next morning's digest tells of another day, and no longer of this one.
    action = litigation.actions.identified().first()
    assert action is not None
    a_deadline(action, "Serve the disclosures", due_on=due_on + timedelta(days=2))
    sent = len(kept.to(jordan))
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    reminders.plan(now=tomorrow)
    messages.address(now=tomorrow)
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_PORT=port):
        delivery.deliver(now=tomorrow)
    (next_mail,) = eventually(lambda: kept.to(jordan)[sent:])
    assert "Serve the disclosures" in text_of(next_mail)
    assert title not in text_of(next_mail)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
