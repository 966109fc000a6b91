"""Deadlines, from the event that opens them to the day they are met.

Every date has a reason: the rule that counted it, or the order or agreement that set it. A day
that moves makes a new version, and reminders carry the version, so that no mail ever tells the
old one.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from filings.models import Deadline, DocketEntry, HeldChange, Trigger
from filings.rules import catalog
from filings.services import held_changes, move_proposals, reminders
from filings.services.held_changes import ChangeWaits
from filings.services.opening import (
    Subject,
    UnknownEvent,
    enter_deadline,
    offered,
    open_after,
    open_from,
    open_offered,
    require_reach,
)
from filings.services.rows import DeadlineClosed
from filings.services.rows import locked as _locked
from filings.services.rows import locked_open as _locked_open
from filings.services.rows import save as _save
from filings.services.second_person import BlindReadingNeeded, SecondPersonNeeded
from mdl.access import Act, require
from mdl.models import User

__all__ = [
    "BlindReadingNeeded",
    "ChangeWaits",
    "DeadlineClosed",
    "SecondPersonNeeded",
    "Subject",
    "UnknownEvent",
    "WrongProof",
    "assign",
    "attribute",
    "confirm",
    "enter_deadline",
    "hand_over",
    "mark_met",
    "move",
    "offered",
    "open_from",
    "open_offered",
    "reopen",
    "vacate",
    "waive",
]


class WrongProof(Exception):
    """The entry belongs to another litigation."""


# --- Standing behind a day, and moving it -------------------------------------------------------


@transaction.atomic
def confirm(*, deadline: Deadline, actor: User, now: datetime) -> Deadline:
    """A person stands behind the day. A critical one is read anew instead, by a second person
    (:func:`filings.services.second_person.read`)."""
    deadline = _locked_open(deadline)
    require(actor, Act.CONFIRM, deadline.litigation)
    if deadline.is_critical:
        raise BlindReadingNeeded(
            f"“{deadline}” is critical: a second person confirms it by entering anew what the day "
            "rests on."
        )
    if deadline.confirmed_at is None:
        deadline.confirmed_by, deadline.confirmed_at = actor, now
        _save(deadline)
    return deadline


@transaction.atomic
def move(
    *,
    deadline: Deadline,
    to: date,
    reason: str,
    basis: str = Deadline.Basis.ENTERED,
    actor: User | None,
    now: datetime,
) -> Deadline:
    """Set another day, by order (``basis="order"``) or by a person, and say why.

    The day is no longer the counted one: its working stays in the history. The new version is
    unconfirmed where the deadline is critical, and reminders of the old day are dead.

    A later day of a critical deadline is held for a second person: the day returned is the earlier
    one, which stays in force. Raises :class:`ChangeWaits` where another change is held.
    """
    deadline = _locked_open(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    if to == deadline.due_on:
        return deadline
    if held_changes.must_wait(deadline, to):
        held_changes.hold(
            deadline=deadline,
            kind=HeldChange.Kind.MOVE,
            to=to,
            basis=basis,
            reason=reason,
            actor=actor,
            now=now,
        )
        return deadline
    deadline.due_on, deadline.basis, deadline.reason = to, basis, reason
    deadline.computation = None
    deadline.opened_by = actor
    deadline.needs_confirmation = deadline.is_critical
    _new_version(deadline, actor=actor, now=now)
    return deadline


@transaction.atomic
def attribute(*, deadline: Deadline, obligor: str, actor: User, now: datetime) -> Deadline:
    """Say whose deadline it is. A counted day follows: ours the earliest, another's the usual.

    That a critical deadline is not ours is held for a second person, as a later day is.
    """
    deadline = _locked_open(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    is_ours = obligor == Deadline.Obligor.OURS
    counted = deadline.computation
    day = deadline.due_on
    if counted is not None:
        day = counted.conservative_on if is_ours else counted.prevailing_on
    if deadline.is_critical and not is_ours:
        held_changes.hold(
            deadline=deadline,
            kind=HeldChange.Kind.ATTRIBUTE,
            to=day,
            obligor=obligor,
            actor=actor,
            now=now,
        )
        return deadline
    deadline.obligor = obligor
    became_critical = False
    if counted is not None:
        was_critical = deadline.is_critical
        deadline.is_critical = is_ours and catalog().rule(deadline.rule).is_critical
        became_critical = deadline.is_critical and not was_critical
        deadline.needs_confirmation = deadline.is_critical or bool(counted.confirm_because)
    if day != deadline.due_on or became_critical:
        deadline.due_on, deadline.opened_by = day, actor
        _new_version(deadline, actor=actor, now=now)
        return deadline
    _save(deadline)
    reminders.plan_for(deadlines=[deadline], now=now)
    return deadline


@transaction.atomic
def assign(*, deadline: Deadline, to: User | None, actor: User, now: datetime) -> Deadline:
    """Give the deadline to one person, or (``None``) back to counsel and paralegals."""
    deadline = _locked_open(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    require_reach(to, deadline.litigation)
    deadline.assigned_to = to
    _save(deadline)
    reminders.plan_for(deadlines=[deadline], now=now)
    return deadline


def _new_version(deadline: Deadline, *, actor: User | None, now: datetime) -> None:
    held_changes.drop(deadline, actor=actor, now=now)
    deadline.version += 1
    deadline.confirmed_by = deadline.confirmed_at = deadline.batch = None
    deadline.confirmed_alone = False
    _save(deadline)
    reminders.plan_for(deadlines=[deadline], now=now)
    move_proposals.day_changed(deadline=deadline, now=now)


# --- Closing ------------------------------------------------------------------------------------


@transaction.atomic
def mark_met(
    *, deadline: Deadline, on: date, proof: DocketEntry | None = None, actor: User | None
) -> Deadline:
    """The act was done on that day; ``proof`` is the entry that shows it. What counts from the day
    it is met opens; where it had opened from another day, that is proposed to follow."""
    if proof is not None:
        _require_same_matter(proof, deadline)
    met = _close(deadline, Deadline.Status.MET, on, actor=actor, proof=proof)
    now = timezone.now()
    open_after(met, follows=Trigger.Follows.MET, actor=actor, now=now)
    move_proposals.day_changed(deadline=met, now=now)
    return met


@transaction.atomic
def waive(
    *,
    deadline: Deadline,
    on: date,
    reason: str = "",
    actor: User | None,
    now: datetime | None = None,
) -> Deadline:
    """The act will not be done, and need not be. A critical one is held for a second person."""
    return _end(deadline, HeldChange.Kind.WAIVE, on, reason=reason, actor=actor, now=now)


@transaction.atomic
def vacate(
    *,
    deadline: Deadline,
    on: date,
    reason: str = "",
    actor: User | None,
    now: datetime | None = None,
) -> Deadline:
    """The day no longer holds: its event fell away, or an order took it back. That of a critical
    one is held for a second person."""
    return _end(deadline, HeldChange.Kind.VACATE, on, reason=reason, actor=actor, now=now)


def _end(
    deadline: Deadline,
    kind: HeldChange.Kind,
    on: date,
    *,
    reason: str,
    actor: User | None,
    now: datetime | None,
) -> Deadline:
    deadline = _locked_open(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    if not held_changes.must_wait(deadline, None):
        ended = _close(deadline, held_changes.ENDS[kind], on, actor=actor)
        move_proposals.day_changed(deadline=ended, now=now or timezone.now())
        return ended
    held_changes.hold(
        deadline=deadline,
        kind=kind,
        to=on,
        reason=reason,
        actor=actor,
        now=now or timezone.now(),
    )
    return deadline


def _close(
    deadline: Deadline,
    status: Deadline.Status,
    on: date,
    *,
    actor: User | None,
    proof: DocketEntry | None = None,
) -> Deadline:
    deadline = _locked_open(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    deadline.status, deadline.closed_on, deadline.proof = status, on, proof
    _save(deadline)
    return deadline


@transaction.atomic
def reopen(*, deadline: Deadline, actor: User | None, now: datetime) -> Deadline:
    """Take back that it was met, waived or vacated. What opened from the day it was met is proposed
    to be vacated: that day is no more."""
    deadline = _locked(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    deadline.status, deadline.closed_on, deadline.proof = Deadline.Status.OPEN, None, None
    _save(deadline)
    reminders.plan_for(deadlines=[deadline], now=now)
    move_proposals.day_changed(deadline=deadline, now=now)
    return deadline


@transaction.atomic
def hand_over(*, leaver: User, successor: User, actor: User | None, now: datetime) -> int:
    """Pass a leaver's open deadlines to the successor; return how many."""
    require(actor, Act.STAFF)
    passed = list(Deadline.objects.open().filter(assigned_to=leaver).values_list("pk", flat=True))
    Deadline.objects.filter(pk__in=passed).update(assigned_to=successor)
    reminders.plan_for(deadlines=passed, now=now)
    return len(passed)


# --- Common -------------------------------------------------------------------------------------


def _require_same_matter(proof: DocketEntry, deadline: Deadline) -> None:
    docket = proof.docket
    matter = docket.action.litigation_id if docket.action else docket.litigation_id
    if matter != deadline.litigation_id:
        raise WrongProof(
            f"{proof} stands on {docket}, which is no docket of {deadline.litigation}."
        )
