"""When a minor comes of age: states, leap days, months, and the day by which the work is done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdl.court_time import CourtCalendar
from plaintiffs.majority import (
    NotBornYet,
    Stay,
    UnknownState,
    age_of_majority,
    age_on,
    birthday,
    domicile_on,
    majority,
    majority_over,
    states,
    working_day,
)

ILLINOIS = CourtCalendar.for_court("ilnd")
BIRTHS = st.dates(date(1990, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("state", "years"),
    [("IL", 18), ("CA", 18), ("AL", 19), ("NE", 19), ("MS", 21), ("CO", 18), ("PA", 18)],
)
def test_the_domicile_decides_the_age(state: str, years: int) -> None:
    age = age_of_majority(state)
    assert age.years == years
    assert age.is_verified
    assert age.citation


def test_every_state_has_an_age_with_a_citation_and_only_these_differ_from_eighteen() -> None:
    ages = [age_of_majority(state) for state in states()]
    assert len(ages) == 54  # fifty states, D.C., Guam, Puerto Rico, the Virgin Islands
    assert all(age.citation for age in ages)
    assert {age.state for age in ages if age.years != 18} == {"AL", "NE", "MS", "PR"}


def test_where_the_statute_differs_by_act_counsel_is_told() -> None:
    assert "93-19-13" in age_of_majority("MS").note
    assert not age_of_majority("PR").is_verified


def test_without_a_domicile_eighteen_is_taken_and_not_called_verified() -> None:
    age = age_of_majority("")
    assert (age.years, age.is_verified) == (18, False)
    assert "No domicile" in age.note


def test_an_unknown_state_is_refused_with_what_to_write() -> None:
    with pytest.raises(UnknownState, match="two capitals"):
        age_of_majority("Illinois")


def test_the_day_is_the_birthday_and_the_common_law_counted_the_day_before() -> None:
    coming = majority(date(2008, 6, 17), "IL")
    assert coming.on == date(2026, 6, 17)
    assert coming.earliest_on == date(2026, 6, 16)
    assert coming.month == date(2026, 6, 1)


def test_a_leap_day_child_comes_of_age_on_1_march_of_a_common_year() -> None:
    coming = majority(date(2008, 2, 29), "IL")
    assert coming.on == date(2026, 3, 1)
    assert coming.earliest_on == date(2026, 2, 28)
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18
    assert birthday(date(2008, 2, 29), 20) == date(2028, 2, 29)


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(NotBornYet):
        age_on(date(2020, 1, 2), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("month", "by"),
    [
        (date(2026, 6, 1), date(2026, 5, 29)),  # 30 and 31 May are a weekend
        (date(2026, 3, 1), date(2026, 2, 27)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2027, 6, 1), date(2027, 5, 28)),  # Memorial Day is the last day of May
    ],
)
def test_the_work_is_done_by_the_last_business_day_of_the_month_before(
    month: date, by: date
) -> None:
    assert working_day(month, calendar=ILLINOIS) == by


@given(BIRTHS, st.sampled_from(states()))
def test_of_age_exactly_from_the_day_of_majority(born_on: date, state: str) -> None:
    coming = majority(born_on, state)
    assert age_on(born_on, coming.on) == coming.age.years
    assert age_on(born_on, coming.on - timedelta(days=1)) == coming.age.years - 1


@given(BIRTHS, st.sampled_from(states()))
def test_the_working_day_is_never_later_than_any_reading(born_on: date, state: str) -> None:
    coming = majority(born_on, state)
    by = working_day(coming.month, calendar=ILLINOIS)
    assert by <= coming.earliest_on < coming.on
    assert by < coming.month
    assert by.weekday() < 5


@given(BIRTHS, st.integers(0, 40))
def test_ages_never_go_back_and_grow_once_a_year(born_on: date, years: int) -> None:
    day = birthday(born_on, years)
    assert age_on(born_on, day) == years
    assert 0 <= age_on(born_on, day + timedelta(days=366)) - years <= 1


# --- Moves between states -----------------------------------------------------------------------

DAYS = st.dates(date(1995, 1, 1), date(2045, 12, 31))
STAYS = st.lists(
    st.builds(Stay, st.sampled_from(["IL", "CA", "AL", "NE", "MS"]), st.none() | DAYS), max_size=5
)


def test_a_move_to_a_state_whose_age_is_complete_makes_of_age_that_day() -> None:
    stays = [Stay("AL"), Stay("IL", date(2026, 12, 24))]
    coming = majority_over(date(2008, 6, 17), stays)
    assert (coming.on, coming.earliest_on) == (date(2026, 12, 24), date(2026, 12, 24))
    assert coming.age.state == "IL"


def test_a_move_to_a_state_with_a_higher_age_puts_it_off_but_never_takes_it_back() -> None:
    before = [Stay("IL"), Stay("MS", date(2026, 6, 16))]
    after = [Stay("IL"), Stay("MS", date(2026, 6, 18))]
    assert majority_over(date(2008, 6, 17), before).on == date(2029, 6, 17)
    assert majority_over(date(2008, 6, 17), after).on == date(2026, 6, 17)


def test_a_domicile_lasts_until_another_begins_and_the_first_known_reaches_back() -> None:
    stays = [Stay("CA", date(2024, 2, 29)), Stay("IL", date(2020, 1, 1))]
    assert domicile_on(stays, date(2010, 1, 1)) == "IL"
    assert domicile_on(stays, date(2024, 2, 28)) == "IL"
    assert domicile_on(stays, date(2024, 2, 29)) == "CA"
    assert domicile_on([], date(2024, 2, 29)) == ""


@given(BIRTHS, st.sampled_from(states()), st.none() | DAYS)
def test_who_never_moves_comes_of_age_by_the_one_state(
    born_on: date, state: str, since: date | None
) -> None:
    assert majority_over(born_on, [Stay(state, since)]) == majority(born_on, state)


@given(BIRTHS, STAYS, st.integers(1, 9000))
def test_nobody_is_of_age_before_the_day_by_the_law_of_any_day_before(
    born_on: date, stays: list[Stay], back: int
) -> None:
    coming = majority_over(born_on, stays)
    there = age_of_majority(domicile_on(stays, coming.on))
    assert age_on(born_on, coming.on) >= there.years
    for day in (coming.on - timedelta(days=1), coming.on - timedelta(days=back)):
        if day >= born_on:
            then = age_of_majority(domicile_on(stays, day))
            assert age_on(born_on, day) < then.years
    assert working_day(coming.month, calendar=ILLINOIS) <= coming.earliest_on <= coming.on


@given(BIRTHS, STAYS, st.sampled_from(states()), st.integers(0, 9000))
def test_a_move_after_the_day_changes_nothing(
    born_on: date, stays: list[Stay], state: str, later: int
) -> None:
    if stays:
        on = majority_over(born_on, stays).on
        # After the others too: an earlier one would be the first known, which reaches back.
        last = max([on, *(stay.from_on for stay in stays if stay.from_on)])
        moved = [*stays, Stay(state, last + timedelta(days=1 + later))]
        assert majority_over(born_on, moved).on == on
