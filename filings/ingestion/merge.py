"""Which entry of a docket a paper's entry is.

Papers tell of one entry in different ways: a notice gives the court's sequence number, an old
docket report only the entry's own number, a feed only a number and a label, a minute entry none
of them. A member docket of an MDL shows two series of numbers, its own and that of the docket an
entry was spread from (a transferred one, those of its first court): so a number alone makes two
entries one only where their day or their words agree.

Plain functions on values. What the paper may change is told by ``precedence``.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from filings.ingestion.precedence import letters
from filings.ingestion.shapes import EntryData, text_hash

_FEWEST_LETTERS = 5
"""Of a text that may be the beginning of another."""
_MOST_COMPARED = 400
"""Pairs of texts of one day; where there are more, nothing tells which is which."""


class Known(Protocol):
    """An entry as it stands on a docket."""

    natural_key: str
    number: int | None
    sequence: int | None
    filed_on: date | None
    description: str
    short_description: str


K = TypeVar("K", bound=Known)
Key = Hashable | None


def pair(known: Sequence[K], told: Sequence[EntryData], *, is_listing: bool) -> list[K | None]:
    """Return for each entry told the one it is, or None for a new one.

    From the surest likeness to the weakest: the court's sequence number; number and text; number
    and day, or number and words; text alone, for entries without a number; a text that begins
    the other, on the same day. A listing may also show an entry renumbered. No entry is taken
    twice, so a docket that prints the same words twice on a day keeps both.
    """
    found: list[K | None] = [None] * len(told)
    open_known = list(known)
    for likeness in _LIKENESSES:
        if not open_known:
            return found
        open_known = _pair_by(likeness, open_known, told, found)
    open_known = _pair_if_only(open_known, told, found, _day_without_number)
    if is_listing:
        _pair_if_only(_passed_over(open_known, told), told, found, _day_and_whole_text)
    return found


def _passed_over(known: Sequence[K], told: Sequence[EntryData]) -> list[K]:
    """Return the numbered entries whose number lies among those listed, and is not listed."""
    listed = {entry.entry_number for entry in told if entry.entry_number is not None}
    if not listed:
        return []
    first, last = min(listed), max(listed)
    numbered = (entry for entry in known if entry.number is not None)
    return [entry for entry in numbered if first <= (entry.number or 0) <= last]


class Likeness(NamedTuple):
    """Two entries are one if both keys are the same and they agree."""

    of_known: Callable[[Known], Key]
    of_told: Callable[[EntryData], Key]
    agree: Callable[[Known, EntryData], bool]


def _pair_by(
    likeness: Likeness, known: Sequence[K], told: Sequence[EntryData], found: list[K | None]
) -> list[K]:
    """Pair what is still open by one likeness; return the known entries that stay open."""
    free: dict[Key, list[K]] = defaultdict(list)
    for entry in known:
        if (key := likeness.of_known(entry)) is not None:
            free[key].append(entry)
    taken: set[str] = set()
    for place, data in enumerate(told):
        if found[place] is not None or not free:
            continue
        rows = free.get(likeness.of_told(data))
        match = next((each for each in rows or () if likeness.agree(each, data)), None)
        if rows and match is not None:
            found[place] = match
            rows.remove(match)
            taken.add(match.natural_key)
    return [entry for entry in known if entry.natural_key not in taken]


def _pair_if_only(
    known: Sequence[K],
    told: Sequence[EntryData],
    found: list[K | None],
    likely: Callable[[Known | EntryData], Key],
) -> list[K]:
    """Pair by a likeness that holds only where one entry on each side has it."""
    if not known:
        return []
    mine: dict[Key, list[K]] = defaultdict(list)
    theirs: dict[Key, list[int]] = defaultdict(list)
    for entry in known:
        mine[likely(entry)].append(entry)
    for place, entry_found in enumerate(found):
        if entry_found is None:
            theirs[likely(told[place])].append(place)
    taken: set[str] = set()
    for key in mine.keys() & theirs.keys() - {None}:
        if len(mine[key]) * len(theirs[key]) > _MOST_COMPARED:
            continue
        for place in theirs[key]:
            matches = [each for each in mine[key] if _begins(each, told[place])]
            rivals = [each for each in theirs[key] if matches and _begins(matches[0], told[each])]
            if len(matches) == len(rivals) == 1 and not _contradict(matches[0], told[place]):
                found[place] = matches[0]
                taken.add(matches[0].natural_key)
    return [entry for entry in known if entry.natural_key not in taken]


def free_key(entry: EntryData | Known, taken: set[str]) -> str:
    """Return the natural key of an entry, made distinct where the docket prints it twice."""
    number, sequence = _numbers(entry)
    if sequence is not None:
        key = f"seq:{sequence}"
    elif number is not None:
        key = f"no:{number}"
    else:
        key = f"text:{_hash(entry)}"
    if key in taken and number is not None:
        key = f"{key}:{_hash(entry)[:8]}"
    first, repeated = key, 1
    while key in taken:
        repeated += 1
        key = f"{first}:{repeated}"
    return key


def is_of_text(key: str) -> bool:
    """Say whether a natural key holds a hash of the entry's text."""
    return key.startswith("text:") or re.match(r"no:\d+:[0-9a-f]{8}", key) is not None


