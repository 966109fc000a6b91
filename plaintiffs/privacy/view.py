"""What everybody may see of a person. There is no way from here to the name."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from plaintiffs.models import Person


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as lists, pages, mails, feeds and the API show them."""

    id: uuid.UUID
    designation: str
    birth_year: int | None
    majority_month: date | None
    """The first day of the month in which a minor comes of age."""
    protection: str
    """In words."""
    relation: str
    """In words."""
    residence_state: str
    is_protected: bool

    @classmethod
    def of(cls, person: Person) -> Self:
        """Return the view of a person."""
        return cls(
            id=person.pk,
            designation=person.designation,
            birth_year=person.birth_year,
            majority_month=person.majority_month,
            protection=person.get_protection_display(),
            relation=person.get_relation_display(),
            residence_state=person.residence_state,
            is_protected=person.protection != Person.Protection.NONE,
        )

    def __str__(self) -> str:
        """Initials and birth year, which FRCP 5.2(a) leaves; several persons share both."""
        if self.is_protected and self.birth_year:
            return f"{self.designation} (born {self.birth_year})"
        return self.designation


def views_of(people: Iterable[Person]) -> list[PersonView]:
    """Return the views of many persons, in their order."""
    return [PersonView.of(person) for person in people]
