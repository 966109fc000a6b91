"""Entering and amending persons. Who they are goes through the door; the rest is plain."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mdl import events
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import Litigation, Source, User
from plaintiffs.models import Person
from plaintiffs.privacy.door import refit, seal_identity
from plaintiffs.privacy.errors import AlreadyOfAge, ReasonNeeded
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.initials import initials
from plaintiffs.privacy.no_ssn import refuse_ssn
from plaintiffs.privacy.reasons import given_reason
from plaintiffs.services.residences import correct_state, expect_state


@transaction.atomic
def enter_person(
    *,
    litigation: Litigation,
    protection: str,
    relation: str,
    designation: str = "",
    identity: Identity | None = None,
    birth_year: int | None = None,
    residence_state: str = "",
    source: Source | None = None,
    actor: User | None,
    now: datetime,
) -> Person:
    """Enter a person by designation, by identity, or by both.

    Without a designation the identity gives it: initials for whoever is protected, else the
    name. Of another firm's minor, or an adverse one, give the public designation only.
    """
    require(actor, Act.RECORD, litigation)
    refuse_ssn(designation=designation)
    person = Person(
        litigation=litigation,
        protection=protection,
        relation=relation,
        designation=designation.strip() or _designation_of(identity, protection),
        birth_year=birth_year,
        residence_state=residence_state,
        source=source,
    )
    expect_state(residence_state)
    person.full_clean()
    person.save()
    correct_state(person, residence_state)
    if identity is not None:
        seal_identity(person=person, identity=identity, actor=actor, now=now)
        _expect_minority(person, now)
    return person


@dataclass(frozen=True, slots=True)
class Amendment:
    """What changes of a person; ``None`` leaves a field as it is."""

    designation: str | None = None
    protection: str | None = None
    relation: str | None = None
    residence_state: str | None = None
    birth_year: int | None = None
    identity: Identity | None = None


@transaction.atomic
def amend_person(
    *, person: Person, to: Amendment, reason: str = "", actor: User | None, now: datetime
) -> Person:
    """Correct what is recorded of a person. Another state may be another day of majority; a move
    with its day is :func:`~plaintiffs.services.residences.move_person`.

    A designation or a protection changes only with a reason, which history keeps: earlier papers
    show the person as before. Raises :class:`~plaintiffs.privacy.errors.ReasonNeeded` without.
    """
    require(actor, Act.RECORD, person.litigation)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _expect_reason(person, to, reason)
    reason = given_reason(reason, litigation=person.litigation)
    refuse_ssn(designation=to.designation or "")
    called, is_guarded_anew = person.designation, _is_guarded_anew(person, to)
    for name in ("designation", "protection", "relation", "residence_state", "birth_year"):
        value = getattr(to, name)
        if value is not None:
            setattr(person, name, value)
    if to.residence_state is not None:
        correct_state(person, to.residence_state)
    with acting_as(actor, why=reason or "amend a person"):
        if to.identity is not None:
            person = seal_identity(person=person, identity=to.identity, actor=actor, now=now)
        else:
            refit(person=person, on=now.date())
            person.full_clean()
            person.save()
        _tell(person, called=called, is_guarded_anew=is_guarded_anew, on=now.date())
    return person


def _is_guarded_anew(person: Person, to: Amendment) -> bool:
    """Say whether a name that everybody could read must not be shown any more."""
    was_none = person.protection == Person.Protection.NONE
    return was_none and to.protection not in (None, Person.Protection.NONE)


def _tell(person: Person, *, called: str, is_guarded_anew: bool, on: date) -> None:
    if is_guarded_anew:
        events.publish(events.NameGuarded(on=on, person_id=person.pk))
    elif person.designation != called:
        changed = events.DesignationChanged(on=on, person_id=person.pk, before=called)
        events.publish(changed)


def _expect_reason(person: Person, to: Amendment, reason: str) -> None:
    changed = [
        name
        for name in ("designation", "protection")
        if getattr(to, name) not in (None, getattr(person, name))
    ]
    if changed and not reason.strip():
        raise ReasonNeeded(
            f"Say why the {' and the '.join(changed)} changes; earlier papers keep the old one."
        )


def _expect_minority(person: Person, now: datetime) -> None:
    """Refuse to enter an adult as a minor. Who comes of age later stays until a person decides."""
    month = person.majority_month
    if month is not None and month < now.date().replace(day=1):
        raise AlreadyOfAge(
            f"By the birth date this person came of age in {month:%B %Y}: protect them as a "
            "former minor, or not at all."
        )


def _designation_of(identity: Identity | None, protection: str) -> str:
    if identity is None:
        return ""
    if protection == Person.Protection.NONE:
        return identity.stripped().full_name
    return initials(identity.given_name, identity.family_name)
