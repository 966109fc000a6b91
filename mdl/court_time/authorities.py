"""Which counting rule governs, and where each step of a count stands in it.

FRAP 26 was amended in step with FRCP 6 and has the same subdivisions, so one
shape serves both.
"""

from dataclasses import dataclass
from datetime import date

from mdl.court_time.shapes import Regime, StepKind, Unit


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A rule that says how to count: ``FRCP`` or ``FRAP``."""

    key: str
    name: str
    """``Fed. R. Civ. P. 6``"""
    added_days: str
    """The subdivision on days added for service: ``(d)``."""
    short_periods: tuple[tuple[date, int], ...]
    """Before December 2009: since when periods under how many days left out weekends."""

    def short_below(self, regime: Regime, on: date) -> int:
        """Periods of fewer days skip weekends and holidays; 0 where none do."""
        if regime is not Regime.BEFORE_2009:
            return 0
        return next((days for since, days in reversed(self.short_periods) if since <= on), 7)

    def cite(self, kind: StepKind, unit: Unit, regime: Regime) -> str:
        """The authority for one step of a count."""
        if kind is StepKind.FLOOR:
            return "the rule or order that names the earliest day"
        if regime is Regime.BEFORE_2009:
            part = self.added_days if kind is StepKind.ADDED else "(a)"
            return f"{self.name}{part} (before December 1, 2009)"
        if unit is Unit.BUSINESS_DAYS and kind in _COUNTED:
            return "business days, as the rule that sets the period uses the term"
        if kind is StepKind.ADDED:
            return self.name + self.added_days
        if unit is Unit.HOURS and kind in _HOURS:
            return self.name + _HOURS[kind]
        return self.name + _DAYS[kind]


_COUNTED = (StepKind.DAY_ONE, StepKind.SKIPPED, StepKind.NOMINAL)
_DAYS = {
    StepKind.EVENT: "(a)(1)(A)",
    StepKind.DAY_ONE: "(a)(1)(B)",
    StepKind.SKIPPED: "(a)(1)(B)",
    StepKind.NOMINAL: "(a)(1)(B)",
    StepKind.ROLLED: "(a)(1)(C), (5), (6)",
    StepKind.INACCESSIBLE: "(a)(3)",
    StepKind.LAST_DAY: "(a)(1)(C)",
}
_HOURS = {
    StepKind.EVENT: "(a)(2)(A)",
    StepKind.NOMINAL: "(a)(2)(B)",
    StepKind.ROLLED: "(a)(2)(C), (5), (6)",
    StepKind.LAST_DAY: "(a)(2)(C)",
}

FRCP = CountingRule(
    key="frcp",
    name="Fed. R. Civ. P. 6",
    added_days="(d)",
    short_periods=((date(1985, 8, 1), 11),),
)
FRAP = CountingRule(
    key="frap",
    name="Fed. R. App. P. 26",
    added_days="(c)",
    short_periods=((date(2002, 12, 1), 11),),
)
