"""What was read from papers and waits for a person: scopes, printed days, steps of the ledger, and
suits that may be tag-alongs. Each is confirmed, changed or dismissed on its own page."""

from collections.abc import Callable
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextareaWidget,
)

from filings.admin.hearings import at_court
from filings.ingestion.pipeline import catch_up
from filings.models import (
    Deadline,
    LedgerStep,
    PrintedDay,
    Scope,
    ScopeReading,
    Sighting,
)
from filings.services import hearings, ledger_steps, printed_days, scope_readings, sightings
from filings.services.answers import AlreadyDecided
from filings.services.explaining import short_day
from filings.services.held_changes import ChangeWaits
from mdl.access import Act
from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked, Waiting
from mdl.admin.site import site
from mdl.admin.start import Line, card, show
from mdl.admin.steps import StepForm, choice, page_of, picker, step, words
from mdl.admin.tabs import joined, link, list_of
from mdl.docket_numbers import parse_or_none
from mdl.models import MemberAction, Transfer
from mdl.services.transfers import WrongStep

SHOWN = 20


FILTERS: Final = (Waiting, ("litigation", Picked))


class ReadingAdmin(DeskAdmin):
    """What the four have in common: words of a paper, and a person's answer."""

    adds = False
    changes = False
    warn_unsaved_form = False
    search_fields: ClassVar[tuple[str, ...]] = ("words", "litigation__mdl_number")
    ordering = ("made_at", "id")

    @admin.display(description="Decided")
    def decided(self, row: Any) -> str:
        """Say who answered, and how."""
        if row.decided_at is None:
            return "waits"
        return f"{'Confirmed' if row.is_accepted else 'Dismissed'} by {row.decided_by}"

    @admin.display(description="Entry")
    def of_entry(self, row: Any) -> Any:
        """Lead to the entry."""
        return link(row.entry, joined((row.entry, row.entry.docket)))


def waits(row: Any) -> bool:
    """Say whether nobody has answered."""
    return row.decided_at is None


# --- Scopes -------------------------------------------------------------------------------------


class ScopeForm(StepForm):
    """To which actions a paper relates, as a person reads it."""

    kind = choice("It relates to", Scope.Kind.choices)
    numbers = forms.CharField(
        label="Docket numbers",
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="One a line. For a list the actions listed; otherwise those excepted.",
    )
    group = picker(Scope, "group", "Group", required=False)
    claim = picker(Scope, "claim", "Claim", required=False)
    reaches_later = choice("Actions that join later", Scope.Later.choices)

    def clean(self) -> dict[str, Any]:
        """Find the actions, within the litigation and among what the person sees."""
        cleaned = super().clean() or {}
        found: list[MemberAction] = []
        for line in filter(None, map(str.strip, cleaned.get("numbers", "").splitlines())):
            action = self._bearing(line)
            if action is None:
                self.add_error("numbers", f"No action of the litigation bears {line}.")
            else:
                found.append(action)
        if cleaned.get("kind") == Scope.Kind.LISTED and not found and not self.errors:
            self.add_error("numbers", "A list names at least one action.")
        return {**cleaned, "found": found}

    def _bearing(self, text: str) -> MemberAction | None:
        number = parse_or_none(text)
        if number is None:
            return None
        rows = MemberAction.objects.visible_to(who(self.request)).filter(
            litigation=litigation_of(self.row), numbers__year=number.year,
            numbers__serial=number.serial,
        )  # fmt: skip
        found = list(rows.distinct()[:2])
        return found[0] if len(found) == 1 else None


def litigation_of(row: Any) -> Any:
    """Return the litigation of a reading, or of an entry by its docket."""
    if hasattr(row, "litigation"):
        return row.litigation
    docket = row.docket
    return docket.litigation or (docket.action.litigation if docket.action else None)


def choose_scope(request: HttpRequest, entry: Any, given: dict[str, Any], litigation: Any) -> str:
    """Write what a person says."""
    is_list = given["kind"] == Scope.Kind.LISTED
    reading = scope_readings.choose(
        entry=entry,
        litigation=litigation,
        kind=given["kind"],
        actions=given["found"] if is_list else (),
        excepted=() if is_list else given["found"],
        claim=given["claim"],
        group=given["group"],
        reaches_later=given["reaches_later"],
        actor=who(request),
        now=timezone.now(),
    )
    return f"It relates to: {reading.scope}."


