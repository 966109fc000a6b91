"""What a person writes finds its court, rule or event; what does not is refused with an offer."""

from datetime import date, time

import pytest

from filings.rules import UnknownRuleError
from filings.rules.errors import UnknownEventError
from filings.rules.finding import (
    clock_of,
    court_named,
    day_of,
    event_named,
    rule_named,
    rules_with,
)
from mdl.court_time import DateError, UnknownCourtError


@pytest.mark.parametrize("text", ["ilnd", "ILND", "N.D. Ill.", "ND Ill", "Illinois Northern"])
def test_a_court_is_found_in_any_spelling(text: str) -> None:
    assert court_named(text).id == "ilnd"


def test_an_unknown_court_is_named_with_what_comes_near() -> None:
    with pytest.raises(UnknownCourtError, match=r"called 'ilnx'.*ilnd \(N.D. Ill.\)"):
        court_named("ilnx")


def test_nothing_may_come_near() -> None:
    with pytest.raises(UnknownCourtError, match="Nothing comes near"):
        court_named("Atlantis!")


@pytest.mark.parametrize(
    "text", ["frcp-59e", "FRCP-59E", "Fed. R. Civ. P. 59(e)", "FRCP 59(e)", "frcp 59e"]
)
def test_a_rule_is_found_by_id_or_citation(text: str) -> None:
    assert rule_named(text).id == "frcp-59e"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("frcp-12a1", "frcp-12a1Ai (Answer the complaint)"),
        ("summary judgment", "frcp-56b (Move for summary judgment)"),
        ("", "Nothing comes near"),
    ],
)
def test_an_unknown_rule_is_named_with_what_comes_near(text: str, offered: str) -> None:
    with pytest.raises(UnknownRuleError) as refusal:
        rule_named(text)
    assert repr(text) in str(refusal.value)
    assert offered in str(refusal.value)


def test_a_citation_of_several_rules_asks_which() -> None:
    with pytest.raises(UnknownRuleError, match="Several rules are cited as"):
        rule_named("FRCP 54(d)(1)")


@pytest.mark.parametrize("text", ["complaint_served", "Complaint served", "complaint-served"])
def test_an_event_is_found_in_any_spelling(text: str) -> None:
    assert event_named(text) == "complaint_served"


@pytest.mark.parametrize(
    ("text", "offered"), [("judgement_entered", "judgment_entered"), ("interrogatories", "inter")]
)
def test_an_unknown_event_is_named_with_what_comes_near(text: str, offered: str) -> None:
    with pytest.raises(UnknownEventError, match=f"{text}.*Did you mean.*{offered}"):
        event_named(text)


def test_rules_are_found_by_every_word_of_their_title_citation_and_event() -> None:
    assert [rule.id for rule in rules_with("conditional transfer oppose")] == ["jpml-7.1c"]
    assert "frcp-12a1Ai" in [rule.id for rule in rules_with("summons complaint defendant")]
    assert rules_with("conditional unicorn") == []


def test_days_and_hours_are_read_one_way() -> None:
    assert day_of(" 2026-03-09 ") == date(2026, 3, 9)
    assert clock_of("14:17") == time(14, 17)


@pytest.mark.parametrize("text", ["2026-02-30", "9 March", "03/09/2026", ""])
def test_an_impossible_day_is_named(text: str) -> None:
    with pytest.raises(DateError, match="is no day of the calendar"):
        day_of(text)


def test_an_impossible_hour_is_named() -> None:
    with pytest.raises(DateError, match="'25:00' is no hour"):
        clock_of("25:00")
