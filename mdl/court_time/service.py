"""How a paper was served, and the days that this adds (FRCP 6(d), FRAP 26(c)).

The days belong to a party who must act within a time after *being served*. They
never reach a time that runs from filing, entry, receipt or the actor's own
service; whether a rule's time is of the first kind is said with the rule.
"""

from datetime import date
from enum import StrEnum

from mdl.court_time.authorities import CountingRule


class ServiceMethod(StrEnum):
    """A way of serving a paper under FRCP 5(b)(2)."""

    NONE = "none"
    """Nothing was served, or the way does not matter."""
    HAND = "hand"
    """In person, at the office or dwelling (A) and (B), or by a marshal under Rule 4."""
    MAIL = "mail"
    """By mail to the last known address (C)."""
    CLERK = "clerk"
    """Left with the clerk, the address being unknown (D)."""
    ELECTRONIC = "electronic"
    """Through the court's system, or otherwise electronically by consent (E)."""
    OTHER_CONSENTED = "other_consented"
    """By other means consented to in writing (F)."""


_ALWAYS = frozenset({ServiceMethod.MAIL, ServiceMethod.CLERK, ServiceMethod.OTHER_CONSENTED})
_ELECTRONIC_FROM = {"frcp": date(2001, 12, 1), "frap": date(2002, 12, 1)}
_ELECTRONIC_UNTIL = date(2016, 11, 30)


def days_added_for(method: ServiceMethod, *, served_on: date, rule: CountingRule) -> int:
    """3 for a way of service that adds days on that date, else 0.

    Electronic service added three days until November 30, 2016.
    """
    if method in _ALWAYS:
        return 3
    is_electronic = method is ServiceMethod.ELECTRONIC
    return (
        3 if is_electronic and _ELECTRONIC_FROM[rule.key] <= served_on <= _ELECTRONIC_UNTIL else 0
    )
