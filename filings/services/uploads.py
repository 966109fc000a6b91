"""Papers handed in by a person: stored sealed at once, taken in by a worker, told one by one.

Handing in stores every paper and reads none, so it ends quickly; ``take_in_waiting`` does the
rest wherever it runs: in a worker that was woken, at the next tick, by command, or on the page of
an upload where there is no worker. Received = imported + unchanged + set aside, always.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from filings.ingestion.archives import ArchiveRefused, Limits, Member, is_archive, unpack
from filings.ingestion.masking import mask_names
from filings.models import InboundItem, Upload, UploadedPaper
from filings.services import inbound
from filings.services.inbound import Handed
from filings.services.wake import wake_taking_in
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import User

_PAPERS_AT_ONCE: Final = 200
_BYTES_AT_ONCE: Final = 32 * 1024 * 1024


class NothingTaken(Exception):
    """The files are more than may be handed in at once; the message says how many may."""


def limits() -> Limits:
    """Return how much may be handed in at once, as the settings say."""
    return Limits(
        papers=settings.UPLOAD_PAPERS,
        paper_bytes=settings.UPLOAD_PAPER_BYTES,
        total_bytes=settings.UPLOAD_TOTAL_BYTES,
    )


@transaction.atomic
def hand_in(*, files: "Sequence[UploadedFile[Any]]", actor: User, now: datetime) -> Upload:
    """Store what was handed in, archives unpacked, and wake a worker.

    Raises :class:`NothingTaken`, and ``NotAllowed``.
    """
    require(actor, Act.RECORD)
    total = sum(file.size or 0 for file in files)
    if total > settings.UPLOAD_TOTAL_BYTES:
        most = settings.UPLOAD_TOTAL_BYTES // (1024 * 1024)
        raise NothingTaken(f"Together the files are larger than {most} MB. Hand in fewer.")
    with acting_as(actor, why="hand in court papers"):
        upload = Upload.objects.create(actor=actor, received_at=now)
        for batch in _batches(_members(files)):
            _store(upload, batch, actor=actor, now=now)
    wake_taking_in()
    return upload


def _members(files: "Sequence[UploadedFile[Any]]") -> Iterator[Member]:
    """Yield every paper: a file, or each file of an archive, within what is left to take."""
    allowed = limits()
    left = allowed.papers
    bytes_left = allowed.total_bytes
    for file in files:
        name = file.name or "file"
        within = Limits(left, allowed.paper_bytes, bytes_left)
        for member in _of_file(file, name, within):
            left, bytes_left = left - 1, bytes_left - len(member.raw)
            yield member


def _of_file(file: "UploadedFile[Any]", name: str, within: Limits) -> Iterator[Member]:
    assert file.file is not None  # noqa: S101 - Django opened it
    if is_archive(file.file):
        try:
            for member in unpack(file.file, within):
                yield Member(f"{name}/{member.name}", member.raw, member.refused)
        except ArchiveRefused as refusal:
            yield Member(name, refused=str(refusal))
        return
    file.file.seek(0)
    raw = file.file.read(within.paper_bytes + 1)
    if len(raw) > within.paper_bytes:
        size = within.paper_bytes // (1024 * 1024)
        yield Member(name, refused=f"The file is larger than {size} MB.")
    elif within.papers <= 0:
        yield Member(name, refused="More papers were handed in than are taken at once.")
    else:
        yield Member(name, raw)


def _batches(members: Iterator[Member]) -> Iterator[list[Member]]:
    """Group papers so that many small ones cost few statements and large ones little memory."""
    batch: list[Member] = []
    size = 0
    for member in members:
        batch.append(member)
        size += len(member.raw)
        if len(batch) == _PAPERS_AT_ONCE or size > _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _store(upload: Upload, members: Sequence[Member], *, actor: User, now: datetime) -> None:
    taken = [member for member in members if not member.refused]
    handed = [Handed(member.raw, member.name) for member in taken]
    items = iter(
        inbound.store_all(handed, way=InboundItem.Way.UPLOAD, actor=actor, now=now)
        if handed
        else ()
    )
    shown = mask_names([words for each in members for words in (each.name, each.refused)])
    UploadedPaper.objects.bulk_create(
        UploadedPaper(
            upload=upload,
            item=None if member.refused else next(items),
            name=shown[member.name][-300:],
            reason=shown[member.refused][:300],
            outcome="set_aside" if member.refused else "",
        )
        for member in members
    )


# --- Taking in ----------------------------------------------------------------------------------


def take_in_waiting(
    *,
    upload: Upload | None = None,
    until: Callable[[], bool] = lambda: False,
    told: Callable[[UploadedPaper], None] = lambda _: None,
) -> int:
    """Take in what waits, of one upload or of all, until it is done or ``until`` says so.

    Any number of workers may: each takes a paper that no other holds. A worker that dies leaves
    its paper waiting, and so does a trouble of the database, until the next call. Returns how many
    it took in.
    """
    done = 0
    later: list[int] = []
    while not until():
        try:
            paper = _take_next(upload, later)
        except _Later as trouble:
            later.append(trouble.paper)
            continue
        if paper is None:
            break
        told(paper)
        done += 1
    return done


class _Later(Exception):
    """The database could not take this paper in just now."""

    def __init__(self, paper: int) -> None:
        super().__init__()
        self.paper = paper


def _take_next(upload: Upload | None, later: Sequence[int]) -> UploadedPaper | None:
    waiting: Any = UploadedPaper.objects.filter(outcome="").exclude(pk__in=later).order_by("id")
    if upload is not None:
        waiting = waiting.filter(upload=upload)
    with acting_as(None, why="take in a court paper"):
        locked = waiting.select_for_update(skip_locked=True, of=("self",))
        paper: UploadedPaper | None = locked.select_related("upload__actor").first()
        if paper is None:
            return None
        assert paper.item_id is not None  # noqa: S101 - a constraint: without an item it is refused
        item = InboundItem.objects.get(pk=paper.item_id)
        try:
            receipt = inbound.process(item=item, actor=paper.upload.actor, now=timezone.now())
        except OperationalError as error:
            inbound.say_it_waits(item, error)
            raise _Later(paper.pk) from None
        paper.item, paper.outcome = receipt.item, receipt.outcome
        paper.save(update_fields=["outcome"])
    return paper


def take_in_stored(*, until: Callable[[], bool] = lambda: False) -> int:
    """Take in papers that were stored and not taken in; return how many.

    What was handed in and waits for its turn is not among them.
    """
    done = 0
    handed_in = UploadedPaper.objects.filter(item=OuterRef("pk"), outcome="")
    for item in inbound.unprocessed().exclude(Exists(handed_in)).iterator():
        if until():
            break
        try:
            inbound.process(item=item, actor=None, now=timezone.now())
        except OperationalError as error:
            inbound.say_it_waits(item, error)
        else:
            done += 1
    return done
