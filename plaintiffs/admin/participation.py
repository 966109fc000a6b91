"""People's parts in actions: joining, leaving, and one party for another."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from mdl.admin.base import DeskAdmin, PartInline, also_show, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.steps import StepForm, day, picker, step
from mdl.models import MemberAction
from plaintiffs.admin.guardianships import UntilForm
from plaintiffs.models import Participation
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.participation import join_action, leave_action, substitute_party


class SubstituteForm(StepForm):
    """Who takes the part, and since when."""

    successor = picker(Participation, "person", "Takes the part")
    on = day("From", "The part before ends that day.")
    source = picker(Participation, "source", "Source", required=False)


class _PartsInline(PartInline):
    """Parts are begun here and ended by a step on their own page."""

    model = Participation
    changes = False
    deletes = False
    show_change_link = True

    def keep(self, request: HttpRequest, row: Any) -> None:
        """Let a person take part."""
        facts = {name: getattr(row, name) for name in ("person", "action", "role", "from_on")}
        join_action(**facts, source=row.source, actor=who(request))


class PersonPartsInline(_PartsInline):
    """The actions a person takes part in."""

    fk_name = "person"
    fields = ("action", "role", "from_on", "until_on", "source")
    readonly_fields = ("until_on",)
    verbose_name_plural = "takes part in"


class ActionPeopleInline(_PartsInline):
    """The people of an action, by designation."""

    fk_name = "action"
    fields = ("person", "role", "from_on", "until_on", "source")
    readonly_fields = ("until_on",)
    verbose_name_plural = "people"


@admin.register(Participation, site=site)
class ParticipationAdmin(DeskAdmin):
    """Who takes part in which action, and in what role."""

    list_display = ("person", "role", "action", "from_on", "until_on")
    list_filter = (
        ("action__litigation", Picked),
        ("role", ChoicesDropdownFilter),
        ("action", Picked),
    )
    list_select_related = ("person", "action")
    search_fields = ("person__designation", "action__caption", "action__numbers__raw")
    search_help_text = "Designation, caption or docket number"
    ordering = ("action__position", "role", "id")
    fields = ("person", "action", "role", "from_on", "until_on", "substituted_for", "source")
    actions_detail: ClassVar = ("leave", "substitute")
    refusals = (Refused,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A part begins without an end."""
        if obj is None:
            return ("person", "action", "role", "from_on", "source")
        return super().get_fields(request, obj)  # type: ignore[return-value]  # a sequence

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A part is ended or taken over, and entered anew where it was wrong."""
        kept = ("person", "action", "role", "from_on", "until_on", "substituted_for")
        return () if obj is None else kept

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let a person take part, or correct the source."""
        if change:
            obj.save()
            return
        joined = join_action(**form.cleaned_data, actor=who(request))
        obj.pk = joined.pk
        obj.refresh_from_db()

    @step(
        title="Leave",
        says="The person no longer takes part from this day on.",
        form=UntilForm,
        icon="logout",
        when=lambda row: row.until_on is None,
    )
    def leave(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """End the part."""
        leave_action(participation=row, actor=who(request), **given)
        return f"Ended on {given['until_on']}."

    @step(
        title="Substitute",
        says="Another person takes the part from this day on (FRCP 17(a)(3), 25). Papers filed "
        "before stay as they are.",
        form=SubstituteForm,
        icon="swap_horiz",
        when=lambda row: row.until_on is None,
    )
    def substitute(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Let another person take the part."""
        substitute_party(participation=row, actor=who(request), **given)
        return f"{given['successor']} takes the part from {given['on']}."


also_show(MemberAction, [ActionPeopleInline])
