"""What Celery wakes us for. A task carries nothing: what is due stands in PostgreSQL."""

from django.utils import timezone

from filings.services import (
    court_feeds,
    courtlistener,
    delivery,
    mailboxes,
    messages,
    move_proposals,
    reminders,
    stored_names,
    uploads,
)
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


@app.task(name="filings.take_in_papers")
def take_in_papers() -> None:
    """Take in what was handed in, and what a worker stored and did not live to take in."""
    uploads.take_in_waiting()
    uploads.take_in_stored()


@app.task(name="filings.fetch_mail")
def fetch_mail() -> None:
    """Take the courts' new mail from every mailbox that is due."""
    mailboxes.fetch_mailboxes(now=timezone.now())


@app.task(name="filings.fetch_feeds")
def fetch_feeds() -> None:
    """Read the courts' feeds that are due."""
    court_feeds.fetch_feeds(now=timezone.now())


@app.task(name="filings.fetch_dockets")
def fetch_dockets() -> None:
    """Ask CourtListener for the dockets that are due."""
    courtlistener.fetch_dockets(now=timezone.now())


@app.task(name="filings.check_names")
def check_names() -> None:
    """Mask, in what is stored, the names that have become known since the last look."""
    stored_names.make_checks(now=timezone.now())
