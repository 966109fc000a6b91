"""The rules as data: each cited, dated, sourced, and found by the event that opens it."""

from datetime import date

import pytest

from filings.rules import (
    ONLY_BY_ORDER,
    TRIGGERS,
    Catalog,
    Computation,
    NoVersionError,
    Obligor,
    RuleFileError,
    UnknownRuleError,
    Verification,
    Whose,
    catalog,
)
from mdl.court_names import federal_courts

SUMMER_2020 = date(2020, 8, 28)


def ids(trigger: str, *, on: date = SUMMER_2020, court: str = "ilnd") -> list[str]:
    return [rule.id for rule in catalog().opened_by(trigger, on=on, court_id=court)]


def test_every_version_names_its_authority_and_where_to_read_it() -> None:
    for rule in catalog():
        for version in rule.versions:
            assert version.citation
            assert version.source_url.startswith("https://")


def test_every_event_of_the_rules_has_words_and_every_word_a_rule() -> None:
    assert catalog().triggers() == set(TRIGGERS) - ONLY_BY_ORDER


def test_a_conditional_transfer_order_opens_the_seven_day_clock() -> None:
    assert ids("conditional_transfer_order_filed", court="jpml") == ["jpml-7.1c"]
    assert str(catalog().rule("jpml-7.1c").current.terms[0].period) == "7 days"


def test_the_panels_rules_bind_only_the_panel() -> None:
    assert ids("conditional_transfer_order_filed", court="ilnd") == []


def test_a_motion_to_vacate_counts_from_another_event_since_2026() -> None:
    vacate = catalog().rule("jpml-7.1-vacate")

    assert ids("opposition_noticed", court="jpml") == ["jpml-7.1-vacate"]
    assert ids("opposition_noticed", court="jpml", on=date(2026, 2, 19)) == []
    assert ids("opposition_notice_issued", court="jpml", on=date(2026, 2, 19)) == [
        "jpml-7.1-vacate"
    ]
    assert [version.citation for version in vacate.versions] == [
        "J.P.M.L. R. 7.1(f)",
        "J.P.M.L. R. 7.1(g)",
    ]


def test_service_of_the_complaint_opens_the_answer_and_nothing_it_is_only_compared_with() -> None:
    opened = ids("complaint_served")

    assert "frcp-12a1Ai" in opened
    assert "frcp-15a3" not in opened  # it only looks back to the time remaining


def test_local_rules_come_before_national_ones() -> None:
    opened = ids("judgment_entered")

    assert opened.index("ndil-54.1") < opened.index("frcp-54d2B")


def test_local_rules_bind_only_their_court() -> None:
    assert "ndil-54.1" not in ids("judgment_entered", court="cand")


def test_illinois_has_no_default_time_to_answer_a_motion() -> None:
    briefing = catalog().rule("ndil-78.3")

    assert briefing.current.computation is Computation.SET_BY_ORDER
    assert not any(
        rule.opens_by_itself(rule.version_on(SUMMER_2020))
        for rule in catalog().opened_by("motion_filed", on=SUMMER_2020, court_id="ilnd")
    )


def test_rule_16_1_is_in_force_since_december_2025_and_names_no_number() -> None:
    assert ids("panel_transfer_ordered", on=date(2025, 12, 1)) == ["frcp-16.1a"]
    assert ids("panel_transfer_ordered", on=date(2025, 11, 30)) == []
    assert not catalog().rule("frcp-16.1a").current.computation.is_counted


def test_the_answer_had_twenty_days_until_december_2009() -> None:
    answer = catalog().rule("frcp-12a1Ai")

    assert str(answer.version_on(date(2009, 11, 30)).terms[0].period) == "20 days"
    assert str(answer.version_on(date(2009, 12, 1)).terms[0].period) == "21 days"


def test_a_day_before_the_known_versions_is_refused() -> None:
    with pytest.raises(NoVersionError, match=r"jpml-7\.1c .*2010-01-04"):
        catalog().rule("jpml-7.1c").version_on(date(2010, 1, 4))


def test_only_what_was_read_opens_a_deadline_by_itself() -> None:
    trusted = {Verification.TEXT, Verification.OFFICIAL_PAGE, Verification.DOCKET}

    assert {v for v in Verification if v.opens_deadlines} == trusted
    for rule in catalog():
        for version in rule.versions:
            if rule.opens_by_itself(version):
                assert version.verification in trusted
                assert version.computation.is_counted
                assert not rule.condition


def test_plaintiffs_counsel_take_an_open_side_for_their_own() -> None:
    assert Obligor.PLAINTIFFS.for_plaintiffs is Whose.OURS
    assert Obligor.MOVANT.for_plaintiffs is Whose.OURS
    assert Obligor.DEFENDANTS.for_plaintiffs is Whose.OPPONENT
    assert Obligor.COURT.for_plaintiffs is Whose.COURT


def test_rules_that_bind_a_court_by_name_name_a_court_that_exists() -> None:
    known = {court.id for court in federal_courts()}

    assert {court for rule in catalog() for court in rule.courts} <= known


def test_the_rules_in_force_in_a_court_can_be_listed() -> None:
    of_the_panel = catalog().in_court("jpml", on=SUMMER_2020)

    assert {rule.authority for rule in of_the_panel} == {"jpml"}
    assert catalog().in_court("ilnd", on=date(2030, 1, 1)) > ()


def test_an_unknown_rule_is_refused_by_name() -> None:
    with pytest.raises(UnknownRuleError, match="'frcp-99'"):
        catalog().rule("frcp-99")


def test_two_rules_of_one_id_are_refused() -> None:
    twice = catalog().rule("frcp-4m")

    with pytest.raises(RuleFileError, match="'frcp-4m'"):
        Catalog.of([twice, twice])
