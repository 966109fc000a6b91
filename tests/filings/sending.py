"""What the mail tests share: a relay that keeps letters, a real SMTP server, letters read back."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from filings.services.relay import Letter, Reached
from filings.services.steps import Step

ROOT = Path(__file__).parents[2]
HELD_WORKER = Path(__file__).with_name("held_worker.py")


def read(content: bytes) -> EmailMessage:
    """Read a letter as a receiver does."""
    return message_from_bytes(content, policy=WIRE)


def body(letter: EmailMessage, kind: str = "plain") -> str:
    """The text or the HTML of a letter."""
    part = letter.get_body(preferencelist=(kind,))
    assert part is not None
    return str(part.get_content())


class Shelf:
    """A relay that puts each letter on a shelf."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []

    def address(self, sender: str, recipient: str) -> None:
        self.recipients.append(recipient)

    def hand_over(self, letter: Letter, reached: Reached) -> str:
        reached(Step.HANDING_OVER)
        self.letters.append(read(letter.content))
        reached(Step.HANDED_OVER)
        return "250 shelved"

    def forget(self) -> None:
        pass

    def close(self) -> None:
        pass


@dataclass
class Sink:
    """An SMTP server that keeps what it accepted, and answers as a test wishes.

    ``at_recipient`` and ``at_data`` hold answers to give once each, in order: a reply, or
    ``None`` to accept the message and cut the line before saying so.
    """

    port: int = 0
    accepted: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    at_recipient: list[str] = field(default_factory=list)
    at_data: list[str | None] = field(default_factory=list)

    # aiosmtpd calls a handler by the SMTP command's name.
    async def handle_RCPT(  # noqa: N802 - see above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        answer = self.at_recipient.pop(0) if self.at_recipient else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - see above
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        answer = self.at_data.pop(0) if self.at_data else "250 OK"
        if answer is None or answer.startswith("250"):
            content = envelope.content or b""
            assert isinstance(content, bytes)
            self.accepted.append(read(content))
            self.recipients.extend(envelope.rcpt_tos)
        if answer is None:
            assert server.transport is not None
            server.transport.abort()
            return "421 gone"
        return answer

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each accepted copy."""
        return [str(letter["Message-ID"]) for letter in self.accepted]

    def copies(self, message_id: str) -> list[EmailMessage]:
        """The accepted copies of one message, in the order in which they came."""
        return [letter for letter in self.accepted if letter["Message-ID"] == message_id]

    @property
    def marked(self) -> list[bool]:
        """Of each accepted copy, whether it says that it may be a repeat."""
        return ["X-Tagalong-Repeat" in letter for letter in self.accepted]


@contextmanager
def listening() -> Iterator[Sink]:
    """Run a sink on a port of its own."""
    sink = Sink(port=_free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def worker_env(env: Mapping[str, str], sink: Sink, *, lease: float = 60) -> dict[str, str]:
    """The environment of a worker that sends to the sink."""
    return {
        **env,
        "DJANGO_SETTINGS_MODULE": "mdl.settings.test",
        "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        "MESSAGE_LEASE_SECONDS": str(lease),
        "PYTHONPATH": str(ROOT),
    }


def start(*arguments: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start Python with arguments, from the project's own directory."""
    return subprocess.Popen([sys.executable, *arguments], env=dict(env), cwd=ROOT)


def start_worker(env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a worker that delivers what is due and ends."""
    return start("manage.py", "deliver_messages", env=env)


def work(env: Mapping[str, str]) -> None:
    """Let a worker deliver what is due."""
    assert start_worker(env).wait(60) == 0


@dataclass
class Held:
    """A worker that holds at a step until it is let go."""

    process: subprocess.Popen[bytes]
    arrived: Path
    go: Path

    def wait_until_there(self) -> None:
        until(self.arrived.exists, process=self.process)

    @property
    def message(self) -> str:
        """The key of the message it holds."""
        return self.arrived.read_text()

    def let_go(self) -> int:
        self.go.touch()
        return self.process.wait(60)


def start_held(step: Step, folder: Path, env: Mapping[str, str], *options: str) -> Held:
    """Start a worker that stops at ``step`` of its first message; see held_worker.py."""
    arrived, go = folder / f"{step}.arrived", folder / f"{step}.go"
    arguments = (str(HELD_WORKER), step.value, str(arrived), str(go), *options)
    return Held(start(*arguments, env=env), arrived, go)


def until(
    happened: Callable[[], bool],
    *,
    seconds: float = 60,
    process: subprocess.Popen[bytes] | None = None,
) -> None:
    """Wait until something has happened; a process that did not get there is not left behind."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            if process is not None:
                process.kill()
                process.wait()
            pytest.fail("It did not happen in time.")
        assert process is None or process.poll() is None, "The worker ended before it got there."
        time.sleep(0.02)
