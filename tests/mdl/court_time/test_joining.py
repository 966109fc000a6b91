"""Several triggers, one deadline: each date is joined by itself."""

from datetime import date

import pytest

from mdl.court_time import Count, CountError, CourtCalendar, Direction, Join, Period, count, join

CHICAGO = CourtCalendar.for_court("ilnd")


def counted(day: date, period: str) -> Count:
    return count(Period.parse(period), Direction.AFTER, day, calendar=CHICAGO)


def test_the_earlier_of_two() -> None:
    # FRAP 4(a)(6): 180 days after entry, 14 days after notice.
    answer = join(
        Join.EARLIER_OF,
        [counted(date(2022, 7, 28), "180 days"), counted(date(2022, 9, 15), "14 days")],
        citation="Fed. R. App. P. 4(a)(6)",
    )

    assert answer.prevailing_on == date(2022, 9, 29)
    assert answer.steps[-1].words == "The earliest of these days is Thursday, September 29, 2022."


def test_the_longest_of_three() -> None:
    # FRCP 81(c)(2).
    answer = join(
        Join.LATER_OF,
        [
            counted(date(2020, 5, 4), "21 days"),
            counted(date(2020, 5, 6), "21 days"),
            counted(date(2020, 5, 22), "7 days"),
        ],
        citation="Fed. R. Civ. P. 81(c)(2)",
    )

    assert answer.prevailing_on == date(2020, 5, 29)


def test_the_cautious_date_of_the_later_of_two_is_the_later_cautious_date() -> None:
    observed = counted(date(2026, 6, 12), "21 days")  # Friday the 3rd, or Monday
    plain = counted(date(2026, 6, 11), "21 days")  # Thursday the 2nd

    answer = join(Join.LATER_OF, [observed, plain], citation="a rule")

    assert answer.conservative_on == date(2026, 7, 3)
    assert answer.prevailing_on == date(2026, 7, 6)
    assert answer.readings == observed.readings


def test_one_count_joins_to_itself() -> None:
    only = counted(date(2020, 8, 6), "7 days")

    assert join(Join.EARLIER_OF, [only], citation="a rule") == only


def test_nothing_cannot_be_joined() -> None:
    with pytest.raises(CountError, match="a rule"):
        join(Join.EARLIER_OF, [], citation="a rule")
