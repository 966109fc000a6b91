"""A rule file that cannot be trusted is refused whole, and the message names the rule."""

import json
from typing import Any

import pytest

from filings.rules import RuleFileError
from filings.rules.catalog import load_text


def version(**changes: Any) -> dict[str, Any]:
    return {
        "from": "2009-12-01",
        "to": None,
        "citation": "Fict. R. 1",
        "trigger": "complaint_served",
        "period": "21 days",
        "computation": "frcp_6a",
        "source": "https://example.org/rules/1",
        "verification": "text",
        **changes,
    }


def loaded(*versions: dict[str, Any], **changes: Any) -> object:
    rule = {
        "id": "fict-1",
        "title": "Answer",
        "obligor": "defendants",
        "act": "file",
        "versions": list(versions),
        **changes,
    }
    file = {"authority": "fict", "name": "Fictitious Rules", "scope": "local", "rules": [rule]}
    return load_text(json.dumps(file), "fict.json")


def refused(match: str, *versions: dict[str, Any], **changes: Any) -> None:
    with pytest.raises(RuleFileError, match=match) as refusal:
        loaded(*versions, **changes)
    assert "fict.json, rule fict-1" in str(refusal.value)


def test_a_sound_rule_is_read() -> None:
    assert loaded(version(to="2015-11-30"), version(**{"from": "2015-12-01"}))


def test_a_rule_without_a_citation() -> None:
    refused("without a citation is refused", version(citation=" "))


def test_a_rule_without_a_source() -> None:
    refused("https address where Fict. R. 1 can be read", version(source="a book"))


def test_an_unknown_event() -> None:
    refused("unknown trigger 'full_moon'", version(trigger="full_moon"))


def test_a_counted_rule_without_a_period() -> None:
    refused("needs event and period", version(period=None))


def test_an_unknown_unit() -> None:
    refused("'moons'", version(period="3 moons"))


def test_a_negative_period() -> None:
    refused("cannot be negative", version(period="-3 days"))


def test_an_impossible_day() -> None:
    refused("2020-02-30|out of range", version(to="2020-02-30"))


def test_an_unknown_verification() -> None:
    refused("hearsay", version(verification="hearsay"))


def test_a_misspelled_entry() -> None:
    refused("unknown entry perod", version(perod="21 days"))


def test_a_missing_entry() -> None:
    without = version()
    del without["verification"]
    refused("'verification' is missing", without)


def test_no_version_at_all() -> None:
    refused("no version")


def test_overlapping_versions() -> None:
    refused(
        "overlap on 2015-11-30",
        version(to="2015-11-30"),
        version(**{"from": "2015-11-30"}),
    )


def test_two_versions_in_force_today() -> None:
    refused("overlap", version(), version(**{"from": "2015-12-01"}))


def test_a_missing_version() -> None:
    refused(
        "a version is missing between 2015-11-30 and 2016-12-01",
        version(to="2015-11-30"),
        version(**{"from": "2016-12-01"}),
    )


def test_a_version_that_ends_before_it_begins() -> None:
    refused("ends before it begins", version(to="2001-01-01"))


def test_several_events_without_a_join() -> None:
    terms = [{"trigger": t, "period": "21 days"} for t in ("answer_served", "complaint_served")]
    refused("need a join", version(terms=terms, trigger=None))


def test_a_file_that_is_not_json() -> None:
    with pytest.raises(RuleFileError, match=r"fict\.json is not JSON"):
        load_text("{", "fict.json")


def test_a_file_without_a_head() -> None:
    with pytest.raises(RuleFileError, match=r"fict\.json"):
        load_text('{"name": "Fictitious Rules"}', "fict.json")
