"""Which column of a list is which field: suggested from its headings, set by a person, remembered.

A column is known by its letter. A heading is shown only where its row surely is one of headings,
and only a heading that :data:`FIELDS` knows: in a file without any, the first row is a person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string

from mdl import crypto
from mdl.models import Litigation
from mdl.spreadsheets import (
    Line,
    SheetError,
    day_of,
    headings_taken,
    plain_heading,
    read_lines,
    text_of,
)
from plaintiffs.models import CensusColumns
from plaintiffs.services.census.said import SAID

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "reference": (
        "reference", "client id", "client no", "client number", "plaintiff id", "plaintiff no",
        "plaintiff number", "person id", "id", "file no", "file number", "matter no", "no",
    ),
    "given_name": (
        "given name", "first name", "first", "firstname", "plaintiff first name", "forename",
    ),
    "family_name": (
        "family name", "last name", "last", "lastname", "surname", "plaintiff last name",
    ),
    "name": ("name", "full name", "plaintiff", "plaintiff name", "client", "client name"),
    "birth_date": ("date of birth", "birth date", "dob", "birthdate", "birthday", "born", "d o b"),
    "email": ("email", "e-mail", "email address", "e-mail address", "mail"),
    "phone": ("phone", "telephone", "phone number", "cell", "mobile", "cell phone", "tel"),
    "address": ("address", "street address", "mailing address", "home address", "street"),
    "state": ("state", "state of residence", "residence state", "residence", "domicile", "st"),
    "designation": ("designation", "initials", "public designation", "known as"),
    "protection": ("protection", "protected as", "minor or adult", "minor"),
    "relation": ("relation", "whose", "whose client", "represented by", "client of"),
    "action": (
        "docket number", "case number", "docket no", "case no", "civil action no", "docket", "case",
        "action",
    ),
    "role": ("role", "part", "takes part as", "plaintiff type"),
    "speaks_for": (
        "speaks for", "guardian of", "parent of", "minor id", "ward", "ward id", "child id",
        "on behalf of",
    ),
    "speaks_as": ("speaks as", "guardian type", "relationship", "capacity"),
    "since": ("since", "appointed", "appointed on", "guardian since", "effective"),
}  # fmt: skip
"""Every field with the headings that are taken for it, the likeliest first."""
WORDS: Final = {
    "reference": "The list's own number",
    "name": "Name, as family, given",
    "birth_date": "Date of birth",
    "email": "E-mail",
    "action": "Docket number of the action",
    "role": "Part in the action",
    "speaks_for": "Speaks for (the minor's own number)",
    "speaks_as": "Speaks as",
    "since": "Speaks since",
}
_KNOWN: Final = frozenset(plain_heading(each) for words in FIELDS.values() for each in words)
_VALUES: Final = frozenset(value for values in SAID.values() for value in values)
_NUMBER: Final = re.compile(r"[+(]?\d[\d ().+/x-]{5,}")  # a telephone's, or any other as long
_LOOKED_AT: Final = 20
_ENOUGH: Final = 2  # fields that must be recognised for a row to be one of headings
_HEADING: Final = "plaintiffs.census_heading"


class NotReadable(SheetError):
    """The columns do not fit the file, or each other; the message says what to do."""


def words_of_field(name: str) -> str:
    """Say what a field is, to who sets the columns."""
    return WORDS.get(name, name.replace("_", " ").capitalize())


@dataclass(slots=True)
class Head:
    """The beginning of a list: the row of its headings, and what its columns are taken for."""

    line: Line
    is_recognised: bool
    """Whether it surely is a row of headings and no person."""
    columns: dict[str, str] = field(default_factory=dict)
    """Field by field, the letter of its column."""

    @property
    def letters(self) -> list[tuple[str, str]]:
        """Every column's letter, and its heading where it may be shown."""
        texts = [text_of(cell) for cell in self.line.cells]
        return [
            (
                get_column_letter(place),
                text if self.is_recognised and plain_heading(text) in _KNOWN else "",
            )
            for place, text in enumerate(texts, start=1)
        ]


def places_of(columns: Mapping[str, str]) -> dict[str, int]:
    """Return where each field stands in a row, from 0."""
    return {name: column_index_from_string(letter) - 1 for name, letter in columns.items()}


