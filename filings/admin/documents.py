"""Documents of entries. A sealed one is a placeholder."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from filings.models import Docket, DocketEntry, Document
from mdl.admin.base import LedgerAdmin, Viewer
from mdl.admin.filters import BooleanRadioFilter, Picked
from mdl.admin.site import site


@admin.register(Document, site=site)
class DocumentAdmin(LedgerAdmin):
    """What papers told of the documents; the documents themselves are not kept yet."""

    list_display = ("name_shown", "entry", "docket", "description", "page_count", "is_sealed")
    list_filter = (("entry__docket", Picked), ("is_sealed", BooleanRadioFilter))
    list_select_related = ("entry__docket",)
    search_fields = ("description", "entry__docket__number")
    search_help_text = "Description or docket number"
    ordering = ("-entry__filed_on", "-entry", "attachment_number")
    fields = (
        "entry", "number", "attachment_number", "description", "pacer_doc_id", "page_count",
        "byte_count", "is_sealed",
    )  # fmt: skip
    linked_by = ("entry",)

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """A document is seen with its docket."""
        dockets = Docket.objects.visible_to(viewer).values("pk")
        return rows.filter(entry__in=DocketEntry.objects.filter(docket__in=dockets).values("pk"))

    @admin.display(description="Document")
    def name_shown(self, row: Any) -> str:
        """Show it as people cite it."""
        return str(row)

    @admin.display(description="Docket")
    def docket(self, row: Any) -> Any:
        """Show whose it is."""
        return row.entry.docket
