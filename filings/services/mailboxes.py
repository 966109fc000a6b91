"""Mailboxes to which courts send their notices: read by IMAP, and left as they are.

Nothing is marked read and nothing is deleted: the folder is opened read-only (EXAMINE), and
messages are taken by BODY.PEEK. What was taken is known by the folder's own numbers (UIDVALIDITY
and UID, RFC 3501, 2.3.1.1); where the server numbers anew, every message is looked at again and
finds its row by its Message-ID. The links in a notice are never followed.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from typing import Final
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from filings.models import InboundItem, WayIn
from filings.services import inbound, ways_in
from filings.services.ways_in import Fetched, FetchFailed, TakenOver

_AT_ONCE: Final = 10_000
"""So many numbers are asked for in one search: a longer answer is more than a line holds."""
_PLACE: Final = "address {} of MAILBOX_URLS"
_SECURE: Final = {"imaps": 993, "imap+tls": 143, "imap": 143}
_ON_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1")


class MailboxError(ValueError):
    """A mailbox's address cannot be used; the message says why, without the password."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A folder to read: ``imaps://user:password@host:993/INBOX``."""

    host: str
    port: int
    security: str
    """``imaps``: TLS from the start; ``imap+tls``: STARTTLS; ``imap``: this machine only."""
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    @property
    def name(self) -> str:
        """How it is told and logged."""
        return f"{self.user}@{self.host}/{self.folder}"[:200]


def read_address(address: str) -> Mailbox:
    """Read a mailbox's address; what is no letter or digit in its parts is written as ``%40``.

    Raises :class:`MailboxError`.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or _SECURE.get(parts.scheme, 0)
    except ValueError:
        raise MailboxError("The address of a mailbox cannot be read; see MAILBOX_URLS.") from None
    host, user = parts.hostname or "", unquote(parts.username or "")
    password = unquote(parts.password or "")
    folder = unquote(parts.path.lstrip("/")) or "INBOX"
    if parts.scheme not in _SECURE or not (host and user and password):
        raise MailboxError(
            f"Write the mailbox at {host or '?'} as imaps://user:password@host/INBOX."
        )
    if parts.scheme == "imap" and host not in _ON_THIS_MACHINE:
        raise MailboxError(f"The mailbox at {host} would be read in clear: use imaps or imap+tls.")
    if not folder.isascii() or re.search(r'[\r\n"\\]', folder):
        raise MailboxError(f"Write the folder at {host} as the server does, in modified UTF-7.")
    if not (user.isascii() and password.isascii()):  # LOGIN carries nothing else (RFC 3501, 6.2.3)
        raise MailboxError(
            f"User and password at {host} must be plain ASCII: give the account such a password."
        )
    return Mailbox(host, port, parts.scheme, user, password, folder)


def fetch_mailboxes(*, now: datetime, even_early: bool = False) -> list[Fetched]:
    """Take the new messages of every mailbox in the settings that is due.

    One that cannot be read, even its address, has its trouble noted and stops no other.
    """
    rounds: list[Fetched] = []
    for place, address in enumerate(settings.MAILBOX_URLS, start=1):
        try:
            mailbox = read_address(address)
        except MailboxError as error:
            rounds += _refused(place, error, now=now, even_early=even_early)
            continue
        _is_readable(place)
        way = ways_in.claim(
            kind=WayIn.Kind.MAILBOX, name=mailbox.name, now=now, even_early=even_early
        )
        if way is not None:
            rounds.append(_fetch(mailbox, way, now=now))
    return rounds


def _refused(
    place: int, error: MailboxError, *, now: datetime, even_early: bool
) -> Iterator[Fetched]:
    """Note an address that cannot be used: by its place, for it may be all password."""
    way = ways_in.claim(
        kind=WayIn.Kind.MAILBOX, name=_PLACE.format(place), now=now, even_early=even_early
    )
    if way is not None:
        ways_in.failed(way, FetchFailed(str(error)), now=now)
        yield Fetched(way, trouble=str(error))


def _is_readable(place: int) -> None:
    """Take the trouble back from an address that was corrected."""
    noted = WayIn.objects.filter(kind=WayIn.Kind.MAILBOX, name=_PLACE.format(place))
    noted.filter(failures__gt=0).update(failures=0, trouble="", next_at=None)


def _fetch(mailbox: Mailbox, way: WayIn, *, now: datetime) -> Fetched:
    before = way.papers
    try:
        with _opened(mailbox) as folder:
            more = _take_new(folder, way, name=mailbox.name)
    except FetchFailed as error:
        ways_in.failed(way, error, now=now)
        return Fetched(way, way.papers - before, str(error))
    except TakenOver:
        return Fetched(way, way.papers - before, "Another worker reads it.")
    pause = timedelta() if more else timedelta(seconds=settings.MAILBOX_SECONDS)
    ways_in.succeeded(way, now=now, again=pause)
    return Fetched(way, way.papers - before)


def _take_new(folder: "_Folder", way: WayIn, *, name: str) -> bool:
    """Take what is new, oldest first; say whether more is left for the next round."""
    if folder.validity != way.uid_validity:
        ways_in.keep(way, uid_validity=folder.validity, last_uid=0)
    for taken, uid in enumerate(folder.after(way.last_uid)):
        if taken == settings.MAILBOX_AT_ONCE:
            return True
        _take(folder, uid, name=name)
        # Only now: a worker that dies before takes the message again, and finds its row.
        ways_in.keep(way, last_uid=uid, papers=way.papers + 1)
    return False


def _take(folder: "_Folder", uid: int, *, name: str) -> None:
    size = folder.size(uid)
    if size is None:
        return  # deleted meanwhile, by whoever reads the mailbox
    way, label = InboundItem.Way.MAIL, f"Message {uid} of {name}"
    if size > settings.MAILBOX_MESSAGE_BYTES:
        head = folder.message(uid, "BODY.PEEK[HEADER]")
        inbound.set_aside(
            head,
            way=way,
            external_id=inbound.free_id(head, way=way, external_id=message_id(head)),
            name=label,
            reason=f"The message has {size:,} bytes, more than is fetched. Only its head is "
            "kept here; the message is in the mailbox: save it and hand it in.",
            code="too_large",
            now=timezone.now(),
        )
        return
    raw = folder.message(uid, "BODY.PEEK[]")
    inbound.receive(
        raw,
        way=way,
        external_id=inbound.free_id(raw, way=way, external_id=message_id(raw)),
        name=label,
        actor=None,
        now=timezone.now(),
    )


def message_id(raw: bytes) -> str | None:
    """Return a mail's Message-ID without brackets; ``None`` where it has none that fits."""
    head = BytesHeaderParser().parsebytes(raw[: 256 * 1024])
    said = "".join(str(head.get("Message-ID", "")).split()).strip("<>")
    return said if 0 < len(said) <= 180 and said.isprintable() else None


