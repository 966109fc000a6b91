"""Whether a person is in a class on a day, read from dated facts (FRCP 23(c)(1)(B)). Plain Python.

How it is read here:

1. **A definition is a rule**: a class period, and up to three conditions that must all hold: lived
   in one of some states within the period, used one of some platforms within it, was younger than
   an age on a day. Whether the rule says what the paper says is for counsel.
2. **Three answers.** Yes and no need facts that settle it; otherwise the answer is "cannot tell",
   with what is missing. One condition that surely fails settles it, whatever else is not known.
3. **As of a day**, the class period ends with that day if it has not ended before: nobody is in a
   class by what comes later.
4. **A fact without a first day** is certain only for the day before it ended, or, while it holds,
   for the day on which it is asked. "Lives in Illinois, since when is not recorded" therefore does
   not settle where the person lived years ago.
5. **Nobody used a platform because no use is on record**: that answer needs recorded use outside
   the period.
6. **Age** is read from what stands in plain, the month of a birthday or the birth year (FRCP
   5.2(a)(2)); within that month or year the answer is "cannot tell", because the day is sealed.
   Who was born on 29 February completes a year on 1 March of a common year (:mod:`majority`).
7. **Whoever opts out** is no member from the day of the opt-out (FRCP 23(c)(2)(B)(v)).
"""

from calendar import isleap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from plaintiffs.majority import UnknownState, age_of_majority

ANYWHERE: Final = "US"
"""Stands for any state, district or territory of the United States."""
_DAY: Final = timedelta(days=1)
_OLDEST: Final = 30  # years; no definition of a class of children asks for more


class WrongRule(ValueError):
    """The rule cannot be read; the message says what to write."""


class Answer(StrEnum):
    """What can be said of a membership, or of one of its conditions."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


def said(day: date) -> str:
    """Say a day as pages do."""
    return f"{day:%b} {day.day}, {day.year}"


@dataclass(frozen=True, slots=True)
class Window:
    """The days from ``first`` to ``last``, both included; empty where the first is later."""

    first: date
    last: date

    @property
    def is_empty(self) -> bool:
        """Say whether no day is in it."""
        return self.last < self.first

    def meets(self, other: "Window") -> bool:
        """Say whether a day is in both."""
        return max(self.first, other.first) <= min(self.last, other.last)

    def __str__(self) -> str:
        return f"from {said(self.first)} to {said(self.last)}"


@dataclass(frozen=True, slots=True)
class Spell:
    """Where somebody lived, or what they used, from a day until the day before another."""

    what: str
    """A postal code, or a platform."""
    from_on: date | None = None
    until_on: date | None = None

    def certain(self, today: date) -> Window:
        """Return the days for which it surely holds, asked on ``today``."""
        last = date.max if self.until_on is None else self.until_on - _DAY
        if self.from_on is not None:
            return Window(self.from_on, last)
        return Window(today, today) if self.until_on is None else Window(last, last)

    def possible(self) -> Window:
        """Return the days for which it may hold."""
        last = date.max if self.until_on is None else self.until_on - _DAY
        return Window(self.from_on or date.min, last)

    def __str__(self) -> str:
        since = f" from {said(self.from_on)}" if self.from_on else ""
        until = f" until {said(self.until_on)}" if self.until_on else ""
        return f"{self.what}{since}{until}"


@dataclass(frozen=True, slots=True)
class Younger:
    """Younger than an age on a day; without a day, when the class period begins."""

    than: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A definition over dated facts. A condition that is None is not asked for."""

    first_on: date
    last_on: date | None = None
    """The last day of the class period; None: it has not ended."""
    lived_in: tuple[str, ...] | None = None
    used: tuple[str, ...] | None = None
    younger: Younger | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a rule as it is stored. Raises :class:`WrongRule`."""
        unknown = set(data) - {"from", "to", "lived_in", "used", "younger"}
        if unknown:
            raise WrongRule(f"A rule has no part “{min(unknown)}”.")
        first = _day(data, "from")
        if first is None:
            raise WrongRule("Say on which day the class period begins.")
        last = _day(data, "to")
        if last is not None and last < first:
            raise WrongRule("The class period ends before it begins.")
        rule = cls(
            first_on=first,
            last_on=last,
            lived_in=_listed(data, "lived_in"),
            used=_listed(data, "used"),
            younger=_younger(data.get("younger")),
        )
        if not (rule.lived_in or rule.used or rule.younger):
            raise WrongRule("Ask for a state, a platform or an age: else everybody is a member.")
        for state in set(rule.lived_in or ()) - {ANYWHERE}:
            _expect_state(state)
        return rule

    def to_data(self) -> dict[str, Any]:
        """Return what :meth:`from_data` reads."""
        data: dict[str, Any] = {"from": self.first_on.isoformat()}
        if self.last_on is not None:
            data["to"] = self.last_on.isoformat()
        for name in ("lived_in", "used"):
            if listed := getattr(self, name):
                data[name] = list(listed)
        if self.younger is not None:
            data["younger"] = {"than": self.younger.than}
            if self.younger.on is not None:
                data["younger"]["on"] = self.younger.on.isoformat()
        return data

    def window(self, on: date) -> Window:
        """Return the days of the class period that have come by ``on``."""
        return Window(self.first_on, min(self.last_on or on, on))

    def counts_state(self, state: str) -> bool:
        """Say whether living in a state satisfies the rule."""
        return self.lived_in is not None and (ANYWHERE in self.lived_in or state in self.lived_in)

    def words(self) -> str:
        """Say the rule in one sentence."""
        parts = []
        if self.lived_in:
            parts.append(f"lived in {_or(self.lived_in)}")
        if self.used:
            parts.append(f"used {_or(self.used)}")
        last = said(self.last_on) if self.last_on else "the day asked about"
        period = f" at some time from {said(self.first_on)} to {last}"
        words = " and ".join(parts) + period * bool(parts)
        if self.younger is not None:
            on = said(self.younger.on or self.first_on)
            words += f"{' and ' * bool(parts)}was younger than {self.younger.than} on {on}"
        return f"{words[:1].upper()}{words[1:]}."


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of a person, in plain: no birth date, no name."""

    lived: tuple[Spell, ...] = ()
    used: tuple[Spell, ...] = ()
    eighteen_in: date | None = None
    """First day of the month of the eighteenth birthday."""
    birth_year: int | None = None
    opted_out_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What one condition came to, in a sentence."""

    answer: Answer
    words: str
    missing: str = ""
    """What would settle it, where the answer is "cannot tell"."""


@dataclass(frozen=True, slots=True)
class Membership:
    """The answer, and everything that led to it."""

    answer: Answer
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What would settle it; empty unless the answer is "cannot tell"."""
        if self.answer is not Answer.CANNOT_TELL:
            return ()
        return tuple(reason.missing for reason in self.reasons if reason.missing)


