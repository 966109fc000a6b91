"""Deadlines and hearings put together by day, as people look at days.

A deadline falls on its court's filing day; a hearing on the day it begins where the court sits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from filings.models import Deadline, Hearing

# No zone of a federal court is further from UTC than this (Guam is +10, Hawaii -10).
FURTHEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Day:
    """What falls on one day."""

    on: date
    deadlines: list[Deadline] = field(default_factory=list)
    hearings: list[Hearing] = field(default_factory=list)


def held_on(hearing: Hearing) -> date:
    """Return the day of a hearing where the court sits. The court must be loaded with it."""
    return hearing.starts_at.astimezone(ZoneInfo(hearing.court.time_zone)).date()


def instants_of(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the widest span of instants that the days from ``first`` to ``last`` can have in any
    court's zone; whoever queries by it drops the hearings of neighbouring days."""
    begins = datetime.combine(first, time.min, tzinfo=timezone.get_default_timezone())
    ends = datetime.combine(last + timedelta(days=1), time.min, tzinfo=begins.tzinfo)
    return begins - FURTHEST, ends + FURTHEST


def by_day(deadlines: Iterable[Deadline], hearings: Iterable[Hearing]) -> list[Day]:
    """Return the days on which something falls, in order; hearings of a day by the clock."""
    days: dict[date, Day] = {}
    for deadline in deadlines:
        days.setdefault(deadline.due_on, Day(deadline.due_on)).deadlines.append(deadline)
    for hearing in sorted(hearings, key=lambda row: row.starts_at):
        on = held_on(hearing)
        days.setdefault(on, Day(on)).hearings.append(hearing)
    return [days[on] for on in sorted(days)]


@dataclass(frozen=True, slots=True)
class Square:
    """One day of the small calendar: how many deadlines and hearings fall on it."""

    on: date
    deadlines: int
    hearings: int
    is_past: bool
    is_today: bool

    @property
    def words(self) -> str:
        """Say it for those who do not see the dots."""
        parts = [
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in ((self.deadlines, "deadline"), (self.hearings, "hearing"))
            if count
        ]
        return " and ".join(parts) or "nothing"

    @property
    def dots(self) -> list[tuple[int, str]]:
        """Return at most five marks as (middle of each, kind), in a row 54 wide, hearings first."""
        kinds = (["hearing"] * self.hearings + ["deadline"] * self.deadlines)[:5]
        first = 27 - 5 * (len(kinds) - 1)
        return [(first + 10 * place, kind) for place, kind in enumerate(kinds)]

    @property
    def is_weekend(self) -> bool:
        """Say whether it is a Saturday or a Sunday."""
        return self.on.weekday() >= 5


def calendar(
    today: date, *, weeks: int, due: Mapping[date, int], heard: Mapping[date, int]
) -> list[list[Square]]:
    """Return whole weeks, Monday first, beginning with the one of ``today``."""
    monday = today - timedelta(days=today.weekday())
    squares = [
        Square(on, due.get(on, 0), heard.get(on, 0), on < today, on == today)
        for on in (monday + timedelta(days=number) for number in range(7 * weeks))
    ]
    return [squares[start : start + 7] for start in range(0, 7 * weeks, 7)]
