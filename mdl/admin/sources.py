"""Sources: the papers and pages that recorded facts cite."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Exists, ForeignKey, Model, OuterRef, Q, QuerySet
from pghistory.models import Event

from mdl.access import Act, may, reachable_litigations
from mdl.admin.base import DeskAdmin, Viewer
from mdl.admin.filters import ChoicesDropdownFilter, Picked, RangeDateFilter
from mdl.admin.site import site
from mdl.models import Litigation, MemberAction, Source

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
        """Hide what a litigation cites that the viewer does not reach."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        if reaches_everything(viewer):
            return rows
        return rows.exclude(_cited_out_of_reach(viewer))


def reaches_everything(viewer: Viewer) -> bool:
    """Say whether no litigation is closed to the viewer: then no row needs a closer look."""
    return not Litigation.objects.exclude(pk__in=reachable_litigations(viewer)).exists()


def _cited_out_of_reach(viewer: Viewer) -> Q:
    """Return the condition that a row of a litigation out of reach cites the source."""
    reached = reachable_litigations(viewer)
    cited = Q(pk__in=[])
    for relation in Source._meta.get_fields(include_hidden=True):
        column = getattr(relation, "field", None)
        # History repeats what its rows say.
        if not isinstance(column, ForeignKey) or issubclass(column.model, Event):
            continue
        for path in _paths_to_litigation(column.model):
            away = column.model._default_manager.filter(
                **{column.name: OuterRef("pk"), f"{path}__isnull": False}
            ).exclude(**{f"{path}__in": reached})
            cited |= Q(Exists(away))
    return cited


def _paths_to_litigation(model: type[Model], far: int = _FAR) -> Iterator[str]:
    """Find the ways from a row to its litigation along its own foreign keys."""
    if model is Litigation:
        yield "pk"
        return
    for column in model._meta.fields:
        if not isinstance(column, ForeignKey) or column.remote_field.model is model:
            continue
        related = column.remote_field.model
        if related is Litigation:
            yield column.name
        elif related is MemberAction:
            yield f"{column.name}__litigation"
        elif far:
            for path in _paths_to_litigation(related, far - 1):
                yield f"{column.name}__{path}"
