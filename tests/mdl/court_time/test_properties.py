"""What holds for every count, whatever the numbers (hypothesis looks for a counter-example)."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from mdl.court_time import (
    Count,
    CourtCalendar,
    DayKind,
    Direction,
    Period,
    Regime,
    SpecialDay,
    StepKind,
    Unit,
    count,
)
from mdl.court_time.holidays import federal_holidays, observed_days, state_holidays

# A slow machine is no counter-example.
steady = settings(deadline=None)

DAYS = some.dates(date(1990, 1, 1), date(2060, 12, 31))
LONG_UNITS = some.sampled_from([Unit.DAYS, Unit.BUSINESS_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])
DIRECTIONS = some.sampled_from(list(Direction))


@some.composite
def periods(draw: some.DrawFn) -> Period:
    unit = draw(LONG_UNITS)
    return Period(draw(some.integers(1, 5 if unit is Unit.YEARS else 120)), unit)


@some.composite
def calendars(draw: some.DrawFn) -> CourtCalendar:
    court = draw(some.sampled_from(["ilnd", "jpml", "cand"]))
    near = some.dates(date(2019, 1, 1), date(2023, 12, 31))
    kinds = some.sampled_from([DayKind.COURT_CLOSED, DayKind.INACCESSIBLE, DayKind.STATE])
    closings = draw(some.lists(some.tuples(near, kinds), max_size=6))
    return CourtCalendar.for_court(
        court, closings=[SpecialDay(day, kind, "closed", "order") for day, kind in closings]
    )


def usually_excluded(
    day: date, direction: Direction, calendar: CourtCalendar, *, regime: Regime, unit: Unit
) -> bool:
    """The usual reading, said once more and differently from the counter."""
    if day.isoweekday() > 5:
        return True
    if day in {d.on for d in federal_holidays(day.year) + observed_days(day.year)}:
        return True
    if any(d.kind is DayKind.COURT_CLOSED for d in calendar.special(day)):
        return True
    if unit is Unit.BUSINESS_DAYS:
        return False
    of_state = {d.on for s in calendar.states for d in state_holidays(s, day.year)}
    of_state |= {d.on for d in calendar.closings if d.kind is DayKind.STATE}
    reaches = direction is Direction.AFTER or regime is Regime.BEFORE_2009
    return reaches and day in of_state


@steady
@given(periods(), DIRECTIONS, DAYS, calendars())
def test_no_period_ends_on_a_day_that_the_usual_reading_excludes(
    period: Period, direction: Direction, day: date, calendar: CourtCalendar
) -> None:
    answer = count(period, direction, day, calendar=calendar)

    assert not usually_excluded(
        answer.prevailing_on, direction, calendar, regime=answer.regime, unit=period.unit
    )


@steady
@given(periods(), DAYS, calendars())
def test_a_forward_count_never_ends_before_its_nominal_day(
    period: Period, day: date, calendar: CourtCalendar
) -> None:
    answer = count(period, Direction.AFTER, day, calendar=calendar)

    assert answer.prevailing_on >= answer.nominal_on > day


@steady
@given(periods(), DAYS, calendars())
def test_a_backward_count_ends_later_than_its_nominal_day_only_for_an_inaccessible_clerk(
    period: Period, day: date, calendar: CourtCalendar
) -> None:
    answer = count(period, Direction.BEFORE, day, calendar=calendar)

    if not any(step.kind is StepKind.INACCESSIBLE for step in answer.steps):
        assert answer.prevailing_on <= answer.nominal_on < day


@steady
@given(periods(), DIRECTIONS, DAYS, calendars(), some.booleans())
def test_the_usual_day_lies_between_the_earliest_and_the_latest(
    period: Period, direction: Direction, day: date, calendar: CourtCalendar, is_filing: bool
) -> None:
    answer = count(period, direction, day, calendar=calendar, is_filing=is_filing)

    assert answer.conservative_on <= answer.prevailing_on <= answer.latest_on
    others = {reading.on for reading in answer.readings}
    assert others | {answer.prevailing_on} >= {answer.conservative_on, answer.latest_on}


@steady
@given(periods(), DAYS, some.integers(1, 40), calendars(), some.sampled_from([0, 3]))
def test_a_later_event_never_gives_an_earlier_forward_day(
    period: Period, day: date, later: int, calendar: CourtCalendar, added: int
) -> None:
    next_day = day + timedelta(later)
    first, second = (
        count(
            period,
            Direction.AFTER,
            on,
            calendar=calendar,
            added_days=added,
            regime=Regime.FROM_2016,
        )
        for on in (day, next_day)
    )

    assert first.prevailing_on <= second.prevailing_on
    assert first.conservative_on <= second.conservative_on
    assert first.latest_on <= second.latest_on


@steady
@given(periods(), DIRECTIONS, DAYS, calendars())
def test_counting_twice_changes_nothing(
    period: Period, direction: Direction, day: date, calendar: CourtCalendar
) -> None:
    once = count(period, direction, day, calendar=calendar)

    assert count(period, direction, day, calendar=calendar) == once
    assert Count.from_dict(once.as_dict()) == once


@steady
@given(periods(), DIRECTIONS, DAYS, calendars(), some.sampled_from([0, 3]))
def test_the_steps_lead_from_the_event_to_the_day(
    period: Period, direction: Direction, day: date, calendar: CourtCalendar, added: int
) -> None:
    added = added if direction is Direction.AFTER else 0
    answer = count(period, direction, day, calendar=calendar, added_days=added)

    assert replayed(answer, added) == answer.prevailing_on


def replayed(answer: Count, added_days: int) -> date:
    """Walk the stored steps by hand: each must follow from the one before."""
    steps, sign = list(answer.steps), answer.direction.sign
    assert (steps[0].kind, steps[0].on) == (StepKind.EVENT, answer.event_on)
    here = next(step.on for step in steps if step.kind is StepKind.NOMINAL)
    assert here == answer.nominal_on
    for step in steps:
        match step.kind:
            case StepKind.ROLLED:
                assert step.on == here
                here += timedelta(sign)
            case StepKind.ADDED:
                here += timedelta(added_days)
                assert step.on == here
                sign = 1
            case StepKind.INACCESSIBLE:
                assert step.on == here
                here += timedelta(1)
                sign = 1
            case StepKind.LAST_DAY:
                assert step.on == here
    return here
