"""The form in which a second person enters what a critical deadline rests on: it shows nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from filings.models import HeldChange, OrderedPeriod, Trigger
from filings.rules import TRIGGERS, catalog
from filings.rules.catalog import binds
from filings.services.rulebook import END_OF, rule_id, step_words
from filings.services.second_person import BlindEntry
from mdl.models import Court

NOTHING = [("", "Choose…")]
KINDS = [*NOTHING, *HeldChange.Kind.choices]
SERVICES = [*NOTHING, *Trigger.Service.choices]
EVENTS = [*NOTHING, *((key, event.words) for key, event in TRIGGERS.items())]


def rules_in(court: Court, periods: Iterable[OrderedPeriod]) -> list[tuple[str, str]]:
    """Return every rule that binds a court, and what orders set, as choices: citation, then what
    is due."""
    bound = [
        (rule.id, f"{rule.versions[-1].citation}: {rule.title}")
        for rule in catalog()
        if binds(rule, court.pk)
    ]
    ordered = [(rule_id(each), f"{each.citation}: {each.title}") for each in periods]
    return [*NOTHING, *sorted(bound + ordered, key=lambda choice: choice[1])]


def events_in(periods: Iterable[OrderedPeriod]) -> list[tuple[str, str]]:
    """Return what happens in a case, and the steps of orders from which a later step counts."""
    steps = {each.after_id: each.after for each in periods}
    return [
        *EVENTS,
        *((f"{END_OF}{rule_id(step)}", step_words(step)) for step in steps.values() if step),
    ]


def offer(form: forms.Form, *, court: Court | None, periods: Iterable[OrderedPeriod]) -> None:
    """Let a form that asks for an event or a rule choose from what there is in a litigation."""
    periods = list(periods)
    for name, choices in (
        ("key", events_in(periods)),
        ("rule", rules_in(court, periods) if court else NOTHING),
    ):
        if name in form.fields:
            field = form.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - so both forms declare it
            field.choices = choices


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class ReadingForm(forms.Form):
    """What somebody read in the paper; ``fields`` of them are asked."""

    kind = forms.ChoiceField(label="What becomes of the deadline", choices=KINDS)
    key = forms.ChoiceField(label="What happened")
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
        self,
        *args: Any,
        court: Court | None,
        fields: Sequence[str],
        periods: Iterable[OrderedPeriod] = (),
        **kwargs: Any,
    ) -> None:
        """``periods`` are those of the litigation's orders, their ``after`` loaded."""
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in fields]:
            del self.fields[name]
        offer(self, court=court, periods=periods)

    @property
    def entry(self) -> BlindEntry:
        """What was entered; the form is valid."""
        return BlindEntry(**self.cleaned_data)
