"""The child that reads papers for :mod:`filings.ingestion.confined`: a length and a file come in
at standard input, a length and an answer go out at standard output, until the input ends.

It has no Django, no key and no connection. Its memory is bounded once, its time for each paper.
"""

import ctypes
import gc
import io
import operator
import os
import pickle
import resource
import select
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from filings.ingestion import shapes
from filings.ingestion.errors import PaperError

TOO_HEAVY: Final = "too_heavy"
HEAD: Final = struct.Struct(">Q")
MEMORY: Final = 512 * 1024 * 1024
"""Bytes that the child may hold, its parsers included."""
_SPARE: Final = 64 * 1024 * 1024
"""A child that keeps more than this beyond its start makes room for a new one."""
_IDLE_SECONDS: Final = 300
_MEGABYTE: Final = 1024 * 1024
_TOO_MUCH_MEMORY: Final = (
    "Reading it took more memory than a paper may take. Save the page anew, and only the docket "
    "itself."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file of some size may take."""

    cpu_seconds: int
    wall_seconds: float


def limits_for(size: int) -> Limits:
    """Return the limits for a file of ``size`` bytes: four seconds, and two for each megabyte
    beyond the first; three times as long by the clock, for a machine that has more to do.
    """
    cpu_seconds = 4 + 2 * (max(0, size - 1) // _MEGABYTE)
    return Limits(cpu_seconds=cpu_seconds, wall_seconds=3.0 * cpu_seconds)


def main() -> None:
    """Read papers until there are no more."""
    from filings.ingestion.papers import read

    from_parent, to_parent = _pipes()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.collect()
    gc.freeze()
    gc.disable()  # there is time for it between two papers
    at_start = _resident()
    _bound_memory(at_start)
    while (raw := _next(from_parent)) is not None:
        _bound_time(limits_for(len(raw)).cpu_seconds)
        code, told = _outcome(read, raw)
        raw = b""
        answer = _packed((code, told))
        to_parent.write(HEAD.pack(len(answer)))
        to_parent.write(answer)
        to_parent.flush()
        del told, answer
        if code == TOO_HEAVY or not _tidied(at_start):
            return


def _outcome(read: Callable[[bytes], Any], raw: bytes) -> tuple[str | None, Any]:
    """Return papers, or the code of an error and its sentence."""
    try:
        return None, read(raw)
    except PaperError as error:
        return error.code, error.reason
    except MemoryError:
        return TOO_HEAVY, _TOO_MUCH_MEMORY


def _packed(answer: tuple[str | None, Any]) -> bytes:
    """Pickle an answer; a dataclass as its type and its values, which is twice as fast."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, protocol=5)
    pickler.dispatch_table = _REDUCED
    pickler.dump(answer)
    return packed.getvalue()


def _reducer(kind: type[Any]) -> Callable[[Any], tuple[type[Any], Any]]:
    values = operator.attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


_REDUCED: Final = {
    kind: _reducer(kind)
    for kind in vars(shapes).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for ourselves: a stray print must not end up in an answer."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return pipes


def _next(from_parent: BinaryIO) -> bytes | None:
    """Return the next paper, or None when the parent is gone or has had none for long."""
    if not select.select([from_parent], [], [], _IDLE_SECONDS)[0]:
        return None
    head = from_parent.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    (size,) = HEAD.unpack(head)
    raw = from_parent.read(size)
    return raw if len(raw) == size else None


# --- Limits ---------------------------------------------------------------------------------------


def _bound_time(seconds: int) -> None:
    """Let the kernel end us when this paper has taken its seconds."""
    spent = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + 1 + seconds, resource.RLIM_INFINITY))


def _bound_memory(at_start: int) -> None:
    """Let an allocation fail when all that we hold would reach the limit. The kernel counts address
    space, of which the start takes more than it holds: what may be added is what is left.
    """
    space = _pages(0)
    if space:
        limit = space + MEMORY - at_start
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))


def _tidied(at_start: int) -> bool:
    """Give memory back; False when too much of it stays."""
    if _resident() - at_start <= _SPARE:
        gc.collect(0)
        return True
    gc.collect()
    with suppress(AttributeError, OSError):  # only in the GNU C library
        ctypes.CDLL(None).malloc_trim(0)
    return _resident() - at_start <= _SPARE


def _resident() -> int:
    return _pages(1)


def _pages(column: int) -> int:
    """Return a column of Linux's account of our memory in bytes; 0 elsewhere."""
    try:
        counts = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(counts[column]) * resource.getpagesize()


if __name__ == "__main__":
    main()
