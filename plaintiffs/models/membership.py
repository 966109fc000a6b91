"""Membership of many persons at once: :mod:`plaintiffs.membership` as SQL, condition by condition.

A test holds the two against each other on persons at every edge. No sealed field is read.
"""

from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.fields import DateRangeField
from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from plaintiffs.majority import NO_DOMICILE, age_of_majority, states
from plaintiffs.membership import ANYWHERE, Answer, Rule, Window
from plaintiffs.models.classes import ChoiceKind, ClassChoice
from plaintiffs.models.residences import Residence
from plaintiffs.models.usage import UsagePeriod

if TYPE_CHECKING:
    from plaintiffs.models.classes import PlaintiffClass
    from plaintiffs.models.people import PersonQuerySet

ANSWER: Final = "answer"
_DAY: Final = timedelta(days=1)
_ADULT: Final = 18


@dataclass(frozen=True, slots=True)
class Level:
    """A class, or one above it, with the rule of its definition on the day asked about."""

    plaintiff_class: "PlaintiffClass"
    rule: Rule | None


def answered(
    people: "PersonQuerySet", levels: Sequence[Level], *, on: date, today: date
) -> "PersonQuerySet":
    """Annotate each person with what every condition came to, and with ``answer``: one statement.

    The conditions are named ``lived_0``, ``used_0``, ``younger_0``, ``rule_0`` and ``out_0`` for
    the class on top, and so on downward: :func:`conditions` lists them.
    """
    asked = {
        f"{name}_{depth}": condition
        for depth, level in enumerate(levels)
        for name, condition in _conditions(level, on, today)
    }
    any_no, any_unknown = Q(pk__in=()), Q(pk__in=())
    for name in asked:
        any_no |= Q(**{name: Answer.NO})
        any_unknown |= Q(**{name: Answer.CANNOT_TELL})
    verdict = Case(
        When(any_no, then=Value(Answer.NO.value)),
        When(any_unknown, then=Value(Answer.CANNOT_TELL.value)),
        default=Value(Answer.YES.value),
        output_field=CharField(),
    )
    found: PersonQuerySet = (
        people.alias(domicile=_domicile()).annotate(**asked).annotate(**{ANSWER: verdict})
    )
    return found


def conditions(levels: Sequence[Level], *, on: date, today: date) -> list[str]:
    """Return the names of the annotations of :func:`answered`."""
    return [
        f"{name}_{depth}"
        for depth, level in enumerate(levels)
        for name, _ in _conditions(level, on, today)
    ]


def _conditions(level: Level, on: date, today: date) -> Iterator[tuple[str, Any]]:
    out = ClassChoice.objects.standing(on).filter(
        plaintiff_class=level.plaintiff_class, kind=ChoiceKind.OPT_OUT, person=OuterRef("pk")
    )
    yield "out", _told(no=Exists(out), otherwise=Answer.YES)
    rule = level.rule
    if rule is None:
        yield "rule", _told(otherwise=Answer.CANNOT_TELL)
        return
    window = rule.window(on)
    if window.is_empty:
        yield "rule", _told(otherwise=Answer.NO)
        return
    if rule.lived_in is not None:
        yield "lived", _lived(rule.lived_in, window, today)
    if rule.used is not None:
        yield "used", _used(rule.used, window, today)
    if rule.younger is not None:
        yield "younger", _younger(rule.younger.than, rule.younger.on or rule.first_on)


def _told(*, yes: Any = None, no: Any = None, otherwise: Answer = Answer.CANNOT_TELL) -> Case:
    """Return the first of yes and no whose condition holds."""
    told = [(yes, Answer.YES), (no, Answer.NO)]
    whens = [When(each, then=Value(answer.value)) for each, answer in told if each is not None]
    return Case(*whens, default=Value(otherwise.value), output_field=CharField())


# --- Where they lived, what they used -------------------------------------------------------------


def _certain(today: date) -> Func:
    """The days for which a dated row surely holds: ``Spell.certain`` as a range."""
    from_on = Coalesce(
        F("from_on"),
        Func(F("until_on"), Value(1), arg_joiner=" - ", template="(%(expressions)s)"),
        Value(today),
    )
    until_on = Case(
        When(from_on=None, until_on=None, then=Value(today + _DAY)), default=F("until_on")
    )
    return Func(from_on, until_on, function="daterange", output_field=DateRangeField())


def _days(window: Window) -> Func:
    """The window as a half-open range."""
    return Func(
        Value(window.first),
        Value(window.last + _DAY),
        function="daterange",
        template="%(function)s(%(expressions)s)",
        output_field=DateRangeField(),
    )


def _within(days: Any, all_days: Any) -> Any:
    """Say whether a range lies within a multirange; an unknown one holds nothing."""
    inside = Func(
        days,
        all_days,
        template="coalesce(%(expressions)s, false)",
        arg_joiner=" <@ ",
        output_field=BooleanField(),
    )
    return ExpressionWrapper(inside, output_field=BooleanField())


