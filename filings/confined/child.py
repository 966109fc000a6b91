"""The child's side: its pipes, its bounds, and the requests that come in until the input ends."""

import ctypes
import gc
import json
import os
import resource
import select
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

from filings.confined.frames import END, BrokenOff, read_frame, write_frame

_MOST_REQUEST: Final = 10_000
_KILLED: Final = 9
_DIES_WITH_PARENT: Final = 1  # Linux: PR_SET_PDEATHSIG


class Line:
    """The child's end of the line to its parent."""

    def __init__(self) -> None:
        """Keep the pipes for ourselves: a stray print must not end up in an answer."""
        self._from_parent: BinaryIO = os.fdopen(os.dup(0), "rb")
        self._to_parent: BinaryIO = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        os.close(nothing)

    def requests(
        self, *, cpu_seconds: Callable[[int], int], idle_seconds: float | None = None
    ) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yield each request and its file, with its time bounded by the file's size, until the
        parent is gone or has asked nothing for ``idle_seconds``."""
        with suppress(BrokenOff):
            while select.select([self._from_parent], [], [], idle_seconds)[0]:
                request = json.loads(read_frame(self._from_parent, most=_MOST_REQUEST))
                yield request, self._file(cpu_seconds)

    def _file(self, cpu_seconds: Callable[[int], int]) -> bytes:
        raw = read_frame(self._from_parent, most=sys.maxsize)
        _bound_time(cpu_seconds(len(raw)))
        return raw

    def answer(self, frames: Iterable[bytes]) -> None:
        """Send an answer, whole."""
        for frame in frames:
            write_frame(self._to_parent, frame)
        write_frame(self._to_parent, END)
        self._to_parent.flush()


# --- Bounds ---------------------------------------------------------------------------------------


def bound(memory: int, *, ends_with_parent: bool = False) -> None:
    """Let the kernel refuse what a reader of files never needs: to write one, to start a process
    (root may all the same), and more memory than ``memory`` bytes beyond what it has now.

    An allocation then fails. The kernel counts address space, of which a start takes more than it
    holds. ``ends_with_parent`` is for a child that the thread which started it outlives.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if space := _pages(0):
        resource.setrlimit(resource.RLIMIT_AS, (space + memory, resource.RLIM_INFINITY))
    if ends_with_parent:
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, _KILLED)


def _bound_time(seconds: int) -> None:
    """Let the kernel end us when this file has taken its seconds."""
    spent = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + 1 + seconds, resource.RLIM_INFINITY))


def give_memory_back() -> None:
    """Return to the machine what the last file left behind."""
    gc.collect()
    with suppress(AttributeError, OSError):  # only in the GNU C library
        ctypes.CDLL(None).malloc_trim(0)


def resident() -> int:
    """Return how many bytes of memory we hold; 0 where the machine does not say."""
    return _pages(1)


def _pages(column: int) -> int:
    """Return a column of Linux's account of our memory in bytes; 0 elsewhere."""
    try:
        counts = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(counts[column]) * resource.getpagesize()
