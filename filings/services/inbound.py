"""The inbound ledger: every paper is stored raw and sealed first, then taken in, and accounted.

``receive`` is what every way in calls. A paper that cannot be taken in is set aside with the
reason, whole and replayable; nothing is dropped, nothing half-written.
"""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from importlib.metadata import version
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import QuerySet

from filings.ingestion import confined
from filings.ingestion.errors import PaperError
from filings.ingestion.masking import mask_names
from filings.ingestion.pipeline import Taken, take_in
from filings.ingestion.placing import DocketNotKnown
from filings.models import InboundItem
from filings.services import waiting_papers
from filings.services.setwise import collector_at_rest, fit
from mdl import crypto
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import User

log = logging.getLogger(__name__)

_PLACE = "filings_inbounditem.sealed_raw"
_NOT_RECORDED = (
    "It was read, but could not be recorded ({kind}), and nothing of it was kept. Import it "
    "again; if that does not help, tell whoever runs the program."
)
READER = f"2/juriscraper-{version('juriscraper')}"
"""Raised when reading, matching or merging changes: papers set aside are then tried again."""
NOT_RECORDED = "not_recorded"
LATER = (
    "The database could not record it just now, and nothing of it was changed. It is kept, and is "
    "tried again."
)
_WORTH_ANOTHER_TRY = ("docket_not_known", "too_heavy")
"""Codes of papers whose fate hangs on something else than the reader."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper as it was handed in, and what it was called."""

    raw: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one paper handed in."""

    item: InboundItem
    is_repeat: bool
    """The paper was taken in, or set aside by this very reader, before: nothing was written."""

    @property
    def outcome(self) -> str:
        """Return ``imported``, ``unchanged`` or ``set_aside``; ``received`` where it waits."""
        status = InboundItem.Status
        if self.item.status == status.IMPORTED and self.is_repeat:
            return status.UNCHANGED
        return self.item.status


def receive(
    raw: bytes,
    *,
    way: str,
    external_id: str | None = None,
    name: str = "",
    actor: User | None,
    now: datetime,
) -> Receipt:
    """Store a paper, take it in, and say what became of it.

    ``external_id`` is the Message-ID of a fetched mail; without one the content is its own id.
    The same paper again finds its row and writes nothing. One that meets a trouble of the database
    is stored, stays received, and is tried again with those that wait.
    """
    require(actor, Act.RECORD)
    known = {"way": way, "external_id": external_id or hashlib.sha256(raw).hexdigest()}
    item = _standing(known)
    with nullcontext() if item is not None else confined.Reading(raw) as reading:
        if item is None:  # it is stored while the child reads, and taken in after that
            item = _stored(raw, known, name=name, actor=actor, now=now)
        try:
            return process(item=item, reading=reading, actor=actor, now=now)
        except OperationalError as error:
            say_it_waits(item, error)
            return Receipt(item, is_repeat=False)


def store_all(
    handed: Sequence[Handed], *, way: str, actor: User | None, now: datetime
) -> list[InboundItem]:
    """Store papers, sealed, in a constant number of statements; nothing is read yet.

    Returns the row of each, in their order; the same paper twice has one row. What is sealed is
    not read back.
    """
    require(actor, Act.RECORD)
    keys = [hashlib.sha256(each.raw).digest() for each in handed]
    stored = _rows(way, keys)
    new = {
        key: _sealed(each.raw, way=way, external_id=key.hex(), name=each.name, now=now)
        for key, each in zip(keys, handed, strict=True)
        if key.hex() not in stored
    }
    if new:
        with acting_as(actor, why="receive court papers"):
            shown = mask_names([item.name for item in new.values()])
            for item in new.values():
                item.name = fit(item, "name", shown[item.name])
            InboundItem.objects.bulk_create(new.values(), ignore_conflicts=True)
            stored |= _rows(way, list(new))
    return [stored[key.hex()] for key in keys]


def _rows(way: str, keys: Sequence[bytes]) -> dict[str, InboundItem]:
    rows = InboundItem.objects.filter(way=way, external_id__in={key.hex() for key in keys})
    return {item.external_id: item for item in rows.defer("sealed_raw", "wrapped_key")}


def set_aside(
    raw: bytes,
    *,
    way: str,
    external_id: str | None = None,
    name: str = "",
    reason: str,
    code: str,
    now: datetime,
) -> Receipt:
    """Keep what there is of a paper that cannot be had whole, and say why it waits for a person."""
    known = {"way": way, "external_id": external_id or hashlib.sha256(raw).hexdigest()}
    item = _standing(known) or _stored(raw, known, name=name, actor=None, now=now)
    with acting_as(None, why="set a court paper aside"):
        locked: InboundItem = InboundItem.objects.select_for_update().get(pk=item.pk)
        is_repeat = locked.status != InboundItem.Status.RECEIVED
        if not is_repeat:
            locked.status, locked.reason = InboundItem.Status.SET_ASIDE, reason
            locked.account, locked.parser, locked.processed_at = {"code": code}, READER, now
            locked.save(update_fields=["parser", "status", "reason", "account", "processed_at"])
    return Receipt(locked, is_repeat=is_repeat)


def free_id(raw: bytes, *, way: str, external_id: str | None) -> str | None:
    """Return the id under which a mail is kept: its Message-ID, unless another message came under
    it. Anybody may write any Message-ID; that must not hide a court's notice.

    The same message delivered twice differs in its head only, and is the same. Of a mail too large
    to be fetched there is only a head: that must be the same.
    """
    if external_id is None:
        return None
    found = InboundItem.objects.filter(way=way, external_id=external_id).first()
    told = _told(raw)
    if found is None or _told(raw_paper(found)) == told:
        return external_id
    return f"{external_id}#{hashlib.sha256(told).hexdigest()[:16]}"


def _told(raw: bytes) -> bytes:
    """What follows the head of a mail; the head, where there is nothing else."""
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    return body.strip() or head.strip()


def process(
    *,
    item: InboundItem,
    reading: confined.Reading | None = None,
    actor: User | None,
    now: datetime,
) -> Receipt:
    """Take in a stored paper, unless that was done; one that was set aside is tried again only
    by a newer reader. ``reading`` is the paper's, where somebody has begun to read it.

    All or nothing, in one transaction; of two workers with the same paper one does the work.
    Raises ``OperationalError`` where the database could not just now: the paper is as it was.
    """
    if _is_done(item):
        return Receipt(item, is_repeat=True)
    with acting_as(actor, why="take in a court paper"):
        rows = InboundItem.objects.defer("sealed_raw")  # megabytes, and often at hand
        locked: InboundItem = rows.select_for_update().get(pk=item.pk)
        is_repeat = _is_done(locked)
        if not is_repeat:
            if "sealed_raw" not in item.get_deferred_fields():
                locked.sealed_raw = item.sealed_raw  # it never changes
            _take_in(locked, reading, actor=actor, now=now)
        return Receipt(locked, is_repeat=is_repeat)


def unprocessed() -> QuerySet[InboundItem]:
    """Return the papers that were stored and not taken in, oldest first, without their bytes."""
    waiting = InboundItem.objects.filter(status=InboundItem.Status.RECEIVED)
    return waiting.defer("sealed_raw").order_by("id")


def raw_paper(item: InboundItem) -> bytes:
    """Return the paper as it came. It may name protected people: for the door, not for a page."""
    data_key = crypto.unwrap(bytes(item.wrapped_key))
    return crypto.unseal(data_key, bytes(item.sealed_raw), place=_PLACE)


def _standing(known: Mapping[str, str]) -> InboundItem | None:
    return InboundItem.objects.defer("sealed_raw").filter(**known).first()


def _stored(
    raw: bytes, known: Mapping[str, str], *, name: str, actor: User | None, now: datetime
) -> InboundItem:
    item = _sealed(raw, **known, name=name, now=now)
    with acting_as(actor, why="receive a court paper"):
        item.name = fit(item, "name", mask_names([name])[name])
        # Another worker may store the same paper now: whoever comes second finds it.
        InboundItem.objects.bulk_create([item], ignore_conflicts=True)
        stored: InboundItem = InboundItem.objects.defer("sealed_raw").get(**known)
    return item if stored.pk == item.pk else stored


def _sealed(raw: bytes, *, way: str, external_id: str, name: str, now: datetime) -> InboundItem:
    data_key = crypto.new_data_key()
    item = InboundItem(
        way=way,
        external_id=external_id,
        content_hash=hashlib.sha256(raw).digest(),
        size=len(raw),
        received_at=now,
        wrapped_key=crypto.wrap(data_key),
        sealed_raw=crypto.seal(data_key, raw, place=_PLACE),
    )
    item.name = fit(item, "name", name)
    return item


def _is_done(item: InboundItem) -> bool:
    if item.status == InboundItem.Status.SET_ASIDE:
        return item.parser == READER and item.account.get("code") not in _WORTH_ANOTHER_TRY
    return item.status != InboundItem.Status.RECEIVED


def _take_in(
    item: InboundItem, reading: confined.Reading | None, *, actor: User | None, now: datetime
) -> None:
    taken = attempt(item, reading=reading, actor=actor, now=now)
    is_as_before = isinstance(taken, Refusal) and item.account.get("code") == taken.code
    if is_as_before and item.parser == READER:
        return  # nothing is written
    item.parser, item.processed_at = READER, now
    if isinstance(taken, Refusal):
        item.status, item.reason = InboundItem.Status.SET_ASIDE, taken.reason
        item.account = taken.account()
        waiting_papers.look_once_it_stands(item)
        if taken.code == NOT_RECORDED:  # the fault is not the paper's: the next import tries again
            item.parser = ""
    else:
        status = InboundItem.Status
        item.status = status.UNCHANGED if taken.is_unchanged else status.IMPORTED
        item.reason, item.account = "", taken.account()
        waiting_papers.let_go(taken)
    item.save(update_fields=["kind", "parser", "status", "reason", "account", "processed_at"])


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a paper was not taken in. Nothing of it was kept."""

    reason: str
    code: str = NOT_RECORDED
    waits_for: Mapping[str, Any] | None = None
    """By which ids of a court its docket would be known."""

    def account(self) -> dict[str, Any]:
        """Return it as JSON for the paper's account."""
        waits_for = {} if self.waits_for is None else {"waits_for": dict(self.waits_for)}
        return {"code": self.code} | waits_for


