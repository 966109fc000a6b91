"""A date in sentences that a lawyer can check: the same words on the page, in the mail, by API."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from filings.models import Computation, Deadline, HeldChange, Trigger
from filings.services.rulebook import event_words
from mdl.court_time import ClosingUsed, Step, filing_day_ends_at
from mdl.court_time.words import clock_words, day_words

EXPLAINED: Final = (
    "court",
    "computation__court",
    "trigger__entry__docket",
    "trigger__source",
    "trigger__parent",
    "proof__docket",
    "opened_by",
    "confirmed_by",
)
"""What `explain` follows: give it to `select_related` where many deadlines are explained."""


def explain(deadline: Deadline) -> list[str]:
    """Return the reasons of a deadline's day: rule, event, each step, what is open, who confirmed.

    Each sentence stands alone; law is cited in square brackets at its end.
    """
    counted = deadline.computation
    return [
        *(_counted(deadline, counted) if counted is not None else _set(deadline)),
        *_event(deadline.trigger),
        *_shifts(deadline),
        _day_ends(deadline),
        *_standing(deadline),
        *_closing(deadline),
    ]


def has_its_event(deadline: Deadline) -> bool:
    """Say whether it counts from an event that stands: then the event may move it."""
    return (
        deadline.basis == Deadline.Basis.COMPUTED
        and deadline.trigger is not None
        and deadline.trigger.vacated_on is None
    )


def authority(deadline: Deadline) -> str:
    """Return the reason in one line: ``J.P.M.L. R. 7.1(c): 7 days after Mon, Mar 9, 2026``."""
    counted = deadline.computation
    if counted is not None:
        return f"{counted.citation}: {counted.period} {short_day(counted.trigger_on)}"
    label = deadline.get_basis_display()
    return f"{label}: {deadline.reason}" if deadline.reason else label


def short_day(day: date) -> str:
    """``Mon, Mar 9, 2026``."""
    return f"{day:%a, %b} {day.day}, {day.year}"


def held_words(deadline: Deadline) -> str:
    """Say which change waits for a second person, and what holds meanwhile; ``""`` where none does.

    The deadline comes from ``Deadline.objects.for_lists()``, which brings the change along.
    """
    held_on: date | None = getattr(deadline, "held_on", None)
    kind = getattr(deadline, "held_kind", None)
    if deadline.status != Deadline.Status.OPEN or kind is None or held_on is None:
        return ""
    stands = f"waits for a second person; {short_day(deadline.due_on)} stands meanwhile"
    if kind == HeldChange.Kind.MOVE:
        return f"a later day, {short_day(held_on)}, {stands}"
    return f"{_HELD[kind]} {stands}"


_HELD: Final = {
    HeldChange.Kind.WAIVE: "its waiver",
    HeldChange.Kind.VACATE: "its end",
    HeldChange.Kind.ATTRIBUTE: "“not ours after all”",
}


def last_moment(deadline: Deadline) -> str:
    """``midnight CDT, N.D. Ill.``: when the filing day ends, by the court's clock."""
    return f"midnight {_zone_name(deadline)}, {deadline.court.citation}"


def counted_words(counted: Computation) -> list[str]:
    """Return the working of a count: its rule, each step, and what is open."""
    since = f", in force since {day_words(counted.rule_version)}" if counted.rule_version else ""
    rule = f"{counted.period} {event_words(counted.trigger_key)} ({counted.citation}{since})"
    return [
        f"{rule}.",
        *(f"{step['words']} [{step['citation']}]" for step in counted.steps),
        *(_closing_words(step) for step in counted.steps if step.get("closing")),
        *(f"{reading['words']} [{reading['authority']}]" for reading in counted.readings),
        *counted.notes,
    ]


def closings_used(counted: Computation | None) -> list[tuple[date, ClosingUsed]]:
    """Return the closings on record that pushed a day of the count, each with its day."""
    steps = [Step.from_dict(step) for step in counted.steps] if counted else []
    return [(step.on, step.closing) for step in steps if step.closing]


def _closing_words(step: dict[str, Any]) -> str:
    used = ClosingUsed(**step["closing"])
    return f"{used.words(date.fromisoformat(step['on']))} [{used.authority}]"


def _counted(deadline: Deadline, counted: Computation) -> list[str]:
    rule, *working = counted_words(counted)
    return [
        f"{deadline.title}: {rule}",
        *working,
        *_range(deadline, counted),
        f"Counted on the calendar of {counted.court} (version {counted.calendar_version}).",
    ]