def rekeyed(entry: Known) -> str:
    """Return a natural key that holds a hash with the hash of the entry's text as it is now."""
    kind, first, *rest = entry.natural_key.split(":")
    hashed = _hash(entry)
    return ":".join(
        (kind, hashed, *rest) if kind == "text" else (kind, first, hashed[:8], *rest[1:])
    )


def _contradict(known: Known, told: EntryData) -> bool:
    """Say whether both know the court's sequence number and differ."""
    return None not in (known.sequence, told.sequence_number) and (
        known.sequence != told.sequence_number
    )


def _can_be(known: Known, told: EntryData) -> bool:
    return not _contradict(known, told)


def _same_day_or_words(known: Known, told: EntryData) -> bool:
    """Two entries of one number are one if filed on one day or in one wording; where a paper
    prints no wording, the number must do."""
    if _contradict(known, told):
        return False
    wordless = not (known.description and told.description)
    return wordless or known.filed_on == told.filed_on or _begins(known, told)


def _begins(known: Known, told: EntryData) -> bool:
    """Say whether one's words begin the other's: a label, a text cut off, or added to."""
    for one in _wordings(known.description, known.short_description):
        for two in _wordings(told.description, told.short_description):
            if one.startswith(two) or two.startswith(one):
                return True
    return False


def _wordings(*texts: str | None) -> Iterable[str]:
    return (each for text in texts if len(each := letters(text or "")) >= _FEWEST_LETTERS)


def _numbers(entry: EntryData | Known) -> tuple[int | None, int | None]:
    if isinstance(entry, EntryData):
        return entry.entry_number, entry.sequence_number
    return entry.number, entry.sequence


def _hash(entry: EntryData | Known) -> str:
    words = entry.description or entry.short_description or ""
    return text_hash(entry.filed_on or date.min, words)


def _number_and_text(entry: EntryData | Known) -> Key:
    number = _numbers(entry)[0]
    return None if number is None else (number, _hash(entry))


def _number_and_day(entry: EntryData | Known) -> Key:
    number = _numbers(entry)[0]
    return None if number is None else (number, entry.filed_on)


def _text_alone(entry: EntryData | Known) -> Key:
    return _hash(entry) if _numbers(entry)[0] is None else None


def _day_without_number(entry: EntryData | Known) -> Key:
    return entry.filed_on if _numbers(entry)[0] is None else None


def _day_and_whole_text(entry: EntryData | Known) -> Key:
    """For an entry that has got another number: its day and its words are then what it is."""
    has_words = _numbers(entry)[0] is not None and entry.description
    return (entry.filed_on, _hash(entry)) if has_words else None


_LIKENESSES = (
    Likeness(lambda known: known.sequence, lambda told: told.sequence_number, lambda *_: True),
    Likeness(_number_and_text, _number_and_text, _can_be),
    Likeness(_number_and_day, _number_and_day, _can_be),
    Likeness(lambda known: known.number, lambda told: told.entry_number, _same_day_or_words),
    Likeness(_text_alone, _text_alone, _can_be),
)
