"""Whether an identity fits what is recorded of the person: the rules no constraint can see.

The database refuses what stands in plain; birth date and name are sealed, so their rules live here
and are asked each time something is sealed or its surroundings change.
"""

from collections.abc import Sequence
from datetime import date

from plaintiffs.majority import Stay, majority_over
from plaintiffs.models import Person
from plaintiffs.privacy.errors import (
    DesignationNamesPerson,
    ImplausibleBirth,
    NeedsProtection,
    PublicDesignationOnly,
)
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.names import words_of
from plaintiffs.privacy.no_ssn import refuse_ssn

_OLDEST = 120  # years; an older birth date is a slip of the pen


def check_fits(
    person: Person, identity: Identity, *, on: date, stays: Sequence[Stay] | None = None
) -> None:
    """Raise a :class:`~plaintiffs.privacy.errors.Refused` unless all of it fits on that day.

    ``stays`` saves the query of where the person lived, for who asks of many.
    """
    is_protected = person.protection != Person.Protection.NONE
    if is_protected and person.relation != Person.Relation.CLIENT:
        raise PublicDesignationOnly
    refuse_ssn(**identity.texts())
    if is_protected:
        _check_designation(person, identity)
    if identity.birth_date is not None:
        _check_birth(person, identity.birth_date, on, stays)


def _check_designation(person: Person, identity: Identity) -> None:
    shared = words_of(person.designation) & words_of(identity.full_name)
    if any(len(word) > 1 for word in shared):
        raise DesignationNamesPerson(
            "The designation holds a word of the protected name: use initials."
        )


def _check_birth(person: Person, born_on: date, on: date, stays: Sequence[Stay] | None) -> None:
    if born_on > on or born_on.year < on.year - _OLDEST:
        raise ImplausibleBirth("This birth date cannot be: check the year.")
    coming = majority_over(born_on, person.stays() if stays is None else stays)
    adult = (Person.Protection.NONE, Person.Protection.FORMER_MINOR)
    if person.protection in adult and on < coming.on:
        raise NeedsProtection(
            f"By the birth date this person is a minor until {coming.month:%B %Y}: "
            "protect them as one."
        )
