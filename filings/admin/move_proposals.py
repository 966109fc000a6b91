"""Moves that wait: what would become of which deadlines, applied with a reason, and undone."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from filings.admin.deadline_words import about
from filings.models import Deadline, MoveProposal
from filings.services import move_proposals as service
from filings.services import moving
from filings.services.explaining import short_day
from filings.services.move_proposals import AlreadyDecided
from filings.services.moving import Diff, GeneralOrder, Kind
from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import Picked, Question
from mdl.admin.forms import CheckedForm
from mdl.admin.pickers import Picker
from mdl.admin.site import site
from mdl.admin.steps import StepForm, step, words
from mdl.admin.tabs import link
from mdl.models import Court

TYPED_ABOVE = 20
"""A batch of more deadlines is applied only with its count typed in."""
GROUPS: tuple[tuple[Kind, str], ...] = (
    (Kind.MOVED, "Moved"),
    (Kind.VACATED, "Vacated"),
    (Kind.HELD, "Held for a second person"),
    (Kind.CONFLICTING, "Conflicting: look at them yourself"),
    (Kind.LOCKED, "Locked"),
    (Kind.UNCHANGED, "Unchanged"),
    (Kind.DONE, "Done"),
)


class Waiting(Question):
    """Which proposals; those that wait unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "waiting": ("Waiting for a person", lambda rows: rows.pending()),
        "decided": ("Applied or dismissed", lambda rows: rows.exclude(decided_at=None)),
        "all": ("All", lambda rows: rows),
    }


class ApplyForm(StepForm):
    """Why, and for a large batch how many: so that nobody moves thousands by a slip."""

    reason = words("Reason", "The paper it rests on. History keeps it beside every deadline.")
    count = forms.IntegerField(
        label="How many deadlines change", required=False, widget=UnfoldAdminIntegerFieldWidget
    )
    mark = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.diff = service.look(proposal=self.row, actor=who(self.request))
        self.initial["mark"] = str(self.diff.mark)
        self.fields["reason"].help_text += f" Now: {counts_in_words(self.diff)}."
        if self.diff.changes > TYPED_ABOVE:
            self.fields["count"].help_text = f"Type {self.diff.changes} to go on."
        else:
            del self.fields["count"]

    def clean(self) -> dict[str, Any]:
        """What was looked at is what is applied."""
        cleaned = super().clean() or {}
        if cleaned.get("mark") != str(self.diff.mark):
            raise ValidationError(
                "Something changed since you looked. Look at the proposal again, then apply it."
            )
        if "count" in self.fields and cleaned.get("count") != self.diff.changes:
            self.add_error("count", f"{self.diff.changes} deadlines change; type that number.")
        return cleaned


class ReasonForm(StepForm):
    """Why it is taken back."""

    reason = words("Reason", "For example: the proof of service was of another action.")


