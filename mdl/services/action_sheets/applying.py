"""Writing a planned list as one batch, and taking it back as one batch."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Final, TypeVar

from django.db import transaction
from django.db.models import Max, Model

from mdl.access import Act, require
from mdl.copying import columns, copy_in
from mdl.events import ActionsListed, ListReceived, publish
from mdl.models import Batch, DocketNumber, Judge, Litigation, MemberAction, User
from mdl.models.action_sheets import SheetColumns
from mdl.services import batches
from mdl.services.action_sheets.planning import FIELDS, Plan, Planned, State, Take, plan
from mdl.services.action_sheets.reading import Facts, NotDecidable
from mdl.services.taking_away import Whole, take_away

BATCH: Final = "import_actions"
LISTED: Final = 500
"""So many rows set aside are numbered in the account; their count is always whole."""
_AT_ONCE: Final = 5_000

T = TypeVar("T")
Told = Callable[[str, int, int], None]
"""Hears what is being written, how many are, and how many will be."""


def apply(
    *,
    data: bytes,
    litigation: Litigation,
    named: Mapping[str, str] | None = None,
    decisions: Mapping[int, str] | None = None,
    name: str,
    reason: str,
    actor: User | None,
    now: datetime,
    told: Told = lambda *_: None,
) -> Batch:
    """Take a list over: new actions with their numbers, and what it tells otherwise.

    ``decisions`` are by the rows' numbers: ``new``, ``same`` or ``aside``; a possible duplicate
    that nobody decided is set aside. received = imported + unchanged + set aside.
    Raises ``SheetError``, :class:`NotDecidable`, ``NotAllowed``, and ``ValidationError`` without a
    reason; nothing is then written.
    """
    with batches.applying(kind=BATCH, reason=reason, actor=actor, now=now) as batch:
        batches.take_time()
        publish(ListReceived(on=now.date(), litigation_id=litigation.pk))
        # Planned again under the lock: what somebody entered meanwhile is seen.
        Litigation.objects.select_for_update().get(pk=litigation.pk)
        planned = plan(data=data, litigation=litigation, named=named, actor=actor, today=now.date())
        new, changed, aside = _decided(planned, decisions or {})
        judges = _judges([*new, *changed])
        made = _write_new(litigation, [_facts(each) for each in new], judges, told)
        _write_changed(changed, judges, told)
        SheetColumns.objects.update_or_create(
            litigation=litigation, defaults={"columns": planned.sheet.columns}
        )
        batch.count = len(new) + len(changed)
        batch.account = {
            "litigation": str(litigation.pk),
            "file": name[:120],
            "received": len(planned.planned),
            "imported": batch.count,
            "new": len(new),
            "changed": len(changed),
            "unchanged": len(planned.planned) - batch.count - len(aside),
            "set_aside": len(aside),
            # Why is told to who plans; it quotes cells, which may name a child, and is not kept.
            "aside": [each.number for each in aside[:LISTED]],
        }
        written = [action.pk for action in made] + [each.action for each in changed if each.action]
        publish(ActionsListed(on=now.date(), batch_id=batch.pk, action_ids=tuple(written)))
    return batch


def _decided(
    planned: Plan, decisions: Mapping[int, str]
) -> tuple[list[Planned], list[Planned], list[Planned]]:
    """Return what is new, what changes an action, and what is set aside."""
    new, changed = planned.of(State.NEW), planned.of(State.CHANGED)
    aside = planned.of(State.REFUSED)
    possible = {each.number: each for each in planned.of(State.POSSIBLE)}
    for number, take in decisions.items():
        if number not in possible or take not in set(Take):
            raise NotDecidable(
                f"Row {number} cannot be “{take}”: only a possible duplicate is new, same or aside."
            )
    for number, each in possible.items():
        take = decisions.get(number, Take.ASIDE)
        if take == Take.NEW:
            new.append(each)
        elif take == Take.SAME:
            changed.append(each)
        else:
            aside.append(each)
    told = [each.action for each in changed]
    if len(set(told)) < len(told):
        raise NotDecidable("Two rows were said to be the same action. Choose one of them.")
    return new, changed, sorted(aside, key=lambda each: each.number)


def _facts(each: Planned) -> Facts:
    assert each.row.facts is not None  # noqa: S101 - a row without facts is refused
    return each.row.facts


def _judges(rows: Iterable[Planned]) -> dict[tuple[str, str], Judge]:
    """Find or make the judges whom the list names, each in the court of the row."""
    wanted = {(facts.court, facts.judge) for facts in map(_facts, rows) if facts.judge}
    if not wanted:
        return {}
    Judge.objects.bulk_create(
        (Judge(court_id=court, name=name) for court, name in sorted(wanted)),
        ignore_conflicts=True,
    )
    found = Judge.objects.filter(court__in={court for court, _ in wanted})
    return {(judge.court_id, judge.name): judge for judge in found}


def _write_new(
    litigation: Litigation,
    facts: Sequence[Facts],
    judges: Mapping[tuple[str, str], Judge],
    told: Told,
) -> list[MemberAction]:
    last = litigation.actions.aggregate(last=Max("position"))["last"] or 0
    made: list[MemberAction] = []
    pairs = (
        (_action(litigation, last + place, each, judges), each)
        for place, each in enumerate(facts, start=1)
    )
    for batch in _in_batches(pairs):
        actions = [action for action, _ in batch]
        _insert(MemberAction, actions)
        _insert(DocketNumber, [_number(litigation, *pair) for pair in batch])
        made += actions
        told("new actions", len(made), len(facts))
    return made


def _insert(model: type[Model], rows: Sequence[Model]) -> None:
    """Somebody waits for the page: COPY takes half of what ``bulk_create`` does."""
    names = [name for name in columns(model) if name != "id" or rows[0].pk is not None]
    copy_in(model, names, map(attrgetter(*names), rows))


def _action(
    litigation: Litigation,
    position: int,
    facts: Facts,
    judges: Mapping[tuple[str, str], Judge],
) -> MemberAction:
    return MemberAction(
        litigation=litigation,
        position=position,
        caption=facts.caption or None,
        origin_court_id=facts.court,
        filed_on=facts.filed_on,
        terminated_on=facts.terminated_on,
        disposition=facts.disposition,
        judge=judges.get((facts.court, facts.judge)),
    )


def _number(litigation: Litigation, action: MemberAction, facts: Facts) -> DocketNumber:
    court, office, year, kind, serial = facts.key
    is_transferee = court == litigation.transferee_court_id
    return DocketNumber(
        action=action,
        court_id=court,
        part=DocketNumber.Part.TRANSFEREE if is_transferee else DocketNumber.Part.TRANSFEROR,
        raw=facts.number.raw[:60],
        office=office,
        year=year,
        type=kind,
        serial=serial,
        judge_initials="-".join(facts.number.judges)[:20],
        from_on=facts.filed_on,
    )


def _write_changed(
    planned: Sequence[Planned], judges: Mapping[tuple[str, str], Judge], told: Told
) -> None:
    done = 0
    for batch in _in_batches(planned):
        rows = MemberAction.objects.in_bulk([each.action for each in batch])
        for each in batch:
            _tell(rows[each.action], _facts(each), judges)
        # One upsert by key instead of bulk_update, whose CASE for each row grows with the square.
        MemberAction.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*FIELDS, "judge", "standing"],
        )
        done += len(batch)
        told("changed actions", done, len(planned))


def _tell(action: MemberAction, facts: Facts, judges: Mapping[tuple[str, str], Judge]) -> None:
    """Bring an action to what the list says; what it does not say stays."""
    for name in FIELDS:
        value: str | date | None = getattr(facts, name)
        if value:
            setattr(action, name, value)
    if facts.judge:
        action.judge = judges[facts.court, facts.judge]
    if action.caption and action.standing == MemberAction.Standing.COUNTED:
        action.standing = MemberAction.Standing.IDENTIFIED


def _in_batches(rows: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch


# --- The way back -------------------------------------------------------------------------------

_MADE: Final = Whole(MemberAction, parts={DocketNumber: ("action_id",)})


@transaction.atomic
def undo(*, batch: Batch, reason: str, actor: User | None, now: datetime) -> batches.Undone:
    """Take a list back: changed values return, and actions that it made go, unless somebody changed
    them since or something hangs on them: those stay and are counted as conflicts. A judge whom the
    list named stays with the court.

    Raises ``AlreadyUndone``, ``NotAllowed``, and ``ValidationError`` without a reason.
    """
    batches.take_time()
    litigation = Litigation.objects.select_for_update().get(pk=batch.account["litigation"])
    require(actor, Act.RECORD, litigation)
    return batches.undo(
        batch=batch,
        reason=reason,
        actor=actor,
        now=now,
        beside=(Judge,),
        first=partial(take_away, whole=_MADE),
    )


def undone_words(done: batches.Undone) -> str:
    """Say what went, what came back, and what stayed as somebody changed or used it meanwhile."""
    stayed = (
        f" {done.conflict_count} rows were changed or used since and stay."
        if done.conflict_count
        else ""
    )
    return (
        f"{done.removed} actions that it made are gone; {done.restored} rows are as they were "
        f"before.{stayed}"
    )
