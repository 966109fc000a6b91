"""Counsel of record for a person in an action."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from mdl.admin.base import DeskAdmin, PartInline, who
from mdl.admin.filters import BooleanRadioFilter, Picked
from mdl.admin.site import site
from mdl.admin.steps import step
from plaintiffs.admin.guardianships import UntilForm
from plaintiffs.models import Representation
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.representation import engage_counsel, withdraw_counsel


class CounselInline(PartInline):
    """Who represents a person. Counsel withdraws by a step on the line's own page."""

    model = Representation
    fields = ("action", "attorney", "is_lead", "from_on", "until_on")
    readonly_fields = ("until_on",)
    changes = False
    deletes = False
    show_change_link = True
    verbose_name_plural = "counsel"

    def keep(self, request: HttpRequest, row: Any) -> None:
        """Engage counsel."""
        names = ("person", "action", "attorney", "is_lead", "from_on")
        engage_counsel(**{name: getattr(row, name) for name in names}, actor=who(request))


@admin.register(Representation, site=site)
class RepresentationAdmin(DeskAdmin):
    """Who represents whom, from a day until a day."""

    list_display = ("person", "attorney", "is_lead", "action", "from_on", "until_on")
    list_filter = (
        ("action__litigation", Picked),
        ("attorney", Picked),
        ("is_lead", BooleanRadioFilter),
    )
    list_select_related = ("person", "attorney", "action")
    search_fields = ("person__designation", "attorney__name", "action__caption")
    search_help_text = "Designation, attorney or caption"
    ordering = ("action__position", "id")
    actions_detail: ClassVar = ("withdraw",)
    refusals = (Refused,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A representation begins without an end."""
        begun = ("person", "action", "attorney", "is_lead", "from_on")
        return begun if obj is None else (*begun, "until_on")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Counsel withdraws by a step; what was wrong is entered anew."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Engage counsel."""
        engaged = engage_counsel(**form.cleaned_data, actor=who(request))
        obj.pk = engaged.pk
        obj.refresh_from_db()

    @step(
        title="Withdraw",
        says="Counsel no longer represents the person from this day on.",
        form=UntilForm,
        icon="logout",
        when=lambda row: row.until_on is None,
    )
    def withdraw(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """End the representation."""
        withdraw_counsel(representation=row, actor=who(request), **given)
        return f"Ended on {given['until_on']}."
