"""Periods that orders of a litigation set: entered as the order reads, chained, taken back."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminSelect2MultipleWidget,
    UnfoldAdminSelect2Widget,
    UnfoldBooleanSwitchWidget,
)

from filings.admin.deadline_tabs import DeadlinesTab
from filings.models import Deadline, OrderedPeriod, Trigger
from filings.rules import TRIGGERS, catalog
from filings.services import ordered_periods as service
from filings.services.chains import CircleOfDeadlines
from filings.services.opening import UnknownEvent
from filings.services.rulebook import rule_id
from mdl.admin.base import DeskAdmin, also_show, who
from mdl.admin.filters import BooleanRadioFilter, ChoicesDropdownFilter, Picked, Question
from mdl.admin.forms import CheckedForm
from mdl.admin.site import site
from mdl.admin.steps import StepForm, choice, day, picker, step
from mdl.admin.tabs import ListTab, link, list_of
from mdl.models import Litigation


def _counts_from(row: Any) -> str:
    """``the complaint was served``, or the step before it."""
    if row.after is not None:
        return f"“{row.after.title}” is {row.follows}"
    known = TRIGGERS.get(row.event)
    return known.words if known else row.event


class Standing(Question):
    """Whether they still open deadlines; those that do unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "standing": ("Standing", lambda rows: rows.standing()),
        "withdrawn": ("Taken back", lambda rows: rows.exclude(withdrawn_on=None)),
        "all": ("All", lambda rows: rows),
    }


