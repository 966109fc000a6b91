"""Catches every mail the installation sends, so that nothing leaves the machine.

    python -m mdl.embedded.mail_catcher DIRECTORY SMTP_PORT INBOX_PORT

Listens on the loopback address only.
"""

import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from mdl.embedded.inbox_page import InboxServer
from mdl.embedded.mailbox import Mailbox

HOST = "127.0.0.1"


class Catcher:
    """Answers 250 once the message is on disk."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    # aiosmtpd calls a handler by the SMTP command's name.
    async def handle_DATA(  # noqa: N802 - see above
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep one message, and say so to its sender."""
        content = envelope.content or b""
        self.mailbox.keep(content.encode() if isinstance(content, str) else content)
        return "250 Caught"


def catching(mailbox: Mailbox, port: int) -> Controller:
    """An SMTP server that keeps mail in `mailbox`; `start()` and `stop()` it."""
    return Controller(Catcher(mailbox), hostname=HOST, port=port)


def main(directory: str, smtp_port: str, inbox_port: str) -> None:
    """Catch and show until ended."""
    mailbox = Mailbox(Path(directory))
    smtp = catching(mailbox, int(smtp_port))
    smtp.start()
    InboxServer(mailbox, int(inbox_port)).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
