"""When the last day ends, by the court's own clock (FRCP 6(a)(4), FRAP 26(a)(4))."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def filing_day_ends_at(
    day: date, zone: ZoneInfo, *, clerk_closes_at: time | None = None
) -> datetime:
    """The first moment that is too late, in UTC.

    For electronic filing that is midnight at the end of the day in the court's
    zone. For other filing give the hour at which the clerk's office closes.
    """
    if clerk_closes_at is not None:
        return datetime.combine(day, clerk_closes_at, zone).astimezone(UTC)
    return datetime.combine(day + timedelta(1), time(), zone).astimezone(UTC)


def filed_on(moment: datetime, zone: ZoneInfo) -> date:
    """The court's day on which an electronic filing was made.

    At 3 a.m. in Chicago the day before is over, and no judge of the Seventh
    Circuit could cure it: Justice v. Town of Cicero, 682 F.3d 662 (7th Cir. 2012).
    ``moment`` must carry a zone; raises ``ValueError`` where it does not.
    """
    if moment.tzinfo is None:
        raise ValueError("A filing's moment needs a time zone.")
    return moment.astimezone(zone).date()


def is_timely(moment: datetime, last_day: date, zone: ZoneInfo) -> bool:
    """Whether an electronic filing at ``moment`` met a last day in the court's zone."""
    return moment < filing_day_ends_at(last_day, zone)