def head_of(data: bytes, *, litigation: Litigation) -> Head:
    """Read the beginning of a list and suggest what its columns are.

    Raises :class:`~mdl.spreadsheets.SheetError`.
    """
    lines = list(islice(read_lines(data), _LOOKED_AT))
    if not lines:
        raise SheetError("The file holds no row; export the list again.")
    known = list(litigation.census_columns.order_by("-used_at"))
    for line in lines:
        digest = _digest_of(line)
        for memory in known:
            if bytes(memory.header) == digest:
                return Head(line, _is_surely_headings(line), dict(memory.columns))
    heads = [
        Head(line, _is_surely_headings(line), _guessed(line, known))
        for line in lines
        if not _tells_of_somebody(line)
    ]
    best = max(  # the first of several
        heads,
        key=lambda head: (head.is_recognised, len(head.columns)),
        default=Head(lines[0], is_recognised=False),
    )
    if len(best.columns) >= _ENOUGH:
        return best
    return Head(lines[0], is_recognised=False)


def _is_surely_headings(line: Line) -> bool:
    """Say whether a row can be nothing but headings. A word such as “client” heads a column and
    stands in one too: it counts only where every cell beside it is a heading."""
    words = [word for cell in line.cells if (word := plain_heading(text_of(cell)))]
    known = [word for word in words if word in _KNOWN]
    if _tells_of_somebody(line) or not _VALUES.isdisjoint(set(words) - _KNOWN):
        return False
    only_headings = [word for word in known if word not in _VALUES]
    if len(only_headings) >= _ENOUGH:
        return True
    return bool(only_headings) and len(known) >= _ENOUGH and len(known) == len(words)


def _tells_of_somebody(line: Line) -> bool:
    """Say whether a cell holds what no heading does: a day, an e-mail address, a telephone
    number."""
    return any(
        "@" in text or _NUMBER.fullmatch(text) or day_of(text) is not None
        for text in map(text_of, line.cells)
    )


def _guessed(line: Line, known: Sequence[CensusColumns]) -> dict[str, str]:
    """What a heading was taken for in an earlier list goes before what it looks like."""
    headings = [plain_heading(text_of(cell)) for cell in line.cells]
    taken: dict[str, int] = {}
    if known:
        digests = [_digest(heading) for heading in headings]
        for memory in known:
            for name, digest in memory.headings.items():
                if name not in taken and digest in digests:
                    taken[name] = digests.index(digest)
    free = ["" if at in taken.values() else heading for at, heading in enumerate(headings)]
    wanted = {name: words for name, words in FIELDS.items() if name not in taken}
    places = {**taken, **dict(headings_taken(free, wanted))}
    if "given_name" in places and "family_name" in places:
        places.pop("name", None)
    return {name: get_column_letter(place + 1) for name, place in places.items()}


def chosen(head: Head, told: Mapping[str, str]) -> dict[str, str]:
    """Check what a person set: each field's column, by letter or by heading.

    Raises :class:`NotReadable`.
    """
    letters = {letter: letter for letter, _ in head.letters}
    headings = {plain_heading(text_of(cell)): at for at, cell in enumerate(head.line.cells, 1)}
    columns: dict[str, str] = {}
    for name, column in told.items():
        if name not in FIELDS:
            raise NotReadable(f"There is no field {name[:40]}: {', '.join(FIELDS)}.")
        at = headings.get(plain_heading(column))
        letter = letters.get(column.strip().upper()) or (get_column_letter(at) if at else None)
        if letter is None:
            raise NotReadable(f"The file has no such column for {words_of_field(name)}.")
        columns[name] = letter
    twice = [letter for letter in columns.values() if list(columns.values()).count(letter) > 1]
    if twice:
        raise NotReadable(f"Column {twice[0]} was chosen for two fields.")
    if not {"name", "family_name", "designation"} & set(columns):
        raise NotReadable("Say which column has the names, or the designations.")
    return columns


def remember(
    litigation: Litigation, head: Head, columns: Mapping[str, str], *, now: datetime
) -> None:
    """Keep how a person read this row of headings."""
    places = places_of(columns)
    CensusColumns.objects.update_or_create(
        litigation=litigation,
        header=_digest_of(head.line),
        defaults={
            "columns": dict(columns),
            "headings": {
                name: _digest(plain_heading(text_of(head.line.cells[place])))
                for name, place in places.items()
                if text_of(head.line.cells[place])
            },
            "used_at": now,
        },
    )


def below(lines: Iterator[Line], head: Head) -> Iterator[Line]:
    """Yield the rows below the headings."""
    return (line for line in lines if line.number > head.line.number)


def _digest_of(line: Line) -> bytes:
    joined = "\n".join(plain_heading(text_of(cell)) for cell in line.cells)
    return crypto.blind_index(joined, context=_HEADING)


def _digest(heading: str) -> str:
    return crypto.blind_index(heading, context=_HEADING).hex()
