"""Where two papers disagree, a person says which word stands."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from filings.ingestion.precedence import in_words
from filings.models import Conflict, DocketEntry
from filings.models.tellings import Told
from filings.services.docket_entries import reread
from filings.services.setwise import fit
from mdl.access import Act, require
from mdl.models import Litigation, User


class ConflictClosed(Exception):
    """The question is answered, or what it asks about has changed; the message says how."""


@transaction.atomic
def decide_conflict(*, conflict: Conflict, take: bool, actor: User, now: datetime) -> Conflict:
    """Keep what stands, or ``take`` the other paper's word.

    The answer stands against both papers, and against whichever repeats one of the two words; a
    paper that tells a third is heard again.
    """
    locked: Conflict = (
        Conflict.objects.select_for_update(of=("self", "docket"))
        .select_related("docket__litigation", "docket__action__litigation", "entry", "document")
        .select_related("party")
        .get(pk=conflict.pk)
    )
    require(actor, Act.RECORD, _litigation(locked))
    if locked.decision:
        raise ConflictClosed(_how(locked))
    row = subject(locked)
    stands = getattr(row, locked.field)
    if in_words(stands) != locked.in_force:
        raise ConflictClosed(f"It says “{in_words(stands)}” meanwhile: another paper told so.")
    if take:
        _take(row, locked)
    locked.decision = Conflict.Decision.TAKEN if take else Conflict.Decision.KEPT
    locked.decided_by, locked.decided_at = actor, now
    locked.full_clean()
    locked.save(update_fields=["decision", "decided_by", "decided_at"])
    return locked


def subject(conflict: Conflict) -> Any:
    """Return the row whose value is in question."""
    return conflict.document or conflict.entry or conflict.party or conflict.docket


def _take(row: Any, conflict: Conflict) -> None:
    value: Any = conflict.other
    field = row._meta.get_field(conflict.field)
    if isinstance(field, models.DateField):
        value = date.fromisoformat(value)
    elif isinstance(field, models.IntegerField):
        value = int(value)
    setattr(row, conflict.field, fit(row, conflict.field, value))
    _note_speaker(row, conflict)
    names = {conflict.field, "other_tellings"}
    if isinstance(row, DocketEntry):
        names |= reread(row)
    row.save(update_fields=names)


def _note_speaker(row: Told, conflict: Conflict) -> None:
    by = None if conflict.other_by_id is None else str(conflict.other_by_id)
    row.other_tellings = row.other_tellings | {conflict.field: by}


def _litigation(conflict: Conflict) -> Litigation | None:
    docket = conflict.docket
    if docket.action is not None:
        return docket.action.litigation
    return docket.litigation


def _how(conflict: Conflict) -> str:
    if conflict.decision == Conflict.Decision.SETTLED:
        return "A later paper has settled this meanwhile."
    answer = "kept what stood" if conflict.decision == Conflict.Decision.KEPT else "taken the other"
    return f"{conflict.decided_by} has {answer}."
