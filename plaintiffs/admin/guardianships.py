"""Who speaks for a minor: appointed from a day, ended on a day."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from mdl.admin.base import DeskAdmin, PartInline, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.steps import StepForm, day, step
from mdl.admin.tabs import ListTab, link
from plaintiffs.models import Guardianship
from plaintiffs.privacy.errors import Refused
from plaintiffs.privacy.view import PersonView
from plaintiffs.services.guardianships import appoint_guardian, end_guardianship

FACTS = ("kind", "from_on", "until_on", "source")


class UntilForm(StepForm):
    """The day it ends."""

    until_on = day("First day it no longer holds")


class GuardiansInline(PartInline):
    """Who speaks for this person. A guardian is ended by a step on their own page."""

    model = Guardianship
    fk_name = "ward"
    fields = ("guardian", *FACTS)
    changes = False
    deletes = False
    show_change_link = True
    verbose_name_plural = "guardians"

    def keep(self, request: HttpRequest, row: Any) -> None:
        """Appoint a guardian."""
        facts = {name: getattr(row, name) for name in ("ward", "guardian", *FACTS)}
        appoint_guardian(**facts, actor=who(request))


class WardsTab(ListTab):
    """For whom this person speaks."""

    model = Guardianship
    verbose_name_plural = "speaks for"
    headers = ("Minor", "As", "From", "Until")
    empty = "Speaks for nobody."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the person's wards."""
        seen = Guardianship.objects.visible_to(request.user).filter(guardian=row)
        return seen.select_related("ward")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a ward."""
        days = (row.from_on or "—", row.until_on or "—")
        return (link(row.ward, PersonView.of(row.ward)), row.get_kind_display(), *days)


@admin.register(Guardianship, site=site)
class GuardianshipAdmin(DeskAdmin):
    """Dated roles with a paper behind them, FRCP 17(c)."""

    list_display = ("ward", "guardian", "kind", "from_on", "until_on")
    list_filter = (("kind", ChoicesDropdownFilter), ("ward__litigation", Picked))
    list_select_related = ("ward", "guardian")
    search_fields = ("ward__designation", "guardian__designation")
    search_help_text = "Designation of the minor or of the guardian"
    ordering = ("ward__designation", "from_on", "id")
    fields = ("ward", "guardian", *FACTS)
    actions_detail: ClassVar = ("end",)
    refusals = (Refused,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A guardianship is ended, and entered anew where it was wrong."""
        return () if obj is None else ("ward", "guardian", "kind", "from_on", "until_on")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Appoint a guardian, or correct the source."""
        if change:
            obj.save()
            return
        appointed = appoint_guardian(**form.cleaned_data, actor=who(request))
        obj.pk = appointed.pk
        obj.refresh_from_db()

    @step(
        title="End",
        says="The guardian no longer speaks for the minor from this day on; papers before keep.",
        form=UntilForm,
        icon="event_busy",
        when=lambda row: row.until_on is None,
    )
    def end(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """End the guardianship."""
        end_guardianship(guardianship=row, actor=who(request), **given)
        return f"Ended on {given['until_on']}."
