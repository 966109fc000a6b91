"""Asking the child. It is started for the asker, takes any number of files, and ends with it.

The child may be taken over by a hostile file: it holds nothing worth taking, it is ended when it
uses up its time or memory, and of what it answers only strings and numbers of the right shape are
believed: any other answer ends it, and is never quoted.
"""

import json
from collections.abc import Collection, Iterator
from typing import Any, Final, Self, TypeGuard

from filings.confined.process import Child, ChildEnded
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

_PROGRAM: Final = ("-m", "filings.redaction.child")
_TOO_LONG: Final = (
    "Reading it took longer than a file of its size may take. Print or save it anew, or split it."
)
_BROKE: Final = (
    "Reading it broke the reader: it asks for too much memory, or is made to do harm. Print or "
    "save it anew."
)
_KINDS: Final = frozenset({"pdf", "docx", "zip", "text", ""})
_PLACES: Final = frozenset(each.value for each in Where)
_MOST_ANSWER: Final = 8 * MOST_TEXT
_MOST_PICTURE: Final = 40 * MEGABYTE


class Reader:
    """A child that reads files. Use it as a context, for one file or for many in a row."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def read(self, raw: bytes, *, name: str = "") -> Reading:
        """Return everything that a file says. Raise :class:`CannotRead` with a sentence."""
        _expect_size(raw)
        reading, is_done = Reading(), False
        frames = self._ask({"do": "read", "name": name}, raw, most=_MOST_ANSWER)
        for frame in frames:
            told = self._told(frame, frames)
            if is_done or not _is_taken(told, reading):
                raise self._broke()
            is_done = "done" in told
        if not is_done:
            raise self._broke()
        return reading

    def show(self, raw: bytes, *, page: int) -> tuple[bytes, int]:
        """Return a page of a PDF as PNG, and how many pages there are."""
        _expect_size(raw)
        frames = self._ask({"do": "show", "page": page}, raw, most=_MOST_PICTURE)
        pages = self._told(next(frames, b""), frames).get("pages")
        picture = list(frames)
        if not (_is_count(pages, MOST_PAGES) and len(picture) == 1):
            raise self._broke()
        return picture[0], pages

    def end(self) -> None:
        """End the child at once; it holds nothing worth keeping."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    # --- The conversation -----------------------------------------------------------------------

    def _ask(self, request: dict[str, Any], raw: bytes, *, most: int) -> Iterator[bytes]:
        child = self._child = self._child or Child(*_PROGRAM)
        try:
            yield from child.ask(request, raw, cpu_seconds=cpu_seconds(len(raw)), most=most)
        except ChildEnded as ended:
            self.end()
            refusal = CannotRead(_TOO_LONG if ended.took_too_long else _BROKE)
        else:
            return
        raise refusal

    def _told(self, frame: bytes, rest: Iterator[bytes]) -> dict[str, Any]:
        """Return what a line tells. A refusal is the last of them."""
        told = _opened(frame)
        if told is None:
            raise self._broke()
        if isinstance(told.get("refused"), str):
            raise self._broke() if any(True for _ in rest) else CannotRead(told["refused"])
        return told

    def _broke(self) -> CannotRead:
        self.end()
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
