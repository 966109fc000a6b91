"""Periods that an order sets for one litigation: entered, chained, withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from filings.models import Deadline, OrderedPeriod, Trigger
from filings.rules import TRIGGERS, Rule, catalog
from filings.services import move_proposals
from filings.services.chains import CircleOfDeadlines
from filings.services.opening import UnknownEvent
from mdl.access import Act, require
from mdl.court_time import CourtTimeError, Period, Unit
from mdl.models import Litigation, OpenItem, Source, User
from mdl.services.open_items import open_items

LOOK_BACK: Final = "period_after_its_event"


class PeriodWithdrawn(Exception):
    """A later order took the period back; it is entered anew, not corrected."""


@transaction.atomic
def enter_period(
    *,
    litigation: Litigation,
    source: Source,
    citation: str,
    title: str,
    period: str,
    event: str = "",
    after: OrderedPeriod | None = None,
    follows: str = "",
    replaces: Iterable[str] = (),
    actor: User | None,
    **fields: Any,
) -> OrderedPeriod:
    """Record what an order requires within ``period`` ("30 days") of an event, or of a step.

    From now on the event opens it, instead of the rules it ``replaces``. Events that are on record
    already stay as they are, and become an open item. Raises ``UnknownEvent``,
    ``UnknownRuleError``, ``ValidationError``, ``NotAllowed``; nothing is stored then.
    """
    require(actor, Act.RECORD, litigation)
    _expect(event)
    if after is not None and after.litigation_id != litigation.pk:
        raise ValidationError({"after": f"This step is no order's of {litigation}."})
    row = OrderedPeriod(
        litigation=litigation,
        source=source,
        citation=citation.strip(),
        title=title.strip(),
        period=whole_period(period),
        event=event,
        after=after,
        follows=follows,
        replaces=[catalog().rule(each).id for each in replaces],
        entered_by=actor,
        **fields,
    )
    row.full_clean()
    row.save(force_insert=True)
    _look_back(row, actor)
    return row


def _look_back(period: OrderedPeriod, actor: User | None) -> None:
    """Ask a person about the events that came before the order was entered, and about what the
    rules it replaces had them open: an order need not reach back."""
    if not period.event:
        return
    known = Trigger.objects.filter(litigation=period.litigation, key=period.event, vacated_on=None)
    before = known.count()
    if not before:
        return
    stand = Deadline.objects.open().filter(trigger__in=known, rule__in=period.replaces).count()
    title = f"{_events(before)} before it was entered: enter again each that it reaches"
    if stand:
        title += f", and vacate what falls of {stand} open by the rules it replaces"
    item = OpenItem(
        litigation=period.litigation,
        kind=LOOK_BACK,
        subject=period,
        title=f"{period.citation[:60]}: {title}",
        authority=f"{period.citation}, {period.title}"[:300],
        due_on=timezone.localdate(),
        opened_at=timezone.now(),
    )
    open_items([item], actor=actor)


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count} events"


def _expect(event: str) -> None:
    if event and event not in TRIGGERS:
        raise UnknownEvent(f"No rule counts from {event!r}; filings.rules.TRIGGERS has the events.")


def whole_period(text: str) -> str:
    """Return a period as the engine writes it; raise ``ValidationError`` for none of a day or
    longer."""
    try:
        period = Period.parse(text)
    except CourtTimeError as wrong:
        raise ValidationError(str(wrong)) from None
    if period.unit is Unit.HOURS:
        raise ValidationError("An order's period is counted in days or longer.")
    return str(period)


def rules_alike(
    *, litigation: Litigation, event: str, act: str, obligor: str, today: date
) -> list[Rule]:
    """Return the rules in the litigation's court that count from the same event, and ask the same
    side for the same kind of act: those that an order may be meant to replace."""
    court = litigation.transferee_court_id or ""
    return [
        rule
        for rule in catalog().opened_by(event, on=today, court_id=court)
        if rule.act == act
        and rule.obligor.for_plaintiffs == obligor
        and rule.version_on(today).computation.makes_a_deadline
    ]


@transaction.atomic
def count_after(
    *, period: OrderedPeriod, after: OrderedPeriod, follows: str, actor: User | None
) -> OrderedPeriod:
    """Let a period count from the day another step is due or met.

    Raises ``CircleOfDeadlines`` where that step counts, however deep, from this one; the database
    refuses the same. Deadlines that are open stay as they are until a person looks at them.
    """
    require(actor, Act.RECORD, period.litigation)
    step: OrderedPeriod | None = after
    while step is not None:
        if step.pk == period.pk:
            raise CircleOfDeadlines(f"{after} itself counts from {period}, directly or not.")
        step = step.after
    period.event, period.after, period.follows = "", after, follows
    _keep(period)
    return period


@transaction.atomic
def withdraw_period(*, period: OrderedPeriod, on: date, actor: User | None) -> OrderedPeriod:
    """A later order took it back: it opens nothing more.

    What it opened runs on until a person decides: that it falls is proposed, since a day may have
    been met, agreed on, or ordered anew meanwhile.
    """
    require(actor, Act.RECORD, period.litigation)
    period.withdrawn_on = on
    _keep(period)
    return period


@transaction.atomic
def correct_period(
    *, period: OrderedPeriod, changes: Mapping[str, Any], actor: User | None
) -> OrderedPeriod:
    """Correct what was entered wrongly; ``changes`` are fields of :func:`enter_period`.

    What was counted by the former text is proposed to be counted anew. Raises as that does, and
    ``PeriodWithdrawn``.
    """
    require(actor, Act.RECORD, period.litigation)
    if period.withdrawn_on is not None:
        raise PeriodWithdrawn(f"“{period}” was withdrawn on {period.withdrawn_on}: enter it anew.")
    for name, value in changes.items():
        setattr(period, name, value)
    _expect(period.event)
    period.period = whole_period(period.period)
    period.replaces = [catalog().rule(each).id for each in period.replaces]
    _keep(period)
    return period


def _keep(period: OrderedPeriod) -> None:
    period.full_clean()
    period.save()
    move_proposals.law_changed(litigation=period.litigation, now=timezone.now())
