"""One worked example as a question to the counter.

A row gives period, direction, dates and court, and the days on which the court was closed. Only
those are read here; the day that the row calls right is not. Rows come from many hands: what is
missing has the value that the format's own description gives it, and what is not known is left
alone.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from filings.rules.errors import RuleError
from mdl.court_names import court_id_named, federal_courts
from mdl.court_time import (
    FRAP,
    FRCP,
    Count,
    CountingRule,
    CourtCalendar,
    DayKind,
    Direction,
    Period,
    Regime,
    ServiceMethod,
    SpecialDay,
    Unit,
    count,
    count_hours,
    days_added_for,
)

_REGIMES = {
    "pre-2009": Regime.BEFORE_2009,
    "2009-2016": Regime.FROM_2009,
    "current": Regime.FROM_2016,
}
_CLOSINGS = {
    "closings": DayKind.COURT_CLOSED,
    "court_closed": DayKind.COURT_CLOSED,
    "declared": DayKind.DECLARED,
    "executive_closings": DayKind.EXECUTIVE,
    "inaccessible": DayKind.INACCESSIBLE,
    "state_holidays": DayKind.STATE,
}
_SKIPPING = "days_skip"  # a short period of before December 2009: weekends are left out
_APPELLATE = re.compile(r"FRAP|Fed\. R\. App\.|\b(1292|1453|2107)\b")
_ELECTRONIC = re.compile(r"ecf|electronic|e-mail", re.IGNORECASE)
_MAIL = re.compile(r"^(by )?(certified |first-class )?mail|left with the clerk", re.IGNORECASE)
# Where no court is named the hour still needs a zone; all that matters is that its clocks change.
_SOME_ZONE = "America/New_York"


def counted(row: Mapping[str, Any]) -> Count:
    """The count that a row asks for; raises ``RuleError`` where it cannot be read."""
    try:
        return _counted(row)
    except KeyError as error:
        raise RuleError(f"{error} is missing") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise RuleError(str(error)) from error


def court_id(row: Mapping[str, Any]) -> str | None:
    """The PACER code of the court that a row's label names; None for ``federal civil``."""
    # The label may go on with a docket number, a second court or a remark.
    name = re.split(r"\s+\(|\s+/|\s+\d+:|\s+MDL|\s+\d\d-\d+", str(row.get("court") or ""))[0]
    return court_id_named(name)


def _counted(row: Mapping[str, Any]) -> Count:
    period, regime, rule = _period(row), _regime(row), _rule(row)
    direction = Direction(str(row["direction"]).lower())
    calendar = _calendar(row, period)
    if period.unit is Unit.HOURS:
        return count_hours(period, direction, _moment(row), calendar=calendar, rule=rule)
    floor = _day_or_none(row.get("floor"))
    return count(
        period,
        direction,
        _moment(row).date(),
        calendar=calendar,
        rule=rule,
        regime=regime,
        added_days=_added_days(row, direction, regime, rule),
        is_floor=bool(row.get("floor")) and floor is None,
        not_earlier_than=floor,
    )


def _period(row: Mapping[str, Any]) -> Period:
    offset = row["offset"]
    if isinstance(offset, str):
        return Period.parse(offset)
    unit = "days" if offset["unit"] == _SKIPPING else offset["unit"]
    return Period.parse(f"{offset['value']} {unit}")


def _skips(row: Mapping[str, Any]) -> bool:
    offset = row["offset"]
    return isinstance(offset, Mapping) and offset["unit"] == _SKIPPING


def _regime(row: Mapping[str, Any]) -> Regime:
    given = row.get("regime") or ("pre-2009" if _skips(row) else "current")
    if given not in _REGIMES:
        raise RuleError(f"unknown regime {given!r}; known are {', '.join(_REGIMES)}")
    return _REGIMES[given]


def _rule(row: Mapping[str, Any]) -> CountingRule:
    is_appellate = not _skips(row) and _APPELLATE.search(str(row.get("rule") or ""))
    return FRAP if is_appellate else FRCP


def _moment(row: Mapping[str, Any]) -> datetime:
    """The event by the court's clock; midnight where the row names no hour."""
    text = str(row["trigger_date"])
    moment = datetime.fromisoformat(text)
    at = row.get("trigger_time")
    clock = time.fromisoformat(str(at)) if at else moment.time()
    return datetime.combine(moment.date(), clock, _zone(row))


def _added_days(
    row: Mapping[str, Any], direction: Direction, regime: Regime, rule: CountingRule
) -> int:
    """The row's own figure; where it gives none, what its way of service gave a served party."""
    given = row.get("added_days")
    if given:
        return int(given)
    how = str(row.get("service_method") or "")
    if given is None and direction is Direction.AFTER and _MAIL.search(how):
        return 3
    is_served = "served" in str(row.get("trigger_event") or "")
    if regime is Regime.FROM_2016 or not (is_served and _ELECTRONIC.search(how)):
        return 0
    return days_added_for(ServiceMethod.ELECTRONIC, served_on=_moment(row).date(), rule=rule)


def _calendar(row: Mapping[str, Any], period: Period) -> CourtCalendar:
    known = court_id(row)
    state = row.get("holiday_state")
    if state is None and period.unit is Unit.BUSINESS_DAYS:
        # Whether the state's days are business days is in doubt wherever the court sits.
        state = next((court.state for court in federal_courts() if court.id == known), None)
    return CourtCalendar(
        known or "federal", states=(state,) if state else (), closings=tuple(_closings(row))
    )


def _closings(row: Mapping[str, Any]) -> Iterator[SpecialDay]:
    authority = str(row.get("rule") or "the example")
    for name, kind in _CLOSINGS.items():
        listed = row.get(name) or ()
        for day in [listed] if isinstance(listed, str) else listed:
            yield SpecialDay(date.fromisoformat(day), kind, "as the example says", authority)


def _day_or_none(given: Any) -> date | None:
    """A floor is a day, or only the mark that the count itself is one."""
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        return None


def _zone(row: Mapping[str, Any]) -> ZoneInfo:
    zones = {court.id: court.time_zone for court in federal_courts()}
    return ZoneInfo(zones.get(court_id(row) or "", _SOME_ZONE))
