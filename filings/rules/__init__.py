"""The rules as dated data, and the engine that turns an event into a date.

``data/*.json`` holds one file per authority, in the project's own words. A rule
has versions; a version has a citation, the event it counts from, a period, the
years in which it was in force, a source, and how far the number was verified.

* ``catalog()`` reads and checks the files; ``catalog().opened_by(trigger, ...)``
  says what an event opens.
* ``compute(rule, trigger_on=..., calendar=...)`` counts, on ``mdl.court_time``.
* ``explain(computed)`` says it in sentences.

Only a rule whose number was read in its text, on an official page or in a
court's docket opens a deadline by itself; any other waits for a person, as does
one that applies only under a condition. Law moves: a version is never
overwritten, a new one is added. Plain Python: no Django here.
"""

from filings.rules.catalog import Catalog, catalog
from filings.rules.engine import Computed, compute
from filings.rules.errors import (
    NotCountedError,
    NoVersionError,
    RuleError,
    RuleFileError,
    UnknownRuleError,
)
from filings.rules.explain import explain
from filings.rules.shapes import (
    Act,
    Computation,
    Obligor,
    Rule,
    Scope,
    ServiceDays,
    Term,
    Verification,
    Version,
    Whose,
)
from filings.rules.triggers import ONLY_BY_ORDER, TRIGGERS, Trigger, trigger_words

__all__ = [
    "ONLY_BY_ORDER",
    "TRIGGERS",
    "Act",
    "Catalog",
    "Computation",
    "Computed",
    "NoVersionError",
    "NotCountedError",
    "Obligor",
    "Rule",
    "RuleError",
    "RuleFileError",
    "Scope",
    "ServiceDays",
    "Term",
    "Trigger",
    "UnknownRuleError",
    "Verification",
    "Version",
    "Whose",
    "catalog",
    "compute",
    "explain",
    "trigger_words",
]
