"""Who fetches from where, and when again: one worker at a time for each way in.

A way in is claimed for a while, as a message of the outbox is leased; every step renews the claim
under its token, so a worker that was thought dead and comes back stops at its next step. What it
took meanwhile is safe: the same paper again finds its row in the ledger.
"""

import random
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from filings.models import Docket, WayIn

HELD_FOR: Final = timedelta(minutes=10)
"""Longer than any single step takes: one message, one page."""
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)


class TakenOver(Exception):
    """Somebody else fetches here now."""


class FetchFailed(Exception):
    """The fetch did not succeed; the message says what to do and holds no secret.

    ``after`` is how long the other side asked us to wait.
    """

    def __init__(self, words: str, *, after: timedelta | None = None) -> None:
        super().__init__(words)
        self.after = after


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one round at one way in brought, or why it brought nothing."""

    way: WayIn
    papers: int = 0
    trouble: str = ""

    def sentence(self) -> str:
        """Say it in one line."""
        return f"{self.way}: {self.trouble or f'{self.papers} papers'}"


def claim(
    *, kind: str, name: str, docket: Docket | None = None, now: datetime, even_early: bool = False
) -> WayIn | None:
    """Return the way in, held by the caller alone; ``None`` where it is not due or is held.

    ``even_early`` does not wait for the next time it is due, as a person who asks by hand.
    """
    WayIn.objects.get_or_create(kind=kind, name=name, defaults={"docket": docket})
    with transaction.atomic():
        rows: Any = WayIn.objects.select_for_update(skip_locked=True).filter(kind=kind, name=name)
        if not even_early:
            rows = rows.due(now)
        way: WayIn | None = rows.first()
        if way is None or (way.busy_until is not None and way.busy_until > now):
            return None
        way.busy_until, way.busy_by = now + HELD_FOR, uuid.uuid4()
        way.tried_at = now
        way.save(update_fields=["busy_until", "busy_by", "tried_at"])
    return way


def keep(way: WayIn, **how_far: Any) -> None:
    """Note how far it was read, and hold it on. Raises :class:`TakenOver`."""
    _write(way, busy_until=timezone.now() + HELD_FOR, **how_far)


def succeeded(way: WayIn, *, now: datetime, again: timedelta, **how_far: Any) -> None:
    """Give it back, to be asked ``again`` after a while."""
    _give_back(way, next_at=now + again, succeeded_at=now, failures=0, trouble="", **how_far)


def failed(way: WayIn, error: FetchFailed, *, now: datetime, **how_far: Any) -> None:
    """Give it back, to be asked again after a pause that grows with every failure.

    What the other side asked us to wait is waited, up to a day.
    """
    pause = pause_after(way.failures + 1)
    if error.after is not None:
        pause = max(pause, min(error.after, timedelta(days=1)))
    _give_back(
        way, next_at=now + pause, failures=way.failures + 1, trouble=str(error)[:500], **how_far
    )


def pause_after(failures: int) -> timedelta:
    """Double the pause each time, and spread it: many installations must not come back at once."""
    whole = min(FIRST_PAUSE * 2 ** min(failures - 1, 12), LONGEST_PAUSE)
    spread = random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, guards nothing
    return timedelta(seconds=whole.total_seconds() * spread)


def _give_back(way: WayIn, **values: Any) -> None:
    try:
        _write(way, busy_until=None, busy_by=None, **values)
    except TakenOver:
        return


def _write(way: WayIn, **values: Any) -> None:
    token = way.busy_by
    if not WayIn.objects.filter(pk=way.pk, busy_by=token).update(**values):
        raise TakenOver(f"{way} is fetched by another worker now.")
    for name, value in values.items():
        setattr(way, name, value)
