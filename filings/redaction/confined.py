"""Asking the child. It is started for the asker, takes any number of files, and ends with it.

The child may be taken over by a hostile file: it holds nothing worth taking, it is ended when it
uses up its time or memory, and of what it answers only strings and numbers of the right shape are
believed: any other answer ends it, and is never quoted.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Final, Self, TypeGuard

from filings.redaction.child import cpu_seconds
from filings.redaction.shapes import (
    MEGABYTE,
    MOST_BYTES,
    MOST_PAGES,
    MOST_TEXT,
    CannotRead,
    Passage,
    Reading,
    Unread,
    Where,
)

_ROOT: Final = Path(__file__).resolve().parents[2]
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "PYTHONPATH")
"""All that a child is told of its parent's environment: how Python finds its files."""
_STARTING: Final = 60.0
_TOO_LONG: Final = (
    "Reading it took longer than a file of its size may take. Print or save it anew, or split it."
)
_BROKE: Final = (
    "Reading it broke the reader: it asks for too much memory, or is made to do harm. Print or "
    "save it anew."
)
_KINDS: Final = frozenset({"pdf", "docx", "zip", "text", ""})
_PLACES: Final = frozenset(each.value for each in Where)
_MOST_LINE: Final = 2 * MOST_TEXT
_MOST_ANSWER: Final = 8 * MOST_TEXT
_MOST_PICTURE: Final = 40 * MEGABYTE


class Reader:
    """A child that reads files. Use it as a context, for one file or for many in a row."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def read(self, raw: bytes, *, name: str = "") -> Reading:
        """Return everything that a file says. Raise :class:`CannotRead` with a sentence."""
        _expect_size(raw)
        reading = Reading()
        for told in self._ask({"do": "read", "name": name}, raw):
            if not _is_taken(told, reading):
                raise self._ended()
        return reading

    def show(self, raw: bytes, *, page: int) -> tuple[bytes, int]:
        """Return a page of a PDF as PNG, and how many pages there are."""
        _expect_size(raw)
        for told in self._ask({"do": "show", "page": page}, raw):
            size, pages = told.get("picture"), told.get("pages")
            if not (_is_count(size, _MOST_PICTURE) and _is_count(pages, MOST_PAGES)):
                break
            return self._take(size), pages
        raise self._ended()

    def end(self) -> None:
        """End the child at once; it holds nothing worth keeping."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            process.wait()

    # --- The conversation -----------------------------------------------------------------------

    def _ask(self, request: dict[str, Any], raw: bytes) -> Iterator[dict[str, Any]]:
        process = self._process or self._start()
        seconds = _STARTING + 3 * cpu_seconds(len(raw))
        timer = Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            self._hand_over(process, request | {"size": len(raw)}, raw)
            yield from self._answers(process)
        finally:
            timer.cancel()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "filings.redaction.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what it has to say could quote a paper
            cwd=_ROOT,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            start_new_session=True,  # Ctrl-C is for us; we end it
        )
        return self._process

    def _hand_over(
        self, process: "subprocess.Popen[bytes]", request: dict[str, Any], raw: bytes
    ) -> None:
        assert process.stdin is not None  # noqa: S101 - opened as a pipe above
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            process.stdin.write(raw)
            process.stdin.flush()

    def _answers(self, process: "subprocess.Popen[bytes]") -> Iterator[dict[str, Any]]:
        assert process.stdout is not None  # noqa: S101 - opened as a pipe above
        size = 0
        while line := process.stdout.readline(_MOST_LINE):
            size += len(line)
            told = _opened(line)
            if told is None or size > _MOST_ANSWER:
                break
            if isinstance(told.get("refused"), str):
                raise CannotRead(told["refused"])
            yield told
            if "done" in told:
                return
        raise self._ended()

    def _take(self, size: int) -> bytes:
        process = self._process
        assert process is not None  # noqa: S101 - it has just answered
        assert process.stdout is not None  # noqa: S101 - opened as a pipe above
        content = process.stdout.read(size)
        if len(content) < size:
            raise self._ended()
        return content

    def _ended(self) -> CannotRead:
        """Say why the child broke off: by the kernel for its time, by us for the clock, or by
        itself."""
        process = self._process
        status = process.poll() if process is not None else None
        if process is not None and status is None:
            with suppress(subprocess.TimeoutExpired):
                status = process.wait(1)
        self.end()
        if status in (-signal.SIGXCPU, -signal.SIGKILL):
            return CannotRead(_TOO_LONG)
        return CannotRead(_BROKE)


def _expect_size(raw: bytes) -> None:
    if not raw:
        raise CannotRead("The file is empty.")
    if len(raw) > MOST_BYTES:
        raise CannotRead(
            f"It has {len(raw) // MEGABYTE} MB; at most {MOST_BYTES // MEGABYTE} MB are checked "
            "at once. Split it, or save its pictures smaller."
        )


def _opened(line: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _is_taken(told: dict[str, Any], reading: Reading) -> bool:
    """Add one line of an answer to what is read; False where the line has another shape."""
    if "done" in told:
        kind, pages = told.get("kind"), told.get("pages")
        if not (_is_word(kind, _KINDS) and _is_count(pages, MOST_PAGES)):
            return False
        reading.kind, reading.pages = kind, pages
        return True
    page, part = told.get("p"), told.get("a")
    is_page = page is None or (_is_count(page, MOST_PAGES) and page > 0)
    if not (isinstance(part, str) and is_page):
        return False
    text, why, where = told.get("t"), told.get("u"), told.get("w")
    if isinstance(text, str) and _is_word(where, _PLACES):
        reading.passages.append(Passage(Where(where), text, page, part))
    elif isinstance(why, str):
        reading.unread.append(Unread(why, page, part))
    else:
        return False
    return True


def _is_word(told: object, known: Collection[str]) -> TypeGuard[str]:
    return isinstance(told, str) and told in known


def _is_count(told: object, most: int) -> TypeGuard[int]:
    return type(told) is int and 0 <= told <= most  # True is an int too
