"""Critical deadlines need two people: the second reads the paper anew, and the days must agree.

The second person enters the event, its day, how it was served and the rule without being shown
them; the engine counts, and compares. Where a day is set and not counted, they enter the day and
where it stands. A match confirms; a mismatch stops, and stays on record with both workings. The
day is live meanwhile: calendared, reminded, and marked as unconfirmed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final, Self
from uuid import UUID

from django.db import transaction

from filings.models import (
    Computation,
    Deadline,
    HeldChange,
    OrderedPeriod,
    SecondReading,
    Trigger,
)
from filings.rules import RuleError, UnknownRuleError, Whose, compute
from filings.rules import explain as explain_count
from filings.services import held_changes, move_proposals
from filings.services.counting import calendar_of
from filings.services.explaining import counted_words, short_day
from filings.services.moving.causes import (
    CAUSES,
    WITHDRAWN,
    ActionTransferred,
    DaysChanged,
    DaysStricken,
    EventsMoved,
    EventsVacated,
    GeneralOrder,
    LawChanged,
)
from filings.services.moving.causes import cause_of as cause_of_moves
from filings.services.moving.extending import Shift, extended_again
from filings.services.rows import locked_open, save
from filings.services.rulebook import END_OF, ORDERED, event_words, rule_named, step_words
from mdl.access import Act, able, require
from mdl.court_time import CourtTimeError, ServiceMethod
from mdl.models import Batch, Court, CourtClosing, Litigation, User

COUNTED: Final = ("key", "occurred_on", "service", "rule")
"""What is asked where the day is counted."""
SET: Final = ("on", "reference")
"""What is asked where the day is set."""
WORDS: Final = {
    "key": "Event",
    "occurred_on": "Day of the event",
    "service": "Way of service",
    "rule": "Rule",
    "kind": "What becomes of the deadline",
    "on": "Day",
    "days": "How many days",
    "court": "Court",
    "closing": "What it was that day",
    "reference": "Where it stands",
}
EVERY_COURT: Final = "every"
"""What is read where a closing reaches all of them."""


class SecondPersonNeeded(Exception):
    """Who set a critical day does not confirm it."""


class BlindReadingNeeded(SecondPersonNeeded):
    """A critical day is confirmed by entering anew what it rests on, not by a button."""


class NothingToRead(Exception):
    """The deadline is not critical, or is confirmed and no change of it waits."""


@dataclass(frozen=True, slots=True)
class BlindEntry:
    """What somebody read in the paper. Which fields are asked: :func:`asked`."""

    key: str = ""
    occurred_on: date | None = None
    service: str = ""
    rule: str = ""
    kind: str = ""
    on: date | None = None
    days: int = 0
    court: str = ""
    closing: str = ""
    reference: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it: days in ISO form, only what was entered."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Undo ``as_dict``; further keys are left aside."""
        read: dict[str, Any] = {name: data[name] for name in WORDS if data.get(name)}
        for name in ("occurred_on", "on"):
            if name in read:
                read[name] = date.fromisoformat(read[name])
        return cls(**read)


def change_waiting(deadline: Deadline) -> HeldChange | None:
    """Return the change of the deadline as it stands that waits for a second person."""
    return (
        HeldChange.objects.waiting()
        .filter(deadline=deadline, version=deadline.version)
        .select_related("computation", "asked_by", "batch")
        .first()
    )


def asked(deadline: Deadline, change: HeldChange | None) -> tuple[str, ...]:
    """Return the fields of :class:`BlindEntry` that the second person fills in."""
    if change is None:
        return COUNTED if deadline.computation_id else SET
    return ("kind", *(COUNTED if change.computation_id else SET))


def recorded(deadline: Deadline, change: HeldChange | None) -> BlindEntry:
    """Return what stands on record: what a second person must come to by themselves."""
    kind = change.kind if change else ""
    counted = change.computation if change else deadline.computation
    if counted is not None:
        return BlindEntry(
            kind=kind,
            key=counted.trigger_key,
            occurred_on=counted.trigger_on,
            service=counted.service,
            rule=counted.rule,
        )
    day, words = (change.to_on, change.reason) if change else (deadline.due_on, deadline.reason)
    return BlindEntry(kind=kind, on=day, reference=words)


