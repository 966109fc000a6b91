"""From a rule and an event to a date, with everything that stands behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from filings.rules.errors import NotCountedError, RuleError
from filings.rules.shapes import (
    Act,
    Computation,
    Obligor,
    Rule,
    Scope,
    ServiceDays,
    Term,
    Version,
    Whose,
)
from filings.rules.triggers import TRIGGERS, trigger_words
from mdl.court_time import (
    Count,
    CourtCalendar,
    Direction,
    Join,
    Period,
    Reading,
    Regime,
    ServiceMethod,
    count,
    days_added_for,
    join,
)
from mdl.court_time.words import day_words

# Which edition governs a period that is already running.
PENDING_CASES = (
    "28 U.S.C. 2074(a): an amended rule governs pending cases so far as just and feasible."
)
UNSETTLED = "No text settles which edition governs a period that was already running."
_FEDERAL_RULES = (Scope.FEDERAL_CIVIL, Scope.APPEALS)


@dataclass(frozen=True, slots=True)
class Computed:
    """A deadline's date and its reasons: what a rule gave for an event.

    The count holds the three dates, the steps and the open readings.
    """

    rule_id: str
    title: str
    citation: str
    in_force_from: date | None
    trigger: str
    obligor: Obligor
    is_critical: bool
    service: ServiceMethod
    added_days: int
    count: Count
    confirm_because: tuple[str, ...]
    """Why a person must confirm before this opens a deadline; empty where none need."""
    notes: tuple[str, ...]
    """What could still move the date, in sentences."""
    source_url: str

    @property
    def opens_by_itself(self) -> bool:
        """Whether the deadline may be opened without asking a person."""
        return not self.confirm_because

    def calendared_on(self, whose: Whose) -> date:
        """The day to put in the calendar: ours by the earliest reading, others' by the usual."""
        is_ours = whose is Whose.OURS
        return self.count.conservative_on if is_ours else self.count.prevailing_on

    def as_dict(self) -> dict[str, Any]:
        """A JSON object with the field names as keys; ``count`` as ``Count.as_dict``."""
        return {
            "rule_id": self.rule_id,
            "title": self.title,
            "citation": self.citation,
            "in_force_from": self.in_force_from.isoformat() if self.in_force_from else None,
            "trigger": self.trigger,
            "obligor": self.obligor.value,
            "is_critical": self.is_critical,
            "service": self.service.value,
            "added_days": self.added_days,
            "count": self.count.as_dict(),
            "confirm_because": list(self.confirm_because),
            "notes": list(self.notes),
            "source_url": self.source_url,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Undo ``as_dict``."""
        since = data["in_force_from"]
        return cls(
            **{
                **data,
                "in_force_from": date.fromisoformat(since) if since else None,
                "obligor": Obligor(data["obligor"]),
                "service": ServiceMethod(data["service"]),
                "count": Count.from_dict(data["count"]),
                "confirm_because": tuple(data["confirm_because"]),
                "notes": tuple(data["notes"]),
            }
        )


def compute(
    rule: Rule,
    *,
    trigger_on: date,
    calendar: CourtCalendar,
    trigger: str = "",
    service: ServiceMethod = ServiceMethod.NONE,
    other_events: Mapping[str, date] | None = None,
) -> Computed:
    """Count a rule from its event.

    ``trigger`` names the event; it may be left out where the rule has only one.
    ``other_events`` gives the days of the further events that a rule joins
    ("the earlier of"); while one is unknown, the date is provisional and says so.
    The version in force on the day of the event governs; where another takes
    effect inside the period, it is counted as an alternate reading.

    Raises ``NoVersionError``, ``NotCountedError`` or ``RuleError`` naming the
    rule, and ``CourtTimeError`` for impossible dates.
    """
    version = rule.version_on(trigger_on)
    if not version.computation.is_counted:
        raise NotCountedError(
            f"{version.citation} ({rule.title}) is not counted: "
            f"{version.computation.why_not_counted}. Enter the day by hand."
        )
    asked = _Request(
        rule=rule,
        events={_named(rule, version, trigger): trigger_on, **(other_events or {})},
        trigger=_named(rule, version, trigger),
        trigger_on=trigger_on,
        service=service,
        calendar=calendar,
    )
    usual = asked.counted(version, on=trigger_on)
    return Computed(
        rule_id=rule.id,
        title=rule.title,
        citation=version.citation,
        in_force_from=version.in_force_from,
        trigger=asked.trigger,
        obligor=rule.obligor,
        is_critical=rule.is_critical,
        service=service,
        added_days=asked.added_days(version, on=trigger_on),
        count=_with_alternates(usual, asked.alternates(version, usual)),
        confirm_because=tuple(_reasons_to_confirm(rule, version, asked.events)),
        notes=tuple(_notes(version, asked.events, calendar)),
        source_url=version.source_url,
    )


@dataclass(frozen=True, slots=True)
class _Request:
    """One event put to one rule."""

    rule: Rule
    events: Mapping[str, date]
    trigger: str
    trigger_on: date
    service: ServiceMethod
    calendar: CourtCalendar

    def counted(
        self,
        version: Version,
        *,
        on: date,
        period: Period | None = None,
        added_days: int | None = None,
    ) -> Count:
        """The version's date, by the counting rules in force ``on`` a day."""
        known = [term for term in version.terms if term.trigger in self.events]
        added = self.added_days(version, on=on) if added_days is None else added_days
        counts = [
            count(
                period or term.period,
                version.direction,
                self.events[term.trigger],
                calendar=self.calendar,
                rule=version.counting_rule,
                regime=Regime.on(on),
                added_days=added,
                is_filing=self.rule.act is Act.FILE,
                is_floor=version.computation is Computation.NOT_EARLIER_THAN,
            )
            for term in known
            if term.period
        ]
        if version.join is None:
            return counts[0]
        return join(version.join, counts, citation=version.citation)

    def added_days(self, version: Version, *, on: date) -> int:
        """The days that the way of service adds, by the rules in force on a day."""
        if version.service_days is not ServiceDays.YES:
            return 0
        return days_added_for(self.service, served_on=on, rule=version.counting_rule)

    def alternates(self, version: Version, usual: Count) -> Iterator[tuple[Reading, Count | None]]:
        """Every other way to count the rule, with the date it gives."""
        yield from self._other_editions(usual)
        if version.or_period:
            other = self.counted(version, on=self.trigger_on, period=version.or_period)
            yield _reading("period", f"the period is {version.or_period}", version.note, other)
        if version.service_days is ServiceDays.DOUBTFUL:
            added = days_added_for(
                self.service, served_on=self.trigger_on, rule=version.counting_rule
            )
            if added:
                other = self.counted(version, on=self.trigger_on, added_days=added)
                clause = f"{added} days are added for the way of service"
                yield _reading("service_days", clause, version.citation, other)

    def _other_editions(self, usual: Count) -> Iterator[tuple[Reading, Count | None]]:
        for day in self._editions_inside(usual):
            other = next((v for v in self.rule.versions if v.is_in_force_on(day)), None)
            words = f"the rules in force on {day_words(day)} govern"
            authority = PENDING_CASES if self.rule.scope in _FEDERAL_RULES else UNSETTLED
            if other is None or other.term_for(self.trigger) is None:
                yield _uncounted(words, authority, other), None
            elif other.computation.is_counted:
                yield _reading("edition", words, authority, self.counted(other, on=day))

    def _editions_inside(self, usual: Count) -> list[date]:
        """A day of every other edition of the rule or of counting that the period touches."""
        first, last = sorted((usual.event_on, usual.prevailing_on))
        starts = {v.in_force_from for v in self.rule.versions if v.in_force_from}
        ends = {v.in_force_to + timedelta(1) for v in self.rule.versions if v.in_force_to}
        changes = starts | ends | {regime.starts_on for regime in Regime}
        inside = sorted(day for day in changes if first < day <= last)
        if usual.event_on == first:
            return inside
        return [day - timedelta(1) for day in inside]


def _named(rule: Rule, version: Version, trigger: str) -> str:
    if trigger:
        if version.term_for(trigger) is None:
            event = trigger_words(trigger) if trigger in TRIGGERS else repr(trigger)
            raise RuleError(f"{rule.id} ({version.citation}) does not count from {event}.")
        return trigger
    if len(version.terms) > 1:
        names = ", ".join(term.trigger for term in version.terms)
        raise RuleError(f"{rule.id} ({version.citation}) counts from several events: name {names}.")
    return version.terms[0].trigger


def _reading(key: str, clause: str, authority: str, other: Count) -> tuple[Reading, Count]:
    words = f"If {clause}, the last day is {day_words(other.prevailing_on)}."
    return Reading((key,), words, authority, other.prevailing_on), other


def _uncounted(clause: str, authority: str, other: Version | None) -> Reading:
    if other is None or not other.terms:
        end = "their text is not known here"
    else:
        end = f"{other.citation} counts from {trigger_words(other.terms[0].trigger)}"
    return Reading(("edition",), f"If {clause}, {end}.", authority, None)


def _with_alternates(usual: Count, alternates: Iterator[tuple[Reading, Count | None]]) -> Count:
    merged = usual
    for reading, other in alternates:
        if other is not None and reading.on == usual.prevailing_on and other.is_settled:
            continue
        merged = replace(merged, readings=(*merged.readings, reading))
        if other is not None:
            merged = replace(
                merged,
                conservative_on=min(merged.conservative_on, other.conservative_on),
                latest_on=max(merged.latest_on, other.latest_on),
            )
    return merged


def _reasons_to_confirm(rule: Rule, version: Version, events: Mapping[str, date]) -> Iterator[str]:
    if not version.verification.opens_deadlines:
        detail = f" ({version.verified})" if version.verified else ""
        yield f"The time is known from {version.verification.words}{detail}."
    if rule.condition:
        yield f"It applies only if {rule.condition}."
    if version.join is Join.LATER_OF:
        for term in _awaited(version, events):
            yield f"It also depends on {trigger_words(term.trigger)}."


def _notes(version: Version, events: Mapping[str, date], calendar: CourtCalendar) -> Iterator[str]:
    if version.join is Join.EARLIER_OF:
        for term in _awaited(version, events):
            day = trigger_words(term.trigger)
            yield f"It would end sooner if counted from {day}, if that came first."
    if version.direction is Direction.AFTER and calendar.states_without_table:
        states = ", ".join(calendar.states_without_table)
        yield f"The holidays that {states} adds to the federal ones are not in the table."


def _awaited(version: Version, events: Mapping[str, date]) -> list[Term]:
    return [term for term in version.terms if term.trigger not in events]
