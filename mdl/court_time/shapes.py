"""The words of a count as values: direction, unit, period, and what a count answers."""

from dataclasses import asdict, dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, Self

from mdl.court_time.errors import PeriodError
from mdl.court_time.words import day_words


class Direction(StrEnum):
    """Which way a period runs from its event."""

    AFTER = "after"
    BEFORE = "before"

    @property
    def sign(self) -> int:
        """+1 into the future, -1 into the past."""
        return 1 if self is Direction.AFTER else -1


class Unit(StrEnum):
    """What a period is stated in. Only the first three are counted one by one."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Regime(StrEnum):
    """The edition of the counting rules.

    The 2009 amendments ended the special method for short periods; those of
    2016 ended the three added days for electronic service.
    """

    BEFORE_2009 = "before_2009"
    FROM_2009 = "from_2009"
    FROM_2016 = "from_2016"

    @classmethod
    def on(cls, day: date) -> Self:
        """The edition in force on a day."""
        return max(
            (regime for regime in cls if regime.starts_on <= day),
            key=lambda regime: regime.starts_on,
        )

    @property
    def starts_on(self) -> date:
        """The first day of the edition."""
        return _REGIME_STARTS[self]


_REGIME_STARTS = {
    Regime.BEFORE_2009: date.min,
    Regime.FROM_2009: date(2009, 12, 1),
    Regime.FROM_2016: date(2016, 12, 1),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as a rule or order states it: ``Period(21, Unit.DAYS)``.

    Raises ``PeriodError`` for a negative or broken number.
    """

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise PeriodError(f"A period is a whole number of {self.unit}, not {self.value!r}.")
        if self.value < 0:
            raise PeriodError(
                f"A period cannot be negative ({self.value} {self.unit}): "
                "say 'before' to count backward."
            )
        object.__setattr__(self, "unit", _unit(self.unit))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"21 days"``, ``"1 year"``, ``"2 business days"``."""
        number, _, unit = text.strip().partition(" ")
        try:
            value = int(number)
        except ValueError:
            raise PeriodError(
                f"{text!r} is no period: write a whole number and a unit, as in '21 days'."
            ) from None
        return cls(value, _unit(unit))

    def __str__(self) -> str:
        unit = self.unit.replace("_", " ")
        return f"{self.value} {unit.removesuffix('s') if self.value == 1 else unit}"


def _unit(text: str) -> Unit:
    word = text.strip().lower().replace(" ", "_")
    try:
        return Unit(word if word.endswith("s") else f"{word}s")
    except ValueError:
        known = ", ".join(unit.replace("_", " ") for unit in Unit)
        raise PeriodError(f"Unknown unit {text!r}; known are {known}.") from None


class StepKind(StrEnum):
    """What one step of a count does. The kinds come in the order in which the rule takes them."""

    EVENT = "event"
    DAY_ONE = "day_one"
    SKIPPED = "skipped"
    NOMINAL = "nominal"
    ROLLED = "rolled"
    ADDED = "added"
    INACCESSIBLE = "inaccessible"
    FLOOR = "floor"
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True)
class ClosingUsed:
    """A closing on record that pushed a day: what happened, who said so, where it can be read."""

    name: str
    authority: str
    source: str = ""
    source_url: str = ""

    def words(self, on: date) -> str:
        """Name it and its source in a sentence; the authority is cited beside."""
        source = ", ".join(filter(None, (self.source, self.source_url)))
        told = f"; its source: {source}" if source else ""
        return f"Closing used: {day_words(on)}, {self.name}{told}."


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working: what was done, to which day, and by what authority."""

    kind: StepKind
    on: date
    citation: str
    words: str
    closing: ClosingUsed | None = None
    """The closing on record that left the day out; None where a weekend or the law did."""

    def as_dict(self) -> dict[str, Any]:
        """``{"kind", "on", "citation", "words"}``, all strings; with ``"closing"``, an object of
        ``name``, ``authority``, ``source`` and ``source_url``, where one pushed the day."""
        plain: dict[str, Any] = {
            "kind": self.kind.value,
            "on": self.on.isoformat(),
            "citation": self.citation,
            "words": self.words,
        }
        return plain if self.closing is None else plain | {"closing": asdict(self.closing)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Undo ``as_dict``."""
        on = date.fromisoformat(data["on"])
        used = ClosingUsed(**data["closing"]) if "closing" in data else None
        return cls(StepKind(data["kind"]), on, data["citation"], data["words"], used)


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer the law leaves open, and the last day if it goes the other way."""

    questions: tuple[str, ...]
    """Keys of ``mdl.court_time.questions`` (or of the rule engine's own questions)."""
    words: str
    authority: str
    on: date | None
    """None where the other answer cannot be counted from this event."""

    def as_dict(self) -> dict[str, Any]:
        """``{"questions": [...], "words", "authority", "on": iso date or None}``."""
        return {
            "questions": list(self.questions),
            "words": self.words,
            "authority": self.authority,
            "on": self.on.isoformat() if self.on else None,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Undo ``as_dict``."""
        on = date.fromisoformat(data["on"]) if data["on"] else None
        return cls(tuple(data["questions"]), data["words"], data["authority"], on)


@dataclass(frozen=True, slots=True)
class Count:
    """The answer to one count, with its whole working.

    Where the law is settled the three dates agree and ``readings`` is empty.
    """

    period: Period
    direction: Direction
    event_on: date
    nominal_on: date
    """Where the bare count lands, before any weekend, holiday or added day."""
    prevailing_on: date
    """The last day by the usual reading."""
    conservative_on: date
    """The earliest last day by any plausible reading: calendar this one for our own acts."""
    latest_on: date
    """The latest last day by any plausible reading: nobody is late before it has passed."""
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...]
    regime: Regime
    calendar_version: str
    at: time | None = None
    """The hour at which a period stated in hours ends, by the court's clock; else None."""

    @property
    def is_settled(self) -> bool:
        """No reading gives another date."""
        return self.conservative_on == self.latest_on

    def as_dict(self) -> dict[str, Any]:
        """A JSON object with the field names as keys and dates in ISO form."""
        return {
            "period": str(self.period),
            "direction": self.direction.value,
            "event_on": self.event_on.isoformat(),
            "nominal_on": self.nominal_on.isoformat(),
            "prevailing_on": self.prevailing_on.isoformat(),
            "conservative_on": self.conservative_on.isoformat(),
            "latest_on": self.latest_on.isoformat(),
            "steps": [step.as_dict() for step in self.steps],
            "readings": [reading.as_dict() for reading in self.readings],
            "regime": self.regime.value,
            "calendar_version": self.calendar_version,
            "at": self.at.isoformat() if self.at else None,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Undo ``as_dict``."""
        days = ("event_on", "nominal_on", "prevailing_on", "conservative_on", "latest_on")
        return cls(
            period=Period.parse(data["period"]),
            direction=Direction(data["direction"]),
            **{name: date.fromisoformat(data[name]) for name in days},
            steps=tuple(map(Step.from_dict, data["steps"])),
            readings=tuple(map(Reading.from_dict, data["readings"])),
            regime=Regime(data["regime"]),
            calendar_version=data["calendar_version"],
            at=time.fromisoformat(data["at"]) if data["at"] else None,
        )
