"""Steps that the Panel's papers propose in the ledger of transfers: clocks first, then a person.

The Panel's docket tells that a transfer is opposed, final, vacated. Each such entry becomes one
proposed step. Its clock runs from the day the paper is read, since time does not wait; the ledger
itself moves when a person confirms, for the transfers that the person looked at.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet, UUIDField, Value

from filings.models import Deadline, DocketEntry, LedgerStep, Trigger
from filings.services import deadlines, move_proposals
from filings.services.answers import decide, waiting
from filings.services.conditional_orders import OPPOSED, REMAND_OPPOSED
from filings.services.held_changes import ChangeWaits
from filings.services.moving import EventsMoved, EventsVacated
from filings.services.opening import Subject, open_from
from filings.services.scopes import all_actions
from mdl.access import Act, require
from mdl.docket_numbers import parse_or_none
from mdl.models import (
    Court,
    Litigation,
    MemberAction,
    PanelOrder,
    Source,
    Transfer,
    User,
    Verification,
)
from mdl.services import transfers as ledger
from mdl.services.transfers import NamedAction

Step = LedgerStep.Step
_S = Transfer.Status
_RUNNING: Final = (_S.PROPOSED, _S.CONDITIONAL)
BEGINS_AT: Final[dict[str, tuple[Transfer.Status, ...]]] = {
    Step.OPPOSITION: _RUNNING,
    Step.OPPOSITION_NOTICED: (*_RUNNING, _S.OPPOSED),
    Step.MOTION_TO_VACATE: (*_RUNNING, _S.OPPOSED),
    Step.FINAL: (*_RUNNING, _S.OPPOSED),
    Step.VACATED: (*_RUNNING, _S.OPPOSED),
    Step.REMAND_FINAL: (*_RUNNING, _S.OPPOSED),
    Step.TRANSFER_ORDER: (_S.OPPOSED,),
}
"""Of the steps that move transfers: where those stand that may take it."""


class NothingToMove(Exception):
    """No transfer was chosen that may take this step."""


@transaction.atomic
def propose_step(
    *,
    litigation: Litigation,
    entry: DocketEntry,
    step: str,
    order_name: str,
    named: Sequence[tuple[str, str]],
    on: date,
    actor: User | None,
    now: datetime,
) -> LedgerStep | None:
    """Put a step on the work list and let its clock run; None where it is there already.

    ``named`` are the actions the entry names, each as PACER's court id and docket number.
    """
    require(actor, Act.RECORD, litigation)
    row, is_new = LedgerStep.objects.get_or_create(
        entry=entry,
        step=step,
        defaults={
            "litigation": litigation,
            "words": " ".join(entry.description.split())[:500] or Step(step).label,
            "made_at": now,
            "on": on,
            "order_name": order_name,
            "named": [list(each) for each in named],
        },
    )
    if not is_new:
        return None
    _run_clock(row, actor=actor, now=now)
    return row


# --- Which transfers ----------------------------------------------------------------------------


def candidates(step: LedgerStep) -> QuerySet[Transfer]:
    """Return the transfers that may take the step: of its order where it names one, and where
    they stand before it."""
    rows = Transfer.objects.filter(
        action__litigation=step.litigation_id, status__in=BEGINS_AT.get(step.step, ())
    )
    kind, number = _order(step)
    if number is not None:
        rows = rows.filter(order__kind=kind, order__number=number)
    elif step.step == Step.REMAND_FINAL:
        rows = rows.filter(order__kind=PanelOrder.Kind.CONDITIONAL_REMAND)
    return rows.select_related(*_SHOWN_WITH).order_by("action__position")


def meant(step: LedgerStep) -> list[Transfer]:
    """Return the transfers that the words of one step mean, as :func:`meant_by`."""
    return meant_by([step])[step.pk]


def meant_by(steps: Sequence[LedgerStep]) -> dict[UUID, list[Transfer]]:
    """Return for each step the transfers that its words mean: those of the actions it names; where
    it names an order and no action, all that nobody opposed when the order becomes final or is
    vacated. Two statements, however many steps.

    An opposition that names no action means nobody for certain: a person chooses.
    """
    found: dict[UUID, list[Transfer]] = {step.pk: [] for step in steps}
    asked = [
        rows.order_by().annotate(of=Value(step.pk, UUIDField())).values_list("of", "pk")
        for step in steps
        if (rows := _likely(step)) is not None
    ]
    if not asked:
        return found
    pairs = list(asked[0].union(*asked[1:], all=True))
    rows = Transfer.objects.filter(pk__in={transfer for _, transfer in pairs})
    known = {row.pk: row for row in rows.select_related(*_SHOWN_WITH).order_by("action__position")}
    likely = set(pairs)
    for step in steps:
        here = [row for key, row in known.items() if (step.pk, key) in likely]
        is_sure = bool(step.named) or step.step in _OF_THE_WHOLE or len(here) == 1
        found[step.pk] = here if is_sure else []
    return found


_OF_THE_WHOLE: Final = (Step.FINAL, Step.REMAND_FINAL, Step.VACATED)
_SHOWN_WITH: Final = ("action", "order", "origin", "destination")


def _likely(step: LedgerStep) -> QuerySet[Transfer] | None:
    """Return the transfers among which the meant ones are; None where the words name nothing."""
    if step.named:
        return candidates(step).filter(action__in=_named(step))
    if _order(step)[1] is None:
        return None
    if step.step in (Step.FINAL, Step.REMAND_FINAL):
        return candidates(step).filter(status__in=_RUNNING)
    return candidates(step)


def _order(step: LedgerStep) -> tuple[str, int | None]:
    name, _, number = step.order_name.partition("-")
    kinds = PanelOrder.Kind
    kind = kinds.CONDITIONAL_REMAND if name == "CRO" else kinds.CONDITIONAL_TRANSFER
    return kind, int(number) if number.isdecimal() else None


def _named(step: LedgerStep) -> QuerySet[MemberAction]:
    wanted = Q(pk__in=[])
    for court, text in step.named:
        number = parse_or_none(text)
        if number is not None:
            wanted |= Q(
                numbers__court=court, numbers__year=number.year, numbers__serial=number.serial
            )
    found: QuerySet[MemberAction] = MemberAction.objects.filter(
        wanted, litigation=step.litigation_id
    )
    return found.distinct()


# --- The clock ----------------------------------------------------------------------------------

_CLOCKS: Final = {
    Step.OPPOSITION: (OPPOSED, REMAND_OPPOSED),
    Step.OPPOSITION_NOTICED: (OPPOSED[1:], REMAND_OPPOSED[1:]),
    Step.MOTION_TO_VACATE: (("panel_motion_to_vacate_filed",),) * 2,
}
TOLD_HERE: Final = frozenset(key for pair in _CLOCKS.values() for keys in pair for key in keys)
"""The events that are opened here, for each action, and not for the whole docket."""


def _run_clock(step: LedgerStep, *, actor: User | None, now: datetime) -> None:
    if step.step not in _CLOCKS:
        return
    reached = meant(step)
    subjects: list[tuple[Subject, bool]] = [(each.action, each.is_remand) for each in reached]
    if not subjects:  # who is meant is not plain: rather a day too many
        everybody = all_actions(litigation=step.litigation)
        subjects = [(everybody, step.order_name.startswith("CRO"))]
    panel = Court.objects.get(pk="jpml")
    for subject, is_remand in subjects:
        keys = _CLOCKS[Step(step.step)][is_remand]
        if _counts_otherwise(step, subject, keys, now=now):
            continue
        for key in keys:
            opened = open_from(
                key=key,
                occurred_on=step.on,
                subject=subject,
                litigation=step.litigation,
                court=panel,
                entry=step.entry,
                about=f"{step.order_name}, opposed" if step.order_name else "opposed",
                actor=actor,
                now=now,
            )
            if opened:
                break


def _counts_otherwise(
    step: LedgerStep, subject: Subject, keys: Sequence[str], *, now: datetime
) -> bool:
    """Where the time was counted from the opposition for want of the clerk's notice, the notice
    moves that count instead of opening a second one: the move waits for a person."""
    if step.step != Step.OPPOSITION_NOTICED or not isinstance(subject, MemberAction):
        return False
    earlier = tuple(
        Trigger.objects.filter(action=subject, key__in=keys, vacated_on=None)
        .exclude(occurred_on=step.on)
        .values_list("pk", flat=True)
    )
    if earlier:
        move_proposals.wait_for_a_person(
            litigation=step.litigation,
            cause=EventsMoved(events=earlier, to=step.on),
            words=f"The clerk noticed the opposition of {subject} on {step.on}",
            now=now,
        )
    return bool(earlier)


# --- A person's answer --------------------------------------------------------------------------

_ALSO: Final = ("entry__docket__court", "entry__source")


@transaction.atomic
def confirm(
    *, step: LedgerStep, transfers: Iterable[Transfer], actor: User, now: datetime
) -> LedgerStep:
    """Take the step in the ledger, for the transfers chosen; nothing moves if one of them cannot.

    Raises :class:`AlreadyDecided`, :class:`NothingToMove`, ``WrongStep``, ``NotAllowed``.
    """
    row = waiting(step, actor=actor, act=Act.CONFIRM, also=_ALSO)
    chosen = list(transfers)
    if row.step in BEGINS_AT and row.step != Step.TRANSFER_ORDER and not chosen:
        raise NothingToMove("Choose the transfers that the paper means, or dismiss the step.")
    for transfer in chosen:
        _take(row, transfer, actor, now)
    row.done = _of_the_whole(row, actor) or _in_words(row, chosen)
    return decide(row, is_accepted=True, actor=actor, now=now)


@transaction.atomic
def dismiss(*, step: LedgerStep, actor: User, now: datetime) -> LedgerStep:
    """The paper was misread or is of others. The days it opened wait among the moves."""
    row = waiting(step, actor=actor, act=Act.CONFIRM, also=_ALSO)
    vacate_events(entry=row.entry, litigation=row.litigation, keys=TOLD_HERE, now=now)
    return decide(row, is_accepted=False, actor=actor, now=now)


def vacate_events(
    *, entry: DocketEntry, litigation: Litigation, keys: Iterable[str], now: datetime
) -> int:
    """Propose that the events an entry told count for nothing; return how many. What would become
    of their deadlines is shown before anything moves."""
    events = tuple(
        Trigger.objects.filter(
            entry=entry, litigation=litigation, key__in=tuple(keys), vacated_on=None
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if events:
        today = now.astimezone(ZoneInfo(entry.docket.court.time_zone)).date()
        move_proposals.wait_for_a_person(
            litigation=litigation,
            cause=EventsVacated(events=events, on=today),
            words=f"{entry} of {entry.docket} was read otherwise: its events fall away",
            now=now,
        )
    return len(events)


def _take(step: LedgerStep, transfer: Transfer, actor: User, now: datetime) -> None:
    if transfer.status not in BEGINS_AT[step.step]:
        raise ledger.WrongStep(f"{transfer.action}: {transfer} cannot take this step.")
    source = step.entry.source
    match step.step:
        case Step.OPPOSITION_NOTICED if transfer.status == _S.OPPOSED:
            return  # noted already; the notice only moves the clock
        case Step.OPPOSITION | Step.OPPOSITION_NOTICED:
            ledger.note_opposition(
                transfer=transfer, opposed_on=step.on, source=source, actor=actor
            )
        case Step.MOTION_TO_VACATE:
            _motion_filed(step, transfer, actor)
        case Step.VACATED:
            ledger.vacate_transfer(transfer=transfer, vacated_on=step.on, actor=actor)
        case _:
            ledger.finalize_transfer(transfer=transfer, finalized_on=step.on, actor=actor)


def _motion_filed(step: LedgerStep, transfer: Transfer, actor: User) -> None:
    """The motion shows that its time was kept; an opposition nobody noted stands behind it."""
    if transfer.status in _RUNNING:
        ledger.note_opposition(
            transfer=transfer, opposed_on=step.on, source=step.entry.source, actor=actor
        )
    own = Deadline.objects.open().filter(
        action=transfer.action_id, trigger__key__in=(*OPPOSED, *REMAND_OPPOSED)
    )
    for deadline in own:
        try:
            deadlines.mark_met(deadline=deadline, on=step.on, proof=step.entry, actor=actor)
        except ChangeWaits:
            continue  # people decide about the waiting change first


def _of_the_whole(step: LedgerStep, actor: User) -> str:
    """Record what concerns the litigation and no single transfer; return it in words."""
    litigation = Litigation.objects.select_for_update().get(pk=step.litigation_id)
    match step.step:
        case Step.MOTION if litigation.motion_on is None:
            litigation.motion_on = step.on
            said = f"The motion to transfer was filed on {step.on}."
        case Step.TRANSFER_ORDER if litigation.centralized_on is None:
            litigation.centralized_on = step.on
            said = f"The litigation was centralized on {step.on}."
        case Step.TAG_ALONG:
            named = _as_named(step)
            noted = ledger.note_tag_alongs(
                litigation=litigation, actions=named, on=step.on, source=step.entry.source,
                actor=actor,
            )  # fmt: skip
            return f"{len(noted)} of {len(named)} named actions are new, as proposed."
        case _:
            return ""
    litigation.full_clean()
    litigation.save()
    return said


def _as_named(step: LedgerStep) -> list[NamedAction]:
    courts = Court.objects.in_bulk([court for court, _ in step.named])
    return [
        NamedAction(court=courts[court], number=number.core)
        for court, text in step.named
        if court in courts and (number := parse_or_none(text)) is not None
    ]


def _in_words(step: LedgerStep, chosen: Sequence[Transfer]) -> str:
    count = f"{len(chosen)} transfer{'' if len(chosen) == 1 else 's'}"
    return f"{step.get_step_display()}: {count}." if chosen else "Noted; nothing moved."


def source_of(*, entry: DocketEntry, litigation: Litigation, title: str) -> Source:
    """Return the source that an entry of the Panel's docket is, made where it has none."""
    if entry.source is not None:
        return entry.source
    facts: dict[str, Any] = {"verification": Verification.DOCKET, "dated_on": entry.filed_on}
    source: Source = Source.objects.get_or_create(
        court_id="jpml",
        docket_number=f"MDL No. {litigation.mdl_number}",
        entry_number="" if entry.number is None else str(entry.number),
        url="",
        title=title,
        defaults=facts,
    )[0]
    entry.source = source
    entry.save(update_fields=["source"])
    return source