def membership(rule: Rule | None, facts: Facts, *, on: date, today: date) -> Membership:
    """Say whether a person is in a class on the day ``on``, by what is recorded ``today``."""
    if facts.opted_out_on is not None and facts.opted_out_on <= on:
        out = Reason(Answer.NO, f"Opted out of the class on {said(facts.opted_out_on)}.")
        return Membership(Answer.NO, (out,))
    if rule is None:
        no_rule = Reason(
            Answer.CANNOT_TELL,
            "The definition has not been entered as a rule.",
            "the definition as a rule",
        )
        return Membership(Answer.CANNOT_TELL, (no_rule,))
    if rule.window(on).is_empty:
        early = Reason(
            Answer.NO, f"The class period begins on {said(rule.first_on)}, after that day."
        )
        return Membership(Answer.NO, (early,))
    reasons = tuple(_asked(rule, facts, on, today))
    return Membership(taken_together([reason.answer for reason in reasons]), reasons)


def taken_together(answers: Sequence[Answer]) -> Answer:
    """Return the answer of a rule whose conditions must all hold."""
    if Answer.NO in answers:
        return Answer.NO
    return Answer.CANNOT_TELL if Answer.CANNOT_TELL in answers else Answer.YES


def of_all(memberships: Sequence[Membership]) -> Membership:
    """Return the membership in a subclass: of every class above it, and of its own.

    Whoever is surely not in one of them is told that reason alone.
    """
    answer = taken_together([each.answer for each in memberships])
    wanted = [each for each in memberships if answer is not Answer.NO or each.answer is answer]
    return Membership(answer, tuple(reason for each in wanted for reason in each.reasons))


GROUPED: Final[Mapping[tuple[str, Answer], str]] = {
    ("out", Answer.NO): "opted out",
    ("rule", Answer.CANNOT_TELL): "the definition is not entered as a rule",
    ("rule", Answer.NO): "the class period begins later",
    ("lived", Answer.YES): "lived there in the class period",
    ("lived", Answer.NO): "lived elsewhere in the class period",
    ("lived", Answer.CANNOT_TELL): "where they lived in the class period is not recorded",
    ("used", Answer.YES): "used it in the class period",
    ("used", Answer.NO): "used it outside the class period only",
    ("used", Answer.CANNOT_TELL): "when they used it is not recorded",
    ("younger", Answer.YES): "young enough",
    ("younger", Answer.NO): "too old",
    ("younger", Answer.CANNOT_TELL): "the age on that day cannot be told in plain",
}
"""The same reasons for many persons at once, without days: by condition and what it came to."""


def _asked(rule: Rule, facts: Facts, on: date, today: date) -> list[Reason]:
    window = rule.window(on)
    found = []
    if rule.lived_in is not None:
        found.append(_lived(rule, facts.lived, window, today))
    if rule.used is not None:
        found.append(_used(rule.used, facts.used, window, today))
    if rule.younger is not None:
        found.append(_was_younger(rule.younger, facts, rule.younger.on or rule.first_on))
    return found


