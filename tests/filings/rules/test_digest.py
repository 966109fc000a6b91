"""A rule's fingerprint: it changes exactly when a count under the rule may change."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from filings.rules import Act, Computation, Rule, Scope, ServiceDays, Term, Verification, catalog
from mdl.court_time import Direction, Period, Unit

ANSWER = catalog().rule("frcp-12a1Ai")


def otherwise(rule: Rule, **changes: Any) -> Rule:
    """The rule with its newest edition changed."""
    return replace(rule, versions=(*rule.versions[:-1], replace(rule.versions[-1], **changes)))


LATER = replace(
    ANSWER.versions[-1], in_force_from=date(2027, 1, 1), citation="Fed. R. Civ. P. 12(a), of 2027"
)
CHANGED = {
    "period": otherwise(ANSWER, terms=(Term("complaint_served", Period(28, Unit.DAYS)),)),
    "event": otherwise(ANSWER, terms=(Term("complaint_filed", Period(21, Unit.DAYS)),)),
    "looks back": otherwise(ANSWER, terms=(replace(ANSWER.current.terms[0], opens=False),)),
    "direction": otherwise(ANSWER, direction=Direction.BEFORE),
    "computation": otherwise(ANSWER, computation=Computation.NOT_EARLIER_THAN),
    "service days": otherwise(ANSWER, service_days=ServiceDays.DOUBTFUL),
    "other number": otherwise(ANSWER, or_period=Period(20, Unit.DAYS)),
    "beginning": otherwise(ANSWER, in_force_from=date(2010, 1, 1)),
    "end": otherwise(ANSWER, in_force_to=date(2026, 12, 31)),
    "trust": otherwise(ANSWER, verification=Verification.RECALL),
    "new edition": replace(ANSWER, versions=(*ANSWER.versions, LATER)),
    "act": replace(ANSWER, act=Act.DO),
    "courts": replace(ANSWER, courts=("ilnd",)),
    "scope": replace(ANSWER, scope=Scope.PANEL),
    "condition": replace(ANSWER, condition="the moon is full"),
}
SAME = {
    "title": replace(ANSWER, title="Answer"),
    "notes": replace(ANSWER, note="Read it twice.", consequence="None."),
    "citation": otherwise(ANSWER, citation="FRCP 12", source_url="https://rules.example/12"),
    "as well read": otherwise(ANSWER, verification=Verification.DOCKET, verified="Seen."),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_a_count_rests_on_changes_it(what: str) -> None:
    assert CHANGED[what].digest != ANSWER.digest


@pytest.mark.parametrize("what", SAME)
def test_what_a_lawyer_only_reads_does_not(what: str) -> None:
    assert SAME[what].digest == ANSWER.digest


def test_no_two_changes_look_alike() -> None:
    assert len({rule.digest for rule in CHANGED.values()}) == len(CHANGED)


def test_it_is_the_same_in_every_release() -> None:
    """What is counted would be proposed to be counted anew, everywhere, if this line changed."""
    assert ANSWER.digest == "7fbe213164dc55f7"
