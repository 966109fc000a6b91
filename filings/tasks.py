"""What Celery wakes us for. A task carries nothing: what is due stands in PostgreSQL."""

from django.utils import timezone

from filings.services import delivery, messages, move_proposals, reminders
from mdl.celery import app
from mdl.identity import acting_as


@app.task(name="filings.plan_reminders")
def plan_reminders() -> None:
    """Add the reminders and messages that are missing; any number of beats may ask."""
    reminders.plan(now=timezone.now())


@app.task(name="filings.deliver_messages")
def deliver_messages() -> None:
    """Address what has become due since the last look, and hand it over."""
    messages.address(now=timezone.now())
    delivery.deliver()


@app.task(name="filings.look_for_changed_law")
def look_for_changed_law() -> None:
    """Compare the rules of this release with those that counted what is open."""
    with acting_as(None, why="the law was compared with what is counted"):
        move_proposals.law_changed(now=timezone.now())
