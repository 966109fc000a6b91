"""Moves that wait: looked at, chosen from, applied with a reason; undone on their batch's page."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from filings.admin import move_diff
from filings.models import Deadline, MoveProposal
from filings.services import move_proposals as service
from filings.services import moving
from filings.services.answers import AlreadyDecided
from filings.services.moving import GeneralOrder
from mdl.access import Act, may
from mdl.admin.base import DeskAdmin, who
from mdl.admin.batches import TYPED_ABOVE, check_count, counted, expect_count
from mdl.admin.filters import Picked, Waiting
from mdl.admin.forms import CheckedForm
from mdl.admin.pickers import Picker
from mdl.admin.site import site
from mdl.admin.steps import StepForm, lead, page_of, step, words
from mdl.admin.tabs import link, link_to, list_of
from mdl.models import Batch, Court
from mdl.models.days import expect_a_day
from mdl.services.batches import can_be_undone


class ApplyForm(StepForm):
    """Why, and for a large batch how many: so that nobody moves thousands by a slip."""

    reason = words("Reason", "The paper it rests on. History keeps it beside every deadline.")
    count = counted()
    mark = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.diff = service.look(proposal=self.row, actor=who(self.request))
        self.initial["mark"] = str(self.diff.mark)
        self.fields["reason"].help_text += f" Now: {move_diff.counts_in_words(self.diff)}."
        self.changing = "days change" if self.diff.taken_off else "deadlines change"
        expect_count(self, self.diff.changes, self.changing, above=TYPED_ABOVE)

    def clean(self) -> dict[str, Any]:
        """What was looked at is what is applied."""
        cleaned = super().clean() or {}
        if cleaned.get("mark") != str(self.diff.mark):
            raise ValidationError(
                "Something changed since you looked. Look at the proposal again, then apply it."
            )
        check_count(self, self.diff.changes, self.changing)
        return cleaned


def done_in_words(batch: Batch) -> str:
    """Say what a batch did: how many moved, ended, and wait for a second person."""
    told = [
        f"{number} {words}"
        for name, words in (
            ("moved", "moved"),
            ("vacated", "vacated"),
            ("held", "held for a second person"),
        )
        if (number := batch.account.get(name))
    ]
    if number := batch.account.get("hearings"):
        told.append(move_diff.hearings_in_words(number))
    return ", ".join(told) or f"{batch.count} changed"


class GeneralOrderForm(CheckedForm):
    """What a general order says: how many days, from which due day, and what it does not reach."""

    court = forms.ModelChoiceField(
        queryset=Court.objects.none(), help_text="Whose order it is, and where the days run."
    )
    order = forms.CharField(
        label="The order, as cited", max_length=120, widget=UnfoldAdminTextInputWidget
    )
    days = forms.IntegerField(
        label="Extends by days", min_value=1, max_value=366, widget=UnfoldAdminIntegerFieldWidget
    )
    due_from = forms.DateField(
        label="What is due from",
        widget=UnfoldAdminSingleDateWidget,
        help_text="This day included.",
        validators=[expect_a_day],
    )
    due_until = forms.DateField(
        label="Until",
        required=False,
        widget=UnfoldAdminSingleDateWidget,
        validators=[expect_a_day],
    )
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
        self.fields["litigation"].required = False
        self.fields["litigation"].help_text = (
            "Empty for an order of the whole court: each litigation of yours with open days there "
            "gets a proposal of its own."
        )

    def clean(self) -> dict[str, Any] | None:
        """A window ends after it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("due_from"), cleaned.get("due_until")
        if first and last and last < first:
            self.add_error("due_until", "The last day comes before the first.")
        return cleaned

    def cause(self) -> GeneralOrder:
        """Return what was entered as the cause of a move."""
        given = dict(self.cleaned_data)
        families = [each.strip() for each in given.pop("excepted").split(",")]
        litigation, court = given.pop("litigation"), given.pop("court")
        return GeneralOrder(
            litigation=litigation.pk if litigation else None,
            court=court.pk,
            excepted=tuple(each for each in families if each),
            **given,
        )


