"""Ways in: when each was last read, what it brought, and what is wrong with it."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet

from filings.models import Docket, WayIn
from mdl.access import Act, may
from mdl.admin.base import LedgerAdmin, Viewer
from mdl.admin.filters import ChoicesDropdownFilter, Question
from mdl.admin.site import site


class Health(Question):
    """Whether the last attempt failed."""

    title = "health"
    parameter_name = "health"
    answers: ClassVar = {
        "failing": ("Failing", lambda rows: rows.failing()),
        "well": ("Well", lambda rows: rows.filter(failures=0)),
    }


@admin.register(WayIn, site=site)
class WayInAdmin(LedgerAdmin):
    """What is fetched stands in the settings; here is how it goes."""

    list_display = ("name_shown", "kind", "health", "papers", "succeeded_at", "next_at")
    list_filter = (("kind", ChoicesDropdownFilter), Health)
    list_select_related = ("docket__court",)
    search_fields = ("name", "trouble")
    search_help_text = "Mailbox, court, or what is wrong"
    ordering = ("-failures", "kind", "name")
    fields = (
        "name_shown", "kind", "docket", "health", "failures", "papers", "tried_at",
        "succeeded_at", "next_at", "last_uid", "uid_validity", "last_modified",
    )  # fmt: skip
    readonly_fields = ("name_shown", "health")

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """A docket that is followed is told to who sees the docket; the rest to all of the firm."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        seen = Docket.objects.visible_to(viewer).values("pk")
        return rows.filter(Q(docket=None) | Q(docket__in=seen))

    @admin.display(description="Way in", ordering="name")
    def name_shown(self, row: Any) -> str:
        """Name a docket by its number."""
        return str(row.docket or row.name)

    @admin.display(description="Health", ordering="failures")
    def health(self, row: Any) -> str:
        """Say what is wrong and what to do, or that all is well."""
        return row.trouble or ("well" if row.succeeded_at else "not read yet")
