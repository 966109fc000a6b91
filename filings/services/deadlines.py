"""Deadlines, from the event that opens them to the day they are met.

Every date has a reason: the rule that counted it, or the order or agreement that set it. A day
that moves makes a new version, and reminders carry the version, so that no mail ever tells the
old one.
"""

from datetime import date, datetime

from django.db import transaction

from filings.models import Deadline, DocketEntry
from filings.rules import catalog
from filings.services import reminders
from filings.services.opening import (
    Subject,
    UnknownEvent,
    enter_deadline,
    offered,
    open_from,
    open_offered,
    require_reach,
)
from mdl.access import Act, require
from mdl.models import User

__all__ = [
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


class DeadlineClosed(Exception):
    """The deadline is met, waived or vacated; reopen it first."""


class SecondPersonNeeded(Exception):
    """Who set a critical day does not confirm it."""


class WrongProof(Exception):
    """The entry belongs to another litigation."""


# --- Standing behind a day, and moving it -------------------------------------------------------


@transaction.atomic
def confirm(*, deadline: Deadline, actor: User, now: datetime) -> Deadline:
    """A person stands behind the day. A critical one needs somebody who did not set it."""
    deadline = _locked_open(deadline)
    require(actor, Act.CONFIRM, deadline.litigation)
    if deadline.is_critical and deadline.opened_by_id == actor.pk:
        raise SecondPersonNeeded(
            f"“{deadline}” is critical and you set its day: a second person confirms it."
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
    """
    deadline = _locked_open(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    if to == deadline.due_on:
        return deadline
    deadline.due_on, deadline.basis, deadline.reason = to, basis, reason
    deadline.computation = None
    deadline.opened_by = actor
    deadline.needs_confirmation = deadline.is_critical
    _new_version(deadline, now=now)
    return deadline


@transaction.atomic
def attribute(*, deadline: Deadline, obligor: str, actor: User, now: datetime) -> Deadline:
    """Say whose deadline it is. A counted day follows: ours the earliest, another's the usual."""
    deadline = _locked_open(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    deadline.obligor = obligor
    is_ours = obligor == Deadline.Obligor.OURS
    counted = deadline.computation
    if counted is not None:
        deadline.is_critical = is_ours and catalog().rule(deadline.rule).is_critical
        deadline.needs_confirmation = deadline.is_critical or bool(counted.confirm_because)
        day = counted.conservative_on if is_ours else counted.prevailing_on
        if day != deadline.due_on:
            deadline.due_on = day
            _new_version(deadline, now=now)
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


def _new_version(deadline: Deadline, *, now: datetime) -> None:
    deadline.version += 1
    deadline.confirmed_by = deadline.confirmed_at = None
    _save(deadline)
    reminders.plan_for(deadlines=[deadline], now=now)


# --- Closing ------------------------------------------------------------------------------------


@transaction.atomic
def mark_met(
    *, deadline: Deadline, on: date, proof: DocketEntry | None = None, actor: User | None
) -> Deadline:
    """The act was done on that day; ``proof`` is the entry that shows it."""
    if proof is not None:
        _require_same_matter(proof, deadline)
    return _close(deadline, Deadline.Status.MET, on, actor=actor, proof=proof)


@transaction.atomic
def waive(*, deadline: Deadline, on: date, actor: User | None) -> Deadline:
    """The act will not be done, and need not be."""
    return _close(deadline, Deadline.Status.WAIVED, on, actor=actor)


@transaction.atomic
def vacate(*, deadline: Deadline, on: date, actor: User | None) -> Deadline:
    """The day no longer holds: its event fell away, or an order took it back."""
    return _close(deadline, Deadline.Status.VACATED, on, actor=actor)


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
def reopen(*, deadline: Deadline, actor: User, now: datetime) -> Deadline:
    """Take back that it was met, waived or vacated."""
    deadline = _locked(deadline)
    require(actor, Act.RECORD, deadline.litigation)
    deadline.status, deadline.closed_on, deadline.proof = Deadline.Status.OPEN, None, None
    _save(deadline)
    reminders.plan_for(deadlines=[deadline], now=now)
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


def _locked(deadline: Deadline) -> Deadline:
    # Not FOR UPDATE: the planner's foreign keys may point here meanwhile.
    rows = Deadline.objects.select_for_update(no_key=True, of=("self",))
    locked: Deadline = rows.select_related("litigation", "computation").get(pk=deadline.pk)
    return locked


def _locked_open(deadline: Deadline) -> Deadline:
    deadline = _locked(deadline)
    if deadline.status != Deadline.Status.OPEN:
        raise DeadlineClosed(
            f"“{deadline}” is {deadline.get_status_display().lower()}; reopen it first."
        )
    return deadline


def _save(deadline: Deadline) -> None:
    deadline.full_clean()
    deadline.save()


def _require_same_matter(proof: DocketEntry, deadline: Deadline) -> None:
    docket = proof.docket
    matter = docket.action.litigation_id if docket.action else docket.litigation_id
    if matter != deadline.litigation_id:
        raise WrongProof(
            f"{proof} stands on {docket}, which is no docket of {deadline.litigation}."
        )