@transaction.atomic
def read(*, deadline: Deadline, entry: BlindEntry, actor: User, now: datetime) -> SecondReading:
    """Compare what a second person read with the record; where it is the same, they stand behind
    it: the day is confirmed, or the change that waited is made.

    A reading that differs is kept and changes nothing. Where nobody else may confirm in the
    litigation, who set the day reads it once more, and the deadline is marked as confirmed by one
    person. Raises :class:`SecondPersonNeeded`, :class:`NothingToRead`, ``DeadlineClosed`` and
    ``NotAllowed``.
    """
    deadline = locked_open(deadline)
    require(actor, Act.CONFIRM, deadline.litigation)
    change = change_waiting(deadline)
    _require_something(deadline, change)
    first = change.asked_by_id if change else deadline.opened_by_id
    alone = _alone(actor, first, deadline.litigation, str(deadline))
    reading = _compared(deadline, change, entry, actor=actor, now=now)
    if reading.matches and change is not None:
        _accept(change, deadline, actor=actor, alone=alone, now=now)
        move_proposals.day_changed(deadline=deadline, now=now)
    elif reading.matches:
        deadline.confirmed_by, deadline.confirmed_at = actor, now
        deadline.confirmed_alone = alone
        save(deadline)
    return reading


def _require_something(deadline: Deadline, change: HeldChange | None) -> None:
    if not deadline.is_critical:
        raise NothingToRead(f"“{deadline}” is not critical: confirm its day as it is.")
    if change is None and deadline.confirmed_at is not None:
        raise NothingToRead(f"“{deadline}” is confirmed by {deadline.confirmed_by} already.")


def _alone(actor: User, first_id: object, litigation: Litigation, what: str) -> bool:
    """Say whether the actor, who set it, is the only one who could confirm; refuse otherwise."""
    if first_id != actor.pk:
        return False
    if able(Act.CONFIRM, litigation).exclude(pk=actor.pk).exists():
        raise SecondPersonNeeded(
            f"“{what}” is critical and you set its day: a second person confirms it."
        )
    return True


def _compared(
    deadline: Deadline,
    change: HeldChange | None,
    entry: BlindEntry,
    *,
    actor: User,
    now: datetime,
) -> SecondReading:
    record, fields = recorded(deadline, change), asked(deadline, change)
    read_on, working, record_working = entry.on, list[str](), list[str]()
    if "rule" in fields:
        counted = change.computation if change else deadline.computation
        read_on, working = _counted(entry, deadline, counted)
        record_working = counted_words(counted) if counted else []
        shifts = change.shifts if change and change.shifts is not None else deadline.shifts
        if read_on and shifts:
            read_on, extending = _extended(read_on, deadline, shifts)
            working, record_working = [*working, *extending], [*record_working, *_told(shifts)]
    stands_on = change.to_on if change else deadline.due_on
    differences = _differences(record, entry, fields)
    if read_on != stands_on and "on" not in differences:
        differences.append("on")
    # A change makes the next version, which its reader confirms.
    version = deadline.version + 1 if change else deadline.version
    return SecondReading.objects.create(
        deadline=deadline,
        change=change,
        version=version,
        by=actor,
        at=now,
        read_on=read_on,
        stands_on=stands_on,
        working=working,
        record_working=record_working,
        recorded=record.as_dict(),
        differences=differences,
        matches=not differences,
        **{name: getattr(entry, name) for name in fields if name != "on"},
    )


def _differences(record: BlindEntry, entry: BlindEntry, fields: tuple[str, ...]) -> list[str]:
    """Where it stands is kept and shown, not compared: two people cite one order in two ways."""
    return [
        name
        for name in fields
        if name != "reference" and getattr(record, name) != getattr(entry, name)
    ]


def _counted(
    entry: BlindEntry, deadline: Deadline, record: Computation | None
) -> tuple[date | None, list[str]]:
    """Count what was read, as the record was counted; say why where it gives no day."""
    if entry.occurred_on is None:
        return None, ["No day of the event was entered."]
    others = record.other_events if record is not None and record.rule == entry.rule else {}
    try:
        computed = compute(
            rule_named(entry.rule),
            trigger_on=entry.occurred_on,
            calendar=calendar_of(record.court_id if record else deadline.court_id),
            trigger=entry.key,
            service=ServiceMethod(entry.service),
            other_events={
                key: date.fromisoformat(day) for key, day in others.items() if key != entry.key
            },
        )
    except (RuleError, CourtTimeError, ValueError) as error:
        return None, [str(error)]
    words = explain_count(computed, event=_event_in_words(entry.key))
    return computed.calendared_on(Whose(deadline.obligor)), list(words)


