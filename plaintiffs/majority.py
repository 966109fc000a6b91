"""When a minor comes of age, by the law of the domicile (FRCP 17(b)(1)). Plain Python.

How it is read here:

1. **The age** is the statute's of the state where the person lives: eighteen almost everywhere.
   The table (``data/ages_of_majority.json``) cites each statute and says which were read for it;
   where no domicile is on record, eighteen is taken, the earliest age there is.
2. **The day** is the birthday of that age, from its first minute (so in words Cal. Fam. Code
   § 6500). At common law it was the day before, because the law did not divide a day; that
   reading is kept as ``earliest_on``.
3. **Born on 29 February**, the birthday of a common year is 1 March: only with the end of the
   28th is the year complete. The other reading, the 28th, is the same as the common law's.
4. **A move** changes the law: a person is of age from the first day on which the age of the state
   where they then live is complete, and a domicile lasts until another begins. Who once came of
   age stays so here, whatever state they move to later; that reading is not verified.
5. **Only the month is kept in plain**, because the day of majority tells the day of birth. Work
   is planned for the last business day of the month before, which is never later than any
   reading of the day.

A shorter minority by marriage, emancipation or a special statute is for counsel to enter; nothing
here guesses it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from mdl.court_time import CourtCalendar, Direction, Period, Unit, count

NO_DOMICILE = ""


class UnknownState(ValueError):
    """No state, district or territory has this postal code."""


class NotBornYet(ValueError):
    """A day is asked about that comes before the birth."""


@dataclass(frozen=True, slots=True)
class AgeOfMajority:
    """What the law of one state says."""

    state: str
    """Postal code; empty where no domicile is on record."""
    years: int
    citation: str
    is_verified: bool
    """Whether the statute, or a table of statutes, was read for this line."""
    note: str
    """What counsel should know beside the age; often empty."""


@dataclass(frozen=True, slots=True)
class Majority:
    """The day on which a person comes of age. It is as secret as the day of birth."""

    on: date
    earliest_on: date
    """The day before, as the common law counted."""
    age: AgeOfMajority

    @property
    def month(self) -> date:
        """The first day of the month of majority: all that may be kept in plain."""
        return self.on.replace(day=1)


def age_of_majority(state: str) -> AgeOfMajority:
    """Return the age of majority of a state by its postal code, such as ``IL``.

    An empty code stands for "no domicile on record" and gives eighteen, not verified. Raises
    ``UnknownState``.
    """
    try:
        return _ages()[state]
    except KeyError:
        raise UnknownState(
            f"No state has the postal code {state!r}; write two capitals, such as IL."
        ) from None


def states() -> tuple[str, ...]:
    """Return the postal codes that have an age here, in the table's order."""
    return tuple(state for state in _ages() if state != NO_DOMICILE)


def birthday(born_on: date, years: int) -> date:
    """Return the day on which a person completes ``years``; 1 March for 29 February."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def age_on(born_on: date, day: date) -> int:
    """Return the full years a person has completed on ``day``. Raises ``NotBornYet``."""
    if day < born_on:
        raise NotBornYet("The day asked about comes before the birth.")
    years = day.year - born_on.year
    return years if birthday(born_on, years) <= day else years - 1


def majority(born_on: date, state: str) -> Majority:
    """Return when a person domiciled in ``state`` comes of age. Raises ``UnknownState``."""
    age = age_of_majority(state)
    on = birthday(born_on, age.years)
    return Majority(on=on, earliest_on=on - timedelta(days=1), age=age)


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a person lives from a day on; ``None``: since ever, or it is not known since when."""

    state: str
    from_on: date | None = None


def domicile_on(stays: Iterable[Stay], day: date) -> str:
    """Return the state in which a person is domiciled on ``day``; empty where none is on record.

    A domicile lasts until another begins; before the first known one, that one is taken.
    """
    known = _in_order(stays)
    begun = [stay for stay in known if (stay.from_on or date.min) <= day]
    chosen = begun[-1:] or known[:1]
    return chosen[0].state if chosen else NO_DOMICILE


def majority_over(born_on: date, stays: Iterable[Stay]) -> Majority:
    """Return when a person who moves between states comes of age. Raises ``UnknownState``.

    That is a birthday, or the day of a move to a state whose age is already complete.
    """
    known = _in_order(stays)
    ages = {age_of_majority(stay.state).years for stay in known} | {
        age_of_majority(NO_DOMICILE).years
    }
    birthdays = {birthday(born_on, years) for years in ages}
    moves = {stay.from_on for stay in known if stay.from_on is not None}
    for day in sorted(birthdays | {move for move in moves if move >= born_on}):
        age = age_of_majority(domicile_on(known, day))
        if age_on(born_on, day) >= age.years:
            before = day - timedelta(days=1) if day == birthday(born_on, age.years) else day
            return Majority(on=day, earliest_on=before, age=age)
    # Whoever lives where the age is highest is of age on that birthday, which was among the days.
    raise AssertionError


def eighteen_in(month: date, stays: Iterable[Stay]) -> date | None:
    """Return the month of the eighteenth birthday from the month of majority, as its first day.

    ``None`` where a move in that month may have made the person of age, so that no birthday does.
    """
    known = _in_order(stays)
    after = (month + timedelta(days=31)).replace(day=1)
    if any(stay.from_on is not None and month <= stay.from_on < after for stay in known):
        return None
    years = age_of_majority(domicile_on(known, month)).years
    return month.replace(year=month.year - (years - 18))


def _in_order(stays: Iterable[Stay]) -> list[Stay]:
    return sorted(stays, key=lambda stay: stay.from_on or date.min)


def working_day(month: date, *, calendar: CourtCalendar) -> date:
    """Return the day by which the steps of a month of majority should be done.

    It is the last business day of the month before: one day counted back from the first of
    ``month``, and further back while no court day (FRCP 6(a)(5)).
    """
    first = month.replace(day=1)
    one_day = Period(1, Unit.DAYS)
    return count(one_day, Direction.BEFORE, first, calendar=calendar).conservative_on


@cache
def _ages() -> dict[str, AgeOfMajority]:
    text = files("plaintiffs").joinpath("data/ages_of_majority.json").read_text(encoding="utf-8")
    listed = [AgeOfMajority(**row) for row in json.loads(text)]
    unknown = AgeOfMajority(
        state=NO_DOMICILE,
        years=18,
        citation="FRCP 17(b)(1)",
        is_verified=False,
        note="No domicile on record; eighteen is the earliest age there is.",
    )
    return {age.state: age for age in (unknown, *listed)}
