"""A worker that takes a list over and stops to be killed after some of its transactions.

    python listed.py SHEET CHUNK AFTER ARRIVED

Writes the file ARRIVED within the transaction that comes after AFTER whole ones, before it
commits, and then waits to be killed. CHUNK is how many rows a transaction takes.
"""

import sys
import time
import uuid
from pathlib import Path
from typing import Any

import django

django.setup()

from plaintiffs.services.census import applying, work  # noqa: E402 - after the setup

REAL = applying._Chunk.write


def main(sheet: str, chunk: str, after: str, arrived: str) -> None:
    """Take it over, and hold in the middle."""
    done = 0

    def held(self: Any, rows: Any) -> None:
        nonlocal done
        REAL(self, rows)
        done += 1
        if done > int(after):
            Path(arrived).write_text("here")
            time.sleep(60)

    applying._Chunk.write = held  # type: ignore[method-assign]  # where the test wants it to stop
    applying.AT_ONCE = int(chunk)  # type: ignore[misc]  # small, so that there are several
    work.work_on(uuid.UUID(sheet))


if __name__ == "__main__":
    main(*sys.argv[1:])
