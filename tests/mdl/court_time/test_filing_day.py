"""The last day ends where the court is (FRCP 6(a)(4))."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from mdl.court_time import filed_on, filing_day_ends_at, is_timely

CHICAGO = ZoneInfo("America/Chicago")


def test_the_day_ends_at_midnight_in_chicago() -> None:
    assert filing_day_ends_at(date(2011, 11, 22), CHICAGO) == datetime(2011, 11, 23, 6, tzinfo=UTC)


def test_in_summer_an_hour_earlier_by_universal_time() -> None:
    assert filing_day_ends_at(date(2020, 8, 4), CHICAGO) == datetime(2020, 8, 5, 5, tzinfo=UTC)


def test_a_filing_at_three_in_the_morning_is_a_day_late() -> None:
    # Justice v. Town of Cicero, 682 F.3d 662 (7th Cir. 2012).
    filed_at = datetime(2011, 11, 23, 3, 0, tzinfo=CHICAGO)

    assert not is_timely(filed_at, date(2011, 11, 22), CHICAGO)
    assert filed_on(filed_at, CHICAGO) == date(2011, 11, 23)


def test_a_minute_before_midnight_is_in_time_wherever_counsel_sits() -> None:
    from_new_york = datetime(2011, 11, 23, 0, 59, tzinfo=ZoneInfo("America/New_York"))

    assert is_timely(from_new_york, date(2011, 11, 22), CHICAGO)
    assert filed_on(from_new_york, CHICAGO) == date(2011, 11, 22)


def test_midnight_itself_is_too_late() -> None:
    assert not is_timely(datetime(2011, 11, 23, tzinfo=CHICAGO), date(2011, 11, 22), CHICAGO)


def test_paper_is_due_when_the_office_closes() -> None:
    closes = filing_day_ends_at(date(2020, 8, 4), CHICAGO, clerk_closes_at=time(16, 30))

    assert closes == datetime(2020, 8, 4, 21, 30, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        filed_on(datetime(2011, 11, 23, 3, 0), CHICAGO)  # noqa: DTZ001 - that is the point