@admin.register(ScopeReading, site=site)
class ScopeReadingAdmin(ReadingAdmin):
    """What a paper says of the actions it relates to, and how sure the reading is."""

    list_display = ("words", "of_entry", "scope", "confidence", "litigation", "decided")
    list_filter = (*FILTERS, ("confidence", ChoicesDropdownFilter))
    list_select_related = (
        "entry__docket", "scope__claim", "scope__group", "litigation", "decided_by",
    )  # fmt: skip
    actions_detail = ("confirm_it", "change_it", "dismiss_it")
    refusals = (AlreadyDecided, scope_readings.NothingRead)
    fields = (
        "words", "text", "scope_shown", "preview", "confidence", "basis", "unplaced_shown",
        "of_entry", "litigation", "decided",
    )  # fmt: skip
    readonly_fields = ("text", "scope_shown", "preview", "unplaced_shown", "of_entry", "decided")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """A certain reading stands by itself: only those of which a person was asked are listed."""
        rows: Any = super().get_queryset(request)
        asked: QuerySet[Any] = rows.asked()
        return asked

    @admin.display(description="The entry says")
    def text(self, row: Any) -> str:
        """Show the whole text."""
        return str(row.entry.description)

    @admin.display(description="Read as")
    def scope_shown(self, row: Any) -> Any:
        """Show the scope."""
        if row.scope is None:
            return "names nothing that is on record"
        return joined((row.scope, row.scope.get_reaches_later_display(), row.scope.later_words))

    @admin.display(description="Not placed")
    def unplaced_shown(self, row: Any) -> str:
        """Show the words that name no action on record."""
        return "; ".join(row.unplaced) or "—"

    @admin.display(description="It would reach")
    def preview(self, row: Any) -> Any:
        """Count the actions, and name the first."""
        if row.scope is None:
            return "no action"
        reached = list(scope_readings.preview(row.scope)[: SHOWN + 1])
        names = format_html_join(", ", "{}", ((link(each),) for each in reached[:SHOWN]))
        count = scope_readings.preview(row.scope).count() if len(reached) > SHOWN else len(reached)
        return format_html("{} action{}: {}", count, "" if count == 1 else "s", names)

    @step(
        title="Confirm",
        says="The entry relates to these actions, and to no others.",
        icon="check",
        is_first=True,
        when=lambda row: waits(row) and row.scope_id is not None,
    )
    def confirm_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Stand behind it."""
        scope_readings.confirm(reading=row, actor=who(request), now=timezone.now())
        return f"Confirmed: {row.scope}."

    @step(
        title="Say it otherwise",
        says="Your word stands against every later paper.",
        form=ScopeForm,
        icon="edit",
    )
    def change_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Write what the person says."""
        return choose_scope(request, row.entry, given, row.litigation)

    @step(
        title="Dismiss",
        says="The words are no scope: the entry says nothing narrower than its docket.",
        icon="block",
        when=waits,
    )
    def dismiss_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Leave the entry without a scope."""
        scope_readings.dismiss(reading=row, actor=who(request), now=timezone.now())
        return "Dismissed: the entry says nothing narrower than its docket."


# --- Printed days -------------------------------------------------------------------------------


class AcceptForm(StepForm):
    """Whose deadline it is; of a hearing, when it begins where the court prints no time."""

    title = words("What is due or heard", longest=200)
    obligor = choice("Whose it is", Deadline.Obligor.choices)
    starts_at = forms.SplitDateTimeField(
        label="Begins",
        required=False,
        help_text="By the clock of the court.",
        widget=UnfoldAdminSplitDateTimeWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.row
        self.initial["title"] = row.title
        self.initial["obligor"] = row.obligor or Deadline.Obligor.OURS
        is_due = row.kind == PrintedDay.Kind.DEADLINE
        lacks_time = row.kind in (PrintedDay.Kind.HEARING, PrintedDay.Kind.MOVED) and (
            row.at is None and row.hearing_id is None
        )
        for name, is_asked in (("title", is_due), ("obligor", is_due), ("starts_at", lacks_time)):
            if not is_asked:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Read the time where the court sits."""
        cleaned = super().clean() or {}
        if cleaned.get("starts_at"):
            cleaned["starts_at"] = at_court(cleaned["starts_at"], self.row.entry.docket.court)
        return cleaned


