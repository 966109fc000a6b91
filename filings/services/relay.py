"""The mail relay: asked for a recipient first, handed the message second.

Django's own backend makes the connection (host, TLS, sign-in, timeout: the settings every
deployment knows). The conversation is ours, because the ledger must be written between the
relay's consent and the words that cannot be taken back.
"""

import re
import smtplib
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol, cast

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from filings.services.steps import Step

CONVERSATIONS: Final = 32
"""Held at a time by one worker: fewer than the fifty that Postfix allows one client."""


class RelayAway(Exception):
    """No conversation with the relay, or none about any message: nothing was handed over."""


class NotReached(RelayAway):
    """There is no relay to talk to: nothing is wrong with any message."""


class RefusedForNow(Exception):
    """The relay does not take this message now: nothing was handed over."""


class Refused(Exception):
    """The relay will never take this message (55x)."""


class NotKnown(Exception):
    """The line broke after the body began: the message may have arrived, or may not."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it goes out: what Django's backends take, and the bytes on the wire."""

    message: EmailMessage
    content: bytes

    @classmethod
    def of(cls, message: EmailMessage) -> "Letter":
        """Serialize now: what cannot be written must fail before anything is promised."""
        wire = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django adds it
        return cls(message, wire)


Reached = Callable[[Step], None]


class Relay(Protocol):
    """Takes one message at a time: ``address``, then ``hand_over`` or ``forget``."""

    def address(self, sender: str, recipient: str) -> None:
        """Ask whether mail is taken. Raises RelayAway, RefusedForNow, Refused."""

    def hand_over(self, letter: Letter, reached: Reached) -> str:
        """Give the message; return the relay's answer. Raises NotKnown and those above."""

    def forget(self) -> None:
        """Take the last address back."""

    def close(self) -> None:
        """End the conversation."""


def configured_relays() -> list[Relay]:
    """Return the relay of the settings, once for each conversation that may be held at a time."""
    backend = get_connection()
    if not isinstance(backend, SmtpBackend):
        return [BackendRelay(backend)]
    return [SmtpRelay(cast("SmtpBackend", get_connection())) for _ in range(CONVERSATIONS)]


class SmtpRelay:
    """SMTP, step by step. The connection is kept from message to message."""

    def __init__(self, backend: SmtpBackend) -> None:
        self.backend = backend

    @property
    def _smtp(self) -> smtplib.SMTP:
        return cast("smtplib.SMTP", self.backend.connection)

    def address(self, sender: str, recipient: str) -> None:
        """MAIL and RCPT, on the open connection or, where that has gone stale, on a new one."""
        if self.backend.connection is not None:
            try:
                return self._address(sender, recipient)
            except RelayAway:
                self.close()
        try:
            self.backend.open()
            # The dot is sent apart from the body, and must not wait for the body's receipt.
            if self._smtp.sock is not None:
                self._smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (OSError, smtplib.SMTPException) as error:
            raise NotReached(_words(error)) from error
        return self._address(sender, recipient)

    def _address(self, sender: str, recipient: str) -> None:
        try:
            self._smtp.ehlo_or_helo_if_needed()
            # A sender that is refused is our own fault, not this recipient's.
            _expect(self._smtp.mail(sender), 250, for_good=RelayAway, for_now=RelayAway)
            _expect(self._smtp.rcpt(recipient), 250, 251)
        except UnicodeEncodeError as error:
            raise Refused(f"The address cannot be written: {error}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise RelayAway(_words(error)) from error

    def hand_over(self, letter: Letter, reached: Reached) -> str:
        """DATA, the body, the dot, and the answer.

        Until the dot is out nothing is handed over, whatever breaks.
        """
        try:
            _expect(self._smtp.docmd("DATA"), 354)
        except (OSError, smtplib.SMTPException) as error:
            raise RelayAway(_words(error)) from error
        reached(Step.HANDING_OVER)
        try:
            self._smtp.send(_dotted(letter.content))
        except (OSError, smtplib.SMTPException) as error:
            raise RelayAway(_words(error)) from error
        reached(Step.BODY_OUT)
        try:
            self._smtp.send(b".\r\n")
            reached(Step.HANDED_OVER)
            answer = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise NotKnown(_words(error)) from error
        return _expect(answer, 250)

    def forget(self) -> None:
        """RSET; a relay that does not even answer that is left."""
        if self.backend.connection is None:
            return
        try:
            self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.close()

    def close(self) -> None:
        """QUIT where it is still heard."""
        with suppress(OSError, smtplib.SMTPException):
            self.backend.close()
        self.backend.connection = None


class BackendRelay:
    """Any other backend of Django's. It takes a message whole: a failure leaves us not knowing."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend

    def address(self, sender: str, recipient: str) -> None:
        """Nothing can be asked beforehand."""

    def hand_over(self, letter: Letter, reached: Reached) -> str:
        """Send it."""
        reached(Step.HANDING_OVER)
        try:
            count = self.backend.send_messages([letter.message])
        except Exception as error:
            raise NotKnown(_words(error)) from error
        reached(Step.HANDED_OVER)
        if not count:
            raise RefusedForNow("The mail backend took nothing.")
        return "250 taken"

    def forget(self) -> None:
        """Nothing was asked."""

    def close(self) -> None:
        """Close what the backend keeps open."""
        self.backend.close()


def _expect(
    answer: tuple[int, bytes],
    *codes: int,
    for_now: type[Exception] = RefusedForNow,
    for_good: type[Exception] = Refused,
) -> str:
    code, words = answer
    said = f"{code} {words.decode(errors='replace')}"[:500]
    if code in codes:
        return said
    if code in (421, -1):  # the relay is closing; smtplib's own sign of an unreadable answer
        raise RelayAway(said)
    # 55x speaks of the mailbox or the message; other 5xx (bad sequence, sign in first) of the talk.
    raise (for_good if code // 10 == 55 else for_now)(said)


def _dotted(content: bytes) -> bytes:
    """Double each dot that begins a line, and end the last line."""
    body = re.sub(rb"(?m)^\.", b"..", content)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:500]
