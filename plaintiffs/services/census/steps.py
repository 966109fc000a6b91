"""What a person asks of a list: hand it in, set its columns, take it over, take it back, drop it.

Each step only says what is wanted; :mod:`plaintiffs.services.census.work` does it, in a worker or
where a command waits.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from mdl.identity import acting_as
from mdl.models import Litigation, User
from mdl.services import batches
from mdl.waking import Wake
from plaintiffs.models import CensusSheet
from plaintiffs.privacy.census_file import opened_file, seal_file
from plaintiffs.privacy.errors import OnHold
from plaintiffs.privacy.holds import refuse_on_hold
from plaintiffs.privacy.reasons import given_reason
from plaintiffs.services.census.access import require_both
from plaintiffs.services.census.columns import Head, chosen, head_of, remember
from plaintiffs.services.census.undoing import BATCH

Status = CensusSheet.Status
KEPT_STOPPED: Final = timedelta(days=30)
"""So long after it was handed in, the file of a list that stopped is kept for going on."""
_WORK: Final = Wake("plaintiffs.work_on_census", "the list waits for the next tick")


class NotNow(Exception):
    """The list does not stand where this step begins; the message says how it stands."""


@transaction.atomic
def receive(
    *, data: bytes, litigation: Litigation, actor: User | None, now: datetime
) -> CensusSheet:
    """Seal a file as it came, once its beginning could be read. Its name is not kept.

    Raises :class:`~mdl.spreadsheets.SheetError` and ``NotAllowed``.
    """
    require_both(actor, litigation)
    head_of(data, litigation=litigation)
    sheet = CensusSheet(litigation=litigation, received_at=now, asked_by=actor)
    seal_file(sheet, data)
    with acting_as(actor, why="hand in a list of people"):
        sheet.save(force_insert=True)
    return sheet


def head(sheet: CensusSheet) -> Head:
    """Return the beginning of a list, with what its columns are, or are likely to be."""
    found = head_of(opened_file(sheet), litigation=sheet.litigation)
    found.columns = sheet.columns or found.columns
    return found


@transaction.atomic
def set_columns(
    *, sheet: CensusSheet, columns: Mapping[str, str] | None, actor: User | None, now: datetime
) -> CensusSheet:
    """Say which column is which field, by letter or heading (``None``: as suggested), and have the
    list planned.

    Raises :class:`~plaintiffs.services.census.columns.NotReadable`, :class:`NotNow` and
    ``NotAllowed``.
    """
    sheet = _held(sheet, actor, Status.RECEIVED, Status.PLANNED, Status.STOPPED)
    if sheet.batch_id is not None:
        raise NotNow("A part of this list was taken over; take it back, and hand it in again.")
    beginning = head_of(opened_file(sheet), litigation=sheet.litigation)
    told = chosen(beginning, beginning.columns if columns is None else columns)
    remember(sheet.litigation, beginning, told, now=now)
    return _ask(sheet, Status.PLANNING, actor, columns=told, trouble="")


@transaction.atomic
def take_over(*, sheet: CensusSheet, reason: str, actor: User | None, now: datetime) -> CensusSheet:
    """Have a planned list written as one batch. Raises :class:`NotNow`, ``NotAllowed``, and
    ``ValidationError`` without a reason."""
    sheet = _held(sheet, actor, Status.PLANNED)
    reason = given_reason(reason, litigation=sheet.litigation)
    batch = batches.begun(kind=BATCH, reason=reason, actor=actor, now=now)
    batch.account = {"litigation": str(sheet.litigation_id), "sheet": str(sheet.pk)}
    batch.save(update_fields=["account"])
    return _ask(sheet, Status.APPLYING, actor, reason=batch.reason, batch=batch)


@transaction.atomic
def go_on(*, sheet: CensusSheet, actor: User | None) -> CensusSheet:
    """Go on with a list that stopped while it was taken over; what is left is planned anew."""
    sheet = _held(sheet, actor, Status.STOPPED)
    if sheet.batch_id is None:
        raise NotNow("Nothing of this list was taken over; set its columns again.")
    if not sheet.wrapped_key:
        raise NotNow("The file of this list is not kept any more; what is left is to take it back.")
    # Turned round, the mark of what the plan knew asks the worker to plan once more.
    return _ask(sheet, Status.APPLYING, actor, trouble="", seen=min(sheet.seen, ~sheet.seen))


@transaction.atomic
def take_back(*, sheet: CensusSheet, reason: str, actor: User | None) -> CensusSheet:
    """Have a list taken back that was taken over, wholly or in part."""
    sheet = _held(sheet, actor, Status.APPLIED, Status.STOPPED)
    reason = given_reason(reason, litigation=sheet.litigation)
    refuse_on_hold(sheet.litigation)
    if sheet.batch_id is None or not reason:
        raise NotNow("Say why the list is taken back; nothing was taken over otherwise.")
    return _ask(sheet, Status.UNDOING, actor, reason=reason[:300], trouble="")


@transaction.atomic
def drop(*, sheet: CensusSheet, actor: User | None) -> None:
    """Forget a list of which nothing was taken over: its sealed file, its key and its rows. That
    somebody handed it in stays on record."""
    sheet = _held(sheet, actor, Status.RECEIVED, Status.PLANNED, Status.STOPPED)
    if sheet.batch_id is not None:
        raise NotNow("The list was taken over; take it back instead.")
    refuse_on_hold(sheet.litigation)
    sheet.rows.all().delete()
    sheet.status = Status.DROPPED
    sheet.forget_file()
    sheet.save(update_fields=["status", "wrapped_key", "sealed_file"])


@transaction.atomic
def forget_file(*, sheet: CensusSheet, actor: User | None) -> None:
    """Forget the file of a list that stopped when a part of it was taken over: what was written
    stands and can be taken back, and nobody goes on with the rest."""
    sheet = _held(sheet, actor, Status.STOPPED)
    if sheet.batch_id is None:
        raise NotNow("Nothing of this list was taken over; forget the whole of it.")
    refuse_on_hold(sheet.litigation)
    sheet.forget_file()
    sheet.save(update_fields=["wrapped_key", "sealed_file"])


def forget_stopped(*, now: datetime) -> int:
    """Forget lists that stopped and that nobody came back to within :data:`KEPT_STOPPED`, or their
    files; return how many. On legal hold they stay."""
    with acting_as(None, why="look for lists that stopped"):
        rows = CensusSheet.objects.filter(status=Status.STOPPED).exclude(wrapped_key=b"")
        old = list(rows.filter(received_at__lte=now - KEPT_STOPPED).defer("sealed_file"))
    done = 0
    for sheet in old:
        forget = drop if sheet.batch_id is None else forget_file
        try:
            with acting_as(None, why="a list that stopped long ago is forgotten"):
                forget(sheet=sheet, actor=None)
        except (NotNow, OnHold):
            continue
        done += 1
    return done


def _held(sheet: CensusSheet, actor: User | None, *begins: Status) -> CensusSheet:
    rows = CensusSheet.objects.select_for_update(of=("self",)).select_related("litigation")
    held: CensusSheet = rows.get(pk=sheet.pk)
    require_both(actor, held.litigation)
    if held.status not in begins:
        raise NotNow(f"The list is not where this begins: {held.get_status_display().lower()}.")
    return held


def _ask(sheet: CensusSheet, status: Status, actor: User | None, **values: object) -> CensusSheet:
    for name, value in {"status": status, "asked_by": actor, **values}.items():
        setattr(sheet, name, value)
    sheet.save(update_fields=["status", "asked_by", *values])
    _WORK.once_it_stands()
    return sheet
