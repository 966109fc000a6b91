"""Docket numbers of the federal courts and of the Panel: read, written and compared.

A number is printed in many ways for one action (``1:20-cv-04699``, ``20 C 4699``,
``1:20-cv-04699-JZL``). What identifies it inside its court is office, year, type and serial;
a judge's initials change whenever the case is reassigned and never tell two actions apart.

The forms are those of CM/ECF, the federal courts' filing system, and of the Panel's own docket,
which writes a court before a number (``CAC/2:20-cv-04799``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from mdl.court_names import panel_prefixes

LONGEST: Final = 80
"""Characters. A docket number is short; longer text is something else."""

MDL: Final = "mdl"
"""The ``case_type`` of the Panel's own numbers, which have a serial and a suffix but no year."""

_OLD_TYPES: Final = {"c": "cv", "civ": "cv", "civil": "cv", "crim": "cr", "adv": "ap"}

_MDL_NUMBER = re.compile(
    r"(?:MDL(?:\s*(?:No\.?|Docket(?:\s+No\.?)?|\#))?|MDL-)\s*"
    r"(?P<serial>\d{1,5})(?:-(?P<suffix>[A-Z]{1,3}))?",
    re.IGNORECASE,
)
_CASE_NUMBER = re.compile(
    r"(?:(?P<office>\d{1,2})\s*[:-]\s*)?"  # 1:20-cv-04699, and Brooklyn's 1-23-94260
    r"(?P<year>\d{4}|\d{2})"
    r"(?:[\s-]*(?P<type>~?[a-z][a-z0-9]{0,4}?)[\s-]*|-)"  # -cv-, cv, " C ", or only a dash
    r"(?P<serial>\d{1,10})"
    r"(?:-(?P<branch>\d)(?=-[a-z]))?"  # E.D.N.C. bankruptcy: 10-91083-8-RDD
    r"(?P<rest>(?:\s*-\s*(?:N/A|[a-z0-9_]{1,8}))*|\s*\([a-z0-9_ /-]{1,20}\))",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:civil|criminal|adversary|bankruptcy)\s+)?"
    r"(?:case|action|proceeding|petition|docket)?\s*(?:number|nos?\.?|\#)?\s*:?\s*",
    re.IGNORECASE,
)
_PREFIXED = re.compile(
    r"(?<![A-Za-z0-9])(?P<prefix>[A-Z]{2,3})(?:/|\s)"
    r"(?P<number>\d{1,2}:\d{2}-(?:[a-z]{2,4}-)?\d{1,6})(?![\d-])",
    re.IGNORECASE,
)


class DocketNumberError(ValueError):
    """A text that is no docket number. The message repeats it and shows how one is written."""

    def __init__(self, text: str) -> None:
        shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
        super().__init__(
            f"“{shown}” is not a docket number. Write it as the court prints it, "
            "for example 1:20-cv-04699, 20-12345 or MDL No. 2948."
        )
        self.text = text


@dataclass(frozen=True, slots=True)
class DocketNumber:
    """One docket number, without the court that gave it.

    Two are equal when office, year, type, serial and suffixes agree; judges' initials and the
    spelling read are kept but not compared.
    """

    serial: int
    case_type: str | None = None
    """Lower case: ``cv``, ``md``, ``cr``, ``bk``, ``ap``; ``mdl`` is the Panel's own; None where
    the court prints none (most bankruptcy courts and courts of appeals)."""
    year: int | None = None
    """Four digits; None only for the Panel's own numbers."""
    office: int | None = None
    """The divisional office before the colon; None where it is not printed."""
    defendant: int | None = None
    """In a criminal case, which defendant's docket it is."""
    suffix: str | None = None
    """The letter after a Panel number: ``A`` in MDL No. 2948-A."""
    court_id: str | None = None
    """The court that a Panel prefix names (``cacd`` for ``CAC/2:20-cv-04799``)."""
    judges: tuple[str, ...] = field(default=(), compare=False)
    """Initials of the assigned judge, then of the magistrate judge, as printed."""
    raw: str = field(default="", compare=False)
    """What was read."""

    @property
    def is_panel_number(self) -> bool:
        """Say whether this is the Panel's own number of a litigation."""
        return self.case_type == MDL

    @property
    def core(self) -> "DocketNumber":
        """Return what identifies the case inside its court: no prefix, no single defendant."""
        own = re.split(r"[/\s]", self.raw)[-1] if self.court_id else self.raw
        return replace(self, court_id=None, defendant=None, raw=own)

    @property
    def canonical(self) -> str:
        """Return the one spelling under which it is stored and shown, initials left out."""
        if self.is_panel_number:
            return f"MDL No. {self.serial}" + (f"-{self.suffix}" if self.suffix else "")
        prefix = "" if self.court_id is None else self.court_id.removesuffix("d").upper() + "/"
        office = "" if self.office is None else f"{self.office}:"
        kind = "" if self.case_type is None else f"{self.case_type}-"
        defendant = "" if self.defendant is None else f"-{self.defendant}"
        return f"{prefix}{office}{(self.year or 0) % 100:02}-{kind}{self.serial:05}{defendant}"

    def could_be(self, other: "DocketNumber") -> bool:
        """Say whether both may name one case: they agree wherever both speak.

        ``20 C 4699`` could be ``1:20-cv-04699``. Only a hint: a second fact must confirm it.
        """
        same = (self.serial, self.year, self.suffix) == (
            other.serial,
            other.year,
            other.suffix,
        )
        return same and all(
            ours is None or theirs is None or ours == theirs
            for ours, theirs in (
                (self.office, other.office),
                (self.case_type, other.case_type),
                (self.court_id, other.court_id),
            )
        )

    def __str__(self) -> str:
        return self.canonical


