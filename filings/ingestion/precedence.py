"""Whose word stands where two papers tell different things.

The court's present listing corrects everybody; of two listings the later printed one stands, in
whatever order they arrive. A history report, in short words, stands below it. An announcement (a
notice, a feed) tells of one event at its time and only fills what is not known; somebody's copy of
a docket stands below all. So the same papers in any order end the same.

A value yields in silence only where it is plainly superseded. Where it is not, or where a day is
corrected on which periods may hang, both words are shown to a person.

Plain functions on values.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from filings.ingestion.shapes import Standing

_RANK: Final = {
    Standing.COPY: 0,
    Standing.ANNOUNCEMENT: 1,
    Standing.HISTORY: 3,
    Standing.LISTING: 4,
}
LISTS: Final = (Standing.LISTING, Standing.HISTORY, Standing.COPY)
"""What shows a docket as it was on a day; the later of two speaks of all the earlier one did."""
_ANNOUNCED: Final = _RANK[Standing.ANNOUNCEMENT]
_ENTERED: Final = 2
LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)

DAYS_THAT_COUNT: Final = frozenset({"filed_on", "entered_on"})
"""Periods run from them: no correction goes unseen."""

# Labels, sizes and addresses: the better word stands, and nobody is asked.
_QUIET: Final = frozenset({
    "short_description", "sequence", "page_count", "byte_count", "contact", "roles", "extra",
    "is_sealed", "demand",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """The word of one paper, or of whoever entered a row by hand."""

    rank: int
    as_of: datetime

    @classmethod
    def of(cls, standing: str, as_of: datetime) -> "Voice":
        """Return the voice of a paper."""
        return cls(_RANK[Standing(standing)], as_of)

    def prevails_over(self, other: "Voice", mine: object, theirs: object) -> bool:
        """Say whether this word stands against the other, both being known."""
        if self.rank != other.rank:
            return self.rank > other.rank
        if self.rank != _ANNOUNCED:
            return self.as_of >= other.as_of
        # Who announced it first stands; of two at once, the same one in either order.
        return (self.as_of, str(mine)) < (other.as_of, str(theirs))

    def plainly_supersedes(self, other: "Voice") -> bool:
        """Say whether nobody need be asked when this word stands against the other."""
        if ENTERED in (self, other):
            return True
        if self.rank == other.rank:
            return self.rank != _ANNOUNCED
        return self.as_of >= other.as_of


ENTERED: Final = Voice(_ENTERED, LONG_AGO)
"""A row that no paper told: loaded with a litigation, or entered. A court's listing corrects it."""


def is_asked(field: str, standing_value: object, other: object, by: Voice, over: Voice) -> bool:
    """Say whether a person is shown that ``over`` told ``other`` where ``by``'s word stands."""
    if field in _QUIET or ENTERED in (by, over) or are_alike(standing_value, other):
        return False
    return field in DAYS_THAT_COUNT or not by.plainly_supersedes(over)


def are_alike(one: object, two: object) -> bool:
    """Say whether two values differ only in what clerks write differently: case, spacing,
    points, "et al.", the closing "(Entered: ...)"."""
    if isinstance(one, str) and isinstance(two, str):
        return letters(one) == letters(two)
    return one == two


_ENTERED_ON: Final = re.compile(r"\(entered: [\d/-]+\)\s*$")
_ASIDE: Final = re.compile(r"\bet al\b")
_VERSUS: Final = re.compile(r"\b(?:vs|versus)\b")
_NO_LETTER: Final = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Return the letters and digits of a text, as clerks agree on them."""
    plain = _ENTERED_ON.sub("", " ".join(text.lower().split()))
    return _NO_LETTER.sub("", _VERSUS.sub("v", _ASIDE.sub("", plain)))


def in_words(value: object) -> str:
    """Return a value as a person reads it, and as it is kept in a question."""
    return value.isoformat() if isinstance(value, date) else str(value)
