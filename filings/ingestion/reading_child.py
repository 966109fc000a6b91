"""The child that reads papers for :mod:`filings.ingestion.confined`: its answer is a pickle of our
dataclasses, or the code of an error and its sentence.

It has no Django, no key and no connection. Its memory is bounded once, its time for each paper.
"""

import gc
import io
import operator
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, Final

from filings.confined.child import Line, bound, give_memory_back, resident
from filings.ingestion import shapes
from filings.ingestion.errors import PaperError

TOO_HEAVY: Final = "too_heavy"
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


def cpu_seconds(size: int) -> int:
    """Return what a file of ``size`` bytes may take: four seconds, and two for each megabyte
    beyond the first."""
    return 4 + 2 * (max(0, size - 1) // _MEGABYTE)


def main() -> None:
    """Read papers until there are no more."""
    from filings.ingestion.papers import read

    line = Line()
    gc.collect()
    gc.freeze()
    gc.disable()  # there is time for it between two papers
    at_start = resident()
    bound(MEMORY - at_start)
    for _, raw in line.requests(cpu_seconds=cpu_seconds, idle_seconds=_IDLE_SECONDS):
        code, told = _outcome(read, raw)
        del raw
        line.answer([_packed((code, told))])
        del told
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


def _tidied(at_start: int) -> bool:
    """Give memory back; False when too much of it stays."""
    if resident() - at_start <= _SPARE:
        gc.collect(0)
        return True
    give_memory_back()
    return resident() - at_start <= _SPARE


if __name__ == "__main__":
    main()