class GeneralOrderForm(CheckedForm):
    """What a general order says: how many days, from which due day, and what it does not reach."""

    court = forms.ModelChoiceField(queryset=Court.objects.none())
    order = forms.CharField(
        label="The order, as cited", max_length=120, widget=UnfoldAdminTextInputWidget
    )
    days = forms.IntegerField(
        label="Extends by days", min_value=1, max_value=366, widget=UnfoldAdminIntegerFieldWidget
    )
    due_from = forms.DateField(
        label="What is due from", widget=UnfoldAdminSingleDateWidget, help_text="This day included."
    )
    due_until = forms.DateField(label="Until", required=False, widget=UnfoldAdminSingleDateWidget)
    excepted = forms.CharField(
        label="Except rules that begin with",
        required=False,
        initial="frap-4",
        widget=UnfoldAdminTextInputWidget,
        help_text="Ids, separated by commas. No order of a district court extends the time to "
        "appeal (Fed. R. App. P. 26(b)).",
    )
    reaches_set_days = forms.BooleanField(
        label="It says that it moves days set by order too",
        required=False,
        widget=UnfoldBooleanSwitchWidget,
    )
    rolls = forms.BooleanField(
        label="An extended day rolls to the next court day",
        required=False,
        initial=True,
        widget=UnfoldBooleanSwitchWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["court"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.widget = Picker(Deadline._meta.get_field("court"), site)
        field.queryset = Court.objects.all()

    def cause(self) -> GeneralOrder:
        """Return what was entered as the cause of a move."""
        given = dict(self.cleaned_data)
        families = [each.strip() for each in given.pop("excepted").split(",")]
        litigation, court = given.pop("litigation"), given.pop("court")
        return GeneralOrder(
            litigation=litigation.pk,
            court=court.pk,
            excepted=tuple(each for each in families if each),
            **given,
        )


def counts_in_words(diff: Diff) -> str:
    """Say how many of each kind, those that change first."""
    told = [f"{diff.counts[kind]} {kind.value}" for kind, _ in GROUPS if diff.counts[kind]]
    return ", ".join(told) or "nothing is touched"


@admin.register(MoveProposal, site=site)
class MoveProposalAdmin(DeskAdmin):
    """What something calls for: looked at, then applied as one batch or dismissed."""

    form = GeneralOrderForm
    changes = False
    list_display = ("words", "litigation", "made_at", "decided_by", "batch")
    list_filter = (Waiting, ("litigation", Picked))
    list_select_related = ("litigation", "decided_by", "batch")
    search_fields = ("words",)
    ordering = ("-made_at", "-id")
    actions_detail = ("apply", "dismiss", "undo")
    refusals = (
        AlreadyDecided,
        moving.ProposalChanged,
        moving.NothingMoves,
        moving.AlreadyUndone,
        moving.TooDeep,
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Ask for a general order; show what waits."""
        if obj is None:
            return (
                "litigation", "court", "order", "days", "due_from", "due_until", "excepted",
                "reaches_set_days", "rolls",
            )  # fmt: skip
        shown = ("words", "litigation", "made_at")
        return (*shown, "diff") if obj.decided_at is None else (*shown, "decided_by", "outcome")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What is worked out is shown."""
        return () if obj is None else ("diff", "outcome")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[CheckedForm]:
        """Use the plain form where nothing is asked."""
        if obj is not None:
            kwargs["form"] = CheckedForm
        else:
            kwargs["fields"] = ("litigation",)
        return super().get_form(request, obj, change, **kwargs)

    @admin.display(description="What would become of them")
    def diff(self, row: Any) -> SafeString:
        """Show how many of each kind, then the deadlines of each."""
        found = service.look(proposal=row, actor=None)
        deadlines = Deadline.objects.for_lists().in_bulk([each.deadline for each in found.rows])
        groups = format_html_join(
            "",
            "<h3>{} ({})</h3>{}",
            (
                (title, found.counts[kind], _table(found, kind, deadlines))
                for kind, title in GROUPS
                if found.counts[kind]
            ),
        )
        return format_html("<p><b>{}</b></p>{}", counts_in_words(found), groups)

    @admin.display(description="What was done")
    def outcome(self, row: Any) -> str:
        """Say what became of it."""
        if row.batch is None:
            return "Dismissed: nothing was moved."
        return f"{row.batch.count} deadlines changed: {row.batch.reason}"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Put a general order on the work list: its diff is the next page."""
        cause = form.cause()
        kept = service.wait_for_a_person(
            litigation=form.cleaned_data["litigation"],
            cause=cause,
            words=cause.words,
            now=timezone.now(),
        )
        obj.pk = kept.pk
        obj.refresh_from_db()

    @step(
        title="Apply",
        says="Every deadline shown as moved or vacated changes, as one batch that can be undone. "
        "What is held waits for a second person; the rest stays as it is.",
        form=ApplyForm,
        icon="done_all",
        is_first=True,
        when=lambda row: row.decided_at is None,
    )
    def apply(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Apply it as one batch."""
        actor, now = who(request), timezone.now()
        diff = service.look(proposal=row, actor=actor)
        batch = service.accept(
            proposal=row, diff=diff, reason=given["reason"], actor=actor, now=now
        )
        return f"{batch.count} deadlines changed."

    @step(
        title="Dismiss",
        says="Nothing is to be moved for this. The proposal stays on record.",
        icon="block",
        when=lambda row: row.decided_at is None,
    )
    def dismiss(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Leave everything as it is."""
        service.dismiss(proposal=row, actor=who(request), now=timezone.now())
        return "Nothing was moved."

    @step(
        title="Undo",
        says="Every deadline that is still as the batch left it returns to what it was; the rest "
        "is listed and stays.",
        form=ReasonForm,
        icon="undo",
        when=lambda row: row.batch is not None and not hasattr(row.batch, "undone_by"),
    )
    def undo(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take the batch back."""
        done = moving.undo(batch=row.batch, actor=who(request), now=timezone.now(), **given)
        left = f"; {done.conflict_count} stay: they changed since" if done.conflict_count else ""
        return f"{done.restored} rows are as before{left}."


def _table(diff: Diff, kind: Kind, deadlines: dict[Any, Any]) -> SafeString:
    shown = diff.of(kind)
    rows = format_html_join(
        "",
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        (
            (
                short_day(each.from_on),
                short_day(each.to_on) if each.to_on != each.from_on else "",
                link(deadlines[each.deadline]),
                link(about(deadlines[each.deadline])),
                each.why,
            )
            for each in shown
        ),
    )
    more = diff.counts[kind] - len(shown)
    note = format_html("<p>and {} more</p>", more) if more else ""
    head = "<tr><th>Due</th><th>Would be</th><th>Deadline</th><th>About</th><th>Why</th></tr>"
    return format_html(
        '<table class="diff"><thead>{}</thead><tbody>{}</tbody></table>{}',
        SafeString(head),
        rows,
        note,
    )
