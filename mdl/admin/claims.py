"""Claims pleaded: statutes and torts."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from mdl.access import reachable_litigations
from mdl.admin.base import PartInline, ReferenceAdmin
from mdl.admin.forms import OfActionForm
from mdl.admin.site import site
from mdl.admin.tabs import ListTab, link
from mdl.models import Claim, PleadedClaim


class WherePleadedTab(ListTab):
    """Where a claim is pleaded."""

    model = PleadedClaim
    verbose_name_plural = "where pleaded"
    headers = ("Litigation", "Action")
    empty = "Nobody pleads it here."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the pleadings this person sees."""
        pleaded = PleadedClaim.objects.filter(
            claim=row, litigation__in=reachable_litigations(request.user)
        )
        return pleaded.select_related("litigation", "action").order_by("litigation", "action")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a pleading."""
        whole = "The litigation as a whole"
        return (link(row.litigation), whole if row.action is None else link(row.action))


@admin.register(Claim, site=site)
class ClaimAdmin(ReferenceAdmin):
    """Grounds of action with their citations."""

    list_display = ("name", "citation")
    search_fields = ("name", "citation")
    inlines: ClassVar = (WherePleadedTab,)


class LitigationClaimsInline(PartInline):
    """What the consolidated complaint pleads."""

    model = PleadedClaim
    fields = ("claim", "source")
    verbose_name_plural = "claims"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave the actions' own claims to their pages."""
        return super().get_queryset(request).filter(action=None)


class ActionClaimsInline(PartInline):
    """What one complaint pleads."""

    model = PleadedClaim
    form = OfActionForm
    fields = ("claim", "source")
    verbose_name_plural = "claims"
