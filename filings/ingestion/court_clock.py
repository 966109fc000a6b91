"""When a court printed a paper: it prints the hour of its clerk's office, we keep the instant."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from mdl.court_names import federal_courts

_RECEIPT: Final = re.compile(
    r"Transaction\s+Receipt.{0,600}?(?P<day>\d{1,2}/\d{1,2}/\d{4})\s+(?P<time>\d{1,2}:\d{2}:\d{2})",
    re.IGNORECASE | re.DOTALL,
)
_RECEIPT_REACH: Final = 8_000
"""Characters at the end of a page in which its receipt stands."""
_ZONES: Final = {
    "AST": -4, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7,
    "PST": -8, "AKDT": -8, "AKST": -9, "HST": -10, "CHST": 10,
}  # fmt: skip
"""Hours from UTC of the zones that courts print."""


@cache
def zone_of(court_id: str) -> ZoneInfo:
    """Return the zone of a court: a docket's days and hours are those of its clerk's office."""
    return ZoneInfo(next(court.time_zone for court in federal_courts() if court.id == court_id))


def printed_at(page: str, court_id: str) -> datetime | None:
    """Return the moment on PACER's receipt at the foot of a page, or None without one."""
    at = page.lower().rfind("transaction receipt")
    receipt = _RECEIPT.search(page, at, at + _RECEIPT_REACH) if at >= 0 else None
    return None if receipt is None else moment(f"{receipt['day']} {receipt['time']}", court_id)


def moment(text: str, court_id: str, zone: str = "") -> datetime | None:
    """Read "01/10/2018 17:51:40" in the zone printed, else the court's; the instant in UTC, or
    None where there is no such moment.
    """
    try:
        told = datetime.strptime(text, "%m/%d/%Y %H:%M:%S")  # noqa: DTZ007 - the zone is the court's
    except ValueError:
        return None
    offset = _ZONES.get(zone.upper())
    printed = zone_of(court_id) if offset is None else timezone(timedelta(hours=offset))
    return told.replace(tzinfo=printed).astimezone(UTC)
