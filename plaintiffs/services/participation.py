"""A person's part in an action: joining, leaving, and one party for another."""

from datetime import date

from django.db import transaction

from mdl.access import Act, require
from mdl.models import MemberAction, Source, User
from plaintiffs.models import Participation, Person
from plaintiffs.services.errors import NotSameMatter, WrongDay, WrongSuccessor


@transaction.atomic
def join_action(
    *,
    person: Person,
    action: MemberAction,
    role: str,
    from_on: date | None,
    source: Source | None = None,
    actor: User | None,
) -> Participation:
    """Let a person take part in an action from a day (``None``: the day is not known)."""
    return _begin(
        Participation(person=person, action=action, role=role, from_on=from_on, source=source),
        actor,
    )


@transaction.atomic
def leave_action(
    *, participation: Participation, until_on: date, actor: User | None
) -> Participation:
    """End a person's part; ``until_on`` is the first day on which it no longer holds."""
    require(actor, Act.RECORD, participation.action.litigation)
    participation = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if participation.until_on is not None:
        raise WrongDay(f"This part in the action already ended on {participation.until_on}.")
    participation.until_on = until_on
    participation.full_clean()
    participation.save(update_fields=["until_on"])
    return participation


@transaction.atomic
def substitute_party(
    *,
    participation: Participation,
    successor: Person,
    on: date,
    source: Source | None = None,
    actor: User | None,
) -> Participation:
    """Let another person take the part of one from ``on``, FRCP 17(a)(3) and 25.

    The new part points at the old, which ends that day. Papers filed before stay as they are.
    """
    if successor == participation.person:
        raise WrongSuccessor("A party is substituted by another person.")
    ended = leave_action(participation=participation, until_on=on, actor=actor)
    return _begin(
        Participation(
            person=successor,
            action=ended.action,
            role=ended.role,
            from_on=on,
            substituted_for=ended,
            source=source,
        ),
        actor,
    )


def _begin(participation: Participation, actor: User | None) -> Participation:
    require(actor, Act.RECORD, participation.action.litigation)
    if participation.person.litigation_id != participation.action.litigation_id:
        raise NotSameMatter("The person is entered in another litigation than the action.")
    participation.full_clean()
    participation.save()
    return participation
