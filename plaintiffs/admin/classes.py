"""Classes and subclasses as the papers define them, in versions, each with its rule."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.steps import StepForm, choice, day, picker, step, text, words
from mdl.admin.tabs import ListTab
from plaintiffs.membership import Rule, WrongRule, Younger
from plaintiffs.models import ChoiceKind, ClassDay, ClassDefinition, PlaintiffClass
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.classes import define_anew, define_class, set_class_day


class DefineForm(StepForm):
    """The words of the paper, and the same over dated facts."""

    text = text("Definition", "As the paper says it.")
    from_on = day("On file from")
    source = picker(ClassDefinition, "source", "Paper", required=False)
    first_on = day(
        "Class period from", "Leave the rule empty to keep the words only.", required=False
    )
    last_on = day("Class period to", "Its last day. Empty: it has not ended.", required=False)
    lived_in = words("Lived in", "IL, CA; or US for any state.", required=False)
    used = words("Used", "TikTok; several with commas.", required=False)
    younger_than = forms.IntegerField(
        label="Younger than", required=False, widget=UnfoldAdminIntegerFieldWidget
    )
    younger_on = day("on", "Empty: on the first day of the class period.", required=False)

    def clean(self) -> dict[str, Any]:
        """Read the rule; one without a class period is none."""
        given = super().clean() or {}
        given["rule"] = None
        asked = [given.get(name) for name in ("lived_in", "used", "younger_than")]
        if not given.get("first_on"):
            if any(asked):
                raise forms.ValidationError("Say on which day the class period begins.")
            return given
        than = given.get("younger_than")
        rule = Rule(
            first_on=given["first_on"],
            last_on=given.get("last_on"),
            lived_in=_listed(given.get("lived_in", "").upper()),
            used=_listed(given.get("used", "")),
            younger=None if than is None else Younger(than, given.get("younger_on")),
        )
        try:
            given["rule"] = Rule.from_data(rule.to_data())
        except WrongRule as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return given


def _listed(said: str) -> tuple[str, ...] | None:
    return tuple(part.strip() for part in said.split(",") if part.strip()) or None


class DayForm(StepForm):
    """The day, and the order that sets it."""

    kind = choice("For", ChoiceKind.choices)
    on = day("By", "A date certain: it does not move, not even from a Saturday.")
    source = picker(ClassDay, "source", "Order")


class DefinitionsTab(ListTab):
    """The versions, the newest first."""

    model = ClassDefinition
    verbose_name_plural = "definitions"
    headers = ("Version", "From", "Definition", "As a rule")
    empty = "No definition is verified."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the class's definitions."""
        seen = ClassDefinition.objects.visible_to(request.user).filter(plaintiff_class=row)
        return seen.order_by("-version")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a version."""
        rule = Rule.from_data(row.rule).words() if row.rule else "Not entered"
        return (row.version, row.from_on or "—", row.text, rule)


class DaysTab(ListTab):
    """The days that orders set."""

    model = ClassDay
    verbose_name_plural = "days"
    headers = ("For", "By", "Order")
    empty = "No order has set a day."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the class's days."""
        seen = ClassDay.objects.visible_to(request.user).filter(plaintiff_class=row)
        return seen.select_related("source")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a day."""
        return (row.get_kind_display(), row.on, row.source)


@admin.register(PlaintiffClass, site=site)
class PlaintiffClassAdmin(DeskAdmin):
    """FRCP 23."""

    list_display = ("name", "litigation", "status", "parent")
    list_filter = (("litigation", Picked), ("status", ChoicesDropdownFilter))
    list_select_related = ("litigation", "parent")
    search_fields = ("name", "litigation__mdl_number")
    fields = ("litigation", "name", "status", "parent", "source")
    inlines: ClassVar = (DefinitionsTab, DaysTab)
    actions_detail: ClassVar = ("define", "set_day")
    history_parts = ("definitions", "days")
    refusals = (Refused,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A class does not change its litigation."""
        return () if obj is None else ("litigation",)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new class has no tabs yet."""
        return () if obj is None else super().get_inlines(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Define a new class, or correct what is recorded of one."""
        if change:
            obj.save()
            return
        defined = define_class(**form.cleaned_data, actor=who(request))
        obj.pk = defined.pk
        obj.refresh_from_db()

    @step(
        title="Define",
        says="The next version of the definition: the words of the paper, and the same over dated "
        "facts. Earlier versions answer for earlier days. All conditions given must hold.",
        form=DefineForm,
        icon="edit_document",
    )
    def define(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Record a version."""
        names = ("text", "rule", "from_on", "source")
        made = define_anew(
            plaintiff_class=row, **{name: given[name] for name in names}, actor=who(request)
        )
        return f"Version {made.version} stands from {made.from_on}."

    @step(
        title="Set a day",
        says="By when an order lets members opt out, or object. It becomes a deadline on the "
        "order's basis; set again, it moves.",
        form=DayForm,
        icon="event",
    )
    def set_day(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Record a day."""
        made = set_class_day(plaintiff_class=row, **given, actor=who(request))
        return f"{made.get_kind_display()} by {made.on}."
