"""What Celery wakes us for. A task carries nothing: what is new stands in PostgreSQL."""

from django.utils import timezone

from mdl.celery import app
from mdl.identity import acting_as
from mdl.services.audit_chain import anchors, sealing
from mdl.services.retention import closing, exporting


@app.task(name="mdl.seal_audit")
def seal_audit() -> None:
    """Seal what was written since the last look, and keep the head outside the database."""
    sealing.seal_all(now=timezone.now(), told=anchors.keep)
    anchors.keep_newest()


@app.task(name="mdl.mail_audit_head")
def mail_audit_head() -> None:
    """Mail the head to those who answer for the site, unless it went within the day."""
    anchors.mail_head(now=timezone.now())


@app.task(name="mdl.write_exports")
def write_exports() -> None:
    """Write the files of matters that somebody asked for."""
    exporting.write_waiting()


@app.task(name="mdl.watch_retention")
def watch_retention() -> None:
    """Open an item for each closed litigation whose retention ends soon."""
    with acting_as(None, why="the retention of closed litigations was looked at"):
        closing.watch(now=timezone.now())
