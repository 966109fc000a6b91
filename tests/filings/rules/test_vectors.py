"""Worked examples: the project's own, and an outside collection where one lies beside it."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from filings.rules.vectors import VectorFileError, Verdict, check, check_text, counted

HERE = Path(__file__).parent
OWN = HERE / "vectors.json"
OUTSIDE = Path(
    os.environ.get("DEADLINE_VECTORS", HERE.parents[2] / "../shared/law/deadline_vectors.json")
)

PLAIN: dict[str, Any] = {
    "id": "V1",
    "rule": "J.P.M.L. R. 7.1(c)",
    "court": "J.P.M.L.",
    "trigger_date": "2020-12-18",
    "offset": {"value": 7, "unit": "days"},
    "direction": "after",
    "expected_date": "2020-12-28",
}


def test_all_of_our_own_examples() -> None:
    outcomes = check_text(OWN.read_text(encoding="utf-8"))

    assert [o.words for o in outcomes if o.verdict is not Verdict.RIGHT] == []
    assert len(outcomes) >= 150


def test_our_examples_each_name_an_authority_and_a_difficulty() -> None:
    rows = json.loads(OWN.read_text(encoding="utf-8"))["vectors"]

    assert all(row["authority"] and row["difficulty"] and row["rule"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_all_computable_examples_of_the_outside_collection() -> None:
    if not OUTSIDE.is_file():
        pytest.skip(f"the outside collection is not here: {OUTSIDE}")
    outcomes = check_text(OUTSIDE.read_text(encoding="utf-8"))

    assert [o.words for o in outcomes if o.verdict is Verdict.MISMATCH] == []
    assert Counter(o.verdict for o in outcomes)[Verdict.RIGHT] > 50


def test_the_outside_collections_other_readings_are_ours() -> None:
    if not OUTSIDE.is_file():
        pytest.skip(f"the outside collection is not here: {OUTSIDE}")
    rows = json.loads(OUTSIDE.read_text(encoding="utf-8"))["vectors"]

    for row in rows:
        # A doubtful number is a reading of the rule, not of the count.
        if row["computable"] and "offset_unverified" not in row["flags"]:
            ours = {str(reading.on) for reading in counted(row).readings}
            assert ours == set(row.get("alternate_dates", ())), row["id"]


def test_a_wrong_example_shows_both_workings() -> None:
    outcome = check({**PLAIN, "expected_date": "2020-12-25", "explanation": "Seven days."})

    assert outcome.verdict is Verdict.MISMATCH
    assert outcome.words == "prevailing 2020-12-28 where 2020-12-25 is expected"
    assert outcome.ours[0].startswith("The event is on Friday, December 18, 2020;")
    assert outcome.ours[-1].startswith("The last day is Monday, December 28, 2020.")
    assert outcome.theirs == "Seven days."
    assert outcome.authority == "J.P.M.L. R. 7.1(c)"


@pytest.mark.parametrize("field", ["conservative_date", "latest_date"])
def test_a_wrong_cautious_or_latest_day_is_a_mismatch_too(field: str) -> None:
    assert check({**PLAIN, field: "2020-12-25"}).verdict is Verdict.MISMATCH
    assert check({**PLAIN, field: "2020-12-28"}).verdict is Verdict.RIGHT


def test_an_example_that_cannot_be_counted_is_skipped_by_name() -> None:
    outcome = check({**PLAIN, "computable": False})

    assert (outcome.id, outcome.verdict, outcome.words) == (
        "V1",
        Verdict.SKIPPED,
        "not computable from its row: J.P.M.L. R. 7.1(c)",
    )


def test_an_example_without_a_day_to_compare_is_not_called_right() -> None:
    assert check({**PLAIN, "expected_date": None}).verdict is Verdict.SKIPPED


def test_an_hour_is_compared_where_one_is_given() -> None:
    row = {
        **PLAIN,
        "court": "N.D. Ill.",
        "trigger_date": "2007-11-02",
        "trigger_time": "10:23",
        "offset": {"value": 72, "unit": "hours"},
        "expected_date": "2007-11-05",
        "expected_time": "09:23",
    }

    assert check(row).verdict is Verdict.RIGHT
    assert check({**row, "expected_time": "10:23"}).verdict is Verdict.MISMATCH
    whole = {**row, "trigger_date": "2007-11-02T10:23", "trigger_time": None}
    assert check(whole).verdict is Verdict.RIGHT


def test_only_what_the_count_needs_must_stand_in_the_row() -> None:
    needed = ("trigger_date", "offset", "direction", "expected_date")
    bare = {field: PLAIN[field] for field in needed} | {"colour": "blue"}

    outcome = check(bare, position=12)

    assert (outcome.id, outcome.verdict) == ("row 12", Verdict.RIGHT)


@pytest.mark.parametrize("field", ["trigger_date", "offset", "direction"])
def test_a_row_that_lacks_what_the_count_needs_names_it(field: str) -> None:
    outcome = check({name: value for name, value in PLAIN.items() if name != field})

    assert (outcome.id, outcome.verdict, outcome.words) == (
        "V1",
        Verdict.UNREADABLE,
        f"'{field}' is missing",
    )


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"offset": {"value": -7, "unit": "days"}}, "negative"),
        ({"offset": {"value": 7, "unit": "moons"}}, "moons"),
        ({"offset": 7}, "int"),
        ({"trigger_date": "2020-02-30"}, "day is out of range"),
        ({"trigger_date": "1960-01-04"}, "1960"),
        ({"direction": "shift"}, "shift"),
        ({"regime": "1066"}, "known are pre-2009, 2009-2016, current"),
        ({"inaccessible": ["soon"]}, "soon"),
    ],
)
def test_an_unreadable_example_says_why(changed: dict[str, Any], says: str) -> None:
    outcome = check({**PLAIN, **changed})

    assert outcome.verdict is Verdict.UNREADABLE
    assert says in outcome.words


def test_what_is_no_row_is_unreadable() -> None:
    assert check("V1", position=3).words == "it is no object with named fields"


@pytest.mark.parametrize(
    ("field", "days", "expected"),
    [
        ("inaccessible", ["2020-12-28"], "2020-12-29"),
        ("court_closed", ["2020-12-28"], "2020-12-29"),
        ("closings", "2020-12-28", "2020-12-29"),
        ("state_holidays", ["2020-12-28", "2020-12-29"], "2020-12-30"),
        ("declared", ["2020-12-28"], "2020-12-29"),
        # The President closes the departments: no holiday of the courts by that alone.
        ("executive_closings", ["2020-12-28"], "2020-12-28"),
    ],
)
def test_the_row_says_which_days_were_closed(field: str, days: Any, expected: str) -> None:
    assert counted({**PLAIN, field: days}).prevailing_on.isoformat() == expected


def test_a_floor_is_a_mark_on_the_count_or_a_day_of_its_own() -> None:
    on_christmas = {**PLAIN, "expected_date": None}

    assert str(counted({**on_christmas, "floor": True}).prevailing_on) == "2020-12-25"
    assert str(counted({**on_christmas, "floor": "2021-01-20"}).prevailing_on) == "2021-01-20"


def test_added_days_are_the_rows_own_or_those_of_its_way_of_service() -> None:
    by_mail = {**PLAIN, "court": "N.D. Ill.", "service_method": "mail"}

    assert str(counted(by_mail).prevailing_on) == "2020-12-31"
    assert str(counted({**by_mail, "added_days": 0}).prevailing_on) == "2020-12-28"
    assert str(counted({**by_mail, "direction": "before"}).prevailing_on) == "2020-12-11"


def test_a_short_period_of_before_2009_leaves_weekends_out() -> None:
    # 10 days from Monday, July 21, 2008, and 3 for service through the court's system.
    row = {
        "trigger_event": "recommendation e-served",
        "trigger_date": "2008-07-21",
        "offset": {"value": 10, "unit": "days_skip"},
        "direction": "after",
        "service_method": "ECF",
    }

    assert str(counted(row).prevailing_on) == "2008-08-07"


def test_a_label_that_names_no_court_is_told_and_counted_on_federal_days() -> None:
    outcome = check({**PLAIN, "court": "Court of Atlantis"})

    assert (outcome.verdict, outcome.court_unknown) == (Verdict.RIGHT, "Court of Atlantis")
    assert check({**PLAIN, "court": "federal civil"}).court_unknown == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", "not JSON"), ("[]", "empty"), ('{"rows": []}', "no list"), ("[" * 99999, "not JSON")],
)
def test_a_file_that_holds_no_vectors_is_refused(text: str, says: str) -> None:
    with pytest.raises(VectorFileError, match=says):
        check_text(text)
