"""Worked examples in a file, checked against the counter.

A vector gives period, direction, dates and court, and the day a court, a
committee note or a hand count says is right. The counter never sees the answer.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
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
    "inaccessible": DayKind.INACCESSIBLE,
    "court_closed": DayKind.COURT_CLOSED,
    "state_holidays": DayKind.STATE,
}
_APPELLATE = re.compile(r"FRAP|Fed\. R\. App\.|\b(1292|1453|2107)\b")
_ELECTRONIC = re.compile(r"ecf|electronic|e-mail", re.IGNORECASE)
# Where no court is named the hour still needs a zone; all that matters is that its clocks change.
_SOME_ZONE = "America/New_York"


class Verdict(StrEnum):
    """What came of one vector."""

    RIGHT = "right"
    MISMATCH = "mismatch"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One vector, checked."""

    id: str
    verdict: Verdict
    words: str
    """Both workings of a mismatch, or why it was skipped; empty for a right one."""


def check_text(text: str) -> list[Outcome]:
    """Check every vector of a file's text: a list, or an object whose ``vectors`` is one."""
    data = json.loads(text)
    rows = data["vectors"] if isinstance(data, dict) else data
    return [check(row) for row in rows]


def check(row: Mapping[str, Any]) -> Outcome:
    """Count one vector and compare. Raises ``RuleError`` for a row that cannot be read."""
    if not row.get("computable", True):
        return Outcome(row["id"], Verdict.SKIPPED, f"not computable from its row: {row['rule']}")
    answer = counted(row)
    wrong = [
        f"{what} {found} where {wanted} is expected"
        for what, found, wanted in _compared(row, answer)
        if wanted is not None and found != wanted
    ]
    if not wrong:
        return Outcome(row["id"], Verdict.RIGHT, "")
    theirs = row.get("explanation") or "none given"
    ours = " ".join(step.words for step in answer.steps)
    words = f"{'; '.join(wrong)}. Ours: {ours} Theirs: {theirs}"
    return Outcome(row["id"], Verdict.MISMATCH, words)


def counted(row: Mapping[str, Any]) -> Count:
    """The count that a vector asks for."""
    try:
        return _counted(row)
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(f"Vector {row.get('id', '?')} cannot be counted: {error}") from error


def _counted(row: Mapping[str, Any]) -> Count:
    period, regime = _period(row), _regime(row)
    direction = Direction(row["direction"])
    calendar, rule = _calendar(row, period), _rule(row)
    if period.unit is Unit.HOURS:
        event_at = datetime.combine(
            date.fromisoformat(row["trigger_date"]),
            datetime.strptime(row["trigger_time"], "%H:%M").time(),  # noqa: DTZ007 - joined below
            _zone(row),
        )
        return count_hours(period, direction, event_at, calendar=calendar, rule=rule)
    floor = row.get("floor")
    return count(
        period,
        direction,
        date.fromisoformat(row["trigger_date"]),
        calendar=calendar,
        rule=rule,
        regime=regime,
        added_days=_added_days(row, regime, rule),
        is_floor=bool(floor) and not isinstance(floor, str),
        not_earlier_than=date.fromisoformat(floor) if isinstance(floor, str) else None,
    )


def _compared(row: Mapping[str, Any], answer: Count) -> list[tuple[str, str, str | None]]:
    compared = [
        ("prevailing", answer.prevailing_on.isoformat(), row.get("expected_date")),
        ("conservative", answer.conservative_on.isoformat(), row.get("conservative_date")),
    ]
    if answer.at is not None:
        compared.append(("hour", f"{answer.at:%H:%M}", row.get("expected_time")))
    return compared


def _period(row: Mapping[str, Any]) -> Period:
    offset = row["offset"]
    # "days_skip" is a short period of before 2009; the regime and FRCP 6 already say that.
    unit = "days" if offset["unit"] == "days_skip" else offset["unit"]
    return Period(offset["value"], Unit(unit))


def _regime(row: Mapping[str, Any]) -> Regime:
    return _REGIMES[row.get("regime") or "current"]


def _rule(row: Mapping[str, Any]) -> CountingRule:
    if row["offset"]["unit"] == "days_skip":
        return FRCP
    return FRAP if _APPELLATE.search(row["rule"]) else FRCP


def _added_days(row: Mapping[str, Any], regime: Regime, rule: CountingRule) -> int:
    """The row's own figure, or what electronic service gave a served party before 2016."""
    if given := row.get("added_days", 0):
        return int(given)
    is_electronic = _ELECTRONIC.search(row.get("service_method") or "")
    is_served = "served" in row.get("trigger_event", "")
    if regime is Regime.FROM_2016 or not (is_electronic and is_served):
        return 0
    served_on = date.fromisoformat(row["trigger_date"])
    return days_added_for(ServiceMethod.ELECTRONIC, served_on=served_on, rule=rule)


def _calendar(row: Mapping[str, Any], period: Period) -> CourtCalendar:
    court_id = _court_id(row)
    state = row.get("holiday_state")
    if state is None and period.unit is Unit.BUSINESS_DAYS:
        # Whether the state's days are business days is in doubt wherever the court sits.
        state = next((court.state for court in federal_courts() if court.id == court_id), None)
    return CourtCalendar(
        court_id or "federal",
        states=(state,) if state else (),
        closings=tuple(
            SpecialDay(date.fromisoformat(day), kind, "as the example says", row["rule"])
            for name, kind in _CLOSINGS.items()
            for day in row.get(name) or ()
        ),
    )


def _court_id(row: Mapping[str, Any]) -> str | None:
    # The label may go on with a docket number, a second court or a remark.
    name = re.split(r"\s+\(|\s+/|\s+\d+:|\s+MDL", row.get("court") or "")[0]
    return court_id_named(name)


def _zone(row: Mapping[str, Any]) -> ZoneInfo:
    court_id = _court_id(row)
    zones = {court.id: court.time_zone for court in federal_courts()}
    return ZoneInfo(zones.get(court_id or "", _SOME_ZONE))
