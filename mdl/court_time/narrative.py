"""The working of a count in sentences that a lawyer can check with a wall calendar."""

from collections.abc import Iterable

from mdl.court_time.shapes import ClosingUsed, Direction, Reading, Step, StepKind, Unit
from mdl.court_time.walk import Asked, Mark, Walk, fewest_changes
from mdl.court_time.words import clock_words, day_words, joined, ordinal


def steps_of(walk: Walk) -> tuple[Step, ...]:
    """The walk as steps, beginning with the event and ending with the last day."""
    asked = walk.asked
    marks = [Mark(StepKind.EVENT, asked.event_on), *walk.marks]
    return tuple(
        Step(
            kind=mark.kind,
            on=mark.on,
            citation=asked.rule.cite(mark.kind, asked.period.unit, asked.regime),
            words=_words(asked, mark),
            closing=_closing(asked, mark),
        )
        for mark in marks
    )


def _closing(asked: Asked, mark: Mark) -> ClosingUsed | None:
    """Return the closing on record that is the reason of a mark, if one is."""
    closing = mark.special
    if closing is None or closing not in asked.calendar.closings:
        return None
    return ClosingUsed(closing.name, closing.authority, closing.source, closing.source_url)


def readings_of(usual: Walk, others: Iterable[Walk]) -> tuple[Reading, ...]:
    """One reading for each other day that a different answer gives, earliest first."""
    return tuple(
        Reading(
            questions=tuple(sorted(question.key for question in walk.flipped)),
            words=f"If {joined(_clauses(walk))}, the last day is {day_words(walk.last_on)}.",
            authority=" ".join(q.authority for q in sorted(walk.flipped, key=lambda q: q.key)),
            on=walk.last_on,
        )
        for walk in fewest_changes(others)
        if walk.last_on != usual.last_on
    )


def _clauses(walk: Walk) -> list[str]:
    clauses = []
    for question in sorted(walk.flipped, key=lambda question: question.key):
        holds = not question.prevailing
        for day, what in walk.met.get(question, {}).items():
            clauses.append(question.clause(day_words(day), what, holds=holds))
    return clauses


def _words(asked: Asked, mark: Mark) -> str:
    return _SENTENCES[mark.kind](asked, mark)


def _event(asked: Asked, mark: Mark) -> str:
    if asked.event_clock is not None:
        at = clock_words(asked.event_clock)
        return f"The event is at {at} on {day_words(mark.on)}; the hours run at once."
    if asked.period.value == 0:
        return f"The event is on {day_words(mark.on)}."
    return f"The event is on {day_words(mark.on)}; that day is not counted."


def _day_one(asked: Asked, mark: Mark) -> str:
    back = "Counting back, day" if asked.direction is Direction.BEFORE else "Day"
    return f"{back} 1 is {day_words(mark.on)}."


def _skipped(_asked: Asked, mark: Mark) -> str:
    return f"{day_words(mark.on)} is left out of the count ({mark.why})."


def _nominal(asked: Asked, mark: Mark) -> str:
    period = asked.period
    if period.value == 0:
        return f"The time is the event itself: {day_words(mark.on)}."
    if asked.ends_clock is not None:
        at = clock_words(asked.ends_clock)
        return f"{period} {_way(asked)} it is {at} on {day_words(mark.on)}."
    if period.unit is Unit.BUSINESS_DAYS:
        return f"The {ordinal(period.value)} business day is {day_words(mark.on)}."
    if period.unit is Unit.DAYS:
        return f"The {ordinal(period.value)} day is {day_words(mark.on)}."
    return (
        f"{period} {asked.direction} the event is {day_words(mark.on)}.{_month_note(asked, mark)}"
    )


def _month_note(asked: Asked, mark: Mark) -> str:
    if asked.period.unit is Unit.WEEKS or mark.on.day == asked.event_on.day:
        return ""
    return f" There is no {ordinal(asked.event_on.day)} in that month; the earlier day is taken."


def _way(asked: Asked) -> str:
    return "earlier" if asked.direction is Direction.BEFORE else "later"


def _rolled(_asked: Asked, mark: Mark) -> str:
    return f"{day_words(mark.on)} is not a court day ({mark.why})."


def _added(asked: Asked, mark: Mark) -> str:
    return (
        f"The period would end on {mark.why}; {asked.added_days} days are added for the way of "
        f"service: {day_words(mark.on)}."
    )


def _inaccessible(_asked: Asked, mark: Mark) -> str:
    return (
        f"On {day_words(mark.on)} the clerk's office is inaccessible ({mark.why}); "
        "a filing moves forward to the first court day on which it can be reached."
    )


def _floor(_asked: Asked, mark: Mark) -> str:
    return f"It cannot be earlier than {day_words(mark.on)}."


def _last_day(asked: Asked, mark: Mark) -> str:
    if asked.is_floor:
        return f"The earliest day is {day_words(mark.on)}; an earliest day does not roll."
    if asked.ends_clock is not None:
        return f"The period ends at {clock_words(asked.ends_clock)} on {day_words(mark.on)}."
    return f"The last day is {day_words(mark.on)}."


_SENTENCES = {
    StepKind.EVENT: _event,
    StepKind.DAY_ONE: _day_one,
    StepKind.SKIPPED: _skipped,
    StepKind.NOMINAL: _nominal,
    StepKind.ROLLED: _rolled,
    StepKind.ADDED: _added,
    StepKind.INACCESSIBLE: _inaccessible,
    StepKind.FLOOR: _floor,
    StepKind.LAST_DAY: _last_day,
}
