"""Transfers and the Panel's orders: what a paper proposed, a person confirms, and the steps on."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from mdl.access import Act, reachable_litigations
from mdl.admin.base import DeskAdmin, LedgerAdmin, Viewer, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked, Question, RangeDateFilter
from mdl.admin.forms import CheckedForm
from mdl.admin.member_actions import NOT_VERIFIED
from mdl.admin.site import site
from mdl.admin.start import Line, card, show
from mdl.admin.steps import (
    StepForm,
    day,
    page_of,
    picker,
    step,
    step_for_selected,
    text,
    words,
)
from mdl.admin.tabs import ListTab, link, list_of
from mdl.docket_numbers import DocketNumberError, parse
from mdl.models import Court, DocketNumber, PanelOrder, Transfer
from mdl.services.transfers import (
    NamedAction,
    WrongStep,
    confirm_transfers,
    file_in_transferee_court,
    finalize_transfer,
    note_opposition,
    propose_conditional_order,
    reject_transfer,
    vacate_transfer,
)

Status = Transfer.Status


def _stands(*statuses: Status) -> Any:
    return lambda transfer: transfer.status in statuses


class Standing(Question):
    """What is still to be done about a transfer."""

    title = "what waits"
    parameter_name = "waits"
    answers: ClassVar = {
        "proposed": ("To be confirmed", lambda rows: rows.proposed()),
        "open": ("Under way", lambda rows: rows.open()),
        "ended": ("Effective or ended", lambda rows: rows.exclude(status__in=Transfer.OPEN)),
    }


class OpposedForm(StepForm):
    """What a notice of opposition needs."""

    on = day("Opposed on", "The day the notice was filed with the Panel, JPML Rule 7.1(c).")
    source = picker(Transfer, "source", "Source", required=False)


class FiledForm(StepForm):
    """What the filing with the transferee clerk needs."""

    on = day("Filed there on", "The transfer takes effect that day, 28 U.S.C. 1407(c).")
    number = words(
        "New docket number", "As the transferee court prints it. Empty: not known.", required=False
    )

    def clean_number(self) -> Any:
        """Read the number; what is none is said at the field."""
        given = self.cleaned_data["number"]
        try:
            return parse(given) if given else None
        except DocketNumberError as error:
            raise forms.ValidationError(str(error)) from error


class OnForm(StepForm):
    """Only the day."""

    on = day("Day", "Of the paper, not of today.")


@admin.register(Transfer, site=site)
class TransferAdmin(LedgerAdmin):
    """One step of one action from a court to another. Only its steps change it."""

    list_display = (
        "action", "number_shown", "order", "origin", "destination", "status", "ordered_on",
        "confirmed_by",
    )  # fmt: skip
    list_filter = (
        Standing,
        ("status", ChoicesDropdownFilter),
        ("origin", Picked),
        ("ordered_on", RangeDateFilter),
        ("order", Picked),
    )
    list_select_related = ("action__litigation", "order", "origin", "destination", "confirmed_by")
    search_fields = ("action__caption", "action__numbers__raw")
    search_help_text = "Caption or any docket number"
    ordering = ("ordered_on", "action__position", "id")
    actions = ("confirm_selected", "reject_selected")
    actions_detail = (
        "confirm",
        "oppose",
        "finalize",
        "file_there",
        {"title": "More", "items": ["reject", "vacate"]},
    )
    refusals = (WrongStep, DocketNumberError)
    linked_by = ("action", "order", "status")
    fields = (
        "action", "order", "origin", "destination", "status", "ordered_on", "opposed_on",
        "finalized_on", "effective_on", "ended_on", "confirmed_by", "confirmed_at", "source",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read the number the action bears along."""
        borne = DocketNumber.objects.filter(action=OuterRef("action"), is_current=True)
        number = Subquery(borne.values("raw")[:1])
        rows: QuerySet[Any] = super().get_queryset(request).annotate(current_number=number)
        return rows

    @admin.display(description="Number")
    def number_shown(self, row: Any) -> str:
        """Show the number the action bears now."""
        return row.current_number or NOT_VERIFIED

    @step_for_selected(
        title="Confirm: these are ours",
        says="The actions join the litigation. Their clocks are already running from the order.",
        icon="check",
        act=Act.CONFIRM,
    )
    def confirm_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Stand behind what the paper proposed."""
        done = confirm_transfers(transfers=rows, actor=who(request), now=timezone.now())
        return f"{len(done)} confirmed."

    @step_for_selected(
        title="Reject: not ours",
        says="The paper was misread or the actions are not ours. Their deadlines end.",
        form=OnForm,
        icon="close",
        act=Act.CONFIRM,
    )
    def reject_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Refuse what the paper proposed."""
        done = [reject_transfer(transfer=row, on=given["on"], actor=who(request)) for row in rows]
        return f"{len(done)} rejected."

    @step(
        title="Confirm",
        says="The action joins the litigation. Its clock is already running from the order.",
        icon="check",
        act=Act.CONFIRM,
        is_first=True,
        when=_stands(Status.PROPOSED),
    )
    def confirm(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Stand behind what the paper proposed."""
        confirm_transfers(transfers=[row], actor=who(request), now=timezone.now())
        return f"{row.action} is confirmed."

    @step(
        title="Reject",
        says="The paper was misread or the action is not ours. Its deadlines end.",
        form=OnForm,
        icon="close",
        act=Act.CONFIRM,
        when=_stands(Status.PROPOSED),
    )
    def reject(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Refuse what the paper proposed."""
        reject_transfer(transfer=row, on=given["on"], actor=who(request))
        return f"{row.action} is rejected."

    @step(
        title="Note opposition",
        says="A notice of opposition stays the transfer; a motion to vacate follows within "
        "14 days (JPML Rule 7.1).",
        form=OpposedForm,
        icon="front_hand",
        when=_stands(Status.PROPOSED, Status.CONDITIONAL),
    )
    def oppose(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Stay the transfer."""
        note_opposition(
            transfer=row, opposed_on=given["on"], source=given["source"], actor=who(request)
        )  # fmt: skip
        return f"The transfer of {row.action} is opposed."

    @step(
        title="Make final",
        says="No opposition came in time and the stay is lifted, or the Panel ordered the "
        "transfer over the opposition.",
        form=OnForm,
        icon="gavel",
        when=_stands(Status.PROPOSED, Status.CONDITIONAL, Status.OPPOSED),
    )
    def finalize(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Lift the stay."""
        finalize_transfer(transfer=row, finalized_on=given["on"], actor=who(request))
        return f"The transfer of {row.action} is final."

    @step(
        title="File in the transferee court",
        says="The transferee clerk filed the order: the action stands there, under its new "
        "number, and the old one goes on finding it.",
        form=FiledForm,
        icon="move_to_inbox",
        when=_stands(Status.FINAL),
    )
    def file_there(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Let the transfer take effect."""
        file_in_transferee_court(
            transfer=row, effective_on=given["on"], number=given["number"], actor=who(request)
        )  # fmt: skip
        return f"{row.action} is in {row.destination}."

    @step(
        title="Vacate",
        says="The Panel vacated its conditional order: the action stays where it was filed.",
        form=OnForm,
        icon="undo",
        when=_stands(Status.PROPOSED, Status.CONDITIONAL, Status.OPPOSED),
    )
    def vacate(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """End the transfer."""
        vacate_transfer(transfer=row, vacated_on=given["on"], actor=who(request))
        return f"The transfer of {row.action} is vacated."


class NamedTab(ListTab):
    """The actions an order names, and where their transfers are."""

    model = Transfer
    verbose_name_plural = "actions named"
    headers = ("Action", "Step", "From", "To")
    empty = "The order names no action that is recorded here."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the order's transfers."""
        seen = Transfer.objects.visible_to(request.user).filter(order=row)
        return seen.select_related("action", "origin", "destination").order_by("action__position")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a transfer."""
        return (link(row.action), link(row, row.get_status_display()), row.origin, row.destination)

    def whole(self, row: Any) -> str:
        """All transfers of the order."""
        return list_of(Transfer, order__id__exact=row.pk)


class PanelOrderForm(CheckedForm):
    """An order typed from the paper; a conditional transfer order names its actions."""

    named = text(
        "Actions it names",
        "For a conditional transfer order: one action a line, the Panel's way, for example "
        "CAN/5:26-cv-00101 W.F. v. Fictitious App, Inc. Minors stand there by initials.",
        required=False,
    )

    def clean_named(self) -> list[NamedAction]:
        """Read each line: court and number, then the caption."""
        lines = [line.strip() for line in self.cleaned_data["named"].splitlines()]
        return [_named(line) for line in lines if line]

    def clean(self) -> dict[str, Any] | None:
        """Only a conditional transfer order proposes."""
        cleaned = super().clean() or {}
        is_cto = cleaned.get("kind") == PanelOrder.Kind.CONDITIONAL_TRANSFER
        if cleaned.get("named") and not is_cto:
            self.add_error("named", "Only a conditional transfer order proposes actions here.")
        return cleaned


def _named(line: str) -> NamedAction:
    printed, _, caption = line.partition(" ")
    try:
        number = parse(printed)
    except DocketNumberError as error:
        raise forms.ValidationError(str(error)) from error
    court = Court.objects.filter(pk=number.court_id).first() if number.court_id else None
    if court is None:
        raise forms.ValidationError(
            f"“{printed}” does not say its court. Write the Panel's prefix before the number, "
            "for example CAN/5:26-cv-00101."
        )
    return NamedAction(court=court, number=number, caption=caption.strip() or None)


@admin.register(PanelOrder, site=site)
class PanelOrderAdmin(DeskAdmin):
    """A paper of the Panel that moves actions. Its clocks run from its day, so only the source
    is corrected later."""

    list_display = ("name_shown", "litigation", "kind", "entered_on")
    list_filter = (
        ("litigation", Picked),
        ("kind", ChoicesDropdownFilter),
        ("entered_on", RangeDateFilter),
    )
    list_select_related = ("litigation",)
    search_fields = ("number", "litigation__mdl_number")
    search_help_text = "n of CTO-n, or the MDL number"
    ordering = ("-entered_on", "-number", "id")
    inlines: ClassVar = (NamedTab,)
    history_parts = ("transfers",)
    linked_by = ("litigation",)
    refusals = (WrongStep,)

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """An order is seen with its litigation."""
        return rows.filter(litigation__in=reachable_litigations(viewer))

    @admin.display(description="Order")
    def name_shown(self, row: Any) -> str:
        """Show it as people cite it."""
        return str(row)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[CheckedForm]:
        """Ask for the actions while the order is entered."""
        if obj is None:
            kwargs["form"] = PanelOrderForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Ask for the actions while the order is entered."""
        facts = ("litigation", "kind", "number", "entered_on", "source")
        return facts if obj is not None else (*facts, "named")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What the clocks run from does not change by correction."""
        return () if obj is None else ("litigation", "kind", "number", "entered_on")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A conditional transfer order proposes its actions; any other order is only recorded."""
        if change or obj.kind != PanelOrder.Kind.CONDITIONAL_TRANSFER:
            obj.save()
            return
        entered = propose_conditional_order(
            litigation=obj.litigation,
            number=obj.number,
            entered_on=obj.entered_on,
            actions=form.cleaned_data["named"],
            source=obj.source,
            actor=who(request),
        )
        obj.pk = entered.pk
        obj.refresh_from_db()


def _proposed(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    waiting = Transfer.objects.visible_to(request.user).proposed()
    return card(
        waiting.select_related("action", "order").order_by("ordered_on", "pk"),
        lambda row: Line(str(row.action), str(row.order or ""), page_of(row)),
        address=list_of(Transfer, waits="proposed"),
        empty="No transfer waits for a confirmation.",
    )


show("proposed", "Transfers to confirm", _proposed, 25)
