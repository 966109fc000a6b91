"""How a deadline comes to stand: an event opens it, or a person or an order sets it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction

from filings.models import Deadline, DocketEntry, Scope, Trigger
from filings.rules import TRIGGERS, Whose
from filings.services import reminders
from filings.services.chains import events_after
from filings.services.counting import Opening, openings, stored
from mdl.access import Act, NotAllowed, may, require
from mdl.models import Court, Litigation, MemberAction, Source, User
from mdl.models.days import expect_a_day
from plaintiffs.models import Person

Subject = Scope | MemberAction | Person


class UnknownEvent(Exception):
    """No rule knows this event; the message names it."""


@transaction.atomic
def open_from(
    *,
    key: str,
    occurred_on: date,
    subject: Subject,
    litigation: Litigation,
    court: Court,
    service: str = Trigger.Service.NONE,
    entry: DocketEntry | None = None,
    source: Source | None = None,
    about: str = "",
    actor: User | None,
    now: datetime,
) -> list[Deadline]:
    """Record an event and open every deadline whose rule it opens; return those it opened.

    ``key`` is one of :data:`filings.rules.TRIGGERS`, ``court`` the one on whose calendar the days
    are counted. ``about`` names the paper in a few words ("CTO-3"); it goes to the titles. The
    same event again opens nothing: it is the same when key, day and subject agree, unless two
    entries of a docket tell it (two motions of one day).

    Our own deadlines get the earliest day by any plausible reading, others the usual one. A date
    whose rule needs a person's confirmation, or that is critical to us, is live at once and waits
    for it. Rules that apply only under a condition are left to a person: :func:`offered`.

    Raises :class:`UnknownEvent`, ``NotAllowed``, ``UnknownCourtError``, and ``ValidationError``
    for a day that nobody can mean.
    """
    require(actor, Act.RECORD, litigation)
    _expect(occurred_on, "occurred_on")
    if key not in TRIGGERS:
        raise UnknownEvent(f"No rule counts from {key!r}; filings.rules.TRIGGERS has the events.")
    facts = {"service": service, "court": court, "source": source, "words": about[:300]}
    trigger = _recorded(
        {"key": key, "occurred_on": occurred_on, "litigation": litigation, **_about(subject)},
        entry=entry,
        facts=facts,
    )
    return _open_each(openings(trigger), trigger, actor=actor, now=now)


def _expect(day: date, name: str) -> None:
    try:
        expect_a_day(day)
    except ValidationError as wrong:
        raise ValidationError({name: wrong.messages}) from None


def _recorded(
    event: dict[str, Any], *, entry: DocketEntry | None, facts: dict[str, Any]
) -> Trigger:
    """Return the row of an event, locked: two papers that tell it at once open it once."""
    same = Trigger.objects.select_for_update(no_key=True, of=("self",)).filter(**event)
    # Told without an entry before, or without one now: still the one event.
    alike = same.filter(entry=None) if entry else same
    trigger: Trigger | None = same.filter(entry=entry).first() or alike.first()
    if trigger is None:
        made, _ = Trigger.objects.get_or_create(**event, entry=entry, defaults=facts)
        trigger = cast("Trigger", same.get(pk=made.pk))
    if entry is not None and trigger.entry_id is None:
        trigger.entry = entry
        trigger.save(update_fields=["entry"])
    return trigger


def _about(subject: Subject) -> dict[str, Any]:
    fields: dict[str, Any] = {"scope": None, "action": None, "person": None}
    match subject:
        case Scope():
            fields["scope"] = subject
        case MemberAction():
            fields["action"] = subject
        case _:
            fields["person"] = subject
    return fields


def _open_each(
    found: Iterable[Opening], trigger: Trigger, *, actor: User | None, now: datetime
) -> list[Deadline]:
    standing = _standing(trigger)
    opened = [
        _open(opening, trigger, actor=actor)
        for opening in found
        if opening.rule.id not in standing and not _is_open_already(opening, trigger)
    ]
    reminders.plan_for(deadlines=opened, now=now)
    for deadline in list(opened):
        opened += open_after(deadline, follows=Trigger.Follows.DUE, actor=actor, now=now)
    return opened


def _standing(trigger: Trigger) -> set[str]:
    """Return the rules that an event opened. What fell when the step above it was open again does
    not stand any more: it opens anew."""
    found = trigger.deadlines.all()
    if trigger.follows == Trigger.Follows.MET:
        found = found.exclude(status=Deadline.Status.VACATED)
    return set(found.values_list("rule", flat=True))


def open_after(
    deadline: Deadline, *, follows: str, actor: User | None, now: datetime
) -> list[Deadline]:
    """Open what counts from the day a deadline is due, or is met, as deep as the chain goes."""
    return [
        opened
        for event in events_after(deadline, follows)
        for opened in _open_each(openings(event), event, actor=actor, now=now)
    ]


def _is_open_already(opening: Opening, trigger: Trigger) -> bool:
    """A second event of a rule that joins several opens no second deadline for the same act."""
    if not opening.is_joined:
        return False
    return (
        Deadline.objects.open()
        .filter(
            rule=opening.rule.id,
            litigation=trigger.litigation_id,
            scope=trigger.scope_id,
            action=trigger.action_id,
            person=trigger.person_id,
        )
        .exists()
    )


def _open(opening: Opening, trigger: Trigger, *, actor: User | None) -> Deadline:
    computed = opening.computed
    whose = computed.obligor.for_plaintiffs
    is_critical = computed.is_critical and whose is Whose.OURS
    deadline = Deadline(
        title=_title(computed.title, trigger.words),
        obligor=Deadline.Obligor(whose.value),
        basis=Deadline.Basis.COMPUTED,
        trigger=trigger,
        rule=opening.rule.id,
        computation=stored(opening, trigger),
        court=trigger.court,
        due_on=computed.calendared_on(whose),
        is_critical=is_critical,
        needs_confirmation=is_critical or not computed.opens_by_itself,
        opened_by=actor,
        litigation=trigger.litigation,
        scope=trigger.scope,
        action=trigger.action,
        person=trigger.person,
    )
    deadline.save(force_insert=True)
    return deadline


def _title(title: str, about: str) -> str:
    whole = f"{title} ({about})" if about else title
    return whole if len(whole) <= 200 else f"{whole[:199]}…"


def offered(trigger: Trigger) -> list[Opening]:
    """Return the rules that the event opens only under a condition a person must judge."""
    standing = set(trigger.deadlines.values_list("rule", flat=True))
    return [
        opening
        for opening in openings(trigger, conditional=True)
        if opening.rule.id not in standing
    ]


@transaction.atomic
def open_offered(*, trigger: Trigger, rule: str, actor: User, now: datetime) -> Deadline:
    """A person says that the condition of ``rule`` is met: its deadline opens."""
    require(actor, Act.RECORD, trigger.litigation)
    chosen = [opening for opening in offered(trigger) if opening.rule.id == rule]
    if not chosen:
        raise UnknownEvent(f"{trigger} does not offer the rule {rule!r}, or it is open already.")
    return _open_each(chosen, trigger, actor=actor, now=now)[0]


@transaction.atomic
def enter_deadline(
    *,
    title: str,
    due_on: date,
    reason: str,
    subject: Subject,
    litigation: Litigation,
    court: Court,
    obligor: str = Deadline.Obligor.OURS,
    basis: str = Deadline.Basis.ENTERED,
    is_critical: bool = False,
    trigger: Trigger | None = None,
    assigned_to: User | None = None,
    actor: User | None,
    now: datetime,
) -> Deadline:
    """Enter a day that is not counted: set by an order (``basis="order"``) or known to a person.

    A date certain does not move, not even from a Saturday. ``reason`` says where it stands.
    Raises ``ValidationError`` and ``NotAllowed``.
    """
    require(actor, Act.RECORD, litigation)
    require_reach(assigned_to, litigation)
    deadline = Deadline(
        title=title,
        obligor=obligor,
        basis=basis,
        trigger=trigger,
        court=court,
        due_on=due_on,
        is_critical=is_critical,
        needs_confirmation=is_critical,
        reason=reason,
        assigned_to=assigned_to,
        opened_by=actor,
        litigation=litigation,
        **_about(subject),
    )
    deadline.full_clean()
    deadline.save(force_insert=True)
    reminders.plan_for(deadlines=[deadline], now=now)
    return deadline


def require_reach(person: User | None, litigation: Litigation) -> None:
    """Refuse to give a deadline to somebody who cannot see it."""
    if person is not None and not may(person, Act.VIEW, litigation):
        raise NotAllowed(f"{person} does not work on {litigation}; assign them to it first.")