@admin.register(PrintedDay, site=site)
class PrintedDayAdmin(ReadingAdmin):
    """A day that the court printed: taken over by a person, or not."""

    list_display = ("title", "on", "at", "kind", "of_entry", "litigation", "decided")
    list_filter = (*FILTERS, ("kind", ChoicesDropdownFilter))
    list_select_related = ("entry__docket__court", "litigation", "decided_by")
    search_fields = ("title", "words", "litigation__mdl_number")
    actions_detail = ("accept_it", "dismiss_it")
    refusals = (
        AlreadyDecided,
        printed_days.NothingToSet,
        hearings.HearingOver,
        ChangeWaits,
    )
    fields = (
        "title", "kind", "on", "at", "from_on", "place", "words", "checked", "of_entry",
        "litigation", "deadline", "hearing", "decided",
    )  # fmt: skip
    readonly_fields = ("checked", "of_entry", "decided")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Read the court along: its calendar checks the day."""
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            row.entry = (
                type(row.entry)
                ._default_manager.select_related("docket__court")
                .get(pk=row.entry_id)
            )
        return row

    @admin.display(description="Checked")
    def checked(self, row: Any) -> Any:
        """Lay it beside what is counted, and beside the calendar."""
        found = printed_days.check([row])[row.pk]
        agrees = found.agrees_with(row.on)
        said = {True: "agrees", False: "differs", None: ""}[agrees]
        lines = [joined((found.words if row.kind == "deadline" else "", said)), *found.warnings]
        if found.proposal is not None:
            lines.append(link(found.proposal))
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line)) or "—"

    @step(
        title="Accept",
        says="What is due is set by order, with this entry behind it; a counted deadline for the "
        "same act moves to the printed day. A hearing stands as confirmed. Where days are "
        "stricken, a proposal lists those that the court had set; nothing falls by this.",
        form=AcceptForm,
        icon="check",
        is_first=True,
        when=waits,
    )
    def accept_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take it over."""
        done = printed_days.accept(day=row, actor=who(request), now=timezone.now(), **given)
        return f"Accepted: {joined((done.title, done.deadline or done.hearing))}."

    @step(
        title="Dismiss",
        says="Nothing is to be set for it. A hearing that it had set is taken off.",
        icon="block",
        when=waits,
    )
    def dismiss_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Set nothing."""
        printed_days.dismiss(day=row, actor=who(request), now=timezone.now())
        return "Dismissed: nothing is set."


# --- Steps of the ledger ------------------------------------------------------------------------


class TransfersForm(StepForm):
    """Which transfers take the step; those that the words mean are ticked."""

    transfers = forms.ModelMultipleChoiceField(
        queryset=Transfer.objects.none(),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        label="Transfers",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["transfers"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        seen = Transfer.objects.visible_to(who(self.request)).values("pk")
        field.queryset = ledger_steps.candidates(self.row).filter(pk__in=seen)
        field.label_from_instance = _transfer_label  # type: ignore[assignment]  # as Django says to
        self.initial["transfers"] = [each.pk for each in ledger_steps.meant(self.row)]
        if self.row.step not in ledger_steps.BEGINS_AT:
            del self.fields["transfers"]


def _transfer_label(transfer: Any) -> str:
    return joined((transfer.action, transfer.order, transfer.get_status_display()))


@admin.register(LedgerStep, site=site)
class LedgerStepAdmin(ReadingAdmin):
    """A step that the Panel's paper takes in the ledger of transfers."""

    act = Act.CONFIRM
    list_display = ("step", "order_name", "on", "of_entry", "litigation", "decided")
    list_filter = (*FILTERS, ("step", ChoicesDropdownFilter))
    list_select_related = ("entry__docket", "litigation", "decided_by")
    actions_detail = ("confirm_it", "dismiss_it")
    refusals = (AlreadyDecided, ledger_steps.NothingToMove, WrongStep)
    fields = (
        "step", "order_name", "on", "words", "reaches", "of_entry", "litigation", "decided", "done",
    )  # fmt: skip
    readonly_fields = ("reaches", "of_entry", "decided")

    @admin.display(description="It would move")
    def reaches(self, row: Any) -> Any:
        """Name the transfers that the words mean."""
        found = ledger_steps.meant(row)
        if not found:
            return "no transfer that is plain from the words"
        return format_html_join(
            "", "<p>{}</p>", ((link(each, _transfer_label(each)),) for each in found)
        )

    @step(
        title="Confirm",
        says="The ledger moves for the transfers that are ticked, on the day of the Panel's paper.",
        form=TransfersForm,
        icon="check",
        act=Act.CONFIRM,
        is_first=True,
        when=waits,
    )
    def confirm_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take the step."""
        done = ledger_steps.confirm(
            step=row, transfers=given.get("transfers", ()), actor=who(request), now=timezone.now()
        )
        return done.done

    @step(
        title="Dismiss",
        says="The paper was misread or is of others. What its clocks opened waits among the moves.",
        icon="block",
        act=Act.CONFIRM,
        when=waits,
    )
    def dismiss_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Leave the ledger as it is."""
        ledger_steps.dismiss(step=row, actor=who(request), now=timezone.now())
        return "Dismissed: the ledger stays as it is."


