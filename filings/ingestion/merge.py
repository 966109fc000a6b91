"""Which entry of a docket a paper's entry is, and what the paper adds to it.

Papers tell of one entry in different ways: a notice gives the court's sequence number, an old
docket report only the entry's own number, a minute entry neither. Whatever order they come in,
the docket ends the same: a notice fills what is not known, a docket report, which is what the
court shows today, also corrects. Nothing blanks a known value.

Plain functions on values.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from filings.ingestion.shapes import EntryData, text_hash


class Known(Protocol):
    """An entry as it stands on a docket."""

    natural_key: str
    number: int | None
    sequence: int | None
    filed_on: date | None
    description: str


K = TypeVar("K", bound=Known)
T = TypeVar("T")
Key = Hashable | None


def pair(known: Sequence[K], told: Sequence[EntryData]) -> list[K | None]:
    """Return for each entry told the one it is, or None for a new one.

    From the surest likeness to the weakest: the court's sequence number; number and text; number
    alone; text alone, for entries without a number. No entry is taken twice, so a docket that
    prints the same words twice on a day keeps both.
    """
    found: list[K | None] = [None] * len(told)
    taken: set[str] = set()
    for key_known, key_told in _LIKENESSES:
        free: dict[Key, list[K]] = defaultdict(list)
        for entry in known:
            if entry.natural_key not in taken:
                free[key_known(entry)].append(entry)
        for place, data in enumerate(told):
            key = key_told(data)
            if found[place] is not None or key is None:
                continue
            match = next((each for each in free[key] if not _contradict(each, data)), None)
            if match is not None:
                found[place] = match
                free[key].remove(match)
                taken.add(match.natural_key)
    return found


def better(old: T, new: T | None, *, corrects: bool) -> T:
    """Return the value to keep: a known one yields only to a paper that ``corrects``."""
    if new is None or (old not in (None, "") and not corrects):
        return old
    return new


def better_text(old: str, new: str, *, corrects: bool) -> str:
    """Return the docket text to keep; a notice never replaces what a docket report printed."""
    return new if new and (corrects or not old) else old


def free_key(entry: EntryData | Known, taken: set[str]) -> str:
    """Return the natural key of an entry, made distinct where the docket prints it twice."""
    number, sequence = _numbers(entry)
    hashed = _hash(entry)
    if sequence is not None:
        key = f"seq:{sequence}"
    elif number is not None:
        key = f"no:{number}"
    else:
        key = f"text:{hashed}"
    if key in taken and number is not None:
        key = f"{key}:{hashed[:8]}"
    first, repeated = key, 1
    while key in taken:
        repeated += 1
        key = f"{first}:{repeated}"
    return key


def _contradict(known: Known, told: EntryData) -> bool:
    """Say whether both know the court's sequence number and differ."""
    return None not in (known.sequence, told.sequence_number) and (
        known.sequence != told.sequence_number
    )


def _numbers(entry: EntryData | Known) -> tuple[int | None, int | None]:
    if isinstance(entry, EntryData):
        return entry.entry_number, entry.sequence_number
    return entry.number, entry.sequence


def _hash(entry: EntryData | Known) -> str:
    return text_hash(entry.filed_on or date.min, entry.description)


def _number_and_text(entry: EntryData | Known) -> Key:
    number = _numbers(entry)[0]
    return None if number is None else (number, _hash(entry))


def _text_alone(entry: EntryData | Known) -> Key:
    return _hash(entry) if _numbers(entry)[0] is None else None


_LIKENESSES: tuple[tuple[Callable[[Known], Key], Callable[[EntryData], Key]], ...] = (
    (lambda known: known.sequence, lambda told: told.sequence_number),
    (_number_and_text, _number_and_text),
    (lambda known: known.number, lambda told: told.entry_number),
    (_text_alone, _text_alone),
)