class _Together(Aggregate):
    """All ranges of the rows as one multirange."""

    function = "range_agg"
    output_field = DateRangeField()
    allow_distinct = False


def _lived(listed: Sequence[str], window: Window, today: date) -> Case:
    here = Q() if ANYWHERE in listed else Q(state__in=listed)
    stays = Residence.objects.filter(person=OuterRef("pk")).annotate(certain=_certain(today))
    yes: Any = Exists(stays.filter(here, certain__overlap=_days(window)))
    elsewhere = stays.exclude(here) if here else stays.none()
    covered = elsewhere.order_by().values("person").annotate(all=_Together("certain"))
    no: Any = _within(_days(window), Subquery(covered.values("all")))
    if window.first <= today <= window.last:
        # Entered with a state and no dated residence: it holds today, since when is not known.
        dated = Exists(Residence.objects.filter(person=OuterRef("pk")))
        bare = Q(~dated) & ~Q(residence_state="")
        is_here = bare if ANYWHERE in listed else bare & Q(residence_state__in=listed)
        yes = Q(yes) | is_here
        if window.first == window.last:
            no = Q(no) | (bare & ~is_here)
    return _told(yes=yes, no=no)


def _used(platforms: Sequence[str], window: Window, today: date) -> Case:
    periods = UsagePeriod.objects.filter(
        account__person=OuterRef("pk"), account__platform__in=platforms
    )
    certain = periods.annotate(certain=_certain(today))
    possible = (Q(from_on=None) | Q(from_on__lte=window.last)) & (
        Q(until_on=None) | Q(until_on__gt=window.first)
    )
    return _told(
        yes=Exists(certain.filter(certain__overlap=_days(window))),
        no=Q(Exists(periods)) & ~Q(Exists(periods.filter(possible))),
    )


# --- How old they were ----------------------------------------------------------------------------


def _younger(than: int, day: date) -> Case:
    """As ``_birthday_between``: the month of the day is compared with that of a birthday, moved
    by whole years, so that every comparison is with a constant."""
    year = _in_year(than, day)
    has_month = Q(majority_month__isnull=False) & ~Q(_moved_in_the_month())
    by_month: dict[Answer, Any] = {Answer.YES: Q(pk__in=()), Answer.NO: Q(pk__in=())}
    # On the last day of the month every birthday in it is complete.
    over = "lte" if (day + timedelta(days=1)).day == 1 else "lt"
    is_leap_day = Q(pk__in=())
    for age, codes in _ages().items():
        lived = Q(domicile__in=codes) if age != _ADULT else ~Q(domicile__in=_not_eighteen())
        edge = _years(day.replace(day=1), age - than)
        by_month[Answer.YES] |= lived & Q(majority_month__gt=edge)
        by_month[Answer.NO] |= lived & Q((f"majority_month__{over}", edge))
        if (day.month, day.day) == (2, 29) and isleap(day.year - than):
            is_leap_day |= lived & Q(majority_month=date(day.year + age - than, 3, 1))
    return _told(
        yes=(has_month & by_month[Answer.YES] & ~is_leap_day) | (~has_month & year[Answer.YES]),
        no=(has_month & by_month[Answer.NO]) | (~has_month & year[Answer.NO]),
    )


def _in_year(than: int, day: date) -> dict[Answer, Q]:
    born_in = day.year - than
    over = "lte" if (day.month, day.day) == (12, 31) else "lt"
    return {Answer.YES: Q(birth_year__gt=born_in), Answer.NO: Q((f"birth_year__{over}", born_in))}


def _years(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _ages() -> dict[int, list[str]]:
    """The states by their age of majority."""
    by_age = sorted((age_of_majority(state).years, state) for state in (NO_DOMICILE, *states()))
    return {age: [code for _, code in group] for age, group in groupby(by_age, lambda row: row[0])}


def _not_eighteen() -> list[str]:
    return [code for age, codes in _ages().items() if age != _ADULT for code in codes]


def _moved_in_the_month() -> Exists:
    """As ``eighteen_in``: a move in the month of majority may have made the person of age."""
    after = Func(
        OuterRef("majority_month"), template="((%(expressions)s) + interval '1 month')::date"
    )
    moves = Residence.objects.filter(
        person=OuterRef("pk"), from_on__gte=OuterRef("majority_month"), from_on__lt=after
    )
    return Exists(moves)


def _domicile() -> Coalesce:
    """The state of the person in the month of majority, as ``domicile_on``."""
    rows = Residence.objects.filter(person=OuterRef("pk"))
    begun = rows.filter(Q(from_on=None) | Q(from_on__lte=OuterRef("majority_month")))
    return Coalesce(
        Subquery(begun.order_by(F("from_on").desc(nulls_last=True)).values("state")[:1]),
        Subquery(rows.order_by(F("from_on").asc(nulls_first=True)).values("state")[:1]),
        F("residence_state"),
    )
