"""From a rule and an event to a date: versions, service, joins, and what a person must confirm."""

from datetime import date

import pytest

from filings.rules import (
    Computed,
    NotCountedError,
    NoVersionError,
    RuleError,
    Whose,
    catalog,
    compute,
    explain,
)
from mdl.court_time import CourtCalendar, DayKind, ServiceMethod, SpecialDay

CHICAGO = CourtCalendar.for_court("ilnd")
PANEL = CourtCalendar.for_court("jpml")


def computed(
    rule_id: str,
    day: date,
    *,
    calendar: CourtCalendar = CHICAGO,
    service: ServiceMethod = ServiceMethod.NONE,
    trigger: str = "",
    other_events: dict[str, date] | None = None,
) -> Computed:
    return compute(
        catalog().rule(rule_id),
        trigger_on=day,
        calendar=calendar,
        service=service,
        trigger=trigger,
        other_events=other_events,
    )


def test_opposing_a_conditional_transfer_order() -> None:
    answer = computed("jpml-7.1c", date(2020, 12, 18), calendar=PANEL)

    assert answer.count.prevailing_on == date(2020, 12, 28)
    assert answer.citation == "J.P.M.L. R. 7.1(c)"
    assert answer.is_critical
    assert answer.opens_by_itself


def test_it_explains_itself() -> None:
    answer = computed("jpml-7.1c", date(2020, 8, 12), calendar=PANEL)

    heading, event, *steps = explain(answer)
    assert heading == (
        "Oppose a conditional transfer order: 7 days after the day on which the conditional "
        "transfer order was filed with the Panel (J.P.M.L. R. 7.1(c), in force since "
        "Tuesday, October 4, 2016)."
    )
    assert event == (
        "The event is on Wednesday, August 12, 2020; that day is not counted. "
        "[Fed. R. Civ. P. 6(a)(1)(A)]"
    )
    assert steps == [
        "Day 1 is Thursday, August 13, 2020. [Fed. R. Civ. P. 6(a)(1)(B)]",
        "The 7th day is Wednesday, August 19, 2020. [Fed. R. Civ. P. 6(a)(1)(B)]",
        "The last day is Wednesday, August 19, 2020. [Fed. R. Civ. P. 6(a)(1)(C)]",
    ]


def test_an_open_question_and_a_condition_are_said_too() -> None:
    words = explain(computed("frcp-50b", date(2020, 2, 3)))

    assert "The earliest day by any plausible reading is Monday, March 2, 2020." in words
    assert words[-1] == "To confirm: It applies only if the case was tried to a jury."


def test_our_deadline_is_calendared_by_the_earliest_reading_and_theirs_by_the_usual() -> None:
    answer = computed("frcp-59e", date(2020, 2, 3))

    assert answer.calendared_on(Whose.OURS) == date(2020, 3, 2)
    assert answer.calendared_on(Whose.OPPONENT) == date(2020, 3, 3)


@pytest.mark.parametrize(
    ("service", "day"),
    [
        (ServiceMethod.ELECTRONIC, date(2020, 9, 8)),
        (ServiceMethod.HAND, date(2020, 9, 8)),
        (ServiceMethod.MAIL, date(2020, 9, 11)),
    ],
)
def test_mail_adds_days_to_a_time_that_runs_from_being_served(
    service: ServiceMethod, day: date
) -> None:
    answer = computed("frcp-33b2", date(2020, 8, 6), service=service)

    assert answer.count.prevailing_on == day


def test_mail_adds_nothing_to_a_time_that_runs_from_entry() -> None:
    assert computed("frcp-59e", date(2022, 7, 28), service=ServiceMethod.MAIL).added_days == 0


def test_electronic_service_added_days_until_december_2016() -> None:
    before = computed("frcp-33b2", date(2016, 10, 3), service=ServiceMethod.ELECTRONIC)

    assert (before.added_days, before.count.prevailing_on) == (3, date(2016, 11, 7))


def test_where_the_edition_changes_inside_the_period_the_other_is_a_reading() -> None:
    answer = computed("frcp-33b2", date(2016, 11, 7), service=ServiceMethod.ELECTRONIC)

    assert answer.count.prevailing_on == date(2016, 12, 12)
    assert answer.count.conservative_on == date(2016, 12, 7)
    assert answer.count.readings[0].words == (
        "If the rules in force on Thursday, December 1, 2016 govern, "
        "the last day is Wednesday, December 7, 2016."
    )


def test_so_it_is_where_the_number_changed() -> None:
    answer = computed("frcp-12a1Ai", date(2009, 11, 20))

    assert answer.count.prevailing_on == date(2009, 12, 10)
    assert answer.count.latest_on == date(2009, 12, 11)


def test_and_backward_the_edition_before() -> None:
    # Fourteen days now, five court days until November 2009.
    answer = computed("frcp-6c1", date(2009, 12, 8))

    assert answer.count.prevailing_on == date(2009, 11, 24)
    assert answer.count.latest_on == date(2009, 12, 1)


def test_an_edition_that_counts_from_another_event_is_named_without_a_date() -> None:
    answer = computed("jpml-7.1-vacate", date(2026, 2, 10), calendar=PANEL)

    assert answer.count.prevailing_on == date(2026, 2, 24)
    (reading,) = answer.count.readings
    assert reading.on is None
    assert "the Panel's clerk issued the Notice of Filed Opposition" in reading.words


