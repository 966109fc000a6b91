"""What stands on the dockets, ids, instants and provenance aside: two ways of taking in the same
papers must end with the same."""

from typing import Any

from filings.models import (
    AttachmentCandidate,
    Conflict,
    Docket,
    DocketCounsel,
    DocketEntry,
    DocketParty,
    Document,
    Trigger,
)
from mdl.models import Transfer

_DOCKET = "docket__number_key"


def domain_columns() -> dict[str, list[Any]]:
    """Return every domain column of every row that papers make, sorted."""
    return {
        "dockets": _rows(Docket, "court", "number_key", *Docket.TOLD, "last_filing_on",
                         "litigation__mdl_number", "action__caption"),
        "entries": _rows(DocketEntry, _DOCKET, "natural_key", *DocketEntry.TOLD, "kind",
                         "kind_basis"),
        "documents": _rows(Document, "entry__docket__number_key", "entry__natural_key",
                           "attachment_number", *Document.TOLD),
        "parties": _rows(DocketParty, _DOCKET, "role", "name", "occurrence", *DocketParty.TOLD),
        "counsel": _rows(DocketCounsel, "party__docket__number_key", "party__role", "party__name",
                         "party__occurrence", "name", "occurrence", *DocketCounsel.TOLD),
        "disagreements": [
            row for row in _rows(Conflict, _DOCKET, "entry__natural_key", "field", "in_force",
                                 "other", "decision") if row[-1] != Conflict.Decision.SETTLED
        ],
        "questions": _rows(AttachmentCandidate, _DOCKET, "action__caption", "basis"),
        "events": _rows(Trigger, "key", "occurred_on", "service", "action__caption",
                        "entry__natural_key"),
        "transfers": _rows(Transfer, "action__caption", "origin", "destination", "status"),
    }  # fmt: skip


def _rows(model: Any, *columns: str) -> list[Any]:
    return sorted(model.objects.order_by().values_list(*columns), key=str)