# --- Potential tag-alongs -----------------------------------------------------------------------


@admin.register(Sighting, site=site)
class SightingAdmin(ReadingAdmin):
    """A suit of others whose caption bears a watch word of the litigation."""

    act = Act.CONFIRM
    list_display = ("words", "docket", "seen_on", "litigation", "decided")
    list_filter = FILTERS
    list_select_related = ("docket__court", "litigation", "decided_by")
    actions_detail = ("accept_it", "dismiss_it")
    refusals = (AlreadyDecided,)
    fields = ("words", "docket", "seen_on", "rule", "litigation", "action", "decided")
    readonly_fields = ("rule", "decided")

    @admin.display(description="The duty")
    def rule(self, row: Any) -> str:
        """Cite the rule, and say how long it has been known."""
        if sightings.is_in_transferee_court(row):
            return "Filed in the transferee district: no order of the Panel is needed (R. 7.2)."
        return f"Tell the Panel promptly (J.P.M.L. R. 7.1(a)); seen on {short_day(row.seen_on)}."

    @step(
        title="It may be a tag-along",
        says="The action is recorded as proposed, its docket becomes its own, and the event from "
        "which the duty to tell the Panel counts is entered.",
        submit="Record it as proposed",
        icon="check",
        act=Act.CONFIRM,
        is_first=True,
        when=waits,
    )
    def accept_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Record the action as proposed."""
        actor, now = who(request), timezone.now()
        done = sightings.accept(sighting=row, actor=actor, now=now)
        catch_up(docket=done.docket, actor=actor, now=now)
        return f"{done.action} is recorded as proposed."

    @step(
        title="It is none",
        says="It is not asked about again.",
        icon="block",
        act=Act.CONFIRM,
        when=waits,
    )
    def dismiss_it(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Leave it."""
        sightings.dismiss(sighting=row, actor=who(request), now=timezone.now())
        return "Dismissed: it is not asked about again."


# --- The start page -----------------------------------------------------------------------------


def _card(model: Any, line: Callable[[Any], Line], empty: str, *related: str) -> Any:
    def gather(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
        rows = model.objects.visible_to(request.user).pending().select_related(*related)
        return card(rows.order_by("made_at", "pk"), line, address=list_of(model), empty=empty)

    return gather


show(
    "ledger_steps",
    "Steps of the Panel to confirm",
    _card(
        LedgerStep,
        lambda row: Line(
            joined((row.get_step_display(), row.order_name)), short_day(row.on), page_of(row)
        ),
        "No step of the Panel waits.",
    ),
    42,
)
show(
    "printed_days",
    "Days the court printed",
    _card(
        PrintedDay,
        lambda row: Line(row.title, short_day(row.on) if row.on else "", page_of(row)),
        "No printed day waits.",
    ),
    43,
)
show(
    "scope_readings",
    "Papers whose actions are not plain",
    _card(
        ScopeReading,
        lambda row: Line(row.words, row.get_confidence_display().lower(), page_of(row)),
        "Every paper says to which actions it relates.",
    ),
    60,
)
show(
    "sightings",
    "Potential tag-alongs seen",
    _card(
        Sighting,
        lambda row: Line(row.words, f"seen {short_day(row.seen_on)}", page_of(row)),
        "No suit of others bears a watch word.",
    ),
    41,
)
