"""Days, numbers and lists the way a lawyer reads them aloud."""

from collections.abc import Sequence
from datetime import date, time

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_words(day: date) -> str:
    """``Thursday, August 6, 2020``. Spelled here, so that no locale changes a stored step."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def clock_words(clock: time) -> str:
    """``2:17 p.m.``, as rules and orders print a time of day."""
    half = "a.m." if clock.hour < 12 else "p.m."
    return f"{clock.hour % 12 or 12}:{clock.minute:02} {half}"


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``, ``21st``."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def joined(parts: Sequence[str], word: str = "and") -> str:
    """``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
