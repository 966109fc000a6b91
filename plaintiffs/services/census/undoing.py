"""Taking a list back as one batch: who it made goes, and what it changed is as it was.

A name that a changed row brought stays guarded in the court's papers, as every former name does.
"""

from datetime import datetime
from functools import partial
from typing import Final

from django.db import connection, transaction

from mdl.models import Batch, Litigation, User
from mdl.services import batches
from mdl.services.taking_away import Whole, take_away
from plaintiffs.models import (
    CensusRow,
    CensusSheet,
    Guardianship,
    Participation,
    Person,
    Residence,
)
from plaintiffs.privacy.in_bulk import derived_anew
from plaintiffs.services.census.access import require_both

BATCH: Final = "import_people"
_MADE: Final = Whole(
    Person,
    parts={
        Residence: ("person_id",),
        Guardianship: ("ward_id", "guardian_id"),
        Participation: ("person_id",),
    },
    takes_mere_parts=True,
    loose=frozenset({"plaintiffs.CensusRow.person"}),
)


class StillAtWork(batches.NoWayBack):
    """A list is taken back once it stands."""


@transaction.atomic
def undo(*, batch: Batch, reason: str, actor: User | None, now: datetime) -> batches.Undone:
    """Take a list back. Who was changed since, or has become part of something, stays and is
    counted as a conflict.

    Raises ``AlreadyUndone``, ``NotAllowed``, ``NoWayBack`` where the list is gone,
    :class:`StillAtWork`, and ``ValidationError`` without a reason.
    """
    batches.take_time()
    sheet = CensusSheet.objects.defer("sealed_file").select_for_update().filter(batch=batch).first()
    if sheet is None:
        raise batches.NoWayBack("The list of this batch is gone, and what it made with it.")
    litigation = Litigation.objects.select_for_update(no_key=True).get(pk=sheet.litigation_id)
    require_both(actor, litigation)
    if sheet.status in (CensusSheet.Status.PLANNING, CensusSheet.Status.APPLYING):
        raise StillAtWork("The list is still being taken over; wait for its end.")
    done = batches.undo(
        batch=batch, reason=reason, actor=actor, now=now, first=partial(take_away, whole=_MADE)
    )
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_AS_BEFORE, [sheet.pk])
        cursor.execute(_NOT_KNOWN_BEFORE, [sheet.pk])
    changed = CensusRow.objects.filter(sheet=sheet, state=CensusRow.State.CHANGED)
    derived_anew(list(Person.objects.filter(pk__in=changed.values("person"))))
    sheet.status = CensusSheet.Status.UNDONE
    sheet.save(update_fields=["status"])
    return done


def undone_words(done: batches.Undone) -> str:
    """Say who went, what came back, and what stayed as somebody changed or used it meanwhile."""
    stayed = (
        f" {done.conflict_count} rows were changed or used since and stay."
        if done.conflict_count
        else ""
    )
    return (
        f"{done.removed} people whom it made are gone; {done.restored} rows are as they were "
        f"before.{stayed}"
    )


_KNOWN_AS_BEFORE: Final = """
UPDATE plaintiffs_censuskey known SET reference = line.reference_before, told = line.told_before
  FROM plaintiffs_censusrow line
 WHERE line.sheet_id = %s AND line.state = 'changed' AND line.person_id = known.person_id
   AND line.told_before IS NOT NULL
"""
_NOT_KNOWN_BEFORE: Final = """
DELETE FROM plaintiffs_censuskey known USING plaintiffs_censusrow line
 WHERE line.sheet_id = %s AND line.state = 'changed' AND line.person_id = known.person_id
   AND line.told_before IS NULL
"""