@admin.register(MoveProposal, site=site)
class MoveProposalAdmin(DeskAdmin):
    """What something calls for: looked at, then applied as one batch or dismissed."""

    form = GeneralOrderForm
    changes = False
    change_form_outer_after_template = "admin/move_diff.html"
    add_words = "Enter a general order"
    empty_list = (
        "No move waits. When an event, a closing, a rule or a transfer calls for one, it is listed "
        "here; a general order of a court you enter yourself."
    )
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
        moving.TooDeep,
        service.ReachesNothing,
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Ask for a general order; show what waits."""
        if obj is None:
            return (
                "litigation", "court", "order", "days", "due_from", "due_until", "excepted",
                "reaches_set_days", "rolls",
            )  # fmt: skip
        shown = ("words", "litigation", "made_at")
        return shown if obj.decided_at is None else (*shown, "decided_by", "outcome")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What is worked out is shown."""
        return () if obj is None else ("outcome",)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[CheckedForm]:
        """Use the plain form where nothing is asked."""
        if obj is not None:
            kwargs["form"] = CheckedForm
        else:
            kwargs["fields"] = ("litigation",)
        return super().get_form(request, obj, change, **kwargs)

    # --- The diff -----------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show beneath a proposal that waits what it would do."""
        context = dict(extra_context or {})
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if row is not None and row.decided_at is None and may(request.user, Act.RECORD):
            context["diff"] = move_diff.screen(request, row)
            context["choose"] = reverse("admin:filings_moveproposal_choose", args=(row.pk,))
        return super().changeform_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        """Take what was chosen for single deadlines."""
        choose = self.admin_site.admin_view(require_POST(self.choose))
        own = path("<path:object_id>/choose/", choose, name="filings_moveproposal_choose")
        return [own, *super().get_urls()]

    def choose(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Keep what a person chose, and show the diff worked out anew."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("No such proposal here.")
        if not may(request.user, Act.RECORD):
            raise PermissionDenied
        find = move_diff.asked(request.POST)
        try:
            service.choose(
                proposal=row,
                chosen=move_diff.given(request.POST, row),
                actor=who(request),
            )
        except (ValueError, service.NotOffered, AlreadyDecided) as wrong:
            said = wrong if isinstance(wrong, AlreadyDecided) else "That cannot be chosen here."
            messages.error(request, str(said))
        else:
            row.refresh_from_db()
            diff = service.look(proposal=row, actor=who(request), shown=0)
            messages.success(request, f"Counted anew: {move_diff.counts_in_words(diff)}.")
        narrowed = f"?{urlencode({'find': find})}" if find else ""
        return redirect(f"{page_of(row)}{narrowed}#diff")

    @admin.display(description="What was done")
    def outcome(self, row: Any) -> SafeString | str:
        """Say what became of it, and where it can be taken back."""
        if row.batch is None:
            return "Dismissed: nothing was moved."
        done = f"{done_in_words(row.batch)}: {row.batch.reason}"
        told = "undone since" if hasattr(row.batch, "undone_by") else "to be undone there"
        read = link_to(
            reverse("confirm_batch", args=[row.batch.pk]), "Read it as the second person"
        )
        is_held = row.batch.account.get("held") and told != "undone since"
        more = format_html(". {}", read) if is_held else ""
        return format_html("{} ({}, {}){}", done, link(row.batch, "the batch"), told, more)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Put a general order on the work list: its diff is the next page, or, of a court's order
        that reaches several litigations, the list of their diffs."""
        made = service.general_order(cause=form.cause(), actor=who(request), now=timezone.now())
        obj.pk = made[0].pk
        obj.refresh_from_db()
        if len(made) > 1:
            request.proposed = made  # type: ignore[attr-defined]  # for this request

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        """Lead to what is to be looked at."""
        made = getattr(request, "proposed", None)
        if made is None:
            return redirect(page_of(obj))
        links = format_html_join(", ", "{}", ((link(each, each.litigation),) for each in made))
        told = format_html("{} reaches {} litigations: {}.", obj.words, len(made), links)
        messages.success(request, told)
        return redirect(list_of(MoveProposal))

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
        return f"Done: {done_in_words(batch)}."

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

    # Every batch is taken back on its own page.
    undo = lead(
        name="undo",
        title="Undo",
        to=lambda row: page_of(row.batch, "undo"),
        when=lambda row: row.batch is not None and can_be_undone(row.batch),
        icon="undo",
    )
