"""What is asked when a deadline is entered, moved, handed over or closed."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget

from filings.models import Deadline, OrderedPeriod
from filings.reading_form import KINDS, SERVICES, offer
from filings.services import second_person
from mdl.admin.forms import CheckedForm
from mdl.admin.steps import StepForm, choice, day, picker, words

SET_BY = [(Deadline.Basis.ORDER, "Set by order"), (Deadline.Basis.ENTERED, "Agreed or known")]


class MetForm(StepForm):
    """When it was done, and what shows it."""

    on = day("Done on")
    proof = picker(Deadline, "proof", "Entry that shows it", required=False)


class MetOnForm(StepForm):
    """When all of them were done."""

    on = day("Done on")


class ClosedForm(StepForm):
    """When and why it no longer runs."""

    on = day("From")
    why = words("Why", "History keeps it beside the deadline.")


class MoveForm(StepForm):
    """The new day, and where it comes from."""

    to = day("New day")
    basis = choice("It is", SET_BY)
    reason = words(
        "Where it stands",
        "The order and its page, or the stipulation. A set day does not roll.",
        longest=1000,
    )


class WhoseForm(StepForm):
    """Who must act."""

    obligor = choice(
        "It is",
        Deadline.Obligor.choices,
        "Ours: the earliest day by any plausible reading. Others': the usual one.",
    )


class AssignForm(StepForm):
    """Who looks after it."""

    to = picker(
        Deadline, "assigned_to", "Assigned to", "Empty: back to counsel and paralegals.",
        required=False,
    )  # fmt: skip


class ReadForm(StepForm):
    """What a second person reads in the paper. Nothing of the record is shown."""

    kind = choice("What becomes of the deadline", KINDS)
    key = choice("What happened", [])
    occurred_on = day("On which day")
    service = choice("How it was served", SERVICES)
    rule = choice("Under which rule", [])
    on = day("Which day")
    reference = words(
        "Where it stands", "The order and its page, or the stipulation.", longest=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = second_person.asked(self.row, second_person.change_waiting(self.row))
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        counted = self.row.computation
        offer(
            self,
            court=counted.court if counted else self.row.court,
            periods=OrderedPeriod.objects.filter(litigation=self.row.litigation_id).select_related(
                "after"
            ),
        )


class DeadlineForm(CheckedForm):
    """A day that is not counted: set by an order, or known to a person."""

    basis = forms.ChoiceField(
        label="It is",
        choices=SET_BY,
        widget=UnfoldAdminSelectWidget,
        help_text="A day that follows from an event is counted: enter the event instead.",
    )

    def clean(self) -> dict[str, Any] | None:
        """A day needs its reason, and an action of the litigation named."""
        cleaned = super().clean() or {}
        action, litigation = cleaned.get("action"), cleaned.get("litigation")
        if action and litigation and action.litigation_id != litigation.pk:
            self.add_error("action", f"This action is not in {litigation}.")
        if not cleaned.get("reason"):
            self.add_error("reason", "Say where the date comes from.")
        return cleaned

    def validate_constraints(self) -> None:
        """The service checks the whole row: what it is about is not known to the form."""
