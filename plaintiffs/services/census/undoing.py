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
from plaintiffs.privacy.errors import Refused
from plaintiffs.privacy.holds import refuse_on_hold
from plaintiffs.privacy.in_bulk import derived_anew
from plaintiffs.privacy.reasons import given_reason
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


class NotAllowedNow(batches.NoWayBack):
    """A legal hold stands, or the reason names somebody; the message says which."""


class StillAtWork(batches.NoWayBack):
    """A list is taken back once it stands."""


@transaction.atomic
def undo(*, batch: Batch, reason: str, actor: User | None, now: datetime) -> batches.Undone:
    """Take a list back. Who was changed since, or has become part of something, stays and is
    counted as a conflict.

    Raises ``AlreadyUndone``, ``NotAllowed``, ``NoWayBack`` where the list is gone,
    :class:`StillAtWork`, :class:`NotAllowedNow`, and ``ValidationError`` without a reason.
    """
    batches.take_time()
    sheet = CensusSheet.objects.defer("sealed_file").select_for_update().filter(batch=batch).first()
    if sheet is None:
        raise batches.NoWayBack("The list of this batch is gone, and what it made with it.")
    litigation = Litigation.objects.select_for_update(no_key=True).get(pk=sheet.litigation_id)
    require_both(actor, litigation)
    try:
        refuse_on_hold(litigation)
        reason = given_reason(reason, litigation=litigation)
    except Refused as refusal:
        raise NotAllowedNow(str(refusal)) from refusal
    if sheet.status in (CensusSheet.Status.PLANNING, CensusSheet.Status.APPLYING):
        raise StillAtWork("The list is still being taken over; wait for its end.")
    done = batches.undo(
        batch=batch, reason=reason, actor=actor, now=now, first=partial(take_away, whole=_MADE)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _KNOWN_AS_BEFORE,
            {"sheet": sheet.pk, "batch": batch.pk, "litigation": litigation.pk},
        )
    changed = CensusRow.objects.filter(sheet=sheet, state=CensusRow.State.CHANGED)
    derived_anew(list(Person.objects.filter(pk__in=changed.values("person"))))
    sheet.status = CensusSheet.Status.UNDONE
    sheet.forget_file()
    sheet.save(update_fields=["status", "wrapped_key", "sealed_file"])
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


# What this list wrote of a person whom a later one changed again is that one's to take back: it is
# handed the values from before. What was planned and not written was never another's.
_KNOWN_AS_BEFORE: Final = """
WITH placed AS (
    SELECT line.id, line.sheet_id, line.person_id, line.reference_before, line.told_before,
           line.state, sheet.batch_id, sheet.rows_done,
           row_number() OVER (PARTITION BY sheet.id ORDER BY line.turn, line.number) AS place
      FROM plaintiffs_censusrow line JOIN plaintiffs_censussheet sheet ON sheet.id = line.sheet_id
     WHERE line.state IN ('new', 'changed') AND sheet.litigation_id = %(litigation)s
       AND sheet.batch_id >= %(batch)s AND sheet.status <> 'undone'
), written AS (
    SELECT * FROM placed WHERE state = 'changed' AND place <= rows_done
), mine AS (
    SELECT * FROM written WHERE sheet_id = %(sheet)s
), later AS (
    SELECT DISTINCT ON (person_id) id, person_id FROM written
     WHERE sheet_id <> %(sheet)s ORDER BY person_id, batch_id
), handed AS (
    UPDATE plaintiffs_censusrow line
       SET reference_before = mine.reference_before, told_before = mine.told_before
      FROM later JOIN mine USING (person_id) WHERE line.id = later.id
), known_again AS (
    UPDATE plaintiffs_censuskey known
       SET reference = mine.reference_before, told = mine.told_before
      FROM mine
     WHERE mine.person_id = known.person_id AND mine.told_before IS NOT NULL
       AND mine.person_id NOT IN (SELECT person_id FROM later)
)
DELETE FROM plaintiffs_censuskey known USING mine
 WHERE mine.person_id = known.person_id AND mine.told_before IS NULL
   AND mine.person_id NOT IN (SELECT person_id FROM later)
"""
