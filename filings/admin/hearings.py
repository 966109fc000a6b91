"""Hearings, conferences and depositions, on the court's own clock."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateformat import format as in_words
from unfold.widgets import UnfoldAdminSplitDateTimeWidget

from filings.models import Hearing, PrintedDay
from filings.services import hearings as service
from mdl.admin.base import DeskAdmin, also_show, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked, Question
from mdl.admin.forms import CheckedForm
from mdl.admin.site import site
from mdl.admin.steps import StepForm, step, text, words
from mdl.admin.tabs import ListTab, joined, link, list_of
from mdl.models import Litigation, MemberAction


def local(hearing: Any) -> datetime:
    """Return when it begins where the court sits."""
    return timezone.localtime(hearing.starts_at, ZoneInfo(hearing.court.time_zone))


def when(hearing: Any) -> str:
    """Say when it begins, with the name of the zone."""
    return in_words(local(hearing), "D, M j, Y, g:i A T")


def _court_time(label: str) -> forms.SplitDateTimeField:
    return forms.SplitDateTimeField(
        label=label,
        help_text="By the clock of the court.",
        widget=UnfoldAdminSplitDateTimeWidget,
    )


def at_court(entered: datetime, court: Any) -> datetime:
    """Read a date and time of day as the court's, whatever zone the form took it for."""
    return timezone.make_naive(entered).replace(tzinfo=ZoneInfo(court.time_zone))


class Which(Question):
    """Which hearings; those ahead unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "ahead": ("Ahead", lambda rows: rows.ahead(timezone.now())),
        "outcome": (
            "Past, what came of it not recorded",
            lambda rows: rows.filter(status="scheduled", starts_at__lt=timezone.now()),
        ),
        "all": ("All", lambda rows: rows),
    }


class HearingForm(CheckedForm):
    """A hearing, with its time on the court's clock."""

    starts_at = _court_time("Begins")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.court_id:
            # Naive, so that the form shows it as it is and not in the reader's zone.
            self.initial["starts_at"] = local(self.instance).replace(tzinfo=None)

    def clean(self) -> dict[str, Any] | None:
        """Read the time where the court sits."""
        cleaned = super().clean() or {}
        court = cleaned.get("court") or getattr(self.instance, "court", None)
        if cleaned.get("starts_at") and court:
            cleaned["starts_at"] = at_court(cleaned["starts_at"], court)
        return cleaned


class ContinueForm(StepForm):
    """The new time, and the place where it changes."""

    starts_at = _court_time("Begins")
    place = words("Place", "Empty: as before.", required=False, longest=200)
    dial_in = words("Dial-in or link", "Empty: as before.", required=False)


class OutcomeForm(StepForm):
    """What came of it."""

    outcome = text("What came of it")


class ReasonForm(StepForm):
    """Why it falls away."""

    reason = words("Why", required=False)


