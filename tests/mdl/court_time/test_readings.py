"""Where the law is open, the answer is a range, and says what the question is."""

from datetime import date

from mdl.court_time import Count, CourtCalendar, DayKind, Direction, Period, SpecialDay, count

CHICAGO = CourtCalendar.for_court("ilnd")
PANEL = CourtCalendar.for_court("jpml")


def counted(
    day: date,
    period: str,
    direction: Direction = Direction.AFTER,
    calendar: CourtCalendar = CHICAGO,
) -> Count:
    return count(Period.parse(period), direction, day, calendar=calendar)


def three(answer: Count) -> tuple[date, date, date]:
    return answer.conservative_on, answer.prevailing_on, answer.latest_on


def test_an_observed_friday_rolls_by_the_usual_reading_only() -> None:
    answer = counted(date(2026, 6, 12), "21 days")

    assert three(answer) == (date(2026, 7, 3), date(2026, 7, 6), date(2026, 7, 6))
    (reading,) = answer.readings
    assert reading.words == (
        "If Friday, July 3, 2026 (Independence Day, observed) is not a legal holiday, "
        "the last day is Friday, July 3, 2026."
    )


def test_backward_the_cautious_day_is_the_rolled_one() -> None:
    answer = counted(date(2020, 7, 24), "21 days", Direction.BEFORE)

    assert three(answer) == (date(2020, 7, 2), date(2020, 7, 2), date(2020, 7, 3))


def test_an_illinois_holiday_rolls_by_the_usual_reading_only() -> None:
    answer = counted(date(2020, 2, 3), "28 days")

    assert three(answer) == (date(2020, 3, 2), date(2020, 3, 3), date(2020, 3, 3))
    assert answer.readings[0].questions == ("state_holiday",)


def test_an_executive_closing_does_not_roll_but_saves_an_opponent() -> None:
    answer = counted(date(2025, 12, 3), "21 days")

    assert three(answer) == (date(2025, 12, 24), date(2025, 12, 24), date(2025, 12, 29))


def test_an_executive_closing_makes_us_earlier_backward() -> None:
    answer = counted(date(2025, 1, 7), "14 days", Direction.BEFORE)

    assert three(answer) == (date(2024, 12, 23), date(2024, 12, 24), date(2024, 12, 24))


def test_a_day_on_which_the_court_was_closed_is_left_out_by_the_usual_reading() -> None:
    cold = SpecialDay(date(2019, 1, 30), DayKind.COURT_CLOSED, "court closed, cold", "order")
    answer = counted(date(2019, 1, 16), "14 days", calendar=CHICAGO.with_closings([cold]))

    assert three(answer) == (date(2019, 1, 30), date(2019, 1, 31), date(2019, 1, 31))


def test_a_holiday_of_the_panels_seat_only_widens_the_range() -> None:
    answer = counted(date(2025, 4, 9), "7 days", calendar=PANEL)

    assert three(answer) == (date(2025, 4, 16), date(2025, 4, 16), date(2025, 4, 17))


def test_two_open_questions_at_once_give_every_answer() -> None:
    # No February 29, 2025; read as 1 March, a Saturday, it meets Pulaski Day on Monday.
    answer = counted(date(2024, 2, 29), "1 year")

    assert three(answer) == (date(2025, 2, 28), date(2025, 2, 28), date(2025, 3, 4))
    assert [(reading.on, reading.questions) for reading in answer.readings] == [
        (date(2025, 3, 3), ("short_month", "state_holiday")),
        (date(2025, 3, 4), ("short_month",)),
    ]


def test_one_question_of_two_days_is_answered_alike_for_both() -> None:
    # Closed by executive order on 24 and December 26, 2025, around Christmas.
    answer = counted(date(2025, 12, 3), "21 days")

    assert [reading.on for reading in answer.readings] == [date(2025, 12, 29)]
    assert answer.readings[0].words.count("is a legal holiday") == 2


def test_a_day_doubtful_twice_falls_only_when_both_doubts_do() -> None:
    # Friday, July 3, 2026: observed, and the court closed besides.
    closed = SpecialDay(date(2026, 7, 3), DayKind.COURT_CLOSED, "court closed", "order")
    answer = counted(date(2026, 6, 12), "21 days", calendar=CHICAGO.with_closings([closed]))

    assert three(answer) == (date(2026, 7, 3), date(2026, 7, 6), date(2026, 7, 6))
    assert answer.readings[0].questions == ("court_closed", "observed_day")


def test_lincolns_birthday_may_be_a_business_day() -> None:
    answer = counted(date(2021, 2, 16), "2 business days", Direction.BEFORE)

    assert three(answer) == (date(2021, 2, 10), date(2021, 2, 11), date(2021, 2, 11))


def test_a_day_no_one_disputes_raises_no_question() -> None:
    assert counted(date(2020, 8, 6), "30 days").readings == ()


def test_a_doubtful_day_inside_the_period_raises_no_question() -> None:
    # Lincoln's Birthday 2020 is passed on the way.
    assert counted(date(2020, 2, 3), "21 days").is_settled
