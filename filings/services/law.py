"""Which deadlines were counted by another text of their rule than holds now.

The catalogue's rules come with the release; an order's periods are records. Every count keeps the
fingerprint of the text it was made by, so a change of either is found by comparing fingerprints.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from filings.models import Deadline, OrderedPeriod
from filings.rules import UnknownRuleError, catalog
from filings.services.rulebook import as_rule, rule_id, rule_named
from mdl.models import Litigation

GONE: Final = ""
"""The edition of a rule that holds no more."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A rule by whose former text open deadlines of a litigation were counted."""

    litigation: UUID
    rule: str
    edition: str
    """The fingerprint of the text that holds now, or :data:`GONE`."""


def editions() -> dict[str, str]:
    """Return the fingerprints of all rules that hold now, by their ids. One query."""
    periods = OrderedPeriod.objects.standing().select_related("source")
    return {rule.id: rule.digest for rule in catalog()} | {
        rule_id(period): as_rule(period).digest for period in periods
    }


def counted_otherwise(litigation: Litigation | None = None) -> list[Outdated]:
    """Return what was counted by another text than holds now, by litigation and rule: in one
    litigation, or in every one."""
    held = editions()
    deadlines = Deadline.objects.counted_otherwise(held)
    if litigation is not None:
        deadlines = deadlines.filter(litigation=litigation)
    found = deadlines.values_list("litigation", "rule").distinct()
    return [
        Outdated(litigation, rule, held.get(rule, GONE))
        for litigation, rule in found.order_by("litigation", "rule")
    ]


def changed_on(found: Outdated) -> date | None:
    """Return the day from which the rule reads as it does now; None where no text says one."""
    try:
        return rule_named(found.rule).current.in_force_from
    except UnknownRuleError:
        return None


def change_in_words(found: Outdated) -> str:
    """Say what became of the rule."""
    try:
        rule = rule_named(found.rule)
    except UnknownRuleError:
        return f"The rule {found.rule} is no longer on record"
    name = f"{rule.current.citation}, {rule.title}"
    return f"{name}: " + ("it reads otherwise now" if found.edition else "it was taken back")
