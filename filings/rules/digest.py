"""A fingerprint of a rule's text: it changes exactly when a count under the rule may change.

Titles, citations, addresses and notes are left out, so that a corrected note moves nobody's day.
"""

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from filings.rules.shapes import Rule, Version

LENGTH: Final = 16
"""Of a fingerprint, in hexadecimal digits."""


def digest_of(rule: "Rule") -> str:
    """The fingerprint of all that the counting of a rule rests on, through all its editions.

    Every edition goes in, since one that takes effect inside a running period is another reading.
    """
    said = {
        "scope": rule.scope,
        "courts": rule.courts,
        "act": rule.act,
        "condition": rule.condition,
        "versions": [_counts(version) for version in rule.versions],
    }
    text = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _counts(version: "Version") -> dict[str, Any]:
    return {
        "from": version.in_force_from,
        "to": version.in_force_to,
        "terms": [asdict(term) for term in version.terms],
        "join": version.join,
        "or_period": version.or_period and str(version.or_period),
        "direction": version.direction,
        "computation": version.computation,
        "service_days": version.service_days,
        "is_trusted": version.verification.opens_deadlines,
    }
