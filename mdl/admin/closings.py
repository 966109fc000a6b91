"""Closings of courts: the single days that counts leave out, each with who said so."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from mdl.admin.base import ReferenceAdmin, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked, Question, RangeDateFilter
from mdl.admin.site import site
from mdl.admin.steps import StepForm, step, words
from mdl.admin.tabs import ListTab, link, list_of
from mdl.models import CourtClosing
from mdl.services.closings import (
    ClosingWithdrawn,
    correct_closing,
    record_closing,
    show_what_would_move,
    withdraw_closing,
)

EVERY_COURT = "every federal court"


class Standing(Question):
    """Whether counts use it; those that do unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "standing": ("Used in counts", lambda rows: rows.standing()),
        "withdrawn": ("Withdrawn", lambda rows: rows.exclude(withdrawn_at=None)),
        "all": ("All", lambda rows: rows),
    }


class WithdrawForm(StepForm):
    """Why it never was."""

    reason = words("Why", "For example: the office was open; the notice was of another day.")


@admin.register(CourtClosing, site=site)
class CourtClosingAdmin(ReferenceAdmin):
    """Recorded by hand from a paper or a page of the court; counts ask for them each time."""

    empty_list = "No closing is recorded. Holidays of the law need no record."
    add_words = "Record a closing"
    list_display = ("day", "court_shown", "kind", "name", "authority", "source", "entered_by")
    list_filter = (
        Standing,
        ("court", Picked),
        ("kind", ChoicesDropdownFilter),
        ("day", RangeDateFilter),
    )
    list_select_related = ("court", "source", "entered_by")
    search_fields = ("name", "authority", "court__citation")
    search_help_text = "What happened, the order, or the court"
    ordering = ("-day", "id")
    actions_detail = ("what_would_move", "withdraw")
    refusals = (ClosingWithdrawn,)
    linked_by = ("court",)
    fields = ("court", "day", "kind", "name", "authority", "source")

    @admin.display(description="Court", ordering="court")
    def court_shown(self, row: Any) -> str:
        """Show whose day it is."""
        return str(row.court or EVERY_COURT)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Who entered it, and whether it was withdrawn, is written by services."""
        if obj is None:
            return self.fields
        return (*self.fields, "entered_by", "withdrawn_at", "withdrawn_because")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Services write these."""
        return () if obj is None else ("entered_by", "withdrawn_at", "withdrawn_because")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was withdrawn is recorded anew, not corrected."""
        is_over = isinstance(obj, CourtClosing) and obj.withdrawn_at is not None
        return super().has_change_permission(request, obj) and not is_over

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Record it, or correct what was entered wrongly."""
        if change:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            correct_closing(closing=obj, actor=who(request), **changes)
        else:
            obj.pk = record_closing(**form.cleaned_data, actor=who(request)).pk
        obj.refresh_from_db()

    @step(
        title="See what would move",
        says="For each litigation with open days counted in the court, a proposal waits on the "
        "list of moves: it shows what this closing would move, and what it leaves. Nothing moves "
        "by itself.",
        submit="Show them",
        icon="compare_arrows",
    )
    def what_would_move(
        self, request: HttpRequest, row: Any, given: dict[str, Any]
    ) -> HttpResponse:
        """Propose again, and show the list of what waits."""
        show_what_would_move(closing=row, actor=who(request))
        messages.info(
            request,
            "What it would move waits here. Nothing listed: no open day of your litigations was "
            "counted in that court.",
        )
        # The moves are an upper app's.
        waiting = reverse("admin:filings_moveproposal_changelist")
        return redirect(f"{waiting}?{urlencode({'q': row.name})}")

    @step(
        title="Withdraw",
        says="It was recorded in error. It stays on record, and no later count uses it; dates "
        "that were counted with it stay as they are until somebody counts them anew.",
        form=WithdrawForm,
        icon="event_available",
        when=lambda row: row.withdrawn_at is None,
    )
    def withdraw(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take it back."""
        withdraw_closing(closing=row, **given, actor=who(request), now=timezone.now())
        return f"“{row}” is withdrawn."


class CourtClosingsTab(ListTab):
    """The closings recorded for a court, the latest first."""

    model = CourtClosing
    verbose_name_plural = "closings"
    headers = ("Day", "What happened", "Kind", "Authority")
    empty = "No closing is recorded. Holidays of the law need no record."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the court's own and those that reach every court."""
        found: QuerySet[Any] = CourtClosing.objects.standing().of_court(row.pk)
        return found.order_by("-day", "pk")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a closing."""
        return (row.day, link(row, row.name), row.get_kind_display(), row.authority)

    def whole(self, row: Any) -> str:
        """The court's own closings."""
        return list_of(CourtClosing, court__id__exact=row.pk)
