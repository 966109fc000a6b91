"""People by designation. A name goes in through a form that never shows it again, and comes out
only by a reveal: a role, a reason, one answer, one line in the audit."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from unfold.widgets import UnfoldAdminTextInputWidget

from mdl.access import Act
from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked, Question
from mdl.admin.forms import CheckedForm
from mdl.admin.site import site
from mdl.admin.start import Line, card, show
from mdl.admin.steps import FreshPassword, StepForm, day, page_of, picker, step, words
from mdl.admin.tabs import ListTab, list_of
from plaintiffs.admin.fact_sheets import FactSheetSteps
from plaintiffs.admin.guardianships import GuardiansInline, WardsTab
from plaintiffs.admin.participation import PersonPartsInline
from plaintiffs.admin.representation import CounselInline
from plaintiffs.admin.usage import AccountsTab
from plaintiffs.models import Guardianship, Person, Residence
from plaintiffs.models.silence import nobody_speaks_for, past_majority, silent
from plaintiffs.privacy.door import erase, holds_identity, reveal
from plaintiffs.privacy.errors import Refused
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.view import PersonView
from plaintiffs.services.duplicates import merge_people, tell_apart
from plaintiffs.services.people import Amendment, amend_person, enter_person
from plaintiffs.services.residences import move_person

SHOWN_SECONDS = 5 * 60
"""How long what was revealed stays on the screen. To see it again is another reveal."""
SEALED = ("given_name", "family_name", "birth_date", "email", "phone", "address")
PLAIN = ("designation", "protection", "relation", "residence_state", "birth_year")


class WriteOnly(UnfoldAdminTextInputWidget):  # type: ignore[misc]  # unfold ships no types
    """A field that is typed into and never filled in: not even what was just entered comes back."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off"})

    def format_value(self, value: Any) -> None:
        """Show nothing."""


def _sealed(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, widget=WriteOnly)


