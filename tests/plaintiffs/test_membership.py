"""Who is in a class on a day: three answers, each with its reason, and what is missing."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plaintiffs.majority import Stay, birthday, eighteen_in, majority_over, states
from plaintiffs.membership import (
    ANYWHERE,
    Answer,
    Facts,
    Membership,
    Rule,
    Spell,
    WrongRule,
    Younger,
    membership,
    of_all,
)

BEGAN, ENDED, TODAY = date(2018, 8, 2), date(2021, 9, 30), date(2026, 3, 9)
ILLINOIS = Rule(BEGAN, ENDED, lived_in=("IL",))
USERS = Rule(BEGAN, ENDED, used=("Glimmer",))
MINORS = Rule(BEGAN, ENDED, younger=Younger(18, date(2020, 8, 4)))
YES, NO, CANNOT_TELL = Answer.YES, Answer.NO, Answer.CANNOT_TELL


def asked(rule: Rule | None, *, on: date = TODAY, **facts: Any) -> Membership:
    return membership(rule, Facts(**facts), on=on, today=TODAY)


def lived(*spells: Spell, rule: Rule = ILLINOIS, on: date = TODAY) -> Answer:
    return asked(rule, on=on, lived=spells).answer


# --- Where they lived -----------------------------------------------------------------------------


def test_who_moved_away_in_the_class_period_is_a_member_and_the_reason_says_since_when() -> None:
    moved = (Spell("IL", date(2015, 1, 1), date(2019, 5, 1)), Spell("CA", date(2019, 5, 1)))
    found = asked(ILLINOIS, lived=moved)
    assert found.answer is YES
    assert found.reasons[0].words == (
        "Lived in IL from Jan 1, 2015 until May 1, 2019; the class period runs from Aug 2, 2018 to "
        "Sep 30, 2021."
    )


def test_who_left_the_day_before_it_began_is_not_and_who_left_that_day_is_not_either() -> None:
    gone = Spell("CA", BEGAN)
    assert lived(Spell("IL", date(2015, 1, 1), BEGAN), gone) is NO
    one_day = BEGAN + timedelta(days=1)
    assert lived(Spell("IL", date(2015, 1, 1), one_day), Spell("CA", one_day)) is YES


def test_since_when_is_not_recorded_so_years_ago_cannot_be_told() -> None:
    found = asked(ILLINOIS, lived=(Spell("IL"),))
    assert found.answer is CANNOT_TELL
    assert found.missing == ("where they lived on Aug 2, 2018 and after",)
    assert lived(Spell("CA")) is CANNOT_TELL  # perhaps they lived in Illinois before
    assert lived() is CANNOT_TELL
    still_running = Rule(BEGAN, lived_in=("IL",))
    assert lived(Spell("IL"), rule=still_running) is YES  # they live there today


def test_a_gap_between_two_homes_is_named_by_its_first_day() -> None:
    homes = (Spell("CA", date(2015, 1, 1), date(2019, 1, 1)), Spell("OH", date(2019, 2, 1)))
    assert asked(ILLINOIS, lived=homes).missing == ("where they lived on Jan 1, 2019 and after",)


def test_as_of_a_day_what_comes_later_makes_nobody_a_member() -> None:
    homes = (Spell("CA", date(2015, 1, 1), date(2020, 1, 1)), Spell("IL", date(2020, 1, 1)))
    assert lived(*homes, on=date(2019, 12, 31)) is NO
    assert lived(*homes, on=date(2020, 1, 1)) is YES
    assert lived(*homes, on=BEGAN - timedelta(days=1)) is NO


def test_any_state_counts_for_the_nationwide_class() -> None:
    anywhere = Rule(BEGAN, ENDED, lived_in=(ANYWHERE,))
    assert lived(Spell("PR", date(2019, 1, 1)), rule=anywhere) is YES
    assert lived(rule=anywhere) is CANNOT_TELL


# --- What they used -------------------------------------------------------------------------------


def test_use_within_the_period_counts_and_none_on_record_is_no_answer() -> None:
    within = Spell("Glimmer", date(2021, 9, 30))
    after = Spell("Glimmer", date(2021, 10, 1))
    assert asked(USERS, used=(within,)).answer is YES
    assert asked(USERS, used=(after,)).answer is NO
    assert asked(USERS).missing == ("when they used Glimmer",)
    assert asked(USERS, used=(Spell("Sparkle", date(2019, 1, 1)),)).answer is CANNOT_TELL
    assert asked(USERS, used=(Spell("Glimmer"), after)).answer is CANNOT_TELL


# --- How old they were ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("eighteen_in", "birth_year", "answer"),
    [
        (date(2020, 9, 1), 2002, YES),
        (date(2020, 8, 1), 2002, CANNOT_TELL),
        (date(2020, 7, 1), 2002, NO),
        (None, 2003, YES),
        (None, 2002, CANNOT_TELL),
        (None, 2001, NO),
        (None, None, CANNOT_TELL),
    ],
)
def test_age_is_read_from_month_or_year(
    eighteen_in: date | None, birth_year: int | None, answer: Answer
) -> None:
    assert asked(MINORS, eighteen_in=eighteen_in, birth_year=birth_year).answer is answer


def test_within_the_month_the_door_would_tell_and_the_day_is_not_shown() -> None:
    found = asked(MINORS, eighteen_in=date(2020, 8, 1))
    assert found.missing == ("a look at the day of birth, behind the door",)


def test_a_leapling_is_sixteen_on_the_29th_though_eighteen_in_march() -> None:
    """Born on 29 February 2008; the month of the eighteenth birthday is March 2026."""
    sixteen = Rule(BEGAN, younger=Younger(16, date(2024, 2, 29)))
    assert asked(sixteen, eighteen_in=date(2026, 3, 1)).answer is CANNOT_TELL
    day_before = Rule(BEGAN, younger=Younger(16, date(2024, 2, 28)))
    assert asked(day_before, eighteen_in=date(2026, 3, 1)).answer is YES


# --- Opting out, subclasses, rules ----------------------------------------------------------------


def test_who_opted_out_is_no_member_from_that_day() -> None:
    home = (Spell("IL", date(2015, 1, 1)),)
    out = date(2022, 1, 31)
    before = asked(ILLINOIS, on=date(2022, 1, 30), lived=home, opted_out_on=out)
    after = asked(ILLINOIS, on=out, lived=home, opted_out_on=out)
    assert (before.answer, after.answer) == (YES, NO)
    assert after.reasons[0].words == "Opted out of the class on Jan 31, 2022."


def test_without_a_rule_nobody_is_told_to_be_a_member() -> None:
    assert asked(None).missing == ("the definition as a rule",)


def test_a_subclass_asks_for_its_class_too() -> None:
    yes = asked(USERS, used=(Spell("Glimmer", date(2019, 1, 1)),))
    no = asked(ILLINOIS, lived=(Spell("CA", date(2010, 1, 1)),))
    unknown = asked(MINORS)
    assert of_all([yes, unknown]).answer is CANNOT_TELL
    assert of_all([unknown, no]).answer is NO
    assert of_all([unknown, no]).reasons == no.reasons


def test_a_condition_that_surely_fails_settles_it() -> None:
    both = Rule(BEGAN, ENDED, lived_in=("IL",), used=("Glimmer",))
    assert asked(both, lived=(Spell("CA", date(2010, 1, 1)),)).answer is NO


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "begins"),
        ({"from": "soon"}, "2020-08-04"),
        ({"from": "2020-01-02", "to": "2020-01-01", "used": ["Glimmer"]}, "ends before"),
        ({"from": "2020-01-02"}, "everybody"),
        ({"from": "2020-01-02", "lived_in": ["Illinois"]}, "two capitals"),
        ({"from": "2020-01-02", "used": "Glimmer"}, "lists"),
        ({"from": "2020-01-02", "younger": {"than": 0}}, "whole number"),
        ({"from": "2020-01-02", "height": 3}, "height"),
    ],
)
def test_a_rule_that_cannot_be_read_says_what_to_write(data: dict[str, Any], says: str) -> None:
    with pytest.raises(WrongRule, match=says):
        Rule.from_data(data)


# --- Properties -----------------------------------------------------------------------------------

DAYS = st.dates(date(1995, 1, 1), date(2026, 3, 9))
BIRTHS = st.one_of(
    st.dates(date(1996, 1, 1), date(2020, 12, 31)),
    st.sampled_from([date(year, 2, 29) for year in range(1996, 2021, 4)]),
)
RULES = st.builds(
    lambda first, length, used, lived_in, than, on: Rule(
        first,
        first + timedelta(days=length),
        lived_in=lived_in,
        used=used,
        younger=None if than is None else Younger(than, on),
    ),
    DAYS,
    st.integers(0, 3000),
    st.sampled_from([None, ("Glimmer",)]),
    st.sampled_from([None, ("IL",), ("IL", "CA"), (ANYWHERE,)]),
    st.one_of(st.none(), st.integers(10, 21)),
    st.one_of(st.none(), DAYS),
).filter(lambda rule: bool(rule.used or rule.lived_in or rule.younger))


@st.composite
def homes(draw: st.DrawFn) -> list[Spell]:
    """Moves between states, each ending the home before; the first may have no first day."""
    drawn = sorted(set(draw(st.lists(DAYS, min_size=1, max_size=5))))
    days: list[date | None] = [*drawn]
    if draw(st.booleans()):
        days[0] = None
    ends = [*days[1:], None]
    codes = draw(st.lists(st.sampled_from(states()), min_size=len(days), max_size=len(days)))
    return [Spell(*each) for each in zip(codes, days, ends, strict=True)]


@given(RULES)
def test_a_rule_is_read_back_as_it_was_stored(rule: Rule) -> None:
    assert Rule.from_data(rule.to_data()) == rule


@given(homes(), st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 5000))
def test_with_every_day_on_record_the_answer_is_that_of_a_walk_day_by_day(
    moves: list[Spell], later: int, length: int, after: int
) -> None:
    begin = moves[0].from_on or date(1994, 12, 31)
    moves[0] = Spell(moves[0].what, begin, moves[0].until_on)
    first = begin + timedelta(days=later)
    rule = Rule(first, first + timedelta(days=length), lived_in=("IL", "CA"))
    on = first + timedelta(days=after)
    days = range(first.toordinal(), rule.window(on).last.toordinal() + 1)
    walked = any(
        spell.what in ("IL", "CA")
        and spell.from_on is not None
        and spell.from_on.toordinal() <= day
        and (spell.until_on is None or day < spell.until_on.toordinal())
        for day in days
        for spell in moves
    )
    assert lived(*moves, rule=rule, on=on) is (YES if walked else NO)


@given(RULES, homes(), BIRTHS, DAYS, st.data())
def test_to_learn_more_settles_an_answer_and_never_turns_one(
    rule: Rule, moves: list[Spell], born_on: date, on: date, data: st.DataObject
) -> None:
    """Facts that are forgotten make an answer less certain, and never another."""
    known = Facts(
        lived=tuple(moves),
        used=(Spell("Glimmer", date(2019, 1, 1), date(2019, 3, 1)),),
        birth_year=born_on.year,
        eighteen_in=birthday(born_on, 18).replace(day=1),
    )
    forgotten = Facts(
        lived=tuple(data.draw(st.sets(st.sampled_from(moves)))),
        used=data.draw(st.sampled_from([known.used, ()])),
        birth_year=data.draw(st.sampled_from([known.birth_year, None])),
        eighteen_in=None,
    )
    more = membership(rule, known, on=on, today=TODAY).answer
    less = membership(rule, forgotten, on=on, today=TODAY).answer
    assert less in (more, CANNOT_TELL)


@given(BIRTHS, homes(), st.integers(10, 21), DAYS)
def test_month_and_year_never_tell_an_age_that_the_day_of_birth_does_not(
    born_on: date, moves: list[Spell], than: int, day: date
) -> None:
    """Every state, leap days, and moves in the month of majority."""
    stays = [Stay(each.what, each.from_on) for each in moves]
    month = majority_over(born_on, stays).month
    is_younger = day < birthday(born_on, than)
    rule = Rule(date(1990, 1, 1), younger=Younger(than, day))
    for eighteen in (eighteen_in(month, stays), None):
        told = asked(rule, eighteen_in=eighteen, birth_year=born_on.year).answer
        assert told in (YES if is_younger else NO, CANNOT_TELL)


@given(BIRTHS, st.integers(10, 21), DAYS)
def test_outside_the_month_of_the_birthday_the_month_always_tells(
    born_on: date, than: int, day: date
) -> None:
    turned = birthday(born_on, than)
    assume((day.year, day.month) != (turned.year, turned.month) and (day.month, day.day) != (2, 29))
    rule = Rule(date(1990, 1, 1), younger=Younger(than, day))
    eighteen = birthday(born_on, 18).replace(day=1)
    assert asked(rule, eighteen_in=eighteen).answer is (YES if day < turned else NO)