# --- The server ---------------------------------------------------------------------------------


@contextmanager
def _opened(mailbox: Mailbox) -> Iterator["_Folder"]:
    """Open the folder read-only. Every failure becomes a sentence without the password."""
    where = f"The mailbox {mailbox.name}"
    try:
        with _connected(mailbox) as server:
            yield _Folder(server, mailbox.folder)
    except ssl.SSLError:
        raise FetchFailed(
            f"{where}: the certificate of {mailbox.host} cannot be trusted."
        ) from None
    except UnicodeError:  # its words quote what was to be sent
        raise FetchFailed(f"{where}: its address holds letters that cannot be sent.") from None
    except OSError as error:
        kind = type(error).__name__
        raise FetchFailed(f"{where} cannot be reached ({kind}). It is tried again.") from None
    except imaplib.IMAP4.error as error:
        raise FetchFailed(f"{where}: {_said(error)}") from None


def _said(error: Exception) -> str:
    if isinstance(error, _NotLetIn):
        return "the server does not let us in. Check user and password in MAILBOX_URLS."
    if isinstance(error, _NoFolder):
        return "the server has no such folder. Check the folder in MAILBOX_URLS."
    return "the server broke off the talk. It is tried again."


class _NotLetIn(imaplib.IMAP4.error):
    """Wrong user or password."""


class _NoFolder(imaplib.IMAP4.error):
    """The folder is not there."""


@contextmanager
def _connected(mailbox: Mailbox) -> Iterator[imaplib.IMAP4]:
    context = ssl.create_default_context()
    seconds = settings.FETCH_SECONDS
    if mailbox.security == "imaps":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            mailbox.host, mailbox.port, ssl_context=context, timeout=seconds
        )
    else:
        server = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=seconds)
    try:
        if mailbox.security == "imap+tls":
            server.starttls(context)
        _log_in(server, mailbox)
        yield server
    finally:
        # A server that hung up does not hear the farewell; the connection is closed either way.
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()
        with suppress(OSError):
            server.shutdown()


def _log_in(server: imaplib.IMAP4, mailbox: Mailbox) -> None:
    try:
        server.login(mailbox.user, mailbox.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise _NotLetIn from None


class _Folder:
    """A folder, opened read-only."""

    def __init__(self, server: imaplib.IMAP4, name: str) -> None:
        self.server = server
        answer, _ = server.select(f'"{name}"', readonly=True)
        if answer != "OK":
            raise _NoFolder
        self.validity = self._number("UIDVALIDITY") or 0
        self.next_uid = self._number("UIDNEXT")

    def after(self, last: int) -> Iterator[int]:
        """Yield the numbers of the messages after ``last``, ascending."""
        if self.next_uid is None:
            yield from self._found(last, f"{last + 1}:*")
            return
        for start in range(last + 1, self.next_uid, _AT_ONCE):
            yield from self._found(last, f"{start}:{min(start + _AT_ONCE, self.next_uid) - 1}")

    def size(self, uid: int) -> int | None:
        """Return the bytes of a message; ``None`` where it is gone."""
        for part in self._fetch(uid, "RFC822.SIZE"):
            head = part[0] if isinstance(part, tuple) else part
            if found := re.search(rb"RFC822\.SIZE (\d+)", head or b""):
                return int(found[1])
        return None

    def message(self, uid: int, what: str) -> bytes:
        """Return a message, or its head, as the court sent it; it stays unread.

        It is there, for it has a size: an answer without it is an error, and is asked for again.
        """
        for part in self._fetch(uid, what):
            if isinstance(part, tuple):
                return part[1]
        raise imaplib.IMAP4.error

    def _fetch(self, uid: int, what: str) -> list[bytes | tuple[bytes, bytes]]:
        answer, data = self.server.uid("FETCH", str(uid), f"({what})")
        if answer != "OK":
            raise imaplib.IMAP4.error
        return [part for part in data if part]

    def _found(self, last: int, numbers: str) -> Iterator[int]:
        answer, data = self.server.uid("SEARCH", f"UID {numbers}")
        if answer != "OK":
            raise imaplib.IMAP4.error
        found = {int(each) for line in data if line for each in line.split()}
        # Asked for "7:*", a server names the last message even where it is the sixth.
        yield from sorted(uid for uid in found if uid > last)

    def _number(self, name: str) -> int | None:
        _, data = self.server.response(name)
        return int(data[0]) if data and data[0] else None
