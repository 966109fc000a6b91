"""The data file of MDL 2948: what it counts, what it cites, and whom it must not name."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.committed import committed_files

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "mdl" / "data" / "mdl2948.json"
OUTSIDE = Path(os.environ.get("MDL_SAMPLES", ROOT.parent / "shared" / "samples"))
PUBLIC_RECORD = OUTSIDE.parent / "data" / "mdl2948.json"

DATA: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
ACTIONS: list[dict[str, Any]] = DATA["member_actions"]


def test_twenty_reported_nineteen_counted_in_the_order_six_identified() -> None:
    standings = [action["standing"] for action in ACTIONS]
    assert len(ACTIONS) == 20
    assert standings.count("reported") == 1
    assert len(ACTIONS) - standings.count("reported") == 19
    assert standings.count("identified") == 6


def test_the_slots_agree_with_the_face_of_the_order() -> None:
    counts = DATA["litigation"]["transfer_order"]["counts"]
    for route, expected in (
        ("schedule_a", counts["schedule_a"]),
        ("tag_along", counts["potentially_related"]),
    ):
        courts = [action["court"] for action in ACTIONS if action["route"] == route]
        assert len(courts) == expected["total"]
        for court in expected.keys() - {"total"}:
            assert courts.count(court) == expected[court]


def test_what_may_be_one_case_is_not_counted_twice() -> None:
    by_key = {action["key"]: action for action in ACTIONS}
    assert by_key["cand-03212"]["standing"] == "identified"
    assert by_key["cand-four-minors"]["standing"] == "counted"
    assert by_key["cand-four-minors"]["caption"] is None
    assert "may be the same case as 5:20-cv-03212" in by_key["cand-four-minors"]["note"]


def test_every_fact_cites_a_source_of_the_file_and_every_source_is_cited() -> None:
    cited = {key for row in _rows(DATA) for key in _citations(row)}
    assert cited == DATA["sources"].keys()


def test_every_source_says_where_it_is() -> None:
    nowhere = [
        key
        for key, source in DATA["sources"].items()
        if not source["url"] and not (source["court"] and source["docket_number"])
    ]
    assert nowhere == []


def test_minors_stand_there_by_initials_only() -> None:
    people = [person for action in ACTIONS for person in action["plaintiffs"]]
    minors = [person for person in people if person["is_minor"]]
    assert len(minors) == 15
    assert all(person["name"] is None for person in minors)
    assert all(re.fullmatch(r"([A-Z]\.){2,3}", person["designation"]) for person in minors)
    assert [person["name"] for person in people if not person["is_minor"]] == [
        "Misty Hong",
        "Meghan Smith",
    ]


def test_nobody_who_speaks_for_a_minor_has_a_field() -> None:
    keys = {key for row in _rows(DATA) for key in row}
    assert {key for key in keys if re.search("guardian|parent_name|friend", key)} == set()


# --- Against the public record itself, where it lies beside the project ----------------------


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Full names of those who speak for minors, read in place and never stored here."""
    if not PUBLIC_RECORD.exists():
        pytest.skip(f"no {PUBLIC_RECORD}: the names to look for are not kept in this project")
    record = json.loads(PUBLIC_RECORD.read_text(encoding="utf-8"))
    found = {row["guardian"] for row in _rows(record) if row.get("guardian")}
    objectors = record["settlement"]["objectors_named_in_public_filings"]
    found |= {text.partition(" (")[0] for text in objectors if "(parent of" in text}
    full = sorted(name for name in found if re.fullmatch(r"[A-Z][a-z]+ [A-Z]\w*\.?", name))
    assert len(full) >= 12
    return full


def test_the_data_names_no_guardian_neither_in_words_nor_in_addresses(
    names: list[str],
) -> None:
    text = FILE.read_text(encoding="utf-8")
    surnames = {name.split()[1] for name in names if len(name.split()[1].strip(".")) > 1}
    # \b would miss a surname in an address such as /document/1/Name_v_Company.
    found = [
        word
        for word in surnames
        if re.search(rf"(?<![A-Za-z]){word}(?![a-z])", text, re.IGNORECASE)
    ]
    assert found == []


def test_no_file_of_the_project_names_a_guardian(names: list[str]) -> None:
    pattern = re.compile(
        "|".join(r"[\W_]{1,3}".join(map(re.escape, name.split())) for name in names),
        re.IGNORECASE,
    )
    named = [
        str(path.relative_to(ROOT))
        for path in committed_files()
        if pattern.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert named == []


def _rows(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    children = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    for child in children:
        yield from _rows(child)


def _citations(row: dict[str, Any]) -> set[str]:
    many = row.get("sources")
    one = {row[key] for key in ("source", "agreement") if isinstance(row.get(key), str)}
    return one | set(many if isinstance(many, list) else ())
