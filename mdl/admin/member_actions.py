"""Member actions: found by any number they ever bore, and their whole life on one page."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from mdl.admin.base import DeskAdmin, ReadOnlyInline, who
from mdl.admin.claims import ActionClaimsInline
from mdl.admin.counsel import AppearanceInline
from mdl.admin.filters import BooleanRadioFilter, ChoicesDropdownFilter, Picked, Question
from mdl.admin.forms import CheckedForm
from mdl.admin.parties import ActionPartiesInline
from mdl.admin.site import site
from mdl.admin.steps import StepForm, choice, day, picker, step, words
from mdl.admin.tabs import ListTab, joined, link
from mdl.docket_numbers import DocketNumber as Number
from mdl.docket_numbers import DocketNumberError, parse, parse_or_none
from mdl.models import ActionStage, DocketNumber, MemberAction, Stage, Transfer
from mdl.services.member_actions import enter_stage, give_number, record_action

NOT_VERIFIED = "not verified"


class NumbersInline(ReadOnlyInline):
    """Every number the action bears or bore."""

    model = DocketNumber
    fields = ("raw", "court", "part", "from_on", "until_on", "is_current")
    verbose_name_plural = "numbers"


class StagesInline(ReadOnlyInline):
    """Where the action stood, from when until when."""

    model = ActionStage
    fields = ("stage", "from_on", "until_on", "source")
    verbose_name_plural = "stages"


class TransfersTab(ListTab):
    """The transfer ledger of one action."""

    model = Transfer
    verbose_name_plural = "transfers"
    headers = ("Step", "By", "From", "To", "Ordered", "Opposed", "Final", "Effective", "Ended")
    empty = "No transfer is recorded."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the action's transfers, the newest first."""
        found: QuerySet[Any] = row.transfers.select_related("order", "origin", "destination")
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a transfer and its days."""
        days = (row.ordered_on, row.opposed_on, row.finalized_on, row.effective_on, row.ended_on)
        return (
            link(row, row.get_status_display()),
            link(row.order) if row.order else "—",
            row.origin,
            row.destination,
            *(each or "—" for each in days),
        )


class AtStage(Question):
    """Where the action stands now."""

    title = "stage"
    parameter_name = "stage"
    answers: ClassVar = {
        stage.value: (
            stage.label,
            lambda rows, stage=stage: rows.filter(stages__stage=stage, stages__until_on=None),
        )
        for stage in Stage
    }


class ActionForm(CheckedForm):
    """A new action, with the number it bears where it was filed."""

    number = forms.CharField(
        label="Docket number",
        required=False,
        help_text="As the court prints it, for example 5:26-cv-00101. Needs the court of filing.",
        widget=words("").widget,
    )

    def clean_number(self) -> Number | None:
        """Read the number; what is none is said at the field."""
        return _read(self.cleaned_data["number"])

    def clean(self) -> dict[str, Any] | None:
        """A number is one only within its court."""
        cleaned = super().clean() or {}
        if cleaned.get("number") and not cleaned.get("origin_court"):
            self.add_error("origin_court", "Say whose number it is.")
        return cleaned


class NumberForm(StepForm):
    """What a new number needs."""

    number = words("Docket number", "As the court prints it, for example 1:26-cv-04711.")
    court = picker(DocketNumber, "court", "Court")
    part = choice("It is the number", DocketNumber.Part.choices)
    on = day("Borne from", "Empty: not known. The number before it ends that day.", required=False)

    def clean_number(self) -> Number | None:
        """Read the number."""
        return _read(self.cleaned_data["number"])


class StageForm(StepForm):
    """What a change of stage needs."""

    stage = choice("It stands", Stage.choices)
    on = day("From", "The stage before it ends that day.")
    source = picker(ActionStage, "source", "Source", required=False)


def _read(text: str) -> Number | None:
    if not text:
        return None
    try:
        return parse(text)
    except DocketNumberError as error:
        raise forms.ValidationError(str(error)) from error


@admin.register(MemberAction, site=site)
class MemberActionAdmin(DeskAdmin):
    """One lawsuit: numbers, transfer steps, people, papers and days on one page."""

    list_display = (
        "position", "caption_shown", "litigation", "standing", "origin_court", "number_shown",
        "stage_shown", "route_shown",
    )  # fmt: skip
    list_display_links = ("position", "caption_shown")
    list_filter = (
        ("litigation", Picked),
        AtStage,
        ("standing", ChoicesDropdownFilter),
        ("route", ChoicesDropdownFilter),
        ("origin_court", Picked),
        ("judge", Picked),
        ("is_counted", BooleanRadioFilter),
    )
    list_select_related = ("litigation", "origin_court")
    search_fields = ("caption", "numbers__raw")
    search_help_text = "Words of the caption, or any docket number the action ever bore"
    inlines: ClassVar = (
        NumbersInline,
        StagesInline,
        TransfersTab,
        AppearanceInline,
        ActionPartiesInline,
        ActionClaimsInline,
    )
    actions_detail = ("give_a_number", "enter_a_stage")
    history_parts = ("numbers", "stages", "transfers")
    linked_by = ("litigation", "judge")
    refusals = (DocketNumberError,)
    fieldsets = (
        (None, {"fields": ("litigation", "caption", "standing", "is_counted")}),
        (
            "Where it came from",
            {"fields": ("origin_court", "number", "filed_on", "route", "route_basis", "judge")},
        ),
        ("How it ended", {"fields": ("terminated_on", "disposition")}),
        ("What it rests on", {"fields": ("note", "source")}),
    )

    # --- Lists --------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read the stage and the current number along."""
        rows: Any = super().get_queryset(request)
        found: QuerySet[Any] = rows.with_stage().with_current_number()
        return found

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find by words of the caption, or by a number in any of its spellings.

        Two index scans joined by UNION; an OR across tables would read every action.
        """
        term = search_term.strip()
        if not term:
            return queryset, False
        captions = Q()
        for word in term.split():
            captions &= Q(caption__icontains=word)
        by_caption = MemberAction.objects.order_by().filter(captions).values("pk")
        by_number = DocketNumber.objects.order_by().filter(_numbers_like(term)).values("action")
        return queryset.filter(pk__in=by_caption.union(by_number)), False

    @admin.display(description="Caption", ordering="caption")
    def caption_shown(self, row: Any) -> str:
        """What nobody verified says so."""
        return row.caption or NOT_VERIFIED

    @admin.display(description="Number now")
    def number_shown(self, row: Any) -> str:
        """Show the number it bears now."""
        return row.current_number or NOT_VERIFIED

    @admin.display(description="Stage")
    def stage_shown(self, row: Any) -> str:
        """Show where it stands now."""
        return Stage(row.stage).label if row.stage else NOT_VERIFIED

    @admin.display(description="Joined by", ordering="route")
    def route_shown(self, row: Any) -> str:
        """Show how it came here."""
        return row.get_route_display() if row.route else NOT_VERIFIED

    def label(self, row: Any) -> str:
        """Several actions have like captions: the number tells them apart."""
        return joined((row, getattr(row, "current_number", None)))

    # --- The page -----------------------------------------------------------------------------

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[CheckedForm]:
        """Ask for the number only while the action is entered; later a step gives numbers."""
        if obj is None:
            kwargs["form"] = ActionForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out what is only asked, or only known, at the other time."""
        asked = super().get_fieldsets(request, obj)
        left_out = {"number"} if obj is not None else {"terminated_on", "disposition"}
        sections = []
        for title, options in asked:
            fields = tuple(name for name in options["fields"] if name not in left_out)
            if fields:
                sections.append((title, {**options, "fields": fields}))
        return sections

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An action does not change its litigation."""
        return () if obj is None else ("litigation",)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new action has no tabs yet."""
        return () if obj is None else super().get_inlines(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Enter a new action at the end of the litigation's list; correct a known one."""
        if change:
            obj.save()
            return
        given = form.cleaned_data
        entered = record_action(
            litigation=given["litigation"],
            caption=given["caption"],
            court=given["origin_court"],
            number=given["number"],
            standing=given["standing"],
            route=given["route"],
            filed_on=given["filed_on"],
            source=given["source"],
            actor=who(request),
        )
        for name in ("is_counted", "route_basis", "judge", "note"):
            setattr(entered, name, given[name])
        entered.full_clean()
        entered.save()
        obj.pk = entered.pk
        obj.refresh_from_db()

    # --- Steps --------------------------------------------------------------------------------

    @step(
        title="Give a number",
        says="The action keeps every number it bore; any of them goes on finding it.",
        form=NumberForm,
        icon="tag",
    )
    def give_a_number(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Give the number it bears from a day."""
        number = give_number(action=row, actor=who(request), **given)
        return f"{row} now bears {number}."

    @step(
        title="Enter a stage",
        says="Where the action stands from a day on. Transfers enter their own stages.",
        form=StageForm,
        icon="flag",
    )
    def enter_a_stage(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Let it stand somewhere from a day."""
        stage = enter_stage(
            action=row, stage=Stage(given["stage"]), on=given["on"], source=given["source"]
        )
        return f"{row}: {stage.get_stage_display().lower()} from {given['on']}."


def _numbers_like(term: str) -> Q:
    """A printed number, whole or in part; a whole one also in another spelling."""
    like = Q(raw__icontains=term)
    number = parse_or_none(term)
    if number is not None and number.year is not None:
        like |= Q(year=number.year, serial=number.serial)
    return like
