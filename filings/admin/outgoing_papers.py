"""Papers going out, in the paralegals' admin: what is under way, found and answered. The steps are
taken on the paper's page of the site, where the file can be opened."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from filings.models import OutgoingPaper, PaperVersion, RedactionFinding
from mdl.admin.base import LedgerAdmin
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.tabs import ListTab


class VersionsTab(ListTab):
    """The files of a paper, the newest first."""

    model = PaperVersion
    verbose_name_plural = "versions"
    headers = ("Version", "File", "Kind", "Uploaded", "By")
    empty = "No file is uploaded yet."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the versions, without their files."""
        found: QuerySet[Any] = row.versions.defer("sealed_content", "wrapped_key")
        return found.select_related("uploaded_by")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a version."""
        by = row.uploaded_by or "the system"
        return (row.number, row.name, row.get_kind_display(), row.uploaded_at, by)


class FindingsTab(ListTab):
    """What the check of the newest version found."""

    model = RedactionFinding
    verbose_name_plural = "findings"
    headers = ("Page", "What", "Where", "Excerpt, masked", "Answer")
    empty = "Nothing is found in the newest version, or it is not checked."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the findings of the check that counts."""
        return RedactionFinding.objects.visible_to(request.user).filter(redaction=row.last_check_id)

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a finding."""
        answer = row.get_answer_display() or "to be answered"
        return (row.page or "—", row.get_kind_display(), row.where_words, row.excerpt, answer)


@admin.register(OutgoingPaper, site=site)
class OutgoingPaperAdmin(LedgerAdmin):
    """A paper from its first draft to the proof of filing."""

    list_display = ("title", "litigation", "state", "version", "prepared_at", "prepared_by")
    list_filter = (("state", ChoicesDropdownFilter), ("litigation", Picked))
    list_select_related = ("litigation", "prepared_by")
    search_fields = ("title",)
    search_help_text = "Title"
    ordering = ("-prepared_at", "-id")
    inlines = (FindingsTab, VersionsTab)
    fields = (
        "title", "litigation", "actions", "state", "version", "prepared_by", "prepared_at",
        "ready_by", "ready_at", "filed_by", "filed_on", "proof_entry", "proof_paper", "page_of_it",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description="Its page")
    def page_of_it(self, row: Any) -> str:
        """Link to where its steps are taken."""
        address = reverse("outgoing_paper", args=[row.pk])
        return format_html('<a href="{}">Check, answer, file</a>', address)
