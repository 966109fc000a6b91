"""Counsel of record for a person in an action, from a day until a day."""

from datetime import date

from django.db import transaction

from mdl.access import Act, require
from mdl.models import Attorney, MemberAction, User
from plaintiffs.models import Person, Representation
from plaintiffs.services.errors import NotSameMatter, WrongDay


@transaction.atomic
def engage_counsel(
    *,
    person: Person,
    action: MemberAction,
    attorney: Attorney,
    is_lead: bool = False,
    from_on: date | None,
    actor: User | None,
) -> Representation:
    """Let an attorney represent a person in an action; one lead counsel at a time."""
    require(actor, Act.RECORD, action.litigation)
    if person.litigation_id != action.litigation_id:
        raise NotSameMatter("The person is entered in another litigation than the action.")
    representation = Representation(
        person=person, action=action, attorney=attorney, is_lead=is_lead, from_on=from_on
    )
    representation.full_clean()
    representation.save()
    return representation


@transaction.atomic
def withdraw_counsel(
    *, representation: Representation, until_on: date, actor: User | None
) -> Representation:
    """End a representation; ``until_on`` is the first day on which it no longer holds."""
    require(actor, Act.RECORD, representation.action.litigation)
    representation = Representation.objects.select_for_update(of=("self",)).get(
        pk=representation.pk
    )
    if representation.until_on is not None:
        raise WrongDay(f"This representation already ended on {representation.until_on}.")
    representation.until_on = until_on
    representation.full_clean()
    representation.save(update_fields=["until_on"])
    return representation
