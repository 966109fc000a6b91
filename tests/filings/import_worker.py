"""A worker that takes in papers and holds at one step, so that a test can kill or outlive it.

    python import_worker.py STEP ARRIVED GO [--unlocked|--marks-first] PAPER...

Writes the file ARRIVED when it gets to the step, and goes on once the file GO is there. STEP
``none`` holds nowhere. Without papers it takes in what another worker stored and left. The two
options are the controls: dockets without their lock, and a ledger that says "imported" before it
is true.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import django

django.setup()

from django.utils import timezone  # noqa: E402 - after the setup

from filings.models import Docket, InboundItem  # noqa: E402 - after the setup
from filings.services import inbound  # noqa: E402 - after the setup

STEPS = {
    "stored": "filings.services.inbound.process",
    "read": "filings.services.inbound.take_in",
    "docket made": "filings.services.dockets.record_entries",
    "in the middle of the entries": "filings.services.docket_entries.fit",
    "entries written": "filings.services.dockets.record_documents",
    "documents written": "filings.services.dockets.record_parties",
    "parties written": "filings.services.dockets._close",
    "recorded": "filings.ingestion.pipeline._attach",
    "attached": "filings.ingestion.pipeline.open_days",
    "accounted": "filings.ingestion.pipeline._told",
}


def held(step: str, arrived: Path, go: Path) -> Any:
    """Wrap the function that begins with the step."""
    module, _, name = STEPS[step].rpartition(".")
    real: Callable[..., Any] = getattr(__import__(module, fromlist=[name]), name)

    def hold(*args: Any, **kwargs: Any) -> Any:
        if not arrived.exists():
            arrived.write_text("here")
            while not go.exists():
                time.sleep(0.01)
        return real(*args, **kwargs)

    return mock.patch(STEPS[step], hold)


def unlocked(court: Any, keys: Any) -> dict[str, Docket]:
    """The control: find dockets, and hold none."""
    found = Docket.objects.filter(court=court, number_key__in=list(keys))
    return {docket.number_key: docket for docket in found}


def mark_first(*, item: InboundItem, **options: Any) -> Any:
    """The control: say that it is done, then do it."""
    InboundItem.objects.filter(pk=item.pk).update(status=InboundItem.Status.IMPORTED)
    item.status = InboundItem.Status.RECEIVED
    with mock.patch("filings.services.inbound._is_done", return_value=False):
        return PROCESS(item=item, **options)


PROCESS = inbound.process


def main(step: str, arrived: str, go: str, *rest: str) -> None:
    """Take in the papers, holding once."""
    papers = [each for each in rest if not each.startswith("--")]
    if "--unlocked" in rest:
        mock.patch("filings.services.dockets._locked", unlocked).start()
    if "--marks-first" in rest:
        mock.patch("filings.services.inbound.process", mark_first).start()
    if step != "none":
        held(step, Path(arrived), Path(go)).start()
    for path in papers:
        inbound.receive(
            Path(path).read_bytes(),
            way=InboundItem.Way.COMMAND,
            actor=None,
            now=timezone.now(),
        )
    for item in () if papers else inbound.unprocessed():
        inbound.process(item=item, actor=None, now=timezone.now())


if __name__ == "__main__":
    main(*sys.argv[1:])