# --- Where they lived -----------------------------------------------------------------------------


def _lived(rule: Rule, lived: Sequence[Spell], window: Window, today: date) -> Reason:
    for spell in lived:
        if rule.counts_state(spell.what) and spell.certain(today).meets(window):
            return Reason(Answer.YES, f"Lived in {spell}; the class period runs {window}.")
    elsewhere = [spell.certain(today) for spell in lived if not rule.counts_state(spell.what)]
    states = _or(rule.lived_in or ())
    if gap := _first_gap(window, elsewhere):
        known = "; ".join(str(spell) for spell in lived) or "nothing"
        return Reason(
            Answer.CANNOT_TELL,
            f"Whether they lived in {states} {window} is not recorded (on record: {known}).",
            f"where they lived on {said(gap)} and after",
        )
    return Reason(Answer.NO, f"Lived elsewhere than in {states} {window}.")


def _first_gap(window: Window, covered: Sequence[Window]) -> date | None:
    """Return the first day of ``window`` that none of the others covers."""
    day = window.first
    for each in sorted(covered, key=lambda each: each.first):
        if each.first > day:
            break
        if each.last >= window.last:
            return None
        day = max(day, each.last + _DAY)
    return day


# --- What they used -------------------------------------------------------------------------------


def _used(platforms: Sequence[str], used: Sequence[Spell], window: Window, today: date) -> Reason:
    spells = [spell for spell in used if spell.what in platforms]
    for spell in spells:
        if spell.certain(today).meets(window):
            return Reason(Answer.YES, f"Used {spell}; the class period runs {window}.")
    names = _or(platforms)
    if spells and not any(spell.possible().meets(window) for spell in spells):
        known = "; ".join(str(spell) for spell in spells)
        return Reason(Answer.NO, f"Used {known}, and not {window}.")
    return Reason(
        Answer.CANNOT_TELL,
        f"Whether they used {names} {window} is not recorded.",
        f"when they used {names}",
    )


# --- How old they were ----------------------------------------------------------------------------


def _was_younger(younger: Younger, facts: Facts, day: date) -> Reason:
    age = younger.than
    found = _birthday_between(facts, age)
    if found is None:
        return Reason(
            Answer.CANNOT_TELL, f"How old they were on {said(day)} is not known.", "the birth year"
        )
    earliest, latest = found
    if day < earliest:
        return Reason(Answer.YES, f"Was younger than {age} on {said(day)}.")
    if day >= latest:
        return Reason(Answer.NO, f"Was {age} or older on {said(day)}.")
    what = "month" if facts.eighteen_in else "year"
    return Reason(
        Answer.CANNOT_TELL,
        f"Became {age} in the {what} of {said(day)}; the day of birth is sealed.",
        "a look at the day of birth, behind the door",
    )


def _birthday_between(facts: Facts, age: int) -> tuple[date, date] | None:
    """Return the earliest and the latest day on which they can have completed ``age``."""
    month = facts.eighteen_in
    if month is None:
        if facts.birth_year is None:
            return None
        year = facts.birth_year + age
        return date(year, 1, 1), date(year, 12, 31)
    born_in = month.year - 18
    year = born_in + age
    after = date(year + month.month // 12, month.month % 12 + 1, 1)
    first = date(year, month.month, 1)
    # Born on 29 February: eighteen on 1 March, and a leap year later a year complete on the 29th.
    if month.month == 3 and isleap(born_in) and isleap(year):
        first -= _DAY
    return first, after - _DAY


# --- Reading a rule -------------------------------------------------------------------------------


def _day(data: Mapping[str, Any], name: str) -> date | None:
    value = data.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise WrongRule(f"“{value}” is no day; write it as 2020-08-04.") from None


def _listed(data: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    value = data.get(name)
    if value is None:
        return None
    words = value if isinstance(value, list) else None
    if not words or not all(isinstance(word, str) and word.strip() for word in words):
        raise WrongRule(f"“{name}” lists one or more names.")
    return tuple(word.strip() for word in words)


def _younger(value: Any) -> Younger | None:
    if value is None:
        return None
    than = value.get("than") if isinstance(value, dict) else None
    if not isinstance(than, int) or not 1 <= than <= _OLDEST:
        raise WrongRule(f"An age is a whole number from 1 to {_OLDEST}.")
    return Younger(than, _day(value, "on"))


def _expect_state(state: str) -> None:
    try:
        age_of_majority(state)
    except UnknownState as wrong:
        raise WrongRule(f"{wrong} {ANYWHERE} stands for any state.") from None


def _or(words: Sequence[str]) -> str:
    *others, last = ("the United States" if word == ANYWHERE else word for word in words)
    return f"{', '.join(others)} or {last}" if others else last
