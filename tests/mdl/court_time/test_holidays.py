"""Which days the law sets aside: our own tables, and an outside opinion on them."""

from datetime import date

import pytest
from holidays import HolidayBase, country_holidays

from mdl.court_time import DateError
from mdl.court_time.holidays import (
    executive_closings,
    federal_holidays,
    observed_days,
    state_holidays,
)

YEARS = range(2005, 2036)


@pytest.fixture(scope="module")
def published() -> HolidayBase:
    """The public holidays of the United States as the holidays package knows them."""
    return country_holidays("US", years=YEARS, observed=True)


def test_legal_and_observed_days_are_those_that_others_publish(published: HolidayBase) -> None:
    ours = {day.on for year in YEARS for day in federal_holidays(year) + observed_days(year)}

    assert ours == {day for day in published if day.year in YEARS}


def test_a_day_is_observed_with_us_exactly_where_it_is_with_others(published: HolidayBase) -> None:
    ours = {day.on for year in YEARS for day in observed_days(year)}

    assert ours == {day for day, name in published.items() if "(observed)" in name}


def test_executive_closings_are_the_whole_days_that_others_publish(published: HolidayBase) -> None:
    government = country_holidays("US", years=YEARS, categories=("government",))
    whole_days = {
        day
        for day, name in government.items()
        if day not in published and "half-day" not in name and day.year in YEARS
    }

    assert {day.on for year in YEARS for day in executive_closings(year)} == whole_days


@pytest.mark.parametrize(("year", "is_holiday"), [(2019, False), (2020, False), (2021, True)])
def test_juneteenth_begins_with_the_act_of_2021(year: int, is_holiday: bool) -> None:
    assert (date(year, 6, 19) in {day.on for day in federal_holidays(year)}) is is_holiday


def test_the_first_juneteenth_was_observed_the_day_after_the_act() -> None:
    assert [day.name for day in observed_days(2021) if day.on == date(2021, 6, 18)] == [
        "Juneteenth National Independence Day, observed"
    ]


def test_new_years_day_on_a_saturday_is_observed_in_the_year_before() -> None:
    assert date(2021, 12, 31) in {day.on for day in observed_days(2021)}
    assert date(2021, 12, 31) not in {day.on for day in observed_days(2022)}


def test_dr_kings_birthday_begins_in_1986_and_veterans_day_returns_to_november_in_1978() -> None:
    assert "Birthday of Martin Luther King, Jr." not in {d.name for d in federal_holidays(1985)}
    assert date(1986, 1, 20) in {day.on for day in federal_holidays(1986)}
    assert date(1977, 10, 24) in {day.on for day in federal_holidays(1977)}
    assert date(1978, 11, 11) in {day.on for day in federal_holidays(1978)}


def test_inauguration_day_is_no_legal_holiday() -> None:
    assert date(2025, 1, 20) in {day.on for day in federal_holidays(2025)}  # Dr. King's, by chance
    assert date(2021, 1, 20) not in {day.on for day in federal_holidays(2021)}


def test_illinois_adds_four_days_in_an_even_year() -> None:
    assert [(day.on, day.name) for day in state_holidays("IL", 2020)] == [
        (date(2020, 2, 12), "Lincoln's Birthday (Illinois)"),
        (date(2020, 3, 2), "Casimir Pulaski's Birthday (Illinois)"),
        (date(2020, 4, 10), "Good Friday (Illinois)"),
        (date(2020, 11, 3), "general election day (Illinois)"),
    ]


def test_illinois_has_no_general_election_in_an_odd_year() -> None:
    assert {day.on for day in state_holidays("IL", 2021)} == {
        date(2021, 2, 12),
        date(2021, 3, 1),
        date(2021, 4, 2),
    }


def test_good_friday_is_the_one_that_others_publish() -> None:
    published = country_holidays("US", years=YEARS, subdiv="IN")  # Indiana keeps it
    theirs = {day for day, name in published.items() if "Good Friday" in name}

    ours = {d.on for year in YEARS for d in state_holidays("IL", year) if "Good" in d.name}

    assert ours == theirs


def test_the_day_after_thanksgiving_is_not_in_the_illinois_statute() -> None:
    assert date(2020, 11, 27) not in {day.on for day in state_holidays("IL", 2020)}


def test_every_day_names_its_authority() -> None:
    every = (
        day
        for year in YEARS
        for table in (
            federal_holidays(year),
            observed_days(year),
            executive_closings(year),
            state_holidays("IL", year),
            state_holidays("DC", year),
        )
        for day in table
    )

    assert all(day.authority and day.name for day in every)


@pytest.mark.parametrize("year", [1970, 2200])
def test_a_year_outside_the_tables_is_refused_by_name(year: int) -> None:
    with pytest.raises(DateError, match=str(year)):
        federal_holidays(year)