def parse(text: str) -> DocketNumber:
    """Read one docket number; surrounding words such as "Case No." are allowed.

    Raises :class:`DocketNumberError` when the text is anything else or more than a number.
    """
    stripped = " ".join(text.split()) if len(text) <= LONGEST else ""
    number = _panel_number(stripped) or _prefixed_number(stripped)
    number = number or _case_number(stripped)
    if number is None:
        raise DocketNumberError(text)
    return number


def parse_or_none(text: str | None) -> DocketNumber | None:
    """Read one docket number, or return None where :func:`parse` would refuse."""
    try:
        return None if text is None else parse(text)
    except DocketNumberError:
        return None


def court_of_prefix(prefix: str) -> str | None:
    """Return the PACER id of the court a Panel prefix names: ``ILN`` is ``ilnd``."""
    return panel_prefixes().get(prefix.upper())


def find_prefixed(text: str) -> Iterator[DocketNumber]:
    """Yield each number written with a Panel prefix, as ``CAC/2:20-cv-04799`` or as
    ``GAM 4:10-15``, in the order of the text, each once.
    """
    seen = set()
    for match in _PREFIXED.finditer(text):
        number = _prefixed_number(match.group())
        if number is not None and number not in seen:
            seen.add(number)
            yield number


def find_panel_number(text: str) -> DocketNumber | None:
    """Return the first MDL number in a running text, or None."""
    match = _MDL_NUMBER.search(text)
    return None if match is None else _panel_number(match.group())


def _panel_number(stripped: str) -> DocketNumber | None:
    match = _MDL_NUMBER.fullmatch(stripped)
    if match is None:
        return None
    suffix = match["suffix"]
    return DocketNumber(
        serial=int(match["serial"]),
        case_type=MDL,
        suffix=suffix.upper() if suffix else None,
        raw=stripped,
    )


def _prefixed_number(stripped: str) -> DocketNumber | None:
    prefix, slash, rest = stripped.partition("/")
    if not slash:
        prefix, _, rest = stripped.partition(" ")
    court_id = court_of_prefix(prefix)
    number = _case_number(rest) if court_id else None
    return None if number is None else replace(number, court_id=court_id, raw=stripped)


def _case_number(stripped: str) -> DocketNumber | None:
    lead = _LEAD.match(stripped)
    match = _CASE_NUMBER.fullmatch(stripped[lead.end() if lead else 0 :])
    if match is None:
        return None
    office = match["office"] or match["branch"]
    kind = match["type"].lower() if match["type"] else None
    judges, defendant = _judges_and_defendant(match["rest"])
    return DocketNumber(
        serial=int(match["serial"]),
        case_type=None if kind is None else _OLD_TYPES.get(kind, kind),
        year=_full_year(match["year"]),
        office=None if office is None else int(office),
        defendant=defendant,
        judges=judges,
        raw=stripped,
    )


def _full_year(digits: str) -> int:
    """Two digits mean 1960 to 2059: no docket on PACER is older than the first, none newer."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= 60 else 2000)


def _judges_and_defendant(rest: str) -> tuple[tuple[str, ...], int | None]:
    parts = [part for part in re.split(r"[\s()-]+", rest) if part]
    judges = tuple(part for part in parts if not part.isdigit())
    numbers = [int(part) for part in parts if part.isdigit()]
    return judges, numbers[0] if numbers else None