def _extended(day: date, deadline: Deadline, shifts: Sequence[Shift]) -> tuple[date, list[str]]:
    """Extend what was read by the general orders on record, as the record was extended."""
    is_ours = deadline.obligor == Deadline.Obligor.OURS
    extended, kept = extended_again(shifts, day, earliest=is_ours)
    return extended, _told(kept)


def _told(shifts: Sequence[Shift]) -> list[str]:
    return [
        f"{each['order']}, on record, extends it by {each['days']} days to "
        f"{short_day(date.fromisoformat(each['to']))}."
        for each in shifts
    ]


def as_words(reading: SecondReading) -> list[tuple[str, str, str]]:
    """Return each field of a reading as (label, on record, as read), in a lawyer's words."""
    record = BlindEntry.from_dict(reading.recorded)
    told = []
    for name, label in WORDS.items():
        ours = getattr(record, name)
        theirs = reading.read_on if name == "on" else getattr(reading, name)
        if name == "on" and reading.working:
            continue
        if ours or theirs:
            told.append((label, _in_words(name, ours), _in_words(name, theirs)))
    return told


def _in_words(name: str, value: Any) -> str:
    if not value:
        return "nothing"
    if isinstance(value, date):
        return short_day(value)
    say = _SAID.get(name)
    return say(value) if say else str(value)


def _event_in_words(key: str) -> str:
    step = key.removeprefix(f"{END_OF}{ORDERED}")
    period = OrderedPeriod.objects.filter(pk=step).first() if step != key else None
    return f"the day on which {step_words(period)}" if period else event_words(key)


def _rule_in_words(name: str) -> str:
    try:
        rule = rule_named(name)
    except UnknownRuleError:
        return name
    return f"{rule.versions[-1].citation}: {rule.title}"


def _court_in_words(court: str) -> str:
    found = Court.objects.filter(pk=court).first()
    return found.citation if found else "Every federal court"


_CLOSINGS: Final = {**dict(CourtClosing.Kind.choices), WITHDRAWN: "Open after all"}
_SAID: Final[Mapping[str, Callable[[Any], str]]] = {
    "key": _event_in_words,
    "rule": _rule_in_words,
    "court": _court_in_words,
    "days": "{:+d}".format,
    "closing": lambda value: _CLOSINGS.get(value, value),
    "service": lambda value: str(dict(Trigger.Service.choices).get(value, value)),
    "kind": lambda value: str(dict(HeldChange.Kind.choices).get(value, value)),
}


def _accept(
    change: HeldChange, deadline: Deadline, *, actor: User, alone: bool, now: datetime
) -> None:
    change.is_accepted, change.decided_by, change.decided_at = True, actor, now
    change.accepted_alone = alone
    change.save()
    held_changes.apply(change, deadline, by=actor, now=now)


# --- A batch is confirmed once ------------------------------------------------------------------


def cause_of(batch: Batch) -> BlindEntry:
    """Return what a batch rests on and a second person can read in a paper; else nothing."""
    kept = batch.account.get("cause", {})
    if kept.get("kind") not in CAUSES:
        return BlindEntry.from_dict(kept)  # whoever applied it said what is to be read
    entry = BlindEntry()
    match cause_of_moves(kept):
        case EventsMoved() as moved:
            days = moved.by if moved.to is None else 0
            entry = BlindEntry(key=_event(moved.events), occurred_on=moved.to, days=days)
        case EventsVacated() as vacated:
            entry = BlindEntry(key=_event(vacated.events), on=vacated.on)
        case DaysChanged() as changed:
            entry = _days_followed(changed)
        case GeneralOrder() as order:
            entry = BlindEntry(
                court=order.court, on=order.due_from, days=order.days, reference=order.order
            )
        case ActionTransferred() as transfer:
            entry = BlindEntry(court=transfer.destination, on=transfer.on)
        case DaysStricken() as struck:
            entry = BlindEntry(court=struck.court, on=struck.on)
        case LawChanged() as law:
            entry = _of_law(law)
    return entry


