"""The named steps of a delivery, at any of which a process may die and nothing be lost.

Nothing here listens. A test that holds, kills or delays a worker connects to the signal.
"""

from enum import StrEnum
from uuid import UUID

from django.dispatch import Signal


class Step(StrEnum):
    """Where a delivery has come to, in order."""

    LEASED = "leased"  # the message is ours for the time of the lease; committed
    ADDRESSED = "addressed"  # the relay takes mail for this recipient
    STAGED = "staged"  # checked, written, and "data" committed: from here on we may not know
    HANDING_OVER = "handing_over"  # the relay waits for the body
    BODY_OUT = "body_out"  # the whole body is out, but for the dot that ends it
    HANDED_OVER = "handed_over"  # the final dot is out, no answer yet
    ACCEPTED = "accepted"  # the relay said 250; not yet in the ledger
    SETTLED = "settled"  # committed


# Sent with ``step`` and ``message`` (its key).
step_reached = Signal()


def reach(step: Step, message: UUID) -> None:
    """Say that the delivery of a message has come so far."""
    step_reached.send(sender=Step, step=step, message=message)