def test_a_number_in_doubt_is_counted_both_ways() -> None:
    answer = computed("ndil-54.3b", date(2022, 7, 28))

    assert answer.count.conservative_on == date(2022, 10, 26)
    assert [reading.on for reading in answer.count.readings] == [date(2022, 10, 27)]
    assert not answer.opens_by_itself


def test_added_days_in_doubt_are_a_reading() -> None:
    answer = computed("frcp-26a2Dii", date(2021, 3, 1), service=ServiceMethod.MAIL)

    assert answer.count.prevailing_on == date(2021, 3, 31)
    assert answer.count.latest_on == date(2021, 4, 5)


def test_the_earlier_of_two_events() -> None:
    # A motion in June, an answer in August: only the first opens the time to amend.
    answer = computed(
        "frcp-15a1B",
        date(2020, 8, 3),
        trigger="answer_served",
        other_events={"rule_12_motion_served": date(2020, 6, 1)},
    )

    assert answer.count.prevailing_on == date(2020, 6, 22)
    assert answer.opens_by_itself


def test_the_first_of_two_events_opens_the_earlier_of_them() -> None:
    answer = computed("frcp-15a1B", date(2020, 6, 1), trigger="rule_12_motion_served")

    assert answer.count.prevailing_on == date(2020, 6, 22)
    assert answer.opens_by_itself
    (note,) = answer.notes
    assert note == (
        "It would end sooner if counted from the day on which the responsive pleading "
        "was served, if that came first."
    )


def test_the_later_of_two_events_waits_for_the_other() -> None:
    answer = computed("frcp-15a3", date(2020, 6, 1), trigger="amended_pleading_served")

    (reason,) = answer.confirm_because
    assert reason == (
        "It also depends on the day on which the defendant was served with the summons "
        "and complaint."
    )


def test_a_state_whose_holidays_are_unknown_is_said() -> None:
    answer = computed("frcp-59e", date(2020, 6, 1), calendar=CourtCalendar.for_court("cand"))

    assert answer.notes == ("The holidays that CA adds to the federal ones are not in the table.",)


def test_the_longest_of_three_events_after_removal() -> None:
    answer = computed(
        "frcp-81c2",
        date(2020, 5, 22),
        trigger="removal_noticed",
        other_events={
            "initial_pleading_received": date(2020, 5, 4),
            "summons_served_in_state_case": date(2020, 5, 13),
        },
    )

    assert answer.count.prevailing_on == date(2020, 6, 3)


def test_a_rule_of_several_events_asks_which() -> None:
    with pytest.raises(RuleError, match="name answer_served, rule_12_motion_served"):
        computed("frcp-15a1B", date(2020, 6, 1))


def test_an_event_from_which_the_rule_does_not_count() -> None:
    with pytest.raises(RuleError, match=r"frcp-4m .*the responsive pleading was served"):
        computed("frcp-4m", date(2020, 6, 1), trigger="answer_served")


def test_a_floor_does_not_roll() -> None:
    assert computed("usc28-1715d", date(2021, 3, 8)).count.prevailing_on == date(2021, 6, 6)


def test_a_served_answer_is_not_moved_by_an_inaccessible_clerk_and_a_filed_one_is() -> None:
    down = SpecialDay(date(2022, 3, 9), DayKind.INACCESSIBLE, "down", "notice of the clerk")
    storm = CHICAGO.with_closings([down])

    served = computed("frcp-33b2", date(2022, 2, 7), calendar=storm)
    filed = computed("frcp-72a", date(2022, 2, 23), calendar=storm)

    assert (served.count.prevailing_on, filed.count.prevailing_on) == (
        date(2022, 3, 9),
        date(2022, 3, 10),
    )


def test_appeals_cite_their_own_counting_rule() -> None:
    answer = computed("frap-4a1A", date(2022, 7, 29))

    assert answer.count.steps[0].citation == "Fed. R. App. P. 26(a)(1)(A)"


def test_a_rule_without_a_number_says_why_it_is_not_counted() -> None:
    with pytest.raises(NotCountedError, match=r"16\.1\(a\).*an order or the clerk sets the day"):
        computed("frcp-16.1a", date(2026, 1, 5))


def test_a_day_before_the_rule_is_refused() -> None:
    with pytest.raises(NoVersionError, match="frcp-87"):
        computed("frcp-87", date(2020, 3, 16))


def test_what_is_only_recalled_waits_for_a_person() -> None:
    answer = computed("jpml-6.1d", date(2020, 6, 5), calendar=PANEL)

    assert answer.confirm_because == ("The time is known from recollection, not a source.",)


def test_a_computed_date_survives_being_stored() -> None:
    answer = computed("frcp-33b2", date(2016, 11, 7), service=ServiceMethod.ELECTRONIC)

    assert Computed.from_dict(answer.as_dict()) == answer


def test_every_rule_that_is_counted_can_be_counted() -> None:
    counted = 0
    for rule in catalog():
        for version in rule.versions:
            for term in version.terms if version.computation.is_counted else ():
                on = max(version.in_force_from or date.min, date(2005, 3, 7))
                answer = compute(rule, trigger_on=on, trigger=term.trigger, calendar=CHICAGO)
                assert answer.count.steps
                assert Computed.from_dict(answer.as_dict()) == answer
                counted += 1
    assert counted > 100
