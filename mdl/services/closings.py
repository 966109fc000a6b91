"""Closings of courts: recorded from a source, corrected, withdrawn.

A count asks for them anew each time and names in its calendar's version which it used, so a
closing recorded today changes the next count and no stored one.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from mdl import events
from mdl.access import Act, require
from mdl.models import Court, CourtClosing, Source, User


class ClosingWithdrawn(Exception):
    """The closing no longer stands; record it anew."""


@transaction.atomic
def record_closing(
    *,
    court: Court | None,
    day: date,
    kind: str,
    name: str,
    authority: str,
    source: Source,
    actor: User | None,
) -> CourtClosing:
    """Record that a court was closed, out of reach or given a holiday on a day.

    ``kind`` is a ``CourtClosing.Kind``; ``court`` is None for what the President or Congress
    ordered for every court. Raises ``NotAllowed`` or ``ValidationError``.
    """
    require(actor, Act.RECORD)
    closing = CourtClosing(
        court=court,
        day=day,
        kind=kind,
        name=name.strip(),
        authority=authority.strip(),
        source=source,
        entered_by=actor,
    )
    closing.full_clean()
    closing.save()
    events.publish(events.ClosingChanged(on=closing.day, closing_id=closing.pk))
    return closing


@transaction.atomic
def correct_closing(*, closing: CourtClosing, actor: User | None, **changes: Any) -> CourtClosing:
    """Correct what was entered wrongly; ``changes`` are fields of a closing, history keeps both."""
    require(actor, Act.RECORD)
    closing = _standing(closing)
    for name, value in changes.items():
        setattr(closing, name, value)
    closing.full_clean()
    closing.save()
    events.publish(events.ClosingChanged(on=closing.day, closing_id=closing.pk))
    return closing


@transaction.atomic
def withdraw_closing(
    *, closing: CourtClosing, reason: str, actor: User | None, now: datetime
) -> CourtClosing:
    """Take back a closing that never was. It stays on record; no later count uses it."""
    require(actor, Act.RECORD)
    closing = _standing(closing)
    closing.withdrawn_at, closing.withdrawn_because = now, reason.strip()
    closing.full_clean()
    closing.save()
    events.publish(events.ClosingChanged(on=closing.day, closing_id=closing.pk))
    return closing


@transaction.atomic
def show_what_would_move(*, closing: CourtClosing, actor: User | None) -> None:
    """Ask the apps above again what a closing would move. Raises ``NotAllowed``."""
    require(actor, Act.RECORD)
    events.publish(events.ClosingChanged(on=closing.day, closing_id=closing.pk))


def _standing(closing: CourtClosing) -> CourtClosing:
    locked = CourtClosing.objects.select_for_update(no_key=True, of=("self",)).get(pk=closing.pk)
    if locked.withdrawn_at is not None:
        raise ClosingWithdrawn(f"“{locked}” was withdrawn: {locked.withdrawn_because}")
    return locked