def _of_law(law: LawChanged) -> BlindEntry:
    """Return the one closing that a batch rests on, or the rule with its day: what an order or an
    amendment says. Where several changes came together, no one paper is read for all."""
    if law.closing:
        return BlindEntry(court=law.court or EVERY_COURT, on=law.on, closing=law.closing)
    return BlindEntry(rule=law.rule, on=law.on) if law.rule and law.on else BlindEntry()


ON_WORDS: Final = {
    EventsVacated.kind: "Vacated on which day",
    DaysStricken.kind: "Stricken by a paper of which day",
    GeneralOrder.kind: "The first due day that it reaches",
    ActionTransferred.kind: "On which day the transfer took effect",
    LawChanged.kind: "Closed, or in force from, which day",
}
"""What the one day is that a batch's paper says, by the kind of its cause."""


def _days_followed(changed: DaysChanged) -> BlindEntry:
    """Return the one event of a chain that the batch moved; of several nobody reads one paper."""
    events = Trigger.objects.filter(parent__in=changed.deadlines)[:2]
    if len(events) != 1:
        return BlindEntry()
    (event,) = events
    return BlindEntry(key=event.key, on=event.vacated_on, occurred_on=event.occurred_on)


def _event(keys: tuple[UUID, ...]) -> str:
    """Return what the events are, where they are of one kind."""
    kinds = set(Trigger.objects.filter(pk__in=keys).values_list("key", flat=True))
    return kinds.pop() if len(kinds) == 1 else ""


@transaction.atomic
def read_batch(*, batch: Batch, entry: BlindEntry, actor: User, now: datetime) -> SecondReading:
    """Compare what a second person read in the paper behind a batch with the batch's cause.

    Where it is the same, every critical day that the batch set is confirmed and every change of it
    that waited is made, all at once. Raises as :func:`read`.
    """
    batch = Batch.objects.select_for_update(no_key=True, of=("self",)).get(pk=batch.pk)
    cause = cause_of(batch)
    fields = tuple(cause.as_dict())
    if not fields:
        raise NothingToRead(f"“{batch}” names no cause that a second person could read.")
    alone = False
    for litigation in litigations_of(batch):
        require(actor, Act.CONFIRM, litigation)
        alone = _alone(actor, batch.actor_id, litigation, batch.reason)
    differences = _differences(cause, entry, fields)
    reading = SecondReading.objects.create(
        batch=batch,
        by=actor,
        at=now,
        read_on=entry.on,
        stands_on=cause.on,
        recorded=cause.as_dict(),
        differences=differences,
        matches=not differences,
        **{name: getattr(entry, name) for name in fields if name != "on"},
    )
    if reading.matches:
        _confirm_batch(batch, actor=actor, alone=alone, now=now)
    return reading


def litigations_of(batch: Batch) -> list[Litigation]:
    """Return the litigations in which a batch moved a day, or asks to."""
    held = HeldChange.objects.filter(batch=batch).values("deadline__litigation")
    moved = Deadline.objects.filter(batch=batch).values("litigation")
    return list(Litigation.objects.filter(pk__in=held.union(moved)))


def _confirm_batch(batch: Batch, *, actor: User, alone: bool, now: datetime) -> None:
    Deadline.objects.open().filter(batch=batch, is_critical=True, confirmed_by=None).update(
        confirmed_by=actor, confirmed_at=now, confirmed_alone=alone
    )
    waiting = HeldChange.objects.waiting().filter(batch=batch)
    accepted = []
    for change in waiting.select_related("deadline", "computation").order_by("deadline"):
        deadline = locked_open(change.deadline)
        if deadline.version == change.version:
            _accept(change, deadline, actor=actor, alone=alone, now=now)
            accepted.append(deadline.pk)
    move_proposals.days_changed(deadlines=accepted, now=now)


# --- An office of one ---------------------------------------------------------------------------


def lone_words(litigation: Litigation) -> str:
    """Say that fewer than two people may confirm in a litigation, and what to do; else ``""``."""
    people = list(able(Act.CONFIRM, litigation)[:2])
    if len(people) > 1:
        return ""
    if not people:
        return (
            f"Nobody may confirm in {litigation}: assign a paralegal or an attorney to it, or "
            "critical deadlines stay unconfirmed."
        )
    return (
        f"Only {people[0]} may confirm in {litigation}: critical deadlines there are confirmed by "
        "one person, and marked so, until a second is assigned."
    )
