"""Doing what is wanted of lists: reading and planning, taking over, taking back.

Any number of workers may: a list is held while it is planned or taken back, and each transaction of
taking over begins where the last one ended. Nothing of a file leaves this process but as sealed.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db import OperationalError, connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from mdl.access import NotAllowed
from mdl.copying import columns, copy_in
from mdl.identity import acting_as
from mdl.ids import made_on
from mdl.models import AuditEvent, User
from mdl.services import audit, batches
from mdl.spreadsheets import SheetError
from plaintiffs.models import CensusRow, CensusSheet, Person
from plaintiffs.privacy.census_file import opened_file
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.census import applying, undoing
from plaintiffs.services.census.access import require_both
from plaintiffs.services.census.applying import Overtaken, Told
from plaintiffs.services.census.columns import head_of
from plaintiffs.services.census.planning import Planner
from plaintiffs.services.census.reading import Facts, Wrong, read_rows

log = logging.getLogger(__name__)

Status = CensusSheet.Status
CHANGED_MEANWHILE: Final = (
    "People were entered or changed since this was shown, and rows stand otherwise now. Look at "
    "them once more."
)
_DOES_NOT_FIT: Final = "It could not be written ({kind}); what was written before it stands."
_TAKEN: Final = (CensusRow.State.NEW, CensusRow.State.CHANGED)
_COLUMNS: Final = tuple(name for name in columns(CensusRow) if name != "id")


def work_on_waiting(
    *, until: Callable[[], bool] = lambda: False, told: Told = lambda *_: None
) -> int:
    """Do what is wanted of every list that waits; return of how many something was done."""
    done: set[tuple[UUID, str]] = set()
    while not until():
        with acting_as(None, why="look for lists that wait"):
            waiting = CensusSheet.objects.filter(status__in=("planning", "applying", "undoing"))
            asked = set(waiting.order_by("received_at").values_list("pk", "status"))
        step = next(iter(sorted(asked - done, key=str)), None)
        if step is None:
            break
        done.add(step)
        work_on(step[0], told=told)
    return len(done)


def work_on(key: UUID, *, told: Told = lambda *_: None) -> None:
    """Do what is wanted of one list. A trouble of the database leaves it for the next time; what
    else stops it is said on its page, without a word of the file."""
    with acting_as(None, why="look for lists that wait"):
        rows = CensusSheet.objects.defer("sealed_file", "wrapped_key")
        sheet = rows.select_related("asked_by", "litigation").get(pk=key)
    try:
        require_both(sheet.asked_by, sheet.litigation)  # a wall acts on what waits too
        if sheet.status == Status.PLANNING:
            _plan(sheet, sheet.asked_by, told)
        elif sheet.status == Status.APPLYING:
            _apply(sheet, told)
        elif sheet.status == Status.UNDOING:
            _undo(sheet, told)
    except Overtaken:
        return
    except OperationalError as error:
        log.warning("A list of people waits for the next time (%s).", type(error).__name__)
    except (
        SheetError, Refused, Wrong, NotAllowed, batches.AlreadyUndone, batches.NoWayBack,
    ) as refusal:  # fmt: skip
        _stop(key, str(refusal))
    except Exception as error:  # noqa: BLE001 - at work forever, it would keep every other waiting
        _stop(key, _DOES_NOT_FIT.format(kind=type(error).__name__))


def _stop(key: UUID, trouble: str) -> None:
    with acting_as(None, why="a list of people stopped"):
        CensusSheet.objects.filter(pk=key).update(status=Status.STOPPED, trouble=trouble[:300])


def _plan(sheet: CensusSheet, actor: User | None, told: Told) -> None:
    with acting_as(actor, why="plan a list of people"):
        batches.take_time()
        held = _held(sheet, Status.PLANNING)
        if held is not None:
            _planned(held, told)
            held.status = Status.PLANNED
            held.save(update_fields=["status", "seen", "rows_whole", "rows_done"])


def _held(sheet: CensusSheet, status: str) -> CensusSheet | None:
    """Return the list, held, unless another worker has it."""
    rows = CensusSheet.objects.select_for_update(skip_locked=True, of=("self",))
    held = (
        rows.select_related("litigation", "asked_by", "batch")
        .filter(pk=sheet.pk, status=status)
        .first()
    )
    if held is not None:
        require_both(held.asked_by, held.litigation)
    return held


def _planned(sheet: CensusSheet, told: Told) -> None:
    """Write how each row stands."""
    now = timezone.now()
    data = opened_file(sheet)
    head = head_of(data, litigation=sheet.litigation)
    told("rows read", 0, 0)
    read = list(read_rows(data, head=head, columns=sheet.columns, today=now.date()))
    if not read:
        raise SheetError("Below the headings the file holds no row.")
    sheet.seen = _last_seen()
    told("rows planned", 0, len(read))
    rows = Planner(sheet, sheet.litigation, now.date()).plan(read)
    left = _left(sheet)
    left.delete()
    stay = set(sheet.rows.values_list("number", flat=True))
    rows = [row for row in rows if row.number not in stay]
    copy_in(CensusRow, _COLUMNS, (tuple(getattr(row, name) for name in _COLUMNS) for row in rows))
    _record(sheet, rows, now)
    sheet.rows_whole = sheet.rows_done + sum(row.state in _TAKEN for row in rows)
    told("rows planned", len(rows), len(rows))


def _left(sheet: CensusSheet) -> QuerySet[CensusRow]:
    """Return the rows behind the last that was written: all, before the first."""
    rows = CensusRow.objects.filter(sheet=sheet)
    if not sheet.rows_done:
        return rows
    taken = rows.filter(state__in=_TAKEN).order_by("turn", "number")
    turn, number = taken.values_list("turn", "number")[sheet.rows_done - 1]
    return rows.filter(Q(turn__gt=turn) | Q(turn=turn, number__gt=number))


def _record(sheet: CensusSheet, rows: list[CensusRow], now: datetime) -> None:
    """Tell the audit whom the list found: a plan says what a name and a birth date stand for."""
    found = {row.person_id for row in rows if row.person_id and row.state != CensusRow.State.NEW}
    people = Person.objects.filter(pk__in=found).values_list("pk", flat=True)
    audit.record(
        kind=AuditEvent.Kind.LIST_CHECK,
        actor=sheet.asked_by,
        at=now,
        litigation=sheet.litigation,
        subject=audit.subject_of(sheet),
        reason=f"A list of {len(rows)} rows was laid beside the people here: {len(people)} found",
        held=people,
    )


def _last_seen() -> int:
    """Return the last row of people's history: a later one says that somebody changed something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(pgh_id), 0) FROM plaintiffs_personevent")
        return int(cursor.fetchone()[0])


