"""The form in which a second person enters what a critical deadline rests on: it shows nothing."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms

from filings.models import HeldChange, OrderedPeriod, Trigger
from filings.rules import TRIGGERS, catalog
from filings.rules.catalog import binds
from filings.services.moving.causes import WITHDRAWN
from filings.services.rulebook import END_OF, rule_id, step_words
from filings.services.second_person import EVERY_COURT, BlindEntry
from mdl.models import Court, CourtClosing

NOTHING = [("", "Choose…")]
KINDS = [*NOTHING, *HeldChange.Kind.choices]
SERVICES = [*NOTHING, *Trigger.Service.choices]
FURTHEST = 3660  # days: ten years
CLOSINGS = [
    *NOTHING,
    *CourtClosing.Kind.choices,
    (WITHDRAWN, "Open after all: the closing was recorded in error"),
]
EVENTS = [*NOTHING, *((key, event.words) for key, event in TRIGGERS.items())]


def courts() -> list[tuple[str, str]]:
    """Return every court as a choice, and that all were meant."""
    known = [(court.pk, court.citation) for court in Court.objects.order_by("citation")]
    return [*NOTHING, (EVERY_COURT, "Every federal court"), *known]


def rules_in(court: Court | None, periods: Iterable[OrderedPeriod]) -> list[tuple[str, str]]:
    """Return every rule that binds a court (None: any), and what orders set, as choices:
    citation, then what is due."""
    bound = [
        (rule.id, f"{rule.versions[-1].citation}: {rule.title}")
        for rule in catalog()
        if court is None or binds(rule, court.pk)
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
    offered: dict[str, Callable[[], list[tuple[str, str]]]] = {
        "key": lambda: events_in(periods),
        "rule": lambda: rules_in(court, periods),
        "court": courts,
    }
    for name, choices in offered.items():
        if name in form.fields:
            field = form.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - so both forms declare it
            field.choices = choices()


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
    days = forms.IntegerField(
        label="By how many days",
        min_value=-FURTHEST,
        max_value=FURTHEST,
        help_text="Negative: earlier.",
    )
    court = forms.ChoiceField(label="Which court")
    closing = forms.ChoiceField(label="What it was that day", choices=CLOSINGS)
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
