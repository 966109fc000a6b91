"""The whole file taken out: asked for, written in the background, kept sealed, opened by who may.

An archive is written under the identity of whoever asked for it, from one moment of the database.
A worker that dies leaves the row as it was, and the next one begins again; a finished archive takes
its name at once. Progress stands in a file beside it, for one transaction writes all.
"""

import hashlib
import io
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction

from mdl import crypto
from mdl.access import Act, NotAllowed, require
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, MatterExport, User
from mdl.sealed_files import SealingWriter, opened_pieces
from mdl.services import audit
from mdl.services.retention.archive import Told, write_archive
from mdl.services.retention.reasons import given
from mdl.waking import Wake

log = logging.getLogger(__name__)

Profile = MatterExport.Profile
Status = MatterExport.Status
WAKE: Final = Wake("mdl.write_exports", "the file waits for the next tick")


class ReasonNeeded(Exception):
    """Names are given out for a reason, which the audit keeps."""


class NotReady(Exception):
    """The archive is not where this step begins; the message says why."""


def require_export(actor: User | None, litigation: Litigation, profile: str) -> None:
    """Raise ``NotAllowed`` unless the actor may take the file out: it holds the audit of the
    matter, and names where it is full."""
    require(actor, Act.READ_AUDIT, litigation)
    if profile == Profile.FULL:
        require(actor, Act.REVEAL, litigation)


@transaction.atomic
def begin(
    *,
    litigation: Litigation,
    profile: str,
    reason: str = "",
    actor: User | None,
    now: datetime,
    is_kept: bool = True,
) -> MatterExport:
    """Record that somebody takes the file out, before anything of it is written.

    With ``is_kept`` a worker writes it; else the caller does (:func:`write_to`). The reason must
    name nobody. Raises ``NotAllowed``, :class:`ReasonNeeded` and ``ValidationError``.
    """
    require_export(actor, litigation, profile)
    reason = given(reason, litigation=litigation, now=now)
    if profile == Profile.FULL and not reason:
        raise ReasonNeeded("Say why names are given out; the audit keeps it.")
    with acting_as(actor, why="export the file of a litigation"):
        export = MatterExport(
            litigation=litigation, profile=profile, reason=reason, actor=actor, asked_at=now,
            status=Status.WAITING if is_kept else Status.AWAY,
        )  # fmt: skip
        export.full_clean()
        export.save(force_insert=True)
        audit.record(
            kind=AuditEvent.Kind.EXPORT,
            actor=actor,
            at=now,
            litigation=litigation,
            subject=audit.subject_of(export),
            reason=f"The whole file. {export.get_profile_display()}. {reason}".strip()[:300],
            held=None if profile == Profile.FULL else (),
        )
        if is_kept:
            WAKE.once_it_stands()
    return export


@transaction.atomic
def begin_again(*, export: MatterExport, actor: User | None) -> None:
    """Let a stopped archive be written once more."""
    require_export(actor, export.litigation, export.profile)
    stopped = MatterExport.objects.filter(pk=export.pk, status=Status.STOPPED)
    with acting_as(actor, why="export the file of a litigation again"):
        if not stopped.update(status=Status.WAITING, trouble=""):
            raise NotReady("Only an archive that stopped is written again.")
        WAKE.once_it_stands()


@transaction.atomic
def drop(*, export: MatterExport, actor: User | None) -> None:
    """Take an archive away: its key and its file. That it was taken out stays on record."""
    require_export(actor, export.litigation, export.profile)
    with acting_as(actor, why="take an exported file away"):
        forget(export)


def forget(export: MatterExport) -> None:
    """Destroy the key now, and the file once that stands."""
    MatterExport.objects.filter(pk=export.pk).update(status=Status.AWAY, wrapped_key=b"")
    transaction.on_commit(lambda: _unlink(export.pk))


def forget_names(litigation: Litigation) -> None:
    """Destroy the kept archives with names: somebody of the litigation is erased."""
    full = MatterExport.objects.filter(litigation=litigation, profile=Profile.FULL)
    for export in full.filter(status__in=(Status.WAITING, Status.KEPT)):
        forget(export)


def opened(
    *, export: MatterExport, reason: str = "", actor: User, now: datetime
) -> Iterator[bytes]:
    """Return the pieces of an archive; each opening is an event, of a full one with its reason.

    Nothing is read before the pieces are, but who may and whether it is there is asked now.
    """
    require_export(actor, export.litigation, export.profile)
    if export.status != Status.KEPT or not _kept(export.pk).exists():
        raise NotReady("The archive is not here. Have it written again.")
    is_full = export.profile == Profile.FULL
    if is_full and not reason.strip():
        raise ReasonNeeded("Say why you open a file with names; the audit keeps it.")
    audit.record(
        kind=AuditEvent.Kind.REVEAL if is_full else AuditEvent.Kind.EXPORT,
        actor=actor,
        at=now,
        litigation=export.litigation,
        subject=audit.subject_of(export),
        reason=given(reason, litigation=export.litigation, now=now)[:300]
        or "The kept file was opened. Designations only.",
        held=None if is_full else (),
    )
    key = bytes(export.wrapped_key)
    return opened_pieces(_kept(export.pk), key, place=_place(export))