def _apply(sheet: CensusSheet, told: Told) -> None:
    with acting_as(sheet.asked_by, why=sheet.reason):
        held = _held(sheet, Status.APPLYING)
        if held is None or _stands_otherwise(held, told):
            return
        data = opened_file(held)
        now = timezone.now()
        head = head_of(data, litigation=held.litigation)
        wanted = set(held.rows.filter(state__in=_TAKEN).values_list("number", flat=True))
        facts: dict[int, Facts] = {
            each.number: each.facts
            for each in read_rows(data, head=head, columns=held.columns, today=now.date())
            if each.facts is not None and each.number in wanted
        }
    applying.apply_rows(held, facts, now=now, told=told)


def _stands_otherwise(sheet: CensusSheet, told: Told) -> bool:
    """Plan what is left again where people changed since, the month turned, or a person let a
    stopped list go on; say whether a person must look at it again."""
    goes_on, seen = sheet.seen < 0, max(sheet.seen, ~sheet.seen)
    if not goes_on and (sheet.rows_done or (seen == _last_seen() and not _month_turned(sheet))):
        return False
    left = _left(sheet)
    changed = left.filter(state=CensusRow.State.CHANGED).values("person")
    events = apps.get_model("plaintiffs", "PersonEvent")._default_manager
    corrected = events.filter(pgh_id__gt=seen, pgh_obj__in=changed).exists()
    shown = _as_shown(left)
    _planned(sheet, told)
    otherwise = corrected or _as_shown(_left(sheet)) != shown
    batch = sheet.batch
    if otherwise:
        sheet.status, sheet.trouble = Status.STOPPED, CHANGED_MEANWHILE
        if not sheet.rows_done:
            sheet.status, sheet.batch = Status.PLANNED, None
    sheet.save(update_fields=["status", "trouble", "batch", "seen", "rows_whole"])
    if batch is not None and sheet.batch is None:
        batch.delete()
    return otherwise


def _month_turned(sheet: CensusSheet) -> bool:
    """Whether who comes of age is another since the plan, which gave each new person a key."""
    new = sheet.rows.filter(state=CensusRow.State.NEW).order_by("-person_id")
    key: UUID | None = new.values_list("person", flat=True).first()
    today = timezone.now().date()
    return key is not None and made_on(key).replace(day=1) < today.replace(day=1)


def _as_shown(rows: QuerySet[CensusRow]) -> set[tuple[int, str, str, UUID | None]]:
    """Return what a person sees of each row. A new person's key is another in each plan."""
    told = rows.order_by().values_list("number", "state", "changes", "person")
    return {
        (number, state, changes, None if state == CensusRow.State.NEW else person)
        for number, state, changes, person in told.iterator()
    }


def _undo(sheet: CensusSheet, told: Told) -> None:
    with acting_as(sheet.asked_by, why=sheet.reason):
        held = _held(sheet, Status.UNDOING)
        if held is None or held.batch is None:
            return
        told("people taken back", 0, held.rows_done)
        undoing.undo(batch=held.batch, reason=held.reason, actor=held.asked_by, now=timezone.now())
        told("people taken back", held.rows_done, held.rows_done)
