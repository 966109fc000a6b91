"""A computed date as sentences that a lawyer can check line by line."""

from filings.rules.engine import Computed
from filings.rules.triggers import trigger_words
from mdl.court_time import Count
from mdl.court_time.words import day_words


def explain(computed: Computed, *, event: str = "") -> tuple[str, ...]:
    """The rule, the event, each step of the count, each open reading, and what is to confirm.

    ``event`` says in words an event that is not of the catalogue.
    """
    return (
        _heading(computed, event or trigger_words(computed.trigger)),
        *explain_count(computed.count),
        *computed.notes,
        *(f"To confirm: {reason}" for reason in computed.confirm_because),
    )


def explain_count(count: Count) -> tuple[str, ...]:
    """Each step of a count, each open reading, and the days between which these leave it."""
    return (
        *(f"{step.words} [{step.citation}]" for step in count.steps),
        *(
            f"{step.closing.words(step.on)} [{step.closing.authority}]"
            for step in count.steps
            if step.closing
        ),
        *(f"{reading.words} [{reading.authority}]" for reading in count.readings),
        *_range(count),
    )


def _heading(computed: Computed, event: str) -> str:
    count = computed.count
    since = (
        f", in force since {day_words(computed.in_force_from)}" if computed.in_force_from else ""
    )
    return (
        f"{computed.title}: {count.period} {count.direction} {event} ({computed.citation}{since})."
    )


def _range(count: Count) -> list[str]:
    if count.is_settled:
        return []
    return [
        f"The usual reading gives {day_words(count.prevailing_on)}.",
        f"The earliest day by any plausible reading is {day_words(count.conservative_on)}.",
        f"The latest day by any plausible reading is {day_words(count.latest_on)}.",
    ]
