"""A question with no answer is refused, and the message names the thing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from mdl.court_time import (
    CountError,
    CourtCalendar,
    DateError,
    Direction,
    Period,
    PeriodError,
    Unit,
    count,
    count_hours,
)

CHICAGO = CourtCalendar.for_court("ilnd")
SEVEN = Period(7, Unit.DAYS)


@pytest.mark.parametrize(
    ("value", "unit", "named"),
    [
        (-7, "days", "cannot be negative"),
        (7, "fortnights", "'fortnights'"),
        (7.5, "days", "7.5"),
        (True, "days", "True"),
        ("7", "days", "'7'"),
    ],
)
def test_an_impossible_period(value: Any, unit: Any, named: str) -> None:
    with pytest.raises(PeriodError, match=named):
        Period(value, unit)


@pytest.mark.parametrize("text", ["", "days", "seven days", "7", "7 moons"])
def test_an_unreadable_period(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(text)


@pytest.mark.parametrize(
    "day",
    ["2020-08-06", None, datetime(2020, 8, 6, tzinfo=UTC), date(1960, 1, 1), date(2300, 1, 1)],
)
def test_an_impossible_day(day: date) -> None:
    with pytest.raises(DateError):
        count(SEVEN, Direction.AFTER, day, calendar=CHICAGO)


@pytest.mark.parametrize("period", ["9999999999 days", "90000 days", "9999 years", "80000 weeks"])
@pytest.mark.parametrize("direction", list(Direction))
def test_a_period_that_leaves_the_known_years(period: str, direction: Direction) -> None:
    with pytest.raises(DateError, match=r"1971 to 2199|9999999999"):
        count(Period.parse(period), direction, date(2020, 8, 6), calendar=CHICAGO)


def test_business_days_that_leave_the_known_years() -> None:
    with pytest.raises(DateError, match="2200"):
        count(
            Period.parse("99999 business days"), Direction.AFTER, date(2190, 1, 2), calendar=CHICAGO
        )


def test_days_cannot_be_added_to_a_backward_count() -> None:
    with pytest.raises(CountError, match="backward"):
        count(SEVEN, Direction.BEFORE, date(2020, 8, 6), calendar=CHICAGO, added_days=3)


def test_days_cannot_be_taken_away() -> None:
    with pytest.raises(CountError, match="negative"):
        count(SEVEN, Direction.AFTER, date(2020, 8, 6), calendar=CHICAGO, added_days=-3)


def test_a_floor_has_no_added_days() -> None:
    with pytest.raises(CountError, match="earliest day"):
        count(
            SEVEN, Direction.AFTER, date(2020, 8, 6), calendar=CHICAGO, added_days=3, is_floor=True
        )


def test_hours_are_not_counted_from_a_day() -> None:
    with pytest.raises(CountError, match="count_hours"):
        count(Period.parse("48 hours"), Direction.AFTER, date(2020, 8, 6), calendar=CHICAGO)


def test_days_are_not_counted_from_a_moment() -> None:
    with pytest.raises(CountError, match="7 days"):
        count_hours(SEVEN, Direction.AFTER, datetime(2020, 8, 6, tzinfo=UTC), calendar=CHICAGO)


def test_hours_need_the_courts_own_zone() -> None:
    for moment in (datetime(2020, 8, 6, 9), datetime(2020, 8, 6, 9, tzinfo=UTC)):  # noqa: DTZ001 - that is the point
        with pytest.raises(DateError, match="time zone"):
            count_hours(Period.parse("48 hours"), Direction.AFTER, moment, calendar=CHICAGO)
