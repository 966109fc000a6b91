"""The calculator: one question about a day, answered with every step.

Three kinds of question: what a rule gives for an event, what an event opens, and where a bare
period ends. Whoever asks brings the court's calendar, so that closings on record are in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from filings.rules.catalog import binds, catalog
from filings.rules.engine import Computed, compute
from filings.rules.errors import NotCountedError, RuleError
from filings.rules.explain import explain, explain_count
from filings.rules.shapes import Computation, Rule
from mdl.court_names import FederalCourt
from mdl.court_time import (
    FRCP,
    Count,
    CourtCalendar,
    DateError,
    Direction,
    Period,
    ServiceMethod,
    Unit,
    count,
    count_hours,
    days_added_for,
)
from mdl.court_time.words import day_words

NO_ADDED_DAYS = (
    "Nothing is added for the way of service: Fed. R. Civ. P. 6(d) gives days to a party who must "
    "act within days after being served, and neither to hours nor to a count that runs back."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One day, and why it is that day."""

    title: str
    citation: str
    count: Count
    sentences: tuple[str, ...]
    """The whole of it, each sentence with its law in brackets at the end."""
    notes: tuple[str, ...] = ()
    """What could still move the day, in sentences."""
    confirm_because: tuple[str, ...] = ()
    """Why a person must confirm it before it opens a deadline; empty where none need."""
    computed: Computed | None = None
    """What the rule gave; None where only a period was asked for."""
    rule: Rule | None = None
    is_floor: bool = False
    """An earliest day on which something may happen, rather than a last one."""

    def as_dict(self) -> dict[str, Any]:
        """A JSON object: the three days first, then ``Computed.as_dict`` or the bare count."""
        counted = self.count.as_dict()
        days = ("prevailing_on", "conservative_on", "latest_on")
        told = self.computed.as_dict() if self.computed else {"rule_id": None, "count": counted}
        return {
            **{day: counted[day] for day in days},
            "is_floor": self.is_floor,
            **told,
            "title": self.title,
            "citation": self.citation,
            "notes": list(self.notes),
            "sentences": list(self.sentences),
        }


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A rule that the event opens and that gives no day to count."""

    rule: Rule
    citation: str
    why: str

    def as_dict(self) -> dict[str, str]:
        """``{"rule_id", "title", "citation", "why"}``."""
        return {
            "rule_id": self.rule.id,
            "title": self.rule.title,
            "citation": self.citation,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Answers:
    """What one question got, the earliest day first."""

    answers: tuple[Answer, ...]
    not_counted: tuple[NotCounted, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What every question says: the event's day, the court, how the paper was served."""

    on: date
    court: FederalCourt
    service: ServiceMethod = ServiceMethod.NONE

    def by_rule(
        self,
        rule: Rule,
        *,
        calendar: CourtCalendar,
        event: str = "",
        other_events: Mapping[str, date] | None = None,
    ) -> Answers:
        """The day that a rule gives.

        Raises ``RuleError`` (it does not hold in the court, is not counted, counts from several
        events and none is named) or ``CourtTimeError``, each in a sentence that names the thing.
        """
        if not binds(rule, self.court.id):
            raise RuleError(
                f"{rule.id} ({rule.current.citation}) does not hold in {self.court.citation}."
            )
        computed = compute(
            rule,
            trigger_on=self.on,
            calendar=calendar,
            trigger=event,
            service=self.service,
            other_events=other_events,
        )
        return Answers((_answer(rule, computed),))

    def by_event(self, event: str, *, calendar: CourtCalendar) -> Answers:
        """Every day that an event opens, also those that only a person can open.

        Raises ``CourtTimeError``.
        """
        answers: list[Answer] = []
        not_counted: list[NotCounted] = []
        for rule in catalog().opened_by(event, on=self.on, court_id=self.court.id):
            try:
                computed = compute(
                    rule,
                    trigger_on=self.on,
                    calendar=calendar,
                    trigger=event,
                    service=self.service,
                )
            except NotCountedError:
                not_counted.append(_not_counted(rule, self.on))
            else:
                answers.append(_answer(rule, computed))
        answers.sort(key=lambda answer: answer.count.prevailing_on)
        return Answers(tuple(answers), tuple(not_counted))

    def by_period(
        self,
        period: Period,
        direction: Direction,
        *,
        calendar: CourtCalendar,
        at: time | None = None,
    ) -> Answers:
        """The last day of a period; ``at`` is the event's hour, for a period of hours.

        Days are added for the way of service as FRCP 6(d) says, and never to hours or to a count
        that runs back. Raises ``CourtTimeError``.
        """
        days = days_added_for(self.service, served_on=self.on, rule=FRCP)
        takes_days = direction is Direction.AFTER and period.unit is not Unit.HOURS
        if period.unit is Unit.HOURS:
            counted = self._hours(period, direction, at, calendar)
        else:
            added = days if takes_days else 0
            counted = count(period, direction, self.on, calendar=calendar, added_days=added)
        notes = (NO_ADDED_DAYS,) if days and not takes_days else ()
        return Answers(
            (
                Answer(
                    title=f"{period} {direction} {day_words(self.on)}",
                    citation=FRCP.name,
                    count=counted,
                    sentences=(*explain_count(counted), *notes),
                    notes=notes,
                ),
            )
        )

    def _hours(
        self, period: Period, direction: Direction, at: time | None, calendar: CourtCalendar
    ) -> Count:
        if at is None:
            raise DateError(
                f"{period} run from an hour of the day: name it by the court's clock, as in 14:17."
            )
        moment = datetime.combine(self.on, at, ZoneInfo(self.court.time_zone))
        return count_hours(period, direction, moment, calendar=calendar)


def only_court_of(rule: Rule) -> str:
    """The PACER code of the one court that a rule binds; empty for a rule of several courts."""
    return rule.courts[0] if len(rule.courts) == 1 else ""


def rules_from(event: str) -> tuple[Rule, ...]:
    """Every rule, in whatever court, of which some version counts from an event."""
    return tuple(
        rule for rule in catalog() if any(version.term_for(event) for version in rule.versions)
    )


def _answer(rule: Rule, computed: Computed) -> Answer:
    version = rule.version_on(computed.count.event_on)
    return Answer(
        title=computed.title,
        citation=computed.citation,
        count=computed.count,
        sentences=explain(computed),
        notes=computed.notes,
        confirm_because=computed.confirm_because,
        computed=computed,
        rule=rule,
        is_floor=version.computation is Computation.NOT_EARLIER_THAN,
    )


def _not_counted(rule: Rule, on: date) -> NotCounted:
    version = rule.version_on(on)
    return NotCounted(rule, version.citation, version.computation.why_not_counted)
