"""The child that takes a stranger's file apart for :mod:`filings.redaction.confined`. It has no
Django, no key, no connection, and it knows no name.

A request says what to ``do`` (``read`` or ``show``), and the file's ``name`` or the ``page``. Each
frame of the answer is a line of JSON, a picture's bytes aside; the last one says ``done`` or
``refused``.
"""

import gc
import json
from collections.abc import Iterator
from typing import Any, Final

from filings.confined.child import Line, bound
from filings.redaction.shapes import MEGABYTE, CannotRead, Passage

MEMORY: Final = 1_536 * MEGABYTE
"""Bytes of address space beyond the start. PDFium ends the process where it gets no more."""


def cpu_seconds(size: int) -> int:
    """Return how long a file of ``size`` bytes may take: half a minute, and two seconds for each
    megabyte."""
    return 30 + 2 * (size // MEGABYTE)


def main() -> None:
    """Answer requests until there are no more."""
    from filings.redaction.reading import read_file  # noqa: F401 - loaded before memory is bounded
    from filings.redaction.show import show_page  # noqa: F401 - the same

    line = Line()
    bound(MEMORY, ends_with_parent=True)
    for request, raw in line.requests(cpu_seconds=cpu_seconds):
        line.answer(_whole_answer(request, raw))
        del raw
        gc.collect()


def _whole_answer(request: dict[str, Any], raw: bytes) -> Iterator[bytes]:
    try:
        yield from _answer(request, raw)
    except CannotRead as refusal:
        yield _line({"refused": str(refusal)})
    except MemoryError:
        yield _line({"refused": "Reading it took more memory than a file may take."})
    except Exception as error:  # noqa: BLE001 - whatever a hostile file does to a parser
        yield _line({"refused": f"Reading it broke the reader ({type(error).__name__})."})


def _answer(request: dict[str, Any], raw: bytes) -> Iterator[bytes]:
    if request["do"] == "show":
        from filings.redaction.show import show_page

        picture = show_page(raw, request["page"])
        yield _line({"pages": picture.pages})
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
    return json.dumps(told).encode("ascii")


if __name__ == "__main__":
    main()
