"""FRCP 6 step by step: each test is one sentence of the rule."""

import doctest
from datetime import date
from typing import Any

import pytest

import mdl.court_time
from mdl.court_time import (
    FRAP,
    Count,
    CourtCalendar,
    DayKind,
    Direction,
    Period,
    Regime,
    SpecialDay,
    StepKind,
    count,
)

AFTER, BEFORE = Direction.AFTER, Direction.BEFORE
CHICAGO = CourtCalendar.for_court("ilnd")
PANEL = CourtCalendar.for_court("jpml")
NO_STATE = CourtCalendar("federal")


def after(day: date, period: str, *, calendar: CourtCalendar = CHICAGO, **how: Any) -> Count:
    return count(Period.parse(period), AFTER, day, calendar=calendar, **how)


def before(day: date, period: str, *, calendar: CourtCalendar = CHICAGO, **how: Any) -> Count:
    return count(Period.parse(period), BEFORE, day, calendar=calendar, **how)


def test_the_day_of_the_event_is_not_counted() -> None:
    assert after(date(2020, 8, 6), "1 day").prevailing_on == date(2020, 8, 7)


def test_every_day_in_between_counts() -> None:
    assert after(date(2020, 8, 12), "7 days").prevailing_on == date(2020, 8, 19)


def test_a_weekend_event_does_not_move() -> None:
    assert after(date(2020, 5, 2), "30 days").prevailing_on == date(2020, 6, 1)


def test_a_last_day_on_a_weekend_or_holiday_runs_on() -> None:
    answer = after(date(2020, 8, 6), "30 days")

    assert answer.nominal_on == date(2020, 9, 5)  # Saturday before Labor Day
    assert answer.prevailing_on == date(2020, 9, 8)


def test_a_backward_count_runs_back() -> None:
    assert before(date(2020, 9, 21), "14 days").prevailing_on == date(2020, 9, 4)


def test_a_state_holiday_moves_a_forward_count_only() -> None:
    # General election day of 2020, a holiday of the Illinois statute.
    assert after(date(2020, 10, 13), "21 days").prevailing_on == date(2020, 11, 4)
    assert before(date(2020, 11, 17), "14 days").prevailing_on == date(2020, 11, 3)


def test_before_2009_a_state_holiday_moved_both() -> None:
    # The former 6(a) made no difference: Lincoln's Birthday 2008, a Tuesday.
    former = before(date(2008, 2, 26), "14 days", regime=Regime.BEFORE_2009)

    assert former.prevailing_on == date(2008, 2, 11)
    assert before(date(2008, 2, 26), "14 days", regime=Regime.FROM_2009).prevailing_on == date(
        2008, 2, 12
    )


def test_weeks_months_and_years_run_to_the_corresponding_day() -> None:
    assert after(date(2020, 5, 25), "6 weeks").nominal_on == date(2020, 7, 6)
    assert after(date(2020, 8, 4), "2 months").nominal_on == date(2020, 10, 4)
    assert after(date(2022, 7, 28), "1 year").nominal_on == date(2023, 7, 28)
    assert before(date(2020, 1, 15), "2 months").nominal_on == date(2019, 11, 15)
    assert after(date(2020, 11, 30), "1 month").nominal_on == date(2020, 12, 30)
    assert after(date(2020, 12, 15), "1 month").nominal_on == date(2021, 1, 15)


def test_a_month_without_the_day_ends_on_its_last() -> None:
    answer = after(date(2020, 12, 31), "2 months", calendar=NO_STATE)

    assert answer.nominal_on == date(2021, 2, 28)
    assert "There is no 31st in that month" in answer.steps[1].words


def test_three_days_are_added_after_the_roll_and_roll_once_more() -> None:
    # 30 days end on a Saturday, roll past Labor Day to Tuesday; then three days.
    assert after(date(2020, 8, 6), "30 days", added_days=3).prevailing_on == date(2020, 9, 11)
    # Friday and three days is Labor Day.
    assert after(date(2020, 8, 21), "14 days", added_days=3).prevailing_on == date(2020, 9, 8)


