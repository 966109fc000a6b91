"""What somebody handed in: how far it is taken in, and what each paper made."""

from collections.abc import Iterable
from time import monotonic
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminFileFieldWidget

from filings.models import Docket, InboundItem, Upload, UploadedPaper
from filings.services.uploads import take_in_waiting
from mdl.access import Act, may, raised_since
from mdl.admin.base import LedgerAdmin, Viewer
from mdl.admin.site import site
from mdl.admin.sources import reaches_everything
from mdl.admin.steps import step
from mdl.admin.tabs import ListTab, link, list_of

REFRESH_SECONDS = 3
PATIENCE_SECONDS = 8  # a request takes in for so long where no worker does


class ManyFiles(UnfoldAdminFileFieldWidget):  # type: ignore[misc]  # unfold ships no types
    """Chooses several files at once."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Several uploaded files."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Check each file as Django checks one."""
        chosen = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(PapersField, self).clean(each, initial) for each in chosen]


class UploadForm(forms.Form):
    """The papers."""

    papers = PapersField(
        label="Court papers",
        allow_empty_file=True,
        widget=ManyFiles(attrs={"multiple": True}),
        help_text="Any of what courts send and print, as many files as you like, or zip archives "
        "of them. They are told apart by their content; what is no court paper is set aside and "
        "said.",
    )


class PapersTab(ListTab):
    """Each paper, with what it made."""

    model = UploadedPaper
    verbose_name_plural = "papers"
    headers = ("File", "Outcome", "What it made")
    first = 500
    empty = "No file was handed in."

    def found(self, request: HttpRequest, row: Any) -> Any:
        """Return the papers, each with the dockets it told of that this person sees."""
        papers = list(
            row.papers.select_related("item").defer("item__sealed_raw", "item__wrapped_key")[
                : self.first + 1
            ]
        )
        told = {each["docket"] for paper in papers for each in _dockets(paper)}
        seen = Docket.objects.visible_to(request.user).in_bulk(told)
        self.seen = {str(key): docket for key, docket in seen.items()}
        return papers

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a paper."""
        name = row.name if row.item is None else link(row.item, row.name)
        return (name, row.get_outcome_display() or "waits", self._made(row))

    def whole(self, row: Any) -> str:
        """The papers in the ledger."""
        return list_of(InboundItem, uploaded_as__upload__id__exact=row.pk)

    def _made(self, row: Any) -> Any:
        if row.outcome == "set_aside":
            return row.reason or row.item.reason
        if not row.outcome:
            return "—"
        orders = [f"{order} proposed" for order in row.item.account.get("orders", ())]
        lines = [*map(self._docket, _dockets(row)), *orders]
        return format_html_join(", ", "{}", ((line,) for line in lines)) or "Nothing new"

    def _docket(self, told: dict[str, Any]) -> Any:
        docket = self.seen.get(told["docket"])
        if docket is None:
            return "a docket out of your reach"
        words = f"{told['entries_new']} new" + (
            f", {told['entries_changed']} changed" if told["entries_changed"] else ""
        )
        return format_html("{} ({})", link(docket), words)


def _dockets(paper: UploadedPaper) -> Iterable[dict[str, Any]]:
    if paper.item is None or not paper.outcome:
        return ()
    dockets: list[dict[str, Any]] = paper.item.account.get("dockets", [])
    return dockets


@admin.register(Upload, site=site)
class UploadAdmin(LedgerAdmin):
    """Its page looks again by itself until every paper is taken in."""

    list_display = ("received_at", "actor", "sum", "progress")
    list_select_related = ("actor",)
    ordering = ("-received_at", "-id")
    fields = ("actor", "received_at", "progress", "sum")
    readonly_fields = ("progress", "sum")
    inlines: ClassVar = (PapersTab,)
    actions_detail = ("take_in_now",)

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Seen by who handed it in, unless a wall was raised since, and by who reaches all."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        seen: Any = rows
        if not reaches_everything(viewer):
            seen = rows.filter(actor=viewer).exclude(raised_since("received_at", viewer))
        counted: QuerySet[Any] = seen.counted()
        return counted

    @admin.display(description="Received = imported + unchanged + set aside")
    def sum(self, row: Any) -> str:
        """Show that every paper is accounted for."""
        told = f"{row.received} = {row.imported} + {row.unchanged} + {row.set_aside}"
        return f"{told} + {row.waiting} waiting" if row.waiting else told

    @admin.display(description="Progress")
    def progress(self, row: Any) -> SafeString | str:
        """Show how far it is."""
        if not row.waiting:
            return "All taken in"
        done = row.received - row.waiting
        return format_html(
            '<progress value="{}" max="{}"></progress> {} of {}',
            done, row.received, done, row.received,
        )  # fmt: skip

    @step(
        title="Take in now",
        says="The worker does this by itself. Where none runs, this takes in as much as a few "
        "seconds allow; do it again until nothing waits.",
        icon="play_arrow",
        when=lambda row: row.waiting,
    )
    def take_in_now(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Do the worker's work for a moment."""
        end = monotonic() + PATIENCE_SECONDS
        done = take_in_waiting(upload=row, until=lambda: monotonic() > end)
        return f"{done} taken in."

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask the browser to look again while papers wait."""
        answer = super().change_view(request, object_id, form_url, extra_context)
        row = self.get_object(request, object_id)
        if row is not None and row.waiting:
            answer["Refresh"] = str(REFRESH_SECONDS)
        return answer
