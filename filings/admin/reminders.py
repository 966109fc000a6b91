"""Two ledgers: who is to be told of which day, and what was sent. Written by workers, read here."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet

from filings.models import Message, Reminder
from mdl.access import Act, may, raised_since, reachable_litigations
from mdl.admin.base import LedgerAdmin, Viewer
from mdl.admin.filters import ChoicesDropdownFilter, Picked, RangeDateTimeFilter
from mdl.admin.site import site
from mdl.admin.sources import reaches_everything


@admin.register(Reminder, site=site)
class ReminderAdmin(LedgerAdmin):
    """The intent to tell one person of one day."""

    list_display = ("due_at", "recipient", "what", "days_before", "version", "told_by")
    list_filter = (("recipient", Picked), ("due_at", RangeDateTimeFilter))
    list_select_related = ("recipient", "deadline", "hearing", "told_by")
    search_fields = ("deadline__title", "hearing__title", "recipient__name")
    search_help_text = "Title of the deadline or hearing, or the recipient"
    ordering = ("-due_at", "-id")
    fields = (
        "recipient", "deadline", "hearing", "version", "days_before", "due_at", "planned_at",
        "told_by",
    )  # fmt: skip

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """A reminder is seen with its deadline or hearing."""
        reached = reachable_litigations(viewer)
        return rows.filter(Q(deadline__litigation__in=reached) | Q(hearing__litigation__in=reached))

    @admin.display(description="Of")
    def what(self, row: Any) -> Any:
        """Show what it is about."""
        return row.deadline or row.hearing


@admin.register(Message, site=site)
class MessageAdmin(LedgerAdmin):
    """One e-mail: a digest of a day, or a single reminder."""

    list_display = ("due_at", "recipient", "subject", "state", "sent_at", "attempt", "may_repeat")
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("recipient", Picked),
        ("due_at", RangeDateTimeFilter),
    )
    list_select_related = ("recipient",)
    search_fields = ("subject", "recipient__name", "sent_to")
    search_help_text = "Subject, recipient or address"
    ordering = ("-due_at", "-id")
    fields = (
        "recipient", "sent_to", "digest_on", "due_at", "state", "attempt", "leased_until",
        "retry_at", "in_doubt_since", "may_repeat", "sent_at", "message_id", "relay_answer",
        "error", "subject", "text",
    )  # fmt: skip

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """A digest tells of many litigations: its reader sees it, and who reaches them all. What
        was written before its reader was walled off from one of them may tell of that one."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        if reaches_everything(viewer):
            return rows
        return rows.filter(recipient=viewer).exclude(raised_since("due_at", viewer))
