"""The calculator: a rule, an event or a bare period, from one day in one court."""

from datetime import date, time

import pytest

from filings.rules import RuleError, catalog
from filings.rules.calculator import NO_ADDED_DAYS, Answer, Asked, only_court_of, rules_from
from filings.rules.finding import court_named
from mdl.court_time import (
    CourtCalendar,
    DateError,
    Direction,
    Period,
    PeriodError,
    ServiceMethod,
)

CHICAGO = CourtCalendar.for_court("ilnd")
AFTER, BEFORE = Direction.AFTER, Direction.BEFORE


def asked(day: str, court: str = "ilnd", service: ServiceMethod = ServiceMethod.NONE) -> Asked:
    return Asked(date.fromisoformat(day), court_named(court), service)


def by_rule(question: Asked, rule: str, **how: str) -> Answer:
    calendar = CourtCalendar.for_court(question.court.id)
    (answer,) = question.by_rule(catalog().rule(rule), calendar=calendar, **how).answers  # type: ignore[arg-type]  # only events
    return answer


def test_a_rule_gives_its_day_with_the_days_of_the_way_of_service() -> None:
    # The committee's pattern: 30th day Saturday, Labor Day, then three days more.
    answer = by_rule(asked("2020-08-06", service=ServiceMethod.MAIL), "frcp-33b2")

    assert answer.count.prevailing_on == date(2020, 9, 11)
    assert answer.sentences[0].startswith("Answer interrogatories: 30 days after the day on which")
    assert answer.as_dict()["prevailing_on"] == "2020-09-11"
    assert answer.as_dict()["rule_id"] == "frcp-33b2"


def test_what_is_unsettled_gives_an_earliest_and_a_latest_day() -> None:
    answer = by_rule(asked("2026-06-12"), "frcp-12a1Ai")

    assert answer.count.prevailing_on == date(2026, 7, 6)
    assert answer.as_dict()["conservative_on"] == "2026-07-03"


def test_a_rule_is_asked_in_a_court_that_it_binds() -> None:
    with pytest.raises(RuleError, match=r"jpml-7.1c .* does not hold in N.D. Ill."):
        by_rule(asked("2026-03-06"), "jpml-7.1c")
    assert only_court_of(catalog().rule("jpml-7.1c")) == "jpml"
    assert only_court_of(catalog().rule("frcp-59e")) == ""


def test_a_rule_of_several_events_asks_which() -> None:
    with pytest.raises(RuleError, match="counts from several events"):
        by_rule(asked("2026-03-06"), "frcp-15a3")
    answer = by_rule(asked("2026-03-06"), "frcp-15a3", event="amended_pleading_served")
    assert answer.confirm_because


def test_an_event_opens_its_deadlines_the_earliest_first() -> None:
    found = asked("2022-07-28").by_event("judgment_entered", calendar=CHICAGO)

    days = [answer.count.prevailing_on for answer in found.answers]
    assert days == sorted(days)
    titles = {answer.title: answer for answer in found.answers}
    assert titles["Notice of appeal"].count.prevailing_on == date(2022, 8, 29)
    assert titles["Move for a new trial"].confirm_because == (
        "It applies only if there was a trial.",
    )


def test_an_event_also_tells_what_it_opens_and_nobody_can_count() -> None:
    found = asked("2026-03-06").by_event("motion_filed", calendar=CHICAGO)

    told = {each.rule.id: each.why for each in found.not_counted}
    assert told["ndil-78.3"] == "an order or the clerk sets the day"
    assert found.not_counted[0].as_dict()["title"]


def test_an_event_of_another_court_opens_nothing_here() -> None:
    found = asked("2026-03-06").by_event("conditional_transfer_order_filed", calendar=CHICAGO)

    assert (found.answers, found.not_counted) == ((), ())
    assert "jpml-7.1c" in {rule.id for rule in rules_from("conditional_transfer_order_filed")}


def test_a_floor_is_marked_as_an_earliest_day() -> None:
    answer = by_rule(asked("2022-08-05"), "usc28-1715d")

    assert answer.is_floor
    assert answer.count.prevailing_on == date(2022, 11, 3)


def test_a_bare_period_runs_either_way() -> None:
    def day(direction: Direction) -> date:
        question = asked("2020-09-21", "cand")
        calendar = CourtCalendar.for_court("cand")
        (answer,) = question.by_period(
            Period.parse("14 days"), direction, calendar=calendar
        ).answers
        return answer.count.prevailing_on

    assert (day(BEFORE), day(AFTER)) == (date(2020, 9, 4), date(2020, 10, 5))


def test_a_bare_period_takes_the_days_of_service_forward_only() -> None:
    by_mail = asked("2020-08-06", service=ServiceMethod.MAIL)
    period = Period.parse("30 days")

    (forward,) = by_mail.by_period(period, AFTER, calendar=CHICAGO).answers
    (back,) = by_mail.by_period(period, BEFORE, calendar=CHICAGO).answers

    assert (forward.count.prevailing_on, forward.notes) == (date(2020, 9, 11), ())
    assert (back.count.prevailing_on, back.notes) == (date(2020, 7, 7), (NO_ADDED_DAYS,))


def test_hours_run_from_an_hour_by_the_courts_clock() -> None:
    question, period = asked("2007-11-02"), Period.parse("72 hours")

    (answer,) = question.by_period(period, AFTER, calendar=CHICAGO, at=time(10, 23)).answers
    assert (answer.count.prevailing_on, answer.count.at) == (date(2007, 11, 5), time(9, 23))
    with pytest.raises(DateError, match="72 hours run from an hour of the day"):
        question.by_period(period, AFTER, calendar=CHICAGO)


def test_a_negative_period_is_refused() -> None:
    with pytest.raises(PeriodError, match="cannot be negative"):
        Period.parse("-5 days")