def _range(deadline: Deadline, counted: Computation) -> list[str]:
    if counted.conservative_on == counted.latest_on:
        return []
    chosen = (
        f"It is ours, so {day_words(counted.conservative_on)}, the earliest day by any plausible "
        "reading, is calendared."
        if deadline.obligor == Deadline.Obligor.OURS
        else f"It is not ours: {day_words(counted.prevailing_on)} by the usual reading is shown, "
        f"and nobody is late before {day_words(counted.latest_on)} has passed."
    )
    return [f"The usual reading gives {day_words(counted.prevailing_on)}.", chosen]


def _set(deadline: Deadline) -> list[str]:
    how = "set by order" if deadline.basis == Deadline.Basis.ORDER else "entered by a person"
    day = f"{day_words(deadline.due_on)}, {how}"
    return [
        f"{deadline.title}: {day}; a day that is set is not counted and does not roll.",
        f"Where it comes from: {deadline.reason}",
    ]


def _event(trigger: Trigger | None) -> list[str]:
    if trigger is None:
        return []
    told = [f"The paper: {trigger.words}."] if trigger.words else []
    if trigger.parent is not None:
        told.append(f"It counts from the day “{trigger.parent}” is {trigger.follows}.")
    if trigger.vacated_on is not None:
        told.append(f"The event counts for nothing since {day_words(trigger.vacated_on)}.")
    if trigger.service != Trigger.Service.NONE:
        told.append(f"Service: {trigger.get_service_display().lower()}.")
    if trigger.entry is not None:
        told.append(f"Told by {str(trigger.entry).lower()} of docket {trigger.entry.docket}.")
    elif trigger.source is not None:
        told.append(f"Told by {trigger.source}.")
    return told


def _shifts(deadline: Deadline) -> list[str]:
    """Say which general orders moved the day since, one after the other."""
    told = []
    for shift in deadline.shifts:
        before, after = date.fromisoformat(shift["from"]), date.fromisoformat(shift["to"])
        told.append(
            f"{shift['order']} extends it by {shift['days']} days, from {day_words(before)} to "
            f"{day_words(after)}."
        )
    return told


def _day_ends(deadline: Deadline) -> str:
    ends = filing_day_ends_at(deadline.due_on, ZoneInfo(deadline.court.time_zone))
    last = (ends - timedelta(minutes=1)).astimezone(ZoneInfo(deadline.court.time_zone))
    return (
        f"The day ends at midnight {last.tzname()} ({deadline.court}): the last minute of "
        f"electronic filing is {clock_words(last.time())} on {day_words(deadline.due_on)}. "
        "[Fed. R. Civ. P. 6(a)(4)(A)]"
    )


def _zone_name(deadline: Deadline) -> str:
    zone = ZoneInfo(deadline.court.time_zone)
    evening = datetime.combine(deadline.due_on, time(23, 59), zone)
    return evening.tzname() or deadline.court.time_zone


def _standing(deadline: Deadline) -> list[str]:
    opener = deadline.opened_by
    told = [f"Entered by {opener}." if opener else "Opened by the system from a court paper."]
    if deadline.confirmed_at is not None:
        told.append(_confirmed(deadline, deadline.confirmed_at.date()))
    elif deadline.needs_confirmation:
        told += [f"To confirm: {reason}" for reason in _to_confirm(deadline)]
        told.append("Nobody has confirmed it yet; the day is live all the same.")
    return told


def _confirmed(deadline: Deadline, on: date) -> str:
    by = f"Confirmed by {deadline.confirmed_by} on {day_words(on)}"
    if deadline.confirmed_alone:
        return f"{by}: by one person, since nobody else could confirm in this litigation."
    if deadline.is_critical and deadline.batch_id is not None:
        return f"{by}, who read the cause of the whole batch anew without seeing the record."
    if deadline.is_critical:
        return f"{by}, who read the paper anew without seeing the record."
    return f"{by}."


def _to_confirm(deadline: Deadline) -> list[str]:
    reasons = list(deadline.computation.confirm_because) if deadline.computation else []
    if deadline.is_critical:
        reasons.append("its miss loses a right, so a second person checks the day.")
    return reasons


def _closing(deadline: Deadline) -> list[str]:
    if deadline.closed_on is None:
        return []
    told = f"{deadline.get_status_display()} on {day_words(deadline.closed_on)}"
    if deadline.proof is not None:
        told += f", shown by {str(deadline.proof).lower()} of docket {deadline.proof.docket}"
    return [f"{told}."]
