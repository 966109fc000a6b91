"""A prepared table for counting many dates at once.

A period of days, weeks, months or years (since 2009) ends where its bare count
lands, or the roll takes it from there. So one lookup per landing day is the
whole count; the table is filled by ``count`` itself and cannot disagree with it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from mdl.court_time.calendar import CourtCalendar
from mdl.court_time.counting import count
from mdl.court_time.errors import DateError
from mdl.court_time.shapes import Direction, Period, Regime, Unit

_ONE_DAY = Period(1, Unit.DAYS)


class LastDays(NamedTuple):
    """The three answers of a count."""

    prevailing_on: date
    conservative_on: date
    latest_on: date


@dataclass(frozen=True, slots=True)
class DayTable:
    """Where a period ends, by the day its bare count lands on."""

    first_on: date
    rows: tuple[LastDays, ...]

    def ending_from(self, nominal_on: date) -> LastDays:
        """The last days of a period whose bare count lands on ``nominal_on``.

        Raises ``DateError`` outside the table's years.
        """
        place = nominal_on.toordinal() - self.first_on.toordinal()
        if not 0 <= place < len(self.rows):
            raise DateError(f"{nominal_on} lies outside the prepared table.")
        return self.rows[place]


@lru_cache(maxsize=64)
def day_table(
    calendar: CourtCalendar,
    direction: Direction,
    *,
    first_year: int,
    last_year: int,
    added_days: int = 0,
) -> DayTable:
    """The table for whole years, both included; about a quarter of a second for thirty years."""
    first_on = date(first_year, 1, 1)
    length = (date(last_year + 1, 1, 1) - first_on).days
    landings = (first_on + timedelta(days) for days in range(length))
    return DayTable(
        first_on, tuple(_ending(calendar, direction, day, added_days) for day in landings)
    )


def _ending(calendar: CourtCalendar, direction: Direction, day: date, added: int) -> LastDays:
    answer = count(
        _ONE_DAY,
        direction,
        day - timedelta(direction.sign),
        calendar=calendar,
        regime=Regime.FROM_2016,  # the short periods of before 2009 have no landing day
        added_days=added,
    )
    return LastDays(answer.prevailing_on, answer.conservative_on, answer.latest_on)
