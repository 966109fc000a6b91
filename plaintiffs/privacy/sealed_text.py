"""Sealing what tells who a person is beside the identity: a handle, an answer of a fact sheet.

Under the person's own key, bound to its table, column and row; erasing the person destroys it too.
A reveal needs a role, the matter and a reason, and is an audit event, as the door's is.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model, Q

from mdl import crypto
from mdl.access import Act, require
from mdl.models import AuditEvent, User
from mdl.services import audit
from plaintiffs.models import Person, PersonKey
from plaintiffs.privacy.door import expect_few
from plaintiffs.privacy.errors import NothingSealed, PublicDesignationOnly
from plaintiffs.privacy.no_ssn import refuse_ssn
from plaintiffs.privacy.reasons import given_reason

if TYPE_CHECKING:
    from uuid import UUID


def seal_text(*, person: Person, text: str, row: Model, column: str) -> bytes:
    """Return ``text`` sealed for a column of a row about ``person``.

    Raises ``PublicDesignationOnly`` for a protected person of another firm or side, and
    ``HoldsSocialSecurityNumber``.
    """
    if person.protection != Person.Protection.NONE and person.relation != Person.Relation.CLIENT:
        raise PublicDesignationOnly
    refuse_ssn(**{column.removeprefix("sealed_"): text})
    key, _ = PersonKey.objects.get_or_create(
        person=person, defaults={"wrapped": crypto.wrap(crypto.new_data_key())}
    )
    data_key = crypto.unwrap(bytes(key.wrapped))
    return crypto.seal(data_key, text.encode(), place=_place(row, column))


@transaction.atomic
def reveal_texts(
    *,
    person: Person,
    rows: Sequence[Model],
    column: str,
    actor: User,
    reason: str,
    now: datetime,
) -> dict["UUID", str]:
    """Open what is sealed in ``column`` of rows about one person; return the texts by their keys.

    One audit event, which counts among what one person opens within an hour. Raises
    ``NotAllowed``, ``ReasonNeeded``, ``TooMany``, and ``NothingSealed`` where the key was destroyed
    or nothing is there.
    """
    require(actor, Act.REVEAL, person.litigation)
    reason = given_reason(
        reason,
        litigation=person.litigation,
        needed="Say why you need to see this; the audit keeps it.",
    )
    expect_few(actor, now)
    keys = _keys_for({person.pk})[person.pk]
    held = [row for row in rows if getattr(row, column) is not None]
    if not (keys and held):
        raise NothingSealed(f"Of {person.designation} nothing of this kind can be opened.")
    opened = {row.pk: _opened(keys, row, column) for row in held}
    audit.record(
        kind=AuditEvent.Kind.REVEAL,
        actor=actor,
        at=now,
        litigation=person.litigation,
        held=[person.pk],
        subject=audit.subject_of(person),
        reason=reason,
    )
    return opened


def opened_texts(rows: Mapping[Model, "UUID"], *, column: str) -> dict[Model, str]:
    """Open, in memory, what is sealed in ``column`` of rows, each with the key of its person: two
    queries for all. A row is missing of which nothing is sealed, or whose key was destroyed.

    For the whole file of a litigation: who asks for that may, and it is one audit event.
    """
    keys = _keys_for(set(rows.values()))
    opened = {}
    for row, person in rows.items():
        if getattr(row, column) is not None:
            with suppress(NothingSealed):
                opened[row] = _opened(keys[person], row, column)
    return opened


def _keys_for(people: set["UUID"]) -> dict["UUID", list[bytes]]:
    """Return of each person the own key, and those of the entries that were merged into it: what
    was sealed of such an entry stays under that entry's key."""
    keys: dict[UUID, list[bytes]] = {person: [] for person in people}
    held = PersonKey.objects.filter(Q(person__in=people) | Q(person__merged_into__in=people))
    for own, other, wrapped in held.values_list("person", "person__merged_into", "wrapped"):
        for person in (own, other):
            if person in keys:
                keys[person].append(crypto.unwrap(bytes(wrapped)))
    return keys


def _opened(keys: list[bytes], row: Model, column: str) -> str:
    sealed, place = bytes(getattr(row, column)), _place(row, column)
    for key in keys:
        try:
            return crypto.unseal(key, sealed, place=place).decode()
        except crypto.SealBroken:
            continue
    raise NothingSealed("The key of this was destroyed, and nothing opens it any more.")


def _place(row: Model, column: str) -> str:
    return f"{row._meta.db_table}.{column} of {row.pk}"
