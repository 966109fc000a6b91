"""Rows of a list of people, each read into facts or into a sentence that quotes no cell.

Facts live in memory only. What names a person is in :class:`Identity`, which prints nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from mdl import crypto
from mdl.docket_numbers import DocketNumber, DocketNumberError, parse
from mdl.spreadsheets import (
    Cell,
    Line,
    as_meant,
    calculates,
    day_of,
    plain_heading,
    read_lines,
    text_of,
)
from plaintiffs.majority import UnknownState, age_of_majority
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.names import words_of
from plaintiffs.privacy.no_ssn import holds_ssn
from plaintiffs.privacy.sealing import likeness_of
from plaintiffs.services.census.columns import Head, below, places_of, words_of_field
from plaintiffs.services.census.said import SAID

SEALED: Final = ("given_name", "family_name", "birth_date", "email", "phone", "address")
_LONGEST: Final = {"reference": 60, "designation": 120}
_LONGEST_SEALED: Final = 200
_REFERENCE: Final = "plaintiffs.census_reference"
_NAME: Final = "plaintiffs.census_speaker"
_TOLD: Final = "plaintiffs.census_row"
_INITIALS: Final = re.compile(r"([A-Z]\.)([ -]?[A-Z]\.){0,4}")


class Wrong(Exception):
    """What is wrong with a row, in a sentence that quotes nothing of it."""


class SocialSecurity(Wrong):
    """The row holds what looks like a Social Security number."""


@dataclass(frozen=True, slots=True, repr=False)
class Facts:
    """What a row tells of one person. ``""`` and ``None`` say that it does not tell."""

    identity: Identity
    reference: str
    state: str
    designation: str
    protection: str
    relation: str
    action: DocketNumber | None
    role: str
    wards: tuple[str, ...]
    speaks_as: str
    since: date | None

    @property
    def names_somebody(self) -> bool:
        """Whether anything of it would be sealed."""
        return any(getattr(self.identity, name) for name in SEALED)

    @property
    def reference_key(self) -> bytes | None:
        """The keyed hash of the list's own number; of a speaker who has neither that nor a birth
        date, of the name beside whom they speak for."""
        if self.reference:
            return reference_key(self.reference)
        words = sorted(words_of(self.identity.full_name))
        if self.wards and words and self.likeness is None:
            return crypto.blind_index("\n".join([*words, *sorted(self.wards)]), context=_NAME)
        return None

    @property
    def likeness(self) -> bytes | None:
        """The keyed hash of name and birth date."""
        return likeness_of(self.identity)

    @property
    def told(self) -> bytes:
        """The keyed hash of all that the row says."""
        said = [
            *(str(getattr(self.identity, name) or "") for name in SEALED),
            self.reference, self.state, self.designation, self.protection, self.relation,
            self.action.canonical if self.action else "", self.role, *self.wards, self.speaks_as,
            str(self.since or ""),
        ]  # fmt: skip
        return crypto.blind_index("\n".join(said), context=_TOLD)


@dataclass(frozen=True, slots=True, repr=False)
class ReadRow:
    """A row: its facts, or what is wrong with it."""

    number: int
    facts: Facts | None = None
    problem: str = ""
    holds_ssn: bool = False


def reference_key(reference: str) -> bytes:
    """Return the keyed hash of a list's own number."""
    return crypto.blind_index(reference.casefold(), context=_REFERENCE)


def read_rows(
    data: bytes, *, head: Head, columns: Mapping[str, str], today: date
) -> Iterator[ReadRow]:
    """Read the rows below the headings. Raises :class:`~mdl.spreadsheets.SheetError`."""
    reader = _Reader(head, columns, today)
    for line in below(read_lines(data), head):
        yield reader.read(line)


