"""Changes that would give a critical deadline more time, or end it: held for a second person.

Until that person reads the same from the paper (:mod:`filings.services.second_person`), the
earlier day stays in force: it is calendared, reminded, and shown.
"""

from datetime import date, datetime

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q, QuerySet

from filings.models import Computation, Deadline, HeldChange
from filings.services import reminders
from filings.services.rows import locked, save
from mdl.access import Act, require
from mdl.models import Batch, User
from mdl.services import batches

Kind = HeldChange.Kind
ENDS = {Kind.WAIVE: Deadline.Status.WAIVED, Kind.VACATE: Deadline.Status.VACATED}


class ChangeWaits(Exception):
    """Another change of the deadline waits for its second person already."""


class ChangeDecided(Exception):
    """The change no longer waits."""


def must_wait(deadline: Deadline, to: date | None) -> bool:
    """Say whether a second person must accept this: ``to`` a later day, or (``None``) an end."""
    is_open = deadline.status == Deadline.Status.OPEN
    return deadline.is_critical and is_open and (to is None or to > deadline.due_on)


def hold(
    *,
    deadline: Deadline,
    kind: str,
    to: date,
    basis: str = "",
    obligor: str = "",
    computation: Computation | None = None,
    reason: str = "",
    batch: Batch | None = None,
    actor: User | None,
    now: datetime,
) -> HeldChange:
    """Keep a change of a locked deadline until a second person reads the same.

    ``to`` is the new day, or the day from which an ended deadline no longer runs. What the system
    itself ends (``actor=None``), on steps that people recorded, is accepted at once and stays on
    record as such. Raises :class:`ChangeWaits`.
    """
    _drop(deadline, only_stale=True, actor=actor, now=now)
    waiting = HeldChange.objects.filter(deadline=deadline, is_accepted=None).first()
    if waiting is not None:
        raise ChangeWaits(
            f"“{deadline}” already has a change that waits for a second person: "
            f"{waiting.get_kind_display().lower()}. Take that back first."
        )
    change = HeldChange(
        deadline=deadline,
        version=deadline.version,
        kind=kind,
        to_on=to,
        basis=basis,
        obligor=obligor,
        computation=computation,
        reason=reason,
        batch=batch,
        asked_by=actor,
        asked_at=now,
    )
    if actor is None and kind in ENDS:
        change.is_accepted, change.decided_at = True, now
    change.full_clean()
    change.save(force_insert=True)
    if change.is_accepted:
        apply(change, deadline, by=None, now=now)
    return change


def apply(change: HeldChange, deadline: Deadline, *, by: User | None, now: datetime) -> None:
    """Bring a locked deadline to what an accepted change says; ``by`` stands behind the day."""
    if change.kind in ENDS:
        deadline.status, deadline.closed_on = ENDS[Kind(change.kind)], change.to_on
        save(deadline)
        return
    deadline.version += 1
    deadline.due_on = change.to_on
    deadline.opened_by, deadline.batch = change.asked_by, change.batch
    deadline.confirmed_by, deadline.confirmed_at = by, now if by else None
    deadline.confirmed_alone = change.accepted_alone
    if change.kind == Kind.ATTRIBUTE:
        deadline.obligor, deadline.is_critical = change.obligor, False
        counted = deadline.computation
        deadline.needs_confirmation = bool(counted and counted.confirm_because)
    else:
        deadline.basis, deadline.reason = change.basis, change.reason
        deadline.computation = change.computation
        if change.shifts is not None:
            deadline.shifts = change.shifts
    save(deadline)
    reminders.plan_for(deadlines=[deadline], now=now)


@transaction.atomic
def take_back(*, change: HeldChange, actor: User, now: datetime) -> HeldChange:
    """The change is not to be made after all: the day in force stays. Raises ``NotAllowed``."""
    deadline = locked(change.deadline)
    require(actor, Act.RECORD, deadline.litigation)
    change = HeldChange.objects.select_for_update(no_key=True, of=("self",)).get(pk=change.pk)
    if change.is_accepted is not None:
        raise ChangeDecided(f"This change of “{deadline}” is decided already.")
    change.is_accepted, change.decided_by, change.decided_at = False, actor, now
    change.save()
    return change


def withdraw_ends(
    *, deadlines: QuerySet[Deadline], reason: str, actor: User | None, now: datetime
) -> None:
    """What asked for the end of these deadlines, as its reason says, is no more: nobody need read
    that they ended."""
    asked = HeldChange.objects.filter(
        deadline__in=deadlines, kind=Kind.VACATE, reason=reason, is_accepted=None
    )
    asked.update(is_accepted=False, decided_by=actor, decided_at=now)


@transaction.atomic
def undo_batch(*, batch: Batch, reason: str, actor: User | None, now: datetime) -> batches.Undone:
    """Take a batch back, and with it every change it asked for that still waits.

    The caller has asked who may. Raises ``AlreadyUndone``.
    """
    written = (
        apps.get_model("filings", "HeldChangeEvent")
        ._default_manager.filter(pgh_context__metadata__batch=str(batch.pk))
        .values("pgh_obj")
    )
    asked = HeldChange.objects.filter(Q(batch=batch) | Q(pk__in=written), is_accepted=None)
    asked.update(is_accepted=False, decided_by=actor, decided_at=now)
    return batches.undo(batch=batch, reason=reason, actor=actor, now=now, beside=[HeldChange])


def drop(deadline: Deadline, *, actor: User | None, now: datetime) -> None:
    """A new day replaces whatever change of the old one waited."""
    _drop(deadline, only_stale=False, actor=actor, now=now)


def _drop(deadline: Deadline, *, only_stale: bool, actor: User | None, now: datetime) -> None:
    gone = HeldChange.objects.filter(deadline=deadline, is_accepted=None)
    if only_stale:
        gone = gone.exclude(version=F("deadline__version"))
    gone.update(is_accepted=False, decided_by=actor, decided_at=now)
