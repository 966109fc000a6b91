"""A stranger's bytes are read in a child (``filings.confined``). What comes back is our own
dataclasses or a reason; a child that goes too far is ended.

The child is warm: it is started once for each process that reads papers, waits for the next one,
and leaves when its parent does or after five idle minutes.
"""

import atexit
import io
import os
import pickle
from collections import deque
from contextlib import suppress
from typing import Any, Final, Self, TypeAlias

from filings.confined.process import Child, ChildEnded
from filings.ingestion import errors, shapes
from filings.ingestion.errors import PaperError
from filings.ingestion.reading_child import MEMORY, TOO_HEAVY, cpu_seconds
from filings.ingestion.shapes import Paper

_PROGRAM: Final = ("-m", "filings.ingestion.reading_child")
_MOST_IDLE: Final = 4
_BROKEN: Final = "Reading it broke the reader. Save the page anew, and only the docket itself."
_TOO_LONG: Final = (
    "Reading it took more than the {seconds} seconds that a file of this size may take. Save the "
    "page anew, and only the docket itself."
)


class TooHeavy(PaperError):
    """Reading the paper took more than it may, or broke the reader."""

    code = TOO_HEAVY


def read(raw: bytes) -> tuple[Paper, ...]:
    """Read one file as :func:`filings.ingestion.papers.read` does, in a child with limits.

    Raises :class:`PaperError`; :class:`TooHeavy` where the child had to be ended.
    """
    with Reading(raw) as reading:
        return reading.papers()


class Reading:
    """A file that a child reads while its owner does something else. Use it as a context."""

    def __init__(self, raw: bytes) -> None:
        """Hand the file to a child."""
        self._raw = raw
        self._child: Child | None = None
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """A child in the middle of a file is of no further use."""
        if self._child is not None:
            self._child.end()

    def papers(self) -> tuple[Paper, ...]:
        """Wait for what was read, once. Raises as :func:`read` does."""
        try:
            answer = self._answer()
        except ChildEnded as ended:
            if ended.was_new or ended.took_too_long:
                raise _too_heavy(ended, self._raw) from None
            self._begin()  # it left between two files
            return self.papers()
        if isinstance(answer, PaperError):
            raise answer
        return answer

    def _begin(self) -> None:
        child = self._child = _waiting() or Child(*_PROGRAM)
        child.hand_over({}, self._raw, cpu_seconds=cpu_seconds(len(self._raw)))

    def _answer(self) -> "_Answer":
        child = self._child
        assert child is not None  # noqa: S101 - it is asked once
        answer = _opened(b"".join(child.answer(most=MEMORY)))
        self._child = None
        if not isinstance(answer, TooHeavy) and not child.has_left and len(_idle) < _MOST_IDLE:
            _idle.append(child)
        else:
            child.end()
        return answer


def _waiting() -> Child | None:
    """Return a warm child, if one waits."""
    with suppress(IndexError):
        while True:
            child = _idle.pop()
            if not child.has_left:
                return child
            child.end()
    return None


_Answer: TypeAlias = tuple[Paper, ...] | PaperError
_idle: Final[deque[Child]] = deque()


def _too_heavy(ended: ChildEnded, raw: bytes) -> TooHeavy:
    if ended.took_too_long:
        return TooHeavy(_TOO_LONG.format(seconds=cpu_seconds(len(raw))))
    return TooHeavy(_BROKEN)


def _opened(answer: bytes) -> _Answer:
    try:
        code, told = _OurTypes(io.BytesIO(answer)).load()
    except Exception:  # noqa: BLE001 - a child that was taken over may answer anything
        return TooHeavy(_BROKEN)
    if code is None:
        papers: tuple[Paper, ...] = told
        return papers
    kinds = (errors.NotACourtPaper, errors.TruncatedPaper, errors.UnknownCourt, TooHeavy)
    return next((each for each in kinds if each.code == code), PaperError)(told)


class _OurTypes(pickle.Unpickler):
    """Takes from the child our dataclasses, days and moments, and nothing that can act.

    Every name is on the list, whole: what a module of ours imports, and what a dotted name would
    reach through it, is not.
    """

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that is on the list."""
        if (module, name) in _ALLOWED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError("The reader answered with something else than a paper.")


_ALLOWED: Final = frozenset(
    {
        (shapes.__name__, name)
        for name, kind in vars(shapes).items()
        if isinstance(kind, type) and kind.__module__ == shapes.__name__
    }
    | {
        ("mdl.docket_numbers", "DocketNumber"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
    }
)


def _forget() -> None:
    """In a fork the children are not ours: close our ends, so that they see their parent leave."""
    for child in _idle:
        child.close()
    _idle.clear()


def _end_all() -> None:
    while _idle:
        _idle.pop().end()


os.register_at_fork(after_in_child=_forget)
atexit.register(_end_all)
