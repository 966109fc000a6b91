"""Counting time: FRCP 6(a) and (d), FRAP 26(a) and (c).

One question, asked with ``count`` (days and longer) or ``count_hours``. The
counter walks to the last day once for the prevailing reading, then once more
for every combination of other answers to the open questions it met on the way.
So the conservative and the latest date are not estimates: they are counted.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mdl.court_time.authorities import FRCP, CountingRule
from mdl.court_time.calendar import CourtCalendar
from mdl.court_time.errors import CountError, DateError
from mdl.court_time.holidays import FIRST_YEAR, LAST_YEAR
from mdl.court_time.narrative import readings_of, steps_of
from mdl.court_time.shapes import Count, Direction, Period, Regime, Unit
from mdl.court_time.walk import Asked, Walk


def count(
    period: Period,
    direction: Direction,
    event_on: date,
    *,
    calendar: CourtCalendar,
    rule: CountingRule = FRCP,
    regime: Regime | None = None,
    added_days: int = 0,
    is_filing: bool = True,
    is_floor: bool = False,
    not_earlier_than: date | None = None,
) -> Count:
    """The last day of a period of days or longer.

    ``event_on`` is the court's day of the event; it is left out of the count.
    ``regime`` is the edition of the rules, by default the one in force on that
    day. ``added_days`` are those of FRCP 6(d). ``is_filing`` lets an
    inaccessible clerk move the day. ``is_floor`` marks an earliest day, which
    never rolls. ``not_earlier_than`` is a day before which the result cannot be.

    A period of no days names the event's own day and does not roll. A day fixed
    by an order is not a period: it is never counted. Raises ``CourtTimeError``.
    """
    if period.unit is Unit.HOURS:
        raise CountError("Hours run from a moment, not from a day: use count_hours.")
    _check_day(event_on)
    return _counted(
        Asked(
            period=period,
            direction=direction,
            event_on=event_on,
            calendar=calendar,
            rule=rule,
            regime=regime or Regime.on(event_on),
            added_days=added_days,
            is_filing=is_filing,
            is_floor=is_floor,
            not_earlier_than=not_earlier_than,
        )
    )


def count_hours(
    period: Period,
    direction: Direction,
    event_at: datetime,
    *,
    calendar: CourtCalendar,
    rule: CountingRule = FRCP,
    is_filing: bool = True,
) -> Count:
    """The end of a period of hours (FRCP 6(a)(2)).

    ``event_at`` must carry the court's time zone. Every hour counts from the
    moment itself, never rounded; hours are elapsed hours, so a change of the
    clocks moves the hour on the wall. On a weekend or holiday the period runs
    on to the same hour of the next court day. Raises ``CourtTimeError``.
    """
    if period.unit is not Unit.HOURS:
        raise CountError(f"{period} is not a period of hours: use count.")
    if not isinstance(event_at.tzinfo, ZoneInfo):
        raise DateError("A count of hours needs the moment in the court's own time zone.")
    _check_day(event_at.date())
    elapsed = direction.sign * timedelta(hours=period.value)
    try:
        ends_at = (event_at.astimezone(UTC) + elapsed).astimezone(event_at.tzinfo)
    except OverflowError:
        raise DateError(f"{period} from {event_at} leaves the calendar.") from None
    return _counted(
        Asked(
            period=period,
            direction=direction,
            event_on=event_at.date(),
            calendar=calendar,
            rule=rule,
            regime=Regime.on(event_at.date()),
            is_filing=is_filing,
            event_clock=event_at.time(),
            ends_on=ends_at.date(),
            ends_clock=ends_at.time(),
        )
    )


def _counted(asked: Asked) -> Count:
    usual = Walk(asked)
    others = list(_other_walks(usual))
    days = [usual.last_on, *(walk.last_on for walk in others)]
    return Count(
        period=asked.period,
        direction=asked.direction,
        event_on=asked.event_on,
        nominal_on=usual.nominal_on,
        prevailing_on=usual.last_on,
        conservative_on=min(days),
        latest_on=max(days),
        steps=steps_of(usual),
        readings=readings_of(usual, others),
        regime=asked.regime,
        calendar_version=asked.calendar.version,
        at=asked.ends_clock,
    )


def _other_walks(usual: Walk) -> Iterator[Walk]:
    """Every walk that answers some open question the other way, fewest changes first."""
    seen = {usual.flipped}
    waiting = [usual]
    while waiting:
        walk = waiting.pop(0)
        for question in walk.met:
            flipped = walk.flipped | {question}
            if flipped not in seen:
                seen.add(flipped)
                other = Walk(walk.asked, flipped)
                waiting.append(other)
                yield other


def _check_day(day: date) -> None:
    if isinstance(day, datetime) or not isinstance(day, date):
        raise DateError(f"A count starts from a day of the court's calendar, not from {day!r}.")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateError(
            f"{day} cannot be counted from: holidays are known from {FIRST_YEAR} to {LAST_YEAR}."
        )
