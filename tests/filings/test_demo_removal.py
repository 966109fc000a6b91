"""Loading the demo into an empty installation and taking it away again."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from filings.demo import SIGN_INS
from filings.demo.load import load_demo, remove_demo
from filings.models import PrintedDay, Reminder
from filings.services import delivery, messages, printed_days
from filings.services.public_record import load_public_record
from mdl.identity import acting_as
from mdl.models import Litigation, OpenItem
from mdl.services.courts import load_courts
from mdl.services.retention import closing, exporting
from plaintiffs.services.coming_of_age import open_what_follows
from tests.filings.sending import Shelf
from tests.makers import a_paralegal, a_supervisor

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 15, 0, tzinfo=UTC)


def _rows() -> dict[str, int]:
    """Count every table but history, audit and the ledger of batches, which keep what happened."""
    with acting_as(None, why="count rows"):
        return {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
            if model._meta.app_label in {"mdl", "plaintiffs", "filings"}
            and not issubclass(model, pghistory.models.Event)
            and model._meta.label not in {"mdl.AuditEvent", "mdl.Batch"}
        }


def test_removal_leaves_everything_else_as_it_was() -> None:
    load_courts(actor=None)
    load_public_record(name_or_path="mdl2948", actor=None)
    before = _rows()
    load_demo(today=TODAY, now=NOW, actor=None)
    assert _rows() != before
    removed = remove_demo(actor=None, now=NOW)
    assert removed.kept == []
    assert _rows() == before


def test_removal_takes_a_hold_and_an_exported_file_too(settings: Any, tmp_path: Path) -> None:
    settings.MATTER_EXPORTS_DIR = tmp_path
    load_courts(actor=None)
    before = _rows()
    load_demo(today=TODAY, now=NOW, actor=None)
    demo = Litigation.objects.get(is_fictional=True)
    with acting_as(None, why="test"):
        closing.hold(litigation=demo, reason="A subpoena.", actor=None, now=NOW)
        exporting.begin(litigation=demo, profile="designations", actor=None, now=NOW)
    exporting.write_waiting()
    remove_demo(actor=None, now=NOW)
    assert _rows() == before


def test_removal_takes_what_somebody_answered_meanwhile() -> None:
    load_courts(actor=None)
    sage = a_supervisor()
    before = _rows()
    load_demo(today=TODAY, now=NOW, actor=None)
    with acting_as(sage, why="test"):
        day = PrintedDay.objects.get(kind="deadline")
        assert printed_days.accept(day=day, actor=sage, now=NOW).deadline is not None
    removed = remove_demo(actor=None, now=NOW)
    assert removed.kept == []
    assert _rows() == before


def test_removal_takes_the_mails_that_went_out_meanwhile() -> None:
    load_courts(actor=None)
    load_public_record(name_or_path="mdl2948", actor=None)
    before = _rows()
    load_demo(today=TODAY, now=NOW, actor=None)
    shelf = Shelf()
    with acting_as(None, why="morning"):
        open_what_follows(now=NOW)
        messages.address(now=NOW)
        delivery.deliver(now=NOW, relay=shelf)
        assert Reminder.objects.filter(told_by__reminder__isnull=False).exists()
    assert len(shelf.letters) > 3
    assert OpenItem.objects.exists()
    remove_demo(actor=None, now=NOW)
    assert _rows() == before


def test_it_lives_on_any_day_of_the_week() -> None:
    load_courts(actor=None)
    for today in (date(2026, 2, 28), date(2024, 2, 29)):
        now = datetime(today.year, today.month, today.day, 15, tzinfo=UTC)
        assert load_demo(today=today, now=now, actor=None).actions == 24
        remove_demo(actor=None, now=now)


def test_the_command_prints_the_sign_ins_and_takes_the_demo_away() -> None:
    load_courts(actor=None)
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    assert all(person.password in out.getvalue() for person in SIGN_INS)
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    assert "already loaded" in out.getvalue()
    out = io.StringIO()
    call_command("load_demo", "--remove", stdout=out)
    assert "24 member actions" in out.getvalue()
    assert not Litigation.objects.filter(is_fictional=True).exists()
    out = io.StringIO()
    call_command("load_demo", "--remove", stdout=out)
    assert "nothing was removed" in out.getvalue()


def test_no_demo_comes_back_uncalled() -> None:
    load_courts(actor=None)
    call_command("load_demo", "--if-new", stdout=io.StringIO())
    assert Litigation.objects.filter(is_fictional=True).exists()
    call_command("load_demo", "--remove", stdout=io.StringIO())
    call_command("load_demo", "--if-new", stdout=io.StringIO())
    assert not Litigation.objects.filter(is_fictional=True).exists()


def test_no_demo_is_loaded_beside_real_accounts() -> None:
    load_courts(actor=None)
    a_paralegal()
    out = io.StringIO()
    call_command("load_demo", "--if-new", stdout=out)
    assert "in use" in out.getvalue()
    assert not Litigation.objects.filter(is_fictional=True).exists()


def test_without_courts_the_command_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="load_courts"):
        call_command("load_demo", stdout=io.StringIO())
