"""Classes and subclasses as papers define them (FRCP 23), and what their members choose."""

from datetime import date

from django.db import transaction

from mdl import events
from mdl.access import Act, require
from mdl.models import Litigation, Source, User
from plaintiffs.membership import Rule
from plaintiffs.models import (
    ChoiceKind,
    ClassChoice,
    ClassDay,
    ClassDefinition,
    Person,
    PlaintiffClass,
)
from plaintiffs.services.errors import NotAMember, NotSameMatter, TooLate, WrongDay


@transaction.atomic
def define_class(
    *,
    litigation: Litigation,
    name: str,
    status: str,
    definition: str = "",
    rule: Rule | None = None,
    from_on: date | None = None,
    parent: PlaintiffClass | None = None,
    source: Source | None = None,
    actor: User | None,
) -> PlaintiffClass:
    """Record a class, or a subclass of ``parent``. An empty definition reads "not verified"."""
    require(actor, Act.RECORD, litigation)
    if parent is not None and parent.litigation_id != litigation.pk:
        raise NotSameMatter("A subclass belongs to the litigation of its class.")
    plaintiff_class = PlaintiffClass(
        litigation=litigation, name=name, status=status, parent=parent, source=source
    )
    plaintiff_class.full_clean()
    plaintiff_class.save()
    if definition.strip():
        define_anew(
            plaintiff_class=plaintiff_class,
            text=definition,
            rule=rule,
            from_on=from_on,
            source=source,
            actor=actor,
        )
    return plaintiff_class


@transaction.atomic
def define_anew(
    *,
    plaintiff_class: PlaintiffClass,
    text: str,
    rule: Rule | None = None,
    from_on: date | None = None,
    source: Source | None = None,
    actor: User | None,
) -> ClassDefinition:
    """Record the next version of a class's definition; earlier ones answer for earlier days.

    ``rule`` says the same over dated facts; without one nobody can be told to be a member. Raises
    :class:`WrongDay` for a day that does not come after the version before.
    """
    require(actor, Act.RECORD, plaintiff_class.litigation)
    last = plaintiff_class.definitions.order_by("-version").first()
    if last is not None and (from_on is None or (last.from_on and from_on <= last.from_on)):
        since = last.from_on or "a day that is not recorded"
        raise WrongDay(f"Version {last.version} is from {since}: give a later day for this one.")
    definition = ClassDefinition(
        plaintiff_class=plaintiff_class,
        version=1 if last is None else last.version + 1,
        text=text.strip(),
        from_on=from_on,
        rule=None if rule is None else rule.to_data(),
        source=source,
    )
    definition.full_clean()
    definition.save()
    return definition


@transaction.atomic
def set_class_day(
    *, plaintiff_class: PlaintiffClass, kind: str, on: date, source: Source, actor: User | None
) -> ClassDay:
    """Record the day by which an order lets members opt out, or object; a later order moves it.

    The app above keeps the deadline, on the order's basis.
    """
    require(actor, Act.RECORD, plaintiff_class.litigation)
    rows = ClassDay.objects.select_for_update(of=("self",))
    day = rows.filter(plaintiff_class=plaintiff_class, kind=kind).first() or ClassDay(
        plaintiff_class=plaintiff_class, kind=kind
    )
    day.on, day.source = on, source
    day.full_clean()
    day.save()
    by = None if actor is None else actor.pk
    events.publish(events.ClassDaySet(on=on, class_day_id=day.pk, by_id=by))
    return day


@transaction.atomic
def choose(
    *,
    plaintiff_class: PlaintiffClass,
    person: Person,
    kind: str,
    on: date,
    source: Source,
    allowed_by: Source | None = None,
    actor: User | None,
) -> ClassChoice:
    """Record that a person opts out of a class from ``on``, or objects.

    After the day that an order set it counts only where a further order allows it
    (``allowed_by``). Raises :class:`TooLate`, :class:`NotAMember`, :class:`NotSameMatter`.
    """
    require(actor, Act.RECORD, plaintiff_class.litigation)
    if person.litigation_id != plaintiff_class.litigation_id:
        raise NotSameMatter("The person is entered in another litigation than the class.")
    day = plaintiff_class.days.filter(kind=kind).first()
    if day is not None and on > day.on and allowed_by is None:
        raise TooLate(f"The day was {day.on}: name the order that allows a later one.")
    left = ClassChoice.objects.standing(on).filter(
        plaintiff_class=plaintiff_class, person=person, kind=ChoiceKind.OPT_OUT
    )
    if kind == ChoiceKind.OBJECTION and (out := left.first()):
        raise NotAMember(f"{person} opted out on {out.on}, and who left does not object.")
    choice = ClassChoice(
        plaintiff_class=plaintiff_class,
        person=person,
        kind=kind,
        on=on,
        source=source,
        allowed_by=allowed_by,
    )
    choice.full_clean()
    choice.save()
    return choice


@transaction.atomic
def withdraw_choice(*, choice: ClassChoice, on: date, actor: User | None) -> ClassChoice:
    """Let an opt-out or an objection end on a day; it stays on record."""
    require(actor, Act.RECORD, choice.plaintiff_class.litigation)
    choice = ClassChoice.objects.select_for_update(of=("self",)).get(pk=choice.pk)
    if choice.withdrawn_on is not None:
        raise WrongDay(f"It was withdrawn on {choice.withdrawn_on}.")
    choice.withdrawn_on = on
    choice.full_clean()
    choice.save(update_fields=["withdrawn_on"])
    return choice
