"""Deadlines by urgency, each with its whole reason; what is done about one is done by a step."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
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
    ReadForm,
    WhoseForm,
)
from filings.admin.deadline_words import about, how_long, standing
from filings.models import Deadline
from filings.services import deadlines as service
from filings.services import held_changes, scopes, second_person
from filings.services.explaining import (
    EXPLAINED,
    authority,
    explain,
    has_its_event,
    short_day,
)
from filings.services.move_proposals import NotCounted, count_anew
from mdl.access import Act
from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import BooleanRadioFilter, ChoicesDropdownFilter, Picked, Question
from mdl.admin.forms import CheckedForm
from mdl.admin.site import site
from mdl.admin.steps import lead, page_of, step, step_for_selected
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


HELD = (
    "It is critical: the change waits for a second person, and the day in force stays until then."
)


def _waits_for_two(row: Any) -> bool:
    if row.status != OPEN or not row.is_critical:
        return False
    return row.confirmed_at is None or second_person.change_waiting(row) is not None


def _is_done(row: Any) -> bool:
    return not row.is_critical or second_person.change_waiting(row) is None


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
        "confirm": ("To check and confirm", lambda rows: rows.waiting_for_one()),
        "two": ("Critical: a second person reads anew", lambda rows: rows.waiting_for_two()),
        "unconfirmed": ("Unconfirmed, either way", lambda rows: rows.unconfirmed()),
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
        "read_anew",
        "take_back",
        {
            "title": "More",
            "items": [
                "move",
                "move_the_event",
                "count_anew",
                "assign",
                "attribute",
                "waive",
                "vacate",
            ],
        },
        "reopen",
    )
    refusals = (
        service.DeadlineClosed,
        service.SecondPersonNeeded,
        service.WrongProof,
        held_changes.ChangeWaits,
        held_changes.ChangeDecided,
        second_person.NothingToRead,
        NotCounted,
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
        says="You stand behind these days. A critical day is confirmed on its own page, by reading "
        "the paper anew.",
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
            ended = [
                service.waive(deadline=row, on=given["on"], reason=given["why"], actor=who(request))
                for row in rows
            ]
        done = sum(_is_done(each) for each in ended)
        held = f" {HELD}" if done < len(ended) else ""
        return f"{done} waived.{held}"

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
        says="You stand behind this day.",
        icon="verified",
        act=Act.CONFIRM,
        when=lambda row: row.status == OPEN and row.confirmed_at is None and not row.is_critical,
    )
    def confirm(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Stand behind the day."""
        service.confirm(deadline=row, actor=who(request), now=timezone.now())
        return f"You stand behind {short_day(row.due_on)}."

    @step(
        title="Confirm as the second person",
        says="Read the paper and enter what it says; the record is not shown. The same result "
        "confirms. Anything else stops, is kept, and shows both workings.",
        submit="Compare",
        form=ReadForm,
        icon="verified",
        act=Act.CONFIRM,
        when=_waits_for_two,
    )
    def read_anew(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> HttpResponse:
        """Compare what was read with the record."""
        entry = second_person.BlindEntry(**given)
        reading = second_person.read(
            deadline=row, entry=entry, actor=who(request), now=timezone.now()
        )
        if reading.matches:
            messages.success(request, "You read the same, and stand behind it.")
            return redirect(page_of(row))
        names = ", ".join(second_person.WORDS[name] for name in reading.differences)
        messages.error(request, f"Two readings differ: {names}. Nothing was confirmed.")
        return redirect("reading", pk=reading.pk)

    @step(
        title="Take the change back",
        says="The change that waits for a second person is not to be made. The day stays.",
        icon="undo",
        when=lambda row: row.is_critical and second_person.change_waiting(row) is not None,
    )
    def take_back(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Leave the day in force as it is."""
        change = second_person.change_waiting(row)
        if change is not None:
            held_changes.take_back(change=change, actor=who(request), now=timezone.now())
        return f"{short_day(row.due_on)} stays the day."

    @step(
        title="Move",
        says="Another day holds. The counted one stays in the history, and reminders of it are "
        "dead. A critical deadline moves later only when a second person read the same; until "
        "then the earlier day stays in force.",
        form=MoveForm,
        icon="edit_calendar",
        when=lambda row: row.status == OPEN,
    )
    def move(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Set another day."""
        moved = service.move(deadline=row, actor=who(request), now=timezone.now(), **given)
        return f"“{row}” is due on {short_day(given['to'])}." if _is_done(moved) else HELD

    # The event is another row: what hangs on it beside this deadline moves too.
    move_the_event = lead(
        name="move_the_event",
        title="Move the event",
        to=lambda row: page_of(row.trigger, "move_the_event"),
        when=lambda row: (
            row.status == OPEN and has_its_event(row) and row.trigger.parent_id is None
        ),
        icon="event_repeat",
    )

    @step(
        title="Count anew",
        says="From the same event, on the rules and the closings as they are on record now. "
        "Nothing moves yet: the next page shows what would become of this deadline, of the others "
        "of the event, and of what hangs on them.",
        submit="Show what would move",
        icon="calculate",
        when=lambda row: row.status == OPEN and has_its_event(row),
    )
    def count_anew(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> HttpResponse:
        """Put the count on the work list and show its diff."""
        now = timezone.now()
        return redirect(page_of(count_anew(deadline=row, actor=who(request), now=now)))

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
        if not _is_done(moved):
            return HELD
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
            ended = service.waive(
                deadline=row, on=given["on"], reason=given["why"], actor=who(request)
            )
        return f"“{row}” is waived." if _is_done(ended) else HELD

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
            ended = service.vacate(
                deadline=row, on=given["on"], reason=given["why"], actor=who(request)
            )
        return f"“{row}” is vacated." if _is_done(ended) else HELD

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
