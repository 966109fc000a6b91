"""Moves that something calls for, waiting on the work list until a person looks at them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from filings.models import Deadline, MoveProposal, Trigger
from filings.services import moving
from filings.services.moving import ActionTransferred, Cause, Diff, EventsMoved, LawChanged
from mdl.access import Act, require
from mdl.models import Batch, CourtClosing, Litigation, Transfer, User


class AlreadyDecided(Exception):
    """Somebody applied or dismissed the proposal before."""


def wait_for_a_person(
    *, litigation: Litigation, cause: Cause, words: str, now: datetime
) -> MoveProposal:
    """Put a cause on the work list; the same cause again finds it waiting."""
    proposal, _ = MoveProposal.objects.get_or_create(
        litigation=litigation,
        cause=cause.as_dict(),
        decided_at=None,
        defaults={"words": words[:300], "made_at": now},
    )
    return proposal


def transfer_took_effect(*, transfer: Transfer, now: datetime) -> MoveProposal | None:
    """Propose keep, recompute or vacate for each deadline of an action that moved.

    What an order set holds (it is kept until the new court changes it); what a rule counts is
    counted anew on the new court's calendar; what only the old court's rules required falls.
    """
    action = transfer.action
    left = Trigger.objects.filter(
        action=action, court=transfer.origin_id, vacated_on=None, deadlines__status="open"
    )
    if transfer.effective_on is None or not left.exists():
        return None
    cause = ActionTransferred(
        action=action.pk,
        origin=transfer.origin_id,
        destination=transfer.destination_id,
        on=transfer.effective_on,
    )
    words = f"{action} moved from {transfer.origin} to {transfer.destination}"
    return wait_for_a_person(
        litigation=action.litigation,
        cause=cause,
        words=f"{words}: keep, recompute or vacate",
        now=now,
    )


def closing_changed(*, closing: CourtClosing, now: datetime) -> list[MoveProposal]:
    """Propose to count anew, in every litigation that has open counted days in that court."""
    reached = Q() if closing.court_id is None else Q(trigger__court=closing.court_id)
    open_days = Deadline.objects.open().filter(reached, basis=Deadline.Basis.COMPUTED)
    matters = Litigation.objects.filter(pk__in=open_days.values("litigation")).order_by("pk")
    cause = LawChanged(court=closing.court_id or "", what=f"Closing: {closing}")
    return [
        wait_for_a_person(litigation=matter, cause=cause, words=cause.words, now=now)
        for matter in matters
    ]


def day_changed(*, deadline: Deadline, now: datetime) -> MoveProposal | None:
    """Propose to move what hangs on a deadline's day, where a person moved that day by itself."""
    events = deadline.chained.filter(follows=Trigger.Follows.DUE, vacated_on=None)
    behind = tuple(
        events.exclude(occurred_on=deadline.due_on).order_by("pk").values_list("pk", flat=True)
    )
    if not behind:
        return None
    return wait_for_a_person(
        litigation=deadline.litigation,
        cause=EventsMoved(events=behind, to=deadline.due_on),
        words=f"“{deadline}” moved to {deadline.due_on}: what counts from its day",
        now=now,
    )


def look(*, proposal: MoveProposal, actor: User | None) -> Diff:
    """Work out what the proposal would do now, in its own litigation. Raises ``NotAllowed``."""
    require(actor, Act.RECORD, proposal.litigation)
    return moving.propose(
        cause=moving.cause_of(proposal.cause), actor=actor, within=[proposal.litigation_id]
    )


@transaction.atomic
def accept(*, proposal: MoveProposal, diff: Diff, reason: str, actor: User, now: datetime) -> Batch:
    """Apply what the person saw. Raises :class:`AlreadyDecided`, and as ``moving.apply``."""
    proposal = _waiting(proposal, actor)
    batch = moving.apply(
        diff=diff, reason=reason, actor=actor, now=now, within=[proposal.litigation_id]
    )
    _decide(proposal, actor, now, batch)
    return batch


@transaction.atomic
def dismiss(*, proposal: MoveProposal, actor: User, now: datetime) -> MoveProposal:
    """Nothing is to be moved for this. Raises :class:`AlreadyDecided`."""
    return _decide(_waiting(proposal, actor), actor, now, None)


def _waiting(proposal: MoveProposal, actor: User) -> MoveProposal:
    require(actor, Act.RECORD, proposal.litigation)
    rows = MoveProposal.objects.select_for_update(no_key=True, of=("self",))
    waiting: MoveProposal = rows.select_related("litigation").get(pk=proposal.pk)
    if waiting.decided_at is not None:
        raise AlreadyDecided(f"“{waiting}” was decided before, by {waiting.decided_by}.")
    return waiting


def _decide(
    proposal: MoveProposal, actor: User, now: datetime, batch: Batch | None
) -> MoveProposal:
    proposal.decided_at, proposal.decided_by, proposal.batch = now, actor, batch
    proposal.save()
    return proposal
