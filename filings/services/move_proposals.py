"""Moves that something calls for, waiting on the work list until a person looks at them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from filings.models import Deadline, Hearing, MoveProposal, PrintedDay, Trigger
from filings.services import law, moving
from filings.services.answers import waiting
from filings.services.chains import day_followed
from filings.services.explaining import has_its_event
from filings.services.moving import (
    ActionTransferred,
    Cause,
    DaysChanged,
    DaysStricken,
    Diff,
    EventsMoved,
    GeneralOrder,
    LawChanged,
)
from filings.services.moving.causes import WITHDRAWN
from filings.services.moving.extending import litigations_reached
from filings.services.moving.striking import day_of, deadlines_of, hearings_of
from mdl.access import Act, reachable_litigations, require
from mdl.models import Batch, CourtClosing, Litigation, Transfer, User


class Choice(StrEnum):
    """What a person may say of one deadline, instead of what the cause would make of it."""

    KEEP = "keep"
    VACATE = "vacate"


class NotCounted(Exception):
    """The deadline is not counted from an event that stands."""


class NotOffered(Exception):
    """No such choice for this deadline."""


class ReachesNothing(Exception):
    """A general order finds no open day in any litigation that the person reaches."""


def wait_for_a_person(
    *, litigation: Litigation, cause: Cause, words: str, now: datetime
) -> MoveProposal:
    """Put a cause on the work list; the same cause again finds it waiting, and says it anew."""
    proposal, is_new = MoveProposal.objects.get_or_create(
        litigation=litigation,
        cause=cause.as_dict(),
        decided_at=None,
        defaults={"words": words[:300], "made_at": now},
    )
    if not is_new and proposal.words != words[:300]:
        proposal.words = words[:300]
        proposal.save(update_fields=["words"])
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


def count_anew(*, deadline: Deadline, actor: User, now: datetime) -> MoveProposal:
    """Propose to count from a deadline's event again, on the law and the closings as they are now:
    the deadline, the others of the same event, and what hangs on them.

    Raises :class:`NotCounted` where no event stands behind it, and ``NotAllowed``.
    """
    require(actor, Act.RECORD, deadline.litigation)
    event = deadline.trigger
    if event is None or not has_its_event(deadline):
        raise NotCounted(f"“{deadline}” counts from no event: move its day by itself.")
    return wait_for_a_person(
        litigation=deadline.litigation,
        cause=EventsMoved(events=(event.pk,), to=event.occurred_on),
        words=f"“{deadline}”: counted anew from {event.occurred_on}",
        now=now,
    )


def closing_changed(*, closing: CourtClosing, now: datetime) -> list[MoveProposal]:
    """Propose to count anew, in every litigation that has open counted days in that court."""
    reached = Q() if closing.court_id is None else Q(trigger__court=closing.court_id)
    open_days = Deadline.objects.open().filter(reached, basis=Deadline.Basis.COMPUTED)
    matters = Litigation.objects.filter(pk__in=open_days.values("litigation")).order_by("pk")
    cause = LawChanged(
        court=closing.court_id or "",
        on=closing.day,
        closing=closing.kind if closing.withdrawn_at is None else WITHDRAWN,
        what=f"Closing{'' if closing.withdrawn_at is None else ' withdrawn'}: {closing}",
    )
    return [
        wait_for_a_person(litigation=matter, cause=cause, words=cause.words, now=now)
        for matter in matters
    ]


def day_changed(*, deadline: Deadline, now: datetime) -> MoveProposal | None:
    """Propose that what hangs on a deadline's day follows it, as :func:`days_changed`."""
    return next(iter(days_changed(deadlines=[deadline.pk], now=now)), None)


def days_changed(*, deadlines: Iterable[UUID], now: datetime) -> list[MoveProposal]:
    """Propose that what counts from these deadlines' days follows them, one for each litigation.

    A day that moved takes what counts from it along; of a step that is met no more, or that fell,
    what counted from it is to be vacated. Nothing is proposed where nothing hangs on them.
    """
    events = Trigger.objects.filter(parent__in=list(deadlines), vacated_on=None)
    behind: defaultdict[Litigation, dict[UUID, Deadline]] = defaultdict(dict)
    for event in events.select_related("parent__litigation").order_by("parent"):
        if event.parent is not None and day_followed(event) != event.occurred_on:
            behind[event.parent.litigation][event.parent.pk] = event.parent
    return [
        wait_for_a_person(
            litigation=litigation,
            cause=DaysChanged(deadlines=tuple(above)),
            words=_changed_words(list(above.values())),
            now=now,
        )
        for litigation, above in behind.items()
    ]


