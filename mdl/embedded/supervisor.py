"""Runs programs beside each other, starts again what crashed, and stops them in order."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mdl.embedded import process
from mdl.embedded.errors import EmbeddedError
from mdl.embedded.progress import say
from mdl.embedded.state import CHECKOUT

MOST_CRASHES = 3
CRASH_WINDOW = 300.0  # seconds within which that many are too many
GLANCE = 0.2


@dataclass(frozen=True)
class Program:
    """One program to keep running."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    death: signal.Signals
    """What the kernel sends it should the supervisor die without a word."""
    patience: float = 10
    """Seconds it has to end after SIGTERM."""


@dataclass
class Running:
    """A program with its process and its crashes."""

    program: Program
    child: subprocess.Popen[bytes]
    crashed_at: list[float] = field(default_factory=list)


class Supervisor:
    """Programs, in the order in which they were started."""

    def __init__(self) -> None:
        self._running: list[Running] = []

    def start(self, program: Program) -> None:
        """Start one more."""
        self._running.append(Running(program, _spawn(program)))

    def watch(self, told_to_stop: threading.Event, check: Callable[[], None]) -> None:
        """Hold them until told to stop, calling `check` at every glance.

        Raises EmbeddedError when a program keeps crashing, or what `check` raises.
        """
        while not told_to_stop.wait(GLANCE):
            check()
            self.revive()

    def revive(self) -> None:
        """Report by name each program that has ended, with its last lines, and start it again.

        Raises EmbeddedError when it has ended too often to hope.
        """
        for running in self._running:
            code = running.child.poll()
            if code is None:
                continue
            now = time.monotonic()
            recent = [at for at in running.crashed_at if now - at < CRASH_WINDOW]
            running.crashed_at = [*recent, now]
            log = running.program.log
            account = (
                f"{running.program.name} ended by itself ({_how(code)}). "
                f"The end of {log}:\n\n{process.last_lines(log)}\n"
            )
            if len(running.crashed_at) > MOST_CRASHES:
                raise EmbeddedError(f"{account}\nIt will not be started again.")
            say(f"\n{account}\nStarting it again ({len(running.crashed_at)} of {MOST_CRASHES}).")
            running.child = _spawn(running.program)

    def stop(self) -> None:
        """Stop all, the last started first: nobody is asked by somebody already gone."""
        while self._running:
            running = self._running.pop()
            process.stop(running.child, signal.SIGTERM, running.program.patience)


def _spawn(program: Program) -> subprocess.Popen[bytes]:
    return process.spawn(
        program.argv, log=program.log, env=program.env, cwd=CHECKOUT, death=program.death
    )


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
