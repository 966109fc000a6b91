"""The rules, read from ``data/*.json`` and refused whole if one of them cannot be trusted.

One file per authority. A file's head says who speaks and where it binds; each
rule says what is due; each version says when it read so, from which event it
counts, and where that can be checked.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from filings.rules.errors import RuleFileError, UnknownRuleError
from filings.rules.reading import read_file
from filings.rules.shapes import Rule, Scope
from mdl.court_names import federal_courts

_KINDS = {
    Scope.FEDERAL_STATUTE: ("district",),
    Scope.FEDERAL_CIVIL: ("district",),
    Scope.LIMITATIONS: ("district",),
    # A notice of appeal is filed with the district clerk.
    Scope.APPEALS: ("district", "appeals"),
    Scope.PANEL: ("panel",),
}


@dataclass(frozen=True)
class Catalog:
    """Every rule, by id, and the questions one asks of them."""

    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Catalog":
        """A catalog of these rules; raises ``RuleFileError`` for a repeated id, and for one that
        replaces a rule that is not there or not weaker."""
        by_id: dict[str, Rule] = {}
        for rule in rules:
            if rule.id in by_id:
                raise RuleFileError(f"Two rules have the id {rule.id!r}; give one another id.")
            by_id[rule.id] = rule
        for rule in by_id.values():
            _replaces_weaker_ones(rule, by_id)
        return cls(MappingProxyType(by_id))

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def __len__(self) -> int:
        return len(self.rules)

    def rule(self, rule_id: str) -> Rule:
        """The rule with an id; raises ``UnknownRuleError``."""
        try:
            return self.rules[rule_id]
        except KeyError:
            raise UnknownRuleError(f"No rule has the id {rule_id!r}.") from None

    def opened_by(self, trigger: str, *, on: date, court_id: str) -> tuple[Rule, ...]:
        """The rules that an event opens in a court on a day, the strongest authority first.

        Holds those that open deadlines by themselves and those that a person
        must confirm or that are not counted: ask ``Rule.opens_by_itself``.
        """
        found = [
            rule
            for rule in self
            if binds(rule, court_id)
            and any(v.is_in_force_on(on) and v.is_opened_by(trigger) for v in rule.versions)
        ]
        return tuple(sorted(found, key=lambda rule: -rule.scope.rank))

    def in_court(self, court_id: str, *, on: date) -> tuple[Rule, ...]:
        """Every rule in force in a court on a day."""
        return tuple(
            rule
            for rule in self
            if binds(rule, court_id) and any(v.is_in_force_on(on) for v in rule.versions)
        )

    def triggers(self) -> frozenset[str]:
        """The keys of all events that open something in some version."""
        return frozenset(t.trigger for rule in self for v in rule.versions for t in v.terms)


def _replaces_weaker_ones(rule: Rule, known: Mapping[str, Rule]) -> None:
    for name in rule.replaces:
        if name not in known:
            raise RuleFileError(f"{rule.id} replaces {name!r}, and no rule has that id.")
        if known[name].scope.rank >= rule.scope.rank:
            raise RuleFileError(
                f"{rule.id} cannot replace {name}: a {rule.scope} rule is not stronger than a "
                f"{known[name].scope} one."
            )


def binds(rule: Rule, court_id: str) -> bool:
    """Whether a rule holds in a court, by its PACER code."""
    if rule.courts:
        return court_id in rule.courts
    return _kind_of(court_id) in _KINDS.get(rule.scope, ())


@cache
def _kind_of(court_id: str) -> str:
    return next((court.kind for court in federal_courts() if court.id == court_id), "")


@cache
def catalog() -> Catalog:
    """The project's own rules. Raises ``RuleFileError`` naming the file and the rule."""
    folder = files("filings.rules").joinpath("data")
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".json")),
        key=lambda entry: entry.name,
    )
    return Catalog.of(
        rule for entry in found for rule in load_text(entry.read_text(encoding="utf-8"), entry.name)
    )


def load_text(text: str, name: str) -> tuple[Rule, ...]:
    """The rules of one file's text; ``name`` is for the error message."""
    try:
        data: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError as error:
        raise RuleFileError(f"{name} is not JSON: {error}.") from None
    return read_file(data, name)