def test_thirty_three_days_would_be_wrong() -> None:
    at_once = after(date(2020, 8, 6), "33 days").prevailing_on

    assert at_once != after(date(2020, 8, 6), "30 days", added_days=3).prevailing_on


def down(*days: date) -> CourtCalendar:
    return CHICAGO.with_closings(
        SpecialDay(day, DayKind.INACCESSIBLE, "out of reach", "notice") for day in days
    )


def test_an_inaccessible_clerk_moves_a_filing_forward() -> None:
    answer = after(date(2022, 2, 23), "14 days", calendar=down(date(2022, 3, 9)))

    assert answer.prevailing_on == date(2022, 3, 10)


def test_also_where_the_count_ran_backward() -> None:
    # The committee's own example: back to Friday, August 31, 2007, then forward past Labor Day.
    answer = before(
        date(2007, 9, 22),
        "21 days",
        calendar=down(date(2007, 8, 31)),
        regime=Regime.FROM_2009,
    )

    assert answer.prevailing_on == date(2007, 9, 4)


def test_two_inaccessible_days_are_both_passed() -> None:
    answer = after(date(2022, 2, 23), "14 days", calendar=down(date(2022, 3, 9), date(2022, 3, 10)))

    assert answer.prevailing_on == date(2022, 3, 11)


def test_what_is_not_filed_is_not_moved_by_an_inaccessible_clerk() -> None:
    served = after(date(2022, 2, 23), "14 days", calendar=down(date(2022, 3, 9)), is_filing=False)

    assert served.prevailing_on == date(2022, 3, 9)


def test_the_clerk_need_not_be_reached_before_the_added_days_have_passed() -> None:
    # The base period ends on the inaccessible day, yet nothing is due on it.
    answer = after(date(2022, 2, 23), "14 days", calendar=down(date(2022, 3, 9)), added_days=3)

    assert answer.prevailing_on == date(2022, 3, 14)


def test_a_courts_leave_day_changes_nothing() -> None:
    leave = SpecialDay(date(2022, 3, 9), DayKind.LEAVE_DAY, "staff retreat", "court notice")

    assert after(
        date(2022, 2, 23), "14 days", calendar=CHICAGO.with_closings([leave])
    ).prevailing_on == date(2022, 3, 9)


def test_a_day_declared_by_the_president_is_a_holiday_by_any_reading() -> None:
    declared = SpecialDay(date(2022, 3, 9), DayKind.DECLARED, "a declared day", "proclamation")
    answer = after(date(2022, 2, 23), "14 days", calendar=CHICAGO.with_closings([declared]))

    assert answer.prevailing_on == date(2022, 3, 10)
    assert answer.is_settled


def test_a_floor_never_rolls() -> None:
    assert after(date(2021, 3, 8), "90 days", is_floor=True).prevailing_on == date(2021, 6, 6)


def test_a_result_can_be_kept_from_falling_before_a_day() -> None:
    floor = date(2020, 9, 1)

    assert after(date(2020, 8, 6), "7 days", not_earlier_than=floor).prevailing_on == floor
    assert after(date(2020, 8, 6), "30 days", not_earlier_than=floor).prevailing_on == date(
        2020, 9, 8
    )


def test_no_days_name_the_event_itself_even_on_a_sunday() -> None:
    assert after(date(2020, 8, 9), "0 days").prevailing_on == date(2020, 8, 9)


def test_before_2009_short_periods_left_out_weekends_and_holidays() -> None:
    former = after(date(2008, 7, 21), "10 days", calendar=NO_STATE)
    now = after(date(2008, 7, 21), "10 days", calendar=NO_STATE, regime=Regime.FROM_2009)

    assert (former.prevailing_on, now.prevailing_on) == (date(2008, 8, 4), date(2008, 7, 31))


def test_before_2009_eleven_days_were_long() -> None:
    assert after(date(2008, 7, 21), "11 days", calendar=NO_STATE).prevailing_on == date(2008, 8, 1)


