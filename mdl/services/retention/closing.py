"""Closing a litigation, opening it again, and holding it: a supervisor's verbs.

Closing deletes nothing. Reminders stop because they ask for open deadlines, and none is open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from mdl import matter_file
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import LegalHold, Litigation, MatterClosing, OpenItem, User
from mdl.services.open_items import open_items
from mdl.services.retention.reasons import given

TOLD_BEFORE: Final = timedelta(days=60)
"""So long before the last day of retention an item is opened for a person to decide."""


class NotNow(Exception):
    """The litigation is not where this step begins; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Something still under way: how many, in words, and the page that lists them."""

    count: int
    words: str
    address: str

    def __str__(self) -> str:
        return f"{self.count:,} {self.words}"


def in_the_way(litigation: Litigation) -> list[InTheWay]:
    """Return what must be settled before a litigation is closed or erased."""
    found = ((each, each.count(litigation)) for each in matter_file.obstacles())
    return [InTheWay(n, each.words, each.address(litigation)) for each, n in found if n]


def closing_of(litigation: Litigation) -> MatterClosing | None:
    """Return the closing that stands, if it is closed."""
    found: MatterClosing | None = (
        MatterClosing.objects.standing().filter(litigation=litigation).first()
    )
    return found


def hold_on(litigation: Litigation) -> LegalHold | None:
    """Return the legal hold that stands, if there is one."""
    found: LegalHold | None = LegalHold.objects.filter(
        litigation=litigation, lifted_at=None
    ).first()
    return found


def held_words(litigation: Litigation) -> str:
    """Say that a hold stands, and what for; ``""`` where none does."""
    placed = hold_on(litigation)
    return f"It is on legal hold: {placed.reason}" if placed else ""


def refuse_while_under_way(litigation: Litigation) -> None:
    """Raise :class:`NotNow`, which names what is still under way and how many there are."""
    if standing := in_the_way(litigation):
        raise NotNow(f"Still under way: {', '.join(map(str, standing))}. Settle them first.")


def locked(litigation: Litigation) -> Litigation:
    """Hold the litigation's row, so that closing, holds and erasure come one after another."""
    held: Litigation = Litigation.objects.select_for_update(of=("self",)).get(pk=litigation.pk)
    return held


@transaction.atomic
def close(
    *,
    litigation: Litigation,
    closed_on: date,
    reason: str,
    retain_until: date,
    retention_rule: str,
    actor: User | None,
    now: datetime,
) -> MatterClosing:
    """Close a litigation and say until when its file is kept.

    Raises ``NotAllowed``, :class:`NotNow` and ``ValidationError``.
    """
    require(actor, Act.CLOSE, litigation)
    with acting_as(actor, why="close the litigation"):
        refuse_while_under_way(locked(litigation))
        if closed_on > now.date():
            raise NotNow("A litigation is closed on a day that has come.")
        closing = MatterClosing(
            litigation=litigation,
            closed_on=closed_on,
            reason=given(reason, litigation=litigation, now=now),
            retain_until=retain_until,
            retention_rule=given(retention_rule, litigation=litigation, now=now),
            closed_by=actor,
            closed_at=now,
        )
        closing.full_clean()
        closing.save(force_insert=True)
    return closing


@transaction.atomic
def reopen(
    *, litigation: Litigation, reason: str, actor: User | None, now: datetime
) -> MatterClosing:
    """Open a closed litigation again; what was erased stays so."""
    require(actor, Act.CLOSE, litigation)
    with acting_as(actor, why="open the litigation again"):
        closing = closing_of(locked(litigation))
        if closing is None:
            raise NotNow("The litigation is not closed.")
        closing.reopened_by, closing.reopened_at = actor, now
        closing.reopened_because = given(reason, litigation=litigation, now=now)
        closing.full_clean()
        closing.save()
    return closing


@transaction.atomic
def hold(*, litigation: Litigation, reason: str, actor: User | None, now: datetime) -> LegalHold:
    """Put a litigation on legal hold: nothing of it is erased until the hold is lifted."""
    require(actor, Act.CLOSE, litigation)
    with acting_as(actor, why="put the litigation on legal hold"):
        placed = LegalHold(
            litigation=locked(litigation),
            reason=given(reason, litigation=litigation, now=now),
            placed_by=actor,
            placed_at=now,
        )
        placed.full_clean()
        placed.save(force_insert=True)
    return placed


@transaction.atomic
def lift(*, litigation: Litigation, reason: str, actor: User | None, now: datetime) -> LegalHold:
    """Lift the legal hold that stands."""
    require(actor, Act.CLOSE, litigation)
    with acting_as(actor, why="lift the legal hold"):
        placed = hold_on(locked(litigation))
        if placed is None:
            raise NotNow("The litigation is not on legal hold.")
        placed.lifted_by, placed.lifted_at = actor, now
        placed.lifted_because = given(reason, litigation=litigation, now=now)
        placed.full_clean()
        placed.save()
    return placed


def watch(*, now: datetime) -> int:
    """Open an item for each closed litigation whose retention ends soon. Nobody deletes by itself.

    Works as the system; returns how many were opened.
    """
    return open_items(list(_ending(now)), actor=None)


def _ending(now: datetime) -> Iterator[OpenItem]:
    soon = MatterClosing.objects.ending_by(now.date() + TOLD_BEFORE)
    for closing in soon.select_related("litigation").order_by("pk"):
        yield OpenItem(
            litigation=closing.litigation,
            kind="retention-ends",
            title=f"The retention of {closing.litigation} ends: decide what becomes of its file",
            authority=closing.retention_rule,
            due_on=closing.retain_until,
            subject=closing,
            opened_at=now,
        )
