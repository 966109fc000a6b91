"""Court time: counting the days the law gives, on a court's own calendar.

Plain Python, no framework: a lawyer may read it. How a count runs (FRCP 6(a),
and FRAP 26(a), which follows it):

1. **Is there a period at all?** A day fixed by an order is not computed and does
   not roll, even on a Saturday (committee note of 2009). A period is counted,
   also one that an order sets.
2. **Leave out the day of the event.** A weekend event does not move. Which event
   counts is the hard part, and is said with each rule: a request *sent*, a paper
   *served*, an order *entered*, a pleading *received*.
3. **Count.** Every day; weeks, months and years run to the corresponding day, and
   where a month has none, to its last day. Before December 1, 2009 short periods
   left out weekends and holidays. Hours are elapsed hours.
4. **Roll the last day only**, in the direction of the count, off Saturdays,
   Sundays and legal holidays. A state's own holidays only move forward counts.
5. **Add three days** for service by mail and the like, then roll once more. Never
   in one sum: 30 and 3 is not 33. Electronic service added days until 30 November
   2016.
6. **An inaccessible clerk** moves a filing forward, even where the count ran back.
7. **The day ends** at midnight where the court is (``filing_day``).
8. **"Not earlier than"** is a floor: it never rolls.

What no text settles is asked as a question (``questions``), and a ``Count`` holds
three dates: prevailing, conservative (the earliest by any plausible reading, for
our own acts) and latest (for saying that an opponent is late).

    >>> from datetime import date
    >>> from mdl.court_time import CourtCalendar, Direction, Period, Unit, count
    >>> days = Period(7, Unit.DAYS)
    >>> panel = CourtCalendar.for_court("jpml")
    >>> count(days, Direction.AFTER, date(2020, 12, 18), calendar=panel).prevailing_on
    datetime.date(2020, 12, 28)
"""

from mdl.court_time.authorities import FRAP, FRCP, CountingRule
from mdl.court_time.calendar import CourtCalendar, panel_calendar
from mdl.court_time.counting import count, count_hours
from mdl.court_time.day_table import DayTable, LastDays, day_table
from mdl.court_time.errors import (
    CountError,
    CourtTimeError,
    DateError,
    PeriodError,
    UnknownCourtError,
)
from mdl.court_time.filing_day import filed_on, filing_day_ends_at, is_timely
from mdl.court_time.holidays import DayKind, SpecialDay
from mdl.court_time.joining import Join, join
from mdl.court_time.service import ServiceMethod, days_added_for
from mdl.court_time.shapes import (
    ClosingUsed,
    Count,
    Direction,
    Period,
    Reading,
    Regime,
    Step,
    StepKind,
    Unit,
)

__all__ = [
    "FRAP",
    "FRCP",
    "ClosingUsed",
    "Count",
    "CountError",
    "CountingRule",
    "CourtCalendar",
    "CourtTimeError",
    "DateError",
    "DayKind",
    "DayTable",
    "Direction",
    "Join",
    "LastDays",
    "Period",
    "PeriodError",
    "Reading",
    "Regime",
    "ServiceMethod",
    "SpecialDay",
    "Step",
    "StepKind",
    "Unit",
    "UnknownCourtError",
    "count",
    "count_hours",
    "day_table",
    "days_added_for",
    "filed_on",
    "filing_day_ends_at",
    "is_timely",
    "join",
    "panel_calendar",
]
