"""Sources: the papers and pages that recorded facts cite."""

from functools import cache
from typing import Any

from django.contrib import admin
from django.db.models import Exists, ForeignKey, Model, OuterRef, Q, QuerySet
from pghistory.models import Event

from mdl.access import Act, may, reachable_litigations
from mdl.admin.base import DeskAdmin, Viewer
from mdl.admin.filters import ChoicesDropdownFilter, Picked, RangeDateFilter
from mdl.admin.site import site
from mdl.models import Litigation, MemberAction, Role, Source, User

_FAR = 2  # steps from a row that cites a source to its litigation


@admin.register(Source, site=site)
class SourceAdmin(DeskAdmin):
    """A source belongs to no litigation, but what cites it does."""

    list_display = ("title", "court", "docket_number", "entry_number", "dated_on", "verification")
    list_filter = (
        ("verification", ChoicesDropdownFilter),
        ("court", Picked),
        ("dated_on", RangeDateFilter),
    )
    list_select_related = ("court",)
    search_fields = ("title", "docket_number", "url")
    search_help_text = "Title, docket number or address"
    ordering = ("-dated_on", "title", "id")

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Hide what only litigations cite that the viewer does not reach."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        closed = closed_to(viewer)
        if not closed:
            return rows
        return rows.exclude(_cited_by(closed) & ~_cited_by(reachable_litigations(viewer)))


def closed_to(viewer: Viewer) -> list[Any]:
    """Return the keys of the litigations that the viewer does not reach, as a rule very few."""
    closed = Litigation.objects.exclude(pk__in=reachable_litigations(viewer))
    return list(closed.order_by().values_list("pk", flat=True))


def reaches_everything(viewer: Viewer) -> bool:
    """Say whether no litigation is closed to the viewer: then no row needs a closer look.

    Only of a supervisor: whoever is assigned would learn from a row that vanishes that the office
    took on a matter elsewhere.
    """
    return isinstance(viewer, User) and viewer.role == Role.SUPERVISOR and not closed_to(viewer)


def _cited_by(litigations: Any) -> Q:
    """Return the condition that a row of one of the litigations cites the source."""
    cited = Q()
    for column, paths in _citing():
        theirs = Q()
        for path in paths:
            theirs |= Q(**{f"{path}__in": litigations})
        rows = column.model._default_manager.order_by().filter(theirs)
        cited |= Q(Exists(rows.filter(**{column.name: OuterRef("pk")})))
    return cited


@cache
def _citing() -> "list[tuple[ForeignKey[Any, Any], list[str]]]":
    """Find the columns that cite sources, and how their rows belong to a litigation."""
    found = []
    for relation in Source._meta.get_fields(include_hidden=True):
        column = getattr(relation, "field", None)
        # History repeats what its rows say.
        if not isinstance(column, ForeignKey) or issubclass(column.model, Event):
            continue
        if paths := _paths(column.model):
            found.append((column, paths))
    return found


def _paths(model: type[Model], far: int = _FAR) -> list[str]:
    """Find the shortest ways from a row to its litigation along its own foreign keys."""
    if model is Litigation:
        return ["pk"]
    columns = [
        column
        for column in model._meta.fields
        if isinstance(column, ForeignKey) and column.remote_field.model is not model
    ]
    near = [column.name for column in columns if column.remote_field.model is Litigation]
    near += [
        f"{column.name}__litigation"
        for column in columns
        if column.remote_field.model is MemberAction
    ]
    if near or not far:
        return near
    return [
        f"{column.name}__{path}"
        for column in columns
        for path in _paths(column.remote_field.model, far - 1)
    ]
