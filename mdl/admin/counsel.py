"""Firms, attorneys, appearances and the leadership."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from mdl.access import reachable_litigations
from mdl.admin.base import DeskAdmin, PartInline, ReferenceAdmin, Viewer
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.tabs import ListTab, link
from mdl.models import Appearance, Attorney, Firm, Leadership


class FirmAttorneysTab(ListTab):
    """The attorneys of a firm."""

    model = Attorney
    verbose_name_plural = "attorneys"
    headers = ("Attorney", "E-mail", "Telephone")
    empty = "No attorney of this firm is listed."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the firm's attorneys."""
        return Attorney.objects.filter(firm=row)

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an attorney."""
        return (link(row), row.email or "—", row.phone or "—")


@admin.register(Firm, site=site)
class FirmAdmin(ReferenceAdmin):
    """Law firms of every side."""

    list_display = ("name",)
    search_fields = ("name",)
    inlines: ClassVar = (FirmAttorneysTab,)


def _seen_appearances(viewer: Viewer) -> Q:
    reached = reachable_litigations(viewer)
    return Q(litigation__in=reached) | Q(action__litigation__in=reached)


class AttorneyAppearancesTab(ListTab):
    """Where an attorney appears."""

    model = Appearance
    verbose_name_plural = "appearances"
    headers = ("In", "For", "From", "Until")
    empty = "No appearance is recorded."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the appearances this person sees."""
        seen = Appearance.objects.filter(_seen_appearances(request.user), attorney=row)
        return seen.select_related("litigation", "action").order_by("pk")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an appearance."""
        where = row.litigation or row.action
        return (link(where), row.get_side_display(), row.from_on or "—", row.until_on or "—")


@admin.register(Attorney, site=site)
class AttorneyAdmin(ReferenceAdmin):
    """Lawyers of any side; our own are tied to their sign-in."""

    list_display = ("name", "firm", "email", "phone")
    list_filter = (("firm", Picked),)
    list_select_related = ("firm",)
    search_fields = ("name", "firm__name", "email")
    search_help_text = "Name, firm or e-mail"
    inlines: ClassVar = (AttorneyAppearancesTab,)


@admin.register(Appearance, site=site)
class AppearanceAdmin(DeskAdmin):
    """Who appears for whom, and since when."""

    list_display = ("attorney", "side", "litigation", "action", "from_on", "until_on")
    list_filter = (("side", ChoicesDropdownFilter), ("litigation", Picked), ("attorney", Picked))
    list_select_related = ("attorney", "litigation", "action")
    search_fields = ("attorney__name", "attorney__firm__name", "action__caption")
    search_help_text = "Attorney, firm or caption"
    ordering = ("attorney__name", "id")

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """An appearance is seen with its litigation or action."""
        return rows.filter(_seen_appearances(viewer))


class LeadershipInline(PartInline):
    """The places the transferee court appointed."""

    model = Leadership
    fields = ("attorney", "position", "from_on", "until_on", "source")


class AppearanceInline(PartInline):
    """Counsel of record."""

    model = Appearance
    fields = ("attorney", "side", "from_on", "until_on", "source")
    verbose_name_plural = "counsel"
