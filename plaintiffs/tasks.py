"""What Celery wakes us for. A task carries nothing: what follows stands in PostgreSQL."""

from django.utils import timezone

from mdl.celery import app
from mdl.identity import acting_as
from plaintiffs.services import census, coming_of_age


@app.task(name="plaintiffs.open_what_follows")
def open_what_follows() -> None:
    """Open the steps of those who come of age soon, and approvals that are missing."""
    with acting_as(None, why="what follows from being a minor was looked for"):
        coming_of_age.open_what_follows(now=timezone.now())


@app.task(name="plaintiffs.work_on_census")
def work_on_census() -> None:
    """Go on with lists of people; forget those that stopped long ago."""
    census.work_on_waiting()
    census.forget_stopped(now=timezone.now())
