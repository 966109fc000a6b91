"""Names that courts printed: flagged from papers, and decided by people."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from filings.ingestion import merge
from filings.ingestion.masking import Hit
from filings.models import Docket, DocketEntry, InboundItem, PrintedName
from filings.services import stored_names
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import User

State = PrintedName.State


ASKS_THE_COURT: Final = (
    "The court's own page still shows the name. FRCP 5.2(a)(3) leaves only the initials of a minor "
    "in a filing, and whoever made the filing answers for it. Counsel may ask the filer to replace "
    "it, or the court to order redaction or limit remote access for good cause, FRCP 5.2(e)."
)
"""What counsel may have to do about a name that is printed."""


class CannotDecide(Exception):
    """The answer does not fit where the flag stands; the message says what to do."""


def flag(
    hits: Sequence[Hit], *, dockets: Iterable[Docket], paper: InboundItem | None, now: datetime
) -> list[str]:
    """Put what masking found onto the work list; return what the paper's account says of it.

    The same text again finds its flag and writes nothing.
    """
    if not hits:
        return []
    by_number = {docket.number_key: docket for docket in dockets}
    placed = [(hit, by_number[hit.docket]) for hit in hits]
    entries = _entries(placed)
    with acting_as(None, why="flag a protected name that a court printed"):
        PrintedName.objects.bulk_create(
            [
                PrintedName(
                    docket=docket,
                    entry=entries.get(id(hit.entry)),
                    place=hit.place,
                    person_id=hit.person,
                    text_hash=hit.text_hash,
                    paper=paper,
                    found_at=now,
                )
                for hit, docket in placed
            ],
            ignore_conflicts=True,
        )
    texts = len({(hit.docket, hit.place, hit.text_hash) for hit in hits})
    return [f"Protected names are printed in {texts} of its texts; they are masked and flagged."]


def _entries(placed: Iterable[tuple[Hit, Docket]]) -> dict[int, DocketEntry]:
    """Return the stored entry of each masked one, by the identity of the latter."""
    told: dict[uuid.UUID, dict[int, Any]] = defaultdict(dict)
    for hit, docket in placed:
        if hit.entry is not None:
            told[docket.pk][id(hit.entry)] = hit.entry
    wanted = [entry for entries in told.values() for entry in entries.values()]
    if not wanted:
        return {}
    stored: dict[uuid.UUID, list[DocketEntry]] = defaultdict(list)
    rows = DocketEntry.objects.filter(
        Q(sequence__in={each.sequence_number for each in wanted} - {None})
        | Q(number__in={each.entry_number for each in wanted} - {None})
        | Q(filed_on__in={each.filed_on for each in wanted}, number=None),
        docket__in=told,
    )
    for row in rows.order_by("natural_key"):
        stored[row.docket_id].append(row)
    found: dict[int, DocketEntry] = {}
    for key_of_docket, entries in told.items():
        matches = merge.pair(stored[key_of_docket], list(entries.values()), is_listing=False)
        pairs = zip(entries, matches, strict=True)
        found |= {key: row for key, row in pairs if row is not None}
    return found


_AFTER: Final[Mapping[str, frozenset[str]]] = {
    State.ASKED: frozenset({State.OPEN}),
    State.REDACTED: frozenset({State.OPEN, State.ASKED}),
    State.OPEN: frozenset({State.ASKED, State.REDACTED, State.NOT_A_NAME}),
    State.NOT_A_NAME: frozenset({State.OPEN}),
}


@transaction.atomic
def decide(
    *, printed: PrintedName, state: str, reason: str = "", actor: User, now: datetime
) -> PrintedName:
    """Say what is done about a printed name; with ``open`` an answer is taken back.

    That a text names somebody else shows it again: see ``filings.services.printed_papers``.
    """
    locked: PrintedName = (
        PrintedName.objects.select_for_update(of=("self",))
        .select_related("person__litigation", "docket")
        .get(pk=printed.pk)
    )
    require(actor, Act.RECORD, locked.person.litigation)
    if locked.state not in _AFTER[state]:
        raise CannotDecide(
            f"It stands as “{locked.get_state_display()}” already, so this does not follow."
        )
    if locked.state == State.NOT_A_NAME:  # the text shows the name again until it is checked
        stored_names.ask(person_id=locked.person_id)
    locked.state, locked.reason = state, reason
    is_open = state == State.OPEN
    locked.decided_by, locked.decided_at = (None, None) if is_open else (actor, now)
    locked.full_clean()
    locked.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return locked
