"""Batches: what changed many rows at once, read here and taken back here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from mdl.access import Act, may, raised_since
from mdl.admin.base import LedgerAdmin, Viewer, who
from mdl.admin.filters import RangeDateFilter
from mdl.admin.site import site
from mdl.admin.sources import reaches_everything
from mdl.admin.steps import StepForm, step, words
from mdl.admin.tabs import link
from mdl.models import Batch, User
from mdl.services import batches

TYPED_ABOVE = 20
"""What changes more rows than this, or takes them back, is done only with the count typed in."""


def counted() -> forms.IntegerField:
    """Ask for the number of rows; the form says which it is."""
    return forms.IntegerField(
        label="How many", required=False, widget=UnfoldAdminIntegerFieldWidget
    )


def expect_count(form: StepForm, expected: int, what: str, *, above: int = TYPED_ABOVE) -> None:
    """Ask for the count of a large batch: nobody changes thousands by a slip."""
    if expected > above:
        form.fields["count"].help_text = f"{expected} {what}. Type {expected} to go on."
    else:
        del form.fields["count"]


def check_count(form: StepForm, expected: int, what: str) -> None:
    """Refuse another number than ``expected``, where one is asked."""
    if "count" in form.fields and form.cleaned_data.get("count") != expected:
        form.add_error("count", ValidationError(f"{expected} {what}; type that number."))


class UndoForm(StepForm):
    """Why it is taken back, and for a large batch how many rows it changed."""

    reason = words("Reason", "For example: the proof of service was of another action.")
    count = counted()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expect_count(self, self.row.count, "rows were changed")

    def clean(self) -> dict[str, Any]:
        """A large batch is not undone by a slip either."""
        cleaned = super().clean() or {}
        check_count(self, self.row.count, "rows were changed")
        cleaned.pop("count", None)
        return cleaned


@admin.register(Batch, site=site)
class BatchAdmin(LedgerAdmin):
    """A batch's account may name any litigation."""

    list_display = ("kind_shown", "reason", "count", "actor", "applied_at", "way_back")
    list_filter = (("applied_at", RangeDateFilter),)
    list_select_related = ("actor", "undoes", "undone_by")
    search_fields = ("kind", "reason")
    fields = ("kind_shown", "reason", "actor", "applied_at", "count", "way_back", "told")
    readonly_fields = ("kind_shown", "way_back", "told")
    actions_detail = ("undo",)
    refusals = (batches.AlreadyUndone, batches.NoWayBack)

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Seen by who made it, unless walled off from some litigation since; by who reaches every
        litigation; and by who reaches all that it changed, where its own app can say so."""
        if not isinstance(viewer, User) or not may(viewer, Act.VIEW):
            return rows.none()
        if reaches_everything(viewer):
            return rows
        own = rows.filter(actor=viewer).exclude(raised_since("applied_at", viewer))
        return rows.filter(Q(pk__in=own.order_by().values("pk")) | batches.seen_by(viewer))

    @admin.display(description="What it did", ordering="kind")
    def kind_shown(self, row: Any) -> str:
        """Say the kind in words."""
        return str(row.kind_in_words)

    @admin.display(description="Undone")
    def way_back(self, row: Any) -> SafeString | str:
        """Link to the batch that took it back, or that it took back."""
        if row.undoes is not None:
            return format_html("It takes back {}", link(row.undoes))
        if hasattr(row, "undone_by"):
            return link(row.undone_by)
        return "No" if batches.can_be_undone(row) else "—"

    @admin.display(description="Its account")
    def told(self, row: Any) -> SafeString:
        """Show what came in and what became of it, a line each."""
        lines = [(name.replace("_", " ").capitalize(), value) for name, value in _plain(row)]
        if not lines:
            return format_html("{}", "—")
        rows = format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", lines)
        return format_html('<table class="account">{}</table>', rows)

    @step(
        title="Undo",
        says="Every row that is still as this batch left it returns to what it was before. What "
        "somebody changed since stays, and is listed.",
        form=UndoForm,
        icon="undo",
        when=batches.can_be_undone,
    )
    def undo(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take the batch back, in the way of its kind."""
        return batches.take_back(batch=row, actor=who(request), now=timezone.now(), **given)


def _plain(row: Batch) -> list[tuple[str, Any]]:
    """The account without what only the machine reads."""
    return (
        [
            (name, value)
            for name, value in row.account.items()
            if isinstance(value, str | int) and value
        ]
        + [
            (name, ", ".join(map(str, value)))
            for name, value in row.account.items()
            if value and isinstance(value, list) and all(isinstance(each, int) for each in value)
        ]
        + [
            (
                name,
                format_html_join("", "{}<br>", ((" · ".join(map(str, each)),) for each in value)),
            )
            for name, value in row.account.items()
            if value and isinstance(value, list) and all(isinstance(each, list) for each in value)
        ]
    )
