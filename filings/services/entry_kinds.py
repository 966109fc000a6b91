"""What an entry is, where a person says so: it stands against every later paper, and the days
follow the kind."""

from datetime import datetime

from django.db import transaction

from filings.ingestion.classify import PANEL, as_kind, step_of
from filings.ingestion.entry_events import open_event
from filings.ingestion.panel_orders import propose_as
from filings.models import DocketEntry, EntryKind
from filings.services.docket_entries import told_by
from filings.services.ledger_steps import vacate_events
from mdl.access import Act, require
from mdl.models import User


@transaction.atomic
def say_kind(*, entry: DocketEntry, kind: str, actor: User, now: datetime) -> int:
    """A person says what an entry is. Return how many days that opened.

    An event that the entry no longer is waits among the moves: what would become of its deadlines
    is shown there before anything falls. On a docket of nobody's nothing opens.
    """
    docket = entry.docket
    litigation = docket.litigation or (docket.action.litigation if docket.action else None)
    require(actor, Act.RECORD, litigation)
    entry.kind, entry.kind_basis = EntryKind(kind), f"Said by {actor}"[:120]
    entry.save(update_fields=["kind", "kind_basis"])
    if litigation is None:
        return 0
    found = as_kind(docket.court_id, told_by(entry), kind)
    keys = set(entry.triggers.filter(vacated_on=None).values_list("key", flat=True))
    vacate_events(entry=entry, litigation=litigation, keys=keys - {found.trigger}, now=now)
    step = step_of(kind) if docket.court_id == PANEL else None
    if step is not None:
        propose_as(entry, step, litigation=litigation, actor=actor, now=now)
    return open_event(docket.court, docket, entry, found, actor=actor, now=now)
