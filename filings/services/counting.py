"""From an event to stored counts: which rules it opens, and one row for each count.

What the law says comes from :mod:`filings.rules`; here it meets the records. A count is stored
once, with its steps and readings, however many deadlines rest on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from filings.models import Computation, Trigger
from filings.rules import Computed, Rule, Version, catalog, compute
from filings.services.rulebook import as_rule, periods_from
from mdl.court_time import CourtCalendar, CourtTimeError, Join, ServiceMethod, SpecialDay
from mdl.models import CourtClosing


@dataclass(frozen=True, slots=True)
class Opening:
    """A rule that an event opens, with its date."""

    rule: Rule
    computed: Computed
    other_events: Mapping[str, date]
    """The further events the rule joined ("the earlier of"), where they are on record."""

    @property
    def is_joined(self) -> bool:
        """Say whether the rule counts from several events."""
        return len(self.rule.version_on(self.computed.count.event_on).terms) > 1


def openings(trigger: Trigger, *, conditional: bool = False) -> Iterator[Opening]:
    """Return the rules that ``trigger`` opens, counted, the strongest authority first.

    Left out is what makes no deadline: a time that an order sets or that is only "prompt", an
    earliest day, and a day beyond the years for which holidays are known. Rules that apply only
    under a condition are not opened by their event: they are returned instead of the others when
    ``conditional`` is asked for, so that a person may choose.
    """
    rules = [rule for rule in _opened_by(trigger) if bool(rule.condition) is conditional]
    if not rules:
        return
    calendar = calendar_of(trigger.court_id)
    for rule in rules:
        if opening := _opening(rule, trigger, calendar):
            yield opening


def _opened_by(trigger: Trigger) -> list[Rule]:
    """A judge's order beats a local rule, which beats a national one.

    Left out is what an order of the litigation replaces, and what a local rule replaces that
    opens its own deadline by itself: one that a person must first confirm takes nobody's day away.
    """
    ordered, on = periods_from(trigger), trigger.occurred_on
    opened = catalog().opened_by(trigger.key, on=on, court_id=trigger.court_id)
    replaced = {rule for period in ordered for rule in period.replaces}
    replaced |= {
        weaker
        for rule in opened
        if rule.opens_by_itself(rule.version_on(on))
        for weaker in rule.replaces
    }
    return [
        *(as_rule(period) for period in ordered),
        *(rule for rule in opened if rule.id not in replaced),
    ]


def _opening(rule: Rule, trigger: Trigger, calendar: CourtCalendar) -> Opening | None:
    version = rule.version_on(trigger.occurred_on)
    if not _makes_a_deadline(version, trigger.key):
        return None
    others = _other_events(version, trigger)
    try:
        computed = compute(
            rule,
            trigger_on=trigger.occurred_on,
            calendar=calendar,
            trigger=trigger.key,
            service=ServiceMethod(trigger.service),
            other_events=others,
        )
    except CourtTimeError:
        return None
    return Opening(rule, computed, others)


def _makes_a_deadline(version: Version, key: str) -> bool:
    if version.term_for(key) is None or not version.computation.makes_a_deadline:
        return False
    # "The later of": the first event named is the one that calls for the act; a further event
    # only gives more time for it, and alone calls for nothing.
    return version.join is not Join.LATER_OF or version.terms[0].trigger == key


def _other_events(version: Version, trigger: Trigger) -> dict[str, date]:
    """Return the days of the rule's further events, the newest of each, for the same subject."""
    wanted = {term.trigger for term in version.terms} - {trigger.key}
    if not wanted:
        return {}
    known = Trigger.objects.filter(
        key__in=wanted,
        litigation=trigger.litigation_id,
        scope=trigger.scope_id,
        action=trigger.action_id,
        person=trigger.person_id,
    ).order_by("occurred_on")
    return dict(known.values_list("key", "occurred_on"))


def calendar_of(court_id: str) -> CourtCalendar:
    """Return a court's calendar with the closings on record now, which its version names.

    One query each time, so that a closing recorded a moment ago is in. Raises
    ``UnknownCourtError``.
    """
    recorded = CourtClosing.objects.standing().of_court(court_id).select_related("source")
    return _calendar(court_id, frozenset(closing.as_special_day() for closing in recorded))


@lru_cache(maxsize=256)
def _calendar(court_id: str, closings: frozenset[SpecialDay]) -> CourtCalendar:
    """A calendar is a value, and remembers the years it worked out: the same one is used again."""
    return CourtCalendar.for_court(court_id, closings=closings)


def stored(opening: Opening, trigger: Trigger) -> Computation:
    """Return the row of this count, made now or standing already."""
    return Computation.objects.get_or_create(
        **identity_of(opening, trigger), defaults=working_of(opening)
    )[0]


def identity_of(opening: Opening, trigger: Trigger) -> dict[str, Any]:
    """What makes two counts the same: the law, the events, the service and the calendar."""
    computed = opening.computed
    return {
        "rule": opening.rule.id,
        "rule_version": computed.in_force_from,
        "rule_digest": opening.rule.digest,
        "trigger_key": trigger.key,
        "trigger_on": trigger.occurred_on,
        "other_events": {key: day.isoformat() for key, day in opening.other_events.items()},
        "service": trigger.service,
        "court_id": trigger.court_id,
        "calendar_version": computed.count.calendar_version,
    }


def working_of(opening: Opening) -> dict[str, Any]:
    """The days of a count, and everything that stands behind them."""
    computed = opening.computed
    count = computed.count
    return {
        "citation": computed.citation,
        "source_url": computed.source_url,
        "period": f"{count.period} {count.direction}",
        "prevailing_on": count.prevailing_on,
        "conservative_on": count.conservative_on,
        "latest_on": count.latest_on,
        "steps": [step.as_dict() for step in count.steps],
        "readings": [reading.as_dict() for reading in count.readings],
        "confirm_because": list(computed.confirm_because),
        "notes": list(computed.notes),
    }
