"""What is to be done about people and other rows: read by day, closed with a word."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from mdl.admin.base import LedgerAdmin, who
from mdl.admin.filters import Picked, Question
from mdl.admin.site import site
from mdl.admin.start import Line, card, show
from mdl.admin.steps import StepForm, page_of, step, words
from mdl.admin.tabs import link, list_of
from mdl.models import OpenItem
from mdl.services.open_items import ItemClosed, OutcomeNeeded, close_item


class Done(Question):
    """Whether it is still to be done; what is, unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "open": ("To be done", lambda rows: rows.open()),
        "closed": ("Closed", lambda rows: rows.exclude(closed_at=None)),
        "all": ("All", lambda rows: rows),
    }


class CloseForm(StepForm):
    """What came of it."""

    outcome = words("What was done or decided, and why", "Designations only: no name, no day.")


@admin.register(OpenItem, site=site)
class OpenItemAdmin(LedgerAdmin):
    """Opened where the law or the record asks for something; closed by a person."""

    list_display = ("title", "due_on", "litigation", "closed_at")
    list_filter = (Done, ("litigation", Picked))
    list_select_related = ("litigation",)
    search_fields = ("title",)
    search_help_text = "What is to be done, or a designation"
    ordering = ("due_on", "id")
    fields = (
        "title", "authority", "due_on", "about", "litigation", "opened_at",
        "closed_at", "closed_by", "outcome",
    )  # fmt: skip
    readonly_fields = ("about",)
    actions_detail = ("close",)
    refusals = (ItemClosed, OutcomeNeeded)

    @admin.display(description="About")
    def about(self, row: Any) -> SafeString | str:
        """Link to the row it is about, where that has a page here."""
        subject = row.subject
        if subject is None or not self.admin_site.is_registered(type(subject)):
            return "—"
        return link(subject)

    @step(
        title="Close",
        says="Nothing is closed by itself. What you write stays with it and in its history.",
        form=CloseForm,
        icon="task_alt",
        when=lambda row: row.closed_at is None,
        is_first=True,
    )
    def close(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Close it."""
        close_item(item=row, actor=who(request), now=timezone.now(), **given)
        return "Closed."


def _to_do(request: HttpRequest, subject: Any) -> dict[str, Any]:
    found: QuerySet[Any] = OpenItem.objects.visible_to(request.user).open().by_day()
    today = timezone.localdate()
    return card(
        found,
        lambda row: Line(
            row.title,
            f"by {row.due_on:%b %-d, %Y}" if row.due_on else "",
            page_of(row),
            row.is_late_on(today),
        ),
        address=list_of(OpenItem),
        empty="Nothing is to be done.",
    )


show("open_items", "To be done", _to_do, 55)