class _Reader:
    """Reads the rows of one list."""

    def __init__(self, head: Head, columns: Mapping[str, str], today: date) -> None:
        self.places = places_of(columns)
        self.today = today
        headings = [plain_heading(text_of(cell)) for cell in head.line.cells]
        self.of_numbers = [
            at
            for at, heading in enumerate(headings)
            if re.search(r"\b(ssn|itin|tin|social security)\b", heading)
        ]

    def read(self, line: Line) -> ReadRow:
        """Read one row."""
        try:
            return ReadRow(line.number, self._facts(line))
        except SocialSecurity as wrong:
            return ReadRow(line.number, problem=str(wrong), holds_ssn=True)
        except Wrong as wrong:
            return ReadRow(line.number, problem=str(wrong))

    def _facts(self, line: Line) -> Facts:
        texts = [text_of(cell) for cell in line.cells]
        self._refuse_numbers(texts)
        told = {name: self._text(name, line.cells, place) for name, place in self.places.items()}
        born_on = self._day("birth_date", line.cells, "The birth date")
        if born_on and not date(self.today.year - 120, 1, 1) <= born_on <= self.today:
            raise Wrong("The birth date cannot be: it lies ahead, or too far back.")
        given, family = _name(told)
        speaks_as = _said(told, "speaks_as")
        return Facts(
            identity=Identity(
                given_name=given,
                family_name=family,
                birth_date=born_on,
                email=told.get("email", ""),
                phone=told.get("phone", ""),
                address=told.get("address", ""),
            ),
            reference=told.get("reference", ""),
            state=_state(told.get("state", "")),
            designation=told.get("designation", ""),
            protection=_said(told, "protection"),
            relation=_said(told, "relation"),
            action=_action(told.get("action", "")),
            role=_said(told, "role"),
            wards=tuple(
                dict.fromkeys(filter(None, re.split(r"[;,]\s*", told.get("speaks_for", ""))))
            ),
            speaks_as=speaks_as,
            since=self._day("since", line.cells, "The day since when they speak"),
        )

    def _refuse_numbers(self, texts: Sequence[str]) -> None:
        # With the heading before it, nine digits without dashes are known for what they are.
        of_numbers = [f"ssn {texts[at]}" for at in self.of_numbers if at < len(texts)]
        if holds_ssn("\n".join([*texts, *of_numbers])):
            raise SocialSecurity(
                "It holds what looks like a Social Security number. Take it out of the list."
            )

    def _text(self, name: str, cells: Sequence[Cell], place: int) -> str:
        cell = cells[place] if place < len(cells) else None
        if isinstance(cell, str) and calculates(cell) and text_of(cell):
            raise Wrong(f"{words_of_field(name)} begins like a formula; write it as text.")
        text = as_meant(text_of(cell))
        if text in ("-", "--"):
            return ""
        if len(text) > _LONGEST.get(name, _LONGEST_SEALED):
            raise Wrong(f"{words_of_field(name)} is longer than a cell of it may be.")
        return text

    def _day(self, name: str, cells: Sequence[Cell], what: str) -> date | None:
        place = self.places.get(name, len(cells))
        cell = cells[place] if place < len(cells) else None
        if text_of(cell) in ("", "-", "--"):
            return None
        day = day_of(cell)
        if day is None:
            raise Wrong(f"{what} is no day; write it as 2026-03-09 or 3/9/2026.")
        return day


def _name(told: Mapping[str, str]) -> tuple[str, str]:
    given, family = told.get("given_name", ""), told.get("family_name", "")
    whole = told.get("name", "")
    if whole and not (given or family):
        family, comma, given = (part.strip() for part in whole.partition(","))
        if not comma or not given or not family:
            raise Wrong("Write the name as family name, comma, given name, or give two columns.")
    if bool(given) != bool(family):
        raise Wrong("The given name or the family name is missing.")
    return given, family


def _said(told: Mapping[str, str], name: str) -> str:
    text = plain_heading(told.get(name, ""))
    if not text:
        return ""
    found = SAID[name].get(text)
    if found is None:
        raise Wrong(f"{words_of_field(name)} says none of what it may say.")
    return found


@lru_cache(maxsize=500)  # a list repeats its states
def _state(text: str) -> str:
    state = text.upper()
    try:
        age_of_majority(state)
    except UnknownState:
        raise Wrong("The state is no postal code; write two capitals, such as IL.") from None
    return state


@lru_cache(maxsize=2_000)  # and its actions
def _action(text: str) -> DocketNumber | None:
    if not text:
        return None
    try:
        number = parse(text)
    except DocketNumberError:
        raise Wrong("The docket number is none.") from None
    return number.core


def is_initials(designation: str) -> bool:
    """Say whether a designation is one that a minor may have."""
    return _INITIALS.fullmatch(designation) is not None