class PersonForm(CheckedForm):
    """What everybody may read, and, apart and write-only, who the person is."""

    given_name = _sealed("Given name")
    family_name = _sealed("Family name")
    birth_date = forms.DateField(
        label="Day of birth",
        required=False,
        widget=WriteOnly,
        help_text="Year-month-day. Sealed; in plain stand the year and the month of majority.",
    )
    email = _sealed("E-mail")
    phone = _sealed("Telephone")
    address = _sealed("Address")
    reason = words(
        "Why",
        "Needed when the designation or the protection changes; earlier papers keep the old one.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if designation := self.fields.get("designation"):
            designation.required = False
            designation.help_text = f"Empty: initials of the name. {designation.help_text}"

    def identity(self) -> Identity | None:
        """Return who the person is, where anything of it was entered."""
        given = {name: self.cleaned_data[name] for name in SEALED}
        return Identity(**given) if any(given.values()) else None


class MoveForm(StepForm):
    """Where to, and since when."""

    state = words("State", "Postal code, such as IL.")
    on = day("Lives there from", "The residence before ends that day.")
    source = picker(Person, "source", "Source", required=False)


class ResidencesTab(ListTab):
    """Where the person lived."""

    model = Residence
    verbose_name_plural = "residences"
    headers = ("State", "From", "Until")
    empty = "No state is on record."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the person's residences, the first one first."""
        found: QuerySet[Any] = Residence.objects.visible_to(request.user).filter(person=row)
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a residence."""
        return (row.state, row.from_on or "—", row.until_on or "—")


class OtherForm(StepForm):
    """The other person, and how it is known."""

    other = picker(Guardianship, "ward", "The other person")
    reason = words("How you know", "The batch keeps your words. Do not name the person.")


class RevealForm(FreshPassword):
    """Why somebody must know, and that it is they who ask."""

    reason = words("Why you need to see it", "The audit keeps your words. Do not name the person.")
    field_order = ("reason", "password")


def coming_of_age(rows: Any) -> QuerySet[Any]:
    """Leave minors whose month of majority is past or among the coming twelve, the next first."""
    today = timezone.localdate()
    near = rows.minors_by_record().filter(majority_month__lte=date(today.year + 1, today.month, 1))
    found: QuerySet[Any] = near.order_by("majority_month", "designation", "id")
    return found


class Coming(Question):
    """Minors by what is ahead of them."""

    title = "minors"
    parameter_name = "minors"
    answers: ClassVar = {
        "soon": ("Come of age within a year", coming_of_age),
        "unknown": (
            "Month of majority not known",
            lambda rows: rows.minors_by_record().filter(majority_month=None),
        ),
        "silent": (
            "Nobody speaks for them",
            lambda rows: nobody_speaks_for(rows, day=timezone.localdate()),
        ),
        "lacking": (
            "Speaker or month of majority missing",
            lambda rows: silent(rows, day=timezone.localdate()),
        ),
        "alike": (
            "Perhaps entered twice",
            lambda rows: rows.possible_duplicates().order_by("likeness", "id"),
        ),
        "past": (
            "Past majority, not decided",
            lambda rows: past_majority(rows, day=timezone.localdate()),
        ),
        "all": ("All minors", lambda rows: rows.minors_by_record()),
    }


@admin.register(Person, site=site)
class PersonAdmin(FactSheetSteps, DeskAdmin):
    """A plaintiff, or somebody who speaks for one."""

    form = PersonForm
    list_display = (
        "designation", "litigation", "protection", "relation", "birth_year", "majority",
        "residence_state",
    )  # fmt: skip
    list_filter = (
        ("litigation", Picked),
        Coming,
        ("protection", ChoicesDropdownFilter),
        ("relation", ChoicesDropdownFilter),
    )
    list_select_related = ("litigation",)
    search_fields = ("designation",)
    search_help_text = (
        "Designation, for example W.F. Never type a name here: it would stand in the address. "
        "The search on the pages finds by name and keeps no trace."
    )
    inlines: ClassVar = (
        PersonPartsInline, GuardiansInline, WardsTab, CounselInline, ResidencesTab, AccountsTab,
    )  # fmt: skip
    actions = ("step_of_fact_sheets",)
    actions_detail = ("reveal_identity", "moved", "merge", "tell_apart", "erase_identity")
    history_parts = ("participations", "guardianships", "representations", "residences")
    refusals = (Refused,)
    sealed: ClassVar = {
        "fields": SEALED,
        "classes": ("collapse",),
        "description": "Goes in and does not come back: leave everything empty to keep what is "
        "sealed; anything entered replaces it as a whole. Of another firm's or an adverse minor "
        "nothing may be entered. Never a Social Security number.",
    }

    # --- Lists --------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Lists leave what is sealed where it is."""
        return super().get_queryset(request).defer("sealed_identity")

    def label(self, row: Any) -> str:
        """Several persons share initials: the birth year and the litigation tell more."""
        return f"{PersonView.of(row)}, {row.litigation}"

    @admin.display(description="Comes of age", ordering="majority_month")
    def majority(self, row: Any) -> str:
        """Show the month; the day is sealed."""
        return f"{row.majority_month:%B %Y}" if row.majority_month else "—"

    def choices(self, request: HttpRequest) -> QuerySet[Any]:
        """Nobody points at who was merged into another."""
        return super().choices(request).filter(merged_into=None)

    # --- The page -----------------------------------------------------------------------------

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A person stays in the litigation; the majority follows from the day of birth."""
        return () if obj is None else ("litigation", "majority")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whoever only reads is not asked who it is."""
        plain = ("litigation", *PLAIN)
        if obj is None:
            sealed = {name: self.sealed[name] for name in ("fields", "description")}
            return ((None, {"fields": (*plain, "source")}), ("Who it is (sealed)", sealed))
        facts = (*plain, "majority", "reason", "source")
        if self.has_change_permission(request, obj):
            return ((None, {"fields": facts}), ("Who it is (sealed)", self.sealed))
        return ((None, {"fields": (*plain, "majority", "source")}),)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new person has no tabs yet."""
        return () if obj is None else super().get_inlines(request, obj)

    @method_decorator(sensitive_post_parameters(*SEALED))
    def changeform_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what is entered out of every error report."""
        return super().changeform_view(*args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Enter a person, or amend what is recorded of one."""
        given, now = form.cleaned_data, timezone.now()
        if change:
            changed = {name: given[name] for name in PLAIN if name in form.changed_data}
            amend_person(
                person=obj,
                to=Amendment(**changed, identity=form.identity()),
                reason=given["reason"],
                actor=who(request),
                now=now,
            )
            obj.refresh_from_db()
            if "source" in form.changed_data:
                obj.source = given["source"]
                obj.save(update_fields=["source"])
            return
        plain = {name: given[name] for name in ("litigation", *PLAIN, "source")}
        entered = enter_person(**plain, identity=form.identity(), actor=who(request), now=now)
        obj.pk = entered.pk
        obj.refresh_from_db()

    # --- Steps --------------------------------------------------------------------------------

    @method_decorator(never_cache)
    def revealed(self, request: HttpRequest, row: Any, identity: Identity) -> HttpResponse:
        """Show who it is, once, and for minutes: then the browser goes back by itself."""
        context = {
            **self.admin_site.each_context(request),
            "title": "Revealed",
            "subtitle": str(row),
            "identity": identity,
            "back": page_of(row),
            "minutes": SHOWN_SECONDS // 60,
            "opts": self.opts,
        }
        request.current_app = self.admin_site.name
        response = TemplateResponse(request, "admin/revealed.html", context)
        response["Refresh"] = f"{SHOWN_SECONDS}; url={page_of(row)}"
        return response.render()

    @step(
        title="Reveal",
        says="Shows name, day of birth and contact once, for five minutes. Who looked, when and "
        "why stays in the audit, which supervising attorneys read.",
        form=RevealForm,
        submit="Reveal once",
        icon="visibility",
        act=Act.REVEAL,
        when=holds_identity,
    )
    def reveal_identity(
        self, request: HttpRequest, row: Any, given: dict[str, Any]
    ) -> HttpResponse:
        """Open the door for one answer."""
        identity = reveal(
            person=row, actor=who(request), reason=given["reason"], now=timezone.now()
        )
        return self.revealed(request, row, identity)

    @step(
        title="Moved",
        says="The person lives in another state from this day on. The law of the domicile decides "
        "when a child comes of age, so the month of majority is set anew.",
        form=MoveForm,
        icon="home_pin",
        when=lambda row: row.merged_into_id is None,
    )
    def moved(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Move the person."""
        move_person(person=row, **given, actor=who(request), now=timezone.now())
        return f"Lives in {given['state']} from {given['on']}."

    @step(
        title="Merge into another",
        says="This entry and the other are one person: parts, guardianships and counsel go over "
        "to the other, and no list shows this one any more. It is one batch, which can be undone. "
        "Never merge because initials are the same.",
        form=OtherForm,
        submit="Merge",
        icon="merge",
        when=lambda row: row.merged_into_id is None and holds_identity(row),
    )
    def merge(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Merge this person into another."""
        merge_people(
            duplicate=row,
            survivor=given["other"],
            reason=given["reason"],
            actor=who(request),
            now=timezone.now(),
        )
        return f"Merged into {PersonView.of(given['other'])}; the batch can be undone."

    @step(
        title="Tell apart",
        says="This entry and the other have one name and one birth date, and are two people.",
        form=OtherForm,
        icon="call_split",
        when=lambda row: Person.objects.filter(pk=row.pk).possible_duplicates().exists(),
    )
    def tell_apart(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take the pair off the list."""
        tell_apart(person=row, **given, actor=who(request), now=timezone.now())
        return "They are two; the pair left the list."

    @step(
        title="Erase",
        says="Destroys the key: name, day of birth and contact can never be read again here, nor "
        "in the history. The designation and the public record stay.",
        form=RevealForm,
        submit="Erase for ever",
        icon="delete_forever",
        act=Act.STAFF,
        when=holds_identity,
    )
    def erase_identity(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Destroy who it is."""
        erase(person=row, actor=who(request), reason=given["reason"], now=timezone.now())
        return f"What was sealed of {row} is erased."


def _coming_of_age(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    minors = coming_of_age(Person.objects.visible_to(request.user).defer("sealed_identity"))
    return card(
        minors,
        lambda row: Line(row.designation, f"{row.majority_month:%B %Y}", page_of(row)),
        address=list_of(Person, minors="soon"),
        empty="No minor comes of age within a year.",
    )


def _missing(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    seen = Person.objects.visible_to(request.user).defer("sealed_identity")
    lacking = silent(seen, day=timezone.localdate()).order_by("designation", "id")
    return card(
        lacking,
        lambda row: Line(str(PersonView.of(row)), _lacks(row), page_of(row)),
        address=list_of(Person, minors="lacking"),
        empty="Of every minor it is on record who speaks, and when they come of age.",
    )


def _lacks(row: Any) -> str:
    return "somebody must speak" if row.majority_month else "month of majority not known"


def _alike(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    seen = Person.objects.visible_to(request.user).defer("sealed_identity")
    return card(
        seen.possible_duplicates().order_by("likeness", "id"),
        lambda row: Line(str(PersonView.of(row)), "same name and birth date", page_of(row)),
        address=list_of(Person, minors="alike"),
        empty="No two entries have one name and one birth date.",
    )


show("perhaps_one", "Perhaps entered twice", _alike, 62)
show("missing_of_minors", "Missing of a minor", _missing, 58)
show("coming_of_age", "Coming of age", _coming_of_age, 60)
