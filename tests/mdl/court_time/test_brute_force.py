"""A second counter, as simple as can be, must agree on every day of thirty years.

It knows no step, no reading and no class: it lists the days that are out, from
the holidays package and the Illinois statute, and walks.
"""

from datetime import date, timedelta

import pytest
from holidays import country_holidays

from mdl.court_time import CourtCalendar, Direction, Period, Unit, count
from mdl.court_time.day_table import day_table

FIRST, LAST = 2005, 2035
ONE = timedelta(1)
YEARS = range(FIRST - 2, LAST + 3)
FEDERAL = set(country_holidays("US", years=YEARS))


def illinois_days() -> set[date]:
    # Indiana keeps Good Friday, and the package knows it there.
    indiana = country_holidays("US", subdiv="IN", years=YEARS)
    days = {day for day, name in indiana.items() if "Good Friday" in name}
    for year in YEARS:
        days.add(date(year, 2, 12))
        days.add(next(date(year, 3, d) for d in range(1, 8) if date(year, 3, d).weekday() == 0))
        if year % 2 == 0:
            days.add(
                next(date(year, 11, d) for d in range(2, 9) if date(year, 11, d).weekday() == 1)
            )
    return days


ILLINOIS = illinois_days()
ALL_DAYS = FEDERAL | ILLINOIS


def naive(landing: date, step: timedelta, out: set[date]) -> date:
    while landing.weekday() >= 5 or landing in out:
        landing += step
    return landing


def naive_count(day: date, length: int, step: timedelta, state: str) -> date:
    """The last day by the rules of the day: before December 2009 a period below eleven days left
    out what is no court day, and state holidays counted in both directions."""
    is_old = day < date(2009, 12, 1)
    out = ALL_DAYS if state and (is_old or step == ONE) else FEDERAL
    if not is_old or length >= 11:
        return naive(day + length * step, step, out)
    while length:
        day += step
        length -= day.weekday() < 5 and day not in out
    return day


WAYS = [
    pytest.param(state, direction, id=f"{state or 'federal'}-{direction}")
    for state in ("", "IL")
    for direction in Direction
]


@pytest.mark.parametrize(("state", "direction"), WAYS)
def test_every_day_and_every_period_of_up_to_120_days(state: str, direction: Direction) -> None:
    """Through the counter itself, whose dates are stored: 5.4 million counts in all four ways."""
    calendar = CourtCalendar("ilnd", states=(state,) if state else ())
    periods = [Period(length, Unit.DAYS) for length in range(1, 121)]
    step = ONE if direction is Direction.AFTER else -ONE

    day = date(FIRST, 1, 1)
    while day.year <= LAST:
        counted = [
            count(period, direction, day, calendar=calendar).prevailing_on for period in periods
        ]
        assert counted == [naive_count(day, each.value, step, state) for each in periods], day
        day += ONE


@pytest.mark.parametrize(("state", "direction"), WAYS)
def test_the_prepared_table_on_every_landing_day(state: str, direction: Direction) -> None:
    calendar = CourtCalendar("ilnd", states=(state,) if state else ())
    table = day_table(calendar, direction, first_year=FIRST - 1, last_year=LAST + 1)
    forward = direction is Direction.AFTER
    out = ALL_DAYS if state and forward else FEDERAL
    step = ONE if forward else -ONE

    landing = date(FIRST - 1, 1, 1)
    while landing.year <= LAST + 1:
        assert table.ending_from(landing).prevailing_on == naive(landing, step, out), landing
        landing += ONE
