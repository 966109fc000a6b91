"""When a child's claim is barred: each reading of the law, and never later than the true day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.rules.catalog import catalog
from filings.rules.limitations import (
    Facts,
    Limitation,
    NoLimitation,
    Pending,
    Reading,
    add_years,
    limitation,
    rule_for,
    statutes,
)
from mdl.court_time import CourtCalendar
from plaintiffs.majority import Stay, birthday, eighteen_in, majority_over

ILLINOIS = CourtCalendar.for_court("ilnd")
ACCRUED = date(2019, 11, 27)
JUNE_2028 = date(2028, 6, 1)


def read(rule_id: str, facts: Facts) -> Limitation:
    return limitation(catalog().rule(rule_id), facts, calendar=ILLINOIS)


def tolled(rule_id: str, facts: Facts) -> Reading:
    ordinary, reading = read(rule_id, facts).readings
    assert ordinary.ends_on == ordinary.work_by
    return reading


def test_the_ordinary_time_stands_first_with_its_authority() -> None:
    ordinary = read("sol-vppa", Facts(ACCRUED, is_child=False)).readings
    assert len(ordinary) == 1
    assert ordinary[0].ends_on == date(2021, 11, 27)
    assert (ordinary[0].authority, ordinary[0].known_from) == ("18 U.S.C. 2710(c)(3)", "the text")


def test_in_illinois_it_is_the_later_of_two_and_told_as_a_month() -> None:
    reading = tolled("sol-bipa", Facts(ACCRUED, JUNE_2028))
    assert (reading.ends_on, reading.ends_in) == (None, date(2030, 6, 1))
    assert reading.work_by == date(2030, 5, 31)
    assert reading.authority == "735 ILCS 5/13-211(a)"
    assert reading.known_from == "a secondary source"


def test_in_illinois_the_ordinary_time_is_never_shortened() -> None:
    reading = tolled("sol-bipa", Facts(date(2026, 3, 2), date(2028, 2, 1)))
    assert reading.ends_on == reading.work_by == date(2031, 3, 2)


def test_in_california_the_whole_time_begins_at_eighteen() -> None:
    reading = tolled("sol-ca-338", Facts(ACCRUED, JUNE_2028))
    assert reading.ends_in == date(2031, 6, 1)
    assert reading.work_by == date(2031, 5, 30)
    assert "begins at eighteen: 3 years" in reading.says


@pytest.mark.parametrize("rule_id", ["sol-ca-ucl", "sol-ca-clra", "sol-ca-cdafa"])
def test_whether_california_pauses_another_codes_time_is_not_verified(rule_id: str) -> None:
    reading = tolled(rule_id, Facts(ACCRUED, JUNE_2028))
    assert "not verified" in reading.says
    assert reading.work_by is None


@pytest.mark.parametrize("rule_id", ["sol-vppa", "sol-cfaa", "sol-wiretap", "sol-1658"])
def test_no_states_tolling_is_applied_to_a_federal_time(rule_id: str) -> None:
    reading = tolled(rule_id, Facts(ACCRUED, JUNE_2028))
    assert "no state's" in reading.says
    assert reading.work_by is None


@pytest.mark.parametrize(
    ("accrued", "eighteen", "says"),
    [
        (ACCRUED, None, "is not known"),
        (date(2028, 7, 1), JUNE_2028, "after eighteen"),
        (date(2028, 6, 30), JUNE_2028, "take it as not tolled"),
    ],
)
def test_what_the_month_does_not_tell_is_not_worked_out(
    accrued: date, eighteen: date | None, says: str
) -> None:
    reading = tolled("sol-bipa", Facts(accrued, eighteen))
    assert says in reading.says
    assert reading.work_by is None


def test_a_class_action_stops_the_time_for_an_individual_claim_only() -> None:
    pending = Pending(date(2020, 11, 27), date(2021, 11, 27))
    reading = read("sol-vppa", Facts(ACCRUED, is_child=False, class_action=pending)).readings[-1]
    assert reading.ends_on == date(2022, 11, 27)
    assert "China Agritech" in reading.says
    assert reading.known_from == "recollection, not a source"
    assert "state follows" not in reading.says


def test_while_it_is_pending_no_day_is_told() -> None:
    pending = Pending(date(2020, 11, 27))
    reading = read("sol-ca-ucl", Facts(ACCRUED, JUNE_2028, class_action=pending)).readings[-1]
    assert reading.work_by is None
    assert "1095 days are left" in reading.says
    assert "Whether the state follows it is not verified." in reading.says


def test_a_class_action_after_the_time_stops_nothing() -> None:
    pending = Pending(date(2022, 1, 1))
    reading = read("sol-vppa", Facts(ACCRUED, is_child=False, class_action=pending)).readings[-1]
    assert "nothing is tolled" in reading.says


def test_claims_find_their_statute_by_citation_and_an_unknown_one_is_not_guessed() -> None:
    cited = ["740 ILCS 14/1 et seq.", "18 U.S.C. 1030", "18 U.S.C. 1030(a)", "", "Cal. Const."]
    assert [rule.id for rule in statutes(cited)] == ["sol-bipa", "sol-cfaa"]
    assert rule_for("Cal. Penal Code 5021") is None


def test_a_rule_that_bars_nothing_is_refused() -> None:
    with pytest.raises(NoLimitation, match="352"):
        read("toll-ca-minor", Facts(ACCRUED))


BIRTHS = st.dates(date(2000, 1, 1), date(2020, 12, 31))
MOVES = st.none() | st.dates(date(2010, 1, 1), date(2041, 12, 31))
STAYS = st.lists(st.builds(Stay, st.sampled_from(["IL", "AL", "MS", ""]), MOVES), max_size=3)


@given(BIRTHS, STAYS)
def test_the_month_of_eighteen_follows_from_what_stands_in_plain(
    born_on: date, stays: list[Stay]
) -> None:
    month = eighteen_in(majority_over(born_on, stays).month, stays)
    assert month in (None, birthday(born_on, 18).replace(day=1))
    if not any(stay.from_on for stay in stays):
        assert month is not None


@given(
    BIRTHS,
    st.dates(date(2018, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["sol-bipa", "sol-il-13-201", "sol-ca-338", "sol-ca-335.1", "sol-ca-cipa"]),
)
def test_the_working_day_is_never_later_than_the_last_day(
    born_on: date, accrued_on: date, rule_id: str
) -> None:
    eighteen = birthday(born_on, 18)
    found = read(rule_id, Facts(accrued_on, eighteen.replace(day=1)))
    ordinary, reading = found.readings
    if reading.work_by is None:
        assert accrued_on.replace(day=1) >= eighteen.replace(day=1)
        return
    assert ordinary.ends_on is not None
    years = ordinary.ends_on.year - accrued_on.year
    last = (
        max(ordinary.ends_on, add_years(eighteen, 2))
        if rule_id in ("sol-bipa", "sol-il-13-201")
        else add_years(eighteen, years)
    )
    assert reading.work_by <= last
    assert (last - reading.work_by).days <= 36
    # The day itself is told only where it does not follow from the day of birth.
    assert reading.ends_on in (None, ordinary.ends_on)
