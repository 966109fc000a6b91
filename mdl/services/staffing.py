"""Who works on which litigation, and who must not see it at all."""

from datetime import date, datetime

from django.db import transaction

from mdl.access import Act, NotAllowed, require
from mdl.models import Assignment, Litigation, Role, User, Wall
from mdl.services.accounts import AccountRefused


@transaction.atomic
def assign(
    *,
    user: User,
    litigation: Litigation,
    part: str,
    actor: User | None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Assignment:
    """Let somebody work on a litigation, which opens it to them from a day or until one.

    ``until_on`` is the first day on which it is closed again; outside co-counsel need one.
    """
    _expect_may_staff(actor, litigation)
    if user.role == Role.ADMINISTRATOR:
        raise AccountRefused(f"{user} runs the site and sees no case: assign somebody else.")
    if user.role == Role.CO_COUNSEL and until_on is None:
        raise AccountRefused(f"{user} is outside the firm: say until when they see {litigation}.")
    if not user.is_active:
        raise AccountRefused(f"{user} has left.")
    if litigation.walls.filter(user=user).exists():
        raise AccountRefused(f"{user} is walled off from {litigation}: nobody may assign them.")
    assignment = Assignment(
        user=user, litigation=litigation, part=part, from_on=from_on, until_on=until_on
    )
    assignment.full_clean()
    assignment.save()
    return assignment


@transaction.atomic
def unassign(*, assignment: Assignment, actor: User | None) -> None:
    """End somebody's part in a litigation; history keeps it."""
    _expect_may_staff(actor, assignment.litigation)
    assignment.delete()


@transaction.atomic
def raise_wall(
    *, user: User, litigation: Litigation, reason: str, actor: User | None, now: datetime
) -> Wall:
    """Raise an ethical wall: from the next request on this person sees nothing of the litigation.

    It beats every grant; assignments behind it end.
    """
    _expect_may_staff(actor, litigation)
    wall = Wall(user=user, litigation=litigation, reason=reason.strip(), raised_at=now)
    wall.full_clean()
    wall.save()
    litigation.assignments.filter(user=user).delete()
    return wall


@transaction.atomic
def lower_wall(*, wall: Wall, actor: User | None) -> None:
    """Take a wall down; history keeps who raised it and why. Nobody lowers their own."""
    _expect_may_staff(actor, wall.litigation)
    wall.delete()


def _expect_may_staff(actor: User | None, litigation: Litigation) -> None:
    """An administrator staffs litigations without seeing them; a wall stops everybody."""
    require(actor, Act.STAFF)
    if actor is not None and litigation.walls.filter(user=actor).exists():
        raise NotAllowed(f"{actor} may not {Act.STAFF} here.")
