"""Worked examples: the project's own, and an outside collection where one lies beside it."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from filings.rules import RuleError
from filings.rules.vectors import Verdict, check, check_text, counted

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
    assert outcome.words.startswith("prevailing 2020-12-28 where 2020-12-25 is expected. Ours: ")
    assert outcome.words.endswith("Theirs: Seven days.")


def test_a_wrong_cautious_day_is_a_mismatch_too() -> None:
    outcome = check({**PLAIN, "conservative_date": "2020-12-25"})

    assert outcome.verdict is Verdict.MISMATCH


def test_an_example_that_cannot_be_counted_is_skipped_by_name() -> None:
    outcome = check({**PLAIN, "computable": False})

    assert (outcome.verdict, outcome.words) == (
        Verdict.SKIPPED,
        "not computable from its row: J.P.M.L. R. 7.1(c)",
    )


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


def test_an_unreadable_example_is_refused_by_name() -> None:
    with pytest.raises(RuleError, match="V1"):
        check({**PLAIN, "offset": {"value": -7, "unit": "days"}})