@admin.register(Hearing, site=site)
class HearingAdmin(DeskAdmin):
    """A dated event, who attends, and what came of it."""

    form = HearingForm
    list_display = ("begins", "title", "kind", "action", "litigation", "judge", "where", "status")
    list_display_links = ("begins", "title")
    list_filter = (
        Which,
        ("litigation", Picked),
        ("kind", ChoicesDropdownFilter),
        ("status", ChoicesDropdownFilter),
        ("judge", Picked),
        ("attendees", Picked),
    )
    list_select_related = ("court", "action", "litigation", "judge")
    search_fields = ("title", "action__caption", "action__numbers__raw", "place")
    search_help_text = "Title, caption, docket number or place"
    ordering = ("starts_at", "id")
    actions_detail = ("continue_it", "record_outcome", "cancel_it")
    refusals = (service.HearingOver,)
    linked_by = ("action", "litigation")
    fields = (
        "litigation", "action", "kind", "title", "court", "judge", "starts_at", "minutes",
        "place", "dial_in", "attendees", "entry", "source",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Say along which were only read from a paper so far."""
        unread = PrintedDay.objects.filter(hearing=OuterRef("pk"), decided_at=None)
        rows: Any = super().get_queryset(request)
        told: QuerySet[Any] = rows.annotate(is_unconfirmed=Exists(unread))
        return told

    @admin.display(description="Begins", ordering="starts_at")
    def begins(self, row: Any) -> str:
        """Show the court's clock, and whether a person stands behind it."""
        return joined((when(row), "unconfirmed" if row.is_unconfirmed else ""))

    @admin.display(description="Where")
    def where(self, row: Any) -> str:
        """Show the place or the line."""
        return str(row.place or row.dial_in)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What came of it is recorded by a step."""
        return self.fields if obj is None else (*self.fields, "status", "outcome")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A hearing stays in its litigation."""
        return () if obj is None else ("litigation", "status", "outcome")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is over is not corrected but for its outcome."""
        is_over = isinstance(obj, Hearing) and obj.status != Hearing.Status.SCHEDULED
        return super().has_change_permission(request, obj) and not is_over

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Put it on the calendar, or correct what was entered wrongly."""
        now, actor = timezone.now(), who(request)
        if change:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            service.correct(hearing=obj, actor=actor, now=now, **changes)
        else:
            scheduled = service.schedule(**form.cleaned_data, actor=actor, now=now)
            obj.pk = scheduled.pk
        obj.refresh_from_db()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The service has seated the attendees."""

    @step(
        title="Continue",
        says="The court continues it to another time. This one stays on the record as continued.",
        form=ContinueForm,
        icon="event_repeat",
        when=lambda row: row.status == Hearing.Status.SCHEDULED,
    )
    def continue_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Set another time."""
        following = service.continue_to(
            hearing=row,
            starts_at=at_court(given["starts_at"], row.court),
            place=given["place"] or None,
            dial_in=given["dial_in"] or None,
            actor=who(request),
            now=timezone.now(),
        )
        return f"Continued to {when(following)}."

    @step(
        title="Record what came of it",
        says="It was held. What was decided, and what follows.",
        form=OutcomeForm,
        icon="fact_check",
        when=lambda row: row.status in (Hearing.Status.SCHEDULED, Hearing.Status.HELD),
    )
    def record_outcome(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Record the outcome."""
        service.record_outcome(hearing=row, actor=who(request), **given)
        return f"“{row}” was held; what came of it is recorded."

    @step(
        title="Cancel",
        says="It will not take place. Reminders of it end.",
        form=ReasonForm,
        icon="event_busy",
        when=lambda row: row.status == Hearing.Status.SCHEDULED,
    )
    def cancel_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take it off the calendar."""
        service.cancel(hearing=row, actor=who(request), **given)
        return f"“{row}” is cancelled."


class _HearingsTab(ListTab):
    model = Hearing
    verbose_name_plural = "hearings"
    headers = ("Begins", "Hearing", "Kind", "Where", "Status")
    empty = "No hearing is recorded."

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a hearing."""
        where = row.place or row.dial_in
        return (when(row), link(row), row.get_kind_display(), where, row.get_status_display())


class ActionHearingsTab(_HearingsTab):
    """An action's own hearings and those of the whole litigation, the latest first."""

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the action's hearings."""
        seen: Any = Hearing.objects.visible_to(request.user)
        found: QuerySet[Any] = seen.of_action(row).select_related("court")
        return found.order_by("-starts_at", "pk")


class LitigationHearingsTab(_HearingsTab):
    """A litigation's hearings, the latest first."""

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the litigation's hearings."""
        seen = Hearing.objects.visible_to(request.user).filter(litigation=row)
        return seen.select_related("court").order_by("-starts_at", "pk")

    def whole(self, row: Any) -> str:
        """All hearings of the litigation."""
        return list_of(Hearing, litigation__id__exact=row.pk, which="all")


also_show(MemberAction, [ActionHearingsTab])
also_show(Litigation, [LitigationHearingsTab])
