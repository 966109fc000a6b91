"""Who may see what, decided once.

A litigation is the unit of access: an assignment opens it while it runs, an ethical wall closes
it whatever else was granted, and a supervising attorney reaches every litigation but the walled.
Within it the class of a thing decides (:class:`Holds`): who is not of the firm sees what the
court's own record shows, who runs the site sees nothing of any case.

Models above this app say here by which path their rows belong to a litigation, and of which class
they are; every list, page, API answer and mail then asks :meth:`Reachable.visible_to`. Pages and
panels say their class too (:func:`shows`), and what says nothing is the firm's own. Row-level
security repeats the same rule for the tables with protected fields
(``mdl/migrations/0002_row_security.py``).
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import Litigation, User

# --- What there is to see -----------------------------------------------------------------------


class Holds(StrEnum):
    """What a row, a page or a panel holds. The firm's own is what nothing else was said of."""

    OPEN = "open"  # of no case: the law, one's own account, whether the site is well
    OFFICE = "office"  # how the firm is organized: accounts, assignments, walls, sign-ins
    RECORD = "record"  # C0: what the court's public record shows of a matter
    FIRM = "firm"  # C1 and C2: notes, reasons, proposals, drafts, who does what


# C4, a name or a birth date, is no class of rows: it is sealed, and opened by Act.REVEAL alone.
# C3 and C5, papers under a protective order or under seal, are not held here at all.
_READS: Final[dict[str, frozenset[Holds]]] = {
    "paralegal": frozenset(Holds),
    "attorney": frozenset(Holds),
    "supervisor": frozenset(Holds),
    "administrator": frozenset({Holds.OPEN, Holds.OFFICE}),
    "co_counsel": frozenset({Holds.OPEN, Holds.RECORD}),
}


def reads(viewer: "User | AnonymousUser", holds: Holds) -> bool:
    """Say whether the viewer's role reads anything of that class, in whatever litigation."""
    return viewer.is_authenticated and viewer.is_active and holds in _READS[viewer.role]


def roles_reading(holds: Holds) -> frozenset[str]:
    """Return the roles that read things of that class."""
    return frozenset(role for role, classes in _READS.items() if holds in classes)


View = TypeVar("View", bound=Callable[..., Any])


def shows(holds: Holds) -> Callable[[View], View]:
    """Say of a page what it holds; to others it answers 404 (:mod:`mdl.middleware`)."""

    def say(view: View) -> View:
        view.holds = holds  # type: ignore[attr-defined]  # read by held_by
        return view

    return say


def held_by(view: Callable[..., Any]) -> Holds:
    """Return what a page holds: as it says, as its admin says, else what is the firm's own."""
    desk = getattr(view, "model_admin", None) or getattr(view, "admin_site", None)
    return getattr(view, "holds", None) or getattr(desk, "holds", None) or Holds.FIRM


# --- Which rows ---------------------------------------------------------------------------------

# Model label -> path from a row to its litigation ("" for the litigation itself), and its class.
_PATHS: dict[str, tuple[str, Holds]] = {}


def belongs_by(model: type[models.Model], path: str, holds: Holds = Holds.FIRM) -> None:
    """Declare how a model's rows belong to a litigation, for example ``action__litigation``."""
    _PATHS[model._meta.label] = (path, holds)


class Reachable(models.QuerySet[Any]):
    """A queryset that knows who is looking."""

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Leave only rows of litigations the viewer reaches and is not walled off from."""
        path, holds = _PATHS[self.model._meta.label]
        matters = reachable_litigations(viewer, holds)
        return self.filter(**{f"{path}__in" if path else "pk__in": matters})


def reachable_litigations(
    viewer: "User | AnonymousUser", holds: Holds = Holds.FIRM
) -> "models.QuerySet[Any, Any]":
    """Return the litigations in which the viewer sees things of a class, as a subquery of keys."""
    from mdl.models import Assignment, Litigation, Role

    everything = Litigation.objects.all()
    if not viewer.is_authenticated or not reads(viewer, holds):
        return everything.none().values("pk")
    reached = Q()
    if viewer.role != Role.SUPERVISOR:
        reached = Q(pk__in=Assignment.objects.running().filter(user=viewer).values("litigation"))
    return everything.filter(reached).exclude(walls__user=viewer).values("pk")


def raised_since(moment: str, viewer: "User | AnonymousUser") -> Exists:
    """Return the condition that a wall was raised before the viewer since a row's moment: of what
    is told in one piece, no part can be left out."""
    from mdl.models import Wall

    return Exists(Wall.objects.filter(user=viewer.pk, raised_at__gte=OuterRef(moment)))


# --- What one may do ----------------------------------------------------------------------------


class Act(StrEnum):
    """What a person may do within a litigation they reach."""

    VIEW = "view"  # read what is the firm's own
    RECORD = "record"  # enter and correct facts, mark deadlines met
    CONFIRM = "confirm"  # stand behind a proposed transfer or a computed date
    REVEAL = "reveal"  # open a protected field, with a reason
    READ_AUDIT = "read the audit"  # who saw a protected person, when and why
    STAFF = "staff"  # invite, assign, wall off
    CLOSE = "close"  # end a matter, hold it, erase it


_ACTS: dict[str, frozenset[Act]] = {
    "paralegal": frozenset({Act.VIEW, Act.RECORD, Act.CONFIRM, Act.REVEAL}),
    "attorney": frozenset({Act.VIEW, Act.RECORD, Act.CONFIRM, Act.REVEAL, Act.READ_AUDIT}),
    "supervisor": frozenset(Act),
    "administrator": frozenset({Act.STAFF}),
    "co_counsel": frozenset(),
}


def roles_with(act: Act) -> frozenset[str]:
    """Return the roles that have ``act``."""
    return frozenset(role for role, acts in _ACTS.items() if act in acts)


def able(act: Act, litigation: "Litigation") -> "models.QuerySet[User]":
    """Return the active people whose role has ``act`` and who reach ``litigation``."""
    from mdl.models import Assignment, Role, User

    here = Assignment.objects.running().filter(litigation=litigation)
    reaches = Q(role=Role.SUPERVISOR) | Q(pk__in=here.values("user"))
    people = User.objects.filter(reaches, is_active=True, role__in=roles_with(act))
    return people.exclude(walls__litigation=litigation)


def two_able(act: Act, key: str) -> models.Exists:
    """Say in a query, of the litigation whose key is ``key``, whether :func:`able` are several."""
    from mdl.models import Assignment, Role, User, Wall

    here = {"user": OuterRef("pk"), "litigation": OuterRef(OuterRef(key))}
    people = User.objects.filter(
        Q(role=Role.SUPERVISOR) | Exists(Assignment.objects.running().filter(**here)),
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
