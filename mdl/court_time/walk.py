"""One walk to the last day, under one set of answers to the open questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from mdl.court_time.authorities import CountingRule
from mdl.court_time.calendar import CourtCalendar
from mdl.court_time.errors import CountError, DateError
from mdl.court_time.holidays import FIRST_YEAR, LAST_YEAR, DayKind, SpecialDay
from mdl.court_time.questions import IN_DOUBT, SHORT_MONTH, STATE_BUSINESS_DAY, Question
from mdl.court_time.shapes import Direction, Period, Regime, StepKind, Unit
from mdl.court_time.words import MONTHS, day_words

ONE_DAY = timedelta(1)
WEEKEND = {5: "Saturday", 6: "Sunday"}

# Shown beside a day, but no reason to leave it out of a count.
_NO_HOLIDAY = frozenset({DayKind.INACCESSIBLE, DayKind.LEAVE_DAY})


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a count depends on."""

    period: Period
    direction: Direction
    event_on: date
    calendar: CourtCalendar
    rule: CountingRule
    regime: Regime
    added_days: int = 0
    is_filing: bool = True
    is_floor: bool = False
    not_earlier_than: date | None = None
    event_clock: time | None = None
    ends_on: date | None = None
    """Where elapsed hours end; only for a period of hours."""
    ends_clock: time | None = None

    def __post_init__(self) -> None:
        if self.added_days < 0:
            raise CountError(f"Added days cannot be negative ({self.added_days}).")
        if self.added_days and self.direction is Direction.BEFORE:
            raise CountError("Days are added only after being served: a backward count has none.")
        if self.added_days and self.is_floor:
            raise CountError("An earliest day has no added days: they lengthen a time to act.")

    @property
    def is_counted_in_court_days(self) -> bool:
        """Weekends and holidays inside the period are left out as well."""
        if self.period.unit is Unit.DAYS:
            return self.period.value < self.rule.short_below(self.regime, self.event_on)
        return self.period.unit is Unit.BUSINESS_DAYS

    @property
    def reaches_state_holidays(self) -> bool:
        """Before December 2009 in both directions; since then only forward (6(a)(6)(C))."""
        return self.direction is Direction.AFTER or self.regime is Regime.BEFORE_2009


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the way: what happened there, and the reason where there is one."""

    kind: StepKind
    on: date
    why: str = ""
    special: SpecialDay | None = None
    """The day of the calendar that is the reason, weekends aside."""


class Walk:
    """The way from the event to the last day.

    ``flipped`` holds the questions answered against the usual reading; ``met``
    the questions that mattered, each with what raised it; ``marks`` the way.
    """

    def __init__(self, asked: Asked, flipped: frozenset[Question] = frozenset()) -> None:
        self.asked = asked
        self.flipped = flipped
        self.met: dict[Question, dict[date, str]] = {}
        self.marks: list[Mark] = []
        self.nominal_on = self._nominal()
        self.last_on = self._last_day()

    def _last_day(self) -> date:
        asked, day = self.asked, self.nominal_on
        # Nothing to finish: a period of no days names the event, a floor is only awaited.
        if asked.period.value and not asked.is_floor:
            day = self._rolled(day, asked.direction.sign)
        if asked.added_days:
            # A step of its own, after the roll; adding 33 to a 30-day period is a known error.
            base = day_words(day)
            day += timedelta(asked.added_days)
            self._mark(StepKind.ADDED, day, base)
            day = self._rolled(day, 1)
        if asked.is_filing and not asked.is_floor:
            day = self._accessible(day)
        if asked.not_earlier_than and day < asked.not_earlier_than:
            day = asked.not_earlier_than
            self._mark(StepKind.FLOOR, day)
        self._mark(StepKind.LAST_DAY, day)
        return day

    def _nominal(self) -> date:
        asked = self.asked
        if asked.is_counted_in_court_days:
            day = self._counted_in_court_days()
        else:
            day = self._corresponding_day()
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self._leaves_the_table()
        self._mark(StepKind.NOMINAL, day)
        return day

    def _counted_in_court_days(self) -> date:
        day, left = self.asked.event_on, self.asked.period.value
        step = ONE_DAY * self.asked.direction.sign
        while left:
            day += step
            if reason := self._why_excluded(day):
                self._mark(StepKind.SKIPPED, day, *reason)
            else:
                if left == self.asked.period.value > 1:
                    self._mark(StepKind.DAY_ONE, day)
                left -= 1
        return day

    def _corresponding_day(self) -> date:
        asked = self.asked
        sign, value = asked.direction.sign, asked.period.value
        match asked.period.unit:
            case Unit.HOURS:
                return asked.ends_on or asked.event_on
            case Unit.MONTHS:
                return self._months_away(sign * value)
            case Unit.YEARS:
                return self._months_away(sign * value * 12)
        try:
            days = value * 7 if asked.period.unit is Unit.WEEKS else value
            if days > 1 and asked.period.unit is Unit.DAYS:
                self._mark(StepKind.DAY_ONE, asked.event_on + ONE_DAY * sign)
            return asked.event_on + timedelta(sign * days)
        except OverflowError:
            raise self._leaves_the_table() from None

    def _months_away(self, months: int) -> date:
        event = self.asked.event_on
        year, month = divmod(event.year * 12 + event.month - 1 + months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self._leaves_the_table()
        next_month = date(year + month // 11, (month + 1) % 12 + 1, 1)
        month_end = next_month - ONE_DAY
        if event.day <= month_end.day:
            return month_end.replace(day=event.day)
        missing = f"{event.day} {MONTHS[month_end.month - 1]} {year}"
        return month_end if self._holds(SHORT_MONTH, month_end, missing) else next_month

    def _rolled(self, day: date, sign: int) -> date:
        while reason := self._why_excluded(day):
            self._mark(StepKind.ROLLED, day, *reason)
            day += ONE_DAY * sign
        return day

    def _accessible(self, day: date) -> date:
        # FRCP 6(a)(3) always looks forward, even where the count ran backward.
        while reason := self.asked.calendar.inaccessible(day):
            self._mark(StepKind.INACCESSIBLE, day, _words(reason), reason)
            day = self._rolled(day + ONE_DAY, 1)
        return day

    def _why_excluded(self, day: date) -> tuple[str, SpecialDay | None] | None:
        """Why the period cannot end on a day, in words and by the calendar; None where it can."""
        if day.weekday() in WEEKEND:
            return WEEKEND[day.weekday()], None
        for special in self.asked.calendar.special(day):
            if self._excludes(special):
                return _words(special), special
        return None

    def _excludes(self, special: SpecialDay) -> bool:
        if special.kind in _NO_HOLIDAY:
            return False
        question = IN_DOUBT.get(special.kind)
        if question is None:
            return True
        if special.kind is DayKind.STATE:
            if self.asked.period.unit is Unit.BUSINESS_DAYS:
                question = STATE_BUSINESS_DAY
            elif not self.asked.reaches_state_holidays:
                return False
        return self._holds(question, special.on, special.name)

    def _holds(self, question: Question, day: date, what: str) -> bool:
        """The answer this walk gives to an open question, remembering that it was asked."""
        self.met.setdefault(question, {})[day] = what
        return question.prevailing != (question in self.flipped)

    def _mark(
        self, kind: StepKind, day: date, why: str = "", special: SpecialDay | None = None
    ) -> None:
        self.marks.append(Mark(kind, day, why, special))

    def _leaves_the_table(self) -> DateError:
        return DateError(
            f"{self.asked.period} {self.asked.direction} {self.asked.event_on} leaves the years "
            f"{FIRST_YEAR} to {LAST_YEAR} for which holidays are known."
        )


def _words(special: SpecialDay) -> str:
    """Why a day is left out: what it is, and who says so."""
    return f"{special.name}; {special.authority}"


def fewest_changes(walks: Iterable[Walk]) -> list[Walk]:
    """For each distinct last day the walk that needs the fewest changed answers, by day."""
    best: dict[date, Walk] = {}
    for walk in walks:
        known = best.get(walk.last_on)
        if known is None or len(walk.flipped) < len(known.flipped):
            best[walk.last_on] = walk
    return [best[day] for day in sorted(best)]
