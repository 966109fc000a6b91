"""Deadlines by urgency, each with its whole reason; what is done about one is done by a step."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from filings.admin.deadline_forms import (
    AssignForm,
    ClosedForm,
    DeadlineForm,
    MetForm,
    MetOnForm,
    MoveForm,
    WhoseForm,
)
from filings.admin.deadline_words import about, how_long, standing
from filings.models import Deadline
from filings.services import deadlines as service
from filings.services import scopes
from filings.services.explaining import EXPLAINED, authority, explain, short_day
from mdl.access import Act
from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import BooleanRadioFilter, ChoicesDropdownFilter, Picked, Question
from mdl.admin.forms import CheckedForm
from mdl.admin.site import site
from mdl.admin.steps import step, step_for_selected
from mdl.admin.tabs import link
from mdl.identity import acting_as

SHOWN = ("action", "scope", "person", "litigation", "court", "computation", "assigned_to")
OPEN = Deadline.Status.OPEN
SAID = (
    "title",
    ("due", "left"),
    ("about_shown", "litigation"),
    ("obligor", "assigned_to"),
    ("is_critical", "stands"),
    ("status", "closed_on", "proof"),
)
COMES_FROM = (("basis", "trigger"), ("court", "opened_by"), ("confirmed_by", "confirmed_at"))


def _due_within(days: int) -> Any:
    def ask(rows: Any) -> Any:
        today = timezone.localdate()
        return rows.open().due_between(today, today + timedelta(days=days))

    return ask


class Which(Question):
    """Which deadlines; the open ones unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "open": ("Open, the overdue first", lambda rows: rows.open()),
        "overdue": ("Overdue", lambda rows: rows.overdue(timezone.localdate())),
        "week": ("Due within 7 days", _due_within(7)),
        "month": ("Due within 30 days", _due_within(30)),
        "unconfirmed": ("To be confirmed", lambda rows: rows.unconfirmed()),
        "closed": ("Met, waived or vacated", lambda rows: rows.exclude(status="open")),
        "all": ("All", lambda rows: rows),
    }


