"""Who may hand in a list of people: who may record, and may also know who somebody is.

A plan says of a name and a birth date whether they stand here, which a search by name tells only
to those who may reveal.
"""

from mdl.access import Act, require
from mdl.models import Litigation, User


def require_both(actor: User | None, litigation: Litigation) -> None:
    """Raise ``NotAllowed`` unless the actor may; ``None`` is the system, which may."""
    require(actor, Act.RECORD, litigation)
    require(actor, Act.REVEAL, litigation)
