"""Opt-outs and objections: recorded by their paper, withdrawn by a step."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.steps import StepForm, day, step
from plaintiffs.models import ClassChoice
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.classes import choose, withdraw_choice


class WithdrawForm(StepForm):
    """Since when it no longer stands."""

    on = day("Withdrawn on")


@admin.register(ClassChoice, site=site)
class ClassChoiceAdmin(DeskAdmin):
    """Who left a class, and who objects (FRCP 23(c)(2)(B)(v), 23(e)(5))."""

    list_display = ("person", "kind", "plaintiff_class", "on", "withdrawn_on")
    list_filter = (("person__litigation", Picked), ("kind", ChoicesDropdownFilter))
    list_select_related = ("person", "plaintiff_class")
    search_fields = ("person__designation", "plaintiff_class__name")
    search_help_text = "Designation or class"
    ordering = ("-on", "id")
    actions_detail: ClassVar = ("withdraw",)
    refusals = (Refused,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """It begins without an end."""
        made = ("plaintiff_class", "person", "kind", "on", "source", "allowed_by")
        return made if obj is None else (*made, "withdrawn_on")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A choice is withdrawn; what was wrong is withdrawn and entered anew."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Record a choice."""
        chosen = choose(**form.cleaned_data, actor=who(request))
        obj.pk = chosen.pk
        obj.refresh_from_db()

    @step(
        title="Withdraw",
        says="From this day on it no longer stands; who had left is read as a member again.",
        form=WithdrawForm,
        icon="undo",
        when=lambda row: row.withdrawn_on is None,
    )
    def withdraw(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """End the choice."""
        withdraw_choice(choice=row, on=given["on"], actor=who(request))
        return f"Withdrawn on {given['on']}."
