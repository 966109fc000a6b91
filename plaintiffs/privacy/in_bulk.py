"""The door for lists: sealing and opening thousands in statements that do not grow with them.

What is computed of each person is computed by :mod:`plaintiffs.privacy.sealing`, as the door does
for one; only how it is written differs.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from mdl import crypto, events
from mdl.copying import insert_all
from mdl.models import Litigation
from plaintiffs.majority import Stay
from plaintiffs.models import CensusKey, CensusRow, GuardedName, NameWord, Person, PersonKey
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.sealing import (
    derive,
    guarded_digests,
    likeness_of,
    place_of,
    word_digests,
)

if TYPE_CHECKING:
    from plaintiffs.models.people import PersonQuerySet

_AT_ONCE: Final = 2_000


@dataclass(slots=True)
class Sealing:
    """A person with who it is, and where the person lived."""

    person: Person
    identity: Identity
    stays: Sequence[Stay]


def sealed_keys(sealings: Sequence[Sealing]) -> list[PersonKey]:
    """Seal each identity into its person, new, and set what stands in plain; return the keys.

    Writes nothing.
    """
    keys = []
    for each in sealings:
        data_key = crypto.new_data_key()
        keys.append(PersonKey(person=each.person, wrapped=crypto.wrap(data_key)))
        _seal(each, data_key)
    return keys


def seal_anew(sealings: Sequence[Sealing], keys: Mapping[UUID, bytes]) -> None:
    """Seal each identity under the key that the person has. Writes nothing."""
    for each in sealings:
        _seal(each, crypto.unwrap(keys[each.person.pk]))


def _seal(each: Sealing, data_key: bytes) -> None:
    content = each.identity.to_bytes()
    each.person.sealed_identity = crypto.seal(data_key, content, place=place_of(each.person))
    derive(each.person, each.identity, each.stays)


def index_names(sealings: Sequence[Sealing], *, on: date) -> None:
    """Let the names be found and guarded from now on, and have stored text checked for them."""
    insert_all(
        NameWord,
        ("person_id", "digest"),
        ((each.person.pk, digest) for each in sealings for digest in word_digests(each.identity)),
        or_leave=True,
    )
    insert_all(
        GuardedName,
        ("person_id", "given", "family"),
        (
            (each.person.pk, given, family)
            for each in sealings
            for given, family in guarded_digests(each.identity)
        ),
        or_leave=True,
    )
    told = [each.person.pk for each in sealings if each.person.protection != Person.Protection.NONE]
    if told:
        events.publish(events.NamesGuarded(on=on, person_ids=tuple(told)))


def keys_of(people: Collection[UUID]) -> dict[UUID, bytes]:
    """Return the wrapped keys of those who have one: one query."""
    rows = PersonKey.objects.filter(person__in=people)
    return {key: bytes(wrapped) for key, wrapped in rows.values_list("person_id", "wrapped")}


def opened(people: Sequence[Person], keys: Mapping[UUID, bytes]) -> dict[UUID, Identity]:
    """Open who these people are, in memory, to compare a list with: nobody is shown any of it."""
    return dict(_opened(people, keys))


def _opened(
    people: Sequence[Person], keys: Mapping[UUID, bytes]
) -> Iterator[tuple[UUID, Identity]]:
    for person in people:
        key, sealed = keys.get(person.pk), person.sealed_identity
        if key is not None and sealed is not None:
            content = crypto.unseal(crypto.unwrap(key), bytes(sealed), place=place_of(person))
            yield person.pk, Identity.from_bytes(content)


def erase_all(litigation: Litigation) -> int:
    """Destroy the keys of everybody in a litigation, as :func:`plaintiffs.privacy.door.erase` does
    for one; return of how many. What lists knew them by goes too. Who asks has recorded it."""
    people = Person.objects.filter(litigation=litigation)
    count = PersonKey.objects.filter(person__in=people).count()
    _destroy(people)
    CensusKey.objects.filter(person__in=people).delete()
    return count


def erase_these(people: Collection[UUID]) -> None:
    """Destroy the keys of some, and what lists told of them.

    The hash of a list's own number stays: by it the next list knows whom it must not bring back.
    """
    _destroy(Person.objects.filter(pk__in=people))
    CensusKey.objects.filter(person__in=people).update(told=b"")
    CensusRow.objects.filter(person__in=people, told_before__isnull=False).update(told_before=b"")


def _destroy(people: "PersonQuerySet") -> None:
    PersonKey.objects.filter(person__in=people).delete()
    NameWord.objects.filter(person__in=people).delete()
    people.update(sealed_identity=None, majority_month=None, likeness=None)


def derived_anew(people: Sequence[Person]) -> None:
    """Set the likeness and the words of the names anew after an undo: history keeps neither."""
    for start in range(0, len(people), _AT_ONCE):
        part = people[start : start + _AT_ONCE]
        keys = [each.pk for each in part]
        identities = opened(part, keys_of(keys))
        for person in part:
            identity = identities.get(person.pk)
            person.likeness = likeness_of(identity) if identity else None
        Person.objects.bulk_create(
            part, update_conflicts=True, unique_fields=["id"], update_fields=["likeness"]
        )
        NameWord.objects.filter(person__in=keys).delete()
        insert_all(
            NameWord,
            ("person_id", "digest"),
            (
                (key, digest)
                for key, identity in identities.items()
                for digest in word_digests(identity)
            ),
        )
