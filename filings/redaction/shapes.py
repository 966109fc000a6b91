"""What a file says, and where in it: the only thing that leaves the reading child."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 100 * MEGABYTE
"""Of one file."""
MOST_PAGES: Final = 5_000
"""Of one file and whatever is attached to it."""
MOST_PARTS: Final = 200
"""Files within files."""
MOST_DEPTH: Final = 4
MOST_UNPACKED: Final = 256 * MEGABYTE
MOST_TEXT: Final = 64 * MEGABYTE


class Where(StrEnum):
    """The place of a text in a file."""

    TEXT = "text"
    COVERED = "covered"
    UNSEEN = "unseen"
    ANNOTATION = "annotation"
    FORM = "form"
    LINK = "link"
    BOOKMARK = "bookmark"
    METADATA = "metadata"
    HIDDEN = "hidden"
    ATTACHMENT = "attachment"
    EARLIER = "earlier"

    @property
    def words(self) -> str:
        """Say it in a report."""
        return _WORDS[self]


_WORDS: Final = {
    Where.TEXT: "text",
    Where.COVERED: "under a box",
    Where.UNSEEN: "text that nobody sees",
    Where.ANNOTATION: "comment",
    Where.FORM: "form field",
    Where.LINK: "link",
    Where.BOOKMARK: "bookmark",
    Where.METADATA: "properties of the file",
    Where.HIDDEN: "elsewhere in the file",
    Where.ATTACHMENT: "attached file",
    Where.EARLIER: "earlier version kept in the file",
}


def words_for(where: str) -> str:
    """Return a stored kind of place in words."""
    return Where(where).words if where in {each.value for each in Where} else where


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that stands together."""

    where: Where
    text: str = field(repr=False)
    page: int | None = None
    """Counted from 1; None for what stands on no page."""
    part: str = ""
    """The attached file that it stands in, with the files around it; empty for the file itself."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, and so is not clean."""

    why: str
    page: int | None = None
    part: str = ""


@dataclass(slots=True)
class Reading:
    """Everything that a file says."""

    kind: str = ""
    """``pdf``, ``docx`` or ``text``."""
    pages: int = 0
    passages: list[Passage] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


class CannotRead(Exception):
    """The file cannot be checked at all; the message says why and what to do."""
