"""Which days the law sets aside, by whom, and since when.

Every table here is a law with its dates, so that a count of 2010 meets the
holidays of 2010. Four kinds are kept apart, because the counting rules treat
them differently (FRCP 6(a)(6), FRAP 26(a)(6)):

* the federal legal holidays of 5 U.S.C. 6103(a), excluded in both directions;
* their *observed* Fridays and Mondays, which 5 U.S.C. 6103(b) and Executive
  Order 11582 create for the pay and leave of federal employees;
* days on which the President closed the executive departments;
* the days a state adds, excluded only by periods that run forward.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from mdl.court_time.errors import DateError

TABLE_VERSION = "2026-11"
"""Raise it with every change of a table: stored counts name the version they were made with."""

FIRST_YEAR = 1971
"""The Uniform Monday Holiday Act (Pub. L. 90-363) took effect on January 1, 1971."""
LAST_YEAR = 2199

PAY_AND_LEAVE = "5 U.S.C. 6103(b); Executive Order 11582, section 3"


class DayKind(StrEnum):
    """Why a day may not be a court day."""

    LEGAL_HOLIDAY = "legal_holiday"
    DECLARED = "declared"
    """Declared a holiday by the President or Congress (FRCP 6(a)(6)(B))."""
    OBSERVED = "observed"
    STATE = "state"
    SEAT = "seat"
    """A holiday of the place where the Panel sits."""
    EXECUTIVE = "executive"
    COURT_CLOSED = "court_closed"
    """The court itself was officially closed."""
    INACCESSIBLE = "inaccessible"
    """The clerk could not be reached (FRCP 6(a)(3)). Not a holiday: it moves a filing forward."""
    LEAVE_DAY = "leave_day"
    """A court's internal day off: by itself no holiday and no inaccessibility. Shown only."""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day that may not be a court day, and the authority for saying so."""

    on: date
    kind: DayKind
    name: str
    authority: str
    source_url: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A holiday that returns every year from ``since`` on."""

    name: str
    falls_on: Callable[[int], date]
    authority: str
    since: date = date(FIRST_YEAR, 1, 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(nth: int, weekday: int, month: int) -> Callable[[int], date]:
    """The ``nth`` weekday of a month; weekday 0 is Monday."""

    def falls_on(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))

    return falls_on


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(last.weekday())


def _veterans_day(year: int) -> date:
    # The fourth Monday of October until Pub. L. 94-97 restored 11 November in 1978.
    return date(year, 11, 11) if year >= 1978 else _nth(4, 0, 10)(year)


_CODE = "5 U.S.C. 6103(a)"
_FEDERAL = (
    _Rule("New Year's Day", _fixed(1, 1), _CODE),
    _Rule(
        "Birthday of Martin Luther King, Jr.",
        _nth(3, 0, 1),
        f"{_CODE}; Pub. L. 98-144",
        since=date(1986, 1, 1),
    ),
    _Rule("Washington's Birthday", _nth(3, 0, 2), _CODE),
    _Rule("Memorial Day", _last_monday_of_may, _CODE),
    _Rule(
        "Juneteenth National Independence Day",
        _fixed(6, 19),
        # Named in FRCP 6(a)(6)(A) only from December 1, 2023; until then a holiday
        # declared by Congress under 6(a)(6)(B), with the same effect.
        f"{_CODE}; Pub. L. 117-17",
        since=date(2021, 6, 17),
    ),
    _Rule("Independence Day", _fixed(7, 4), _CODE),
    _Rule("Labor Day", _nth(1, 0, 9), _CODE),
    _Rule("Columbus Day", _nth(2, 0, 10), _CODE),
    _Rule("Veterans Day", _veterans_day, _CODE),
    _Rule("Thanksgiving Day", _nth(4, 3, 11), _CODE),
    _Rule("Christmas Day", _fixed(12, 25), _CODE),
)


@lru_cache
def federal_holidays(year: int) -> tuple[SpecialDay, ...]:
    """The legal holidays of 5 U.S.C. 6103(a) in a year, on their own dates, in order.

    Inauguration Day is absent: 5 U.S.C. 6103(c) concerns employees near
    Washington, and FRCP 6(a)(6)(A) does not name it.
    """
    _check(year)
    return _in_order(_FEDERAL, year, DayKind.LEGAL_HOLIDAY)


@lru_cache
def observed_days(year: int) -> tuple[SpecialDay, ...]:
    """The Fridays and Mondays *of this year* on which a weekend holiday is observed.

    New Year's Day on a Saturday is observed on the last day of the year before.
    """
    _check(year)
    found = (
        _observed(holiday)
        for near in (year, year + 1)
        for holiday in _in_order(_FEDERAL, near, DayKind.LEGAL_HOLIDAY)
    )
    return tuple(day for day in found if day is not None and day.on.year == year)


def _observed(holiday: SpecialDay) -> SpecialDay | None:
    shift = {5: -1, 6: 1}.get(holiday.on.weekday())
    if shift is None:
        return None
    return SpecialDay(
        on=holiday.on + timedelta(shift),
        kind=DayKind.OBSERVED,
        name=f"{holiday.name}, observed",
        authority=PAY_AND_LEAVE,
    )


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_century, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_century - moon_shift + 15) % 30
    leap, leap_rest = divmod(rest, 4)
    sunday = (32 + 2 * century_rest + 2 * leap - epact - leap_rest) % 7
    shift = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _good_friday(year: int) -> date:
    return _easter(year) - timedelta(2)


def _house_election_day(year: int) -> date:
    # 2 U.S.C. 7: the Tuesday after the first Monday of November in every even year.
    return _nth(1, 0, 11)(year) + timedelta(1)


_ILLINOIS = "205 ILCS 630/17"
_DC = "D.C. Code 28-2701"

# Only what a state adds to the federal list. The Illinois statute shows no other
# day for a Lincoln's Birthday on a weekend, and omits the day after Thanksgiving.
_STATE_EXTRAS: dict[str, tuple[_Rule, ...]] = {
    "IL": (
        _Rule("Lincoln's Birthday (Illinois)", _fixed(2, 12), _ILLINOIS),
        _Rule("Casimir Pulaski's Birthday (Illinois)", _nth(1, 0, 3), _ILLINOIS),
        _Rule("Good Friday (Illinois)", _good_friday, _ILLINOIS),
        _Rule("general election day (Illinois)", _house_election_day, _ILLINOIS),
    ),
    "DC": (
        _Rule(
            "Emancipation Day (District of Columbia)", _fixed(4, 16), _DC, since=date(2005, 4, 1)
        ),
    ),
}

_EVEN_YEARS_ONLY = {_house_election_day}


def states_with_a_table() -> frozenset[str]:
    """Postal codes of the states whose own holidays are known here."""
    return frozenset(_STATE_EXTRAS)


@lru_cache
def state_holidays(state: str, year: int) -> tuple[SpecialDay, ...]:
    """The days a state adds to the federal list in a year; empty for a state without a table."""
    _check(year)
    rules = tuple(
        rule
        for rule in _STATE_EXTRAS.get(state, ())
        if year % 2 == 0 or rule.falls_on not in _EVEN_YEARS_ONLY
    )
    return _in_order(rules, year, DayKind.STATE)


# Executive departments closed, employees excused; no holiday declared, and the
# courts not addressed. Latham v. Dominick's Finer Foods, 149 F.3d 673 (7th Cir. 1998).
# Half-day closings (2002, 2009, 2015) are no closings of a day.
_EXECUTIVE_CLOSINGS = (
    (date(2001, 12, 24), "13238", "Christmas Eve"),
    (date(2003, 12, 26), "13320", "day after Christmas"),
    (date(2004, 6, 11), "13343", "day of mourning"),
    (date(2007, 1, 2), "13421", "day of mourning"),
    (date(2007, 12, 24), "13453", "Christmas Eve"),
    (date(2008, 12, 26), "13482", "day after Christmas"),
    (date(2012, 12, 24), "13633", "Christmas Eve"),
    (date(2014, 12, 26), "13682", "day after Christmas"),
    (date(2018, 12, 5), "13852", "day of mourning"),
    (date(2018, 12, 24), "13854", "Christmas Eve"),
    (date(2019, 12, 24), "13900", "Christmas Eve"),
    (date(2020, 12, 24), "13965", "Christmas Eve"),
    (date(2024, 12, 24), "14129", "Christmas Eve"),
    (date(2025, 1, 9), "14133", "day of mourning"),
    (date(2025, 12, 24), "14371", "Christmas Eve"),
    (date(2025, 12, 26), "14371", "day after Christmas"),
)


@lru_cache
def executive_closings(year: int) -> tuple[SpecialDay, ...]:
    """The days of a year on which the President closed the executive departments (since 2001)."""
    _check(year)
    return tuple(
        SpecialDay(
            on=day,
            kind=DayKind.EXECUTIVE,
            name=f"executive departments closed, {occasion}",
            authority=f"Executive Order {order}",
        )
        for day, order, occasion in _EXECUTIVE_CLOSINGS
        if day.year == year
    )


def _in_order(rules: tuple[_Rule, ...], year: int, kind: DayKind) -> tuple[SpecialDay, ...]:
    return tuple(sorted(_falling(rules, year, kind), key=lambda special: special.on))


def _falling(rules: tuple[_Rule, ...], year: int, kind: DayKind) -> Iterator[SpecialDay]:
    for rule in rules:
        day = rule.falls_on(year)
        if day >= rule.since:
            yield SpecialDay(day, kind, rule.name, rule.authority)


def _check(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"The holidays of {year} are not known: {FIRST_YEAR} to {LAST_YEAR} are.")
