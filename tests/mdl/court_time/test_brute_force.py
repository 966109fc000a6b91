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
YEARS = range(FIRST - 1, LAST + 2)
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


def naive(landing: date, step: timedelta, out: set[date]) -> date:
    while landing.weekday() >= 5 or landing in out:
        landing += step
    return landing


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("state", ["", "IL"])
def test_every_day_and_every_period_of_up_to_120_days(state: str, direction: Direction) -> None:
    calendar = CourtCalendar("ilnd", states=(state,) if state else ())
    table = day_table(calendar, direction, first_year=FIRST - 1, last_year=LAST + 1)
    forward = direction is Direction.AFTER
    out = FEDERAL | ILLINOIS if state and forward else FEDERAL
    step = ONE if forward else -ONE

    day = date(FIRST, 1, 1)
    while day.year <= LAST:
        for length in range(1, 121):
            landing = day + length * step
            assert table.ending_from(landing).prevailing_on == naive(landing, step, out), (
                day,
                length,
            )
        day += ONE


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("state", ["", "IL"])
def test_the_counter_itself_on_two_whole_years(state: str, direction: Direction) -> None:
    calendar = CourtCalendar("ilnd", states=(state,) if state else ())
    forward = direction is Direction.AFTER
    out = FEDERAL | ILLINOIS if state and forward else FEDERAL
    step = ONE if forward else -ONE

    for year in (2020, 2026):
        day = date(year, 1, 1)
        while day.year == year:
            for length in (1, 2, 7, 14, 21, 30, 60, 90, 120):
                answer = count(Period(length, Unit.DAYS), direction, day, calendar=calendar)
                assert answer.prevailing_on == naive(day + length * step, step, out), (day, length)
            day += ONE


@pytest.mark.parametrize("length", range(1, 11))
def test_short_periods_of_before_2009(length: int) -> None:
    calendar = CourtCalendar("federal")
    day = date(2006, 1, 1)
    while day.year < 2009:
        landing, left = day, length
        while left:
            landing += ONE
            left -= landing.weekday() < 5 and landing not in FEDERAL
        answer = count(Period(length, Unit.DAYS), Direction.AFTER, day, calendar=calendar)
        assert answer.prevailing_on == landing, day
        day += ONE
