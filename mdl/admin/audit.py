"""The audit of reveals, exports and sign-ins. Supervising attorneys read it; nobody writes it."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from mdl.access import Act, Holds, may, reachable_litigations
from mdl.admin.base import LedgerAdmin, Viewer
from mdl.admin.filters import ChoicesDropdownFilter, Picked, RangeDateFilter
from mdl.admin.site import site
from mdl.models import AuditEvent
from mdl.services.audit_chain.anchors import newest
from mdl.services.audit_chain.verifying import last_proved

OF_ACCOUNTS = (
    *("sign_in", "sign_out", "sign_in_refused", "invited", "deactivated"),
    *("head_mailed", "verified"),
)
"""What tells of accounts, and of the audit itself, and of no case."""


def may_read_audit(viewer: Viewer) -> bool:
    """Say whether somebody answers for others and sees matters: neither alone is enough."""
    return may(viewer, Act.STAFF) and may(viewer, Act.REVEAL)


@admin.register(AuditEvent, site=site)
class AuditEventAdmin(LedgerAdmin):
    """Who saw what was protected, and why; who runs the site reads who signed in, and no more."""

    holds = Holds.OFFICE
    list_display = ("at", "kind", "actor", "litigation", "subject", "reason")
    list_filter = (("kind", ChoicesDropdownFilter), ("actor", Picked), ("at", RangeDateFilter))
    list_select_related = ("actor", "litigation")
    search_fields = ("subject", "reason")
    fields = ("at", "kind", "actor", "litigation", "subject", "reason")
    list_before_template = "admin/audit_state.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say above the list how far it is sealed, and when that was last proved."""
        state = {"sealed": newest(), "proved": last_proved()}
        return super().changelist_view(request, {**state, **(extra_context or {})})

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Leave out what was done in litigations that the viewer does not reach."""
        if not may_read_audit(viewer):
            return rows.filter(kind__in=OF_ACCOUNTS) if may(viewer, Act.STAFF) else rows.none()
        return rows.filter(Q(litigation=None) | Q(litigation__in=reachable_litigations(viewer)))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the role."""
        return may(request.user, Act.STAFF)
