"""Courts, their other spellings, and their judges."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest

from mdl.admin.base import PartInline, ReferenceAdmin
from mdl.admin.closings import CourtClosingsTab
from mdl.admin.filters import BooleanRadioFilter, ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.tabs import ListTab, link
from mdl.models import Court, CourtAlias, Judge, Litigation, MemberAction, Presiding


class CourtAliasInline(PartInline):
    """How papers spell the court."""

    model = CourtAlias
    verbose_name_plural = "other spellings"


class CourtJudgesTab(ListTab):
    """The judges listed for the court."""

    model = Judge
    verbose_name_plural = "judges"
    headers = ("Judge", "")
    empty = "No judge of this court is listed."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the court's judges."""
        return Judge.objects.filter(court=row)

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a judge."""
        return (link(row), "Magistrate judge" if row.is_magistrate else "")


@admin.register(Court, site=site)
class CourtAdmin(ReferenceAdmin):
    """Courts come from a data file; only what the file does not know is entered here."""

    list_display = ("citation", "name", "kind", "state", "time_zone")
    list_filter = (("kind", ChoicesDropdownFilter),)
    search_fields = ("id", "citation", "name", "aliases__alias")
    search_help_text = "PACER id, citation, name, or any spelling on a paper"
    inlines: ClassVar = (CourtAliasInline, CourtJudgesTab, CourtClosingsTab)
    ordering = ("name",)
    history_parts = ("aliases",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Offer in pickers what is cited as typed before a bankruptcy court of the same words."""
        found, is_repeated = super().get_search_results(request, queryset, search_term)
        nearest = Case(When(citation__istartswith=search_term.strip(), then=0), default=1)
        is_bankruptcy = Case(When(kind=Court.Kind.BANKRUPTCY, then=1), default=0)
        return found.order_by(nearest, is_bankruptcy, "name"), is_repeated

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The next load of the data file would undo a correction made here."""
        return (
            () if obj is None else ("id", "name", "citation", "kind", "state", "time_zone", "host")
        )


class JudgeActionsTab(ListTab):
    """Actions assigned to the judge."""

    model = MemberAction
    verbose_name_plural = "actions"
    headers = ("Action", "Litigation")
    empty = "No action is assigned to this judge."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the judge's actions that this person sees."""
        seen = MemberAction.objects.visible_to(request.user).filter(judge=row)
        return seen.select_related("litigation")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an action."""
        return (link(row), link(row.litigation))


class JudgeLitigationsTab(ListTab):
    """Litigations the judge has or had."""

    model = Presiding
    verbose_name_plural = "litigations"
    headers = ("Litigation", "Part", "From", "Until")
    empty = "This judge has no litigation here."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the judge's parts in litigations that this person sees."""
        seen = Litigation.objects.visible_to(request.user)
        return Presiding.objects.filter(judge=row, litigation__in=seen).select_related("litigation")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a part."""
        return (
            link(row.litigation),
            row.get_part_display(),
            row.from_on or "—",
            row.until_on or "—",
        )


@admin.register(Judge, site=site)
class JudgeAdmin(ReferenceAdmin):
    """Judges, as the courts' own papers name them."""

    list_display = ("name", "court", "is_magistrate")
    list_filter = (("court", Picked), ("is_magistrate", BooleanRadioFilter))
    list_select_related = ("court",)
    search_fields = ("name",)
    inlines: ClassVar = (JudgeLitigationsTab, JudgeActionsTab)
