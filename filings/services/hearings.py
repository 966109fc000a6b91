"""Hearings, conferences and depositions: put on the calendar, continued, held."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as in_words

from filings.models import DocketEntry, Hearing
from filings.services import reminders
from mdl.access import Act, NotAllowed, may, require
from mdl.models import Court, Judge, Litigation, MemberAction, Source, User


class HearingOver(Exception):
    """The hearing was held, continued or cancelled; the message says which."""


@transaction.atomic
def schedule(
    *,
    litigation: Litigation,
    kind: str,
    title: str,
    court: Court,
    starts_at: datetime,
    action: MemberAction | None = None,
    judge: Judge | None = None,
    minutes: int | None = None,
    place: str = "",
    dial_in: str = "",
    attendees: Iterable[User] = (),
    entry: DocketEntry | None = None,
    source: Source | None = None,
    actor: User | None,
    now: datetime,
) -> Hearing:
    """Put a hearing on the calendar, in one action or (no ``action``) in the whole litigation.

    Raises ``ValidationError`` (it needs a place or a line) and ``NotAllowed``.
    """
    require(actor, Act.RECORD, litigation)
    hearing = Hearing(
        litigation=litigation,
        action=action,
        kind=kind,
        title=title,
        court=court,
        judge=judge,
        starts_at=starts_at,
        minutes=minutes,
        place=place,
        dial_in=dial_in,
        entry=entry,
        source=source,
    )
    hearing.full_clean()
    hearing.save(force_insert=True)
    _seat(hearing, attendees)
    reminders.plan_for(hearings=[hearing], now=now)
    return hearing


@transaction.atomic
def continue_to(
    *,
    hearing: Hearing,
    starts_at: datetime,
    place: str | None = None,
    dial_in: str | None = None,
    entry: DocketEntry | None = None,
    actor: User | None,
    now: datetime,
) -> Hearing:
    """The court continues it to another time: return the hearing that stands then.

    The old one stays on the record as continued, with its attendees passed on.
    """
    hearing = _locked(hearing, actor)
    following = schedule(
        litigation=hearing.litigation,
        action=hearing.action,
        kind=hearing.kind,
        title=hearing.title,
        court=hearing.court,
        judge=hearing.judge,
        starts_at=starts_at,
        minutes=hearing.minutes,
        place=hearing.place if place is None else place,
        dial_in=hearing.dial_in if dial_in is None else dial_in,
        attendees=hearing.attendees.filter(is_active=True),
        entry=entry,
        actor=actor,
        now=now,
    )
    hearing.status = Hearing.Status.CONTINUED
    hearing.outcome = f"Continued to {_when(following)}."
    _save(hearing)
    return following


@transaction.atomic
def correct(*, hearing: Hearing, actor: User | None, now: datetime, **changes: Any) -> Hearing:
    """Correct what was entered wrongly: any field of :func:`schedule` but the litigation.

    A corrected time is a new version: reminders of the wrong one are dead.
    """
    hearing = _locked(hearing, actor)
    attendees = changes.pop("attendees", None)
    if changes.get("starts_at", hearing.starts_at) != hearing.starts_at:
        hearing.version += 1
    for name, value in changes.items():
        if name not in _CORRECTABLE:
            raise TypeError(f"A hearing's {name} cannot be corrected.")
        setattr(hearing, name, value)
    _save(hearing)
    if attendees is not None:
        _seat(hearing, attendees)
    reminders.plan_for(hearings=[hearing], now=now)
    return hearing


_CORRECTABLE = frozenset(
    {
        "action", "kind", "title", "court", "judge", "starts_at", "minutes", "place", "dial_in",
        "entry", "source",
    }
)  # fmt: skip


@transaction.atomic
def cancel(*, hearing: Hearing, reason: str = "", actor: User | None) -> Hearing:
    """It will not take place."""
    hearing = _locked(hearing, actor)
    hearing.status, hearing.outcome = Hearing.Status.CANCELLED, reason
    _save(hearing)
    return hearing


@transaction.atomic
def record_outcome(*, hearing: Hearing, outcome: str, actor: User | None) -> Hearing:
    """It was held, and this came of it. A later call corrects the words."""
    hearing = _locked(hearing, actor, or_held=True)
    hearing.status, hearing.outcome = Hearing.Status.HELD, outcome
    _save(hearing)
    return hearing


@transaction.atomic
def hand_over(*, leaver: User, successor: User, actor: User | None, now: datetime) -> int:
    """Let the successor attend what the leaver was to attend; return how many hearings."""
    require(actor, Act.STAFF)
    ahead = list(Hearing.objects.filter(attendees=leaver, status=Hearing.Status.SCHEDULED))
    for hearing in ahead:
        hearing.attendees.remove(leaver)
        if may(successor, Act.VIEW, hearing.litigation):
            hearing.attendees.add(successor)
    reminders.plan_for(hearings=ahead, now=now)
    return len(ahead)


def _seat(hearing: Hearing, attendees: Iterable[User]) -> None:
    people = list(attendees)
    for person in people:
        if not may(person, Act.VIEW, hearing.litigation):
            raise NotAllowed(
                f"{person} does not work on {hearing.litigation}; assign them to it first."
            )
    hearing.attendees.set(people)


def _locked(hearing: Hearing, actor: User | None, *, or_held: bool = False) -> Hearing:
    hearing = (
        Hearing.objects.select_for_update(no_key=True, of=("self",))
        .select_related("litigation", "action", "court", "judge")
        .get(pk=hearing.pk)
    )
    require(actor, Act.RECORD, hearing.litigation)
    allowed = {Hearing.Status.SCHEDULED} | ({Hearing.Status.HELD} if or_held else set())
    if hearing.status not in allowed:
        raise HearingOver(f"“{hearing}” is {hearing.get_status_display().lower()}.")
    return hearing


def _when(hearing: Hearing) -> str:
    zone = ZoneInfo(hearing.court.time_zone)
    return in_words(timezone.localtime(hearing.starts_at, zone), "D, M j, Y, g:i A T")


def _save(hearing: Hearing) -> None:
    hearing.full_clean()
    hearing.save()
