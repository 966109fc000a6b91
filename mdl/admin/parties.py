"""Defendants, experts, and companies that are no party but matter."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from mdl.access import Act, may, reachable_litigations
from mdl.admin.base import DeskAdmin, PartInline, Viewer
from mdl.admin.filters import ChoicesDropdownFilter
from mdl.admin.forms import OfActionForm
from mdl.admin.site import site
from mdl.admin.tabs import ListTab, link
from mdl.models import Involvement, Party


class InvolvementsTab(ListTab):
    """Where a party takes part."""

    model = Involvement
    verbose_name_plural = "takes part in"
    headers = ("Litigation", "Action", "Part")
    empty = "In no litigation yet."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the parts this person sees."""
        seen = row.involvements.filter(litigation__in=reachable_litigations(request.user))
        found: QuerySet[Any] = seen.select_related("litigation", "action").order_by("pk")
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a part."""
        whole = "The litigation as a whole"
        return (
            link(row.litigation),
            whole if row.action is None else link(row.action),
            row.words or "—",
        )


@admin.register(Party, site=site)
class PartyAdmin(DeskAdmin):
    """Adults and companies named in public papers."""

    list_display = ("name", "kind", "also_known_as")
    list_filter = (("kind", ChoicesDropdownFilter),)
    search_fields = ("name", "also_known_as")
    inlines: ClassVar = (InvolvementsTab,)

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Hide a party of litigations out of reach; one that is in none yet is seen by all."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        parts = Involvement.objects.filter(party=OuterRef("pk"))
        reached = parts.filter(litigation__in=reachable_litigations(viewer))
        return rows.filter(Exists(reached) | ~Exists(parts))


class LitigationPartiesInline(PartInline):
    """Who takes part in the litigation as a whole."""

    model = Involvement
    fields = ("party", "words", "source")
    verbose_name_plural = "parties"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the actions' own parties to their pages."""
        return super().get_queryset(request).filter(action=None)


class ActionPartiesInline(PartInline):
    """Who takes part in one action. Plaintiffs are people and have a tab of their own."""

    model = Involvement
    form = OfActionForm
    fields = ("party", "words", "source")
    verbose_name_plural = "defendants and others"