def _changed_words(deadlines: list[Deadline]) -> str:
    if len(deadlines) > 1:
        return f"{len(deadlines)} deadlines got another day: what counts from those days"
    (deadline,) = deadlines
    match deadline.status:
        case Deadline.Status.VACATED:
            return f"“{deadline}” fell: what counts from its day"
        case Deadline.Status.MET:
            return f"“{deadline}” was met on {deadline.closed_on}: what counts from that day"
        case _:
            return f"“{deadline}” is open and due on {deadline.due_on}: what counts from its day"


def days_stricken(*, day: PrintedDay, told_by: str, now: datetime) -> MoveProposal | None:
    """Propose the end of what the court set and its paper strikes, deadlines and hearings.

    ``day`` is the reading that a person accepted, its entry with docket and court loaded;
    ``told_by`` cites the entry. Nothing is proposed where nothing open is reached.
    """
    if not deadlines_of(day).exists() and not hearings_of(day).exists():
        return None
    court = day.entry.docket.court_id
    cause = DaysStricken(reading=day.pk, court=court, on=day_of(day))
    words = f"{told_by[:1].upper()}{told_by[1:]} strikes days that the court had set"
    return wait_for_a_person(litigation=day.litigation, cause=cause, words=words, now=now)


def proposed_by(days: Iterable[PrintedDay]) -> dict[UUID, MoveProposal]:
    """Return what is proposed on readings that days are stricken, by the reading; one query."""
    keys = [str(each.pk) for each in days if each.kind == PrintedDay.Kind.STRICKEN]
    found = MoveProposal.objects.filter(cause__kind=DaysStricken.kind, cause__reading__in=keys)
    return {UUID(each.cause["reading"]): each for each in found} if keys else {}


def law_changed(*, now: datetime, litigation: Litigation | None = None) -> list[MoveProposal]:
    """Propose to count anew whatever was counted by another text of its rule than holds now.

    One proposal for each litigation and rule; a text that a person decided about already is not
    asked again. Two queries where nothing changed, and any number of beats may ask.
    """
    found = law.counted_otherwise(litigation)
    if not found:
        return []
    asked = _editions_asked({each.litigation for each in found})
    news = [each for each in found if asked.get((each.litigation, each.rule)) != each.edition]
    matters = Litigation.objects.in_bulk({each.litigation for each in news})
    proposals = [_law_changed(matters[each.litigation], each, now) for each in news]
    return [proposal for proposal in proposals if proposal is not None]


def _editions_asked(litigations: Iterable[UUID]) -> dict[tuple[UUID, str], str]:
    """Return the edition of each rule about which a person was asked last, by litigation."""
    about = MoveProposal.objects.filter(litigation__in=litigations, cause__kind=LawChanged.kind)
    rows = about.order_by("made_at", "pk").values_list("litigation", "cause")
    return {(matter, cause["rule"]): cause["edition"] for matter, cause in rows}


@transaction.atomic
def _law_changed(litigation: Litigation, found: law.Outdated, now: datetime) -> MoveProposal | None:
    cause = LawChanged(
        rule=found.rule,
        edition=found.edition,
        on=law.changed_on(found),
        what=law.change_in_words(found),
    )
    about = MoveProposal.objects.filter(
        litigation=litigation, cause__kind=cause.kind, cause__rule=found.rule
    )
    rows = about.select_for_update(no_key=True)
    last: MoveProposal | None = rows.order_by("-made_at", "-pk").first()
    if last is None:
        return wait_for_a_person(litigation=litigation, cause=cause, words=cause.words, now=now)
    if last.cause["edition"] == found.edition:
        return None
    if last.decided_at is not None:
        return wait_for_a_person(litigation=litigation, cause=cause, words=cause.words, now=now)
    last.cause, last.words = cause.as_dict(), cause.words[:300]
    last.save()
    return last


def general_order(*, cause: GeneralOrder, actor: User, now: datetime) -> list[MoveProposal]:
    """Propose what a general order does, in each litigation that it reaches, one proposal for each.

    An order of the whole court (``cause.litigation`` is None) reaches every litigation of the
    actor with open days there. Raises :class:`ReachesNothing` and ``NotAllowed``.
    """
    require(actor, Act.RECORD)
    mine = list(reachable_litigations(actor).values_list("pk", flat=True))
    matters = Litigation.objects.filter(pk__in=litigations_reached(cause, mine))
    proposals = [
        wait_for_a_person(
            litigation=matter,
            cause=replace(cause, litigation=matter.pk),
            words=cause.words,
            now=now,
        )
        for matter in matters.order_by("mdl_number", "pk")
    ]
    if not proposals:
        raise ReachesNothing(
            f"{cause.order} reaches no open day that you see: look at the court and at the days."
        )
    return proposals


