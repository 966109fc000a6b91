"""The head of the chain, kept outside the database: in a file, and in a mail a day.

Without it a chain that was cut short, or an old copy of the whole database, would look whole. A
line says ``seal``, its number, its time and its head; whatever else stands in a file is passed
over, so a saved mail is read like the file itself.
"""

import logging
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection
from django.db.models import Q

from mdl.identity import acting_as
from mdl.models import AuditEvent, Role, Seal, User
from mdl.services import audit

log = logging.getLogger(__name__)

_LINE: Final = re.compile(r"^\W*seal (\d+) (\S+) ([0-9a-f]{64})\s*$", re.MULTILINE)
_TAIL: Final = 4096  # bytes in which the last line stands
EVERY: Final = timedelta(hours=24)
_LOCK: Final = 0x616E6368  # "anch": one who mails at a time


class AnchorProblem(Exception):
    """The file of heads cannot be written or read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was the head of the chain when somebody wrote it down."""

    number: int
    head: bytes
    at: str = ""

    @classmethod
    def of(cls, seal: Seal) -> "Anchor":
        """Return what there is to write down of a seal."""
        return cls(seal.number, bytes(seal.head), seal.at.astimezone(UTC).isoformat())

    def line(self) -> str:
        """Say it in a line."""
        return f"seal {self.number} {self.at} {self.head.hex()}"


def read(files: Iterable[Path]) -> list[Anchor]:
    """Return every head that some files hold. Raises :class:`AnchorProblem`."""
    found: list[Anchor] = []
    for path in files:
        try:
            found += _in(path.read_text(encoding="utf-8", errors="replace"))
        except OSError as error:
            raise AnchorProblem(
                f"{path} cannot be read ({error.strerror}). Without a head that was kept outside "
                "the database nobody can tell whether the newest records were cut away."
            ) from error
    return found


def _in(text: str) -> Iterator[Anchor]:
    for number, at, head in _LINE.findall(text):
        yield Anchor(int(number), bytes.fromhex(head), at)


def keep(seal: Seal) -> None:
    """Write the head of a seal to the end of the file, unless it stands there.

    Raises :class:`AnchorProblem`. The seal itself stands, and its head is written the next time.
    """
    path = Path(settings.AUDIT_ANCHOR_FILE)
    line = Anchor.of(seal).line()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_APPEND | os.O_CREAT | os.O_RDWR, 0o600)
        try:
            size = os.fstat(file).st_size
            tail = os.pread(file, _TAIL, max(size - _TAIL, 0)).decode(errors="replace")
            if line in tail.splitlines():
                return
            # What a dead process left unfinished is closed by a line of its own.
            begin = "" if not tail or tail.endswith("\n") else "\n"
            os.write(file, f"{begin}{line}\n".encode())
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        raise AnchorProblem(
            f"The head of the audit cannot be written to {path} ({error.strerror}). Let this "
            "account write there, or name another file in MDL_AUDIT_ANCHOR_FILE."
        ) from error


def keep_newest() -> None:
    """Write the newest head where a process that died between seal and file has not."""
    with acting_as(None, why="keep the head of the audit"):
        seal = newest()
    if seal is not None:
        keep(seal)


def newest() -> Seal | None:
    """Return the last seal, if there is any."""
    return Seal.objects.order_by("-number").first()


def mail_head(*, now: datetime) -> int:
    """Mail the head to those who answer for the site, once a day; return how many were told.

    The day is taken in a transaction before the mail goes: any number of workers may ask. One
    address that refuses keeps it from nobody else; where every one does, the last refusal is
    raised. A mail that is missing on a day is a sign in itself.
    """
    with acting_as(None, why="mail the head of the audit"):
        seal = newest()
        if seal is None or not _is_due(now):
            return 0
        to = _readers()
        if not to:
            return 0
        audit.record(
            kind=AuditEvent.Kind.HEAD_MAILED,
            actor=None,
            at=now,
            subject=f"{seal._meta.label} {seal.pk}",
            reason=f"To {len(to)} readers",
        )
    return _sent(seal, to)


def _sent(seal: Seal, to: list[str]) -> int:
    """Send the letter to each address; return how many took it."""
    subject, letter = f"Head of the audit: seal {seal.number}", _letter(seal)
    refusals: list[Exception] = []
    for number, address in enumerate(to, start=1):
        try:
            send_mail(subject, letter, None, [address])
        except (OSError, ValueError) as refusal:  # the server, the line to it; a broken address
            # The address itself is not for a log, nor are the server's words, which quote it.
            log.error(
                "The head was not mailed, reader %d of %d: %s",
                number,
                len(to),
                type(refusal).__name__,
            )
            refusals.append(refusal)
    if len(refusals) == len(to):
        raise refusals[-1]
    return len(to) - len(refusals)


def _is_due(now: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    mailed = AuditEvent.objects.filter(kind=AuditEvent.Kind.HEAD_MAILED)
    return not mailed.filter(at__gt=now - EVERY).exists()


def _readers() -> list[str]:
    answering = Q(role=Role.SUPERVISOR) | Q(role=Role.ADMINISTRATOR)
    people = User.objects.filter(answering, is_active=True).order_by("email")
    return list(
        dict.fromkeys([*people.values_list("email", flat=True), *settings.AUDIT_ANCHOR_MAIL_TO])
    )


def _letter(seal: Seal) -> str:
    return (
        "Keep this mail where nobody who runs the site can change it. It is the newest line of\n"
        "the chain over the audit and every row's history; with it anybody can tell later\n"
        "whether records were cut away or an old copy was put in their place:\n\n"
        f"{Anchor.of(seal).line()}\n\n"
        "To compare, save this mail and run: manage.py verify_audit --anchors FILE\n"
        "It comes once a day. A day without it is a sign that sealing stands still.\n"
    )
