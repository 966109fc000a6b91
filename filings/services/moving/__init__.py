"""Deadlines that move together: first a diff, then one batch with a reason, and a way back.

``propose`` says what a cause would do and writes nothing. ``apply`` works it out again, refuses
if anything is otherwise by now, and writes one batch. ``undo`` takes the batch back.

A moved day is a new version, and reminders carry the version: those of the old day are dead at
once and the planner's next tick adds those of the new. Nothing else is written there.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction

from filings.models import Deadline
from filings.services import held_changes
from filings.services.moving import carrying_out
from filings.services.moving.causes import (
    ActionTransferred,
    Cause,
    DaysChanged,
    DaysStricken,
    EventsMoved,
    EventsVacated,
    GeneralOrder,
    LawChanged,
    cause_of,
)
from filings.services.moving.diff import SHOWN, Diff, HearingRow, Row, read
from filings.services.moving.plan import Kind, TooDeep, work_out
from mdl.access import Act, NotAllowed, reachable_litigations, require
from mdl.models import Batch, User
from mdl.models.days import expect_a_day
from mdl.services import batches
from mdl.services.batches import AlreadyUndone, Undone

__all__ = [
    "SHOWN",
    "ActionTransferred",
    "AlreadyUndone",
    "Cause",
    "DaysChanged",
    "DaysStricken",
    "Diff",
    "EventsMoved",
    "EventsVacated",
    "GeneralOrder",
    "HearingRow",
    "Kind",
    "LawChanged",
    "NothingMoves",
    "ProposalChanged",
    "Row",
    "TooDeep",
    "Undone",
    "apply",
    "cause_of",
    "propose",
    "require_reach",
    "undo",
]

BATCH = "move_deadlines"


class ProposalChanged(Exception):
    """Something changed since the diff was made; look at it again."""


class NothingMoves(Exception):
    """The cause changes no deadline and no event."""


@transaction.atomic
def propose(
    *,
    cause: Cause,
    actor: User | None,
    shown: int = SHOWN,
    find: str = "",
    within: Iterable[UUID] | None = None,
) -> Diff:
    """Say what ``cause`` does to which deadlines, the whole chain included. Nothing is stored.

    Only litigations that the actor reaches are looked at, and of those only ``within``. ``find``
    narrows which rows are shown, by words of title, caption or docket number.
    Raises ``NotAllowed``, ``TooDeep``, and ``ValidationError`` for a day that nobody can mean.
    """
    require(actor, Act.RECORD)
    for day in cause.days_named:
        expect_a_day(day)
    work_out(cause, _within(actor, within))
    return read(cause, shown, find)


@transaction.atomic
def apply(
    *,
    diff: Diff,
    reason: str,
    actor: User | None,
    now: datetime,
    within: Iterable[UUID] | None = None,
) -> Batch:
    """Do what the diff shows, as one batch; ``within`` as it was proposed.

    Raises :class:`ProposalChanged` where the same cause gives another diff by now (two people
    who apply the same one: the first wins), ``NothingMoves``, ``ValidationError`` without a
    reason, ``NotAllowed``.
    """
    require(actor, Act.RECORD)
    with connection.cursor() as cursor:
        # One batch of moves at a time: the second works its diff out after the first is done. Half
        # a million rows take longer than a page may.
        cursor.execute("SET LOCAL statement_timeout = '15min'")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('filings: moving'))")
    plan = work_out(diff.cause, _within(actor, within))
    found = read(diff.cause, shown=0)
    if found.mark != diff.mark:
        raise ProposalChanged(
            "Something changed since this was worked out, or somebody applied it already. "
            "Look at it again before you apply it."
        )
    if not found.mark:  # no event and no deadline is touched
        raise NothingMoves("Nothing would move.")
    # A second person reads the cause blind, and confirms the critical days of the batch at once.
    account: dict[str, Any] = {"cause": diff.cause.as_dict(), "words": diff.cause.words}
    account |= {kind.value: number for kind, number in found.counts.items()}
    if found.hearings:
        account["hearings"] = found.taken_off
    with batches.applying(
        kind=BATCH, reason=reason, actor=actor, now=now, account=account
    ) as batch:
        batch.count = carrying_out.write(plan, batch=batch, now=now)
        if batch.count != found.changes:
            raise ProposalChanged(
                "Somebody changed one of these days at this very moment. Look at it again."
            )
    return batch


@transaction.atomic
def undo(*, batch: Batch, reason: str, actor: User, now: datetime) -> Undone:
    """Take a batch of moves back: every deadline that is still as the batch left it returns.

    Raises ``AlreadyUndone`` and ``NotAllowed``: who undoes reaches every litigation it moved in.
    """
    require(actor, Act.RECORD)
    require_reach(batch, actor)
    return held_changes.undo_batch(batch=batch, reason=reason, actor=actor, now=now)


def require_reach(batch: Batch, actor: User) -> None:
    """Raise ``NotAllowed`` unless the actor reaches every litigation in which a batch wrote."""
    moved_in = {
        litigation
        for history in ("DeadlineEvent", "HearingEvent")
        for litigation in apps.get_model("filings", history)
        ._default_manager.filter(pgh_context__metadata__batch=str(batch.pk))
        .order_by()
        .values_list("litigation", flat=True)
        .distinct()
    }
    reached: set[UUID] = set(reachable_litigations(actor).values_list("pk", flat=True))
    if not moved_in <= reached:
        raise NotAllowed(f"{batch} moved deadlines of litigations that {actor} does not reach.")


def _within(actor: User | None, only: Iterable[UUID] | None) -> list[UUID] | None:
    if actor is None:
        return None if only is None else list(only)
    reached: list[UUID] = list(reachable_litigations(actor).values_list("pk", flat=True))
    return reached if only is None else [key for key in only if key in reached]


# A critical day is not confirmed by coming back: nobody looked at its new version.
_UNLESS_CRITICAL = "CASE WHEN before.is_critical THEN NULL ELSE before.{column} END"
batches.restores(
    Deadline,
    batches.Restoring(
        columns={
            "version": "now.version + 1",
            "confirmed_by_id": _UNLESS_CRITICAL.format(column="confirmed_by_id"),
            "confirmed_at": _UNLESS_CRITICAL.format(column="confirmed_at"),
            "confirmed_alone": "before.confirmed_alone AND NOT before.is_critical",
        },
        refused={
            "before.is_critical AND now.status = 'open' AND before.due_on > now.due_on": (
                "Critical, and it would get more time: move it by itself, with a second person."
            )
        },
    ),
)
