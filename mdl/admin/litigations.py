"""Litigations: one page with bench, leadership, dates, counts, claims, parties and actions."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from mdl.access import Act, may, reachable_litigations
from mdl.admin.base import DeskAdmin, PartInline, Viewer, who
from mdl.admin.claims import LitigationClaimsInline
from mdl.admin.counsel import AppearanceInline, LeadershipInline
from mdl.admin.filters import Picked, Question, RangeDateFilter
from mdl.admin.parties import LitigationPartiesInline
from mdl.admin.site import site
from mdl.admin.tabs import ListTab, link, link_to, list_of
from mdl.models import (
    Assignment,
    KeyDate,
    Litigation,
    MemberAction,
    PanelOrder,
    Presiding,
    ReportedCount,
    Settlement,
    Stage,
    Wall,
)
from mdl.services.accounts import AccountRefused
from mdl.services.staffing import assign, lower_wall, raise_wall, unassign


class BenchInline(PartInline):
    """Which judge has the litigation, and since when."""

    model = Presiding
    fields = ("judge", "part", "from_on", "until_on", "note", "source")


class KeyDatesInline(PartInline):
    """The litigation's history, line by line."""

    model = KeyDate
    fields = ("on", "precision", "words", "source")


class ReportedCountsInline(PartInline):
    """How many actions somebody counted, and who."""

    model = ReportedCount
    fields = ("as_of", "number", "words", "is_of_the_order", "source")


class SettlementsTab(ListTab):
    """The settlements; each has a page of its own."""

    model = Settlement
    verbose_name_plural = "settlements"
    headers = ("Settlement", "Amount in US dollars", "Final approval")
    empty = "No settlement is recorded."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the litigation's settlements."""
        found: QuerySet[Any] = row.settlements.order_by("pk")
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a settlement."""
        amount = "Not verified" if row.amount_usd is None else f"{row.amount_usd:,.2f}"
        return (link(row), amount, row.finally_approved_on or "—")


class PanelOrdersTab(ListTab):
    """The Panel's orders."""

    model = PanelOrder
    verbose_name_plural = "Panel orders"
    headers = ("Order", "Entered", "Actions named")
    empty = "No order of the Panel is recorded."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the litigation's orders, the newest first."""
        found: QuerySet[Any] = row.panel_orders.annotate(named=Count("transfers"))
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an order."""
        return (link(row), row.entered_on, row.named)

    def whole(self, row: Any) -> str:
        """All orders of the litigation."""
        return list_of(PanelOrder, litigation__id__exact=row.pk)


class ActionsTab(ListTab):
    """The member actions, in the litigation's own order."""

    model = MemberAction
    verbose_name_plural = "actions"
    headers = ("#", "Caption", "Number", "Court", "Stage")
    empty = "No action is recorded."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the litigation's actions."""
        found: QuerySet[Any] = row.actions.with_stage().with_current_number()
        return found.select_related("origin_court").order_by("position")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an action."""
        return (
            row.position,
            link(row),
            row.current_number or "Not verified",
            row.origin_court or "Not verified",
            Stage(row.stage).label if row.stage else "Not verified",
        )

    def whole(self, row: Any) -> str:
        """All actions of the litigation."""
        return list_of(MemberAction, litigation__id__exact=row.pk)


class _OfficeInline(PartInline):
    """Who works on a matter is decided, and seen, by those who staff it."""

    act = Act.STAFF
    changes = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the role."""
        return may(request.user, Act.STAFF)


class AssignmentInline(_OfficeInline):
    """Who works on it."""

    model = Assignment
    fields = ("user", "part", "from_on", "until_on")
    verbose_name_plural = "team"

    def keep(self, request: HttpRequest, row: Any) -> None:
        """Open the litigation to them."""
        assign(
            user=row.user,
            litigation=row.litigation,
            part=row.part,
            from_on=row.from_on,
            until_on=row.until_on,
            actor=who(request),
        )

    def remove(self, request: HttpRequest, row: Any) -> None:
        """End their part."""
        unassign(assignment=row, actor=who(request))


class WallInline(_OfficeInline):
    """Who must not see it."""

    model = Wall
    fields = ("user", "reason")
    verbose_name_plural = "ethical walls"

    def keep(self, request: HttpRequest, row: Any) -> None:
        """Close the litigation to them."""
        raise_wall(
            user=row.user,
            litigation=row.litigation,
            reason=row.reason,
            actor=who(request),
            now=timezone.now(),
        )

    def remove(self, request: HttpRequest, row: Any) -> None:
        """Take the wall down."""
        lower_wall(wall=row, actor=who(request))


class Confirming(Question):
    """Whether two people may confirm a critical deadline."""

    title = "confirming"
    parameter_name = "confirming"
    answers: ClassVar = {
        "short": ("Fewer than two may confirm", lambda rows: rows.short_of_two()),
    }


@admin.register(Litigation, site=site)
class LitigationAdmin(DeskAdmin):
    """One litigation, its public facts and what belongs to it."""

    list_display = ("mdl_number", "caption", "transferee_court", "centralized_on", "actions_here")
    list_display_links = ("mdl_number", "caption")
    list_filter = (("transferee_court", Picked), ("centralized_on", RangeDateFilter), Confirming)
    list_select_related = ("transferee_court",)
    search_fields = ("mdl_number", "caption", "master_docket_number")
    search_help_text = "MDL number, caption or master docket"
    inlines: ClassVar = (
        ActionsTab,
        PanelOrdersTab,
        KeyDatesInline,
        BenchInline,
        LeadershipInline,
        AppearanceInline,
        LitigationPartiesInline,
        LitigationClaimsInline,
        SettlementsTab,
        ReportedCountsInline,
        AssignmentInline,
        WallInline,
    )
    refusals = (AccountRefused,)
    history_parts = ("bench", "leadership", "key_dates", "reported_counts", "assignments")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the actions along, by the index of their place in the list."""
        actions = MemberAction.objects.filter(litigation=OuterRef("pk")).order_by()
        counted = actions.values("litigation").annotate(n=Count("pk")).values("n")
        count = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
        rows: QuerySet[Any] = super().get_queryset(request).annotate(action_count=count)
        return rows

    @admin.display(description="Actions")
    def actions_here(self, row: Any) -> Any:
        """Link to the list behind the number."""
        return link_to(list_of(MemberAction, litigation__id__exact=row.pk), row.action_count)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Who opens a matter also says who works on it."""
        return may(request.user, Act.STAFF) and may(request.user, Act.RECORD)


@admin.register(Settlement, site=site)
class SettlementAdmin(DeskAdmin):
    """A class settlement. What was not seen on paper stays empty."""

    list_display = ("name", "litigation", "amount_usd", "finally_approved_on")
    list_filter = (("litigation", Picked),)
    list_select_related = ("litigation",)
    search_fields = ("name", "litigation__mdl_number")
    ordering = ("litigation", "name")

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """A settlement is seen with its litigation."""
        return rows.filter(litigation__in=reachable_litigations(viewer))
