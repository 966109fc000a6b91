"""Hours: elapsed, never rounded, and off a weekend at the same hour (FRCP 6(a)(2))."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from mdl.court_time import Count, CourtCalendar, DayKind, Direction, Period, SpecialDay, count_hours

CHICAGO = ZoneInfo("America/Chicago")
ILND = CourtCalendar.for_court("ilnd")


def after(moment: datetime, hours: int, calendar: CourtCalendar = ILND) -> Count:
    return count_hours(Period.parse(f"{hours} hours"), Direction.AFTER, moment, calendar=calendar)


def test_hours_that_end_on_a_saturday_run_to_the_same_hour_of_monday() -> None:
    answer = after(datetime(2020, 8, 6, 14, 17, tzinfo=CHICAGO), 48)

    assert (answer.nominal_on, answer.prevailing_on) == (date(2020, 8, 8), date(2020, 8, 10))
    assert answer.at == time(14, 17)
    assert answer.steps[-1].words == "The period ends at 2:17 p.m. on Monday, August 10, 2020."


def test_a_change_of_the_clocks_moves_the_hour_on_the_wall() -> None:
    # The committee's example: 72 hours from 10:23 a.m. on Friday, November 2, 2007.
    answer = after(datetime(2007, 11, 2, 10, 23, tzinfo=CHICAGO), 72)

    assert (answer.prevailing_on, answer.at) == (date(2007, 11, 5), time(9, 23))


def test_hours_count_back_from_a_hearing() -> None:
    answer = count_hours(
        Period.parse("24 hours"),
        Direction.BEFORE,
        datetime(2020, 8, 10, 9, 0, tzinfo=CHICAGO),
        calendar=ILND,
    )

    assert (answer.prevailing_on, answer.at) == (date(2020, 8, 7), time(9, 0))


def test_an_inaccessible_clerk_moves_hours_too() -> None:
    down = SpecialDay(date(2020, 8, 7), DayKind.INACCESSIBLE, "down", "notice")

    answer = after(datetime(2020, 8, 6, 10, 0, tzinfo=CHICAGO), 24, ILND.with_closings([down]))

    assert answer.prevailing_on == date(2020, 8, 10)


def test_an_hour_survives_being_stored() -> None:
    answer = after(datetime(2020, 8, 6, 14, 17, tzinfo=CHICAGO), 48)

    assert Count.from_dict(answer.as_dict()) == answer
