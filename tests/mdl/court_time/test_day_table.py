"""The prepared table says what the counter says."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mdl.court_time import (
    CourtCalendar,
    DateError,
    DayKind,
    Direction,
    Period,
    SpecialDay,
    Unit,
    count,
)
from mdl.court_time.day_table import LastDays, day_table

# The first example builds the table.
steady = settings(deadline=None)

DOWN = SpecialDay(date(2022, 3, 9), DayKind.INACCESSIBLE, "down", "notice")
CHICAGO = CourtCalendar.for_court("ilnd", closings=[DOWN])


@steady
@given(
    some.dates(date(2018, 6, 1), date(2026, 6, 1)),
    some.integers(1, 120),
    some.sampled_from([(Direction.AFTER, 0), (Direction.AFTER, 3), (Direction.BEFORE, 0)]),
)
def test_one_lookup_is_the_whole_count(day: date, length: int, how: tuple[Direction, int]) -> None:
    direction, added = how
    table = day_table(CHICAGO, direction, first_year=2017, last_year=2027, added_days=added)

    answer = count(Period(length, Unit.DAYS), direction, day, calendar=CHICAGO, added_days=added)

    landing = day + timedelta(direction.sign * length)
    assert table.ending_from(landing) == LastDays(
        answer.prevailing_on, answer.conservative_on, answer.latest_on
    )


def test_a_day_outside_the_table_is_refused() -> None:
    table = day_table(CHICAGO, Direction.AFTER, first_year=2020, last_year=2020)

    with pytest.raises(DateError, match="2021-01-01"):
        table.ending_from(date(2021, 1, 1))


def test_the_table_is_prepared_once() -> None:
    args = {"first_year": 2020, "last_year": 2020}

    assert day_table(CHICAGO, Direction.AFTER, **args) is day_table(
        CHICAGO, Direction.AFTER, **args
    )
