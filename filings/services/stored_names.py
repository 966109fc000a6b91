"""Masking what is stored already, when a protected name becomes known or a designation changes.

Whoever seals a name leaves a check to be made, in the same transaction. The worker makes it; an
import that comes first makes it before it pairs anything. No identity is opened for it, and no
statement carries a name.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from filings.models import NameCheck, PrintedName
from filings.services.court_text import CAPTIONS, COURT_TEXT
from filings.services.stored_texts import StoredCaptions, StoredTexts, mask_rows, rename
from filings.services.wake import wake_check_of_names
from mdl.identity import acting_as
from mdl.models import MemberAction
from plaintiffs.models import Person
from plaintiffs.privacy.guard import printed_in
from plaintiffs.privacy.in_text import masked

_LOCK: Final = 0x6E616D65  # "name": imports share it, a check has it alone
# Whoever shares the lock already must not ask to have it alone: two such would wait for each other.
_SHARED: Final = """
    SELECT EXISTS (SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'
                                          AND mode = 'ShareLock' AND objid = %s),
           EXISTS (SELECT FROM filings_namecheck)
"""
_WHY: Final = "mask a protected name in stored text"


@dataclass(slots=True)
class Checked:
    """What a round of checks did."""

    people: int = 0
    rows: int = 0
    """Live rows that show a designation now where a name stood."""
    of_history: int = 0
    """Texts of history."""


def ask(*, person_id: uuid.UUID, designation_before: str = "") -> None:
    """Have the stored text checked; the wish stands or falls with the caller's transaction."""
    NameCheck.objects.create(person_id=person_id, designation_before=designation_before)
    wake_check_of_names()


def ask_for_all(people: Iterable[uuid.UUID]) -> None:
    """Have the stored text checked for many people's names, likewise."""
    NameCheck.objects.bulk_create(NameCheck(person_id=each) for each in people)
    wake_check_of_names()


def await_checks() -> None:
    """Let the caller write court text from here to the end of its transaction.

    Checks that wait are made first, and none begins meanwhile: a name is either known to the
    import or found by the check that follows it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, [_LOCK])
        is_shared, waits = cursor.fetchone()
        if waits and not is_shared:
            make_checks(now=timezone.now())
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])


def mask_actions(keys: Sequence[uuid.UUID], *, batch_id: uuid.UUID, now: datetime) -> None:
    """Mask protected names in actions that a batch has written after :func:`await_checks`, as a
    part of the batch: its undo takes both back."""
    with acting_as(None, why=_WHY, batch=batch_id):
        for text in COURT_TEXT:
            if text.model is MemberAction:
                mask_rows(text, keys, now)


def as_stored(texts: Iterable[str], *, litigation_id: uuid.UUID) -> dict[str, str]:
    """Return, of texts that print a protected name of the litigation, what would be stored."""
    return {
        text: masked(text, [each.named for each in named])
        for text, found in printed_in(texts).items()
        if (named := [e for e in found if e.is_protected and e.litigation == litigation_id])
    }


@transaction.atomic
def make_checks(*, now: datetime) -> Checked:
    """Make every check that waits: all of it, or nothing."""
    done = Checked()
    with acting_as(None, why=_WHY):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        checks = list(NameCheck.objects.select_related("person").order_by("id"))
        people = {check.person for check in checks}
        _rename(checks)
        _mask(people, done, now)
        NameCheck.objects.filter(pk__in=[check.pk for check in checks]).delete()
    done.people = len(people)
    return done


def _rename(checks: Iterable[NameCheck]) -> None:
    """Show the designation of today in every text that shows the one before."""
    for check in checks:
        before, after = check.designation_before, check.person.designation
        if not before or before == after:
            continue
        flags = PrintedName.objects.filter(person=check.person)
        hashes: dict[uuid.UUID, dict[str, list[PrintedName]]] = defaultdict(dict)
        for flag in flags.exclude(state=PrintedName.State.NOT_A_NAME):
            hashes[flag.docket_id].setdefault(flag.text_hash, []).append(flag)
        for text in COURT_TEXT:
            if text.docket and hashes:
                rename(text, hashes, before=before, after=after)


def _mask(people: Iterable[Person], done: Checked, now: datetime) -> None:
    guarded = [each for each in people if each.protection != Person.Protection.NONE]
    if not guarded:
        return
    kinds = ((StoredTexts, COURT_TEXT), (StoredCaptions, CAPTIONS))
    for kind, text in ((kind, text) for kind, texts in kinds for text in texts):
        stored = kind(text, guarded, now)
        stored.mask()
        done.rows += stored.rows
        done.of_history += stored.of_history
