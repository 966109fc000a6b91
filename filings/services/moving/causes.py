"""What may move deadlines: each cause is a value that says in words what happened.

A cause can be kept as JSON, for a proposal that waits and for the account of a batch. It names
what happened and never what follows from it: that is worked out anew each time somebody looks.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, ClassVar, Final, Self
from uuid import UUID

WITHDRAWN: Final = "withdrawn"
"""Instead of a closing's kind: it was recorded in error, the court was open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What happened. ``keep`` names deadlines that a person leaves as they are."""

    kind: ClassVar[str]
    keep: tuple[UUID, ...] = ()

    @property
    def words(self) -> str:
        """Say it in a few words."""
        raise AttributeError("each cause says itself")

    @property
    def days_named(self) -> list[date]:
        """The days that somebody typed."""
        return [value for value in asdict(self).values() if isinstance(value, date)]

    def as_dict(self) -> dict[str, Any]:
        """A JSON object; days in ISO form, keys as text."""
        return {"kind": self.kind} | {key: _plain(value) for key, value in asdict(self).items()}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Undo ``as_dict`` for this kind of cause."""
        kept = [each for each in fields(cls) if each.name in data]
        return cls(**{each.name: _typed(str(each.type), data[each.name]) for each in kept})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsMoved(Cause):
    """Events happened on another day than was recorded: ``to`` a day, or each ``by`` some days."""

    kind: ClassVar[str] = "events_moved"
    events: tuple[UUID, ...]
    to: date | None = None
    by: int = 0

    @property
    def words(self) -> str:
        """Say it in a few words."""
        what = "An event" if len(self.events) == 1 else f"{len(self.events)} events"
        return f"{what} moved {f'to {self.to}' if self.to else f'by {self.by:+d} days'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsVacated(Cause):
    """Events count for nothing from a day on: a paper was withdrawn, an order taken back."""

    kind: ClassVar[str] = "events_vacated"
    events: tuple[UUID, ...]
    on: date

    @property
    def words(self) -> str:
        """Say it in a few words."""
        what = "An event" if len(self.events) == 1 else f"{len(self.events)} events"
        return f"{what} vacated on {self.on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysChanged(Cause):
    """Deadlines got another day, or are met no more: the events that are those days follow.

    Whither is not said: each event goes to its deadline's day as it stands when somebody looks,
    and counts for nothing where its deadline is open again, or fell.
    """

    kind: ClassVar[str] = "days_changed"
    deadlines: tuple[UUID, ...]

    @property
    def words(self) -> str:
        """Say it in a few words."""
        one = len(self.deadlines) == 1
        what = "A deadline" if one else f"{len(self.deadlines)} deadlines"
        return f"{what} got another day: what counts from it follows"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChanged(Cause):
    """A closing or a rule changed: what was counted otherwise is counted anew."""

    kind: ClassVar[str] = "law_changed"
    court: str = ""
    """PACER's code; empty for every court."""
    rule: str = ""
    """The id of the rule; empty for every rule."""
    edition: str = ""
    """The fingerprint of the rule's text that holds now; empty where it holds no more."""
    on: date | None = None
    """The closed day, or the day from which the rule reads as it does now."""
    closing: str = ""
    """What the court was that day, as a closing's kind, or :data:`WITHDRAWN`; empty for a rule."""
    what: str = ""

    @property
    def days_named(self) -> list[date]:
        """Nobody typed them: they stand on record."""
        return []

    @property
    def words(self) -> str:
        """Say it in a few words."""
        return self.what or f"Counted anew: {self.rule or 'every rule'}, {self.court or 'courts'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralOrder(Cause):
    """A court extends what is pending before it by some days, as N.D. Ill. did in 2020.

    Times that no order of a district court extends, such as the time to appeal, are ``excepted``
    by the beginning of their rules' ids (FRAP 26(b)). Where the order ``rolls``, an extended day
    that is no court day runs on to the next (FRCP 6(a)(1)(C)).
    """

    kind: ClassVar[str] = "general_order"
    court: str
    litigation: UUID | None = None
    """None: every litigation with deadlines in that court."""
    order: str
    """As it is cited."""
    days: int
    due_from: date
    """The first due day that it reaches."""
    due_until: date | None = None
    excepted: tuple[str, ...] = ("frap-4",)
    reaches_set_days: bool = False
    """Whether it says that it moves days set by order too."""
    rolls: bool = True

    @property
    def words(self) -> str:
        """Say it in a few words."""
        return f"{self.order}: {self.days:+d} days"

    def as_shift(self) -> str:
        """The JSON that a deadline keeps of it, but for the day it moved from and to."""
        return json.dumps(
            {
                "order": self.order,
                "days": self.days,
                "court": self.court,
                "rolls": self.rolls,
                "due_from": _plain(self.due_from),
                "due_until": _plain(self.due_until),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysStricken(Cause):
    """A court struck what it had set: every day, or the one that its paper names.

    Which days those are is told by the reading of the paper, as its scope stands when somebody
    looks. ``keep`` names hearings too.
    """

    kind: ClassVar[str] = "days_stricken"
    reading: UUID
    """The printed day that says so."""
    court: str
    on: date
    """The day of the paper."""
    vacate: tuple[UUID, ...] = ()
    """Deadlines that a person lets fall too, though no order set them."""

    @property
    def words(self) -> str:
        """Say it in a few words."""
        return f"Days stricken by {self.court} on {self.on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTransferred(Cause):
    """A transfer took effect: what its court's rules and calendar made is looked at anew."""

    kind: ClassVar[str] = "action_transferred"
    action: UUID
    origin: str
    destination: str
    on: date
    vacate: tuple[UUID, ...] = ()
    """Deadlines that a person lets fall with the old court, whatever the rule says."""

    @property
    def words(self) -> str:
        """Say it in a few words."""
        return f"The action moved from {self.origin} to {self.destination} on {self.on}"


CAUSES = {
    cause.kind: cause
    for cause in (
        EventsMoved,
        EventsVacated,
        DaysChanged,
        LawChanged,
        GeneralOrder,
        DaysStricken,
        ActionTransferred,
    )
}


def cause_of(data: Mapping[str, Any]) -> Cause:
    """The cause that was kept as JSON."""
    return CAUSES[data["kind"]].of(data)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, int | str | None) else str(value)


def _typed(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind.startswith("tuple"):
        return tuple(UUID(each) if "UUID" in kind else each for each in value)
    if "UUID" in kind:
        return UUID(value)
    return date.fromisoformat(value) if "datetime.date" in kind else value
