"""Our side: a child that is started, asked, and ended when it goes too far.

It is a program of its own and no fork, so it works in Celery's workers, in threads of a web server
and in commands alike. A file may take it over: it holds nothing worth taking, and whoever reads its
answer believes only what has the right shape.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any, Final

from filings.confined.frames import END, BrokenOff, read_frame, write_frame

_ROOT: Final = Path(__file__).resolve().parents[2]
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "TZDIR", "VIRTUAL_ENV", "PYTHONPATH")
"""All that a child is told of its parent's environment: how Python finds its files."""
_STARTING: Final = 60.0
"""Seconds a child may take to start and import its parsers, on a busy machine."""
_CLOCK: Final = 3
"""So many seconds by the clock for each of its own, for a machine that has more to do."""


class ChildEnded(Exception):
    """The child broke off, or had to be ended."""

    def __init__(self, *, took_too_long: bool, was_new: bool) -> None:
        super().__init__()
        self.took_too_long = took_too_long
        self.was_new = was_new
        """Whether it had never answered; another may have been ended for what came before."""


class Child:
    """One process that reads files, one after the other."""

    def __init__(self, *program: str) -> None:
        """Start it: ``program`` is what follows ``python``."""
        self._is_new = True
        self._is_out_of_time = False
        self._cpu_seconds = 0
        # Sockets, for they can be shut: out of a pipe we would wait as long as anybody holds its
        # other end, and a child that was taken over may have left another process behind.
        ours_in, its_in = socket.socketpair()
        ours_out, its_out = socket.socketpair()
        with its_in, its_out:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-W", "ignore", *program],
                stdin=its_in.fileno(),
                stdout=its_out.fileno(),
                stderr=subprocess.DEVNULL,  # what it has to say could quote a paper
                cwd=_ROOT,
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
                start_new_session=True,  # Ctrl-C is for us; we end it, and what it started
            )
        self._sockets = (ours_in, ours_out)
        self._to_child, self._from_child = ours_in.makefile("wb"), ours_out.makefile("rb")

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    @property
    def has_left(self) -> bool:
        """Say whether it takes no more files."""
        return self._process.poll() is not None

    def ask(
        self, request: dict[str, Any], raw: bytes, *, cpu_seconds: int, most: int
    ) -> Iterator[bytes]:
        """Hand a file over and yield the frames of the answer. Raises :class:`ChildEnded`."""
        self.hand_over(request, raw, cpu_seconds=cpu_seconds)
        return self.answer(most=most)

    def hand_over(self, request: dict[str, Any], raw: bytes, *, cpu_seconds: int) -> None:
        """Give it a file that may take so many seconds, and do not wait for the answer. A child
        that is gone is found out there."""
        self._cpu_seconds = cpu_seconds
        with self._clock(), suppress(BrokenPipeError, ConnectionResetError):
            write_frame(self._to_child, json.dumps(request).encode("ascii"))
            write_frame(self._to_child, raw)
            self._to_child.flush()

    def answer(self, *, most: int) -> Iterator[bytes]:
        """Yield the frames of the answer, of ``most`` bytes together. Raises :class:`ChildEnded`,
        and has ended the child then."""
        left = most
        try:
            with self._clock():
                while (frame := read_frame(self._from_child, most=left)) != END:
                    left -= len(frame)
                    yield frame
        except (BrokenOff, ConnectionResetError):
            raise self._ended() from None
        self._is_new = False

    @contextmanager
    def _clock(self) -> Iterator[None]:
        """Our own clock runs only while we wait: a child that has answered is not to blame."""
        seconds = _CLOCK * self._cpu_seconds + (_STARTING if self._is_new else 0.0)
        timer = Timer(max(seconds, 0.0), self._time_is_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _time_is_up(self) -> None:
        self._is_out_of_time = True
        self._kill()

    def _ended(self) -> ChildEnded:
        """Say why it broke off: by the kernel for its time, by us for the clock, or by itself."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1)  # one that only says too much is still there
        status = self._process.poll()
        self.end()
        took_too_long = self._is_out_of_time or status == -signal.SIGXCPU
        return ChildEnded(took_too_long=took_too_long, was_new=self._is_new)

    def end(self) -> None:
        """End it at once; it holds nothing worth keeping."""
        self._kill()
        self.close()
        self._process.wait()

    def _kill(self) -> None:
        """Kill it with whatever it started, and shut the line: a process that left its group and
        still holds the other end keeps nobody waiting."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        for line in self._sockets:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of it: a child that nobody holds sees its input end, and leaves."""
        for end in (self._to_child, self._from_child, *self._sockets):
            with suppress(OSError):
                end.close()
