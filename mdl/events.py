"""What happened, told upward: this app publishes, the upper apps answer in the same transaction.

An event is a fact in the past tense with ids in it, never a person's name. An answer that fails
undoes the change that caused it: a transfer without its deadlines must not stand.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.dispatch import Signal

# Sent with ``event``; the sender is the event's class, so a receiver connects to one kind.
domain_event = Signal()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, on a court's day."""

    on: date


@dataclass(frozen=True, slots=True)
class ConditionalOrderEntered(Event):
    """The Panel's clerk filed a conditional order; its transfers stand as proposed."""

    order_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class OppositionNoted(Event):
    """A notice of opposition stays a conditional transfer."""

    transfer_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class TransferFinalized(Event):
    """No opposition came in time, or the Panel ordered the transfer over it."""

    transfer_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class TransferTookEffect(Event):
    """The transferee clerk filed the order: the action is there now (28 U.S.C. 1407(c))."""

    transfer_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class TransferEnded(Event):
    """The conditional order was vacated, or a person said that the action is not ours."""

    transfer_id: uuid.UUID
    rejected_by_id: uuid.UUID | None = None
    """Who said so; empty where the Panel vacated."""


@dataclass(frozen=True, slots=True)
class ClosingChanged(Event):
    """A court's closing was recorded, corrected or withdrawn: days may be counted otherwise."""

    closing_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class UserDeactivated(Event):
    """Somebody left the firm; what was theirs to do and to be told is the successor's now."""

    user_id: uuid.UUID
    successor_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class NameGuarded(Event):
    """A protected person's name became known, or other: the court's text must not show it."""

    person_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class NamesGuarded(Event):
    """Many protected people's names became known at once."""

    person_ids: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class DesignationChanged(Event):
    """A protected person is called otherwise from now on."""

    person_id: uuid.UUID
    before: str
    """The designation until now, which is public."""


@dataclass(frozen=True, slots=True)
class ListReceived(Event):
    """A list of actions came, of which nothing is written yet in this transaction."""

    litigation_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class ListCompared(Event):
    """A list tells of actions in words that may name a child, and is compared with what stands
    here. ``shown`` says how each text would be stored; it begins as the text itself, and answers
    change it. It is in memory only."""

    litigation_id: uuid.UUID
    shown: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReasonGiven(Event):
    """Somebody gave a reason, which is kept longer than any name. Answers add to ``wrong`` a
    sentence that quotes nothing. It is in memory only."""

    litigation_id: uuid.UUID
    reason: str = field(repr=False)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ActionsListed(Event):
    """A list was taken over as a batch: actions have its captions and dispositions now."""

    batch_id: uuid.UUID
    action_ids: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class FactSheetStepRecorded(Event):
    """A person's fact sheet took a step: clocks begin, are met, or fall."""

    step_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class FactSheetStepTakenBack(Event):
    """A step never happened; its row is still there and goes at the end of this answer."""

    step_id: uuid.UUID
    by_id: uuid.UUID | None = None
    """Who said so; empty: the system."""


@dataclass(frozen=True, slots=True)
class ClassDaySet(Event):
    """An order set, or moved, the day for opting out of a class or for objecting."""

    class_day_id: uuid.UUID
    by_id: uuid.UUID | None = None


def publish(event: Event) -> None:
    """Tell the apps above. They answer now, inside the caller's transaction."""
    domain_event.send(sender=type(event), event=event)


def answers(kind: type[Event], receiver: Any) -> None:
    """Connect ``receiver(event)`` to one kind of event; called from ``AppConfig.ready()``."""

    def receive(sender: type[Event], event: Event, **kwargs: Any) -> None:
        receiver(event)

    domain_event.connect(
        receive, sender=kind, weak=False, dispatch_uid=f"{kind.__name__}:{receiver.__qualname__}"
    )
