"""What follows when a child comes of age in a suit, and what asks for it. Plain Python.

Nothing here happens by itself. Each step is opened as work before the month of majority, and a
person closes it with what was done; the designation stays until a person decides otherwise.
"""

from dataclasses import dataclass
from datetime import date

MONTHS_AHEAD = 6
"""So many months before the month of majority the steps are opened."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do for a person who comes of age."""

    kind: str
    title: str
    """With ``{who}`` for the designation."""
    authority: str

    def titled(self, designation: str) -> str:
        """Return the title of the step for one person."""
        return self.title.format(who=designation)


STEPS = (
    Step(
        "majority_substitution",
        "{who} comes of age: becomes the party in place of whoever sued for them",
        "FRCP 17(b)(1), 17(c). By which motion (FRCP 17(a)(3), 25) is not verified.",
    ),
    Step(
        "majority_retainer",
        "{who} comes of age: a retainer of their own",
        "The guardian signed for a minor; what the new one needs by state law is not verified.",
    ),
    Step(
        "majority_authorizations",
        "{who} comes of age: authorizations of their own",
        "Records and accounts were opened on the guardian's signature; not verified.",
    ),
    Step(
        "majority_designation",
        "{who} comes of age: decide whether the designation stays",
        "FRCP 5.2(a)(3) speaks of minors; until a person decides, the initials stay.",
    ),
)

SETTLEMENT = Step(
    "minor_settlement",
    "Court approval of {who}'s settlement",
    "N.D. Ill. LR 17.1, read on the court's page: written approval, no time set. In a class "
    "settlement with FRCP 23(e). Another court's rule is not verified.",
)


def last_month(day: date, *, months: int = MONTHS_AHEAD) -> date:
    """Return the first day of the month that lies ``months`` after the month of ``day``."""
    at = day.month - 1 + months
    return date(day.year + at // 12, at % 12 + 1, 1)
