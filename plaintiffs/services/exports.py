"""People given out as a file, by how much it tells: designations, what is internal, or names.

A file is written piece by piece while it is sent; its hash and its count stand in the record once
the last piece is out, and a record without a hash says that it broke off. The same people give the
same bytes.
"""

import hashlib
from collections.abc import Generator, Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, Prefetch

from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, User
from mdl.services import audit
from mdl.sheet_writing import PIECES
from mdl.spreadsheets import Cell
from plaintiffs.models import Export, Guardianship, Participation, Person
from plaintiffs.privacy.errors import ReasonNeeded
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.in_bulk import keys_of, opened
from plaintiffs.privacy.reasons import given_reason

AT_ONCE: Final = 1_000
_DESIGNATIONS: Final = ("Designation", "Actions")
_INTERNAL: Final = (
    "Designation", "Birth year", "Comes of age", "Protected as", "Whose", "State", "Speakers",
    "Actions", "Key",
)  # fmt: skip
_NAMES: Final = ("Given name", "Family name", "Date of birth", "E-mail", "Telephone", "Address")
HEADINGS: Final = {
    Export.Profile.DESIGNATIONS: _DESIGNATIONS,
    Export.Profile.INTERNAL: _INTERNAL,
    Export.Profile.FULL: (*_INTERNAL, *_NAMES),
}


@transaction.atomic
def begin_export(
    *,
    litigation: Litigation,
    profile: str,
    format: str,  # noqa: A002 - the word its readers use
    reason: str = "",
    actor: User | None,
    now: datetime,
) -> Export:
    """Record that somebody takes people out, before the first byte leaves.

    Names need the right to reveal and a reason, which the audit keeps and which must not name
    anybody. Raises ``NotAllowed`` and :class:`~plaintiffs.privacy.errors.ReasonNeeded`.
    """
    require(actor, Act.RECORD, litigation)
    reason = given_reason(reason, litigation=litigation)
    if profile == Export.Profile.FULL:
        require(actor, Act.REVEAL, litigation)
        if not reason:
            raise ReasonNeeded("Say why names are given out; the audit keeps it.")
    export = Export(
        litigation=litigation, profile=profile, format=format, reason=reason, actor=actor,
        made_at=now,
    )  # fmt: skip
    export.full_clean()
    with acting_as(actor, why="export people"):
        export.save(force_insert=True)
        audit.record(
            kind=AuditEvent.Kind.EXPORT,
            actor=actor,
            at=now,
            litigation=litigation,
            subject=audit.subject_of(export),
            reason=f"{export.get_profile_display()}. {reason}".strip()[:300],
            held=None if profile == Export.Profile.FULL else (),
        )
    return export


def pieces(export: Export) -> Generator[bytes, None, None]:
    """Yield the file in a transaction and under the identity of whoever asked for it."""
    digest, count = hashlib.sha256(), _Counted()
    with acting_as(export.actor, why="export people"):
        for piece in PIECES[export.format](_rows(export, count)):
            digest.update(piece)
            yield piece
        export.count, export.sha256 = count.people, digest.hexdigest()
        export.save(update_fields=["count", "sha256"])


class _Counted:
    """How many people were written."""

    people = 0


def _rows(export: Export, count: _Counted) -> Iterator[Sequence[Cell]]:
    yield HEADINGS[Export.Profile(export.profile)]
    for row in rows_of(export.litigation, export.profile):
        count.people += 1
        yield row
    # Behind a wall that was raised meanwhile there are no more rows. Such a file is no whole one:
    # it breaks off, and its record has no hash.
    require(export.actor, Act.RECORD, export.litigation)


def rows_of(
    litigation: Litigation, profile: str, *, with_merged: bool = False
) -> Iterator[Sequence[Cell]]:
    """Yield a row for each person, below the :data:`HEADINGS` of the profile, under the identity
    of whoever may: who asks has recorded it.

    ``with_merged`` adds the entries that were merged into another, and to every row a last cell:
    the other's key, or its designation where designations alone are given out.
    """
    is_full = profile == Export.Profile.FULL
    for some in _people(litigation, with_merged=with_merged):
        identities = opened(some, keys_of([each.pk for each in some])) if is_full else {}
        for person in some:
            row = _plain(person, profile)
            if is_full:
                row += _named(identities.get(person.pk, Identity()))
            if with_merged:
                row += (_merged_into(person, is_full=is_full),)
            yield row


def _people(litigation: Litigation, *, with_merged: bool) -> Iterator[list[Person]]:
    """Yield everybody of a litigation, a thousand at a time, always in the same order.

    Who they are is asked once, so that nobody who is designated otherwise meanwhile comes twice or
    never; a snapshot of the whole would not see a wall that is raised meanwhile.
    """
    entries = Person.objects.all() if with_merged else Person.objects.unmerged()
    rows = entries.filter(litigation=litigation).annotate(other=F("merged_into__designation"))
    parts = Participation.objects.order_by("action__position", "role", "id")
    speakers = Guardianship.objects.filter(until_on=None).order_by("id")
    rows = rows.prefetch_related(
        Prefetch("participations", parts.filter(until_on=None)),
        "participations__action__numbers",
        Prefetch("guardianships", speakers.select_related("guardian")),
    )
    keys = list(rows.order_by("designation", "id").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        found = rows.in_bulk(some)
        yield [found[key] for key in some if key in found]


def _plain(person: Person, profile: str) -> tuple[Cell, ...]:
    actions = "; ".join(
        f"{_number(part)} ({part.get_role_display().lower()})"
        for part in person.participations.all()
    )
    if profile == Export.Profile.DESIGNATIONS:
        return (person.designation, actions)
    month = person.majority_month
    return (
        person.designation,
        person.birth_year,
        f"{month:%Y-%m}" if month else "",
        person.get_protection_display(),
        person.get_relation_display(),
        person.residence_state,
        "; ".join(
            f"{each.guardian.designation} ({each.get_kind_display().lower()})"
            for each in person.guardianships.all()
        ),
        actions,
        str(person.pk),
    )


def _merged_into(person: Person, *, is_full: bool) -> str:
    other = person.merged_into_id if is_full else person.other  # type: ignore[attr-defined]  # as _people asks
    return str(other or "")


def _number(part: Participation) -> str:
    numbers = sorted(part.action.numbers.all(), key=lambda each: (not each.is_current, each.pk))
    return numbers[0].raw if numbers else str(part.action)


def _named(identity: Identity) -> tuple[Cell, ...]:
    return (
        identity.given_name,
        identity.family_name,
        identity.birth_date,
        identity.email,
        identity.phone,
        identity.address,
    )
