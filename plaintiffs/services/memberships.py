"""Who is in which class on a day, and why: one person in sentences, many persons in counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count

from plaintiffs.majority import eighteen_in
from plaintiffs.membership import (
    GROUPED,
    Answer,
    Facts,
    Membership,
    Rule,
    Spell,
    membership,
    of_all,
)
from plaintiffs.models import (
    ChoiceKind,
    ClassChoice,
    ClassDefinition,
    Person,
    PlaintiffClass,
    UsagePeriod,
)
from plaintiffs.models.membership import ANSWER, Level, answered, conditions

if TYPE_CHECKING:
    from plaintiffs.models.people import PersonQuerySet

_DEEPEST: Final = 5  # a subclass of a subclass is rare; a circle by mistake must not hang a page


@dataclass(frozen=True, slots=True)
class Group:
    """So many persons have the same answer for the same reasons."""

    answer: Answer
    reasons: tuple[str, ...]
    count: int


def levels_of(plaintiff_class: PlaintiffClass, *, on: date) -> list[Level]:
    """Return a class with those above it, the topmost first, each with the rule of ``on``."""
    classes = PlaintiffClass.objects.filter(litigation=plaintiff_class.litigation_id)
    return _levels(plaintiff_class, {each.pk: each for each in classes}, _rules(classes, on))


def _rules(classes: Any, on: date) -> dict[Any, Rule | None]:
    newest = ClassDefinition.objects.on(on).filter(plaintiff_class__in=classes)
    rules: dict[Any, Rule | None] = {}
    for row in newest:
        rules.setdefault(row.plaintiff_class_id, Rule.from_data(row.rule) if row.rule else None)
    return rules


def _levels(
    lowest: PlaintiffClass, classes: dict[Any, PlaintiffClass], rules: dict[Any, Rule | None]
) -> list[Level]:
    levels: list[Level] = []
    each: PlaintiffClass | None = lowest
    while each is not None and len(levels) < _DEEPEST:
        levels.insert(0, Level(each, rules.get(each.pk)))
        each = classes.get(each.parent_id) if each.parent_id else None
    return levels


def memberships_of(
    person: Person, *, on: date, today: date
) -> list[tuple[PlaintiffClass, Membership]]:
    """Return for every class of the litigation whether a person is in it on ``on``, and why.

    Five queries, however many classes.
    """
    classes = list(PlaintiffClass.objects.filter(litigation=person.litigation_id))
    by_key, rules = {each.pk: each for each in classes}, _rules(classes, on)
    outs = ClassChoice.objects.standing(on).filter(person=person, kind=ChoiceKind.OPT_OUT)
    left = dict(outs.values_list("plaintiff_class", "on"))
    facts = facts_of(person)
    told = []
    for each in classes:
        levels = _levels(each, by_key, rules)
        found = [
            membership(
                level.rule, _left(facts, left.get(level.plaintiff_class.pk)), on=on, today=today
            )
            for level in levels
        ]
        told.append((each, of_all(found)))
    return told


def facts_of(person: Person) -> Facts:
    """Return what is on record of a person in plain: three queries, and nothing sealed."""
    lived = [
        Spell(state, since, until)
        for state, since, until in person.residences.values_list("state", "from_on", "until_on")
    ]
    if not lived and person.residence_state:
        lived = [Spell(person.residence_state)]
    used = UsagePeriod.objects.filter(account__person=person).values_list(
        "account__platform", "from_on", "until_on"
    )
    month = person.majority_month
    return Facts(
        lived=tuple(lived),
        used=tuple(Spell(*each) for each in used),
        eighteen_in=month and eighteen_in(month, person.stays()),
        birth_year=person.birth_year,
    )


def _left(facts: Facts, on: date | None) -> Facts:
    return Facts(facts.lived, facts.used, facts.eighteen_in, facts.birth_year, on)


def grouped(
    people: "PersonQuerySet", levels: Sequence[Level], *, on: date, today: date
) -> list[Group]:
    """Count persons by answer and reasons, the members first. One statement."""
    names = conditions(levels, on=on, today=today)
    rows = (
        answered(people, levels, on=on, today=today)
        .order_by()
        .values(ANSWER, *names)
        .annotate(count=Count("pk"))
    )
    merged: dict[tuple[Answer, tuple[str, ...]], int] = {}
    for row in rows:
        answer = Answer(row[ANSWER])
        key = answer, _reasons(answer, {name: Answer(row[name]) for name in names}, levels)
        merged[key] = merged.get(key, 0) + row["count"]
    order = list(Answer)
    groups = [Group(answer, reasons, count) for (answer, reasons), count in merged.items()]
    return sorted(groups, key=lambda group: (order.index(group.answer), -group.count))


def _reasons(answer: Answer, found: dict[str, Answer], levels: Sequence[Level]) -> tuple[str, ...]:
    """Say of each condition that led to the answer what it came to."""
    told = []
    for name, came_to in found.items():
        kind, _, depth = name.rpartition("_")
        words = GROUPED.get((kind, came_to))
        if words is not None and came_to is answer:
            told.append(f"{levels[int(depth)].plaintiff_class}: {words}")
    return tuple(told)