class PeriodForm(CheckedForm):
    """What an order requires, within which time, counted from what."""

    event = forms.ChoiceField(
        label="Counts from this event",
        required=False,
        choices=[("", "")] + [(key, event.words) for key, event in TRIGGERS.items()],
        widget=UnfoldAdminSelect2Widget,
        help_text="Or from a step of an order: then leave this empty and name the step below.",
    )
    replaces = forms.MultipleChoiceField(
        label="Instead of",
        required=False,
        widget=UnfoldAdminSelect2MultipleWidget,
        help_text="Rules whose time it sets instead. A judge's order beats a local rule, which "
        "beats a national one; only you can say which rules it means.",
    )
    replaces_none = forms.BooleanField(
        label="It stands beside the rules that count from the same event",
        required=False,
        widget=UnfoldBooleanSwitchWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "replaces" in self.fields:
            field = self.fields["replaces"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
            rules = sorted(catalog(), key=lambda rule: (rule.current.citation, rule.title))
            field.choices = [(rule.id, f"{rule.current.citation}: {rule.title}") for rule in rules]

    def clean_period(self) -> str:
        """Write it as the engine reads it."""
        return service.whole_period(self.cleaned_data["period"])

    def clean(self) -> dict[str, Any] | None:
        """It counts from one thing, of its own litigation, and says what it replaces."""
        cleaned = super().clean() or {}
        event, after = cleaned.get("event"), cleaned.get("after")
        litigation = cleaned.get("litigation") or self.instance.litigation
        if bool(event) == bool(after):
            self.add_error("event", "It counts from an event or from a step: name one of them.")
        if bool(after) != bool(cleaned.get("follows")):
            self.add_error(
                "follows", "Say whether it counts from the day the step is due or met; of an event "
                "leave it empty.",
            )  # fmt: skip
        if after and after.litigation_id != litigation.pk:
            self.add_error("after", f"This step is no order's of {litigation}.")
        if event and not self.errors:
            self._ask_what_it_replaces(litigation, event, cleaned)
        return cleaned

    def _ask_what_it_replaces(
        self, litigation: Litigation, event: str, cleaned: dict[str, Any]
    ) -> None:
        """Propose the rules of the same event, act and side: a person agrees or says otherwise."""
        alike = service.rules_alike(
            litigation=litigation,
            event=event,
            act=cleaned["act"],
            obligor=cleaned["obligor"],
            today=timezone.localdate(),
        )
        if not alike or cleaned["replaces"] or cleaned["replaces_none"] or self.instance.replaces:
            return
        named = "; ".join(f"{rule.current.citation}, {rule.title}" for rule in alike)
        self.add_error(
            "replaces",
            f"From the same event, for the same side, count: {named}. They are chosen here now: "
            "leave those whose time the order sets, and save. If it stands beside all of them, "
            "say so below.",
        )
        chosen = QueryDict(mutable=True)
        chosen.update(self.data)
        chosen.setlist("replaces", [rule.id for rule in alike])
        self.data = chosen


class WithdrawForm(StepForm):
    """Since when it is no more."""

    on = day("Taken back on", "The day of the later order.")


class AfterForm(StepForm):
    """Which step comes before it."""

    after = picker(OrderedPeriod, "after", "It counts from this step")
    follows = choice("From the day that step is", Trigger.Follows.choices)


class OpenedTab(DeadlinesTab):
    """What it opened."""

    empty = "It opened nothing yet: enter its event."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the deadlines counted under it, the next first."""
        rows = Deadline.objects.visible_to(request.user).filter(rule=rule_id(row))
        found: QuerySet[Any] = rows.for_lists().order_by("due_on", "pk")
        return found


class PeriodsTab(ListTab):
    """Periods of orders, in a line each."""

    model = OrderedPeriod
    verbose_name_plural = "steps that count from it"
    headers = ("What is to be done", "Order", "Within", "Of the day on which", "Whose")
    empty = "No step counts from it."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the next steps."""
        found: QuerySet[Any] = _seen(request).filter(after=row)
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a period."""
        within = f"{row.period} {row.direction}"
        whose = row.get_obligor_display()
        return (link(row, row.title), row.citation, within, _counts_from(row), whose)


class LitigationPeriodsTab(PeriodsTab):
    """What the orders of a litigation set, and the way to enter another."""

    verbose_name_plural = "periods set by order"
    empty = "No order of the litigation sets a time. Enter one under “Periods set by order”."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return those that stand."""
        found: QuerySet[Any] = _seen(request).standing().filter(litigation=row)
        return found

    def whole(self, row: Any) -> str:
        """All of the litigation."""
        return list_of(OrderedPeriod, litigation__id__exact=row.pk, which="all")


def _seen(request: HttpRequest) -> Any:
    seen: Any = OrderedPeriod.objects.all()
    return seen.visible_to(request.user).select_related("after").order_by("citation", "pk")


@admin.register(OrderedPeriod, site=site)
class OrderedPeriodAdmin(DeskAdmin):
    """What an order of the litigation requires within a time from an event, or after a step."""

    form = PeriodForm
    list_display = ("title", "citation", "litigation", "within", "counts_from", "obligor", "stands")
    list_filter = (
        Standing,
        ("litigation", Picked),
        ("obligor", ChoicesDropdownFilter),
        ("is_critical", BooleanRadioFilter),
    )
    list_select_related = ("litigation", "after")
    search_fields = ("title", "citation", "source__title")
    search_help_text = "What is to be done, or the order"
    ordering = ("litigation", "citation", "id")
    inlines: ClassVar = (OpenedTab, PeriodsTab)
    actions_detail = ("withdraw", "count_after")
    linked_by = ("litigation",)
    refusals = (CircleOfDeadlines, UnknownEvent, service.PeriodWithdrawn)
    asked = (
        "litigation", "source", "citation", "title", "period", "direction", "event", "after",
        "follows", "obligor", "act", "adds_service_days", "is_critical", "replaces",
        "replaces_none",
    )  # fmt: skip

    @admin.display(description="Within")
    def within(self, row: Any) -> str:
        """Show the time and its direction."""
        return f"{row.period} {row.direction}"

    @admin.display(description="Of the day on which")
    def counts_from(self, row: Any) -> str:
        """Show the event or the step before it."""
        return _counts_from(row)

    @admin.display(description="Stands")
    def stands(self, row: Any) -> str:
        """Say whether it still opens deadlines."""
        return f"Taken back on {row.withdrawn_on}" if row.withdrawn_on else "Standing"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Who entered it, and whether it was taken back, is written by services."""
        if obj is None:
            return self.asked
        asked = self.asked if self.has_change_permission(request, obj) else self.asked[:-1]
        return (*asked, "entered_by", "withdrawn_on")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An order stays in its litigation."""
        return () if obj is None else ("litigation", "entered_by", "withdrawn_on")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[CheckedForm]:
        """Use the plain form where nothing is asked."""
        if obj is not None and not self.has_change_permission(request, obj):
            kwargs["form"] = CheckedForm
        return super().get_form(request, obj, change, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Nothing is open before it is entered."""
        return () if obj is None else super().get_inlines(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was taken back is entered anew, not corrected."""
        is_over = isinstance(obj, OrderedPeriod) and obj.withdrawn_on is not None
        return super().has_change_permission(request, obj) and not is_over

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Enter it, or correct what was entered wrongly."""
        given = {name: form.cleaned_data[name] for name in form.cleaned_data if name in self.asked}
        given.pop("replaces_none")
        if change:
            changes = {name: given[name] for name in form.changed_data if name in given}
            service.correct_period(period=obj, changes=changes, actor=who(request))
        else:
            obj.pk = service.enter_period(**given, actor=who(request)).pk
        obj.refresh_from_db()

    @step(
        title="Take back",
        says="A later order took it back: it opens nothing more. What it opened runs on until you "
        "decide; that it falls is put on the work list.",
        form=WithdrawForm,
        icon="event_busy",
        when=lambda row: row.withdrawn_on is None,
    )
    def withdraw(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """A later order took it back."""
        service.withdraw_period(period=row, actor=who(request), **given)
        return f"“{row}” is taken back."

    @step(
        title="Count from another step",
        says="It counts from the day on which another step of an order is due or met.",
        form=AfterForm,
        icon="link",
        when=lambda row: row.withdrawn_on is None,
    )
    def count_after(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Chain it to a step."""
        service.count_after(period=row, actor=who(request), **given)
        return f"“{row}” counts from “{given['after']}”."


also_show(Litigation, [LitigationPeriodsTab])
