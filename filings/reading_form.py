"""The form in which a second person enters what a critical deadline rests on: it shows nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms

from filings.models import HeldChange, Trigger
from filings.rules import TRIGGERS, catalog
from filings.rules.catalog import binds
from filings.services.second_person import BlindEntry
from mdl.models import Court

NOTHING = [("", "Choose…")]
KINDS = [*NOTHING, *HeldChange.Kind.choices]
SERVICES = [*NOTHING, *Trigger.Service.choices]
EVENTS = [*NOTHING, *((key, event.words) for key, event in TRIGGERS.items())]


def rules_in(court: Court) -> list[tuple[str, str]]:
    """Return every rule that binds a court, as choices: citation, then what is due."""
    bound = [
        (rule.id, f"{rule.versions[-1].citation}: {rule.title}")
        for rule in catalog()
        if binds(rule, court.pk)
    ]
    return [*NOTHING, *sorted(bound, key=lambda choice: choice[1])]


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class ReadingForm(forms.Form):
    """What somebody read in the paper; ``fields`` of them are asked."""

    kind = forms.ChoiceField(label="What becomes of the deadline", choices=KINDS)
    key = forms.ChoiceField(label="What happened", choices=EVENTS)
    occurred_on = _day("On which day")
    service = forms.ChoiceField(label="How it was served", choices=SERVICES)
    rule = forms.ChoiceField(label="Under which rule")
    on = _day("Which day")
    days = forms.IntegerField(label="By how many days", help_text="Negative: earlier.")
    reference = forms.CharField(
        label="Where it stands",
        max_length=1000,
        help_text="The order and its page, or the stipulation.",
    )

    def __init__(
        self, *args: Any, court: Court | None, fields: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in fields]:
            del self.fields[name]
        if "rule" in self.fields and court is not None:
            rule = self.fields["rule"]
            assert isinstance(rule, forms.ChoiceField)  # noqa: S101 - declared above
            rule.choices = rules_in(court)

    @property
    def entry(self) -> BlindEntry:
        """What was entered; the form is valid."""
        return BlindEntry(**self.cleaned_data)