# --- Writing ------------------------------------------------------------------------------------


def write_waiting(*, until: Callable[[], bool] = lambda: False) -> int:
    """Write every archive that waits, oldest first; return how many were begun."""
    begun: set[UUID] = set()
    while not until():
        with acting_as(None, why="look for files to export"):
            waiting = MatterExport.objects.filter(status=Status.WAITING).exclude(pk__in=begun)
            key = waiting.order_by("asked_at").values_list("pk", flat=True).first()
        if key is None:
            break
        begun.add(key)
        write(key)
    return len(begun)


def write(key: UUID) -> None:
    """Write one archive, sealed. A trouble of the database leaves it for the next time."""
    with acting_as(None, why="look for files to export"):
        export = MatterExport.objects.select_related("actor", "litigation").get(pk=key)
    try:
        require_export(export.actor, export.litigation, export.profile)  # a wall acts here too
        with _one_moment(export.actor):
            _write_sealed(key)
    except OperationalError as error:
        log.warning("An export waits for the next time (%s).", type(error).__name__)
    except NotAllowed as refusal:
        _stop(key, str(refusal))
    except (OSError, DatabaseError, crypto.SealBroken) as error:
        _stop(
            key, f"It could not be written ({type(error).__name__}). Look at the disk, try again."
        )
    finally:
        with suppress(FileNotFoundError):
            _progress(key).unlink()


def _write_sealed(key: UUID) -> None:
    """Write it unless another worker holds the row, which this transaction holds to its end."""
    rows = MatterExport.objects.select_for_update(skip_locked=True, of=("self",))
    export = rows.select_related("litigation").filter(pk=key, status=Status.WAITING).first()
    if export is None:
        return
    _directory().mkdir(mode=0o700, parents=True, exist_ok=True)
    data_key, part = crypto.new_data_key(), _kept(key).with_suffix(".part")
    with _private(part) as file:
        sealing = SealingWriter(file, data_key, place=_place(export))
        _written(export, sealing, told=lambda *told: _tell(key, *told))
        sealing.finish()
        os.fsync(file.fileno())
    export.status, export.wrapped_key = Status.KEPT, crypto.wrap(data_key)
    export.save(update_fields=["status", "wrapped_key", "size", "sha256"])
    part.replace(_kept(key))


def write_to(path: Path, *, export: MatterExport, told: Told = lambda *_: None) -> None:
    """Write an archive, open, into a file of its own that only its owner may read.

    It takes its name when it is whole; what was broken off is written anew. Raises ``OSError``.
    """
    if path.exists():
        raise FileExistsError(17, "a file of this name exists already", str(path))
    part = path.with_name(f"{path.name}.part")
    with _one_moment(export.actor):
        with _private(part) as file:
            _written(export, file, told=told)
            os.fsync(file.fileno())
        export.save(update_fields=["size", "sha256"])
        part.replace(path)


class _Hashed(io.RawIOBase):
    """Passes on what is written, and knows its hash and size."""

    def __init__(self, out: IO[bytes] | SealingWriter) -> None:
        self._out, self.digest, self.size = out, hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, piece: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]  # what zipfile gives
        self.digest.update(piece)
        self.size += len(piece)
        self._out.write(piece)
        return len(piece)


def _written(export: MatterExport, out: IO[bytes] | SealingWriter, *, told: Told) -> None:
    hashed = _Hashed(out)
    is_full = export.profile == Profile.FULL
    write_archive(hashed, litigation=export.litigation, is_full=is_full, told=told)  # type: ignore[arg-type]  # a raw stream
    export.size, export.sha256 = hashed.size, hashed.digest.hexdigest()


@contextmanager
def _one_moment(actor: User | None) -> Iterator[None]:
    """Open a transaction that sees the database as it is now, whatever others write meanwhile."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with acting_as(actor, why="export the file of a litigation"):
            yield


def _stop(key: UUID, trouble: str) -> None:
    with acting_as(None, why="an export stopped"):
        MatterExport.objects.filter(pk=key).update(status=Status.STOPPED, trouble=trouble[:300])


# --- Files --------------------------------------------------------------------------------------


def progress_of(export: MatterExport) -> tuple[str, int, int] | None:
    """Return what is being written, and how many of how many parts are done; None: not begun."""
    try:
        what, done, whole = json.loads(_progress(export.pk).read_text())
    except (OSError, ValueError):
        return None
    return str(what), int(done), int(whole)


def _tell(key: UUID, what: str, done: int, whole: int) -> None:
    _progress(key).write_text(json.dumps([what, done, whole]))


def _place(export: MatterExport) -> str:
    return f"mdl_matterexport of {export.pk}"


def _directory() -> Path:
    return Path(settings.MATTER_EXPORTS_DIR)


def _kept(key: UUID) -> Path:
    return _directory() / f"{key}.sealed"


def _progress(key: UUID) -> Path:
    return _directory() / f"{key}.progress"


def _unlink(key: UUID) -> None:
    _kept(key).unlink(missing_ok=True)
    _kept(key).with_suffix(".part").unlink(missing_ok=True)


def _private(path: Path) -> IO[bytes]:
    """Begin a file that only its owner may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
