"""What a person gives as a reason: the audit keeps it longer than any name, so it holds none."""

import uuid
from typing import Final

from mdl import events
from mdl.models import Litigation
from mdl.services import batches
from plaintiffs.privacy.errors import ReasonNeeded, Refused
from plaintiffs.privacy.guard import printed_in
from plaintiffs.privacy.no_ssn import holds_ssn, refuse_ssn

_NAMES: Final = "The reason names somebody whose name is guarded. Leave the name out."
_NUMBER: Final = "The reason holds what looks like a Social Security number. Take it out."


def given_reason(reason: str, *, litigation: Litigation, needed: str = "") -> str:
    """Return the reason, stripped.

    Raises ``HoldsSocialSecurityNumber``, and :class:`ReasonNeeded` where it names somebody of the
    litigation, or where there is none and ``needed`` says what it is for.
    """
    reason = reason.strip()
    if needed and not reason:
        raise ReasonNeeded(needed)
    refuse_ssn(reason=reason)
    if names_somebody(reason, litigation.pk):
        raise ReasonNeeded(_NAMES)
    return reason


def reason_to_undo(reason: str, *, litigation: Litigation) -> str:
    """As :func:`given_reason`, for a batch that is taken back: raises ``NoWayBack``, which its page
    shows."""
    try:
        return given_reason(reason, litigation=litigation)
    except Refused as refusal:
        raise batches.NoWayBack(str(refusal)) from refusal


def look_at(told: events.ReasonGiven) -> None:
    """Say what is wrong with a reason that was given to the app below."""
    if holds_ssn(told.reason):
        told.wrong.append(_NUMBER)
    elif names_somebody(told.reason, told.litigation_id):
        told.wrong.append(_NAMES)


def names_somebody(text: str, litigation: uuid.UUID) -> bool:
    """Say whether a text prints the guarded name of somebody of the litigation. Only whom the
    reader may know of counts: another matter's people would be told by a no."""
    found = printed_in([text]).get(text, []) if text else []
    return any(each.litigation == litigation for each in found)