def look(
    *, proposal: MoveProposal, actor: User | None, shown: int = moving.SHOWN, find: str = ""
) -> Diff:
    """Work out what the proposal would do now, in its own litigation, with what a person chose
    for single deadlines; ``shown`` rows of each kind, those that ``find`` names.

    Raises ``NotAllowed``.
    """
    require(actor, Act.RECORD, proposal.litigation)
    return moving.propose(
        cause=cause_of(proposal),
        actor=actor,
        within=[proposal.litigation_id],
        shown=shown,
        find=find,
    )


def cause_of(proposal: MoveProposal) -> Cause:
    """Return what happened, and what a person chose to leave out of it."""
    cause = moving.cause_of(proposal.cause)
    chosen = {name: _keys(proposal, Choice(name)) for name in proposal.chosen}
    return replace(cause, **chosen) if chosen else cause


def choices_of(proposal: MoveProposal) -> tuple[Choice, ...]:
    """Return what may be chosen for a single deadline: a transfer, or an order that strikes days,
    lets one fall."""
    lets_fall = proposal.cause["kind"] in (ActionTransferred.kind, DaysStricken.kind)
    return (Choice.KEEP, Choice.VACATE) if lets_fall else (Choice.KEEP,)


@transaction.atomic
def choose(
    *, proposal: MoveProposal, chosen: Mapping[UUID, Choice | None], actor: User
) -> MoveProposal:
    """Keep single deadlines as they are or let them fall; None leaves one to the rule again. Of a
    hearing that is to be taken off the same keeps it.

    What was chosen before for others stays chosen. Raises :class:`AlreadyDecided`,
    :class:`NotOffered` for what this cause does not allow, and ``NotAllowed``.
    """
    proposal = waiting(proposal, actor=actor, act=Act.RECORD)
    offered = {*choices_of(proposal), None}
    here = sum(
        model.objects.filter(litigation=proposal.litigation_id, pk__in=chosen).count()
        for model in (Deadline, Hearing)
    )
    if not set(chosen.values()) <= offered or here != len(chosen):
        raise NotOffered("That cannot be chosen here. Look at the proposal again.")
    made: dict[str, list[str]] = {}
    for choice in choices_of(proposal):
        kept = {key for key in _keys(proposal, choice) if key not in chosen}
        kept |= {key for key, wanted in chosen.items() if wanted is choice}
        if kept:
            made[choice.value] = sorted(map(str, kept))
    if made != proposal.chosen:
        proposal.chosen = made
        proposal.save()
    return proposal


def _keys(proposal: MoveProposal, choice: Choice) -> tuple[UUID, ...]:
    return tuple(map(UUID, proposal.chosen.get(choice.value, ())))


@transaction.atomic
def accept(*, proposal: MoveProposal, diff: Diff, reason: str, actor: User, now: datetime) -> Batch:
    """Apply what the person saw. Raises :class:`AlreadyDecided`, and as ``moving.apply``."""
    proposal = waiting(proposal, actor=actor, act=Act.RECORD)
    if isinstance(diff.cause, LawChanged) and _others_unread(proposal):
        # It counts the others' changes too: then no one paper is read blind for the whole batch.
        diff = replace(diff, cause=replace(diff.cause, on=None, closing=""))
    batch = moving.apply(
        diff=diff, reason=reason, actor=actor, now=now, within=[proposal.litigation_id]
    )
    _decide(proposal, actor, now, batch)
    return batch


@transaction.atomic
def dismiss(*, proposal: MoveProposal, actor: User, now: datetime) -> MoveProposal:
    """Nothing is to be moved for this. Raises :class:`AlreadyDecided`."""
    return _decide(waiting(proposal, actor=actor, act=Act.RECORD), actor, now, None)


def _others_unread(proposal: MoveProposal) -> bool:
    """Say whether other changes of the law in the litigation wait, or were dismissed: a count of
    now has them in it."""
    others = MoveProposal.objects.filter(
        litigation=proposal.litigation_id, cause__kind=LawChanged.kind, batch=None
    )
    return others.exclude(pk=proposal.pk).exists()


def _decide(
    proposal: MoveProposal, actor: User, now: datetime, batch: Batch | None
) -> MoveProposal:
    proposal.decided_at, proposal.decided_by, proposal.batch = now, actor, batch
    proposal.save()
    return proposal
