"""One deadline from several counts: the earlier of two, the later of two, the longest of three."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from mdl.court_time.errors import CountError
from mdl.court_time.shapes import Count, Step, StepKind
from mdl.court_time.words import day_words


class Join(StrEnum):
    """The operator by which a rule joins several triggers."""

    EARLIER_OF = "earlier_of"
    LATER_OF = "later_of"
    """Also for "the longest of"."""


def join(how: Join, counts: Iterable[Count], *, citation: str) -> Count:
    """The count that governs, with the others' workings before its own.

    Each of the three dates is joined by itself: the conservative date of "the
    later of" is the later of the conservative dates. Raises ``CountError`` for
    no counts.
    """
    every = list(counts)
    if not every:
        raise CountError(f"{citation} joins several periods, and none was counted.")
    choose = min if how is Join.EARLIER_OF else max
    governing = choose(every, key=lambda one: one.prevailing_on)
    steps = [step for one in every if one is not governing for step in one.steps]
    chosen = Step(
        kind=StepKind.LAST_DAY,
        on=governing.prevailing_on,
        citation=citation,
        words=f"The {_word(how)} of these days is {day_words(governing.prevailing_on)}.",
    )
    return replace(
        governing,
        conservative_on=choose(one.conservative_on for one in every),
        latest_on=choose(one.latest_on for one in every),
        steps=(*steps, *governing.steps, chosen) if len(every) > 1 else governing.steps,
        readings=tuple(dict.fromkeys(reading for one in every for reading in one.readings)),
    )


def _word(how: Join) -> str:
    return "earliest" if how is Join.EARLIER_OF else "latest"