def test_appeals_called_only_periods_under_seven_days_short_until_2002() -> None:
    long = after(date(1997, 12, 16), "10 days", calendar=NO_STATE, rule=FRAP)

    assert long.prevailing_on == date(1997, 12, 26)
    assert after(date(1997, 12, 16), "6 days", calendar=NO_STATE, rule=FRAP).prevailing_on == date(
        1997, 12, 24
    )


def test_the_edition_is_the_one_in_force_on_the_day_of_the_event() -> None:
    assert after(date(2009, 11, 30), "5 days").regime is Regime.BEFORE_2009
    assert after(date(2009, 12, 1), "5 days").regime is Regime.FROM_2009
    assert after(date(2016, 12, 1), "5 days").regime is Regime.FROM_2016


def test_business_days_leave_out_weekends_and_federal_holidays() -> None:
    answer = before(date(2023, 7, 6), "2 business days")

    assert answer.prevailing_on == date(2023, 7, 3)
    assert [step.words for step in answer.steps if step.kind is StepKind.SKIPPED] == [
        "Tuesday, July 4, 2023 is left out of the count (Independence Day; 5 U.S.C. 6103(a))."
    ]


def test_the_steps_can_be_checked_with_a_wall_calendar() -> None:
    answer = after(date(2020, 12, 18), "7 days", calendar=PANEL)

    assert [step.words for step in answer.steps] == [
        "The event is on Friday, December 18, 2020; that day is not counted.",
        "Day 1 is Saturday, December 19, 2020.",
        "The 7th day is Friday, December 25, 2020.",
        "Friday, December 25, 2020 is not a court day (Christmas Day; 5 U.S.C. 6103(a)).",
        "Saturday, December 26, 2020 is not a court day (Saturday).",
        "Sunday, December 27, 2020 is not a court day (Sunday).",
        "The last day is Monday, December 28, 2020.",
    ]


def test_every_step_cites_its_authority() -> None:
    answer = after(date(2020, 8, 6), "30 days", added_days=3, calendar=down(date(2020, 9, 11)))

    assert [(step.kind, step.citation) for step in answer.steps] == [
        (StepKind.EVENT, "Fed. R. Civ. P. 6(a)(1)(A)"),
        (StepKind.DAY_ONE, "Fed. R. Civ. P. 6(a)(1)(B)"),
        (StepKind.NOMINAL, "Fed. R. Civ. P. 6(a)(1)(B)"),
        (StepKind.ROLLED, "Fed. R. Civ. P. 6(a)(1)(C), (5), (6)"),
        (StepKind.ROLLED, "Fed. R. Civ. P. 6(a)(1)(C), (5), (6)"),
        (StepKind.ROLLED, "Fed. R. Civ. P. 6(a)(1)(C), (5), (6)"),
        (StepKind.ADDED, "Fed. R. Civ. P. 6(d)"),
        (StepKind.INACCESSIBLE, "Fed. R. Civ. P. 6(a)(3)"),
        (StepKind.ROLLED, "Fed. R. Civ. P. 6(a)(1)(C), (5), (6)"),
        (StepKind.ROLLED, "Fed. R. Civ. P. 6(a)(1)(C), (5), (6)"),
        (StepKind.LAST_DAY, "Fed. R. Civ. P. 6(a)(1)(C)"),
    ]
    appeal = after(date(2020, 8, 6), "30 days", added_days=3, rule=FRAP)
    assert "Fed. R. App. P. 26(c)" in {step.citation for step in appeal.steps}


def test_a_count_survives_being_stored() -> None:
    answer = after(date(2024, 2, 29), "1 year")

    assert answer.readings
    assert Count.from_dict(answer.as_dict()) == answer


@pytest.mark.parametrize(
    ("text", "words"), [("1 day", "1 day"), ("21 days", "21 days"), ("2 business days",) * 2]
)
def test_a_period_is_read_and_said_alike(text: str, words: str) -> None:
    assert str(Period.parse(text)) == words


def test_the_example_of_the_package_is_true() -> None:
    assert doctest.testmod(mdl.court_time).failed == 0
