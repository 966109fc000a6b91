"""Planner and delivery as commands and as tasks: the same drain, with or without a broker."""

import signal
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from filings import tasks
from filings.models import Message
from mdl.celery import app
from mdl.models import Litigation
from tests.conftest import World
from tests.filings.sending import listening, start, until, worker_env
from tests.makers import a_deadline, a_litigation, a_paralegal, an_action


def something_due() -> tuple[Litigation, date]:
    """A day due today where it is past seven, and long before midnight."""
    zone = next(
        zone
        for zone in ("America/Chicago", "Europe/London", "Pacific/Guam")
        if 8 <= timezone.now().astimezone(ZoneInfo(zone)).hour < 23
    )
    litigation = a_litigation()
    a_paralegal(litigation, time_zone=zone)
    today = timezone.now().astimezone(ZoneInfo(zone)).date()
    a_deadline(an_action(litigation), "Joint status report", due_on=today)
    return litigation, today


def test_a_loop_without_a_broker_delivers_survives_its_database_and_stops_when_told(
    world_database: World,
) -> None:
    litigation, day = something_due()
    with listening() as sink:
        env = worker_env(world_database.env, sink) | {
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "REMINDER_TICK_SECONDS": "0.2",
        }
        loop = start("manage.py", "deliver_messages", "--forever", env=env)
        # Not between the relay's word and the ledger's: that would be a question, not a loss.
        until(lambda: Message.objects.filter(state="sent").count() == 1, process=loop)
        cut_every_other_connection()
        a_deadline(an_action(litigation, number=None), "Known later", due_on=day)
        until(lambda: len(sink.accepted) == 2, process=loop)
        loop.send_signal(signal.SIGTERM)
        assert loop.wait(30) == 0
        assert sink.marked == [False, False]
    assert Message.objects.filter(state="sent").count() == 2


def cut_every_other_connection() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.django_db
def test_the_planner_says_what_was_missing(capsys: pytest.CaptureFixture[str]) -> None:
    something_due()
    call_command("plan_reminders")
    assert capsys.readouterr().out == "1 reminders and 2 messages were missing and stand now.\n"
    call_command("plan_reminders", "--days", "0")
    assert capsys.readouterr().out == "0 reminders and 0 messages were missing and stand now.\n"


@pytest.mark.django_db
def test_the_tasks_carry_nothing_and_do_the_same() -> None:
    something_due()
    tasks.plan_reminders()
    tasks.deliver_messages()  # Django's own test backend takes the mail
    assert Message.objects.filter(state="sent").count() == 1
    app.loader.import_default_modules()  # as a worker does when it starts
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
        assert "args" not in entry
