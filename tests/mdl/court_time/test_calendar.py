"""A court's calendar: its state, its closings, and a name for what it was made of."""

from datetime import date

import pytest

from mdl.court_time import CourtCalendar, DayKind, SpecialDay, UnknownCourtError, panel_calendar

STORM = SpecialDay(
    date(2022, 3, 9),
    DayKind.INACCESSIBLE,
    "electronic filing down all day",
    "notice of the clerk",
)


def test_a_district_court_keeps_the_holidays_of_its_state() -> None:
    chicago = CourtCalendar.for_court("ilnd")

    assert [day.name for day in chicago.special(date(2020, 2, 12))] == [
        "Lincoln's Birthday (Illinois)"
    ]


def test_the_panel_keeps_federal_days_and_those_of_its_seat_only_in_doubt() -> None:
    emancipation_day = panel_calendar().special(date(2025, 4, 16))

    assert [day.kind for day in emancipation_day] == [DayKind.SEAT]
    assert not panel_calendar().special(date(2020, 2, 12))


def test_a_court_of_appeals_may_take_the_district_courts_state_too() -> None:
    # FRAP 26(a)(6)(C): the state of the district court, or of the circuit clerk.
    assert CourtCalendar.for_court("ca7", states=["WI"]).states == ("IL", "WI")


def test_certain_reasons_come_before_doubtful_ones() -> None:
    new_year = CourtCalendar.for_court(
        "ilnd",
        closings=[SpecialDay(date(2020, 1, 1), DayKind.COURT_CLOSED, "closed", "order")],
    ).special(date(2020, 1, 1))

    assert [day.kind for day in new_year] == [DayKind.LEGAL_HOLIDAY, DayKind.COURT_CLOSED]


def test_an_inaccessible_day_is_recorded_and_known() -> None:
    chicago = CourtCalendar.for_court("ilnd").with_closings([STORM])

    assert chicago.inaccessible(STORM.on) == STORM
    assert chicago.inaccessible(date(2022, 3, 10)) is None


def test_the_version_changes_with_the_closings_and_not_with_their_order() -> None:
    plain = CourtCalendar.for_court("ilnd")
    other = SpecialDay(date(2022, 3, 10), DayKind.INACCESSIBLE, "still down", "notice")

    assert plain.version.endswith("/ilnd/IL/-")
    assert plain.with_closings([STORM]).version != plain.version
    assert (
        plain.with_closings([STORM, other]).version == plain.with_closings([other, STORM]).version
    )


def test_two_calendars_of_the_same_days_are_the_same_value() -> None:
    assert CourtCalendar.for_court("ilnd", closings=[STORM]) == CourtCalendar.for_court(
        "ilnd", closings=[STORM, STORM]
    )


def test_a_state_without_a_table_is_named() -> None:
    assert CourtCalendar.for_court("cand").states_without_table == ("CA",)
    assert CourtCalendar.for_court("ilnd").states_without_table == ()


def test_an_unknown_court_is_refused_by_name() -> None:
    with pytest.raises(UnknownCourtError, match="'ilzz'"):
        CourtCalendar.for_court("ilzz")
