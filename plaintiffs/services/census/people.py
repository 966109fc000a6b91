"""From a row's facts to a person: who is new, and what a list tells otherwise of one who is here.

Both the plan and the taking over ask here, so that what was shown is what is written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from mdl.models import Litigation
from plaintiffs.majority import Stay, majority_over
from plaintiffs.models import Guardianship, Participation, Person
from plaintiffs.privacy.errors import NeedsProtection, Refused
from plaintiffs.privacy.fits import check_fits
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.initials import initials
from plaintiffs.services.census.columns import words_of_field
from plaintiffs.services.census.reading import SEALED, Facts, Wrong, is_initials

OUTSIDERS: Final = (Guardianship.Kind.AD_LITEM, Guardianship.Kind.CONSERVATOR)
MINORS: Final = (Person.Protection.MINOR, Person.Protection.FORMER_MINOR)
NO_BIRTH_DATE: Final = "It has no birth date: protected as a minor until somebody says otherwise."
_NOT_INITIALS: Final = "A minor is designated by initials, such as A.B."
_UNLESS_ADULT: Final = (
    "Nothing says that this is an adult: give a birth date, or “adult” as the protection."
)
_PLAIN: Final = ("designation", "protection", "relation")


def new_person(facts: Facts, *, litigation: Litigation, key: UUID, today: date) -> Person:
    """Return a person as a row tells of one, not saved. Raises :class:`Wrong`.

    Without a designation it is initials, of an adult too: a list never puts a name in plain.
    """
    person = Person(
        id=key,
        litigation=litigation,
        relation=facts.relation or Person.Relation.CLIENT,
        protection=facts.protection or _protection(facts, today),
        residence_state=facts.state,
    )
    try:
        person.designation = facts.designation or initials(
            facts.identity.given_name, facts.identity.family_name
        )
    except Refused:
        raise Wrong("It has no name that gives initials, and no designation.") from None
    if person.protection in MINORS and not is_initials(person.designation):
        raise Wrong(_NOT_INITIALS if facts.protection else f"{_NOT_INITIALS} {_UNLESS_ADULT}")
    fit(person, facts.identity, stays=[Stay(facts.state)], today=today)
    month = person.protection == Person.Protection.MINOR and _month(facts)
    if month and month < today.replace(day=1):
        raise Wrong(
            "By the birth date this person has come of age: protect them as a former minor, or "
            "not at all."
        )
    return person


def fit(person: Person, identity: Identity, *, stays: Sequence[Stay], today: date) -> None:
    """Ask whether an identity fits the person; say no in a sentence that tells nothing of it."""
    holds = any(getattr(identity, name) for name in SEALED)
    if not holds:
        return
    try:
        check_fits(person, identity, on=today, stays=stays)
    except NeedsProtection:
        raise Wrong(
            "By the birth date this person is a minor: protect them as one, or correct the date."
        ) from None
    except Refused as refusal:
        raise Wrong(str(refusal)) from None


def _protection(facts: Facts, today: date) -> str:
    """What the list does not say is taken so that too much is protected rather than too little:
    nobody is taken for an adult but by a birth date, or by the office of speaking for a minor."""
    if facts.wards:
        outside = facts.speaks_as in OUTSIDERS
        return Person.Protection.NONE if outside else Person.Protection.RELATED
    if facts.identity.birth_date is not None:
        month = majority_over(facts.identity.birth_date, [Stay(facts.state)]).on
        return Person.Protection.MINOR if today < month else Person.Protection.NONE
    return Person.Protection.MINOR


def _month(facts: Facts) -> date | None:
    born_on = facts.identity.birth_date
    return born_on and majority_over(born_on, [Stay(facts.state)]).month


def overlaid(identity: Identity | None, facts: Facts) -> Identity | None:
    """Return who a person is with what the row says; what it does not say stays."""
    if identity is None:
        return None
    said = {name: value for name in SEALED if (value := getattr(facts.identity, name))}
    return replace(identity, **said)


def expect_told_alike(person: Person, identity: Identity | None, facts: Facts) -> None:
    """Raise :class:`Wrong` where the list tells otherwise what only a person decides."""
    for name in _PLAIN:
        told = getattr(facts, name)
        if told and told != getattr(person, name):
            raise Wrong(
                f"The list tells another {name} than stands here; a person decides that on the "
                "person's own page."
            )
    if identity is None and facts.names_somebody:
        raise Wrong(
            "Of this person only the designation is held here; who it is is entered by a person."
        )


def differences(
    person: Person,
    identity: Identity | None,
    facts: Facts,
    *,
    parts: set[tuple[UUID, str]],
    action: UUID | None,
) -> Iterator[str]:
    """Yield in words which fields a row tells otherwise; no value."""
    now = overlaid(identity, facts)
    if identity is not None and now is not None:
        for name in SEALED:
            if getattr(now, name) != getattr(identity, name):
                yield words_of_field(name).lower()
    if facts.state and facts.state != person.residence_state:
        yield "state"
    if action and (action, role_of(facts)) not in parts:
        yield "part in an action"


def role_of(facts: Facts) -> str:
    """Return the part that a row's person has in its action."""
    if facts.role:
        return facts.role
    speaks = bool(facts.wards)
    return Participation.Role.SPEAKS_FOR if speaks else Participation.Role.NAMED_PLAINTIFF
