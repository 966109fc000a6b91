"""The entries of which a paper newly tells, looked at by their text: of five thousand, only those
that say what is asked for become rows in memory."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from filings.models import DocketEntry
from filings.services.dockets import RecordedDocket

T = TypeVar("T")


def entries_saying(
    each: RecordedDocket, read: Callable[[str], T | None], *, with_changed: bool = True
) -> Iterator[tuple[DocketEntry, T]]:
    """Yield new entries, and those whose text changed, in which ``read`` finds something, with
    what it found."""
    if each.is_repeat:
        return
    for (key, row), told in zip(each.found, each.data.entries, strict=True):
        if row is None and (found := read(told.description)) is not None:
            yield _at_home(each.new_entry(key), each), found
    for entry in each.changed_entries if with_changed else ():
        if (found := read(entry.description)) is not None:
            yield _at_home(entry, each), found


def _at_home(entry: DocketEntry, each: RecordedDocket) -> DocketEntry:
    """Let the entry know its docket without asking again."""
    entry.docket = each.docket
    return entry
