"""Who may see what, decided once.

A litigation is the unit of access: an assignment opens it, an ethical wall closes it whatever
else was granted, and a supervising attorney reaches every litigation but the walled. Models
above this app say here by which path their rows belong to a litigation; every list, page, API
answer and mail then asks :meth:`Reachable.visible_to`. Row-level security repeats the same rule
for the tables with protected fields (``mdl/migrations/0002_row_security.py``).
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import Litigation, User

# Model label -> path from a row to its litigation ("" for the litigation itself).
_PATHS: dict[str, str] = {}


def belongs_by(model: type[models.Model], path: str) -> None:
    """Declare how a model's rows belong to a litigation, for example ``action__litigation``."""
    _PATHS[model._meta.label] = path


class Reachable(models.QuerySet[Any]):
    """A queryset that knows who is looking."""

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Leave only rows of litigations the viewer reaches and is not walled off from."""
        path = _PATHS[self.model._meta.label]
        matters = reachable_litigations(viewer)
        return self.filter(**{f"{path}__in" if path else "pk__in": matters})


def reachable_litigations(viewer: "User | AnonymousUser") -> "models.QuerySet[Any, Any]":
    """Return the litigations the viewer may see, as a subquery of keys."""
    from mdl.models import Litigation, Role

    everything = Litigation.objects.all()
    if not viewer.is_authenticated or not viewer.is_active:
        return everything.none().values("pk")
    reached = Q() if viewer.role == Role.SUPERVISOR else Q(assignments__user=viewer)
    return everything.filter(reached).exclude(walls__user=viewer).values("pk")


class Act(StrEnum):
    """What a person may do within a litigation they reach."""

    VIEW = "view"
    RECORD = "record"  # enter and correct facts, mark deadlines met
    CONFIRM = "confirm"  # stand behind a proposed transfer or a computed date
    REVEAL = "reveal"  # open a protected field, with a reason
    READ_AUDIT = "read the audit"  # who saw a protected person, when and why
    STAFF = "staff"  # invite, assign, wall off


_ACTS: dict[str, frozenset[Act]] = {
    "paralegal": frozenset({Act.VIEW, Act.RECORD, Act.CONFIRM, Act.REVEAL}),
    "attorney": frozenset({Act.VIEW, Act.RECORD, Act.CONFIRM, Act.REVEAL, Act.READ_AUDIT}),
    "supervisor": frozenset(Act),
    # Runs the site; sees matters only where somebody assigned them.
    "administrator": frozenset({Act.VIEW, Act.STAFF}),
}


def roles_with(act: Act) -> frozenset[str]:
    """Return the roles that have ``act``."""
    return frozenset(role for role, acts in _ACTS.items() if act in acts)


def able(act: Act, litigation: "Litigation") -> "models.QuerySet[User]":
    """Return the active people whose role has ``act`` and who reach ``litigation``."""
    from mdl.models import Role, User

    reaches = Q(role=Role.SUPERVISOR) | Q(assignments__litigation=litigation)
    people = User.objects.filter(reaches, is_active=True, role__in=roles_with(act))
    return people.exclude(walls__litigation=litigation).distinct()


def two_able(act: Act, key: str) -> models.Exists:
    """Say in a query, of the litigation whose key is ``key``, whether :func:`able` are several."""
    from mdl.models import Assignment, Role, User, Wall

    here = {"user": OuterRef("pk"), "litigation": OuterRef(OuterRef(key))}
    people = User.objects.filter(
        Q(role=Role.SUPERVISOR) | Exists(Assignment.objects.filter(**here)),
        ~Exists(Wall.objects.filter(**here)),
        is_active=True,
        role__in=roles_with(act),
    )
    return Exists(people.order_by("pk")[1:2])


class NotAllowed(Exception):
    """The actor may not do this here."""


def may(viewer: "User | AnonymousUser", act: Act, litigation: "Litigation | None" = None) -> bool:
    """Say whether the viewer's role has ``act``, and reaches ``litigation`` where one is named."""
    if not viewer.is_authenticated or not viewer.is_active:
        return False
    if act not in _ACTS[viewer.role]:
        return False
    if litigation is None:
        return True
    return reachable_litigations(viewer).filter(pk=litigation.pk).exists()


def require(viewer: "User | None", act: Act, litigation: "Litigation | None" = None) -> None:
    """Raise :class:`NotAllowed` unless the viewer may; ``None`` is the system, which may."""
    if viewer is not None and not may(viewer, act, litigation):
        raise NotAllowed(f"{viewer} may not {act} here.")
