"""Whose time holds: a judge's order beats a local rule, which beats a national one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from filings.rules import Catalog, Rule, RuleFileError, Scope, Verification, catalog
from filings.services.opening import offered, open_from
from filings.services.ordered_periods import enter_period
from mdl.models import MemberAction
from tests.makers import NOW, a_court, a_litigation, a_source, an_action

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)
NATIONAL = catalog().rule("frcp-12a1Ai")
LOCAL = replace(
    NATIONAL,
    id="ndil-answer",
    scope=Scope.LOCAL,
    courts=("ilnd",),
    replaces=(NATIONAL.id,),
)
UNREAD = replace(LOCAL, versions=(replace(LOCAL.versions[-1], verification=Verification.RECALL),))
ONLY_IF = replace(LOCAL, condition="the judge says so")
BESIDE = replace(LOCAL, replaces=())
ELSEWHERE = replace(LOCAL, courts=("cand",))


@pytest.fixture
def action() -> MemberAction:
    return an_action(a_litigation())


@pytest.fixture
def book() -> Iterator[Catalog]:
    """The catalogue, put back afterwards."""
    found = catalog()
    former = found.rules
    yield found
    object.__setattr__(found, "rules", former)


def add(book: Catalog, *rules: Rule) -> None:
    known = {**book.rules, **{rule.id: rule for rule in rules}}
    object.__setattr__(book, "rules", MappingProxyType(known))


def opened(action: MemberAction) -> set[str]:
    """Which of the three rules the service of a complaint opened."""
    found = open_from(
        key="complaint_served",
        occurred_on=FRIDAY,
        service="hand",
        subject=action,
        litigation=action.litigation,
        court=a_court(),
        actor=None,
        now=NOW,
    )
    names = {NATIONAL.id: "national", LOCAL.id: "local"}
    return {"order" if row.rule.startswith("order-") else names[row.rule] for row in found
            if row.rule in names or row.rule.startswith("order-")}  # fmt: skip


def order(action: MemberAction, *replaces: str) -> None:
    values: dict[str, Any] = {"title": "Answer", "period": "60 days", "obligor": "opponent"}
    enter_period(
        litigation=action.litigation,
        source=a_source("CMO 1"),
        citation="CMO 1",
        event="complaint_served",
        replaces=replaces,
        actor=None,
        **values,
    )


@pytest.mark.parametrize(
    ("local", "replaces", "holds"),
    [
        pytest.param([], None, {"national"}, id="national alone"),
        pytest.param([LOCAL], None, {"local"}, id="local beats national"),
        pytest.param([BESIDE], None, {"local", "national"}, id="a local rule of another duty"),
        pytest.param([ELSEWHERE], None, {"national"}, id="a local rule of another court"),
        pytest.param([UNREAD], None, {"local", "national"}, id="one that nobody read beats none"),
        pytest.param([ONLY_IF], None, {"national"}, id="one under a condition beats none"),
        pytest.param([], [NATIONAL.id], {"order"}, id="order beats national"),
        pytest.param([LOCAL], [LOCAL.id, NATIONAL.id], {"order"}, id="order beats both"),
        pytest.param([LOCAL], [LOCAL.id], {"order"}, id="order beats local and what that beats"),
        pytest.param([LOCAL], [], {"order", "local"}, id="an order of another duty"),
    ],
)
def test_the_stronger_sets_the_time(
    action: MemberAction, book: Catalog, local: list[Rule], replaces: list[str] | None,
    holds: set[str],
) -> None:  # fmt: skip
    add(book, *local)
    if replaces is not None:
        order(action, *replaces)
    assert opened(action) == holds


def test_a_local_rule_under_a_condition_is_offered_beside_the_national_one(
    action: MemberAction, book: Catalog
) -> None:
    add(book, ONLY_IF)
    assert opened(action) == {"national"}
    assert LOCAL.id in {each.rule.id for each in offered(action.triggers.get())}


def test_the_local_time_for_fees_names_the_national_one_it_replaces() -> None:
    assert catalog().rule("ndil-54.3b").replaces == ("frcp-54d2B",)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (replace(LOCAL, replaces=("frcp-99",)), "ndil-answer replaces 'frcp-99', and no rule has"),
        (
            replace(LOCAL, scope=Scope.FEDERAL_CIVIL),
            "a federal_civil rule is not stronger than a federal_civil one",
        ),
    ],
)
def test_a_rule_that_replaces_nothing_or_a_stronger_one_is_refused(rule: Rule, says: str) -> None:
    with pytest.raises(RuleFileError, match=says):
        Catalog.of([NATIONAL, rule])
