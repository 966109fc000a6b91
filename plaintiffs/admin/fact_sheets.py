"""Fact sheets at the desk: the definition by order, the ledger of each person, and one step for
many persons at once."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextareaWidget

from mdl.access import Act
from mdl.admin.base import DeskAdmin, LedgerAdmin, ReadOnlyInline, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.forms import CheckedForm
from mdl.admin.site import site
from mdl.admin.steps import (
    StepForm,
    choice,
    day,
    picker,
    select,
    step,
    step_for_selected,
    text,
    words,
)
from plaintiffs.admin.usage import AskReason, shown_once
from plaintiffs.models import FactSheet, FactSheetQuestion, FactSheetStep, PersonFactSheet
from plaintiffs.models.fact_sheets import FOLLOWS, Step
from plaintiffs.privacy.errors import Refused
from plaintiffs.privacy.view import PersonView
from plaintiffs.services.fact_sheets import (
    Asked,
    define_fact_sheet,
    keep_answer,
    record_step,
    record_steps,
    reveal_answers,
    take_back_step,
)

PAPER = "The service list, the notice, the order. An invitation may go without."


# --- Definition -----------------------------------------------------------------------------------


class DefinitionForm(CheckedForm):
    """A version, with its questions a line each."""

    questions = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 12}),
        help_text="A line for each: number | question | plain, optional. Without these words the "
        "answer is sealed and must be given.",
    )

    def clean_questions(self) -> list[Asked]:
        """Read the lines."""
        return [
            _asked(line) for line in self.cleaned_data["questions"].splitlines() if line.strip()
        ]


def _asked(line: str) -> Asked:
    number, _, rest = (part.strip() for part in line.partition("|"))
    question, _, how = (part.strip() for part in rest.partition("|"))
    said = {word.strip().lower() for word in how.split(",") if word.strip()}
    if not number or not question or said - {"plain", "optional"}:
        raise forms.ValidationError(
            f"“{line[:60]}”: write number | question, then perhaps | plain, optional."
        )
    return Asked(number, question, "plain" not in said, "optional" not in said)


class QuestionsInline(ReadOnlyInline):
    """The questions of a version; another set of them is another version."""

    model = FactSheetQuestion
    fields = ("number", "text", "is_sealed", "is_required")
    verbose_name_plural = "questions"


@admin.register(FactSheet, site=site)
class FactSheetAdmin(DeskAdmin):
    """A version of a litigation's fact sheet."""

    form = DefinitionForm
    list_display = ("name", "version", "litigation", "from_on")
    list_filter = (("litigation", Picked),)
    list_select_related = ("litigation",)
    search_fields = ("name", "litigation__mdl_number")
    inlines: ClassVar = (QuestionsInline,)
    refusals = (Refused,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The number of a version follows from the one before."""
        facts = ("litigation", "name", "from_on", "source")
        return (*facts, "questions") if obj is None else (*facts, "version")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was served stays as it was served; a change is the next version."""
        return False

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new version's questions are typed, not listed."""
        return () if obj is None else super().get_inlines(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Define the next version."""
        defined = define_fact_sheet(**form.cleaned_data, actor=who(request))
        obj.pk = defined.pk
        obj.refresh_from_db()


# --- Steps ----------------------------------------------------------------------------------------


class StepOfOneForm(StepForm):
    """What happened, on which day, and its paper."""

    kind = choice("What happened", ())
    on = day("On")
    source = picker(FactSheetStep, "source", "Paper", PAPER, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(each.value, each.label) for each in FOLLOWS[self.row.state]]


class StepOfManyForm(StepForm):
    """The same for all who are chosen."""

    kind = choice("What happened", Step.choices)
    on = day("On")
    source = picker(FactSheetStep, "source", "Paper", PAPER, required=False)
    reason = words("Why", "The batch keeps your words; it can be undone as a whole.")


MANY = (
    "One step of the fact sheets of everybody chosen: for all of them or for none, as one batch. "
    "The days that an order gives from it begin at once."
)


def _for_all(request: HttpRequest, people: list[Any], given: dict[str, Any]) -> str:
    batch = record_steps(people=people, **given, actor=who(request), now=timezone.now())
    many = "" if batch.count == 1 else "s"
    return f"{Step(given['kind']).label}: {batch.count} fact sheet{many}. The batch can be undone."


class FactSheetSteps:
    """The step that begins on the list of people."""

    @step_for_selected(
        title="Fact sheets: record a step", says=MANY, form=StepOfManyForm, icon="fact_check"
    )
    def step_of_fact_sheets(
        self, request: HttpRequest, rows: QuerySet[Any], given: dict[str, Any]
    ) -> str:
        """Invite, or serve, everybody chosen."""
        return _for_all(request, list(rows.select_related("litigation")), given)


class StepsInline(ReadOnlyInline):
    """The ledger."""

    model = FactSheetStep
    fk_name = "sheet"
    fields = ("kind", "on", "source", "listed", "recorded_by")
    readonly_fields = ("listed",)
    verbose_name_plural = "steps"

    @admin.display(description="Unanswered")
    def listed(self, row: Any) -> str:
        """Show the numbers that a notice lists."""
        return ", ".join(row.unanswered) or "—"


class AnswerForm(StepForm):
    """An answer as the paper gives it."""

    question = select(FactSheetQuestion, "Question")
    answer = text("Answer", "That to a protected question is sealed and does not come back.")
    on = day("Answered on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["question"]
        field.queryset = FactSheetQuestion.objects.filter(sheet=self.row.sheet_id)


@admin.register(PersonFactSheet, site=site)
class PersonFactSheetAdmin(LedgerAdmin):
    """Where each person's fact sheet stands."""

    list_display = ("who_is_asked", "state", "since_on", "sheet")
    list_filter = (("person__litigation", Picked), ("state", ChoicesDropdownFilter))
    list_select_related = ("person", "sheet")
    search_fields = ("person__designation",)
    search_help_text = "Designation"
    ordering = ("since_on", "id")
    fields = ("person", "sheet", "state", "since_on")
    inlines: ClassVar = (StepsInline,)
    history_parts = ("steps", "answers")
    actions = ("step_of_many",)
    actions_detail: ClassVar = ("step_of_one", "take_back", "answer", "reveal")
    refusals = (Refused,)
    empty_list = "Nobody was invited yet: choose people on the list of people and record a step."

    @admin.display(description="person", ordering="person__designation")
    def who_is_asked(self, row: Any) -> str:
        """Show the designation."""
        return str(PersonView.of(row.person))

    @step_for_selected(title="Record a step", says=MANY, form=StepOfManyForm, icon="fact_check")
    def step_of_many(self, request: HttpRequest, rows: QuerySet[Any], given: dict[str, Any]) -> str:
        """Record one step for everybody chosen."""
        people = [row.person for row in rows.select_related("person__litigation")]
        return _for_all(request, people, given)

    @step(
        title="Record a step",
        says="What happened to the fact sheet. A deficiency notice lists the required questions "
        "that have no answer.",
        form=StepOfOneForm,
        icon="fact_check",
        is_first=True,
        when=lambda row: bool(FOLLOWS[row.state]),
    )
    def step_of_one(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Record a step."""
        made = record_step(person=row.person, **given, actor=who(request), now=timezone.now())
        return f"Recorded: {made}."

    @step(
        title="Take the last step back",
        says="As if it had not been recorded: the days that it opened fall, and those that it "
        "ended run again.",
        icon="undo",
        when=lambda row: row.steps.filter(then=None).exclude(after=None).exists(),
    )
    def take_back(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take the last step back."""
        last = row.steps.select_related("sheet__person__litigation").get(then=None)
        take_back_step(step=last, actor=who(request))
        return f"Taken back: {last}."

    @step(
        title="Enter an answer",
        says="Entered again, it replaces the answer before. Write designations, never names.",
        form=AnswerForm,
        icon="edit_note",
    )
    def answer(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Keep an answer."""
        question = given["question"]
        keep_answer(
            sheet=row, question=question, text=given["answer"], on=given["on"], actor=who(request)
        )
        return f"Question {question.number} is answered."

    @step(
        title="Reveal sealed answers",
        says="Shows them once. Who looked, when and why stays in the audit.",
        form=AskReason,
        submit="Reveal once",
        icon="visibility",
        act=Act.REVEAL,
        when=lambda row: row.answers.filter(sealed_text__isnull=False).exists(),
    )
    def reveal(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> HttpResponse:
        """Open the sealed answers for one answer."""
        opened = reveal_answers(
            sheet=row, actor=who(request), reason=given["reason"], now=timezone.now()
        )
        return shown_once(self, request, row, [(str(question), said) for question, said in opened])