@admin.register(Deadline, site=site)
class DeadlineAdmin(DeskAdmin):
    """A day by which something must be done, and why it is that day."""

    form = DeadlineForm
    changes = False
    list_display = (
        "due", "left", "title", "about_shown", "obligor", "authority_shown", "stands",
        "weight", "assigned_to",
    )  # fmt: skip
    list_display_links = ("due", "title")
    list_filter = (
        Which,
        ("litigation", Picked),
        ("obligor", ChoicesDropdownFilter),
        ("is_critical", BooleanRadioFilter),
        ("assigned_to", Picked),
        ("action", Picked),
        ("court", Picked),
    )
    list_select_related = SHOWN
    search_fields = ("title", "action__caption", "action__numbers__raw", "computation__citation")
    search_help_text = "Title, caption, docket number or citation"
    ordering = ("due_on", "id")
    actions = ("mark_met_selected", "confirm_selected", "waive_selected")
    actions_detail = (
        "mark_met",
        "confirm",
        {"title": "More", "items": ["move", "assign", "attribute", "waive", "vacate"]},
        "reopen",
    )
    refusals = (
        service.DeadlineClosed,
        service.SecondPersonNeeded,
        service.WrongProof,
    )
    linked_by = ("action", "litigation")
    fieldsets = (
        (None, {"fields": SAID}),
        ("Why it is that day", {"fields": ("reasons", "reason")}),
        ("Where it comes from", {"fields": COMES_FROM}),
    )

    # --- Lists --------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """A person's sealed column stays where it is."""
        return super().get_queryset(request).defer("person__sealed_identity")

    @admin.display(description="Due", ordering="due_on")
    def due(self, row: Any) -> str:
        """Show the court's day."""
        return short_day(row.due_on)

    @admin.display(description="Left")
    def left(self, row: Any) -> SafeString:
        """Show how long there is, by the court's clock."""
        return how_long(row)

    @admin.display(description="About")
    def about_shown(self, row: Any) -> SafeString:
        """Link to what it is about."""
        return link(about(row))

    @admin.display(description="Authority")
    def authority_shown(self, row: Any) -> str:
        """Show the rule or the order."""
        return authority(row)

    @admin.display(description="Stands")
    def stands(self, row: Any) -> str:
        """Show whether somebody stands behind it."""
        return standing(row)

    @admin.display(description="Weight", ordering="is_critical")
    def weight(self, row: Any) -> str:
        """Say whether a miss loses a right."""
        return "Critical" if row.is_critical else ""

    @admin.display(description="Reasons")
    def reasons(self, row: Any) -> SafeString:
        """Give every step of the counting, a sentence each."""
        explained = Deadline.objects.select_related(*EXPLAINED).get(pk=row.pk)
        items = format_html_join("", "<li>{}</li>", ((line,) for line in explain(explained)))
        return format_html('<ol class="reasons">{}</ol>', items)

    # --- Entering -----------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask, while it is entered, what a set day needs."""
        asked = (
            "title", "due_on", "basis", "reason", "litigation", "action", "court", "obligor",
            "is_critical", "assigned_to",
        )  # fmt: skip
        return super().get_fieldsets(request, obj) if obj else ((None, {"fields": asked}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What is worked out is shown."""
        return ("due", "left", "about_shown", "stands", "reasons") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[CheckedForm]:
        """Use the plain form where nothing is asked."""
        if obj is not None:
            kwargs["form"] = CheckedForm
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Enter a day; without an action it is all actions'."""
        given = dict(form.cleaned_data)
        action = given.pop("action")
        subject = action or scopes.all_actions(litigation=given["litigation"])
        entered = service.enter_deadline(
            subject=subject, actor=who(request), now=timezone.now(), **given
        )
        obj.pk = entered.pk
        obj.refresh_from_db()

    # --- Steps on a list ----------------------------------------------------------------------

    @step_for_selected(
        title="Mark met",
        says="What had to be done was done. Reminders of these deadlines end.",
        form=MetOnForm,
        icon="task_alt",
    )
    def mark_met_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Close the deadlines as met."""
        done = [service.mark_met(deadline=row, on=given["on"], actor=who(request)) for row in rows]
        return f"{len(done)} met."

    @step_for_selected(
        title="Confirm the day",
        says="You stand behind these days. Who set a critical day does not confirm it.",
        icon="verified",
        act=Act.CONFIRM,
    )
    def confirm_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Stand behind the days."""
        now, actor = timezone.now(), who(request)
        done = [service.confirm(deadline=row, actor=actor, now=now) for row in rows]
        return f"{len(done)} confirmed."

    @step_for_selected(
        title="Waive",
        says="This will not be done, and need not be. Reminders of these deadlines end.",
        form=ClosedForm,
        icon="do_not_disturb_on",
    )
    def waive_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Close the deadlines as waived."""
        with acting_as(who(request), why=f"waived: {given['why']}"):
            done = [service.waive(deadline=row, on=given["on"], actor=who(request)) for row in rows]
        return f"{len(done)} waived."

    # --- Steps on a page ----------------------------------------------------------------------

    @step(
        title="Mark met",
        says="What had to be done was done. Reminders of this deadline end.",
        form=MetForm,
        icon="task_alt",
        is_first=True,
        when=lambda row: row.status == OPEN,
    )
    def mark_met(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Close it as met."""
        service.mark_met(deadline=row, actor=who(request), **given)
        return f"“{row}” is met."

    @step(
        title="Confirm",
        says="You stand behind this day. Who set a critical day does not confirm it.",
        icon="verified",
        act=Act.CONFIRM,
        when=lambda row: row.status == OPEN and row.confirmed_at is None,
    )
    def confirm(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Stand behind the day."""
        service.confirm(deadline=row, actor=who(request), now=timezone.now())
        return f"You stand behind {short_day(row.due_on)}."

    @step(
        title="Move",
        says="Another day holds. The counted one stays in the history; reminders of it are dead, "
        "and a critical deadline waits for a confirmation again.",
        form=MoveForm,
        icon="edit_calendar",
        when=lambda row: row.status == OPEN,
    )
    def move(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Set another day."""
        service.move(deadline=row, actor=who(request), now=timezone.now(), **given)
        return f"“{row}” is due on {short_day(given['to'])}."

    @step(
        title="Assign",
        says="One person gets its reminders, instead of all who work on the litigation.",
        form=AssignForm,
        icon="assignment_ind",
        when=lambda row: row.status == OPEN,
    )
    def assign(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Give it to one person."""
        service.assign(deadline=row, actor=who(request), now=timezone.now(), **given)
        return f"“{row}” is with {given['to'] or 'counsel and paralegals'}."

    @step(
        title="Say whose it is",
        says="A counted day follows: ours is the earliest by any plausible reading.",
        form=WhoseForm,
        icon="groups",
        when=lambda row: row.status == OPEN,
    )
    def attribute(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Say who must act."""
        moved = service.attribute(deadline=row, actor=who(request), now=timezone.now(), **given)
        return f"“{row}”: {moved.get_obligor_display().lower()}, due {short_day(moved.due_on)}."

    @step(
        title="Waive",
        says="This will not be done, and need not be. Reminders of it end.",
        form=ClosedForm,
        icon="do_not_disturb_on",
        when=lambda row: row.status == OPEN,
    )
    def waive(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Close it as waived."""
        with acting_as(who(request), why=f"waived: {given['why']}"):
            service.waive(deadline=row, on=given["on"], actor=who(request))
        return f"“{row}” is waived."

    @step(
        title="Vacate",
        says="The day no longer holds: its event fell away, or an order took it back.",
        form=ClosedForm,
        icon="event_busy",
        when=lambda row: row.status == OPEN,
    )
    def vacate(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Close it as vacated."""
        with acting_as(who(request), why=f"vacated: {given['why']}"):
            service.vacate(deadline=row, on=given["on"], actor=who(request))
        return f"“{row}” is vacated."

    @step(
        title="Reopen",
        says="It was not done after all. Reminders are planned again.",
        icon="undo",
        when=lambda row: row.status != OPEN,
    )
    def reopen(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take the closing back."""
        service.reopen(deadline=row, actor=who(request), now=timezone.now())
        return f"“{row}” is open again."
