"""The child that takes a stranger's file apart: requests come in at standard input, lines of JSON
go out at standard output. It has no Django, no key, no connection, and it knows no name.

A request is a line of JSON (``do``: ``read`` or ``show``; ``size``; ``name``; ``page``) and the
file's bytes. Answers are lines; the last one says ``done`` or ``refused``.
"""

import ctypes
import gc
import json
import os
import resource
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO, Final

from filings.redaction.shapes import MEGABYTE, CannotRead, Passage

MEMORY: Final = 1_536 * MEGABYTE
"""Bytes of address space beyond the start. PDFium ends the process where it gets no more."""
FILE: Final = 0
"""It writes no file."""


def cpu_seconds(size: int) -> int:
    """Return how long a file of ``size`` bytes may take: half a minute, and two seconds for each
    megabyte."""
    return 30 + 2 * (size // MEGABYTE)


def main() -> None:
    """Answer requests until there are no more."""
    from filings.redaction.reading import read_file  # noqa: F401 - loaded before memory is bounded
    from filings.redaction.show import show_page  # noqa: F401 - the same

    from_parent, to_parent = _pipes()
    _bound()
    while head := from_parent.readline(10_000):
        request = json.loads(head)
        raw = from_parent.read(request["size"])
        spent = int(time.process_time())
        resource.setrlimit(
            resource.RLIMIT_CPU, (spent + 1 + cpu_seconds(len(raw)), resource.RLIM_INFINITY)
        )
        try:
            for line in _answer(request, raw):
                to_parent.write(line)
        except CannotRead as refusal:
            to_parent.write(_line({"refused": str(refusal)}))
        except MemoryError:
            to_parent.write(_line({"refused": "Reading it took more memory than a file may take."}))
        except Exception as error:  # noqa: BLE001 - whatever a hostile file does to a parser
            to_parent.write(
                _line({"refused": f"Reading it broke the reader ({type(error).__name__})."})
            )
        to_parent.flush()
        del raw
        gc.collect()


def _answer(request: dict[str, Any], raw: bytes) -> Iterator[bytes]:
    if request["do"] == "show":
        from filings.redaction.show import show_page

        picture = show_page(raw, request["page"])
        yield _line({"picture": len(picture.content), "pages": picture.pages})
        yield picture.content
        return
    yield from _read(raw, request["name"])


def _read(raw: bytes, name: str) -> Iterator[bytes]:
    from filings.redaction.reading import Budget, kind_of, read_file

    budget = Budget()
    for each in read_file(raw, name=name, budget=budget):
        if isinstance(each, Passage):
            yield _line({"w": each.where, "t": each.text, "p": each.page, "a": each.part})
        else:
            yield _line({"u": each.why, "p": each.page, "a": each.part})
    yield _line({"done": True, "kind": kind_of(raw, name), "pages": budget.pages})


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told).encode("ascii") + b"\n"


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for ourselves: a stray print must not end up in an answer."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return pipes


def _bound() -> None:
    """Let the kernel refuse what a reader of files never needs."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    with suppress(OSError, ValueError):
        space = int(open("/proc/self/statm", "rb").read().split()[0]) * resource.getpagesize()  # noqa: PTH123, SIM115 - one short line
        resource.setrlimit(resource.RLIMIT_AS, (space + MEMORY, resource.RLIM_INFINITY))
    with suppress(AttributeError, OSError):  # Linux: leave with the parent, whatever happens to it
        ctypes.CDLL(None).prctl(1, 9)


if __name__ == "__main__":
    main()
