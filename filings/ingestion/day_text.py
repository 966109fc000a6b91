"""Days and times as clerks print them in running text: ``8/17/2020``, ``May 27, 2010``, ``9 a.m.``.

Plain functions on text.
"""

import re
from datetime import date, time
from typing import Final

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_CENTURY_TURNS: Final = 80
WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_MONTH_NAMES: Final = "|".join(rf"{name[:3]}(?:{name[3:]})?\.?" for name in _MONTHS)


def day_pattern(name: str) -> str:
    """Return a pattern for a day; its parts are groups ``name`` with a letter behind."""
    return (
        rf"{WEEKDAY}(?:(?P<{name}_m>\d{{1,2}})/(?P<{name}_d>\d{{1,2}})"
        rf"/(?P<{name}_y>\d{{4}}|\d{{2}})(?!\d)"
        rf"|(?P<{name}_n>{_MONTH_NAMES})\s+(?P<{name}_e>\d{{1,2}})(?:st|nd|rd|th)?,?"
        rf"\s+(?P<{name}_z>\d{{4}})(?!\d))"
    )


TIME: Final = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])\s?\.?\s?m\b\.?"
    r"|(?P<noon>noon)\b)"
)


def day_of(match: re.Match[str], name: str) -> date | None:
    """Return the day of :func:`day_pattern`, or None where no such day exists."""
    parts = match.groupdict()
    if parts.get(f"{name}_m"):
        month, day, year = (int(parts[f"{name}_{part}"]) for part in "mdy")
    elif parts.get(f"{name}_n"):
        short = parts[f"{name}_n"][:3].lower()
        month = 1 + [each[:3] for each in _MONTHS].index(short)
        day, year = int(parts[f"{name}_e"]), int(parts[f"{name}_z"])
    else:
        return None
    if year < 100:  # as clerks wrote it, before and after the turn of the century
        year += 1900 if year >= _CENTURY_TURNS else 2000
    try:
        return date(year, month, day)
    except ValueError:  # 2/30/2021
        return None


def time_of(match: re.Match[str]) -> time | None:
    """Return the time of day of ``TIME``, or None where none is printed or none such exists."""
    if match.groupdict().get("noon"):
        return time(12)
    if not match.groupdict().get("hour"):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if match["half"].lower() == "p" else 0), minute)