def attempt(
    item: InboundItem,
    *,
    reading: confined.Reading | None = None,
    actor: User | None,
    now: datetime,
) -> Taken | Refusal:
    """Read a stored paper and record what it tells, whole or not at all. Its row is not saved.

    Raises ``OperationalError`` where that is a trouble of the database, which passes.
    """
    try:
        read = confined.read(raw_paper(item)) if reading is None else reading.papers()
        item.kind = read[0].kind
        with transaction.atomic(), collector_at_rest():
            # A file that tells of several courts is one paper with one account.
            return reduce(
                Taken.with_,
                [take_in(paper, item=item, actor=actor, now=now) for paper in read],
            )
    except DocketNotKnown as error:
        return Refusal(error.reason, error.code, error.waits_for)
    except PaperError as error:
        return Refusal(error.reason, error.code)
    except Exception as error:
        if isinstance(error, OperationalError) and _passes(error):
            raise
        # Only the kind of error: its words, or a traceback's, could quote the paper.
        log.error("Paper %s could not be recorded: %s", item.pk, type(error).__name__)
        return Refusal(_NOT_RECORDED.format(kind=type(error).__name__))


def _passes(error: OperationalError) -> bool:
    """Say whether it may go well next time: a lost connection, a deadlock, a full disk.

    What goes over a limit of PostgreSQL (class 54) is the paper's, and does so every time.
    """
    code = getattr(error.__cause__, "sqlstate", None) or ""
    return not code.startswith("54")


def say_it_waits(item: InboundItem, error: OperationalError) -> None:
    """Log that a paper waits for its next turn; the error's own words could quote it."""
    log.warning("Paper %s waits: the database could not (%s).", item.pk, type(error).__name__)
