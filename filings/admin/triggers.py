"""Events from which rules count: entering one opens its deadlines."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelect2Widget

from filings.admin.deadline_tabs import DeadlinesTab
from filings.models import Trigger
from filings.rules import TRIGGERS
from filings.services import scopes
from filings.services.deadlines import UnknownEvent, offered, open_from, open_offered
from filings.services.explaining import short_day
from filings.services.move_proposals import wait_for_a_person
from filings.services.moving import Cause, EventsMoved, EventsVacated
from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked, RangeDateFilter
from mdl.admin.forms import CheckedForm
from mdl.admin.site import site
from mdl.admin.steps import StepForm, choice, day, page_of, step


class TriggerForm(CheckedForm):
    """What happened, when, to which action, and on whose calendar the days are counted."""

    key = forms.ChoiceField(
        label="What happened",
        choices=[("", "")] + [(key, trigger.words) for key, trigger in TRIGGERS.items()],
        widget=UnfoldAdminSelect2Widget,
        help_text="Entered, served, received: the wrong one is the commonest mistake.",
    )

    def clean(self) -> dict[str, Any] | None:
        """An action belongs to the litigation named."""
        cleaned = super().clean() or {}
        action, litigation = cleaned.get("action"), cleaned.get("litigation")
        if action and litigation and action.litigation_id != litigation.pk:
            self.add_error("action", f"This action is not in {litigation}.")
        return cleaned

    def validate_constraints(self) -> None:
        """The service finds the same event again instead of refusing it."""


class OfferedForm(StepForm):
    """Which of the rules whose condition a person judges."""

    rule = choice("Rule", [])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (each.rule.id, f"{each.computed.title} ({each.computed.citation})")
            for each in offered(self.row)
        ]


class MovedForm(StepForm):
    """When it really happened."""

    to = day("It happened on")


class VacatedForm(StepForm):
    """From when it counts for nothing."""

    on = day("Vacated on")


class OpenedTab(DeadlinesTab):
    """What an event opened."""

    empty = "It opened no deadline by itself; a step may offer some."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the event's deadlines."""
        found: QuerySet[Any] = row.deadlines.visible_to(request.user).for_lists()
        return found


@admin.register(Trigger, site=site)
class TriggerAdmin(DeskAdmin):
    """An event from which a period runs."""

    form = TriggerForm
    changes = False
    list_display = ("what", "occurred_on", "action", "litigation", "court", "words")
    list_filter = (
        ("litigation", Picked),
        ("service", ChoicesDropdownFilter),
        ("occurred_on", RangeDateFilter),
    )
    list_select_related = ("action", "litigation", "court")
    search_fields = ("key", "words", "action__caption", "action__numbers__raw")
    search_help_text = "Event, paper, caption or docket number"
    ordering = ("-occurred_on", "-id")
    inlines: ClassVar = (OpenedTab,)
    actions_detail = ("open_an_offered_rule", "move_the_event", "vacate_the_event")
    refusals = (UnknownEvent,)
    fields = (
        "key", "occurred_on", "service", "litigation", "action", "court", "entry", "words",
        "source",
    )  # fmt: skip

    @admin.display(description="What happened", ordering="key")
    def what(self, row: Any) -> str:
        """Say the event in a lawyer's words."""
        known = TRIGGERS.get(row.key)
        return known.words if known else row.key

    def label(self, row: Any) -> str:
        """Say the event and its day."""
        return f"{self.what(row)}, {short_day(row.occurred_on)}"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show the event in words."""
        return ("what", "person", "scope") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show the event in words, and whatever it is about."""
        if obj is None:
            return self.fields
        return ("what", *self.fields[1:5], "person", "scope", *self.fields[5:])

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[CheckedForm]:
        """Use the plain form where nothing is asked."""
        if obj is not None:
            kwargs["form"] = CheckedForm
        return super().get_form(request, obj, change, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Nothing is open before it is entered."""
        return () if obj is None else super().get_inlines(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Record the event and open what follows from it; without an action it is all actions'."""
        given = dict(form.cleaned_data)
        action, about = given.pop("action"), given.pop("words")
        subject = action or scopes.all_actions(litigation=given["litigation"])
        opened = open_from(
            subject=subject, about=about, actor=who(request), now=timezone.now(), **given
        )
        recorded = _recorded(given, subject)
        obj.pk = recorded.pk
        obj.refresh_from_db()
        count = len(opened)
        messages.info(request, f"{count} deadline{'' if count == 1 else 's'} opened.")

    @step(
        title="Open an offered rule",
        says="These rules follow from the event only under a condition, which you judge.",
        form=OfferedForm,
        icon="rule",
    )
    def open_an_offered_rule(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Say that a rule's condition is met."""
        opened = open_offered(trigger=row, actor=who(request), now=timezone.now(), **given)
        return f"“{opened}” is due on {opened.due_on}."

    @step(
        title="Move the event",
        says="It happened on another day. Nothing moves yet: the next page shows what would "
        "become of each deadline, the whole chain included.",
        form=MovedForm,
        submit="Show what would move",
        icon="edit_calendar",
        when=lambda row: row.vacated_on is None and row.parent_id is None,
    )
    def move_the_event(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> HttpResponse:
        """Put the move on the work list and show its diff."""
        cause = EventsMoved(events=(row.pk,), to=given["to"])
        return _proposed(row, cause, f"{self.label(row)}: it happened on {short_day(given['to'])}")

    @step(
        title="Vacate the event",
        says="It counts for nothing any more. Nothing is vacated yet: the next page shows what "
        "would become of each deadline.",
        form=VacatedForm,
        submit="Show what would fall",
        icon="event_busy",
        when=lambda row: row.vacated_on is None,
    )
    def vacate_the_event(
        self, request: HttpRequest, row: Any, given: dict[str, Any]
    ) -> HttpResponse:
        """Put the end on the work list and show its diff."""
        cause = EventsVacated(events=(row.pk,), on=given["on"])
        return _proposed(row, cause, f"{self.label(row)}: vacated on {short_day(given['on'])}")


def _proposed(row: Any, cause: Cause, words: str) -> HttpResponse:
    proposal = wait_for_a_person(
        litigation=row.litigation, cause=cause, words=words, now=timezone.now()
    )
    return redirect(page_of(proposal))


def _recorded(given: dict[str, Any], subject: Any) -> Trigger:
    """Find the row of the event just entered: the same event again is the same row."""
    key = {name: given[name] for name in ("key", "occurred_on", "litigation")}
    is_action = hasattr(subject, "caption")
    about = {"action": subject} if is_action else {"scope": subject}
    found: Trigger = Trigger.objects.filter(**key, **about).latest("pk")
    return found
