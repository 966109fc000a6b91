"""A court's calendar: which days may not be court days there, and why.

A value, not a service. It holds the court's states and its closings; whether a
day is *excluded* depends on the direction and the reading, which the counter
knows.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Self

from mdl.court_names import FederalCourt, federal_courts
from mdl.court_time import holidays
from mdl.court_time.errors import UnknownCourtError
from mdl.court_time.holidays import DayKind, SpecialDay

# Certain reasons first: where one of them stands, the doubtful ones do not matter.
_ORDER = {kind: place for place, kind in enumerate(DayKind)}


@dataclass(frozen=True)
class CourtCalendar:
    """The days of one court.

    ``states`` are postal codes: the state where the district court sits; for a
    court of appeals also the state of the circuit clerk (FRAP 26(a)(6)(C)).
    ``seat`` is a place whose holidays count only by a minority reading.
    ``closings`` are records of single days (closed, inaccessible, proclaimed).
    """

    court_id: str
    states: tuple[str, ...] = ()
    seat: str = ""
    closings: tuple[SpecialDay, ...] = ()
    _years: dict[int, dict[date, tuple[SpecialDay, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        ordered = sorted(set(self.closings), key=lambda special: (special.on, special.kind))
        object.__setattr__(self, "closings", tuple(ordered))

    @classmethod
    def for_court(
        cls, court_id: str, *, closings: Iterable[SpecialDay] = (), states: Iterable[str] = ()
    ) -> Self:
        """The calendar of a federal court by its PACER code.

        ``states`` adds to the court's own: give the district's state to a court
        of appeals. Raises ``UnknownCourtError``.
        """
        court = _court(court_id)
        if court.kind == "panel":
            return cls(court_id, seat=court.state, closings=tuple(closings))
        every = dict.fromkeys((court.state, *states))
        return cls(court_id, states=tuple(every), closings=tuple(closings))

    def with_closings(self, closings: Iterable[SpecialDay]) -> Self:
        """The same calendar with more days closed."""
        return replace(self, closings=(*self.closings, *closings))

    def special(self, day: date) -> tuple[SpecialDay, ...]:
        """Every reason why a day may not be a court day, weekends aside; usually empty."""
        year = self._years.get(day.year)
        if year is None:
            year = self._years[day.year] = self._specials_of(day.year)
        return year.get(day, ())

    def inaccessible(self, day: date) -> SpecialDay | None:
        """The record that the clerk was out of reach on a day (FRCP 6(a)(3)), if there is one."""
        reasons = self.special(day)
        return next((each for each in reasons if each.kind is DayKind.INACCESSIBLE), None)

    @property
    def states_without_table(self) -> tuple[str, ...]:
        """States whose own holidays are not known here: a forward date may be later there."""
        return tuple(s for s in self.states if s not in holidays.states_with_a_table())

    @cached_property
    def version(self) -> str:
        """Names the holiday table and the closings used: ``2026-11/ilnd/IL/1f0c9a2e``."""
        listed = "\n".join(f"{c.on} {c.kind} {c.name} {c.authority}" for c in self.closings)
        mark = hashlib.sha256(listed.encode()).hexdigest()[:8] if listed else "-"
        place = "+".join(self.states) or self.seat or "-"
        return f"{holidays.TABLE_VERSION}/{self.court_id}/{place}/{mark}"

    def _specials_of(self, year: int) -> dict[date, tuple[SpecialDay, ...]]:
        found: dict[date, list[SpecialDay]] = {}
        for special in self._listed(year):
            found.setdefault(special.on, []).append(special)
        return {
            day: tuple(sorted(reasons, key=lambda special: _ORDER[special.kind]))
            for day, reasons in found.items()
        }

    def _listed(self, year: int) -> Iterable[SpecialDay]:
        yield from holidays.federal_holidays(year)
        yield from holidays.observed_days(year)
        yield from holidays.executive_closings(year)
        for state in self.states:
            yield from holidays.state_holidays(state, year)
        for special in holidays.state_holidays(self.seat, year):
            yield replace(special, kind=DayKind.SEAT)
        yield from (closing for closing in self.closings if closing.on.year == year)


def _court(court_id: str) -> FederalCourt:
    for court in federal_courts():
        if court.id == court_id:
            return court
    raise UnknownCourtError(
        f"No federal court has the code {court_id!r}; codes are PACER's, such as 'ilnd' or 'jpml'."
    )


def panel_calendar(*, closings: Iterable[SpecialDay] = ()) -> CourtCalendar:
    """The Judicial Panel's calendar: federal days; those of its seat only as a reading."""
    return CourtCalendar.for_court("jpml", closings=closings)
