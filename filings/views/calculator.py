"""The calculator: a day, and every step to it. What is asked stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filings.rules import ONLY_BY_ORDER, TRIGGERS, Rule, RuleError
from filings.rules.calculator import Answers, Asked, only_court_of, rules_from
from filings.rules.catalog import binds
from filings.rules.finding import (
    clock_of,
    court_named,
    day_of,
    event_named,
    rule_named,
    rules_with,
)
from filings.services.counting import calendar_of
from filings.views.rules import by_authority
from mdl.access import Holds, shows
from mdl.court_names import federal_courts
from mdl.court_time import Direction, Period, ServiceMethod
from mdl.court_time.holidays import FIRST_YEAR, LAST_YEAR
from mdl.models import Court
from mdl.requests import SignedInRequest

WAYS = {"rule": "By rule", "event": "By event", "period": "By period"}
SERVICE_WORDS = {
    ServiceMethod.NONE: "does not matter",
    ServiceMethod.HAND: "by hand",
    ServiceMethod.MAIL: "by mail",
    ServiceMethod.CLERK: "left with the clerk",
    ServiceMethod.ELECTRONIC: "through CM/ECF",
    ServiceMethod.OTHER_CONSENTED: "other means consented to",
}
COUNTED = [event for key, event in TRIGGERS.items() if key not in ONLY_BY_ORDER]
_GROUPS = ("panel", "district", "appeals", "bankruptcy", "special")


@dataclass(frozen=True)
class Result:
    """What the question got: an answer, what is wrong with it, or what is still to be said."""

    answers: Answers | None = None
    error: str = ""
    missing: tuple[str, ...] = ()
    asked: Asked | None = None
    calendar_version: str = ""
    closings: int = 0
    elsewhere: tuple[Rule, ...] = ()
    """Where an event opens nothing in the court: the rules that know it."""


@dataclass(frozen=True)
class Form:
    """The question as it stands in the address, each field as text."""

    way: str
    values: Mapping[str, str]
    rule: Rule | None = None
    terms: tuple[tuple[str, str, str], ...] = ()
    """Of a rule that joins several events: key, words and the day given for each."""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Form":
        """Take the fields; a rule that cannot be found is left to ``answered`` to refuse."""
        way = asked.get("by", "")
        if way not in WAYS:
            way = next((way for way in WAYS if asked.get(way)), "rule")
        try:
            rule = rule_named(asked["rule"]) if asked.get("rule") and way == "rule" else None
        except RuleError:
            rule = None
        return cls(way, asked, rule, _terms(rule, asked))

    def get(self, name: str) -> str:
        """Return a field without the blanks around it."""
        return self.values.get(name, "").strip()

    @property
    def court_id(self) -> str:
        """The court asked for, or the only one that the rule binds."""
        return self.get("court") or (only_court_of(self.rule) if self.rule else "")

    def missing(self) -> tuple[str, ...]:
        """Name what is still to be given before there is a question."""
        wanted = {
            "the rule": self.way != "rule" or self.get("rule"),
            "the event": self.way != "event" or self.get("event"),
            "the period": self.way != "period" or self.get("period"),
            "the day of the event": self.get("on") or any(day for _, _, day in self.terms),
            "the court": self.court_id,
        }
        return tuple(name for name, given in wanted.items() if not given)


@shows(Holds.OPEN)
@require_safe
def calculator(request: SignedInRequest) -> HttpResponse:
    """Show the question and, where it is whole, its answer."""
    form = Form.read(request.GET.dict())
    found = rules_with(form.get("find"))
    if form.rule and form.rule not in found:
        found = [form.rule, *found]
    return render(
        request,
        "filings/calculator.html",
        {
            "form": form,
            "result": answered(form),
            "ways": WAYS.items(),
            "rules": by_authority(found),
            "courts": _courts(form.rule),
            "events": sorted(COUNTED, key=lambda event: event.words),
            "services": SERVICE_WORDS.items(),
            "directions": list(Direction),  # a class of choices would be called by the template
            "first_day": f"{FIRST_YEAR}-01-01",
            "last_day": f"{LAST_YEAR}-12-31",
        },
    )


def answered(form: Form) -> Result:
    """Answer the question, or say in a sentence what is wrong with it."""
    if missing := form.missing():
        return Result(missing=missing)
    try:
        return _answered(form)
    except ValueError as error:  # rules, days, periods: each says what is wrong with it
        return Result(error=str(error))


def _answered(form: Form) -> Result:
    court = court_named(form.court_id)
    trigger, events = _events(form)
    service = ServiceMethod(form.get("service") or ServiceMethod.NONE)
    asked = Asked(events.pop(trigger), court, service)
    calendar = calendar_of(court.id)
    elsewhere: tuple[Rule, ...] = ()
    if form.way == "rule":
        rule = rule_named(form.get("rule"))
        answers = asked.by_rule(rule, calendar=calendar, event=trigger, other_events=events)
    elif form.way == "event":
        event = event_named(form.get("event"))
        answers = asked.by_event(event, calendar=calendar)
        elsewhere = () if answers.answers or answers.not_counted else rules_from(event)
    else:
        answers = asked.by_period(
            Period.parse(form.get("period")),
            Direction(form.get("direction") or Direction.AFTER),
            calendar=calendar,
            at=clock_of(form.get("at")) if form.get("at") else None,
        )
    return Result(
        answers=answers,
        asked=asked,
        calendar_version=calendar.version,
        closings=len(calendar.closings),
        elsewhere=elsewhere,
    )


def _events(form: Form) -> tuple[str, dict[str, date]]:
    """The event that is counted from (``""``: the only one) and the days of all that are known."""
    given = {key: day_of(day) for key, _, day in form.terms if day}
    if given:
        return next(iter(given)), given
    return "", {"": day_of(form.get("on"))}


def _terms(rule: Rule | None, asked: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    if rule is None or len(rule.current.terms) < 2:
        return ()
    keys = [term.trigger for term in rule.current.terms]
    given = {key: asked.get(f"on.{key}", "").strip() for key in keys}
    if not any(given.values()):
        given[keys[0]] = asked.get("on", "").strip()
    return tuple((key, TRIGGERS[key].words, day) for key, day in given.items())


def _courts(rule: Rule | None) -> list[tuple[str, list[Any]]]:
    """The courts by kind, as far as the rule holds there."""
    kinds = dict(Court.Kind.choices)
    return [
        (kinds[kind], courts)
        for kind in _GROUPS
        if (
            courts := [
                court
                for court in federal_courts()
                if court.kind == kind and (rule is None or binds(rule, court.id))
            ]
        )
    ]
