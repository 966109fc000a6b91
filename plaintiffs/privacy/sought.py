"""Protected names to look for in a paper that goes out: opened by the system, in memory only.

Nobody is shown a name by this. What comes back finds names and cannot be asked for one; it lives
as long as the check for which it was opened, which the caller writes to the audit as one event.
"""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Model, Q

from mdl.identity import acting_as
from mdl.models import Attorney, Court, Firm, Judge, Litigation, MemberAction
from plaintiffs.models import NameWord, Person
from plaintiffs.privacy.door import opened_for_check
from plaintiffs.privacy.name_index import NameIndex
from plaintiffs.privacy.view import PersonView

if TYPE_CHECKING:
    from plaintiffs.models.people import PersonQuerySet

_WHY: Final = "check a paper for protected names"


@dataclass(frozen=True, slots=True)
class ProtectedNames:
    """Names and birth dates to look for, and by which designation each person is told."""

    people: Sequence[str] = field(repr=False)
    """The designation of each person, in the order of the index."""
    keys: Sequence[uuid.UUID] = field(repr=False)
    """The key of each."""
    index: NameIndex = field(repr=False)
    birth_dates: dict[date, list[int]] = field(repr=False)
    unnamed: int
    """Protected people of whom no name is on record, or none that can be looked for."""
    state: bytes
    """As :func:`names_state` gave it when they were read."""

    def whose(self, places: Iterable[int]) -> str:
        """Return the designations of some of the people."""
        return ", ".join(dict.fromkeys(self.people[place] for place in places))


def protected_names(
    litigations: Iterable[Litigation], actions: Iterable[MemberAction] = ()
) -> ProtectedNames:
    """Open the names of the protected people of some actions; of none, of whole litigations.

    Whoever speaks for one of them and is protected too counts with them. Counsel, judges, firms
    and courts are known to the index as nobody's secret.
    """
    litigations, actions = list(litigations), list(actions)
    names: list[tuple[str, str]] = []
    people: list[str] = []
    keys: list[uuid.UUID] = []
    born: defaultdict[date, list[int]] = defaultdict(list)
    unnamed = 0
    with acting_as(None, why=_WHY):
        state = names_state(litigations, actions)
        for person, identity in opened_for_check(_protected(litigations, actions)):
            if identity is None or not identity.full_name:
                unnamed += 1
            if identity is None:
                continue
            if identity.birth_date is not None:
                born[identity.birth_date].append(len(people))
            names.append((identity.given_name, identity.family_name))
            people.append(str(PersonView.of(person)))
            keys.append(person.pk)
        index = NameIndex(names, others=_public_names())
    return ProtectedNames(people, keys, index, dict(born), unnamed + len(index.unreadable), state)


def shown_in(litigation: Litigation, actions: Iterable[MemberAction]) -> list[uuid.UUID] | None:
    """Return whom a paper of some actions may show, by key; None: everybody of the litigation."""
    actions = list(actions)
    if not actions:
        return None
    return list(_protected([litigation], actions).values_list("pk", flat=True))


def names_state(litigations: Iterable[Litigation], actions: Iterable[MemberAction] = ()) -> bytes:
    """Return by what a change of the names on record is noticed, without opening any."""
    found = hashlib.sha256()
    with acting_as(None, why=_WHY):
        people = _protected(list(litigations), list(actions))
        words = NameWord.objects.filter(person__in=people).order_by("person", "digest")
        for person, digest in words.values_list("person", "digest").iterator():
            found.update(person.bytes + bytes(digest))
        for key, sealed in people.order_by("pk").values_list("pk", "sealed_identity").iterator():
            found.update(key.bytes + hashlib.sha256(bytes(sealed or b"")).digest())
    return found.digest()


def _protected(litigations: list[Litigation], actions: list[MemberAction]) -> "PersonQuerySet":
    people: PersonQuerySet = Person.objects.exclude(protection=Person.Protection.NONE).filter(
        litigation__in=litigations
    )
    if actions:
        of_actions = Person.objects.filter(participations__action__in=actions).values("pk")
        people = people.filter(
            Q(pk__in=of_actions) | Q(wards__ward__in=of_actions) | Q(merged_into__in=of_actions)
        ).distinct()
    return people


def _public_names() -> list[str]:
    """Return names that papers print and that nobody protects."""
    kinds: tuple[type[Model], ...] = (Attorney, Judge, Firm, Court)
    return [
        name
        for kind in kinds
        for name in kind._default_manager.values_list("name", flat=True).iterator()
    ]
