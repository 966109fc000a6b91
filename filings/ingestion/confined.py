"""A stranger's bytes are read in a child: no database, no keys, no environment, little time, little
memory. What comes back is our own dataclasses or a reason; a child that goes too far is ended.

The child is warm: it is started once for each process that reads papers, waits for the next one,
and leaves when its parent does or after five idle minutes. It is a program of its own and no fork,
so it works in Celery's workers, in threads of a web server and in commands alike.
"""

import atexit
import io
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any, Final, TypeAlias

from filings.ingestion import errors, shapes
from filings.ingestion.errors import PaperError
from filings.ingestion.reading_child import HEAD, TOO_HEAVY, Limits, limits_for
from filings.ingestion.shapes import Paper

_ROOT: Final = Path(__file__).resolve().parents[2]
_STARTING: Final = 60.0
"""Seconds a child may take to start and import its parsers, on a busy machine."""
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "TZDIR", "VIRTUAL_ENV", "PYTHONPATH")
"""All that a child is told of its parent's environment: how Python finds its files."""
_PROGRAM: Final = ("-m", "filings.ingestion.reading_child")
_MOST_IDLE: Final = 4
_BROKEN: Final = "Reading it broke the reader. Save the page anew, and only the docket itself."


class TooHeavy(PaperError):
    """Reading the paper took more than it may, or broke the reader."""

    code = TOO_HEAVY


def read(raw: bytes) -> tuple[Paper, ...]:
    """Read one file as :func:`filings.ingestion.papers.read` does, in a child with limits.

    Raises :class:`PaperError`; :class:`TooHeavy` where the child had to be ended.
    """
    answer = None
    while answer is None:
        child = _waiting() or _Child()
        try:
            answer = child.ask(raw)
        except BaseException:  # Ctrl-C too: a child in the middle of a paper is of no further use
            child.end()
            raise
        if not isinstance(answer, TooHeavy) and not child.has_left and len(_idle) < _MOST_IDLE:
            _idle.append(child)
        else:
            child.end()
    if isinstance(answer, PaperError):
        raise answer
    return answer


def _waiting() -> "_Child | None":
    """Return a warm child, if one waits."""
    with suppress(IndexError):
        while True:
            child = _idle.pop()
            if not child.has_left:
                return child
            child.end()
    return None


_Answer: TypeAlias = tuple[Paper, ...] | PaperError


class _Child:
    """One process that reads papers, one after the other."""

    def __init__(self, program: tuple[str, str] = _PROGRAM) -> None:
        self._is_new = True
        self._is_out_of_time = False
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-W", "ignore", *program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what it has to say could quote a paper
            cwd=_ROOT,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            start_new_session=True,  # Ctrl-C is for us; we end it
        )

    @property
    def has_left(self) -> bool:
        """Say whether it takes no more papers."""
        return self._process.poll() is not None

    def ask(self, raw: bytes) -> _Answer | None:
        """Hand over a paper and wait for the answer, as long as it may take. None when a child that
        has read before is gone, and not for the time it took: a new one must be asked.
        """
        limits = limits_for(len(raw))
        starting = _STARTING if self._is_new else 0.0
        timer = Timer(limits.wall_seconds + starting, self._time_is_up)
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(raw)
        finally:
            timer.cancel()
        if answer is None:
            status = self._process.wait()
            took_too_long = self._is_out_of_time or status == -signal.SIGXCPU
            return (
                _ended(limits, took_too_long=took_too_long)
                if self._is_new or took_too_long
                else None
            )
        self._is_new = False
        return _opened(answer)

    def _time_is_up(self) -> None:
        self._is_out_of_time = True
        self._process.kill()

    def _exchange(self, raw: bytes) -> bytes | None:
        """Return the answer's bytes, or None where the child broke off."""
        to_child, from_child = self._process.stdin, self._process.stdout
        if to_child is None or from_child is None:
            return None
        with suppress(BrokenPipeError):
            to_child.write(HEAD.pack(len(raw)))
            to_child.write(raw)
            to_child.flush()
            head = from_child.read(HEAD.size)
            if len(head) == HEAD.size:
                (size,) = HEAD.unpack(head)
                answer = from_child.read(size)
                return answer if len(answer) == size else None
        return None

    def end(self) -> None:
        """End it at once; it holds nothing worth keeping."""
        self._process.kill()
        self.close()
        self._process.wait()

    def close(self) -> None:
        """Let go of it: a child that nobody holds sees its input end, and leaves."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


_idle: Final[deque[_Child]] = deque()


def _ended(limits: Limits, *, took_too_long: bool) -> PaperError:
    """Say why a child was ended: its time by the kernel, the clock by us, or itself."""
    if took_too_long:
        return TooHeavy(
            f"Reading it took more than the {limits.cpu_seconds} seconds that a file of this size "
            "may take. Save the page anew, and only the docket itself."
        )
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
