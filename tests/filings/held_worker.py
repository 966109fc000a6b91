"""A worker that holds at one step of its first message, so that a test can kill or outlive it.

    python held_worker.py STEP ARRIVED GO [unfenced]

Writes the message's key to the file ARRIVED when it gets to the step, and goes on once the file
GO is there. ``unfenced`` does not ask whether the lease still holds: the control.
"""

import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from filings.services import claims, delivery  # noqa: E402 - after the setup
from filings.services.steps import Step, step_reached  # noqa: E402 - after the setup


def main(step: str, arrived: str, go: str, *options: str) -> None:
    """Deliver what is due, holding once."""

    def hold(step: Step, message: UUID, **_said: Any) -> None:
        if step.value == wanted and not Path(arrived).exists():
            Path(f"{arrived}.new").write_text(str(message))
            Path(f"{arrived}.new").rename(arrived)
            while not Path(go).exists():
                time.sleep(0.02)

    wanted = step
    step_reached.connect(hold)
    if "unfenced" in options:
        claims.stage = lambda written: ({one.lease.message for one in written}, set())
    delivery.deliver(limit=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
